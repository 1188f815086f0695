-- One row per frame of a label, and per sensor where there are several. A still label with annotations, a mask or point labels is one frame.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    l.label_status AS label_status, -- LABELED, REVIEWED, …
    f.sensor AS sensor, -- the sensor's name; NULL outside multi-sensor data
    f.frame AS frame, -- number of the frame, from 0
    f.timestamp AS timestamp, -- time stamp as the file writes it
    f.annotations AS annotations, -- number of annotations
    f.segmentation_bitmap_url AS segmentation_bitmap_url, -- URL of the mask
    f.points AS points, -- number of point labels
    iif(l.structure = 'still', l.image_attributes, f.image_attributes) AS image_attributes, -- JSON: attributes of the whole image or scan
    f.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN frame AS f NOT INDEXED ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows

-- One row per track of a sequence: the annotations of one sensor that share a track id.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    k.sensor AS sensor, -- the sensor's name; NULL outside multi-sensor data
    k.track_id AS track_id, -- the track's id
    k.category_id AS category_id, -- category of its first annotation
    c.name AS category, -- that category's name in this release
    k.first_frame AS first_frame, -- frame of its first annotation
    k.last_frame AS last_frame, -- frame of its last annotation
    k.frames AS frames, -- number of frames it is in
    k.keyframes AS keyframes -- number of its annotations that are keyframes
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN track AS k NOT INDEXED ON k.id >= l.first_track_id AND k.id < l.first_track_id + l.tracks
LEFT JOIN category_name AS c ON c.taxonomy_id = r.taxonomy_id AND c.category_id = k.category_id

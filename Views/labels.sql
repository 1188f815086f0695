-- One row per sample and labelset with a label, a null label included.
-- ids: rs.sample_id, sl.labelset_id
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    iif(sl.label_id IS NULL, 'UNLABELED', l.label_status) AS label_status, -- LABELED, REVIEWED, …; UNLABELED for a null label
    l.annotations AS annotations, -- number of annotations in all frames
    l.frames AS frames, -- number of frames; the longest sensor's
    l.label_type AS label_type, -- the label's own task type
    l.score AS score, -- confidence of a prediction
    l.created_at AS created_at, -- when it was made
    l.created_by AS created_by, -- who made it
    l.updated_at AS updated_at, -- when it was changed
    l.updated_by AS updated_by, -- who changed it
    l.reviewed_at AS reviewed_at, -- when it was reviewed
    l.reviewed_by AS reviewed_by, -- who reviewed it
    l.image_attributes AS image_attributes, -- JSON: attributes of the whole still
    l.extra AS extra -- JSON: unknown keys of the label, its attributes and its sensors
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
LEFT JOIN label AS l ON l.id = sl.label_id

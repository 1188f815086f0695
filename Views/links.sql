-- One row per link between two objects of a label.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    k.id - l.first_link_id AS position, -- place in the label's list, from 0
    k.from_id AS from_id, -- object or track id it begins at
    k.to_id AS to_id, -- object or track id it ends at
    k.attributes AS attributes, -- JSON: the link's attributes
    k.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN link AS k NOT INDEXED ON k.id >= l.first_link_id AND k.id < l.first_link_id + l.links

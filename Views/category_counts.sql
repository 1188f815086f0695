-- One row per labelset, sample and category: how often it is annotated; without a category id, the annotations that have none. Answers from counts, without reading annotations.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    CAST(n.key AS INTEGER) AS category_id, -- the category's id; NULL for annotations without one
    c.name AS category, -- the category's name in this release
    n.value AS annotations -- number of annotations in all frames
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN json_each(l.category_counts) AS n
LEFT JOIN category_name AS c ON c.taxonomy_id = r.taxonomy_id AND c.category_id = CAST(n.key AS INTEGER)
UNION ALL
SELECT
    r.ref, d.name, r.name, ls.name, s.uuid, v.name, NULL, NULL,
    l.annotations - (SELECT coalesce(sum(n.value), 0) FROM json_each(l.category_counts) AS n)
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
WHERE l.annotations > (SELECT coalesce(sum(n.value), 0) FROM json_each(l.category_counts) AS n)

-- One row per labelset and category of a release: how often it is annotated; without a category id, the annotations that have none. Counted at import.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    n.category_id AS category_id, -- the category's id; NULL for annotations without one
    c.name AS category, -- the category's name in this release; NULL when the id is not defined
    n.annotations AS annotations, -- number of annotations
    n.samples AS samples -- number of samples that have at least one
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_category AS n ON n.release_id = r.id
LEFT JOIN labelset AS ls ON ls.id = n.labelset_id
LEFT JOIN category_name AS c ON c.taxonomy_id = r.taxonomy_id AND c.category_id = n.category_id
UNION ALL
SELECT
    r.ref, d.name, r.name, ls.name, NULL, NULL,
    rl.annotations - (
        SELECT coalesce(sum(n.annotations), 0)
        FROM release_category AS n
        WHERE n.release_id = r.id AND n.labelset_id = rl.labelset_id),
    (
        SELECT count(*)
        FROM release_sample AS rs
        JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id AND sl.labelset_id = rl.labelset_id
        JOIN label AS l ON l.id = sl.label_id
        WHERE rs.release_id = r.id
            AND l.annotations > (SELECT coalesce(sum(n.value), 0) FROM json_each(l.category_counts) AS n))
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_labelset AS rl ON rl.release_id = r.id
LEFT JOIN labelset AS ls ON ls.id = rl.labelset_id
WHERE rl.annotations > (
    SELECT coalesce(sum(n.annotations), 0)
    FROM release_category AS n
    WHERE n.release_id = r.id AND n.labelset_id = rl.labelset_id)

-- One row per category of a release.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    c.category_id AS category_id, -- the id that annotations use
    c.position AS position, -- place in the release's list, from 0
    c.name AS category, -- the category's name
    c.color AS color, -- JSON: red, green, blue and maybe alpha
    c.has_instances AS has_instances, -- 1 for things, 0 for stuff
    c.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN category AS c ON c.taxonomy_id = r.taxonomy_id

-- One row per labelset of a release.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    rl.position AS position, -- place in the release's list, from 0; NULL when it is not listed
    rl.description AS description, -- the labelset's description
    rl.is_groundtruth AS is_groundtruth, -- 1 for the ground truth, 0 for others
    rl.created_at AS created_at, -- when it was made, as the file says
    rl.labels AS labels, -- number of labels that are not null
    rl.annotations AS annotations, -- number of annotations
    rl.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_labelset AS rl ON rl.release_id = r.id
JOIN labelset AS ls ON ls.id = rl.labelset_id

-- One row per release.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    r.description AS description, -- the release's description
    r.created_at AS created_at, -- when the platform made it, as the file says
    r.task_type AS task_type, -- the dataset's task type
    r.samples AS samples, -- number of samples
    r.labels AS labels, -- number of labels that are not null
    r.annotations AS annotations, -- number of annotations
    r.imported_at AS imported_at, -- when it was imported (UTC)
    r.source AS source, -- the file it was imported from
    r.source_bytes AS source_bytes, -- size of that file in bytes
    lower(hex(r.digest)) AS digest, -- digest of the content, in hexadecimal
    r.extra AS extra -- JSON: unknown keys of the file, of dataset and of task_attributes
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id

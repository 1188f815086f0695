"""A release file into a DuckDB table of annotations, both labelsets, with typed columns.

usage: duckdb_read.py RELEASE DATABASE
"""

import os
import sys

import duckdb

ANNOTATION = (
    "STRUCT(id BIGINT, category_id BIGINT, type VARCHAR, points DOUBLE[][], attributes JSON, track_id BIGINT)"
)
LABEL = (
    "STRUCT(label_status VARCHAR, attributes STRUCT(format_version VARCHAR,"
    f" annotations {ANNOTATION}[], image_attributes JSON))"
)
SAMPLE = (
    "STRUCT(uuid VARCHAR, name VARCHAR, attributes JSON, metadata JSON,"
    f' labels STRUCT("ground-truth" {LABEL}, predictions {LABEL}))'
)
DATASET = (
    "STRUCT(name VARCHAR, description VARCHAR, category VARCHAR, created_at VARCHAR, owner VARCHAR,"
    f" task_type VARCHAR, task_attributes JSON, samples {SAMPLE}[])"
)

IMPORT = f"""
CREATE TABLE annotation AS
WITH sample AS MATERIALIZED (
    SELECT unnest(dataset.samples) AS sample
    FROM read_json($source, format = 'unstructured', maximum_object_size = $size, columns = {{
        name: 'VARCHAR', description: 'VARCHAR', created_at: 'VARCHAR', dataset: '{DATASET}'}})
), label AS (
    SELECT sample.uuid AS uuid, sample.name AS sample, 'ground-truth' AS labelset,
        sample.labels."ground-truth" AS label
    FROM sample
    UNION ALL
    SELECT sample.uuid, sample.name, 'predictions', sample.labels.predictions FROM sample
), annotation AS (
    SELECT uuid, sample, labelset, label.label_status AS label_status,
        unnest(label.attributes.annotations) AS annotation
    FROM label
)
SELECT uuid, sample, labelset, label_status, annotation.* FROM annotation
"""


def main():
    source, target = sys.argv[1:]
    db = duckdb.connect(target)
    db.execute("SET preserve_insertion_order = false")
    db.execute(f"SET threads = {os.cpu_count()}")
    size = max(os.path.getsize(source) + 1024, 16 << 20)
    query = IMPORT.replace("$source", "'" + source.replace("'", "''") + "'").replace("$size", str(size))
    db.execute(query)
    counts = db.execute("SELECT labelset, count(*) FROM annotation GROUP BY 1 ORDER BY 1").fetchall()
    db.close()
    print({"annotations": dict(counts)})


main()

"""A release file into relational tables, as fast as Python does it.

usage: orjson_sqlite.py RELEASE DATABASE [--collect]

orjson reads the whole file, with the cyclic garbage collector off unless it is asked for; sqlite3 writes all rows with executemany in
one transaction, under the same settings as the other contestants. The tables say what the file says: samples,
labels, annotations with their points as JSON text and their box as columns.
"""

import gc
import os
import sqlite3
import sys

import orjson

SCHEMA = """
CREATE TABLE release(id INTEGER PRIMARY KEY, name TEXT, description TEXT, created_at TEXT, dataset TEXT,
    owner TEXT, task_type TEXT, task_attributes TEXT) STRICT;
CREATE TABLE category(id INTEGER PRIMARY KEY, release_id INTEGER REFERENCES release(id), category_id INTEGER,
    name TEXT, definition TEXT) STRICT;
CREATE TABLE sample(id INTEGER PRIMARY KEY, release_id INTEGER REFERENCES release(id), uuid TEXT, name TEXT,
    attributes TEXT, metadata TEXT) STRICT;
CREATE TABLE label(id INTEGER PRIMARY KEY, sample_id INTEGER REFERENCES sample(id), labelset TEXT,
    label_status TEXT, image_attributes TEXT) STRICT;
CREATE TABLE annotation(id INTEGER PRIMARY KEY, label_id INTEGER REFERENCES label(id), annotation_id INTEGER,
    track_id INTEGER, category_id INTEGER, type TEXT, x_min REAL, y_min REAL, x_max REAL, y_max REAL, points TEXT,
    attributes TEXT) STRICT;
"""


def text(value):
    return orjson.dumps(value).decode()


def rows(samples):
    """The rows of the three large tables."""
    sample_rows, label_rows, annotation_rows = [], [], []
    dumps = orjson.dumps
    add = annotation_rows.append
    empty = {}
    label_id = 0
    for sample_id, sample in enumerate(samples, 1):
        sample_rows.append(
            (sample_id, 1, sample["uuid"], sample["name"], text(sample["attributes"]), text(sample["metadata"])))
        for labelset, label in sample["labels"].items():
            label_id += 1
            if label is None:
                label_rows.append((label_id, sample_id, labelset, None, None))
                continue
            content = label["attributes"]
            image_attributes = content.get("image_attributes")
            label_rows.append(
                (label_id, sample_id, labelset, label["label_status"], image_attributes and text(image_attributes)))
            for annotation in content["annotations"]:
                points = annotation["points"]
                xs, ys = zip(*points)
                attributes = annotation["attributes"]
                add((
                    label_id, annotation["id"], annotation.get("track_id"), annotation["category_id"],
                    annotation["type"], min(xs), min(ys), max(xs), max(ys), dumps(points).decode(),
                    "{}" if attributes == empty else text(attributes)))
    return sample_rows, label_rows, annotation_rows


def main():
    source, target = sys.argv[1:3]
    if "--collect" not in sys.argv[3:]:
        gc.disable()
    with open(source, "rb") as file:
        release = orjson.loads(file.read())
    dataset = release["dataset"]
    sample_rows, label_rows, annotation_rows = rows(dataset["samples"])

    db = sqlite3.connect(target, isolation_level=None)
    for pragma in (
        "page_size = 16384", "journal_mode = DELETE", "synchronous = FULL", "cache_size = -16384", "foreign_keys = ON",
    ):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    db.execute(
        "INSERT INTO release VALUES(1,?,?,?,?,?,?,?)",
        (release["name"], release["description"], release["created_at"], dataset["name"], dataset["owner"],
         dataset["task_type"], text(dataset["task_attributes"])))
    db.executemany(
        "INSERT INTO category VALUES(NULL,1,?,?,?)",
        [(category["id"], category["name"], text(category))
         for category in dataset["task_attributes"]["categories"]])
    db.executemany("INSERT INTO sample VALUES(?,?,?,?,?,?)", sample_rows)
    db.executemany("INSERT INTO label VALUES(?,?,?,?,?)", label_rows)
    db.executemany("INSERT INTO annotation VALUES(NULL,?,?,?,?,?,?,?,?,?,?,?)", annotation_rows)
    db.execute("COMMIT")
    db.close()
    print(text({"samples": len(sample_rows), "labels": len(label_rows), "annotations": len(annotation_rows)}))
    # Taking hundreds of megabytes of objects apart again is no part of the work.
    sys.stdout.flush()
    os._exit(0)


main()

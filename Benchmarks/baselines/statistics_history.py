"""Counts over all releases of a warehouse by those who have one row an annotation and release: SQLite with the index
that the questions want, and DuckDB on one Parquet file, a row group a release.

usage: statistics_history.py WAREHOUSE FOLDER [--runs N]

FOLDER keeps the rows. Both answers must be those of the warehouse's view `category_totals`.
"""

import argparse
import json
import os
import sqlite3

import pyarrow
import pyarrow.parquet

import duckdb_files
import kept_rows
import timed_questions

# Names are kept once, so that rows and index are small: to SQLite's advantage.
SCHEMA = """
CREATE TABLE release(id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE);
CREATE TABLE labelset(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE sample(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE);
CREATE TABLE annotation(id INTEGER PRIMARY KEY, release INTEGER NOT NULL, labelset INTEGER NOT NULL,
    sample INTEGER NOT NULL, annotation_id INTEGER, category_id INTEGER, type TEXT, status TEXT);
"""

FILL = """
INSERT INTO annotation(release, labelset, sample, annotation_id, category_id, type, status)
SELECT ?, ls.id, s.id, a.annotation_id, a.category_id, a.type, a.label_status
FROM warehouse.annotations AS a
JOIN main.labelset AS ls ON ls.name = a.labelset
JOIN main.sample AS s ON s.uuid = a.sample_uuid
WHERE a.ref = ?
"""

INDEX = "CREATE INDEX annotation_by_category ON annotation(release, labelset, category_id, sample)"

NUMBER = pyarrow.int32()
TEXT = pyarrow.dictionary(NUMBER, pyarrow.string())
COLUMNS = pyarrow.schema([
    ("release", NUMBER), ("labelset", NUMBER), ("sample", NUMBER), ("annotation_id", NUMBER), ("category_id", NUMBER),
    ("type", TEXT), ("status", TEXT),
])

# The index gives SQLite the samples in order.
SQLITE = {
    "annotations": "SELECT release, labelset, category_id, count(*) FROM annotation GROUP BY 1, 2, 3",
    "both": "SELECT release, labelset, category_id, count(*), count(DISTINCT sample) FROM annotation GROUP BY 1, 2, 3",
}

# DuckDB counts distinct samples somewhat faster in two steps.
DUCKDB = {
    "annotations": SQLITE["annotations"],
    "both": """SELECT release, labelset, category_id, sum(n), count(*) FROM (
        SELECT release, labelset, category_id, sample, count(*) AS n FROM annotation GROUP BY 1, 2, 3, 4)
        GROUP BY 1, 2, 3""",
}


def database(folder):
    return os.path.join(folder, "rows.db")


def parquet(folder):
    return os.path.join(folder, "rows.parquet")


def make(warehouse, folder):
    db = sqlite3.connect(f"file:{database(folder)}", uri=True, isolation_level=None)
    for pragma in ("page_size = 16384", "journal_mode = OFF", "synchronous = OFF", "cache_size = -262144"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("ATTACH ? AS warehouse", (f"file:{warehouse}?mode=ro",))
    db.execute("BEGIN")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    db.execute("INSERT INTO release(ref) SELECT ref FROM warehouse.releases ORDER BY imported_at, ref")
    db.execute("INSERT INTO labelset(name) SELECT DISTINCT labelset FROM warehouse.labelsets")
    db.execute("INSERT INTO sample(uuid) SELECT DISTINCT sample_uuid FROM warehouse.samples")
    with pyarrow.parquet.ParquetWriter(parquet(folder), COLUMNS) as out:
        for release, ref in db.execute("SELECT id, ref FROM release ORDER BY id").fetchall():
            last = db.execute("SELECT coalesce(max(id), 0) FROM annotation").fetchone()[0]
            db.execute(FILL, (release, ref))
            kept_rows.append(out, db.execute(
                f"SELECT {', '.join(COLUMNS.names)} FROM annotation WHERE id > ? ORDER BY id", (last,)))
    db.execute(INDEX)
    db.execute("COMMIT")
    db.execute("ANALYZE main")
    db.close()


def connect(folder):
    db = sqlite3.connect(f"file:{database(folder)}?mode=ro", uri=True)
    db.execute("PRAGMA cache_size = -262144")
    db.execute("PRAGMA mmap_size = 8589934592")
    return db


def expected(warehouse, folder):
    """What the warehouse counted at import, in the numbers of the rows."""
    rows = connect(folder)
    releases = dict(rows.execute("SELECT ref, id FROM release"))
    labelsets = dict(rows.execute("SELECT name, id FROM labelset"))
    rows.close()
    totals = kept_rows.opened(warehouse).execute(
        "SELECT ref, labelset, category_id, annotations, samples FROM category_totals")
    return sorted((releases[ref], labelsets[name], *counts) for ref, name, *counts in totals)


def check(contender, answers, truth, folder):
    for name, columns in (("annotations", 4), ("both", 5)):
        wanted = [row[:columns] for row in truth]
        if sorted(tuple(map(int, row)) for row in answers[name]) != wanted:
            raise SystemExit(f"{contender} counts other {name} than the warehouse; remove {folder}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("warehouse")
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    kept_rows.keep(given.folder, SCHEMA + FILL + INDEX + str(COLUMNS), lambda folder: make(given.warehouse, folder))
    truth = expected(given.warehouse, given.folder)
    figures = {"answers": len(truth)}
    for contender, questions, connection in (
        ("sqlite", SQLITE, lambda: connect(given.folder)),
        ("duckdb", DUCKDB, lambda: duckdb_files.connect(parquet(given.folder))),
    ):
        answers, times = timed_questions.report(contender, questions, connection, given.runs)
        check(contender, answers, truth, given.folder)
        figures |= times
    print(json.dumps(figures))


main()

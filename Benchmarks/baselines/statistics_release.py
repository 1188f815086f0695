"""Statistics that need each annotation of one release, by DuckDB on Parquet of its rows.

usage: statistics_release.py WAREHOUSE FOLDER [--runs N]

FOLDER keeps the rows: those of the warehouse's view `annotations`, a sample's uuid as a number.
"""

import argparse
import json
import os

import pyarrow
import pyarrow.parquet

import duckdb_files
import kept_rows
import timed_questions

ROWS = """
SELECT labelset, sample_uuid, category_id, category, type, width, height, area, attributes FROM annotations
"""

TEXT = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
COLUMNS = pyarrow.schema([
    ("labelset", TEXT), ("sample", pyarrow.int32()), ("category_id", pyarrow.int32()), ("category", TEXT),
    ("type", TEXT), ("width", pyarrow.float64()), ("height", pyarrow.float64()), ("area", pyarrow.float64()),
    ("attributes", TEXT),
])

SIDES = ("width", "height", "area", "aspect")


def boxes():
    """Counts, moments and exact quantiles; the histogram's bins depend on the extremes, hence a second look."""
    figures = ", ".join(
        f"avg({side}), stddev_pop({side}), min({side}) AS {side}_min, max({side}) AS {side}_max,"
        f" quantile_cont({side}, [0.05, 0.25, 0.5, 0.75, 0.95])"
        for side in SIDES)
    return f"""
        WITH box AS (
            SELECT labelset, category_id, width, height, area, width / nullif(height, 0) AS aspect
            FROM annotation WHERE type = 'bbox'
        ), figures AS (
            SELECT labelset, category_id, count(*) AS n, count(*) FILTER (area < 1024) AS small,
                count(*) FILTER (area >= 1024 AND area < 9216) AS medium, count(*) FILTER (area >= 9216) AS large,
                {figures}
            FROM box GROUP BY ALL
        ), bins AS (
            SELECT labelset, category_id,
                least(9, floor(10 * (area - area_min) / nullif(area_max - area_min, 0)))::INTEGER AS bin,
                count(*) AS n
            FROM box JOIN (SELECT labelset, category_id, area_min, area_max FROM figures)
                USING (labelset, category_id)
            GROUP BY ALL
        )
        SELECT figures.*, (
            SELECT list((bin, n) ORDER BY bin) FROM bins
            WHERE bins.labelset = figures.labelset AND bins.category_id = figures.category_id)
        FROM figures"""


# Equal texts are counted before they are taken apart, of which there are few.
ATTRIBUTES = """
    WITH equal AS (
        SELECT labelset, category_id, attributes, count(*) AS n FROM annotation
        WHERE attributes IS NOT NULL GROUP BY ALL
    ), single AS (
        SELECT labelset, category_id, attributes::JSON AS attributes, n, unnest(json_keys(attributes)) AS name
        FROM equal
    )
    SELECT labelset, category_id, name, attributes -> ('$."' || name || '"') AS value, sum(n)
    FROM single GROUP BY ALL"""

# Equal lists of categories likewise; joining the samples' categories with themselves takes longer.
COOCCURRENCE = """
    WITH held AS (
        SELECT labelset, list_sort(list(DISTINCT category_id)) AS categories FROM annotation GROUP BY labelset, sample
    ), equal AS (
        SELECT labelset, categories, count(*) AS n FROM held GROUP BY ALL
    ), first AS (
        SELECT labelset, categories, n, unnest(categories) AS a FROM equal
    ), pair AS (
        SELECT labelset, n, a, unnest(categories) AS b FROM first
    )
    SELECT labelset, a, b, sum(n) FROM pair WHERE a < b GROUP BY ALL"""

QUESTIONS = {"boxes": boxes(), "attributes": ATTRIBUTES, "cooccurrence": COOCCURRENCE}


def make(warehouse, folder):
    numbers = {}

    def numbered(columns):
        columns[1] = [numbers.setdefault(uuid, len(numbers)) for uuid in columns[1]]
        return columns

    with pyarrow.parquet.ParquetWriter(os.path.join(folder, "rows.parquet"), COLUMNS) as out:
        kept_rows.append(out, kept_rows.opened(warehouse).execute(ROWS), numbered)


def check(warehouse, folder, db):
    """The rows must count what the warehouse counted at import."""
    totals = kept_rows.opened(warehouse).execute(
        "SELECT labelset, category_id, annotations, samples FROM category_totals")
    counted = db.execute(
        "SELECT labelset, category_id, count(*), count(DISTINCT sample) FROM annotation GROUP BY ALL").fetchall()
    if sorted(totals) != sorted(counted):
        raise SystemExit(f"the rows are not those of the warehouse; remove {folder}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("warehouse")
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    kept_rows.keep(given.folder, ROWS + str(COLUMNS), lambda folder: make(given.warehouse, folder))

    def connect():
        return duckdb_files.connect(given.folder + "/rows.parquet")

    check(given.warehouse, given.folder, connect())
    _, figures = timed_questions.report("duckdb", QUESTIONS, connect, given.runs)
    print(json.dumps(figures))


main()

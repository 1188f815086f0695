"""DuckDB on a Parquet file, with all threads."""

import os

import duckdb


def connect(path):
    """A new connection with the file as the view `annotation`; what it learns of the file it may keep."""
    db = duckdb.connect()
    db.execute(f"SET threads = {os.cpu_count()}")
    db.execute("SET parquet_metadata_cache = true")
    db.execute(f"CREATE VIEW annotation AS SELECT * FROM read_parquet('{path}')")
    return db

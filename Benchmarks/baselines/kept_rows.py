"""Rows read from a warehouse once and kept in a folder, for the scripts that ask them."""

import os
import shutil
import sqlite3

import pyarrow


def keep(folder, recipe, make):
    """Calls `make(folder)` unless the folder was made by the same recipe; the marker is written last."""
    marker = os.path.join(folder, "made")
    if os.path.exists(marker):
        with open(marker, encoding="utf-8") as file:
            if file.read() == recipe:
                return
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    make(folder)
    with open(marker, "w", encoding="utf-8") as file:
        file.write(recipe)


def opened(warehouse):
    """The warehouse, for reading only."""
    return sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)


def append(out, cursor, convert=lambda columns: columns, size=250_000):
    """Writes what the cursor gives to the Parquet file, `size` rows at a time."""
    while rows := cursor.fetchmany(size):
        columns = convert([list(column) for column in zip(*rows)])
        arrays = [pyarrow.array(column, type=field.type) for column, field in zip(columns, out.schema)]
        out.write_table(pyarrow.table(arrays, schema=out.schema))

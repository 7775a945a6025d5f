"""Editions that a later year may bring: copies of the bundled Parquet files with their years and series changed.

Each is written before the figures are loaded, so that every view and page meets it as the app would. Nothing in them
is a figure of any place and year that was published as such.
"""

from __future__ import annotations

import json
import shutil

import duckdb

# The outcome that is altered where one is, and what is done to the rows of observations.
LATE, SINGLE, UNPUBLISHED = "child_poverty", "emergency_admissions", "participation_rate"
ALTERATIONS = {
    "a late start": f"""
        delete from observation where level = 'community' and indicator = '{LATE}' and year < 2017
    """,
    "a single year": f"""
        delete from observation
        where indicator = '{SINGLE}' and level in ('scotland', 'cpp', 'community') and year <> 2021
    """,
    "a missing latest year": f"""
        update observation set value = null
        where indicator = '{UNPUBLISHED}' and level in ('scotland', 'cpp', 'community') and year = 2021
    """,
    "no projections": "delete from observation where status = 'projected'",
    "a new SIMD edition": """
        insert into deprivation
        select community_code, 2024, income_deprived, not_income_deprived from deprivation where simd_edition = 2020
    """,
    "years two later throughout": """
        update observation
        set year = year + 2, period = (year + 2) || '/' || lpad(((year + 3) % 100)::varchar, 2, '0')
    """,
}
_TABLES = ("observation", "deprivation")


def write(data, out, alteration):
    """Copies a folder of Parquet files, and alters it as ALTERATIONS says."""
    shutil.copytree(data, out, dirs_exist_ok=True)
    with duckdb.connect() as connection:
        for name in _TABLES:
            connection.execute(f"create table {name} as from read_parquet('{data / name}.parquet')")
        connection.execute(ALTERATIONS[alteration])
        for name in _TABLES:
            connection.execute(f"copy {name} to '{out / name}.parquet' (format parquet)")
        first, last = connection.execute("select min(year), max(year) from observation").fetchone()
        observed = connection.execute(
            "select max(year) from observation where status <> 'projected' and value is not null"
        ).fetchone()[0]
    record = json.loads((data / "edition.json").read_text(encoding="utf-8"))
    record |= {"first_year": first, "last_year": last, "last_observed_year": observed}
    (out / "edition.json").write_text(json.dumps(record), encoding="utf-8")

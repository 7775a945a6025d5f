"""The tables as Parquet files: what columns they have, how they are sorted, written and read. duckdb lives here."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

Error = duckdb.Error

TABLES: dict[str, dict[str, str]] = {
    "area": {
        "area_code": "varchar",
        "slug": "varchar",
        "name": "varchar",
        "workbook_name": "varchar",
        "family_deprivation": "integer",
        "family_density": "integer",
    },
    "community": {
        "community_code": "varchar",
        "name": "varchar",
        "area_code": "varchar",
        "typology_group": "integer",
        "typology_label": "varchar",
        "strategic_area": "varchar",
        "vulnerable_rank": "integer",
    },
    "data_zone": {
        "data_zone_code": "varchar",
        "name": "varchar",
        "community_code": "varchar",
        "longitude": "double",
        "latitude": "double",
    },
    "deprivation": {
        "community_code": "varchar",
        "simd_edition": "integer",
        "income_deprived": "double",
        "not_income_deprived": "double",
    },
    "observation": {
        "level": "varchar",
        "place_code": "varchar",
        "indicator": "varchar",
        "year": "integer",
        "period": "varchar",
        "value": "double",
        "status": "varchar",
    },
}
_ORDER = {
    "area": "area_code",
    "community": "community_code",
    "data_zone": "data_zone_code",
    "deprivation": "community_code, simd_edition",
    "observation": "level, indicator, place_code, year",
}


def write(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Writes each table to folder/<name>.parquet: the same rows give the same bytes, in whatever order they come."""
    with duckdb.connect() as db:
        db.execute("set threads = 1")  # with more, the row groups could be split differently
        for name, frame in tables.items():
            columns = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in TABLES[name].items())
            target = str(folder / f"{name}.parquet").replace("'", "''")
            db.register("given", frame)
            db.execute(
                f"copy (select {columns} from given order by {_ORDER[name]}) to '{target}' "
                "(format parquet, compression zstd, compression_level 19, parquet_version v2)"
            )
            db.unregister("given")


def read(folder: Path, name: str) -> pd.DataFrame:
    """A table of a data folder, in its order. Raises Error if it is missing or not as written here."""
    with duckdb.connect() as db:
        return db.execute(
            f"select {', '.join(TABLES[name])} from read_parquet($file) order by {_ORDER[name]}",
            {"file": str(folder / f"{name}.parquet")},
        ).df()

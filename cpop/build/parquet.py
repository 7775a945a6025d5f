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
    "population": {
        "community_code": "varchar",
        "year": "integer",
        "all_ages": "integer",
        "under_16": "integer",
        "aged_16_to_19": "integer",
        "aged_16_to_64": "integer",
        "aged_65_and_over": "integer",
        "under_75": "integer",
    },
    "settlement": {
        "name": "varchar",
        "other_names": "varchar",
        "population": "integer",
        "longitude": "double",
        "latitude": "double",
        "community_code": "varchar",
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
    "previous_observation": {
        "level": "varchar",
        "place_code": "varchar",
        "indicator": "varchar",
        "year": "integer",
        "value": "double",
        "status": "varchar",
    },
    "newer_series": {
        "series": "varchar",
        "label": "varchar",
        "definition": "varchar",
        "unit_prefix": "varchar",
        "unit_suffix": "varchar",
        "decimals": "integer",
        "beside": "varchar",
        "better": "varchar",
        "differs": "varchar",
        "source": "varchar",
        "released": "date",
        "address": "varchar",
        "in_development": "boolean",
        "series_order": "integer",
    },
    "newer": {
        "series": "varchar",
        "area_code": "varchar",
        "start": "date",
        "length": "varchar",
        "period": "varchar",
        "value": "double",
        "low_95": "double",
        "high_95": "double",
        "status": "varchar",
    },
}
# Those that outlast an edition.
LASTING = ("area", "community", "data_zone", "deprivation", "population", "settlement")
# Tables that may have no row, for lack of an earlier edition or of newer figures; older folders lack the files too.
MAY_BE_EMPTY = ("previous_observation", "newer_series", "newer")
_ORDER = {
    "area": "area_code",
    "community": "community_code",
    "data_zone": "data_zone_code",
    "deprivation": "community_code, simd_edition",
    "population": "community_code",
    "settlement": "name, community_code",
    "observation": "level, indicator, place_code, year",
    "previous_observation": "level, indicator, place_code, year",
    "newer_series": "series_order",
    "newer": "series, area_code, start",
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
    """A table of a data folder, in its order. Raises Error if it is missing or not as written here.

    A table of MAY_BE_EMPTY that is missing is empty.
    """
    with duckdb.connect() as db:
        return _read(db, folder, name)


def read_all(folder: Path) -> tuple[dict[str, pd.DataFrame], str]:
    """The tables of a data folder by name, but for those that cannot be read, and why the first of those cannot."""
    found, reason = {}, ""
    with duckdb.connect() as db:
        for name in TABLES:
            try:
                found[name] = _read(db, folder, name)
            except Error as error:
                reason = reason or str(error).split("\n")[0]
    return found, reason


def _read(db: duckdb.DuckDBPyConnection, folder: Path, name: str) -> pd.DataFrame:
    if name in MAY_BE_EMPTY and not (folder / f"{name}.parquet").exists():
        return empty(name)
    return db.execute(
        f"select {', '.join(TABLES[name])} from read_parquet($file) order by {_ORDER[name]}",
        {"file": str(folder / f"{name}.parquet")},
    ).df()


def empty(name: str) -> pd.DataFrame:
    """A table without rows."""
    return pd.DataFrame(columns=list(TABLES[name]))

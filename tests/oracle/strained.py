"""A copy of the bundled data with the awkward cases that a real edition holds few of.

Ties, blanks, noughts, groups without spread and groups of one are put in at fixed places, so that the SQL and the
oracle have to agree on them too. Nothing in it is a figure of any place.
"""

from __future__ import annotations

import shutil

import pyarrow
import pyarrow.parquet


def write(data, out):
    """Copies a folder of Parquet files and spoils its observations, communities and deprivation."""
    shutil.copytree(data, out, dirs_exist_ok=True)
    table = pyarrow.parquet.read_table(data / "community.parquet")
    communities = {row["community_code"]: row for row in table.to_pylist()}
    by_area = {}
    for code in sorted(communities):
        by_area.setdefault(communities[code]["area_code"], []).append(code)
    _rewrite(data, out, "observation", lambda row: _observation(row, communities, by_area))
    _rewrite(data, out, "deprivation", _deprivation)
    _rewrite(data, out, "community", lambda row: _community(row, by_area))


def _rewrite(data, out, name, spoil):
    table = pyarrow.parquet.read_table(data / f"{name}.parquet")
    rows = [spoil(row) for row in table.to_pylist()]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=table.schema), out / f"{name}.parquet")


def _observation(row, communities, by_area):
    if row["value"] is not None and row["level"] in ("scotland", "cpp"):
        return row | {"value": _area_value(row, int(row["place_code"][-2:]))}
    if row["value"] is not None and row["level"] == "community":
        area = communities[row["place_code"]]["area_code"]
        return row | {"value": _community_value(row, area, by_area[area].index(row["place_code"]))}
    return row


def _area_value(row, number):
    indicator, year, value = row["indicator"], row["year"], row["value"]
    if indicator in ("healthy_birthweight", "employment_rate"):
        return float(round(value / 4) * 4)  # many equal values
    if indicator == "business_survival" and (number + year) % 5 == 0:
        return None  # blanks all over, in the first and the latest year too
    if indicator == "dwelling_fires" and year == 2010 and number % 3 == 0:
        return 0.0  # nothing to divide by
    if indicator == "carbon_emissions" and year == 2021 and number % 3 == 0:
        return 0.0  # improved by all there was
    if indicator == "unplanned_attendances" and year in (2010, 2011, 2021) and number % 2:
        return None
    return value


def _community_value(row, area, position):
    indicator, year, value = row["indicator"], row["year"], row["value"]
    if indicator == "attainment" and (position + year) % 7 == 0:
        return None
    if indicator == "participation_rate" and area in ("S12000023", "S12000005"):
        return 90.0  # an area without spread
    if indicator == "child_poverty" and area == "S12000027" and year == 2021 and position < 2:
        return None  # two of seven: more than a fifth
    if indicator == "child_poverty" and area == "S12000010" and position % 5 == 0:
        return None  # about a fifth
    if indicator == "crime_rate":
        return float(round(value, -2))  # many equal values, many noughts
    if indicator == "emergency_admissions" and area == "S12000018" and year != 2015:
        return None  # a whole area
    if indicator == "depopulation" and area == "S12000013" and year in (2010, 2021) and position:
        return None  # one community left
    if indicator == "early_mortality" and position % 3 == 0 and year in (2010, 2021):
        return 0.0
    return value


def _deprivation(row):
    if int(row["community_code"][-2:]) % 3:
        return row
    return row | {"income_deprived": 250.0, "not_income_deprived": 2250.0}  # equal rates


def _community(row, by_area):
    first = by_area["S12000023"][0]
    if row["community_code"] == first:
        return row | {"typology_group": 999}  # a type of one
    return row

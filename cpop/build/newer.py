"""Official series on the same topics, newer than the edition: newer.toml says what they are, newer.csv their figures.

They are refreshed apart from the editions, and never mixed into the profile's own figures.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from cpop.build import parquet
from cpop.build.fault import Fault
from cpop.build.table import Table
from cpop.catalogue import DIRECTIONS, Indicator, period

_FIELDS: dict[str, type] = {
    "label": str,
    "definition": str,
    "unit_prefix": str,
    "unit_suffix": str,
    "decimals": int,
    "beside": str,
    "better": str,
    "differs": str,
    "source": str,
    "released": str,
    "address": str,
    "in_development": bool,
}
_Described = dict[str, object]  # the fields of a series as they stand in the file, right or wrong
_MAY_BE_BLANK = {"unit_prefix", "unit_suffix"}
_COLUMNS = ("series", "area_code", "start", "length", "value", "low_95", "high_95", "status")


def read(
    folder: Path,
    areas: list[str],
    catalogue: dict[str, Indicator],
    faults: list[Fault],
    progress: Callable[[str], None],
) -> dict[str, pd.DataFrame]:
    """The tables newer_series and newer of folder/newer.toml and folder/newer.csv; adds to `faults` what is wrong."""
    progress("newer.toml")
    described = _described(folder / "newer.toml", catalogue, faults)
    progress("newer.csv")
    table = Table(folder / "newer.csv", _COLUMNS, faults)
    return {"newer_series": _series(described), "newer": _figures(table, described, areas)}


def _described(path: Path, catalogue: dict[str, Indicator], faults: list[Fault]) -> dict[str, _Described]:
    """The series by code, fields as written but for `released`, which is the newest of the dates given."""

    def fault(problem: str, where: str | None = None, value: object = None) -> None:
        faults.append(Fault(path.name, problem, None, where, value))

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fault(f"there is no such file; put it into the folder {path.parent.name}")
        return {}
    except (OSError, ValueError) as error:
        fault(f"not TOML in UTF-8 ({error})")
        return {}
    if not found:
        fault("describes no series; add one")
    for code, fields in found.items():
        if not isinstance(fields, dict):
            fault("not a table; write the series as [code] and its fields", f"[{code}]", fields)
            continue
        _check(code, fields, catalogue, fault)
    return {code: _dated(fields) for code, fields in found.items() if isinstance(fields, dict)}


def _check(
    code: str, fields: _Described, catalogue: dict[str, Indicator], fault: Callable[[str, str, object], None]
) -> None:
    for name in sorted(_FIELDS.keys() | fields.keys()):
        where, kind = f"[{code}] {name}", _FIELDS.get(name)
        value = fields.get(name)
        if kind is None:
            fault("unknown field; remove it", where, value)
        elif name not in fields:
            fault("the field is missing; add it", where, None)
        elif type(value) is not kind:
            fault(f"not a {kind.__name__}; correct it", where, value)
        elif not isinstance(value, str):
            continue
        elif not value.strip() and name not in _MAY_BE_BLANK:
            fault("the field is empty; fill it in", where, value)
        elif name == "beside" and value not in catalogue:
            fault("no indicator of cpop/indicators.toml; correct it", where, value)
        elif name == "better" and value not in DIRECTIONS:
            fault(f"use {' or '.join(DIRECTIONS)}", where, value)
        elif name == "released" and _newest(value) is None:
            fault("not a date like 26/03/2026; correct it", where, value)
        elif name == "address" and not all(part.startswith("https://") for part in value.split("|")):
            fault("not an address that starts with https://; correct it", where, value)


def _dated(fields: _Described) -> _Described:
    released = fields.get("released")
    return fields | {"released": _newest(released) if isinstance(released, str) else None}


def _newest(written: str) -> date | None:
    """The newest of dates like 26/03/2026, separated by |; None if one is no date."""
    try:
        return max(datetime.strptime(part.strip(), "%d/%m/%Y").date() for part in written.split("|"))
    except ValueError:
        return None


def _series(described: dict[str, _Described]) -> pd.DataFrame:
    rows = [
        {"series": code, "series_order": place} | {name: fields.get(name) for name in _FIELDS}
        for place, (code, fields) in enumerate(described.items(), 1)
    ]
    return pd.DataFrame(rows, columns=list(parquet.TABLES["newer_series"]))


def _figures(table: Table, described: dict[str, _Described], areas: list[str]) -> pd.DataFrame:
    table.belong("series", set(described), "series, not in newer.toml")
    table.belong("area_code", set(areas), "area")
    table.unique("series", "area_code", "start")
    values = table.numbers("value")
    low, high = table.numbers("low_95"), table.numbers("high_95")
    starts = table.dates("start")
    periods = []
    for line, (start, length) in enumerate(zip(starts, table.column("length"), strict=True), 2):
        label = None if start is None else label_of(start, length)
        if start is not None and label is None:
            problem = "not a length of whole years, months or days like P1Y; correct it"
            table.fault(problem, table.cell(line, "length"), length)
        periods.append(label)
    _check_figures(table, described, values, low, high, starts)
    held = set(zip(table.column("series"), table.column("area_code"), strict=True))
    for code in described if held else {}:
        for area in areas:
            if (code, area) not in held:
                table.fault(f"the area has no figure of {code}; add its rows, or drop the series", None, area)
    return pd.DataFrame(
        {
            "series": table.column("series"),
            "area_code": table.column("area_code"),
            "start": starts,
            "length": table.column("length"),
            "period": periods,
            "value": values,
            "low_95": low,
            "high_95": high,
            "status": [text or None for text in table.column("status")],
        }
    )


def _check_figures(
    table: Table,
    described: dict[str, _Described],
    values: list[float | None],
    lows: list[float | None],
    highs: list[float | None],
    starts: list[date | None],
) -> None:
    for line, (code, value, low, high, start) in enumerate(
        zip(table.column("series"), values, lows, highs, starts, strict=True), 2
    ):
        one = described.get(code, {})
        percentage = one.get("unit_suffix") == "%"
        if value is not None and (value < 0 or (percentage and value > 100)):
            limits = "a percentage, from 0 to 100" if percentage else "never below 0"
            table.fault(f"{code} is {limits}; correct it", table.cell(line, "value"), value)
        if (low is None) != (high is None):
            table.fault("an interval has two ends; give both, or none", table.cell(line, "low_95"), low)
        elif value is not None and low is not None and high is not None and not low <= value <= high:
            table.fault(f"lies outside its interval, {low:g} to {high:g}; correct it", table.cell(line, "value"), value)
        released = one.get("released")
        if start is not None and isinstance(released, date) and start > released:
            table.fault(
                f"begins after {code} was released, {released:%d/%m/%Y}; correct either",
                table.cell(line, "start"),
                start.isoformat(),
            )


def label_of(start: date, length: str) -> str | None:
    """A period as it is read: "2023", "2022/23", "2020 to 2022", "April 2025"; None for a length of another kind."""
    match = re.fullmatch(r"P([1-9]\d?)([YMD])", length)
    if not match:
        return None
    count, unit = int(match[1]), match[2]
    month = f"{calendar.month_name[start.month]} {start.year}"
    if unit == "D":
        return month
    if unit == "M":
        last = start.month - 1 + count - 1
        end = f"{calendar.month_name[last % 12 + 1]} {start.year + last // 12}"
        return month if count == 1 else f"{month} to {end}"
    years = [start.year, start.year + count - 1]
    names = [str(year) if (start.month, start.day) == (1, 1) else period(year) for year in years]
    return names[0] if count == 1 else " to ".join(names)

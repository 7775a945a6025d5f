"""The tables that outlast an edition: places, income deprivation and the latest data zone figures."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cpop.build.fault import Fault, cell_name
from cpop.build.sheet import Places
from cpop.build.workbook import Observation
from cpop.catalogue import Indicator, period, slug, year_of

_COLUMNS = {
    "areas": ("area_code", "name", "workbook_name", "family_deprivation", "family_density"),
    "communities": (
        "community_code",
        "name",
        "area_code",
        "typology_group",
        "typology_label",
        "strategic_area",
        "vulnerable_rank_2006",
    ),
    "data_zones": ("data_zone_code", "name", "community_code", "longitude", "latitude"),
    "income_deprivation": ("community_code", "simd_edition", "income_deprived", "not_income_deprived"),
    "data_zone_outcomes": ("data_zone_code", "indicator", "year", "value"),
}


@dataclass(frozen=True)
class Reference:
    """The reference tables, in the columns of their Parquet files."""

    area: pd.DataFrame
    community: pd.DataFrame
    data_zone: pd.DataFrame
    deprivation: pd.DataFrame
    data_zone_observation: pd.DataFrame

    def areas(self) -> Places:
        """The areas, as the area workbook may spell them: its own name or the official one."""
        codes = dict(zip(self.area["name"], self.area["area_code"], strict=True))
        codes |= dict(zip(self.area["workbook_name"], self.area["area_code"], strict=True))
        levels = {
            code: "scotland" if pd.isna(family) else "cpp"
            for code, family in zip(self.area["area_code"], self.area["family_deprivation"], strict=True)
        }
        return Places("area", codes, levels)

    def councils(self) -> Places:
        """The areas without Scotland."""
        every = self.areas()
        levels = {code: level for code, level in every.level_of.items() if level == "cpp"}
        return Places("area", {name: code for name, code in every.codes.items() if code in levels}, levels)

    def communities(self) -> Places:
        """The communities, by code."""
        codes = {code: code for code in self.community["community_code"]}
        return Places("community", codes, dict.fromkeys(codes, "community"))


def read(
    folder: Path, catalogue: dict[str, Indicator], faults: list[Fault], progress: Callable[[str], None]
) -> Reference:
    """The tables of folder/*.csv; adds to `faults` whatever is wrong with them."""
    tables = {}
    for name in _COLUMNS:
        progress(f"{name}.csv")
        tables[name] = _Table(folder / f"{name}.csv", _COLUMNS[name], faults)
    areas, communities, zones = tables["areas"], tables["communities"], tables["data_zones"]
    area_codes = areas.key("area_code")
    areas.key("name")
    areas.key("workbook_name")
    deprivation, density = areas.integers("family_deprivation"), areas.integers("family_density")
    scotland = {code for code, group in zip(area_codes, deprivation, strict=True) if group is None}
    if area_codes and len(scotland) != 1:
        areas.fault(f"{len(scotland)} areas have no family_deprivation; Scotland alone has none", None)
    community_codes = communities.key("community_code")
    zone_codes = zones.key("data_zone_code")
    communities.belong("area_code", set(area_codes) - scotland, "area")
    communities.unique("area_code", "vulnerable_rank_2006")
    zones.belong("community_code", set(community_codes), "community")
    community = pd.DataFrame(
        {
            "community_code": community_codes,
            "name": communities.texts("name"),
            "area_code": communities.column("area_code"),
            "typology_group": _integers(communities.integers("typology_group", required=True)),
            "typology_label": communities.texts("typology_label"),
            "strategic_area": [text or None for text in communities.column("strategic_area")],
            "vulnerable_rank": _integers(communities.integers("vulnerable_rank_2006")),
        }
    )
    return Reference(
        area=pd.DataFrame(
            {
                "area_code": area_codes,
                "slug": [slug(name) for name in areas.column("name")],
                "name": areas.texts("name"),
                "workbook_name": areas.texts("workbook_name"),
                "family_deprivation": _integers(deprivation),
                "family_density": _integers(density),
            }
        ),
        community=community,
        data_zone=pd.DataFrame(
            {
                "data_zone_code": zone_codes,
                "name": zones.texts("name"),
                "community_code": zones.column("community_code"),
                "longitude": zones.numbers("longitude", required=True),
                "latitude": zones.numbers("latitude", required=True),
            }
        ),
        deprivation=_deprivation(tables["income_deprivation"], community_codes),
        data_zone_observation=_zone_outcomes(tables["data_zone_outcomes"], zone_codes, catalogue),
    )


def _deprivation(table: _Table, communities: list[str]) -> pd.DataFrame:
    table.belong("community_code", set(communities), "community")
    editions = table.integers("simd_edition", required=True)
    table.unique("community_code", "simd_edition")
    frame = pd.DataFrame(
        {
            "community_code": table.column("community_code"),
            "simd_edition": _integers(editions),
            "income_deprived": table.numbers("income_deprived", required=True, least=0),
            "not_income_deprived": table.numbers("not_income_deprived", required=True, least=0),
        }
    )
    have = set(zip(table.column("community_code"), editions, strict=True))
    for edition in sorted({edition for edition in editions if edition is not None}):
        for code in communities:
            if (code, edition) not in have:
                table.fault(f"the community has no row for SIMD {edition}; add it", None, code)
    return frame


def _zone_outcomes(table: _Table, zones: list[str], catalogue: dict[str, Indicator]) -> pd.DataFrame:
    table.belong("data_zone_code", set(zones), "data zone")
    by_name = {one.workbook_name: one for one in catalogue.values()}
    table.belong("indicator", set(by_name), "indicator")
    table.unique("data_zone_code", "indicator", "year")
    values = table.numbers("value")
    rows = []
    for line, (zone, name, label, value) in enumerate(
        zip(
            table.column("data_zone_code"),
            table.column("indicator"),
            table.column("year"),
            values,
            strict=True,
        ),
        2,
    ):
        try:
            year = year_of(label)
        except ValueError:
            table.fault("unknown year; write it like 2021/22", table.cell(line, "year"), label)
            continue
        indicator = by_name.get(name)
        if indicator is None:
            continue
        if indicator.is_percentage and value is not None and value < 0:
            table.fault("a percentage below 0; correct it", table.cell(line, "value"), value)
        rows.append(Observation("data_zone", zone, indicator.code, year, period(year), value, "raw"))
    return pd.DataFrame(rows, columns=Observation._fields)


class _Table:
    """One CSV file; its cells are named as a spreadsheet program would show them."""

    def __init__(self, path: Path, columns: tuple[str, ...], faults: list[Fault]) -> None:
        self._file = path.name
        self._faults = faults
        self._columns: dict[str, list[str]] = {name: [] for name in columns}
        self._headings: list[str] = []
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file))
        except FileNotFoundError:
            self.fault("there is no such file in the reference folder")
            return
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.fault(f"cannot be read as CSV in UTF-8 ({error})")
            return
        self._headings = [heading.strip() for heading in rows[0]] if rows else []
        missing = [name for name in columns if name not in self._headings]
        for name in missing:
            self.fault("there is no such column; add it", "row 1", name)
        if missing:
            return
        if len(rows) == 1:
            self.fault("the table is empty")
        at = [self._headings.index(name) for name in columns]
        for number, row in enumerate(rows[1:], 2):
            if len(row) != len(self._headings):
                self.fault(f"{len(row)} cells where the heading has {len(self._headings)}", f"A{number}", "")
                row = [*row, *[""] * len(self._headings)]
            for name, index in zip(columns, at, strict=True):
                self._columns[name].append(row[index].strip())

    def fault(self, problem: str, cell: str | None = None, value: object = None) -> None:
        """Notes a fault of this file."""
        self._faults.append(Fault(self._file, problem, None, cell, value))

    def cell(self, line: int, name: str) -> str:
        """The name of a cell by its line and column: 7, "year" -> "C7"."""
        return cell_name(line, self._headings.index(name) + 1)

    def column(self, name: str) -> list[str]:
        """A column as it stands."""
        return self._columns[name]

    def texts(self, name: str) -> list[str]:
        """A column in which every cell is filled."""
        for line, text in enumerate(self._columns[name], 2):
            if not text:
                self.fault(f"{name} is empty; fill it in", self.cell(line, name), "")
        return self._columns[name]

    def key(self, name: str) -> list[str]:
        """A column whose values are filled and never repeat."""
        self.unique(name)
        return self.texts(name)

    def unique(self, *names: str) -> None:
        """Notes each row that repeats the values of another in these columns."""
        first: dict[tuple[str, ...], int] = {}
        for line, values in enumerate(zip(*(self._columns[name] for name in names), strict=True), 2):
            if values in first and all(values):
                self.fault(f"a repeat of line {first[values]}; keep one", self.cell(line, names[0]), ", ".join(values))
            first.setdefault(values, line)

    def belong(self, name: str, known: set[str], noun: str) -> None:
        """Notes each value that is not among those known, unless none is."""
        if not known:
            return
        for line, text in enumerate(self._columns[name], 2):
            if text not in known:
                self.fault(f"unknown {noun}; correct it", self.cell(line, name), text)

    def numbers(self, name: str, required: bool = False, least: float = -math.inf) -> list[float | None]:
        """A column as numbers, blank ones missing."""
        found: list[float | None] = []
        for line, text in enumerate(self._columns[name], 2):
            value = _number(text)
            if (text and value is None) or (required and not text):
                self.fault("not a number; correct it", self.cell(line, name), text)
            elif value is not None and value < least:
                self.fault(f"below {least:g}; correct it", self.cell(line, name), text)
            found.append(value)
        return found

    def integers(self, name: str, required: bool = False) -> list[int | None]:
        """A column as whole numbers, blank ones missing."""
        found: list[int | None] = []
        for line, text in enumerate(self._columns[name], 2):
            value = int(text) if text.isascii() and text.isdigit() else None
            if value is None and (text or required):
                self.fault("not a whole number; correct it", self.cell(line, name), text)
            found.append(value)
        return found


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _integers(values: list[int | None]) -> pd.Series:
    return pd.Series(values, dtype="Int64")

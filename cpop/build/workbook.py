"""The published workbooks: one sheet an indicator, a row a place, headings like "Child Poverty_Raw data_2021/22".

Everything is read and everything wrong is noted; whoever calls decides what to do about the faults.
"""

from __future__ import annotations

import hashlib
import math
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from cpop.build.fault import Fault, cell_name
from cpop.catalogue import Indicator, period, year_of

STATUS_OF = {"raw data": "raw", "imputed": "imputed", "projected": "projected"}
LABELS = "labels"
_LABEL_COLUMNS = ("InterZone", "InterZone_Name", "CPP", "Typology_Group", "Typology_Name")
_UNREADABLE = (
    OSError,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    SyntaxError,  # malformed XML is one
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
)

Rows = list[tuple[object, ...]]


class Observation(NamedTuple):
    """One figure, as the observation table holds it; a missing one has no value."""

    level: str
    place_code: str
    indicator: str
    year: int
    period: str
    value: float | None
    status: str


class Label(NamedTuple):
    """What an edition calls a community, and where it puts it."""

    community_code: str
    name: str
    area_code: str
    typology_group: int
    typology_label: str


class Blank(NamedTuple):
    """A cell that the publisher left empty."""

    file: str
    sheet: str
    cell: str
    place_code: str
    indicator: str
    period: str


@dataclass
class Workbook:
    """What a published workbook holds."""

    file: str
    sha256: str = ""
    modified: datetime | None = None
    observations: list[Observation] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True)
class Places:
    """The places a workbook may name, and must.

    `codes` leads from each accepted spelling to a code, `level_of` from each code that every sheet must hold
    to its level, and `noun` is what such a place is called.
    """

    noun: str
    codes: dict[str, str]
    level_of: dict[str, str]
    areas: dict[str, str]


class _Column(NamedTuple):
    """A column of figures: its place in the row, and what its heading says (None where that is not known)."""

    index: int
    indicator: Indicator | None
    status: str | None
    year: int | None


def read(
    path: Path,
    places: Places,
    catalogue: dict[str, Indicator],
    faults: list[Fault],
    progress: Callable[[str], None],
    with_labels: bool = False,
) -> Workbook:
    """What the workbook at `path` holds; adds to `faults` whatever is wrong with it."""
    book = Workbook(path.name)
    reader = _Reader(book, places, catalogue, faults)
    try:
        content = path.read_bytes()
        book.sha256 = hashlib.sha256(content).hexdigest()
        with path.open("rb") as file, warnings.catch_warnings(action="ignore"):
            source = openpyxl.load_workbook(file, read_only=True, data_only=True)
            if "docProps/core.xml" in zipfile.ZipFile(path).namelist():
                book.modified = source.properties.modified
            for sheet in source.worksheets:
                progress(f"{path.name}: {sheet.title.strip()}")
                sheet.reset_dimensions()  # some programs write wrong ones, and cells beyond would be lost
                reader.sheet(sheet.title, list(sheet.iter_rows(values_only=True)), with_labels)
    except FileNotFoundError:
        faults.append(Fault(path.name, "there is no such file"))
        return book
    except _UNREADABLE as error:
        text = str(error) or type(error).__name__
        faults.append(Fault(path.name, f"not a workbook that can be read ({text}); save it as .xlsx"))
        return book
    reader.finish(with_labels)
    return book


class _Reader:
    """Takes the sheets of one workbook, one after the other."""

    def __init__(self, book: Workbook, places: Places, catalogue: dict[str, Indicator], faults: list[Fault]) -> None:
        self._book = book
        self._places = places
        self._by_name = {one.workbook_name.casefold(): one for one in catalogue.values()}
        self._faults = faults
        self._sheet_of: dict[str, str] = {}
        self._has_labels = False

    def sheet(self, title: str, rows: Rows, with_labels: bool) -> None:
        """Takes one sheet by its title and rows."""
        self._title = title
        if not any(not _is_blank(value) for row in rows for value in row):
            self._fault("the sheet is empty; delete it, or put its figures back")
        elif with_labels and title.strip().casefold() == LABELS:
            self._has_labels = True
            self._read_labels(rows)
        else:
            self._read_figures(rows)

    def finish(self, with_labels: bool) -> None:
        """Says what the workbook as a whole lacks."""
        if with_labels and not self._has_labels:
            self._faults.append(Fault(self._book.file, "there is no sheet 'Labels'; it names the communities"))
        if not self._sheet_of:
            self._faults.append(Fault(self._book.file, "no sheet holds an indicator; is it the right workbook?"))

    def _fault(self, problem: str, cell: str | None = None, value: object = None) -> None:
        self._faults.append(Fault(self._book.file, problem, self._title, cell, value))

    def _read_figures(self, rows: Rows) -> None:
        columns = self._columns(rows[0] if rows else ())
        if not columns:
            self._fault("no indicator headings in row 1; write them as 'Child Poverty_Raw data_2021/22'", "A1")
            return
        indicator = self._one_indicator(columns)
        self._check_years(columns, indicator)
        filled: set[int] = set()
        for number, place, row in self._place_rows(rows, self._places.codes, self._places.level_of):
            for column in columns:
                value = row[column.index] if column.index < len(row) else None
                cell = cell_name(number, column.index + 1)
                figure = self._figure(value, cell, column.indicator)
                if not _is_blank(value):
                    filled.add(column.index)
                if place is not None and None not in column:
                    self._keep(place, column, figure, _is_blank(value), cell)
        for column in columns:
            if column.index not in filled:
                self._fault(
                    "the column holds no figures; delete it, or if it holds formulas, "
                    "open the workbook in a spreadsheet program and save it",
                    cell_name(1, column.index + 1),
                    rows[0][column.index],
                )

    def _keep(self, place: str, column: _Column, figure: float | None, blank: bool, cell: str) -> None:
        label = period(column.year)
        level = self._places.level_of[place]
        code = column.indicator.code
        self._book.observations.append(Observation(level, place, code, column.year, label, figure, column.status))
        if blank:
            self._book.blanks.append(Blank(self._book.file, self._title, cell, place, code, label))

    def _columns(self, headings: tuple[object, ...]) -> list[_Column]:
        columns: list[_Column] = []
        seen: dict[tuple[str, int], str] = {}
        for index, heading in enumerate(headings):
            if not isinstance(heading, str) or not self._is_attempt(heading):
                continue
            cell = cell_name(1, index + 1)
            column = self._column(index, heading, cell)
            columns.append(column)
            if column.indicator is not None and column.year is not None:
                key = (column.indicator.code, column.year)
                if key in seen:
                    self._fault(f"a second column for the year of {seen[key]}; keep one", cell, heading)
                seen.setdefault(key, cell)
        return columns

    def _is_attempt(self, heading: str) -> bool:
        """Whether a heading is meant for figures, rightly written or not; the rest are working columns."""
        underscores = heading.count("_")
        name = heading.split("_")[0].strip().casefold()
        return underscores >= 2 or (underscores == 1 and name in self._by_name)

    def _column(self, index: int, heading: str, cell: str) -> _Column:
        parts = [part.strip() for part in heading.split("_")]
        if len(parts) != 3:
            self._fault("not a heading like 'Child Poverty_Raw data_2021/22'; correct it", cell, heading)
            return _Column(index, self._by_name.get(parts[0].casefold()), None, None)
        name, status_name, year_label = parts
        indicator = self._by_name.get(name.casefold())
        if indicator is None:
            self._fault(f"unknown indicator {name!r}; correct it, or add it to cpop/indicators.toml", cell, heading)
        status = STATUS_OF.get(status_name.casefold())
        if status is None:
            self._fault(f"unknown status {status_name!r}; use 'Raw data', 'Imputed' or 'Projected'", cell, heading)
        try:
            year = year_of(year_label)
        except ValueError:
            self._fault(f"unknown year {year_label!r}; write it like 2021/22", cell, heading)
            year = None
        return _Column(index, indicator, status, year)

    def _one_indicator(self, columns: list[_Column]) -> Indicator | None:
        """The indicator of the sheet: that of its first column, since a sheet holds one."""
        known = [column for column in columns if column.indicator is not None]
        if not known:
            return None
        first = known[0].indicator
        for column in known:
            if column.indicator != first:
                self._fault(
                    f"a second indicator on the sheet of {first.workbook_name!r}; give it a sheet of its own",
                    cell_name(1, column.index + 1),
                    column.indicator.workbook_name,
                )
        for code in dict.fromkeys(column.indicator.code for column in known):
            if code in self._sheet_of:
                self._fault(
                    f"the indicator has a sheet already, {self._sheet_of[code]!r}; keep one",
                    cell_name(1, known[0].index + 1),
                    known[0].indicator.workbook_name,
                )
            self._sheet_of.setdefault(code, self._title)
        return first

    def _check_years(self, columns: list[_Column], indicator: Indicator | None) -> None:
        of_years = {
            column.year: column for column in columns if column.year is not None and column.indicator == indicator
        }
        years = sorted(of_years)
        for before, after in zip(years, years[1:], strict=False):
            for missing in range(before + 1, after):
                self._fault(
                    "the year is missing between those around it; add its column",
                    cell_name(1, of_years[after].index + 1),
                    period(missing),
                )
        observed = [year for year in years if of_years[year].status in ("raw", "imputed")]
        for year in years:
            if of_years[year].status == "projected" and observed and year < observed[-1]:
                self._fault(
                    f"projected, though {period(observed[-1])} is observed; correct the status",
                    cell_name(1, of_years[year].index + 1),
                    period(year),
                )

    def _place_rows(
        self, rows: Rows, codes: dict[str, str], wanted: Iterable[str]
    ) -> Iterable[tuple[int, str | None, tuple[object, ...]]]:
        """The rows with a name in their first column: number, place (None if unknown or a repeat), cells."""
        row_of: dict[str, int] = {}
        for number, row in enumerate(rows[1:], 2):
            if not row or _is_blank(row[0]):
                continue
            place = codes.get(" ".join(str(row[0]).split()))
            if not codes:
                pass
            elif place is None:
                self._fault(
                    f"unknown {self._places.noun}; correct it, or move notes out of the first column",
                    f"A{number}",
                    row[0],
                )
            elif place in row_of:
                self._fault(f"a second row of the one in A{row_of[place]}; keep one", f"A{number}", row[0])
                place = None
            else:
                row_of[place] = number
            yield number, place, row
        names = {code: name for name, code in codes.items()}
        for place in wanted:
            if place not in row_of:
                self._fault(f"the {self._places.noun} has no row; add it", "A", names[place])

    def _figure(self, value: object, cell: str, indicator: Indicator | None) -> float | None:
        if _is_blank(value):
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            shown = value if isinstance(value, str | bool | int | float) else str(value)
            self._fault("not a number; write a number, or leave the cell empty if it is missing", cell, shown)
            return None
        if indicator is not None and indicator.is_percentage and not 0 <= value <= 100:
            self._fault(
                f"{indicator.workbook_name} is a percentage and lies between 0 and 100; correct it",
                cell,
                value,
            )
        return float(value)

    def _read_labels(self, rows: Rows) -> None:
        headings = [str(value).strip() if value is not None else "" for value in rows[0]]
        for name in _LABEL_COLUMNS:
            if headings.count(name) != 1:
                problem = "there is no such column" if name not in headings else "there are two such columns"
                self._fault(f"{problem} in row 1; Labels has {', '.join(_LABEL_COLUMNS)}", "1", name)
        if any(headings.count(name) != 1 for name in _LABEL_COLUMNS):
            return
        at = {name: headings.index(name) for name in _LABEL_COLUMNS}
        code_first = [(row[at["InterZone"]] if at["InterZone"] < len(row) else None, *row) for row in rows]
        for number, place, row in self._place_rows(code_first, self._places.codes, self._places.level_of):
            cells = {name: row[at[name] + 1] if at[name] + 1 < len(row) else None for name in _LABEL_COLUMNS}
            label = self._label(place, cells, {n: cell_name(number, at[n] + 1) for n in at})
            if label is not None:
                self._book.labels.append(label)

    def _label(self, place: str | None, cells: dict[str, object], at: dict[str, str]) -> Label | None:
        for name in ("InterZone_Name", "Typology_Name"):
            if _is_blank(cells[name]):
                self._fault(f"{name} is empty; fill it in", at[name], "")
        group = cells["Typology_Group"]
        if isinstance(group, bool) or not isinstance(group, int | float) or group != int(group):
            self._fault("the typology group is not a whole number; correct it", at["Typology_Group"], group)
            group = None
        area = self._places.areas.get(" ".join(str(cells["CPP"]).split()))
        if area is None and self._places.areas:
            self._fault("unknown area; use the name in the area workbook", at["CPP"], cells["CPP"])
        if place is None or area is None or group is None:
            return None
        return Label(place, str(cells["InterZone_Name"]).strip(), area, int(group), str(cells["Typology_Name"]).strip())


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())

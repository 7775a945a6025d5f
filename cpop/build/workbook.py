"""The published workbooks: one sheet an indicator, a row a place, a column a year.

Everything is read and everything wrong is noted; whoever calls decides what to do about the faults.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from cpop.build import headings, labels
from cpop.build.fault import Fault, cell_name
from cpop.build.headings import Column
from cpop.build.sheet import Places, Sheet, is_blank, value_at
from cpop.catalogue import Indicator, period

NOT_AVAILABLE = "#N/A"  # the one error value of Excel that says what the publisher means by it
_CONTENTS, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_UNREADABLE = (
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,  # malformed XML, ElementTree's too
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
)


class Observation(NamedTuple):
    """One figure, as the observation table holds it; a missing one has no value."""

    level: str
    place_code: str
    indicator: str
    year: int
    period: str
    value: float | None
    status: str


class Blank(NamedTuple):
    """A cell without a figure: left empty, or filled with Excel's own "not available"; found: what stands there."""

    file: str
    sheet: str
    cell: str
    place_code: str
    indicator: str
    period: str
    found: str


@dataclass
class Workbook:
    """What a published workbook holds."""

    file: str
    sha256: str = ""
    modified: datetime | None = None
    observations: list[Observation] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    labels: list[labels.Label] = field(default_factory=list)


def read_cpp(
    path: Path,
    areas: Places,
    catalogue: dict[str, Indicator],
    faults: list[Fault],
    progress: Callable[[str], None],
) -> Workbook:
    """What the areas' workbook holds; adds to `faults` whatever is wrong with it."""
    book = Workbook(path.name)
    sheets = [
        sheet for sheet in _sheets(path, book, faults, progress) if sheet.is_empty or not labels.is_labels(sheet.title)
    ]
    _read_figures(book, sheets, areas, catalogue, faults)
    return book


def read_communities(
    path: Path,
    communities: Places,
    areas: Places,
    known: dict[str, tuple[str, int]],
    catalogue: dict[str, Indicator],
    faults: list[Fault],
    progress: Callable[[str], None],
) -> Workbook:
    """What the communities' workbook holds, labels included; adds to `faults` whatever is wrong with it.

    known: the area and the type of each community, which no edition changes.
    """
    book = Workbook(path.name)
    sheets = list(_sheets(path, book, faults, progress))
    naming = [sheet for sheet in sheets if labels.is_labels(sheet.title)]
    for sheet in naming:
        if not sheet.is_empty:
            book.labels = labels.read(sheet, communities, areas, known)
    if sheets and not naming:
        faults.append(Fault(book.file, "there is no sheet 'Labels'; add it, since it names the communities"))
    figures = [sheet for sheet in sheets if sheet.is_empty or sheet not in naming]
    _read_figures(book, figures, communities, catalogue, faults)
    return book


def _sheets(path: Path, book: Workbook, faults: list[Fault], progress: Callable[[str], None]) -> Iterator[Sheet]:
    """The sheets of a workbook one by one; notes what cannot be read."""
    try:
        content = path.read_bytes()
        book.sha256 = hashlib.sha256(content).hexdigest()
        with warnings.catch_warnings(action="ignore"):  # of styles and extensions that do not matter here
            source = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        book.modified = _modified(content, source)
        merged = _check_parts(book.file, content, faults)
    except FileNotFoundError:
        faults.append(Fault(book.file, "there is no such file"))
        return
    except _UNREADABLE as error:
        faults.append(Fault(book.file, f"not a workbook; save it as .xlsx ({_reason(error)})"))
        return
    for worksheet in source.worksheets:
        progress(f"{book.file}: {worksheet.title.strip()}")
        try:
            with warnings.catch_warnings(action="ignore"):
                worksheet.reset_dimensions()  # some programs write wrong ones, and cells beyond would be lost
                rows = list(worksheet.iter_rows(values_only=True))
        except _UNREADABLE as error:
            faults.append(Fault(book.file, f"the sheet cannot be read ({_reason(error)})", worksheet.title))
        else:
            sheet = Sheet(book.file, worksheet.title, rows, faults)
            for cells in merged.get(worksheet.title, ()):
                sheet.fault("merged cells; unmerge them, and give each its own value", cells)
            yield sheet


def _check_parts(file: str, content: bytes, faults: list[Fault]) -> dict[str, list[str]]:
    """The merged cells of each sheet by its title; notes sheets that hold a chart instead of cells, or are not there.

    openpyxl passes over all three without a word.
    """
    merged: dict[str, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        targets = {
            one.get("Id"): str(one.get("Target")) for one in ElementTree.fromstring(parts.read(_LINKS)).iter(_LINK)
        }
        for one in ElementTree.fromstring(parts.read(_CONTENTS)).iter(_SHEET):
            title, target = str(one.get("name")), targets.get(one.get(_ID), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path not in parts.namelist():
                faults.append(Fault(file, "the workbook names the sheet, but does not hold it; restore it", title))
            elif "chartsheet" in path:
                faults.append(Fault(file, "a chart without cells; delete it, or put its figures back", title))
            else:
                ranges = re.findall(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([^"]+)"', parts.read(path))
                merged[title] = [cells.decode() for cells in ranges]
    return merged


def _reason(error: Exception) -> str:
    return str(error).split("\n")[0] or type(error).__name__


def _modified(content: bytes, source: openpyxl.Workbook) -> datetime | None:
    """When the workbook was last saved, if it says so; openpyxl says "now" of one that does not."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        core = "docProps/core.xml"
        says = core in parts.namelist() and b"dcterms:modified" in parts.read(core)
    return source.properties.modified if says else None


def _read_figures(
    book: Workbook, sheets: list[Sheet], places: Places, catalogue: dict[str, Indicator], faults: list[Fault]
) -> None:
    by_name = {one.workbook_name.casefold(): one for one in catalogue.values()}
    sheet_of: dict[str, str] = {}
    for sheet in sheets:
        if sheet.is_empty:
            sheet.fault("the sheet is empty; put its figures back, or delete it")
            continue
        columns = headings.columns(sheet, by_name)
        _read_sheet(book, sheet, columns, places)
        first_of = {column.indicator.code: column for column in reversed(columns) if column.indicator is not None}
        for code, column in first_of.items():
            if code in sheet_of:
                sheet.fault(
                    f"the indicator has a sheet already, {sheet_of[code]!r}; keep one", column.cell, column.heading
                )
            sheet_of.setdefault(code, sheet.title)
    if book.sha256 and not sheet_of:
        faults.append(Fault(book.file, "no sheet holds an indicator of the catalogue; is it the right workbook?"))


def _broken_limits(indicator: Indicator, figure: float) -> str:
    """The limits of an indicator that a figure breaks, in words; empty where it keeps them."""
    least, most = indicator.possible.least, indicator.possible.most
    if (least is None or figure >= least) and (most is None or figure <= most):
        return ""
    if None not in (least, most):
        return f"from {least:g} to {most:g}"
    return f"{least:g} or more" if most is None else f"{most:g} or less"


def _read_sheet(book: Workbook, sheet: Sheet, columns: list[Column], places: Places) -> None:
    if not columns:
        return
    filled: set[Column] = set()
    for number, code, row in sheet.places(places):
        for column in columns:
            value, cell = value_at(row, column.index), cell_name(number, column.index + 1)
            found = NOT_AVAILABLE if value == NOT_AVAILABLE else ""
            figure = None if found else sheet.number(value, cell)
            if not is_blank(value) and not found:
                filled.add(column)
            one = column.indicator
            if figure is not None and one is not None and (limits := _broken_limits(one, figure)):
                sheet.fault(f"{one.workbook_name} can only be {limits}; correct it", cell, value)
            if code is None or one is None or column.status is None or column.year is None:
                continue
            label = period(column.year)
            book.observations.append(
                Observation(places.level_of[code], code, one.code, column.year, label, figure, column.status)
            )
            if found or is_blank(value):
                book.blanks.append(Blank(book.file, sheet.title, cell, code, one.code, label, found))
    hollow = [column for column in columns if column not in filled]
    if hollow:
        more = f" and {len(hollow) - 1} more" if len(hollow) > 1 else ""
        sheet.fault(
            "no figures in the column; delete it, or if it holds formulas, "
            "open the workbook in a spreadsheet program and save it again",
            ", ".join(column.cell for column in hollow),
            hollow[0].heading + more,
        )

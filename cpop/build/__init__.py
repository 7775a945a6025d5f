"""python -m cpop build: published workbooks and reference tables -> data/*.parquet. Never imported by the app.

Everything is validated before anything is written, and all of it is written or none.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cpop import swap
from cpop.build import boundaries, datapackage, doubts, edition, newer, parquet, reference, report, workbook
from cpop.build.edition import Record
from cpop.build.fault import BuildError, DoubtError, Fault
from cpop.build.labels import Label
from cpop.build.outline import Outlines
from cpop.build.reference import Reference
from cpop.build.workbook import Observation, Workbook
from cpop.catalogue import Indicator, indicators

__all__ = ["BuildError", "DoubtError", "Fault", "Request", "build"]

_APP = Path(__file__).resolve().parents[1]
_APP_DATA = _APP.parent / "data"
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Request:
    """What to build from, and where to. Without workbooks, only the newer figures are refreshed."""

    cpp: Path | None
    communities: Path | None
    reference: Path | None
    out: Path
    boundaries: Path | None = None
    title: str | None = None
    community_title: str | None = None
    newer: Path | None = None
    accept_changes: bool = False

    @property
    def data_folder(self) -> Path:
        """Where the tables go."""
        return self.out.resolve()

    @property
    def boundary_folder(self) -> Path:
        """Where the outlines go: to the app's static files for the app's own data, else beside the tables."""
        if self.boundaries:
            return self.boundaries.resolve()
        if self.data_folder == _APP_DATA:
            return _APP / "static" / "boundaries"
        return self.data_folder / "boundaries"


@dataclass(frozen=True)
class _InPlace:
    """What the data folder holds before a build: its tables, and the record of its edition if it has one."""

    tables: Tables
    record: Record | None
    reason: str  # why there is no table of some name, in the reader's words


def build(request: Request, progress: Callable[[str], None]) -> list[str]:
    """Builds the data folder and returns what changed, a line each.

    Raises BuildError with every fault if anything is wrong, and DoubtError with every change that somebody has to
    accept first; what was there before is then as it was.
    """
    faults = _place_faults(request)
    if faults:
        raise BuildError(faults)
    try:
        swap.finish(request.data_folder)
    except OSError as error:
        problem = f"holds a build that was cut short and cannot be finished ({error}); make the folder writable"
        raise BuildError([Fault(str(request.out), problem)]) from error
    catalogue = indicators()
    old = _in_place(request.data_folder)
    kept, outlines = _reference(request, old, catalogue, faults, progress)
    books = _books(request, kept, catalogue, faults, progress)
    others = {name: old.tables.get(name, parquet.empty(name)) for name in parquet.MAY_BE_EMPTY}
    if request.newer:
        others |= newer.read(request.newer, list(kept.area["area_code"]), catalogue, faults, progress)
    if not books and (old.record is None or "observation" not in old.tables):
        faults.append(Fault(request.out.name, f"holds no edition; give both workbooks ({old.reason})"))
    if faults:
        raise BuildError(faults)
    asked: list[str] = []
    if books:
        tables = _tables(kept, books) | others
        percentages = {code for code, one in catalogue.items() if one.is_percentage}
        over_100 = edition.over_100(kept.data_zone_observation, percentages)
        titles = {"cpp": request.title, "communities": request.community_title}
        record = edition.record(books, tables["observation"], over_100, titles)
        asked = doubts.of(tables, old.tables, report.names_of(tables), catalogue)
        if asked and not request.accept_changes:
            raise DoubtError(asked)
        tables["previous_observation"], record["previous"] = edition.before(record, old.record, old.tables)
    else:
        assert old.record is not None  # or it was a fault
        tables, record = old.tables | others, old.record
    progress("writing")
    try:
        _write(request, tables, record, outlines)
    except (OSError, parquet.Error) as error:
        raise BuildError([Fault(str(request.out), _unwritable(error))]) from error
    return [
        *(report.edition(tables, record, old.tables, old.record, catalogue) if books else []),
        *(f"Accepted: {doubt}" for doubt in asked),
        *(report.newer(tables, old.tables) if request.newer else []),
    ]


def _place_faults(request: Request) -> list[Fault]:
    """A folder that holds more than data, or outlines around the data, would be littered."""
    faults = []
    for folder in (request.data_folder, request.boundary_folder):
        if Path.cwd().is_relative_to(folder) or _APP.is_relative_to(folder):
            faults.append(Fault(str(folder), "is more than a folder of data; give one of its own"))
    if request.data_folder.is_relative_to(request.boundary_folder):
        faults.append(Fault(str(request.out), "lies in the folder of the boundaries; give another"))
    return faults


def _in_place(folder: Path) -> _InPlace:
    tables, reason = parquet.read_all(folder)
    try:
        record = edition.read(folder)
    except (OSError, ValueError) as error:
        record, reason = None, reason or str(error)
    return _InPlace(tables, record, reason)


def _reference(
    request: Request,
    old: _InPlace,
    catalogue: dict[str, Indicator],
    faults: list[Fault],
    progress: Callable[[str], None],
) -> tuple[Reference, dict[str, Outlines] | None]:
    """The reference tables and outlines: those given, else the tables in place, and the outlines as they are."""
    if request.reference:
        given = reference.read(request.reference / "reference", catalogue, faults, progress)
        return given, boundaries.read(request.reference / "boundaries", given, faults, progress)
    if any(name not in old.tables for name in parquet.TABLES):
        faults.append(Fault(request.out.name, f"holds no reference tables to keep; give --reference ({old.reason})"))
    tables = {name: old.tables.get(name, parquet.empty(name)) for name in parquet.TABLES}
    zones = tables["observation"][tables["observation"]["level"] == "data_zone"]
    lasting = {name: tables[name] for name in parquet.LASTING}
    return Reference(**lasting, data_zone_observation=zones), None


def _books(
    request: Request,
    kept: Reference,
    catalogue: dict[str, Indicator],
    faults: list[Fault],
    progress: Callable[[str], None],
) -> dict[str, Workbook]:
    """The workbooks by role, none where only the newer figures are refreshed."""
    if request.cpp is None or request.communities is None:
        return {}
    return {
        "cpp": workbook.read_cpp(request.cpp, kept.areas(), catalogue, faults, progress),
        "communities": workbook.read_communities(
            request.communities, kept.communities(), kept.councils(), kept.membership(), catalogue, faults, progress
        ),
    }


def _tables(kept: Reference, books: dict[str, Workbook]) -> Tables:
    labels = pd.DataFrame(books["communities"].labels, columns=list(Label._fields))
    lasting = kept.community[["community_code", "strategic_area", "vulnerable_rank"]]
    rows = [row for book in books.values() for row in book.observations]
    values = pd.DataFrame(rows, columns=list(Observation._fields))
    return {name: getattr(kept, name) for name in parquet.LASTING} | {
        "community": labels.merge(lasting, on="community_code"),
        "observation": pd.concat([values, kept.data_zone_observation], ignore_index=True),
    }


def _write(
    request: Request,
    tables: Tables,
    record: Record,
    outlines: dict[str, Outlines] | None,
) -> None:
    """Writes everything beside what is there, then puts all of it in its place at once."""
    data, shapes = request.data_folder, request.boundary_folder
    new = swap.Swap(data) if outlines is None else swap.Swap(data, shapes)
    try:
        parquet.write(new.stage(data), tables)
        edition.write(new.stage(data), record)
        datapackage.write(new.stage(data), datapackage.describe(tables, record, indicators()))
        if outlines is not None:
            boundaries.write(new.stage(shapes), outlines, tables["area"], tables["community"], tables["data_zone"])
        new.commit({} if outlines is None else {shapes: "*.geojson"})
    finally:
        new.discard()


def _unwritable(error: Exception) -> str:
    """Why something could not be written, in a line."""
    if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error):
        return "the disk is full; make room and build again"
    return f"cannot be written ({str(error).splitlines()[0]})"

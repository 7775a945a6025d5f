"""python -m cpop build: published workbooks and reference tables -> data/*.parquet. Never imported by the app.

Everything is validated before anything is written, and all of it is written or none.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cpop.build import boundaries, datapackage, edition, parquet, publish, reference, report, workbook
from cpop.build.fault import BuildError, Fault
from cpop.build.labels import Label
from cpop.build.outline import Outlines
from cpop.build.reference import Reference
from cpop.build.workbook import Observation, Workbook
from cpop.catalogue import Indicator, indicators

__all__ = ["BuildError", "Fault", "Request", "build"]

_APP = Path(__file__).resolve().parents[1]
_APP_DATA = _APP.parent / "data"


@dataclass(frozen=True)
class Request:
    """What to build from, and where to."""

    cpp: Path
    communities: Path
    reference: Path | None
    out: Path
    boundaries: Path | None = None
    title: str | None = None

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


def build(request: Request, progress: Callable[[str], None]) -> list[str]:
    """Builds the data folder and returns what changed, a line each.

    Raises BuildError with every fault if anything is wrong; what was there before is then as it was.
    """
    faults = _place_faults(request)
    if faults:
        raise BuildError(faults)
    publish.recover(request.data_folder)
    publish.recover(request.boundary_folder)
    catalogue = indicators()
    outlines = None
    if request.reference:
        kept = reference.read(request.reference / "reference", catalogue, faults, progress)
        outlines = boundaries.read(request.reference / "boundaries", kept, faults, progress)
    else:
        kept = _kept_reference(request.data_folder, faults)
    books = {
        "cpp": workbook.read_cpp(request.cpp, kept.areas(), catalogue, faults, progress),
        "communities": workbook.read_communities(
            request.communities, kept.communities(), kept.councils(), catalogue, faults, progress
        ),
    }
    if faults:
        raise BuildError(faults)
    tables = _tables(kept, books)
    percentages = {code for code, one in catalogue.items() if one.is_percentage}
    over_100 = edition.over_100(kept.data_zone_observation, percentages)
    record = edition.record(books, tables["observation"], over_100, request.title)
    old = _previous(request.data_folder)
    progress("writing")
    try:
        _write(request, tables, record, outlines)
    except (OSError, parquet.Error) as error:
        raise BuildError([Fault(str(request.out), f"cannot be written ({error})")]) from error
    return _summary(tables, record, old, catalogue)


def _place_faults(request: Request) -> list[Fault]:
    """Renaming folders in use, or one inside the other, would break what is around them."""
    faults = []
    for folder in (request.data_folder, request.boundary_folder):
        if Path.cwd().is_relative_to(folder) or _APP.is_relative_to(folder):
            faults.append(Fault(str(folder), "is more than a folder of data; give one of its own"))
    if request.data_folder.is_relative_to(request.boundary_folder):
        faults.append(Fault(str(request.out), "lies in the folder of the boundaries; give another"))
    return faults


def _kept_reference(folder: Path, faults: list[Fault]) -> Reference:
    """The reference tables of the data folder that is about to be refreshed."""
    try:
        tables = {name: parquet.read(folder, name) for name in parquet.TABLES}
    except parquet.Error as error:
        reason = str(error).split("\n")[0]
        faults.append(Fault(folder.name, f"holds no reference tables to keep; give --reference ({reason})"))
        tables = {name: pd.DataFrame(columns=list(columns)) for name, columns in parquet.TABLES.items()}
    observation = tables.pop("observation")
    return Reference(**tables, data_zone_observation=observation[observation["level"] == "data_zone"])


def _tables(kept: Reference, books: dict[str, Workbook]) -> dict[str, pd.DataFrame]:
    labels = pd.DataFrame(books["communities"].labels, columns=list(Label._fields))
    lasting = kept.community[["community_code", "strategic_area", "vulnerable_rank"]]
    rows = [row for book in books.values() for row in book.observations]
    values = pd.DataFrame(rows, columns=list(Observation._fields))
    return {
        "area": kept.area,
        "community": labels.merge(lasting, on="community_code"),
        "data_zone": kept.data_zone,
        "deprivation": kept.deprivation,
        "observation": pd.concat([values, kept.data_zone_observation], ignore_index=True),
    }


def _previous(folder: Path) -> pd.DataFrame | None:
    try:
        return parquet.read(folder, "observation")
    except parquet.Error:
        return None


def _write(
    request: Request,
    tables: dict[str, pd.DataFrame],
    record: dict[str, object],
    outlines: dict[str, Outlines] | None,
) -> None:
    """Writes everything beside what is there, then puts it in its place."""
    data, shapes = request.data_folder, request.boundary_folder
    staged: dict[Path, Path] = {}
    try:
        new = publish.stage(data)
        staged[new] = data
        parquet.write(new, tables)
        edition.write(new, record)
        datapackage.write(new, datapackage.describe(tables, record, indicators()))
        if outlines is not None:
            if shapes.is_relative_to(data):
                folder = new / shapes.relative_to(data)
            else:
                folder = publish.stage(shapes)
                staged[folder] = shapes
            boundaries.write(folder, outlines, tables["area"], tables["community"])
        publish.swap(staged)
    finally:
        for folder in staged:
            shutil.rmtree(folder, ignore_errors=True)


def _summary(
    tables: dict[str, pd.DataFrame],
    record: dict[str, object],
    old: pd.DataFrame | None,
    catalogue: dict[str, Indicator],
) -> list[str]:
    observation = tables["observation"]
    over = record["data_zone_over_100"]
    by_indicator = ", ".join(f"{catalogue[code].label} {count}" for code, count in over.items())
    lines = [
        f"Built {record['title']} (communities: {record['community_title']}): {len(observation):,} values",
        f"Blank cells, kept as missing: {record['blank_count']:,}",
        *report.not_available(record["blanks"]),
        f"Data zone percentages over 100, kept: {sum(over.values()):,}" + (f" ({by_indicator})" if over else ""),
        *report.against_catalogue(observation, catalogue),
    ]
    if old is None:
        return [*lines, "There was no data here before: nothing to compare with"]
    names = {}
    for table, key in (("area", "area_code"), ("community", "community_code"), ("data_zone", "data_zone_code")):
        names |= dict(zip(tables[table][key], tables[table]["name"], strict=True))
    return lines + report.changes(old, observation, names, catalogue)

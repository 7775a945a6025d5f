"""python -m cpop build: published workbooks and reference tables -> data/*.parquet. Never imported by the app.

Everything is validated before anything is written, and all of it is written or none.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cpop.build import boundaries, edition, parquet, publish, reference, report, workbook
from cpop.build.fault import BuildError, Fault, cell_name
from cpop.build.reference import Reference
from cpop.build.workbook import Workbook
from cpop.catalogue import Indicator, indicators

__all__ = ["BuildError", "Fault", "Request", "build", "cell_name"]

_APP = Path(__file__).parents[1]
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
    def boundary_folder(self) -> Path:
        """Where the outlines go: to the app's static files for the app's own data, else beside the tables."""
        if self.boundaries:
            return self.boundaries.resolve()
        if self.out.resolve() == _APP_DATA.resolve():
            return _APP.resolve() / "static" / "boundaries"
        return self.out.resolve() / "boundaries"


def build(request: Request, progress: Callable[[str], None] | None = None) -> list[str]:
    """Builds the data folder and returns what changed, a line each. Raises BuildError, with nothing written."""
    say = progress or (lambda line: print(line, file=sys.stderr))
    catalogue = indicators()
    faults: list[Fault] = []
    out = request.out.resolve()
    publish.recover(out)
    if request.reference:
        kept = reference.read(request.reference / "reference", catalogue, faults, say)
        outlines = boundaries.read(request.reference / "boundaries", kept, faults, say)
    else:
        kept = _kept_reference(out, faults)
        outlines = None
    books = {
        "cpp": workbook.read(request.cpp, kept.areas(), catalogue, faults, say),
        "communities": workbook.read(request.communities, kept.communities(), catalogue, faults, say, with_labels=True),
    }
    if faults:
        raise BuildError(faults)
    tables = _tables(kept, books)
    counts = edition.over_100(
        kept.data_zone_observation, {code for code, one in catalogue.items() if one.is_percentage}
    )
    record = edition.record(books, tables["observation"], counts, request.title)
    old = _previous(out)
    say("writing")
    _write(request, tables, record, outlines)
    return _summary(tables, record, old, catalogue)


def _kept_reference(out: Path, faults: list[Fault]) -> Reference:
    """The reference tables of the data folder that is about to be refreshed."""
    try:
        tables = {name: parquet.read(out, name) for name in parquet.TABLES}
    except parquet.Unreadable as error:
        faults.append(Fault(str(out.name), f"holds no reference tables to keep; give --reference ({error})"))
        tables = {name: pd.DataFrame(columns=list(columns)) for name, columns in parquet.TABLES.items()}
    observation = tables.pop("observation")
    return Reference(**tables, data_zone_observation=observation[observation["level"] == "data_zone"])


def _tables(kept: Reference, books: dict[str, Workbook]) -> dict[str, pd.DataFrame]:
    labels = pd.DataFrame(books["communities"].labels, columns=workbook.Label._fields)
    lasting = kept.community[["community_code", "strategic_area", "vulnerable_rank"]]
    rows = [row for book in books.values() for row in book.observations]
    values = pd.DataFrame(rows, columns=workbook.Observation._fields)
    return {
        "area": kept.area,
        "community": labels.merge(lasting, on="community_code"),
        "data_zone": kept.data_zone,
        "deprivation": kept.deprivation,
        "observation": pd.concat([values, kept.data_zone_observation], ignore_index=True),
    }


def _previous(out: Path) -> pd.DataFrame | None:
    try:
        return parquet.read(out, "observation")
    except parquet.Unreadable:
        return None


def _write(
    request: Request,
    tables: dict[str, pd.DataFrame],
    record: dict[str, object],
    outlines: dict[str, boundaries.Outlines] | None,
) -> None:
    out, shapes = request.out.resolve(), request.boundary_folder
    inside = shapes.parent == out
    ours = {f"{name}.parquet" for name in tables} | {"edition.json"}
    if outlines is not None and inside:
        ours.add(shapes.name)
    staged = {publish.stage(out, ours): out}
    try:
        new = next(iter(staged))
        parquet.write(new, tables)
        edition.write(new, record)
        if outlines is not None:
            folder = new / shapes.name
            if not inside:
                folder = publish.stage(shapes, {"areas.geojson", "communities.geojson", "communities"})
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
    over = record["data_zone_over_100"]
    names = dict(zip(tables["area"]["area_code"], tables["area"]["name"], strict=True))
    for table, key in (("community", "community_code"), ("data_zone", "data_zone_code")):
        names |= dict(zip(tables[table][key], tables[table]["name"], strict=True))
    lines = [
        f"Built {record['title']} (communities: {record['community_title']}): {len(tables['observation']):,} values",
        f"Blanks in the workbooks: {record['blank_count']}",
        f"Data zone percentages over 100, kept: {sum(over.values())}"
        + (f" ({', '.join(f'{catalogue[code].label} {n}' for code, n in over.items())})" if over else ""),
    ]
    if old is None:
        return [*lines, "Nothing to compare with: there was no data here before"]
    return lines + report.changes(old, tables["observation"], names, catalogue)

"""Figures as files: tidy CSV and Parquet that say what they hold, and everything in one archive. Pure."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow.csv

from cpop.catalogue import Indicator, Origin, period, slug
from cpop.style import STATUS_WORD

MISSING_WORD = "missing"
_KEY = ["indicator", "place_code"]
_BY_YEAR = ["year", "period", "value", "status"]


@dataclass(frozen=True)
class About:
    """What a file holds, in words: edition, selection, source and licence, and the link to the live view."""

    edition: str
    community_edition: str
    built: str
    selection: str
    attribution: str
    link: str
    of_communities: bool = False

    @property
    def own_edition(self) -> str:
        """The edition of its figures: communities and data zones have a workbook, and so an edition, of their own."""
        return self.community_edition if self.of_communities else self.edition

    @property
    def columns(self) -> dict[str, str]:
        """The same as columns of a table, so that no row is ever without it."""
        return {
            "edition": self.own_edition,
            "selection": self.selection,
            "attribution": self.attribution,
            "link": self.link,
        }


# What stands for a place, and what the column of its name is called.
_PLACES = {
    "area_code": "area",
    "community_code": "community",
    "place_code": "place",
    "comparator": "comparator_name",
    "best_code": "best",
    "worst_code": "worst",
}


def described(
    frame: pd.DataFrame, names: Mapping[str, str], catalogue: Mapping[str, Indicator], origin: Origin
) -> pd.DataFrame:
    """A tidy frame that needs nothing beside it: each code has its name in the next column, each row its source.

    names: of every place, by its code. Columns added where there is what they explain: area, community, place,
    comparator_name, best and worst after the code of each; period after year; indicator_label after indicator, and
    unit, better and indicator_source; always edition and attribution. Raises KeyError for a place without a name.
    """
    told = frame.copy()
    for code, name in _PLACES.items():
        if code in told:
            known = [names[one] if isinstance(one, str) else None for one in told[code]]
            told = told.drop(columns=name, errors="ignore")
            _insert(told, code, name, known)
    if "year" in told and "period" not in told:
        labels = [None if pd.isna(year) else period(int(year)) for year in told["year"]]
        _insert(told, "year", "period", labels)
    if "indicator" in told:
        of = [catalogue[code] for code in told["indicator"]]
        _insert(told, "indicator", "indicator_label", [one.label for one in of])
        told["unit"], told["better"] = [one.unit for one in of], [one.better for one in of]
        told["indicator_source"] = [one.source for one in of]
    return told.assign(edition=origin.edition, attribution=origin.attribution)


def own_words(text: str) -> str:
    """A visitor's own words, such as a name, that no spreadsheet takes for a formula."""
    return text.lstrip("=+-@\t\r ") or "unnamed"


def _insert(table: pd.DataFrame, after: str, name: str, values: Sequence[object] | pd.Series) -> None:
    """A new column beside another."""
    table.insert(list(table.columns).index(after) + 1, name, values)


def status_word(value: float | None, status: str) -> str:
    """What a figure is, in a word: measured, estimated, projected; missing where there is none."""
    return MISSING_WORD if value is None else STATUS_WORD[status]


def status_words(figures: pd.DataFrame) -> pd.Series:
    """The same of each figure of a frame."""
    words = figures["status"].map(STATUS_WORD)
    return words.where(figures["value"].notna(), MISSING_WORD)


def tidy(figures: pd.DataFrame, about: About) -> pd.DataFrame:
    """The long form of a download: a row a place, indicator and year, with its status in words."""
    told = figures.copy()
    _insert(told, "status", "status_word", status_words(figures))
    return told.assign(**about.columns)


def wide(figures: pd.DataFrame) -> pd.DataFrame:
    """The years side by side: a row a place and indicator, for each year a column of figures and one of statuses.

    figures: rows of the long form, as queries.data.figures answers them; their order is kept. Columns: all that do
    not change with the year, then `2021/22` and `2021/22 status` (in words) for each year.
    """
    places = figures.drop_duplicates(_KEY).drop(columns=_BY_YEAR)
    keys = list(zip(places["indicator"], places["place_code"], strict=True))
    columns = (figures["year"], figures["indicator"], figures["place_code"], figures["value"], status_words(figures))
    by_year: dict[int, dict[tuple[str, str], tuple[float, str]]] = {}
    # Plain dictionaries: several times faster than a pivot for the few hundred rows that a page shows.
    for year, indicator, place, value, word in zip(*(column.tolist() for column in columns), strict=True):
        by_year.setdefault(year, {})[indicator, place] = (value, word)
    nothing = (float("nan"), MISSING_WORD)
    added: dict[str, list[float] | list[str]] = {}
    for year, cells in sorted(by_year.items()):
        found = [cells.get(key, nothing) for key in keys]
        added[period(year)] = [value for value, _ in found]
        added[f"{period(year)} status"] = [word for _, word in found]
    return pd.concat([places.reset_index(drop=True), pd.DataFrame(added)], axis=1)


def side_by_side(figures: pd.DataFrame, about: About) -> pd.DataFrame:
    """The wide form of a download."""
    return wide(figures).assign(**about.columns)


def csv_file(table: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8, with the mark that tells spreadsheet programs so."""
    return table.to_csv(index=False).encode("utf-8-sig")


def csv_archive(
    name: str, figures: pd.DataFrame, about: About, catalogue: Mapping[str, Indicator], years_side_by_side: bool = False
) -> bytes:
    """Many figures as CSV in an archive: what is the same on every row stands once, in files beside them.

    figures: rows of queries.data.many_figures. The archive holds
    `name`.csv, indicators.csv (label, theme, unit, better and source by code) and README.txt (the edition, the
    selection, source, licence and link).
    """
    if years_side_by_side:
        told, a_row = wide(figures), "place and outcome"
    else:
        told, a_row = figures.copy(), "place, outcome and year"
        _insert(told, "status", "status_word", status_words(figures))
    used = [catalogue[code] for code in figures["indicator"].unique()]
    kinds = pd.DataFrame(
        {
            "indicator": [one.code for one in used],
            "indicator_label": [one.label for one in used],
            "theme": [one.theme for one in used],
            "unit": [one.unit for one in used],
            "better": [one.better for one in used],
            "indicator_source": [one.source for one in used],
        }
    )
    written = io.BytesIO(b"\xef\xbb\xbf")
    written.seek(0, io.SEEK_END)
    # Many times faster than pandas' own writer.
    pyarrow.csv.write_csv(
        pyarrow.Table.from_pandas(told, preserve_index=False),
        written,
        pyarrow.csv.WriteOptions(quoting_style="needed", quoting_header="needed"),
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(f"{name}.csv", written.getvalue())
        archive.writestr("indicators.csv", csv_file(kinds))
        archive.writestr("README.txt", _beside_the_figures(name, about, a_row))
    return buffer.getvalue()


def _beside_the_figures(name: str, about: About, a_row: str) -> str:
    return (
        f"Community Planning Outcomes Profile, {about.own_edition} edition\n\n"
        f"This archive holds: {about.selection}\n"
        f"{name}.csv has a row for each {a_row}; indicators.csv names each outcome and its unit.\n"
        "A column of its own says which figures are measured, estimated, projected or missing.\n\n"
        f"{about.attribution}.\nEach outcome's own source stands in indicators.csv.\nLive view: {about.link}\n"
    )


def file_stem(level: str, areas: Sequence[str], outcomes: Sequence[str], edition: str) -> str:
    """A file's name: area, outcome, level and edition, as in "cpop-fife-child-poverty-areas-october-2023".

    areas, outcomes: names or labels, none for all; more than one are counted.
    """
    where = _counted(areas, "areas")
    what = _counted(outcomes, "outcomes")
    return f"cpop-{where}-{what}-{level}-{slug(edition)}"


def _counted(names: Sequence[str], several: str) -> str:
    if not names:
        return f"all-{several}"
    return slug(names[0]) if len(names) == 1 else f"{len(names)}-{several}"


def parquet_file(table: pd.DataFrame, about: About) -> bytes:
    """A table as Parquet; what it holds stands in its columns and in the file's own metadata (pandas: .attrs)."""
    told = table.copy()
    told.attrs.update(about.columns)
    return told.to_parquet(index=False)


def whole_edition(files: Mapping[str, bytes], about: About) -> bytes:
    """An archive of an edition's files with a README.txt that explains them.

    files: by name; datapackage.json is among them and is what README.txt is written from.
    """
    package = json.loads(files["datapackage.json"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", readme(package, about))
        for name, content in sorted(files.items()):
            archive.writestr(f"data/{name}", content)
    return buffer.getvalue()


def readme(package: Mapping[str, Any], about: About) -> str:
    """What the archive of an edition says of itself, as plain text."""
    lines = [
        package["title"],
        "=" * len(package["title"]),
        "",
        package["description"],
        "",
        f"Edition: areas {about.edition}, communities {about.community_edition}; built {about.built}.",
        f"{about.attribution}.",
        f"Live view: {about.link}",
        "",
        "Which figures are estimates",
        "---------------------------",
        "observation.parquet says so in the column status: raw is measured, imputed is estimated, projected is",
        "modelled for the years after the latest figures. A missing figure is null; zero is a figure.",
        "",
        "Files, in the folder data",
        "-------------------------",
    ]
    for resource in package["resources"]:
        where = resource.get("path", "inside datapackage.json")
        lines.append(f"{resource['name']} ({where}): {resource['title']}. {resource['description']}")
        lines += [
            f"  {field['name']} ({field['type']}): {field['description']}" for field in resource["schema"]["fields"]
        ]
        lines.append("")
    lines.append("datapackage.json describes the same for programs (Frictionless Data Package);")
    lines.append("edition.json records the workbooks that the figures come from.")
    return "\n".join(lines) + "\n"

"""The edition record: which workbooks, of when, and what they cover."""

from __future__ import annotations

import calendar
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

import pandas as pd

from cpop.build import parquet
from cpop.build.workbook import Workbook

_LEVELS: dict[Literal["title", "community_title"], tuple[str, ...]] = {
    "title": ("scotland", "cpp"),
    "community_title": ("community",),
}


class Titles(TypedDict):
    """What an edition is called, for areas and for communities; None where there is none."""

    title: str | None
    community_title: str | None


class Source(TypedDict):
    """A workbook that an edition was built from."""

    role: str
    file: str
    sha256: str


class Record(TypedDict):
    """What edition.json says of an edition. previous: the edition before, where a build has asked for it."""

    title: str
    community_title: str
    built: str
    first_year: int
    last_observed_year: int
    last_year: int
    workbooks: list[Source]
    blank_count: int
    blanks: list[dict[str, str]]
    data_zone_over_100: dict[str, int]
    previous: NotRequired[Titles]


def record(
    books: dict[str, Workbook],
    observation: pd.DataFrame,
    over_100: dict[str, int],
    titles: dict[str, str | None],
) -> Record:
    """What edition.json says, but for the edition before; `books` by role, "cpp" and "communities", `titles` too."""
    edition = observation[observation["level"] != "data_zone"]
    observed = edition[edition["status"] != "projected"]
    blanks = [blank for book in books.values() for blank in book.blanks]
    return {
        "title": titles["cpp"] or title_of(books["cpp"]),
        "community_title": titles["communities"] or title_of(books["communities"]),
        "built": _today(),
        "first_year": int(edition["year"].min()),
        "last_observed_year": int(observed["year"].max()),
        "last_year": int(edition["year"].max()),
        "workbooks": [{"role": role, "file": book.file, "sha256": book.sha256} for role, book in books.items()],
        "blank_count": len(blanks),
        "blanks": [blank._asdict() for blank in blanks],
        "data_zone_over_100": over_100,
    }


def before(built: Record, in_place: Record | None, tables: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, Titles]:
    """The figures of the edition before that which is built, and its titles; for areas and communities apart.

    It is the edition in place where that is an earlier one; where it is the same edition, built again, it stays
    the one that was before it.
    """
    titles = Titles(title=None, community_title=None)
    parts = []
    if in_place is not None and "observation" in tables:
        earlier = in_place.get("previous") or Titles(title=None, community_title=None)
        for title, levels in _LEVELS.items():
            for name, table in ((in_place[title], "observation"), (earlier.get(title), "previous_observation")):
                if name and name != built[title] and not _is_later(name, built[title]):
                    rows = tables.get(table, parquet.empty(table))
                    parts.append(rows[rows["level"].isin(levels)])
                    titles[title] = name
                    break
    columns = list(parquet.TABLES["previous_observation"])
    return (pd.concat(parts)[columns] if parts else parquet.empty("previous_observation")), titles


def _is_later(title: str, other: str) -> bool:
    """Whether an edition is surely later than another; False where a title names no month."""
    try:
        return datetime.strptime(title, "%B %Y") > datetime.strptime(other, "%B %Y")
    except ValueError:
        return False


def title_of(book: Workbook) -> str:
    """The month of a workbook: by the YYYY-MM in its file name, else by when it was last saved."""
    match = re.search(r"(?<!\d)(\d{4})-(0[1-9]|1[0-2])(?!\d)", book.file)
    if match:
        return f"{calendar.month_name[int(match[2])]} {match[1]}"
    if book.modified:
        return f"{calendar.month_name[book.modified.month]} {book.modified.year}"
    return "Undated"


def over_100(observation: pd.DataFrame, percentages: set[str]) -> dict[str, int]:
    """How many data zone percentages pass 100, by indicator, where any does."""
    some = observation[observation["indicator"].isin(percentages) & (observation["value"] > 100)]
    return {str(code): int(count) for code, count in some.groupby("indicator").size().items()}


def read(folder: Path) -> Record:
    """What edition.json says. Raises OSError or ValueError where there is none."""
    found: Record = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    return found


def write(folder: Path, edition: Record) -> None:
    """Writes edition.json."""
    text = json.dumps(edition, ensure_ascii=False, indent=2)
    (folder / "edition.json").write_text(text + "\n", encoding="utf-8")


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date().isoformat()

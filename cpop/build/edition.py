"""The edition record: which workbooks, of when, and what they cover."""

from __future__ import annotations

import calendar
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from cpop.build.workbook import Workbook


def record(
    books: dict[str, Workbook], observation: pd.DataFrame, over_100: dict[str, int], title: str | None
) -> dict[str, object]:
    """What edition.json says; `books` by role, "cpp" and "communities"."""
    edition = observation[observation["level"] != "data_zone"]
    observed = edition[edition["status"] != "projected"]
    blanks = [blank for book in books.values() for blank in book.blanks]
    return {
        "title": title or title_of(books["cpp"]),
        "community_title": title_of(books["communities"]),
        "built": _today(),
        "first_year": int(edition["year"].min()),
        "last_observed_year": int(observed["year"].max()),
        "last_year": int(edition["year"].max()),
        "workbooks": [{"role": role, "file": book.file, "sha256": book.sha256} for role, book in books.items()],
        "blank_count": len(blanks),
        "blanks": [blank._asdict() for blank in blanks],
        "data_zone_over_100": over_100,
    }


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


def write(folder: Path, edition: dict[str, object]) -> None:
    """Writes edition.json."""
    text = json.dumps(edition, ensure_ascii=False, indent=2)
    (folder / "edition.json").write_text(text + "\n", encoding="utf-8")


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date().isoformat()

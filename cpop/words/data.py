"""What a selection of figures holds and lacks, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from cpop.catalogue import Indicator, period

_NAMED = 3


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def holding(counts: pd.DataFrame) -> str:
    """How many figures a selection holds, by what they are: "30 figures: 16 measured, 8 estimated, 6 projected."

    counts: the rows of queries.counted.
    """
    total = int(counts["figures"].sum())
    if not total:
        return "No figure matches this selection."
    parts = [
        f"{int(counts[name].sum()):,} {name}" for name in ("measured", "estimated", "projected") if counts[name].sum()
    ]
    return f"{_count(total, 'figure', 'figures')}: {', '.join(parts)}."


def lacking(counts: pd.DataFrame, catalogue: Mapping[str, Indicator], first_year: int, last_year: int) -> list[str]:
    """What a selection lacks and why, a sentence a reason; none where it lacks nothing."""
    years = period(first_year) if first_year == last_year else f"{period(first_year)} to {period(last_year)}"
    reasons = (
        ("blank", "blank in the published workbook, shown as missing"),
        ("no_row", "not given for the place: publishers can withhold small numbers, or there is nobody to count"),
        ("not_published", f"not published for every year of {years}"),
        ("left_out", "there, but left out by the choice of status"),
    )
    return [
        f"{int(counts[column].sum()):,} {reason} ({_named(counts[counts[column] > 0], catalogue)})."
        for column, reason in reasons
        if counts[column].sum()
    ]


def _named(rows: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> str:
    labels = [catalogue[code].label for code in rows["indicator"]]
    more = len(labels) - _NAMED
    return ", ".join(labels[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def selection(parts: Sequence[tuple[str, Sequence[str]]], most: int = 12) -> str:
    """A selection in words, for a file that says what it holds: "Level: areas. Areas: Fife. ..."

    parts: what was chosen from, and what was chosen; long lists are cut and counted.
    """
    return " ".join(f"{name}: {_listed(chosen, most)}." for name, chosen in parts)


def _listed(chosen: Sequence[str], most: int) -> str:
    if len(chosen) <= most:
        return ", ".join(chosen)
    return f"{', '.join(chosen[:most])} and {len(chosen) - most} more"

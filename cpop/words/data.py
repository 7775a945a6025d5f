"""What a selection of figures holds and lacks, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cpop.catalogue import Indicator, period
from cpop.queries.data import Count

_NAMED = 3


def holding(counts: Sequence[Count]) -> str:
    """How many figures a selection holds, by what they are: "30 figures: 16 measured, 8 estimated, 6 projected."."""
    total = sum(row.figures for row in counts)
    if not total:
        return "No figure matches this selection."
    parts = (
        (sum(row.measured for row in counts), "measured"),
        (sum(row.estimated for row in counts), "estimated"),
        (sum(row.projected for row in counts), "projected"),
    )
    told = ", ".join(f"{count:,} {word}" for count, word in parts if count)
    return f"{total:,} {'figure' if total == 1 else 'figures'}: {told}."


def lacking(counts: Sequence[Count], catalogue: Mapping[str, Indicator], first_year: int, last_year: int) -> list[str]:
    """What a selection lacks and why, a sentence a reason; none where it lacks nothing."""
    years = period(first_year) if first_year == last_year else f"{period(first_year)} to {period(last_year)}"
    reasons: tuple[tuple[Callable[[Count], int], str], ...] = (
        (lambda row: row.blank, "blank in the published workbook, shown as missing"),
        (
            lambda row: row.no_row,
            "not given for the place: publishers can withhold small numbers, or there is nobody to count",
        ),
        (lambda row: row.not_published, f"not published for every year of {years}"),
        (lambda row: row.left_out, "there, but left out by the choice of status"),
    )
    sentences = []
    for count, reason in reasons:
        if some := [row for row in counts if count(row)]:
            labels = _cut([catalogue[row.indicator].label for row in some])
            sentences.append(f"{sum(map(count, some)):,} {reason} ({labels}).")
    return sentences


def _cut(names: Sequence[str], most: int = _NAMED) -> str:
    """Names in a row; of many the first, and how many more."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def selection(parts: Sequence[tuple[str, Sequence[str]]], most: int = 12) -> str:
    """A selection in words, for a file that says what it holds: "Level: areas. Areas: Fife. ..."

    parts: what was chosen from, and what was chosen; long lists are cut and counted.
    """
    return " ".join(f"{name}: {_cut(chosen, most)}." for name, chosen in parts)

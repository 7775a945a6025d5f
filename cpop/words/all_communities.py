"""What one outcome looks like across an area's communities, or across all areas, in a sentence or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import mode
from typing import TYPE_CHECKING

from cpop.catalogue import Indicator, period
from cpop.status import noted
from cpop.words.community import Beside, changed_row, measured_span
from cpop.words.standing import from_then_on

if TYPE_CHECKING:
    from cpop.queries.all_communities import Latest


def spread(indicator: Indicator, places: str, rows: Sequence[Latest], beside: Sequence[Beside]) -> str:
    """From the best place to the poorest, what lies beside them, and how many improved.

    places: "Glasgow City’s communities", "the 32 areas"; beside: the places to compare with, Scotland last.
    """
    known = [(row.value, row) for row in rows if row.value is not None]
    if not known:
        return f"There is no figure of {indicator.in_sentence} for {places}."
    ordered = sorted(known, key=lambda found: -indicator.sign * found[0])
    (best, first), (poorest, last) = ordered[0], ordered[-1]
    # The most frequent; of several such the first by name.
    status = mode(sorted(row.status for _, row in known if row.status))
    when = noted(period(max(row.year for _, row in known)), status)
    text = (
        f"{indicator.label} among {places} in {when}: from {indicator.format(best)} in {first.name} to "
        f"{indicator.format(poorest)} in {last.name}, the poorest"
    )
    if beside:
        figures = (noted(f"{indicator.format(one.value)} for {one.name}", one.status) for one in beside)
        text += f", beside {' and '.join(figures)}"
    moved = [row for row in rows if row.direction is not None]
    if not moved:
        return f"{text}. No change is known: it takes two measured years{from_then_on(rows[0].since_year)}."
    counted, total, missing = Counter(row.direction for row in moved), len(rows), len(rows) - len(moved)
    improved, worsened, little = (counted[code] for code in ("improved", "worsened", "little_change"))
    count = {0: "None", total: "All"}.get(improved, str(improved))
    return (
        f"{text}. {count} of {total} improved {measured_span(moved[0])}"
        + (f", {worsened} worsened" if worsened else "")
        + (f", {little} changed little" if little else "")
        + (f"; for {missing} the change is not known" if missing else "")
        + "."
    )


def out_of_range(indicator: Indicator, name: str, value: float | None, rows: Sequence[Latest]) -> str:
    """A warning where an area's own figure lies beyond those of all its communities; nothing elsewhere."""
    known = [row.value for row in rows if row.value is not None]
    if value is None or not known or min(known) <= value <= max(known):
        return ""
    return (
        f"{name}’s own figure ({indicator.format(value)}) lies beyond those of all its communities: the source counts "
        "the two levels differently, so compare their course, not their level."
    )


def years_averaged(indicator: Indicator) -> str:
    """A warning where figures of communities and of areas average different numbers of years; nothing elsewhere."""
    theirs, ours = indicator.rolling_years, indicator.rolling_years_community
    if theirs == ours:
        return ""
    return (
        f"Communities’ figures are {_years(ours)}, those of the area and of Scotland {_years(theirs)}: compare their "
        "course rather than single points."
    )


def _years(count: int) -> str:
    return "of single years" if count == 1 else f"averages of {count} years"


def course(indicator: Indicator, row: Latest) -> str:
    """A place's line in words: "22.9% in 2021/22. Worsened: up 6.6 points, 16.3% in 2014/15 to 22.9% in 2021/22"."""
    level = f"{indicator.format(row.value)} in {period(row.year)}"
    if row.value is not None:
        level = noted(level, row.status)
    if row.direction is None or row.first_year is None or row.last_year is None:
        return level
    return (
        f"{level}. {changed_row(indicator, row).text}, {indicator.format(row.first_value)} in "
        f"{period(row.first_year)} to {indicator.format(row.last_value)} in {period(row.last_year)}"
    )

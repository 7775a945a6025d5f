"""What one outcome looks like across an area's communities, or across the 32 areas, in a sentence or two."""

from __future__ import annotations

import pandas as pd

from cpop.catalogue import Indicator, period
from cpop.words.community import changed_row, measured_span
from cpop.words.standing import in_sentence, status_note


def spread(
    indicator: Indicator,
    places: str,
    latest: pd.DataFrame,
    beside: list[tuple[str, float, str]],
) -> str:
    """From the best place to the poorest, what lies beside them, and how many improved.

    places: "Glasgow City’s communities", "the 32 areas"; latest: rows with name, value, year, status, first_year,
    last_year and direction; beside: name, value and status of the places to compare with, Scotland last.
    """
    known = latest.dropna(subset=["value"])
    if known.empty:
        return f"There is no figure of {in_sentence(indicator.label)} for {places}."
    ordered = known.sort_values("value", ascending=indicator.sign < 0, kind="stable")
    best, poorest = ordered.iloc[0], ordered.iloc[-1]
    note = status_note(known["status"].mode().iloc[0])
    text = (
        f"{indicator.label} among {places} in {period(int(known['year'].max()))}{f' ({note})' if note else ''}: from "
        f"{indicator.format(best.value)} in {best['name']} to {indicator.format(poorest.value)} in {poorest['name']}, "
        f"the poorest"
    )
    if beside:
        text += ", beside " + " and ".join(_beside(indicator, *one) for one in beside)
    moved = latest.dropna(subset=["direction"])
    if moved.empty:
        return f"{text}. No change is known: it takes two measured years."
    counted = moved["direction"].value_counts()
    improved, worsened, little = (int(counted.get(one, 0)) for one in ("improved", "worsened", "little_change"))
    count = {0: "None", len(latest): "All"}.get(improved, str(improved))
    missing = len(latest) - len(moved)
    return (
        f"{text}. {count} of {len(latest)} improved {measured_span(moved.iloc[0])}"
        + (f", {worsened} worsened" if worsened else "")
        + (f", {little} changed little" if little else "")
        + (f"; for {missing} the change is not known" if missing else "")
        + "."
    )


def _beside(indicator: Indicator, name: str, value: float, status: str) -> str:
    note = status_note(status)
    return f"{indicator.format(value)} for {name}{f' ({note})' if note else ''}"


def out_of_range(indicator: Indicator, name: str, value: float | None, latest: pd.DataFrame) -> str:
    """A warning where an area's own figure lies beyond those of all its communities; nothing elsewhere."""
    known = latest["value"].dropna()
    if value is None or known.empty or known.min() <= value <= known.max():
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


def course(indicator: Indicator, row: object) -> str:
    """A place's own line in words: "22.9% in 2021/22. Worsened: up 6.6 points, 16.3% in 2014/15 to 22.9% in 2021/22".

    row: as of spread, with first_value, last_value and told_as.
    """
    note = status_note(row.status) if row.value == row.value else ""
    level = f"{indicator.format(row.value)} in {period(int(row.year))}{f' ({note})' if note else ''}"
    if row.direction is None or row.direction != row.direction:
        return level
    return (
        f"{level}. {changed_row(indicator, row).text}, {indicator.format(row.first_value)} in "
        f"{period(int(row.first_year))} to {indicator.format(row.last_value)} in {period(int(row.last_year))}"
    )

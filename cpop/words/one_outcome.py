"""What one outcome looks like across an area's communities, or across the 32 areas, in a sentence or two."""

from __future__ import annotations

import pandas as pd

from cpop.catalogue import Indicator, period
from cpop.words.standing import in_sentence, movement, status_note


def spread(
    indicator: Indicator,
    places: str,
    latest: pd.DataFrame,
    beside: list[tuple[str, float, str]],
) -> str:
    """From the best place to the poorest, what lies beside them, and how many improved.

    places: "Glasgow City’s communities", "the 32 areas"; latest: rows with name, value, year, status, base_year and
    change; beside: name, value and status of the places to compare with, Scotland last.
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
    changes = latest["change"].dropna()
    if changes.empty:
        return f"{text}."
    improved = int((changes > 0).sum())
    missing = len(latest) - len(changes)
    unknown = f"; for {missing} the change is not known" if missing else ""
    count = {0: "None", len(latest): "All"}.get(improved, str(improved))
    return f"{text}. {count} of {len(latest)} improved since {period(int(latest['base_year'].min()))}{unknown}."


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


def course(indicator: Indicator, base: tuple[float, int, str | None], latest: tuple[float, int, str | None]) -> str:
    """A place's own line in words: "16.3% (estimated) in 2010/11, 22.9% in 2021/22: up 6.6 points".

    base, latest: value, year and status.
    """
    told = [
        f"{indicator.format(value)}{f' ({status_note(status)})' if value == value and status_note(status) else ''} "
        f"in {period(int(year))}"
        for value, year, status in (base, latest)
    ]
    moved = movement(indicator, base[0], latest[0])
    return ", ".join(told) + ("" if moved == "no figure" else f": {moved}")

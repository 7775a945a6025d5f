"""What to tackle first, in words: the rule, the reason for each outcome, and what similar areas do better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from cpop.catalogue import FAMILIES, Area, Comparator, Indicator, period, possessive
from cpop.words.inequality import unequal, unequal_rule
from cpop.words.standing import in_sentence, movement, pace, status_note

MOST_POINTS = 3
# Named as in the view cpp_gap, in the order of the four lists: the most pressing first.
QUADRANTS = (
    "behind and falling further behind",
    "behind but catching up",
    "ahead but losing ground",
    "ahead and pulling away",
)
STANDING_OF_QUADRANT = {
    "behind and falling further behind": "worse and improving slower",
    "behind but catching up": "worse, improving faster",
    "ahead but losing ground": "better, improving slower",
    "ahead and pulling away": "better and improving faster",
}
# All eleven of the National Performance Framework.
NATIONAL_OUTCOMES = (
    "Children and Young People",
    "Communities",
    "Culture",
    "Economy",
    "Education",
    "Environment",
    "Fair Work and Business",
    "Health",
    "Human Rights",
    "International",
    "Poverty",
)


def rule(comparator: Comparator, rows: Sequence[object]) -> str:
    """How outcomes are put in order, as the page states it. rows: those of queries.priorities."""
    asked = sum(not _missing(row.unequal) for row in rows)
    phrase, whose = comparator.phrase, possessive(comparator.short)
    return (
        "Each outcome is asked three questions and gets a point for each yes. "
        f"Behind: is the latest figure worse than that of {phrase}? "
        f"Falling behind: is its improvement rate no higher than {whose}? "
        f"Unequal: {unequal_rule(comparator)} "
        "Outcomes with as many points stand in the order of how far behind they are. "
        f"{asked} of the {len(rows)} outcomes can earn the third point: those with figures for communities. "
        "It is a start for discussion: it knows nothing of what matters most to people here."
    )


def leading(area: Area, comparator: Comparator, rows: Sequence[object], indicators: dict[str, Indicator]) -> str:
    """The one sentence above the list. rows: those of queries.priorities to speak of, in its order."""
    compared = [row for row in rows if not _missing(row.standing)]
    if not compared:
        return f"Nothing here can be compared with {comparator.phrase}: figures are missing."
    behind = sum(row.standing.startswith("worse") for row in compared)
    further = sum(row.quadrant == QUADRANTS[0] for row in compared)
    start = f"{area.name} is behind {comparator.phrase} on {behind} of {len(compared)} outcomes"
    if behind:
        start += f", and falling further behind on {further or 'none'}"
    first = [row.indicator for row in compared if row.points > 0][:3]
    if not first:
        return f"{start}. None gets a point by the rule below."
    return f"{start}. First by the rule below: {_series([_label(code, indicators) for code in first])}."


def _label(code: str, indicators: dict[str, Indicator]) -> str:
    return in_sentence(indicators[code].label)


def _series(names: list[str]) -> str:
    """Names in a sentence; semicolons, since a label can hold a comma."""
    return names[0] if len(names) == 1 else "; ".join(names[:-1]) + f"; and {names[-1]}"


def reason(row: object, indicator: Indicator, comparator: Comparator) -> str:
    """Why an outcome stands where it does: level, direction and inequality, for a row of queries.priorities."""
    if _missing(row.standing):
        return f"Not compared: a figure for {period(row.year)} is missing."
    mine, theirs = status_note(row.status), status_note(row.comparator_status)
    level = (
        f"{indicator.format(row.value)}{f' ({mine})' if mine else ''}, against "
        f"{indicator.format(row.comparator_value)}{f' ({theirs})' if theirs else ''} for {comparator.phrase}, "
        f"in {period(row.year)}."
    )
    how = pace(row.improvement, row.comparator_improvement, comparator.phrase)
    direction = f" {how[0].upper()}{how[1:]} since {period(row.first_year)}."
    return f"{level}{direction} {unequal(row, indicator, comparator)}".strip()


def quadrant_sentence(area: Area, comparator: Comparator, rows: Sequence[object]) -> str:
    """How many outcomes stand in each quadrant, and how many are level or not compared."""
    counts = Counter(None if _missing(row.quadrant) else row.quadrant for row in rows)
    parts = [f"{counts[name]} {name}" for name in QUADRANTS]
    if counts["level"]:
        parts.append(f"{counts['level']} level")
    text = f"{area.name} beside {comparator.phrase}: {', '.join(parts)}."
    return text + (f" {counts[None]} not compared: a figure is missing." if counts[None] else "")


def distance(level_gap: float, rate_gap: float, comparator: Comparator) -> str:
    """A point of the quadrant in words: how far ahead or behind, how much faster or slower."""
    size = f"{abs(level_gap):.1f}" if abs(level_gap) >= 0.05 else "under 0.1"
    level = "level" if level_gap == 0 else f"{size} deviations {'ahead' if level_gap > 0 else 'behind'}"
    if abs(rate_gap) < 0.05:
        return f"{level}, at the pace of {comparator.phrase}"
    rate = f"improvement rate {abs(rate_gap):.1f} points {'higher' if rate_gap > 0 else 'lower'}"
    return f"{level}, {rate}"


def learn(area: Area, indicator: Indicator, own: object, rows: Sequence[object], family: str) -> str:
    """Which similar areas do better. own: a row of queries.priorities; rows: queries.better_similar_areas."""
    alike = f"the areas most like {area.name} in {FAMILIES[family]}"
    label = in_sentence(indicator.label)
    if not rows:
        return f"None of {alike} has a better figure or a higher improvement rate for {label}."
    better = [row for row in rows if row.is_better]
    faster = [row for row in rows if row.is_faster]
    text = f"Of {alike}, {_count(better)} a better figure for {label} and {_count(faster)} a higher improvement rate."
    if better:
        best = better[0]
        note = status_note(best.status)
        text += (
            f" The best figure is {possessive(best.name)}: {indicator.format(best.value)} in "
            f"{period(int(best.year))}{f', {note}' if note else ''}, against {indicator.format(own.value)} here."
        )
    if faster:
        top = max(faster, key=lambda row: row.improvement)
        text += (
            f" The highest improvement rate is {possessive(top.name)}: {signed(top.improvement)}, against "
            f"{signed(own.improvement)} here since {period(int(top.first_year))}."
        )
    return text


def _count(rows: Sequence[object]) -> str:
    return {0: "none has", 1: "one has"}.get(len(rows), f"{len(rows)} have")


def lesson(row: object, own: object, area: Area) -> str:
    """What a similar area does better, for a row of queries.better_similar_areas: "Better figure"."""
    parts = ["better figure"] if row.is_better else []
    if row.is_faster:
        parts.append(pace(row.improvement, own.improvement, area.name))
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def moved(row: object, indicator: Indicator) -> str:
    """How a value moved and from when to when: "up 7.4 points, 2010/11 to 2021/22"."""
    if _missing(row.first_value) or _missing(row.last_value):
        return "no figure"
    span = f"{period(int(row.first_year))} to {period(int(row.last_year))}"
    return f"{movement(indicator, row.first_value, row.last_value)}, {span}"


def signed(rate: float | None) -> str:
    """An improvement rate: "+4.2%", "−12.0%"; above 0 is better whichever way the numbers run."""
    if _missing(rate):
        return "no figure"
    text = f"{abs(rate):.1f}%"
    return text if text == "0.0%" else f"{'+' if rate > 0 else '−'}{text}"


def without_indicator(spoken_to: set[str]) -> str:
    """Which national outcomes nothing in the profile speaks to."""
    silent = [name for name in NATIONAL_OUTCOMES if name not in spoken_to]
    return f"No indicator shown here speaks to {_series(silent)}." if silent else ""


def _missing(value: object) -> bool:
    return value is None or value != value or value is pd.NA

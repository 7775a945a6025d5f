"""What to tackle first, in words: the rule, the reason for each outcome, and what similar areas do better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from cpop.catalogue import FAMILIES, Area, Comparator, Indicator, period, possessive, rounded
from cpop.words.inequality import Beside, unequal, unequal_rule
from cpop.words.standing import LEVEL, MOVEMENT, in_sentence, movement, pace, span, status_note, why_not_judged

MOST_POINTS = 3
# The lists of the page, the most pressing first: their names, and the levels and grounds (cpp_standing) that they hold.
QUADRANTS = {
    "Behind and losing ground": (("worse", "lost"),),
    "Behind but catching up": (("worse", "gained"),),
    "Ahead but losing ground": (("better", "lost"),),
    "Ahead and gaining ground": (("better", "gained"),),
    "Behind, keeping its distance": (("worse", "kept"),),
    "Ahead, keeping its distance": (("better", "kept"),),
    "About the same": (("about_the_same", "lost"), ("about_the_same", "kept"), ("about_the_same", "gained")),
}
# The four that are corners of the drawing, each with how it looks (style.BESIDE).
CORNERS = {
    "Behind and losing ground": "worse",
    "Behind but catching up": "worse, but catching up",
    "Ahead but losing ground": "better, but losing ground",
    "Ahead and gaining ground": "better",
}
NOT_JUDGED = "Not judged"
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
    return (
        "Each outcome is asked three questions and gets a point for each yes. "
        f"Behind: is the latest figure worse than that of {comparator.phrase}? "
        "Falling behind: did the gap to it move against the area, from the first to the last year that both measured? "
        "A difference under a tenth of the yardstick (the standard deviation of the 32 areas) is no difference. "
        f"Unequal: {unequal_rule(comparator)} "
        "Outcomes with as many points stand in the order of how far behind they are. "
        f"{asked} of the {len(rows)} outcomes can earn the third point: those with figures for communities. "
        "It is a start for discussion: it knows nothing of what matters most to people here."
    )


def leading(area: Area, comparator: Comparator, rows: Sequence[object], indicators: dict[str, Indicator]) -> str:
    """The one sentence above the list. rows: those of queries.priorities to speak of, in its order."""
    compared = [row for row in rows if not _missing(row.level)]
    if not compared:
        return f"Nothing here can be compared with {comparator.phrase}: figures are missing."
    behind = [row for row in compared if row.level == "worse"]
    further = sum(row.ground == "lost" for row in behind)
    start = f"{area.name} is behind {comparator.phrase} on {len(behind)} of {len(compared)} outcomes"
    if behind:
        start += f", and losing ground on {further or 'none'} of these"
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
    if _missing(row.level):
        return f"Not compared: a figure for {period(row.year)} is missing."
    mine, theirs = status_note(row.status), status_note(row.comparator_status)
    level = (
        f"{LEVEL[row.level]}: {indicator.format(row.value)}{f' ({mine})' if mine else ''}, against "
        f"{indicator.format(row.comparator_value)}{f' ({theirs})' if theirs else ''} for {comparator.phrase}, "
        f"in {period(row.year)}. "
    )
    if _missing(row.pace):
        return f"{level}{why_not_judged(indicator)} {_unequal(row, indicator, comparator)}".strip()
    how, moved = pace(row.pace, comparator.phrase), MOVEMENT[row.movement]
    how = how if moved in how else f"{how}, {moved}"
    direction = f"{how[0].upper()}{how[1:]}, {span(row.first_year, row.last_year)}."
    return f"{level}{direction} {_unequal(row, indicator, comparator)}".strip()


def _unequal(row: object, indicator: Indicator, comparator: Comparator) -> str:
    gap = (row.gap, row.comparator_gap, row.gap_level, row.gap_direction, row.gap_first_year, row.gap_year)
    duncan = (
        row.duncan,
        row.comparator_duncan,
        row.duncan_level,
        row.duncan_direction,
        row.duncan_first_year,
        row.duncan_year,
    )
    return unequal(indicator, comparator, *(Beside(*(_known(one) for one in found)) for found in (gap, duncan)))


def _known(value: object) -> object:
    return None if _missing(value) else int(value) if isinstance(value, float) and value > 1900 else value


def quadrant(row: object) -> str:
    """The list that an outcome belongs to, for a row of queries.priorities."""
    found = (row.level, row.ground)
    return next((name for name, held in QUADRANTS.items() if found in held), NOT_JUDGED)


def quadrant_sentence(area: Area, comparator: Comparator, rows: Sequence[object]) -> str:
    """How many outcomes stand in each list, and how many are not judged."""
    counts = Counter(quadrant(row) for row in rows)
    parts = [
        f"{counts[name]} {name[0].lower()}{name[1:]}"
        for name in (*QUADRANTS, NOT_JUDGED)
        if counts[name] or name in CORNERS
    ]
    return f"{area.name} beside {comparator.phrase}: {', '.join(parts)}."


def distance(row: object) -> str:
    """A point of the quadrant in words: how far ahead or behind, and what became of the gap, in yardsticks."""
    if row.level == "about_the_same":
        level = "about the same"
    else:
        level = f"{_yardsticks(row.level_gap)} {'ahead' if row.level == 'better' else 'behind'}"
    kept = MOVEMENT["keeping_its_distance"] if row.ground == "kept" else f"{_yardsticks(row.gap_change)} {row.ground}"
    return f"{level} in {period(row.year)}, {kept} {span(row.first_year, row.last_year)}"


def _yardsticks(size: float) -> str:
    number = f"{rounded(abs(size), 1):f}"
    return f"{number} yardstick{'' if number == '1.0' else 's'}"


def why_no_place(row: object, indicator: Indicator) -> str:
    """Why an outcome has no place among the lists: no level, or no change."""
    return f"a figure for {period(row.year)} is missing" if _missing(row.level) else why_not_judged(indicator)


def learn(area: Area, indicator: Indicator, own: object, rows: Sequence[object], family: str) -> str:
    """Which similar areas do better. own: a row of queries.priorities; rows: queries.better_similar_areas."""
    alike = f"the areas most like {area.name} in {FAMILIES[family]}"
    label = in_sentence(indicator.label)
    if not rows:
        return f"None of {alike} has a better figure, or has gained on {area.name}, for {label}."
    better = [row for row in rows if row.is_better]
    gaining = [row for row in rows if row.is_gaining]
    text = f"Of {alike}, {_count(better)} a better figure for {label} and {_count(gaining)} gained on {area.name}."
    if better:
        best, mine = better[0], status_note(own.status)
        note = status_note(best.status)
        text += (
            f" The best figure is {possessive(best.name)}: {indicator.format(best.value)} in "
            f"{period(int(best.year))}{f', {note}' if note else ''}, against {indicator.format(own.value)}"
            f"{f', {mine},' if mine else ''} here."
        )
    if gaining:
        top = max(gaining, key=lambda row: row.gained)
        text += f" {top.name} gained most: {moved(top, indicator)}, against {moved_here(own, top, indicator)} here."
    return text


def moved_here(own: object, row: object, indicator: Indicator) -> str:
    """The area's own movement, with its years where they are not those of the row beside it."""
    told = movement(indicator, own.first_value, own.last_value)
    same = (own.first_year, own.last_year) == (row.first_year, row.last_year)
    return told if same or _missing(own.first_year) else f"{told}, {span(own.first_year, own.last_year)},"


def _count(rows: Sequence[object]) -> str:
    return {0: "none has", 1: "one has"}.get(len(rows), f"{len(rows)} have")


def lesson(row: object, area: Area) -> str:
    """What a similar area does better, for a row of queries.better_similar_areas: "Better figure"."""
    parts = ["better figure"] if row.is_better else []
    if row.is_gaining:
        told = pace(row.pace, area.name)
        parts.append(f"{told} than here" if row.pace.endswith(("faster", "slower")) else told)
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def moved(row: object, indicator: Indicator) -> str:
    """How a value moved and from when to when: "up 7.4 points, from 2010/11 to 2021/22"."""
    if _missing(row.first_value) or _missing(row.last_value):
        return "not judged"
    return f"{movement(indicator, row.first_value, row.last_value)}, {span(row.first_year, row.last_year)}"


def without_indicator(spoken_to: set[str]) -> str:
    """Which national outcomes nothing in the profile speaks to."""
    silent = [name for name in NATIONAL_OUTCOMES if name not in spoken_to]
    return f"No indicator shown here speaks to {_series(silent)}." if silent else ""


def _missing(value: object) -> bool:
    return value is None or value != value or value is pd.NA

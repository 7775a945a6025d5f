"""What to tackle first, in words: the rule, the reason for each outcome, and what similar areas do better."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from cpop.catalogue import FAMILIES, Area, Comparator, Indicator, cardinal, period, possessive, rounded
from cpop.queries.areas import FIRST
from cpop.queries.priorities import Better, Priority, Quadrant, Tally
from cpop.status import note, noted, qualified
from cpop.words.inequality import unequal, unequal_rule
from cpop.words.standing import LEVEL, MOVEMENT, common_span, movement, pace, span, why_not_judged

MOST_POINTS = 3
# The lists of the page, the most pressing first.
QUADRANTS: dict[Quadrant, str] = {
    "behind_and_losing": "Behind and losing ground",
    "behind_but_gaining": "Behind but catching up",
    "ahead_but_losing": "Ahead but losing ground",
    "ahead_and_gaining": "Ahead and gaining ground",
    "behind_and_keeping": "Behind, keeping its distance",
    "ahead_and_keeping": "Ahead, keeping its distance",
    "about_the_same": "About the same",
    "not_judged": "Not judged",
}
# The four that are corners of the drawing, each with how it looks (style.BESIDE).
CORNERS: dict[Quadrant, str] = {
    "behind_and_losing": "worse",
    "behind_but_gaining": "worse, but catching up",
    "ahead_but_losing": "better, but losing ground",
    "ahead_and_gaining": "better",
}
# Where the pace says what became of the gap already.
_SAID_BY_PACE = {("holding_and_gaining", "gaining_ground"), ("holding_and_losing", "losing_ground")}
_BESIDE_ANOTHER = {"improving_faster", "improving_slower", "worsening_faster", "worsening_slower"}
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


def question(area: Area, comparator: Comparator, is_compared: bool) -> str:
    """The question of the page."""
    if not is_compared:
        return "What should a plan tackle first?"
    return f"What should {area.possessive} plan tackle first, beside {comparator.phrase}?"


def rule(comparator: Comparator, tally: Tally, areas: int, since: str = FIRST) -> str:
    """How outcomes are put in order, as the page states it. tally: of the outcomes; areas: how many there are.

    since: the year that changes are measured from, one of areas.since_choices.
    """
    return (
        "Each outcome is asked three questions and gets a point for each yes. "
        f"Behind: is the latest figure worse than that of {comparator.phrase}? "
        f"Falling behind: did the gap to it move against the area, {common_span(since)}? "
        f"A difference under a tenth of the yardstick (the standard deviation of the {areas} areas) is no difference. "
        f"Unequal: {unequal_rule(comparator)} "
        "Outcomes with as many points stand in the order of how far behind they are. "
        f"{tally.can_be_unequal} of the {tally.outcomes} outcomes can earn the third point: those with figures for "
        "communities. It is a start for discussion: it knows nothing of what matters most to people here."
    )


def leading(
    area: Area, comparator: Comparator, rows: Iterable[Priority], tally: Tally, indicators: Mapping[str, Indicator]
) -> str:
    """The one sentence above the list. rows: in its order; tally: of the same outcomes."""
    if not tally.compared:
        return f"Nothing here can be compared with {comparator.phrase}: figures are missing."
    start = f"{area.name} is behind {comparator.phrase} on {tally.behind} of {tally.compared} outcomes"
    if tally.behind:
        start += f", and losing ground on {tally.losing or 'none'} of these"
    first = [indicators[row.indicator].in_sentence for row in rows if row.level is not None and row.points][:3]
    if not first:
        return f"{start}. None gets a point by the rule below."
    return f"{start}. First by the rule below: {_series(first)}."


def _series(names: Sequence[str]) -> str:
    """Names in a sentence; semicolons, since a label can hold a comma."""
    return names[0] if len(names) == 1 else "; ".join(names[:-1]) + f"; and {names[-1]}"


def reason(row: Priority, indicator: Indicator, comparator: Comparator) -> str:
    """Why an outcome stands where it does: level, direction and inequality."""
    if row.level is None:
        return f"Not compared: a figure for {period(row.year)} is missing."
    level = (
        f"{LEVEL[row.level]}: {noted(indicator.format(row.value), row.status)}, against "
        f"{noted(indicator.format(row.comparator_value), row.comparator_status)} for {comparator.phrase}, "
        f"in {period(row.year)}."
    )
    parts = [
        level,
        _direction(row, comparator) or why_not_judged(indicator, row.since_year),
        unequal(row, indicator, comparator),
    ]
    return " ".join(filter(None, parts))


def _direction(row: Priority, comparator: Comparator) -> str:
    """How the area changed beside the comparator, and what became of the gap; empty where that is not judged."""
    if row.pace is None or row.movement is None or row.first_year is None or row.last_year is None:
        return ""
    how = pace(row.pace, comparator.phrase)
    if (row.pace, row.movement) not in _SAID_BY_PACE:
        how += f", {MOVEMENT[row.movement]}"
    return f"{how[0].upper()}{how[1:]}, {span(row.first_year, row.last_year)}."


def in_quadrants(area: Area, comparator: Comparator, counts: Mapping[Quadrant, int]) -> str:
    """How many outcomes stand in each list, and how many are not judged."""
    parts = [
        f"{counts.get(code, 0)} {name[0].lower()}{name[1:]}"
        for code, name in QUADRANTS.items()
        if code in counts or code in CORNERS
    ]
    return f"{area.name} beside {comparator.phrase}: {', '.join(parts)}."


def distance(row: Priority) -> str:
    """A point of the quadrants in words: how far ahead or behind, and what became of the gap, in yardsticks."""
    level, ground = "about the same", MOVEMENT["keeping_its_distance"]
    if row.level != "about_the_same":
        level = f"{_yardsticks(row.level_gap)} {'ahead' if row.level == 'better' else 'behind'}"
    if row.ground != "kept":
        ground = f"{_yardsticks(row.gap_change)} {row.ground}"
    return f"{level} in {period(row.year)}, {ground} {_since(row)}"


def _since(row: Priority | Better) -> str:
    return "" if row.first_year is None or row.last_year is None else span(row.first_year, row.last_year)


def _yardsticks(size: float | None) -> str:
    number = f"{rounded(abs(size or 0), 1):f}"
    return f"{number} yardstick{'' if number == '1.0' else 's'}"


def why_no_place(row: Priority, indicator: Indicator) -> str:
    """Why an outcome has no place among the lists: no level, or no change."""
    return (
        f"a figure for {period(row.year)} is missing"
        if row.level is None
        else why_not_judged(indicator, row.since_year)
    )


def learn(area: Area, indicator: Indicator, own: Priority, rows: Sequence[Better], family: str) -> str:
    """Which similar areas do better. own: the area's; rows: theirs, the best figure first."""
    alike = f"the areas most like {area.name} in {FAMILIES[family]}"
    label = indicator.in_sentence
    if not rows:
        return f"None of {alike} has a better figure, or has gained on {area.name}, for {label}."
    better = [row for row in rows if row.is_better]
    gaining = [row for row in rows if row.is_gaining]
    text = f"Of {alike}, {_have(better)} a better figure for {label} and {_have(gaining)} gained on {area.name}."
    if better:
        best, own_note = better[0], note(own.status)
        when = qualified(period(best.year), best.status)
        text += (
            f" The best figure is {possessive(best.name)}: {indicator.format(best.value)} in {when}, against "
            f"{indicator.format(own.value)}{f', {own_note},' if own_note else ''} here."
        )
    if gaining:
        top = max(gaining, key=lambda row: row.gained or 0)
        text += f" {top.name} gained most: {moved(top, indicator)}, against {_moved_here(own, top, indicator)} here."
    return text


def _moved_here(own: Priority, other: Better, indicator: Indicator) -> str:
    """The area's own movement, with its years where they are not those of the row beside it."""
    text, since = movement(indicator, own.first_value, own.last_value), _since(own)
    return f"{text}, {since}," if since and since != _since(other) else text


def _have(rows: Sequence[Better]) -> str:
    return {0: "none has", 1: "one has"}.get(len(rows), f"{len(rows)} have")


def better_how(row: Better, area: Area) -> str:
    """What a similar area does better: "Better figure; worsening more slowly than here"."""
    parts = ["better figure"] if row.is_better else []
    if row.is_gaining and row.pace is not None:
        how = pace(row.pace, area.name)
        parts.append(f"{how} than here" if row.pace in _BESIDE_ANOTHER else how)
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def moved(row: Priority | Better, indicator: Indicator) -> str:
    """How a value moved and from when to when: "up 7.4 points, from 2010/11 to 2021/22"."""
    if row.first_value is None or row.last_value is None:
        return "not judged"
    return f"{movement(indicator, row.first_value, row.last_value)}, {_since(row)}"


def without_indicator(spoken_to: Collection[str]) -> str:
    """Which national outcomes nothing in the profile speaks to."""
    silent = [name for name in NATIONAL_OUTCOMES if name not in spoken_to]
    return f"No indicator shown here speaks to {_series(silent)}." if silent else ""


def reasons(points: int) -> str:
    """How many reasons for attention an outcome has, for the heading of those with as many."""
    return f"{cardinal(points).capitalize()} {'reason' if points == 1 else 'reasons'} for attention"

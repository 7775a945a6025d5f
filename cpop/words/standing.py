"""What a level, a change and a standing are called, and which of them stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cpop import status
from cpop.catalogue import MISSING, Area, Comparator, Indicator, ordinal, period, rounded
from cpop.queries.areas import FIRST, Glance, LastYear, Tally
from cpop.queries.priorities import Priority
from cpop.style import BESIDE, BETTER, NOT_COMPARED, UNCHANGED, WORSE, Mark

# The choices of the year that changes are measured from, apart from the years themselves: as a picker names them, and
# as a sentence does.
SINCE = {FIRST: "First measured year", "five-years": "Five years ago", "last-year": "Last year"}
_SINCE = {"five-years": "five years before the newest figures", "last-year": "the year before the newest figures"}
# The codes of the columns level, change, pace and movement (03_areas.sql), as a reader hears them.
LEVEL = {"better": "Better", "about_the_same": "About the same", "worse": "Worse"}
THAN = {"better": "better than", "about_the_same": "about the same as", "worse": "worse than"}
CHANGE = {
    "improved": (BETTER, "Improved"),
    "little_change": (UNCHANGED, "Little change"),
    "worsened": (WORSE, "Worsened"),
}
PACE = {
    "holding": "little change, at the same pace",
    "holding_while_it_worsened": "little change, while {other} worsened",
    "holding_while_it_improved": "little change, while {other} improved",
    "holding_and_gaining": "little change, but gaining ground",
    "holding_and_losing": "little change, but losing ground",
    "improving_faster": "improving faster",
    "improving_slower": "improving more slowly",
    "improving_at_the_same_pace": "improving at the same pace",
    "improving_while_it_worsened": "improving, while {other} worsened",
    "improving_while_it_held": "improving, while {other} changed little",
    "worsening_faster": "worsening faster",
    "worsening_slower": "worsening more slowly",
    "worsening_at_the_same_pace": "worsening at the same pace",
    "worsening_while_it_improved": "worsening, while {other} improved",
    "worsening_while_it_held": "worsening, while {other} changed little",
}
MOVEMENT = {
    "catching_up": "catching up",
    "falling_further_behind": "falling further behind",
    "fallen_behind": "having fallen behind",
    "pulling_away": "pulling away",
    "moved_ahead": "having moved ahead",
    "losing_ground": "losing ground",
    "gaining_ground": "gaining ground",
    "caught_up": "having caught up",
    "lost_its_lead": "having lost its lead",
    "keeping_its_distance": "keeping its distance",
}
_TURNED: dict[tuple[str, str | None], str] = {
    ("better", "lost"): "better, but losing ground",
    ("worse", "gained"): "worse, but catching up",
}


@dataclass(frozen=True)
class Verdict:
    """A judgement: its mark, its word ("Worse"), and what more there is to say ("improving faster")."""

    mark: Mark
    word: str
    detail: str = ""
    joint: str = ", "

    @property
    def text(self) -> str:
        """The judgement in one line: "Worse, improving faster"."""
        return f"{self.word}{self.joint}{self.detail}" if self.detail else self.word


def _size(indicator: Indicator, first: float, last: float) -> str | None:
    """How far a value moved, without its direction; None where it is nothing at the precision shown."""
    decimals = indicator.decimals
    if rounded(first, decimals) == rounded(last, decimals):
        return None
    if indicator.is_percentage or first == 0:
        return indicator.format_difference(last - first) if rounded(last - first, decimals) else None
    share = abs(last / first - 1) * 100
    told = rounded(share, 0 if share >= 9.5 else 1)
    return f"{told}%" if told else None


def movement(indicator: Indicator, first: float | None, last: float | None) -> str:
    """How far a value moved, in its own terms: "up 2.7 points", "down 12%", "no change".

    Percentages move by points; everything else by a share of where it started. What is printed alike did not move.
    """
    if first is None or last is None:
        return MISSING
    size = _size(indicator, first, last)
    return "no change" if size is None else f"{'up' if last > first else 'down'} {size}"


def verdict(code: str | None, indicator: Indicator, first: float | None, last: float | None) -> Verdict:
    """What became of a figure, by the code of its change: "Improved: up 2.7 points", "Little change: up 0.1 points"."""
    if code is None or first is None or last is None:
        return Verdict(NOT_COMPARED, "Not judged")
    mark, word = CHANGE[code]
    return Verdict(mark, word, movement(indicator, first, last) if _size(indicator, first, last) else "", ": ")


def in_the_last_year(row: LastYear, indicator: Indicator) -> str:
    """What became of a figure in its newest measured year: "2020/21 to 2021/22: worsened, up 2.7 points"."""
    told = verdict(row.change, indicator, row.first_value, row.last_value)
    word = told.word[0].lower() + told.word[1:]
    moved = f"{word}, {told.detail}" if told.detail else word
    return f"{period(row.first_year)} to {period(row.last_year)}: {moved}"


def span(first_year: int, last_year: int) -> str:
    """Two years in a sentence: "from 2014/15 to 2021/22"."""
    return f"from {period(first_year)} to {period(last_year)}"


def pace(code: str, other: str) -> str:
    """How an area changed beside another, by the code of the pace: "worsening, while Scotland improved"."""
    return PACE[code].format(other=other)


def standing(row: Glance | Priority, phrase: str) -> Verdict:
    """A standing as a reader sees it: "Worse, improving faster", with its mark; "Not compared" for none.

    phrase: the comparator as a subject.
    """
    if row.level is None:
        return Verdict(NOT_COMPARED, "Not compared", "a figure is missing", ": ")
    word = LEVEL[row.level]
    mark = BESIDE[_TURNED.get((row.level, row.ground), word.lower())]
    return Verdict(mark, word, "change not judged" if row.pace is None else pace(row.pace, phrase))


def rank(place: int | None, ranked: int) -> str:
    """A rank in words: "3rd of 32"; nothing where there is none."""
    return "" if place is None else f"{ordinal(place)} of {ranked}"


def value_in_year(indicator: Indicator, value: float | None, year: int, status_: str | None) -> str:
    """A figure as a sentence names it: "31.8% of children under 16 in 2021/22", with "estimated" where it is."""
    return f"{indicator.format_with_unit(value)} in {status.qualified(period(year), status_)}"


def since_name(since: str) -> str:
    """What a choice of the year that changes are measured from (areas.since_choices) is called: "2016/17"."""
    return SINCE[since] if since in SINCE else period(int(since))


def _from(since: str) -> str:
    """Such a choice in a sentence, as where a change starts: "2016/17", "five years before the newest figures"."""
    return _SINCE[since] if since in _SINCE else period(int(since))


def own_span(since: str) -> str:
    """Between which years a choice measures an outcome: "from its first to its last measured year"."""
    if since == FIRST:
        return "from its first to its last measured year"
    return f"from {_from(since)}, or the nearest year measured, to its last measured year"


def common_span(since: str) -> str:
    """Between which years a choice measures two places: "from the first to the last year that both measured"."""
    if since == FIRST:
        return "from the first to the last year that both measured"
    return f"from {_from(since)}, or the nearest year that both measured, to the last that both measured"


def from_then_on(since_year: int | None) -> str:
    """From which year on changes were asked for: " from 2016/17 on"; nothing where from the first measured year."""
    return "" if since_year is None else f" from {period(since_year)} on"


def why_not_judged(indicator: Indicator, since_year: int | None = None) -> str:
    """Why an outcome has no change: its newest break, where it has one, or too few measured years.

    since_year: from which changes were asked for, none where from the first measured year.
    """
    breaks = indicator.breaks_at("cpp")
    few = f"Fewer than two years are measured{from_then_on(since_year)}, so there is no change to speak of."
    return breaks[-1].what if breaks else few


def change_sentence(row: Glance, indicator: Indicator) -> str:
    """How an outcome changed, with both its years; where it is not judged, why not.

    "Worsened: up 7.1 points from 2014/15 to 2021/22."
    """
    terms = f", {indicator.terms}" if indicator.terms else ""
    if row.first_year is not None and row.last_year is not None:
        changed = verdict(row.change, indicator, row.first_value, row.last_value).text
        return f"{changed} {span(row.first_year, row.last_year)}{terms}."
    if row.before_first_year is None or row.before_last_year is None:
        return why_not_judged(indicator, row.since_year)
    changed = verdict(row.before_change, indicator, row.before_first_value, row.before_last_value).text
    return f"{why_not_judged(indicator)} Up to then: {changed} {span(row.before_first_year, row.before_last_year)}."


class Headline(NamedTuple):
    """A sentence that stands out, and the words that lead to it, where it needs some."""

    lead: str
    rest: str

    @property
    def text(self) -> str:
        """Both in one: "Best standings: 2nd of 32 for child poverty"."""
        return f"{self.lead}: {self.rest}" if self.lead else self.rest


def what_stands_out(
    area: Area,
    comparator: Comparator,
    rows: Sequence[Glance],
    tally: Tally,
    indicators: Mapping[str, Indicator],
    since: str = FIRST,
) -> list[Headline]:
    """The headlines of an area: how many outcomes are better than the comparator's, best and poorest
    standings among the CPPs, and the largest improvement and deterioration.

    rows and tally: of the same outcomes, their changes since a choice (areas.since_choices). Ties are told in the
    catalogue's order.
    """
    counts = [Headline("", counted(tally, since))] if tally.judged else []
    return [
        *compared(area, comparator, tally),
        *counts,
        *best_and_poorest(rows, indicators),
        *biggest_movements(rows, indicators),
    ]


def compared(area: Area, comparator: Comparator, tally: Tally) -> list[Headline]:
    """On how many outcomes an area is better, about the same and worse; nothing where it is not compared."""
    if not tally.compared or area.is_scotland:
        return []
    text = (
        f"{area.name} is better than {comparator.phrase} on {tally.better} of {tally.compared} outcomes, about "
        f"the same on {tally.about_the_same} and worse on {tally.worse}{_estimated(tally.estimated)}."
    )
    return [Headline("", text)]


def best_and_poorest(rows: Sequence[Glance], indicators: Mapping[str, Indicator]) -> list[Headline]:
    """The two best and the two poorest standings; of one or two, the best would be the poorest too."""
    ranked = sorted((row.rank, place) for place, row in enumerate(rows) if row.rank is not None)
    if len(ranked) < 3:
        return []
    poorest = sorted(ranked, key=lambda found: -found[0])
    headlines = []
    for lead, found in (("Best standings", ranked[:2]), ("Poorest standings", poorest[:2])):
        told = "; ".join(_ranked(rows[place], indicators[rows[place].indicator]) for _, place in found)
        headlines.append(Headline(lead, f"{told}."))
    return headlines


def biggest_movements(rows: Sequence[Glance], indicators: Mapping[str, Indicator]) -> list[Headline]:
    """The largest improvement and the largest deterioration, for how far areas differ."""
    gains = [(row.gain_in_yardsticks, row) for row in rows if row.gain_in_yardsticks is not None]
    gains.sort(key=lambda gain: gain[0])
    improved, worsened = ([row for _, row in gains if row.change == code] for code in ("improved", "worsened"))
    return [
        Headline(f"{lead} for how far areas differ", f"{_moved(row, indicators[row.indicator])}.")
        for lead, moved in (("Biggest improvement", improved[-1:]), ("Biggest deterioration", worsened[:1]))
        for row in moved
    ]


def counted(tally: Tally, since: str = FIRST) -> str:
    """How many outcomes improved, changed little and worsened, and between which years. since: as was asked."""
    years = (
        f" between {period(tally.first_year)} and {period(tally.last_year)}"
        if tally.first_year and tally.last_year
        else ""
    )
    text = (
        f"{tally.improved} of {tally.judged} outcomes improved, {tally.little_change} changed little and "
        f"{tally.worsened} worsened, each {own_span(since)}{years}"
    )
    left = tally.compared - tally.judged
    return text + (f"; the change of {left} more is not judged." if left > 0 else ".")


def _estimated(count: int) -> str:
    if not count:
        return ""
    return f" ({count} of these {'rests' if count == 1 else 'rest'} on an estimated figure)"


def _ranked(row: Glance, indicator: Indicator) -> str:
    figure = value_in_year(indicator, row.value, row.year, row.status)
    return f"{rank(row.rank, row.ranked)} for {indicator.in_sentence}, at {figure}"


def _moved(row: Glance, indicator: Indicator) -> str:
    terms = f" ({indicator.terms})" if indicator.terms else ""
    ends = [
        f"{indicator.format(value)} in {period(year)}"
        for value, year in ((row.first_value, row.first_year), (row.last_value, row.last_year))
        if year is not None
    ]
    return (
        f"{indicator.in_sentence}, {movement(indicator, row.first_value, row.last_value)}, "
        f"from {' to '.join(ends)}{terms}"
    )


def trend(area: Area, comparator: Comparator, row: Glance, indicator: Indicator) -> str:
    """What a trend chart says: level, change, and the comparator's."""
    if row.value is None:
        text = f"{indicator.label}: {area.name} has no figure for {period(row.year)}; the series ends earlier."
        return text if row.change is None else f"{text} {change_sentence(row, indicator)}"
    text = (
        f"{area.name}: {value_in_year(indicator, row.value, row.year, row.status)}. {change_sentence(row, indicator)}"
    )
    if area.is_scotland or row.level is None:
        return text
    theirs = status.qualified(indicator.format(row.comparator_value), row.comparator_status)
    than = THAN[row.level]
    text += f" {than[0].upper()}{than[1:]} {comparator.phrase} ({theirs}) in {period(row.year)}"
    if row.pace is not None and row.movement is not None:
        paced, moved = pace(row.pace, comparator.phrase), MOVEMENT[row.movement]
        text += f"; {paced}" + ("" if moved in paced else f" and {moved}")
        years = row.compared_from, row.compared_to
        if row.compared_from is not None and row.compared_to is not None and years != (row.first_year, row.last_year):
            text += f" {span(row.compared_from, row.compared_to)}"
    place = rank(row.rank, row.ranked)
    return text + (f"; {place} areas, where 1st is best." if place else ".")

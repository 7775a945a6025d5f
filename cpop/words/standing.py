"""What a level, a change and a standing are called, and which of them stand out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cpop.catalogue import Area, Comparator, Indicator, indicators, ordinal, period, rounded
from cpop.style import BESIDE, BETTER, NOT_COMPARED, STATUS_WORD, UNCHANGED, WORSE, Mark

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
_TURNED = {("better", "lost"): "better, but losing ground", ("worse", "gained"): "worse, but catching up"}


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


def _missing(*values: object) -> bool:
    return any(value is None or value != value for value in values)


def movement(indicator: Indicator, first: float | None, last: float | None) -> str:
    """How far a value moved, in its own terms: "up 2.7 points", "down 12%", "no change".

    Percentages move by points; everything else by a share of where it started. What is printed alike did not move.
    """
    if _missing(first, last):
        return "no figure"
    if indicator.format(first) == indicator.format(last):
        return "no change"
    if indicator.is_percentage or first == 0:
        size = indicator.format_difference(last - first)
    else:
        share = abs(last / first - 1) * 100
        size = f"{rounded(share, 0 if share >= 9.5 else 1)}%"
    if not size.strip("0. points%£,"):
        return "no change"
    return f"{'up' if last > first else 'down'} {size}"


def change(indicator: Indicator, first: float | None, last: float | None) -> Verdict:
    """Whether a value got better: "Improved: up 2.7 points", with its mark."""
    moved = movement(indicator, first, last)
    if moved == "no figure":
        return Verdict(NOT_COMPARED, "Not known", "a figure is missing", ": ")
    if moved == "no change":
        return Verdict(UNCHANGED, "No change")
    improved = (last > first) == (indicator.sign > 0)
    return Verdict(BETTER if improved else WORSE, "Improved" if improved else "Worsened", moved, ": ")


def verdict(code: str | None, indicator: Indicator, first: float | None, last: float | None) -> Verdict:
    """What became of a figure, by the code of its change: "Improved: up 2.7 points", "Little change: up 0.1 points"."""
    if _missing(code):
        return Verdict(NOT_COMPARED, "Not judged")
    mark, word = CHANGE[code]
    moved = movement(indicator, first, last)
    return Verdict(mark, word, "" if moved == "no change" else moved, ": ")


def span(first_year: float, last_year: float) -> str:
    """Two years in a sentence: "from 2014/15 to 2021/22"."""
    return f"from {period(int(first_year))} to {period(int(last_year))}"


def pace(code: str, other: str) -> str:
    """How an area changed beside another, by the code of the pace: "worsening, while Scotland improved"."""
    return PACE[code].format(other=other)


def standing(row: object, phrase: str) -> Verdict:
    """A standing as a reader sees it: "Worse, improving faster", with its mark; "Not compared" for none.

    row: level, ground and pace as in the view cpp_standing; phrase: the comparator as a subject.
    """
    if _missing(row.level):
        return Verdict(NOT_COMPARED, "Not compared", "a figure is missing", ": ")
    look = BESIDE[_TURNED.get((row.level, row.ground), row.level.replace("_", " "))]
    return Verdict(look, LEVEL[row.level], "change not judged" if _missing(row.pace) else pace(row.pace, phrase))


def status_note(status: str | None) -> str:
    """A word for a figure that is not measured: "estimated"; nothing for one that is."""
    return "" if status in (None, "raw") or status != status else STATUS_WORD[status]


def rank(position: float | None, ranked: int) -> str:
    """A rank in words: "3rd of 32"; nothing where there is none."""
    return "" if _missing(position) else f"{ordinal(int(position))} of {int(ranked)}"


def value_in_year(indicator: Indicator, value: float, year: int, status: str | None) -> str:
    """A figure as a sentence names it: "31.8% of children under 16 in 2021/22", with "estimated" where it is."""
    note = status_note(status)
    return f"{indicator.format_with_unit(value)} in {period(year)}" + (f", {note}" if note else "")


def why_not_judged(indicator: Indicator) -> str:
    """Why an outcome has no change: its newest break, where it has one, or too few measured years."""
    told = indicator.breaks_at("cpp")
    return told[-1].what if told else "Fewer than two years are measured, so there is no change to speak of."


def change_sentence(row: object, indicator: Indicator) -> str:
    """How an outcome changed, with both its years, for a row of queries.glance; where it is not judged, why not.

    "Worsened: up 7.1 points from 2014/15 to 2021/22."
    """
    terms = f", {indicator.terms}" if indicator.terms else ""
    if not _missing(row.change):
        told = verdict(row.change, indicator, row.first_value, row.last_value).text
        return f"{told} {span(row.first_year, row.last_year)}{terms}."
    if _missing(row.before_change):
        return why_not_judged(indicator)
    told = verdict(row.before_change, indicator, row.before_first_value, row.before_last_value).text
    return f"{why_not_judged(indicator)} Up to then: {told} {span(row.before_first_year, row.before_last_year)}."


def what_stands_out(
    area: Area, comparator: Comparator, glance: pd.DataFrame, tally: object, indicators: dict[str, Indicator]
) -> list[str]:
    """The headlines of an area: how many outcomes are better than the comparator's, best and poorest
    standings among the 32, and the largest improvement and deterioration, a sentence each.

    glance and tally: the answers of queries.glance and queries.tally for the same outcomes. Ties are told in the
    catalogue's order.
    """
    sentences = []
    if tally.compared and not area.is_scotland:
        sentences.append(
            f"{area.name} is better than {comparator.phrase} on {tally.better} of {tally.compared} outcomes, about the "
            f"same on {tally.about_the_same} and worse on {tally.worse}{_estimated(tally.estimated)}."
        )
    if tally.judged:
        sentences.append(counted(tally))
    ranked = glance.dropna(subset=["rank"])
    # Of one or two, the best would be the poorest too.
    if len(ranked) > 2:
        best = ranked.sort_values("rank", kind="stable").head(2)
        poorest = ranked.sort_values("rank", ascending=False, kind="stable").head(2)
        sentences.append(f"Best standings: {_standings(best, indicators)}.")
        sentences.append(f"Poorest standings: {_standings(poorest, indicators)}.")
    moved = glance.sort_values("gain_in_yardsticks", kind="stable")
    improved, worsened = moved[moved["change"] == "improved"], moved[moved["change"] == "worsened"]
    if len(improved):
        sentences.append(f"Biggest improvement for how far areas differ: {_movement(improved.iloc[-1], indicators)}.")
    if len(worsened):
        sentences.append(f"Biggest deterioration for how far areas differ: {_movement(worsened.iloc[0], indicators)}.")
    return sentences


def counted(tally: object) -> str:
    """How many outcomes improved, changed little and worsened, and between which years. tally: queries.tally."""
    said = (
        f"{tally.improved} of {tally.judged} outcomes improved, {tally.little_change} changed little and "
        f"{tally.worsened} worsened, each from its first to its last measured year between "
        f"{period(int(tally.first_year))} and {period(int(tally.last_year))}"
    )
    left = tally.compared - tally.judged
    return said + (f"; the change of {left} more is not judged." if left > 0 else ".")


def _estimated(count: int) -> str:
    if not count:
        return ""
    return f" ({count} of these {'rests' if count == 1 else 'rest'} on an estimated figure)"


def in_sentence(label: str) -> str:
    """An outcome's or a theme's name in the middle of a sentence: "child poverty", but "Primary 1 healthy weight"."""
    told = {one.label: one.in_sentence for one in indicators().values()}
    return told.get(label) or label[0].lower() + label[1:]


def _standings(rows: pd.DataFrame, indicators: dict[str, Indicator]) -> str:
    return "; ".join(
        f"{rank(row.rank, row.ranked)} for {in_sentence(indicators[row.indicator].label)}, at "
        f"{value_in_year(indicators[row.indicator], row.value, row.year, row.status)}"
        for row in rows.itertuples()
    )


def _movement(row: pd.Series, indicators: dict[str, Indicator]) -> str:
    indicator = indicators[row.indicator]
    terms = f" ({indicator.terms})" if indicator.terms else ""
    return (
        f"{in_sentence(indicator.label)}, {movement(indicator, row.first_value, row.last_value)}, from "
        f"{indicator.format(row.first_value)} in {period(int(row.first_year))} to "
        f"{indicator.format(row.last_value)} in {period(int(row.last_year))}{terms}"
    )


def trend(area: Area, comparator: Comparator, row: object, indicator: Indicator) -> str:
    """What a trend chart says, for one row of queries.glance: level, change, and the comparator's."""
    if _missing(row.value):
        text = f"{indicator.label}: {area.name} has no figure for {period(row.year)}; the series ends earlier."
        return text if _missing(row.change) else f"{text} {change_sentence(row, indicator)}"
    text = (
        f"{area.name}: {value_in_year(indicator, row.value, row.year, row.status)}. {change_sentence(row, indicator)}"
    )
    if area.is_scotland or _missing(row.level):
        return text
    note = status_note(row.comparator_status)
    theirs = indicator.format(row.comparator_value) + (f", {note}" if note else "")
    than = THAN[row.level]
    compared = f" {than[0].upper()}{than[1:]} {comparator.phrase} ({theirs}) in {period(row.year)}"
    if not _missing(row.pace):
        told, moved = pace(row.pace, comparator.phrase), MOVEMENT[row.movement]
        compared += f"; {told}" + ("" if moved in told else f" and {moved}")
        if (row.compared_from, row.compared_to) != (row.first_year, row.last_year):
            compared += f" {span(row.compared_from, row.compared_to)}"
    position = rank(row.rank, row.ranked)
    return text + compared + (f"; {position} CPPs, where 1st is best." if position else ".")

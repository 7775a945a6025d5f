"""What a level, a change and a standing are called, and which of them stand out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cpop.catalogue import Area, Comparator, Indicator, indicators, ordinal, period
from cpop.style import BETTER, NOT_COMPARED, STANDING, STATUS_WORD, UNCHANGED, WORSE, Mark


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


def _missing(*values: float | None) -> bool:
    return any(value is None or value != value for value in values)


def movement(indicator: Indicator, first: float | None, last: float | None) -> str:
    """How far a value moved, in its own terms: "up 2.7 points", "down 12%", "no change".

    Percentages move by points; everything else by a share of where it started.
    """
    if _missing(first, last):
        return "no figure"
    if indicator.is_percentage or first == 0:
        size = indicator.format_difference(last - first)
    else:
        share = abs(last / first - 1) * 100
        size = f"{share:.0f}%" if share >= 9.5 else f"{share:.1f}%"
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


def pace(improvement: float, comparator_improvement: float, phrase: str) -> str:
    """How two improvement rates differ, true to whether each got better at all.

    The methodology's "improving faster" and "improving slower" compare the two rates; where an area got
    worse, the words say so: "worsening more slowly", "worsening while Scotland improved".
    """
    if improvement == comparator_improvement:
        return "changing at the same pace"
    faster = improvement > comparator_improvement
    if improvement >= 0:
        if comparator_improvement < 0:
            return f"improving while {phrase} worsened"
        return "improving faster" if faster else "improving more slowly"
    if comparator_improvement >= 0:
        return f"worsening while {phrase} improved"
    return "worsening more slowly" if faster else "worsening faster"


def standing(code: str | None, improvement: float | None, comparator_improvement: float | None, phrase: str) -> Verdict:
    """A standing as a reader sees it: "Worse, improving faster", with its mark; "Not compared" for none."""
    if code is None or code != code or _missing(improvement, comparator_improvement):
        return Verdict(NOT_COMPARED, "Not compared", "a figure is missing", ": ")
    level = {"b": "Better", "w": "Worse", "t": "The same"}[code[0]]
    return Verdict(STANDING[code], level, pace(improvement, comparator_improvement, phrase))


def status_note(status: str | None) -> str:
    """A word for a figure that is not measured: "estimated"; nothing for one that is."""
    return "" if status in (None, "raw") or status != status else STATUS_WORD[status]


def rank(position: float | None, ranked: int) -> str:
    """A rank in words: "3rd of 32"; nothing where there is none."""
    return "" if _missing(position) else f"{ordinal(int(position))} of {ranked}"


def value_in_year(indicator: Indicator, value: float, year: int, status: str | None) -> str:
    """A figure as a sentence names it: "31.8% of children under 16 in 2021/22", with "estimated" where it is."""
    note = status_note(status)
    return f"{indicator.format_with_unit(value)} in {period(year)}" + (f", {note}" if note else "")


def what_stands_out(
    area: Area, comparator: Comparator, glance: pd.DataFrame, indicators: dict[str, Indicator]
) -> list[str]:
    """The headlines of an area: how many outcomes are better than the comparator's, best and poorest
    standings among the 32, and the largest improvement and deterioration, a sentence each.

    glance: the rows of queries.glance to speak of. Ties are told in the catalogue's order.
    """
    sentences = []
    compared = glance.dropna(subset=["standing"])
    if len(compared) and not area.is_scotland:
        better = compared["standing"].str.startswith("better").sum()
        worse = compared["standing"].str.startswith("worse").sum()
        same = len(compared) - better - worse
        sentences.append(
            f"{area.name} is better than {comparator.phrase} on {better} of {len(compared)} outcomes "
            f"and worse on {worse}" + (f"; {same} {'is' if same == 1 else 'are'} the same" if same else "") + "."
        )
    moved = glance.dropna(subset=["improvement"]).sort_values("improvement", kind="stable")
    if len(moved):
        improved, worsened = (moved["improvement"] > 0).sum(), (moved["improvement"] < 0).sum()
        since = period(int(moved["first_year"].min()))
        sentences.append(f"Since {since}, {improved} outcomes improved and {worsened} worsened.")
    ranked = glance.dropna(subset=["rank"])
    # Of one or two, the best would be the poorest too.
    if len(ranked) > 2:
        best = ranked.sort_values("rank", kind="stable").head(2)
        poorest = ranked.sort_values("rank", ascending=False, kind="stable").head(2)
        sentences.append(f"Best standings: {_standings(best, indicators)}.")
        sentences.append(f"Poorest standings: {_standings(poorest, indicators)}.")
    if len(moved):
        up, down = moved.iloc[-1], moved.iloc[0]
        if up.improvement > 0:
            sentences.append(f"Biggest improvement: {_movement(up, indicators)}.")
        if down.improvement < 0:
            sentences.append(f"Biggest deterioration: {_movement(down, indicators)}.")
        else:
            sentences.append("No outcome got worse.")
    return sentences


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
    return (
        f"{in_sentence(indicator.label)}, {movement(indicator, row.first_value, row.last_value)}, from "
        f"{indicator.format(row.first_value)} in {period(row.first_year)} to "
        f"{indicator.format(row.last_value)} in {period(row.last_year)}"
    )


def trend(area: Area, comparator: Comparator, row: pd.Series, indicator: Indicator) -> str:
    """What a trend chart says, for one row of queries.glance: level, change, and the comparator's."""
    if _missing(row.value):
        return f"{indicator.label}: {area.name} has no figure for {period(row.year)}; the series ends earlier."
    verdict = change(indicator, row.first_value, row.last_value)
    text = (
        f"{area.name}: {value_in_year(indicator, row.value, row.year, row.status)}. "
        f"{verdict.text} since {period(row.first_year)}."
    )
    if area.is_scotland or _missing(row.comparator_value):
        return text
    judged = standing(row.standing, row.improvement, row.comparator_improvement, comparator.phrase)
    note = status_note(row.comparator_status)
    theirs = indicator.format(row.comparator_value) + (f", {note}" if note else "")
    than = "as" if judged.word == "The same" else "than"
    compared = f" {judged.word} {than} {comparator.phrase} ({theirs}), {judged.detail}"
    position = rank(row.rank, row.ranked)
    return text + compared + (f"; {position} CPPs, where 1st is best." if position else ".")

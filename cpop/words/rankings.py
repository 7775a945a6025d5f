"""Who is poorest, who improves least, and who is above the average of its type, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cpop.catalogue import Indicator, cardinal, ordinal, period, possessive, rounded
from cpop.queries.rankings import Ranked, ScoredYears, Share, TypeLevel
from cpop.words.community import base_years, listed, outcomes


@dataclass(frozen=True)
class Question:
    """One of the four lists: its heading, with a place for the place's name; what its first and last are called.

    position: where a community stands in it; level: where that is against the average of its type, and no_level: what
    is said where it is not known; none of a list that asks of the area alone.
    """

    heading: str
    low: str
    high: str
    position: Callable[[Ranked], float | None]
    level: Callable[[Ranked], TypeLevel | None] | None = None
    no_level: str = ""

    def asked_of(self, place: str) -> str:
        """The heading for a place."""
        return self.heading.format(place=place)


# The four questions by their code in a link, in the order of the columns.
QUESTIONS = {
    "outcomes": Question("Poorest outcomes in {place}", "poorest", "best", lambda row: row.outcomes_in_area),
    "type": Question(
        "Poorest against its own type across Scotland",
        "poorest",
        "best",
        lambda row: row.expected_in_area,
        lambda row: row.type_level,
        "no figure",
    ),
    "change": Question("Least improved in {place}", "least improved", "most improved", lambda row: row.change_in_area),
    "type_change": Question(
        "Least improved against its own type",
        "least improved",
        "most improved",
        lambda row: row.expected_change_in_area,
        lambda row: row.type_change_level,
        "not known",
    ),
}


def place_in_list(position: float | None, total: int, low: str, high: str) -> str:
    """A position in words, from the nearer end: "poorest of 136", "2nd best of 6", "4.5 of 30 (shared)"."""
    if position is None:
        return "no position, as it has no figures"
    if position != int(position):
        return f"position {position:g} of {total}, shared"
    from_end = total - int(position) + 1
    near, word = (int(position), low) if position <= (total + 1) / 2 else (from_end, high)
    return f"{'' if near == 1 else ordinal(near) + ' '}{word} of {total}"


def what_is_summed(indicators: Sequence[Indicator], total: int) -> str:
    """Which outcomes the scores are over: "all eight outcomes together", "child poverty alone"."""
    if len(indicators) == total:
        return f"all {cardinal(total)} outcomes together"
    if len(indicators) == 1:
        return f"{indicators[0].in_sentence} alone"
    return f"{listed([one.in_sentence for one in indicators])} together"


def rankings(place: str, rows: Sequence[Ranked], names: Mapping[str, str], summed: str, since: str) -> str:
    """What the four columns say: the poorest, the least improved, and how many are both.

    names: of communities by code; summed: of what_is_summed; since: of counted_from.
    """
    total = len(rows)
    poorest, least = _in_order(rows, QUESTIONS["outcomes"]), _in_order(rows, QUESTIONS["change"])
    if not poorest:
        return f"No community of {place} has figures for {summed}."
    text = (
        f"Over {summed}, outcomes are poorest in {names[poorest[0]]} of {possessive(place)} {total} communities"
        + (f", then in {listed([names[code] for code in poorest[1:3]])}" if len(poorest) > 1 else "")
        + "."
    )
    if not least:
        return f"{text} No change is known for any of them, so nobody is placed by it."
    text += f" {listed([names[code] for code in least[:3]])} improved least since {since}."
    if total < 10:
        return text
    fifth = total // 5
    both = len(set(poorest[:fifth]) & set(least[:fifth]))
    share = f"the poorest fifth ({fifth} communities)"
    if not both:
        return f"{text} None of {share} is also among the fifth that improved least."
    return (
        f"{text} Of {share}, {cardinal(both)} {'is' if both == 1 else 'are'} also among the fifth that improved least."
    )


def _in_order(rows: Sequence[Ranked], question: Question) -> list[str]:
    """The codes of the communities with a position in one of the lists, in its order."""
    known = [(question.position(row), row.community_code) for row in rows]
    return [code for _, code in sorted((position, code) for position, code in known if position is not None)]


def counted_from(years: Sequence[ScoredYears], catalogue: Mapping[str, Indicator]) -> str:
    """From when change is counted, and which outcomes start from an estimate.

    "2010/11 (recorded crime: 2013/14), for child poverty and attainment from an estimate". years: of the chosen
    indicators.
    """
    estimated = starts_estimated(years, catalogue)
    note = f", for {outcomes(estimated)} from an estimate" if estimated else ""
    return base_years(years, catalogue) + note


def starts_estimated(years: Sequence[ScoredYears], catalogue: Mapping[str, Indicator]) -> list[Indicator]:
    """The outcomes whose change starts from an estimated figure."""
    return [catalogue[row.indicator] for row in years if row.base_is_estimated and row.without_change < row.communities]


ABOVE_TYPE = (
    "Above the average of its type: its outcomes together are better than the average of the communities across "
    "Scotland that are most like it in settlement, ages and incomes. The published tool calls that performing better "
    "than expected; it says nothing of why."
)


def above_type(place: str, row: Share) -> str:
    """How many of a place's communities are above the average of their own types."""
    if row.share is None:
        return f"How {possessive(place)} communities do against their own types is not known."
    count = {0: "None", row.communities: "All"}.get(row.better, str(row.better))
    return (
        f"{count} of {possessive(place)} {row.communities} communities ({percent(row.share)}) "
        f"{'is' if row.better == 1 else 'are'} above the average of "
        f"{'its type' if row.better == 1 else 'their types'} across Scotland."
    )


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent."""
    return f"{rounded(share * 100, 0)}%"


def in_each_list(row: Ranked, total: int, place: str) -> str:
    """Where one community stands in each of the four lists, all of them among the communities of the place."""
    by_outcomes, by_type, by_change, by_type_change = (
        place_in_list(one.position(row), total, one.low, one.high) for one in QUESTIONS.values()
    )
    average = f"{row.type_level} the average of its type" if row.type_level else QUESTIONS["type"].no_level
    return (
        f"among {possessive(place)} {total} communities, outcomes {by_outcomes}; against its own type {by_type} "
        f"({average}); improvement {by_change}; improvement against its own type {by_type_change}"
    )


def years_note(years: Sequence[ScoredYears], catalogue: Mapping[str, Indicator]) -> str:
    """Which years the scores stand on, which of the figures are estimated, and which changes are not known.

    years: of the chosen indicators.
    """
    latest = listed([period(year) for year in sorted({row.year for row in years})])
    sentences = [f"Outcomes are those of {latest}; improvement is counted from {base_years(years, catalogue)} to then."]
    for when, estimated in (
        (latest, [catalogue[row.indicator] for row in years if row.is_estimated]),
        ("the year that improvement starts from", [catalogue[row.indicator] for row in years if row.base_is_estimated]),
    ):
        if estimated:
            sentences.append(f"Estimated, not measured, in {when}: {outcomes(estimated)}.")
    for row in years:
        label = catalogue[row.indicator].in_sentence
        if row.without_change == row.communities:
            sentences.append(f"For {label} no change is known: it counts as nothing in the sum.")
        elif row.without_change:
            sentences.append(
                f"For {label}, the change of {row.without_change} of Scotland’s communities is not known (a nought in "
                "either year) and counts as nothing in the sum."
            )
    return " ".join(sentences)


def shares_of_areas(rows: Sequence[Share], names: Mapping[str, str], summed: str) -> str:
    """What the areas' shares say: in how many most communities are above average, and the two ends.

    rows: of whole CPPs, the lowest share first; names: of areas by code.
    """
    known = [(row.share, row.area_code) for row in rows if row.share is not None]
    most = sum(share > 0.5 for share, _ in known)
    (lowest, low), (highest, _) = known[0], known[-1]
    best = listed([names[code] for share, code in known if share == highest])
    return (
        f"Over {summed}, more than half of the communities are above the average of their types in {most} of "
        f"{len(known)} areas. The share is lowest in {names[low]} ({percent(lowest)}) and highest in {best} "
        f"({percent(highest)})."
    )

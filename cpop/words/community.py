"""What a community is like, where it stands among others, how it changed, and whom it can learn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mode
from typing import Protocol

from cpop.catalogue import Area, Community, Indicator, ordinal, period, rounded
from cpop.queries.community import Contribution, Profile, SimilarOutcome
from cpop.status import ESTIMATED, noted
from cpop.style import NOT_COMPARED
from cpop.words.standing import CHANGE, Verdict, from_then_on, span

# The Scottish Government's urban rural classification, as the type labels abbreviate it.
SETTLEMENT = {
    "large urban": "a large urban area (a city or conurbation of 125,000 people or more)",
    "other urban": "a town or smaller city (an urban area of 10,000 to 124,999 people)",
    "accessible small town": "an accessible small town (3,000 to 9,999 people, within 30 minutes of a larger one)",
    "remote small town": "a remote small town (3,000 to 9,999 people, over 30 minutes from a larger one)",
    "accessible rural": "an accessible rural area (fewer than 3,000 people, within 30 minutes of a larger town)",
    "remote rural": "a remote rural area (fewer than 3,000 people, over 30 minutes from a larger town)",
}
# Who is many among those who live there ("Dep" in the labels: the structure of dependency).
_PEOPLE = {"op": "older people", "child": "children", "student": "students", "adult": "adults of working age"}
NUMBER = ("no", "one", "two", "three", "four", "five", "six", "seven")


@dataclass(frozen=True)
class Kind:
    """A type of community, read from its label. income_from and income_to: percentiles of household income."""

    settlement: str
    people: tuple[str, ...]
    without: bool
    income_from: int
    income_to: int


def kind(label: str) -> Kind:
    """What a type's label says: "Other Urban, Dep -Student, HH Inc 30-70%". Raises ValueError for any other text."""
    match = re.fullmatch(
        r"\s*(?P<settlement>[^,]+?)\s*,\s*Dep\s*-?\s*(?P<dependency>[^,]+?)\s*,"
        r"\s*HH\s*Inc\s*(?P<low>\d+)\s*-\s*(?P<high>\d+)\s*%\s*",
        label,
        re.IGNORECASE,
    )
    if not match or match["settlement"].lower() not in SETTLEMENT:
        raise ValueError(f"{label!r} is not the label of a type of community")
    dependency = match["dependency"].lower()
    without = dependency.startswith("not ")
    names = re.split(r"\s*(?:&|\bor\b)\s*", dependency.removeprefix("not "))
    if names == ["average"]:
        names = []
    unknown = [name for name in names if name not in _PEOPLE]
    if unknown:
        raise ValueError(f"{label!r} speaks of {unknown[0]!r}, which is not known")
    return Kind(
        match["settlement"].lower(),
        tuple(_PEOPLE[name] for name in names),
        without,
        int(match["low"]),
        int(match["high"]),
    )


def people(kind: Kind) -> str:
    """The age structure of a type in words: "a larger share of children than most"."""
    if not kind.people:
        return "about the usual mix of ages"
    named = " or ".join(kind.people)
    return f"not an especially large share of {named}" if kind.without else f"a large share of {named}"


def income(kind: Kind) -> str:
    """The income band of a type in words: "household incomes among the lowest 20% of communities"."""
    low, high = kind.income_from, kind.income_to
    if (low, high) == (0, 100):
        return "household incomes of any level"
    if low == 0:
        return f"household incomes among the lowest {high}% of communities"
    if high == 100:
        return f"household incomes among the highest {100 - low}% of communities"
    return f"household incomes above the lowest {low}% of communities and below the highest {100 - high}%"


def what_it_is_like(community: Community, similar: int) -> list[str]:
    """A community's type in plain sentences: where, who, how well off, and how many others are like it.

    similar: how many other communities are of its type.
    """
    try:
        type_of = kind(community.typology_label)
    except ValueError:
        # A later edition may label its types anew: then the label itself is all there is to say.
        return [f"Its type: {community.typology_label}.", _others(similar)]
    return [
        f"{community.name} is in {SETTLEMENT[type_of.settlement]}.",
        f"Communities of its type have {people(type_of)}, and {income(type_of)}.",
        _others(similar),
    ]


def _others(similar: int) -> str:
    if not similar:
        return "No other community in Scotland is of its type."
    return (
        f"{similar:,} other {'community' if similar == 1 else 'communities'} in Scotland "
        f"{'is' if similar == 1 else 'are'} of the same type."
    )


def band_name(band: int, bands: int) -> str:
    """A band of vulnerability in words: 1 of 7 is "most vulnerable", 4 "middle", 7 "least vulnerable"."""
    from_last = bands - band + 1
    if band == from_last:
        return "middle"
    place, end = (band, "most") if band < from_last else (from_last, "least")
    return ("", "second ", "third ")[place - 1] + f"{end} vulnerable"


def position(place: float | None, among: int, poorest: str = "poorest", best: str = "best") -> str:
    """A position from the poorest, in words: "4th poorest of 17", "the best of 17", "joint 2nd poorest of 17".

    Equal scores share the mean of their positions, so that a half tells of a tie. A position past the middle
    is told from the other end.
    """
    if place is None:
        return "no position: a figure is missing"
    joint = "" if place == int(place) else "joint "
    number = int(place)
    end = poorest
    if place > (among + 1) / 2:
        number, end = among - number + (1 if not joint else 0), best
    if number == 1 and not joint:
        return f"the {end} of {among}"
    return f"{joint}{ordinal(number)} {end} of {among}"


def place(position: float, among: int) -> str:
    """A position from the poorest as bare figures: "4 of 17", "2.5 of 17" where two share the 2nd and 3rd."""
    return f"{position:g} of {among}"


def improvement_position(place: float | None, among: int) -> str:
    """A position by improvement, in words: "3rd least improved of 17", "the most improved of 17"."""
    return position(place, among, "least improved", "most improved")


class Changed(Protocol):
    """A row with a change between two measured years, as in raw_change; all missing where there are not two."""

    @property
    def direction(self) -> str | None:
        """improved, little_change or worsened."""

    @property
    def told_as(self) -> str | None:
        """points, percent or values."""

    @property
    def first_year(self) -> int | None:
        """The first measured year."""

    @property
    def first_value(self) -> float | None:
        """Its figure."""

    @property
    def last_year(self) -> int | None:
        """The last measured year."""

    @property
    def last_value(self) -> float | None:
        """Its figure."""


def measured_span(row: Changed) -> str:
    """The two measured years of a row's change: "from 2014/15 to 2021/22"; nothing where there are not two."""
    return "" if row.first_year is None or row.last_year is None else span(row.first_year, row.last_year)


def changed(
    indicator: Indicator,
    direction: str | None,
    told_as: str | None,
    first: float | None,
    last: float | None,
    since_year: int | None = None,
) -> Verdict:
    """A change of a figure as a verdict: "Improved: down 2.7 points", "Worsened: 12 to 46", "Little change".

    direction (improved, little_change, worsened) and told_as (points, percent, values): as in raw_change. since_year:
    from which the change was asked for, none where from the first measured year.
    """
    known = CHANGE.get(direction or "")
    if known is None or first is None or last is None:
        return Verdict(NOT_COMPARED, "Not known", not_twice(since_year), ": ")
    mark, word = known
    if direction == "little_change":
        return Verdict(mark, word)
    if told_as == "values":
        return Verdict(mark, word, f"{indicator.format(first)} to {indicator.format(last)}", ": ")
    size = indicator.format_difference(last - first) if told_as == "points" else _share(abs(last / first - 1) * 100)
    return Verdict(mark, word, f"{'up' if last > first else 'down'} {size}", ": ")


def _share(percent: float) -> str:
    return f"{rounded(percent, 0 if percent >= 9.5 else 1)}%"


def changed_row(indicator: Indicator, row: Changed, since_year: int | None = None) -> Verdict:
    """The verdict of a row's change between its measured years. since_year: as in changed."""
    return changed(indicator, row.direction, row.told_as, row.first_value, row.last_value, since_year)


def not_twice(since_year: int | None) -> str:
    """Why a change is not known: "not measured twice", "not measured twice from 2016/17 on"."""
    return f"not measured twice{from_then_on(since_year)}"


def change_in_years(indicator: Indicator, row: Changed) -> str:
    """A row's change in a sentence, with both years: "Improved: up 5.2% from 2013/14 to 2020/21"."""
    verdict = changed_row(indicator, row)
    if verdict.mark is NOT_COMPARED:
        return "Its change is not known: it is not measured in two years"
    return f"{verdict.text} {measured_span(row)}"


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside others: whose it is, and its value and status."""

    name: str
    value: float | None
    status: str | None


def figure_beside(indicator: Indicator, one: Beside) -> str:
    """A figure beside the community's own: "Inverclyde 13.8%", with "estimated" where it is."""
    return noted(f"{one.name} {indicator.format(one.value)}", one.status)


def poorer_than_area(community: Community, rows: Sequence[Profile], catalogue: Mapping[str, Indicator]) -> str:
    """On how many outcomes a community is poorer than its area, and which; then those that are not alike."""
    compared = [row for row in rows if row.level is not None]
    others = [row for row in compared if not row.is_alike]
    sentences = [_levels(community, [row for row in compared if row.is_alike], catalogue)]
    if others:
        labels = outcomes(catalogue[row.indicator] for row in others)
        sentences.append(
            f"{labels[0].upper()}{labels[1:]} {'is' if len(others) == 1 else 'are'} not counted alike for communities "
            f"and for areas, so {'it is' if len(others) == 1 else 'they are'} compared with the average of "
            f"{community.area.possessive} communities: "
            + "; ".join(
                f"{_LEVEL_WORD[row.level]} on {outcomes([catalogue[row.indicator]])}" for row in others if row.level
            )
            + "."
        )
    estimated = [row for row in compared if ESTIMATED in (row.status, row.beside_status)]
    if estimated:
        labels = outcomes(catalogue[row.indicator] for row in estimated)
        sentences.append(f"Estimated, not measured, in the latest year: {labels}.")
    return " ".join(sentences)


_LEVEL_WORD = {"better": "better", "worse": "poorer", "about_the_same": "about the same"}


def _levels(community: Community, rows: Sequence[Profile], catalogue: Mapping[str, Indicator]) -> str:
    total = len(rows)
    if not total:
        return "Nothing can be compared with the area."
    poorer, same = (
        [catalogue[row.indicator] for row in rows if row.level == level] for level in ("worse", "about_the_same")
    )
    than = f"figure than {community.area.name}"
    if len(poorer) == total:
        return f"{community.name} has a poorer {than} on all {total} outcomes that are counted alike."
    if not poorer and not same:
        return f"{community.name} has a better {than} on all {total} outcomes that are counted alike."
    text = f"{community.name} has a poorer {than} on {len(poorer)} of {total} outcomes that are counted alike"
    text += f": {outcomes(poorer)}" if poorer else ""
    return text + (f"; about the same on {outcomes(same)}." if same else ".")


def outcomes(indicators: Iterable[Indicator]) -> str:
    """Outcomes in a row: "child poverty and early mortality under 75"."""
    return listed([one.in_sentence for one in indicators])


def listed(names: Sequence[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def not_alike(indicators: Sequence[Indicator], area: Area) -> str:
    """Why some outcomes of communities are drawn without the area and Scotland; nothing where all are alike."""
    unlike = [one for one in indicators if not one.alike_across_levels]
    if not unlike:
        return ""
    names = outcomes(unlike)
    one = len(unlike) == 1
    return (
        f"{names[0].upper()}{names[1:]} {'is' if one else 'are'} drawn without lines for {area.name} and Scotland: the "
        f"source does not count {'it' if one else 'them'} alike for communities and for areas. The line beside is the "
        f"average of {area.possessive} communities."
    )


def average_of_communities(area: Area) -> str:
    """What the mean of an area's communities is called beside one of them."""
    return f"Average of {area.possessive} communities"


class Started(Protocol):
    """A row with the year that an indicator's change scores start from."""

    @property
    def indicator(self) -> str:
        """The indicator's code."""

    @property
    def base_year(self) -> int:
        """The year."""


def base_years(years: Sequence[Started], catalogue: Mapping[str, Indicator]) -> str:
    """The years that change scores start from: "2010/11 (recorded crime: 2013/14)"."""
    # The most frequent; of several such the earliest.
    usual = mode(sorted(row.base_year for row in years))
    others = [
        f"{catalogue[row.indicator].in_sentence}: {period(row.base_year)}" for row in years if row.base_year != usual
    ]
    return period(usual) + (f" ({'; '.join(others)})" if others else "")


def learning(community: Community, found: int, indicator: Indicator | None, since: str) -> str:
    """What the list of communities to learn from says. indicator: none for all outcomes; since: of base_years."""
    topic = "outcomes" if indicator is None else indicator.in_sentence
    if not found:
        return (
            f"No other community of its type whose {topic} {'were' if indicator is None else 'was'} as poor in "
            f"{since} has done better than the average of the type since."
        )
    return (
        f"Communities of the same type as {community.name} whose {topic} {'were' if indicator is None else 'was'} as "
        f"poor, or nearly, in {since}, and which have done better than the average of their type since. "
        "The one that did best comes first."
    )


def contribution(
    name: str, among: str, place: float | None, total: int, row: Contribution, catalogue: Mapping[str, Indicator]
) -> str:
    """What one outcome far out does to a combined position. among: "communities of Fife".

    "City Centre South: recorded crime alone weighs heavily (10.4 standard deviations poorer than the average). With it
    3rd poorest of 136 communities of Glasgow City; without it 56th best of 136."; "With it and without it ..." where
    that is the same.
    """
    score = row.area_score or 0.0
    side = "poorer" if score < 0 else "better"
    label = catalogue[row.indicator].in_sentence
    weighs = (
        f"{name}: {label} alone weighs heavily ({rounded(abs(score), 1)} standard deviations {side} than the average)."
    )
    if (place, total) == (row.outcomes_without, row.outcomes_without_of):
        return f"{weighs} With it and without it {position(place, total)} {among}."
    return (
        f"{weighs} With it {position(place, total)} {among}; without it "
        f"{position(row.outcomes_without, row.outcomes_without_of)}."
    )


def moved(start: float, now: float, among: int) -> str:
    """From where to where within a type: "6th poorest of 40 then, 15th poorest of 40 now"."""
    return f"{position(start, among)} then; {position(now, among)} now"


def then_and_now(indicator: Indicator, row: SimilarOutcome) -> str:
    """The figures of two years: "23.6% in 2010/11 (estimated); 25.1% in 2021/22"."""
    ends = ((row.base_value, row.base_year, row.base_status), (row.value, row.year, row.status))
    return "; ".join(noted(f"{indicator.format(value)} in {period(year)}", one) for value, year, one in ends)


def rolling_note(indicators: Sequence[Indicator]) -> str:
    """Which indicators that are drawn beside areas average other spans of years there; nothing where none does."""
    parts = [
        f"{one.in_sentence} ({_years(one.rolling_years_community)} for communities, "
        f"{_years(one.rolling_years)} for areas)"
        for one in indicators
        if one.rolling_years_community != one.rolling_years and one.alike_across_levels
    ]
    if not parts:
        return ""
    return f"Not quite alike: {' and '.join(parts)}. Lines of the area and of Scotland are their own published figures."


def _years(span: int) -> str:
    return "single years" if span == 1 else f"averages of {NUMBER[span]} years"


AMONG_WHAT = (
    "Within the area: among its communities; of its type: among all communities of the same type, whatever their area. "
    "Rankings puts the area’s own communities in order by how each compares with its type, so its positions count "
    "among the area’s communities."
)
LEARNING_RULE = (
    "As poor, or nearly: in that year its score within the type was lower than this community’s, or higher by at most "
    "one standard deviation. Did better: its change since then, scored within the type, is above the average. "
    "Some figures of the first year are estimated. Similar is not the same: ask what was done there before copying it."
)

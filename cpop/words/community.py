"""What a community is like, where it stands among others, and what its map and its data zones say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cpop.catalogue import Area, Community, Indicator, ordinal, period
from cpop.words.standing import change, in_sentence, status_note

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


def position(place: float | None, among: float, poorest: str = "poorest", best: str = "best") -> str:
    """A position from the poorest, in words: "4th poorest of 17", "the best of 17", "joint 2nd poorest of 17".

    Equal scores share the mean of their positions, so that a half tells of a tie. A position past the middle
    is told from the other end.
    """
    if place is None or place != place:
        return "no position: a figure is missing"
    total = int(among)
    joint = "" if place == int(place) else "joint "
    number = int(place)
    end = poorest
    if place > (total + 1) / 2:
        number, end = total - number + (1 if not joint else 0), best
    if number == 1 and not joint:
        return f"the {end} of {total}"
    return f"{joint}{ordinal(number)} {end} of {total}"


def place(position: float, among: float) -> str:
    """A position from the poorest as bare figures: "4 of 17", "2.5 of 17" where two share the 2nd and 3rd."""
    return f"{position:g} of {int(among)}"


def improvement_position(place: float | None, among: float) -> str:
    """A position by improvement, in words: "3rd least improved of 17", "the most improved of 17"."""
    return position(place, among, "least improved", "most improved")


_NUMBER = ("no", "one", "two", "three", "four", "five", "six", "seven")


def map_of_vulnerability(area: Area, ordered: Sequence[Community], bands: int) -> str:
    """What the map of overall vulnerability says of an area's communities, ordered the poorest first."""
    if area.is_scotland:
        return (
            f"Each area’s communities are sorted by all outcomes together and cut into {_NUMBER[bands]} bands of about "
            "equal size. A dark community is among the most vulnerable of its own area, not of Scotland."
        )
    return (
        f"{area.name} has {len(ordered)} communities, sorted by all outcomes together and cut into {_NUMBER[bands]} "
        f"bands of about equal size. {ordered[0].name} has the poorest outcomes, {ordered[-1].name} the best. "
        f"A band says where a community stands within {area.name}, not within Scotland."
    )


def map_of_values(area: Area, indicator: Indicator, rows: pd.DataFrame, names: dict[str, str]) -> str:
    """What the map of one indicator's latest values says. rows: of queries.community_latest; names by code."""
    known = rows.dropna(subset=["value"]).sort_values("value", ascending=indicator.sign > 0, kind="stable")
    if known.empty:
        return f"No community of {area.name} has a figure."
    poorest, best = known.iloc[0], known.iloc[-1]
    note = status_note(poorest.status)
    return (
        f"{indicator.label} in {period(poorest.year)}{f' ({note})' if note else ''}, {indicator.unit}: "
        f"from {indicator.format(poorest.value)} in {names[poorest.community_code]}, the poorest figure, "
        f"to {indicator.format(best.value)} in {names[best.community_code]}, the best."
        + _unknown(len(rows) - len(known))
    )


def map_of_change(area: Area, indicator: Indicator, rows: pd.DataFrame, names: dict[str, str]) -> str:
    """What the map of one indicator's change since the base year says. rows: of queries.community_latest."""
    known = rows.dropna(subset=["change"]).sort_values("change", kind="stable")
    if known.empty:
        return f"No change is known for the communities of {area.name}."
    least, most = known.iloc[0], known.iloc[-1]
    improved = int((known["change"] > 0).sum())
    notes = {status_note(least.base_status), status_note(least.status)} - {""}
    estimated = " One of the two years is estimated, not measured." if notes else ""
    return (
        f"{indicator.label}: {improved} of {len(known)} communities of {area.name} improved from "
        f"{period(least.base_year)} to {period(least.year)}. {names[most.community_code]} "
        f"{'improved the most' if most.change > 0 else 'worsened the least'}, by {abs(most.change) * 100:.0f}% of its "
        f"first figure; {names[least.community_code]} "
        f"{'worsened the most' if least.change < 0 else 'improved the least'}, by {abs(least.change) * 100:.0f}%."
        f"{estimated}" + _unknown(len(rows) - len(known))
    )


def _unknown(missing: int) -> str:
    if not missing:
        return ""
    return f" {missing} {'community has' if missing == 1 else 'communities have'} no figure."


def share_of_change(amount: float | None) -> str:
    """A change ratio as a cell shows it: "improved 12%", "worsened 8%", "no change", "not known"."""
    if amount is None or amount != amount:
        return "not known"
    size = f"{abs(amount) * 100:.0f}%"
    if size == "0%":
        return "no change"
    return f"{'improved' if amount > 0 else 'worsened'} {size}"


@dataclass(frozen=True)
class Beside:
    """A figure beside the community's own: whose it is, and its value and status."""

    name: str
    value: float | None
    status: str | None


def profile(community: Community, indicator: Indicator, row: object, beside: Sequence[Beside]) -> str:
    """What one small chart of a profile says. row: of queries.community_profile."""
    if row.value is None or row.value != row.value:
        return f"{indicator.label}: {community.name} has no figure for {period(row.year)}."
    note = status_note(row.status)
    others = "; ".join(figure_beside(indicator, one) for one in beside)
    return (
        f"{indicator.label} in {community.name}: {indicator.format_with_unit(row.value)} in {period(row.year)}"
        f"{f', {note}' if note else ''}. {change(indicator, row.base_value, row.value).text} since "
        f"{period(row.base_year)}." + (f" {others}." if others else "")
    )


def figure_beside(indicator: Indicator, one: Beside) -> str:
    """A figure beside the community's own: "Inverclyde 13.8%", with "estimated" where it is."""
    note = status_note(one.status)
    return f"{one.name} {indicator.format(one.value)}" + (f" ({note})" if note else "")


def poorer_than_area(
    community: Community, rows: pd.DataFrame, theirs: Mapping[str, float | None], catalogue: Mapping[str, Indicator]
) -> str:
    """On how many outcomes a community is poorer than its area, and which.

    rows: of queries.community_profile; theirs: the area's figure of the same year by indicator.
    """
    compared, poorer = 0, []
    for row in rows.itertuples():
        other = theirs.get(row.indicator)
        if row.value != row.value or other is None or other != other:
            continue
        compared += 1
        indicator = catalogue[row.indicator]
        if (row.value - other) * indicator.sign < 0:
            poorer.append(in_sentence(indicator.label))
    if not compared:
        return "Nothing can be compared with the area."
    if not poorer:
        return f"{community.name} has a better figure than {community.area.name} on all {compared} outcomes."
    if len(poorer) == compared:
        return f"{community.name} has a poorer figure than {community.area.name} on all {compared} outcomes."
    return (
        f"{community.name} has a poorer figure than {community.area.name} on {len(poorer)} of {compared} outcomes: "
        f"{', '.join(poorer)}."
    )


def learning(community: Community, found: int, indicator: Indicator | None, base_year: int) -> str:
    """What the list of communities to learn from says. indicator: none for all outcomes together."""
    topic = "outcomes" if indicator is None else in_sentence(indicator.label)
    if not found:
        return (
            f"No other community of its type whose {topic} {'were' if indicator is None else 'was'} as poor in "
            f"{period(base_year)} has done better than the average of the type since."
        )
    return (
        f"Communities of the same type as {community.name} whose {topic} {'were' if indicator is None else 'was'} as "
        f"poor, or nearly, in {period(base_year)}, and which have done better than the average of their type since. "
        "The one that did best comes first."
    )


def moved(start: float, now: float, among: float) -> str:
    """From where to where within a type: "6th poorest of 40 then, 15th poorest of 40 now"."""
    return f"{position(start, among)} then; {position(now, among)} now"


def then_and_now(indicator: Indicator, row: object) -> str:
    """The figures of two years: "23.6% in 2010/11 (estimated); 25.1% in 2021/22"."""
    ends = (
        (row.base_value, row.base_year, row.base_status),
        (row.value, row.year, row.status),
    )
    return "; ".join(
        f"{indicator.format(value)} in {period(year)}" + (f" ({note})" if (note := status_note(status)) else "")
        for value, year, status in ends
    )


VULNERABILITY_METHOD = (
    "How it is worked out: the latest figure of each outcome is scored by its distance from the mean of the area’s "
    "communities, in standard deviations, and the scores are added with equal weight. It says which communities stand "
    "out within the area, not how far its poorest are from other areas’."
)
BOUNDARIES = "Boundaries: National Records of Scotland and Ordnance Survey, 2011, simplified for the screen."


def rolling_note(indicators: Sequence[Indicator]) -> str:
    """Which indicators average other spans of years for communities than for areas; nothing where none does."""
    parts = [
        f"{in_sentence(one.label)} ({_years(one.rolling_years_community)} for communities, "
        f"{_years(one.rolling_years)} for areas)"
        for one in indicators
        if one.rolling_years_community != one.rolling_years
    ]
    if not parts:
        return ""
    return f"Not quite alike: {' and '.join(parts)}. Lines of the area and of Scotland are their own published figures."


def _years(span: int) -> str:
    return "single years" if span == 1 else f"averages of {_NUMBER[span]} years"


LEARNING_RULE = (
    "As poor, or nearly: in that year its score within the type was lower than this community’s, or higher by at most "
    "one standard deviation. Did better: its change since then, scored within the type, is above the average. "
    "Some figures of the first year are estimated. Similar is not the same: ask what was done there before copying it."
)


def data_zone_name(name: str, community: Community) -> str:
    """A data zone's name without its community's, where it starts with it: "Data zone 01"."""
    rest = name.removeprefix(community.name).strip(" -")
    return f"Data zone {rest}" if rest and rest != name else name


def is_over_hundred(indicator: Indicator, value: float | None) -> bool:
    """Whether a percentage is above 100, which small estimates of population can cause."""
    return indicator.is_percentage and value is not None and value == value and value > 100


def data_zones(community: Community, indicator: Indicator, rows: pd.DataFrame, scale: Sequence[Beside]) -> str:
    """What the map of data zones says of one indicator.

    rows: of queries.data_zones for it; scale: the figures of the community, its area and Scotland.
    """
    named = {row.data_zone_code: data_zone_name(row.name, community) for row in rows.itertuples(index=False)}
    known = rows.dropna(subset=["value"]).sort_values("value", ascending=indicator.sign > 0, kind="stable")
    year = period(int(rows["year"].iloc[0]))
    hidden = len(rows) - len(known)
    suppressed = (
        f" {hidden} of its {len(rows)} data zones {'has' if hidden == 1 else 'have'} no published figure."
        if hidden
        else ""
    )
    compared = "; ".join(figure_beside(indicator, one) for one in scale)
    if known.empty:
        return f"{indicator.label} in {year}: no data zone of {community.name} has a published figure. {compared}."
    poorest, best = known.iloc[0], known.iloc[-1]
    span = (
        f"from {indicator.format(poorest.value)} in {named[poorest.data_zone_code]}, the poorest, to "
        f"{indicator.format(best.value)} in {named[best.data_zone_code]}, the best"
        if len(known) > 1
        else f"{indicator.format(poorest.value)} in {named[poorest.data_zone_code]}"
    )
    return f"{indicator.label} in {year}, {indicator.unit}: {span}. For scale: {compared}.{suppressed}"


SMALL_NUMBERS = (
    "These are small numbers. A data zone is home to some 500 to 1,000 people, so a few events more or less move its "
    "figure a long way, and one year says little. Use them to ask questions, together with local knowledge, never to "
    "judge a street."
)
OVER_HUNDRED = (
    "A percentage over 100 occurs where more children are counted than the estimate of population knows of. It is "
    "shown as published: read it as very high, not as exact."
)
SUPPRESSED = "Suppressed: the source publishes no figure, because too few people are counted."

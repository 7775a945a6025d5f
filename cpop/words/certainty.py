"""What is said of how sure figures of communities are: always indicative, with the denominator and its year named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpop.catalogue import Area, Community, Indicator, cardinal, ordinal, period, rounded
from cpop.queries.certainty import AreaChance, Between, Interval, ZoneChance

NOT_ASSESSED = "not assessed"
AGES = {
    "all_ages": "all people",
    "under_16": "children under 16",
    "aged_16_to_19": "people aged 16 to 19",
    "aged_16_to_64": "people aged 16 to 64",
    "aged_65_and_over": "people aged 65 and over",
    "under_75": "people under 75",
}
_CHANCE = {
    "mostly_chance": "Most of the differences between {whose} communities in {what} are within chance",
    "partly": "Some of the differences between {whose} communities in {what} are within chance",
    "mostly_real": "Most of the differences between {whose} communities in {what} are larger than chance makes",
}


def place(position: float) -> str:
    """A position: "3rd", or "4.5th" where it is shared."""
    return ordinal(int(position)) if position == int(position) else f"{position:g}th"


def between(low: int | None, high: int | None, *, is_least: bool = False) -> str:
    """The positions that chance leaves: "between 1st and 11th", "at least between ..." of combined scores."""
    if low is None or high is None:
        return NOT_ASSESSED
    if low == high:
        return f"surely {ordinal(low)}" if not is_least else f"{ordinal(low)}, as far as assessed"
    return f"{'at least ' if is_least else ''}between {ordinal(low)} and {ordinal(high)}"


def combined(row: Between | None) -> str:
    """What chance leaves of a position over all outcomes together: a sentence; empty where there is no position."""
    if row is None:
        return ""
    if row.position_from is None or row.position_to is None:
        return "How much of that position is chance is not assessed."
    if row.position_from == row.position_to:
        return "As far as it is assessed, chance leaves it there."
    return f"Chance leaves it {between(row.position_from, row.position_to, is_least=True)} (1st is the poorest)."


def interval(indicator: Indicator, low: float | None, high: float | None) -> str:
    """An indicative interval: "12.1% to 15.0%"; "not assessed" where there is none."""
    return NOT_ASSESSED if low is None or high is None else f"{indicator.format(low)} to {indicator.format(high)}"


def chance(area: Area, indicator: Indicator, row: AreaChance) -> str:
    """How much of the differences between an area's communities is chance, in one sentence."""
    if row.chance == "not_assessed":
        return f"How much of the differences in {indicator.in_sentence} is chance is {NOT_ASSESSED}."
    text = _CHANCE[row.chance].format(whose=area.possessive, what=indicator.in_sentence)
    return f"{text}: the intervals of {row.within_chance} of {row.assessed} hold the average of all."


def denominator(indicator: Indicator, rows: Sequence[Interval]) -> str:
    """On what the intervals rest: whom they count, of which year, over how many years; empty where not assessed."""
    first = next((row for row in rows if row.low is not None), None)
    if first is None or first.age_group is None:
        return ""
    pooled = "" if first.years == 1 else f", over the {first.years} years that each figure pools"
    text = (
        f"Indicative 95% intervals: the source publishes none. These rest on the {AGES[first.age_group]} of mid-"
        f"{first.people_year}{pooled}."
    )
    if indicator.events_cluster:
        text += " Events come in clusters, so these intervals are rather too narrow."
    return text


def on_a_profile(rows: Sequence[Interval]) -> str:
    """What the whiskers of a profile rest on; empty where nothing is assessed. rows: of one community."""
    first = next((row for row in rows if row.low is not None), None)
    if first is None:
        return ""
    return (
        "Whiskers and intervals are indicative, 95%: from the people of the outcome’s own age group in "
        f"mid-{first.people_year}, over the years that a figure pools. Admissions and crimes come in clusters: theirs "
        "are rather too narrow."
    )


def of_data_zones(community: Community, indicator: Indicator, row: ZoneChance) -> str:
    """How much chance is in the figures of a community's data zones, as far as it can be said."""
    text = "How much of the differences between data zones is chance is not assessed"
    if row.low is None or row.high is None or row.age_group is None or row.zones == 1:
        return f"{text}."
    return (
        f"{text}: their population is not known. For scale: {community.name} as a whole, with {row.people:,} "
        f"{AGES[row.age_group]} in mid-{row.people_year}, has an indicative interval of "
        f"{interval(indicator, row.low, row.high)} in {period(row.year)}; that of a data zone with an equal share of "
        f"them, one in {row.zones}, would be some {rounded(row.times_as_wide, 1)} times as wide."
    )


def outliers(area: Area, indicator: Indicator, rows: Sequence[Interval]) -> str:
    """Which communities lie beyond chance of the average, the furthest first, in a sentence. rows: of one outcome."""
    assessed = [row for row in rows if row.low is not None]
    if not assessed:
        return f"{indicator.label}: {NOT_ASSESSED}."
    told = []
    for side in ("above", "below"):
        beyond = sorted(
            (row for row in assessed if row.against_mean == side), key=lambda row: -abs(row.value - row.mean)
        )
        names = ", ".join(f"{row.name} ({indicator.format(row.value)})" for row in beyond[:3])
        if beyond:
            told.append(f"{len(beyond)} lie {side} the average by more than chance, furthest {names}")
    average = f"the average of {area.possessive} communities, {indicator.format(assessed[0].mean)}"
    if not told:
        return f"No community lies beyond chance of {average}."
    return f"Against {average}: {'; '.join(told)}."


def could_be_poorest(names: Mapping[str, str], found: Mapping[str, Between], where: str) -> str:
    """How many communities could be the poorest of a place by combined score, in a sentence. names: by code."""
    known = [one for one in found.values() if one.position_from is not None]
    if not known:
        return f"How far positions in {where} rest on chance is {NOT_ASSESSED}."
    first = sorted(names[one.community_code] for one in known if one.position_from == 1)
    if len(first) == 1:
        return f"Positions rest on chance too, but {first[0]} is the poorest of {where} beyond it, as far as assessed."
    return (
        f"Positions rest on chance too: at least {len(first)} communities of {where} could be the poorest by it alone."
    )


def worst(found: Mapping[str, Between], most: int) -> str:
    """How many communities are surely among the poorest of an area by combined score, and how many could be."""
    known = [one for one in found.values() if one.position_from is not None and one.position_to is not None]
    if not known:
        return ""
    sure = sum(one.position_to is not None and one.position_to <= most for one in known)
    possible = sum(one.position_from is not None and one.position_from <= most for one in known)
    if possible <= most:
        return f"Beyond chance, as far as it is assessed, these are the {cardinal(most)} poorest."
    return (
        f"Positions rest on chance too: {cardinal(sure)} of the {cardinal(most)} poorest now "
        f"{'is' if sure == 1 else 'are'} so beyond it, as far as it is assessed, and at least {possible} communities "
        "could be among them by chance alone."
    )


def beside(row: Interval, indicator: Indicator) -> str:
    """A community on one outcome: "3rd of 104, between 1st and 11th; 12.1% to 15.0%"."""
    where = f"{place(row.position)} of {row.communities} (1st is the poorest)"
    if row.low is None:
        return f"{where}; chance {NOT_ASSESSED}"
    return (
        f"{where}, {between(row.position_from, row.position_to)}; interval {interval(indicator, row.low, row.high)} "
        f"in {period(row.year)}"
    )


def example(one: Interval, other: Interval, indicator: Indicator, area: Area, is_sure: bool) -> str:
    """Two communities of an area on one outcome, and whether one is surely poorer: the Guide's worked example.

    one: the poorer of the two; is_sure: whether they differ by more than chance.
    """

    def told(row: Interval) -> str:
        people = f"{row.people:,} {AGES[row.age_group]}" if row.age_group and row.people else "people not counted"
        years = "" if row.years == 1 else f", over {row.years} years"
        return (
            f"{row.name} has {indicator.format_with_unit(row.value)} ({people}{years}): interval "
            f"{interval(indicator, row.low, row.high)}, position {place(row.position)} of {row.communities}, "
            f"{between(row.position_from, row.position_to)}."
        )

    end = (
        f"They differ by more than chance: {one.name} is the poorer of the two."
        if is_sure
        else f"By chance alone the two could stand the other way round: nobody can say that {one.name} is the poorer."
    )
    question = f"Is {one.name} in {area.name} really poorer than {other.name} on {indicator.in_sentence}?"
    return f"{question} {told(one)} {told(other)} {end}"

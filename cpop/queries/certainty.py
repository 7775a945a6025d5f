"""Questions about how sure the figures of communities are: indicative intervals, and what they leave of positions."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cpop.catalogue import Area, Community, community_indicators
from cpop.database import rows

# The codes of 12_certainty.sql.
Chance = Literal["mostly_chance", "partly", "mostly_real", "not_assessed"]


class Interval(NamedTuple):
    """A community's latest figure, its indicative 95% interval (none where not assessed), and its position in its area.

    people: of the outcome's age_group in people_year, over the `years` that the figure pools. position: 1 is the
    poorest, between position_from and position_to of so many communities. against_mean: whether the whole interval lies
    below or above the unweighted mean of the area's communities.
    """

    community_code: str
    name: str
    indicator: str
    year: int
    value: float
    status: str | None
    low: float | None
    high: float | None
    age_group: str | None
    people: int | None
    people_year: int | None
    years: int
    mean: float
    position: float
    position_from: int | None
    position_to: int | None
    communities: int
    against_mean: Literal["below", "above"] | None


_SELECT = """
    select
        community_code, community.name, indicator, year, value, status, low, high, interval_.age_group,
        people::integer as people, people_year, years, mean, position, position_from, position_to, communities,
        case when high < mean then 'below' when low > mean then 'above' end as against_mean
    from community_interval as interval_
    join community_between using (community_code, indicator, area_code)
    join community_chance using (area_code, indicator)
    join community using (community_code, area_code)
    join indicator using (indicator)
"""


def intervals(area: Area, indicator: str) -> list[Interval]:
    """The communities of an area with a figure of an indicator. One row a community, the poorest first."""
    return rows(
        Interval,
        f"{_SELECT} where area_code = $area_code and indicator = $indicator order by position, name, community_code",
        area_code=area.code,
        indicator=indicator,
    )


def of_community(community_code: str) -> list[Interval]:
    """The outcomes of a community that have a figure. One row an indicator, in the catalogue's order."""
    return rows(
        Interval,
        f"{_SELECT} where community_code = $community_code order by catalogue_order",
        community_code=community_code,
    )


class AreaChance(NamedTuple):
    """How much of the differences between an area's communities is chance: how many of those assessed hold the mean."""

    indicator: str
    mean: float | None
    assessed: int
    within_chance: int
    chance: Chance


def chances(area: Area) -> list[AreaChance]:
    """How much is chance, by outcome: one row an indicator of communities, in the catalogue's order."""
    return rows(
        AreaChance,
        """
        select indicator, mean, assessed, within_chance, chance
        from community_chance
        join indicator using (indicator)
        where area_code = $area_code
        order by catalogue_order
        """,
        area_code=area.code,
    )


class Between(NamedTuple):
    """Between which positions by combined score a community lies at least; assessed: on how many outcomes."""

    community_code: str
    assessed: int
    position_from: int | None
    position_to: int | None
    communities: int


def between(area: Area, indicators: list[str] | None = None, strategic_area: str | None = None) -> dict[str, Between]:
    """The positions by combined score that chance leaves to each community of an area, or of a strategic area of it.

    One row a community, by its code. indicators: which the score is over, by default all outcomes of communities.
    """
    is_usual = strategic_area is None and (indicators is None or set(indicators) == set(community_indicators()))
    found = (
        rows(
            Between,
            """
            select community_code, assessed, position_from, position_to, communities
            from community_combined_between
            where area_code = $area_code
            """,
            area_code=area.code,
        )
        if is_usual
        else rows(
            Between,
            """
            select community_code, assessed, position_from, position_to, communities
            from combined_between([$area_code], coalesce($indicators, community_indicators()))
            where strategic_area is not distinct from $strategic_area
            """,
            area_code=area.code,
            indicators=indicators,
            strategic_area=strategic_area,
        )
    )
    return {one.community_code: one for one in found}


def between_of(community: Community) -> Between | None:
    """The positions by combined score over all outcomes that chance leaves to one community in its area."""
    return between(community.area).get(community.code)


class ZoneChance(NamedTuple):
    """The interval of a community of so many data zones, none where not assessed, and how many times as wide that of
    one data zone would be. people: of the outcome's age_group in people_year.
    """

    year: int
    low: float | None
    high: float | None
    age_group: str | None
    people: int | None
    people_year: int | None
    zones: int
    times_as_wide: float


def of_data_zones(community_code: str, indicator: str) -> ZoneChance | None:
    """How sure the figures of a community's data zones can be on an indicator; none where it has none."""
    found = rows(
        ZoneChance,
        """
        select year, low, high, age_group, people, people_year, zones, times_as_wide
        from data_zone_chance
        where community_code = $community_code and indicator = $indicator
        """,
        community_code=community_code,
        indicator=indicator,
    )
    return found[0] if found else None


class _Sure(NamedTuple):
    is_sure: bool | None


def differ_surely(one: str, other: str, indicator: str) -> bool:
    """Whether two communities (codes) differ on an indicator by more than chance; one answer."""
    found = rows(
        _Sure,
        """
        select
            is_surely_above(one.value, one.standard_error, other.value, other.standard_error)
            or is_surely_above(other.value, other.standard_error, one.value, one.standard_error) as is_sure
        from community_interval as one
        join community_interval as other using (indicator)
        where one.community_code = $one and other.community_code = $other and indicator = $indicator
        """,
        one=one,
        other=other,
        indicator=indicator,
    )
    return bool(found and found[0].is_sure)

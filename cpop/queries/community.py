"""Questions about one community: where it stands, how it does, whom it can learn from."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from cpop.catalogue import Area, Community, community_indicators
from cpop.database import rows
from cpop.queries.areas import Change, Level
from cpop.queries.communities import ToldAs

Topic = Literal["outcomes", "improvement"]


class Listed(NamedTuple):
    """A community in a list: its position (1 the poorest or least improved) among the communities of its area or of
    its type, and those just before and just after it.
    """

    topic: Topic
    among: Literal["area", "type"]
    position: float | None
    communities: int
    before_code: str | None
    after_code: str | None


def lists(community_code: str) -> list[Listed]:
    """Where a community stands over all outcomes together. One row a list: outcomes, then improvement."""
    return rows(
        Listed,
        """
        select topic, among, position, communities, before_code, after_code
        from community_in_list
        where community_code = $community_code
        order by topic desc, among
        """,
        community_code=community_code,
    )


class Profile(NamedTuple):
    """One indicator of a community: its latest figure, its change between measured years (as in
    queries.communities.Latest), and its level against the area, or where those are not alike (is_alike) against the
    mean of the area's communities.
    """

    indicator: str
    year: int
    value: float | None
    status: str | None
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    direction: Change | None
    told_as: ToldAs | None
    is_alike: bool
    beside_status: str | None
    level: Level | None


def profile(community_code: str) -> list[Profile]:
    """All indicators of one community. One row an indicator, in the catalogue's order."""
    return rows(
        Profile,
        """
        select
            indicator, latest.year, latest.value, latest.status,
            first_year, first_value, last_year, last_value, direction, told_as,
            is_alike, beside_status, community_level.level
        from community_latest as latest
        join raw_change using (community_code, indicator)
        join community_level using (community_code, indicator)
        join indicator using (indicator)
        where community_code = $community_code
        order by catalogue_order
        """,
        community_code=community_code,
    )


class Contribution(NamedTuple):
    """What an outcome adds to a community's combined scores within a place: standard deviations, above 0 is better.

    is_outlier, is_change_outlier: beyond 4 in size. outcomes_without (of outcomes_without_of): its position by
    all the other outcomes.
    """

    community_code: str
    indicator: str
    area_score: float | None
    area_change_score: float | None
    is_outlier: bool | None
    is_change_outlier: bool | None
    outcomes_without: float | None
    outcomes_without_of: int


def contributions(area: Area, indicators: list[str], strategic_area: str | None = None) -> list[Contribution]:
    """What each outcome adds to the combined scores of a place's communities over a list of indicators.

    One row a community and outcome, in order of community and the catalogue.
    """
    return rows(
        Contribution,
        """
        select
            community_code, indicator, area_score, area_change_score, is_outlier, is_change_outlier,
            outcomes_without, outcomes_without_of
        from contribution_within($indicators)
        join indicator using (indicator)
        where area_code = $area_code and strategic_area is not distinct from $strategic_area
        order by community_code, catalogue_order
        """,
        area_code=area.code,
        indicators=indicators,
        strategic_area=strategic_area,
    )


def contributions_to(community: Community) -> list[Contribution]:
    """What each outcome adds to one community's combined scores within its area, in the catalogue's order."""
    return rows(
        Contribution,
        """
        select
            community_code, indicator, area_score, area_change_score, is_outlier, is_change_outlier,
            outcomes_without, outcomes_without_of
        from community_contribution
        join indicator using (indicator)
        where community_code = $community_code
        order by catalogue_order
        """,
        community_code=community.code,
    )


class Observation(NamedTuple):
    """A place's figure in a year. place_code: of a community or an area, `type`, or `mean-` and an area's code."""

    place_code: str
    indicator: str
    year: int
    period: str
    value: float | None
    status: str


def series(
    community_codes: list[str], area_codes: list[str], typology_group: int, projected: bool
) -> list[Observation]:
    """The series of communities, areas and one type's mean. One row a place, indicator and year, in that order.

    Indicators: those with figures for communities; of areas only where their figures are alike, else the mean of the
    area's communities (`mean-`). projected: whether with projections.
    """
    return rows(
        Observation,
        """
        with place as (
            select community_code as place_code, indicator, year, period, value, status
            from community_series
            -- A join with the few finds them in half the time of a list_contains over all.
            where community_code in (select unnest($community_codes))
            union all
            select place_code, indicator, year, period, value, status
            from series
            join indicator using (indicator)
            where list_contains($area_codes, place_code)
                and list_contains($indicators, indicator) and alike_across_levels
            union all
            select 'mean-' || area_code, indicator, year, period, value, status
            from area_mean
            join indicator using (indicator)
            where list_contains($area_codes, area_code) and not alike_across_levels
            union all
            select 'type', indicator, year, period, value, status
            from type_mean
            where typology_group = $typology_group
        )
        from place
        where $projected or status <> 'projected'
        order by indicator, place_code, year
        """,
        community_codes=community_codes,
        area_codes=area_codes,
        typology_group=typology_group,
        indicators=list(community_indicators()),
        projected=projected,
    )


class StartYear(NamedTuple):
    """The year that an indicator's change scores start from."""

    indicator: str
    base_year: int


@cache
def start_years() -> list[StartYear]:
    """Which years the change scores of communities start from. One row an indicator, in the catalogue's order."""
    return rows(
        StartYear,
        """
        select indicator, year as base_year
        from base_year
        join indicator using (indicator)
        where level = 'community'
        order by catalogue_order
        """,
    )


class Similar(NamedTuple):
    """A community of the same type that was as poor and did better since: where it started within the type and stands
    now (1 the poorest) of so many communities, on how many of its outcomes measured twice (changes) it improved, and
    its combined score of change within the type.
    """

    community_code: str
    area_code: str
    start_position: float
    type_position: float
    communities: int
    improved: int
    changes: int
    type_change: float


def learn_from(community: Community, most: int) -> list[Similar]:
    """The similar communities that were as poor in the base year and did better since.

    One row a community, most improved first.
    """
    return rows(
        Similar,
        """
        select
            similar_code as community_code,
            similar_area_code as area_code,
            start_position, type_position, communities, improved, changes, type_change
        from learn_from
        where learn_from.community_code = $community_code and was_as_poor and did_better
        order by type_change desc, similar_code
        limit $most
        """,
        community_code=community.code,
        most=most,
    )


class SimilarOutcome(NamedTuple):
    """As Similar, by one indicator: its figures of the base year and of the latest, and the change between them
    (a ratio, above 0 is better).
    """

    community_code: str
    area_code: str
    indicator: str
    base_year: int
    base_value: float
    base_status: str
    year: int
    value: float
    status: str
    change: float
    direction: Change
    told_as: ToldAs


def learn_from_outcome(community: Community, indicator: str, most: int) -> list[SimilarOutcome]:
    """As learn_from, by the figures of one indicator. One row a community, most improved first."""
    return rows(
        SimilarOutcome,
        """
        select
            similar_code as community_code,
            similar_area_code as area_code,
            indicator, base_year, base_value, base_status, year, value, status, change, direction, told_as
        from learn_from_outcome
        where learn_from_outcome.community_code = $community_code and indicator = $indicator
            and was_as_poor and did_better
        order by change desc, similar_code
        limit $most
        """,
        community_code=community.code,
        indicator=indicator,
        most=most,
    )

"""Questions about one indicator in every community of an area, or in every area."""

from __future__ import annotations

from typing import NamedTuple

from cpop.catalogue import Area
from cpop.database import rows
from cpop.queries.areas import FIRST, Change
from cpop.queries.communities import ToldAs


class Latest(NamedTuple):
    """One indicator in a community or an area: value and status of its latest year, and its change.

    since_year: the year that changes were asked from, none for the first measured one. The change is that between the
    first measured year from then on and the last, all missing where there are not two:
    improvement in per cent, above 0 is better, direction and told_as. income_deprivation_rate: 0 to 1, by the newest
    SIMD; of communities alone.
    """

    place_code: str
    name: str
    indicator: str
    year: int
    value: float | None
    status: str | None
    since_year: int | None
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    improvement: float | None
    direction: Change | None
    told_as: ToldAs | None
    income_deprivation_rate: float | None


def communities(area: Area, indicator: str, since: str = FIRST) -> list[Latest]:
    """One indicator in all communities of an area. One row a community, in order of name.

    since: one of areas.since_choices.
    """
    return rows(
        Latest,
        """
        select
            community_code as place_code, name, indicator, latest.year, latest.value, latest.status,
            since_year, first_year, first_value, last_year, last_value, improvement, direction, told_as,
            income_deprivation_rate
        from community_latest as latest
        join raw_change_since($since) as changed using (community_code, indicator)
        join deprivation_tenth using (community_code)
        join community using (community_code)
        where latest.area_code = $area_code and deprivation_tenth.area_code = $area_code and indicator = $indicator
        order by name, community_code
        """,
        area_code=area.code,
        indicator=indicator,
        since=since,
    )


def areas(indicator: str, since: str = FIRST) -> list[Latest]:
    """One indicator in all areas but Scotland. One row an area, in order of name. since: one of areas.since_choices."""
    return rows(
        Latest,
        """
        select
            area_code as place_code, name, latest.indicator, latest.year, latest.value, latest.status,
            case when $since <> 'first' then since_year end as since_year,
            first_year, first_value, last_year, last_value, improvement, change as direction,
            change_told_as(first_value, last_value, kind) as told_as,
            null::double as income_deprivation_rate
        from cpp_latest as latest
        join area using (area_code)
        join indicator on indicator.indicator = latest.indicator
        left join since_choice
            on since_choice.since = $since and level = 'cpp' and since_choice.indicator = latest.indicator
        left join measured_change as changed
            on changed.since = $since and changed.place_code = area_code and changed.indicator = latest.indicator
            and breaks_after = 0
        where latest.indicator = $indicator and area_code <> scotland()
        order by name
        """,
        indicator=indicator,
        since=since,
    )


class Observation(NamedTuple):
    """A community's figure in a year; missing ones are kept."""

    area_code: str
    place_code: str
    indicator: str
    year: int
    period: str
    value: float | None
    status: str


def series(area: Area, indicator: str, projected: bool) -> list[Observation]:
    """One indicator over time in all communities of an area. One row a community and year, in that order."""
    return rows(
        Observation,
        """
        select area_code, community_code as place_code, indicator, year, period, value, status
        from community_series
        join community using (community_code)
        where area_code = $area_code and indicator = $indicator and ($projected or status <> 'projected')
        order by community_code, year
        """,
        area_code=area.code,
        indicator=indicator,
        projected=projected,
    )


class Beside(NamedTuple):
    """A figure of a year of what communities are drawn beside: place_code is an area's, or `mean`."""

    place_code: str
    indicator: str
    year: int
    value: float | None
    status: str


def beside(area: Area, indicator: str, projected: bool) -> list[Beside]:
    """What an area's communities are drawn beside: the area and Scotland. One row a place and year, in that order.

    Where their figures are not alike those of communities: the mean of the area's communities instead, and nothing of
    Scotland.
    """
    return rows(
        Beside,
        """
        with beside as (
            select place_code, indicator, year, value, status
            from series
            join indicator using (indicator)
            where place_code in ($area_code, scotland()) and alike_across_levels
            union all
            select 'mean', indicator, year, value, status
            from area_mean
            join indicator using (indicator)
            where area_code = $area_code and not alike_across_levels
        )
        from beside
        where indicator = $indicator and ($projected or status <> 'projected')
        order by place_code, year
        """,
        area_code=area.code,
        indicator=indicator,
        projected=projected,
    )

"""Questions of the Guide: what the edition holds."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cpop.database import rows


class Counts(NamedTuple):
    """How many places there are: areas (without Scotland), communities, data zones, and types of community."""

    areas: int
    communities: int
    data_zones: int
    types: int


@cache
def edition_counts() -> Counts:
    """How many places there are, in one row."""
    return rows(
        Counts,
        """
        select
            (select count(*) from area where family_deprivation is not null) as areas,
            (select count(*) from community) as communities,
            (select count(*) from data_zone) as data_zones,
            (select count(distinct typology_group) from community) as types
        """,
    )[0]


class Published(NamedTuple):
    """The years for which an indicator has figures at a level (cpp, community, data_zone), by what they rest on."""

    indicator: str
    level: str
    measured: tuple[int, ...]
    estimated: tuple[int, ...]
    projected: tuple[int, ...]


@cache
def published() -> list[Published]:
    """Which figures there are. One row an indicator and level with figures."""
    return rows(
        Published,
        """
        with by_year as (
            select
                indicator, level, year,
                sum(measured) > 0 as is_measured, sum(estimated) > 0 as is_estimated, sum(projected) > 0 as is_projected
            from coverage
            group by all
        )
        select
            indicator,
            level,
            coalesce(list(year order by year) filter (is_measured), []) as measured,
            coalesce(list(year order by year) filter (is_estimated), []) as estimated,
            coalesce(list(year order by year) filter (is_projected), []) as projected
        from by_year
        group by all
        order by all
        """,
    )


class SimdPeriod(NamedTuple):
    """The years that a SIMD edition is used for; the first or the last is none where the span is open."""

    simd_edition: int
    first_year: int | None
    last_year: int | None


@cache
def simd_periods() -> list[SimdPeriod]:
    """Which SIMD edition is used for which years. One row an edition, oldest first."""
    return rows(
        SimdPeriod,
        """
        with window_of_years as (select min(year) as first, max(year) as last from observation)
        select
            simd_edition,
            case when first_year > first - 99 then first_year end as first_year,
            case when last_year < last + 99 then last_year end as last_year
        from simd_period, window_of_years
        order by simd_edition
        """,
    )


class _Named(NamedTuple):
    name: str


@cache
def areas_with_few_communities() -> list[str]:
    """The names of the areas with fewer than ten communities, one each, in order."""
    found = rows(
        _Named,
        """
        select area.name
        from area
        join community using (area_code)
        group by area.name
        having count(*) < 10
        order by area.name
        """,
    )
    return [one.name for one in found]


class Latest(NamedTuple):
    """The latest year of an outcome for areas."""

    indicator: str
    year: int


@cache
def latest_years() -> list[Latest]:
    """The latest year of each outcome for areas. One row an indicator, in the catalogue's order."""
    return rows(
        Latest,
        """
        select indicator, year
        from latest_year
        join indicator using (indicator)
        where level = 'cpp'
        order by catalogue_order
        """,
    )

"""Questions of the Guide: what the edition holds, and a few figures for its worked examples."""

from __future__ import annotations

from functools import cache

import pandas as pd

from cpop.database import query


@cache
def edition_counts() -> dict[str, int]:
    """How many places there are. One number a name: areas (without Scotland), communities, data zones, types."""
    row = query(
        """
        select
            (select count(*) from area where family_deprivation is not null) as areas,
            (select count(*) from community) as communities,
            (select count(*) from data_zone) as data_zones,
            (select count(distinct typology_group) from community) as types
        """
    )
    return {name: int(row[name].iloc[0]) for name in row}


@cache
def simd_periods() -> pd.DataFrame:
    """Which SIMD edition is used for which years. One row an edition, oldest first.

    Columns: simd_edition, first_year and last_year, each none where the span is open.
    """
    return query(
        """
        with window_of_years as (select min(year) as first, max(year) as last from observation)
        select
            simd_edition,
            case when first_year > first - 99 then first_year end as first_year,
            case when last_year < last + 99 then last_year end as last_year
        from simd_period, window_of_years
        order by simd_edition
        """
    )


@cache
def areas_with_few_communities() -> list[str]:
    """The names of the areas with fewer than ten communities, one each, in order."""
    rows = query(
        "select area.name from area join community using (area_code) group by area.name having count(*) < 10 order by 1"
    )
    return rows["name"].tolist()


@cache
def latest_years() -> pd.DataFrame:
    """The latest year of each outcome for areas. One row an indicator, in the catalogue's order: indicator, year."""
    return query(
        """
        select indicator, year
        from latest_year
        join indicator using (indicator)
        where level = 'cpp'
        order by catalogue_order
        """
    )


def example_ranking(indicator: str) -> pd.DataFrame:
    """Every area on one indicator in its latest year. One row an area, best first, those without a rank last.

    Columns: area_code, value (none where it is missing), status, rank (none for Scotland).
    """
    return query(
        """
        select area_code, value, status, rank
        from cpp_latest
        where indicator = $indicator
        order by rank nulls last, area_code
        """,
        indicator=indicator,
    )


def example_tenths(area_code: str, indicator: str) -> pd.DataFrame:
    """The most and least deprived tenth of an area over time. One row a measured year, oldest first.

    Columns: year, least_deprived, most_deprived and gap in the indicator's unit, ratio.
    """
    return query(
        """
        select year, least_deprived, most_deprived, gap, ratio
        from inequality_tenths
        where area_code = $area_code and indicator = $indicator
        order by year
        """,
        area_code=area_code,
        indicator=indicator,
    )


def example_duncan(indicator: str) -> pd.DataFrame:
    """The Duncan index of every area in its latest year. One row an area (Scotland included): area_code, value."""
    return query(
        """
        select area_code, year, value
        from duncan_index
        where indicator = $indicator
        qualify year = max(year) over ()
        """,
        indicator=indicator,
    )


def example_slope(area_code: str, indicator: str) -> pd.DataFrame:
    """The communities of an area by deprivation, latest year. One row a community, least deprived first.

    Columns: position (0 to 1) and value; year; sii, line_least_deprived and line_most_deprived of the fitted
    line, the same in each row, in the indicator's unit.
    """
    return query(
        """
        select position, slope_point.value, slope_point.year, sii, line_least_deprived, line_most_deprived
        from slope_point
        join slope_index using (area_code, indicator, year)
        where area_code = $area_code and indicator = $indicator
            and year = (select max(year) from slope_index where slope_index.indicator = $indicator)
        order by position
        """,
        area_code=area_code,
        indicator=indicator,
    )


def example_poorest(area_code: str, indicator: str, most: int) -> pd.DataFrame:
    """The communities with the poorest outcome of an area, at most `most`. One row a community, poorest first.

    Columns: name, year, value, area_score (standard deviations, above 0 is better).
    """
    return query(
        """
        select name, year, value, area_score
        from community_score
        join community using (community_code, area_code)
        where area_code = $area_code and indicator = $indicator and area_score is not null
        order by area_score, name
        limit $most
        """,
        area_code=area_code,
        indicator=indicator,
        most=most,
    )

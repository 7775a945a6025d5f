"""Questions about how deprived communities fare beside others."""

from __future__ import annotations

from functools import cache

import pandas as pd

from cpop.database import query


def inequality(area_code: str, comparator: str) -> pd.DataFrame:
    """The three measures of every community indicator at once. One row an indicator, in the catalogue's order.

    comparator: a place_code of the view place_duncan. Columns: area_code, comparator, indicator; value and
    comparator_value (Duncan index of `year`, -1 to 1; none for out-of-work benefits), level, direction,
    comparator_direction, status, first_year, first_value, first_status, last_year, last_value; of the latest
    raw year tenths_year: least_deprived, most_deprived, gap (in the indicator's unit) and ratio, and comparator_gap and
    comparator_ratio; sii (in the unit) and rii of slope_year and slope_status, with the
    fitted line at both ends, line_least_deprived and line_most_deprived; comparator_sii, comparator_rii.
    """
    return query(
        """
        select
            area_code, comparator, indicator, year, value, status, comparator_value, level, direction,
            comparator_direction, first_year, first_value, first_status, last_year, last_value,
            tenths_year, least_deprived, most_deprived, gap, ratio, comparator_gap, comparator_ratio,
            slope_year, slope_status, sii, rii, line_least_deprived, line_most_deprived,
            comparator_sii, comparator_rii
        from inequality_comparison
        where area_code = $area_code and comparator = $comparator
        order by catalogue_order
        """,
        area_code=area_code,
        comparator=comparator,
    )


def tenths_series(place_codes: list[str], indicator: str) -> pd.DataFrame:
    """The least and most deprived tenth of communities over time. One row a place and raw year, oldest first.

    Columns: place_code, indicator, year, least_deprived, most_deprived and gap (in the unit), ratio.
    """
    return query(
        """
        select place_code, indicator, year, least_deprived, most_deprived, gap, ratio
        from place_tenths
        where indicator = $indicator and list_contains($place_codes, place_code)
        order by place_code, year
        """,
        place_codes=place_codes,
        indicator=indicator,
    )


def duncan_series(place_codes: list[str], indicator: str) -> pd.DataFrame:
    """The Duncan index over time; none for out-of-work benefits. One row a place and observed year, oldest first.

    Columns: place_code, indicator, year, value (-1 to 1, missing ones kept), status of the communities' figures.
    """
    return query(
        """
        select place_code, indicator, year, value, status
        from place_duncan
        where indicator = $indicator and list_contains($place_codes, place_code)
        order by place_code, year
        """,
        place_codes=place_codes,
        indicator=indicator,
    )


def slope_series(place_codes: list[str], indicator: str) -> pd.DataFrame:
    """The slope index over time. One row a place and observed year, oldest first.

    Columns: place_code, indicator, year, sii (in the unit, above 0 the deprived fare worse), rii (a ratio),
    the fitted line at both ends, line_least_deprived and line_most_deprived (none for a mean of areas), and status.
    """
    return query(
        """
        select place_code, indicator, year, sii, rii, line_least_deprived, line_most_deprived, status
        from place_slope
        where indicator = $indicator and list_contains($place_codes, place_code)
        order by place_code, year
        """,
        place_codes=place_codes,
        indicator=indicator,
    )


def deprivation_gradient(area_code: str, indicator: str) -> pd.DataFrame:
    """An area's communities from least to most deprived, latest year. One row a community with a figure.

    Columns: area_code, community_code, name, cpp (the name of its area), indicator, year, value, status,
    population, income_deprivation_rate (0 to 1), position (0 to 1: the midpoint of its people in that order),
    is_least_deprived and is_most_deprived (tenth).
    """
    return query(
        """
        select
            gradient.area_code, gradient.community_code, community.name, area.name as cpp,
            gradient.indicator, gradient.year, gradient.value, gradient.status, population,
            gradient.income_deprivation_rate, gradient.position, is_least_deprived, is_most_deprived
        from deprivation_gradient as gradient
        join community on community.community_code = gradient.community_code
        join area on area.area_code = community.area_code
        where gradient.area_code = $area_code and gradient.indicator = $indicator
        order by gradient.position
        """,
        area_code=area_code,
        indicator=indicator,
    )


@cache
def tenth_sizes(area_code: str) -> dict[str, int]:
    """How many communities an area has: communities, least_deprived and most_deprived (tenth). One row an area.

    Asked of the database once a process for each area.
    """
    row = query(
        """
        select
            count(*) as communities,
            count(*) filter (is_least_deprived) as least_deprived,
            count(*) filter (is_most_deprived) as most_deprived
        from deprivation_tenth
        where area_code = $area_code
        """,
        area_code=area_code,
    )
    return {name: int(row[name][0]) for name in row}

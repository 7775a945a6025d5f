"""Questions about how deprived communities fare beside others."""

from __future__ import annotations

from functools import cache

import pandas as pd

from cpop.database import query


def inequality(area_code: str, comparator: str) -> pd.DataFrame:
    """Every measure of every community indicator at once. One row an indicator (in the catalogue's order) and measure.

    comparator: a place_code of the view place_tenths. Columns: area_code, comparator, indicator, measure (tenths: the
    gap, most less least deprived, in the unit; duncan: the index, -1 to 1; slope: the slope index, in the unit);
    first_year, first_value, last_year and last_value of its measured years, with their SIMD editions (none for the
    tenths), and their sizes as shown; side: who fares worse in the last (deprived, others, even); direction of the size
    (growing, shrinking, unchanged; turned where it went to the other side); comparator_value of last_year and level
    beside it (larger, smaller, the same, opposite); and of the outcome as a whole: outcome_side and outcome_direction
    (mixed where the measures do not agree) and is_unequal. What overlaps with deprivation has no Duncan index.
    Beside the tenths of last_year: most_deprived, least_deprived (in the unit), ratio and comparator_ratio. Beside the
    slope: rii (over the mean), line_least_deprived and line_most_deprived (the fitted line's ends, in the unit), their
    line_ratio, and most_deprived_over_mean in per cent.
    """
    return query(
        """
        select
            compared.area_code, compared.comparator, compared.indicator, measure,
            first_year, first_value, first_size, first_simd_edition,
            last_year, last_value, last_size, last_simd_edition,
            compared.side, compared.direction, comparator_value, level,
            standing.side as outcome_side, standing.direction as outcome_direction, standing.is_unequal,
            tenths.most_deprived, tenths.least_deprived, tenths.ratio, others.ratio as comparator_ratio,
            rii, line_least_deprived, line_most_deprived, line_ratio, most_deprived_over_mean
        from inequality_comparison as compared
        join inequality_standing as standing using (area_code, comparator, indicator)
        join indicator using (indicator)
        left join place_tenths as tenths on measure = 'tenths' and tenths.place_code = compared.area_code
            and tenths.indicator = compared.indicator and tenths.year = last_year
        left join place_tenths as others on measure = 'tenths' and others.place_code = compared.comparator
            and others.indicator = compared.indicator and others.year = last_year
        left join place_slope as slope on measure = 'slope' and slope.place_code = compared.area_code
            and slope.indicator = compared.indicator and slope.year = last_year
        where area_code = $area_code and comparator = $comparator
        order by catalogue_order, list_position(['tenths', 'duncan', 'slope'], measure)
        """,
        area_code=area_code,
        comparator=comparator,
    )


def inequality_counts(area_code: str, comparator: str) -> pd.DataFrame:
    """Of how many outcomes each thing is told. One row a measure (tenths, duncan, slope), and one for all together.

    Columns: measure; outcomes it tells of; of these, by who fares worse: deprived, even, others, mixed (the measures
    do not agree; of `all` alone); by direction: growing, shrinking, unchanged, turned; beside the comparator (none
    for `all`): larger, smaller, same, opposite.
    """
    return query(
        """
        select
            measure, outcomes, deprived, even, others, mixed, growing, shrinking, unchanged, turned,
            larger, smaller, same, opposite
        from inequality_count
        where area_code = $area_code and comparator = $comparator
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
    """The Duncan index over time. One row a place and observed year, oldest first.

    Columns: place_code, indicator, year, value (-1 to 1, missing ones kept), status of the communities' figures, and
    the simd_edition that deprivation is measured by. Scotland's is the average area: the mean of the 32 indices. What
    overlaps with deprivation has none.
    """
    return query(
        """
        select place_code, indicator, year, value, status, simd_edition
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
    the fitted line at both ends, line_least_deprived and line_most_deprived, the ratio of the latter to the former
    (line_ratio) and the per cent by which the latter exceeds the mean (most_deprived_over_mean), all four none for a
    mean of areas; status, and the simd_edition that deprivation is measured by.
    """
    return query(
        """
        select
            place_code, indicator, year, sii, rii, line_least_deprived, line_most_deprived,
            line_ratio, most_deprived_over_mean, status, simd_edition
        from place_slope
        where indicator = $indicator and list_contains($place_codes, place_code)
        order by place_code, year
        """,
        place_codes=place_codes,
        indicator=indicator,
    )


def deprivation_gradient(area_code: str, indicator: str) -> pd.DataFrame:
    """An area's communities from least to most deprived, last measured year. One row a community with a figure.

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


@cache
def about_even() -> float:
    """How far from nought a Duncan index is still about even: one number. Asked of the database once a process."""
    return float(query("select about_even() as even")["even"][0])

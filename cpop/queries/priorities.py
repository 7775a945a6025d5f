"""Questions about what a plan should tackle first."""

from __future__ import annotations

import pandas as pd

from cpop.database import query


def priorities(area_code: str, comparator: str, indicators: list[str]) -> pd.DataFrame:
    """How pressing some outcomes are for an area. One row an indicator, the most pressing first.

    Order: points, then how far behind the comparator (a place_code of the view series), then the catalogue.
    Columns: area_code, indicator; value, status and year of the latest year; first_year, first_value, last_year,
    last_value and improvement (per cent, above 0 is better) of its observed series; comparator,
    comparator_value, comparator_status, comparator_improvement; standing and quadrant; level_gap (standard
    deviations of the 32, above 0 is better) and rate_gap (percentage points, above 0 is faster); behind,
    falling_behind and unequal (None where there is no answer) and points, one for each yes; what unequal rests on,
    of the gap of the tenths (in the unit) and of the Duncan index (-1 to 1): gap, comparator_gap, gap_level,
    gap_direction, gap_first_year and gap_year, and the same of duncan (see queries.inequality).
    """
    return query(
        """
        select
            area_code, indicator, year, value, status, first_year, first_value, last_year, last_value, improvement,
            comparator, comparator_value, comparator_status, comparator_improvement, standing,
            quadrant, level_gap, rate_gap, behind, falling_behind, unequal, points,
            gap, comparator_gap, gap_level, gap_direction, gap_first_year, gap_year,
            duncan, comparator_duncan, duncan_level, duncan_direction, duncan_first_year, duncan_year
        from priority
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        order by points desc, level_gap nulls last, catalogue_order
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=indicators,
    )


def better_similar_areas(area_code: str, indicator: str, family: str) -> pd.DataFrame:
    """Which similar areas have a better level or a faster improvement. One row such an area, the best level first.

    family: `deprivation` or `density`. Columns: area_code, slug and name of the similar area; indicator; its
    value, status, first_year, first_value, last_year, last_value and improvement (per cent, above 0 is better);
    is_better (level of the latest year `year`) and is_faster (improvement rate) than the asking area.
    """
    return query(
        """
        select
            area.area_code, slug, name, cpp_gap.indicator, year, comparator_value as value,
            comparator_status as status, first_year, first_value, last_year, last_value,
            comparator_improvement as improvement,
            level_gap < 0 as is_better, coalesce(rate_gap < 0, false) as is_faster
        from area
        join cpp_gap on comparator = area.area_code
        left join series_improvement
            on place_code = area.area_code and series_improvement.indicator = cpp_gap.indicator
        where cpp_gap.area_code = $area_code and cpp_gap.indicator = $indicator
            and exists (
                from area_group as member
                join area_group as mine using (group_code)
                where mine.area_code = $area_code and group_code like $family || '-%'
                    and member.area_code = area.area_code
            )
            and (level_gap < 0 or rate_gap < 0)
        order by level_gap nulls last, name
        """,
        area_code=area_code,
        indicator=indicator,
        family=family,
    )

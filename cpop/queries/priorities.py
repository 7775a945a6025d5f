"""Questions about what a plan should tackle first."""

from __future__ import annotations

import pandas as pd

from cpop.database import query


def priorities(area_code: str, comparator: str, indicators: list[str]) -> pd.DataFrame:
    """How pressing some outcomes are for an area. One row an indicator, the most pressing first.

    Order: points, then how far behind the comparator (a place_code of the view series), then the catalogue.
    Columns: area_code, indicator; value, status and year of the latest year; comparator, comparator_value,
    comparator_status; level (better, about_the_same, worse) and level_gap (yardsticks, above 0 is better); from
    first_year to last_year, the first and last that both measured: first_value, last_value, change, pace, movement,
    ground and gap_change (yardsticks, above 0 is gained). behind, falling_behind and unequal (None where there is no
    answer) and points, one for each yes; what unequal rests on, of the gap of the tenths (in the unit) and of the
    Duncan index (-1 to 1): gap, comparator_gap, gap_level, gap_direction, gap_first_year and gap_year, and the same of
    duncan (see queries.inequality).
    """
    return query(
        """
        select
            area_code, indicator, year, value, status, comparator, comparator_value, comparator_status,
            level, level_gap, first_year, first_value, last_year, last_value,
            change, pace, movement, ground, gap_change,
            behind, falling_behind, unequal, points,
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


def worsened_most(area_code: str, indicators: list[str]) -> list[str]:
    """Of some indicators, those on which an area worsened: one code each, by the most yardsticks first."""
    return query(
        """
        select indicator
        from cpp_change
        where area_code = $area_code and change = 'worsened' and list_contains($indicators, indicator)
        order by gain_in_yardsticks, indicator
        """,
        area_code=area_code,
        indicators=indicators,
    )["indicator"].tolist()


def better_similar_areas(area_code: str, indicator: str, family: str) -> pd.DataFrame:
    """Which similar areas have a better level or gained on the asking area. One row such an area, best level first.

    family: `deprivation` or `density`. Columns: area_code, slug and name of the similar area; indicator; its value and
    status in the latest year `year`; from first_year to last_year, the first and last that both measured, its
    first_value, last_value, change, pace beside the asking area, and gained (yardsticks by which it gained on it);
    is_better (the asking area's level is worse) and is_gaining (the asking area lost ground to it). What makes no
    difference is neither.
    """
    return query(
        """
        select
            area.area_code, slug, name, mine.indicator, mine.year, mine.comparator_value as value,
            mine.comparator_status as status, mine.first_year, mine.comparator_first_value as first_value,
            mine.last_year, mine.comparator_last_value as last_value, mine.comparator_change as change, theirs.pace,
            -mine.gap_change as gained,
            coalesce(mine.level = 'worse', false) as is_better,
            coalesce(mine.ground = 'lost', false) as is_gaining
        from area
        join cpp_standing as mine on mine.comparator = area.area_code
        join cpp_standing as theirs
            on theirs.area_code = area.area_code and theirs.comparator = mine.area_code
            and theirs.indicator = mine.indicator
        where mine.area_code = $area_code and mine.indicator = $indicator
            and exists (
                from area_group as member
                join area_group as asking using (group_code)
                where asking.area_code = $area_code and group_code like $family || '-%'
                    and member.area_code = area.area_code
            )
            and (mine.level = 'worse' or mine.ground = 'lost')
        order by mine.level_gap nulls last, name
        """,
        area_code=area_code,
        indicator=indicator,
        family=family,
    )

"""Questions about one outcome in every community of an area."""

from __future__ import annotations

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query


def every_community(area: Area, indicator: str) -> pd.DataFrame:
    """One indicator in all communities of an area, then and now. One row a community, in order of name.

    Columns of queries.community_latest, and income_deprivation_rate (0 to 1, newest SIMD).
    """
    return query(
        """
        select
            latest.area_code, community_code, indicator, latest.year, latest.value, latest.status,
            first_year, first_value, last_year, last_value, improvement, direction, told_as, income_deprivation_rate
        from community_latest as latest
        join raw_change using (community_code, indicator)
        join deprivation_tenth using (community_code)
        join community using (community_code)
        where latest.area_code = $area_code and deprivation_tenth.area_code = $area_code and indicator = $indicator
        order by name, community_code
        """,
        area_code=area.code,
        indicator=indicator,
    )


def every_community_series(area: Area, indicator: str, projected: bool) -> pd.DataFrame:
    """One indicator over time in all communities of an area. One row a community and year.

    Columns: area_code, community_code, indicator, year, period, value (missing ones kept), status.
    """
    return query(
        """
        select area_code, community_code, indicator, year, period, value, status
        from community_series
        join community using (community_code)
        where area_code = $area_code and indicator = $indicator and ($projected or status <> 'projected')
        order by community_code, year
        """,
        area_code=area.code,
        indicator=indicator,
        projected=projected,
    )


def beside_communities(area: Area, indicator: str, projected: bool) -> pd.DataFrame:
    """What an area's communities are drawn beside: one indicator over time of the area and of Scotland.

    Where their figures are not alike those of communities: the mean of the area's communities instead, and nothing of
    Scotland. One row a place and year. Columns: place_code (an area_code, or `mean`), indicator, year, period, value,
    status.
    """
    return query(
        """
        with beside as (
            select place_code, indicator, year, period, value, status
            from series
            join indicator using (indicator)
            where place_code in ($area_code, scotland()) and alike_across_levels
            union all
            select 'mean', indicator, year, period, value, status
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


def every_area_change(indicator: str) -> pd.DataFrame:
    """One indicator in the 32 areas, then and now. One row an area, in order of name.

    Columns: area_code, name, indicator; year, value and status of the latest year; first_year, first_value, last_year,
    last_value, improvement, direction and told_as between measured years, as in queries.community_latest;
    income_deprivation_rate (not defined).
    """
    return query(
        """
        select
            area_code, name, indicator, latest.year, latest.value, latest.status,
            first_year, first_value, last_year, last_value, improvement, change as direction,
            change_told_as(first_value, last_value, kind) as told_as,
            null::double as income_deprivation_rate
        from cpp_latest as latest
        join area using (area_code)
        join indicator using (indicator)
        left join cpp_change using (area_code, indicator)
        where indicator = $indicator and area_code <> scotland()
        order by name
        """,
        indicator=indicator,
    )

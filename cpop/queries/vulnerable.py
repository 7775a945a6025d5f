"""Questions about the five most vulnerable communities of each area, in 2006/07 and now."""

from __future__ import annotations

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query


def most_vulnerable(area: Area) -> pd.DataFrame:
    """The communities of an area that were among its five most vulnerable, or are now. One row a community.

    Columns: area_code, community_code, rank_then (1 to 5 in 2006/07) and rank_now (1 to 5 now), none where it was
    or is not among them; position now (1 the most vulnerable) of so many communities; band (1 to 7).
    """
    return query(
        """
        select area_code, community_code, rank_then, rank_now, position, communities, band
        from most_vulnerable
        where area_code = $area_code
        order by position, community_code
        """,
        area_code=area.code,
    )


def vulnerable_change(area: Area) -> pd.DataFrame:
    """How an area's most vulnerable communities, of then and of now, changed. One row a community and indicator.

    Columns: area_code, community_code, rank_then, rank_now, indicator; first_year and last_year with measured
    figures; first_value, last_value and improvement (per cent, above 0 is better) of the community, and
    area_first_value, area_last_value, area_improvement of the mean of the area's communities; gained_ground
    (whether it improved more, or worsened less, than that mean). In the catalogue's order.
    """
    return query(
        """
        select
            raw_change.area_code, community_code, rank_then, rank_now, indicator, first_year, last_year,
            first_value, last_value, improvement,
            area_first_value, area_last_value, area_improvement,
            improvement > area_improvement as gained_ground
        from raw_change
        join most_vulnerable using (community_code)
        join indicator using (indicator)
        where raw_change.area_code = $area_code
        order by community_code, catalogue_order
        """,
        area_code=area.code,
    )


def vulnerable_still() -> pd.DataFrame:
    """How many of the five most vulnerable of 2006/07 still are, in each of the 32. One row an area.

    Columns: area_code, were (five), still, communities (of the area). The most that stayed first.
    """
    return query(
        """
        select area_code, were, still, communities from vulnerable_still
        join area using (area_code)
        order by still desc, name
        """
    )

"""Questions about the five most vulnerable communities of each area, in 2006/07 and now."""

from __future__ import annotations

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query


def most_vulnerable(area: Area) -> pd.DataFrame:
    """The communities of an area that were among its five most vulnerable, or are now. One row a community.

    All of them in an area of fewer than ten, which has no such five (has_five). Columns: area_code, community_code,
    rank_then (1 to 5 in 2006/07) and rank_now (1 to 5 now, or among all), none where it was or is not among them;
    position now (1 the most vulnerable) of so many communities; band; has_five.
    """
    return query(
        """
        select area_code, community_code, rank_then, rank_now, position, communities, band, has_five
        from most_vulnerable
        where area_code = $area_code
        order by position, community_code
        """,
        area_code=area.code,
    )


def vulnerable_change(area: Area) -> pd.DataFrame:
    """How an area's most vulnerable communities, of then and of now, changed. One row a community and indicator.

    Columns: area_code, community_code, rank_then, rank_now, indicator; first_year and last_year with measured
    figures; first_value, last_value, improvement (per cent, above 0 is better), direction (improved, little_change,
    worsened) and told_as (points, percent, values) of the community, and the same as area_* of the mean of the
    area's communities; first_gap and last_gap to that mean in the outcome's unit (above 0 where the community is
    better), ground (gained, kept, lost), movement (what became of the gap), is_ahead_by_share (lost ground, though
    its per cent is the better). In the catalogue's order; missing where fewer than two years are measured.
    """
    return query(
        """
        select
            raw_change.area_code, community_code, rank_then, rank_now, indicator, first_year, last_year,
            first_value, last_value, improvement, direction, told_as,
            area_first_value, area_last_value, area_improvement, area_direction, area_told_as,
            first_gap, last_gap, ground, movement, is_ahead_by_share
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

    Columns: area_code, were (five; none counted where the area has no such five), still, communities (of the area),
    has_five. The most that stayed first.
    """
    return query(
        """
        select area_code, were, still, communities, has_five from vulnerable_still
        join area using (area_code)
        order by has_five desc, still desc, name
        """
    )

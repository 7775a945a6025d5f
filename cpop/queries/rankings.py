"""Questions about the communities of an area in order: the four rankings, and who does better than expected."""

from __future__ import annotations

from functools import cache

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query


@cache
def strategic_areas(area: Area) -> tuple[str, ...]:
    """The names of an area's strategic areas, in order; none where its communities are scored as a whole only."""
    rows = query(
        """
        select distinct strategic_area from community
        where area_code = $area_code and strategic_area is not null
        order by strategic_area
        """,
        area_code=area.code,
    )
    return tuple(rows["strategic_area"])


def ranking(area: Area, indicators: list[str], strategic_area: str | None = None) -> pd.DataFrame:
    """The communities of an area, or of one of its strategic areas, by the four questions. One row a community.

    Columns: community_code, area_code, strategic_area (none for the whole); outcomes_in_area, expected_in_area,
    change_in_area and expected_change_in_area (positions in the place by area score, type score, area change and
    type change, 1 the poorest or least improved); outcomes_in_area_of and change_in_area_of (communities with a
    position); band of outcomes_in_area (1 the poorest) of so many bands; area_score, type_score, area_change,
    type_change (sums over `indicators`, in standard deviations); changes (indicators with a change score); type_level
    and type_change_level (above, below or at the average of its type). Positions by change are missing where none is
    known in the place. Poorest outcomes first.
    """
    return query(
        """
        select
            community_code, area_code, strategic_area,
            outcomes_in_area, expected_in_area, change_in_area, expected_change_in_area,
            outcomes_in_area_of, change_in_area_of, band, bands,
            area_score, type_score, area_change, type_change, changes, type_level, type_change_level
        from ranking_within($indicators)
        where area_code = $area_code and strategic_area is not distinct from $strategic_area
        order by outcomes_in_area, community_code
        """,
        area_code=area.code,
        indicators=indicators,
        strategic_area=strategic_area,
    )


def better_than_expected(indicators: list[str]) -> pd.DataFrame:
    """Who does better than its type, in every area and strategic area. One row a place, the lowest share first.

    Columns: area_code, strategic_area (none for the whole CPP), communities with a score, better (how many have a
    combined type score above zero) and share (0 to 1).
    """
    return query(
        """
        select area_code, strategic_area, communities, better, share
        from better_than_expected_within($indicators)
        order by share, area_code, strategic_area
        """,
        indicators=indicators,
    )


@cache
def scored_years() -> pd.DataFrame:
    """Which years the communities' scores stand on. One row an indicator, in the catalogue's order.

    Columns: indicator; year and is_estimated (whether some figure of that latest year is); base_year and
    base_is_estimated; without_change of all its communities (how many have no known change). Asked of the database
    once a process.
    """
    return query(
        """
        select
            indicator,
            max(year) as year,
            bool_or(status = 'imputed') as is_estimated,
            min(base_year) as base_year,
            coalesce(bool_or(base_status = 'imputed'), false) as base_is_estimated,
            count(*) - count(change) as without_change,
            count(*) as communities
        from community_latest
        join indicator using (indicator)
        group by indicator, catalogue_order
        order by catalogue_order
        """
    )

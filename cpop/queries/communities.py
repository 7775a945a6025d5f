"""Questions about communities: where they are, how they do, what is like them."""

from __future__ import annotations

from functools import cache

import pandas as pd

from cpop.catalogue import Area, Community, community_indicators
from cpop.database import query
from cpop.queries import areas


@cache
def communities() -> dict[str, Community]:
    """All communities, one by one under their code, in order of area and name. Asked once a process."""
    by_code = {area.code: area for area in areas.by_slug().values()}
    rows = query(
        """
        select
            community.community_code, community_place.slug, community.name, community.area_code,
            typology_group, typology_label
        from community
        join community_place on community_place.community_code = community.community_code
        join area on area.area_code = community.area_code
        order by area.name, community.name, community.community_code
        """
    )
    return {
        row.community_code: Community(
            row.community_code, row.slug, row.name, by_code[row.area_code], int(row.typology_group), row.typology_label
        )
        for row in rows.itertuples()
    }


@cache
def communities_in(area: Area) -> dict[str, Community]:
    """The communities of an area by slug, in order of name; those of Scotland by their key."""
    if area.is_scotland:
        return {one.key: one for one in communities().values()}
    return {one.slug: one for one in communities().values() if one.area == area}


def _within(area: Area) -> str | None:
    """The area to keep to, none for Scotland as a whole."""
    return None if area.is_scotland else area.code


@cache
def similar_communities(community: Community) -> dict[str, Community]:
    """The other communities of one community's type, by key, in order of area and name."""
    return {
        one.key: one
        for one in communities().values()
        if one.typology_group == community.typology_group and one != community
    }


@cache
def extents() -> dict[str, tuple[float, float, float, float]]:
    """The window of each area's map, one under each area code: west, east, south and north in degrees."""
    rows = query("select area_code, west, east, south, north from area_extent")
    return {row.area_code: (row.west, row.east, row.south, row.north) for row in rows.itertuples()}


def vulnerability(area: Area) -> pd.DataFrame:
    """Overall vulnerability in an area, or in all 32 for Scotland. One row a community, the poorest first.

    Columns: area_code, community_code, position (1 is the poorest, equal scores share the mean position) of so
    many communities of the CPP, band (1 to 7, 1 the most vulnerable; fewer where there are not seven), bands.
    """
    return query(
        """
        select area_code, community_code, position, communities, band, bands
        from vulnerability
        where $area_code is null or area_code = $area_code
        order by area_code, position, community_code
        """,
        area_code=_within(area),
    )


def community_standing(community: Community) -> pd.DataFrame:
    """Where the communities of a community's area and type stand, itself included. One row a community.

    Columns: community_code, area_code, typology_group; outcomes_in_area, change_in_area, outcomes_in_type and
    change_in_type (positions over all indicators, 1 the poorest or least improved), each with its *_of; band of
    vulnerability within the area (1 the most vulnerable) of so many bands.
    """
    return query(
        """
        select
            community_code, area_code, typology_group,
            outcomes_in_area, change_in_area, outcomes_in_type, change_in_type,
            outcomes_in_area_of, change_in_area_of, outcomes_in_type_of, change_in_type_of,
            band, bands
        from community_standing
        where area_code = $area_code or typology_group = $typology_group
        order by community_code
        """,
        area_code=community.area.code,
        typology_group=community.typology_group,
    )


def community_latest(area: Area, indicator: str) -> pd.DataFrame:
    """One indicator in the communities of an area, or of all Scotland. One row a community.

    Columns: area_code, community_code, indicator; year, value and status of the latest year; first_year, first_value,
    last_year and last_value of the measured years that its change is told between (missing where there are not two),
    improvement (per cent, above 0 is better), direction (improved, little_change, worsened), told_as (points, percent,
    values).
    """
    return query(
        """
        select
            latest.area_code, community_code, indicator, latest.year, latest.value, latest.status,
            first_year, first_value, last_year, last_value, improvement, direction, told_as
        from community_latest as latest
        join raw_change using (community_code, indicator)
        where indicator = $indicator and ($area_code is null or latest.area_code = $area_code)
        order by community_code
        """,
        area_code=_within(area),
        indicator=indicator,
    )


def community_profile(community_code: str) -> pd.DataFrame:
    """All indicators of one community. One row an indicator, in the catalogue's order.

    Columns of community_latest, and beside_value, beside_status and level (better, about_the_same, worse) against
    the figure of its area (is_alike), or against the mean of the area's communities where those are not alike.
    """
    return query(
        """
        select
            latest.area_code, community_code, indicator, latest.year, latest.value, latest.status,
            first_year, first_value, last_year, last_value, improvement, direction, told_as,
            is_alike, beside_value, beside_status, community_level.level
        from community_latest as latest
        join raw_change using (community_code, indicator)
        join community_level using (community_code, indicator)
        join indicator using (indicator)
        where community_code = $community_code
        order by catalogue_order
        """,
        community_code=community_code,
    )


def contributions(area: Area, indicators: list[str], strategic_area: str | None = None) -> pd.DataFrame:
    """What each outcome adds to the combined scores of a place's communities. One row a community and outcome.

    Columns: community_code, indicator, area_score and area_change_score (standard deviations within the place),
    is_outlier and is_change_outlier (beyond 4 in size); outcomes_without (of outcomes_without_of) and change_without:
    its positions by all the other outcomes of `indicators`. In order of community and the catalogue.
    """
    return query(
        """
        select
            community_code, indicator, area_score, area_change_score, is_outlier, is_change_outlier,
            outcomes_without, outcomes_without_of, change_without
        from contribution_within($indicators)
        join indicator using (indicator)
        where area_code = $area_code and strategic_area is not distinct from $strategic_area
        order by community_code, catalogue_order
        """,
        area_code=area.code,
        indicators=indicators,
        strategic_area=strategic_area,
    )


def community_series(
    community_codes: list[str], area_codes: list[str], typology_group: int, projected: bool
) -> pd.DataFrame:
    """The series of communities, areas and one type's mean. One row a place, indicator and year.

    Indicators: those with figures for communities; of areas only where their figures are alike, else the mean of the
    area's communities (place_code `mean`-area_code). Columns: place_code (a community_code, an area_code, or `type`),
    indicator, year, period, value (missing ones kept), status, in order of indicator, place and year.
    """
    return query(
        """
        with place as (
            select community_code as place_code, indicator, year, period, value, status
            from community_series
            -- A join with the few finds them in half the time of a list_contains over all.
            where community_code in (select unnest($community_codes))
            union all
            select place_code, indicator, year, period, value, status
            from series
            join indicator using (indicator)
            where list_contains($area_codes, place_code)
                and list_contains($indicators, indicator) and alike_across_levels
            union all
            select 'mean-' || area_code, indicator, year, period, value, status
            from area_mean
            join indicator using (indicator)
            where list_contains($area_codes, area_code) and not alike_across_levels
            union all
            select 'type', indicator, year, period, value, status
            from type_mean
            where typology_group = $typology_group
        )
        from place
        where $projected or status <> 'projected'
        order by indicator, place_code, year
        """,
        community_codes=community_codes,
        area_codes=area_codes,
        typology_group=typology_group,
        indicators=list(community_indicators()),
        projected=projected,
    )


def learn_from(community_code: str, most: int) -> pd.DataFrame:
    """The similar communities that were as poor in the base year and did better since; most improved first.

    One row a similar community, at most `most`. Columns: community_code, area_code; start_position within the
    type in the base year and type_position now (1 the poorest) of so many communities; improved, on how many of
    its `changes` (indicators with a known change) it got better; type_change, its combined score of change within
    the type; did_better_than_here.
    """
    return query(
        """
        select
            similar_code as community_code,
            similar_area_code as area_code,
            start_position, type_position, communities, improved, changes, type_change, did_better_than_here
        from learn_from
        where learn_from.community_code = $community_code and was_as_poor and did_better
        order by type_change desc, similar_code
        limit $most
        """,
        community_code=community_code,
        most=most,
    )


def learn_from_outcome(community_code: str, indicator: str, most: int) -> pd.DataFrame:
    """As learn_from, for one indicator by its figures. One row a similar community, most improved first.

    Columns: community_code, area_code, indicator, base_year, base_value, base_status, year, value, status,
    change as a ratio (above 0 is better), direction and told_as between those two years.
    """
    return query(
        """
        select
            similar_code as community_code,
            similar_area_code as area_code,
            indicator, base_year, base_value, base_status, year, value, status, change, direction, told_as
        from learn_from_outcome
        where learn_from_outcome.community_code = $community_code and indicator = $indicator
            and was_as_poor and did_better
        order by change desc, similar_code
        limit $most
        """,
        community_code=community_code,
        indicator=indicator,
        most=most,
    )

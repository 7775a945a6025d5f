"""Which communities there are, and the questions of their map."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from cpop.catalogue import Area, Community
from cpop.database import rows
from cpop.queries.areas import Change, by_slug

# How a change is told (change_told_as).
ToldAs = Literal["points", "percent", "values"]


class _Known(NamedTuple):
    community_code: str
    slug: str
    name: str
    area_code: str
    typology_group: int
    typology_label: str


@cache
def by_code() -> dict[str, Community]:
    """All communities, one by one under their code, in order of area and name. Asked once a process."""
    by_area = {area.code: area for area in by_slug().values()}
    found = rows(
        _Known,
        """
        select
            community.community_code, community_place.slug, community.name, community.area_code,
            typology_group, typology_label
        from community
        join community_place on community_place.community_code = community.community_code
        join area on area.area_code = community.area_code
        order by area.name, community.name, community.community_code
        """,
    )
    return {
        one.community_code: Community(
            one.community_code, one.slug, one.name, by_area[one.area_code], one.typology_group, one.typology_label
        )
        for one in found
    }


@cache
def within(area: Area) -> dict[str, Community]:
    """The communities of an area by slug, in order of name; those of Scotland by their key."""
    if area.is_scotland:
        return {one.key: one for one in by_code().values()}
    return {one.slug: one for one in by_code().values() if one.area == area}


@cache
def similar_to(community: Community) -> dict[str, Community]:
    """The other communities of one community's type, by key, in order of area and name."""
    return {
        one.key: one
        for one in by_code().values()
        if one.typology_group == community.typology_group and one != community
    }


class Extent(NamedTuple):
    """The window of an area's map, in degrees."""

    area_code: str
    west: float
    east: float
    south: float
    north: float


@cache
def extents() -> dict[str, Extent]:
    """The window of each area's map, one under each code. Asked once a process."""
    found = rows(Extent, "select area_code, west, east, south, north from area_extent")
    return {one.area_code: one for one in found}


class Vulnerability(NamedTuple):
    """A community's overall vulnerability: its position in its CPP (1 is the poorest, equal scores share the mean
    position) of so many communities, and its band (1 the most vulnerable) of so many.
    """

    area_code: str
    community_code: str
    position: float
    communities: int
    band: int
    bands: int


def vulnerability(area: Area) -> list[Vulnerability]:
    """Overall vulnerability in an area, or in all of them for Scotland. One row a community, the poorest first."""
    return rows(
        Vulnerability,
        """
        select area_code, community_code, position, communities, band, bands
        from vulnerability
        where $area_code is null or area_code = $area_code
        order by area_code, position, community_code
        """,
        area_code=None if area.is_scotland else area.code,
    )


class Latest(NamedTuple):
    """One indicator in a community: its latest figure, and the measured years that its change is told between.

    The first columns are those of Vulnerability. improvement: per cent, above 0 is better; missing with direction and
    told_as where there are not two measured years.
    """

    area_code: str
    community_code: str
    position: float
    communities: int
    band: int
    bands: int
    indicator: str
    year: int
    value: float | None
    status: str | None
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    improvement: float | None
    direction: Change | None
    told_as: ToldAs | None


def latest(area: Area, indicator: str) -> list[Latest]:
    """One indicator in the communities of an area, or of all Scotland. One row a community, poorest overall first."""
    return rows(
        Latest,
        """
        select
            vulnerability.area_code, community_code, position, communities, band, bands,
            indicator, latest.year, latest.value, latest.status,
            first_year, first_value, last_year, last_value, improvement, direction, told_as
        from vulnerability
        join community_latest as latest using (community_code)
        join raw_change using (community_code, indicator)
        where indicator = $indicator and ($area_code is null or vulnerability.area_code = $area_code)
        order by vulnerability.area_code, position, community_code
        """,
        area_code=None if area.is_scotland else area.code,
        indicator=indicator,
    )

"""Questions about the data zones within a community."""

from __future__ import annotations

from typing import NamedTuple

from cpop.database import rows


class Zone(NamedTuple):
    """A data zone on one indicator: its centroid in degrees, its figure (none where suppressed), whether that is a
    percentage above 100, and its fifth of the area's data zones, and of Scotland's, 1 the poorest.
    """

    data_zone_code: str
    name: str
    longitude: float
    latitude: float
    indicator: str
    year: int
    value: float | None
    status: str | None
    is_suppressed: bool
    is_over_100: bool
    area_fifth: int | None
    scotland_fifth: int | None
    community_code: str


def zones(community_code: str) -> list[Zone]:
    """The data zones of a community. One row a data zone and indicator with figures for them, in that order."""
    return rows(
        Zone,
        """
        select
            data_zone_code, name, longitude, latitude, indicator, year,
            value, status, is_suppressed, is_over_100, area_fifth, scotland_fifth, data_zone_figure.community_code
        from data_zone_figure
        join data_zone using (data_zone_code)
        join indicator using (indicator)
        where data_zone_figure.community_code = $community_code
        order by data_zone_code, catalogue_order
        """,
        community_code=community_code,
    )


def zones_of_area(area_code: str, indicator: str) -> list[Zone]:
    """The data zones of an area on one indicator. One row a data zone, the poorest first, suppressed ones last."""
    return rows(
        Zone,
        """
        select
            data_zone_code, data_zone.name, longitude, latitude, indicator, year,
            value, status, is_suppressed, is_over_100, area_fifth, scotland_fifth, data_zone_figure.community_code
        from data_zone_figure
        join data_zone using (data_zone_code)
        join community on community.community_code = data_zone_figure.community_code
        join indicator using (indicator)
        where area_code = $area_code and indicator = $indicator
        order by sign * value nulls last, data_zone_code
        """,
        area_code=area_code,
        indicator=indicator,
    )


class Scale(NamedTuple):
    """The figure of a place above data zones, in the same year as theirs."""

    place_code: str
    indicator: str
    value: float | None
    status: str


def scale(place_codes: list[str]) -> list[Scale]:
    """The same indicators for communities and areas. One row a place and indicator; none where not alike."""
    return rows(
        Scale,
        """
        select place_code, indicator, value, status
        from data_zone_scale
        join indicator using (indicator)
        where list_contains($place_codes, place_code)
        order by place_code, catalogue_order
        """,
        place_codes=place_codes,
    )

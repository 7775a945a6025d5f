"""Questions about the data zones within a community."""

from __future__ import annotations

import pandas as pd

from cpop.database import query


def data_zones(community_code: str) -> pd.DataFrame:
    """The data zones of a community on every indicator that has figures for them. One row a data zone and indicator.

    Columns: data_zone_code, name, longitude and latitude (degrees, of the centroid), indicator, year, value
    (missing where suppressed), status, is_suppressed, area_fifth (its fifth of the area's data zones, 1 the
    poorest); in order of data zone and the catalogue.
    """
    return query(
        """
        select
            data_zone_code, name, longitude, latitude, indicator, year,
            value, status, is_suppressed, area_fifth
        from data_zone_figure
        join data_zone using (data_zone_code)
        join indicator using (indicator)
        where data_zone_figure.community_code = $community_code
        order by data_zone_code, catalogue_order
        """,
        community_code=community_code,
    )


def data_zone_scale(place_codes: list[str]) -> pd.DataFrame:
    """The same indicators for places above data zones, in the same year as theirs. One row a place and indicator.

    place_codes: of communities and areas. Columns: level, place_code, indicator, year, value, status.
    """
    return query(
        """
        select level, place_code, indicator, year, value, status
        from data_zone_scale
        join indicator using (indicator)
        where list_contains($place_codes, place_code)
        order by place_code, catalogue_order
        """,
        place_codes=place_codes,
    )

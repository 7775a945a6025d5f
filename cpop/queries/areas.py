"""Questions about Scotland and the 32 CPPs."""

from __future__ import annotations

from functools import cache

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query


@cache
def areas() -> dict[str, Area]:
    """Scotland and the 32 CPPs by slug: Scotland first, then by name. Asked of the database once a process."""
    rows = query(
        """
        select area_code, slug, name, family_deprivation, family_density
        from area
        order by family_deprivation is not null, name
        """
    )
    return {
        row.slug: Area(
            row.area_code,
            row.slug,
            row.name,
            None if pd.isna(row.family_deprivation) else int(row.family_deprivation),
            None if pd.isna(row.family_density) else int(row.family_density),
        )
        for row in rows.itertuples()
    }


def glance(area_code: str, comparator: str, indicators: list[str]) -> pd.DataFrame:
    """How an area does on some indicators. One row an indicator with figures, in the catalogue's order.

    Columns: area_code, indicator; value, year and status of the latest year; rank (1 is best, none for
    Scotland) among `ranked` CPPs; first_year, first_value, last_year, last_value and improvement (per cent,
    above 0 is better) of its observed series; comparator_value, comparator_status, comparator_improvement
    and standing against `comparator` (a place_code of the view series); scotland_value.
    """
    return query(
        """
        select
            area_code, indicator, cpp_glance.year, cpp_glance.value, status, rank, ranked,
            first_year, first_value, last_year, last_value, cpp_glance.improvement,
            comparator, comparator_value, comparator_status, comparator_improvement, standing, scotland_value
        from cpp_glance
        left join cpp_standing using (area_code, indicator)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        order by catalogue_order
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=indicators,
    )


def positions() -> pd.DataFrame:
    """The latest values of the 32 CPPs, for strips. One row an indicator; column areas: its values, in no order."""
    return query("select indicator, list(value) as areas from cpp_latest where rank is not null group by indicator")


def area_series(place_codes: list[str], indicators: list[str], projected: bool) -> pd.DataFrame:
    """The series of some places, with or without projected years. One row a place, indicator and year.

    place_codes: area codes, or family groups as `deprivation-N` and `density-N`. Columns: place_code,
    indicator, year, period, value (missing ones kept), status.
    """
    return query(
        """
        select place_code, indicator, year, period, value, status
        from series
        where list_contains($place_codes, place_code)
            and list_contains($indicators, indicator)
            and ($projected or status <> 'projected')
        order by indicator, place_code, year
        """,
        place_codes=place_codes,
        indicators=indicators,
        projected=projected,
    )


def every_area_series(indicator: str, projected: bool) -> pd.DataFrame:
    """One indicator everywhere, with or without projected years. One row a place and year, in order of time.

    Places are the areas (Scotland included) and the family groups.

    Columns: indicator, place_code, name (none for a family group), year, period, value (missing ones kept), status.
    """
    return query(
        """
        select indicator, place_code, name, year, period, value, status
        from series
        left join area on area_code = place_code
        where indicator = $indicator and ($projected or status <> 'projected')
        order by place_code, year
        """,
        indicator=indicator,
        projected=projected,
    )

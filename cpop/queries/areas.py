"""Questions about Scotland and the 32 CPPs."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query, rows

# The codes of 03_areas.sql.
Level = Literal["better", "about_the_same", "worse"]
Ground = Literal["gained", "kept", "lost"]
Change = Literal["improved", "little_change", "worsened"]


@cache
def areas() -> dict[str, Area]:
    """Scotland and the 32 CPPs by slug: Scotland first, then by name. Asked of the database once a process."""
    found = query(
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
        for row in found.itertuples()
    }


def glance(area_code: str, comparator: str, indicators: list[str]) -> pd.DataFrame:
    """How an area does on some indicators. One row an indicator with figures, in the catalogue's order.

    Columns: area_code, indicator; value, year and status of the latest year; rank (1 is best, none for
    Scotland) among `ranked` CPPs. Between its first and its last measured year (missing where it has not two since
    the newest break): first_year, first_value, last_year, last_value, gain_in_yardsticks and improvement (per cent),
    both above 0 where better, and change (improved, little_change, worsened); the same before the break as
    before_first_year and so on. Against `comparator` (a place_code of the view series): comparator_value,
    comparator_status; level (better, about_the_same, worse) and level_gap (yardsticks, above 0 is better); and from
    compared_from to compared_to, the first and last year that both measured: comparator_change,
    comparator_improvement, gap_change (yardsticks, above 0 is gained), ground, pace and movement. scotland_value;
    series_break: what happened at the newest break, where there is one.
    """
    return query(
        """
        select
            area_code, indicator, glance.year, glance.value, glance.status, rank, ranked,
            glance.first_year, glance.first_value, glance.last_year, glance.last_value,
            gain_in_yardsticks, glance.improvement, glance.change,
            before_first_year, before_first_value, before_last_year, before_last_value, before_change,
            comparator, comparator_value, comparator_status, level, level_gap,
            standing.first_year as compared_from, standing.last_year as compared_to,
            comparator_change, comparator_improvement, gap_change, ground, pace, movement,
            scotland_value, series_break
        from cpp_glance as glance
        left join cpp_standing as standing using (area_code, indicator)
        left join (
            select indicator, arg_max(what, year) as series_break from series_break where level = 'cpp' group by all
        ) using (indicator)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        order by catalogue_order
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=indicators,
    )


class Tally(NamedTuple):
    """How many of some outcomes stand and moved in which way, in one row.

    better, about_the_same and worse of `compared`, of which `estimated` rest on an estimated figure; improved,
    little_change and worsened of `judged`, between first_year and last_year, the earliest and the latest measured.
    """

    compared: int
    better: int
    about_the_same: int
    worse: int
    estimated: int
    judged: int
    improved: int
    little_change: int
    worsened: int
    first_year: int | None
    last_year: int | None


def tally(area_code: str, comparator: str, indicators: list[str]) -> Tally:
    """How an area's outcomes stand beside a comparator (a place_code of the view series) and moved: one row."""
    return rows(
        Tally,
        """
        select
            count(level) as compared,
            count(*) filter (level = 'better') as better,
            count(*) filter (level = 'about_the_same') as about_the_same,
            count(*) filter (level = 'worse') as worse,
            count(*) filter (level is not null and 'imputed' in (glance.status, comparator_status)) as estimated,
            count(glance.change) as judged,
            count(*) filter (glance.change = 'improved') as improved,
            count(*) filter (glance.change = 'little_change') as little_change,
            count(*) filter (glance.change = 'worsened') as worsened,
            min(glance.first_year) as first_year,
            max(glance.last_year) as last_year
        from cpp_glance as glance
        left join cpp_standing using (area_code, indicator)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=indicators,
    )[0]


def positions() -> pd.DataFrame:
    """The latest values of the 32 CPPs, for strips. One row an indicator; column areas: its values, in no order."""
    return query("select indicator, list(value) as areas from cpp_latest where rank is not null group by indicator")


def area_series(place_codes: list[str], indicators: list[str], projected: bool) -> pd.DataFrame:
    """The series of some places, with or without projected years. One row a place, indicator and year.

    place_codes: area codes, or family groups as `deprivation-N` and `density-N`. Columns: place_code,
    indicator, year, period, value (missing ones kept), status; series_break: what happened, in a year from which the
    figures are not alike those before.
    """
    return query(
        """
        select place_code, indicator, year, period, value, status, what as series_break
        from series
        left join (from series_break where level = 'cpp') using (indicator, year)
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

    Columns: indicator, place_code, name (none for a family group), year, period, value (missing ones kept), status,
    series_break as in `area_series`.
    """
    return query(
        """
        select indicator, place_code, name, year, period, value, status, what as series_break
        from series
        left join (from series_break where level = 'cpp') using (indicator, year)
        left join area on area_code = place_code
        where indicator = $indicator and ($projected or status <> 'projected')
        order by place_code, year
        """,
        indicator=indicator,
        projected=projected,
    )

"""Questions about areas among all 32, or among the members of a family group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pandas as pd

from cpop.database import query


def standings(
    group: str, benchmarks: list[str], indicators: list[str], year: int, area_code: str | None = None
) -> pd.DataFrame:
    """Where the members of a group stand in a year. One row a place and indicator, best first, benchmarks last.

    group: `all`, or a family group as `deprivation-N` or `density-N`. benchmarks: further places to see beside them
    (place codes of the view series), left out where they are members, and where they have no observed value.
    Columns: indicator, year, place_code, name (none for a family group), value (in the indicator's unit, missing ones
    kept), status, rank (1 is best, none for benchmarks) among `ranked` members; area_level: how `area_code` stands
    beside the place in that year (better, about_the_same, worse).
    """
    return query(
        """
        with member as (
            select indicator, year, area_code as place_code, value, status, rank, ranked
            from cpp_position
            where group_code = $group_code and year = $year and list_contains($indicators, indicator)
        ),
        benchmark as (
            select indicator, year, place_code, value, status
            from series
            where list_contains($benchmarks, place_code)
                and year = $year
                and status <> 'projected'
                and list_contains($indicators, indicator)
                and place_code not in (select area_code from area_group where group_code = $group_code)
        ),
        placed as (
            from member
            union all by name
            from benchmark
        )
        select
            placed.indicator, placed.year, placed.place_code, name, placed.value, placed.status, rank, ranked,
            level_code(own.value, placed.value, sign, decimals, yardstick) as area_level
        from placed
        join indicator on indicator.indicator = placed.indicator
        join yardstick on yardstick.indicator = placed.indicator
        left join area on area.area_code = placed.place_code
        left join series as own
            on own.place_code = $area_code and own.indicator = placed.indicator and own.year = placed.year
            and own.status <> 'projected'
        order by catalogue_order, rank nulls last, name
        """,
        group_code=group,
        benchmarks=benchmarks,
        indicators=indicators,
        year=year,
        area_code=area_code,
    )


def changes(group: str, benchmarks: list[str], indicator: str) -> pd.DataFrame:
    """How the members of a group changed. One row a place, most improved first, benchmarks among them.

    group and benchmarks as in `standings`. Columns: indicator, place_code, name (none for a family group), first_year,
    first_value, last_year, last_value (the first and last measured year of the place since the newest break; missing
    where it has not two), gain (in the indicator's unit) and improvement (per cent), both above 0 where better, change
    (improved, little_change, worsened), rank (1 is the largest gain, none for benchmarks) among `ranked` members.
    """
    return query(
        """
        with member as (
            select
                $indicator as indicator, area_code as place_code, position.* exclude (group_code, area_code, indicator)
            from area_group
            left join (from cpp_change_position where indicator = $indicator) as position using (group_code, area_code)
            where group_code = $group_code
        ),
        benchmark as (
            from place_change
            where list_contains($benchmarks, place_code)
                and indicator = $indicator
                and place_code not in (select area_code from area_group where group_code = $group_code)
        ),
        placed as (
            from member
            union all by name
            from benchmark
        )
        select
            indicator, place_code, name, first_year, first_value, last_year, last_value,
            gain, improvement, change, rank, ranked
        from placed
        left join area on area_code = place_code
        order by gain desc nulls last, name
        """,
        group_code=group,
        benchmarks=benchmarks,
        indicator=indicator,
    )


@cache
def observed_years(indicator: str | None = None) -> Mapping[int, str]:
    """The years with observed values for CPPs, of one indicator or of any. One entry a year, newest first.

    Each with the best status that a value has there: `imputed` where every figure of the year is estimated. Asked of
    the database once a process.
    """
    rows = query(
        """
        select year, case when bool_or(status = 'raw') then 'raw' else 'imputed' end as status
        from cpp_position
        where group_code = 'all' and value is not null and ($indicator is null or indicator = $indicator)
        group by year
        order by year desc
        """,
        indicator=indicator,
    )
    return MappingProxyType(dict(zip(rows["year"].tolist(), rows["status"], strict=True)))


@cache
def group_members() -> Mapping[str, tuple[str, ...]]:
    """The members of each group by its code (`all`, `deprivation-N`, `density-N`). One entry a group.

    Area codes, in the order of their names. Asked of the database once a process.
    """
    rows = query("select group_code, area_code from area_group join area using (area_code) order by group_code, name")
    return MappingProxyType({code: tuple(members) for code, members in rows.groupby("group_code")["area_code"]})


def area_centres() -> pd.DataFrame:
    """Where on a map each CPP's people live. One row a CPP: area_code, longitude and latitude in degrees."""
    return query("select area_code, longitude, latitude from area_centre")

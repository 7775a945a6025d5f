"""Questions about areas among all CPPs, or among the members of a family group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from cpop.database import rows
from cpop.queries.areas import FIRST, Change, Level


class Standing(NamedTuple):
    """Where one place stands on one indicator in one year.

    name: none for a family group. value in the indicator's unit. rank: 1 is best, none for benchmarks, among the
    `ranked` members that have a value. area_level: how the asking area stands beside the place in that year.
    """

    indicator: str
    year: int
    place_code: str
    name: str | None
    value: float | None
    status: str | None
    rank: int | None
    ranked: int | None
    area_level: Level | None
    is_member: bool


# The code of the group that a visitor names: its members are in no table.
NAMED = "named"


def standings(
    group: str,
    benchmarks: Sequence[str],
    indicators: Sequence[str],
    year: int,
    area_code: str | None = None,
    named: Sequence[str] = (),
) -> list[Standing]:
    """Where the members of a group stand in a year. One row a place and indicator, best first, benchmarks last.

    group: `all`, a family group as `deprivation-N` or `density-N`, or NAMED. benchmarks: further places to see beside
    them (place codes of the view series), left out where they are members, and where they have no observed value.
    area_code: the asking area. named: the codes of the members of NAMED.
    """
    return rows(
        Standing,
        """
        with position as (
            from cpp_position where group_code = $group_code
            union all
            from cpp_position_of($named)
        ),
        member as (
            select indicator, year, area_code as place_code, value, status, rank, ranked, true as is_member
            from position
            where year = $year and list_contains($indicators, indicator)
        ),
        benchmark as (
            select
                indicator, year, place_code, value, case when value is not null then status end as status,
                false as is_member
            from series
            where list_contains($benchmarks, place_code)
                and year = $year
                and status <> 'projected'
                and list_contains($indicators, indicator)
                and place_code not in (select area_code from area_group where group_code = $group_code)
                and not list_contains($named, place_code)
        ),
        placed as (
            from member
            union all by name
            from benchmark
        )
        select
            placed.indicator, placed.year, placed.place_code, name, placed.value, placed.status, rank, ranked,
            level_code(own.value, placed.value, sign, decimals, yardstick) as area_level, is_member
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
        benchmarks=list(benchmarks),
        indicators=list(indicators),
        year=year,
        area_code=area_code,
        named=list(named),
    )


class Ends(NamedTuple):
    """What was measured first, and what last."""

    first_year: int
    first_value: float
    last_year: int
    last_value: float

    @property
    def years(self) -> tuple[int, int]:
        """The two years."""
        return self.first_year, self.last_year


class Changed(NamedTuple):
    """How one place changed on one indicator.

    name: none for a family group. since_year: the year that changes were asked from, none for the first measured one.
    From the first measured year of the place from then on to its last (none where it has not two): gain (in the
    indicator's unit) and improvement (per cent), both above 0 where better, and change. rank: 1 is the largest gain,
    none for benchmarks, among `ranked` members.
    """

    indicator: str
    place_code: str
    name: str | None
    since_year: int | None
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    gain: float | None
    improvement: float | None
    change: Change | None
    rank: int | None
    ranked: int | None

    @property
    def ends(self) -> Ends | None:
        """Both ends, where there are two."""
        if self.first_year is None or self.first_value is None or self.last_year is None or self.last_value is None:
            return None
        return Ends(self.first_year, self.first_value, self.last_year, self.last_value)


def changes(
    group: str, benchmarks: Sequence[str], indicator: str, named: Sequence[str] = (), since: str = FIRST
) -> list[Changed]:
    """How the members of a group changed. One row a place, most improved first, benchmarks among them.

    group, benchmarks and named as in `standings`; since: one of areas.since_choices.
    """
    return rows(
        Changed,
        """
        with in_group as (
            select area_code from area_group where group_code = $group_code
            union all
            select unnest($named::varchar[])
        ),
        position as (
            from change_position_since($since) where group_code = $group_code
            union all by name
            from cpp_change_of($named, $since)
        ),
        member as (
            select area_code as place_code, position.* exclude (group_code, area_code, indicator)
            from in_group
            left join (from position where indicator = $indicator) as position using (area_code)
        ),
        benchmark as (
            select * exclude (since, indicator, breaks_after)
            from measured_change
            where list_contains($benchmarks, place_code)
                and since = $since
                and indicator = $indicator
                and breaks_after = 0
                and place_code not in (select place_code from member)
        ),
        placed as (
            from member
            union all by name
            from benchmark
        )
        select
            $indicator as indicator, place_code, name,
            case when $since <> 'first' then since_year end as since_year,
            first_year, first_value, last_year, last_value, gain, improvement, change, rank, ranked
        from placed
        left join area on area_code = place_code
        left join since_choice
            on since = $since and level = 'cpp' and since_choice.indicator = $indicator
        order by gain desc nulls last, name
        """,
        group_code=group,
        benchmarks=list(benchmarks),
        indicator=indicator,
        named=list(named),
        since=since,
    )


class ChangeTally(NamedTuple):
    """Of how many members the change is judged, and how they changed; the first and last measured year of most."""

    judged: int
    improved: int
    little_change: int
    worsened: int
    first_year: int
    last_year: int


def change_tally(group: str, indicator: str, named: Sequence[str] = (), since: str = FIRST) -> ChangeTally | None:
    """How many members of a group (as in `standings`) changed in which way: one row, none where no change is judged.

    since: one of areas.since_choices.
    """
    found = rows(
        ChangeTally,
        """
        select * exclude (group_code, indicator)
        from cpp_change_tally_of($named, $since)
        where group_code = $group_code and indicator = $indicator
        """,
        group_code=group,
        indicator=indicator,
        named=list(named),
        since=since,
    )
    return found[0] if found else None


class _Year(NamedTuple):
    year: int
    status: str


@cache
def observed_years(indicator: str | None = None) -> Mapping[int, str]:
    """The years with observed values for CPPs, of one indicator or of any. One entry a year, newest first.

    Each with the best status that a value has there: `imputed` where every figure of the year is estimated. Asked of
    the database once a process.
    """
    found = rows(
        _Year,
        """
        select year, case when bool_or(status = 'raw') then 'raw' else 'imputed' end as status
        from cpp_position
        where group_code = 'all' and value is not null and ($indicator is null or indicator = $indicator)
        group by year
        order by year desc
        """,
        indicator=indicator,
    )
    return MappingProxyType(dict(found))


class _Group(NamedTuple):
    group_code: str
    members: tuple[str, ...]


@cache
def group_members() -> Mapping[str, tuple[str, ...]]:
    """The members of each group by its code (`all`, `deprivation-N`, `density-N`). One entry a group.

    Area codes, in the order of their names. Asked of the database once a process.
    """
    found = rows(
        _Group,
        """
        select group_code, list(area_code order by name) as members
        from area_group
        join area using (area_code)
        group by group_code
        order by group_code
        """,
    )
    return MappingProxyType(dict(found))


class _Family(NamedTuple):
    group_code: str
    family: str


@cache
def families() -> Mapping[str, str]:
    """Which family (`deprivation`, `density`) each family group is of, one entry a group; asked once a process."""
    found = rows(
        _Family, "select distinct group_code, family from area_group where family is not null order by group_code"
    )
    return MappingProxyType(dict(found))


class _Centre(NamedTuple):
    area_code: str
    longitude: float
    latitude: float


def area_centres() -> dict[str, tuple[float, float]]:
    """Where on a map each CPP's people live: one entry a CPP, longitude and latitude in degrees by area code."""
    found = rows(_Centre, "select area_code, longitude, latitude from area join place_centre on place_code = area_code")
    return {one.area_code: (one.longitude, one.latitude) for one in found}

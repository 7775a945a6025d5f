"""Questions about localities: named sets of communities."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from cpop.database import rows
from cpop.queries.areas import Level

# Asked in every run for each locality of a plan, and worked out in several milliseconds.
_remembered = lru_cache(maxsize=1000)


class Standing(NamedTuple):
    """One outcome of a locality in the latest year: value (approximate), the weakest status of its communities, the
    area's figure (or, where the two are not alike, the mean of the area's communities), and its level.

    nation_value: Scotland's figure of that year, none where it is not alike. distance: from the area's, in standard
    deviations of the area's communities, above 0 is better. counted: how many people or events stand behind the
    difference. figures: how many of its communities have one; the best and the worst of them, none where all are
    shown alike.
    """

    indicator: str
    year: int
    value: float | None
    status: str | None
    beside_value: float | None
    beside_status: str | None
    nation_value: float | None
    nation_status: str | None
    is_alike: bool | None
    level: Level | None
    distance: float | None
    counted: float | None
    figures: int
    best_code: str | None
    best_value: float | None
    worst_code: str | None
    worst_value: float | None


@_remembered
def standing(area_code: str, codes: tuple[str, ...]) -> list[Standing]:
    """How a locality stands beside its area. One row an outcome of communities, in the catalogue's order."""
    return rows(
        Standing,
        """
        select
            indicator, year, value, status, beside_value, beside_status, nation_value, nation_status, is_alike,
            level, distance, counted, figures, best_code, best_value, worst_code, worst_value
        from locality_standing($area_code, $codes)
        """,
        area_code=area_code,
        codes=list(codes),
    )


class DataZones(NamedTuple):
    """How many data zones some communities have, how many of them a figure of one outcome, and how many are in the
    poorest fifth of their area's data zones, and of Scotland's.
    """

    indicator: str
    year: int
    data_zones: int
    figures: int
    in_area_fifth: int
    in_scotland_fifth: int


@_remembered
def data_zones(codes: tuple[str, ...]) -> list[DataZones]:
    """The data zones of some communities. One row an outcome with figures for data zones, in the catalogue's order."""
    return rows(
        DataZones,
        """
        select indicator, year, data_zones, figures, in_area_fifth, in_scotland_fifth
        from locality_data_zones($codes)
        """,
        codes=list(codes),
    )


class Learning(NamedTuple):
    """A community of a locality, and a similar one that was as poor and did better since (queries.community.Similar).

    improved: on how many of its outcomes measured twice (changes) the similar one improved.
    """

    community_code: str
    similar_code: str
    improved: int
    changes: int


@_remembered
def learn_from(codes: tuple[str, ...], most: int) -> list[Learning]:
    """The `most` similar communities that did better, for each of some communities, over all outcomes together.

    One row a community and similar one, in the communities' order by code, most improved first; no row for a community
    that has none.
    """
    return rows(
        Learning,
        """
        select community_code, similar_code, improved, changes
        from learn_from
        where community_code in (select unnest($codes)) and was_as_poor and did_better
        qualify row_number() over (partition by community_code order by type_change desc, similar_code) <= $most
        order by community_code, type_change desc, similar_code
        """,
        codes=list(codes),
        most=most,
    )


class Centre(NamedTuple):
    """Where people live in a community, in degrees."""

    community_code: str
    longitude: float
    latitude: float


@cache
def centres(area_code: str) -> list[Centre]:
    """Where the communities of an area are to be marked on a map. One row a community. Asked once a process."""
    return rows(
        Centre,
        """
        select community_code, longitude, latitude
        from community
        join place_centre on place_code = community_code
        where area_code = $area_code
        order by community_code
        """,
        area_code=area_code,
    )


class Year(NamedTuple):
    """One year of an outcome of a locality: value (approximate) and the weakest status of its communities, both None
    where a fifth of its people or more have no figure.
    """

    indicator: str
    year: int
    value: float | None
    status: str | None


@_remembered
def series(codes: tuple[str, ...]) -> list[Year]:
    """A locality's outcomes over time without projections. One row an outcome and year, in that order."""
    return rows(
        Year,
        """
        select indicator, year, value, status
        from locality_series($codes)
        where status is distinct from 'projected'
        order by indicator, year
        """,
        codes=list(codes),
    )


class _People(NamedTuple):
    people: int


@_remembered
def people(codes: tuple[str, ...]) -> int:
    """How many people some places (communities, or an area) have together, in the one year of the population."""
    answer = rows(
        _People,
        """
        select coalesce(sum(people), 0)::bigint as people
        from place_people
        where age_group = 'all_ages' and list_contains($codes, place_code)
        """,
        codes=list(codes),
    )
    return answer[0].people


class _Member(NamedTuple):
    strategic_area: str
    community_code: str


def strategic_areas(area_code: str) -> dict[str, list[str]]:
    """The area's own published sets of communities by name, codes each; one entry a set, none where it has none."""
    found: dict[str, list[str]] = {}
    for row in rows(
        _Member,
        """
        select strategic_area, community_code
        from community
        where area_code = $area_code and strategic_area is not null
        order by strategic_area, community_code
        """,
        area_code=area_code,
    ):
        found.setdefault(row.strategic_area, []).append(row.community_code)
    return found

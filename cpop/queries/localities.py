"""Questions about localities: named sets of communities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cpop.database import rows
from cpop.queries.areas import Level


class Standing(NamedTuple):
    """One outcome of a locality in the latest year: value (approximate), the weakest status of its communities, the
    area's figure (or, where the two are not alike, the mean of the area's communities), level, and its best and worst
    community.
    """

    indicator: str
    year: int
    value: float | None
    status: str | None
    beside_value: float | None
    beside_status: str | None
    is_alike: bool | None
    level: Level | None
    best_code: str | None
    best_value: float | None
    worst_code: str | None
    worst_value: float | None


def standing(area_code: str, codes: Sequence[str]) -> list[Standing]:
    """How a locality stands beside its area. One row an outcome of communities."""
    return rows(
        Standing,
        """
        select
            indicator, year, value, status, beside_value, beside_status, is_alike, level,
            best_code, best_value, worst_code, worst_value
        from locality_standing($area_code, $codes)
        """,
        area_code=area_code,
        codes=list(codes),
    )


class Year(NamedTuple):
    """One year of an outcome of a locality: value (approximate) and the weakest status of its communities, both None
    where a fifth of its people or more have no figure.
    """

    indicator: str
    year: int
    value: float | None
    status: str | None


def series(codes: Sequence[str]) -> list[Year]:
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


def people(codes: Sequence[str]) -> int:
    """How many people some communities have together, in the one year of the population: one number."""
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

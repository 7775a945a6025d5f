"""Questions about the communities of an area in order: the four rankings, and who is above the average of its type."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from cpop.catalogue import Area
from cpop.database import rows

# Where a community stands against the average of its type (ranking_within).
TypeLevel = Literal["above", "below", "at"]


class _StrategicArea(NamedTuple):
    strategic_area: str


@cache
def strategic_areas(area: Area) -> tuple[str, ...]:
    """The names of an area's strategic areas, in order; none where its communities are scored as a whole only."""
    found = rows(
        _StrategicArea,
        """
        select distinct strategic_area from community
        where area_code = $area_code and strategic_area is not null
        order by strategic_area
        """,
        area_code=area.code,
    )
    return tuple(one.strategic_area for one in found)


class Ranked(NamedTuple):
    """A community by the four questions, among those of its area, or of a strategic area of it.

    Positions, 1 the poorest or least improved, none where nothing is known: outcomes_in_area and expected_in_area by
    area and by type score, change_in_area and expected_change_in_area by their change. outcomes_in_area_of: how many
    have a position. band of outcomes_in_area (1 the poorest) of so many bands. area_score: the sum over the indicators,
    in standard deviations. changes: how many of them have a change score. type_level and type_change_level: against
    the average of its type.
    """

    community_code: str
    area_code: str
    strategic_area: str | None
    outcomes_in_area: float | None
    expected_in_area: float | None
    change_in_area: int | None
    expected_change_in_area: int | None
    outcomes_in_area_of: int
    band: int | None
    bands: int | None
    area_score: float | None
    changes: int
    type_level: TypeLevel | None
    type_change_level: TypeLevel | None


def ranking(area: Area, indicators: list[str], strategic_area: str | None = None) -> list[Ranked]:
    """The communities of an area, or of a strategic area of it, in order. One row a community, the poorest first."""
    return rows(
        Ranked,
        """
        select
            community_code, area_code, strategic_area,
            outcomes_in_area, expected_in_area, change_in_area, expected_change_in_area,
            outcomes_in_area_of, band, bands,
            area_score, changes, type_level, type_change_level
        from ranking_within($indicators)
        where area_code = $area_code and strategic_area is not distinct from $strategic_area
        order by outcomes_in_area, community_code
        """,
        area_code=area.code,
        indicators=indicators,
        strategic_area=strategic_area,
    )


class Share(NamedTuple):
    """How many of a place's communities with a score are better than the average of their type, and their share.

    strategic_area: none for the whole CPP; share: 0 to 1.
    """

    area_code: str
    strategic_area: str | None
    communities: int
    better: int
    share: float | None


def shares(indicators: list[str]) -> list[Share]:
    """Who is above the average of its type. One row an area and strategic area, the lowest share first."""
    return rows(
        Share,
        """
        select area_code, strategic_area, communities, better, share
        from better_than_expected_within($indicators)
        order by share, area_code, strategic_area
        """,
        indicators=indicators,
    )


class ScoredYears(NamedTuple):
    """Which years the scores of an indicator stand on.

    year of the latest figures and is_estimated (whether some of them are); base_year that change starts from, and
    base_is_estimated; without_change: of how many of all its communities no change is known.
    """

    indicator: str
    year: int
    is_estimated: bool
    base_year: int
    base_is_estimated: bool
    without_change: int
    communities: int


@cache
def scored_years() -> list[ScoredYears]:
    """Which years the communities' scores stand on. One row an indicator, in the catalogue's order.

    Asked of the database once a process.
    """
    return rows(
        ScoredYears,
        """
        select
            indicator,
            max(year) as year,
            bool_or(status = 'imputed') as is_estimated,
            min(base_year) as base_year,
            coalesce(bool_or(base_status = 'imputed'), false) as base_is_estimated,
            count(*) - count(change) as without_change,
            count(*) as communities
        from community_latest
        join indicator using (indicator)
        group by indicator, catalogue_order
        order by catalogue_order
        """,
    )

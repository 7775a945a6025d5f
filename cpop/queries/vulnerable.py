"""Questions about the five most vulnerable communities of each area, those of the published list and those of now."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cpop.catalogue import Area
from cpop.database import rows
from cpop.queries.areas import FIRST, Change, Ground
from cpop.queries.communities import ToldAs

# What became of a gap (raw_change).
Movement = Literal[
    "catching_up",
    "caught_up",
    "moved_ahead",
    "pulling_away",
    "keeping_its_distance",
    "losing_ground",
    "lost_its_lead",
    "fallen_behind",
    "falling_further_behind",
]


class Vulnerable(NamedTuple):
    """A community that was among the five most vulnerable of its area (rank_then) or is now (rank_now).

    All communities of an area of fewer than ten, which has no such five (has_five). rank_then is 1 to 5; rank_now 1
    to 5, or among all. position now (1 the most vulnerable) of so many communities; band.
    """

    area_code: str
    community_code: str
    rank_then: int | None
    rank_now: int | None
    position: float
    communities: int
    band: int
    has_five: bool


def then_and_now(area: Area) -> list[Vulnerable]:
    """The most vulnerable communities of an area, of then and of now. One row a community, by its position now."""
    return rows(
        Vulnerable,
        """
        select area_code, community_code, rank_then, rank_now, position, communities, band, has_five
        from most_vulnerable
        where area_code = $area_code
        order by position, community_code
        """,
        area_code=area.code,
    )


class Changed(NamedTuple):
    """How one of the most vulnerable communities changed on one indicator, beside the mean of its area's communities.

    since_year: the year that changes were asked from, none for the first measured one. Between the first measured year
    from then on and the last (all missing where fewer than two are measured): first_value,
    last_value, improvement (per cent, above 0 is better), direction and told_as of the community, and the same as
    area_* of that mean; first_gap and last_gap to it in the indicator's unit, above 0 where the community is better;
    ground, movement, and is_ahead_by_share (lost ground, though its per cent is the better).
    """

    area_code: str
    community_code: str
    rank_then: int | None
    rank_now: int | None
    indicator: str
    since_year: int | None
    first_year: int | None
    last_year: int | None
    first_value: float | None
    last_value: float | None
    improvement: float | None
    direction: Change | None
    told_as: ToldAs | None
    area_first_value: float | None
    area_last_value: float | None
    area_improvement: float | None
    area_direction: Change | None
    area_told_as: ToldAs | None
    first_gap: float | None
    last_gap: float | None
    ground: Ground | None
    movement: Movement | None
    is_ahead_by_share: bool | None


def changes(area: Area, since: str = FIRST) -> list[Changed]:
    """How the most vulnerable communities of an area changed. One row a community and indicator, in that order.

    since: one of areas.since_choices.
    """
    return rows(
        Changed,
        """
        select
            changed.area_code, community_code, rank_then, rank_now, indicator, since_year, first_year, last_year,
            first_value, last_value, improvement, direction, told_as,
            area_first_value, area_last_value, area_improvement, area_direction, area_told_as,
            first_gap, last_gap, ground, movement, is_ahead_by_share
        from raw_change_since($since) as changed
        join most_vulnerable using (community_code)
        join indicator using (indicator)
        where changed.area_code = $area_code
        order by community_code, catalogue_order
        """,
        area_code=area.code,
        since=since,
    )


class Still(NamedTuple):
    """How many of an area's five most vulnerable of then (were) still are; none counted where it has no such five."""

    area_code: str
    were: int
    still: int
    communities: int
    has_five: bool


def still() -> list[Still]:
    """How many of the most vulnerable communities stayed. One row an area, that where the most stayed first."""
    return rows(
        Still,
        """
        select area_code, were, still, communities, has_five from vulnerable_still
        join area using (area_code)
        order by has_five desc, still desc, name
        """,
    )

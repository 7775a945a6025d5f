"""Questions about two editions: what is new, revised or gone, and what the projections of the one before were worth."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from cpop.database import rows
from cpop.queries.areas import Level

# The codes of 14_changes.sql.
LooksLike = Literal["relabelled_later", "relabelled_earlier", "rescaled", "rounding_only"]
Verdict = Literal["better_than_no_change", "as_no_change", "worse_than_no_change", "not_tested", "not_comparable"]


class Summary(NamedTuple):
    """What became of an indicator's figures at a level (cpp, community).

    in_both: figures that both editions hold, of which `revised` and `restated`; new_years and gone_years by their
    first calendar year; typical and largest: the size of a revision, in the indicator's unit; times: the median of new
    over old. looks_like: what the data suggests happened.
    """

    indicator: str
    level: str
    in_both: int
    revised: int
    restated: int
    new_years: tuple[int, ...]
    gone_years: tuple[int, ...]
    first_revised: int | None
    last_revised: int | None
    typical: float | None
    largest: float | None
    times: float | None
    looks_like: LooksLike | None


@cache
def summaries() -> list[Summary]:
    """What became of each indicator at each level: one row each, in the catalogue's order. Asked once a process."""
    return rows(
        Summary,
        """
        select
            indicator, level, in_both, revised, restated, new_years, gone_years, first_revised, last_revised, typical,
            largest, times, looks_like
        from edition_summary
        order by catalogue_order, level desc
        """,
    )


class Revised(NamedTuple):
    """The largest revision of an indicator at a place: its year, both figures and statuses, and of how many revisions.

    difference: new less old, in the indicator's unit; size: the same in yardsticks, without its sign.
    """

    place_code: str
    indicator: str
    year: int
    old_value: float
    new_value: float
    old_status: str
    new_status: str
    difference: float
    size: float | None
    revisions: int


def largest_revisions(place_code: str) -> list[Revised]:
    """The largest revision of each indicator at an area, of observed figures. One row an indicator, largest first."""
    return rows(
        Revised,
        """
        with observed_in_both as (
            select *, count(*) over (partition by indicator) as revisions
            from edition_change
            where place_code = $place_code and change = 'revised'
                and old_status <> 'projected' and new_status <> 'projected'
        )
        select
            place_code, indicator, year, old_value, new_value, old_status, new_status, difference, size, revisions
        from observed_in_both
        qualify row_number() over (partition by indicator order by abs(difference) desc, year desc) = 1
        order by size desc nulls last, indicator
        """,
        place_code=place_code,
    )


class Moved(NamedTuple):
    """An area's rank and level against Scotland in the newest year that both editions observed, before and now."""

    area_code: str
    indicator: str
    year: int
    old_value: float
    new_value: float
    old_rank: int
    new_rank: int
    old_level: Level | None
    new_level: Level | None


def moved(area_code: str | None, most: int) -> list[Moved]:
    """Ranks and levels that moved by revision alone, of an area or (none) of all. One row each, the largest first.

    most: how many rows at most.
    """
    return rows(
        Moved,
        """
        select area_code, indicator, year, old_value, new_value, old_rank, new_rank, old_level, new_level
        from edition_rank
        where ($area_code is null or area_code = $area_code) and (old_rank <> new_rank or is_judged_otherwise)
        order by abs(places_gained) desc, indicator, area_code
        limit $most
        """,
        area_code=area_code,
        most=most,
    )


class Judged(NamedTuple):
    """How the earlier edition's projections of an indicator at a level (cpp, community) fared.

    came: how many this edition observed, `measured` of them measured; typical_error and no_change_error: the median
    size of the error, and of that of its last observed figure, in the indicator's unit; lean: the median error, above 0
    where projections were too high. right_directions of `directions`.
    """

    indicator: str
    level: str
    came: int
    measured: int
    first_year: int
    last_year: int
    typical_error: float | None
    no_change_error: float | None
    lean: float | None
    directions: int
    right_directions: int
    verdict: Verdict


@cache
def verdicts() -> list[Judged]:
    """How projections fared: one row an indicator and level, in the catalogue's order. Asked once a process."""
    return rows(
        Judged,
        """
        select
            indicator, level, came, measured, first_year, last_year, typical_error, no_change_error, lean, directions,
            right_directions, verdict
        from projection_verdict
        order by catalogue_order, level desc
        """,
    )


class Scored(NamedTuple):
    """One projection of the earlier edition beside what came. error: projected less came, in the indicator's unit.

    base_value: the last figure that the earlier edition observed, of base_year. came_status: raw, or imputed.
    """

    place_code: str
    indicator: str
    year: int
    projected: float
    came: float
    came_status: str
    base_year: int
    base_value: float
    error: float
    is_direction_right: bool | None


def projections(place_code: str) -> list[Scored]:
    """The projections of a place beside what came: one row an indicator and year, in the catalogue's order."""
    return rows(
        Scored,
        """
        select
            place_code, indicator, year, projected, came, came_status, base_year, base_value, error, is_direction_right
        from projection_score
        join indicator using (indicator)
        where place_code = $place_code
        order by catalogue_order, year
        """,
        place_code=place_code,
    )


class Change(NamedTuple):
    """One figure of either edition at a place that is new, revised, gone, or of another status than before."""

    place_code: str
    indicator: str
    year: int
    change: str
    old_value: float | None
    old_status: str | None
    new_value: float | None
    new_status: str | None
    difference: float | None


def changes(place_code: str) -> list[Change]:
    """All that changed at an area. One row an indicator and year, in the catalogue's order."""
    return rows(
        Change,
        """
        select place_code, indicator, year, change, old_value, old_status, new_value, new_status, difference
        from edition_change
        join indicator using (indicator)
        where place_code = $place_code and (change <> 'same' or is_restated)
        order by catalogue_order, year
        """,
        place_code=place_code,
    )

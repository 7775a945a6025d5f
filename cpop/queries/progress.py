"""Questions about a plan: how its targets stand, whether such a change was ever made, and what moved since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from cpop.database import rows

Verdict = Literal["met", "on_course", "too_slow", "moving_away", "too_early"]
Moved = Literal["gone", "revised", "newer", "same"]


class Progress(NamedTuple):
    """How one target stands. goal in goal_year; the baseline and the latest figure with their years and statuses;
    years_left; needed and achieved: change a year, in the outcome's unit; measured_since: years measured after the
    baseline.
    """

    indicator: str
    goal: float
    goal_year: int
    baseline_year: int | None
    baseline_value: float | None
    baseline_status: str | None
    latest_year: int | None
    latest_value: float | None
    latest_status: str | None
    measured_since: int
    years_left: int | None
    needed: float | None
    achieved: float | None
    verdict: Verdict | None


class Ambition(NamedTuple):
    """Of the areas of a group that have figures `years` apart, how many ever made the gain that a target asks for."""

    indicator: str
    group_code: str
    years: int
    gain: float
    areas: int
    made: int


class Since(NamedTuple):
    """A figure that a plan remembers, what stands for its year now, the latest, and what became of it."""

    indicator: str
    then_year: int
    then_value: float
    now_value: float | None
    latest_year: int | None
    latest_value: float | None
    latest_status: str | None
    moved: Moved


# An outcome's code, a value and a year.
Asked = tuple[str, float, int]


def _structs(asked: Sequence[Asked]) -> list[dict[str, str | float | int]]:
    return [{"indicator": code, "value": float(value), "year": year} for code, value, year in asked]


def progress(area_code: str, start: int, targets: Sequence[Asked]) -> list[Progress]:
    """How the targets of an area stand, whose plan counts from the year `start`. One row a target."""
    if not targets:
        return []
    return rows(
        Progress,
        """
        select
            indicator, goal, goal_year, baseline_year, baseline_value, baseline_status, latest_year, latest_value,
            latest_status, measured_since, years_left, needed, achieved, verdict
        from progress($area_code, $start, $targets)
        """,
        area_code=area_code,
        start=start,
        targets=_structs(targets),
    )


def ambition(area_code: str, targets: Sequence[Asked]) -> list[Ambition]:
    """Whether areas ever made the changes that some targets ask for. One row a target to come and group of areas."""
    if not targets:
        return []
    return rows(
        Ambition,
        "select indicator, group_code, years, gain, areas, made from ambition($area_code, $targets)",
        area_code=area_code,
        targets=_structs(targets),
    )


def since(area_code: str, kept: Sequence[Asked]) -> list[Since]:
    """What became of the figures that a plan remembers. One row a figure."""
    if not kept:
        return []
    return rows(
        Since,
        """
        select indicator, then_year, then_value, now_value, latest_year, latest_value, latest_status, moved
        from seen_since($area_code, $kept)
        """,
        area_code=area_code,
        kept=_structs(kept),
    )

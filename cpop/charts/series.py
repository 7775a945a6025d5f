"""What is drawn over time: points, lines of them, and the runs of one status that a line is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from cpop import status
from cpop.catalogue import Indicator, period
from cpop.style import Role


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series; a missing value is None."""

    year: int
    value: float | None
    status: str


class Known(NamedTuple):
    """One year of a series that has a value."""

    year: int
    value: float
    status: str


@dataclass(frozen=True)
class Line:
    """One named series with the role that it plays, its points in order of time."""

    name: str
    role: Role
    points: tuple[Point, ...]

    @cached_property
    def known(self) -> list[Known]:
        """The points that have a value."""
        return [Known(p.year, p.value, p.status) for p in self.points if p.value is not None]

    @cached_property
    def observed(self) -> list[Known]:
        """The points that have a value which is not projected."""
        return [one for one in self.known if one.status != status.PROJECTED]

    @cached_property
    def end(self) -> Known | None:
        """The last observed point; of a line that is projected throughout, the last."""
        known = self.known
        return (self.observed or known)[-1] if known else None


def segments(points: Sequence[Point]) -> list[tuple[str, list[Known]]]:
    """A series cut into runs of one status, each as (status, points); a gap ends a run.

    The piece between two years has the weaker status of the two, so that no estimated year is reached by a
    line that looks measured. Neighbouring runs share their point.
    """
    runs: list[tuple[str, list[Known]]] = []
    previous: Known | None = None
    for point in points:
        if point.value is None:
            previous = None
            continue
        here = Known(point.year, point.value, point.status)
        if previous is not None:
            rests_on = status.weaker(previous.status, here.status)
            if runs and runs[-1][0] == rests_on and runs[-1][1][-1] is previous:
                runs[-1][1].append(here)
            else:
                runs.append((rests_on, [previous, here]))
        previous = here
    return runs


def values_of(lines: Iterable[Line]) -> list[float]:
    """Every value of some lines."""
    return [one.value for line in lines for one in line.known]


def years_of(lines: Iterable[Line]) -> list[int]:
    """Every year of some lines, once, in order; those without a value too."""
    return sorted({point.year for line in lines for point in line.points})


def statuses_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """The statuses of the values of some lines, from the firmest to the weakest."""
    return status.present(one.status for line in lines for one in line.known)


def projection(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The last observed year, where a projection starts, and its last; None where nothing is projected."""
    known = [one for line in lines for one in line.known]
    projected = [one.year for one in known if one.status == status.PROJECTED]
    observed = [one.year for one in known if one.status != status.PROJECTED]
    return (max(observed), max(projected)) if projected and observed else None


def point_in_words(indicator: Indicator, name: str, point: Known) -> str:
    """A point in words: "Fife, 2021/22: 13.1% (estimated)"."""
    return f"{name}, {period(point.year)}: {status.noted(indicator.format(point.value), point.status)}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A named place with its value (None where there is none), its rank if it has one, and the role that it plays."""

    name: str
    role: Role
    value: float | None
    status: str | None = None
    rank: int | None = None


def placed_in_words(indicator: Indicator, one: Placed) -> str:
    """A place in words: "3. Fife: 13.1% (estimated)"."""
    rank = "" if one.rank is None else f"{one.rank}. "
    return f"{rank}{one.name}: {status.noted(indicator.format(one.value), one.status)}"


class Observation(Protocol):
    """A row of a question about series: one place, indicator and year."""

    @property
    def indicator(self) -> str:
        """The indicator's code."""

    @property
    def place_code(self) -> str:
        """The place's code."""

    @property
    def year(self) -> int:
        """By its first calendar year."""

    @property
    def value(self) -> float | None:
        """The figure; None where there is none."""

    @property
    def status(self) -> str:
        """What the figure rests on."""


def points_of(rows: Iterable[Observation]) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Series as points of a drawing, by indicator and place; years in the order of the rows."""
    found: dict[tuple[str, str], list[Point]] = {}
    for row in rows:
        found.setdefault((row.indicator, row.place_code), []).append(Point(row.year, row.value, row.status))
    return {key: tuple(points) for key, points in found.items()}

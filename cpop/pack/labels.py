"""Where the name of a line stands in a native chart, so that no line runs through it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cpop.charts.kit import Box

# Where one may stand: above its point or below, so far to a side and so far up or down, as shares of the chart; the
# nearest first.
_PLACES = sorted(
    (
        (is_above, side / 100, rise / 100)
        for is_above in (True, False)
        for side in range(-20, 21, 4)
        for rise in range(0, 42, 2)
    ),
    key=lambda place: (abs(place[1]) + place[2], not place[0], place[1]),
)
# What lies between a name and a line or another name at least.
_CLEAR = 0.012

Spot = tuple[float, float]
Path = Sequence[Spot]


def clear_of(
    point: Spot, size: tuple[float, float], paths: Sequence[Path], taken: Sequence[Box], within: Box
) -> tuple[bool, float, float]:
    """Where a label of some size stands beside a point: whether above it, and how far from where a program puts one
    (right above or right below), to the right and down.

    paths: the lines of the chart; taken: by other labels; within: what a label must not leave. The nearest place that
    no line crosses, else that which the fewest do.
    """
    pieces = [piece for path in paths for piece in pairwise(path)]

    best, fewest = _PLACES[0], len(pieces) + 2
    for one in _PLACES:
        box = _box(point, size, one)
        room = box.grown(_CLEAR)
        if not within.holds(box) or any(room.meets(other) for other in taken):
            continue
        crossed = sum(room.is_crossed(*piece) for piece in pieces)
        if crossed < fewest:
            best, fewest = one, crossed
        if not crossed:
            break
    is_above, side, rise = best
    return is_above, side, -rise if is_above else rise


def box_of(point: Spot, size: tuple[float, float], where: tuple[bool, float, float]) -> Box:
    """The place that clear_of answered."""
    is_above, side, down = where
    return _box(point, size, (is_above, side, abs(down)))


def _box(point: Spot, size: tuple[float, float], one: tuple[bool, float, float]) -> Box:
    is_above, side, rise = one
    x, away = point[0] + side, size[1] / 2 + 2 * _CLEAR + rise
    y = point[1] + (-away if is_above else away)
    return Box(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)

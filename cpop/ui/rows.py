"""The rows of a frame as plain objects."""

from __future__ import annotations

import pandas as pd

from cpop.charts.drawing import Point


def points_of(series: pd.DataFrame) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Series as points of a drawing, by indicator and place, from a frame."""
    found: dict[tuple[str, str], list[Point]] = {}
    columns = ("indicator", "place_code", "year", "value", "status")
    for indicator, place, year, value, status in zip(*(series[name].tolist() for name in columns), strict=True):
        found.setdefault((indicator, place), []).append(Point(year, None if value != value else value, status))
    return {key: tuple(points) for key, points in found.items()}

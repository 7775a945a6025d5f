"""How far the served outlines reach: what the window of a map has to hold."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from cpop.store import OUTLINES


class Reach(NamedTuple):
    """The smallest window in degrees that holds an outline."""

    west: float
    east: float
    south: float
    north: float


@cache
def reaches(file: str) -> dict[str, Reach]:
    """The reach of each outline by code, of one of the served files, such as "data_zones/fife". Read once a process."""
    shapes = json.loads((OUTLINES / f"{file}.geojson").read_text(encoding="utf-8"))["features"]
    return {shape["id"]: _reach(shape["geometry"]["coordinates"]) for shape in shapes}


def _reach(coordinates: Any) -> Reach:  # noqa: ANN401 - nested as deep as the kind of geometry says
    points = [coordinates]
    while isinstance(points[0][0], list):
        points = [inner for outer in points for inner in outer]
    across, up = [point[0] for point in points], [point[1] for point in points]
    return Reach(min(across), max(across), min(up), max(up))

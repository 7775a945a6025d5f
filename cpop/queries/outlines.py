"""The served outlines: how far each reaches, which the window of a map has to hold, and which share a border."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from itertools import pairwise
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
    return {shape["id"]: _reach(shape["geometry"]["coordinates"]) for shape in _shapes(file)}


@cache
def neighbours(file: str) -> dict[str, frozenset[str]]:
    """Which outlines of one of the served files share a border with each, by code; none for an island on its own.

    The build joins neighbours, so that they share every point of their border. Read once a process.
    """
    owners: dict[frozenset[tuple[float, float]], set[str]] = defaultdict(set)
    shapes = _shapes(file)
    for shape in shapes:
        for ring in _rings(shape["geometry"]):
            for one, other in pairwise(ring):
                owners[frozenset(((one[0], one[1]), (other[0], other[1])))].add(shape["id"])
    found: dict[str, set[str]] = {shape["id"]: set() for shape in shapes}
    for codes in owners.values():
        if len(codes) > 1:
            for code in codes:
                found[code] |= codes - {code}
    return {code: frozenset(codes) for code, codes in found.items()}


@cache
def rings(file: str) -> dict[str, tuple[tuple[tuple[float, float], ...], ...]]:
    """The rings of each outline by code, of one of the served files: longitudes and latitudes. Read once a process."""
    return {
        shape["id"]: tuple(tuple((point[0], point[1]) for point in ring) for ring in _rings(shape["geometry"]))
        for shape in _shapes(file)
    }


def _shapes(file: str) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = json.loads((OUTLINES / f"{file}.geojson").read_text(encoding="utf-8"))["features"]
    return shapes


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def _reach(coordinates: Any) -> Reach:  # noqa: ANN401 - nested as deep as the kind of geometry says
    points = [coordinates]
    while isinstance(points[0][0], list):
        points = [inner for outer in points for inner in outer]
    across, up = [point[0] for point in points], [point[1] for point in points]
    return Reach(min(across), max(across), min(up), max(up))

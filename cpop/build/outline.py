"""The geometry of outlines: mended, joined to their neighbours, thinned, turned for the maps. shapely lives here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely import Geometry, LinearRing, MultiPolygon, Polygon

Outlines = dict[str, Geometry]

# Scotland with room to spare: from St Kilda to the Out Skerries, from the Mull of Galloway to Muckle Flugga.
_WEST, _SOUTH, _EAST, _NORTH = -9.0, 54.5, -0.5, 61.0
_SLIP = 0.001  # of a place's size: a crossing that rounding made moves far less
_OVERLAP = 0.01  # of a place's size, likewise
_NARROW = 0.54  # the length of a degree of longitude against one of latitude, in the middle of Scotland


def shape(geometry: dict[str, Any]) -> Geometry:
    """A polygon or several from GeoJSON. Raises ValueError, TypeError or KeyError for anything else."""
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a geometry of type {geometry['type']}")
    try:
        found = shapely.force_2d(shapely.geometry.shape(geometry))
    except shapely.errors.ShapelyError as error:
        raise ValueError(str(error)) from error
    if not np.isfinite(shapely.get_coordinates(found)).all():
        raise ValueError("a coordinate that is not a number")
    return found


def fault(found: Geometry) -> str | None:
    """What is wrong with an outline, and what to do; None where nothing is, but for slips that `mended` mends."""
    if found.is_empty or not found.area and not _sound(found).area:
        return "the feature encloses nothing; correct it"
    west, south, east, north = found.bounds
    if not is_in_scotland(west, south) or not is_in_scotland(east, north):
        return "the feature lies outside Scotland; give longitude and latitude in degrees, in this order"
    sound = _sound(found)
    if abs(sound.area - found.area) > sound.area * _SLIP:
        what, _, where = shapely.is_valid_reason(found).rstrip("]").partition("[")
        place = f" at {where.replace(' ', ', ')}" if where else ""
        return f"the outline crosses itself ({what.lower()}{place}); correct it"
    return None


def is_in_scotland(longitude: float, latitude: float) -> bool:
    """Whether a point lies in the box that holds all of Scotland, waters included."""
    return _WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH


def distance(found: Geometry, longitude: float, latitude: float) -> float:
    """How far a point lies outside an outline, in degrees; 0 inside."""
    return float(shapely.distance(found, shapely.Point(longitude, latitude)))


def mended(outlines: Outlines) -> Outlines:
    """The outlines as neighbours that share every point of their borders, whatever small slips the source holds."""
    sound = [_sound(one) for one in outlines.values()]
    return dict(zip(outlines, shapely.coverage_clean(sound), strict=True)) if sound else {}


def overlapping(outlines: Outlines, joined: Outlines) -> dict[str, str]:
    """Those that lost or gained ground by joining, each with the code of another that it overlaps the most."""
    sound = {code: _sound(one) for code, one in outlines.items()}
    moved = [code for code, one in sound.items() if abs(joined[code].area - one.area) > one.area * _OVERLAP]
    return {
        code: max((other for other in sound if other != code), key=lambda other: _common(sound[code], sound[other]))
        for code in moved
    }


def _common(one: Geometry, other: Geometry) -> float:
    return float(shapely.area(shapely.intersection(one, other)))


def thinned(outlines: Outlines, tolerance: float) -> Outlines:
    """The outlines with fewer points: triangles smaller than `tolerance` squared, in degrees of latitude, are cut off.

    A border between two places stays one border: neighbours never part or overlap.
    """
    squeezed = shapely.transform(list(outlines.values()), lambda points: points * [_NARROW, 1])
    thin = shapely.coverage_simplify(squeezed, tolerance)
    return dict(zip(outlines, shapely.transform(thin, lambda points: points / [_NARROW, 1]), strict=True))


def rings(found: Geometry, decimals: int) -> list[list[list[list[float]]]]:
    """The coordinates of an outline's polygons at a precision: outer rings clockwise, holes anticlockwise.

    Plotly's geo traces take the other side of the Earth for the inside of an anticlockwise outer ring. What
    encloses nothing at that precision is left out.
    """
    turned = []
    for part in shapely.get_parts(found):
        outer, *holes = (_rounded(ring, decimals) for ring in (part.exterior, *part.interiors))
        if outer:
            turned.append([_turned(outer, clockwise=True), *(_turned(hole, clockwise=False) for hole in holes if hole)])
    return turned


def _sound(found: Geometry) -> Geometry:
    """The outline without crossings, by what its rings enclose."""
    if found.is_valid:
        return found
    valid = shapely.make_valid(found, method="structure", keep_collapsed=False)
    return MultiPolygon(list(_polygons([valid])))


def _polygons(some: Iterable[Geometry]) -> Iterable[Polygon]:
    for one in some:
        if isinstance(one, Polygon):
            yield one
        elif hasattr(one, "geoms"):
            yield from _polygons(one.geoms)


def _rounded(ring: LinearRing, decimals: int) -> list[list[float]]:
    """The ring at a precision, closed, no point twice in a row; empty if it encloses nothing."""
    points = np.round(shapely.get_coordinates(ring), decimals)
    moved = np.any(points[1:] != points[:-1], axis=1)
    points = points[np.concatenate([[True], moved])]
    return points.tolist() if len(points) >= 4 and Polygon(points).area else []


def _turned(ring: list[list[float]], clockwise: bool) -> list[list[float]]:
    return ring if LinearRing(ring).is_ccw != clockwise else ring[::-1]

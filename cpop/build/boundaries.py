"""The outlines of areas and communities as GeoJSON files that the browser fetches by URL."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from cpop.build.fault import Fault
from cpop.build.reference import Reference

_DECIMALS = 4  # about ten metres

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]
Outlines = dict[str, list[Polygon]]


def read(
    folder: Path, reference: Reference, faults: list[Fault], progress: Callable[[str], None]
) -> dict[str, Outlines]:
    """The outlines of "areas" and of "communities" by code; adds to `faults` whatever is wrong with them."""
    areas = reference.areas().level_of
    wanted = {
        "areas": [code for code, level in areas.items() if level == "cpp"],
        "communities": list(reference.community["community_code"]),
    }
    found = {}
    for name, key in (("areas", "area_code"), ("communities", "community_code")):
        progress(f"{name}.geojson")
        found[name] = _outlines(folder / f"{name}.geojson", key, wanted[name], faults)
    return found


def _outlines(path: Path, key: str, wanted: list[str], faults: list[Fault]) -> Outlines:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        pairs = [(feature["properties"][key], _polygons(feature["geometry"])) for feature in features]
    except FileNotFoundError:
        faults.append(Fault(path.name, "there is no such file in the reference folder"))
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        faults.append(Fault(path.name, f"not GeoJSON polygons with a property {key} ({error!r})"))
        return {}
    outlines: Outlines = {}
    for code, polygons in pairs:
        if code in outlines:
            faults.append(Fault(path.name, "the place has two features; keep one", value=code))
        elif wanted and code not in wanted:
            faults.append(Fault(path.name, "the feature belongs to no known place; remove it", value=code))
        elif not polygons:
            faults.append(Fault(path.name, "the feature has no area; correct it", value=code))
        outlines[code] = polygons
    for code in wanted:
        if code not in outlines:
            faults.append(Fault(path.name, "the place has no feature; add it", value=code))
    return outlines


def _polygons(geometry: dict) -> list[Polygon]:
    kinds = {"Polygon": lambda shape: [shape], "MultiPolygon": lambda shape: shape}
    polygons = []
    for rings in kinds[geometry["type"]](geometry["coordinates"]):
        outer, *holes = (_ring(ring) for ring in rings)
        if outer:
            # Plotly's geo traces take the other side of the Earth for the inside of an anticlockwise ring.
            polygons.append([_turn(outer, clockwise=True)] + [_turn(h, clockwise=False) for h in holes if h])
    return polygons


def _ring(points: list[list[float]]) -> Ring:
    """The ring at its final precision, closed; empty if nothing is left of it."""
    ring: Ring = []
    for x, y, *_ in points:
        point = (round(float(x), _DECIMALS), round(float(y), _DECIMALS))
        if not ring or point != ring[-1]:
            ring.append(point)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return ring if len(ring) >= 4 and _doubled_area(ring) else []


def _doubled_area(ring: Ring) -> float:
    """Twice the area inside a closed ring: above 0 where it runs anticlockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False))


def _turn(ring: Ring, clockwise: bool) -> Ring:
    return ring if (_doubled_area(ring) < 0) == clockwise else ring[::-1]


def write(folder: Path, outlines: dict[str, Outlines], area: pd.DataFrame, community: pd.DataFrame) -> None:
    """Writes areas.geojson, communities.geojson and communities/<slug of the area>.geojson."""
    (folder / "communities").mkdir(parents=True)
    names = dict(zip(area["area_code"], area["name"], strict=True))
    _write(folder / "areas.geojson", outlines["areas"], names)
    names = dict(zip(community["community_code"], community["name"], strict=True))
    _write(folder / "communities.geojson", outlines["communities"], names)
    slugs = dict(zip(area["area_code"], area["slug"], strict=True))
    for area_code, members in community.groupby("area_code"):
        codes = set(members["community_code"])
        inside = {code: shape for code, shape in outlines["communities"].items() if code in codes}
        _write(folder / "communities" / f"{slugs[area_code]}.geojson", inside, names)


def _write(path: Path, outlines: Outlines, names: dict[str, str]) -> None:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, "name": names[code]},
            "geometry": {"type": "Polygon", "coordinates": polygons[0]}
            if len(polygons) == 1
            else {"type": "MultiPolygon", "coordinates": polygons},
        }
        for code, polygons in sorted(outlines.items())
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")

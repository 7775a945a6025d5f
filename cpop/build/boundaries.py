"""The outlines of areas, communities and data zones as GeoJSON files that the browser fetches by URL."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from cpop.build import outline
from cpop.build.fault import Fault
from cpop.build.outline import Outlines
from cpop.build.reference import Reference

_KEYS = {"areas": "area_code", "communities": "community_code", "data_zones": "data_zone_code"}
_DECIMALS = 4  # about ten metres: as the source
_ZONE_DECIMALS = 5  # about one: likewise
# Less than a pixel on a map of Scotland as tall as a laptop's screen; a map of one area has full detail.
_AREA_TOLERANCE, _COMMUNITY_TOLERANCE = 0.006, 0.003
# An area's zones travel whole. Where they would be more than this, compressed, open country is thinned first.
_ZONE_BYTES, _ZONE_TOLERANCE = 100_000, 0.001
_NEAR = 0.01  # degrees; a centroid or a settlement by the water may lie a little beyond a thinned outline


def read(
    folder: Path, reference: Reference, faults: list[Fault], progress: Callable[[str], None]
) -> dict[str, Outlines]:
    """The outlines of "areas", "communities" and "data_zones" by code, joined to their neighbours.

    Adds to `faults` whatever is wrong with them, and each place that lies away from its own outline.
    """
    areas = reference.areas().level_of
    wanted = {
        "areas": [code for code, level in areas.items() if level == "cpp"],
        "communities": list(reference.community["community_code"]),
        "data_zones": list(reference.data_zone["data_zone_code"]),
    }
    found = {}
    for name in _KEYS:
        progress(f"{name}.geojson")
        found[name] = _outlines(folder / f"{name}.geojson", _KEYS[name], wanted[name], faults)
    _check_points("data_zones.csv", reference.data_zone, "data_zone_code", found["data_zones"], faults)
    _check_points("places.csv", reference.settlement, "community_code", found["communities"], faults)
    return found


def _outlines(path: Path, key: str, wanted: list[str], faults: list[Fault]) -> Outlines:
    before = len(faults)

    def fault(problem: str, value: str | None = None) -> None:
        faults.append(Fault(path.name, problem, value=value))

    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        pairs = [(str(feature["properties"][key]), outline.shape(feature["geometry"])) for feature in features]
    except FileNotFoundError:
        fault(f"there is no such file; put it into the folder {path.parent.name}")
        return {}
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        fault(f"not GeoJSON of polygons, each with the property {key} ({error!r})")
        return {}
    outlines: Outlines = {}
    known = set(wanted)
    for code, shape in pairs:
        problem = outline.fault(shape)
        if code in outlines:
            fault("the place has two features; keep one", code)
        elif known and code not in known:
            fault("the feature belongs to no known place; remove it", code)
        elif problem:
            fault(problem, code)
        outlines[code] = shape
    for code in wanted:
        if code not in outlines:
            fault("the place has no feature; add it", code)
    if len(faults) > before:
        return {}
    joined = outline.mended(outlines)
    for code, other in outline.overlapping(outlines, joined).items():
        fault(f"the feature overlaps that of {other}; correct the border between them", code)
    return joined


def _check_points(file: str, table: pd.DataFrame, key: str, outlines: Outlines, faults: list[Fault]) -> None:
    """Notes the rows of a table whose point lies outside Scotland, or away from the outline that it belongs to."""
    for line, (code, longitude, latitude) in enumerate(
        zip(table[key], table["longitude"], table["latitude"], strict=True), 2
    ):
        shown = f"{longitude}, {latitude}"
        if pd.isna(longitude) or pd.isna(latitude):
            continue  # noted where it was read
        if not outline.is_in_scotland(longitude, latitude):
            problem = "the place lies outside Scotland; correct its longitude and latitude"
            faults.append(Fault(file, problem, None, f"line {line}", shown))
        elif code in outlines and outline.distance(outlines[code], longitude, latitude) > _NEAR:
            problem = f"the place lies away from the outline of {code}; correct its code, longitude or latitude"
            faults.append(Fault(file, problem, None, f"line {line}", shown))


def write(
    folder: Path,
    outlines: dict[str, Outlines],
    area: pd.DataFrame,
    community: pd.DataFrame,
    data_zone: pd.DataFrame,
) -> None:
    """Writes the outlines.

    areas.geojson and communities.geojson hold all of Scotland, thinned; communities/<slug of the area>.geojson
    and data_zones/<slug of the area>.geojson one area's, in full.
    """
    for name in ("communities", "data_zones"):
        (folder / name).mkdir(parents=True)
    areas = outline.thinned(outlines["areas"], _AREA_TOLERANCE)
    of_area = dict(zip(area["area_code"], area["name"], strict=True))
    _write(folder / "areas.geojson", areas, _DECIMALS, {code: {"name": name} for code, name in of_area.items()})
    # Names repeat between areas, so that a map of all Scotland tells the area as well.
    names = {
        code: {"name": name, "area": of_area[area_code]}
        for code, name, area_code in zip(
            community["community_code"], community["name"], community["area_code"], strict=True
        )
    }
    everywhere = outline.thinned(outlines["communities"], _COMMUNITY_TOLERANCE)
    _write(folder / "communities.geojson", everywhere, _DECIMALS, names)
    slugs = dict(zip(area["area_code"], area["slug"], strict=True))
    zones = data_zone.merge(community[["community_code", "area_code"]], on="community_code")
    for code, members in community.groupby("area_code")["community_code"]:
        inside = {member: outlines["communities"][member] for member in members}
        _write(folder / "communities" / f"{slugs[code]}.geojson", inside, _DECIMALS, names)
    for code, members in zones.groupby("area_code")["data_zone_code"]:
        _write_zones(
            folder / "data_zones" / f"{slugs[code]}.geojson", {zone: outlines["data_zones"][zone] for zone in members}
        )


def _write_zones(path: Path, zones: Outlines) -> None:
    """An area's zones, known by their code alone: their names and figures come with the page."""
    nameless: dict[str, dict[str, str]] = {code: {} for code in zones}
    _write(path, zones, _ZONE_DECIMALS, nameless)
    if len(gzip.compress(path.read_bytes(), mtime=0)) > _ZONE_BYTES:
        _write(path, outline.thinned(zones, _ZONE_TOLERANCE), _ZONE_DECIMALS, nameless)


def _write(path: Path, outlines: Outlines, decimals: int, names: dict[str, dict[str, str]]) -> None:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, **names[code]},
            "geometry": _geometry(outline.rings(shape, decimals)),
        }
        for code, shape in sorted(outlines.items())
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _geometry(polygons: list[Any]) -> dict[str, Any]:
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}

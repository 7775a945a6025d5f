"""The outlines of areas and communities as GeoJSON files that the browser fetches by URL."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from cpop.build import outline
from cpop.build.fault import Fault
from cpop.build.outline import Outlines
from cpop.build.reference import Reference

_KEYS = {"areas": "area_code", "communities": "community_code"}
_DECIMALS = 4  # about ten metres: as the source
# A third of a pixel, and a fifth, on a map of Scotland as tall as a laptop's screen; a map of one area has full detail.
_AREA_TOLERANCE, _AREA_DECIMALS = 0.003, 3
_COMMUNITY_TOLERANCE = 0.002


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
    for name in _KEYS:
        progress(f"{name}.geojson")
        found[name] = _outlines(folder / f"{name}.geojson", _KEYS[name], wanted[name], faults)
    return found


def _outlines(path: Path, key: str, wanted: list[str], faults: list[Fault]) -> Outlines:
    def fault(problem: str, value: str | None = None) -> None:
        faults.append(Fault(path.name, problem, value=value))

    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        pairs = [(feature["properties"][key], _shapes(feature["geometry"])) for feature in features]
    except FileNotFoundError:
        fault("there is no such file in the reference folder")
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        fault(f"not GeoJSON of polygons, each with the property {key} ({error!r})")
        return {}
    outlines: Outlines = {}
    known = set(wanted)
    for code, shapes in pairs:
        if code in outlines:
            fault("the place has two features; keep one", code)
        elif known and code not in known:
            fault("the feature belongs to no known place; remove it", code)
        elif not shapes:
            fault("the feature encloses nothing; correct it", code)
        outlines[code] = shapes
    for code in wanted:
        if code not in outlines:
            fault("the place has no feature; add it", code)
    return outlines


def _shapes(geometry: dict) -> list[outline.Polygon]:
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a geometry of type {geometry['type']}")
    shapes = geometry["coordinates"]
    return outline.polygons([shapes] if geometry["type"] == "Polygon" else shapes, _DECIMALS)


def write(folder: Path, outlines: dict[str, Outlines], area: pd.DataFrame, community: pd.DataFrame) -> None:
    """Writes areas.geojson, communities.geojson and communities/<slug of the area>.geojson, in place of others."""
    shutil.rmtree(folder / "communities", ignore_errors=True)
    (folder / "communities").mkdir(parents=True)
    areas = outline.simplify(outlines["areas"], _AREA_TOLERANCE, _AREA_DECIMALS)
    of_area = dict(zip(area["area_code"], area["name"], strict=True))
    _write(folder / "areas.geojson", areas, {code: {"name": name} for code, name in of_area.items()})
    # Names repeat between areas, so that a map of all Scotland tells the area as well.
    names = {
        code: {"name": name, "area": of_area[area_code]}
        for code, name, area_code in zip(
            community["community_code"], community["name"], community["area_code"], strict=True
        )
    }
    everywhere = outline.simplify(outlines["communities"], _COMMUNITY_TOLERANCE, _DECIMALS)
    _write(folder / "communities.geojson", everywhere, names)
    slugs = dict(zip(area["area_code"], area["slug"], strict=True))
    for code, members in community.groupby("area_code")["community_code"]:
        inside = {member: outlines["communities"][member] for member in members}
        _write(folder / "communities" / f"{slugs[code]}.geojson", inside, names)


def _write(path: Path, outlines: Outlines, told: dict[str, dict[str, str]]) -> None:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, **told[code]},
            "geometry": {"type": "MultiPolygon", "coordinates": shapes}
            if len(shapes) > 1
            else {"type": "Polygon", "coordinates": shapes[0]},
        }
        for code, shapes in sorted(outlines.items())
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")

"""What every map shares: areas in shades of one hue on white paper, with nothing fetched but our own boundaries.

Drawn as SVG (Plotly's `geo`), so that a map prints sharply and needs no WebGL. The browser fetches the boundaries
once, by URL; only codes, shades and texts travel with a change. st.plotly_chart needs config=style.MAP_CONFIG.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cpop.style import AXIS, MAP_EDGE, MAP_MISSING, MAP_SIZE_OF_TEXT, PAPER, SEQUENCE, TEMPLATE, TEXT, Role

Figure = dict[str, Any]

# A click chooses a place; the others must not fade.
_UNFADED = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


@dataclass(frozen=True)
class Bounds:
    """The window of a map, in degrees."""

    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True)
class Frame:
    """Where on the paper a map stands, as shares of its width and height, from the lower left."""

    left: float = 0.0
    right: float = 1.0
    bottom: float = 0.0
    top: float = 1.0


@dataclass(frozen=True)
class Inset:
    """A second, closer window on the same places: what it shows, and where on the paper it stands."""

    name: str
    bounds: Bounds
    frame: Frame


@dataclass(frozen=True)
class Place:
    """A place to be marked and named on a map, with the role that it plays."""

    name: str
    role: Role
    longitude: float
    latitude: float
    code: str


def shades(count: int) -> list[str]:
    """`count` shades of the one hue, light to dark, as far apart as they can be. At most as many as style names."""
    if count == 1:
        return [SEQUENCE[-1]]
    last = len(SEQUENCE) - 1
    return [SEQUENCE[round(step * last / (count - 1))] for step in range(count)]


def choropleth(
    codes: Sequence[str],
    bands: Sequence[int | None],
    texts: Sequence[str],
    boundaries: str,
    colours: Sequence[str],
    *,
    bounds: Bounds | None = None,
    height: int,
    marked: Sequence[Place] = (),
    inset: Inset | None = None,
) -> Figure:
    """A map as a Plotly figure (a plain dict): each place in the colour of its band.

    codes: the ids of the features in the GeoJSON at the URL `boundaries`, clockwise outer rings; bands: for each, the
    place of its colour in `colours`, None where there is no figure; texts: what a place says on hover. bounds: the
    window, by default whatever encloses the places. marked: places outlined, marked and named. inset: a closer
    window on the same places. A click answers selection.points[0]["location"], a code.
    """
    geos = {"geo": _geo(bounds, Frame())}
    if inset is not None:
        geos["geo2"] = _geo(inset.bounds, inset.frame) | {"showframe": True, "framecolor": AXIS, "framewidth": 1}
    traces = []
    for geo in geos:
        traces.append(_areas(geo, codes, bands, texts, boundaries, colours))
        # White beneath, so that a role's colour stands out on every shade.
        for colour, width in ((PAPER, 6), (None, 3)):
            traces += [
                outline(place.code, boundaries, colour or place.role.colour, width=width, geo=geo, name=place.name)
                for place in marked
            ]
        traces += [_label(geo, place) for place in marked]
    return {
        "data": traces if codes else [],
        "layout": {
            "template": TEMPLATE,
            "height": height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "clickmode": "event+select",
            "annotations": [] if inset is None else [_inset_name(inset)],
            **geos,
        },
    }


def _geo(bounds: Bounds | None, frame: Frame) -> dict[str, Any]:
    window: dict[str, Any] = {"fitbounds": "locations"}
    if bounds is not None:
        window = {
            "lonaxis": {"range": [bounds.west, bounds.east]},
            "lataxis": {"range": [bounds.south, bounds.north]},
        }
    return {
        "projection": {"type": "mercator"},
        # Nothing of Plotly's own world: it would have to be fetched from another host.
        "visible": False,
        "bgcolor": PAPER,
        "domain": {"x": [frame.left, frame.right], "y": [frame.bottom, frame.top]},
        **window,
    }


def _inset_name(inset: Inset) -> dict[str, Any]:
    return {
        "x": (inset.frame.left + inset.frame.right) / 2,
        "y": inset.frame.bottom,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "top",
        "text": inset.name,
        "showarrow": False,
        "font": {"size": 12},
    }


def _areas(
    geo: str,
    codes: Sequence[str],
    bands: Sequence[int | None],
    texts: Sequence[str],
    boundaries: str,
    colours: Sequence[str],
) -> dict[str, Any]:
    # One step more than there are bands, below them: places without a figure.
    steps = [MAP_MISSING, *colours]
    return {
        "type": "choropleth",
        "geo": geo,
        "geojson": boundaries,
        "locations": list(codes),
        "z": [0 if band is None else band + 1 for band in bands],
        "zmin": -0.5,
        "zmax": len(steps) - 0.5,
        "colorscale": [
            [edge / len(steps), colour] for place, colour in enumerate(steps) for edge in (place, place + 1)
        ],
        "showscale": False,
        "text": list(texts),
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"color": MAP_EDGE, "width": 0.6}},
        **_UNFADED,
        "name": "",
    }


def outline(
    code: str, boundaries: str, colour: str, *, width: float = 3, geo: str = "geo", name: str = ""
) -> dict[str, Any]:
    """A trace that draws the outline of one place and nothing else."""
    return {
        "type": "choropleth",
        "geo": geo,
        "geojson": boundaries,
        "locations": [code],
        "z": [0],
        "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"color": colour, "width": width}},
        **_UNFADED,
        "name": name,
    }


def _label(geo: str, place: Place) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "geo": geo,
        "mode": "markers+text",
        "lon": [place.longitude],
        "lat": [place.latitude],
        "text": [f"<b>{place.name}</b>"],
        "textposition": "top center",
        "textfont": {"size": MAP_SIZE_OF_TEXT, "color": TEXT, "shadow": ", ".join([f"0 0 3px {PAPER}"] * 3)},
        "marker": {
            "symbol": place.role.marker,
            "color": place.role.colour,
            "size": 11,
            "line": {"color": PAPER, "width": 1.5},
        },
        "hoverinfo": "skip",
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": TEXT}},
        "name": place.name,
    }

"""What every map shares: areas in shades of one hue on white paper, with nothing fetched but our own boundaries.

Around and over them what one finds one's way by: neighbours in pale outline, names of towns, and a scale.

Drawn as SVG (Plotly's `geo`), so that a map prints sharply and needs no WebGL. The browser fetches the boundaries
once, by URL; only codes, shades and texts travel with a change. st.plotly_chart needs config=style.MAP_CONFIG.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cpop.charts.kit import Box
from cpop.charts.map_names import Bounds, Named, Room, Sheet, Town, above, around, beside, scale, that_fit
from cpop.style import (
    AXIS,
    MAP_AROUND,
    MAP_AROUND_EDGE,
    MAP_EDGE,
    MAP_MISSING,
    MAP_PHONE_WIDTH,
    MAP_SIZE_OF_FURTHER_NAMES,
    MAP_SIZE_OF_NAMES,
    MAP_SIZE_OF_TEXT,
    MAP_WIDTH,
    PAPER,
    SEQUENCE,
    TEMPLATE,
    TEXT,
    Role,
)

Figure = dict[str, Any]

# A click chooses a place; the others must not fade.
_HALO = ", ".join([f"0 0 3px {PAPER}"] * 4)
# Plotly draws a window smaller by so many degrees at each edge.
_CUT = 1e-3
# What stands on the paper for the room of a scale, as a share of the window's height.
_ROOM_FOR_SCALE = 0.07
# An outline that is smaller than this on a phone is found by a circle around it, in pixels.
_SMALL, _CIRCLE = 22, 30
_UNFADED = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


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


@dataclass(frozen=True)
class Ground:
    """What one finds one's way by. towns: those that may be named, the largest first where room is short; around: the
    outlines beneath, the URL of each file with the codes of those that are drawn; written: what else stands on the
    map in letters, each text with its longitude and latitude; width: of the map on a desk, in pixels.
    """

    towns: Sequence[Town] = ()
    around: Sequence[tuple[str, Sequence[str]]] = ()
    written: Sequence[tuple[str, float, float]] = ()
    width: int = MAP_WIDTH


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
    ground: Ground | None = None,
) -> Figure:
    """A map as a Plotly figure (a plain dict): each place in the colour of its band.

    codes: the ids of the features in the GeoJSON at the URL `boundaries`, clockwise outer rings; bands: for each, the
    place of its colour in `colours`, None where there is no figure; texts: what a place says on hover. bounds: the
    window, by default whatever encloses the places. marked: places outlined, marked and named. inset: a closer
    window on the same places. ground: where `bounds` are given, the neighbours beneath, the names of towns that fit,
    and a scale. A click answers selection.points[0]["location"], a code.
    """
    window = None if bounds is None else bounds.with_room(_ROOM_FOR_SCALE)
    geos = {"geo": _geo(window, Frame())}
    if inset is not None:
        geos["geo2"] = _geo(inset.bounds, inset.frame) | {"showframe": True, "framecolor": AXIS, "framewidth": 1}
    ground = ground or Ground()
    traces = []
    for geo in geos:
        traces += [_beneath(geo, url, beneath) for url, beneath in ground.around]
        traces.append(_areas(geo, codes, bands, texts, boundaries, colours))
        # White beneath, so that a role's colour stands out on every shade.
        for colour, width in ((PAPER, 6), (None, 3)):
            traces += [
                outline([place.code], boundaries, colour or place.role.colour, width=width, geo=geo, name=place.name)
                for place in marked
            ]
        if window is not None:
            closer = inset if inset is not None and geo == "geo2" else None
            traces += _way(
                geo, closer.bounds if closer else window, height, marked, None if closer else inset, closer, ground
            )
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
            "lonaxis": {"range": [bounds.west - _CUT, bounds.east + _CUT]},
            "lataxis": {"range": [bounds.south - _CUT, bounds.north + _CUT]},
        }
    return {
        "projection": {"type": "mercator"},
        # Nothing of Plotly's own world: it would have to be fetched from another host.
        "visible": False,
        "bgcolor": PAPER,
        "domain": {"x": [frame.left, frame.right], "y": [frame.bottom, frame.top]},
        **window,
    }


def _beneath(geo: str, boundaries: str, codes: Sequence[str]) -> Figure:
    """The neighbours: land, but not what the map is about."""
    return _silent(geo, boundaries, codes, MAP_AROUND, MAP_AROUND_EDGE, 1, "around")


def _silent(
    geo: str, boundaries: str, codes: Sequence[str], fill: str, edge: str, width: float, name: str
) -> dict[str, Any]:
    """Places of one colour that say nothing when pointed at."""
    return {
        "type": "choropleth",
        "geo": geo,
        "geojson": boundaries,
        "locations": list(codes),
        "z": [0] * len(codes),
        "colorscale": [[0, fill], [1, fill]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"color": edge, "width": width}},
        **_UNFADED,
        "name": name,
    }


def _way(
    geo: str,
    bounds: Bounds,
    height: int,
    marked: Sequence[Place],
    inset: Inset | None,
    own: Inset | None,
    ground: Ground,
) -> list[Figure]:
    """The names and the scale of one window. inset: what covers a part of it; own: the inset that it is, if one."""
    bar = scale(bounds)
    written = [(one.name, one.longitude, one.latitude) for one in marked]
    first, further = _named(
        tuple(ground.towns), tuple(written), tuple(ground.written), bounds, height, ground.width, inset, own
    )
    named = [(first, MAP_SIZE_OF_NAMES), (further, MAP_SIZE_OF_FURTHER_NAMES)]
    ends = [bar.west, (bar.west + bar.east) / 2, bar.east]
    return [
        *(_names(geo, towns, size) for towns, size in named if towns),
        *(
            {
                "type": "scattergeo",
                "geo": geo,
                "mode": "lines+text",
                "lon": ends,
                "lat": [bar.latitude] * 3,
                "line": {"color": colour, "width": width},
                "text": [text, "", ""],
                "textposition": "top right",
                "textfont": {"size": MAP_SIZE_OF_NAMES, "color": TEXT, "shadow": _HALO},
                "hoverinfo": "skip",
                "unselected": {"textfont": {"color": TEXT}},
                "name": "scale",
            }
            for colour, width, text in ((PAPER, 6, ""), (TEXT, 2.5, bar.text))
        ),
    ]


# The same maps are drawn again and again, and to find room for some hundred names takes longer than all else of them.
@lru_cache(maxsize=256)
def _named(
    towns: tuple[Town, ...],
    marked: tuple[tuple[str, float, float], ...],
    written: tuple[tuple[str, float, float], ...],
    bounds: Bounds,
    height: int,
    wide: int,
    inset: Inset | None,
    own: Inset | None,
) -> tuple[list[Named], list[Named]]:
    """The towns that are named in one window: those that a phone has room for, and those that a desk has besides.

    The former are larger; the latter are of a size of their own, by which a narrow screen leaves them out (app.css).
    marked, written: what stands there already, each text with its longitude and latitude; wide: of the map on a desk.
    """
    bar = scale(bounds)

    def taken(sheet: Sheet) -> list[Box]:
        boxes = [above(*sheet.at(east, north), text, MAP_SIZE_OF_TEXT, mark=12) for text, east, north in marked]
        boxes += [around(*sheet.at(east, north), text, MAP_SIZE_OF_TEXT) for text, east, north in written]
        left, down = sheet.at(bar.west, bar.latitude)
        right, _ = sheet.at(bar.east, bar.latitude)
        boxes.append(beside(left, right, down, bar.text, MAP_SIZE_OF_NAMES))
        return boxes if inset is None else [*boxes, _on_paper(inset.frame, sheet.paper.right, height)]

    def sheet(width: int) -> Sheet:
        return Sheet(bounds, Box(0, 0, width, height) if own is None else _on_paper(own.frame, width, height))

    desk, phone = (Room(one, taken(one)) for one in (sheet(wide), sheet(MAP_PHONE_WIDTH)))
    first = list(that_fit(towns, [phone, desk], MAP_SIZE_OF_NAMES))
    named = {one.town for one in first}
    return first, list(that_fit([one for one in towns if one not in named], [desk], MAP_SIZE_OF_FURTHER_NAMES))


def _on_paper(frame: Frame, width: float, height: float) -> Box:
    return Box(frame.left * width, (1 - frame.top) * height, frame.right * width, (1 - frame.bottom) * height)


def _names(geo: str, named: Sequence[Named], size: int) -> Figure:
    return {
        "type": "scattergeo",
        "geo": geo,
        "mode": "markers+text",
        "lon": [round(one.town.longitude, 4) for one in named],
        "lat": [round(one.town.latitude, 4) for one in named],
        "text": [one.town.name for one in named],
        "textposition": [f"top {one.side}" for one in named],
        "textfont": {"size": size, "color": TEXT, "shadow": _HALO},
        "marker": {"size": 4, "color": TEXT, "line": {"color": PAPER, "width": 1}},
        "hoverinfo": "skip",
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": TEXT}},
        "name": "towns",
    }


def rings(
    reaches: Mapping[str, Bounds], name: str, boundaries: str, colour: str, bounds: Bounds, height: int
) -> list[Figure]:
    """The traces that ring some places of a map, white beneath so that they stand out on every shade.

    reaches: by code, the window that just holds each outline; name: of the traces; bounds, height: of the map. Where
    an outline is too small to be found, a circle stands around it.
    """
    if not reaches:
        return []
    strokes = ((PAPER, 6.0), (colour, 3.0))
    traces = [outline(list(reaches), boundaries, paint, width=width, name=name) for paint, width in strokes]
    sheet = Sheet(bounds, Box(0, 0, MAP_PHONE_WIDTH, height))
    small = [reach.middle for reach in reaches.values() if _is_small(sheet, reach)]
    if not small:
        return traces
    circles = [
        {
            "type": "scattergeo",
            "geo": "geo",
            "mode": "markers",
            "lon": [east for east, _ in small],
            "lat": [north for _, north in small],
            "marker": {
                "symbol": "circle-open",
                "size": _CIRCLE,
                "color": paint,
                "line": {"color": paint, "width": width},
            },
            "hoverinfo": "skip",
            "unselected": {"marker": {"opacity": 1}},
            "name": name,
        }
        for paint, width in strokes
    ]
    return [*traces, *circles]


def _is_small(sheet: Sheet, reach: Bounds) -> bool:
    left, bottom = sheet.at(reach.west, reach.south)
    right, top = sheet.at(reach.east, reach.north)
    return max(right - left, bottom - top) < _SMALL


def letters(written: Sequence[tuple[str, float, float]]) -> Figure:
    """A trace that writes on a map: each text with its longitude and latitude (Ground.written keeps names off it)."""
    return {
        "type": "scattergeo",
        "geo": "geo",
        "mode": "text",
        "lon": [east for _, east, _ in written],
        "lat": [north for *_, north in written],
        "text": [f"<b>{text}</b>" for text, *_ in written],
        "textposition": "middle center",
        # Paper around each letter, so that it is read on every shade and across every border.
        "textfont": {"size": MAP_SIZE_OF_TEXT, "color": TEXT, "shadow": _HALO},
        "hoverinfo": "skip",
        "unselected": {"textfont": {"color": TEXT}},
        "name": "",
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
    codes: Sequence[str], boundaries: str, colour: str, *, width: float = 3, geo: str = "geo", name: str = ""
) -> dict[str, Any]:
    """A trace that draws the outlines of some places and nothing else."""
    return _silent(geo, boundaries, codes, "rgba(0,0,0,0)", colour, width, name)


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

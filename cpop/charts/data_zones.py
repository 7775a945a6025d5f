"""Data zones as points at their centroids over the outline of their community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpop.catalogue import Community
from cpop.charts.communities import boundaries
from cpop.charts.map_base import Figure, choropleth
from cpop.style import (
    AXIS,
    DATA_ZONE_FILL,
    DATA_ZONE_MAP_HEIGHT,
    DATA_ZONE_SIZE,
    FIFTHS,
    MAP_MISSING,
    MAP_SIZE_OF_TEXT,
    TEXT,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A data zone on the map: its name, whose number is written on it, its code and its centroid; its fifth of the
    area's data zones (1 the poorest; None without a figure); and what it says on hover, in lines.
    """

    name: str
    code: str
    longitude: float
    latitude: float
    fifth: int | None
    lines: Sequence[str]


def fifth_shades() -> list[str]:
    """The shade of each fifth, the poorest first and darkest."""
    return [background for background, _ in reversed(FIFTHS)]


def spots_map(community: Community, spots: Sequence[Spot]) -> Figure:
    """Numbered points in the shade of their fifth, squares where there is no figure, over the outline."""
    figure = choropleth(
        [community.code],
        [0],
        [community.name],
        boundaries(community.area),
        [DATA_ZONE_FILL],
        height=DATA_ZONE_MAP_HEIGHT,
    )
    outline = figure["data"][0]
    outline["hoverinfo"] = "skip"
    outline["hovertemplate"] = None
    outline["marker"] = {"line": {"color": AXIS, "width": 1.5}}
    looks = [(MAP_MISSING, TEXT) if spot.fifth is None else FIFTHS[-spot.fifth] for spot in spots]
    figure["data"].append(
        {
            "type": "scattergeo",
            "geo": "geo",
            "mode": "markers+text",
            "lon": [spot.longitude for spot in spots],
            "lat": [spot.latitude for spot in spots],
            "text": [f"<b>{spot.name.removeprefix('Data zone ')}</b>" for spot in spots],
            "textposition": "middle center",
            "textfont": {"size": MAP_SIZE_OF_TEXT, "color": [text for _, text in looks]},
            "customdata": ["<br>".join([f"<b>{spot.name}</b> ({spot.code})", *spot.lines]) for spot in spots],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": {
                "symbol": ["square" if spot.fifth is None else "circle" for spot in spots],
                "color": [background for background, _ in looks],
                "size": DATA_ZONE_SIZE,
                "opacity": 1,
                "line": {"color": TEXT, "width": 1},
            },
            "name": "",
        }
    )
    return figure

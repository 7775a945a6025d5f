"""Data zones as areas in the shade of their fifth, numbered as in the table beside the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpop.catalogue import Area, Community
from cpop.charts.communities import boundaries
from cpop.charts.map_base import Figure, Ground, choropleth, letters, outline
from cpop.charts.map_names import Bounds
from cpop.style import (
    AREA_ZONE_MAP_HEIGHT,
    AXIS,
    DATA_ZONE_MAP_HEIGHT,
    FIFTHS,
    STATIC,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A data zone on the map: its name and code, the number written on it (empty for none), its centroid; its fifth (1
    the poorest; None without a figure); and what it says on hover, in lines.
    """

    name: str
    code: str
    number: str
    longitude: float
    latitude: float
    fifth: int | None
    lines: Sequence[str]


def fifth_shades() -> list[str]:
    """The shade of each fifth, the poorest first and darkest."""
    return [background for background, _ in reversed(FIFTHS)]


def zone_map(area: Area, community: Community | None, spots: Sequence[Spot], bounds: Bounds, ground: Ground) -> Figure:
    """A Plotly figure (a plain dict): the zones of a community, outlined, or of a whole area, a shade a fifth.

    bounds: the window; ground: what one finds one's way by. Those without a figure are in the shade of a missing one,
    which the page hatches. A click answers selection.points[0]["location"], a data zone's code.
    """
    numbered = [(spot.number, spot.longitude, spot.latitude) for spot in spots if spot.number]
    figure = choropleth(
        [spot.code for spot in spots],
        [None if spot.fifth is None else spot.fifth - 1 for spot in spots],
        ["<br>".join([f"<b>{spot.name}</b> ({spot.code})", *spot.lines]) for spot in spots],
        f"{STATIC}/boundaries/data_zones/{area.slug}.geojson",
        fifth_shades(),
        bounds=bounds,
        height=AREA_ZONE_MAP_HEIGHT if community is None else DATA_ZONE_MAP_HEIGHT,
        ground=replace(ground, written=numbered),
    )
    if community is not None:
        figure["data"].append(outline([community.code], boundaries(area), AXIS, width=2))
    figure["data"].append(letters(numbered))
    return figure

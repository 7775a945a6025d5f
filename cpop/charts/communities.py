"""The map of communities: shaded in bands of vulnerability, in equal classes of a value, or by change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from cpop.catalogue import Area, Community, Indicator
from cpop.charts.map_base import Figure, Ground, choropleth, rings, shades
from cpop.charts.map_names import Bounds
from cpop.style import (
    BETTER_SHADES,
    COMMUNITY_MAP_HEIGHTS,
    COMMUNITY_MAP_WIDTH,
    COMPARATOR,
    LITTLE_CHANGE,
    MAP_EDGE,
    SCOTLAND_MAP_HEIGHT,
    STATIC,
    WORSE_SHADES,
)

CLASSES = 5
# What the traces around the chosen communities are called.
RINGED = "chosen"
_CHANGE_STEPS = (1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 100, 200, 500)


@dataclass(frozen=True)
class Shading:
    """How places are shaded: for each the place of its class in `colours` (None without a figure), the classes'
    colours and their names, the poorest first.
    """

    steps: tuple[int | None, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]


def by_band(bands: Sequence[int | None], names: Sequence[str]) -> Shading:
    """Shades by band, 1 the darkest, None without a figure; names: of each band, from 1."""
    steps = tuple(None if band is None else band - 1 for band in bands)
    return Shading(steps, tuple(reversed(shades(len(names)))), tuple(names))


def by_value(indicator: Indicator, values: Sequence[float | None]) -> Shading:
    """Shades in at most five classes of as many places each, the poorest darkest; equal values share a class.

    A few extreme values, such as the crimes of a city centre, would leave a continuous scale nothing to show of
    all the rest.
    """
    known = sorted((value for value in values if value is not None), reverse=indicator.sign < 0)
    first_place = {value: known.index(value) for value in dict.fromkeys(known)}
    raw = {value: place * CLASSES // len(known) for value, place in first_place.items()}
    used = sorted(set(raw.values()))
    steps = tuple(None if value is None else used.index(raw[value]) for value in values)
    ranges = [[value for value in first_place if raw[value] == one] for one in used]
    labels = tuple(_range(indicator, members[0], members[-1]) for members in ranges)
    return Shading(steps, tuple(reversed(shades(len(used)))) if used else (), labels)


def _range(indicator: Indicator, start: float, end: float) -> str:
    low, high = indicator.format(start), indicator.format(end)
    return low if low == high else f"{low} to {high}"


def by_change(improvements: Sequence[float | None], directions: Sequence[str | None]) -> Shading:
    """Shades of worse and better in round steps of the change in per cent (above 0 is better).

    directions: improved, worsened or little_change, which has a shade of its own; None where no change is known. A
    change from nothing has no share: it is beyond all steps of its side.
    """
    known = sorted(abs(one) for one in improvements if one is not None)
    typical = known[len(known) * 3 // 4] / 2 if known else 1
    step = max((one for one in _CHANGE_STEPS if one <= typical), default=_CHANGE_STEPS[0])

    def shade(improvement: float | None, direction: str | None) -> int | None:
        if direction is None:
            return None
        if direction == "little_change":
            return 3
        size = 2 if improvement is None else min(int(abs(improvement) / step), 2)
        return 4 + size if direction == "improved" else 2 - size

    labels = (
        f"worsened over {2 * step}%",
        f"worsened {step} to {2 * step}%",
        f"worsened up to {step}%",
        "little change",
        f"improved up to {step}%",
        f"improved {step} to {2 * step}%",
        f"improved over {2 * step}%",
    )
    steps = tuple(map(shade, improvements, directions))
    return Shading(steps, (*WORSE_SHADES, LITTLE_CHANGE, *BETTER_SHADES), labels)


def shaded_map(
    area: Area,
    communities: Sequence[Community],
    shading: Shading,
    texts: Sequence[str],
    ringed: Mapping[str, Bounds],
    bounds: Bounds,
    ground: Ground | None = None,
) -> Figure:
    """The communities of an area (or of all Scotland) in their shades, the chosen ones ringed.

    texts: what each says on hover beneath its name, which the boundaries bring along. ringed: by the code of each
    chosen one, the window that just holds it; bounds: the window of the map; ground: what one finds one's way by.
    """
    height = SCOTLAND_MAP_HEIGHT if area.is_scotland else _height(bounds)
    figure = choropleth(
        [one.code for one in communities],
        shading.steps,
        texts,
        boundaries(area),
        shading.colours,
        bounds=bounds,
        height=height,
        ground=ground,
    )
    areas = next(one for one in figure["data"] if one["geojson"] == boundaries(area))
    # The names travel with the boundaries, once, instead of with each change.
    areas["hovertemplate"] = "<b>%{properties.name}</b>, %{properties.area}<br>%{text}<extra></extra>"
    areas["marker"] = {"line": {"color": MAP_EDGE, "width": 0.15 if area.is_scotland else 0.6}}
    shown = {one.code: ringed[one.code] for one in communities if one.code in ringed}
    figure["data"] += rings(shown, RINGED, boundaries(area), COMPARATOR.colour, bounds, height)
    return figure


def _height(bounds: Bounds) -> int:
    """As tall as the window needs at the width that the page gives it, within its limits."""
    low, high = COMMUNITY_MAP_HEIGHTS
    width = (bounds.east - bounds.west) * cos(radians((bounds.south + bounds.north) / 2))
    return int(min(high, max(low, (bounds.north - bounds.south) / width * COMMUNITY_MAP_WIDTH)))


def boundaries(area: Area) -> str:
    """The URL of the communities' boundaries: one file an area, one of all Scotland."""
    return f"{STATIC}/boundaries/communities{'' if area.is_scotland else f'/{area.slug}'}.geojson"

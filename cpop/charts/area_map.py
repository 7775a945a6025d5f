"""All areas on a map, shaded by value or by rank: the darker, the poorer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpop import status
from cpop.catalogue import Indicator, ordinal
from cpop.charts.map_base import Figure, Frame, Ground, Inset, Place, choropleth, shades
from cpop.charts.map_names import Bounds, Town
from cpop.charts.series import Placed
from cpop.style import AREA_MAP_WIDTH, FIRST_MAP_WIDTH, MAP_EDGE, MAP_OTHER, MAP_TO_CHOOSE, REST, STATIC

BOUNDARIES = f"{STATIC}/boundaries/areas.geojson"
SCOTLAND = Bounds(west=-8.7, east=-0.7, south=54.6, north=60.87)
# Half of all areas lie in the middle of the country and are small: shown again, larger, over the empty sea.
CENTRAL = Inset(
    name="Central Scotland, enlarged",
    bounds=Bounds(west=-5.05, east=-2.68, south=55.42, north=56.36),
    frame=Frame(left=0.0, right=0.58, bottom=0.74, top=1.0),
)
HEIGHT, HEIGHT_TO_CHOOSE = 690, 480
_VALUE_BANDS, _RANK_BANDS = 5, 4


@dataclass(frozen=True)
class Step:
    """One shade of a map's legend: what it stands for, and how many places have it."""

    colour: str
    text: str
    places: int


def area_map(
    indicator: Indicator,
    places: Mapping[str, Placed],
    others: Mapping[str, str],
    centres: Mapping[str, tuple[float, float]],
    *,
    by_rank: bool,
    towns: Sequence[Town] = (),
) -> tuple[Figure, list[Step]]:
    """A Plotly figure (a plain dict) of areas by code, and its legend, best first.

    others: the names of areas that are not compared, drawn in outline. centres: longitude and latitude of each area,
    for the marks of those that play a role; towns: to be named where they fit. By value: bands of equal width; by rank:
    as nearly equal numbers of areas as there can be.
    """
    values = {code: one.value for code, one in places.items() if one.value is not None}
    ranks = {code: one.rank for code, one in places.items() if one.value is not None and one.rank is not None}
    steps, bands = _rank_bands(ranks) if by_rank else _value_bands(indicator, values)
    marked = [
        Place(one.name, one.role, *centres[code], code)
        for code, one in places.items()
        if one.role is not REST and code in centres
    ]
    figure = choropleth(
        [*places, *others],
        [bands.get(code) for code in places] + [len(steps)] * len(others),
        [
            _text(indicator, one, len(values), None if by_rank or code not in bands else steps[bands[code]])
            for code, one in places.items()
        ]
        + [f"<b>{name}</b>" for name in others.values()],
        BOUNDARIES,
        [step.colour for step in steps] + [MAP_OTHER] * bool(others),
        bounds=SCOTLAND,
        height=HEIGHT,
        marked=marked,
        inset=CENTRAL,
        ground=Ground(towns, width=AREA_MAP_WIDTH),
    )
    # What is not compared is an empty outline: pale, so that it is not taken for the lightest shade in grey either.
    edges = [MAP_EDGE] * len(places) + [REST.colour] * len(others)
    for trace in figure["data"]:
        if trace["type"] == "choropleth" and len(trace["locations"]) == len(edges):
            trace["marker"] = {"line": {"color": edges, "width": [0.8] * len(places) + [0.4] * len(others)}}
    return figure, steps


def outlines(names: Mapping[str, str], towns: Sequence[Town] = ()) -> Figure:
    """The areas alone, by code and name, for one to be chosen: no figure is shown."""
    return choropleth(
        list(names),
        [0] * len(names),
        [f"<b>{name}</b>" for name in names.values()],
        BOUNDARIES,
        [MAP_TO_CHOOSE],
        bounds=SCOTLAND,
        height=HEIGHT_TO_CHOOSE,
        inset=CENTRAL,
        ground=Ground(towns, width=FIRST_MAP_WIDTH),
    )


def _value_bands(indicator: Indicator, values: Mapping[str, float]) -> tuple[list[Step], dict[str, int]]:
    if not values:
        return [], {}
    low, high = min(values.values()), max(values.values())
    width = (high - low) / _VALUE_BANDS
    count = _VALUE_BANDS if width else 1
    place = {code: min(int((value - low) / width), count - 1) if width else 0 for code, value in values.items()}
    edges = [low + band * width for band in range(count)] + [high]
    spans = [f"{indicator.format(edges[band])} to {indicator.format(edges[band + 1])}" for band in range(count)]
    if indicator.sign > 0:
        spans.reverse()
        place = {code: count - 1 - band for code, band in place.items()}
    return _steps(spans, place), place


def _rank_bands(ranks: Mapping[str, int]) -> tuple[list[Step], dict[str, int]]:
    count, areas = min(_RANK_BANDS, len(ranks)), len(ranks)
    if not count:
        return [], {}
    place = {code: min((rank - 1) * count // areas, count - 1) for code, rank in ranks.items()}
    firsts = [
        next(rank for rank in range(1, areas + 1) if (rank - 1) * count // areas == band) for band in range(count)
    ]
    lasts = [first - 1 for first in firsts[1:]] + [areas]
    spans = [f"{ordinal(first)} to {ordinal(last)}" for first, last in zip(firsts, lasts, strict=True)]
    return _steps(spans, place), place


def _steps(texts: Sequence[str], place: Mapping[str, int]) -> list[Step]:
    held = list(place.values())
    return [
        Step(colour, text, held.count(band))
        for band, (colour, text) in enumerate(zip(shades(len(texts)), texts, strict=True))
    ]


def _text(indicator: Indicator, one: Placed, ranked: int, step: Step | None) -> str:
    figure = status.noted(indicator.format(one.value), one.status if one.value is not None else None)
    rank = "" if one.value is None or one.rank is None else f"<br>{ordinal(one.rank)} of {ranked}"
    band = "" if step is None else f"<br>band: {step.text}"
    return f"<b>{one.name}</b><br>{figure}{rank}{band}"

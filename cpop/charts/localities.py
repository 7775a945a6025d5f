"""The communities of an area in the colours of the plan's localities, each with its locality's number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from markupsafe import escape

from cpop.catalogue import Area, Community
from cpop.charts.communities import Shading, shaded_map
from cpop.charts.map_base import Figure, Ground, letters
from cpop.charts.map_names import Bounds
from cpop.style import IN_NONE, IN_SEVERAL, LOCALITIES


def colour(number: int) -> str:
    """The colour of a locality by its number, from 1; beyond as many as there are they come again."""
    return LOCALITIES[(number - 1) % len(LOCALITIES)]


def locality_map(
    area: Area,
    communities: Sequence[Community],
    names: Sequence[str],
    members: Mapping[str, Sequence[int]],
    centres: Mapping[str, tuple[float, float]],
    beside: Mapping[str, Collection[str]],
    bounds: Bounds,
    ground: Ground,
) -> Figure:
    """A Plotly figure (a plain dict): each community in the colour of its locality, with the number of it.

    names: of the localities, the first number 1; members: the numbers of each community's localities, by its code,
    empty for one in none, which is pale; centres: longitude and latitude of each; beside: its neighbours. What hangs
    together has its number once, about its middle.
    """
    # One shade for those in none and one for those in several, around the localities' own.
    colours = (IN_NONE, *(colour(number) for number in range(1, len(names) + 1)), IN_SEVERAL)
    steps = tuple(_step(members[one.code], len(names)) for one in communities)
    texts = [_text(members[one.code], names) for one in communities]
    parts = [(part, members[part[0]]) for part in _parts(members, beside)]
    written = [(", ".join(map(str, numbers)), *_middle([centres[code] for code in part])) for part, numbers in parts]
    shading = Shading(steps, colours, ("in none", *names, "in several"))
    figure = shaded_map(area, communities, shading, texts, {}, bounds, replace(ground, written=written))
    figure["data"].append(letters(written))
    return figure


def _parts(members: Mapping[str, Sequence[int]], beside: Mapping[str, Collection[str]]) -> list[list[str]]:
    """The communities of the same localities that hang together, by code."""
    left = [code for code, numbers in members.items() if numbers]
    parts = []
    while left:
        part = [left.pop(0)]
        # It grows while it is read.
        for code in part:
            joined = [one for one in left if one in beside[code] and members[one] == members[code]]
            part += joined
            left = [one for one in left if one not in joined]
        parts.append(part)
    return parts


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The one of some places that is nearest to the middle of them all."""
    east, north = (sum(one[axis] for one in places) / len(places) for axis in (0, 1))
    # A degree of longitude is about half as long as one of latitude so far north.
    return min(places, key=lambda one: ((one[0] - east) / 2) ** 2 + (one[1] - north) ** 2)


def _step(numbers: Sequence[int], localities: int) -> int:
    return 0 if not numbers else numbers[0] if len(numbers) == 1 else localities + 1


def _text(numbers: Sequence[int], names: Sequence[str]) -> str:
    # Plotly reads markup in what it shows: a name is somebody's own words.
    return "<br>".join(f"{number} {escape(names[number - 1])}" for number in numbers) or "In no locality"

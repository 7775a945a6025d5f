"""One figure then and now, of a community and of its area's mean, as two arrows on one scale."""

from __future__ import annotations

from html import escape

from cpop.catalogue import Indicator
from cpop.style import COMMUNITY, COMMUNITY_AREA, GRID, Role

WIDTH, HEIGHT = 124.0, 34.0


def then_and_now(
    indicator: Indicator,
    own: tuple[float | None, float | None],
    area: tuple[float | None, float | None],
    scale: tuple[float, float],
    label: str,
) -> str:
    """An arrow from then to now for a community, and beneath it for its area's mean; better is to the right.

    scale: the lowest and the highest value of all cells that are to be compared. A missing end draws no arrow.
    """
    low, high = sorted(indicator.sign * value for value in scale)

    def x(value: float) -> float:
        return round(8 + (indicator.sign * value - low) / ((high - low) or 1) * (WIDTH - 16), 1)

    parts = [f'<path d="M4 {y}H{WIDTH - 4:g}" stroke="{GRID}"/>' for y in (10, 25)]
    parts += [
        _arrow(x(ends[0]), x(ends[1]), y, role, width)
        for ends, y, role, width in ((area, 25, COMMUNITY_AREA, 2.2), (own, 10, COMMUNITY, 3.2))
        if None not in ends
    ]
    told = escape(label)
    return (
        f'<svg class="arrows" role="img" aria-label="{told}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}"><title>{told}</title>{"".join(parts)}</svg>'
    )


def key_arrow(role: Role) -> str:
    """A small arrow for a legend."""
    return f'<svg aria-hidden="true" viewBox="0 0 34 14" width="34" height="14">{_arrow(6, 28, 7, role, 2.6)}</svg>'


def _arrow(start: float, end: float, y: float, role: Role, width: float) -> str:
    """From a hollow ring to a filled head; two ends that all but meet show as the head alone."""
    ahead = 1 if end >= start else -1
    tip = f"M{end:g} {y}l{-7 * ahead} -4.6v9.2Z"
    head = f'<path d="{tip}" fill="{role.colour}"/>'
    if abs(end - start) < 7:
        return f'<circle cx="{start:g}" cy="{y}" r="3" fill="#fff" stroke="{role.colour}" stroke-width="1.6"/>{head}'
    return (
        f'<path d="M{start:g} {y}H{end - 6 * ahead:g}" stroke="{role.colour}" stroke-width="{width}"/>'
        f'<circle cx="{start:g}" cy="{y}" r="3.4" fill="#fff" stroke="{role.colour}" stroke-width="1.8"/>{head}'
    )

"""Where one community stands among others, as a small drawing."""

from __future__ import annotations

from html import escape

from cpop.style import AXIS, COMMUNITY, TEXT


def position_strip(position: float, among: int, ends: tuple[str, str], label: str, width: float = 230) -> str:
    """A tick a community from the poorest (left) to the best (right), the chosen one marked. Inline SVG.

    ends: the words beneath the two ends; label: the text alternative.
    """
    left, right, height = 8.0, width - 8.0, 38
    span = (right - left) / max(among - 1, 1)

    def x(place: float) -> float:
        return round(left + (place - 1) * span, 1)

    ticks = "".join(f"M{x(place)} 5v10" for place in range(1, among + 1))
    text = f'y="{height - 5}" font-size="12" fill="{TEXT}"'
    return (
        f'<svg class="strip" role="img" aria-label="{escape(label)}" viewBox="0 0 {width:g} {height}" '
        f'width="{width:g}" height="{height}"><path d="{ticks}" stroke="{AXIS}" stroke-width="1" opacity=".7"/>'
        f'<circle cx="{x(position)}" cy="10" r="6" fill="{COMMUNITY.colour}" stroke="#fff" stroke-width="1.5"/>'
        f'<text x="2" {text}>{escape(ends[0])}</text>'
        f'<text x="{width - 2:g}" text-anchor="end" {text}>{escape(ends[1])}</text></svg>'
    )

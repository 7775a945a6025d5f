"""Worked examples for the Guide: small drawings of the kinds of chart that the pages show, from real figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from cpop.catalogue import (
    Indicator,
    number,
)
from cpop.charts.drawing import Point, key_mark, ticks
from cpop.style import AREA, AXIS, BESIDE, GRID, MUTED_TEXT, PAPER, REST, SCOTLAND, SEQUENCE, SVG_DASH, TEXT, Role

WIDTH = 420
_NAMES = 136
_ROW = 26


@dataclass(frozen=True)
class Row:
    """A place in a drawing: its name, how it is drawn, and its first and latest point."""

    name: str
    role: Role
    first: Point
    last: Point


def _svg(height: float, label: str, parts: Iterable[str], width: float = WIDTH) -> str:
    return (
        f'<svg class="worked" role="img" aria-label="{escape(label)}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}">{"".join(parts)}</svg>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = TEXT,
    weight: str = "400",
    halo: bool = False,
) -> str:
    edge = f' paint-order="stroke" stroke="{PAPER}" stroke-width="4"' if halo else ""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="13" fill="{colour}" '
        f'font-weight="{weight}"{edge}>{escape(words)}</text>'
    )


def _mark(x: float, y: float, role: Role, hollow: bool = False) -> str:
    """The marker of a role, centred at a point; places in grey are dots."""
    if role is REST or hollow:
        fill, edge = (PAPER, role.text) if hollow else (role.text, PAPER)
        return f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="{fill}" stroke="{edge}" stroke-width="1.6"/>'
    return f'<g transform="translate({x - 7:g} {y - 7:g})">{key_mark(role)}</g>'


def _tick(indicator: Indicator, value: float) -> str:
    """A value at an axis, with no more decimals than it needs."""
    return f"{indicator.prefix}{value:,.10g}{indicator.suffix}"


def _name(row: Row, y: float) -> str:
    weight = "400" if row.role is REST else "700"
    return _text(_NAMES - 8, y + 4.5, row.name, anchor="end", colour=row.role.text, weight=weight)


def bars(indicator: Indicator, rows: Sequence[Row], scotland: float, label: str) -> str:
    """Named bars from zero, best first, with Scotland as a line. The latest point of each row is drawn."""
    present = [row for row in rows if row.last.value is not None]
    longest = max([scotland, *(row.last.value or 0 for row in present)]) or 1
    room = WIDTH - _NAMES - 60

    def x(value: float) -> float:
        return round(_NAMES + value / longest * room, 1)

    height = _ROW * len(present) + 26
    parts, figures = [], []
    for place, row in enumerate(present):
        y = place * _ROW + 14
        value = row.last.value or 0
        colour = AXIS if row.role is REST else row.role.colour
        look = (
            f'fill="{colour}"' if row.last.status == "raw" else f'fill="{PAPER}" stroke="{colour}" stroke-width="1.6"'
        )
        parts.append(_name(row, y))
        parts.append(f'<rect x="{_NAMES}" y="{y - 8}" width="{x(value) - _NAMES:g}" height="16" {look}/>')
        figures.append(_text(x(value) + 5, y + 4.5, indicator.format(value), halo=True))
    bottom = height - 22
    parts.append(f'<path d="M{_NAMES} 2V{bottom}" stroke="{AXIS}" stroke-width="1"/>')
    for colour, width in ((PAPER, 4), (SCOTLAND.colour, 2)):
        parts.append(f'<path d="M{x(scotland)} 2V{bottom}" stroke="{colour}" stroke-width="{width}"/>')
    parts += figures
    parts.append(_text(x(scotland), height - 7, f"Scotland {indicator.format(scotland)}", anchor="middle"))
    return _svg(height, label, parts)


def dumbbell(indicator: Indicator, rows: Sequence[Row], label: str) -> str:
    """Then and now: a tick for the first year joined to a marker for the latest, a row a place."""
    drawn = [row for row in rows if row.first.value is not None and row.last.value is not None]
    values = [value for row in drawn for value in (row.first.value or 0, row.last.value or 0)] or [0, 1]
    marks = ticks(min(values), max(values))
    room = WIDTH - _NAMES - 24

    def x(value: float) -> float:
        return round(_NAMES + 8 + (value - marks[0]) / (marks[-1] - marks[0]) * room, 1)

    height = _ROW * len(drawn) + 46
    bottom = height - 42
    parts = []
    for mark in marks:
        parts.append(f'<path d="M{x(mark)} 2V{bottom}" stroke="{GRID}" stroke-width="1"/>')
        parts.append(_text(x(mark), bottom + 16, _tick(indicator, mark), anchor="middle"))
    for place, row in enumerate(drawn):
        y = place * _ROW + 14
        first, last = x(row.first.value or 0), x(row.last.value or 0)
        dash = "" if row.first.status == row.last.status == "raw" else f' stroke-dasharray="{SVG_DASH["imputed"]}"'
        parts.append(_name(row, y))
        parts.append(f'<path d="M{first} {y}H{last}" stroke="{row.role.text}" stroke-width="2"{dash}/>')
        parts.append(f'<path d="M{first} {y - 6}V{y + 6}" stroke="{row.role.text}" stroke-width="2"/>')
        parts.append(_mark(last, y, row.role, hollow=row.last.status != "raw"))
    better = "better →" if indicator.sign > 0 else "← better"
    x_of_words, anchor = (WIDTH - 4, "end") if indicator.sign > 0 else (_NAMES + 4, "start")
    parts.append(_text(x_of_words, height - 8, better, anchor=anchor, colour=MUTED_TEXT))
    return _svg(height, label, parts)


def corners(counts: dict[str, int], label: str) -> str:
    """The four fields of the quadrant, each named, with a dot for each outcome in it.

    counts: by standing, as in style.BESIDE; the fifth, "about the same", is not drawn.
    """
    names = {
        "worse, but catching up": ("behind but catching up", 0, 0),
        "better": ("ahead and gaining ground", 1, 0),
        "worse": ("behind and losing ground", 0, 1),
        "better, but losing ground": ("ahead but losing ground", 1, 1),
    }
    width, height = WIDTH / 2, 92
    parts = []
    for standing, (name, column, row) in names.items():
        mark = BESIDE[standing]
        left, top = column * width, row * height + 2
        parts.append(
            f'<rect x="{left + 1:g}" y="{top:g}" width="{width - 2:g}" height="{height - 2}" fill="{mark.background}"/>'
        )
        parts.append(_text(left + 10, top + 20, name, colour=mark.colour, weight="700"))
        for place in range(counts.get(standing, 0)):
            x, y = left + 18 + place % 10 * 19, top + 42 + place // 10 * 20
            parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{mark.colour}"/>')
    low = 2 * height + 18
    parts.append(_text(0, low, "← level worse", colour=MUTED_TEXT))
    parts.append(_text(WIDTH, low, "level better →", anchor="end", colour=MUTED_TEXT))
    parts.append(_text(WIDTH / 2, low, "higher up: gaining on it", anchor="middle", colour=MUTED_TEXT))
    return _svg(low + 8, label, parts)


def index_scale(marked: Sequence[tuple[str, Role, float]], label: str) -> str:
    """A scale from -1 to 1 about a named zero, with places marked, each name on a line of its own."""
    middle, room = WIDTH / 2, WIDTH / 2 - 14

    def x(value: float) -> float:
        return round(middle + value * room, 1)

    axis = 24 + 20 * len(marked)
    parts = [f'<path d="M{x(-1)} {axis}H{x(1)}" stroke="{AXIS}" stroke-width="1.5"/>']
    parts.append(f'<path d="M{x(0)} {axis - 12}V{axis + 12}" stroke="{TEXT}" stroke-width="2"/>')
    for value in (-1, 0, 1):
        parts.append(_text(x(value), axis + 28, f"{value:g}", anchor="middle"))
    parts.append(_text(x(-1) - 12, axis + 46, "deprived fare better", colour=MUTED_TEXT))
    parts.append(_text(x(0), axis + 46, "equality", anchor="middle", colour=MUTED_TEXT))
    parts.append(_text(x(1) + 12, axis + 46, "deprived fare worse", anchor="end", colour=MUTED_TEXT))
    # Names run outwards from their stems, so that none crosses another: the lower value's to the left.
    for place, (name, role, value) in enumerate(sorted(marked, key=lambda one: one[2])):
        y, words = 16 + 20 * place, f"{name} {number(value, 2)}"
        is_outward = place > 0 and x(value) + 8 * len(words) < WIDTH
        side, anchor = (8, "start") if is_outward else (-8, "end")
        parts.append(f'<path d="M{x(value)} {y - 10}V{axis}" stroke="{role.colour}" stroke-width="1"/>')
        parts.append(_text(x(value) + side, y, words, anchor=anchor, colour=role.text, weight="700"))
        parts.append(_mark(x(value), axis, role))
    return _svg(axis + 54, label, parts)


def gradient(indicator: Indicator, points: Sequence[tuple[float, float]], ends: tuple[float, float], label: str) -> str:
    """Communities by deprivation, and the straight line that fits them. points: position (0 to 1) and value."""
    values = [value for _, value in points] + list(ends)
    marks = ticks(min(values), max(values))
    left, right, top, bottom = 56, WIDTH - 10, 8, 150

    def x(position: float) -> float:
        return round(left + position * (right - left), 1)

    def y(value: float) -> float:
        return round(bottom - (value - marks[0]) / (marks[-1] - marks[0]) * (bottom - top), 1)

    parts = []
    for mark in marks:
        parts.append(f'<path d="M{left} {y(mark)}H{right}" stroke="{GRID}" stroke-width="1"/>')
        parts.append(_text(left - 6, y(mark) + 4.5, _tick(indicator, mark), anchor="end"))
    dots = "".join(f"M{x(position)} {y(value)}h.01" for position, value in points)
    parts.append(f'<path d="{dots}" stroke="{AXIS}" stroke-width="5" stroke-linecap="round" opacity=".7"/>')
    parts.append(f'<path d="M{x(0)} {y(ends[0])}L{x(1)} {y(ends[1])}" stroke="{AREA.colour}" stroke-width="2.5"/>')
    parts.append(f'<path d="M{left} {bottom}H{right}" stroke="{AXIS}" stroke-width="1"/>')
    parts.append(_text(left, bottom + 18, "least deprived", colour=MUTED_TEXT))
    parts.append(_text(right, bottom + 18, "most deprived", anchor="end", colour=MUTED_TEXT))
    return _svg(bottom + 26, label, parts)


def bands(label: str) -> str:
    """The seven shades of a map of communities, from least to most vulnerable, each numbered."""
    width = WIDTH / len(SEQUENCE)
    parts = []
    for place, colour in enumerate(SEQUENCE):
        parts.append(
            f'<rect x="{place * width + 1:g}" y="2" width="{width - 2:g}" height="30" fill="{colour}" '
            f'stroke="{AXIS}" stroke-width=".6"/>'
        )
    parts.append(_text(1, 50, "least vulnerable in the area", colour=MUTED_TEXT))
    parts.append(_text(WIDTH - 1, 50, "most vulnerable", anchor="end", colour=MUTED_TEXT))
    return _svg(58, label, parts)

"""Charts of a page's width as inline SVG, for the report that is one file: lines over time, and bars in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cpop.catalogue import Indicator, period
from cpop.charts.drawing import Line, Point, segments, ticks
from cpop.style import AXIS, GRID, MUTED_TEXT, PAPER, PROJECTION_BAND, STATUS_WORD, SVG_DASH, TEXT, Role

WIDTH = 860
_LABELS = 190


@dataclass(frozen=True)
class Bar:
    """One place's value, with the role that it plays; a missing value is None."""

    name: str
    role: Role
    value: float | None
    status: str | None


def status_text(status: str | None) -> str:
    """A word in brackets for a figure that is not measured; nothing for one that is."""
    return "" if status in (None, "raw") else f" ({STATUS_WORD[status]})"


def tick_text(indicator: Indicator, value: float) -> str:
    """A number on an axis: "20%", "£450", "1,200"."""
    shown = f"{value:,.10f}".rstrip("0").rstrip(".")
    return f"{indicator.prefix}{shown}{indicator.suffix}"


def _svg(height: float, label: str, parts: Sequence[str]) -> str:
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}">{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", colour: str = TEXT, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(text)}</text>'


def lines_over_time(indicator: Indicator, lines: Sequence[Line], label: str, height: float = 380) -> str:
    """Named lines with both axes; solid where measured, dashed where estimated, dotted and shaded where projected.

    Each line is labelled at its end, with its last observed figure, and marked at each of its years.
    """
    present = [p for line in lines for p in line.points if p.value is not None]
    if not present:
        return ""
    years = sorted({p.year for line in lines for p in line.points})
    marks = ticks(min(p.value for p in present), max(p.value for p in present), about=5)
    left, right, top, bottom = 64, WIDTH - _LABELS, 30, height - 34
    span, low, high = (years[-1] - years[0]) or 1, marks[0], marks[-1]

    def x(year: float) -> float:
        return round(left + 10 + (year - years[0]) / span * (right - left - 20), 1)

    def y(value: float) -> float:
        return round(bottom - (value - low) / ((high - low) or 1) * (bottom - top), 1)

    parts = [_text(4, 16, indicator.unit[0].upper() + indicator.unit[1:], colour=MUTED_TEXT)]
    observed = [p.year for p in present if p.status != "projected"]
    if observed and len(observed) < len(present):
        start = x(max(observed))
        parts.append(
            f'<rect x="{start}" y="{top}" width="{right - start:g}" height="{bottom - top}" fill="{PROJECTION_BAND}"/>'
        )
        parts.append(_text((start + right) / 2, top - 6, "projected", anchor="middle", colour=MUTED_TEXT))
    for mark in marks:
        parts.append(f'<path d="M{left} {y(mark)}H{right}" stroke="{GRID}"/>')
        parts.append(_text(left - 8, y(mark) + 5, tick_text(indicator, mark), anchor="end"))
    parts.append(f'<path d="M{left} {bottom}H{right}" stroke="{AXIS}"/>')
    parts += [_text(x(year), bottom + 22, period(year), anchor="middle") for year in years[::2]]
    for line in lines:
        for status, run in segments(line.points):
            path = "L".join(f"{x(p.year)} {y(p.value)}" for p in run)
            dash = "" if status == "raw" else f' stroke-dasharray="{SVG_DASH[status]}"'
            parts.append(
                f'<path d="M{path}" fill="none" stroke="{line.role.colour}" stroke-width="{line.role.width}"{dash}/>'
            )
        parts += [_mark(line, p, x(p.year), y(p.value), indicator) for p in line.points if p.value is not None]
    return _svg(height, label, parts + _end_labels(indicator, lines, y, right + 10))


def _mark(line: Line, point: Point, x: float, y: float, indicator: Indicator) -> str:
    fill = line.role.colour if point.status == "raw" else PAPER
    look = f'fill="{fill}" stroke="{line.role.colour}" stroke-width="1.6"'
    title = f"{line.name}, {period(point.year)}: {indicator.format(point.value)}{status_text(point.status)}"
    tip = f"<title>{escape(title)}</title>"
    if line.role.marker == "square":
        return f'<rect x="{x - 4:g}" y="{y - 4:g}" width="8" height="8" {look}>{tip}</rect>'
    if line.role.marker == "diamond":
        return f'<path d="M{x:g} {y - 5.5:g}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z" {look}>{tip}</path>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="4.2" {look}>{tip}</circle>'


def _end_labels(indicator: Indicator, lines: Sequence[Line], y: object, left: float) -> list[str]:
    """Name and last observed figure at the end of each line, pushed apart where two would collide."""
    ends = []
    for line in lines:
        known = [p for p in line.points if p.value is not None]
        if known:
            observed = [p for p in known if p.status != "projected"] or known
            ends.append((y(known[-1].value), line, observed[-1]))
    parts, lowest = [], None
    for height, line, point in sorted(ends, key=lambda end: end[0]):
        place = height if lowest is None else max(height, lowest + 42)
        lowest = place
        parts.append(_text(left, place - 2, line.name, colour=line.role.text, bold=True))
        said = f"{indicator.format(point.value)}{status_text(point.status)}, {period(point.year)}"
        parts.append(_text(left, place + 15, said, colour=line.role.text))
    return parts


def bars_in_order(indicator: Indicator, bars: Sequence[Bar], label: str) -> str:
    """Named bars from zero, in the order given; hatched where estimated; a missing value says so."""
    row = 34
    height = row * len(bars) + 34
    values = [bar.value for bar in bars if bar.value is not None]
    if not values:
        return ""
    marks = ticks(min(0, *values), max(0, *values), about=5)
    left, right = 190, WIDTH - 120

    def x(value: float) -> float:
        return round(left + (value - marks[0]) / ((marks[-1] - marks[0]) or 1) * (right - left), 1)

    parts = []
    for mark in marks:
        parts.append(f'<path d="M{x(mark)} 0V{height - 30}" stroke="{GRID}"/>')
        parts.append(_text(x(mark), height - 10, tick_text(indicator, mark), anchor="middle"))
    for place, bar in enumerate(bars):
        top, middle = place * row + 5, place * row + row / 2 + 5
        parts.append(_text(left - 10, middle, bar.name, anchor="end", bold=bar.role.marker != "line-ns"))
        if bar.value is None:
            parts.append(_text(left + 8, middle, "no figure", colour=MUTED_TEXT))
            continue
        start, end = sorted((x(0), x(bar.value)))
        hollow = bar.status not in (None, "raw")
        look = (
            f'fill="{PAPER}" stroke="{bar.role.colour}" stroke-width="2" stroke-dasharray="{SVG_DASH["imputed"]}"'
            if hollow
            else f'fill="{bar.role.colour}"'
        )
        parts.append(f'<rect x="{start}" y="{top}" width="{end - start:g}" height="{row - 10}" {look}/>')
        parts.append(_text(end + 8, middle, indicator.format(bar.value) + status_text(bar.status)))
    parts.append(f'<path d="M{x(0)} 0V{height - 30}" stroke="{AXIS}"/>')
    return _svg(height, label, parts)

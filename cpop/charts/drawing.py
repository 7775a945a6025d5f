"""Small drawings as inline SVG: sparklines, position strips and small multiples.

A page of eighteen of these costs the browser less than one Plotly chart (see the README's bench). They are
sharp on paper, carry a text alternative each, and name every point by a tooltip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

from cpop.catalogue import Break, Indicator, period
from cpop.style import AREA, AXIS, GRID, PROJECTION_BAND, REST, STATUS_WORD, SVG_DASH, TEXT, Role

_WEAKEST = ("projected", "imputed", "raw")


@dataclass(frozen=True)
class Point:
    """One year of a series; a missing value is None."""

    year: int
    value: float | None
    status: str


@dataclass(frozen=True)
class Line:
    """One named series with the role that it plays."""

    name: str
    role: Role
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Box:
    """The drawing area and the scales of both axes."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, year: float) -> float:
        """Where a year stands."""
        span = (self.last - self.first) or 1
        return round(self.left + (year - self.first) / span * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        """Where a value stands."""
        span = (self.high - self.low) or 1
        return round(self.bottom - (value - self.low) / span * (self.bottom - self.top), 1)


def _svg(width: float, height: float, label: str, parts: Iterable[str], css: str = "") -> str:
    return (
        f'<svg class="{css}" role="img" aria-label="{escape(label)}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}">{"".join(parts)}</svg>'
    )


def _weaker(one: str, other: str) -> str:
    return min(one, other, key=_WEAKEST.index)


def segments(points: Sequence[Point]) -> list[tuple[str, list[Point]]]:
    """A series cut into runs of one status, each as (status, points); a gap ends a run.

    The piece between two years has the weaker status of the two, so that no estimated year is reached by a
    line that looks measured. Neighbouring runs share their point.
    """
    runs: list[tuple[str, list[Point]]] = []
    previous: Point | None = None
    for point in points:
        if point.value is None:
            previous = None
            continue
        if previous is not None:
            status = _weaker(previous.status, point.status)
            if runs and runs[-1][0] == status and runs[-1][1][-1] is previous:
                runs[-1][1].append(point)
            else:
                runs.append((status, [previous, point]))
        previous = point
    return runs


def path(points: Sequence[Point], box: Box, role: Role, status: str, width: float) -> str:
    """A run of points (of `segments`) as a line: solid, dashed or dotted by its status."""
    steps = "L".join(f"{box.x(p.year)} {box.y(p.value)}" for p in points)
    dash = SVG_DASH[status]
    style = "" if dash == "none" else f' stroke-dasharray="{dash}"'
    return f'<path d="M{steps}" fill="none" stroke="{role.colour}" stroke-width="{width:g}"{style}/>'


def marker(x: float, y: float, role: Role, size: float, title: str = "", hollow: bool = False) -> str:
    """The marker of a role at a place, with a tooltip if it has a title; hollow where the figure is not measured."""
    fill = "#fff" if hollow else role.colour
    look = f'fill="{fill}" stroke="{role.colour if hollow else "#fff"}" stroke-width="1.2"'
    tip = f"<title>{escape(title)}</title>" if title else ""
    if role.marker == "square":
        return f'<rect x="{x - size:g}" y="{y - size:g}" width="{2 * size:g}" height="{2 * size:g}" {look}>{tip}</rect>'
    if role.marker == "diamond":
        r = size * 1.35
        return f'<path d="M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z" {look}>{tip}</path>'
    if role.marker.startswith("triangle"):
        up = -1 if role.marker == "triangle-up" else 1
        r = size * 1.2
        points = f"M{x:g} {y + up * r:g}L{x + r:g} {y - up * r:g}L{x - r:g} {y - up * r:g}Z"
        return f'<path d="{points}" {look}>{tip}</path>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{size:g}" {look}>{tip}</circle>'


def key_mark(role: Role) -> str:
    """The marker of a role alone, for a legend."""
    return (
        '<svg aria-hidden="true" viewBox="0 0 14 14" width="14" height="14">'
        + (f'<path d="M7 2V12" stroke="{role.colour}" stroke-width="2"/>' if role is REST else marker(7, 7, role, 4.5))
        + "</svg>"
    )


def key_line(status: str) -> str:
    """A piece of line as it is drawn for a status, for a legend."""
    dash = SVG_DASH[status]
    style = "" if dash == "none" else f' stroke-dasharray="{dash}"'
    return (
        '<svg aria-hidden="true" viewBox="0 0 30 14" width="30" height="14">'
        f'<path d="M1 7H29" stroke="{TEXT}" stroke-width="2.2"{style}/></svg>'
    )


def _range(lines: Sequence[Line]) -> tuple[float, float]:
    values = [p.value for line in lines for p in line.points if p.value is not None]
    return (min(values), max(values)) if values else (0.0, 1.0)


def sparkline(line: Line, label: str, width: float = 110, height: float = 30) -> str:
    """A series without axes: solid where measured, dashed where estimated, a dot at its end."""
    low, high = _range([line])
    years = [p.year for p in line.points] or [0]
    box = Box(3, width - 5, 4, height - 4, min(years), max(years), low, high)
    parts = [path(run, box, line.role, status, 1.8) for status, run in segments(line.points)]
    present = [p for p in line.points if p.value is not None]
    if present:
        end = present[-1]
        parts.append(marker(box.x(end.year), box.y(end.value), line.role, 3.2, hollow=end.status != "raw"))
    return _svg(width, height, label, parts, "spark")


def strip(
    indicator: Indicator,
    values: Sequence[float],
    marked: Sequence[tuple[str, Role, float | None]],
    label: str,
    width: float = 176,
    height: float = 26,
) -> str:
    """Where places stand among all areas: a grey tick an area, better to the right, chosen places marked.

    marked: (name, role, value), drawn in that order, so that the last lies on top; a missing value is left out.
    """
    shown = [(name, role, value) for name, role, value in marked if value is not None]
    everything = [indicator.sign * value for value in [*values, *(value for _, _, value in shown)]]
    if not everything:
        return ""
    low, high = min(everything), max(everything)
    span = (high - low) or 1

    def x(value: float) -> float:
        return round(8 + (indicator.sign * value - low) / span * (width - 16), 1)

    middle = height / 2
    parts = [f'<path d="M4 {middle:g}H{width - 4:g}" stroke="{GRID}" stroke-width="1"/>']
    ticks = "".join(f"M{x(value)} {middle - 6:g}v12" for value in values)
    parts.append(f'<path d="{ticks}" stroke="#8A929C" stroke-width="1" opacity=".75"/>')
    parts += [
        marker(x(value), middle, role, 4.6 if role is AREA else 4, f"{name}: {indicator.format(value)}")
        for name, role, value in shown
    ]
    return _svg(width, height, label, parts, "strip")


def ticks(low: float, high: float, about: int = 3) -> list[float]:
    """Round numbers that enclose a range: steps of 1, 2, 2.5 or 5 times a power of ten."""
    span = (high - low) or abs(high) or 1
    raw = span / about
    magnitude = 10 ** floor(log10(raw))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw * 0.999)
    first = floor(low / step + 1e-9)
    count = 1
    while (first + count) * step < high - 1e-9 * abs(high):
        count += 1
    return [round((first + i) * step, 10) for i in range(count + 1)]


def tick_text(indicator: Indicator, value: float) -> str:
    """A round number as an axis shows it: "25%", "£450", "1,000"."""
    shown = f"{value:,.10f}".rstrip("0").rstrip(".")
    return f"{indicator.prefix}{shown}{indicator.suffix}"


def small_multiple(
    indicator: Indicator,
    lines: Sequence[Line],
    label: str,
    *,
    value_range: tuple[float, float] | None = None,
    years: tuple[int, int] | None = None,
    breaks: Sequence[Break] = (),
    width: float = 320,
    height: float = 150,
) -> str:
    """One indicator over time for a few places, with both axes, every point named by a tooltip.

    lines are drawn in their order, the last on top. value_range and years fix the axes, so that several
    drawings can be compared; by default they enclose the lines. The axis does not start at zero: what is
    drawn is a line, and its ticks say where it starts. breaks: each a line before its year, named by a tooltip.
    """
    marks = ticks(*(value_range or _range(lines)))
    drawn = [p.year for line in lines for p in line.points] or [0]
    first, last = years or (min(drawn), max(drawn))
    left = 12 + 6.6 * max(len(tick_text(indicator, mark)) for mark in marks)
    box = Box(left, width - 10, 8, height - 22, first, last, marks[0], marks[-1])
    parts = projection_band(lines, box)
    for mark in marks:
        y = box.y(mark)
        parts.append(f'<path d="M{left:g} {y}H{width - 10:g}" stroke="{GRID}" stroke-width="1"/>')
        parts.append(
            f'<text x="{left - 6:g}" y="{y + 4:g}" text-anchor="end" font-size="12" fill="{TEXT}">'
            f"{tick_text(indicator, mark)}</text>"
        )
    for year, anchor in ((first, "start"), (last, "end")):
        parts.append(
            f'<text x="{box.x(year)}" y="{height - 5:g}" text-anchor="{anchor}" font-size="12" fill="{TEXT}">'
            f"{period(year)}</text>"
        )
    parts.append(f'<path d="M{left:g} {height - 22:g}H{width - 10:g}" stroke="{AXIS}" stroke-width="1"/>')
    parts += [_break(one, box) for one in breaks if first < one.year <= last]
    for line in lines:
        parts += [path(run, box, line.role, status, 2.2) for status, run in segments(line.points)]
    for line in lines:
        parts += _points(line, box, indicator)
    return _svg(width, height, label, parts, "multiple")


def _break(one: Break, box: Box) -> str:
    x = box.x(one.year - 0.5)
    return (
        f'<path d="M{x} {box.top:g}V{box.bottom:g}" stroke="{AXIS}" stroke-width="1.5" stroke-dasharray="6 2 1.5 2">'
        f"<title>Break in the series, {period(one.year)}: {escape(one.what)}</title></path>"
    )


def projection_band(lines: Sequence[Line], box: Box) -> list[str]:
    """The shade behind the projected years; nothing where there are none."""
    present = [p for line in lines for p in line.points if p.value is not None]
    observed = [p.year for p in present if p.status != "projected"]
    if not observed or len(observed) == len(present):
        return []
    start = box.x(max(observed))
    return [
        f'<rect x="{start}" y="{box.top:g}" width="{box.right - start:g}" height="{box.bottom - box.top:g}" '
        f'fill="{PROJECTION_BAND}"/>'
    ]


def _points(line: Line, box: Box, indicator: Indicator) -> list[str]:
    present = [p for p in line.points if p.value is not None]
    observed = [p for p in present if p.status != "projected"]
    parts = []
    for p in present:
        word = "" if p.status == "raw" else f" ({STATUS_WORD[p.status]})"
        title = f"{line.name}, {period(p.year)}: {indicator.format(p.value)}{word}"
        x, y = box.x(p.year), box.y(p.value)
        if observed and p is observed[-1]:
            parts.append(marker(x, y, line.role, 3.6, title, hollow=p.status != "raw"))
        else:
            # Nothing to see, but something to point at.
            parts.append(f'<circle cx="{x}" cy="{y}" r="7" fill="transparent"><title>{escape(title)}</title></circle>')
    return parts

"""Areas beside each other: a ranking as bars or dots, then and now, and a small ranking for a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from cpop.catalogue import Indicator, period
from cpop.charts.drawing import ticks
from cpop.style import AREA, AXIS, BAR_REST, DASH, GRID, PAPER, REST, SIGN, STATUS_WORD, TEMPLATE, TEXT, Mark, Role

Figure = dict[str, Any]

# Below this share of the largest value, bars from zero all look alike.
LEAST_SPREAD = 0.2
_ROW = 25


@dataclass(frozen=True)
class Placed:
    """A named place with its value, its rank (none for a benchmark), and the role that it plays."""

    name: str
    value: float | None
    status: str | None
    rank: int | None
    role: Role


@dataclass(frozen=True)
class Moved:
    """A named place then and now: (year, value) twice, both measured; what became of it, as mark and word; how much."""

    name: str
    then: tuple[int, float]
    now: tuple[int, float]
    rank: int | None
    role: Role
    verdict: tuple[Mark, str]
    change: str


def starts_at_zero(indicator: Indicator, values: Sequence[float]) -> bool:
    """Whether bars from zero show how places differ; else they are drawn as dots on an axis of their own.

    They do not for an index, whose zero means nothing, nor where the values lie within a fifth of the largest.
    """
    if indicator.kind == "index" or not values or max(values) <= 0:
        return False
    return (max(values) - min(values)) / max(values) >= LEAST_SPREAD


def ranking(indicator: Indicator, places: Sequence[Placed], lines: Sequence[Placed], *, from_zero: bool) -> Figure:
    """A Plotly figure (a plain dict) of named places in the order given, a row each, as bars or as dots.

    lines: benchmarks, as labelled lines across. Places and lines without a value are left out. Estimated values are
    hatched bars or hollow dots, and dashed lines.
    """
    places = [one for one in places if one.value is not None]
    lines = [one for one in lines if one.value is not None]
    shown = [one.value for one in [*places, *lines]]
    if not places:
        return {"data": [], "layout": {}}
    low, high = (0.0, max(shown)) if from_zero else (min(shown), max(shown))
    margin = (high - low or 1) * 0.04
    start, end = (0.0 if from_zero else low - margin), high + margin
    top = 14 + 19 * len(lines)
    return {
        "data": [_bars(indicator, places) if from_zero else _dots(indicator, places)],
        "layout": {
            "template": TEMPLATE,
            "height": _ROW * len(places) + top + 56,
            "margin": {"l": 8, "r": 14, "t": top, "b": 56},
            "bargap": 0.22,
            "xaxis": _value_axis(indicator, (start, end)),
            "yaxis": _row_axis([_row_name(one, indicator) for one in places]) | {"showgrid": not from_zero},
            "shapes": [_across(line, len(places)) for line in lines],
            "annotations": [
                _line_label(indicator, line, place, (start, end)) for place, line in enumerate(reversed(lines))
            ],
        },
    }


def then_and_now(indicator: Indicator, places: Sequence[Moved]) -> Figure:
    """A Plotly figure (a plain dict) of named places in the order given: then a tick, now a mark, joined by a line.

    Both are measured.
    """
    if not places:
        return {"data": [], "layout": {}}
    values = [value for one in places for _, value in (one.then, one.now)]
    margin = (max(values) - min(values) or 1) * 0.04
    traces: list[dict[str, Any]] = []
    for row, one in enumerate(places):
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [one.then[1], one.now[1]],
                "y": [row, row],
                "line": {"color": _colour(one.role), "width": 2.5},
                "hoverinfo": "skip",
                "name": one.name,
            }
        )
    rows = list(range(len(places)))
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [one.then[1] for one in places],
            "y": rows,
            "text": [_point_hover(indicator, one.name, one.then) for one in places],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {
                "symbol": "line-ns",
                "size": 13,
                "line": {"width": 2.5, "color": [_colour(one.role) for one in places]},
            },
            "name": "Then",
        }
    )
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [one.now[1] for one in places],
            "y": rows,
            "text": [_point_hover(indicator, one.name, one.now) for one in places],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": _markers([(one.role, "raw") for one in places]),
            "name": "Now",
        }
    )
    names = [_row_name(Placed(one.name, None, None, one.rank, one.role)) for one in places]
    changes = [
        f'<span style="color:{mark.colour}">{mark.sign} {one.change}</span>'
        for one, (mark, _) in ((one, one.verdict) for one in places)
    ]
    return {
        "data": [
            *traces,
            # Nothing to see: it brings the axis on the right, whose labels are the changes.
            {"type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "hoverinfo": "skip"},
        ],
        "layout": {
            "template": TEMPLATE,
            "height": _ROW * len(places) + 14 + 56,
            "margin": {"l": 8, "r": 8, "t": 14, "b": 56},
            "xaxis": _value_axis(indicator, (min(values) - margin, max(values) + margin)),
            "yaxis": _row_axis(names) | {"showgrid": True},
            "yaxis2": _row_axis(changes) | {"overlaying": "y", "side": "right"},
        },
    }


def _colour(role: Role) -> str:
    return BAR_REST if role is REST else role.colour


def _bars(indicator: Indicator, places: Sequence[Placed]) -> dict[str, Any]:
    estimated = [one.status != "raw" for one in places]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [one.value for one in places],
        "y": list(range(len(places))),
        "text": [_hover(indicator, one) for one in places],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": [_colour(one.role) for one in places],
            "line": {"color": [_colour(one.role) for one in places], "width": 1},
            "pattern": {
                "shape": ["/" if one else "" for one in estimated],
                "fillmode": "replace",
                "bgcolor": PAPER,
                "fgcolor": [_colour(one.role) for one in places],
                "size": 6,
                "solidity": 0.35,
            },
        },
        "name": "",
    }


def _dots(indicator: Indicator, places: Sequence[Placed]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [one.value for one in places],
        "y": list(range(len(places))),
        "text": [_hover(indicator, one) for one in places],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": _markers([(one.role, one.status) for one in places]),
        "cliponaxis": False,
        "name": "",
    }


def _markers(looks: Sequence[tuple[Role, str | None]]) -> dict[str, Any]:
    """Dots of many roles in one trace: hollow where estimated, the chosen ones larger."""
    return {
        "symbol": [
            ("circle" if role is REST else role.marker) + ("" if status == "raw" else "-open") for role, status in looks
        ],
        "color": [_colour(role) for role, _ in looks],
        "size": [10 if role is REST else 13 for role, _ in looks],
        "opacity": 1,
        "line": {"width": 2, "color": [_colour(role) for role, _ in looks]},
    }


def _row_name(one: Placed, indicator: Indicator | None = None) -> str:
    """ "18. ● Fife  20.1%": the rank, the mark of a role, the name, and the value where the row has one."""
    rank = "" if one.rank is None else f"{one.rank}. "
    value = "" if indicator is None else f"  {indicator.format(one.value)} "
    if one.role is REST:
        return f"{rank}{one.name}{value}"
    return f'<b style="color:{one.role.text}">{rank}{SIGN[one.role.marker]} {one.name}{value}</b>'


def _row_axis(names: Sequence[str]) -> dict[str, Any]:
    return {
        "tickvals": list(range(len(names))),
        "ticktext": list(names),
        "range": [len(names) - 0.4, -0.6],
        "showline": False,
        "ticks": "",
        "zeroline": False,
    }


def _value_axis(indicator: Indicator, limits: tuple[float, float]) -> dict[str, Any]:
    return {
        "range": list(limits),
        "tickprefix": indicator.prefix,
        "ticksuffix": indicator.suffix,
        "separatethousands": True,
        "showgrid": True,
        "nticks": 6,
        "title": {"text": indicator.unit[0].upper() + indicator.unit[1:], "standoff": 8},
    }


def _hover(indicator: Indicator, one: Placed) -> str:
    note = "" if one.status == "raw" else f" ({STATUS_WORD[one.status]})"
    rank = "" if one.rank is None else f"<br>rank {one.rank}"
    return f"<b>{one.name}</b><br>{indicator.format(one.value)}{note}{rank}"


def _point_hover(indicator: Indicator, name: str, point: tuple[int, float]) -> str:
    year, value = point
    return f"<b>{name}</b>, {period(year)}<br>{indicator.format(value)}"


def _across(line: Placed, rows: int) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": line.value,
        "x1": line.value,
        "y0": -0.6,
        "y1": rows - 0.4,
        "line": {"color": line.role.colour, "width": 2, "dash": DASH[line.status]},
    }


def _line_label(indicator: Indicator, line: Placed, row: int, limits: tuple[float, float]) -> dict[str, Any]:
    """A benchmark's name above its line, a row each, so that no two collide; turned inwards near an edge."""
    share = (line.value - limits[0]) / ((limits[1] - limits[0]) or 1)
    note = "" if line.status == "raw" else f" {STATUS_WORD[line.status]}"
    return {
        "x": line.value,
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "xanchor": "left" if share < 0.3 else "right" if share > 0.7 else "center",
        "yanchor": "bottom",
        "yshift": 1 + 19 * row,
        "text": f"<b>{SIGN[line.role.marker]} {line.name} {indicator.format(line.value)}{note}</b>",
        "showarrow": False,
        "font": {"color": line.role.text, "size": 13},
    }


def mini_ranking(
    indicator: Indicator,
    places: Sequence[Placed],
    lines: Sequence[Placed],
    label: str,
    *,
    from_zero: bool,
    width: float = 320,
    height: float = 118,
) -> str:
    """A ranking as a small drawing: a bar (or a dot) a place in the order given, the chosen ones marked.

    lines: benchmarks, as lines across. Every place is named by a tooltip. label: the text alternative.
    """
    places = [one for one in places if one.value is not None]
    lines = [one for one in lines if one.value is not None]
    if not places:
        return ""
    shown = [one.value for one in [*places, *lines]]
    marks = ticks(0.0 if from_zero else min(shown), max(shown), 2)
    low, high = marks[0], marks[-1]
    left = 12 + 6.6 * max(len(indicator.format(mark)) for mark in (low, high))
    top, bottom, right = 12.0, height - 6, width - 4
    step = (right - left) / len(places)
    bar = max(step * 0.68, 1.5)

    def y(value: float) -> float:
        return round(bottom - (value - low) / ((high - low) or 1) * (bottom - top), 1)

    parts = []
    for mark in (low, high):
        parts.append(f'<path d="M{left:g} {y(mark)}H{right:g}" stroke="{AXIS if mark == low else GRID}"/>')
        parts.append(
            f'<text x="{left - 6:g}" y="{y(mark) + 4:g}" text-anchor="end" font-size="12" fill="{TEXT}">'
            f"{indicator.format(mark)}</text>"
        )
    for place, one in enumerate(places):
        middle = round(left + (place + 0.5) * step, 1)
        parts.append(_mini_bar(indicator, one, middle, y(one.value), bottom if from_zero else None, bar))
    for one in lines:
        dash = "" if one.status == "raw" else ' stroke-dasharray="5 3"'
        parts.append(
            f'<path d="M{left:g} {y(one.value)}H{right:g}" stroke="{one.role.colour}" stroke-width="1.6"{dash}>'
            f"<title>{escape(_title(indicator, one))}</title></path>"
        )
    return (
        f'<svg class="multiple" role="img" aria-label="{escape(label)}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}">{"".join(parts)}</svg>'
    )


def _title(indicator: Indicator, one: Placed) -> str:
    note = "" if one.status == "raw" else f" ({STATUS_WORD[one.status]})"
    return f"{'' if one.rank is None else f'{one.rank}. '}{one.name}: {indicator.format(one.value)}{note}"


def _mini_bar(indicator: Indicator, one: Placed, x: float, y: float, base: float | None, width: float) -> str:
    colour, tip = _colour(one.role), f"<title>{escape(_title(indicator, one))}</title>"
    look = f'fill="{colour if one.status == "raw" else PAPER}" stroke="{colour}"'
    if base is None and one.role in (REST, AREA):
        return f'<circle cx="{x:g}" cy="{y:g}" r="{3 if one.role is REST else 4.8}" {look}>{tip}</circle>'
    if base is None:
        return f'<rect x="{x - 4.2:g}" y="{y - 4.2:g}" width="8.4" height="8.4" {look}>{tip}</rect>'
    size = f'width="{width:.1f}" height="{max(base - y, 0):.1f}"'
    drawn = f'<rect x="{x - width / 2:.1f}" y="{y:g}" {size} {look}>{tip}</rect>'
    if one.role is REST:
        return drawn
    return drawn + (
        f'<text x="{x:g}" y="{y - 2:g}" text-anchor="middle" font-size="11" fill="{one.role.text}">'
        f"{SIGN[one.role.marker]}</text>"
    )


def key_bar(status: str) -> str:
    """A bar as it is drawn for a status, for a legend: full, or hatched where estimated."""
    hatch = "" if status == "raw" else f'<path d="M3 12L9 2M9 12L15 2M15 12L21 2M21 12L25 5" stroke="{BAR_REST}"/>'
    fill = BAR_REST if status == "raw" else PAPER
    return (
        '<svg aria-hidden="true" viewBox="0 0 28 14" width="28" height="14">'
        f'<rect x="1" y="2" width="26" height="10" fill="{fill}" stroke="{BAR_REST}"/>{hatch}</svg>'
    )


def key_small_bar(status: str) -> str:
    """A bar of a small ranking as it is drawn for a status, for a legend: full, or hollow where estimated."""
    fill = BAR_REST if status == "raw" else PAPER
    return (
        '<svg aria-hidden="true" viewBox="0 0 10 14" width="10" height="14">'
        f'<rect x="1" y="1" width="8" height="12" fill="{fill}" stroke="{BAR_REST}"/></svg>'
    )


def key_dot(status: str) -> str:
    """A dot as it is drawn for a status, for a legend: full, or hollow where estimated."""
    fill = BAR_REST if status == "raw" else PAPER
    return (
        '<svg aria-hidden="true" viewBox="0 0 14 14" width="14" height="14">'
        f'<circle cx="7" cy="7" r="4.5" fill="{fill}" stroke="{BAR_REST}" stroke-width="2"/></svg>'
    )

"""Areas beside each other: a ranking as bars or dots, and then and now. For a small ranking see charts.small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from cpop import status
from cpop.catalogue import Indicator, period
from cpop.charts import kit
from cpop.charts.series import Placed
from cpop.markup import element
from cpop.style import BAR_REST, DASH, PAPER, REST, SIGN, STATUS_WORD, TEMPLATE, Mark, Role

Figure = dict[str, Any]

# Below this share of the largest value, bars from zero all look alike.
LEAST_SPREAD = 0.2
_ROW = 25


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


@dataclass(frozen=True)
class _Known:
    """A place that has a value."""

    place: Placed
    value: float

    @property
    def role(self) -> Role:
        return self.place.role

    @property
    def status(self) -> str:
        return self.place.status or status.MEASURED


def _known(places: Sequence[Placed]) -> list[_Known]:
    return [_Known(one, one.value) for one in places if one.value is not None]


def starts_at_zero(indicator: Indicator, places: Sequence[Placed]) -> bool:
    """Whether bars from zero show how places differ; else they are drawn as dots on an axis of their own.

    They do not for an index, whose zero means nothing, nor where the values lie within a fifth of the largest.
    """
    values = [one.value for one in _known(places)]
    if indicator.kind == "index" or not values or max(values) <= 0:
        return False
    return (max(values) - min(values)) / max(values) >= LEAST_SPREAD


def ranking(indicator: Indicator, places: Sequence[Placed], lines: Sequence[Placed], *, from_zero: bool) -> Figure:
    """A Plotly figure (a plain dict) of named places in the order given, a row each, as bars or as dots.

    lines: benchmarks, as labelled lines across. Places and lines without a value are left out. Estimated values are
    hatched bars or hollow dots, and dashed lines.
    """
    rows, benchmarks = _known(places), _known(lines)
    if not rows:
        return {"data": [], "layout": {}}
    values = [one.value for one in [*rows, *benchmarks]]
    low, high = (0.0, max(values)) if from_zero else (min(values), max(values))
    margin = (high - low or 1) * 0.04
    limits = (0.0 if from_zero else low - margin, high + margin)
    top = 14 + 19 * len(benchmarks)
    return {
        "data": [_bars(indicator, rows) if from_zero else _dots(indicator, rows)],
        "layout": {
            "template": TEMPLATE,
            "height": _ROW * len(rows) + top + 56,
            "margin": {"l": 8, "r": 14, "t": top, "b": 56},
            "bargap": 0.22,
            "xaxis": _value_axis(indicator, limits),
            "yaxis": _row_axis([_row_name(one.place, f"  {indicator.format(one.value)} ") for one in rows])
            | {"showgrid": not from_zero},
            "shapes": [_across(line, len(rows)) for line in benchmarks],
            "annotations": [
                _line_label(indicator, line, place, limits) for place, line in enumerate(reversed(benchmarks))
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
    rows = list(range(len(places)))
    joins = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [one.then[1], one.now[1]],
            "y": [row, row],
            "line": {"color": kit.colour_of(one.role), "width": 2.5},
            "hoverinfo": "skip",
            "name": one.name,
        }
        for row, one in enumerate(places)
    ]
    tick = {
        "symbol": "line-ns",
        "size": 13,
        "line": {"width": 2.5, "color": [kit.colour_of(one.role) for one in places]},
    }
    dot = _markers([(one.role, status.MEASURED) for one in places])
    ends = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [value for _, (_, value) in found],
            "y": rows,
            "text": [f"<b>{one}</b>, {period(year)}<br>{indicator.format(value)}" for one, (year, value) in found],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": look,
            "name": name,
        }
        for name, look, found in (
            ("Then", tick, [(one.name, one.then) for one in places]),
            ("Now", dot, [(one.name, one.now) for one in places]),
        )
    ]
    names = [_row_name(Placed(one.name, one.role, None, rank=one.rank)) for one in places]
    changes = [
        f'<span style="color:{mark.colour}">{mark.sign} {one.change}</span>'
        for one, (mark, _) in ((one, one.verdict) for one in places)
    ]
    return {
        "data": [
            *joins,
            *ends,
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


def _bars(indicator: Indicator, rows: Sequence[_Known]) -> dict[str, Any]:
    colours = [kit.colour_of(one.role) for one in rows]
    return _places(indicator, rows) | {
        "type": "bar",
        "orientation": "h",
        "textposition": "none",
        "marker": {
            "color": colours,
            "line": {"color": colours, "width": 1},
            "pattern": {
                "shape": ["" if status.is_measured(one.status) else "/" for one in rows],
                "fillmode": "replace",
                "bgcolor": PAPER,
                "fgcolor": colours,
                "size": 6,
                "solidity": 0.35,
            },
        },
    }


def _dots(indicator: Indicator, rows: Sequence[_Known]) -> dict[str, Any]:
    return _places(indicator, rows) | {
        "type": "scatter",
        "mode": "markers",
        "marker": _markers([(one.role, one.status) for one in rows]),
        "cliponaxis": False,
    }


def _places(indicator: Indicator, rows: Sequence[_Known]) -> dict[str, Any]:
    return {
        "x": [one.value for one in rows],
        "y": list(range(len(rows))),
        "text": [_hover(indicator, one) for one in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "name": "",
    }


def _markers(looks: Sequence[tuple[Role, str]]) -> dict[str, Any]:
    """Dots of many roles in one trace: hollow where estimated, the chosen ones larger."""
    colours = [kit.colour_of(role) for role, _ in looks]
    return {
        "symbol": [
            ("circle" if role is REST else role.marker) + ("" if status.is_measured(rests_on) else "-open")
            for role, rests_on in looks
        ],
        "color": colours,
        "size": [10 if role is REST else 13 for role, _ in looks],
        "opacity": 1,
        "line": {"width": 2, "color": colours},
    }


def _row_name(one: Placed, value: str = "") -> str:
    """ "18. ● Fife  20.1%": the rank, the mark of a role, the name, and the value where the row has one."""
    rank = "" if one.rank is None else f"{one.rank}. "
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
        "title": {"text": kit.unit_text(indicator), "standoff": 8},
    }


def _hover(indicator: Indicator, one: _Known) -> str:
    rank = "" if one.place.rank is None else f"<br>rank {one.place.rank}"
    return f"<b>{one.place.name}</b><br>{status.noted(indicator.format(one.value), one.status)}{rank}"


def _across(line: _Known, rows: int) -> dict[str, Any]:
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


def _line_label(indicator: Indicator, line: _Known, row: int, limits: tuple[float, float]) -> dict[str, Any]:
    """A benchmark's name above its line, a row each, so that no two collide; turned inwards near an edge."""
    share = kit.Scale(*limits, 0, 1).share(line.value)
    note = "" if status.is_measured(line.status) else f" {STATUS_WORD[line.status]}"
    return {
        "x": line.value,
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "xanchor": "left" if share < 0.3 else "right" if share > 0.7 else "center",
        "yanchor": "bottom",
        "yshift": 1 + 19 * row,
        "text": f"<b>{SIGN[line.role.marker]} {line.place.name} {indicator.format(line.value)}{note}</b>",
        "showarrow": False,
        "font": {"color": line.role.text, "size": 13},
    }


def key_bar(status_: str) -> Markup:
    """A bar as it is drawn for a status, for a legend: full, or hatched where estimated."""
    is_full = status.is_measured(status_)
    box = element("rect", x=1, y=2, width=26, height=10, fill=BAR_REST if is_full else PAPER, stroke=BAR_REST)
    hatch = kit.NOTHING if is_full else element("path", d="M3 12L9 2M9 12L15 2M15 12L21 2M21 12L25 5", stroke=BAR_REST)
    return kit.key(28, box, hatch)

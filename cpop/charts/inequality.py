"""Three pictures of inequality: two lines and the gap between them, an index about nought, and a gradient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cpop.catalogue import Indicator, number, period, signed
from cpop.charts.drawing import Line, Point, segments
from cpop.style import (
    AREA,
    AXIS,
    DASH,
    EVEN_BAND,
    GAP_FILL,
    LEAST_DEPRIVED,
    MOST_DEPRIVED,
    MUTED_TEXT,
    STATUS_WORD,
    TEMPLATE,
    TEXT,
    Role,
)

Figure = dict[str, Any]
HEIGHT = 400
# More communities than this are drawn small: Scotland's, and no CPP's.
CROWD = 300


def tenths(indicator: Indicator, series: pd.DataFrame) -> Figure:
    """The least and most deprived tenth over the measured years, with the gap between them shaded and stated.

    series: the area's rows of queries.tenths_series. A break in the figures is drawn, and no gap told before it.
    """
    known = series.dropna(subset=["least_deprived", "most_deprived"])
    years = [int(year) for year in known["year"]]
    least = [float(value) for value in known["least_deprived"]]
    most = [float(value) for value in known["most_deprived"]]
    if not years:
        return {"data": [], "layout": {}}
    named = (("Least deprived tenth", least, LEAST_DEPRIVED), ("Most deprived tenth", most, MOST_DEPRIVED))
    traces = [_tenth(indicator, name, years, values, role) for name, values, role in named]
    traces[1] |= {"fill": "tonexty", "fillcolor": GAP_FILL}
    return {
        "data": traces,
        "layout": _layout(years, _value_axis(indicator, least + most))
        | {
            "shapes": [_divide(year) for year in _turns(indicator, years)],
            "annotations": [
                _unit(indicator.unit),
                *_ends([(name, values[-1], indicator.format(values[-1]), role) for name, values, role in named], years),
                *_gaps(indicator, years, least, most),
                *(_divided(year, text) for year, text in _turns(indicator, years).items()),
            ],
        },
    }


def _tenth(indicator: Indicator, name: str, years: list[int], values: list[float], role: Role) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": years,
        "y": values,
        "name": name,
        "line": {"color": role.colour, "width": role.width},
        "marker": {"color": role.colour, "symbol": role.marker, "size": 8},
        "text": [f"{name}, {period(y)}: {indicator.format(v)}" for y, v in zip(years, values, strict=True)],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _turns(indicator: Indicator, years: Sequence[int], editions: Sequence[int] = ()) -> dict[int, str]:
    """The years from which figures are not alike those before, or go by another SIMD edition, and what to call it.

    editions: the SIMD edition of each year, if deprivation goes by one of them.
    """
    turns = {
        year: [f"SIMD {edition}"]
        for year, edition, before in zip(years[1:], editions[1:], editions, strict=False)
        if edition != before
    }
    for one in indicator.breaks:
        if one.level == "community" and min(years) < one.year <= max(years):
            turns.setdefault(one.year, []).append("not alike before")
    return {year: "<br>".join(texts) for year, texts in sorted(turns.items())}


def _divide(year: int) -> dict[str, Any]:
    """A line between a year and the one before."""
    return {
        "type": "line",
        "x0": year - 0.5,
        "x1": year - 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": AXIS, "width": 1, "dash": "dot"},
    }


def _divided(year: int, text: str) -> dict[str, Any]:
    """What begins at such a line, above the plot, where it covers nothing."""
    return {
        "x": year - 0.5,
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "xshift": -3,
        "yanchor": "bottom",
        "align": "left",
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": MUTED_TEXT},
    }


def _gaps(indicator: Indicator, years: list[int], least: list[float], most: list[float]) -> list[dict[str, Any]]:
    """The gap in words inside the shaded band, at its first and last year; nothing where the band is too thin."""
    span = (max(least + most) - min(least + most)) or 1
    breaks = [one.year for one in indicator.breaks if one.level == "community" and one.year in years]
    start = years.index(max(breaks, default=years[0]))
    # With the neighbour over which the words reach.
    ends = [(start, "left", 8, start + 1), (len(years) - 1, "right", -8, len(years) - 2)]
    ends = ends if start + 1 < len(years) else [(start, "center", 0, start)]
    thick = [abs(high - low) > 0.25 * span for high, low in zip(most, least, strict=True)]
    return [
        {
            "x": years[i],
            "y": (least[i] + most[i]) / 2,
            "xanchor": anchor,
            "xshift": shift,
            "text": f"gap {indicator.format_signed(most[i] - least[i])}",
            "showarrow": False,
            "font": {"size": 13, "color": TEXT},
        }
        for i, anchor, shift, beside in ends
        if thick[i] and thick[beside]
    ]


def duncan(indicator: Indicator, lines: Sequence[Line], editions: Mapping[int, int], even: float) -> Figure:
    """The Duncan index over time for the area (last) and its comparator, about a band of evenness.

    editions: the SIMD edition of each year, a line where another begins; even: queries.about_even.
    """
    shown = [p for line in lines for p in line.points if p.value is not None]
    if not shown:
        return {"data": [], "layout": {}}
    values = [p.value for p in shown]
    years = sorted({p.year for p in shown})
    low, high = min(*values, -even), max(*values, even)
    room = (high - low) * 0.12
    turns = _turns(indicator, years, [editions[year] for year in years])
    ends = []
    for line in lines:
        present = [p for p in line.points if p.value is not None]
        if present:
            end = present[-1]
            note = "" if end.status == "raw" else f" {STATUS_WORD[end.status]}"
            ends.append((line.name, end.value, f"{signed(end.value, 2)}{note}", line.role))
    return {
        "data": [trace for line in lines for trace in _index_traces(line)],
        "layout": _layout(years, {"range": [low - room, high + room], "tickformat": ".2f"})
        | {
            "shapes": [
                {
                    "type": "rect",
                    "layer": "below",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "y0": -even,
                    "y1": even,
                    "fillcolor": EVEN_BAND,
                    "line": {"width": 0},
                },
                {
                    "type": "line",
                    "layer": "below",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "y0": 0,
                    "y1": 0,
                    "line": {"color": AXIS, "width": 1.5},
                },
                *(_divide(year) for year in turns),
            ],
            "annotations": [
                _unit("Duncan index; shaded: about even"),
                *_ends(ends, years),
                *(_divided(year, text) for year, text in turns.items()),
            ],
        },
    }


def _index_traces(line: Line) -> list[dict[str, Any]]:
    role = line.role
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [p.year for p in run],
            "y": [p.value for p in run],
            "line": {"color": role.colour, "width": role.width, "dash": DASH[status]},
            "hoverinfo": "skip",
        }
        for status, run in segments(line.points)
    ]
    present = [p for p in line.points if p.value is not None]
    hollow = [p.status != "raw" for p in present]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [p.year for p in present],
            "y": [p.value for p in present],
            "name": line.name,
            "text": [_index_hover(line.name, p) for p in present],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {
                "symbol": [f"{role.marker}-open" if one else role.marker for one in hollow],
                "size": 8,
                "color": role.colour,
                "line": {"width": [1.6 if one else 0 for one in hollow], "color": role.colour},
            },
        }
    )
    return traces


def _index_hover(name: str, point: Point) -> str:
    note = "" if point.status == "raw" else f" ({STATUS_WORD[point.status]})"
    return f"{name}, {period(point.year)}: {signed(point.value, 2)}{note}"


def gradient(indicator: Indicator, communities: pd.DataFrame, line: tuple[float, float] | None) -> Figure:
    """Communities from least to most deprived, each named on hover, and the fitted line with both its ends stated.

    communities: queries.deprivation_gradient; line: its height at the least and at the most deprived end.
    """
    if not len(communities):
        return {"data": [], "layout": {}}
    values = communities["value"].tolist()
    traces = [
        _communities(indicator, communities[chosen], role, crowded=len(values) > CROWD)
        for role, chosen in (
            (AREA, ~(communities["is_least_deprived"] | communities["is_most_deprived"])),
            (LEAST_DEPRIVED, communities["is_least_deprived"]),
            (MOST_DEPRIVED, communities["is_most_deprived"]),
        )
    ]
    annotations = [_unit(indicator.unit)]
    if line is not None:
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [0, 100],
                "y": list(line),
                "line": {"color": TEXT, "width": 3},
                "hoverinfo": "skip",
            }
        )
        annotations.append(_line_ends(indicator, line))
    return {
        "data": traces,
        "layout": {
            "template": TEMPLATE,
            "height": HEIGHT + 40,
            "margin": {"l": 60, "r": 16, "t": 60, "b": 56},
            "xaxis": {
                "range": [-1.5, 101.5],
                "ticksuffix": "%",
                "title": {"text": "Share of people, least to most deprived"},
            },
            "yaxis": _value_axis(indicator, values),
            "annotations": annotations,
        },
    }


def _communities(indicator: Indicator, rows: pd.DataFrame, role: Role, *, crowded: bool) -> dict[str, Any]:
    """Some communities as one trace; crowded: so many that each is small and names its area too."""
    estimated = (rows["status"] != "raw").any()
    columns = (rows[name].tolist() for name in ("name", "cpp", "value", "income_deprivation_rate"))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x * 100, 2) for x in rows["position"].tolist()],
        "y": rows["value"].tolist(),
        "text": [
            f"{f'{name}, {cpp}' if crowded else name}: {indicator.format(value)}"
            f"<br>income deprived: {number(rate * 100, 0)}%"
            for name, cpp, value, rate in zip(*columns, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": role.colour,
            "symbol": f"{role.marker}-open" if estimated else role.marker,
            "opacity": 0.5 if crowded else 0.8,
            "size": 6 if crowded else 11,
        },
    }


def _line_ends(indicator: Indicator, line: tuple[float, float]) -> dict[str, Any]:
    """Both ends of the line in words, above the plot, where they cover no community."""
    least, most = (indicator.format(end) for end in line)
    return _unit(f"Line: <b>{least}</b> at the least deprived end, <b>{most}</b> at the most") | {"yshift": 4}


def _layout(years: Sequence[int], yaxis: dict[str, Any]) -> dict[str, Any]:
    step = 2 if len(years) > 6 else 1
    # Counted from the newest year, so that it always has its label.
    shown = list(reversed(list(reversed(years))[::step]))
    return {
        "template": TEMPLATE,
        "height": HEIGHT,
        "margin": {"l": 56, "r": 132, "t": 74, "b": 44},
        "xaxis": {
            "tickvals": shown,
            "ticktext": [period(year) for year in shown],
            "range": [min(years) - 0.3, max(years) + 0.3],
        },
        "yaxis": yaxis,
    }


def _value_axis(indicator: Indicator, values: Sequence[float]) -> dict[str, Any]:
    spread = max(values) - min(values)
    decimals = 0 if spread > 8 else 1 if spread > 0.8 else max(2, indicator.decimals)
    return {"tickformat": f",.{decimals}f", "ticksuffix": indicator.suffix}


def _unit(text: str) -> dict[str, Any]:
    """The unit, level above the axis, with room for a line of text beneath it."""
    return {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "xshift": -46,
        "yanchor": "bottom",
        "yshift": 26,
        "text": text[0].upper() + text[1:],
        "showarrow": False,
        "font": {"size": 13},
    }


def _ends(ends: Sequence[tuple[str, float, str, Role]], years: Sequence[int]) -> list[dict[str, Any]]:
    """A label at the end of each of two lines: the upper above its line, the lower below, never colliding."""
    ordered = sorted(ends, key=lambda end: end[1])
    sides = ["middle"] if len(ordered) == 1 else ["top", "bottom"]
    return [
        {
            "x": max(years),
            "y": value,
            "xanchor": "left",
            "xshift": 12,
            "yanchor": side,
            "align": "left",
            "text": f"<b>{_wrapped(name)}</b><br>{text}",
            "showarrow": False,
            "font": {"color": role.text, "size": 13},
        }
        for (name, value, text, role), side in zip(ordered, sides, strict=True)
    ]


def _wrapped(name: str, most: int = 16) -> str:
    if len(name) <= most or " " not in name:
        return name
    middle = min((i for i, c in enumerate(name) if c == " "), key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}<br>{name[middle + 1 :]}"

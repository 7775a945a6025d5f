"""One indicator over time, in full: the chosen places over all areas in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpop.catalogue import Break, Indicator, period
from cpop.charts.drawing import Line, Point, segments
from cpop.style import AXIS, CHART_HEIGHT, DASH, PROJECTION_BAND, REST, STATUS_WORD, TEMPLATE, Role

Figure = dict[str, Any]


def trend(indicator: Indicator, chosen: Sequence[Line], rest: Sequence[Line], breaks: Sequence[Break] = ()) -> Figure:
    """A Plotly figure (as a plain dict) of an indicator over time.

    chosen: named lines, most important last, labelled at their ends; rest: all others, thin and grey, named
    on hover. Measured years are solid, estimated ones dashed with hollow markers, projected ones dotted over
    a shaded band. Lines need no zero: the axis starts near the lowest value and says so by its ticks.
    breaks: each a named line before its year, across which no change is measured.
    """
    everything = [*rest, *chosen]
    years = sorted({p.year for line in everything for p in line.points if p.value is not None})
    traces = _rest_traces(indicator, rest)
    for line in chosen:
        traces += _line_traces(indicator, line)
    return {
        "data": traces,
        "layout": {
            "template": TEMPLATE,
            "height": CHART_HEIGHT,
            "margin": {"l": 52, "r": 128, "t": 40, "b": 44},
            "xaxis": {
                "tickvals": years[::2],
                "ticktext": [period(year) for year in years[::2]],
                "range": [min(years, default=0) - 0.3, max(years, default=1) + 0.3],
            },
            "yaxis": {
                "tickformat": f",.{_axis_decimals(indicator, everything)}f",
                "tickprefix": indicator.prefix,
                "ticksuffix": indicator.suffix,
            },
            "shapes": [*_projection_band(everything), *(_break_line(one) for one in breaks if one.year in years)],
            "annotations": [
                _unit_label(indicator),
                *_end_labels(indicator, chosen, everything),
                *_band_label(everything),
                *(_break_label(one) for one in breaks if one.year in years),
            ],
        },
    }


def _unit_label(indicator: Indicator) -> dict[str, Any]:
    """The unit, level above the axis: easier to read than turned on its side, and it spares width on a phone."""
    return {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "xshift": -44,
        "yanchor": "bottom",
        "yshift": 10,
        "text": indicator.unit[0].upper() + indicator.unit[1:],
        "showarrow": False,
        "font": {"size": 13},
    }


def _axis_decimals(indicator: Indicator, lines: Sequence[Line]) -> int:
    values = [p.value for line in lines for p in line.points if p.value is not None]
    spread = max(values) - min(values) if values else 1
    return 0 if spread > 8 else 1 if spread > 0.8 else max(2, indicator.decimals)


def _rest_traces(indicator: Indicator, rest: Sequence[Line]) -> list[dict[str, Any]]:
    traces = []
    for status in ("raw", "imputed", "projected"):
        x: list[float | None] = []
        y: list[float | None] = []
        text: list[str] = []
        for line in rest:
            for run_status, run in segments(line.points):
                if run_status == status:
                    x += [*(p.year for p in run), None]
                    y += [*(p.value for p in run), None]
                    text += [*(_hover(indicator, line.name, p) for p in run), ""]
        if x:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": x,
                    "y": y,
                    "text": text,
                    "hovertemplate": "%{text}<extra></extra>",
                    "line": {"color": REST.colour, "width": REST.width, "dash": DASH[status]},
                    "name": f"All other areas ({STATUS_WORD[status]})",
                }
            )
    return traces


def _line_traces(indicator: Indicator, line: Line) -> list[dict[str, Any]]:
    role: Role = line.role
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [p.year for p in run],
            "y": [p.value for p in run],
            "hoverinfo": "skip",
            "line": {"color": role.colour, "width": role.width, "dash": DASH[status]},
            "name": f"{line.name} ({STATUS_WORD[status]})",
        }
        for status, run in segments(line.points)
    ]
    present = [p for p in line.points if p.value is not None]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [p.year for p in present],
            "y": [p.value for p in present],
            "text": [_hover(indicator, line.name, p) for p in present],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {
                "symbol": [role.marker if p.status == "raw" else f"{role.marker}-open" for p in present],
                "color": role.colour,
                "size": 8,
                "line": {"width": 1.5, "color": role.colour},
            },
            "name": line.name,
        }
    )
    return traces


def _hover(indicator: Indicator, name: str, point: Point) -> str:
    word = "" if point.status == "raw" else f" ({STATUS_WORD[point.status]})"
    return f"<b>{name}</b>, {period(point.year)}<br>{indicator.format(point.value)}{word}"


def _break_line(one: Break) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": one.year - 0.5,
        "x1": one.year - 0.5,
        "y0": 0,
        "y1": 1,
        "line": {"color": AXIS, "width": 1.5, "dash": "dashdot"},
        "layer": "below",
    }


def _break_label(one: Break) -> dict[str, Any]:
    """Its name at the foot, where the lines leave room: above stands the projections'."""
    return {
        "x": one.year - 0.5,
        "y": 0,
        "xref": "x",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "bottom",
        "text": f"break in the series, {period(one.year)} ",
        "showarrow": False,
        "font": {"size": 13},
    }


def _projection_start(lines: Sequence[Line]) -> tuple[int, int] | None:
    points = [p for line in lines for p in line.points if p.value is not None]
    projected = [p.year for p in points if p.status == "projected"]
    observed = [p.year for p in points if p.status != "projected"]
    return (max(observed), max(projected)) if projected and observed else None


def _projection_band(lines: Sequence[Line]) -> list[dict[str, Any]]:
    span = _projection_start(lines)
    if not span:
        return []
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": span[0],
            "x1": span[1] + 0.3,
            "y0": 0,
            "y1": 1,
            "fillcolor": PROJECTION_BAND,
            "line": {"width": 0},
            "layer": "below",
        }
    ]


def _band_label(lines: Sequence[Line]) -> list[dict[str, Any]]:
    span = _projection_start(lines)
    if not span:
        return []
    return [
        {
            "x": (span[0] + span[1] + 0.3) / 2,
            "y": 1,
            "xref": "x",
            "yref": "paper",
            "yanchor": "bottom",
            "text": "projected",
            "showarrow": False,
            "font": {"size": 13},
        }
    ]


def _end_labels(indicator: Indicator, chosen: Sequence[Line], everything: Sequence[Line]) -> list[dict[str, Any]]:
    """A label at the end of each chosen line, pushed apart where two would collide."""
    values = [p.value for line in everything for p in line.points if p.value is not None]
    ends = []
    for line in chosen:
        present = [p for p in line.points if p.value is not None]
        if present:
            ends.append((present[-1].value, line, present[-1]))
    if not ends:
        return []
    line_height = ((max(values) - min(values)) or 1) * 0.058
    last_year = max(p.year for line in everything for p in line.points if p.value is not None)
    ends.sort(key=lambda end: end[0])
    labels, height, lines_below = [], None, 0
    for value, line, point in ends:
        text = _end_text(indicator, line, point)
        lines = text.count("<br>") + 1
        height = value if height is None else max(value, height + line_height * (lines_below + lines) / 2)
        lines_below = lines
        labels.append(
            {
                "x": last_year,
                "y": height,
                "xanchor": "left",
                "xshift": 12,
                "align": "left",
                "text": text,
                "showarrow": False,
                "font": {"color": line.role.text, "size": 13},
            }
        )
    return labels


def _end_text(indicator: Indicator, line: Line, point: Point) -> str:
    note = "" if point.status == "raw" else f" {STATUS_WORD[point.status]}"
    return f"<b>{_wrapped(line.name)}</b><br>{indicator.format(point.value)}{note}"


def _wrapped(name: str, most: int = 16) -> str:
    if len(name) <= most or " " not in name:
        return name
    middle = min((i for i, c in enumerate(name) if c == " "), key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}<br>{name[middle + 1 :]}"

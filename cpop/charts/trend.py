"""One indicator over time, in full: the chosen places over all areas in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpop import status
from cpop.catalogue import Break, Indicator, period
from cpop.charts import kit
from cpop.charts.series import Known, Line, projection, segments, values_of
from cpop.style import AXIS, CHART_HEIGHT, DASH, PROJECTION_BAND, REST, STATUS_WORD, TEMPLATE

Piece = dict[str, Any]
# Letters in a line of the labels at the ends, the room of each such line and that between two labels, in pixels.
_LETTERS, _ROW, _BETWEEN = 16, 17, 5
_ABOVE, _BENEATH = 40, 44
# How far the axis reaches beyond the lowest and the highest value, in parts of what lies between them.
_BEYOND = 0.06
_NOTE = {"showarrow": False, "font": {"size": 13}}


def trend(indicator: Indicator, chosen: Sequence[Line], rest: Sequence[Line], breaks: Sequence[Break] = ()) -> Piece:
    """A Plotly figure (as a plain dict) of an indicator over time.

    chosen: named lines, most important last, labelled at their ends; rest: all others, thin and grey, named
    on hover. Measured years are solid, estimated ones dashed with hollow markers, projected ones dotted over
    a shaded band. Lines need no zero: the axis starts near the lowest value and says so by its ticks.
    breaks: each a named line before its year, across which no change is measured.
    """
    everything = [*rest, *chosen]
    years = sorted({one.year for line in everything for one in line.known})
    # Every second one, so that the last is named.
    named_years = years[::-2][::-1]
    low, high = _ends(everything)
    drawn_breaks = [one for one in breaks if one.year in years]
    projected = projection(everything)
    band, band_name = _projected(*projected) if projected else ([], [])
    return {
        "data": _rest_traces(indicator, rest) + [trace for line in chosen for trace in _line_traces(indicator, line)],
        "layout": {
            "template": TEMPLATE,
            "height": CHART_HEIGHT,
            "margin": {"l": 52, "r": 128, "t": _ABOVE, "b": _BENEATH},
            "xaxis": {
                "tickvals": named_years,
                "ticktext": [period(year) for year in named_years],
                "range": [min(years, default=0) - 0.3, max(years, default=1) + 0.3],
            },
            "yaxis": {
                "tickformat": f",.{_axis_decimals(indicator, everything)}f",
                # Set, for Plotly would make room for labels: those at the ends find theirs by this scale.
                "range": [low, high],
                "tickprefix": indicator.prefix,
                "ticksuffix": indicator.suffix,
            },
            "shapes": [*band, *(_break_line(one) for one in drawn_breaks)],
            "annotations": [
                _unit_label(indicator),
                *_end_labels(indicator, chosen, years, low, high),
                *band_name,
                *(_break_label(one) for one in drawn_breaks),
            ],
        },
    }


def _unit_label(indicator: Indicator) -> Piece:
    """The unit, level above the axis: easier to read than turned on its side, and it spares width on a phone."""
    place = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    # Above the name of the projected years, which it meets on a phone.
    return place | {"xshift": -44, "yshift": 17, "text": kit.unit_text(indicator)} | _NOTE


def _ends(lines: Sequence[Line]) -> tuple[float, float]:
    """Where the axis begins and ends. It does not reach below zero where no value does."""
    values = values_of(lines) or [0.0, 1.0]
    low, high = min(values), max(values)
    beyond = ((high - low) or abs(high) or 1) * _BEYOND
    return (max(low - beyond, 0) if low >= 0 else low - beyond), high + beyond


def _axis_decimals(indicator: Indicator, lines: Sequence[Line]) -> int:
    values = values_of(lines) or [0, 1]
    spread = max(values) - min(values)
    return 0 if spread > 8 else 1 if spread > 0.8 else max(2, indicator.decimals)


def _rest_traces(indicator: Indicator, rest: Sequence[Line]) -> list[Piece]:
    """All other areas in three traces, one a status: a gap parts one line from the next."""
    traces = []
    for rests_on in status.ORDER:
        x: list[float | None] = []
        y: list[float | None] = []
        text: list[str] = []
        for line in rest:
            for run_rests_on, run in segments(line.points):
                if run_rests_on == rests_on:
                    x += [*(one.year for one in run), None]
                    y += [*(one.value for one in run), None]
                    text += [*(_hover(indicator, line, one) for one in run), ""]
        if x:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": x,
                    "y": y,
                    "text": text,
                    "hovertemplate": "%{text}<extra></extra>",
                    "line": {"color": REST.colour, "width": REST.width, "dash": DASH[rests_on]},
                    "name": f"All other areas ({STATUS_WORD[rests_on]})",
                }
            )
    return traces


def _line_traces(indicator: Indicator, line: Line) -> list[Piece]:
    role = line.role
    marker = {
        "symbol": [role.marker if status.is_measured(one.status) else f"{role.marker}-open" for one in line.known],
        "color": role.colour,
        "size": 8,
        "line": {"width": 1.5, "color": role.colour},
    }
    return [
        *(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [one.year for one in run],
                "y": [one.value for one in run],
                "hoverinfo": "skip",
                "line": {"color": role.colour, "width": role.width, "dash": DASH[rests_on]},
                "name": f"{line.name} ({STATUS_WORD[rests_on]})",
            }
            for rests_on, run in segments(line.points)
        ),
        {
            "type": "scatter",
            "mode": "markers",
            "x": [one.year for one in line.known],
            "y": [one.value for one in line.known],
            "text": [_hover(indicator, line, one) for one in line.known],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": marker,
            "name": line.name,
        },
    ]


def _hover(indicator: Indicator, line: Line, one: Known) -> str:
    figure = status.noted(indicator.format(one.value), one.status)
    return f"<b>{line.name}</b>, {period(one.year)}<br>{figure}"


def _break_line(one: Break) -> Piece:
    line = {"color": AXIS, "width": 1.5, "dash": "dashdot"}
    return _upright("line", one.year - 0.5, one.year - 0.5) | {"line": line}


def _break_label(one: Break) -> Piece:
    """Its name at the foot, where the lines leave room: above stands the projections'."""
    place = {"x": one.year - 0.5, "y": 0, "xref": "x", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    return place | {"text": f"break in the series, {period(one.year)} "} | _NOTE


def _projected(start: int, end: int) -> tuple[list[Piece], list[Piece]]:
    """The shade behind the projected years, and its name."""
    right = end + 0.3
    name = {"x": (start + right) / 2, "y": 1, "xref": "x", "yref": "paper", "yanchor": "bottom", "text": "projected"}
    return [_upright("rect", start, right) | {"fillcolor": PROJECTION_BAND, "line": {"width": 0}}], [name | _NOTE]


def _upright(kind: str, start: float, end: float) -> Piece:
    """A shape behind the lines from the foot of the chart to its top."""
    place = {"type": kind, "xref": "x", "yref": "paper", "x0": start, "x1": end, "y0": 0, "y1": 1}
    return place | {"layer": "below"}


def _end_labels(
    indicator: Indicator, chosen: Sequence[Line], years: Sequence[int], low: float, high: float
) -> list[Piece]:
    """A label at the end of each chosen line, kept apart where two would collide, and within the height of the plot.

    low, high: the ends of the axis.
    """
    ends = [(line, line.known[-1]) for line in chosen if line.known]
    if not ends:
        return []
    pixel = (high - low) / (CHART_HEIGHT - _ABOVE - _BENEATH)
    words = [_end_words(indicator, line, end, years[-1]) for line, end in ends]
    sizes = [(_ROW * len(lines) + _BETWEEN) * pixel for lines in words]
    heights = kit.apart([end.value for _, end in ends], sizes, low, high)
    place = {"x": years[-1], "xanchor": "left", "xshift": 12}
    return [
        place
        | {"y": height, "align": "left", "text": "<br>".join(lines), "showarrow": False}
        | {"font": {"color": line.role.text, "size": 13}}
        for (line, _), lines, height in zip(ends, words, heights, strict=True)
    ]


def _end_words(indicator: Indicator, line: Line, end: Known, last: int) -> list[str]:
    """The name in bold, in two lines where it is long, and the figure of the last year that is drawn.

    last: the last year of the axis; the year is said where the line ends before it.
    """
    name = "<br>".join(kit.wrapped(line.name, _LETTERS, 2))
    note = status.note(end.status)
    figure = [
        f"{indicator.format(end.value)} {note}".rstrip(),
        *([f"in {period(end.year)}"] if end.year < last else []),
    ]
    return [*f"<b>{name}</b>".split("<br>"), *figure]

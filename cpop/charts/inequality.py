"""Three pictures of inequality: two lines and the gap between them, an index about nought, and a gradient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cpop import status
from cpop.catalogue import Indicator, number, period, signed
from cpop.charts import kit
from cpop.charts.series import Known, Line, Point, segments, values_of
from cpop.queries.inequality import Member, Tenths
from cpop.style import (
    AREA,
    AXIS,
    DASH,
    EVEN_BAND,
    GAP_FILL,
    LEAST_DEPRIVED,
    MOST_DEPRIVED,
    MUTED_TEXT,
    TEMPLATE,
    TEXT,
    Role,
)

Figure = dict[str, Any]
HEIGHT = 400
# More communities than this are drawn small: Scotland's, and no CPP's.
CROWD = 300


def lines_of_tenths(series: Iterable[Tenths]) -> tuple[Line, Line]:
    """The least and the most deprived tenth of one place as lines, in this order."""
    rows = list(series)
    return (
        Line("Least deprived tenth", LEAST_DEPRIVED, tuple(Point(row.year, row.least_deprived, "raw") for row in rows)),
        Line("Most deprived tenth", MOST_DEPRIVED, tuple(Point(row.year, row.most_deprived, "raw") for row in rows)),
    )


def tenths(indicator: Indicator, series: Iterable[Tenths]) -> Figure:
    """The least and most deprived tenth over the measured years, with the gap between them shaded and stated.

    series: of one place. A break in the figures is drawn, and no gap told before it.
    """
    lines = lines_of_tenths(row for row in series if row.gap is not None)
    least, most = ([one.value for one in line.known] for line in lines)
    years = [one.year for one in lines[0].known]
    if not years:
        return _empty()
    traces = [_tenth(indicator, line) for line in lines]
    traces[1] |= {"fill": "tonexty", "fillcolor": GAP_FILL}
    turns = _turns(indicator, years)
    return {
        "data": traces,
        "layout": _layout(years, _value_axis(indicator, least + most))
        | {
            "shapes": [_divide(year) for year in turns],
            "annotations": [
                _unit(kit.unit_text(indicator)),
                *_ends([(line, indicator.format(line.known[-1].value)) for line in lines], years),
                *_gaps(indicator, years, least, most),
                *(_divided(year, text) for year, text in turns.items()),
            ],
        },
    }


def _empty() -> Figure:
    return {"data": [], "layout": {}}


def _tenth(indicator: Indicator, line: Line) -> Figure:
    role = line.role
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [one.year for one in line.known],
        "y": [one.value for one in line.known],
        "name": line.name,
        "line": {"color": role.colour, "width": role.width},
        "marker": {"color": role.colour, "symbol": role.marker, "size": 8},
        "text": [f"{line.name}, {period(one.year)}: {indicator.format(one.value)}" for one in line.known],
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
    for one in indicator.breaks_at("community"):
        if min(years) < one.year <= max(years):
            turns.setdefault(one.year, []).append("not alike before")
    return {year: "<br>".join(texts) for year, texts in sorted(turns.items())}


def _divide(year: int) -> Figure:
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


def _divided(year: int, text: str) -> Figure:
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


def _gaps(indicator: Indicator, years: list[int], least: list[float], most: list[float]) -> list[Figure]:
    """The gap in words inside the shaded band, at its first and last year; nothing where the band is too thin."""
    span = (max(least + most) - min(least + most)) or 1
    breaks = [one.year for one in indicator.breaks_at("community") if one.year in years]
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

    editions: the SIMD edition of each year, a line where another begins; even: queries.inequality.about_even.
    """
    values = values_of(lines)
    if not values:
        return _empty()
    years = sorted({one.year for line in lines for one in line.known})
    low, high = min(*values, -even), max(*values, even)
    room = (high - low) * 0.12
    turns = _turns(indicator, years, [editions[year] for year in years])
    ends = [
        (line, " ".join(filter(None, (signed(line.known[-1].value, 2), status.note(line.known[-1].status)))))
        for line in lines
        if line.known
    ]
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


def _index_traces(line: Line) -> list[Figure]:
    role = line.role
    traces: list[Figure] = [
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
    hollow = [not status.is_measured(one.status) for one in line.known]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [one.year for one in line.known],
            "y": [one.value for one in line.known],
            "name": line.name,
            "text": [_index_hover(line.name, one) for one in line.known],
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


def _index_hover(name: str, point: Known) -> str:
    return f"{name}, {period(point.year)}: {status.noted(signed(point.value, 2), point.status)}"


def gradient(indicator: Indicator, communities: Sequence[Member], line: tuple[float, float] | None) -> Figure:
    """Communities from least to most deprived, each named on hover, and the fitted line with both its ends stated.

    line: its height at the least and at the most deprived end.
    """
    if not communities:
        return _empty()
    values = [one.value for one in communities]
    groups = (
        (AREA, [one for one in communities if not (one.is_least_deprived or one.is_most_deprived)]),
        (LEAST_DEPRIVED, [one for one in communities if one.is_least_deprived]),
        (MOST_DEPRIVED, [one for one in communities if one.is_most_deprived]),
    )
    traces = [_communities(indicator, group, role, crowded=len(values) > CROWD) for role, group in groups]
    annotations = [_unit(kit.unit_text(indicator))]
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


def _communities(indicator: Indicator, group: Sequence[Member], role: Role, *, crowded: bool) -> Figure:
    """Some communities as one trace; crowded: so many that each is small and names its area too."""
    estimated = any(not status.is_measured(one.status) for one in group)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(one.position * 100, 2) for one in group],
        "y": [one.value for one in group],
        "text": [
            f"{f'{one.name}, {one.cpp}' if crowded else one.name}: {indicator.format(one.value)}"
            f"<br>income deprived: {number(one.income_deprivation_rate * 100, 0)}%"
            for one in group
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": role.colour,
            "symbol": f"{role.marker}-open" if estimated else role.marker,
            "opacity": 0.5 if crowded else 0.8,
            "size": 6 if crowded else 11,
        },
    }


def _line_ends(indicator: Indicator, line: tuple[float, float]) -> Figure:
    """Both ends of the line in words, above the plot, where they cover no community."""
    least, most = (indicator.format(end) for end in line)
    return _unit(f"Line: <b>{least}</b> at the least deprived end, <b>{most}</b> at the most") | {"yshift": 4}


def _layout(years: Sequence[int], yaxis: Figure) -> Figure:
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


def _value_axis(indicator: Indicator, values: Sequence[float]) -> Figure:
    spread = max(values) - min(values)
    decimals = 0 if spread > 8 else 1 if spread > 0.8 else max(2, indicator.decimals)
    return {"tickformat": f",.{decimals}f", "ticksuffix": indicator.suffix}


def _unit(text: str) -> Figure:
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
        "text": text,
        "showarrow": False,
        "font": {"size": 13},
    }


def _ends(ends: Sequence[tuple[Line, str]], years: Sequence[int]) -> list[Figure]:
    """A label at the end of each of two lines: the upper above its line, the lower below, never colliding."""
    ordered = sorted(ends, key=lambda end: end[0].known[-1].value)
    sides = ["middle"] if len(ordered) == 1 else ["top", "bottom"]
    return [
        {
            "x": max(years),
            "y": line.known[-1].value,
            "xanchor": "left",
            "xshift": 12,
            "yanchor": side,
            "align": "left",
            "text": f"<b>{'<br>'.join(kit.wrapped(line.name, 16, 2))}</b><br>{text}",
            "showarrow": False,
            "font": {"color": line.role.text, "size": 13},
        }
        for (line, text), side in zip(ordered, sides, strict=True)
    ]

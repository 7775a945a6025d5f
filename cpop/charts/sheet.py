"""Drawings of a page's width, for a report that is one file: lines over time, and bars in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from cpop import status
from cpop.catalogue import Break, Indicator
from cpop.charts import kit
from cpop.charts.kit import NOTHING, EndLabel, Plot, Scale
from cpop.charts.series import Line, Placed, values_of, years_of
from cpop.style import MUTED_TEXT, REST

WIDTH, SIZE = 860.0, 14.0
# Beside the plot: the labels at the ends of lines; the names of bars, and the figures at their ends.
_LABELS, _NAMES, _FIGURES = 190.0, 190.0, 120.0
_MARGIN = 10.0


def over_time(
    indicator: Indicator,
    lines: Sequence[Line],
    label: str,
    *,
    breaks: Sequence[Break] = (),
    height: float = 380,
) -> Markup:
    """Named lines with both axes, marked at each of their years and labelled at their ends; nothing without a value.

    Solid where measured, dashed where estimated, dotted and shaded where projected. breaks: those of the
    level that is drawn.
    """
    values, years = values_of(lines), years_of(lines)
    if not values:
        return NOTHING
    marks = kit.ticks(min(values), max(values), about=5)
    across = Scale(years[0], years[-1], 64 + _MARGIN, WIDTH - _LABELS - _MARGIN)
    plot = Plot(across, Scale(marks[0], marks[-1], height - 34, 30), _MARGIN)
    labels = [
        EndLabel(plot.y(one.known[-1].value), kit.end_words(indicator, one, has_year=True), one.role)
        for one in lines
        if one.known
    ]
    return kit.svg(
        WIDTH,
        height,
        label,
        kit.text(4, 16, kit.unit_text(indicator), size=SIZE, colour=MUTED_TEXT),
        kit.projection_band(plot, lines, "projected"),
        kit.value_axis(plot, marks, partial(kit.tick_text, indicator), size=SIZE, gap=8),
        kit.base(plot),
        kit.year_axis(plot, years, every=2, size=SIZE, gap=8),
        *(kit.series_break(plot, one) for one in breaks),
        *(kit.line(plot, one, one.role.width) for one in lines),
        *(kit.points(plot, one, indicator, 4.2, has_all=True) for one in lines),
        kit.end_labels(labels, plot.right + 10, size=SIZE, low=0, high=height),
    )


def in_order(indicator: Indicator, bars: Sequence[Placed], label: str) -> Markup:
    """Named bars from zero, in the order given; an outline where estimated; a missing value says so."""
    values = [one.value for one in bars if one.value is not None]
    if not values:
        return NOTHING
    row = 34.0
    height = row * len(bars) + 34
    marks = kit.ticks(min(0, *values), max(0, *values), about=5)
    plot = Plot(Scale(marks[0], marks[-1], _NAMES, WIDTH - _FIGURES), Scale(0, len(bars), 0, height - 30))
    return kit.svg(
        WIDTH,
        height,
        label,
        kit.value_axis(plot, marks, partial(kit.tick_text, indicator), is_level=True, size=SIZE),
        *(_bar(indicator, one, plot, place * row, row) for place, one in enumerate(bars)),
        kit.base(plot, 0, is_level=True),
    )


def _bar(indicator: Indicator, one: Placed, plot: Plot, top: float, row: float) -> Markup:
    baseline = top + row / 2 + 5
    name = kit.text(plot.left - 10, baseline, one.name, anchor="end", size=SIZE, is_bold=one.role.marker != REST.marker)
    if one.value is None:
        return name + kit.text(plot.left + 8, baseline, "no figure", size=SIZE, colour=MUTED_TEXT)
    start, end = sorted((plot.x(0), plot.x(one.value)))
    drawn = kit.bar(start, top + 5, end - start, row - 10, one.role, one.status, edge=2)
    figure = status.noted(indicator.format(one.value), one.status)
    return name + drawn + kit.text(end + 8, baseline, figure, size=SIZE)

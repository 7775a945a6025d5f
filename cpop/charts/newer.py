"""A newer series over time: the area with its 95% intervals, and Scotland behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import dropwhile

from markupsafe import Markup

from cpop.charts import kit
from cpop.charts.kit import NOTHING, Plot, Scale
from cpop.charts.series import Line, Point
from cpop.queries.newer import Figure, Series
from cpop.status import MEASURED
from cpop.style import SCOTLAND, Role

WIDTH, HEIGHT = 320.0, 160.0


def over_time(series: Series, figures: Sequence[Figure], area: tuple[str, Role], *, beside: str | None) -> Markup:
    """A line for the area, a whisker for each published interval, and a line for `beside` (Scotland); none if None.

    figures: of one area, by time; nothing is drawn where none has a value. The axis does not start at zero.
    Silent: its sentence stands beside it.
    """
    name, role = area
    figures = list(dropwhile(lambda one: one.value is None, figures))
    own = Line(name, role, tuple(Point(one.year, one.value, MEASURED) for one in figures))
    theirs = Line(beside or "", SCOTLAND, tuple(Point(one.year, one.scotland_value, MEASURED) for one in figures))
    lines = [theirs, own] if beside else [own]
    ends = [end for one in figures for end in (one.low_95, one.high_95) if end is not None]
    values = [point.value for line in lines for point in line.known] + ends
    if not own.known:
        return NOTHING
    marks = kit.ticks(min(values), max(values))
    written = partial(kit.tick_text, series)
    left = 12 + kit.room_for(map(written, marks))
    plot = Plot(
        Scale(figures[0].year, figures[-1].year, left + 4, WIDTH - 12),
        Scale(marks[0], marks[-1], HEIGHT - 22, 8),
        margin=4,
    )
    foot = plot.bottom + 17
    return kit.svg(
        WIDTH,
        HEIGHT,
        None,
        kit.value_axis(plot, marks, written),
        kit.text(plot.left, foot, figures[0].period),
        kit.text(plot.right, foot, figures[-1].period, anchor="end") if len(figures) > 1 else NOTHING,
        kit.base(plot),
        *(_whisker(plot, one, role) for one in figures),
        *(kit.line(plot, line, line.role.width * 0.8) for line in lines),
        *(
            kit.spot(plot.x(one.year), plot.y(one.value), told(series, name, one))
            for one in figures
            if one.value is not None
        ),
        *(kit.end_mark(plot, line, 4) for line in lines),
        css="multiple",
    )


def _whisker(plot: Plot, one: Figure, role: Role) -> Markup:
    if one.low_95 is None or one.high_95 is None:
        return NOTHING
    high, low = plot.y(one.high_95), plot.y(one.low_95)
    return kit.interval(high, low, plot.x(one.year), role.colour, is_upright=True, cap=2.5)


def told(series: Series, name: str, one: Figure) -> str:
    """One period in words: "Fife, 2024/25: 19.1% (95% interval 17.2% to 21.0%)"."""
    text = f"{name}, {one.period}: {series.format(one.value)}"
    if one.low_95 is not None and one.high_95 is not None:
        text += f" (95% interval {series.format(one.low_95)} to {series.format(one.high_95)})"
    return text

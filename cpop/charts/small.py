"""Small drawings for tables and grids: sparklines, strips, multiples, small rankings, then and now.

A page of eighteen of these costs the browser less than one Plotly chart (see the README's bench). They are sharp on
paper and name every point by a tooltip. One that shows what the words or the table beside it do not say has a short
name; every other is silent for those who listen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from cpop.catalogue import Break, Indicator
from cpop.charts import kit
from cpop.charts.kit import NOTHING, Plot, Scale
from cpop.charts.series import Line, Placed, placed_in_words, values_of, years_of
from cpop.markup import element, joined
from cpop.style import AREA, AXIS, COMMUNITY, COMMUNITY_AREA, GRID, REST, SIGN, Role

# The strokes of a strip: darker than a grid, lighter than an axis.
_STROKE, _FAINT = "#8A929C", 0.75


def sparkline(line: Line, label: str, width: float = 110, height: float = 30) -> Markup:
    """A series without axes: solid where measured, dashed where estimated, a dot at its last observed year."""
    values, years = values_of([line]) or [0.0, 1.0], years_of([line]) or [0]
    plot = Plot(Scale(years[0], years[-1], 3, width - 5), Scale(min(values), max(values), height - 4, 4))
    return kit.svg(width, height, label, kit.line(plot, line, 1.8), kit.end_mark(plot, line, 3.2), css="spark")


def strip(
    indicator: Indicator,
    values: Sequence[float],
    marked: Sequence[Placed],
    label: str,
    width: float = 176,
    height: float = 26,
) -> Markup:
    """Where places stand among all areas: a grey stroke an area, better to the right, chosen places marked.

    marked: drawn in that order, so that the last lies on top; a missing value is left out.
    """
    shown = [(one, one.value) for one in marked if one.value is not None]
    everything = [*values, *(value for _, value in shown)]
    if not everything:
        return NOTHING
    scale = kit.towards_better(indicator, everything, 8, width - 8)
    middle = height / 2
    return kit.svg(
        width,
        height,
        label,
        element("path", d=f"M4 {middle:g}H{width - 4:g}", stroke=GRID, stroke_width=1),
        kit.strokes(map(scale, values), middle, 6, _STROKE, _FAINT),
        *(
            kit.marker(
                scale(value),
                middle,
                one.role,
                4.6 if one.role is AREA else 4,
                placed_in_words(indicator, one),
                status_=one.status,
            )
            for one, value in shown
        ),
        css="strip",
    )


def position_strip(position: float, among: int, ends: tuple[str, str], width: float = 230) -> Markup:
    """A stroke a community from the poorest (left) to the best (right), the chosen one marked.

    ends: the words beneath the two ends. Silent: the position stands beside it in words.
    """
    height, scale = 38, Scale(1, max(among, 2), 8, width - 8)
    return kit.svg(
        width,
        height,
        None,
        kit.strokes(map(scale, range(1, among + 1)), 10, 5, AXIS, 0.7),
        kit.marker(scale(position), 10, COMMUNITY, 6),
        kit.text(2, height - 5, ends[0]),
        kit.text(width - 2, height - 5, ends[1], anchor="end"),
        css="strip",
    )


def multiple(
    indicator: Indicator,
    lines: Sequence[Line],
    *,
    value_range: tuple[float, float] | None = None,
    years: tuple[int, int] | None = None,
    breaks: Sequence[Break] = (),
    interval: tuple[float, float] | None = None,
    width: float = 320,
    height: float = 150,
) -> Markup:
    """One indicator over time for a few places, with both axes, every point named by a tooltip.

    Silent: its sentence and its figures stand beside it.

    interval: of the last observed figure of the last line, drawn as a whisker.

    lines are drawn in their order, the last on top. value_range and years fix the axes, so that several drawings can
    be compared; by default they enclose the lines. breaks: those of the level that
    is drawn. The axis does not start at zero: what is drawn is a line, and its marks say where it starts.
    """
    values, drawn = values_of(lines) or [0.0, 1.0], years_of(lines) or [0]
    values = [*values, *(interval or ())]
    first, last = years or (drawn[0], drawn[-1])
    marks = kit.ticks(*(value_range or (min(values), max(values))))
    written = partial(kit.tick_text, indicator)
    left = 12 + kit.room_for(map(written, marks))
    plot = Plot(Scale(first, last, left, width - 10), Scale(marks[0], marks[-1], height - 22, 8))
    return kit.svg(
        width,
        height,
        None,
        kit.projection_band(plot, lines),
        kit.value_axis(plot, marks, written),
        kit.year_axis(plot, [first, last]),
        kit.base(plot),
        *(kit.series_break(plot, one) for one in breaks),
        *(kit.line(plot, one, 2.2) for one in lines),
        _whisker(plot, lines[-1], interval) if lines else NOTHING,
        *(kit.points(plot, one, indicator) for one in lines),
        css="multiple",
    )


def _whisker(plot: Plot, line: Line, interval: tuple[float, float] | None) -> Markup:
    """The interval of a line's last observed figure."""
    if interval is None or line.end is None:
        return NOTHING
    low, high = interval
    return kit.interval(plot.y(high), plot.y(low), plot.x(line.end.year), line.role.colour, is_upright=True, cap=3.5)


class Grid:
    """One indicator in many places: drawings that share axes and the lines that all of them repeat.

    What is shared is sent to the browser once and referred to by each drawing, so that 136 of them weigh little more
    than a dozen charts with everything in each. lines: all that decides the scales, besides the `ends` of intervals;
    beside: the lines drawn behind every place's own.
    """

    WIDTH, HEIGHT, SIZE = 248.0, 118.0, 11.5
    _SHARED = "shared-backdrop"

    def __init__(
        self, indicator: Indicator, lines: Sequence[Line], beside: Sequence[Line], ends: Sequence[float] = ()
    ) -> None:
        everything = [*lines, *beside]
        values, years = values_of(everything) or [0.0, 1.0], years_of(everything) or [0, 1]
        values = [*values, *ends]
        # Of few marks, those that leave the least of the height empty.
        marks = min((kit.ticks(min(values), max(values), about) for about in (2, 3)), key=lambda one: one[-1] - one[0])
        written = partial(kit.tick_text, indicator)
        left = 10 + kit.room_for(map(written, marks), self.SIZE)
        self._plot = Plot(
            Scale(years[0], years[-1], left, self.WIDTH - 8), Scale(marks[0], marks[-1], self.HEIGHT - 20, 8)
        )
        self._behind = joined(
            [
                kit.projection_band(self._plot, everything),
                kit.value_axis(self._plot, marks, written, size=self.SIZE, gap=5),
                kit.year_axis(self._plot, [years[0], years[-1]], size=self.SIZE, gap=3.5),
                kit.base(self._plot),
                *(kit.line(self._plot, one, 1.6) + kit.end_mark(self._plot, one, 3) for one in beside),
            ]
        )

    def backdrop(self) -> Markup:
        """An unseen drawing that holds what each visible one refers to; put it on the page once."""
        shared = element("defs", element("g", self._behind, id=self._SHARED))
        return element("svg", shared, class_="shared", width=0, height=0, aria_hidden="true")

    def drawing(self, line: Line, tooltip: str, interval: tuple[float, float] | None = None) -> Markup:
        """One place's line over the shared backdrop (which must be on the page); silent: its card says its figures.

        interval: of its last observed figure, drawn as a whisker.
        """
        return self._drawn(line, tooltip, element("use", href=f"#{self._SHARED}"), interval)

    def whole_drawing(self, line: Line, tooltip: str, interval: tuple[float, float] | None = None) -> Markup:
        """One place's line with axes of its own, for a grid whose scale is that of this place alone."""
        return self._drawn(line, tooltip, self._behind, interval)

    def _drawn(self, line: Line, tooltip: str, behind: Markup, interval: tuple[float, float] | None) -> Markup:
        return kit.svg(
            self.WIDTH,
            self.HEIGHT,
            None,
            element("title", tooltip),
            behind,
            kit.line(self._plot, line, 2.4),
            _whisker(self._plot, line, interval),
            kit.end_mark(self._plot, line, 3.4),
            css="multiple",
            is_fluid=True,
        )


def ranking(
    indicator: Indicator,
    places: Sequence[Placed],
    lines: Sequence[Placed],
    label: str,
    *,
    from_zero: bool,
    width: float = 320,
    height: float = 118,
) -> Markup:
    """A bar (or a dot) a place in the order given, the chosen ones marked; nothing where no place has a value.

    lines: benchmarks, as lines across. Every place is named by a tooltip. from_zero: bars; else dots.
    """
    known = [(one, one.value) for one in places if one.value is not None]
    beside = [(one, one.value) for one in lines if one.value is not None]
    if not known:
        return NOTHING
    values = [value for _, value in [*known, *beside]]
    marks = kit.ticks(min(0.0, *values) if from_zero else min(values), max(values), 2)
    ends = (marks[0], marks[-1])
    left = 12 + kit.room_for(map(indicator.format, ends))
    plot = Plot(Scale(0, len(known), left, width - 4), Scale(*ends, height - 6, 12))
    return kit.svg(
        width,
        height,
        label,
        kit.value_axis(plot, ends, indicator.format),
        kit.base(plot),
        *(
            _ranked(indicator, one, plot.x(place + 0.5), value, plot, from_zero=from_zero)
            for place, (one, value) in enumerate(known)
        ),
        *(
            kit.across(plot, value, one.role.colour, 1.6, status_=one.status, title=placed_in_words(indicator, one))
            for one, value in beside
        ),
        css="multiple",
    )


def _ranked(indicator: Indicator, one: Placed, x: float, value: float, plot: Plot, *, from_zero: bool) -> Markup:
    told, y = placed_in_words(indicator, one), plot.y(value)
    if not from_zero:
        return kit.marker(x, y, one.role, 3 if one.role is REST else 4.6, told, status_=one.status, has_halo=False)
    width = max((plot.x(1) - plot.x(0)) * 0.68, 1.5)
    top, bottom = sorted((y, plot.y(0)))
    drawn = kit.bar(x - width / 2, top, width, bottom - top, one.role, one.status, told)
    if one.role is REST:
        return drawn
    return drawn + kit.text(x, top - 2, SIGN[one.role.marker], anchor="middle", size=11, colour=one.role.text)


Ends = tuple[float | None, float | None]


def then_and_now(
    indicator: Indicator,
    own: Ends,
    area: Ends,
    values: Sequence[float],
    tooltip: str,
    width: float = 124,
    height: float = 34,
) -> Markup:
    """An arrow from then to now for a community, and beneath it for its area's mean; better is to the right.

    values: of all cells that are to be compared, so that they share a scale. A missing end draws no arrow. Silent: its
    cell says the figures.
    """
    scale = kit.towards_better(indicator, values or [0.0, 1.0], 8, width - 8)
    rows: tuple[tuple[Ends, float, Role, float], ...] = ((area, 25, COMMUNITY_AREA, 2.2), (own, 10, COMMUNITY, 3.2))
    return kit.svg(
        width,
        height,
        None,
        element("title", tooltip),
        *(element("path", d=f"M4 {y:g}H{width - 4:g}", stroke=GRID) for _, y, _, _ in rows),
        *(
            kit.arrow(scale(then), scale(now), y, role, thickness)
            for (then, now), y, role, thickness in rows
            if then is not None and now is not None
        ),
        css="arrows",
    )

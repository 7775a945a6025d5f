"""A target over time: what was observed, what is projected, and the path that the target requires."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from cpop.catalogue import Break, Indicator, period
from cpop.charts import kit
from cpop.charts.kit import NOTHING, EndLabel, Plot, Scale
from cpop.charts.series import Line
from cpop.style import EXTRA, MUTED_TEXT

WIDTH, HEIGHT, SIZE = 860.0, 340.0, 14.0
REQUIRED = EXTRA[1]
_LABELS = 200.0
_DASH = "8 4"


def path(
    indicator: Indicator,
    line: Line,
    baseline: tuple[int, float] | None,
    goal: tuple[int, float],
    label: str | None,
    *,
    breaks: Sequence[Break] = (),
) -> Markup:
    """One area's series, its baseline ringed, and the way from the last observed year to the target; or nothing.

    baseline and goal: year and value; label: its text alternative, None beside its sentence. Projections are dotted
    on a shade, apart from what was observed.
    """
    if not line.observed:
        return NOTHING
    last = line.observed[-1]
    values = [one.value for one in line.known] + [goal[1]]
    marks = kit.ticks(min(values), max(values), about=5)
    first, end = line.points[0].year, max(line.points[-1].year, goal[0])
    plot = Plot(Scale(first, end, 74, WIDTH - _LABELS - 10), Scale(marks[0], marks[-1], HEIGHT - 34, 30), 10)
    labels = [
        EndLabel(plot.y(last.value), kit.end_words(indicator, line, has_year=True), line.role),
        EndLabel(plot.y(goal[1]), [f"Target {period(goal[0])}", indicator.format(goal[1])], REQUIRED),
    ]
    required = NOTHING
    if goal[0] > last.year:
        way = f"M{plot.x(last.year)} {plot.y(last.value)}L{plot.x(goal[0])} {plot.y(goal[1])}"
        required = kit.stroke(way, REQUIRED.colour, 2.5, dash=_DASH, title="What the target requires")
    return kit.svg(
        WIDTH,
        HEIGHT,
        label,
        kit.text(4, 16, kit.unit_text(indicator), size=SIZE, colour=MUTED_TEXT),
        kit.projection_band(plot, [line], "not yet observed"),
        kit.value_axis(plot, marks, partial(kit.tick_text, indicator), size=SIZE, gap=8),
        kit.base(plot),
        kit.year_axis(plot, list(range(first, end + 1)), every=2, size=SIZE, gap=8),
        *(kit.series_break(plot, one) for one in breaks),
        required,
        kit.line(plot, line, line.role.width),
        kit.points(plot, line, indicator, 4.2, has_all=True),
        kit.marker(plot.x(goal[0]), plot.y(goal[1]), REQUIRED, 7, f"Target: {indicator.format(goal[1])}"),
        _baseline(plot, line, baseline) if baseline else NOTHING,
        # The last year is written beneath the plot, and reaches out of it.
        kit.end_labels(labels, plot.right + 10, size=SIZE, low=0, high=HEIGHT - 34),
    )


def _baseline(plot: Plot, line: Line, baseline: tuple[int, float]) -> Markup:
    """The word at the baseline, on the side of the line where the years before it are not."""
    year, value = baseline
    before = [one.value for one in line.observed if one.year < year]
    falls = bool(before) and before[-1] > value
    left = plot.x(year) - 7
    return kit.text(left, plot.y(value) + (17 if falls else -9), "baseline", anchor="end", size=12)

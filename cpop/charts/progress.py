"""A target over time: what was observed, what is projected, and the path that the target requires."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from cpop.catalogue import Break, Indicator, period
from cpop.charts import kit
from cpop.charts.kit import NOTHING, EndLabel, Plot, Scale
from cpop.charts.series import Line
from cpop.style import EXTRA, MUTED_TEXT

REQUIRED = EXTRA[1]
_DASH = "8 4"


class Measures(NamedTuple):
    """Of the drawing: what it takes as a whole, its letters, and the room that it leaves at its edges."""

    width: float
    height: float
    size: float
    left: float
    labels: float
    top: float
    # A label of every so many years, and names longer than so many letters in two lines.
    every: int
    letters: int | None


WIDE = Measures(860, 356, 14, 74, 200, 48, 2, None)
# As wide as a phone.
NARROW = Measures(356, 306, 12, 50, 112, 54, 5, 15)


def path(
    indicator: Indicator,
    line: Line,
    baseline: tuple[int, float] | None,
    goal: tuple[int, float],
    label: str | None,
    *,
    breaks: Sequence[Break] = (),
    measures: Measures = WIDE,
) -> Markup:
    """One area's series, its baseline named, and the way from the last observed year to the target; or nothing.

    baseline and goal: year and value; label: its text alternative, None beside its sentence. Projections are dotted
    on a shade, apart from what was observed.
    """
    if not line.observed:
        return NOTHING
    last = line.observed[-1]
    values = [one.value for one in line.known] + [goal[1]]
    marks = kit.ticks(min(values), max(values), about=5)
    first, end = line.points[0].year, max(line.points[-1].year, goal[0])
    size, floor = measures.size, measures.height - 34
    across = Scale(first, end, measures.left, measures.width - measures.labels - 10)
    plot = Plot(across, Scale(marks[0], marks[-1], floor, measures.top), 10)
    labels = [
        EndLabel(plot.y(last.value), kit.end_words(indicator, line, measures.letters, has_year=True), line.role),
        EndLabel(plot.y(goal[1]), [f"Target {period(goal[0])}", indicator.format(goal[1])], REQUIRED),
    ]
    required = NOTHING
    if goal[0] > last.year:
        way = f"M{plot.x(last.year)} {plot.y(last.value)}L{plot.x(goal[0])} {plot.y(goal[1])}"
        required = kit.stroke(way, REQUIRED.colour, 2.5, dash=_DASH, title="What the target requires")
    return kit.svg(
        measures.width,
        measures.height,
        label,
        kit.text(4, 16, kit.unit_text(indicator), size=size, colour=MUTED_TEXT),
        kit.projection_band(plot, [line], "not yet observed", size=size - 1),
        kit.value_axis(plot, marks, partial(kit.tick_text, indicator), size=size, gap=8),
        kit.base(plot),
        kit.year_axis(plot, list(range(first, end + 1)), every=measures.every, size=size, gap=8),
        *(kit.series_break(plot, one) for one in breaks),
        required,
        kit.line(plot, line, line.role.width),
        kit.points(plot, line, indicator, 4.2, has_all=True),
        kit.marker(plot.x(goal[0]), plot.y(goal[1]), REQUIRED, 7, f"Target: {indicator.format(goal[1])}"),
        _baseline(plot, baseline, size) if baseline else NOTHING,
        # The last year is written beneath the plot, and reaches out of it.
        kit.end_labels(labels, plot.right + 10, size=size, low=0, high=floor),
    )


def _baseline(plot: Plot, baseline: tuple[int, float], size: float) -> Markup:
    """A fine line from the baseline up to its name, which stands above all that is drawn."""
    x, y = plot.x(baseline[0]), plot.y(baseline[1])
    top = plot.top - size - 6
    return kit.stroke(f"M{x} {y}V{top + 4}", MUTED_TEXT, 1, dash="2 3") + kit.text(
        x, top, "baseline", anchor="middle", size=size - 1
    )

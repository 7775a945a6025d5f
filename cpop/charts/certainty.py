"""A funnel: every community of an area by its size, each figure with its interval, about the average of all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from cpop.catalogue import Indicator, number
from cpop.charts import kit
from cpop.charts.kit import NOTHING, Plot, Scale
from cpop.queries.certainty import Interval
from cpop.style import AXIS, COMMUNITY, MUTED_TEXT, REST

WIDTH, HEIGHT = 860.0, 360.0
MOST_NAMED = 8


def funnel(indicator: Indicator, rows: Sequence[Interval], size: str) -> Markup:
    """A dot and a whisker for each community that is assessed, those beyond chance marked and the furthest named.

    rows: of one area and indicator. size: what the axis of size counts. Nothing where none is assessed.
    """
    known = [
        (row, row.people, row.low, row.high)
        for row in rows
        if row.low is not None and row.high is not None and row.people is not None
    ]
    if not known:
        return NOTHING
    low, high = min(one[2] for one in known), max(one[3] for one in known)
    marks, sizes = kit.ticks(low, high, 5), kit.ticks(0, max(one[1] for one in known), 5)
    left = 14 + kit.room_for(kit.tick_text(indicator, one) for one in marks)
    plot = Plot(Scale(sizes[0], sizes[-1], left, WIDTH - 20), Scale(marks[0], marks[-1], HEIGHT - 44, 26))
    mean = known[0][0].mean
    furthest = sorted((one[0] for one in known if one[0].against_mean), key=lambda row: -abs(row.value - mean))
    pieces = []
    for row, people, bottom, top in sorted(known, key=lambda one: one[0].against_mean is not None):
        role = COMMUNITY if row.against_mean else REST
        ends = f"{indicator.format(bottom)} to {indicator.format(top)}"
        told = f"{row.name}: {indicator.format(row.value)} ({ends}), {people:,} {size}"
        at = plot.x(people)
        pieces += [
            kit.interval(plot.y(top), plot.y(bottom), at, kit.colour_of(role), is_upright=True, cap=2),
            kit.marker(at, plot.y(row.value), role, 3.4, told, status_=row.status),
        ]
    named = furthest[:MOST_NAMED]
    heights = kit.apart([plot.y(row.value) for row in named], [15.0] * len(named), plot.top, plot.bottom)
    for row, y in zip(named, heights, strict=True):
        at = plot.x(row.people or 0)
        is_left = at > WIDTH * 0.6
        pieces.append(
            kit.text(
                at + (-7 if is_left else 7),
                y + 4,
                row.name,
                anchor="end" if is_left else "start",
                colour=COMMUNITY.text,
                has_halo=True,
            )
        )
    return kit.svg(
        WIDTH,
        HEIGHT,
        None,
        kit.text(0, 12, kit.unit_text(indicator), colour=MUTED_TEXT),
        kit.value_axis(plot, marks, partial(kit.tick_text, indicator)),
        *(kit.text(plot.x(one), plot.bottom + 17, number(one, 0), anchor="middle") for one in sizes),
        kit.text((plot.left + plot.right) / 2, HEIGHT - 6, size, anchor="middle", colour=MUTED_TEXT),
        kit.base(plot),
        kit.across(plot, mean, AXIS, 1.5, title=f"Average of the communities: {indicator.format(mean)}"),
        *pieces,
        css="multiple",
    )

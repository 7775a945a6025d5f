"""How sure the figures of communities are: the switch for intervals, the line an outcome, and the funnel."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cpop import urlstate
from cpop.catalogue import Area, Indicator, community_indicators, slug
from cpop.charts.certainty import funnel as drawing
from cpop.markup import element
from cpop.queries import certainty as ask
from cpop.queries.certainty import Interval
from cpop.table import Cell, Column, Row, Table, page
from cpop.ui.card import download_csv, explain, html
from cpop.words import certainty as words


def switch() -> bool:
    """Whether intervals are shown, by the link's `intervals`."""
    return urlstate.switch(
        "Show intervals",
        "intervals",
        True,
        help="Indicative 95% intervals: how far chance alone may have moved a figure of so few people.",
    )


def chance(area: Area, indicator: Indicator) -> str:
    """How much of the differences between the area's communities is chance, in a sentence."""
    return next(words.chance(area, indicator, row) for row in ask.chances(area) if row.indicator == indicator.code)


def funnel(area: Area, indicator: Indicator, rows: Sequence[Interval]) -> None:
    """The communities by size with their intervals, the outliers named, the table and the download; folded away."""
    with st.expander("How sure: every community by size, with its interval", key="funnel", on_change="rerun") as shown:
        if not shown.open:
            return
        sentence = words.outliers(area, indicator, rows)
        html(element("p", sentence))
        first = next((row for row in rows if row.low is not None), None)
        if first is not None and first.age_group is not None:
            html(drawing(indicator, rows, f"{words.AGES[first.age_group]}, mid-{first.people_year}"))
            explain(words.denominator(indicator, rows))
        html(page.markup(table(area, indicator, rows)))
        download_csv(rows, f"intervals-{area.slug}-{slug(indicator.label)}", key="intervals_csv", communities=True)


def table(area: Area, indicator: Indicator, rows: Sequence[Interval]) -> Table:
    """A row a community, the poorest first: figure, interval, position and between which positions."""
    return Table(
        f"{indicator.label}: {area.possessive} communities, the poorest first, with indicative 95% intervals",
        [
            Column("Community"),
            Column("Figure", is_number=True),
            Column("Interval", is_number=True),
            Column("Position", is_number=True),
            Column("Position, by chance"),
        ],
        [
            Row(
                [
                    row.name,
                    Cell(indicator.format(row.value), status=row.status),
                    words.interval(indicator, row.low, row.high),
                    words.place(row.position),
                    words.between(row.position_from, row.position_to),
                ]
            )
            for row in rows
        ],
        css="compact",
        region="tall",
    )


def example(area: Area) -> str:
    """The Guide's worked example: an area's poorest community, and the one three places on, on an outcome of events."""
    indicator = next(
        one for one in community_indicators().values() if one.interval == "byar" and not one.events_cluster
    )
    rows = ask.intervals(area, indicator.code)
    one, other = rows[0], rows[min(3, len(rows) - 1)]
    is_sure = ask.differ_surely(one.community_code, other.community_code, indicator.code)
    return words.example(one, other, indicator, area, is_sure)

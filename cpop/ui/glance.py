"""At a glance: what stands out, and the table of a row an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from cpop import urlstate
from cpop.catalogue import Indicator, period, slug
from cpop.charts import area_map, small
from cpop.charts.series import Line, Placed, points_of
from cpop.markup import render
from cpop.queries import areas as ask
from cpop.queries import find
from cpop.queries.areas import Glance, LastYear, Observation, Tally
from cpop.queries.communities import by_code
from cpop.queries.priorities import Priority
from cpop.status import ESTIMATED, MEASURED, qualified
from cpop.style import MAP_CONFIG, SCOTLAND
from cpop.table import Cell, Column, Drawing, More, Row, Table, Theme, judged, latest, page
from cpop.ui import newer, parts, places, search
from cpop.ui.card import html, legend, plot
from cpop.ui.places import Chosen, starred
from cpop.words.priorities import reasons
from cpop.words.standing import in_the_last_year, rank, span, standing, verdict, what_stands_out, why_not_judged

# The map of a visitor who has not chosen an area.
_ON_MAP = "areas_to_choose_on"


def welcome() -> None:
    """What this is, for whom and what to do, for a visitor who has not chosen an area: search, map and names."""
    areas = ask.partnerships()
    st.markdown(
        f"How life is going in each of Scotland’s {len(areas)} Community Planning Partnership areas and their "
        f"{len(by_code()):,} communities, for the people who plan for them together and everyone who lives there. "
        "Choose an area here, or search for a town: every page then shows it, and every link that you copy opens it."
    )
    search.first()
    drawn, named = st.columns([9, 11], gap="medium")
    with drawn:
        plot(
            area_map.outlines({area.code: area.name for area in areas}, find.settlements()),
            config=MAP_CONFIG,
            is_for_choosing=True,
            alt="Map of the areas. The list beside it names them all.",
            key=_ON_MAP,
            on_select=partial(places.choose_on_map, _ON_MAP),
            selection_mode="points",
        )
    with named:
        places.ask_for_area()


def stands_out(chosen: Chosen, rows: Sequence[Glance], tally: Tally, indicators: Mapping[str, Indicator]) -> None:
    """The headline sentences of an area. tally: of the same outcomes."""
    parts.header("What stands out")
    headlines = what_stands_out(chosen.area, chosen.comparator, rows, tally, indicators, chosen.since)
    html(render("headlines.html", items=headlines))


def pick_order(chosen: Chosen) -> bool:
    """Whether what needs attention comes first; by theme otherwise, and where there is nothing to compare with."""
    if not chosen.is_compared:
        return False
    names = {"theme": "By theme", "attention": "What needs attention first"}
    picked: str = urlstate.pick(
        st.radio,
        "Order",
        list(names),
        "order",
        "theme",
        format_func=lambda one: names[one],
        horizontal=True,
        label_visibility="collapsed",
    )
    return picked == "attention"


def by_theme(rows: Sequence[Glance], indicators: Mapping[str, Indicator]) -> dict[str, list[Glance]]:
    """The rows beneath the heading of each theme, in the catalogue's order."""
    grouped = groupby(rows, key=lambda row: indicators[row.indicator].theme)
    return {theme: list(members) for theme, members in grouped}


def by_attention(rows: Sequence[Glance], pressing: Sequence[Priority]) -> dict[str, list[Glance]]:
    """The rows beneath how many reasons for attention each has, most first, as Priorities orders and explains them."""
    by_code = {row.indicator: row for row in rows}
    grouped = groupby(pressing, key=lambda one: one.points)
    return {reasons(points): [by_code[one.indicator] for one in members] for points, members in grouped}


def table(
    chosen: Chosen,
    sections: Mapping[str, Sequence[Glance]],
    series: Sequence[Observation],
    values: Mapping[str, Sequence[float]],
    indicators: Mapping[str, Indicator],
    last_year: Mapping[str, LastYear],
) -> None:
    """One row an indicator beneath its section's heading: trend, latest value, change, position, rank and standing.

    A phone shows each row as a card, and the sections folded, but for the first. series: of the area; values: the
    latest of all CPPs, by indicator; last_year: what became of each in its newest measured year.
    """
    area, count = chosen.area, len(ask.partnerships())
    lines = points_of(series)
    body: list[Row | Theme] = []
    for heading, members in sections.items():
        body.append(Theme(heading, id=slug(heading)))
        parts.lead_to(slug(heading), heading)
        for row in members:
            line = Line(area.name, chosen.area_role, lines.get((row.indicator, area.code), ()))
            last = last_year.get(row.indicator)
            body.append(_row(chosen, row, indicators[row.indicator], line, values[row.indicator], last))
    heads = ["Outcome", "Trend", "Latest", "Change, measured"]
    caption = f"{area.name}: headline outcomes"
    if area.is_scotland:
        heads += [f"The {count} areas, better to the right"]
    else:
        heads += [f"Among the {count}, better to the right", "Rank", f"Against {chosen.comparator.short}"]
        caption += f" beside {chosen.comparator.phrase}"
    columns = [Column(head) for head in heads]
    html(page.markup(Table(caption, columns, body, css="glance", has_cards=True, folds=True)))
    places = [(area.name, chosen.area_role)]
    if chosen.is_compared:
        places.append((chosen.comparator.name, chosen.comparator_role))
    if not (area.is_scotland or chosen.comparator.is_scotland):
        places.append((ask.scotland().name, SCOTLAND))
    legend(places, (MEASURED, ESTIMATED))


def _row(
    chosen: Chosen,
    row: Glance,
    indicator: Indicator,
    line: Line,
    values: Sequence[float],
    last_year: LastYear | None,
) -> Row:
    shown = latest(indicator, row.value, row.year, row.status)
    cells = [
        Cell(
            indicator.label,
            link=urlstate.link("trends", indicator=indicator.code),
            after=starred(indicator.code, chosen),
            more=More(indicator.unit, indicator.definition),
        ),
        Cell(drawing=Drawing(small.sparkline(line, _from_first_to_last(indicator, line)))),
        replace(shown, second=(*(one.text for one in shown.smalls), newer.quiet_link(indicator))),
        _change(row, indicator, last_year),
        Cell(drawing=Drawing(_strip(chosen, row, indicator, values))),
    ]
    if not chosen.area.is_scotland:
        theirs = qualified(indicator.format(row.comparator_value), row.comparator_status)
        cells += [
            Cell(rank(row.rank, row.ranked) or "not ranked"),
            judged(standing(row, chosen.comparator.short), f"{chosen.comparator.name}: {theirs}"),
        ]
    return Row(cells)


def _change(row: Glance, indicator: Indicator, last_year: LastYear | None) -> Cell:
    """The long change, and beneath it the last year's, where that is another."""
    changed = change(row, indicator)
    if last_year is None or (row.first_year, row.last_year) == (last_year.first_year, last_year.last_year):
        return changed
    return replace(changed, second=(*(one.text for one in changed.smalls), in_the_last_year(last_year, indicator)))


def change(row: Glance | Priority, indicator: Indicator) -> Cell:
    """What became of a figure, with both its years; why it is not judged, where it is not."""
    changed = verdict(row.change, indicator, row.first_value, row.last_value)
    if row.first_year is None or row.last_year is None:
        return replace(judged(changed), more=More("Why", why_not_judged(indicator, row.since_year), "small"))
    return judged(changed, span(row.first_year, row.last_year))


def _from_first_to_last(indicator: Indicator, line: Line) -> str:
    if not line.known:
        return f"{indicator.label}: no figures"
    ends = (f"{indicator.format(one.value)} in {period(one.year)}" for one in (line.known[0], line.known[-1]))
    return f"From {' to '.join(ends)}"


def _strip(chosen: Chosen, row: Glance, indicator: Indicator, values: Sequence[float]) -> Markup:
    marked = [Placed(ask.scotland().name, SCOTLAND, row.scotland_value)]
    if chosen.is_compared and not chosen.comparator.is_scotland:
        marked.append(Placed(chosen.comparator.name, chosen.comparator_role, row.comparator_value))
    if not chosen.area.is_scotland:
        marked.append(Placed(chosen.area.name, chosen.area_role, row.value))
    label = f"From {indicator.format(min(values))} to {indicator.format(max(values))}"
    # The row says the area's figure and the comparator's, and Scotland's where one of them is Scotland.
    if not (chosen.area.is_scotland or chosen.comparator.is_scotland) and row.scotland_value is not None:
        label += f"; {ask.scotland().name} {indicator.format(row.scotland_value)}"
    return small.strip(indicator, values, marked, label)

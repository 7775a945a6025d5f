"""Localities: made of communities, kept in the plan, each beside its area, and all side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from cpop import urlstate
from cpop.catalogue import Community, cardinal, indicators
from cpop.charts import small
from cpop.charts.series import Line, Point, points_of
from cpop.markup import element, render
from cpop.plan import MOST_NAME, Locality
from cpop.queries import areas, community
from cpop.queries import localities as ask
from cpop.queries.communities import by_code, vulnerability, within
from cpop.queries.localities import Standing
from cpop.queries.people import year_of_population
from cpop.status import MEASURED, present
from cpop.style import COMMUNITY, COMMUNITY_AREA, SCOTLAND
from cpop.table import Cell, Column, Row, Table, dated, figure, page
from cpop.ui import plans
from cpop.ui.card import explain, html, legend
from cpop.ui.places import Chosen
from cpop.words import localities as words
from cpop.words.community import average_of_communities, not_alike

_MEMBERS, _NAME = "locality-members", "locality-name"
# How many of the most vulnerable communities a locality is suggested from.
_POOREST = 5
APPROXIMATE = (
    "A locality’s figures are approximate: means of its communities, weighted by the people of each outcome’s age "
    "group (all ages where it has none) in {year}, and missing where communities with a fifth or more of them are."
)


def make(chosen: Chosen) -> None:
    """Choose communities, or take a suggestion; name them; add the locality to the plan."""
    st.header("Make a locality", anchor=False)
    options = within(chosen.area)
    slugs = {one.code: one.slug for one in options.values()}
    with st.container(horizontal=True):
        poorest = [slugs[row.community_code] for row in vulnerability(chosen.area)[:_POOREST]]
        st.button(
            f"Suggest the {cardinal(len(poorest))} most vulnerable",
            key="suggest",
            on_click=_suggest,
            args=("", poorest),
        )
        for number, (name, codes) in enumerate(ask.strategic_areas(chosen.area.code).items()):
            members = [slugs[code] for code in codes]
            st.button(name, key=f"suggest-{number}", on_click=_suggest, args=(name, members))
    if any(one not in options for one in st.session_state.get(_MEMBERS, ())):
        st.session_state[_MEMBERS] = []
    members = st.multiselect(
        "Communities",
        list(options),
        key=_MEMBERS,
        format_func=lambda slug: options[slug].name,
        placeholder="Choose some",
    )
    name = st.text_input("Name of the locality", key=_NAME, max_chars=MOST_NAME).strip()
    st.button(
        "Add to our plan",
        key="add-locality",
        type="primary",
        disabled=not (name and members),
        on_click=_add(chosen.area.slug, name, members),
    )


def _suggest(name: str, members: Sequence[str]) -> None:
    st.session_state[_MEMBERS] = list(members)
    st.session_state[_NAME] = name


def _add(area: str, name: str, members: Sequence[str]) -> Callable[[], None]:
    def add() -> None:
        made = Locality(name, tuple(members))
        # The same name again is the same locality, made anew.
        plans.change(
            area,
            lambda plan: replace(plan, localities=(*(one for one in plan.localities if one.name != name), made)),
        )
        _suggest("", ())

    return add


def each(chosen: Chosen) -> None:
    """Every locality of the plan in full, and all side by side."""
    options = within(chosen.area)
    found = {one.name: standings(chosen, one) for one in chosen.plan.localities}
    st.header("Side by side", anchor=False)
    st.markdown(words.overlaps(chosen.plan.localities, {slug: one.name for slug, one in options.items()}))
    html(page.markup(side_by_side(chosen, found)))
    explain(APPROXIMATE.format(year=year_of_population()))
    for number, one in enumerate(chosen.plan.localities):
        _in_full(chosen, number, one, options, found[one.name])


def standings(chosen: Chosen, locality: Locality) -> list[Standing]:
    """How a locality stands beside its area."""
    return ask.standing(chosen.area.code, _codes(locality, within(chosen.area)))


def _codes(locality: Locality, options: Mapping[str, Community]) -> list[str]:
    return [options[slug].code for slug in locality.communities]


def side_by_side(chosen: Chosen, found: Mapping[str, Sequence[Standing]]) -> Table:
    """A row an outcome, a column a locality, and the area's figure."""
    rows = list(zip(*found.values(), strict=True))
    body = []
    for several in rows:
        first = several[0]
        indicator = indicators()[first.indicator]
        cells = [Cell(indicator.label, second=indicator.unit)]
        cells += [figure(indicator, one.value, one.status) for one in several]
        cells.append(_beside(chosen, first))
        body.append(Row(cells))
    heads = ["Outcome", *(f"{name} (approximate)" for name in found), chosen.area.name]
    return Table(
        f"Localities of {chosen.area.name}, latest year", [Column(head) for head in heads], body, css="judgements"
    )


def _beside(chosen: Chosen, row: Standing) -> Cell:
    value = figure(indicators()[row.indicator], row.beside_value, row.beside_status)
    return value if row.is_alike else replace(value, second=f"average of {chosen.area.possessive} communities")


def _in_full(
    chosen: Chosen, number: int, locality: Locality, options: Mapping[str, Community], rows: Sequence[Standing]
) -> None:
    st.header(locality.name, anchor=False)
    st.markdown(", ".join(options[slug].name for slug in locality.communities) + ".")
    st.markdown("**Why here**")
    people = ask.people(_codes(locality, options))
    said = words.why_here(locality.name, chosen.area, people, year_of_population(), rows, indicators())
    html(element("ul", *(element("li", one) for one in said)))
    html(page.markup(_table(chosen, locality, rows)))
    _over_time(chosen, locality, _codes(locality, options), rows)
    st.button(
        f"Remove {locality.name} from our plan",
        key=f"remove-locality-{number}",
        on_click=plans.change,
        args=(
            chosen.area.slug,
            lambda plan: replace(plan, localities=tuple(one for one in plan.localities if one.name != locality.name)),
        ),
    )


def _over_time(chosen: Chosen, locality: Locality, codes: Sequence[str], rows: Sequence[Standing]) -> None:
    """A small chart an outcome: the locality beside its area and Scotland. Where their figures are not alike, the mean
    of the area's communities stands for the area, and nothing for Scotland.
    """
    area, nation = chosen.area, areas.scotland()
    own: dict[str, list[Point]] = {}
    # A year without a figure ends the line before it, and has no status to show.
    for one in ask.series(codes):
        own.setdefault(one.indicator, []).append(Point(one.year, one.value, one.status or MEASURED))
    known = points_of(community.series([], [area.code, nation.code], 0, projected=False))
    years = [point.year for points in own.values() for point in points]
    st.markdown("**Over time**")
    legend(
        [(f"{locality.name} (approximate)", COMMUNITY), (area.name, COMMUNITY_AREA), (nation.name, SCOTLAND)],
        present(point.status for points in own.values() for point in points if point.value is not None),
    )
    cards = []
    for row in rows:
        indicator = indicators()[row.indicator]
        key = (row.indicator, area.code if row.is_alike else f"mean-{area.code}")
        name = area.name if row.is_alike else average_of_communities(area)
        lines = [
            Line(nation.name, SCOTLAND, known.get((row.indicator, nation.code), ()) if row.is_alike else ()),
            Line(name, COMMUNITY_AREA, known.get(key, ())),
            Line(locality.name, COMMUNITY, tuple(own.get(row.indicator, ()))),
        ]
        said = words.latest(locality.name, area, row, indicator)
        cards.append(
            render(
                "multiple_card.html",
                indicator=indicator,
                level=3,
                link=urlstate.link("communities", indicator=indicator.code),
                after="",
                drawing=small.multiple(indicator, lines, said, years=(min(years), max(years))),
                beneath=element("p", said),
            )
        )
    html(element("div", *cards, class_="multiples"))
    shown = [indicators()[row.indicator] for row in rows]
    explain(not_alike(shown, area))


def _table(chosen: Chosen, locality: Locality, rows: Sequence[Standing]) -> Table:
    known = by_code()
    scotland = {
        row.indicator: row
        for row in areas.glance(areas.scotland().code, areas.scotland().code, [one.indicator for one in rows])
    }
    body = []
    for row in rows:
        indicator = indicators()[row.indicator]
        nation = scotland[row.indicator]
        body.append(
            Row(
                [
                    Cell(indicator.label, second=indicator.unit),
                    Cell(indicator.format(row.value), second=dated(row.year, row.status), weight="strong"),
                    _beside(chosen, row),
                    figure(indicator, nation.value, nation.status) if row.is_alike else Cell("not alike"),
                    Cell(known[row.worst_code].name, second=indicator.format(row.worst_value))
                    if row.worst_code
                    else Cell("no figure"),
                    Cell(known[row.best_code].name, second=indicator.format(row.best_value))
                    if row.best_code
                    else Cell("no figure"),
                ]
            )
        )
    heads = ("Outcome", "Approximate figure", chosen.area.name, areas.scotland().name, "Poorest within", "Best within")
    return Table(f"{locality.name} beside {chosen.area.name}", [Column(head) for head in heads], body, css="judgements")

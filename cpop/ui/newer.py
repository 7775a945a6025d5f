"""Newer figures: which of them to show, the table of the latest, a card for each series, and their download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import pandas as pd
import streamlit as st
from markupsafe import Markup

from cpop import database, export, urlstate
from cpop.catalogue import Area, Indicator, indicators, slug
from cpop.charts import newer as charts
from cpop.markup import element, joined, render
from cpop.queries import areas
from cpop.queries import newer as ask
from cpop.queries.newer import Figure, Newest, Series
from cpop.style import SCOTLAND, Role
from cpop.table import Cell, Column, Row, Table, Theme, missing, page
from cpop.ui import parts
from cpop.ui.card import explain, html, legend
from cpop.ui.places import Chosen
from cpop.words import newer as words


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    return words.question(chosen.area)


def pick() -> Indicator | None:
    """The outcome beside which to look for newer figures; none for all."""
    known = {code: one for code, one in indicators().items() if code in ask.newest_periods()}
    code = urlstate.pick(
        st.selectbox,
        "Newer figures beside",
        list(known),
        "indicator",
        index=None,
        placeholder="All outcomes that have some",
        format_func=lambda one: known[one].label,
    )
    return known[code] if code else None


def view(chosen: Chosen, picked: Indicator | None, newest: Mapping[str, Newest], figures: Sequence[Figure]) -> None:
    """The table of the latest figures, then a card a series, by group. newest: by series; figures: of those shown."""
    shown = [one for one in ask.series() if picked is None or one.beside == picked.code]
    if not shown:
        st.info("This copy of the app holds no newer figures. To add some, run: python -m cpop build --newer FOLDER")
        return
    explain(words.how_to_read(database.edition().title))
    html(page.markup(_table(chosen, shown, newest)))
    legend(_places(chosen), ())
    for group, members in groupby(shown, key=lambda one: one.group):
        parts.header(group, slug(group))
        _cards(chosen, list(members), newest, figures, level=3)
    _download(chosen.area, shown, figures, f"newer-{chosen.area.slug}", "newer_csv")


def beneath(chosen: Chosen, indicator: Indicator) -> None:
    """The newer series beside one outcome, beneath the outcome in full; nothing where it has none."""
    shown = [one for one in ask.series() if one.beside == indicator.code]
    if not shown:
        return
    newest, figures = ask.newest(chosen.area.code), ask.figures(chosen.area.code, indicator.code)
    parts.header(f"Newer figures beside {indicator.in_sentence}", "newer")
    legend(_places(chosen), ())
    _cards(chosen, shown, newest, figures, level=3)
    _download(chosen.area, shown, figures, f"newer-{indicator.code}-{chosen.area.slug}", "newer_beneath_csv")


def in_short(chosen: Chosen, indicator: Indicator) -> Markup:
    """The latest of each newer series beside one outcome, a sentence each, in small print; nothing where there is none.

    It says that none of them is the profile’s own measure.
    """
    found = said(chosen, indicator)
    if not found:
        return Markup()
    link = element("a", "Newer figures", href=urlstate.link("newer", indicator=indicator.code), target="_self")
    rest = Markup(" ").join(found)
    return element("p", Markup(": ").join([link, rest]), class_="about newer")


def said(chosen: Chosen, indicator: Indicator) -> list[str]:
    """The latest of each newer series beside one outcome, a sentence each, and that none is the profile’s own."""
    newest = ask.newest(chosen.area.code)
    found = [
        words.latest(chosen.area, one, newest.get(one.series)) for one in ask.series() if one.beside == indicator.code
    ]
    return [*found, words.NOT_OURS] if found else []


def quiet_link(indicator: Indicator) -> Markup:
    """ "newer: 2024/25", a link to the newer figures beside an outcome; nothing where there are none."""
    period = ask.newest_periods().get(indicator.code)
    if period is None:
        return Markup()
    return element("a", f"newer: {period}", href=urlstate.link("newer", indicator=indicator.code), target="_self")


def _places(chosen: Chosen) -> list[tuple[str, Role]]:
    own = [(chosen.area.name, chosen.area_role)]
    return own if chosen.area.is_scotland else [*own, (areas.scotland().name, SCOTLAND)]


def _cards(
    chosen: Chosen, shown: Sequence[Series], newest: Mapping[str, Newest], figures: Sequence[Figure], level: int
) -> None:
    catalogue = indicators()
    cards = []
    for one in shown:
        sentence = words.latest(chosen.area, one, newest.get(one.series))
        own = [figure for figure in figures if figure.series == one.series]
        beside = None if chosen.area.is_scotland else areas.scotland().name
        cards.append(
            render(
                "newer_card.html",
                series=one,
                level=level,
                drawing=charts.over_time(one, own, (chosen.area.name, chosen.area_role), beside=beside),
                sentence=sentence,
                not_ours=words.NOT_OURS,
                beside=catalogue[one.beside].label,
                link=urlstate.link("trends", indicator=one.beside),
                released=words.on(one.released),
            )
        )
    html(element("div", joined(cards), class_="multiples"))


def _table(chosen: Chosen, shown: Sequence[Series], newest: Mapping[str, Newest]) -> Table:
    """The latest figure of each series, by group."""
    area = chosen.area
    columns = [Column("Series"), Column("Latest"), Column("Released"), Column("Beside the profile’s")]
    caption = f"{area.name}: the newest official figures, which are not the profile’s own"
    if not area.is_scotland:
        columns[2:2] = [Column(areas.scotland().name), Column(f"Against {areas.scotland().name}")]
        caption += f", beside {areas.scotland().name}’s"
    body: list[Row | Theme] = []
    for group, members in groupby(shown, key=lambda one: one.group):
        body.append(Theme(group))
        body += [_row(area, one, newest.get(one.series)) for one in members]
    return Table(caption, columns, body, has_cards=True, css="glance")


def _row(area: Area, series: Series, newest: Newest | None) -> Row:
    label = indicators()[series.beside].label
    cells = [
        Cell(series.label, second=series.definition),
        Cell(
            series.format(newest.value),
            second=(series.unit, newest.period, words.interval(series, newest.low_95, newest.high_95)),
            weight="value",
        )
        if newest
        else missing(),
        Cell(words.on(series.released), second=series.source.replace("|", "; ")),
        Cell(label, link=urlstate.link("trends", indicator=series.beside)),
    ]
    if not area.is_scotland:
        against = newest.against_scotland if newest else None
        cells[2:2] = [
            Cell(series.format(newest.scotland_value)) if newest else missing(),
            Cell(words.SHORT[against]) if against else missing("not compared"),
        ]
    return Row(cells)


def _download(area: Area, shown: Sequence[Series], figures: Sequence[Figure], name: str, key: str) -> None:
    """A button for the series as a CSV that says whose they are: the sources are others than the profile's."""
    st.download_button(
        "Download these figures (CSV)",
        data=lambda: export.csv_file(tidy(area, shown, figures)),
        file_name=f"cpop-{name}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def tidy(area: Area, shown: Sequence[Series], figures: Sequence[Figure]) -> pd.DataFrame:
    """The figures as a table that needs nothing beside it: a row a series and period, with source and difference."""
    by_code = {one.series: one for one in shown}
    rows = []
    for figure in figures:
        if series := by_code.get(figure.series):
            rows.append(
                {
                    "series": series.label,
                    "definition": series.definition,
                    "unit": f"{series.prefix}{series.unit_suffix or ''}",
                    "area_code": area.code,
                    "area": area.name,
                    "period": figure.period,
                    "value": figure.value,
                    "low_95": figure.low_95,
                    "high_95": figure.high_95,
                    "scotland_value": figure.scotland_value,
                    "better": series.better,
                    "beside": indicators()[series.beside].label,
                    "note": f"{words.NOT_OURS} {series.differs}",
                    "source": series.source.replace("|", "; "),
                    "released": series.released.isoformat(),
                    "address": series.address.replace("|", " "),
                }
            )
    return pd.DataFrame(rows)

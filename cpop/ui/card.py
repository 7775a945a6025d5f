"""A page's heading, and a chart with all that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from cpop import database, queries, urlstate
from cpop.catalogue import Indicator, indicators, period
from cpop.charts.drawing import key_line, key_mark
from cpop.style import STATUS_WORD, Role
from cpop.ui.plot import plot
from cpop.ui.table import html_table


def html(markup: str) -> None:
    """Put our own HTML on the page. One line: a blank line would end an HTML block in Markdown."""
    if markup:
        st.markdown(re.sub(r"\n\s*", " ", markup), unsafe_allow_html=True)


def header(title: str, question: str, part: str | None = None) -> None:
    """A page's title, the question that it answers, and a link to the part of the Guide that explains it."""
    st.title(title, anchor=False)
    more = ""
    if part is not None:
        url = urlstate.link("guide", part=part)
        more = f' <a class="how-to-read" href="{escape(url)}" target="_self">How to read this page</a>'
    html(f"<p>{escape(question)}{more}</p>")


def legend(roles: Sequence[tuple[str, Role]], statuses: Sequence[str] = ("raw", "imputed", "projected")) -> None:
    """Which mark is which place, and which line is measured, estimated or projected."""
    html(legend_markup(roles, statuses))


def legend_markup(roles: Sequence[tuple[str, Role]], statuses: Sequence[str] = ()) -> str:
    """The same as HTML, to stand within other markup."""
    marks = "".join(f"<span>{key_mark(role)} {name}</span>" for name, role in roles)
    lines = "".join(f"<span>{key_line(status)} {STATUS_WORD[status]}</span>" for status in statuses)
    return f'<div class="legend">{marks}{lines}</div>'


def show_chart(
    figure: dict[str, Any],
    *,
    title: str,
    sentence: str,
    indicator: Indicator,
    table: pd.DataFrame | Callable[[], pd.DataFrame],
    download: pd.DataFrame,
    file_name: str,
    key: str,
    notes: Sequence[str] = (),
    key_to_marks: str = "",
    brief: bool = False,
) -> None:
    """A chart with its title, its sentence (also its text alternative), its table, its CSV, source and caveat.

    table: ready texts for reading, or what makes them once they are asked for; download: tidy figures for the
    CSV (see download_csv); notes: how to read the chart, in small type above it, empty ones left out;
    key_to_marks: a legend as HTML; brief: leave out the definition and the warning, given nearby.
    """
    st.header(title, anchor=False)
    st.markdown(sentence)
    if not brief:
        warn([indicator])
    html("".join(f'<p class="about">{escape(note)}</p>' for note in notes if note) + key_to_marks)
    if figure["data"]:
        plot(figure, alt=sentence, key=key)
    else:
        st.info("There is no figure to draw here.")
    with st.expander("Table and download", key=f"{key}_table", on_change="rerun") as expander:
        if expander.open:
            html(html_table(table() if callable(table) else table, title))
            download_csv(download, file_name, key=f"{key}_csv")
    about(indicator, brief)


def warn(several: Iterable[Indicator]) -> None:
    """What a reader must know of all figures of some indicators while this edition is shown: a quiet note on each."""
    edition = database.edition().title
    notes = [(one.label, one.warned(edition)) for one in several if one.warned(edition)]
    html("".join(f'<p class="warned"><strong>{escape(label)}:</strong> {escape(what)}</p>' for label, what in notes))


def about(indicator: Indicator, brief: bool = False) -> None:
    """An indicator's definition, source and caveat, in small type; source and caveat alone if `brief`."""
    definition = (
        f"<strong>What is counted:</strong> {indicator.definition} "
        f"<strong>Unit:</strong> {indicator.unit}. "
        f"<strong>Better:</strong> {indicator.better}. "
    )
    html(
        '<p class="about">'
        f"{'' if brief else definition}"
        f"<strong>Source:</strong> {indicator.source}. "
        f"<strong>Take care:</strong> {indicator.caveat}</p>"
    )


def about_all(several: Sequence[Indicator]) -> None:
    """The definitions, sources and caveats of several indicators, folded away."""
    items = "".join(
        f"<li><strong>{one.label}</strong> ({one.unit}; {one.better} is better). {one.definition} "
        f"Source: {one.source}. Take care: {one.caveat}</li>"
        for one in several
    )
    html(f'<details class="about"><summary>What is counted, sources and cautions</summary><ul>{items}</ul></details>')


def download_csv(frame: pd.DataFrame, file_name: str, *, key: str, label: str = "Download these figures (CSV)") -> None:
    """A button for a tidy CSV that says what it holds: names beside codes, units, source and edition."""
    st.download_button(
        label,
        data=lambda: described(frame).to_csv(index=False).encode("utf-8-sig"),
        file_name=f"cpop-{file_name}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def described(frame: pd.DataFrame) -> pd.DataFrame:
    """A tidy frame with names beside its codes, and on each row the unit, the source and the edition."""
    names = {area.code: area.name for area in queries.areas().values()}
    told = frame.copy()
    for column in ("area_code", "place_code", "comparator"):
        if column in told and f"{column}_name" not in told:
            told.insert(told.columns.get_loc(column) + 1, f"{column}_name", told[column].map(names))
    if "year" in told and "period" not in told:
        told.insert(told.columns.get_loc("year") + 1, "period", told["year"].map(period))
    if "indicator" in told:
        catalogue = indicators()
        place = told.columns.get_loc("indicator") + 1
        told.insert(place, "indicator_label", told["indicator"].map(lambda code: catalogue[code].label))
        told["unit"] = told["indicator"].map(lambda code: catalogue[code].unit)
        told["better"] = told["indicator"].map(lambda code: catalogue[code].better)
        told["indicator_source"] = told["indicator"].map(lambda code: catalogue[code].source)
    edition = database.edition()
    return told.assign(edition=edition.title, attribution=edition.attribution)

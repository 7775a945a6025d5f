"""Compare: areas beside each other, by one outcome (now, then and now, on the map) or by all (drawn, or as a table)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from cpop import queries, urlstate
from cpop.catalogue import (
    FAMILIES,
    Area,
    Indicator,
    headline_indicators,
    in_words,
    indicators,
    ordinal,
    period,
    slug,
)
from cpop.charts import area_map, kit, small
from cpop.charts import compare as charts
from cpop.charts.series import Placed
from cpop.markup import element, joined, render
from cpop.queries import compare as ask
from cpop.queries.compare import Changed, ChangeTally, Standing
from cpop.status import ESTIMATED, MEASURED, is_measured, note, present
from cpop.style import (
    EXTRA,
    HEAT,
    MAP_CONFIG,
    MAP_MISSING,
    MAP_OTHER,
    REST,
    SCOTLAND,
    SIGN,
    STATUS_WORD,
    Role,
)
from cpop.table import Cell, Column, Row, Table, figure, missing, page
from cpop.ui.card import about, download_csv, html, legend, plot, show_chart, warn
from cpop.ui.places import Chosen, starred
from cpop.words import compare as words
from cpop.words.standing import CHANGE

VIEWS = {
    "bars": "Ranking",
    "change": "Then and now",
    "grid": "All outcomes",
    "table": "Table",
    "map": "Map",
}
BY_NAME = "name"
GROUP_MEAN = "Average of this group"


# ---- What to compare


@dataclass(frozen=True)
class Pick:
    """What to compare.

    indicator: the chosen one; shown: those to ask for, by code: it alone, or all headline ones. family: None for all
    areas; group: its code in queries; sort: of the table, a code or `name`.
    """

    view: str
    indicator: Indicator
    shown: Mapping[str, Indicator]
    family: str | None
    group: str
    year: int
    by_rank: bool
    sort: str
    benchmarks: tuple[str, ...]


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    return words.question(chosen.area, _count())


def pick(chosen: Chosen) -> Pick:
    """The pickers of the page: the view first, then those that the view has use for."""
    view = urlstate.pick(
        st.segmented_control,
        "View",
        list(VIEWS),
        "view",
        "bars",
        format_func=VIEWS.get,
        required=True,
        label_visibility="collapsed",
    )
    everything, headline = indicators(), headline_indicators()
    columns = iter(st.columns([4, 3, 2, 2] if view == "map" else [4, 3, 2], vertical_alignment="bottom"))
    code, sort, has_all = next(iter(headline)), BY_NAME, view in ("grid", "table")
    if view == "table":
        with next(columns):
            sort = urlstate.pick(
                st.selectbox,
                "Sort areas by",
                [BY_NAME, *headline],
                "sort",
                BY_NAME,
                format_func=lambda one: "Name" if one == BY_NAME else f"{headline[one].label}, best first",
            )
    elif not has_all:
        with next(columns):
            code = urlstate.pick(
                st.selectbox,
                "Outcome",
                list(everything),
                "indicator",
                code,
                format_func=lambda one: everything[one].label,
            )
    with next(columns):
        family, group = _pick_group(chosen.area)
    year = max(ask.observed_years())
    if view != "change":
        years = ask.observed_years(None if has_all else code)
        with next(columns):
            year = urlstate.pick(
                st.selectbox,
                "Year",
                list(years),
                "year",
                max(years),
                pin=True,
                format_func=lambda one: period(one) + ("" if is_measured(years[one]) else f" ({note(years[one])})"),
            )
    shade = "value"
    if view == "map":
        with next(columns):
            shade = urlstate.pick(
                st.selectbox, "Shade by", ["value", "rank"], "shade", shade, format_func=str.capitalize
            )
    benchmarks = dict.fromkeys([_scotland().code, group, chosen.comparator.place_code])
    benchmarks.pop("all", None)
    shown = headline if has_all else {code: everything[code]}
    return Pick(view, everything[code], shown, family, group, year, shade == "rank", sort, tuple(benchmarks))


def _pick_group(area: Area) -> tuple[str | None, str]:
    """The family, none for all areas, and the code of the area's group in it."""
    groups = {family: group for family in FAMILIES if (group := _group_of(area, family))}
    names = {"all": f"All {_count()}"} | {
        f"similar-{family}": f"Similar in {phrase.removeprefix('levels of ')}" for family, phrase in FAMILIES.items()
    }
    size = len(ask.group_members()[next(iter(groups.values()))]) if groups else 0
    code = urlstate.pick(
        st.selectbox,
        "Areas",
        ["all", *(f"similar-{family}" for family in groups)],
        "areas",
        "all",
        format_func=names.get,
        disabled=area.is_scotland,
        help=f"Similar areas: the {in_words(size)} areas of the same family group, by deprivation or by population "
        "density.",
    )
    return next(((family, group) for family, group in groups.items() if code == f"similar-{family}"), (None, "all"))

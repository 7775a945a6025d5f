"""What to compare: the pickers of the page, and a link that keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import FAMILIES, Area, Indicator, headline_indicators, indicators, period
from cpop.style import STATUS_WORD
from cpop.ui.card import html
from cpop.ui.places import Chosen
from cpop.words import compare as words

VIEWS = {
    "bars": "Ranking",
    "change": "Then and now",
    "grid": "All outcomes",
    "table": "Table",
    "map": "Map",
}
BY_NAME = "name"


@dataclass(frozen=True)
class ComparePick:
    """What to compare. family: None for all areas; group: its code in queries; sort: of the table, a code or `name`."""

    view: str
    indicator: Indicator | None
    family: str | None
    group: str
    year: int
    by_rank: bool
    sort: str
    benchmarks: tuple[str, ...]

    @property
    def codes(self) -> list[str]:
        """The indicators to ask for: the chosen one, or all headline ones."""
        return list(self.catalogue)

    @property
    def catalogue(self) -> dict[str, Indicator]:
        """The indicators to ask for, by code."""
        return headline_indicators() if self.indicator is None else {self.indicator.code: self.indicator}


def pick_compare(chosen: Chosen) -> ComparePick:
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
    indicator, sort = None, BY_NAME
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
    elif view != "grid":
        with next(columns):
            code = urlstate.pick(
                st.selectbox,
                "Outcome",
                list(everything),
                "indicator",
                next(iter(headline)),
                format_func=lambda one: everything[one].label,
            )
            indicator = everything[code]
    with next(columns):
        family = _pick_family(chosen.area)
    year = max(queries.observed_years())
    if view != "change":
        years = queries.observed_years(None if indicator is None else indicator.code)
        with next(columns):
            year = urlstate.pick(
                st.selectbox,
                "Year",
                list(years),
                "year",
                max(years),
                pin=True,
                format_func=lambda one: period(one) + ("" if years[one] == "raw" else f" ({STATUS_WORD[years[one]]})"),
            )
    by_rank = False
    if view == "map":
        with next(columns):
            by_rank = (
                urlstate.pick(st.selectbox, "Shade by", ["value", "rank"], "shade", "value", format_func=str.capitalize)
                == "rank"
            )
    group = "all" if family is None else f"{family}-{getattr(chosen.area, f'family_{family}')}"
    benchmarks = dict.fromkeys([scotland().code, group, chosen.comparator.place_code])
    benchmarks.pop("all", None)
    return ComparePick(view, indicator, family, group, year, by_rank, sort, tuple(benchmarks))


def scotland() -> Area:
    """Scotland as a whole."""
    return next(iter(queries.areas.by_slug().values()))


def _pick_family(area: Area) -> str | None:
    codes = ["all"] if area.is_scotland else ["all", *(f"similar-{family}" for family in FAMILIES)]
    names = {"all": f"All {len(queries.group_members()['all'])}"} | {
        f"similar-{family}": f"Similar in {phrase.removeprefix('levels of ')}" for family, phrase in FAMILIES.items()
    }
    code = urlstate.pick(
        st.selectbox,
        "Areas",
        codes,
        "areas",
        "all",
        format_func=names.get,
        disabled=area.is_scotland,
        help="Similar areas: the eight areas of the same family group, by deprivation or by population density.",
    )
    return None if code == "all" else code.removeprefix("similar-")


def compare_question(chosen: Chosen) -> str:
    """The question that the page answers."""
    return words.question(chosen.area)


def compare_group(chosen: Chosen, pick: ComparePick) -> None:
    """Who the similar areas are, where they are shown; and where to choose an area, while there is none."""
    if pick.family is not None:
        names = {area.code: area.name for area in queries.areas.by_slug().values()}
        members = [names[code] for code in queries.group_members()[pick.group]]
        html(f'<p class="about">{escape(words.group_note(chosen.area, pick.family, members))}</p>')
    if chosen.is_asked_for:
        st.info("Choose an area in the panel at the side, and it is marked among the others.")


def link(pick: ComparePick, **changes: str | None) -> str:
    """A link to this page that keeps what is picked, but for the changes."""
    now = {
        "view": pick.view,
        "areas": None if pick.family is None else f"similar-{pick.family}",
        "shade": "rank" if pick.by_rank else None,
        "year": str(pick.year),
    }
    return urlstate.link("compare", **(now | changes))

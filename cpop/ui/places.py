"""The area and the comparator: chosen once in the frame, known to every page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import Area, Comparator, comparator, comparator_codes
from cpop.style import AREA, COMPARATOR, SCOTLAND, Role
from cpop.ui.card import html

_CHOSEN = "_chosen_places"


@dataclass(frozen=True)
class Chosen:
    """The chosen area and comparator; is_asked_for says that nobody has chosen an area yet."""

    area: Area
    comparator: Comparator
    is_asked_for: bool

    @property
    def area_role(self) -> Role:
        """How the chosen area is drawn."""
        return AREA

    @property
    def comparator_role(self) -> Role:
        """How the comparator is drawn: Scotland always as Scotland."""
        return SCOTLAND if self.comparator.is_scotland else COMPARATOR

    @property
    def is_compared(self) -> bool:
        """Whether there is something to compare with: Scotland is not compared with itself."""
        return self.comparator.place_code != self.area.code


def choose_places() -> None:
    """The two pickers of the frame, in the sidebar."""
    areas = queries.areas()
    with st.sidebar:
        slug = urlstate.pick(
            st.selectbox,
            "Area",
            list(areas),
            "area",
            index=None,
            placeholder="Choose your area",
            format_func=lambda code: areas[code].name,
        )
        area = areas[slug or next(iter(areas))]
        codes = comparator_codes(area, areas)
        code = urlstate.pick(
            st.selectbox,
            "Compare with",
            codes,
            "comparator",
            codes[0],
            format_func=lambda one: comparator(area, one, areas).name,
            help="Similar areas: the average of the eight areas most alike in deprivation, or in population density.",
        )
    st.session_state[_CHOSEN] = Chosen(area, comparator(area, code, areas), is_asked_for=slug is None)


def chosen() -> Chosen:
    """What the visitor chose in the frame; Scotland while no area is chosen."""
    return st.session_state[_CHOSEN]


def ask_for_area() -> None:
    """A chooser of the 32 areas by name, a link each."""
    st.header("Choose your area", anchor=False)
    items = "".join(
        f'<li><a href="?area={area.slug}" target="_self">{escape(area.name)}</a></li>'
        for area in queries.areas().values()
        if not area.is_scotland
    )
    html(f'<ul class="area-chooser">{items}</ul>')


def pick_areas(label: str, key: str, most: int) -> list[Area]:
    """Further areas that the visitor adds to a chart, at most `most`."""
    areas = queries.areas()
    now = chosen()
    others = [slug for slug, area in areas.items() if area.code not in (now.area.code, now.comparator.place_code)]
    slugs = urlstate.pick(
        st.multiselect,
        label,
        others,
        key,
        [],
        multi=True,
        most=most,
        format_func=lambda code: areas[code].name,
        placeholder="None",
    )
    return [areas[slug] for slug in slugs]

"""The area and the comparator: chosen once in the frame, known to every page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cpop import queries, urlstate
from cpop.catalogue import FAMILIES, Area, Comparator, comparator, comparator_codes
from cpop.style import AREA, COMPARATOR, SCOTLAND, Role

_CHOSEN = "_chosen_places"


@dataclass(frozen=True)
class Chosen:
    """The chosen area and comparator; is_asked_for says that nobody has chosen an area yet."""

    area: Area
    comparator: Comparator
    page: StreamlitPage
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


def choose_places(page: StreamlitPage) -> None:
    """The two pickers of the frame, in the sidebar; `page` is the page that is about to run."""
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
            disabled=area.is_scotland,
        )
    st.session_state[_CHOSEN] = Chosen(area, comparator(area, code, areas), page, is_asked_for=slug is None)


def chosen() -> Chosen:
    """What the visitor chose in the frame; Scotland while no area is chosen."""
    return st.session_state[_CHOSEN]


def ask_for_area() -> None:
    """A chooser of the 32 areas by name, a link each."""
    st.subheader("Choose your area", anchor=False)
    with st.container(horizontal=True, gap="small", key="area-chooser"):
        for area in queries.areas().values():
            if not area.is_scotland:
                st.page_link(chosen().page, label=area.name, query_params={"area": area.slug})


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


def family_phrase(area: Area, family: str) -> str:
    """What a family group has in common, in words."""
    return f"the eight areas most like {area.name} in {FAMILIES[family]}"

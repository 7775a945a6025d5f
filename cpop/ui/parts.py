"""The parts of a page: their headings, and a phone's way to each from beneath the page's own heading."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cpop.catalogue import Indicator, slug
from cpop.markup import render

_PLACE, _PARTS = "_place_of_jump", "_parts"
# A page of fewer is read through.
FEWEST = 3


def begin() -> None:
    """Leave the place for the links to the parts, beneath the page's heading; `show` fills it once the page has run."""
    st.session_state[_PLACE], st.session_state[_PARTS] = st.container(key="jump"), {}


def header(title: str, anchor: str = "") -> None:
    """The heading of a part. anchor: its name in a link, where others link to it."""
    anchor = anchor or slug(title)
    lead_to(anchor, title)
    st.header(title, anchor=anchor)


def lead_to(anchor: str, name: str) -> None:
    """Name a part that has no heading of its own: a group of cards, or of a table's rows, whose `id` is the anchor."""
    st.session_state.setdefault(_PARTS, {}).setdefault(anchor, name)


def by_theme(several: Iterable[Indicator]) -> list[str]:
    """For cards of outcomes in their order: the `id` of each that begins a theme, which is a part; "" for the rest."""
    anchors, before = [], ""
    for one in several:
        begins = one.theme != before
        anchors.append(slug(one.theme) if begins else "")
        if begins:
            lead_to(slug(one.theme), one.theme)
        before = one.theme
    return anchors


def show() -> None:
    """The links to the parts of a long page, for a phone (app.css)."""
    place: DeltaGenerator | None = st.session_state.pop(_PLACE, None)
    parts: dict[str, str] = st.session_state.pop(_PARTS, {})
    if place is not None and len(parts) >= FEWEST:
        place.markdown(render("jump.html", parts=parts.items()), unsafe_allow_html=True)

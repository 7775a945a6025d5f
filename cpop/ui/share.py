"""Sharing a view: its link to copy, and the view without the frame around it, for a projector or another site."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cpop import urlstate

# A projector shows a page to the far end of a room: how much larger charts are than on a desk (app.css says so too).
PRESENT_SCALE = 1.35
_PRESENTING = "_presenting"


def view() -> DeltaGenerator:
    """What stands in the upper right corner of every page; the answer is the place for the view's link.

    Call it before the page runs, and show_link after.
    """
    with st.container(key="corner", horizontal=True, horizontal_alignment="right"):
        way_back = st.empty()
        popover = st.popover("Share", key="share", icon=":material/link:")
    with popover.container(key="share-body"):
        place = st.empty()
        st.session_state[_PRESENTING] = urlstate.switch(
            "Present this view",
            "present",
            help="The page alone and in larger type: for a projector, or to embed in another site’s page.",
        )
    if is_presented():
        # app.css shows the page alone, in larger type, wherever this button is.
        with way_back.container(key="presenter", horizontal=True, horizontal_alignment="right"):
            with_controls = st.toggle("Controls", key="with_controls", help="The pickers of the page, on the screen.")
            st.button("Leave presentation", key="leave", on_click=urlstate.put, args=("present", False))
        st.container(key="controls-shown" if with_controls else "controls-hidden").empty()
    return place


def is_presented() -> bool:
    """Whether the visitor sees the page alone, in larger type."""
    return bool(st.session_state.get(_PRESENTING))


def show_link(place: DeltaGenerator) -> None:
    """The link of the view as it now is, to copy. Call it after the page has run."""
    with place.container():
        st.markdown("**Link to this view**")
        # A browser lets a button write to the clipboard over https alone; the text can be marked and copied anywhere.
        st.code(urlstate.address(), language=None, wrap_lines=True)
        st.markdown("Copy it with the button in its corner, or click it and press Ctrl+C. It opens just what you see.")

"""Sharing a view: its link to copy, and the view without the frame around it, for a projector or another site."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cpop import urlstate
from cpop.markup import element

# A projector shows a page to the far end of a room: how much larger charts are than on a desk (app.css says so too).
PRESENT_SCALE = 1.35
_PRESENTING, _ALONE, _FIRST = "_presenting", "_chart_alone", "_first_chart"
# What a frame needs besides its chart, in pixels: title, legend, sentence and source on a narrow page too.
_FRAME_BESIDES = 360


def view() -> DeltaGenerator:
    """What stands in the upper right corner of every page; the answer is the place for the view's link.

    Call it before the page runs, and show_link after.
    """
    asked = urlstate.linked(urlstate.CHART)
    if asked is not None:
        st.session_state[_ALONE] = asked == urlstate.ALONE
        if asked != urlstate.ALONE:
            urlstate.complain(f"Chart: “{asked[:60]}”")
    st.session_state[_FIRST] = None
    if is_alone():
        urlstate.write(urlstate.CHART, urlstate.ALONE)
        # app.css shows one chart and what belongs to it, wherever this mark is.
        st.container(key="alone").empty()
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
    if is_presented() and not is_alone():
        # app.css shows the page alone, in larger type, wherever this button is.
        with way_back.container(key="presenter", horizontal=True, horizontal_alignment="right"):
            with_controls = st.toggle("Controls", key="with_controls", help="The pickers of the page, on the screen.")
            st.button("Leave presentation", key="leave", on_click=urlstate.put, args=("present", False))
        st.container(key="controls-shown" if with_controls else "controls-hidden").empty()
    return place


def is_presented() -> bool:
    """Whether the visitor sees the page alone, in larger type; or one chart of it."""
    return bool(st.session_state.get(_PRESENTING)) or is_alone()


def is_alone() -> bool:
    """Whether one chart is shown without its page, in a frame of another site's."""
    return bool(st.session_state.get(_ALONE))


def takes(height: int) -> bool:
    """Whether a chart of so many pixels is the first of this run, which may be shown alone; ask once a chart."""
    is_first = st.session_state[_FIRST] is None
    if is_first:
        st.session_state[_FIRST] = height
    return is_first


def show_link(place: DeltaGenerator, title: str) -> None:
    """The link of the view as it now is, to copy, and its first chart for another site's page. Call it after the page
    has run.

    title: of the view, for a listener to the other site's page.
    """
    with place.container():
        st.markdown("**Link to this view**")
        # A browser lets a button write to the clipboard over https alone; the text can be marked and copied anywhere.
        st.code(urlstate.address(), language=None, wrap_lines=True)
        st.markdown("Copy it with the button in its corner, or click it and press Ctrl+C. It opens just what you see.")
        if st.session_state[_FIRST] is not None:
            height = round(st.session_state[_FIRST] * PRESENT_SCALE) + _FRAME_BESIDES
            st.markdown("**Its chart, in another site’s page**")
            address = urlstate.address(present=None, **{urlstate.CHART: urlstate.ALONE})
            frame = element("iframe", "", src=address, title=title, width="100%", height=str(height), loading="lazy")
            st.code(str(frame), language="html", wrap_lines=True)
            st.markdown("With its sentence and its source. Who hosts this app says which sites may show it.")

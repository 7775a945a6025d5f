"""Sharing a view: its link to copy, and the view without the frame around it, for a projector or another site."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from cpop import urlstate

# A projector shows a page to the far end of a room: how much larger than on a desk.
PRESENT_SCALE = 1.35
_PRESENTING = "_presenting"


def share_view() -> DeltaGenerator:
    """The popover in the sidebar. The answer is the place for the link, known only once the page has run."""
    popover = st.sidebar.popover("Share this view", key="share", icon=":material/link:", width="stretch")
    with popover.container(key="share-body"):
        place = st.empty()
        st.session_state[_PRESENTING] = urlstate.switch(
            "Present",
            "present",
            help="The page alone and in larger type: for a projector, or to embed in another site’s page.",
        )
    return place


def is_presented() -> bool:
    """Whether the visitor sees the page alone, in larger type."""
    return st.session_state.get(_PRESENTING, False)


def show_links(page: StreamlitPage, place: DeltaGenerator, way_back: DeltaGenerator) -> None:
    """The links of the view as it now is: to copy, and back from presenting it. Call it after the page has run."""
    with place.container():
        st.markdown("**Link to this view**")
        # A browser lets a button write to the clipboard over https alone; the text can be marked and copied anywhere.
        st.code(urlstate.address(), language=None, wrap_lines=True)
        st.caption("Copy it with the button in its corner, or click it and press Ctrl+C. It opens just what you see.")
    if is_presented():
        st.html(f"<style>{_PRESENT_CSS}</style>")
        with way_back.container(key="way-back", horizontal=True, horizontal_alignment="right"):
            st.page_link(page, label="Leave presentation", query_params=urlstate.parameters(present=None))


_PRESENT_CSS = f"""
html {{ font-size: clamp(18px, 1.12vw, 26px) !important; }}
[data-testid=stSidebar], [data-testid=stSidebarCollapsedControl], [data-testid=stExpandSidebarButton],
[data-testid=stHeader], [data-testid=stPopoverBody]:has(.st-key-share-body) {{ display: none !important; }}
.block-container {{ max-width: none !important; padding-top: .5rem !important; }}
svg.spark, svg.strip {{ zoom: {PRESENT_SCALE}; }}
.st-key-way-back {{ margin-bottom: -2.2rem; z-index: 2; }}
"""

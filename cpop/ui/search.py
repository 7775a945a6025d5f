"""The search box of the frame and of the first page: words in it lead to the page of what they mean."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cpop import urlstate

LABEL = "Find a place or an outcome"
EXAMPLE = "Town, area, outcome …"
KEY = "words"
_ASKED = "_words_asked"


def box(key: str) -> None:
    """A box for words: Enter leads to what was found. key: its own; a page may have several."""
    st.text_input(LABEL, key=key, type="search", max_chars=80, placeholder=EXAMPLE, on_change=_remember, args=(key,))


def frame_box(page: StreamlitPage | None) -> None:
    """The box in the sidebar, and the way from any box to the page of what was found (`page`, if there is one)."""
    with st.sidebar:
        box("find")
    asked = st.session_state.pop(_ASKED, "")
    if asked and page is not None:
        st.switch_page(page, query_params=urlstate.shared(**{KEY: asked}))


def _remember(key: str) -> None:
    """Before the next run: empty the box again, and note what was asked."""
    st.session_state[_ASKED] = st.session_state[key].strip()
    st.session_state[key] = ""

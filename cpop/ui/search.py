"""The search box of the frame and of the first page: words in it lead to the page of what they mean."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cpop import urlstate
from cpop.ui.places import choose_again

LABEL = "Find a place or an outcome"
EXAMPLE = "Town, area, outcome …"
KEY = "words"
_ASKED = "_words_asked"


def box(key: str) -> None:
    """A box for words: Enter leads to what was found. key: its own; a page may have several."""
    st.text_input(LABEL, key=key, type="search", max_chars=80, placeholder=EXAMPLE, on_change=_remember, args=(key,))


def in_menu() -> None:
    """The box in the sidebar."""
    with st.sidebar.container(key="search-in-menu"):
        box("find")


def first() -> None:
    """The box at the head of the first page; not on a phone, whose pages have one each."""
    with st.container(key="search-first"):
        box("find_first")


def on_page(found: StreamlitPage, shown: StreamlitPage) -> None:
    """The frame's pickers again on the page of a phone (app.css), and the way from any box to the page `found`.

    shown: the page that is open; the page of what was found has a box of its own.
    """
    with st.container(key="on-phone"):
        choose_again()
        if shown.url_path != found.url_path:
            box("find_on_page")
    asked = st.session_state.pop(_ASKED, "")
    if asked:
        st.switch_page(found, query_params=urlstate.shared(**{KEY: asked}))


def _remember(key: str) -> None:
    """Before the next run: empty the box again, and note what was asked."""
    st.session_state[_ASKED] = st.session_state[key].strip()
    st.session_state[key] = ""

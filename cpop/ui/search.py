"""The search box of the frame: any community or area of Scotland by its name."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cpop import urlstate
from cpop.catalogue import Area, Community
from cpop.queries import areas, communities
from cpop.ui.places import choose_again

_FOUND = "_found"


@cache
def _places() -> dict[str, Area | Community]:
    """Every area and community by what the box calls it, areas first."""
    places: dict[str, Area | Community] = {area.name: area for area in areas.partnerships()}
    by_name = sorted(communities.by_code().values(), key=lambda one: (one.name, one.area.name, one.code))
    for one in by_name:
        # A name that an area has twice needs more to tell the two apart.
        places[one.label if one.label not in places else f"{one.label} ({one.code})"] = one
    return places


def find_place(profile: StreamlitPage | None) -> None:
    """Two boxes over the names of all areas and communities: in the sidebar, and on the page of a phone (app.css).

    An area found becomes the chosen one, on the page that is open; a community leads to its profile (`profile`,
    none while that page does not exist).
    """
    with st.sidebar.container(key="search-in-menu"):
        _box("find")
    with st.container(key="on-phone"):
        choose_again()
        _box("find_on_page")
    found = st.session_state.pop(_FOUND, None)
    if isinstance(found, Community) and profile is not None:
        st.switch_page(profile, query_params=urlstate.shared(area=found.area.slug, community=found.slug))


def _box(key: str) -> None:
    st.selectbox(
        "Find a community or area",
        list(_places()),
        index=None,
        placeholder="Type a name",
        key=key,
        on_change=_remember,
        args=(key,),
    )


def _remember(key: str) -> None:
    """Before the next run: empty the box again, and choose what was found."""
    found = _places().get(st.session_state[key])
    st.session_state[key] = None
    if isinstance(found, Area):
        urlstate.put("area", found.slug)
    elif found is not None:
        st.session_state[_FOUND] = found

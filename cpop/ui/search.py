"""The search box of the frame: any community or area of Scotland by its name."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cpop import urlstate
from cpop.catalogue import Area, Community
from cpop.queries import areas, communities

_KEY = "find"
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
    """A box over the names of all areas and communities, in the sidebar.

    An area found becomes the chosen one, on the page that is open; a community leads to its profile (`profile`,
    none while that page does not exist).
    """
    with st.sidebar:
        st.selectbox(
            "Find a community or area",
            list(_places()),
            index=None,
            placeholder="Type a name",
            key=_KEY,
            on_change=_remember,
        )
    found = st.session_state.pop(_FOUND, None)
    if isinstance(found, Community) and profile is not None:
        st.switch_page(profile, query_params=urlstate.shared(area=found.area.slug, community=found.slug))


def _remember() -> None:
    """Before the next run: empty the box again, and choose what was found."""
    found = _places().get(st.session_state[_KEY])
    st.session_state[_KEY] = None
    if isinstance(found, Area):
        urlstate.put("area", found.slug)
    elif found is not None:
        st.session_state[_FOUND] = found

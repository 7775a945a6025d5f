"""The plan of the chosen area: read from the link or from a file, kept for the session, written into the link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import streamlit as st

from cpop import database, urlstate
from cpop.catalogue import comparator_codes, indicators
from cpop.duties import duties
from cpop.plan import Known, Plan, PlanError, packed, read, unpacked
from cpop.queries import areas
from cpop.queries.communities import within

_KEY = "plan"
_HELD = "_plans"
_OPENED = "_opened_plan"
_REFUSED = "_refused_plan"


@cache
def known() -> Known:
    """What a plan may name in the edition in use."""
    every = areas.by_slug()
    partnerships = {area.slug: tuple(within(area)) for area in areas.partnerships()}
    comparators = {code for area in areas.partnerships() for code in comparator_codes(area, every)}
    return Known(partnerships, comparators, indicators(), tuple(duties()))


def _all() -> dict[str, Plan]:
    plans: dict[str, Plan] = st.session_state.setdefault(_HELD, {})
    return plans


def held(area: str, comparator: str, priorities: Sequence[str]) -> Plan:
    """The plan of an area, by its slug, with the comparator and the priorities as they are chosen now.

    Call it once a run, in the frame: it reads the link, and writes it. A link that says nothing of a plan closes none.
    """
    asked = urlstate.linked(_KEY)
    if asked:
        try:
            found = unpacked(asked, known())
            _all()[found.area] = found
        except PlanError as error:
            urlstate.complain(f"Our plan: {error}")
    plan = _all().get(area, Plan(area))
    plan = replace(plan, comparator=comparator, priorities=tuple(priorities), edition=database.edition().title)
    if text := packed(plan):
        urlstate.write(_KEY, text)
    return plan


def change(area: str, changed: Callable[[Plan], Plan]) -> None:
    """Change the plan of an area, by its slug, from a callback: several may follow each other before the next run."""
    _all()[area] = changed(_all().get(area, Plan(area)))


def open_file(content: bytes) -> None:
    """Take over the plan in a file, from a callback; where it is refused, the plan at hand stays as it is."""
    st.session_state.pop(_OPENED, None)
    st.session_state.pop(_REFUSED, None)
    try:
        plan = read(content, known())
    except PlanError as error:
        st.session_state[_REFUSED] = str(error)
        return
    st.session_state[_OPENED] = plan
    _all()[plan.area] = plan
    urlstate.put("area", plan.area)
    urlstate.put("comparator", plan.comparator)
    urlstate.put("priorities", list(plan.priorities))


def opened() -> Plan | None:
    """The plan as it stood in the file that was opened last; none where none was."""
    plan: Plan | None = st.session_state.get(_OPENED)
    return plan


def refused() -> str:
    """Why the last file was refused; empty where it was not."""
    return str(st.session_state.get(_REFUSED, ""))

"""Our plan: priorities, targets, notes, and the file that keeps them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from cpop import database, urlstate
from cpop.catalogue import Indicator, indicators, period
from cpop.markup import element
from cpop.plan import MOST_NOTE, Plan, Seen, Target, packed, write
from cpop.queries import areas
from cpop.queries import progress as ask
from cpop.ui import parts, plans
from cpop.ui.card import explain, html
from cpop.ui.places import Chosen, ask_for_area, pick_own_priorities
from cpop.words import progress as words

_FILE = "plan-file"
# How far ahead a target may lie.
_YEARS_AHEAD = 15


def needs_area(chosen: Chosen) -> bool:
    """Whether there is no partnership whose plan it could be; then the page says so, and offers them."""
    if chosen.area.is_scotland:
        st.info("Scotland as a whole has no plan of this kind: each of its partnerships has its own. Choose yours.")
        ask_for_area()
    return chosen.area.is_scotland


def _opened() -> None:
    given = st.session_state[_FILE]
    if given is not None:
        plans.open_file(given.getvalue())


def open_file(chosen: Chosen) -> None:
    """Where a plan's file is opened again; why it was refused; what moved since it was kept."""
    st.file_uploader(
        "Open a plan that you kept (TOML)",
        type=["toml"],
        key=_FILE,
        on_change=_opened,
        help="The file is read in this session only, and stored nowhere.",
    )
    if plans.refused():
        st.error(f"This file was not opened, and nothing of it was taken over. {plans.refused()}")
    plan = plans.opened()
    if plan is None or plan.area != chosen.area.slug:
        return
    edition = database.edition().title
    if plan.edition == edition:
        st.success(f"The plan is open. It was kept with this edition ({edition}).")
        return
    st.success(
        f"The plan is open. It was kept with the edition of {plan.edition}; this is {edition}. What moved since:"
    )
    everything = indicators()
    rows = ask.since(chosen.area.code, [(one.indicator, one.value, one.year) for one in plan.seen])
    html(element("ul", *(element("li", words.moved(row, everything[row.indicator])) for row in rows)))


def decide(chosen: Chosen) -> None:
    """The priorities, and for each the target and its year; the year that progress counts from; notes."""
    parts.header("Priorities and targets")
    codes = pick_own_priorities(
        "Choose your partnership’s own priorities",
        "They are marked ★ on every page and kept in every link that you share.",
    )
    if not codes:
        link = element("a", "Priorities", href=urlstate.link("priorities"), target="_self")
        html(element("p", "None is chosen yet. ", link, " shows which outcomes are behind, falling behind or unequal."))
    _start(chosen)
    figures = {row.indicator: row for row in areas.glance(chosen.area.code, chosen.comparator.place_code, codes)}
    for code in codes:
        indicator, row = indicators()[code], figures[code]
        now = f"{indicator.format(row.value)} in {period(row.year)}; {indicator.unit}, {indicator.better} is better."
        _target(chosen.plan, indicator, row.year, now)
    key = "plan-notes"
    st.session_state[key] = chosen.plan.notes
    st.text_area(
        "Notes",
        key=key,
        max_chars=MOST_NOTE,
        on_change=lambda: plans.change(chosen.area.slug, lambda plan: replace(plan, notes=st.session_state[key])),
    )


def _start(chosen: Chosen) -> None:
    edition = database.edition()
    years = list(range(edition.first_year, edition.last_observed_year + 1))
    key = "plan-start"
    st.session_state[key] = chosen.plan.start if chosen.plan.start in years else None
    st.selectbox(
        "Progress counts from",
        years,
        index=None,
        key=key,
        format_func=period,
        placeholder=f"The latest year ({period(edition.last_observed_year)})",
        on_change=lambda: plans.change(chosen.area.slug, lambda plan: replace(plan, start=st.session_state[key])),
        help="The baseline of each target is the first figure from this year on.",
    )


def _target(plan: Plan, indicator: Indicator, latest_year: int, now: str) -> None:
    value_key, year_key = f"target-{indicator.code}", f"target-year-{indicator.code}"
    target = plan.target(indicator.code)
    years = list(range(latest_year, latest_year + _YEARS_AHEAD + 1))
    if target and target.year not in years:
        years = sorted({*years, target.year})
    st.session_state[value_key] = target.value if target else None
    if target or year_key not in st.session_state:
        st.session_state[year_key] = target.year if target else latest_year + 5

    def changed() -> None:
        value, year = st.session_state[value_key], st.session_state[year_key]
        made = None if value is None else Target(indicator.code, float(value), year)
        plans.change(plan.area, lambda now: now.with_target(indicator.code, made))

    left, right = st.columns(2, vertical_alignment="top")
    with left:
        st.number_input(
            f"{indicator.label}: target",
            value=None,
            min_value=_limit(indicator.possible.least),
            max_value=_limit(indicator.possible.most),
            step=float(10**-indicator.decimals),
            format=f"%.{indicator.decimals}f",
            key=value_key,
            on_change=changed,
            placeholder="No target yet",
        )
        explain(f"Now {now}")
    with right:
        st.selectbox(f"{indicator.label}: by", years, key=year_key, format_func=period, on_change=changed)


def _limit(limit: float | None) -> float | None:
    # The widget wants all its numbers of one type.
    return None if limit is None else float(limit)


def keep_file(chosen: Chosen) -> None:
    """The plan as a file to keep, and what the link holds of it."""
    parts.header("Keep it")
    plan = remembering(chosen)
    st.download_button(
        "Download the plan (TOML)",
        data=write(plan),
        file_name=f"plan-{chosen.area.slug}.toml",
        mime="application/toml",
        key="plan_file",
        on_click="ignore",
        icon=":material/download:",
    )
    fits = plan.is_empty or packed(plan)
    st.markdown(
        "The link of this page (Share) holds the whole plan too, and nothing is stored on the server."
        if fits
        else "**The plan is too long for a link: download it**, and open the file again on this page."
    )


def remembering(chosen: Chosen) -> Plan:
    """The plan with the latest figure of each priority, to say in a later edition what moved."""
    codes = list(chosen.plan.priorities)
    rows = areas.glance(chosen.area.code, chosen.comparator.place_code, codes)
    seen = tuple(Seen(row.indicator, row.year, row.value) for row in rows if row.value is not None)
    return replace(chosen.plan, seen=seen)


def where_next() -> None:
    """What follows from a plan."""
    links = {"progress": "See progress towards the targets", "duties": "Go through the duties with the board"}
    items = [
        element("li", element("a", text, href=urlstate.link(path), target="_self", class_="next"))
        for path, text in links.items()
    ]
    html(element("ul", *items))

"""Duties: each statutory duty, the board's answer to its question, and a sheet to fill in together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from cpop import urlstate
from cpop.duties import Duty, duties
from cpop.markup import element
from cpop.plan import ANSWERS, MOST_NOTE, Answer
from cpop.site import SITE
from cpop.table import Column, Row, Table, page
from cpop.ui import parts, plans
from cpop.ui.card import html
from cpop.ui.places import Chosen
from cpop.words import duties as words

MOST_MEMBERS = 12
_DEFAULT_MEMBERS = 6


def ask(chosen: Chosen) -> None:
    """Each duty with its question, answer, note, and the pages that give evidence."""
    st.markdown(words.summary(chosen.plan, duties().values()))
    for duty in duties().values():
        parts.header(duty.title)
        st.markdown(duty.duty)
        evidence = _evidence(duty.evidence)
        if evidence:
            html(evidence)
        _answer(chosen, duty)


def _evidence(paths: Sequence[str]) -> Markup:
    titles = {one.path: one.title for one in SITE}
    links = [element("a", titles[_path(path)], href=urlstate.link(_path(path)), target="_self") for path in paths]
    return element("p", "Evidence: ", Markup(", ").join(links), class_="about") if links else Markup()


def _path(path: str) -> str:
    # The first page answers at the root, which has no name to write in the content.
    return "" if path == "glance" else path


def _answer(chosen: Chosen, duty: Duty) -> None:
    answer_key, note_key = f"duty-{duty.code}", f"duty-note-{duty.code}"
    now = chosen.plan.answer(duty.code)
    st.session_state[answer_key] = now.answer if now else None
    st.session_state[note_key] = now.note if now else ""

    def changed() -> None:
        answer, note = st.session_state[answer_key], st.session_state[note_key].strip()
        made = Answer(duty.code, answer or "not sure", note) if answer or note else None
        plans.change(chosen.area.slug, lambda plan: plan.with_answer(duty.code, made))

    st.radio(duty.question, ANSWERS, index=None, key=answer_key, horizontal=True, on_change=changed)
    st.text_area(
        f"Note on: {duty.title}",
        key=note_key,
        max_chars=MOST_NOTE,
        height=68,
        on_change=changed,
        help="Kept in the plan’s file and link, and nowhere else.",
    )


def sheet(chosen: Chosen) -> None:
    """A sheet to print: a row a question, a column a member, that shows where answers differ."""
    with st.container(key="sheet"):
        parts.header("A sheet for the board")
        st.markdown(words.sheet())
        members = urlstate.pick(st.selectbox, "Members", list(range(2, MOST_MEMBERS + 1)), "members", _DEFAULT_MEMBERS)
        html(page.markup(blank(chosen.area.name, duties().values(), members)))


def where_to_find_more() -> None:
    """Who helps boards with these questions."""
    st.markdown(words.where_to_find_more())


def blank(area: str, several: Iterable[Duty], members: int) -> Table:
    """The empty sheet."""
    names = [f"Member {number}" for number in range(1, members + 1)]
    body = [Row([duty.question, *([""] * members)]) for duty in several]
    columns = [Column("Question"), *(Column(name) for name in names)]
    return Table(f"{area}: yes, partly, no or not sure", columns, body, css="answers")

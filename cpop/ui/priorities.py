"""Priorities: what deserves attention first, where each outcome stands, whom to learn from, national outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import urlstate
from cpop.catalogue import FAMILIES, Indicator, community_indicators, headline_indicators, indicators, period
from cpop.charts.quadrant import Position
from cpop.charts.quadrant import quadrants as quadrants_drawing
from cpop.style import BESIDE
from cpop.ui.card import about, html, judged
from cpop.ui.places import Chosen, pick_own_priorities, pick_shown, priority_mark
from cpop.ui.rows import changed, rows_of
from cpop.words.priorities import (
    CORNERS,
    MOST_POINTS,
    NOT_JUDGED,
    QUADRANTS,
    distance,
    leading,
    learn,
    lesson,
    moved,
    quadrant,
    quadrant_sentence,
    reason,
    rule,
    why_no_place,
    without_indicator,
)
from cpop.words.standing import standing, status_note

FIRST = 5


@dataclass(frozen=True)
class Lesson:
    """For which outcome, and among which similar areas, to look for a better one."""

    indicator: Indicator
    family: str


def priorities_question(chosen: Chosen) -> str:
    """The question that the page answers."""
    if not chosen.is_compared:
        return "What should a plan tackle first?"
    return f"What should {chosen.area.possessive} plan tackle first, beside {chosen.comparator.phrase}?"


def pick_priorities(chosen: Chosen) -> dict[str, Indicator]:
    """The picker of the partnership's own priorities, and the outcomes to show: the headline ones and those."""
    everything, headline = indicators(), headline_indicators()
    own = pick_own_priorities(
        "Choose your partnership’s own priorities",
        "They are marked ★ on every page and kept in every link that you share.",
    )
    return pick_shown({code: one for code, one in everything.items() if code in headline or code in own})


def attention(chosen: Chosen, rows: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> None:
    """The ranked list of outcomes, each with its answers and its reason. rows: queries.priorities."""
    listed = rows_of(rows)
    st.header("Worth the board’s attention", anchor=False)
    st.markdown(leading(chosen.area, chosen.comparator, listed, dict(catalogue)))
    every = len(listed) <= FIRST or urlstate.switch(f"All {len(listed)} outcomes in this order", "every")
    shown = listed if every else listed[:FIRST]
    caption = f"{chosen.area.name} beside {chosen.comparator.phrase}: the most pressing first"
    heads = "".join(
        f'<th scope="col" class="{css}">{text}</th>'
        for text, css in (
            ("Outcome", ""),
            ("Behind", "wide"),
            ("Falling behind", "wide"),
            ("Unequal", "wide"),
            ("Why", ""),
            ("Look closer", "wide"),
        )
    )
    body = "".join(
        _attention_row(chosen, place, row, catalogue[row.indicator]) for place, row in enumerate(shown, start=1)
    )
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cpop judgements attention"><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    html(f'<p class="about"><strong>The rule:</strong> {escape(rule(chosen.comparator, listed))}</p>')


def _attention_row(chosen: Chosen, place: int, row: object, indicator: Indicator) -> str:
    points = f"{row.points} of {MOST_POINTS} points"
    answers = (("Behind", row.behind), ("Falling behind", row.falling_behind), ("Unequal", row.unequal))
    cells = "".join(f'<td class="wide">{_answer(value)}</td>' for _, value in answers)
    yes = ", ".join(name.lower() for name, value in answers if value is True)
    return (
        f'<tr><th scope="row"><span class="place">{place}.</span> <strong>{escape(indicator.label)}</strong>'
        f'{priority_mark(indicator.code, chosen)}<span class="small">{points}</span>'
        f'<span class="small narrow">{yes}</span></th>{cells}'
        f'<td class="why">{escape(reason(row, indicator, chosen.comparator))}'
        f'<span class="small narrow">{_links(indicator)}</span></td>'
        f'<td class="wide links">{_links(indicator)}</td></tr>'
    )


def _answer(value: object) -> str:
    if value is None or pd.isna(value):
        return '<span class="answer none">no figures</span>'
    return '<span class="answer yes">● Yes</span>' if value else '<span class="answer no">○ No</span>'


def _links(indicator: Indicator) -> str:
    pages = [
        ("Trends", urlstate.link("trends", indicator=indicator.code)),
        ("Compare", urlstate.link("compare", indicator=indicator.code)),
    ]
    if indicator.code in community_indicators():
        pages.append(("Inequality", urlstate.link("inequality", indicator=indicator.code)))
    return " ".join(
        f'<a href="{escape(url)}" target="_self" aria-label="{name}: {escape(indicator.label)}">{name}</a>'
        for name, url in pages
    )


def quadrants(chosen: Chosen, rows: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> None:
    """Level by change of the gap as a picture, and the same as lists. rows: queries.priorities."""
    st.header("Ahead or behind, gaining or losing ground?", anchor=False)
    listed = rows_of(rows)
    sentence = quadrant_sentence(chosen.area, chosen.comparator, listed)
    st.markdown(sentence)
    known = [row for row in listed if row.level_gap == row.level_gap and row.gap_change == row.gap_change]
    if known:
        positions = [_position(chosen, row, catalogue[row.indicator]) for row in known]
        drawing = quadrants_drawing(positions, chosen.comparator.phrase, sentence)
        html(f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(sentence)}">{drawing}</div>')
    html(f'<div class="four-lists">{"".join(_list(chosen, name, listed, catalogue) for name in _lists(listed))}</div>')
    html(
        '<p class="about"><strong>Level:</strong> how far the latest figure lies from the comparator’s, in yardsticks '
        "(the standard deviation of the 32 areas’ latest figures), so that outcomes in any unit can share an axis. "
        "<strong>Gained or lost:</strong> by how many yardsticks that distance changed, from the first to the last "
        "year that both measured. In the grey bands, under a tenth, nothing is said to differ. "
        "<strong>Take care:</strong> some latest figures are estimated (marked where they are shown), and small areas "
        "vary by chance. Each indicator names its own source on its page under Trends.</p>"
    )


def _position(chosen: Chosen, row: object, indicator: Indicator) -> Position:
    return Position(indicator.label, row.level_gap, row.gap_change, distance(row), indicator.code in chosen.priorities)


def _lists(rows: list) -> list[str]:
    """The four corners, and the rest only where there are any."""
    found = {quadrant(row) for row in rows}
    return [name for name in (*QUADRANTS, NOT_JUDGED) if name in CORNERS or name in found]


def _list(chosen: Chosen, name: str, rows: list, catalogue: Mapping[str, Indicator]) -> str:
    members = [row for row in rows if quadrant(row) == name]
    members.sort(key=lambda row: row.level_gap if row.level_gap == row.level_gap else 0)
    items = "".join(
        f"<li>{_trend_link(catalogue[row.indicator])}{priority_mark(row.indicator, chosen)} "
        f'<span class="small">{escape(_item(row, catalogue[row.indicator]))}</span></li>'
        for row in members
    )
    mark = ""
    if name in CORNERS:
        look = BESIDE[CORNERS[name]]
        mark = (
            f'<span class="mark" style="color:{look.colour};background:{look.background}" aria-hidden="true">'
            f"{look.sign}</span>"
        )
    body = f"<ul>{items}</ul>" if items else '<p class="small">None</p>'
    return f"<section><h3>{mark}{name} ({len(members)})</h3>{body}</section>"


def _item(row: object, indicator: Indicator) -> str:
    return why_no_place(row, indicator) if quadrant(row) == NOT_JUDGED else distance(row)


def _trend_link(indicator: Indicator) -> str:
    url = urlstate.link("trends", indicator=indicator.code)
    return f'<a href="{escape(url)}" target="_self">{escape(indicator.label)}</a>'


def pick_lesson(chosen: Chosen, rows: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> Lesson:
    """For which outcome to learn, the most pressing first, and what similar means."""
    st.header("Learn from places like ours", anchor=False)
    left, right = st.columns(2)
    ordered = list(rows["indicator"])
    with left:
        code = urlstate.pick(
            st.selectbox,
            "Outcome",
            ordered,
            "learn",
            ordered[0],
            format_func=lambda one: catalogue[one].label,
        )
    with right:
        family = urlstate.pick(
            st.selectbox,
            f"Areas most like {chosen.area.name} in",
            list(FAMILIES),
            "family",
            "deprivation",
            format_func=FAMILIES.get,
        )
    return Lesson(catalogue[code], family)


def better_similar_areas(chosen: Chosen, picked: Lesson, rows: pd.DataFrame, similar: pd.DataFrame) -> None:
    """The similar areas that do better. rows: queries.priorities; similar: queries.better_similar_areas."""
    indicator = picked.indicator
    own = next(row for row in rows_of(rows) if row.indicator == indicator.code)
    others = rows_of(similar)
    st.markdown(learn(chosen.area, indicator, own, others, picked.family))
    if others:
        heads = "".join(
            f'<th scope="col" class="{css}">{escape(text)}</th>'
            for text, css in (
                ("Area", ""),
                (f"{indicator.unit[0].upper()}{indicator.unit[1:]}, {period(own.year)}", ""),
                ("Change, measured", "wide"),
                ("Better how", ""),
            )
        )
        body = "".join(_lesson_row(chosen, indicator, row) for row in others)
        caption = (
            f"{indicator.label}: {len(others)} similar areas with a better figure than {chosen.area.name}, or "
            "gaining on it, the best figure first"
        )
        html(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
            f'<table class="cpop judgements"><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
            f"<tbody>{_own_row(chosen, indicator, own)}{body}</tbody></table></div>"
        )
        url = urlstate.link("trends", indicator=indicator.code, **{"with": ",".join(row.slug for row in others[:3])})
        text = f"See the best of them beside {chosen.area.name} over time"
        ranking = urlstate.link("compare", indicator=indicator.code, areas=f"similar-{picked.family}")
        html(
            f'<p><a href="{escape(url)}" target="_self">{escape(text)}</a>; '
            f'<a href="{escape(ranking)}" target="_self">see all eight in order</a></p>'
        )
    about(indicator)


def _own_row(chosen: Chosen, indicator: Indicator, own: object) -> str:
    return (
        f'<tr class="own"><th scope="row"><strong>{escape(chosen.area.name)}</strong></th>'
        f"<td>{_value(indicator, own)}</td>"
        f'<td class="wide">{escape(moved(own, indicator))}</td><td></td></tr>'
    )


def _lesson_row(chosen: Chosen, indicator: Indicator, row: object) -> str:
    return (
        f'<tr><th scope="row">{escape(row.name)}</th><td>{_value(indicator, row)}</td>'
        f'<td class="wide">{escape(moved(row, indicator))}</td><td>{escape(lesson(row, chosen.area))}</td></tr>'
    )


def _value(indicator: Indicator, row: object) -> str:
    note = status_note(row.status)
    return f"<strong>{escape(indicator.format(row.value))}</strong>" + (
        f'<span class="small">{note}</span>' if note else ""
    )


def national_outcomes(chosen: Chosen, rows: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> None:
    """Every outcome under the national outcomes that it speaks to. rows: queries.priorities."""
    st.header("By national outcome", anchor=False)
    spoken = sorted({name for one in catalogue.values() for name in one.national_outcomes})
    st.markdown(
        "Each local outcome in the plan must be consistent with Scotland’s national outcomes. An indicator can "
        f"speak to several, and then stands under each. {without_indicator(set(spoken))}"
    )
    by_code = {row.indicator: row for row in rows_of(rows)}
    body = []
    for name in spoken:
        members = [
            by_code[code] for code, one in catalogue.items() if name in one.national_outcomes and code in by_code
        ]
        body.append(
            f'<tr class="theme"><th colspan="4" scope="colgroup">{escape(name)}'
            f'<span class="small">{_behind(chosen, members)}</span></th></tr>'
        )
        body += [_national_row(chosen, row, catalogue[row.indicator]) for row in members]
    last = (f"Against {chosen.comparator.short}", "Points") if chosen.is_compared else ("Change, measured", "")
    heads = "".join(
        f'<th scope="col" class="{css}">{escape(text)}</th>'
        for text, css in (("Outcome", ""), ("Latest", ""), (last[0], ""), (last[1], "wide"))
        if text
    )
    caption = f"{chosen.area.name}: outcomes by national outcome"
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="cpop judgements">'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _behind(chosen: Chosen, members: list) -> str:
    if not chosen.is_compared:
        return ""
    behind = sum(row.behind is True for row in members)
    return f"behind {escape(chosen.comparator.phrase)} on {behind} of {len(members)}"


def _national_row(chosen: Chosen, row: object, indicator: Indicator) -> str:
    note = status_note(row.status)
    cells = [
        f'<th scope="row">{_trend_link(indicator)}{priority_mark(indicator.code, chosen)}</th>',
        f'<td><span class="value">{escape(indicator.format(row.value))}</span>'
        f'<span class="small">{period(row.year)}{f", {note}" if note else ""}</span></td>',
    ]
    if chosen.is_compared:
        against = standing(row, chosen.comparator.short)
        cells.append(f"<td>{judged(against)}</td>")
        cells.append(f'<td class="wide">{row.points} of {MOST_POINTS}</td>')
    else:
        cells.append(f"<td class='since'>{changed(row, indicator)}</td>")
    return f"<tr>{''.join(cells)}</tr>"

"""Priorities: what deserves attention first, where each outcome stands, whom to learn from, national outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from markupsafe import Markup

from cpop import urlstate
from cpop.catalogue import (
    FAMILIES,
    Indicator,
    cardinal,
    community_indicators,
    headline_indicators,
    indicators,
    period,
)
from cpop.charts import quadrant
from cpop.charts.kit import unit_text
from cpop.markup import element, render
from cpop.queries import areas
from cpop.queries import compare as groups
from cpop.queries.priorities import Better, NationalOutcome, Priority, Quadrant, Tally
from cpop.status import note
from cpop.style import BESIDE
from cpop.table import Cell, Column, Row, Small, Table, Theme, judged, latest, page
from cpop.ui import glance, parts, people
from cpop.ui.card import about, explain, html, is_example, with_terms
from cpop.ui.places import Chosen, pick_own_priorities, pick_shown, starred
from cpop.words import priorities as words
from cpop.words.standing import common_span, standing

FIRST = 5
_PICTURE = "Chart: level and change of the gap"


@dataclass(frozen=True)
class Lesson:
    """For which outcome, and among which similar areas, to look for a better one."""

    indicator: Indicator
    family: str


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    return words.question(chosen.area, chosen.comparator, chosen.is_compared)


def pick(chosen: Chosen) -> dict[str, Indicator]:
    """The picker of the partnership's own priorities, and the outcomes to show: the headline ones and those."""
    everything, headline = indicators(), headline_indicators()
    own = pick_own_priorities(
        "Choose your partnership’s own priorities",
        "They are marked ★ on every page and kept in every link that you share.",
    )
    return pick_shown({code: one for code, one in everything.items() if code in headline or code in own})


def figures(rows: Sequence[Priority]) -> pd.DataFrame:
    """The rows as they are downloaded."""
    return pd.DataFrame(rows).drop(columns="quadrant", errors="ignore")


def attention(chosen: Chosen, rows: Sequence[Priority], tally: Tally, shown: Mapping[str, Indicator]) -> None:
    """The ranked list of outcomes, each with its answers and its reason."""
    parts.header("Worth the board’s attention")
    st.markdown(words.leading(chosen.area, chosen.comparator, rows, tally, shown))
    has_all = len(rows) <= FIRST or urlstate.switch(f"All {len(rows)} outcomes in this order", "every")
    columns = [Column("Outcome"), *(Column(name, css="wide") for name in ("Behind", "Falling behind", "Unequal"))]
    matching = people.sentences(chosen, shown)
    listed = Table(
        f"{chosen.area.name} beside {chosen.comparator.phrase}: the most pressing first",
        [*columns, Column("Why"), Column("Look closer", css="wide")],
        [
            _pressing(chosen, place, row, shown[row.indicator], matching.get(row.indicator, ""))
            for place, row in enumerate(rows if has_all else rows[:FIRST], start=1)
        ],
        css="judgements attention",
    )
    html(page.markup(listed))
    rule = words.rule(chosen.comparator, tally, len(areas.partnerships()), chosen.since)
    html(element("p", element("strong", "The rule:"), " ", with_terms(rule), class_="about"))
    if any(matching.values()):
        explain(f"Numbers of people: {people.note()}")


def _pressing(chosen: Chosen, place: int, row: Priority, indicator: Indicator, matching: str) -> Row:
    answers = {"behind": row.behind, "falling behind": row.falling_behind, "unequal": row.unequal}
    links = _links(indicator)
    return Row(
        [
            Cell(
                indicator.label,
                before=element("span", f"{place}.", class_="place"),
                weight="strong",
                after=starred(indicator.code, chosen),
                second=[
                    f"{row.points} of {words.MOST_POINTS} points",
                    Small(", ".join(name for name, answer in answers.items() if answer), "narrow"),
                ],
            ),
            *(Cell(render("answer.html", is_yes=answer)) for answer in answers.values()),
            Cell(words.reason(row, indicator, chosen.comparator), second=[matching, Small(links, "narrow")], css="why"),
            Cell(links, css="links"),
        ]
    )


def _links(indicator: Indicator) -> Markup:
    pages = ["Trends", "Compare"] + ["Inequality"] * (indicator.code in community_indicators())
    links = [
        element(
            "a",
            name,
            href=urlstate.link(name.lower(), indicator=indicator.code),
            target="_self",
            aria_label=f"{name}: {indicator.label}",
        )
        for name in pages
    ]
    return Markup(" ").join(links)


def quadrants(
    chosen: Chosen, rows: Sequence[Priority], counts: Mapping[Quadrant, int], shown: Mapping[str, Indicator]
) -> None:
    """Level by change of the gap as a picture, and the same as lists."""
    sentence = words.in_quadrants(chosen.area, chosen.comparator, counts)
    count = len(areas.partnerships())
    positions = [
        quadrant.Position(
            shown[row.indicator].label,
            row.level_gap,
            row.gap_change,
            words.distance(row),
            row.indicator in chosen.priorities,
        )
        for row in rows
        if row.level_gap is not None and row.gap_change is not None
    ]
    drawing = Markup()
    if positions:
        picture = quadrant.quadrants(positions, chosen.comparator.phrase, count)
        drawing = element("div", picture, class_="scroll", tabindex="0", role="region", aria_label=_PICTURE)
    if is_example():
        html(drawing, render("notes.html", notes=[sentence]))
        return
    parts.header("Ahead or behind, gaining or losing ground?")
    st.markdown(sentence)
    html(drawing)
    # The four corners, and the rest only where there are any.
    lists = [
        (BESIDE[words.CORNERS[code]] if code in words.CORNERS else None, name, _members(chosen, code, rows, shown))
        for code, name in words.QUADRANTS.items()
        if code in counts or code in words.CORNERS
    ]
    html(render("four_lists.html", lists=lists))
    html(render("quadrants_explained.html", areas=count, span=common_span(chosen.since)))


def _members(
    chosen: Chosen, code: Quadrant, rows: Sequence[Priority], shown: Mapping[str, Indicator]
) -> list[tuple[str, str, Markup, str]]:
    """The outcomes of one list, the furthest behind first: link, label, star and words of each."""
    found = []
    for row in sorted((row for row in rows if row.quadrant == code), key=lambda row: row.level_gap or 0):
        indicator = shown[row.indicator]
        told = words.why_no_place(row, indicator) if code == "not_judged" else words.distance(row)
        found.append((_trends(indicator), indicator.label, starred(indicator.code, chosen), told))
    return found


def _trends(indicator: Indicator) -> str:
    return urlstate.link("trends", indicator=indicator.code)


def pick_lesson(chosen: Chosen, rows: Sequence[Priority], shown: Mapping[str, Indicator]) -> Lesson:
    """For which outcome to learn, the most pressing first, and what similar means."""
    parts.header("Learn from places like ours")
    left, right = st.columns(2)
    ordered = [row.indicator for row in rows]
    with left:
        code = urlstate.pick(
            st.selectbox,
            "Outcome",
            ordered,
            "indicator",
            ordered[0],
            formerly=("learn",),
            format_func=lambda one: shown[one].label,
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
    return Lesson(shown[code], family)


def better_similar_areas(chosen: Chosen, lesson: Lesson, rows: Sequence[Priority], similar: Sequence[Better]) -> None:
    """The similar areas that do better. similar: of the lesson, the best figure first."""
    indicator = lesson.indicator
    own = next(row for row in rows if row.indicator == indicator.code)
    st.markdown(words.learn(chosen.area, indicator, own, similar, lesson.family))
    if similar:
        caption = (
            f"{indicator.label}: {len(similar)} similar areas with a better figure than {chosen.area.name}, or "
            "gaining on it, the best figure first"
        )
        columns = [
            Column("Area"),
            Column(f"{unit_text(indicator)}, {period(own.year)}"),
            Column("Change, measured", css="wide"),
            Column("Better how"),
        ]
        body = [_compared(chosen.area.name, own, indicator, "", is_own=True)]
        body += [_compared(row.name, row, indicator, words.better_how(row, chosen.area)) for row in similar]
        html(page.markup(Table(caption, columns, body, css="judgements")))
        best = ",".join(row.slug for row in similar[:3])
        members = groups.group_members()
        size = next(len(members[code]) for code, family in groups.families().items() if family == lesson.family)
        over_time = urlstate.link("trends", indicator=indicator.code, **{"with": best})
        in_order = urlstate.link("compare", indicator=indicator.code, areas=f"similar-{lesson.family}")
        html(
            element(
                "p",
                element(
                    "a", f"See the best of them beside {chosen.area.name} over time", href=over_time, target="_self"
                ),
                "; ",
                element("a", f"see all {cardinal(size)} in order", href=in_order, target="_self"),
            )
        )
    about(indicator)


def _compared(name: str, row: Priority | Better, indicator: Indicator, how: str, *, is_own: bool = False) -> Row:
    value = Cell(indicator.format(row.value), second=note(row.status), weight="strong")
    head = Cell(name, weight="strong" if is_own else "")
    return Row([head, value, words.moved(row, indicator), how], role="own" if is_own else "")


def national_outcomes(
    chosen: Chosen, rows: Sequence[Priority], outcomes: Sequence[NationalOutcome], shown: Mapping[str, Indicator]
) -> None:
    """How the outcomes of each national outcome stand, and, once asked for, every outcome under those it speaks to."""
    parts.header("By national outcome")
    st.markdown(
        "Each local outcome in the plan must be consistent with Scotland’s national outcomes. An indicator can "
        f"speak to several, and then stands under each. {words.without_indicator({one.name for one in outcomes})}"
    )
    html(page.markup(_by_national_outcome(chosen, outcomes)))
    with st.expander("Each outcome under its national outcomes", key="national_table", on_change="rerun") as expander:
        if expander.open:
            html(page.markup(_under_national_outcomes(chosen, rows, outcomes, shown)))


def _by_national_outcome(chosen: Chosen, outcomes: Sequence[NationalOutcome]) -> Table:
    """A row a national outcome: how many outcomes speak to it, and on how many of them the area is behind."""
    columns = [Column("National outcome"), Column("Outcomes", is_number=True)]
    if chosen.is_compared:
        columns.append(Column(f"Behind {chosen.comparator.phrase}", is_number=True))
    counts = [(one.name, len(one.indicators), one.behind) for one in outcomes]
    body = [Row([name, *map(str, count[: len(columns) - 1])]) for name, *count in counts]
    return Table(
        f"{chosen.area.name}: national outcomes, and the outcomes that speak to each", columns, body, css="list"
    )


def _under_national_outcomes(
    chosen: Chosen, rows: Sequence[Priority], outcomes: Sequence[NationalOutcome], shown: Mapping[str, Indicator]
) -> Table:
    by_code = {row.indicator: row for row in rows}
    body: list[Row | Theme] = []
    for outcome in outcomes:
        count = f"behind {chosen.comparator.phrase} on {outcome.behind} of {len(outcome.indicators)}"
        body.append(Theme(outcome.name, count if chosen.is_compared else ""))
        body += [_national(chosen, by_code[code], shown[code]) for code in outcome.indicators]
    columns = [Column("Outcome"), Column("Latest")]
    if chosen.is_compared:
        columns += [Column(f"Against {chosen.comparator.short}"), Column("Points", css="wide")]
    else:
        columns.append(Column("Change, measured"))
    caption = f"{chosen.area.name}: outcomes by national outcome"
    return Table(caption, columns, body, css="judgements")


def _national(chosen: Chosen, row: Priority, indicator: Indicator) -> Row:
    head = Cell(indicator.label, link=_trends(indicator), after=starred(indicator.code, chosen))
    value = latest(indicator, row.value, row.year, row.status)
    if not chosen.is_compared:
        return Row([head, value, glance.change(row, indicator)])
    against = judged(standing(row, chosen.comparator.short))
    return Row([head, value, against, f"{row.points} of {words.MOST_POINTS}"])

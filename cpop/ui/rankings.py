"""Rankings: which outcomes and place to rank, the four columns, the table, and Scotland's shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from markupsafe import Markup

from cpop import database, urlstate
from cpop.catalogue import Area, Community, Indicator, community_indicators, slug
from cpop.charts.rankings import Entry, position_text, ranked_columns
from cpop.markup import element, render
from cpop.queries import areas
from cpop.queries import rankings as ask
from cpop.queries.certainty import Between
from cpop.queries.communities import by_code, within
from cpop.queries.community import Contribution
from cpop.queries.rankings import Ranked, ScoredYears, Share, TypeLevel
from cpop.style import BETTER, NOT_COMPARED, UNCHANGED, WORSE
from cpop.table import Cell, Column, LeftOut, Row, Table, page
from cpop.ui import certainty, parts
from cpop.ui.card import about_all, download_csv, explain, html, with_terms
from cpop.ui.community import contributions_table, link
from cpop.ui.places import Chosen, ask_for_area, pick_counted
from cpop.words import certainty as certainty_words
from cpop.words import rankings as words
from cpop.words.community import base_years, contribution, outcomes

SHOWN = {"all": "All communities", "10": "The first and last ten", "5": "The first and last five"}
_BY_NAME = "name"
_SIGNS: dict[TypeLevel | None, str] = {
    "above": BETTER.sign,
    "below": WORSE.sign,
    "at": UNCHANGED.sign,
    None: NOT_COMPARED.sign,
}
_IS_BETTER: dict[TypeLevel | None, bool] = {"above": True, "below": False}


@dataclass(frozen=True)
class Pick:
    """What to rank: outcomes, an area or one strategic area of it, how many to show, whom to follow."""

    area: Area
    indicators: dict[str, Indicator]
    strategic_area: str | None = None
    ends: int | None = None
    sort: str = "outcomes"
    followed: Community | None = None
    has_intervals: bool = False

    @property
    def codes(self) -> list[str]:
        """The codes of the outcomes to ask for."""
        return list(self.indicators)

    @property
    def place(self) -> str:
        """The name of the area, or of the strategic area."""
        return self.strategic_area or self.area.name

    @property
    def summed(self) -> str:
        """Which outcomes the scores are over, in words."""
        return words.what_is_summed(list(self.indicators.values()), len(community_indicators()))


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    if chosen.area.is_scotland:
        return "How many of each area’s communities are above the average of communities of the same type elsewhere?"
    return (
        f"Which communities of {chosen.area.name} have the poorest outcomes, and which improve least: within the "
        "area, and against communities of the same type across Scotland?"
    )


def pick(chosen: Chosen) -> Pick:
    """The pickers of the page. No outcome chosen means all of them."""
    area = chosen.area
    indicators = pick_counted("Outcomes counted, each with equal weight")
    if area.is_scotland:
        return Pick(area, indicators)
    members = within(area)
    parts = {slug(name): name for name in ask.strategic_areas(area)}
    cells = st.columns([3, 3, 2, 3] if parts else [3, 2, 3], vertical_alignment="bottom")
    part = None
    if parts:
        with cells.pop(0):
            part = urlstate.pick(
                st.selectbox,
                "Within",
                list(parts),
                "within",
                none=f"All of {area.name}",
                format_func=lambda one: parts[one],
            )
    with cells[0]:
        followed = urlstate.pick(
            st.selectbox,
            "Follow a community",
            list(members),
            "community",
            none="None",
            format_func=lambda one: members[one].name,
            aliases={one.code: one.slug for one in members.values()},
        )
    with cells[1]:
        shown = urlstate.pick(st.selectbox, "Show", list(SHOWN), "show", "10", format_func=lambda one: SHOWN[one])
    strategic_area = parts[part] if part else None
    place = strategic_area or area.name
    orders = {code: one.asked_of(place) for code, one in words.QUESTIONS.items()} | {_BY_NAME: "Name"}
    with cells[2]:
        sort = urlstate.pick(
            st.selectbox, "Sort the table by", list(orders), "sort", "outcomes", format_func=lambda one: orders[one]
        )
    has_intervals = certainty.switch()
    ends = None if shown == "all" else int(shown)
    return Pick(area, indicators, strategic_area, ends, sort, members[followed] if followed else None, has_intervals)


def rankings(
    pick: Pick,
    rows: Sequence[Ranked],
    contributions: Sequence[Contribution],
    shares: Sequence[Share],
    between: Mapping[str, Between],
) -> None:
    """The four columns with their sentences, the table, the download and what the figures stand on.

    rows: the poorest first; contributions: to their scores; shares: of all places; between: the positions that chance
    leaves to each, by its code.
    """
    members = by_code()
    names = {row.community_code: members[row.community_code].name for row in rows}
    years = [row for row in ask.scored_years() if row.indicator in pick.indicators]
    sentence = words.rankings(pick.place, rows, names, pick.summed, words.counted_from(years, pick.indicators))
    [share] = [row for row in shares if (row.area_code, row.strategic_area) == (pick.area.code, pick.strategic_area)]
    parts.header("The same communities, by four questions")
    html(element("p", f"{sentence} {words.above_type(pick.place, share)}"))
    if not pick.has_intervals:
        between = {}
    else:
        html(element("p", certainty_words.could_be_poorest(names, between, pick.place)))
    if far_out := _far_out(pick, rows, contributions, names):
        html(render("headlines.html", items=[("", with_terms(one)) for one in far_out]))
    codes = list(names)
    followed = codes.index(pick.followed.code) if pick.followed and pick.followed.code in names else None
    if pick.followed and followed is not None:
        _followed(pick, pick.followed, rows[followed], len(rows), contributions)
    elif pick.followed:
        html(element("p", f"{pick.followed.name} is not in {pick.place}."))
    explain(_KEY)
    html(columns(pick.place, rows, ends=pick.ends, followed=followed))
    html(page.markup(_table(pick, rows, members, years, between)))
    download_csv(
        _download(pick, rows, years),
        f"rankings-{slug(pick.place)}",
        key="rankings_csv",
        label="Download all positions (CSV)",
        communities=True,
    )
    explain(_method(pick, years))
    about_all(list(pick.indicators.values()))


_KEY = (
    "Each line leads one community from list to list; the darker, the poorer its outcomes in the area, in seven bands "
    f"as on the map. {BETTER.sign} above the average of its type, {WORSE.sign} below: its outcomes, or its "
    "improvement. Point at a name to follow it; choose it to open its profile."
)


def _method(pick: Pick, years: Sequence[ScoredYears]) -> str:
    return (
        f"{words.years_note(years, pick.indicators)} A score says how many standard "
        f"deviations a community lies above (better) or below (poorer) the mean of {pick.place}, or of its "
        "type; the scores of the chosen outcomes are added up. Position 1 is the poorest, or the least improved. "
        f"{words.ABOVE_TYPE} "
        "Positions say who is first, not how far apart they are; small areas also vary by chance. "
        f"{database.edition().attribution}"
    )


def _far_out(
    pick: Pick, rows: Sequence[Ranked], contributions: Sequence[Contribution], names: Mapping[str, str]
) -> list[str]:
    """A sentence for each outcome that weighs heavily in a community's combined position."""
    if len(pick.indicators) == 1:
        return []
    ranked = {row.community_code: row for row in rows}
    return [
        contribution(
            names[one.community_code],
            f"communities of {pick.place}",
            ranked[one.community_code].outcomes_in_area,
            ranked[one.community_code].outcomes_in_area_of,
            one,
            pick.indicators,
        )
        for one in contributions
        if one.is_outlier
    ]


def _followed(pick: Pick, community: Community, row: Ranked, total: int, contributions: Sequence[Contribution]) -> None:
    """Where the followed community stands, and what each outcome adds to that."""
    places = f" {community.name}: {words.in_each_list(row, total, pick.place)}."
    html(element("p", element("strong", "Followed."), places, class_="followed-note"))
    own = [one for one in contributions if one.community_code == community.code]
    with st.expander(f"What each outcome contributed to {community.name}", key="contributions"):
        html(contributions_table(own, pick.place))


def columns(place: str, rows: Sequence[Ranked], *, ends: int | None, followed: int | None = None) -> Markup:
    """The communities of a place by the four questions, side by side. ends, followed: see ranked_columns."""
    members = by_code()
    heads = [one.asked_of(place) for one in words.QUESTIONS.values()]
    entries = [_entry(members[row.community_code], row, len(rows), place) for row in rows]
    return ranked_columns(heads, entries, ends=ends, followed=followed)


def _entry(community: Community, row: Ranked, total: int, place: str) -> Entry:
    """A community in the chart of columns."""
    questions = words.QUESTIONS.values()
    return Entry(
        community.name,
        link("community", community),
        tuple(one.position(row) for one in questions),
        tuple(_IS_BETTER.get(one.level(row)) if one.level else None for one in questions),
        words.in_each_list(row, total, place),
        row.band,
    )


def _table(
    pick: Pick,
    rows: Sequence[Ranked],
    members: Mapping[str, Community],
    years: Sequence[ScoredYears],
    between: Mapping[str, Between],
) -> Table:
    """The communities in the order of one of the questions or of name, the first and the last alone where so chosen."""
    position = words.QUESTIONS["outcomes" if pick.sort == _BY_NAME else pick.sort].position

    def name(row: Ranked) -> str:
        return members[row.community_code].name

    def place(row: Ranked) -> tuple[bool, float, str]:
        found = position(row)
        return found is None, found or 0, name(row)

    ordered, left_out = sorted(rows, key=place), 0
    if pick.ends and len(rows) > 2 * pick.ends:
        left_out = len(rows) - 2 * pick.ends
        ordered = ordered[: pick.ends] + ordered[-pick.ends :]
    if pick.sort == _BY_NAME:
        ordered.sort(key=name)
    body: list[Row | LeftOut] = [
        _row(row, members[row.community_code], pick.followed, between.get(row.community_code)) for row in ordered
    ]
    if left_out and pick.sort != _BY_NAME:
        body.insert(len(ordered) // 2, LeftOut(f"… {left_out} more communities …"))
    estimated = words.starts_estimated(years, pick.indicators)
    return Table(
        f"{pick.place}: positions among its {len(rows)} communities in all four columns, 1 the poorest or least "
        f"improved{f'; improvement in {outcomes(estimated)} starts from an estimate' if estimated else ''}",
        [
            Column("Community"),
            *(
                Column(one.asked_of(pick.place), is_number=True, order="ascending" if code == pick.sort else None)
                for code, one in words.QUESTIONS.items()
            ),
        ],
        body,
        css="rankings",
    )


def _row(row: Ranked, community: Community, followed: Community | None, between: Between | None) -> Row:
    positions = [_position(one, row) for one in words.QUESTIONS.values()]
    if between is not None:
        left = certainty_words.between(between.position_from, between.position_to, is_least=True)
        positions[0] = replace(positions[0], second=left)
    name = Cell(community.name, link=link("community", community))
    return Row([name, *positions], role="followed" if community == followed else "")


def _position(question: words.Question, row: Ranked) -> Cell:
    """A position in one of the lists, after where that is against the average of its type, where it is asked."""
    against = Markup()
    if question.level:
        level = question.level(row)
        against = element("span", f"{_SIGNS[level]} {level or question.no_level}", class_="against")
    return Cell(position_text(question.position(row)), weight="strong", before=against)


def _download(pick: Pick, rows: Sequence[Ranked], years: Sequence[ScoredYears]) -> pd.DataFrame:
    return pd.DataFrame(rows).assign(
        outcomes_counted="; ".join(one.label for one in pick.indicators.values()),
        improvement_from=base_years(years, pick.indicators),
        improvement_from_an_estimate="; ".join(one.label for one in words.starts_estimated(years, pick.indicators)),
    )


def scotland(pick: Pick, shares: Sequence[Share]) -> None:
    """The share of each area's communities above the average of their type, and the areas to choose from."""
    by_area = {one.code: one for one in areas.partnerships()}
    whole = [row for row in shares if row.strategic_area is None]
    parts.header("Communities above the average of their type, by area")
    html(element("p", words.shares_of_areas(whole, {code: one.name for code, one in by_area.items()}, pick.summed)))
    table = Table(
        "Share of communities whose outcomes are better than the average of their type across Scotland; the line "
        "marks half",
        [
            Column("Area"),
            Column("Above the average of their type"),
            Column("Share", is_number=True),
            Column("Communities", is_number=True),
        ],
        [_share(by_area[row.area_code], row) for row in whole],
        css="shares",
    )
    html(page.markup(table))
    download_csv(
        pd.DataFrame(whole).drop(columns="strategic_area"),
        "above-the-average-of-their-type",
        key="shares_csv",
        communities=True,
    )
    explain(words.ABOVE_TYPE)
    about_all(list(pick.indicators.values()))
    ask_for_area()


def _share(area: Area, row: Share) -> Row:
    bar = element("span", "", style=f"width:{(row.share or 0) * 100:.1f}%") + element("i", "")
    return Row(
        [
            Cell(area.name, link=urlstate.link("rankings", area=area.slug)),
            Cell(element("span", bar, class_="half"), css="bar"),
            "–" if row.share is None else words.percent(row.share),
            f"{row.better} of {row.communities}",
        ]
    )

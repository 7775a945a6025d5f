"""One community: choosing it, what it is like, where it stands, its outcomes over time, whom to learn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from cpop import urlstate
from cpop.catalogue import Community, Indicator, community_indicators, number, period
from cpop.charts import kit, small
from cpop.charts.series import Line, Point, points_of
from cpop.markup import element, joined, render
from cpop.queries import community as ask
from cpop.queries.areas import scotland
from cpop.queries.certainty import Between, Interval
from cpop.queries.communities import Vulnerability, by_code, similar_to, within
from cpop.queries.community import Contribution, Listed, Observation, Profile
from cpop.status import noted, present
from cpop.style import COMMUNITY, COMMUNITY_AREA, SCOTLAND, SIMILAR, TYPE_MEAN, Role
from cpop.table import Cell, Column, Drawing, Row, Table, figure, judged, page
from cpop.ui import card, certainty, parts
from cpop.ui.card import about_all, download_csv, explain, header, html, legend
from cpop.ui.places import Chosen
from cpop.words import certainty as certainty_words
from cpop.words import community as words

# Where the nearest in a list are named: enough to learn from, few enough to read.
MOST_TO_LEARN_FROM = 5
LINES = ("area", "scotland", "type")
ALL = "all"


def pick_community(chosen: Chosen) -> Community | None:
    """The picker of one of the area's communities; nothing to pick from while the area is Scotland."""
    if chosen.area.is_scotland:
        return None
    options = within(chosen.area)
    slug = urlstate.pick(
        st.selectbox,
        "Community",
        list(options),
        "community",
        none=f"Choose one of {len(options)}",
        format_func=lambda one: options[one].name,
        aliases={one.code: one.slug for one in options.values()},
    )
    return options[slug] if slug else None


def link(path: str, community: Community, **more: str) -> str:
    """Where a page about a community is."""
    return urlstate.link(path, area=community.area.slug, community=community.slug, **more)


def anchor(path: str, community: Community, text: str) -> Markup:
    """A link to a page about a community."""
    return element("a", text, href=link(path, community), target="_self")


@dataclass(frozen=True)
class Pick:
    """A community, a similar one beside it, which lines to draw, and whether with projections."""

    community: Community
    similar: Community | None = None
    lines: tuple[str, ...] = LINES
    projected: bool = True
    has_intervals: bool = True

    @property
    def community_codes(self) -> list[str]:
        """The codes of the communities to ask for."""
        return [one.code for one in (self.community, self.similar) if one is not None]

    @property
    def area_codes(self) -> list[str]:
        """The codes of the areas to ask for: the community's own, and Scotland."""
        return [self.community.area.code, scotland().code]


def pick(chosen: Chosen) -> Pick | None:
    """The heading of the profile, and the pickers of the whole page; none while no community is chosen."""
    top = st.container()
    left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
    with left:
        community = pick_community(chosen)
    with top:
        header(
            community.label if community else "Community profile",
            "What is this community like, where does it stand, and is life improving?"
            if community
            else "One community beside its area, Scotland, and communities like it.",
            part="community",
            window=f"{community.name}: community profile, {community.area.name}" if community else "",
        )
    if community is None:
        return None
    similar = similar_to(community)
    with middle:
        key = urlstate.pick(
            st.selectbox,
            "Beside it, a similar community",
            list(similar),
            "similar",
            none=f"Choose one of {len(similar)} of the same type",
            format_func=lambda one: similar[one].listed,
            aliases={one.code: key for key, one in similar.items()},
        )
    with right:
        has_intervals = certainty.switch()
    return Pick(community, similar[key] if key else None, has_intervals=has_intervals)


def pick_lines(pick: Pick) -> Pick:
    """The heading of the charts and their switches: which lines beside the community's own, and projections."""
    parts.header("Outcomes over time")
    names = {"area": pick.community.area.name, "scotland": "Scotland", "type": "Average of its type"}
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        lines = urlstate.pick(
            st.pills,
            "Lines beside the community’s own",
            list(LINES),
            "lines",
            list(LINES),
            multi=True,
            selection_mode="multi",
            format_func=lambda one: names[one],
        )
    with right:
        projected = urlstate.switch("Show projections", "projections", True)
    shown = tuple(one for one in LINES if one in lines)
    return replace(pick, lines=shown, projected=projected)


def what_it_is_like(
    pick: Pick,
    vulnerability: Sequence[Vulnerability],
    contributions: Sequence[Contribution],
    between: Between | None,
) -> None:
    """A community's type in plain words, its vulnerability within its area, and the outcomes that weigh heavily.

    between: the positions that chance leaves to it.
    """
    parts.header("What it is like")
    community = pick.community
    area = community.area.name
    sentences = words.what_it_is_like(community, len(similar_to(community)))
    far_out = []
    for row in vulnerability:
        if row.community_code == community.code:
            sentences.append(
                f"Over all outcomes together it is {words.position(row.position, row.communities)} communities "
                f"of {area}: in the {words.band_name(row.band, row.bands)} of {row.bands} bands."
            )
            if pick.has_intervals:
                sentences.append(certainty_words.combined(between))
            far_out = [
                words.contribution(
                    community.name, f"communities of {area}", row.position, row.communities, one, community_indicators()
                )
                for one in contributions
                if one.is_outlier
            ]
    st.markdown(" ".join(sentences))
    html(joined(element("p", one) for one in far_out))
    links = [anchor("data-zones", community, "Its data zones, street by street")]
    links.append(anchor("communities", community, f"On the map of {area}"))
    html(element("p", Markup(" ").join(links), class_="links"))


def contributions_table(contributions: Sequence[Contribution], place: str) -> Markup:
    """What each outcome adds to one community's combined scores within a place."""
    catalogue = community_indicators()
    caption = (
        f"What each outcome adds to the combined scores: standard deviations from the mean of {place}’s communities, "
        "above 0 is better; “far out” is beyond 4"
    )
    numbers = ("Outcome now", "Position without it", "Improvement")
    rows = [
        Row(
            [
                catalogue[row.indicator].label,
                _score(row.area_score, row.is_outlier),
                "–" if row.outcomes_without is None else words.place(row.outcomes_without, row.outcomes_without_of),
                _score(row.area_change_score, row.is_change_outlier),
            ]
        )
        for row in contributions
    ]
    return page.markup(Table(caption, [Column("Outcome"), *(Column(one, is_number=True) for one in numbers)], rows))


def _score(score: float | None, is_far_out: bool | None) -> str:
    if score is None:
        return "–"
    return f"{'−' if score < 0 else '+'}{number(abs(score), 1)}{' far out' if is_far_out else ''}"


def where_it_stands(community: Community, lists: Sequence[Listed], contributions: Sequence[Contribution]) -> None:
    """A community's positions in its area and its type, by outcomes and improvement, with its neighbours in each."""
    parts.header("Where it stands")
    cells = {(row.topic, row.among): _standing(community, row) for row in lists}
    table = Table(
        "Positions over all outcomes together, with the next in each list",
        [
            Column(""),
            Column(f"Within {community.area.name}"),
            Column("Among communities of its type across Scotland"),
        ],
        [Row([topic.name, cells[code, "area"], cells[code, "type"]]) for code, topic in _TOPICS.items()],
        css="standing cards",
        region="standing",
        has_cards=True,
    )
    html(page.markup(table))
    explain(words.AMONG_WHAT)
    with st.expander("What each outcome contributed", key="contributions", on_change="rerun") as expander:
        if expander.open:
            html(contributions_table(contributions, community.area.name))
            download_csv(contributions, f"contributions-{community.key}", key="contributions_csv", communities=True)


class _Topic(NamedTuple):
    """What communities are listed by: its name, how a position is worded, the list's ends and its neighbours."""

    name: str
    phrase: Callable[[float | None, int], str]
    ends: tuple[str, str]
    neighbours: tuple[str, str]


_TOPICS: Mapping[ask.Topic, _Topic] = {
    "outcomes": _Topic("Outcomes now", words.position, ("poorest", "best"), ("Just poorer", "Just better")),
    "improvement": _Topic(
        "Improvement",
        words.improvement_position,
        ("least improved", "most"),
        ("Improved just less", "Improved just more"),
    ),
}


def _standing(community: Community, row: Listed) -> Cell:
    topic = _TOPICS[row.topic]
    text = topic.phrase(row.position, row.communities)
    if row.position is None:
        return Cell(text)
    text += " communities of its type" if row.among == "type" else f" communities of {community.area.name}"
    known = by_code()
    neighbours = [
        f"{word}: " + anchor("community", known[code], known[code].label if row.among == "type" else known[code].name)
        for word, code in zip(topic.neighbours, (row.before_code, row.after_code), strict=True)
        if code is not None
    ]
    strip = small.position_strip(row.position, row.communities, topic.ends)
    return Cell(
        text[0].upper() + text[1:],
        weight="strong",
        drawing=Drawing(strip, alt=text, is_below=True),
        second=neighbours,
    )


class _Place(NamedTuple):
    """A line of the charts: the place it is asked for by, its name and its role."""

    code: str
    name: str
    role: Role


def _places(pick: Pick) -> list[_Place]:
    """What is drawn, the community first."""
    community = pick.community
    beside = {
        "area": _Place(community.area.code, community.area.name, COMMUNITY_AREA),
        "scotland": _Place(scotland().code, "Scotland", SCOTLAND),
        "type": _Place("type", "Average of its type", TYPE_MEAN),
    }
    similar = [] if pick.similar is None else [_Place(pick.similar.code, pick.similar.label, SIMILAR)]
    return [_Place(community.code, "This community", COMMUNITY), *similar, *(beside[one] for one in pick.lines)]


class _Drawn(NamedTuple):
    """A line of one chart, and its figure in the latest year of the community's own."""

    line: Line
    latest: words.Beside


def _drawn(
    pick: Pick, place: _Place, row: Profile, series: Mapping[tuple[str, str], tuple[Point, ...]]
) -> _Drawn | None:
    """A place on one outcome. Where figures are not alike, the mean of the area's communities stands for the area,
    and nothing for Scotland.
    """
    if not row.is_alike and place.role is SCOTLAND:
        return None
    if not row.is_alike and place.role is COMMUNITY_AREA:
        place = _Place(f"mean-{place.code}", words.average_of_communities(pick.community.area), place.role)
    line = Line(place.name, place.role, series.get((row.indicator, place.code), ()))
    point = next((one for one in line.points if one.year == row.year), None)
    return _Drawn(line, words.Beside(line.name, point.value if point else None, point.status if point else None))


def over_time(
    pick: Pick, profile: Sequence[Profile], series: Sequence[Observation], intervals: Sequence[Interval]
) -> None:
    """The indicators over time, a small chart each, with the table, the download and the sources beneath.

    intervals: of the community's latest figures.
    """
    shown = [community_indicators()[row.indicator] for row in profile]
    places, by_key = _places(pick), points_of(series)
    card.warn(shown)
    st.markdown(words.poorer_than_area(pick.community, profile, community_indicators()))
    legend([(place.name, place.role) for place in places], present(row.status for row in series))
    years = (min(row.year for row in series), max(row.year for row in series))
    drawn = [[_drawn(pick, place, row, by_key) for place in places] for row in profile]
    sure = {row.indicator: row for row in intervals if pick.has_intervals}
    cards = [
        _card(pick.community, *one, years, sure.get(one[1].indicator))
        for one in zip(shown, profile, drawn, strict=True)
    ]
    html(element("div", *cards, class_="multiples"))
    notes = [words.rolling_note(shown)]
    if sure:
        notes.append(certainty_words.on_a_profile(intervals))
    if "area" in pick.lines or "scotland" in pick.lines:
        notes.append(words.not_alike(shown, pick.community.area))
    explain(" ".join(note for note in notes if note))
    with st.expander("Table and download", key="profile_table", on_change="rerun") as expander:
        if expander.open:
            heads = ("Outcome", "Year", "Change between measured years", *(place.name for place in places))
            rows = [_row(places, *one) for one in zip(shown, profile, drawn, strict=True)]
            html(page.markup(Table(f"{pick.community.label}: latest figures", [Column(one) for one in heads], rows)))
            download_csv(series, f"community-{pick.community.key}", key="profile_csv", communities=True)
    about_all(shown)


def _card(
    community: Community,
    indicator: Indicator,
    row: Profile,
    drawn: Sequence[_Drawn | None],
    years: tuple[int, int],
    sure: Interval | None,
) -> Markup:
    known = [one for one in drawn if one is not None]
    figures = [
        (kit.key_mark(line.role), noted(indicator.format(latest.value), latest.status), latest.name)
        for line, latest in known
    ]
    return render(
        "multiple_card.html",
        indicator=indicator,
        level=3,
        anchor="",
        link=urlstate.link("communities", community=community.slug, indicator=indicator.code),
        after="",
        drawing=small.multiple(indicator, [line for line, _ in reversed(known)], years=years, interval=_ends(sure)),
        beneath=render(
            "profile_figures.html",
            verdict=card.judged(words.changed_row(indicator, row)),
            span=words.measured_span(row) if row.direction else "",
            period=period(row.year),
            figures=figures,
            sure=certainty_words.beside(sure, indicator) if sure else "",
        ),
    )


def _ends(sure: Interval | None) -> tuple[float, float] | None:
    return None if sure is None or sure.low is None or sure.high is None else (sure.low, sure.high)


def _row(places: Sequence[_Place], indicator: Indicator, row: Profile, drawn: Sequence[_Drawn | None]) -> Row:
    span = words.measured_span(row) if row.direction else ""
    return Row(
        [
            Cell(indicator.label, second=indicator.unit),
            period(row.year),
            judged(words.changed_row(indicator, row), span),
            *(_figure(indicator, *one) for one in zip(places, drawn, strict=True)),
        ]
    )


def _figure(indicator: Indicator, place: _Place, drawn: _Drawn | None) -> Cell:
    """A figure beside the community's own, named where it is not that of the column."""
    if drawn is None:
        return Cell("not alike", css="number")
    cell = figure(indicator, drawn.latest.value, drawn.latest.status, css="number")
    name = drawn.latest.name
    return cell if name == place.name else replace(cell, after=f"({name[0].lower()}{name[1:]})")


def learn_from(community: Community) -> None:
    """The similar communities that started as poor and did better, for all outcomes or for one."""
    parts.header("Learn from")
    catalogue = community_indicators()
    left, _ = st.columns(2)
    with left:
        code = urlstate.pick(
            st.selectbox,
            "Which did better, on",
            [ALL, *catalogue],
            "indicator",
            ALL,
            formerly=("learn",),
            format_func=lambda one: "All outcomes together" if one == ALL else catalogue[one].label,
        )
    indicator, years = catalogue.get(code), ask.start_years()
    found: Sequence[ask.Similar | ask.SimilarOutcome]
    if indicator is None:
        found = overall = ask.learn_from(community, MOST_TO_LEARN_FROM)
        heads = ("Its position within the type", "Improved on")
        cells = [_moved(one) for one in overall]
    else:
        found = by_outcome = ask.learn_from_outcome(community, indicator.code, MOST_TO_LEARN_FROM)
        heads = ("Then and now", "Change")
        cells = [_changed(indicator, one) for one in by_outcome]
        years = [year for year in years if year.indicator == indicator.code]
    st.markdown(words.learning(community, len(found), indicator, words.base_years(years, catalogue)))
    if found:
        similar = [by_code()[one.community_code] for one in found]
        rows = [
            Row([_labelled(one), *told, Cell("Draw beside", link=link("community", community, similar=one.key))])
            for one, told in zip(similar, cells, strict=True)
        ]
        columns = [Column(one) for one in ("Similar community", *heads, "Beside this one")]
        html(page.markup(Table(f"Communities to learn from, for {community.label}", columns, rows)))
        download_csv(found, f"learn-from-{community.key}", key="learn_csv", communities=True)
    explain(words.LEARNING_RULE)


def _labelled(community: Community) -> Cell:
    return Cell(community.label, link=link("community", community))


def _moved(one: ask.Similar) -> tuple[Cell, Cell]:
    text = words.moved(one.start_position, one.type_position, one.communities)
    return Cell(text), Cell(f"{one.improved} of {one.changes} outcomes")


def _changed(indicator: Indicator, one: ask.SimilarOutcome) -> tuple[Cell, Cell]:
    verdict = words.changed(indicator, one.direction, one.told_as, one.base_value, one.value)
    is_estimated = "imputed" in (one.base_status, one.status)
    return Cell(words.then_and_now(indicator, one)), judged(verdict, "with an estimated end" if is_estimated else "")

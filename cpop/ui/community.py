"""One community: choosing it, what it is like, where it stands, its outcomes over time, whom to learn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import (
    Area,
    Community,
    Indicator,
    community_indicators,
    number,
    period,
)
from cpop.charts.drawing import Line, key_mark, small_multiple
from cpop.charts.profile import position_strip
from cpop.style import COMMUNITY, COMMUNITY_AREA, SCOTLAND, SIMILAR, TYPE_MEAN, Role
from cpop.ui.card import about_all, download_csv, header, html, judged, legend
from cpop.ui.places import Chosen
from cpop.ui.rows import points_of
from cpop.words import community as words
from cpop.words.standing import status_note

# Where the nearest in a list are named: enough to learn from, few enough to read.
MOST_TO_LEARN_FROM = 5
LINES = ("area", "scotland", "type")


def pick_community(chosen: Chosen) -> Community | None:
    """The picker of one of the area's communities; nothing to pick from while the area is Scotland."""
    if chosen.area.is_scotland:
        return None
    options = queries.communities_in(chosen.area)
    slug = urlstate.pick(
        st.selectbox,
        "Community",
        list(options),
        "community",
        index=None,
        placeholder=f"Choose one of {len(options)}",
        format_func=lambda one: options[one].name,
        aliases={one.code: one.slug for one in options.values()},
    )
    return options[slug] if slug else None


def link_to(path: str, community: Community, text: str, **more: str) -> str:
    """A link to a page about a community."""
    url = urlstate.link(path, area=community.area.slug, community=community.slug, **more)
    return f'<a href="{escape(url)}" target="_self">{escape(text)}</a>'


def ask_for_community(chosen: Chosen, vulnerability: pd.DataFrame, path: str) -> None:
    """Links to the page of each community of the area, the most vulnerable first; for Scotland, one of each area.

    vulnerability: of queries.vulnerability; path: the page that the links lead to.
    """
    known = queries.communities()
    if chosen.area.is_scotland:
        st.markdown("Choose an area, or find a community by its name, on the left. Or start here:")
        rows = vulnerability.drop_duplicates("area_code").sort_values(
            "community_code", key=lambda codes: codes.map(lambda code: known[code].area.name)
        )
        caption = "The most vulnerable community of each area, over all outcomes together"
        heads = '<th scope="col">Area</th><th scope="col">Its most vulnerable community</th>' + _number_head(
            "Of how many"
        )
        body = "".join(
            f'<tr><th scope="row">{_area_link(path, known[row.community_code].area)}</th>'
            f"<td>{link_to(path, known[row.community_code], known[row.community_code].name)}</td>"
            f'<td class="number">{int(row.communities)}</td></tr>'
            for row in rows.itertuples()
        )
        html(_table(caption, heads, body, "list"))
        return
    st.markdown(f"Choose one of {chosen.area.possessive} communities above, or here: the most vulnerable come first.")
    caption = f"{chosen.area.name}: communities by overall vulnerability, 1 the poorest"
    heads = _number_head("Position") + '<th scope="col">Community</th><th scope="col">Within the area</th>'
    body = "".join(
        f'<tr><td class="number">{row.position:g}</td>'
        f'<th scope="row">{link_to(path, known[row.community_code], known[row.community_code].name)}</th>'
        f"<td>{words.band_name(row.band, row.bands).capitalize()}</td></tr>"
        for row in vulnerability.itertuples()
    )
    html(_table(caption, heads, body, "list"))


def _area_link(path: str, area: Area) -> str:
    return f'<a href="{escape(urlstate.link(path, area=area.slug))}" target="_self">{escape(area.name)}</a>'


def _number_head(text: str) -> str:
    return f'<th scope="col" class="number">{text}</th>'


def _table(caption: str, heads: str, body: str, css: str) -> str:
    return (
        f'<div class="scroll {css}" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cpop {css}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


@dataclass(frozen=True)
class ProfilePick:
    """A community (none chosen yet), a similar one beside it, which lines to draw, and whether with projections."""

    community: Community | None
    similar: Community | None = None
    lines: tuple[str, ...] = LINES
    projected: bool = True

    @property
    def community_codes(self) -> list[str]:
        """The codes of the communities to ask for."""
        return [one.code for one in (self.community, self.similar) if one is not None]

    @property
    def area_codes(self) -> list[str]:
        """The codes of the areas to ask for: the community's own, and Scotland."""
        return [self.community.area.code, queries.areas.scotland().code]


def pick_profile(chosen: Chosen) -> ProfilePick:
    """The heading of the profile, and its pickers."""
    top = st.container()
    left, right = st.columns(2)
    with left:
        community = pick_community(chosen)
    with top:
        header(
            community.label if community else "Community profile",
            "What is this community like, where does it stand, and is life improving?"
            if community
            else "One community beside its area, Scotland, and communities like it.",
            part="communities",
        )
    if community is None:
        return ProfilePick(None)
    similar = queries.similar_communities(community)
    with right:
        key = urlstate.pick(
            st.selectbox,
            "Beside it, a similar community",
            list(similar),
            "similar",
            index=None,
            placeholder=f"Choose one of {len(similar)} of the same type",
            format_func=lambda one: similar[one].listed,
            aliases={one.code: key for key, one in similar.items()},
        )
    return ProfilePick(community, similar[key] if key else None)


def pick_lines(pick: ProfilePick) -> ProfilePick:
    """The heading of the charts and their switches: which lines beside the community's own, and projections."""
    st.header("Outcomes over time", anchor=False)
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
    return ProfilePick(pick.community, pick.similar, tuple(one for one in LINES if one in lines), projected)


def what_it_is_like(community: Community, standing: pd.DataFrame) -> None:
    """A community's type in plain words, and its vulnerability.

    standing: of queries.community_standing.
    """
    st.header("What it is like", anchor=False)
    sentences = words.what_it_is_like(community, len(queries.similar_communities(community)))
    sentences += [
        f"Over all outcomes together it is {words.position(row.outcomes_in_area, row.outcomes_in_area_of)} communities "
        f"of {community.area.name}: in the {words.band_name(int(row.band), int(row.bands))} of {int(row.bands)} bands."
        for row in standing[standing["community_code"] == community.code].dropna(subset=["band"]).itertuples()
    ]
    st.markdown(" ".join(sentences))
    html("".join(f"<p>{escape(one)}</p>" for one in _far_out(community, standing)))
    links = [link_to("data-zones", community, "Its data zones, street by street")]
    links.append(link_to("communities", community, f"On the map of {community.area.name}"))
    html('<p class="links">' + " ".join(links) + "</p>")


def _far_out(community: Community, standing: pd.DataFrame) -> list[str]:
    """A sentence for each outcome that weighs heavily in the community's combined position."""
    rows = _contributions(community)
    mine = standing[standing["community_code"] == community.code].iloc[0]
    return [
        words.contribution(
            community.name,
            f"communities of {community.area.name}",
            mine.outcomes_in_area,
            mine.outcomes_in_area_of,
            row,
            community_indicators(),
        )
        for row in rows[rows["is_outlier"].eq(True)].itertuples()
    ]


def _contributions(community: Community) -> pd.DataFrame:
    rows = queries.contributions(community.area, list(community_indicators()))
    return rows[rows["community_code"] == community.code]


def contributions_table(rows: pd.DataFrame, place: str) -> str:
    """What each outcome adds to one community's combined scores, as HTML. rows: of queries.contributions."""
    catalogue = community_indicators()
    body = "".join(
        f'<tr><th scope="row">{escape(catalogue[row.indicator].label)}</th>'
        f'<td class="number">{_score(row.area_score, row.is_outlier)}</td>'
        f'<td class="number">{_place_without(row)}</td>'
        f'<td class="number">{_score(row.area_change_score, row.is_change_outlier)}</td></tr>'
        for row in rows.itertuples()
    )
    heads = '<th scope="col">Outcome</th>' + "".join(
        _number_head(text) for text in ("Outcome now", "Position without it", "Improvement")
    )
    caption = (
        f"What each outcome adds to the combined scores: standard deviations from the mean of {place}’s communities, "
        "above 0 is better; “far out” is beyond 4"
    )
    return _table(caption, heads, body, "")


def _score(score: float | None, is_far_out: bool) -> str:
    if score is None or score != score:
        return "–"
    sign = "−" if score < 0 else "+"
    return f"{sign}{number(abs(score), 1)}{' far out' if is_far_out is True or is_far_out == 1 else ''}"


def _place_without(row: object) -> str:
    if row.outcomes_without != row.outcomes_without:
        return "–"
    return words.place(row.outcomes_without, row.outcomes_without_of)


def where_it_stands(community: Community, standing: pd.DataFrame) -> None:
    """A community's positions in its area and its type, for outcomes and improvement, with its neighbours in each list.

    standing: of queries.community_standing.
    """
    st.header("Where it stands", anchor=False)
    everyone = standing.to_dict("records")
    mine = next(row for row in everyone if row["community_code"] == community.code)
    in_area = [row for row in everyone if row["area_code"] == community.area.code]
    in_type = [row for row in everyone if row["typology_group"] == community.typology_group]
    rows = []
    for name, scale in (("Outcomes now", _OUTCOMES), ("Improvement", _IMPROVEMENT)):
        cells = [
            _standing_cell(mine, members, scale, place) for place, members in (("area", in_area), ("type", in_type))
        ]
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>')
    caption = "Positions over all outcomes together, with the next in each list"
    heads = (
        f'<td></td><th scope="col">Within {escape(community.area.name)}</th>'
        '<th scope="col">Among communities of its type across Scotland</th>'
    )
    html(_table(caption, heads, "".join(rows), "standing"))
    st.caption(words.AMONG_WHAT)
    with st.expander("What each outcome contributed", key="contributions", on_change="rerun") as expander:
        if expander.open:
            rows = _contributions(community)
            html(contributions_table(rows, community.area.name))
            download_csv(rows, f"contributions-{community.key}", key="contributions_csv", communities=True)


@dataclass(frozen=True)
class _Scale:
    """A list of communities by position: its column, how a position is worded, its ends and its neighbours."""

    column: str
    phrase: Callable[[float, float], str]
    ends: tuple[str, str]
    neighbours: tuple[str, str]


_OUTCOMES = _Scale("outcomes", words.position, ("poorest", "best"), ("Just poorer", "Just better"))
_IMPROVEMENT = _Scale(
    "change", words.improvement_position, ("least improved", "most"), ("Improved just less", "Improved just more")
)


def _standing_cell(mine: dict[str, Any], members: list[dict[str, Any]], scale: _Scale, place: str) -> str:
    column = f"{scale.column}_in_{place}"
    position, among = mine[column], mine[f"{column}_of"]
    told = scale.phrase(position, among)
    if position != position:
        return f"<td>{escape(told)}</td>"
    area = mine["area_code"]
    told += " communities of its type" if place == "type" else f" communities of {_area_name(area)}"
    ordered = sorted((row[column], row["community_code"]) for row in members if row[column] == row[column])
    codes = [code for _, code in ordered]
    at = codes.index(mine["community_code"])
    known = queries.communities()
    parts = []
    for word, index in zip(scale.neighbours, (at - 1, at + 1), strict=True):
        if 0 <= index < len(codes):
            other = known[codes[index]]
            parts.append(f"{word}: {link_to('community', other, other.label if place == 'type' else other.name)}")
    return (
        f"<td><strong>{escape(told[0].upper() + told[1:])}</strong>"
        f"{position_strip(position, int(among), scale.ends, told)}<span class='small'>{'<br>'.join(parts)}</span></td>"
    )


def _area_name(code: str) -> str:
    return next(one.name for one in queries.areas.by_slug().values() if one.code == code)


def profile_charts(pick: ProfilePick, profile: pd.DataFrame, series: pd.DataFrame) -> None:
    """The indicators over time, a small chart each, with the table, the download and the sources beneath.

    profile: of queries.community_profile; series: of queries.community_series.
    """
    catalogue = community_indicators()
    places = _places(pick)
    by_key = points_of(series)
    st.markdown(words.poorer_than_area(pick.community, profile, catalogue))
    statuses = [status for status in ("raw", "imputed", "projected") if (series["status"] == status).any()]
    legend([(name, role) for _, name, role in places], statuses)
    years = (int(series["year"].min()), int(series["year"].max()))
    cards, table = [], []
    for row in profile.itertuples():
        indicator = catalogue[row.indicator]
        lines = _lines(pick.community, indicator, places, by_key)
        beside = [_beside(line, row.year) for line in lines]
        cards.append(_card(pick.community, indicator, row, lines, beside, years))
        table.append(_row(indicator, row, [name for _, name, _ in places], _aligned(places, lines, beside)))
    html(f'<div class="multiples">{"".join(cards)}</div>')
    shown = [catalogue[row.indicator] for row in profile.itertuples()]
    notes = [words.rolling_note(shown)]
    if "area" in pick.lines or "scotland" in pick.lines:
        notes.append(words.not_alike(shown, pick.community.area))
    st.caption(" ".join(note for note in notes if note))
    with st.expander("Table and download", key="profile_table", on_change="rerun") as expander:
        if expander.open:
            heads = "".join(
                f'<th scope="col">{escape(text)}</th>'
                for text in ("Outcome", "Year", "Change between measured years", *(name for _, name, _ in places))
            )
            html(_table(f"{pick.community.label}: latest figures", heads, "".join(table), ""))
            download_csv(series, f"community-{pick.community.key}", key="profile_csv", communities=True)
    about_all([catalogue[row.indicator] for row in profile.itertuples()])


def _places(pick: ProfilePick) -> list[tuple[str, str, Role]]:
    """Each line: the place it is asked for by, its name and its role; the community first."""
    community = pick.community
    places = [(community.code, "This community", COMMUNITY)]
    if pick.similar is not None:
        places.append((pick.similar.code, pick.similar.label, SIMILAR))
    beside = {
        "area": (community.area.code, community.area.name, COMMUNITY_AREA),
        "scotland": (queries.areas.scotland().code, "Scotland", SCOTLAND),
        "type": ("type", "Average of its type", TYPE_MEAN),
    }
    return places + [beside[one] for one in pick.lines]


def _lines(
    community: Community, indicator: Indicator, places: Sequence[tuple[str, str, Role]], by_key: dict[Any, Any]
) -> list[Line]:
    """The lines of one chart: where figures are not alike, the mean of the area's communities stands for the area."""
    lines = []
    for code, name, role in places:
        key, told = code, name
        if not indicator.alike_across_levels and code in _of_areas(community):
            if code != community.area.code:
                continue
            key, told = f"mean-{code}", words.average_of_communities(community.area)
        lines.append(Line(told, role, by_key.get((indicator.code, key), ())))
    return lines


def _of_areas(community: Community) -> set[str]:
    return {community.area.code, queries.areas.scotland().code}


def _aligned(
    places: Sequence[tuple[str, str, Role]], lines: Sequence[Line], beside: Sequence[words.Beside]
) -> list[words.Beside | None]:
    """What stands beside in the order of the places: none where an outcome has no such line."""
    by_role = {line.role: one for line, one in zip(lines, beside, strict=True)}
    return [by_role.get(role) for _, _, role in places]


def _beside(line: Line, year: int) -> words.Beside:
    point = next((point for point in line.points if point.year == year), None)
    return words.Beside(line.name, point.value if point else None, point.status if point else None)


def _card(
    community: Community,
    indicator: Indicator,
    row: object,
    lines: Sequence[Line],
    beside: Sequence[words.Beside],
    years: tuple[int, int],
) -> str:
    verdict = words.changed_row(indicator, row)
    figures = "".join(
        f"<li>{key_mark(line.role)} <b>{escape(_figure(indicator, one))}</b> {escape(one.name)}</li>"
        for line, one in zip(lines, beside, strict=True)
    )
    sentence = words.profile(community, indicator, row, beside[1:])
    url = urlstate.link("communities", community=community.slug, shade=indicator.code)
    return (
        f'<section class="multiple-card"><h3><a href="{escape(url)}" target="_self">{escape(indicator.label)}</a></h3>'
        f'<p class="unit">{escape(indicator.unit)}; {indicator.better} is better</p>'
        f"{small_multiple(indicator, list(reversed(lines)), sentence, years=years)}"
        f'<div><p>{judged(verdict)}{_when(row)}</p><ul class="figures">'
        f"<li class='small'>{period(row.year)}:</li>{figures}</ul></div></section>"
    )


def _when(row: object) -> str:
    return "" if row.direction != row.direction or row.direction is None else f" {words.measured_span(row)}"


def _row(indicator: Indicator, row: object, names: Sequence[str], beside: Sequence[words.Beside | None]) -> str:
    cells = "".join(
        f'<td class="number">{escape(_cell(indicator, name, one))}</td>'
        for name, one in zip(names, beside, strict=True)
    )
    return (
        f'<tr><th scope="row">{escape(indicator.label)}<span class="small">{escape(indicator.unit)}</span></th>'
        f"<td>{period(row.year)}</td><td>{judged(words.changed_row(indicator, row))}"
        f"<span class='small'>{_when(row)}</span></td>{cells}</tr>"
    )


def _cell(indicator: Indicator, name: str, one: words.Beside | None) -> str:
    """A figure beside the community's own, named where it is not that of the column."""
    if one is None:
        return "not alike"
    return _figure(indicator, one) + ("" if one.name == name else f" ({one.name[0].lower()}{one.name[1:]})")


def _figure(indicator: Indicator, one: words.Beside) -> str:
    note = status_note(one.status)
    return indicator.format(one.value) + (f" ({note})" if note else "")


def learn_from(community: Community) -> None:
    """The similar communities that started as poor and did better, for all outcomes or for one."""
    st.header("Learn from", anchor=False)
    catalogue = community_indicators()
    options = ["all", *catalogue]
    left, _ = st.columns(2)
    with left:
        code = urlstate.pick(
            st.selectbox,
            "Which did better, on",
            options,
            "learn",
            "all",
            format_func=lambda one: "All outcomes together" if one == "all" else catalogue[one].label,
        )
    if code == "all":
        found = queries.learn_from(community.code, MOST_TO_LEARN_FROM)
        _learn(community, found, None, _learn_overall(found), ("Its position within the type", "Improved on"))
    else:
        found = queries.learn_from_outcome(community.code, code, MOST_TO_LEARN_FROM)
        _learn(community, found, catalogue[code], _learn_one(found, catalogue[code]), ("Then and now", "Change"))


def _learn(
    community: Community, found: pd.DataFrame, indicator: Indicator | None, cells: list[str], heads: tuple[str, str]
) -> None:
    years = queries.scored_years()
    if indicator is not None:
        years = years[years["indicator"] == indicator.code]
    sentence = words.learning(community, len(found), indicator, words.base_years(years, community_indicators()))
    st.markdown(sentence)
    if len(found):
        known = queries.communities()
        body = "".join(
            f'<tr><th scope="row">{link_to("community", known[row.community_code], known[row.community_code].label)}'
            f"</th>{told}<td>{_compare_link(community, known[row.community_code])}</td></tr>"
            for row, told in zip(found.itertuples(), cells, strict=True)
        )
        names = ("Similar community", *heads, "Beside this one")
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        html(_table(f"Communities to learn from, for {community.label}", head, body, ""))
        download_csv(found, f"learn-from-{community.key}", key="learn_csv", communities=True)
    st.caption(words.LEARNING_RULE)


def _compare_link(community: Community, other: Community) -> str:
    return link_to("community", community, "Draw beside", similar=other.key)


def _learn_overall(found: pd.DataFrame) -> list[str]:
    return [
        f"<td>{escape(words.moved(row.start_position, row.type_position, row.communities))}</td>"
        f"<td>{int(row.improved)} of {int(row.changes)} outcomes</td>"
        for row in found.itertuples()
    ]


def _learn_one(found: pd.DataFrame, indicator: Indicator) -> list[str]:
    return [
        f"<td>{escape(words.then_and_now(indicator, row))}</td>"
        f"<td>{judged(words.changed(indicator, row.direction, row.told_as, row.base_value, row.value))}"
        f"{_from_estimate(row)}</td>"
        for row in found.itertuples()
    ]


def _from_estimate(row: object) -> str:
    return '<span class="small">with an estimated end</span>' if "imputed" in (row.base_status, row.status) else ""

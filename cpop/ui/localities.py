"""Localities: made of communities on a map, in a list or from a suggestion; kept in the plan; all side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cpop import urlstate
from cpop.catalogue import Community, Indicator, cardinal, community_indicators, indicators
from cpop.charts.communities import Shading, by_band, shaded_map
from cpop.charts.localities import colour, locality_map
from cpop.export import own_words
from cpop.markup import element, render
from cpop.pack.locality import beside
from cpop.plan import MOST_NAME, Locality
from cpop.queries import localities as ask
from cpop.queries import rankings
from cpop.queries.communities import within
from cpop.queries.localities import Standing
from cpop.queries.outlines import neighbours
from cpop.queries.people import year_of_population
from cpop.queries.rankings import Ranked
from cpop.style import COMPARATOR, IN_NONE, IN_SEVERAL, MAP_CONFIG, MAP_MISSING
from cpop.table import Cell, Column, Row, Swatch, Table, figure, page
from cpop.ui import maps, parts, plans
from cpop.ui.card import announce, download_csv, explain, html, plot
from cpop.ui.places import Chosen, pick_counted
from cpop.ui.share import is_presented
from cpop.words import localities as words
from cpop.words.communities import BOUNDARIES
from cpop.words.community import position

# The draft: which communities, by slug, and what it is to be called.
_MEMBERS, _NAME = "communities", "name"
_BY, _NEIGHBOURS_OF = "choose-by", "neighbours-of"
# How a drag on the map chooses.
_DRAGS = {"click": "Click", "select": "Box", "lasso": "Lasso"}
# A suggestion is of a few, and of half an area at most.
_MOST_POOREST, _POOREST = 20, 5


@dataclass(frozen=True)
class _Draft:
    """What is being made: the area's communities by slug, those chosen, the outcomes that shade the map, and how the
    communities rank by them, the poorest first.
    """

    options: Mapping[str, Community]
    members: Sequence[str]
    counted: Mapping[str, Indicator]
    ranked: Sequence[Ranked]

    @property
    def slugs(self) -> dict[str, str]:
        """The slug of each community by its code."""
        return {one.code: slug for slug, one in self.options.items()}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the chosen communities."""
        return tuple(self.options[slug].code for slug in self.members)


def make(chosen: Chosen) -> None:
    """Choose communities on the map or in the list, or take a suggestion; name them; add the locality to the plan.

    Where there are localities, they alone are presented, and printed (app.css).
    """
    has_some = bool(chosen.plan.localities)
    if not (has_some and is_presented()):
        with st.container(key="make-aside" if has_some else "make"):
            _make(chosen)


def _make(chosen: Chosen) -> None:
    parts.header("Make a locality")
    options = within(chosen.area)
    counted = pick_counted("Poorest by these outcomes, each with equal weight")
    ranked = rankings.ranking(chosen.area, list(counted))
    left, right = st.columns([7, 5], gap="medium")
    with right:
        members = urlstate.pick(
            st.multiselect,
            "Communities",
            list(options),
            _MEMBERS,
            [],
            multi=True,
            format_func=lambda slug: options[slug].name,
            placeholder="Choose some, here or on the map",
        )
        draft = _Draft(options, members, counted, ranked)
        _kept(chosen, draft)
        _suggestions(chosen, draft)
    with left:
        _map(chosen, draft)


def _kept(chosen: Chosen, draft: _Draft) -> None:
    """What is chosen so far, its name, and the way into the plan."""
    names = [draft.options[slug].name for slug in draft.members]
    said = words.drafted(names, ask.people(draft.codes), year_of_population())
    st.markdown(said)
    announce(said)
    name = urlstate.text("Name of the locality", _NAME, longest=MOST_NAME)
    with st.container(horizontal=True):
        st.button(
            "Add to our plan",
            key="add-locality",
            type="primary",
            disabled=not (name and draft.members),
            on_click=_add(chosen.area.slug, name, draft.members),
        )
        st.button("Choose none", key="choose-none", disabled=not draft.members, on_click=begin, args=("", ()))


def _suggestions(chosen: Chosen, draft: _Draft) -> None:
    """The poorest by the chosen outcomes, the neighbours of a chosen one, and the area's own published sets."""
    area = chosen.area
    known = [row for row in draft.ranked if row.outcomes_in_area is not None]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        most = urlstate.pick(
            st.selectbox,
            "How many of the poorest",
            list(range(1, max(1, min(_MOST_POOREST, len(draft.options) // 2)) + 1)),
            "poorest",
            max(1, min(_POOREST, len(draft.options) // 3)),
            width=180,
        )
        poorest = [draft.slugs[row.community_code] for row in known[:most]]
        st.button(
            f"Choose the {cardinal(most)} poorest" if most > 1 else "Choose the poorest",
            key="suggest",
            disabled=not poorest,
            on_click=begin,
            args=("", poorest),
        )
    if draft.members:
        _neighbours(chosen, draft)
    published = ask.strategic_areas(area.code)
    if published:
        st.markdown(f"{area.possessive} own areas:")
        with st.container(horizontal=True):
            for number, (name, codes) in enumerate(published.items()):
                members = [draft.slugs[code] for code in codes]
                st.button(name, key=f"suggest-{number}", on_click=begin, args=(name, members))


def _neighbours(chosen: Chosen, draft: _Draft) -> None:
    """Which communities border on a chosen one, and a button that adds them."""
    if st.session_state.get(_NEIGHBOURS_OF) not in draft.members:
        st.session_state[_NEIGHBOURS_OF] = draft.members[-1]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        slug = st.selectbox(
            "Neighbours of",
            draft.members,
            key=_NEIGHBOURS_OF,
            format_func=lambda one: draft.options[one].name,
        )
        beside_it = neighbours(f"communities/{chosen.area.slug}")[draft.options[slug].code]
        found = [one for one in draft.options.values() if one.code in beside_it]
        more = [one.slug for one in found if one.slug not in draft.members]
        st.button(
            "Add its neighbours",
            key="add-neighbours",
            disabled=not more,
            on_click=_choose,
            args=([*draft.members, *more],),
        )
    explain(words.bordering(draft.options[slug].name, [one.name for one in found], chosen.area))


def _map(chosen: Chosen, draft: _Draft) -> None:
    """The area's communities by how poor they are, the chosen ones ringed: a click or a drag adds them, or takes them
    away where all are chosen already.
    """
    communities = [draft.options[draft.slugs[row.community_code]] for row in draft.ranked]
    bands = max((row.bands or 1 for row in draft.ranked), default=1)
    names = [words.band(band, bands) for band in range(1, bands + 1)]
    shading = by_band([row.band for row in draft.ranked], names)
    texts = [_ranked(chosen, row) for row in draft.ranked]
    drag = st.segmented_control(
        "Choose on the map by",
        list(_DRAGS),
        key=_BY,
        default="click",
        required=True,
        format_func=lambda one: _DRAGS[one],
    )
    _legend(shading)
    drawn = shaded_map(
        chosen.area,
        communities,
        shading,
        texts,
        {draft.options[slug].code: maps.reach(draft.options[slug]) for slug in draft.members},
        maps.window(chosen.area),
        maps.ground(chosen.area),
    )
    if drag != "click":
        drawn["layout"]["dragmode"] = drag
    # Plotly keeps its own selection: a key of what is chosen clears it with each choice.
    key = f"locality_map-{drag}-{hash(tuple(draft.members))}"
    said = words.poorest_of(chosen.area, draft.counted.values(), len(community_indicators()), len(draft.options))
    ringed = words.ringed([draft.options[slug].name for slug in draft.members])
    plot(
        drawn,
        config=MAP_CONFIG,
        is_for_choosing=True,
        alt=f"Map: {chosen.area.possessive} communities. {ringed}",
        key=key,
        on_select=lambda: _choose_on_map(key, draft),
        selection_mode=("points", "box", "lasso"),
    )
    explain(f"{said} {words.ON_THE_MAP}", words.POOREST_METHOD, BOUNDARIES)


def _ranked(chosen: Chosen, row: Ranked) -> str:
    said = position(row.outcomes_in_area, row.outcomes_in_area_of)
    return f"{said[0].upper()}{said[1:]} in {chosen.area.name}"


def _legend(shading: Shading) -> None:
    steps = [(step, name) for step, name in enumerate(shading.labels) if step in shading.steps]
    items = [(_shade(shading.colours[step]), name) for step, name in steps]
    items += [(_shade(MAP_MISSING), "no figure") for _ in range(None in shading.steps)]
    items.append((element("i", "", class_="shade", style=f"border:3px solid {COMPARATOR.colour}"), "chosen"))
    html(render("legend.html", items=items, lead=""))


def _shade(shade: str) -> str:
    return element("i", "", class_="shade", style=f"background:{shade}")


def _choose_on_map(key: str, draft: _Draft) -> None:
    """Add what was clicked, or lay within a drag, to the draft; take it away where all of it is chosen already."""
    points = st.session_state[key].selection.points
    clicked = [draft.slugs[one["location"]] for one in points if one.get("location") in draft.slugs]
    _choose(toggled(draft.members, list(dict.fromkeys(clicked))))


def toggled(members: Sequence[str], clicked: Sequence[str]) -> list[str]:
    """The chosen communities after some were clicked: with them, or without them where all were chosen already."""
    new = [one for one in clicked if one not in members]
    return [*members, *new] if new else [one for one in members if one not in clicked]


def _choose(members: Sequence[str]) -> None:
    urlstate.put(_MEMBERS, list(members))


def begin(name: str, members: Sequence[str]) -> None:
    """Begin the draft anew with a name and communities, from a callback."""
    _choose(members)
    urlstate.put(_NAME, name)


def _add(area: str, name: str, members: Sequence[str]) -> Callable[[], None]:
    def add() -> None:
        plans.change(area, lambda plan: plan.with_locality(Locality(name, tuple(members))))
        begin("", ())

    return add


# ---- All of them


def all_together(chosen: Chosen) -> None:
    """The localities of the plan on a map, what the rest of the area is like, and all side by side."""
    area, options = chosen.area, within(chosen.area)
    found = [(one.name, standings(chosen, one)) for one in chosen.plan.localities]
    taken = {slug for one in chosen.plan.localities for slug in one.communities}
    rest = tuple(one.code for slug, one in options.items() if slug not in taken)
    left = ask.standing(area.code, rest) if rest else []
    parts.header("Our localities")
    _by_locality(chosen, rest)
    told = [
        words.overlaps(chosen.plan.localities, {slug: one.name for slug, one in options.items()}),
        words.rest(
            area,
            rest,
            len(options),
            ask.people(rest),
            ask.people((area.code,)),
            year_of_population(),
            left,
            indicators(),
        ),
    ]
    html(*(element("p", one) for one in told if one))
    if rest:
        found.append((f"Rest of {area.name}", left))
    st.subheader("Side by side", anchor=False)
    html(page.markup(side_by_side(chosen, found)))
    explain(words.APPROXIMATE.format(year=year_of_population()))
    download_csv(figures_of(found), f"localities-{area.slug}", key="localities_csv", communities=True)


def figures_of(found: Sequence[tuple[str, Sequence[Standing]]]) -> pd.DataFrame:
    """The figures of the table for a download, a row a locality and outcome."""
    rows = [{"locality": own_words(name)} | row._asdict() for name, several in found for row in several]
    return pd.DataFrame(rows)


def _by_locality(chosen: Chosen, rest: tuple[str, ...]) -> None:
    """The map by locality, and the table that is its legend."""
    area, options = chosen.area, within(chosen.area)
    names = [one.name for one in chosen.plan.localities]
    members = {
        one.code: [number for number, locality in enumerate(chosen.plan.localities, 1) if slug in locality.communities]
        for slug, one in options.items()
    }
    centres = {one.community_code: (one.longitude, one.latitude) for one in ask.centres(area.code)}
    sentence = words.coloured(area, members)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        plot(
            locality_map(
                area,
                list(options.values()),
                names,
                members,
                centres,
                neighbours(f"communities/{area.slug}"),
                maps.window(area),
                maps.ground(area),
            ),
            config=MAP_CONFIG,
            alt=f"Map: {area.possessive} localities",
            sentence=sentence,
            key="map_by_locality",
        )
        explain(sentence, BOUNDARIES)
    with right:
        html(page.markup(_legend_table(chosen, rest, any(len(one) > 1 for one in members.values()))))


def _legend_table(chosen: Chosen, rest: tuple[str, ...], has_several: bool) -> Table:
    area, year = chosen.area, year_of_population()
    whole = ask.people((area.code,))

    def row(shade: str, name: str, codes: tuple[str, ...]) -> Row:
        people = ask.people(codes)
        return Row(
            [
                Cell(name, mark=Swatch(shade)),
                str(len(codes)),
                Cell(f"{people:,}", second=words.share(people, whole)),
            ]
        )

    body = [
        row(colour(number), f"{number}. {one.name}", codes_of(chosen, one))
        for number, one in enumerate(chosen.plan.localities, 1)
    ]
    if has_several:
        body.append(Row([Cell("In several localities", mark=Swatch(IN_SEVERAL)), Cell(""), Cell("")]))
    if rest:
        body.append(row(IN_NONE, f"Rest of {area.name}", rest))
    heads = [Column("Locality"), Column("Communities", is_number=True), Column(f"People, {year}", is_number=True)]
    return Table(f"Localities of {area.name}, numbered as on the map", heads, body, css="compact wrapped", region="")


def standings(chosen: Chosen, locality: Locality) -> list[Standing]:
    """How a locality stands beside its area."""
    return ask.standing(chosen.area.code, codes_of(chosen, locality))


def codes_of(chosen: Chosen, locality: Locality) -> tuple[str, ...]:
    """The codes of a locality's communities."""
    options = within(chosen.area)
    return tuple(options[slug].code for slug in locality.communities)


def side_by_side(chosen: Chosen, found: Sequence[tuple[str, Sequence[Standing]]]) -> Table:
    """A row an outcome, a column a locality, and the area's figure."""
    body = []
    for several in zip(*(rows for _, rows in found), strict=True):
        first = several[0]
        indicator = indicators()[first.indicator]
        cells = [Cell(indicator.label, second=indicator.unit)]
        cells += [figure(indicator, one.value, one.status) for one in several]
        cells.append(beside(chosen.area, first, indicator))
        body.append(Row(cells))
    heads = ["Outcome", *(name for name, _ in found), chosen.area.name]
    return Table(
        f"Localities of {chosen.area.name}, latest year: approximate figures beside those of {chosen.area.name}",
        [Column(head) for head in heads],
        body,
        css="judgements cards",
        has_cards=True,
    )

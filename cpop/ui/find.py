"""Find: what some words mean, among areas, communities, towns, outcomes and parts of the Guide, a link each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import streamlit as st
from markupsafe import Markup

from cpop import guide, urlstate
from cpop.catalogue import Community, indicators, slug
from cpop.find import Finder, Found, Thing, other_names
from cpop.markup import element, joined, quoted, render
from cpop.queries import areas, communities, newer
from cpop.queries import find as ask
from cpop.ui import search
from cpop.ui.card import explain, html
from cpop.ui.community import link
from cpop.words import find as words

SHOWN = 20


@dataclass(frozen=True)
class _Lead:
    """A thing found: its name and where that leads, what it is, and where else to read on."""

    name: str
    url: str
    what: str
    more: tuple[tuple[str, str], ...] = ()


def pick() -> str:
    """The words to look for."""
    return urlstate.text(
        search.LABEL, search.KEY, longest=80, type="search", placeholder="For example: Portree, or crime in Govan"
    )


@cache
def finder() -> Finder:
    """Everything that can be found. Made once a process."""
    return Finder([*_areas(), *_communities(), *_towns(), *_zones(), *_outcomes(), *_newer(), *_parts()])


def _areas() -> Iterable[Thing]:
    known = other_names()["areas"]
    for area in areas.by_slug().values():
        yield Thing("area", area.code, area.name, known.get(area.slug, ()))


def _communities() -> Iterable[Thing]:
    for code, one in communities.by_code().items():
        yield Thing("community", code, one.name, within=one.area.name)


def _towns() -> Iterable[Thing]:
    for one in ask.settlements():
        # In capitals stand the codes of airports, which are no names.
        named = tuple(name for name in one.other_names if not name.isupper())
        within = communities.by_code()[one.communities[0]].label
        yield Thing("place", one.code, one.name, named, within, one.people)


def _zones() -> Iterable[Thing]:
    # Named after their communities, which come first: found by their codes.
    for one in ask.zones():
        yield Thing("data_zone", one.data_zone_code, one.data_zone_code, within=one.name)


def _outcomes() -> Iterable[Thing]:
    known = other_names()["outcomes"]
    for code, one in indicators().items():
        yield Thing("outcome", code, one.label, known.get(code, ()), one.theme)


def _newer() -> Iterable[Thing]:
    known = other_names()["newer"]
    series = newer.series()
    for group in dict.fromkeys(one.group for one in series):
        yield Thing("newer", group, group, known.get(group, ()))
    for one in series:
        yield Thing("newer", one.series, one.label, within=one.group)


def _parts() -> Iterable[Thing]:
    for code, one in guide.parts().items():
        yield Thing("part", code, one.title)


def results(text: str) -> None:
    """What the words mean, the best first; or that nothing fits, and where to look instead."""
    found = finder().best(text)
    if not found:
        similar = finder().similar(text)
        st.markdown(f"**Nothing fits** {quoted(text)}")
        html(
            render(
                "find_nothing.html",
                similar=similar,
                url=urlstate.link("find", **{search.KEY: similar}),
                guide=urlstate.link("guide", search=text),
            )
        )
        return
    # Several communities lead to their one area where an outcome is known for areas alone.
    leads = list({lead.url: lead for lead in map(_lead, reversed(found))}.values())[::-1]
    st.markdown(words.counted(len(leads), SHOWN))
    html(render("find_results.html", leads=leads[:SHOWN]))
    in_guide = element("a", "Search the texts of the Guide", href=urlstate.link("guide", search=text), target="_self")
    html(element("p", in_guide, " for the same words.", class_="about"))


def _lead(found: Found) -> _Lead:
    thing = found.thing
    if found.outcome is not None:
        return _outcome_in(found.outcome, thing)
    match thing.kind:
        case "area":
            return _area(thing.code)
        case "community":
            one = communities.by_code()[thing.code]
            return _Lead(one.name, link("community", one), f"Community in {one.area.name}", _of_community(one))
        case "place":
            return _town(thing)
        case "data_zone":
            return _zone(thing.code)
        case "outcome":
            return _outcome(thing)
        case "newer":
            return _newer_figures(thing)
        case "part":
            return _Lead(thing.name, urlstate.link("guide", part=thing.code), "Part of the Guide")


def _area(code: str) -> _Lead:
    one = next(area for area in areas.by_slug().values() if area.code == code)
    pages = (("Trends", "trends"), ("Compare", "compare"), ("Community map", "communities"))
    more = tuple((name, urlstate.link(path, area=one.slug)) for name, path in pages)
    return _Lead(one.name, urlstate.link("", area=one.slug), words.area(one), more)


def _of_community(one: Community) -> tuple[tuple[str, str], ...]:
    return (("On the map", link("communities", one)), ("Its data zones", link("data-zones", one)))


def _town(thing: Thing) -> _Lead:
    one = next(town for town in ask.settlements() if town.code == thing.code)
    around = [communities.by_code()[code] for code in one.communities]
    more = tuple((near.name, link("community", near)) for near in around[1:])
    return _Lead(one.name, link("community", around[0]), words.town(one.name, around), more)


def _zone(code: str) -> _Lead:
    one = next(zone for zone in ask.zones() if zone.data_zone_code == code)
    community = communities.by_code()[one.community_code]
    return _Lead(f"{one.name} ({code})", link("data-zones", community), f"Data zone in {community.label}")


def _outcome(thing: Thing) -> _Lead:
    indicator = indicators()[thing.code]
    more = [("Compare areas", urlstate.link("compare", indicator=thing.code))]
    if "community" in indicator.levels:
        more.append(("On the community map", urlstate.link("communities", indicator=thing.code)))
    more.append(("What it means", urlstate.link("guide", part=thing.code)))
    return _Lead(
        thing.name, urlstate.link("trends", indicator=thing.code), f"Outcome: {indicator.theme.lower()}", tuple(more)
    )


def _newer_figures(thing: Thing) -> _Lead:
    """A newer series beside its outcome, or a group of them by its heading."""
    beside = next((one.beside for one in newer.series() if one.series == thing.code), None)
    if beside is not None:
        return _Lead(thing.name, urlstate.link("newer", indicator=beside), "Newer official figures")
    return _Lead(thing.name, f"{urlstate.link('newer')}#{slug(thing.name)}", "Newer official figures, several together")


def _outcome_in(outcome: Thing, thing: Thing) -> _Lead:
    """One outcome in a place: on the community's map where it is known for communities, else over time in its area."""
    indicator = indicators()[outcome.code]
    if thing.kind == "area":
        one = next(area for area in areas.by_slug().values() if area.code == thing.code)
        over_time = urlstate.link("trends", area=one.slug, indicator=outcome.code)
        return _Lead(f"{outcome.name} in {one.name}", over_time, "Outcome over time")
    town = next((town for town in ask.settlements() if town.code == thing.code), None)
    community = communities.by_code()[thing.code if town is None else town.communities[0]]
    if "community" not in indicator.levels:
        over_time = urlstate.link("trends", area=community.area.slug, indicator=outcome.code)
        return _Lead(f"{outcome.name} in {community.area.name}", over_time, words.area_alone(community))
    said = "Outcome on the community map" if town is None else words.town(town.name, [community])
    more = (("Profile of the community", link("community", community)),)
    on_map = link("communities", community, indicator=outcome.code)
    return _Lead(f"{outcome.name} in {community.label}", on_map, said, more)


def start() -> None:
    """What can be looked for, while nothing is."""
    examples = ("Larkhall", "Portree", "Western Isles", "crime in Govan", "S12000036")
    items = [element("a", one, href=urlstate.link("find", **{search.KEY: one}), target="_self") for one in examples]
    html(element("p", "For example: ", joined(_spaced(items)), "."))


def _spaced(items: Iterable[Markup]) -> Iterable[Markup]:
    for place, one in enumerate(items):
        yield (Markup(", ") if place else Markup()) + one


def sources() -> None:
    """What can be found, and where the names of towns come from."""
    explain(words.HOW)
    explain(words.SOURCE)

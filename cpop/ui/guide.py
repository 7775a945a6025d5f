"""Guide: its parts, their contents and search, and the outcomes one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import streamlit as st
from markupsafe import Markup

from cpop import database, guide, host, urlstate
from cpop.catalogue import (
    FAMILIES,
    LEVELS,
    Area,
    Indicator,
    community_indicators,
    headline_indicators,
    indicators,
    period,
)
from cpop.markup import element, joined, quoted, render
from cpop.queries import areas, changes
from cpop.queries import guide as ask
from cpop.table import Cell, Column, Row, Table, Theme, page
from cpop.ui import certainty, parts
from cpop.ui.card import announce, html, place_names
from cpop.ui.examples import EXAMPLES, example_area
from cpop.ui.places import Chosen
from cpop.words import changes as changes_words
from cpop.words import guide as words

OUTCOMES = "outcomes"
_OUTCOMES_SECTION = "The outcomes"
_EXCERPT = 70


@dataclass(frozen=True)
class Pick:
    """What to show: words to search for, or one part (a part's code, or an outcome's), or the contents."""

    search: str
    part: str | None


def pick() -> Pick:
    """The search box and the choice of a part."""
    left, right = st.columns(2)
    with left:
        search = urlstate.text(
            "Search the Guide",
            "search",
            placeholder="For example: estimated, rank, poverty",
            on_change=urlstate.put,
            args=("part", None),
        )
    with right:
        part = urlstate.pick(
            st.selectbox,
            "Part",
            _order(),
            "part",
            none="All parts",
            format_func=_title,
            on_change=urlstate.put,
            args=("search", ""),
        )
    return Pick(search, part)


def _order() -> list[str]:
    return [*guide.parts(), OUTCOMES, *indicators()]


def _title(code: str) -> str:
    if code == OUTCOMES:
        return "All outcomes"
    return guide.parts()[code].title if code in guide.parts() else indicators()[code].label


def _link(code: str) -> Markup:
    return element("a", _title(code), href=urlstate.link("guide", part=code), target="_self")


def _address(kind: str, target: str) -> str:
    return urlstate.link(target) if kind == "page" else urlstate.link("guide", part=target)


def contents() -> None:
    """All parts by section, with a line on each, and all outcomes by theme."""
    for code, section in guide.SECTIONS.items():
        if code == guide.METHOD:
            _outcome_contents()
        parts.header(section)
        _list(
            (part.code, guide.fill(part.summary, facts())) for part in guide.parts().values() if part.section == section
        )


def _list(rows: Iterable[tuple[str, str]], lead: str = "") -> None:
    html(render("guide_list.html", items=[(_link(code), text) for code, text in rows], lead=lead))


def _outcome_contents() -> None:
    parts.header(_OUTCOMES_SECTION)
    by_theme: dict[str, list[Markup]] = {}
    for code, one in indicators().items():
        by_theme.setdefault(one.theme, []).append(_link(code))
    html(element("p", _link(OUTCOMES), " in one table, or one by one:"))
    html(render("guide_outcomes.html", themes=by_theme))


def results(chosen: Chosen, search: str) -> None:
    """The parts and outcomes that hold all words of a search, with the place where they stand."""
    wanted = search.casefold().split()
    found = [(code, text) for code, text in _all_texts(chosen) if all(word in text.casefold() for word in wanted)]
    parts.header(f"Parts with {quoted(search)}")
    announce(f"{len(found)} found for {search}")
    if not found:
        st.info("Nothing was found. Try a shorter word, or empty the box to see all parts.")
        return
    _list(((code, _excerpt(text, wanted)) for code, text in found), f"{len(found)} found.")


def _all_texts(chosen: Chosen) -> list[tuple[str, str]]:
    known = _facts(chosen)
    parts = [
        (part.code, guide.plain(guide.fill(f"{part.title}. {part.summary} {part.text}", known)))
        for part in guide.parts().values()
    ]
    outcomes = [
        (code, f"{one.label}. {one.theme}. {one.definition} {one.caveat} {one.source}. {one.unit}. "
         + ", ".join(one.national_outcomes))
        for code, one in indicators().items()
    ]  # fmt: skip
    return parts + outcomes


def _excerpt(text: str, wanted: Sequence[str]) -> Markup:
    """The surroundings of the first word found, with all of them marked."""
    place = text.casefold().find(wanted[0])
    start = max(0, text.rfind(" ", 0, max(0, place - _EXCERPT)))
    end = text.find(" ", place + _EXCERPT * 2)
    piece = ("… " if start else "") + text[start : end if end > 0 else None].strip() + (" …" if end > 0 else "")
    # Every second piece is a word found.
    pieces = re.split(f"({'|'.join(map(re.escape, wanted))})", piece, flags=re.IGNORECASE)
    return joined(element("mark", one) if place % 2 else Markup() + one for place, one in enumerate(pieces))


def part(chosen: Chosen, code: str) -> None:
    """One part, or one outcome, with the way back and to its neighbours."""
    back = element("a", "All parts of the Guide", href=urlstate.link("guide"), target="_self")
    html(element("p", back, class_="how-to-read"))
    with st.container(key="guide"):
        if code == OUTCOMES:
            _all_outcomes()
        elif code in indicators():
            _outcome(chosen, indicators()[code])
        else:
            _part(chosen, guide.parts()[code])
    order = _order()
    place = order.index(code)
    neighbours = (("Before", place - 1), ("Next", place + 1))
    steps = [Markup(f"{word}: ") + _link(order[other]) for word, other in neighbours if 0 <= other < len(order)]
    html(element("p", Markup(" · ").join(steps), class_="guide-steps"))


def _part(chosen: Chosen, one: guide.Part) -> None:
    known = _facts(chosen)
    parts.header(one.title)
    st.markdown(guide.fill(one.summary, known))
    for block in one.blocks():
        if block.kind == "heading":
            st.subheader(block.content, anchor=False)
        elif block.kind == "figure":
            EXAMPLES[block.content](chosen)
        elif block.kind == "table":
            html(page.markup(_table(one.title, guide.cells(guide.fill(block.content, known)))))
        else:
            st.markdown(guide.link_up(guide.fill(block.content, known), _address), unsafe_allow_html=True)


def _table(caption: str, cells: Sequence[Sequence[str]]) -> Table:
    """A table of the text: its first row names the columns, its first column the rows."""
    heads, *rows = [[guide.inline(cell, _address) for cell in row] for row in cells]
    return Table(caption, [Column(head) for head in heads], [Row(row) for row in rows], css="guide")


def _all_outcomes() -> None:
    parts.header("All outcomes")
    rows: list[Row | Theme] = []
    theme = None
    for code, one in indicators().items():
        if one.theme != theme:
            theme = one.theme
            rows.append(Theme(theme))
        levels = ", ".join(words.LEVEL_WORDS[level].lower() for level in LEVELS if level in one.levels)
        cells = (Cell(one.label, link=urlstate.link("guide", part=code)), one.unit, one.better, levels)
        rows.append(Row([*cells, ", ".join(one.national_outcomes)]))
    heads = ("Outcome", "Unit", "Better", "Figures for", "National outcomes")
    caption = "Every outcome: its unit, which way is better, and where there are figures"
    html(page.markup(Table(caption, [Column(head) for head in heads], rows, css="guide")))


def _outcome(chosen: Chosen, indicator: Indicator) -> None:
    parts.header(indicator.label)
    st.markdown(indicator.definition)
    columns = [Column("What"), Column("How it is")]
    rows = [Row(pair) for pair in _described(indicator)]
    html(page.markup(Table(f"{indicator.label} in detail", columns, rows, css="guide")))
    st.subheader("See its figures", anchor=False)
    links = (
        (f"Its trend in {chosen.area.name}", urlstate.link("trends", indicator=indicator.code)),
        ("Its figures to take away", urlstate.link("data", data_outcomes=indicator.code)),
    )
    html(element("p", Markup(" · ").join(element("a", text, href=url, target="_self") for text, url in links)))


def _described(one: Indicator) -> list[tuple[str, str]]:
    return [
        ("Theme", one.theme),
        ("Unit", one.unit),
        ("Better", f"{one.better} is better"),
        ("Figures", " ".join(words.published(ask.published(), one.code))),
        ("Each figure is", words.averages(one)),
        ("Headline outcome", "yes, on the first page" if one.headline else "no, under All outcomes on Trends"),
        ("National outcomes", ", ".join(one.national_outcomes)),
        ("Source", one.source),
        ("Take care", " ".join(filter(None, [one.caveat, one.warned(database.edition().title)]))),
        *(
            (f"{name}, {words.LEVEL_WORDS[event.level].lower()}, {period(event.year)}", event.what)
            for name, events in (("Break", one.breaks), ("Unusual", one.unusual_years))
            for event in events
        ),
        ("In the data", one.code),
    ]


def _facts(chosen: Chosen) -> dict[str, str]:
    """The facts of the edition, and those about the area of the examples."""
    area = example_area(chosen)
    return facts() | {"example_families": _families(area), "certainty_example": certainty.example(area)}


def _families(area: Area) -> str:
    members = {
        common: [one.name for one in areas.partnerships() if one.group(family) == area.group(family)]
        for family, common in FAMILIES.items()
    }
    return words.families(area.name, members)


@cache
def facts() -> dict[str, str]:
    """What the Guide's texts say of the edition at hand, by name. Asked once a process."""
    edition, counts, published = database.edition(), ask.edition_counts(), ask.published()
    catalogue = indicators()
    simd = ask.simd_periods()
    over = [f"{count:,} for {catalogue[code].label.lower()}" for code, count in edition.data_zone_over_100.items()]
    names = place_names()
    blanks = [
        (catalogue[b["indicator"]].label, names.get(b["place_code"], b["place_code"]), b["period"])
        for b in edition.blanks
    ]
    return host.settings() | {
        "edition": edition.title,
        "community_edition": edition.community_title,
        "built": edition.built,
        "attribution": edition.attribution,
        "workbooks": "; ".join(f"`{one['file']}` (SHA-256 `{one['sha256'][:12]}…`)" for one in edition.workbooks),
        "first_period": period(edition.first_year),
        "last_observed_period": period(edition.last_observed_year),
        "last_period": period(edition.last_year),
        "area_count": f"{counts.areas:,}",
        "community_count": f"{counts.communities:,}",
        "data_zone_count": f"{counts.data_zones:,}",
        "typology_count": f"{counts.types:,}",
        "indicator_count": str(len(catalogue)),
        "headline_count": str(len(headline_indicators())),
        "community_indicator_count": str(len(community_indicators())),
        "data_zone_indicator_count": str(sum("data_zone" in one.levels for one in catalogue.values())),
        "estimated_outcomes": words.with_status(published, "estimated", catalogue),
        "projected_outcomes": words.with_status(published, "projected", catalogue),
        "projections_tested": changes_words.tested(changes.verdicts(), catalogue, edition.previous.get("title")),
        "latest_years": words.latest_years(ask.latest_years(), catalogue),
        "blanks": words.blanks(blanks),
        "over_100": "; ".join(over) or "none",
        "simd_periods": words.simd(simd),
        "simd_editions": ", ".join(str(one.simd_edition) for one in simd),
        "newest_simd": str(simd[-1].simd_edition),
        "breaks": words.breaks(catalogue),
        "unusual_years": words.unusual_years(catalogue),
        "warnings": words.warnings(catalogue, edition.title),
        "terms": words.terms(catalogue),
        "not_alike": words.not_alike(catalogue),
        "overlapping": words.overlapping(catalogue),
        "few_communities": ", ".join(ask.areas_with_few_communities()) or "none in this edition",
    }

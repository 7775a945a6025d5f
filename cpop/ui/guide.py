"""Guide: its parts, their contents and search, and the outcomes one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape

import pandas as pd
import streamlit as st

from cpop import database, guide, queries, urlstate
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
from cpop.markup import quoted
from cpop.ui.card import html
from cpop.ui.examples import FIGURES, example_area
from cpop.ui.places import Chosen
from cpop.ui.table import html_table
from cpop.words import guide as words

OUTCOMES = "outcomes"
_OUTCOMES_SECTION = "The outcomes"
_EXCERPT = 70


@dataclass(frozen=True)
class GuidePick:
    """What to show: words to search for, or one part (a part's code, or an outcome's), or the contents."""

    search: str
    part: str | None


def pick_guide() -> GuidePick:
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
            [*guide.parts(), OUTCOMES, *indicators()],
            "part",
            index=None,
            placeholder="All parts",
            format_func=_title,
            on_change=urlstate.put,
            args=("search", ""),
        )
    return GuidePick(search, part)


def _title(code: str) -> str:
    if code == OUTCOMES:
        return "All outcomes"
    return guide.parts()[code].title if code in guide.parts() else indicators()[code].label


def _anchor(code: str, title: str | None = None) -> str:
    url = urlstate.link("guide", part=code)
    return f'<a href="{escape(url)}" target="_self">{escape(title or _title(code))}</a>'


def _addresses() -> dict[str, Callable[[str], str]]:
    return {
        "page": lambda target: escape(urlstate.link(target)),
        "part": lambda target: escape(urlstate.link("guide", part=target)),
    }


def guide_contents() -> None:
    """All parts by section, with a line on each, and all outcomes by theme."""
    for section in guide.SECTIONS.values():
        parts = [part for part in guide.parts().values() if part.section == section]
        if section == guide.SECTIONS["4"]:
            _outcome_contents()
        st.header(section, anchor=False)
        html(_listed((part.code, part.summary) for part in parts))


def _outcome_contents() -> None:
    st.header(_OUTCOMES_SECTION, anchor=False)
    html(f"<p>{_anchor(OUTCOMES)} in one table, or one by one:</p>")
    rows = []
    for theme in dict.fromkeys(one.theme for one in indicators().values()):
        links = ", ".join(_anchor(code) for code, one in indicators().items() if one.theme == theme)
        rows.append(f"<li><strong>{escape(theme)}:</strong> {links}</li>")
    html(f"<ul class='guide-list'>{''.join(rows)}</ul>")


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    return (
        "<ul class='guide-list'>"
        + "".join(f"<li>{_anchor(code)}<span>{escape(guide.fill(text, facts()))}</span></li>" for code, text in rows)
        + "</ul>"
    )


def guide_search(chosen: Chosen, search: str) -> None:
    """The parts and outcomes that hold all words of a search, with the place where they stand."""
    wanted = search.casefold().split()
    found = [(code, text) for code, text in _all_texts(chosen) if all(word in text.casefold() for word in wanted)]
    st.header(f"Parts with {quoted(search)}", anchor=False)
    if not found:
        st.info("Nothing was found. Try a shorter word, or empty the box to see all parts.")
        return
    rows = "".join(f"<li>{_anchor(code)}<span>{_excerpt(text, wanted)}</span></li>" for code, text in found)
    html(f"<p>{len(found)} found.</p><ul class='guide-list'>{rows}</ul>")


def _all_texts(chosen: Chosen) -> list[tuple[str, str]]:
    known = _known(chosen)
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


def _excerpt(text: str, wanted: list[str]) -> str:
    """The surroundings of the first word found, with all of them marked."""
    place = text.casefold().find(wanted[0])
    start = max(0, text.rfind(" ", 0, max(0, place - _EXCERPT)))
    end = text.find(" ", place + _EXCERPT * 2)
    piece = ("… " if start else "") + text[start : end if end > 0 else None].strip() + (" …" if end > 0 else "")
    pattern = "|".join(re.escape(word) for word in wanted)
    # Every second piece is a word found; each is escaped on its own, so that no mark lands within an entity.
    pieces = re.split(f"({pattern})", piece, flags=re.IGNORECASE)
    return "".join(f"<mark>{escape(one)}</mark>" if place % 2 else escape(one) for place, one in enumerate(pieces))


def guide_part(chosen: Chosen, code: str) -> None:
    """One part, or one outcome, with the way back and to its neighbours."""
    contents = escape(urlstate.link("guide"))
    html(f'<p class="how-to-read"><a href="{contents}" target="_self">All parts of the Guide</a></p>')
    with st.container(key="guide"):
        if code == OUTCOMES:
            _all_outcomes()
        elif code in indicators():
            _outcome(chosen, indicators()[code])
        else:
            _part(chosen, guide.parts()[code])
    order = [*guide.parts(), OUTCOMES, *indicators()]
    place = order.index(code)
    steps = [
        f"{word}: {_anchor(order[other])}"
        for word, other in (("Before", place - 1), ("Next", place + 1))
        if 0 <= other < len(order)
    ]
    html(f'<p class="guide-steps">{" · ".join(steps)}</p>')


def _part(chosen: Chosen, part: guide.Part) -> None:
    known = _known(chosen)
    st.header(part.title, anchor=False)
    st.markdown(guide.fill(part.summary, known))
    for block in part.blocks():
        if block.kind == "heading":
            st.subheader(block.content, anchor=False)
        elif block.kind == "figure":
            html(FIGURES[block.content](chosen))
        elif block.kind == "table":
            html(_table(part.title, guide.cells(guide.fill(block.content, known))))
        else:
            st.markdown(guide.link_up(guide.fill(block.content, known), _addresses()), unsafe_allow_html=True)


def _table(caption: str, cells: list[list[str]]) -> str:
    """A table of the text as a real one: its first row names the columns, its first column the rows."""
    heads = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in cells[0])
    rows = "".join(
        f'<tr><th scope="row">{_inline(first)}</th>' + "".join(f"<td>{_inline(cell)}</td>" for cell in rest) + "</tr>"
        for first, *rest in cells[1:]
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="cpop guide">'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _inline(cell: str) -> str:
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(cell, quote=False))
    return guide.link_up(re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text), _addresses())


def _all_outcomes() -> None:
    st.header("All outcomes", anchor=False)
    html(
        '<div class="scroll" tabindex="0" role="region" aria-label="All outcomes"><table class="cpop guide">'
        "<caption>Every outcome: its unit, which way is better, and where there are figures</caption>"
        '<thead><tr><th scope="col">Outcome</th><th scope="col">Unit</th><th scope="col">Better</th>'
        '<th scope="col">Figures for</th><th scope="col">National outcomes</th></tr></thead><tbody>'
        + "".join(_outcome_rows())
        + "</tbody></table></div>"
    )


def _outcome_rows() -> Iterable[str]:
    theme = None
    for code, one in indicators().items():
        if one.theme != theme:
            theme = one.theme
            yield f'<tr class="theme"><th colspan="5" scope="colgroup">{escape(theme)}</th></tr>'
        levels = ", ".join(words.LEVEL_WORDS[level].lower() for level in LEVELS if level in one.levels)
        yield (
            f'<tr><th scope="row">{_anchor(code)}</th><td>{escape(one.unit)}</td><td>{one.better}</td>'
            f"<td>{levels}</td><td>{escape(', '.join(one.national_outcomes))}</td></tr>"
        )


def _outcome(chosen: Chosen, indicator: Indicator) -> None:
    st.header(indicator.label, anchor=False)
    st.markdown(indicator.definition)
    rows = pd.DataFrame(_described(indicator), columns=["What", "How it is"])
    html(html_table(rows, f"{indicator.label} in detail", css="guide"))
    st.subheader("See its figures", anchor=False)
    trend = escape(urlstate.link("trends", indicator=indicator.code))
    data = escape(urlstate.link("data", data_outcomes=indicator.code))
    html(
        f'<p><a href="{trend}" target="_self">Its trend in {escape(chosen.area.name)}</a> · '
        f'<a href="{data}" target="_self">Its figures to take away</a></p>'
    )


def _described(one: Indicator) -> list[tuple[str, str]]:
    return [
        ("Theme", one.theme),
        ("Unit", one.unit),
        ("Better", f"{one.better} is better"),
        ("Figures", " ".join(words.published(queries.coverage(), one.code))),
        ("Each figure is", _averages(one)),
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


def _averages(one: Indicator) -> str:
    def told(years: int) -> str:
        return "a single year" if years == 1 else f"an average of {years} years"

    if "community" not in one.levels or one.rolling_years == one.rolling_years_community:
        return told(one.rolling_years)
    return f"{told(one.rolling_years)} for areas, {told(one.rolling_years_community)} for communities"


def _known(chosen: Chosen) -> dict[str, str]:
    """The facts of the edition, and those about the area of the examples."""
    return facts() | {"example_families": _families(example_area(chosen))}


def _families(area: Area) -> str:
    areas = queries.areas.partnerships()
    return words.families(
        area.name,
        {
            common: [one.name for one in areas if getattr(one, f"family_{family}") == getattr(area, f"family_{family}")]
            for family, common in FAMILIES.items()
        },
    )


@cache
def facts() -> dict[str, str]:
    """What the Guide's texts say of the edition at hand, by name. Asked once a process."""
    edition, counts, coverage = database.edition(), queries.edition_counts(), queries.coverage()
    catalogue = indicators()
    simd = queries.simd_periods()
    over = [f"{count:,} for {catalogue[code].label.lower()}" for code, count in edition.data_zone_over_100.items()]
    few = queries.areas_with_few_communities()
    return {
        "edition": edition.title,
        "community_edition": edition.community_title,
        "built": edition.built,
        "attribution": edition.attribution,
        "workbooks": "; ".join(f"`{one['file']}` (SHA-256 `{one['sha256'][:12]}…`)" for one in edition.workbooks),
        "first_period": period(edition.first_year),
        "last_observed_period": period(edition.last_observed_year),
        "last_period": period(edition.last_year),
        "area_count": f"{counts['areas']:,}",
        "community_count": f"{counts['communities']:,}",
        "data_zone_count": f"{counts['data_zones']:,}",
        "typology_count": f"{counts['types']:,}",
        "indicator_count": str(len(catalogue)),
        "headline_count": str(len(headline_indicators())),
        "community_indicator_count": str(len(community_indicators())),
        "data_zone_indicator_count": str(sum("data_zone" in one.levels for one in catalogue.values())),
        "estimated_outcomes": words.with_status(coverage, "estimated", catalogue),
        "projected_outcomes": words.with_status(coverage, "projected", catalogue),
        "latest_years": words.latest_years(queries.latest_years(), catalogue),
        "blanks": words.blanks(
            [(catalogue[b["indicator"]].label, _place(b["place_code"]), b["period"]) for b in edition.blanks]
        ),
        "over_100": "; ".join(over) or "none",
        "simd_periods": words.simd(simd),
        "simd_editions": ", ".join(str(year) for year in simd["simd_edition"]),
        "newest_simd": str(simd["simd_edition"].max()),
        "breaks": words.breaks(catalogue),
        "unusual_years": words.unusual_years(catalogue),
        "warnings": words.warnings(catalogue, edition.title),
        "terms": words.terms(catalogue),
        "not_alike": words.not_alike(catalogue),
        "overlapping": words.overlapping(catalogue),
        "few_communities": ", ".join(few) or "none in this edition",
    }


def _place(code: str) -> str:
    names = {area.code: area.name for area in queries.areas.by_slug().values()}
    communities = queries.communities_of(())
    names |= dict(zip(communities["community_code"], communities["community"], strict=True))
    return names.get(code, code)

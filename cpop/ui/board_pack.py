"""The board pack: what goes into it, a preview of its contents, and its two files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from cpop import database, queries, urlstate
from cpop.catalogue import Indicator, headline_indicators, indicators
from cpop.pack import Figures, Pack, assemble, powerpoint, report
from cpop.pack.content import OUTCOMES_EACH, POOREST
from cpop.queries import compare, inequality, priorities, vulnerable
from cpop.queries.areas import Observation
from cpop.queries.priorities import Priority
from cpop.ui.card import html
from cpop.ui.places import Chosen, pick_own_priorities
from cpop.words import pack as words
from cpop.words.inequality import by_indicator

# Slides a board gets through in a meeting: three priorities of three slides each.
SUGGESTED = 3
_MADE = "_board_pack"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class PackPick:
    """What goes into the pack: the priorities, whether we suggested them, and the sections.

    ranked: the answer of queries.priorities over the headline outcomes and the priorities.
    """

    priorities: list[str]
    are_suggested: bool
    sections: list[str]
    catalogue: Mapping[str, Indicator]
    ranked: Sequence[Priority]


def pick_pack(chosen: Chosen) -> PackPick:
    """The pickers of the page: priorities and sections."""
    everything = indicators()
    own = pick_own_priorities(
        "None chosen: we suggest some",
        "Each gets its trend, its position among similar areas, and inequality where there are figures.",
    )
    sections = urlstate.pick(
        st.pills,
        "Sections",
        list(words.SECTIONS),
        "sections",
        list(words.SECTIONS),
        multi=True,
        selection_mode="multi",
        format_func=words.SECTIONS.get,
    )
    shown = {code: one for code, one in everything.items() if code in headline_indicators() or code in own}
    ranked = priorities.priorities(chosen.area.code, chosen.comparator.place_code, list(shown))
    # The sections stand in their order, whatever the order in which they were clicked or written.
    ordered = [code for code in words.SECTIONS if code in sections]
    return PackPick(own or _suggested(chosen, ranked), not own, ordered, everything, ranked)


def _suggested(chosen: Chosen, ranked: Sequence[Priority]) -> list[str]:
    """The most pressing outcomes by the rule of the page Priorities; for Scotland, those that got worse most."""
    if chosen.is_compared:
        return [row.indicator for row in ranked if row.points][:SUGGESTED]
    return priorities.worsened_most(chosen.area.code, [row.indicator for row in ranked])[:SUGGESTED]


def board_pack(chosen: Chosen, pick: PackPick) -> Pack:
    """The contents of the pack: asks for what the chosen sections need, and for no more."""
    area, comparator = chosen.area, chosen.comparator
    codes = list(dict.fromkeys([*headline_indicators(), *pick.priorities]))
    glance = queries.areas.glance(area.code, comparator.place_code, codes)
    places = list(dict.fromkeys([area.code, comparator.place_code]))
    family = "density" if comparator.code == "similar-density" else "deprivation"
    standings = {}
    if not area.is_scotland and "position" in pick.sections:
        group = f"{family}-{getattr(area, f'family_{family}')}"
        years = {row.indicator: row.year for row in glance}
        scotland = queries.areas.scotland().code
        beside = list(dict.fromkeys([scotland, comparator.place_code]))
        standings = {
            code: pd.DataFrame(compare.standings(group, beside, [code], int(years[code]), area.code))
            for code in pick.priorities
            if code in years
        }
    return assemble(
        Figures(
            area=area,
            comparator=comparator,
            is_compared=chosen.is_compared,
            sections=pick.sections,
            catalogue=pick.catalogue,
            priorities=pick.priorities,
            are_suggested=pick.are_suggested,
            edition=database.edition(),
            when=date.today(),
            # A pack is read at a desk: its links open the whole page.
            address=partial(urlstate.address, present=None),
            family=family,
            glance=glance,
            tally=queries.areas.tally(area.code, comparator.place_code, list(headline_indicators())),
            series=pd.DataFrame(
                queries.areas.series(places, pick.priorities, projected=True), columns=Observation._fields
            ),
            ranked=pick.ranked,
            standings=standings,
            inequality=by_indicator(inequality.measures(area.code, comparator.place_code)),
            tenths={code: inequality.tenths([area.code], code) for code in pick.priorities},
            tenth_sizes=inequality.tenth_sizes(area.code),
            communities=queries.communities.by_code(),
            poorest=queries.poorest_communities(area, POOREST, OUTCOMES_EACH),
            most_vulnerable=pd.DataFrame(vulnerable.then_and_now(area), columns=vulnerable.Vulnerable._fields),
            vulnerable_change=pd.DataFrame(vulnerable.changes(area), columns=vulnerable.Changed._fields),
        )
    )


def preview_pack(chosen: Chosen, pick: PackPick, pack: Pack) -> None:
    """What the pack will say: the titles of its slides, in their order."""
    if pick.are_suggested and pick.priorities:
        said = "; ".join(pick.catalogue[code].label for code in pick.priorities)
        why = "those behind, falling behind or unequal" if chosen.is_compared else "those that worsened most"
        st.markdown(f"**Suggested priorities:** {said} ({why}). Choose your own above.")
    if chosen.area.is_scotland:
        st.info(words.no_communities(chosen.area), icon=":material/info:")
    st.header(f"Contents: {len(pack.slides) + 1} slides", anchor=False)
    rows = [_row(1, pack.title, pack.subtitle, "Cover")]
    for number, slide in enumerate(pack.slides, start=2):
        shown = "Chart" if slide.chart else "Table" if slide.table else "Text"
        said = slide.points[0] if slide.points else slide.table.caption if slide.table else ""
        rows.append(_row(number, slide.title, said, shown))
    caption = "The slides of the pack; the report has the same parts"
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="cpop pack">'
        f'<caption>{caption}</caption><thead><tr><th scope="col">Slide</th><th scope="col">What it says</th>'
        f'<th scope="col">Shown as</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def _row(number: int, title: str, said: str, shown: str) -> str:
    return (
        f'<tr><td class="number">{number}</td><th scope="row"><strong>{escape(title)}</strong>'
        f'<span class="small">{escape(said)}</span></th><td>{shown}</td></tr>'
    )


def make_pack(pack: Pack) -> None:
    """The button that makes both files, with its progress, and then their downloads."""
    if st.button("Make the pack", type="primary", key="make_pack", icon=":material/slideshow:"):
        bar = st.progress(0.0, "Drawing the slides")
        slides = powerpoint(pack, lambda share: bar.progress(share * 0.9, "Drawing the slides"))
        bar.progress(0.95, "Writing the report")
        st.session_state[_MADE] = (pack, slides, report(pack).encode())
        bar.empty()
    made = st.session_state.get(_MADE)
    # Other choices since then make another pack.
    if made is None or made[0] != pack:
        html(
            '<p class="about">Two files, ready in seconds: PowerPoint with charts that you can edit, and a report to '
            "read or print.</p>"
        )
        return
    _, slides, pages = made
    with st.container(horizontal=True):
        _download("PowerPoint", slides, f"{pack.file_stem}.pptx", POWERPOINT)
        _download("Report (HTML)", pages, f"{pack.file_stem}.html", "text/html")


def _download(label: str, content: bytes, name: str, kind: str) -> None:
    st.download_button(
        f"{label}, {len(content) / 1000:,.0f} kB",
        data=content,
        file_name=name,
        mime=kind,
        key=f"pack_{name.rpartition('.')[2]}",
        on_click="ignore",
        icon=":material/download:",
    )

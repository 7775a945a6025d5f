"""The board pack: what goes into it, a preview of its contents, and its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from cpop import database, gate, jobs, urlstate
from cpop.catalogue import Indicator, headline_indicators, indicators
from cpop.pack import progress as on_paper
from cpop.pack.content import Pack
from cpop.pack.files import Files
from cpop.pack.slides import OUTCOMES_EACH, POOREST, Figures, assemble
from cpop.queries import areas, certainty, compare, inequality, priorities
from cpop.queries import board_pack as ask
from cpop.queries import people as ask_people
from cpop.queries import progress as ask_progress
from cpop.queries.communities import by_code, vulnerability
from cpop.queries.compare import Standing
from cpop.queries.outlines import rings
from cpop.queries.priorities import Priority
from cpop.table import Cell, Column, Row, Table, page
from cpop.ui import locality, parts, people, progress
from cpop.ui.card import announce, explain, html
from cpop.ui.places import Chosen, pick_own_priorities
from cpop.words import board_pack as words

# Slides a board gets through in a meeting: three priorities of three slides each.
SUGGESTED = 3
_MADE = "_board_pack"
_BEGINNING = "Waiting for its turn"
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Pick:
    """What goes into the pack: the priorities, whether we suggested them, and the sections.

    ranked: how pressing the headline outcomes and the priorities are.
    """

    priorities: Sequence[str]
    are_suggested: bool
    sections: Sequence[str]
    catalogue: Mapping[str, Indicator]
    ranked: Sequence[Priority]


def pick(chosen: Chosen) -> Pick:
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
        aliases=words.FORMERLY,
        selection_mode="multi",
        format_func=words.SECTIONS.get,
    )
    shown = [code for code in everything if code in headline_indicators() or code in own]
    ranked = priorities.priorities(chosen.area.code, chosen.comparator.place_code, shown, chosen.since)
    # The sections stand in their order, whatever the order in which they were clicked or written.
    ordered = [code for code in words.SECTIONS if code in sections]
    return Pick(own or _suggested(chosen, ranked), not own, ordered, everything, ranked)


def _suggested(chosen: Chosen, ranked: Sequence[Priority]) -> Sequence[str]:
    """The most pressing outcomes by the rule of the page Priorities; for Scotland, those that got worse most."""
    if chosen.is_compared:
        return [row.indicator for row in ranked if row.points > 0][:SUGGESTED]
    return priorities.worsened_most(chosen.area.code, [row.indicator for row in ranked], chosen.since)[:SUGGESTED]


def contents(chosen: Chosen, pick: Pick) -> Pack:
    """The contents of the pack: asks for what the chosen sections need."""
    area, comparator = chosen.area, chosen.comparator
    codes = list(dict.fromkeys([*headline_indicators(), *pick.priorities]))
    places = list(dict.fromkeys([area.code, comparator.place_code]))
    family = "density" if comparator.code == "similar-density" else "deprivation"
    beside = comparator.place_code if area.is_scotland else area.group(family)
    # Both at once: what is asked costs more than how much.
    glances = areas.glances(area.code, [comparator.place_code, beside], list(indicators()), chosen.since)
    glance = [row for row in glances[comparator.place_code] if row.indicator in codes]
    years = {row.indicator: row.year for row in glance if row.indicator in pick.priorities}
    return assemble(
        Figures(
            area=area,
            comparator=comparator,
            since=chosen.since,
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
            tally=areas.tally(area.code, comparator.place_code, list(headline_indicators()), chosen.since),
            series=areas.series(places, list(pick.priorities), projected=True),
            ranked=pick.ranked,
            standings={} if area.is_scotland else _standings(chosen, family, years),
            measures=inequality.measures(area.code, comparator.place_code),
            counts=inequality.counts(area.code, comparator.place_code),
            tenths={code: inequality.tenths([area.code], code) for code in pick.priorities},
            sizes=inequality.tenth_sizes(area.code),
            poorest=ask.poorest(area.code, POOREST, OUTCOMES_EACH),
            vulnerable=ask.vulnerable(area.code, chosen.since),
            between={} if area.is_scotland else certainty.between(area),
            everything=glances[beside] if "appendix" in pick.sections else [],
            nation_name=areas.scotland().name,
            people=ask_people.beside(area.code, comparator.place_code, list(pick.catalogue))
            if chosen.is_compared
            else [],
            people_method=people.note(),
            bands=[] if area.is_scotland else vulnerability(area),
            names={code: one.name for code, one in by_code().items()},
            rings={} if area.is_scotland else rings(f"communities/{area.slug}"),
            progress=_progress(chosen),
            localities=[locality.figures(chosen, one) for one in chosen.plan.localities],
        )
    )


def _progress(chosen: Chosen) -> on_paper.Figures | None:
    """How the plan's targets stand; none where there is no target."""
    targets = [] if chosen.area.is_scotland else progress.targets(chosen)
    if not targets:
        return None
    rows = ask_progress.progress(chosen.area.code, progress.start(chosen), targets)
    return progress.figures(chosen, rows, ask_progress.ambition(chosen.area.code, targets))


def _standings(chosen: Chosen, family: str, years: Mapping[str, int]) -> dict[str, list[Standing]]:
    """Where the similar areas stand on each outcome in its year, Scotland and the comparator beside them."""
    beside = list(dict.fromkeys([areas.scotland().code, chosen.comparator.place_code]))
    group, own = chosen.area.group(family), chosen.area.code
    found: dict[str, list[Standing]] = {code: [] for code in years}
    # Most outcomes have the same latest year, and one question does for all of those.
    for year in set(years.values()):
        of_year = [code for code in years if years[code] == year]
        for row in compare.standings(group, beside, of_year, year, own):
            found[row.indicator].append(row)
    return found


def preview(chosen: Chosen, pick: Pick, pack: Pack) -> None:
    """What the pack will say: the titles of its slides, in their order."""
    if pick.are_suggested and pick.priorities:
        labels = "; ".join(pick.catalogue[code].label for code in pick.priorities)
        why = "those behind, falling behind or unequal" if chosen.is_compared else "those that worsened most"
        st.markdown(f"**Suggested priorities:** {labels} ({why}). Choose your own above.")
    if chosen.area.is_scotland:
        st.info(words.no_communities(chosen.area), icon=":material/info:")
    parts.header(f"Contents: {len(pack.slides) + 1} slides")
    rows = [_listed(1, pack.title, pack.subtitle, "Cover")]
    for number, slide in enumerate(pack.slides, start=2):
        first = slide.points[0].text if slide.points else slide.table.caption if slide.table else ""
        rows.append(_listed(number, slide.title, first, slide.shown))
    columns = [Column("Slide", is_number=True), Column("What it says", names_row=True), Column("Shown as")]
    html(page.markup(Table("The slides of the pack; report and Word have the same parts", columns, rows, css="pack")))


def _listed(number: int, title: str, first: str, shown: str) -> Row:
    return Row([str(number), Cell(title, second=first, weight="strong"), shown])


def make(pack: Pack) -> None:
    """The button that makes the files, with its progress, and then their downloads."""
    if st.button("Make the pack", type="primary", key="make_pack", icon=":material/slideshow:"):
        bar = st.progress(0.0, _BEGINNING)
        # In a process of its own, and meanwhile the other visitors' reruns go on.
        with gate.reruns.set_aside():
            made_now: Files = jobs.run(
                "cpop.pack",
                pack,
                lambda share: bar.progress(share or 0.0, "Drawing the slides" if share else _BEGINNING),
            )
        st.session_state[_MADE] = (pack, made_now)
        bar.empty()
    made = st.session_state.get(_MADE)
    # Other choices since then make another pack.
    if made is None or made[0] != pack:
        explain(words.FILES)
        return
    announce("The pack is ready: PowerPoint, report and Word")
    with st.container(horizontal=True):
        _download("PowerPoint", made[1].slides, f"{pack.file_stem}.pptx", f"{_OFFICE}.presentationml.presentation")
        _download("Report (HTML)", made[1].report, f"{pack.file_stem}.html", "text/html")
        _download("Word", made[1].document, f"{pack.file_stem}.docx", f"{_OFFICE}.wordprocessingml.document")


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

"""What changed: this edition beside the one before, by outcome and area, and what its projections were worth."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cpop import database, urlstate
from cpop.catalogue import Indicator, indicators, period
from cpop.queries import areas
from cpop.queries import changes as ask
from cpop.queries.changes import Change, Judged, Moved, Revised, Scored, Summary
from cpop.table import Cell, Column, Row, Table, judged, missing, page
from cpop.ui import parts
from cpop.ui.card import download_csv, explain, html
from cpop.ui.places import Chosen
from cpop.words import changes as words

# How many moves of all areas are listed where none is chosen.
MOST_MOVES = 20


def question() -> str:
    """The question that the page answers."""
    return "What is new or revised since the edition before, and were its projections right?"


def has_previous() -> bool:
    """Whether there is an edition to compare with; the page says so where there is none."""
    if previous() is None:
        st.info("There is no edition before this one to compare with.")
        return False
    return True


def previous() -> str | None:
    """The title of the edition before; none where there is none."""
    return database.edition().previous.get("title")


def in_short(summaries: Sequence[Summary]) -> None:
    """What changed, in a few sentences."""
    explain(*words.in_short(previous() or "", database.edition().title, summaries))


def projections(chosen: Chosen, verdicts: Sequence[Judged], scored: Sequence[Scored]) -> None:
    """Were the projections right? A verdict an outcome, and what was projected and came for the area."""
    parts.header("Were the projections right?", "projections")
    if not verdicts:
        st.markdown("No projection of the edition before has come to be observed yet.")
        return
    own = {row.indicator: row for row in scored}
    catalogue = indicators()
    rows = [
        _verdict_row(row, catalogue[row.indicator], own.get(row.indicator) if row.level == "cpp" else None)
        for row in verdicts
    ]
    columns = [
        Column("Outcome"),
        Column("Of"),
        Column("Verdict"),
        Column("Direction right", is_number=True),
        Column(f"{chosen.area.name}: projected, and what came"),
    ]
    html(
        page.markup(
            Table("Projections of the edition before, and what came", columns, rows, has_cards=True, css="glance")
        )
    )
    explain(
        "“No change”: how far the last observed figure of the edition before lay from what came. A projection "
        "that misses by more tells less than no projection."
    )


def _verdict_row(row: Judged, indicator: Indicator, own: Scored | None) -> Row:
    direction = f"{row.right_directions:,} of {row.directions:,}" if row.directions else ""
    is_comparable = row.verdict != "not_comparable"
    return Row(
        [
            Cell(indicator.label, link=urlstate.link("trends", indicator=indicator.code)),
            Cell(f"{row.came:,} {words.PLACES[row.level]}", second=period(row.last_year)),
            judged(words.verdict(row, indicator)),
            Cell(direction) if direction and is_comparable else missing("not judged"),
            Cell(words.scored(own, indicator, row.verdict)) if own else missing("not an area’s figure"),
        ]
    )


def revisions(chosen: Chosen, rows: Sequence[Revised]) -> None:
    """The largest revision of each outcome at the area, with a sentence."""
    catalogue = indicators()
    parts.header(f"Revised figures of {chosen.area.name}", "revised")
    st.markdown(words.revised(chosen.area, rows, catalogue))
    if rows:
        columns = [
            Column("Outcome"),
            Column("Largest revision in"),
            Column("Before", is_number=True),
            Column("Now", is_number=True),
            Column("Difference", is_number=True),
            Column("Years revised", is_number=True),
        ]
        body = [_revised_row(row, catalogue[row.indicator]) for row in rows]
        html(page.markup(Table(f"{chosen.area.name}: the largest revision of each outcome", columns, body)))


def _revised_row(row: Revised, indicator: Indicator) -> Row:
    return Row(
        [
            Cell(indicator.label, link=urlstate.link("trends", indicator=indicator.code)),
            Cell(period(row.year)),
            Cell(indicator.format(row.old_value), status=row.old_status),
            Cell(indicator.format(row.new_value), status=row.new_status),
            Cell(words.revised_by(indicator, row)),
            Cell(str(row.revisions)),
        ]
    )


def ranks(chosen: Chosen, rows: Sequence[Moved]) -> None:
    """Ranks and standings that moved by revision alone: of the area, or the largest of all."""
    catalogue, names = indicators(), {one.code: one.name for one in areas.partnerships()}
    parts.header("Ranks and standings that moved by revision alone", "ranks")
    if not rows:
        st.markdown(f"No rank or standing of {chosen.area.name} moved by revision.")
        return
    whose = "All areas, the largest moves" if chosen.area.is_scotland else chosen.area.name
    st.markdown(
        "For the newest year that both editions observed: nothing happened in between but a revision. "
        "1st is the best of all areas."
    )
    columns = [
        Column("Outcome"),
        Column("Area"),
        Column("Year"),
        Column("Before and now"),
        Column("Figure before and now"),
    ]
    body = [
        Row(
            [
                Cell(catalogue[row.indicator].label),
                Cell(names[row.area_code]),
                Cell(period(row.year)),
                Cell(words.moved(row)),
                Cell(
                    f"{catalogue[row.indicator].format(row.old_value)}, now "
                    f"{catalogue[row.indicator].format(row.new_value)}"
                ),
            ]
        )
        for row in rows
    ]
    html(page.markup(Table(f"{whose}: ranks and standings that moved by revision alone", columns, body)))


def outcomes(summaries: Sequence[Summary]) -> None:
    """What became of each outcome's figures, and what that looks like."""
    catalogue = indicators()
    parts.header("What changed, by outcome", "outcomes")
    columns = [Column("Outcome"), Column("Of"), Column("What was revised"), Column("Status changed", is_number=True)]
    body = [
        Row(
            [
                Cell(catalogue[row.indicator].label),
                Cell(words.PLACES[row.level]),
                Cell(words.looks_like(row, catalogue[row.indicator])),
                Cell(f"{row.restated:,}"),
            ]
        )
        for row in summaries
    ]
    html(page.markup(Table("What was revised, by outcome", columns, body)))


def download(chosen: Chosen, rows: Sequence[Change]) -> None:
    """All that changed at the area, as a CSV."""
    download_csv(rows, f"changes-{chosen.area.slug}", key="changes_csv")


def beneath_projection(chosen: Chosen, indicator: Indicator) -> list[str]:
    """What the projections of the edition before were worth, for the legend of a projection; empty where unknown."""
    found = [row for row in ask.verdicts() if row.indicator == indicator.code and row.level == "cpp"]
    title = previous()
    if not found or title is None:
        return []
    told = [words.projections(row, indicator, title) for row in found]
    own = [row for row in ask.projections(chosen.area.code) if row.indicator == indicator.code]
    told += [words.scored(row, indicator, found[0].verdict, chosen.area.name) for row in own]
    return ["How far to trust a projection: " + " ".join(told)]

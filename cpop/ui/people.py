"""Numbers of people: what matching another place would mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpop import urlstate
from cpop.catalogue import Community, Indicator, indicators
from cpop.queries import areas
from cpop.queries import people as ask
from cpop.queries.people import Best, Counted
from cpop.table import Cell, Column, Row, Table, figure, page
from cpop.ui import parts
from cpop.ui.card import explain, html
from cpop.ui.places import Chosen
from cpop.words import people as words


def on_demand(chosen: Chosen, shown: Mapping[str, Indicator]) -> None:
    """The table of an area's numbers, once it is asked for; nothing for Scotland, which has no comparator."""
    if chosen.area.is_scotland or not any(one.counted for one in shown.values()):
        return
    if not urlstate.switch("What would matching mean, in numbers of people?", "people"):
        return
    parts.header("In numbers of people")
    rows = ask.beside(chosen.area.code, chosen.comparator.place_code, list(shown))
    best = ask.beside_the_best(chosen.area.code, "deprivation", list(shown))
    html(page.markup(table(chosen, rows, best, shown)))
    explain(note())


def table(chosen: Chosen, rows: Sequence[Counted], best: Sequence[Best], shown: Mapping[str, Indicator]) -> Table:
    """A row an outcome: both figures, and the number, beside the comparator and the best of the similar areas."""
    names = {area.code: area.name for area in areas.by_slug().values()}
    firsts = {row.indicator: row for row in best}
    body = []
    for row in rows:
        indicator, first = shown[row.indicator], firsts[row.indicator]
        body.append(
            Row(
                [
                    Cell(indicator.label),
                    Cell(indicator.format(row.value)),
                    Cell(words.cell(row, indicator), second=indicator.format(row.comparator_value)),
                    _best(chosen, first, names[first.best_area], indicator),
                ]
            )
        )
    return Table(
        f"{chosen.area.name}: what matching {chosen.comparator.phrase} would mean",
        [
            Column("Outcome"),
            Column(chosen.area.name),
            Column(f"Matching {chosen.comparator.short}"),
            Column("Matching the best of the areas alike in deprivation"),
        ],
        body,
        css="judgements",
    )


def _best(chosen: Chosen, row: Best, name: str, indicator: Indicator) -> Cell:
    if row.best_area == chosen.area.code:
        return Cell(f"{chosen.area.name} is the best of them")
    return Cell(words.cell(row, indicator), second=name)


def sentences(chosen: Chosen, shown: Mapping[str, Indicator]) -> dict[str, str]:
    """What matching the comparator would mean, a sentence an outcome by its code; empty where it would mean none."""
    rows = ask.beside(chosen.area.code, chosen.comparator.place_code, list(shown))
    return {row.indicator: words.matching(row, shown[row.indicator], chosen.comparator.phrase) for row in rows}


def note() -> str:
    """How the numbers were worked out, and what they are not."""
    return words.what_it_is_not(ask.year_of_population())


def of_community(community: Community) -> None:
    """What the figures of its area's least deprived tenth would mean for a community."""
    rows = ask.of_community(community.code)
    everything = indicators()
    parts.header("In numbers of people")
    listed = Table(
        f"{community.name} beside the least deprived tenth of {community.area.possessive} communities",
        [Column("Outcome"), Column("Here"), Column("Least deprived tenth"), Column("Matching it would mean")],
        [
            Row(
                [
                    Cell(everything[row.indicator].label),
                    Cell(everything[row.indicator].format(row.value)),
                    figure(everything[row.indicator], row.comparator_value, row.status),
                    words.cell(row, everything[row.indicator]),
                ]
            )
            for row in rows
        ],
        css="judgements",
    )
    html(page.markup(listed))
    explain(note())

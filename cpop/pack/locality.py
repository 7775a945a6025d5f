"""A locality's brief of two pages: what a partnership needs to plan for it; and its tables, as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cpop.catalogue import Area, Community, Indicator, period, slug
from cpop.database import Edition
from cpop.pack.content import Pack, Slide
from cpop.queries.communities import Vulnerability
from cpop.queries.localities import DataZones, Learning, Standing
from cpop.table import Cell, Column, Row, Table, dated, figure
from cpop.words import localities as words
from cpop.words.board_pack import day
from cpop.words.standing import Headline

# What fits on two pages: of so many types of its communities it is said what they are like, so many of
# each are named, and for so many, the poorest first, similar ones that did better.
MOST_TYPES, MOST_NAMED, MOST_TO_LEARN_FOR = 2, 4, 3


@dataclass(frozen=True)
class Figures:
    """What is known of one locality.

    communities: its own, in order of name; known: all communities of Scotland by code; people: how many live there, and
    of_area in its area, in `year`; rows: its outcomes beside the area; nation_name: what the whole country is called;
    vulnerable: its communities over all outcomes together, the poorest first; zones: its data zones by outcome;
    learning: similar communities that did better. address: of the live view.
    """

    name: str
    area: Area
    communities: Sequence[Community]
    known: Mapping[str, Community]
    catalogue: Mapping[str, Indicator]
    people: int
    of_area: int
    year: int
    rows: Sequence[Standing]
    nation_name: str
    vulnerable: Sequence[Vulnerability]
    zones: Sequence[DataZones]
    learning: Sequence[Learning]
    edition: Edition
    when: date
    address: str = ""

    @property
    def names(self) -> dict[str, str]:
        """The names of its communities by code."""
        return {one.code: one.name for one in self.communities}

    @property
    def size(self) -> str:
        """How large it is, in a sentence."""
        return words.size(self.name, self.area, len(self.communities), self.people, self.of_area, self.year)

    @property
    def why(self) -> list[str]:
        """The evidence for choosing it."""
        return [self.size, *words.why_here(self.area, self.rows, self.catalogue, self.vulnerable, self.names)]

    @property
    def evidence(self) -> list[str]:
        """The same beneath a title that counts the outcomes already."""
        return [self.size, *words.evidence(self.area, self.rows, self.catalogue, self.vulnerable, self.names)]

    @property
    def spread(self) -> str:
        """Where its poorest and its best community stand; nothing where no position is known."""
        return words.spread(self.vulnerable, self.names, self.area)

    @property
    def unlike(self) -> list[str]:
        """The outcomes on which it is most unlike its area."""
        return words.unlike(self.rows, self.area, self.catalogue)

    @property
    def method(self) -> str:
        """How its figures were worked out."""
        return words.APPROXIMATE.format(year=self.year)


def outcomes(figures: Figures) -> Table:
    """A row an outcome: a locality beside its area and Scotland, and its poorest and best community."""
    columns = [
        Column("Outcome", share=2),
        Column(Cell("Its figure", second="approximate"), share=1.15),
        Column(figures.area.name, share=1.05),
        Column(figures.nation_name, share=1.05),
    ]
    has_several = len(figures.communities) > 1
    if has_several:
        columns.append(Column("Poorest and best within", share=2.4))
    body = []
    for row in figures.rows:
        indicator = figures.catalogue[row.indicator]
        cells = [
            Cell(indicator.label, second=indicator.unit),
            Cell(
                indicator.format(row.value),
                second=dated(row.year, None if row.value is None else row.status),
                weight="strong",
            ),
            beside(figures.area, row, indicator),
            figure(indicator, row.nation_value, row.nation_status) if row.is_alike else Cell("not counted alike"),
        ]
        if has_several:
            cells.append(_within(figures, row))
        body.append(Row(cells))
    caption = f"{figures.name} beside {figures.area.name}"
    return Table(caption, columns, body, css="judgements cards", has_cards=True)


def beside(area: Area, row: Standing, indicator: Indicator) -> Cell:
    """The figure of the area, or of the mean of its communities."""
    value = indicator.format(row.beside_value)
    status = None if row.beside_value is None else row.beside_status
    second = "" if row.is_alike else "its communities’ average"
    return Cell(value, status=status, second=second)


def _within(figures: Figures, row: Standing) -> Cell:
    """The poorest and the best of its communities, or why there is none."""
    if row.worst_code is None or row.best_code is None:
        return Cell(("No figure", "One figure only")[row.figures] if row.figures < 2 else "All alike", css="muted")
    poorest, best = (
        f"{figures.known[code].name}, {figures.catalogue[row.indicator].format(value)}"
        for code, value in ((row.worst_code, row.worst_value), (row.best_code, row.best_value))
    )
    return Cell(f"Poorest: {poorest}", second=f"Best: {best}")


def data_zones(figures: Figures) -> Table:
    """A row an outcome: how many of its data zones are in the poorest fifth of Scotland's and of the area's."""
    body = []
    for row in figures.zones:
        indicator = figures.catalogue[row.indicator]
        hidden = row.data_zones - row.figures
        body.append(
            Row(
                [
                    Cell(f"{indicator.label}, {period(row.year)}"),
                    f"{row.figures} of {row.data_zones}" if hidden else str(row.figures),
                    str(row.in_scotland_fifth),
                    str(row.in_area_fifth),
                ]
            )
        )
    count = figures.zones[0].data_zones if figures.zones else 0
    heads = (
        "With a figure",
        f"In {figures.nation_name}’s poorest fifth",
        f"In {figures.area.possessive} poorest fifth",
    )
    return Table(
        f"The {count} data zones of {figures.name}",
        [Column("Outcome", share=1.6), *(Column(head, is_number=True) for head in heads)],
        body,
        css="judgements",
    )


def to_learn_from(figures: Figures) -> Table | None:
    """A row a community, the poorest first: similar ones that were as poor and did better; None where there is none."""
    body = [
        Row([figures.known[code].name, "; ".join(_did_better(figures, row) for row in found)])
        for code, found in _learning(figures).items()
    ]
    if not body:
        return None
    return Table(
        "Similar communities that were as poor and did better",
        [Column(f"Community of {figures.name}"), Column("Similar communities that did better", share=2)],
        body,
        css="judgements",
    )


def _learning(figures: Figures) -> dict[str, list[Learning]]:
    """Whom its communities can learn from, by the code of each that has somebody, the poorest first."""
    by_community = {
        one.community_code: [row for row in figures.learning if row.community_code == one.community_code]
        for one in figures.vulnerable
    }
    return {code: found for code, found in by_community.items() if found}


def _did_better(figures: Figures, row: Learning) -> str:
    return f"{figures.known[row.similar_code].label} (improved on {row.improved} of {row.changes})"


def brief(figures: Figures) -> Pack:
    """The brief that some figures make. Pure: nothing is asked, nothing is drawn."""
    return Pack(
        title=f"{figures.name}: a locality of {figures.area.name}",
        subtitle=f"Locality brief. {figures.edition.community_title} edition, prepared {day(figures.when)}",
        edition=figures.edition.community_title,
        attribution=figures.edition.of(communities=True).attribution,
        address=figures.address,
        file_stem=f"cpop-locality-{figures.area.slug}-{slug(figures.name) or 'brief'}-{figures.when.isoformat()}",
        made=figures.when,
        slides=tuple(_parts(figures)),
    )


def _parts(figures: Figures) -> list[Slide]:
    name, area, rows = figures.name, figures.area, figures.rows
    types = words.what_it_is_like(figures.communities, MOST_NAMED)
    further = len(types) - MOST_TYPES
    like = [
        *types[:MOST_TYPES],
        words.further_types(further) if further > 0 else "",
        words.extremes(figures.vulnerable, figures.names),
        words.unlike_in_short(figures.rows, figures.area, figures.catalogue),
        words.data_zones(figures.zones, figures.catalogue, figures.nation_name),
    ]
    similar = _learning(figures)
    learning = [
        Headline(figures.known[code].name, "; ".join(figures.known[row.similar_code].label for row in found))
        for code, found in list(similar.items())[:MOST_TO_LEARN_FOR]
    ]
    shown = [figures.catalogue[row.indicator] for row in figures.rows]
    edition = figures.edition.community_title
    notes = [
        ("Approximate", figures.method),
        ("Counted otherwise", words.counted_otherwise(shown, figures.area)),
        ("Unlike", words.UNLIKE_METHOD),
        ("Did better", words.LEARNING_METHOD if learning else ""),
        *((one.label, one.warned(edition)) for one in shown),
    ]
    return [
        Slide("locality", words.behind(name, area, rows, figures.catalogue), points=_points(figures.evidence)),
        Slide("locality", words.placed(name, area, figures.vulnerable), points=_points(like)),
        Slide("locality", words.apart(name, area, rows, figures.catalogue), table=outcomes(figures)),
        *(
            [Slide("locality", words.learning(name, len(similar), len(figures.communities)), points=tuple(learning))]
            if learning
            else []
        ),
        Slide(
            "method",
            "How to read this",
            notes=tuple(Headline(lead, rest) for lead, rest in notes if rest),
            live=figures.address,
        ),
    ]


def _points(said: Sequence[str]) -> tuple[Headline, ...]:
    return tuple(Headline("", one) for one in said if one)

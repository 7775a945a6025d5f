"""A plan's progress on paper: a table of its targets, a chart each, and the report of both for the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cpop.catalogue import FAMILIES, Area, Indicator, period, slug
from cpop.charts.series import Line, Point
from cpop.database import Edition
from cpop.pack.content import Chart, Goal, Pack, Slide, warned
from cpop.queries.progress import Ambition, Progress
from cpop.style import AREA
from cpop.table import Cell, Column, Row, Table, dated
from cpop.words import progress as words
from cpop.words.board_pack import day
from cpop.words.standing import Headline

PROJECTIONS = "Projections are the profile’s own, and no forecast of what a plan does."


@dataclass(frozen=True)
class Figures:
    """How the targets of an area's plan stand.

    rows: in the order of the plan; ambitions: whether areas ever did as much; series: the area's own, by indicator;
    newer: what newer official figures say, by indicator; address and address_of: of the live view, of one outcome's.
    """

    area: Area
    catalogue: Mapping[str, Indicator]
    rows: Sequence[Progress]
    ambitions: Sequence[Ambition]
    series: Mapping[str, Sequence[Point]]
    newer: Mapping[str, Sequence[str]]
    edition: Edition
    when: date
    address: str = ""
    trends: Mapping[str, str] | None = None

    def ambition(self, code: str) -> str:
        """Whether such a change was ever made; empty where none is asked for."""
        alike = {self.area.group(family): name for family, name in FAMILIES.items()}
        return words.ambition([one for one in self.ambitions if one.indicator == code], alike)


def table(area: Area, rows: Sequence[Progress], catalogue: Mapping[str, Indicator]) -> Table:
    """A row a target: baseline, latest, target, the two paces and the verdict."""
    body = []
    for row in rows:
        indicator = catalogue[row.indicator]
        mark, verdict = words.verdict(row)
        base = "" if row.baseline_year is None else dated(row.baseline_year, row.baseline_status)
        last = "" if row.latest_year is None else dated(row.latest_year, row.latest_status)
        body.append(
            Row(
                [
                    Cell(indicator.label, second=indicator.unit),
                    Cell(indicator.format(row.baseline_value), second=base),
                    Cell(indicator.format(row.latest_value), second=last, weight="strong"),
                    Cell(indicator.format(row.goal), second=period(row.goal_year)),
                    Cell(words.a_year(indicator, row.achieved)),
                    Cell(words.a_year(indicator, row.needed)),
                    Cell(verdict, mark=mark, weight="strong"),
                ]
            )
        )
    heads = ("Outcome", "Baseline", "Latest", "Target", "Achieved", "Needed", "Verdict")
    shares = (2.6, 1.4, 1.4, 1.4, 1.8, 1.8, 1.6)
    columns = [Column(head, share=share) for head, share in zip(heads, shares, strict=True)]
    return Table(f"{area.name}: progress towards its targets", columns, body, css="judgements cards", has_cards=True)


def slides(figures: Figures) -> Iterator[Slide]:
    """A summary of the targets, then a part each."""
    if not figures.rows:
        return
    yield Slide(
        "progress",
        words.summary(figures.rows).removesuffix("."),
        table=table(figures.area, figures.rows, figures.catalogue),
        notes=(
            Headline("Verdicts", words.VERDICTS_EXPLAINED),
            Headline("Attribution", figures.edition.attribution),
        ),
        live=figures.address,
    )
    for row in figures.rows:
        yield _one(figures, row)


def _one(figures: Figures, row: Progress) -> Slide:
    indicator = figures.catalogue[row.indicator]
    sentence = words.sentence(figures.area, indicator, row)
    baseline = None
    if row.baseline_year is not None and row.baseline_value is not None:
        baseline = (row.baseline_year, row.baseline_value)
    ambition, newer = figures.ambition(row.indicator), figures.newer.get(row.indicator, ())
    return Slide(
        "progress",
        words.title(indicator, row),
        points=(
            Headline("", sentence),
            *([Headline("Ambition", ambition)] if ambition else []),
            *([Headline("Newer official figures", " ".join(newer))] if newer else []),
        ),
        chart=Chart(
            indicator,
            sentence,
            lines=(Line(figures.area.name, AREA, tuple(figures.series.get(row.indicator, ()))),),
            goal=Goal(row.goal, row.goal_year, baseline),
        ),
        notes=(
            Headline("What is counted", indicator.definition),
            Headline("Unit", f"{indicator.unit}; {indicator.better} is better"),
            Headline("Source", indicator.source),
            Headline("Take care", indicator.caveat),
            Headline("", PROJECTIONS),
        ),
        live=(figures.trends or {}).get(row.indicator, figures.address),
    )


def report(figures: Figures) -> Pack:
    """The report of progress for the public: a summary, and a page an outcome. Pure: nothing is asked or drawn."""
    return Pack(
        title=f"{figures.area.name}: progress towards its targets",
        subtitle=f"{figures.edition.title} edition, prepared {day(figures.when)}",
        edition=figures.edition.title,
        attribution=figures.edition.attribution,
        address=figures.address,
        file_stem=f"cpop-progress-{figures.area.slug}-{slug(figures.edition.title)}-{figures.when.isoformat()}",
        made=figures.when,
        slides=tuple(warned(slides(figures), figures.edition.title)),
    )

"""Which slides a pack has, and what each of them says: from answers of queries to a Pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from cpop.catalogue import FAMILIES, Area, Comparator, Indicator, community_indicators, period, slug
from cpop.charts.map_base import shades
from cpop.charts.series import Line, Placed, Point, points_of, statuses_of
from cpop.database import Edition
from cpop.pack import locality, progress
from cpop.pack.content import Chart, Map, Pack, Slide, warned
from cpop.pack.outline_map import Rings, of_bands
from cpop.queries.areas import Glance, Observation, Tally
from cpop.queries.board_pack import Poor, Vulnerable
from cpop.queries.certainty import Between
from cpop.queries.communities import Vulnerability
from cpop.queries.compare import Standing
from cpop.queries.inequality import Count, Measure, Sizes, Tenths
from cpop.queries.people import Counted
from cpop.queries.priorities import Priority
from cpop.status import MEASURED, noted, qualified
from cpop.style import AREA, COMPARATOR, LEAST_DEPRIVED, MOST_DEPRIVED, REST, SCOTLAND, Role
from cpop.table import Cell, Column, Row, Table, judged, latest
from cpop.words import board_pack as words
from cpop.words import certainty, inequality, people
from cpop.words.priorities import reason
from cpop.words.standing import (
    Headline,
    best_and_poorest,
    biggest_movements,
    compared,
    counted,
    own_span,
    rank,
    span,
    standing,
    trend,
    verdict,
)
from cpop.words.vulnerable import THEN

# Rows of a table that can be read from the far end of a room.
MOST_ROWS = 9
POOREST = 8
OUTCOMES_EACH = 2
# Sentences that fit a slide in letters of its smallest size; the brief of a locality has all of them.
MOST_POINTS = 9


@dataclass(frozen=True)
class Figures:
    """What a pack is made from: choices, and the answers of queries.

    address: a function from a page's path and parameters to the full link of the live view.
    since: the year that changes are measured from (areas.since_choices).
    priorities: codes, the most pressing first; tally: of the headline outcomes; standings: by indicator, of the group
    `family`; tenths: by indicator, of the area. between: the positions that
    chance leaves to its communities. everything: of all outcomes, beside the similar
    areas; nation_name: what the whole country is called. people: what matching the
    comparator would mean, by outcome. bands, names, rings: of its communities, for their map. progress and localities:
    of the plan, where there is one. Scotland has no standings, poorest, vulnerable, between, bands, and no plan.
    """

    area: Area
    comparator: Comparator
    since: str
    is_compared: bool
    sections: Sequence[str]
    catalogue: Mapping[str, Indicator]
    priorities: Sequence[str]
    are_suggested: bool
    edition: Edition
    when: date
    address: Callable[..., str]
    family: str
    glance: Sequence[Glance]
    tally: Tally
    series: Sequence[Observation]
    ranked: Sequence[Priority]
    standings: Mapping[str, Sequence[Standing]]
    measures: Sequence[Measure]
    counts: Sequence[Count]
    tenths: Mapping[str, Sequence[Tenths]]
    sizes: Sizes
    poorest: Sequence[Poor]
    vulnerable: Sequence[Vulnerable]
    between: Mapping[str, Between]
    everything: Sequence[Glance]
    nation_name: str
    people: Sequence[Counted]
    people_method: str
    bands: Sequence[Vulnerability]
    names: Mapping[str, str]
    rings: Mapping[str, Rings]
    progress: progress.Figures | None
    localities: Sequence[locality.Figures]

    def of(self, code: str) -> Glance | None:
        """The row of `glance` of one indicator, if there is one."""
        return next((row for row in self.glance if row.indicator == code), None)

    @property
    def headline(self) -> list[Glance]:
        """The rows of `glance` of the headline outcomes."""
        return [row for row in self.glance if self.catalogue[row.indicator].headline]

    @property
    def comparator_role(self) -> Role:
        """How the comparator is drawn."""
        return SCOTLAND if self.comparator.is_scotland else COMPARATOR

    @property
    def poorest_names(self) -> list[str]:
        """The communities with the poorest outcomes, the poorest first."""
        return list(dict.fromkeys(row.name for row in self.poorest))


def assemble(figures: Figures) -> Pack:
    """The pack that some figures make. Pure: nothing is asked, nothing is drawn."""
    area = figures.area
    beside = f"Beside {figures.comparator.phrase}. " if figures.is_compared else ""
    return Pack(
        title=f"{area.name}: community planning outcomes",
        subtitle=f"{beside}{figures.edition.title} edition, prepared {words.day(figures.when)}",
        edition=figures.edition.title,
        attribution=figures.edition.attribution,
        address=figures.address("", priorities=None),
        file_stem=f"cpop-board-pack-{area.slug}-{slug(figures.edition.title)}-{figures.when.isoformat()}",
        made=figures.when,
        slides=(*warned(_slides(figures), figures.edition.title), _method(figures)),
    )


def _slides(figures: Figures) -> Iterator[Slide]:
    whole = {"summary": _summary, "progress": _progress, "glance": _glance, "inequality": _unequal}
    of_priority = {"trend": _trend, "position": _position, "inequality": _inequality}
    further = {
        "people": _people,
        "poorest": _poorest,
        "vulnerable": _vulnerable,
        "localities": _localities,
        "appendix": _appendix,
    }
    for kind, make in whole.items():
        if kind in figures.sections:
            yield from make(figures)
    for code in figures.priorities:
        for kind, make_one in of_priority.items():
            if kind in figures.sections:
                yield from make_one(figures, figures.catalogue[code])
    for kind, make in further.items():
        if kind in figures.sections:
            yield from make(figures)


def _notes(indicator: Indicator, *more: Headline) -> tuple[Headline, ...]:
    return (
        Headline("What is counted", indicator.definition),
        Headline("Unit", f"{indicator.unit}; {indicator.better} is better"),
        Headline("Source", indicator.source),
        Headline("Take care", indicator.caveat),
        *more,
    )


def _of_both_editions(figures: Figures) -> Headline:
    return Headline(
        "Attribution", f"{figures.edition.attribution}. Community figures: {figures.edition.community_title} edition"
    )


# ---- The whole area


def _summary(figures: Figures) -> Iterator[Slide]:
    area, comparator = figures.area, figures.comparator
    counts = {row.measure: row for row in figures.counts}
    tenths = counts.get("tenths")
    totals = compared(area, comparator, figures.tally)
    more = [Headline("", counted(figures.tally, figures.since))] if figures.tally.judged else []
    findings = [
        *(totals or more),
        *biggest_movements(figures.headline, figures.catalogue),
        Headline("Inequality", f"{words.unequal(area, counts)}."),
    ]
    if figures.poorest:
        findings.append(Headline("Communities", f"{words.poorest_title(area, figures.poorest_names)}."))
    questions = words.questions(
        area,
        comparator,
        _first(figures),
        _does_better(figures),
        figures.poorest_names[:3],
        tenths.growing if tenths else 0,
    )
    labels = [figures.catalogue[code].in_sentence for code in figures.priorities]
    yield Slide(
        "summary",
        words.summary_title(area, labels, figures.tally, figures.are_suggested),
        points=(
            *findings[: words.FINDINGS],
            *(Headline(f"Question {number}", text) for number, text in enumerate(questions, start=1)),
        ),
        notes=(
            *(more if totals else ()),
            *best_and_poorest(figures.headline, figures.catalogue),
            Headline("Marks", words.ESTIMATED),
            Headline("Attribution", figures.edition.attribution),
        ),
        live=figures.address(""),
        map=_map(figures),
    )


def _map(figures: Figures) -> Map | None:
    """The communities of the area in the shades of their bands."""
    if not figures.bands:
        return None
    bands = max(row.bands for row in figures.bands)
    alt = words.banded(figures.area, [figures.names[row.community_code] for row in figures.bands], bands)
    return of_bands(figures.area, figures.bands, figures.names, figures.rings, shades(bands)[::-1], alt)


def _progress(figures: Figures) -> Iterator[Slide]:
    if figures.progress is not None:
        yield from progress.slides(figures.progress)


def _first(figures: Figures) -> tuple[Glance, Indicator] | None:
    found = [row for code in figures.priorities if (row := figures.of(code)) is not None]
    return (found[0], figures.catalogue[found[0].indicator]) if found else None


def _does_better(figures: Figures) -> tuple[Standing, Glance, Indicator, str] | None:
    """The best of the similar areas that do better on a priority, the first of which that can be said."""
    for code in figures.priorities:
        row = figures.of(code)
        for other in figures.standings.get(code, ()):
            if row is not None and other.is_member and other.area_level == "worse":
                return other, row, figures.catalogue[code], figures.family
    return None


def _glance(figures: Figures) -> Iterator[Slide]:
    headline = figures.headline
    columns = [Column("Outcome", share=3.65), Column("Latest", share=1.65), Column("Change, measured", share=2.8)]
    if figures.is_compared:
        columns += [Column("Rank", share=1.25), Column(f"Against {figures.comparator.short}", share=3.3)]
    for part in _pages(headline):
        yield Slide(
            "glance",
            words.glance_title(figures.area, figures.comparator, part, figures.catalogue),
            table=Table(
                f"{figures.area.name}: {'; '.join(_themes(figures, part))}",
                columns,
                [_glance_row(figures, row) for row in part],
            ),
            notes=(
                Headline(
                    "How to read this",
                    "The first in a ranking is the best. Each outcome’s direction decides what is better. Changes run "
                    f"{own_span(figures.since)}. “About the same” and “little change”: less than a tenth "
                    f"of the standard deviation of the {max(row.ranked for row in headline)} areas, or nothing at the "
                    "precision shown.",
                ),
                Headline("Marks", words.ESTIMATED),
                Headline("Attribution", figures.edition.attribution),
            ),
            live=figures.address(""),
        )


def _pages(rows: Sequence[Glance]) -> list[Sequence[Glance]]:
    """The rows in parts of about equal size, each of which a slide can hold."""
    pages = -(-len(rows) // MOST_ROWS)
    size = -(-len(rows) // pages) if pages else 1
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _themes(figures: Figures, rows: Sequence[Glance]) -> list[str]:
    return [name for name, _ in groupby(figures.catalogue[row.indicator].theme for row in rows)]


def _figure(indicator: Indicator, row: Glance) -> tuple[Cell, Cell, Cell]:
    """What every table of outcomes has: the outcome, its latest figure, and its change between measured years."""
    moved = verdict(row.change, indicator, row.first_value, row.last_value)
    since = "" if row.first_year is None or row.last_year is None else span(row.first_year, row.last_year)
    return (
        Cell(indicator.label, second=indicator.unit),
        latest(indicator, row.value, row.year, row.status),
        judged(moved, since),
    )


def _glance_row(figures: Figures, row: Glance) -> Row:
    indicator = figures.catalogue[row.indicator]
    cells: list[Cell | str] = [*_figure(indicator, row)]
    if figures.is_compared:
        # The head of the column says who "they" are.
        against = standing(row, "they")
        theirs = qualified(indicator.format(row.comparator_value), row.comparator_status)
        cells += [
            rank(row.rank, row.ranked) or "not ranked",
            Cell(f"{against.word} (theirs {theirs})", second=against.detail, mark=against.mark),
        ]
    return Row(cells)


def _unequal(figures: Figures) -> Iterator[Slide]:
    found = [
        (figures.catalogue[code], measures["tenths"], inequality.verdict(measures))
        for code, measures in inequality.by_indicator(figures.measures).items()
        if "tenths" in measures
    ]
    if not found:
        return
    few = inequality.few_communities(figures.area, figures.sizes)
    yield Slide(
        "inequality",
        words.unequal(figures.area, {row.measure: row for row in figures.counts}),
        points=(Headline("", few),) if few else (),
        table=Table(
            f"{figures.area.name}: outcomes of the most and the least deprived communities",
            [
                Column("Outcome", share=3.8),
                Column("Most deprived tenth", is_number=True, share=1.5),
                Column("Least deprived tenth", is_number=True, share=1.5),
                Column("Gap", is_number=True, share=1.5),
                Column("Who fares worse", share=4.0),
            ],
            [
                Row(
                    [
                        Cell(indicator.label, second=indicator.unit),
                        indicator.format(tenths.most_deprived),
                        indicator.format(tenths.least_deprived),
                        Cell(
                            indicator.format_signed(tenths.last_value),
                            second="" if tenths.last_year is None else period(tenths.last_year),
                        ),
                        Cell(judged.word, second=words.gap_moved(indicator, tenths), mark=judged.mark),
                    ]
                )
                for indicator, tenths, judged in found
            ],
        ),
        notes=(
            Headline(
                "How to read this",
                "Tenths: the communities of the area in ten groups by income deprivation (SIMD), last measured year. "
                "The gap is the most less the least deprived tenth. Who fares worse is told by three measures, the "
                "gap, the Duncan index and the slope index, which need not agree.",
            ),
            *(Headline(indicator.label, f"{judged.text}.") for indicator, _, judged in found),
            _of_both_editions(figures),
        ),
        live=figures.address("inequality"),
    )


# ---- Each priority


def _trend(figures: Figures, indicator: Indicator) -> Iterator[Slide]:
    row = figures.of(indicator.code)
    if row is None:
        return
    area, comparator = figures.area, figures.comparator
    places = [(area.code, area.name, AREA)]
    if figures.is_compared:
        places.insert(0, (comparator.place_code, comparator.name, figures.comparator_role))
    found = points_of(one for one in figures.series if one.indicator == indicator.code)
    lines = tuple(Line(name, role, found.get((indicator.code, code), ())) for code, name, role in places)
    points = words.trend_points(area, comparator, row, indicator)
    key = words.key(statuses_of(lines))
    if key:
        points.append(Headline("", key))
    why = [one for one in figures.ranked if figures.is_compared and one.indicator == indicator.code]
    yield Slide(
        "trend",
        words.trend_title(area, comparator, row, indicator),
        points=tuple(points),
        chart=Chart(indicator, trend(area, comparator, row, indicator), lines=lines),
        notes=_notes(
            indicator,
            *(Headline("Why it is here", reason(one, indicator, comparator)) for one in why if figures.are_suggested),
            Headline("Marks", words.ESTIMATED),
            Headline(
                "In the chart’s own data",
                "A dashed or dotted series also holds the year at which it meets the solid one; its name says what the "
                "rest of it is.",
            ),
        ),
        live=figures.address("trends", indicator=indicator.code),
    )


def _position(figures: Figures, indicator: Indicator) -> Iterator[Slide]:
    rows = figures.standings.get(indicator.code)
    if not rows:
        return
    bars = tuple(
        Placed(row.name or figures.comparator.name, _role(figures, row), row.value, row.status, row.rank)
        for row in rows
    )
    yield Slide(
        "position",
        words.position_title(figures.area, indicator, rows),
        points=tuple(words.position_points(figures.area, indicator, rows, figures.family)),
        chart=Chart(
            indicator,
            words.position(figures.area, indicator, rows, figures.family),
            bars=bars,
            year=period(rows[0].year),
        ),
        notes=_notes(
            indicator,
            Headline("Similar areas", f"The group of areas most alike in {FAMILIES[figures.family]}."),
        ),
        live=figures.address("compare", indicator=indicator.code),
    )


def _role(figures: Figures, row: Standing) -> Role:
    if row.place_code == figures.area.code:
        return AREA
    if row.place_code == figures.comparator.place_code:
        return figures.comparator_role
    return REST if row.is_member else SCOTLAND


def _inequality(figures: Figures, indicator: Indicator) -> Iterator[Slide]:
    measures = inequality.by_indicator(figures.measures).get(indicator.code, {})
    series, row = figures.tenths.get(indicator.code), measures.get("tenths")
    if not series or row is None:
        return
    area, comparator, is_compared = figures.area, figures.comparator, figures.is_compared
    lines = tuple(
        Line(name, role, tuple(Point(one.year, value(one), MEASURED) for one in series))
        for name, role, value in _TENTHS
    )
    sentence = inequality.tenths(area, comparator, indicator, row, figures.sizes, is_compared)
    index = inequality.duncan(area, comparator, indicator, measures.get("duncan"), None, is_compared)
    yield Slide(
        "inequality",
        words.inequality_title(indicator, row),
        points=(Headline("", sentence),),
        chart=Chart(indicator, sentence, lines=lines, level="community"),
        notes=_notes(
            indicator,
            Headline("The three measures", inequality.agreement(indicator, measures)),
            Headline("Duncan index", index),
            Headline(
                "Tenths", "The communities of the area in ten groups by income deprivation (SIMD); measured years only."
            ),
        ),
        live=figures.address("inequality", indicator=indicator.code),
    )


_TENTHS: tuple[tuple[str, Role, Callable[[Tenths], float | None]], ...] = (
    ("Least deprived tenth", LEAST_DEPRIVED, lambda one: one.least_deprived),
    ("Most deprived tenth", MOST_DEPRIVED, lambda one: one.most_deprived),
)


def _people(figures: Figures) -> Iterator[Slide]:
    """What matching the comparator would mean in numbers, for the priorities and what else is pressing."""
    counted = {row.indicator: row for row in figures.people}
    said = {
        code: people.matching(counted[code], figures.catalogue[code], figures.comparator.phrase)
        for code in dict.fromkeys([*figures.priorities, *(row.indicator for row in figures.ranked)])
        if code in counted
    }
    listed = [code for code in said if said[code]][:MOST_ROWS]
    if not listed:
        return
    first = listed[0]
    yield Slide(
        "people",
        words.people_title(counted[first], figures.catalogue[first], figures.comparator),
        points=(
            *(Headline(figures.catalogue[code].label, said[code]) for code in listed[1:]),
            Headline("What it is not", figures.people_method),
        ),
        notes=(_of_both_editions(figures),),
        live=figures.address("priorities"),
    )


def _appendix(figures: Figures) -> Iterator[Slide]:
    """All outcomes, beside Scotland and the average of the similar areas."""
    pages = _pages(figures.everything)
    has_similar = any(row.comparator_value is not None for row in figures.everything)
    columns = [
        Column("Outcome", share=3.6),
        Column(figures.area.name, share=1.7),
        *([Column(figures.nation_name, share=1.5)] if not figures.area.is_scotland else []),
        *([Column("Similar areas", share=1.6)] if has_similar else []),
        Column("Change, measured", share=3.0),
        *([Column("Rank", share=1.3)] if not figures.area.is_scotland else []),
    ]
    for number, part in enumerate(pages, start=1):
        yield Slide(
            "appendix",
            words.appendix_title(figures.area, number, len(pages), part, figures.catalogue),
            table=Table(
                f"{figures.area.name}: all outcomes, latest year",
                columns,
                [_appended(figures, row, has_similar) for row in part],
            ),
            notes=(
                Headline("Similar areas", f"The average of the areas most alike in {FAMILIES[figures.family]}."),
                Headline("Marks", words.ESTIMATED),
                Headline("Attribution", figures.edition.attribution),
            ),
            live=figures.address(""),
        )


def _appended(figures: Figures, row: Glance, has_similar: bool) -> Row:
    indicator = figures.catalogue[row.indicator]
    outcome, figure, changed = _figure(indicator, row)
    cells: list[Cell | str] = [outcome, figure]
    if not figures.area.is_scotland:
        cells.append(qualified(indicator.format(row.scotland_value), row.scotland_status))
    if has_similar:
        cells.append(qualified(indicator.format(row.comparator_value), row.comparator_status))
    cells.append(changed)
    if not figures.area.is_scotland:
        cells.append(rank(row.rank, row.ranked) or "not ranked")
    return Row(cells)


# ---- Communities


def _localities(figures: Figures) -> Iterator[Slide]:
    """The brief of each locality of the plan."""
    for one in figures.localities:
        for slide in locality.brief(one).slides:
            if slide.kind != "method":
                yield replace(
                    slide,
                    points=slide.points[:MOST_POINTS],
                    kind="localities",
                    notes=(Headline("Approximate", one.method), _of_both_editions(figures)),
                    live=one.address,
                )


def _poorest(figures: Figures) -> Iterator[Slide]:
    if not figures.poorest:
        return
    rows = []
    for _, found in groupby(figures.poorest, key=lambda row: row.community_code):
        outcomes = list(found)
        first = outcomes[0]
        worse = [_outcome(figures, row) for row in outcomes if row.area_score < 0]
        place = f"{first.position:g} of {first.communities}"
        rows.append(Row([first.name, place, "; ".join(worse) or "none below the average"]))
    shown = [figures.catalogue[code] for code in dict.fromkeys(row.indicator for row in figures.poorest)]
    yield Slide(
        "poorest",
        words.poorest_title(figures.area, figures.poorest_names),
        table=Table(
            f"{figures.area.name}: the communities with the poorest outcomes, over all {len(community_indicators())} "
            "outcomes together",
            [
                Column("Community", share=3.2),
                Column("Position, 1 is the poorest", share=2.0),
                Column("Furthest below the average of the area’s communities on", share=7.8),
            ],
            rows,
        ),
        notes=(
            Headline(
                "How it is worked out",
                "Each outcome’s distance from the mean of the area’s communities, in standard deviations, summed with "
                "equal weight over all community outcomes, latest year. Far out: beyond four deviations, so that one "
                "outcome weighs heavily; the position by the others follows.",
            ),
            Headline("Units", "; ".join(f"{one.label}: {one.unit}" for one in shown)),
            Headline(
                "Take care",
                "Small areas vary by chance, and some community figures are estimated. Read it beside local "
                "knowledge; it is not a league table. " + certainty.worst(figures.between, len(figures.poorest_names)),
            ),
            _of_both_editions(figures),
        ),
        live=figures.address("communities"),
    )


def _outcome(figures: Figures, row: Poor) -> str:
    indicator = figures.catalogue[row.indicator]
    far_out = ""
    if row.is_outlier and row.outcomes_without is not None:
        far_out = f" (far out: without it {row.outcomes_without:g} of {row.communities})"
    figure = noted(indicator.format(row.value), row.status)
    return f"{indicator.label} {figure}, average {indicator.format(row.area_value)}{far_out}"


def _vulnerable(figures: Figures) -> Iterator[Slide]:
    rows = figures.vulnerable
    has_five = all(row.has_five for row in rows)
    then = [row for row in rows if row.rank_then is not None or not has_five]
    if not then:
        return
    new = sorted((row for row in rows if row.rank_then is None and has_five), key=lambda row: row.rank_now or 0)
    points: tuple[Headline, ...] = ()
    if new:
        names = words.listed([row.name for row in new], most=len(rows))
        points = (Headline("", f"Among the five most vulnerable now, and not in {THEN}: {names}."),)
    yield Slide(
        "vulnerable",
        words.vulnerable_title(figures.area, rows),
        points=points,
        table=Table(
            f"{figures.area.name}: the five communities that were most vulnerable in {THEN}, then and now"
            if has_five
            else f"{figures.area.name}: all communities, then and now",
            [
                Column("Community", share=3.4),
                Column(f"In {THEN}", share=1.6),
                Column("Now, 1 is the poorest", share=2.4),
                Column("Gained ground on the area’s average on", share=5.6),
            ],
            [
                Row(
                    [
                        row.name,
                        "not on the list" if row.rank_then is None else str(row.rank_then),
                        Cell(
                            f"{row.position:g} of {row.communities}",
                            second="among the five" if has_five and row.rank_now is not None else "",
                        ),
                        words.ground(row, figures.catalogue),
                    ]
                )
                for row in then
            ],
        ),
        notes=(
            Headline(
                "How it is worked out",
                f"Gained ground: for each outcome, {own_span(figures.since)}, its distance from the "
                "unweighted mean of the area’s communities moved for the better, in the outcome’s own units. The list "
                f"of {THEN} is the published one; an area of fewer than ten communities has no five.",
            ),
            Headline(
                "Take care",
                "Small areas vary by chance. Read it beside local knowledge. "
                + (certainty.worst(figures.between, sum(row.rank_now is not None for row in rows)) if has_five else ""),
            ),
            _of_both_editions(figures),
        ),
        live=figures.address("vulnerable"),
    )


# ---- Sources


def _method(figures: Figures) -> Slide:
    shown = [row.indicator for row in figures.glance] if "glance" in figures.sections else figures.priorities
    used = [figures.catalogue[code] for code in dict.fromkeys(shown)]
    areas = max((row.ranked for row in figures.glance), default=0)
    cautions = [Headline(one.label, what) for one in used if (what := one.warned(figures.edition.title))]
    return Slide(
        "method",
        "Sources and method",
        points=(
            Headline("", f"{figures.edition.attribution}."),
            Headline(
                "Community figures",
                f"{figures.edition.community_title} edition. Latest observed year: "
                f"{period(figures.edition.last_observed_year)}.",
            ),
            Headline(
                "Change",
                f"{own_span(figures.since)}, in the direction that is better for each outcome. Rank: 1 "
                f"is best of the {areas} areas; equal values share a rank.",
            ),
            Headline("Marks", words.ESTIMATED),
            Headline(
                "",
                "The source publishes no confidence intervals: small differences can be chance. The figures are a "
                "start for discussion beside local knowledge, not a league table.",
            ),
            *cautions,
        ),
        notes=(Headline("Sources of the outcomes shown", "; ".join(sorted({one.source for one in used}))),),
        live=figures.address(""),
    )

"""What a board pack says, slide by slide, before it becomes a file: the slides and the report are made from this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

import pandas as pd

from cpop.catalogue import FAMILIES, Area, Community, Comparator, Indicator, community_indicators, period, slug
from cpop.charts.drawing import Line, Point
from cpop.charts.inequality import lines_of_tenths
from cpop.charts.report import Bar, status_text
from cpop.database import Edition
from cpop.queries.areas import Glance, Tally
from cpop.queries.inequality import Sizes, Tenths
from cpop.queries.priorities import Priority
from cpop.style import AREA, BAR_REST, COMPARATOR, REST, SCOTLAND, Mark
from cpop.words import pack as words
from cpop.words.inequality import Measures, agreement, closing, duncan, few_communities, tenths
from cpop.words.priorities import reason
from cpop.words.standing import rank, span, standing, status_note, trend, verdict, what_stands_out
from cpop.words.vulnerable import THEN

# Rows of a table that can be read from the far end of a room.
MOST_ROWS = 9
POOREST = 8
OUTCOMES_EACH = 2
# The other members of a group of similar areas, as bars.
OTHER = replace(REST, colour=BAR_REST)


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its text, a smaller second line, and a mark before it."""

    text: str
    small: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Table:
    """Ready texts; the first cell of a row names it. widths: the columns' shares of the whole."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


# Stands where a chart would, if none of its figures is known.
NOTHING_TO_DRAW = "There is no figure to draw here."


@dataclass(frozen=True)
class Chart:
    """Lines over time, or bars in order; alt says in words what it shows."""

    indicator: Indicator
    alt: str
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    year: str = ""

    @property
    def has_values(self) -> bool:
        """Whether there is anything to draw."""
        points = [*self.bars, *(point for line in self.lines for point in line.points)]
        return any(one.value is not None for one in points)

    @property
    def caption(self) -> str:
        """Which outcome is drawn, of which year, in which unit."""
        return f"{self.indicator.label}{self.year and f', {self.year}'}: {self.indicator.unit}"

    @property
    def heading(self) -> str:
        """The unit and the year alone, where the outcome is named already."""
        unit = self.indicator.unit
        return f"{unit[0].upper()}{unit[1:]}{self.year and f', {self.year}'}"


@dataclass(frozen=True)
class Slide:
    """One finding: its title, what is said of it, the chart or table that shows it, and what a speaker needs.

    kind: the section that it belongs to; notes: (name, text) of definition, source, caveat and live view.
    """

    kind: str
    title: str
    points: tuple[str, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Pack:
    """A whole pack: cover, slides, and how its files are called."""

    title: str
    subtitle: str
    edition: str
    attribution: str
    address: str
    file_stem: str
    slides: tuple[Slide, ...] = field(default=())


@dataclass(frozen=True)
class Figures:
    """What a pack is made from: choices, and the answers of queries (named as their functions).

    address: a function from a page's path and parameters to the full link of the live view.
    tally: of the headline outcomes; standings: by indicator, of the group `family`; tenths: by indicator, of the area.
    """

    area: Area
    comparator: Comparator
    is_compared: bool
    sections: list[str]
    catalogue: Mapping[str, Indicator]
    priorities: list[str]
    are_suggested: bool
    edition: Edition
    when: date
    address: Callable[..., str]
    family: str
    glance: Sequence[Glance]
    tally: Tally
    series: pd.DataFrame
    ranked: Sequence[Priority]
    standings: Mapping[str, pd.DataFrame]
    inequality: Mapping[str, Measures]
    tenths: Mapping[str, Sequence[Tenths]]
    tenth_sizes: Sizes
    communities: Mapping[str, Community]
    poorest: pd.DataFrame
    most_vulnerable: pd.DataFrame
    vulnerable_change: pd.DataFrame

    def rows(self, code: str) -> Iterator[object]:
        """The row of `glance` of one indicator, if there is one."""
        return (row for row in self.glance if row.indicator == code)


def assemble(figures: Figures) -> Pack:
    """The pack that some figures make. Pure: nothing is asked, nothing is drawn."""
    area = figures.area
    beside = f"Beside {figures.comparator.phrase}. " if figures.is_compared else ""
    slides = [slide for kind in ("glance", "stands-out") if kind in figures.sections for slide in MAKERS[kind](figures)]
    for code in figures.priorities:
        for kind in ("trend", "position", "inequality"):
            if kind in figures.sections:
                slides += PRIORITY_MAKERS[kind](figures, figures.catalogue[code])
    slides = list(_warned(figures, slides))
    slides += [
        slide for kind in ("poorest", "vulnerable") if kind in figures.sections for slide in MAKERS[kind](figures)
    ]
    slides.append(_method(figures))
    return Pack(
        title=f"{area.name}: community planning outcomes",
        subtitle=f"{beside}{figures.edition.title} edition, prepared {words.day(figures.when)}",
        edition=figures.edition.title,
        attribution=figures.edition.attribution,
        address=figures.address("", priorities=None),
        file_stem=f"cpop-board-pack-{area.slug}-{slug(figures.edition.title)}-{figures.when.isoformat()}",
        slides=tuple(slides),
    )


def _warned(figures: Figures, slides: list[Slide]) -> Iterator[Slide]:
    """The slides, the first chart of each outcome with what must be known of all its figures."""
    told = set()
    for slide in slides:
        indicator = slide.chart and slide.chart.indicator
        what = indicator.warned(figures.edition.title) if indicator else ""
        if what and indicator.code not in told:
            told.add(indicator.code)
            yield replace(slide, points=(*slide.points, what))
        else:
            yield slide


def _notes(indicator: Indicator, live: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    better = f"{indicator.better} is better"
    return (
        ("What is counted", indicator.definition),
        ("Unit", f"{indicator.unit}; {better}"),
        ("Source", indicator.source),
        ("Take care", indicator.caveat),
        *more,
        ("Live view", live),
    )


def _both_editions(figures: Figures) -> str:
    return f"{figures.edition.attribution}. Community figures: {figures.edition.community_title} edition"


# ---- At a glance and what stands out


def _glance(figures: Figures) -> Iterator[Slide]:
    headline = [row for row in figures.glance if figures.catalogue[row.indicator].headline]
    pages = -(-len(headline) // MOST_ROWS)
    size = -(-len(headline) // pages) if pages else 0
    for start in range(0, len(headline), size or 1):
        part = headline[start : start + size]
        themes = [name for name, _ in groupby(figures.catalogue[row.indicator].theme for row in part)]
        title = words.glance_title(figures.area, figures.comparator, pd.DataFrame(part), themes)
        heads = ["Outcome", "Latest", "Change, measured"]
        widths = [3.65, 1.65, 2.6]
        if figures.is_compared:
            heads += ["Rank", f"Against {figures.comparator.short}"]
            widths += [1.1, 3.3]
        rows = tuple(_glance_row(figures, row) for row in part)
        yield Slide(
            "glance",
            title,
            table=Table(f"{figures.area.name}: headline outcomes", tuple(heads), rows, tuple(widths)),
            notes=(
                ("How to read this", "The first in a ranking is the best. Each outcome’s direction decides what is "
                 "better. Changes run from the first to the last measured year. “About the same” and “little change”: "
                 "less than a tenth of the standard deviation of the 32 areas, or nothing at the precision shown."),
                ("Marks", words.ESTIMATED),
                ("Attribution", figures.edition.attribution),
                ("Live view", figures.address("")),
            ),
        )  # fmt: skip


def _glance_row(figures: Figures, row: object) -> tuple[Cell, ...]:
    indicator = figures.catalogue[row.indicator]
    note = status_note(row.status)
    moved = verdict(row.change, indicator, row.first_value, row.last_value)
    since = span(row.first_year, row.last_year) if row.first_year is not None else ""
    cells = [
        Cell(indicator.label, indicator.unit),
        Cell(indicator.format(row.value), f"{period(row.year)}{f', {note}' if note else ''}"),
        Cell(moved.text, since, moved.mark),
    ]
    if figures.is_compared:
        # The head of the column says who "they" are.
        against = standing(row, "they")
        theirs = status_note(row.comparator_status)
        cells.append(Cell(rank(row.rank, row.ranked) or "not ranked"))
        cells.append(
            Cell(
                f"{against.word} (theirs {indicator.format(row.comparator_value)}{f', {theirs}' if theirs else ''})",
                against.detail,
                against.mark,
            )
        )
    return tuple(cells)


def _stands_out(figures: Figures) -> Iterator[Slide]:
    headline = [row for row in figures.glance if figures.catalogue[row.indicator].headline]
    sentences = what_stands_out(figures.area, figures.comparator, headline, figures.tally, dict(figures.catalogue))
    yield Slide(
        "stands-out",
        words.stands_out_title(figures.area, figures.tally),
        points=tuple(one.text for one in sentences),
        notes=(
            ("Marks", words.ESTIMATED),
            ("Attribution", figures.edition.attribution),
            ("Live view", figures.address("")),
        ),
    )


# ---- Each priority


def _role(figures: Figures) -> object:
    return SCOTLAND if figures.comparator.is_scotland else COMPARATOR


def _line(series: pd.DataFrame, name: str, role: object) -> Line:
    points = (
        Point(int(row.year), None if pd.isna(row.value) else float(row.value), row.status)
        for row in series.itertuples()
    )
    return Line(name, role, tuple(points))


def _trend(figures: Figures, indicator: Indicator) -> Iterator[Slide]:
    for row in figures.rows(indicator.code):
        places = [(figures.area.code, figures.area.name, AREA)]
        if figures.is_compared:
            places.insert(0, (figures.comparator.place_code, figures.comparator.name, _role(figures)))
        of_indicator = figures.series[figures.series["indicator"] == indicator.code]
        lines = [_line(of_indicator[of_indicator["place_code"] == code], name, role) for code, name, role in places]
        sentence = trend(figures.area, figures.comparator, row, indicator)
        points = [sentence]
        if figures.are_suggested and figures.is_compared:
            points += [reason(one, indicator, figures.comparator) for one in _ranked(figures, indicator.code)]
        statuses = {p.status for line in lines for p in line.points if p.value is not None}
        if statuses - {"raw"}:
            points.append(_key(statuses))
        yield Slide(
            "trend",
            words.trend_title(figures.area, figures.comparator, row, indicator),
            points=tuple(points[:1] + points[-1:] if len(points) > 2 else points),
            chart=Chart(indicator, sentence, lines=tuple(lines)),
            notes=_notes(
                indicator,
                figures.address("trends", indicator=indicator.code),
                *(("Why it is here", text) for text in points[1:-1]),
                ("Marks", words.ESTIMATED),
                ("In the chart’s own data", "A dashed or dotted series also holds the year at which it meets the "
                 "solid one; its name says what the rest of it is."),
            ),
        )  # fmt: skip


def _key(statuses: set[str]) -> str:
    said = [
        text
        for status, text in (("imputed", "Dashed: estimated"), ("projected", "Dotted: projected"))
        if status in statuses
    ]
    return ". ".join(said) + "."


def _ranked(figures: Figures, code: str) -> Iterator[Priority]:
    return (row for row in figures.ranked if row.indicator == code)


def _position(figures: Figures, indicator: Indicator) -> Iterator[Slide]:
    rows = figures.standings.get(indicator.code)
    if rows is None or not len(rows):
        return
    sentence = words.position(figures.area, indicator, rows, figures.family)
    bars = []
    for row in rows.itertuples():
        name = row.name if isinstance(row.name, str) else figures.comparator.name
        role = AREA if row.place_code == figures.area.code else OTHER
        if row.place_code == figures.comparator.place_code or name == "Scotland":
            role = SCOTLAND if name == "Scotland" else COMPARATOR
        bars.append(Bar(name, role, None if pd.isna(row.value) else float(row.value), row.status))
    year = period(int(rows["year"].iloc[0]))
    yield Slide(
        "position",
        words.position_title(figures.area, indicator, rows),
        points=(sentence,),
        chart=Chart(indicator, sentence, bars=tuple(bars), year=year),
        notes=_notes(
            indicator,
            figures.address("compare", indicator=indicator.code),
            ("Similar areas", f"The group of eight CPPs most alike in {FAMILIES[figures.family]}."),
        ),
    )


def _inequality(figures: Figures, indicator: Indicator) -> Iterator[Slide]:
    measures = figures.inequality.get(indicator.code)
    series = figures.tenths.get(indicator.code)
    if not measures or not series:
        return
    row, index = measures["tenths"], measures.get("duncan")
    sizes = figures.tenth_sizes
    sentence = tenths(figures.area, figures.comparator, indicator, row, sizes, figures.is_compared)
    answer = f"Is the gap closing? {closing(indicator, row)}"
    lines = tuple(
        Line(line.name, line.role, tuple(Point(one.year, one.value, one.status) for one in line.points))
        for line in lines_of_tenths(series)
    )
    yield Slide(
        "inequality",
        words.inequality_title(figures.area, indicator, row),
        points=tuple(one for one in (answer, sentence, few_communities(figures.area, sizes)) if one),
        chart=Chart(indicator, sentence, lines=lines),
        notes=_notes(
            indicator,
            figures.address("inequality", indicator=indicator.code),
            ("The three measures", agreement(indicator, measures)),
            ("Duncan index", duncan(figures.area, figures.comparator, indicator, index, None, figures.is_compared)),
            ("Tenths", "The communities of the area in ten groups by income deprivation (SIMD); measured years only."),
        ),
    )


# ---- Communities


def _outcome(figures: Figures, row: object) -> str:
    indicator = figures.catalogue[row.indicator]
    far_out = f" (far out: without it {row.outcomes_without:g} of {row.communities:g})" if row.is_outlier else ""
    return f"{indicator.label} {indicator.format(row.value)}{status_text(row.status)}{far_out}"


def _poorest(figures: Figures) -> Iterator[Slide]:
    rows = figures.poorest
    if not len(rows):
        return
    cells, names = [], []
    for code, outcomes in rows.groupby("community_code", sort=False):
        first = outcomes.iloc[0]
        names.append(figures.communities[code].name)
        worse = outcomes[outcomes["area_score"] < 0]
        cells.append(
            (
                Cell(figures.communities[code].name),
                Cell(f"{first['position']:g} of {first['communities']:g}"),
                Cell("; ".join(_outcome(figures, row) for row in worse.itertuples()) or "none below the average"),
            )
        )
    shown = [figures.catalogue[code] for code in dict.fromkeys(rows["indicator"])]
    yield Slide(
        "poorest",
        words.poorest_title(figures.area, names),
        table=Table(
            f"{figures.area.name}: the communities with the poorest outcomes, over all {len(community_indicators())} "
            "outcomes together",
            ("Community", "Position, 1 is the poorest", "Furthest below the area’s average on"),
            tuple(cells),
            (3.6, 2.4, 7.0),
        ),
        notes=(
            ("How it is worked out", "Each outcome’s distance from the mean of the area’s communities, in standard "
             "deviations, summed with equal weight over all community outcomes, latest year. Far out: beyond four "
             "deviations, so that one outcome weighs heavily; the position by the others follows."),
            ("Units", "; ".join(f"{one.label}: {one.unit}" for one in shown)),
            ("Take care", "Small areas vary by chance, and some community figures are estimated. Read it beside local "
             "knowledge; it is not a league table."),
            ("Attribution", _both_editions(figures)),
            ("Live view", figures.address("communities")),
        ),
    )  # fmt: skip


def _vulnerable(figures: Figures) -> Iterator[Slide]:
    rows = figures.most_vulnerable
    has_five = bool(rows["has_five"].all())
    then = rows.dropna(subset=["rank_then"]) if has_five else rows
    then = then.sort_values("rank_then", kind="stable", na_position="last")
    if not len(then):
        return
    kept = "among the five" if has_five else ""
    cells = []
    for row in then.itertuples():
        changes = figures.vulnerable_change[figures.vulnerable_change["community_code"] == row.community_code]
        cells.append(
            (
                Cell(figures.communities[row.community_code].name),
                Cell(f"{row.rank_then:g}" if row.rank_then == row.rank_then else "not on the list"),
                Cell(f"{row.position:g} of {row.communities:g}", kept if row.rank_now == row.rank_now else ""),
                Cell(words.ground(changes, dict(figures.catalogue))),
            )
        )
    new = rows[rows["rank_then"].isna() & has_five].sort_values("rank_now", kind="stable")
    points = ()
    if len(new):
        named = words.listed([figures.communities[code].name for code in new["community_code"]], most=9)
        points = (f"Among the five most vulnerable now, and not in {THEN}: {named}.",)
    yield Slide(
        "vulnerable",
        words.vulnerable_title(figures.area, rows),
        points=points,
        table=Table(
            f"{figures.area.name}: the five communities that were most vulnerable in {THEN}, then and now"
            if has_five
            else f"{figures.area.name}: all communities, then and now",
            ("Community", f"In {THEN}", "Now, 1 is the poorest", "Gained ground on the area’s average on"),
            tuple(cells),
            (3.4, 1.6, 2.4, 5.6),
        ),
        notes=(
            ("How it is worked out", "Gained ground: from the first to the last measured year of each outcome its "
             "distance from the unweighted mean of the area’s communities moved for the better, in the outcome’s own "
             f"units. The list of {THEN} is the published one; an area of fewer than ten communities has no five."),
            ("Take care", "Small areas vary by chance. Read it beside local knowledge."),
            ("Attribution", _both_editions(figures)),
            ("Live view", figures.address("vulnerable")),
        ),
    )  # fmt: skip


# ---- Sources


def _method(figures: Figures) -> Slide:
    used = list(
        dict.fromkeys([row.indicator for row in figures.glance] if "glance" in figures.sections else figures.priorities)
    )
    sources = sorted({figures.catalogue[code].source for code in used})
    last = period(figures.edition.last_observed_year)
    points = [
        f"{figures.edition.attribution}.",
        f"Community figures: {figures.edition.community_title} edition. Latest observed year: {last}.",
        "Change: from the first to the last measured year, in the direction that is better for each outcome. Rank: 1 "
        "is best of the 32 CPPs; equal values share a rank.",
        words.ESTIMATED,
        "The source publishes no confidence intervals: small differences can be chance. The figures are a start for "
        "discussion beside local knowledge, not a league table.",
    ]
    warned = [figures.catalogue[code] for code in used if figures.catalogue[code].warned(figures.edition.title)]
    points += [f"{one.label}: {one.warned(figures.edition.title)}" for one in warned]
    return Slide(
        "method",
        "Sources and method",
        points=tuple(points),
        notes=(
            ("Sources of the outcomes shown", "; ".join(sources)),
            ("Live view", figures.address("")),
        ),
    )


MAKERS = {"glance": _glance, "stands-out": _stands_out, "poorest": _poorest, "vulnerable": _vulnerable}
PRIORITY_MAKERS = {"trend": _trend, "position": _position, "inequality": _inequality}

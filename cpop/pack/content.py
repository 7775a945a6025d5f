"""What a board pack is before it becomes a file: a cover and slides, each with words and a chart or a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cpop.catalogue import Indicator, period
from cpop.charts import kit
from cpop.charts.series import Line, Placed, values_of, years_of
from cpop.table import Cell, Column, Row, Table, figure
from cpop.words.standing import Headline

# Stands where a chart would, if none of its figures is known.
NOTHING_TO_DRAW = "There is no figure to draw here."


@dataclass(frozen=True)
class Goal:
    """A target in a chart: its value and year, and the year and value that progress counts from, where there are."""

    value: float
    year: int
    baseline: tuple[int, float] | None = None


@dataclass(frozen=True)
class Shape:
    """One place of a map: its name, its colour and its rings, each a row of points in the units of the map."""

    name: str
    colour: str
    rings: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True)
class Map:
    """Places in shades, as wide and high as its units say. key: the shades with their words; alt: what it shows."""

    alt: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    key: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chart:
    """Lines over time, or bars in order.

    alt: in words what it shows; level: whose figures are drawn (cpp, community), and so which breaks; year: of bars;
    goal: a target that the first line is on its way to.
    """

    indicator: Indicator
    alt: str
    lines: tuple[Line, ...] = ()
    bars: tuple[Placed, ...] = ()
    level: str = "cpp"
    year: str = ""
    goal: Goal | None = None

    @property
    def has_values(self) -> bool:
        """Whether there is anything to draw."""
        return bool(values_of(self.lines)) or any(bar.value is not None for bar in self.bars)

    @property
    def heading(self) -> str:
        """The unit and the year, where the outcome is named already."""
        return f"{kit.unit_text(self.indicator)}{self.year and f', {self.year}'}"

    @property
    def caption(self) -> str:
        """Which outcome is drawn, of which year, in which unit."""
        return f"{self.indicator.label}{self.year and f', {self.year}'}: {self.indicator.unit}"

    @property
    def table(self) -> Table:
        """The figures that are drawn: a row a year, or a row a place."""
        if self.bars:
            columns = [Column("Area", share=2), Column("Value", is_number=True)]
            bars = [Row([bar.name, figure(self.indicator, bar.value, bar.status)]) for bar in self.bars]
            return Table(self.caption, columns, bars)
        columns = [Column("Year"), *(Column(line.name, is_number=True) for line in self.lines)]
        return Table(self.caption, columns, [self._of(year) for year in years_of(self.lines)])

    def _of(self, year: int) -> Row:
        points = [next((one for one in line.known if one.year == year), None) for line in self.lines]
        cells: list[Cell | str] = [
            figure(self.indicator, point.value, point.status) if point else figure(self.indicator, None, None)
            for point in points
        ]
        return Row([period(year), *cells])


@dataclass(frozen=True)
class Slide:
    """One finding: its title, what is said of it, the chart or table that shows it, and what a speaker needs.

    kind: the section that it belongs to; notes: of definition, source and caveat; live: the address of the live view;
    map: beside what is said, where there is no chart and no table.
    """

    kind: str
    title: str
    points: tuple[Headline, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    notes: tuple[Headline, ...] = ()
    live: str = ""
    map: Map | None = None

    @property
    def shown(self) -> str:
        """What it shows besides words."""
        return "Chart" if self.chart else "Table" if self.table else "Map" if self.map else "Text"


@dataclass(frozen=True)
class Pack:
    """A whole pack: cover, slides, when it was made, and how its files are called."""

    title: str
    subtitle: str
    edition: str
    attribution: str
    address: str
    file_stem: str
    made: date
    slides: tuple[Slide, ...]


def noted_once(slides: Iterable[Slide]) -> Iterator[Slide]:
    """The slides, each note with the first alone: who reads them in their order has read it."""
    said: set[Headline] = set()
    for slide in slides:
        yield replace(slide, notes=tuple(note for note in slide.notes if note not in said))
        said.update(slide.notes)


def warned(slides: Iterable[Slide], edition: str) -> Iterator[Slide]:
    """The slides, the first chart of each outcome with what must be known of all its figures in an edition."""
    done = set()
    for slide in slides:
        indicator = slide.chart and slide.chart.indicator
        what = indicator.warned(edition) if indicator else ""
        if indicator and what and indicator.code not in done:
            done.add(indicator.code)
            yield replace(slide, points=(*slide.points, Headline("", what)))
        else:
            yield slide

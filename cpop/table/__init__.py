"""A table, said once: columns, rows and cells, from which each writer makes its own.

page        HTML, as the pages show it
report      HTML for the one-file report
powerpoint  a native table on a slide
word        a native table in a document

Every text may be Markup (cpop.markup): it stands as it is in HTML, and without its tags elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, Protocol

from markupsafe import Markup

from cpop import status
from cpop.catalogue import Indicator, period
from cpop.markup import plain
from cpop.style import REST, SIGN, Mark, Role

Weight = Literal["", "strong", "value"]
# What stands for a missing value where a word would crowd the table.
DASH = "–"


class TableError(ValueError):
    """A table that does not hold together; the message names the table, the row and what to do."""


class Judgement(Protocol):
    """What was judged, ready to show: the mark, the word, and what more there is to say after a joint."""

    @property
    def mark(self) -> Mark:
        """Its mark."""

    @property
    def word(self) -> str:
        """What was judged, in a word."""

    @property
    def detail(self) -> str:
        """What more there is to say; empty where there is nothing."""

    @property
    def joint(self) -> str:
        """What stands between the two."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """A patch of a map's colour before a text: a class of the page's style ("s3"), or a colour itself ("#12436D")."""

    shade: str
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Small:
    """A smaller line beneath a text. css: "narrow" where a phone alone shows it, and paper does not."""

    text: str
    css: str = ""

    @property
    def is_for_phone(self) -> bool:
        """Whether it stands in for a column that a phone leaves out."""
        return "narrow" in self.css.split()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A small drawing in a cell, above its text or below it. alt: what is written where no drawing can be shown."""

    svg: Markup
    alt: str = ""
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """What opens at a click: its summary, and what it hides. css: "small" where it stands beneath a figure."""

    summary: str
    text: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says. Only the text is needed; a writer leaves out what its medium cannot show.

    second: smaller lines beneath. mark: of a judgement (Mark), of a place (Role; none for all others) or of a colour
    (Swatch), before the text. detail: the rest of a judgement, after the joint. status: of the figure; its note
    follows the text. link: where the text leads; title: the link's tooltip. weight: "strong", or "value" for the
    figure that a row is about. before, after: what stands beside the text, a mark of priority say. spoken: what a
    sign is called for those who listen. css: a class of the page's style. is_silent: nothing to listen to.
    """

    text: str = ""
    second: str | Small | Sequence[str | Small] = ()
    mark: Mark | Role | Swatch | None = None
    detail: str = ""
    joint: str = ", "
    status: str | None = None
    link: str = ""
    title: str = ""
    weight: Weight = ""
    before: str = ""
    after: str = ""
    drawing: Drawing | None = None
    more: More | None = None
    spoken: str = ""
    css: str = ""
    is_silent: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its first line is a text and nothing else: so are most, and a large table is written faster."""
        return not (
            self.mark or self.status or self.link or self.weight or self.detail or self.before or self.after
            or self.drawing or self.spoken
        )  # fmt: skip

    @property
    def is_bare(self) -> bool:
        """Whether it is a text and nothing else at all."""
        return self.is_plain and not self.second and self.more is None

    @property
    def smalls(self) -> tuple[Small, ...]:
        """The smaller lines, empty ones left out."""
        given = (self.second,) if isinstance(self.second, (str, Small)) else self.second
        lines = (Small(one) if isinstance(one, str) else one for one in given)
        return tuple(line for line in lines if line.text)

    @property
    def judgement(self) -> Mark | None:
        """The mark of a judgement."""
        return self.mark if isinstance(self.mark, Mark) else None

    @property
    def place(self) -> tuple[str, str] | None:
        """The sign of a place that plays a role, and its colour; none for all other places."""
        if not isinstance(self.mark, Role) or self.mark is REST:
            return None
        return SIGN[self.mark.marker], self.mark.text

    @property
    def swatch(self) -> Swatch | None:
        """The patch of colour."""
        return self.mark if isinstance(self.mark, Swatch) else None

    @property
    def sign(self) -> tuple[str, str] | None:
        """The sign before the text and its colour, whoever gave it; none for a patch of colour."""
        return (self.judgement.sign, self.judgement.colour) if self.judgement else self.place

    @property
    def line(self) -> str:
        """The cell's first line in plain words, without its sign: "Worse, improving faster", "13.1% (estimated)"."""
        said = f"{self.text}{self.joint}{self.detail}" if self.detail else self.text
        parts = (self.before, status.noted(plain(said), self.status), self.after)
        told = " ".join(plain(part).strip() for part in parts if part)
        return told or (self.drawing.alt if self.drawing else "")

    @property
    def lines_on_paper(self) -> tuple[str, ...]:
        """The smaller lines in plain words, without those for a phone."""
        return tuple(plain(one.text) for one in self.smalls if not one.is_for_phone)


def judged(verdict: Judgement, *second: str | Small, drawing: Drawing | None = None, css: str = "") -> Cell:
    """A judgement as a cell: its mark, its word, and the rest; smaller lines beneath, a drawing above or below."""
    return Cell(
        verdict.word,
        second=second,
        mark=verdict.mark,
        detail=verdict.detail,
        joint=verdict.joint,
        weight="strong",
        drawing=drawing,
        css=css,
    )


def figure(indicator: Indicator, value: float | None, status: str | None, *, css: str = "") -> Cell:
    """A figure with the note of its status: "13.1% (estimated)"; "no figure" where there is none."""
    return Cell(indicator.format(value), status=None if value is None else status, css=css)


def latest(indicator: Indicator, value: float | None, year: int, status: str | None) -> Cell:
    """The figure that a row is about, over its year: "13.1%", "2021/22, estimated"."""
    return Cell(indicator.format(value), second=dated(year, None if value is None else status), weight="value")


def dated(year: int, status_: str | None) -> str:
    """A year with the note of its figure: "2021/22", "2021/22, estimated"."""
    return status.qualified(period(year), status_)


def missing(spoken: str = "no figure") -> Cell:
    """A dash for a missing value, said in words to those who listen."""
    return Cell(DASH, spoken=spoken)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, and how its cells are set.

    head: a text, or a cell with more than that. is_number: figures stand to the right. names_row: its cells name
    their rows (one column does; the first, if none says so). group: neighbouring columns of one group share a head
    above theirs. order: "ascending" or "descending" where the rows stand in the order of this column. css: "wide"
    where a phone leaves it out. share: its width on paper, beside the other columns' shares.
    """

    head: str | Cell
    is_number: bool = False
    names_row: bool = False
    group: str = ""
    order: Literal["ascending", "descending"] | None = None
    css: str = ""
    share: float = 1.0

    @property
    def cell(self) -> Cell:
        """The head as a cell."""
        return self.head if isinstance(self.head, Cell) else Cell(self.head)

    @property
    def name(self) -> str:
        """What the column is called in plain words."""
        return plain(self.cell.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. role: what it is among the others (benchmark, own, followed, is-chosen, scale); bold on paper."""

    cells: Sequence[Cell | str]
    role: str = ""

    @property
    def filled(self) -> tuple[Cell, ...]:
        """Its cells, plain texts included."""
        return tuple(Cell(one) if isinstance(one, str) else one for one in self.cells)


@dataclass(frozen=True, slots=True)
class Theme:
    """A row that names those beneath it. id: of the row, where links lead to it."""

    text: str
    second: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that stands for some that are not shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Raises TableError where a row has not as many cells as there are columns, or nothing names the rows.

    caption: what it holds, also the name of the region in which it scrolls. css: classes of the page's style.
    region: further classes of that region; None for a table that needs none. has_cards: a phone shows each row as a
    card, each cell under the name of its column. folds: a phone shows the rows beneath the first Theme, with which the
    table begins, and those beneath each other when asked. is_brief: estimates in italics with "est.", where the words
    would not fit; the page then says what it means.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row | Theme | LeftOut]
    css: str = ""
    region: str | None = ""
    has_cards: bool = False
    folds: bool = False
    is_brief: bool = False

    def __post_init__(self) -> None:
        if not plain(self.caption).strip():
            raise TableError("a table has no caption: say in a few words what it holds")
        if self.folds and not (self.rows and isinstance(self.rows[0], Theme)):
            raise TableError(f"{self.caption!r} folds, but does not begin with a Theme: name its first rows")
        if sum(column.names_row for column in self.columns) > 1:
            named = ", ".join(column.name for column in self.columns if column.names_row)
            raise TableError(f"{self.caption!r}: more than one column names the rows ({named}); choose one")
        for number, row in enumerate(self.rows, start=1):
            if isinstance(row, Row) and len(row.cells) != len(self.columns):
                raise TableError(
                    f"{self.caption!r}: row {number} has {len(row.cells)} cells for {len(self.columns)} columns "
                    f"({', '.join(column.name for column in self.columns)})"
                )

    @property
    def widths(self) -> tuple[float, ...]:
        """What each column takes of the table's width on paper, in per cent."""
        whole = sum(column.share for column in self.columns)
        return tuple(round(100 * column.share / whole, 2) for column in self.columns)

    @property
    def is_shared_out(self) -> bool:
        """Whether its columns were given widths of their own."""
        return len({column.share for column in self.columns}) > 1

    @property
    def naming(self) -> int:
        """Which column names the rows, counted from 0."""
        return next((place for place, column in enumerate(self.columns) if column.names_row), 0)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Column, ...]], ...]:
        """Neighbouring columns by their group, in order; empty where no column is in one."""
        if not any(column.group for column in self.columns):
            return ()
        return tuple((name, tuple(members)) for name, members in groupby(self.columns, key=lambda column: column.group))

    @property
    def body(self) -> Iterator[Row]:
        """The rows with figures alone, without themes and gaps."""
        return (row for row in self.rows if isinstance(row, Row))

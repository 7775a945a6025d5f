"""A page as a reader sees it: its sentences, tables, cards and the labels of its drawings, read back from the HTML.

Nothing here knows the functions that made the page. `read(app)` answers a Page of an AppTest's main column;
`parse(markup)` one of a piece of HTML or Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "img", "input", "path", "circle", "rect", "line", "use", "hr"}
# What begins on a line of its own.
OWN_LINE = {"p", "li", "tr", "td", "th", "br", "h1", "h2", "h3", "section", "caption", "div", "summary", "details"}
OWN_LINE_CLASSES = {"small", "rest", "value", "answer", "place"}
HIDDEN = {"svg", "title", "style"}


@dataclass
class Node:
    """An element of a page, or the page itself."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def find(self, *tags: str, outside: Iterable[str] = ()) -> Iterator[Node]:
        """The elements of some tags beneath this one, in order; none that lies within one of those `outside`."""
        for child in self.children:
            if isinstance(child, Node) and child.tag not in set(outside):
                if child.tag in tags:
                    yield child
                yield from child.find(*tags, outside=outside)

    def lines(self, without: Iterable[str] = ()) -> list[str]:
        """Its text, a line a block, without what only a machine reads."""
        pieces: list[str] = []
        self._collect(pieces, HIDDEN | set(without))
        lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(pieces).replace("−", "-").split("\n"))
        return [line for line in lines if line]

    def _collect(self, pieces: list[str], without: set[str]) -> None:
        for child in self.children:
            if isinstance(child, str):
                pieces.append(re.sub(r"\s+", " ", child))
                continue
            if child.tag in without or child.attributes.get("aria-hidden") == "true":
                continue
            own_line = child.tag in OWN_LINE or OWN_LINE_CLASSES & set(child.attributes.get("class", "").split())
            pieces.append("\n" if own_line else "")
            child._collect(pieces, without)
            pieces.append("\n" if own_line else "")

    def labels(self) -> list[str]:
        """What its drawings say: their names for those who cannot see them, or their own tooltips."""
        said = []
        for one in self.find("svg"):
            own = (child for child in one.children if isinstance(child, Node) and child.tag == "title")
            tooltip = "".join(str(text) for title in own for text in title.children)
            said.append(one.attributes.get("aria-label", tooltip).replace("−", "-"))
        return [one for one in said if one]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree(markup: str) -> Node:
    """The elements of a piece of HTML; Markdown's own marks are taken off."""
    reader = _Reader()
    reader.feed(re.sub(r"\*\*([^*]+)\*\*", r"\1", markup))
    reader.close()
    return reader.root


@dataclass(frozen=True)
class Cell:
    """One cell of a table: what stands in it, a line a block, the labels of its drawings and its links."""

    lines: tuple[str, ...]
    labels: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class Row:
    """One row of a table, by the heads of its columns."""

    heads: tuple[str, ...]
    cells: tuple[Cell, ...]
    name: Cell

    def cell(self, head: str) -> Cell | None:
        """The cell of the first column whose head holds some words; none where no column does."""
        return next((cell for name, cell in zip(self.heads, self.cells, strict=False) if head in name), None)


@dataclass(frozen=True)
class Table:
    """A table as it stands: caption, heads (those of two storeys joined), and rows of as many cells."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Card:
    """A small section of its own: heading, text, and the labels of its drawings."""

    title: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page: (header above it, sentence) of all prose and every chart's alternative, its tables and its cards."""

    title: str = ""
    prose: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    cards: tuple[Card, ...] = ()

    def table(self, head: str) -> Table | None:
        """The first table with a column whose head holds some words."""
        return next((table for table in self.tables if any(head in name for name in table.heads)), None)

    def sentence(self, pattern: str) -> re.Match | None:
        """The first match of a pattern in the prose."""
        return next((found for _, text in self.prose if (found := re.search(pattern, text))), None)


def _heads(rows: list[Node]) -> tuple[str, ...]:
    """The heads of all columns: those above others are joined to each of them."""
    grid: dict[tuple[int, int], str] = {}
    for level, row in enumerate(rows):
        column = 0
        for one in row.find("th", "td"):
            while (level, column) in grid:
                column += 1
            text = " ".join(one.lines())
            for down in range(int(one.attributes.get("rowspan", 1))):
                for along in range(int(one.attributes.get("colspan", 1))):
                    grid[level + down, column + along] = text if not down else ""
            column += int(one.attributes.get("colspan", 1))
    width = 1 + max((column for _, column in grid), default=-1)
    storeys = ([grid.get((level, column), "") for level in range(len(rows))] for column in range(width))
    return tuple(": ".join(filter(None, texts)) for texts in storeys)


def _table(node: Node) -> Table:
    caption = " ".join(line for one in node.find("caption") for line in one.lines())
    top = [row for one in node.find("thead") for row in one.find("tr")]
    heads = _heads(top)
    rows = []
    for row in node.find("tr", outside=("thead",)):
        cells = [one for one in row.children if isinstance(one, Node) and one.tag in ("td", "th")]
        if len(cells) != len(heads):
            continue
        made = tuple(
            Cell(
                tuple(one.lines()),
                tuple(one.labels()),
                tuple(link.attributes.get("href", "") for link in one.find("a")),
            )
            for one in cells
        )
        name = next((cell for one, cell in zip(cells, made, strict=True) if one.tag == "th"), made[0])
        rows.append(Row(heads, made, name))
    return Table(caption, heads, tuple(rows))


def _card(node: Node) -> Card:
    title = next((" ".join(one.lines()) for one in node.find("h2", "h3")), "")
    items = tuple(" ".join(one.lines()) for one in node.find("li"))
    return Card(title, tuple(node.lines(without=("h2", "h3"))), tuple(node.labels()), items)


def parse(markup: str, header: str = "") -> Page:
    """A page of one piece of HTML or Markdown, under a header."""
    root = tree(markup)
    prose = []
    for one in root.find("p", "li", outside=("table", "section", "details")):
        prose.append((header, " ".join(one.lines())))
    if not any(True for _ in root.find("p", "li", "table", "section", "svg", "div")):
        prose += [(header, line) for line in root.lines()]
    prose += [(header, label) for one in [root] for label in _loose_labels(one)]
    return Page(
        prose=tuple(prose),
        tables=tuple(_table(one) for one in root.find("table")),
        cards=tuple(_card(one) for one in root.find("section")),
    )


def _loose_labels(root: Node) -> list[str]:
    return [
        one.attributes["aria-label"].replace("−", "-")
        for one in root.find("svg", outside=("table", "section"))
        if "aria-label" in one.attributes
    ]


def read(app: object) -> Page:
    """All of the main column of a page that an AppTest ran."""
    title, header, found = "", "", Page()
    for one in app.main:
        if one.type == "title":
            title = one.value
        elif one.type in ("header", "subheader"):
            header = one.value
            found = _both(found, Page(prose=((header, header),)))
        elif one.type == "plotly_chart":
            found = _both(found, Page(prose=((header, one.proto.alt.replace("−", "-")),)))
        elif one.type in ("markdown", "info", "warning"):
            found = _both(found, parse(one.value, header))
    return Page(title, found.prose, found.tables, found.cards)


def _both(one: Page, other: Page) -> Page:
    return Page(one.title, one.prose + other.prose, one.tables + other.tables, one.cards + other.cards)

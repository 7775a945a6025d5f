"""The communities of an area in order of several questions, side by side, so that the eye can follow one."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from cpop.charts.kit import NOTHING
from cpop.markup import element, joined, number
from cpop.style import BETTER, FOLLOWED, MUTED_TEXT, RANK_SHADES, TEXT, WORSE

WIDTH = 1040
_LABEL = 218
_GAP = (WIDTH - 4 * _LABEL) / 3
_HEAD = 46
# The most letters in a line of a label, and of a head.
_LETTERS, _HEAD_LETTERS = 29, 30


@dataclass(frozen=True)
class Entry:
    """One community: its position in each column (1 on top; None without one), and what the label says beside it.

    is_better: for each column whether it is above the average of its type; None where the column does not ask. note:
    what the tooltip says after the name. band: 1 the poorest; None without a position.
    """

    name: str
    href: str
    positions: tuple[float | None, ...]
    is_better: tuple[bool | None, ...]
    note: str = ""
    band: int | None = None


@dataclass
class _Column:
    """Where each community stands, y by its index, and how many are left out between: y and count of each gap."""

    y: dict[int, float]
    gaps: list[tuple[float, int]] = field(default_factory=list)


@dataclass(frozen=True)
class _Layout:
    """All columns, the height of a row, and that of the drawing."""

    columns: list[_Column]
    row: float
    height: float


def position_text(position: float | None) -> str:
    """A position as a label shows it: "3", "4.5" where it is shared, "–" where there is none."""
    return "–" if position is None else f"{position:g}"


def ranked_columns(
    heads: Sequence[str],
    entries: Sequence[Entry],
    *,
    ends: int | None = None,
    followed: int | None = None,
) -> Markup:
    """Columns of labelled communities, a line leading each from column to column, as inline SVG.

    heads: the question of each column; ends: how many to show from the top and from the bottom of each column (all,
    if there are not more than twice as many); followed: the index of the community to stand out, shown in every
    column wherever it stands. Colour: shades by band, the first darkest. Silent: it says each community up to four
    times, and the table beside it once.
    """
    layout = _layout(entries, len(heads), ends, followed)
    quiet = "" if followed is None else "quiet"
    pieces = [_head(place, text) for place, text in enumerate(heads)]
    pieces += [_left_out(place, *gap) for place, column in enumerate(layout.columns) for gap in column.gaps]
    pieces += [_entry(one, i, layout, quiet) for i, one in enumerate(entries) if i != followed]
    if followed is not None:
        pieces.append(_entry(entries[followed], followed, layout, "followed"))
    drawing = element(
        "svg",
        *pieces,
        class_="ranked wide" if layout.height > 1600 else "ranked",
        aria_hidden="true",
        viewBox=f"-2 0 {WIDTH + 4} {number(layout.height)}",
    )
    return element(
        "div", drawing, class_="scroll", tabindex="0", role="region", aria_label="Chart: communities in order"
    )


def _layout(entries: Sequence[Entry], count: int, ends: int | None, followed: int | None) -> _Layout:
    total = len(entries)
    row = 33.0 if any(len(one.name) > _LETTERS for one in entries) else 26.0
    orders = [_in_order(entries, column) for column in range(count)]
    if ends is None or total <= 2 * ends:
        columns = [_Column({i: _HEAD + place * row for place, i in enumerate(order)}) for order in orders]
        return _Layout(columns, row, _HEAD + total * row + 2)
    # One height of the gap for all columns, so that both ends stand in line.
    gap = row + 44 if any(followed in order[ends : total - ends] for order in orders) else 30
    top = _HEAD + ends * row
    columns = []
    for order in orders:
        first, between, last = order[:ends], order[ends : total - ends], order[total - ends :]
        column = _Column({i: _HEAD + place * row for place, i in enumerate(first)})
        column.y |= {i: top + gap + place * row for place, i in enumerate(last)}
        if followed is not None and followed in between:
            place = between.index(followed)
            column.y[followed] = top + 22
            column.gaps = [(top + 15, place), (top + gap - 8, len(between) - place - 1)]
        else:
            column.gaps = [(top + gap / 2 + 3, len(between))]
        columns.append(column)
    return _Layout(columns, row, _HEAD + 2 * ends * row + gap + 2)


def _in_order(entries: Sequence[Entry], column: int) -> list[int]:
    """The indices of the communities by their positions in a column, those without one last."""

    def place(i: int) -> tuple[bool, float, str]:
        position = entries[i].positions[column]
        return position is None, position or 0, entries[i].name

    return sorted(range(len(entries)), key=place)


def _x(column: int) -> float:
    return round(column * (_LABEL + _GAP), 1)


def _in_two(text: str, letters: int) -> list[str]:
    """A text in lines of so many letters, and all that does not fit in the first in the second."""
    first, *rest = textwrap.wrap(text, letters)
    return [first, " ".join(rest)] if rest else [first]


def _head(column: int, text: str) -> Markup:
    lines = _in_two(text, _HEAD_LETTERS)
    spans = [
        element("tspan", line, x=_x(column), y=16 + 17 * place + (17 if len(lines) == 1 else 0))
        for place, line in enumerate(lines)
    ]
    return element("text", *spans, font_size=14, font_weight="600", fill=TEXT)


def _left_out(column: int, y: float, count: int) -> Markup:
    if not count:
        return NOTHING
    return element(
        "text",
        f"… {count} more …",
        x=_x(column) + _LABEL / 2,
        y=y,
        text_anchor="middle",
        font_size=12.5,
        fill=MUTED_TEXT,
    )


def _entry(one: Entry, index: int, layout: _Layout, css: str) -> Markup:
    """The labels of a community in all columns where it is shown, and the lines between neighbouring ones."""
    places = [(place, column.y[index]) for place, column in enumerate(layout.columns) if index in column.y]
    if not places:
        return NOTHING
    fill, ink, stroke = RANK_SHADES[-1 if one.band is None else one.band - 1]
    height = layout.row - 4
    steps = []
    for (column, y), (following, next_y) in zip(places, places[1:], strict=False):
        if following == column + 1:
            start, end = _x(column) + _LABEL, _x(following)
            bend = (end - start) / 2
            a, b = number(y + height / 2), number(next_y + height / 2)
            curve = f"C{number(start + bend)} {a} {number(end - bend)} {b} {number(end)} {b}"
            steps.append(f"M{number(start)} {a}{curve}")
    pieces = [element("path", d="".join(steps), stroke=FOLLOWED if css == "followed" else stroke)] if steps else []
    pieces += [_label(one, column, y, height, fill, ink) for column, y in places]
    told = f"{one.name}: {one.note}" if one.note else one.name
    return element(
        "a",
        element("title", told),
        *pieces,
        class_=css,
        href=one.href,
        target="_self",
        tabindex="-1",
    )


def _label(one: Entry, column: int, y: float, height: float, fill: str, ink: str) -> Markup:
    x, middle, placed = _x(column), y + height / 2, position_text(one.positions[column])
    lines = [one.name] if len(one.name) <= _LETTERS else _in_two(one.name, len(one.name) // 2 + 4)
    first = middle + 4.2 - 6.8 * (len(lines) - 1)
    texts = [
        element("text", placed, class_="place", x=x + 28, y=middle + 4.2, text_anchor="end"),
        element("text", *(_line(line, x + 34, first + 13.6 * place) for place, line in enumerate(lines))),
    ]
    is_better = one.is_better[column]
    if is_better is not None:
        sign = (BETTER if is_better else WORSE).sign
        texts.append(element("text", sign, x=x + _LABEL - 15, y=middle + 4.2, text_anchor="middle"))
    box = element("rect", x=x, y=y, width=_LABEL, height=height, rx=3, fill=fill)
    return box + element("g", joined(texts), fill=ink)


def _line(line: str, x: float, y: float) -> Markup:
    """A line of a name; what is too long for its label has its letters drawn a little narrower."""
    is_long = len(line) > _LETTERS
    return element(
        "tspan",
        line,
        x=x,
        y=y,
        textLength=_LABEL - 58 if is_long else None,
        lengthAdjust="spacingAndGlyphs" if is_long else None,
    )

"""The pieces of every drawing: scales, axes, lines by status, marks, bars, intervals, breaks, labels kept apart.

A piece is a function from figures to SVG (Markup, empty where there is nothing to draw); `svg` joins pieces to a
drawing with its text alternative. Lengths are in the units of the drawing, with y growing downwards.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Literal, Protocol

from markupsafe import Markup, escape

from cpop import status
from cpop.catalogue import Break, Indicator, period
from cpop.charts.series import Line, point_in_words, projection, segments
from cpop.markup import element, joined
from cpop.markup import number as _n
from cpop.style import AXIS, BAR_REST, GRID, MUTED_TEXT, PAPER, PROJECTION_BAND, REST, STATUS_WORD, SVG_DASH, TEXT, Role

Anchor = Literal["start", "middle", "end"]
NOTHING = Markup()
# The mean width of a letter, in parts of its size.
LETTER = 0.55
# Unlike the dashes of every status.
_BREAK_DASH = "6 2 1.5 2"


# ---- Scales


@dataclass(frozen=True)
class Box:
    """A rectangle on the paper, from the upper left: in pixels, or in shares of the paper."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that two rectangles share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether another lies within it."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def grown(self, by: float) -> Box:
        """It with so much more room on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def is_crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a straight line runs through it: whether some of it is left between both pairs of sides."""
        enters, leaves = 0.0, 1.0
        for low, high, begin, finish in (
            (self.left, self.right, start[0], end[0]),
            (self.top, self.bottom, start[1], end[1]),
        ):
            run = finish - begin
            if run == 0:
                if not low <= begin <= high:
                    return False
                continue
            first, last = sorted(((low - begin) / run, (high - begin) / run))
            enters, leaves = max(enters, first), min(leaves, last)
        return enters <= leaves


@dataclass(frozen=True, slots=True)
class Scale:
    """From a value to its place along one side of a drawing. low and high may be the same, or the wrong way round."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)

    def share(self, value: float) -> float:
        """How far along a value stands, from 0 at the start to 1 at the end."""
        return (value - self.low) / ((self.high - self.low) or 1)


def towards_better(indicator: Indicator, values: Sequence[float], start: float, end: float) -> Scale:
    """The scale of some values that ends with the best of them."""
    low, high = min(values), max(values)
    return Scale(low, high, start, end) if indicator.sign > 0 else Scale(high, low, start, end)


@dataclass(frozen=True, slots=True)
class Plot:
    """A rectangle with a scale along each side: x to the right, y upwards. margin: beyond both ends of x."""

    x: Scale
    y: Scale
    margin: float = 0

    @property
    def left(self) -> float:
        """Its left side."""
        return min(self.x.start, self.x.end) - self.margin

    @property
    def right(self) -> float:
        """Its right side."""
        return max(self.x.start, self.x.end) + self.margin

    @property
    def top(self) -> float:
        """Its upper side."""
        return min(self.y.start, self.y.end)

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return max(self.y.start, self.y.end)


def ticks(low: float, high: float, about: int = 3) -> list[float]:
    """Round numbers that enclose a range: steps of 1, 2, 2.5 or 5 times a power of ten."""
    span = (high - low) or abs(high) or 1
    raw = span / about
    magnitude = 10 ** floor(log10(raw))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw * 0.999)
    first = floor(low / step + 1e-9)
    count = max(1, ceil(high / step - 1e-9) - first)
    return [round((first + i) * step, 10) for i in range(count + 1)]


class Written(Protocol):
    """What stands before and after a number on an axis: of an outcome, or of another series."""

    @property
    def prefix(self) -> str:
        """Before it: "£", or nothing."""

    @property
    def suffix(self) -> str:
        """After it: "%", or nothing."""


def tick_text(indicator: Written, value: float) -> str:
    """A round number as an axis shows it, with no more decimals than it needs: "25%", "£450", "1,000"."""
    shown = f"{abs(value):,.10f}".rstrip("0").rstrip(".")
    return f"{'−' if value < 0 else ''}{indicator.prefix}{shown}{indicator.suffix}"


def room_for(texts: Iterable[str], size: float = 12) -> float:
    """How much room the longest of some texts takes."""
    return max((len(one) for one in texts), default=0) * LETTER * size


# ---- Drawings


def svg(
    width: float, height: float, label: str | None, *pieces: str, css: str | None = None, is_fluid: bool = False
) -> Markup:
    """A drawing with its text alternative. is_fluid: as wide as its place, rather than of its own size.

    label: a short name; None where the words beside the drawing say all that it shows: it is silent then.
    """
    own: dict[str, str | float | None] = {} if is_fluid else {"width": width, "height": height}
    said = {"aria_hidden": "true"} if label is None else {"role": "img", "aria_label": label}
    box = f"0 0 {_n(width)} {_n(height)}"
    return element("svg", *pieces, class_=css, **said, viewBox=box, **own)


def key(width: float, *pieces: str, height: float = 14) -> Markup:
    """A drawing for a legend, silent for those who listen: the words stand beside it."""
    return element(
        "svg", *pieces, aria_hidden="true", viewBox=f"0 0 {_n(width)} {_n(height)}", width=width, height=height
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: Anchor = "start",
    size: float = 12,
    colour: str = TEXT,
    is_bold: bool = False,
    has_halo: bool = False,
) -> Markup:
    """Words at a place. has_halo: with an edge of paper, where they may cross a line."""
    edge: dict[str, str | float | None] = (
        {"paint_order": "stroke", "stroke": PAPER, "stroke_width": 4} if has_halo else {}
    )
    return element(
        "text",
        words,
        x=x,
        y=y,
        text_anchor=None if anchor == "start" else anchor,
        font_size=size,
        fill=colour,
        font_weight="700" if is_bold else None,
        **edge,
    )


def stroke(d: str, colour: str, width: float = 1, *, dash: str | None = None, title: str = "") -> Markup:
    """A path that is drawn and not filled."""
    return element("path", *_tip(title), d=d, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dash)


def across(
    plot: Plot, value: float, colour: str, width: float = 1, *, status_: str | None = None, title: str = ""
) -> Markup:
    """A line from side to side at a value; dashed where the value is estimated."""
    d = f"M{_n(plot.left)} {_n(plot.y(value))}H{_n(plot.right)}"
    return stroke(d, colour, width, dash=dashed(status_), title=title)


def upright(
    plot: Plot, value: float, colour: str, width: float = 1, *, status_: str | None = None, title: str = ""
) -> Markup:
    """A line from top to bottom at a value of x; dashed where the value is estimated."""
    d = f"M{_n(plot.x(value))} {_n(plot.top)}V{_n(plot.bottom)}"
    return stroke(d, colour, width, dash=dashed(status_), title=title)


def dashed(status_: str | None) -> str | None:
    """The dashes of a line by its status; None for a solid one."""
    return None if status.is_measured(status_) else SVG_DASH[str(status_)]


def colour_of(role: Role) -> str:
    """The colour of a bar or a dot: all other places need a darker grey than as thin lines."""
    return BAR_REST if role is REST else role.colour


def _tip(title: str) -> tuple[Markup, ...]:
    return (element("title", title),) if title else ()


# ---- Axes


def value_axis(
    plot: Plot,
    marks: Sequence[float],
    written: Callable[[float], str],
    *,
    is_level: bool = False,
    size: float = 12,
    gap: float = 6,
) -> Markup:
    """A line and a number at each mark: up the left side, or (is_level) along the lower side.

    written: a number as the axis shows it, most often tick_text of the indicator.
    """
    pieces = []
    for mark in marks:
        if is_level:
            pieces.append(upright(plot, mark, GRID))
            pieces.append(text(plot.x(mark), plot.bottom + gap + size, written(mark), anchor="middle", size=size))
        else:
            pieces.append(across(plot, mark, GRID))
            pieces.append(text(plot.left - gap, plot.y(mark) + size / 3, written(mark), anchor="end", size=size))
    return joined(pieces)


def base(plot: Plot, value: float | None = None, *, is_level: bool = False) -> Markup:
    """The line that an axis stands on: the lower side, or a value; is_level: upright, for bars that lie."""
    if is_level:
        return upright(plot, plot.x.low if value is None else value, AXIS)
    return across(plot, plot.y.low if value is None else value, AXIS)


def year_axis(
    plot: Plot, years: Sequence[int], *, every: int | None = None, size: float = 12, gap: float = 5
) -> Markup:
    """The years beneath: the first and the last alone, or every so many, counted from the newest."""
    if not years:
        return NOTHING
    y = plot.bottom + gap + size
    if every is None:
        return text(plot.x(years[0]), y, period(years[0]), size=size) + text(
            plot.x(years[-1]), y, period(years[-1]), anchor="end", size=size
        )
    shown = sorted(sorted(years, reverse=True)[::every])
    return joined(text(plot.x(year), y, period(year), anchor="middle", size=size) for year in shown)


def unit_text(indicator: Indicator) -> str:
    """The unit as a label of its own: "% of children under 16"."""
    return indicator.unit[0].upper() + indicator.unit[1:]


def projection_band(plot: Plot, lines: Sequence[Line], words: str = "", *, size: float = 13) -> Markup:
    """The shade behind the projected years, and a word above it; nothing where there are none."""
    span = projection(lines)
    if span is None:
        return NOTHING
    start = plot.x(span[0])
    shade = element(
        "rect", x=start, y=plot.top, width=plot.right - start, height=plot.bottom - plot.top, fill=PROJECTION_BAND
    )
    return shade + (
        text((start + plot.right) / 2, plot.top - 4, words, anchor="middle", size=size) if words else NOTHING
    )


def series_break(plot: Plot, one: Break, words: str = "") -> Markup:
    """A line between the last year of one series and the first of another, what happened as its tooltip.

    words: above it, where there is room. Nothing where the break does not lie between two years that are drawn.
    """
    if not plot.x.low < one.year <= plot.x.high:
        return NOTHING
    x = plot.x(one.year - 0.5)
    told = f"Break in the series, {period(one.year)}: {one.what}"
    drawn = stroke(f"M{_n(x)} {_n(plot.top)}V{_n(plot.bottom)}", AXIS, 1.5, dash=_BREAK_DASH, title=told)
    return drawn + (text(x, plot.top - 3, words, anchor="middle", size=11, colour=MUTED_TEXT) if words else NOTHING)


# ---- Lines and points


def line(plot: Plot, drawn: Line, width: float) -> Markup:
    """A series: solid where measured, dashed where estimated, dotted where projected, with a gap where it has one."""
    pieces = []
    for rests_on, run in segments(drawn.points):
        steps = "L".join(f"{_n(plot.x(one.year))} {_n(plot.y(one.value))}" for one in run)
        pieces.append(stroke(f"M{steps}", drawn.role.colour, width, dash=dashed(rests_on)))
    return joined(pieces)


def end_mark(plot: Plot, drawn: Line, size: float, title: str = "") -> Markup:
    """The marker at the last observed year of a series; hollow where it is estimated."""
    end = drawn.end
    if end is None:
        return NOTHING
    return marker(plot.x(end.year), plot.y(end.value), drawn.role, size, title, status_=end.status)


def points(plot: Plot, drawn: Line, indicator: Indicator, size: float = 3.6, *, has_all: bool = False) -> Markup:
    """Every year named by a tooltip: the last observed one marked (or, has_all, each), the others there to point at."""
    pieces = []
    end = drawn.end
    for one in drawn.known:
        title, x, y = point_in_words(indicator, drawn.name, one), plot.x(one.year), plot.y(one.value)
        if has_all or one == end:
            pieces.append(marker(x, y, drawn.role, size, title, status_=one.status, has_halo=not has_all))
        else:
            pieces.append(spot(x, y, title))
    return joined(pieces)


def spot(x: float, y: float, title: str) -> Markup:
    """Nothing to see, but something to point at. By far the most frequent piece: written without `element`."""
    look = f'cx="{_n(x)}" cy="{_n(y)}" r="7" fill="transparent"'
    return Markup(f"<circle {look}><title>{escape(title)}</title></circle>")


# ---- Marks


def marker(
    x: float,
    y: float,
    role: Role,
    size: float,
    title: str = "",
    *,
    status_: str | None = None,
    has_halo: bool = True,
) -> Markup:
    """The marker of a role: a dot for all other places; hollow where the figure is not measured.

    has_halo: with an edge of paper, which parts it from what lies behind; without, as large as a hollow one.
    """
    colour, is_full = colour_of(role), status.is_measured(status_)
    look = {"fill": colour if is_full else PAPER, "stroke": PAPER if is_full and has_halo else colour}
    tip = _tip(title)
    if role.marker == "square":
        return element("rect", *tip, x=x - size, y=y - size, width=2 * size, height=2 * size, **look, stroke_width=1.2)
    if role.marker == "diamond":
        r = size * 1.35
        d = f"M{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y)}L{_n(x)} {_n(y + r)}L{_n(x - r)} {_n(y)}Z"
        return element("path", *tip, d=d, **look, stroke_width=1.2)
    if role.marker.startswith("triangle"):
        r = size * (-1.2 if role.marker == "triangle-up" else 1.2)
        d = f"M{_n(x)} {_n(y + r)}L{_n(x + r)} {_n(y - r)}L{_n(x - r)} {_n(y - r)}Z"
        return element("path", *tip, d=d, **look, stroke_width=1.2)
    return element("circle", *tip, cx=x, cy=y, r=size, **look, stroke_width=1.2)


def strokes(places: Iterable[float], middle: float, half: float, colour: str, opacity: float = 1) -> Markup:
    """A short upright stroke at each place: many of them in one path."""
    d = "".join(f"M{_n(x)} {_n(middle - half)}v{_n(2 * half)}" for x in places)
    return element("path", d=d, stroke=colour, stroke_width=1, opacity=None if opacity == 1 else f"{opacity:g}")


def bar(
    x: float,
    y: float,
    width: float,
    height: float,
    role: Role,
    status_: str | None,
    title: str = "",
    *,
    edge: float = 1,
) -> Markup:
    """A bar: full where measured, an outline where estimated, dashed where its edge is wide enough to show it."""
    colour, is_full = colour_of(role), status.is_measured(status_)
    return element(
        "rect",
        *_tip(title),
        x=x,
        y=y,
        width=max(width, 0),
        height=max(height, 0),
        fill=colour if is_full else PAPER,
        stroke=colour,
        stroke_width=None if edge == 1 or is_full else edge,
        stroke_dasharray=dashed(status_) if edge > 1 else None,
    )


def interval(low: float, high: float, at: float, colour: str, *, is_upright: bool = False, cap: float = 4) -> Markup:
    """A whisker from low to high, with a cap at each end. low, high, at: places, not values."""
    a, b, c = _n(low), _n(high), _n(at - cap)
    size = _n(2 * cap)
    if is_upright:
        return stroke(f"M{_n(at)} {a}V{b}M{c} {a}h{size}M{c} {b}h{size}", colour, 1.5)
    return stroke(f"M{a} {_n(at)}H{b}M{a} {c}v{size}M{b} {c}v{size}", colour, 1.5)


def arrow(start: float, end: float, y: float, role: Role, width: float) -> Markup:
    """From then (a hollow ring) to now (a filled head); two ends that all but meet show as the head in the ring."""
    ahead = 1 if end >= start else -1
    head = element("path", d=f"M{_n(end)} {_n(y)}l{-7 * ahead} -4.6v9.2Z", fill=role.colour)
    ring = element("circle", cx=start, cy=y, r=3.4, fill=PAPER, stroke=role.colour, stroke_width=1.8)
    if abs(end - start) < 7:
        return ring + head
    return stroke(f"M{_n(start)} {_n(y)}H{_n(end - 6 * ahead)}", role.colour, width) + ring + head


# ---- Labels


def apart(
    wanted: Sequence[float], sizes: Sequence[float], low: float | None = None, high: float | None = None
) -> list[float]:
    """Where labels stand so that none overlaps another, as near as can be to where each is wanted.

    wanted: the middle of each, in any order; sizes: the room that each takes, its gap included. low and high: the
    room for all; where there is too little of it, they start at low and reach beyond high. Answers the middles, in
    the order given.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Labels that touch move as one block, about the mean of where they were wanted.
    blocks: list[list[int]] = []
    tops: list[float] = []

    def size(block: list[int]) -> float:
        return sum(sizes[i] for i in block)

    def top(block: list[int]) -> float:
        offset, shifts = 0.0, []
        for i in block:
            shifts.append(wanted[i] - offset - sizes[i] / 2)
            offset += sizes[i]
        place = sum(shifts) / len(shifts)
        if high is not None:
            place = min(place, high - size(block))
        return place if low is None else max(place, low)

    for i in order:
        blocks.append([i])
        tops.append(top([i]))
        while len(blocks) > 1 and tops[-2] + size(blocks[-2]) > tops[-1]:
            joined = blocks[-2] + blocks[-1]
            blocks[-2:], tops[-2:] = [joined], [top(joined)]
    placed = [0.0] * len(wanted)
    for block, start in zip(blocks, tops, strict=True):
        for i in block:
            placed[i] = start + sizes[i] / 2
            start += sizes[i]
    return placed


def wrapped(words: str, letters: int, most: int | None = None) -> list[str]:
    """A text in as few lines of at most so many letters as can be, all of like length; words are never broken or cut.

    most: no more lines than this, even if they are longer.
    """
    count = len(_lines(words, letters))
    count = count if most is None else min(count, most)
    shortest = max((len(one) for one in words.split()), default=1)
    # The narrowest room in which the lines are no more makes them alike.
    return next((lines for room in range(shortest, len(words) + 1) if len(lines := _lines(words, room)) <= count), [])


def _lines(words: str, letters: int) -> list[str]:
    return textwrap.wrap(words, letters, break_long_words=False, break_on_hyphens=False)


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What is written at the end of a line: where the line ends, its lines of text, and the role."""

    y: float
    words: Sequence[str]
    role: Role


def end_labels(
    labels: Sequence[EndLabel], left: float, *, size: float = 13, low: float | None = None, high: float | None = None
) -> Markup:
    """Labels at the ends of lines, the first line of each bold, none over another."""
    row = size * 1.3
    heights = [row * len(one.words) + 4 for one in labels]
    pieces = []
    for one, middle in zip(labels, apart([one.y for one in labels], heights, low, high), strict=True):
        first = middle - row * (len(one.words) - 1) / 2 + size / 3
        pieces += [
            text(left, first + row * number, words, size=size, colour=one.role.text, is_bold=number == 0)
            for number, words in enumerate(one.words)
        ]
    return joined(pieces)


def end_words(indicator: Indicator, drawn: Line, letters: int | None = None, *, has_year: bool = False) -> list[str]:
    """The label of a line: its name (in two lines where it is longer than `letters`) and its last observed figure."""
    end = drawn.end
    name = wrapped(drawn.name, letters, 2) if letters else [drawn.name]
    if end is None:
        return name
    figure = status.noted(indicator.format(end.value), end.status)
    return [*name, f"{figure}, {period(end.year)}" if has_year else figure]


# ---- Legends


def key_mark(role: Role) -> Markup:
    """The marker of a role; a stroke for all other places, as strips draw them."""
    piece = stroke("M7 2V12", role.colour, 2) if role is REST else marker(7, 7, role, 4.5)
    return key(14, piece)


def key_line(status_: str) -> Markup:
    """A piece of line as it is drawn for a status."""
    return key(30, stroke("M1 7H29", TEXT, 2.2, dash=dashed(status_)))


def key_bar(status_: str) -> Markup:
    """A bar as it is drawn for a status."""
    return key(10, bar(1, 1, 8, 12, REST, status_))


def key_dot(status_: str) -> Markup:
    """A dot as it is drawn for a status."""
    return key(14, marker(7, 7, REST, 4.5, status_=status_))


def key_arrow(role: Role) -> Markup:
    """A small arrow from then to now."""
    return key(34, arrow(6, 28, 7, role, 2.6))


def legend(roles: Iterable[tuple[str, Role]], statuses: Iterable[str] = ()) -> list[tuple[Markup, str]]:
    """Which mark is which place, and which line rests on what: (drawing, words) for the template legend.html."""
    marks = [(key_mark(role), name) for name, role in roles]
    return marks + [(key_line(one), STATUS_WORD[one]) for one in statuses]

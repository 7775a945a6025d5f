"""Level by change of the gap to a comparator: every outcome a named point in one of four quadrants.

Drawn as SVG and not by Plotly: eighteen names have to be kept apart, and only a drawing of known size can do that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, copysign, sqrt

from markupsafe import Markup

from cpop.charts import kit
from cpop.charts.kit import Anchor, Box, Plot, Scale
from cpop.markup import element, joined
from cpop.style import AREA, AXIS, BESIDE, GRID, MUTED_TEXT, PAPER, TEXT

WIDTH, HEIGHT = 1000.0, 620.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 990.0, 30.0, 560.0
# Above and below the points, for the names of the quadrants.
BAND = 30.0
# The mean width of a letter, and the height of a line, of the labels' font size: 14.
LETTER, LINE = 6.5, 17.0
GAP_TICKS = (0.1, 0.5, 1, 2, 4, 8)
# As far as this, in yardsticks, nothing is said to differ.
NO_DIFFERENCE = 0.1
STAR = "★ "


@dataclass(frozen=True)
class Position:
    """An outcome in the quadrants: its label, how it stands in words, and whether it is a chosen priority."""

    label: str
    level_gap: float
    gap_change: float
    in_words: str
    is_priority: bool = False

    @property
    def text(self) -> str:
        """The label as it is drawn."""
        return f"{STAR}{self.label}" if self.is_priority else self.label


@dataclass(frozen=True)
class Label:
    """Where a name is written, and the point that it names."""

    position: Position
    x: float
    y: float
    box: Box


def _root(size: float) -> float:
    """The scale of the upright axis: the square root, so that small differences stay apart beside large ones."""
    return copysign(sqrt(abs(size)), size)


def _plot(positions: Sequence[Position]) -> Plot:
    """Level to the right; the root of the change of the gap upwards, which leaves a band for names above and below."""
    level = max(2, ceil(max((abs(one.level_gap) for one in positions), default=0) + 0.15))
    gap = _root(max(1.0, max((abs(one.gap_change) for one in positions), default=0)) * 1.08)
    return Plot(Scale(-level, level, LEFT, RIGHT), Scale(-gap, gap, BOTTOM - BAND, TOP + BAND))


def _at(plot: Plot, one: Position) -> tuple[float, float]:
    return round(plot.x(one.level_gap), 1), round(plot.y(_root(one.gap_change)), 1)


def labels(positions: Sequence[Position]) -> list[Label]:
    """Where each name is written: beside its point, and clear of the other names and points."""
    plot = _plot(positions)
    points = [_at(plot, one) for one in positions]
    dots = [Box(x - 7, y - 7, x + 7, y + 7) for x, y in points]
    middle_y = plot.y(0)
    # A name across the level axis would be struck through; one across the upright axis is legible.
    taken = [Box(LEFT, middle_y - 1, RIGHT, middle_y + 1)]
    placed: dict[int, Label] = {}
    # Names in a crowd have the fewest places to go: they choose first.
    crowded = sorted(
        range(len(points)),
        key=lambda i: -sum(abs(points[i][0] - x) < 150 and abs(points[i][1] - y) < 30 for x, y in points),
    )
    for i in crowded:
        position, (x, y) = positions[i], points[i]
        others = taken + [dot for k, dot in enumerate(dots) if k != i] + [label.box for label in placed.values()]
        placed[i] = Label(position, x, y, _clearest(_candidates(position, x, y), others, x, y))
        taken += _steps(placed[i].box, x, y)
    return [placed[i] for i in range(len(positions))]


def _clearest(candidates: list[tuple[Box, float]], others: list[Box], x: float, y: float) -> Box:
    """The nearest rectangle that covers nothing, nor its leader, or the one that covers least for its distance."""
    best, least = candidates[0][0], float("inf")
    for box, distance in sorted(candidates, key=lambda one: one[1]):
        covering = [box, *_steps(box, x, y)]
        cost = distance + 50 * sum(one.overlap(other) for other in others for one in covering)
        if cost < least:
            best, least = box, cost
        if cost == distance:
            break
    return best


def _leader_end(box: Box, x: float, y: float) -> tuple[float, float] | None:
    """Where the line from a point to its name ends; None where the name is near enough without one."""
    near = (min(max(x, box.left), box.right), min(max(y, box.top + 3), box.bottom - 3))
    return None if abs(near[0] - x) < 16 and abs(near[1] - y) < 12 else near


def _steps(box: Box, x: float, y: float) -> list[Box]:
    """The line from a point to its name as a row of small rectangles, its first part within the dot left out."""
    end = _leader_end(box, x, y)
    if end is None:
        return []
    found = []
    for share in (0.3, 0.5, 0.7, 0.9):
        at_x, at_y = x + (end[0] - x) * share, y + (end[1] - y) * share
        found.append(Box(at_x - 1.5, at_y - 1.5, at_x + 1.5, at_y + 1.5))
    return found


def _candidates(position: Position, x: float, y: float) -> list[tuple[Box, float]]:
    """The rectangles where a name could stand, each with how far it would be from its point."""
    width = LETTER * len(position.text)
    found: list[tuple[Box, float]] = []
    for rise in (0, -12, 12, -20, 20, -34, 34, -50, 50, -68, 68, -88, 88):
        for left in (x + 10, x - 10 - width, x - width / 2, x + 34, x - 34 - width):
            centred = left == x - width / 2
            if centred and abs(rise) < 20:
                continue
            top = y + rise - LINE / 2
            box = Box(left, top, left + width, top + LINE)
            if box.left >= LEFT and box.right <= RIGHT and box.top >= TOP + BAND and box.bottom <= BOTTOM - BAND:
                found.append((box, abs(rise) + (2 if left < x else 0) + (24 if abs(left - x) == 34 else 0)))
    return found or [(Box(LEFT, y - LINE / 2, LEFT + width, y + LINE / 2), 0)]


def quadrants(positions: Sequence[Position], comparator: str, areas: int) -> Markup:
    """The outcomes of an area beside its comparator, better to the right and gaining on it upwards.

    comparator: its name in a sentence; areas: how many there are. Silent: the lists beside it say each outcome.
    """
    plot, placed = _plot(positions), labels(positions)
    middle_x, middle_y = plot.x(0), plot.y(0)
    return kit.svg(
        WIDTH,
        HEIGHT,
        None,
        _fields(middle_x, middle_y),
        _no_difference(plot),
        _gap_axis(plot, comparator),
        _level_axis(plot, comparator, areas),
        kit.stroke(f"M{middle_x:g} {TOP:g}V{BOTTOM:g}M{LEFT:g} {middle_y:g}H{RIGHT:g}", AXIS),
        *map(_leader, placed),
        *map(_dot, placed),
        *map(_name, placed),
        css="quadrants",
    )


def _fields(middle_x: float, middle_y: float) -> Markup:
    """Four tinted fields, each named in its outer corner with the mark of its standing."""
    fields: tuple[tuple[str, str, Box, Anchor], ...] = (
        ("worse, but catching up", "Behind but catching up", Box(LEFT, TOP, middle_x, middle_y), "start"),
        ("better", "Ahead and gaining ground", Box(middle_x, TOP, RIGHT, middle_y), "end"),
        ("worse", "Behind and losing ground", Box(LEFT, middle_y, middle_x, BOTTOM), "start"),
        ("better, but losing ground", "Ahead but losing ground", Box(middle_x, middle_y, RIGHT, BOTTOM), "end"),
    )
    pieces = []
    for standing, name, box, anchor in fields:
        mark = BESIDE[standing]
        x = box.left + 8 if anchor == "start" else box.right - 8
        y = box.top + 19 if box.top == TOP else box.bottom - 9
        words = f"{mark.sign} {name}"
        pieces.append(_filled(box, mark.background, 0.55))
        pieces.append(kit.text(x, y, words, anchor=anchor, size=15, colour=mark.colour, is_bold=True))
    return joined(pieces)


def _filled(box: Box, colour: str, opacity: float, title: str = "") -> Markup:
    return element(
        "rect",
        *([element("title", title)] if title else []),
        x=box.left,
        y=box.top,
        width=box.right - box.left,
        height=box.bottom - box.top,
        fill=colour,
        fill_opacity=f"{opacity:g}",
    )


def _no_difference(plot: Plot) -> Markup:
    """Two grey bands about the axes: about the same, and keeping its distance."""
    edge = _root(NO_DIFFERENCE)
    same = Box(plot.x(-NO_DIFFERENCE), TOP, plot.x(NO_DIFFERENCE), BOTTOM)
    kept = Box(LEFT, plot.y(edge), RIGHT, plot.y(-edge))
    return _filled(same, GRID, 0.7, "About the same") + _filled(kept, GRID, 0.7, "Keeping its distance")


def _signed(size: float) -> str:
    return f"{'+' if size > 0 else '−' if size < 0 else ''}{abs(size):g}"


def _gap_axis(plot: Plot, comparator: str) -> Markup:
    words = f"Gained (+) or lost (−) on {comparator}, in yardsticks; wider steps near 0"
    pieces = [kit.text(LEFT - 56, TOP - 12, words, size=13)]
    for gap in sorted({sign * size for size in (0, *GAP_TICKS) for sign in (1, -1)}):
        if abs(_root(gap)) <= plot.y.high:
            y = plot.y(_root(gap))
            pieces.append(kit.across(plot, _root(gap), GRID))
            pieces.append(kit.text(LEFT - 8, y + 4, _signed(gap), anchor="end", size=13))
    return joined(pieces)


def _level_axis(plot: Plot, comparator: str, areas: int) -> Markup:
    pieces, last = [], int(plot.x.high)
    for deviation in range(-last, last + 1):
        anchor: Anchor = "end" if deviation == last else "start" if deviation == -last else "middle"
        x = plot.x(deviation)
        pieces.append(kit.stroke(f"M{x:g} {BOTTOM:g}v5", AXIS))
        pieces.append(kit.text(x, BOTTOM + 20, _signed(deviation), anchor=anchor, size=13))
    y, words = BOTTOM + 44, f"Latest level, in yardsticks (standard deviations of the {areas} areas)"
    pieces.append(kit.text(LEFT, y, f"◀ worse than {comparator}", size=14))
    pieces.append(kit.text(RIGHT, y, f"better than {comparator} ▶", anchor="end", size=14))
    pieces.append(kit.text(plot.x(0), y, words, anchor="middle", size=13, colour=MUTED_TEXT))
    return joined(pieces)


def _leader(label: Label) -> Markup:
    """A thin line from a point to a name that had to stand further off."""
    end = _leader_end(label.box, label.x, label.y)
    return kit.NOTHING if end is None else kit.stroke(f"M{label.x:g} {label.y:g}L{end[0]:.1f} {end[1]:.1f}", AXIS)


def _dot(label: Label) -> Markup:
    tip = element("title", f"{label.position.label}: {label.position.in_words}")
    return element("circle", tip, cx=label.x, cy=label.y, r=6, fill=AREA.colour, stroke=PAPER, stroke_width=1.5)


def _name(label: Label) -> Markup:
    """A name, set from the side that its point is on, so that the two stay together whatever the font."""
    x: float = label.box.left
    anchor: Anchor = "start"
    if label.box.right < label.x:
        x, anchor = label.box.right, "end"
    elif label.box.left < label.x:
        x, anchor = (label.box.left + label.box.right) / 2, "middle"
    return kit.text(
        x,
        label.box.bottom - 4,
        label.position.text,
        anchor=anchor,
        size=14,
        colour=TEXT,
        is_bold=label.position.is_priority,
    )

"""Level by change of the gap to a comparator: every outcome a named point in one of four quadrants.

Drawn as SVG and not by Plotly: eighteen names have to be kept apart, and only a drawing of known size can do that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, copysign, sqrt

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
    told: str
    is_priority: bool = False

    @property
    def text(self) -> str:
        """The label as it is drawn."""
        return f"{STAR}{self.label}" if self.is_priority else self.label


@dataclass(frozen=True)
class Box:
    """A rectangle that nothing else should cover."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that two rectangles share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


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


class _Scale:
    def __init__(self, positions: Sequence[Position]) -> None:
        self.deviations = max(2, ceil(max((abs(p.level_gap) for p in positions), default=0) + 0.15))
        self.gap = max(1.0, max((abs(p.gap_change) for p in positions), default=0)) * 1.08

    def x(self, level_gap: float) -> float:
        return round((LEFT + RIGHT) / 2 + level_gap / self.deviations * (RIGHT - LEFT) / 2, 1)

    def y(self, gap_change: float) -> float:
        return round((TOP + BOTTOM) / 2 - _root(gap_change) / _root(self.gap) * ((BOTTOM - TOP) / 2 - BAND), 1)


def labels(positions: Sequence[Position]) -> list[Label]:
    """Where each name is written: beside its point, and clear of the other names and points."""
    scale = _Scale(positions)
    points = [(scale.x(p.level_gap), scale.y(p.gap_change)) for p in positions]
    dots = [Box(x - 7, y - 7, x + 7, y + 7) for x, y in points]
    middle_y = scale.y(0)
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
    found = []
    for rise in (0, -12, 12, -20, 20, -34, 34, -50, 50, -68, 68, -88, 88):
        for left in (x + 10, x - 10 - width, x - width / 2, x + 34, x - 34 - width):
            centred = left == x - width / 2
            if centred and abs(rise) < 20:
                continue
            top = y + rise - LINE / 2
            box = Box(left, top, left + width, top + LINE)
            if box.left >= LEFT and box.right <= RIGHT and box.top >= TOP + BAND and box.bottom <= BOTTOM - BAND:
                found.append((box, abs(rise) + (2 if left < x else 0) + (24 if abs(left - x) in (34,) else 0)))
    return found or [(Box(LEFT, y - LINE / 2, LEFT + width, y + LINE / 2), 0)]


def quadrants(positions: Sequence[Position], comparator: str, label: str) -> str:
    """The outcomes of an area beside its comparator, better to the right and gaining on it upwards, as SVG.

    comparator: its name in a sentence; label: the text alternative.
    """
    scale = _Scale(positions)
    middle_x, middle_y = scale.x(0), scale.y(0)
    parts = _ground(middle_x, middle_y) + _no_difference(scale)
    parts += _gap_axis(scale, comparator)
    parts += _level_axis(scale, comparator)
    parts.append(f'<path d="M{middle_x:g} {TOP:g}V{BOTTOM:g}M{LEFT:g} {middle_y:g}H{RIGHT:g}" stroke="{AXIS}"/>')
    placed = labels(positions)
    parts += [_leader(one) for one in placed]
    parts += [_dot(one) for one in placed]
    parts += [_name(one) for one in placed]
    return (
        f'<svg class="quadrants" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'width="{WIDTH:g}" height="{HEIGHT:g}">{"".join(parts)}</svg>'
    )


def _ground(middle_x: float, middle_y: float) -> list[str]:
    """Four tinted fields, each named in its outer corner with the mark of its standing."""
    fields = (
        ("worse, but catching up", "behind but catching up", LEFT, TOP, middle_x, middle_y, "start"),
        ("better", "ahead and gaining ground", middle_x, TOP, RIGHT, middle_y, "end"),
        ("worse", "behind and losing ground", LEFT, middle_y, middle_x, BOTTOM, "start"),
        ("better, but losing ground", "ahead but losing ground", middle_x, middle_y, RIGHT, BOTTOM, "end"),
    )
    parts = []
    for standing, name, left, top, right, bottom, anchor in fields:
        mark = BESIDE[standing]
        parts.append(
            f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}" '
            f'fill="{mark.background}" fill-opacity=".55"/>'
        )
        x = left + 8 if anchor == "start" else right - 8
        y = top + 19 if top == TOP else bottom - 9
        parts.append(
            f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="15" font-weight="700" '
            f'fill="{mark.colour}">{mark.sign} {name[0].upper()}{name[1:]}</text>'
        )
    return parts


def _no_difference(scale: _Scale) -> list[str]:
    """Two grey bands about the axes: about the same, and keeping its distance."""
    left, right = scale.x(-NO_DIFFERENCE), scale.x(NO_DIFFERENCE)
    top, bottom = scale.y(NO_DIFFERENCE), scale.y(-NO_DIFFERENCE)
    look = f'fill="{GRID}" fill-opacity=".7"'
    return [
        f'<rect x="{left:g}" y="{TOP:g}" width="{right - left:g}" height="{BOTTOM - TOP:g}" {look}>'
        "<title>About the same</title></rect>",
        f'<rect x="{LEFT:g}" y="{top:g}" width="{RIGHT - LEFT:g}" height="{bottom - top:g}" {look}>'
        "<title>Keeping its distance</title></rect>",
    ]


def _gap_axis(scale: _Scale, comparator: str) -> list[str]:
    parts = [
        f'<text x="{LEFT - 56:g}" y="{TOP - 12:g}" font-size="13" fill="{TEXT}">Gained (+) or lost (−) on '
        f"{escape(comparator)}, in yardsticks; wider steps near 0</text>"
    ]
    for size in (0, *GAP_TICKS):
        for gap in {size, -size}:
            if abs(gap) > scale.gap:
                continue
            y = scale.y(gap)
            text = "0" if not gap else f"{'+' if gap > 0 else '−'}{size:g}"
            parts.append(f'<path d="M{LEFT:g} {y:g}H{RIGHT:g}" stroke="{GRID}"/>')
            parts.append(
                f'<text x="{LEFT - 8:g}" y="{y + 4:g}" text-anchor="end" font-size="13" fill="{TEXT}">{text}</text>'
            )
    return parts


def _level_axis(scale: _Scale, comparator: str) -> list[str]:
    parts = []
    for deviation in range(-scale.deviations, scale.deviations + 1):
        x = scale.x(deviation)
        text = "0" if not deviation else f"{'+' if deviation > 0 else '−'}{abs(deviation)}"
        anchor = "end" if deviation == scale.deviations else "start" if deviation == -scale.deviations else "middle"
        parts.append(f'<path d="M{x:g} {BOTTOM:g}v5" stroke="{AXIS}"/>')
        parts.append(
            f'<text x="{x:g}" y="{BOTTOM + 20:g}" text-anchor="{anchor}" font-size="13" fill="{TEXT}">{text}</text>'
        )
    y = BOTTOM + 44
    named = escape(comparator)
    parts.append(f'<text x="{LEFT:g}" y="{y:g}" font-size="14" fill="{TEXT}">◀ worse than {named}</text>')
    parts.append(
        f'<text x="{RIGHT:g}" y="{y:g}" text-anchor="end" font-size="14" fill="{TEXT}">better than {named} ▶</text>'
    )
    parts.append(
        f'<text x="{scale.x(0):g}" y="{y:g}" text-anchor="middle" font-size="13" fill="{MUTED_TEXT}">'
        "Latest level, in yardsticks (standard deviations of the 32 areas)</text>"
    )
    return parts


def _leader(label: Label) -> str:
    """A thin line from a point to a name that had to stand further off."""
    end = _leader_end(label.box, label.x, label.y)
    if end is None:
        return ""
    return f'<path d="M{label.x:g} {label.y:g}L{end[0]:.1f} {end[1]:.1f}" stroke="{AXIS}" stroke-width="1"/>'


def _dot(label: Label) -> str:
    tip = f"<title>{escape(label.position.label)}: {escape(label.position.told)}</title>"
    return (
        f'<circle cx="{label.x:g}" cy="{label.y:g}" r="6" fill="{AREA.colour}" stroke="{PAPER}" '
        f'stroke-width="1.5">{tip}</circle>'
    )


def _name(label: Label) -> str:
    """A name, set from the side that its point is on, so that the two stay together whatever the font."""
    weight = ' font-weight="700"' if label.position.is_priority else ""
    x, anchor = label.box.left, "start"
    if label.box.right < label.x:
        x, anchor = label.box.right, "end"
    elif label.box.left < label.x:
        x, anchor = (label.box.left + label.box.right) / 2, "middle"
    return (
        f'<text x="{x:.1f}" y="{label.box.bottom - 4:.1f}" text-anchor="{anchor}" font-size="14"{weight} '
        f'fill="{TEXT}">{escape(label.position.text)}</text>'
    )

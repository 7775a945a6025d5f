"""The geometry of outlines: rings turned the right way, and thinned with shared borders kept shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]
Outlines = dict[str, list[Polygon]]


def polygons(shapes: Iterable[Iterable[Iterable[Iterable[float]]]], decimals: int) -> list[Polygon]:
    """Polygons at a precision: outer rings clockwise, holes anticlockwise, nothing without an area.

    Plotly's geo traces take the other side of the Earth for the inside of an anticlockwise outer ring.
    """
    kept = []
    for shape in shapes:
        outer, *holes = (_closed(ring, decimals) for ring in shape)
        if outer:
            kept.append([_turn(outer, clockwise=True)] + [_turn(hole, clockwise=False) for hole in holes if hole])
    return kept


def simplify(outlines: Outlines, tolerance: float, decimals: int) -> Outlines:
    """The outlines at a precision, with fewer points: none moves a line by more than `tolerance` degrees of latitude.

    A border between two places is one arc, thinned once and used by both: neighbours never part or overlap.
    """
    coarse = {code: polygons(shapes, decimals) or shapes for code, shapes in outlines.items()}
    nodes = _nodes(coarse)
    thinned: dict[tuple[Point, ...], list[Point]] = {}

    def thin(arc: list[Point]) -> list[Point]:
        turned = arc[::-1] < arc
        key = tuple(arc[::-1] if turned else arc)
        if key not in thinned:
            thinned[key] = _thin(key, tolerance)
        return thinned[key][::-1] if turned else thinned[key]

    def thin_ring(ring: Ring) -> Ring:
        points: Ring = []
        for arc in _arcs(ring, nodes):
            points += thin(arc)[1 if points else 0 :]
        return points if len(points) >= 4 and _doubled_area(points) * _doubled_area(ring) > 0 else ring

    return {code: [[thin_ring(ring) for ring in shape] for shape in shapes] for code, shapes in coarse.items()}


def is_clockwise(ring: Ring) -> bool:
    """Whether a closed ring runs clockwise, north up."""
    return _doubled_area(ring) < 0


def _closed(points: Iterable[Iterable[float]], decimals: int) -> Ring:
    """The ring at a precision, closed; empty if it encloses nothing."""
    ring: Ring = []
    for x, y, *_ in points:
        point = (round(float(x), decimals), round(float(y), decimals))
        if not ring or point != ring[-1]:
            ring.append(point)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return ring if len(ring) >= 4 and _doubled_area(ring) else []


def _doubled_area(ring: Ring) -> float:
    """Twice the area inside a closed ring, above 0 where it runs anticlockwise."""
    west, south = ring[0]  # measured from there, small rings lose no digits
    return sum(
        (x1 - west) * (y2 - south) - (x2 - west) * (y1 - south)
        for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False)
    )


def _turn(ring: Ring, clockwise: bool) -> Ring:
    return ring if is_clockwise(ring) == clockwise else ring[::-1]


def _rings(outlines: Outlines) -> Iterator[Ring]:
    return (ring for shapes in outlines.values() for shape in shapes for ring in shape)


def _nodes(outlines: Outlines) -> set[Point]:
    """The points where borders meet: those with other than two neighbours."""
    beside: dict[Point, set[Point]] = {}
    for ring in _rings(outlines):
        for a, b in zip(ring, ring[1:], strict=False):
            beside.setdefault(a, set()).add(b)
            beside.setdefault(b, set()).add(a)
    return {point for point, others in beside.items() if len(others) != 2}


def _arcs(ring: Ring, nodes: set[Point]) -> list[list[Point]]:
    """The ring cut at its nodes; one with fewer than two (an island) also at its western and eastern ends."""
    points = ring[:-1]
    cuts = [index for index, point in enumerate(points) if point in nodes]
    if len(cuts) < 2:
        ends = {min(points), max(points)} | {points[index] for index in cuts}
        cuts = [index for index, point in enumerate(points) if point in ends]
    turned = points[cuts[0] :] + points[: cuts[0] + 1]
    stops = [cut - cuts[0] for cut in cuts] + [len(points)]
    return [turned[a : b + 1] for a, b in zip(stops, stops[1:], strict=False)]


def _thin(arc: tuple[Point, ...], tolerance: float) -> list[Point]:
    """The points of an arc that Douglas and Peucker's method keeps; its ends always."""
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        far, index = max(((_distance(arc[i], arc[first], arc[last]), i) for i in inner), default=(0.0, 0))
        if far > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return [arc[index] for index in sorted(keep)]


def _distance(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from the line between a and b, in degrees of latitude."""
    narrow = 0.54  # the length of a degree of longitude against one of latitude, in the middle of Scotland
    px, py = (point[0] - a[0]) * narrow, point[1] - a[1]
    dx, dy = (b[0] - a[0]) * narrow, b[1] - a[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return ((px - along * dx) ** 2 + (py - along * dy) ** 2) ** 0.5

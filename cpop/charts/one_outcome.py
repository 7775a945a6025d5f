"""One indicator in many places: light small multiples that share what they have in common.

Axes and the lines that every drawing repeats are sent to the browser once and referred to by each drawing, so that
136 of them weigh little more than a dozen charts with everything in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cpop.catalogue import Indicator, period
from cpop.charts.drawing import Box, Line, marker, path, projection_band, segments, tick_text, ticks
from cpop.style import AXIS, GRID, TEXT

WIDTH, HEIGHT = 248.0, 118.0
_SHARED = "shared-backdrop"


class Grid:
    """The scales of a grid of drawings of one indicator, and what all of them repeat.

    lines: all that decides the scales; beside: the lines drawn behind every place's own.
    """

    def __init__(self, indicator: Indicator, lines: Sequence[Line], beside: Sequence[Line]) -> None:
        self.indicator = indicator
        self.beside = tuple(beside)
        everything = [*lines, *beside]
        values = [p.value for line in everything for p in line.points if p.value is not None]
        years = [p.year for line in everything for p in line.points]
        self.years = (min(years, default=0), max(years, default=1))
        self.marks = ticks(min(values, default=0), max(values, default=1), about=2)
        left = 10 + 6.2 * max(len(tick_text(indicator, mark)) for mark in self.marks)
        self.box = Box(left, WIDTH - 8, 8, HEIGHT - 20, *self.years, self.marks[0], self.marks[-1])
        self.band = projection_band(everything, self.box)

    def backdrop(self) -> str:
        """An unseen drawing that holds what each visible one refers to; put it on the page once."""
        return (
            '<svg class="shared" width="0" height="0" aria-hidden="true"><defs>'
            f'<g id="{_SHARED}">{self._behind()}</g></defs></svg>'
        )

    def drawing(self, line: Line, label: str) -> str:
        """One place's line over the shared backdrop (which must be on the page), named by `label`."""
        return self._svg(line, label, f'<use href="#{_SHARED}"/>')

    def whole_drawing(self, line: Line, label: str) -> str:
        """One place's line with axes of its own, for a grid whose scale is that of this place alone."""
        return self._svg(line, label, self._behind())

    def _svg(self, line: Line, label: str, behind: str) -> str:
        parts = [path(run, self.box, line.role, status, 2.4) for status, run in segments(line.points)]
        observed = [p for p in line.points if p.value is not None and p.status != "projected"]
        if observed:
            end = observed[-1]
            x, y = self.box.x(end.year), self.box.y(end.value)
            parts.append(marker(x, y, line.role, 3.4, hollow=end.status != "raw"))
        told = escape(label)
        return (
            f'<svg class="multiple" role="img" aria-label="{told}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
            f"<title>{told}</title>{behind}{''.join(parts)}</svg>"
        )

    def _behind(self) -> str:
        box, right = self.box, WIDTH - 8
        parts = list(self.band)
        for mark in self.marks:
            y = box.y(mark)
            parts.append(f'<path d="M{box.left:g} {y}H{right:g}" stroke="{GRID}"/>')
            parts.append(
                f'<text x="{box.left - 5:g}" y="{y + 4:g}" text-anchor="end" font-size="11.5" fill="{TEXT}">'
                f"{tick_text(self.indicator, mark)}</text>"
            )
        for year, anchor in zip(self.years, ("start", "end"), strict=True):
            parts.append(
                f'<text x="{box.x(year)}" y="{HEIGHT - 5:g}" text-anchor="{anchor}" font-size="11.5" fill="{TEXT}">'
                f"{period(year)}</text>"
            )
        parts.append(f'<path d="M{box.left:g} {box.bottom:g}H{right:g}" stroke="{AXIS}"/>')
        for line in self.beside:
            parts += [path(run, box, line.role, status, 1.6) for status, run in segments(line.points)]
            observed = [p for p in line.points if p.value is not None and p.status != "projected"]
            if observed:
                end = observed[-1]
                parts.append(marker(box.x(end.year), box.y(end.value), line.role, 3, hollow=end.status != "raw"))
        return "".join(parts)

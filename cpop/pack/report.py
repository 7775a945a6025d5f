"""A pack as a report: one HTML file with nothing outside itself, to read, to print and to listen to."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from markupsafe import Markup

from cpop.charts import kit, progress, sheet
from cpop.charts.series import statuses_of
from cpop.markup import element, joined, render
from cpop.pack import host
from cpop.pack.content import NOTHING_TO_DRAW, Chart, Map, Pack, Slide, noted_once
from cpop.status import MEASURED
from cpop.style import MAP_EDGE
from cpop.table import report

_STYLE = Path(__file__).with_name("report.css")
# Low enough for two on a printed page.
_HEIGHT = 300
# Of a map's outlines, in its units.
_EDGE = 4


def write_report(pack: Pack) -> str:
    """The whole HTML document of a pack. Raises HostError where the host's logo cannot be used."""
    logo = host.logo()
    return render(
        "pack_report.html",
        pack=pack,
        parts=[_part(slide) for slide in noted_once(pack.slides)],
        style=Markup(_STYLE.read_text(encoding="utf-8")),
        logo=logo and f"data:{logo[1]};base64,{b64encode(logo[0]).decode()}",
        nothing=NOTHING_TO_DRAW,
    )


def _part(slide: Slide) -> tuple[Slide, Markup, list[tuple[Markup, str]], Markup]:
    """A slide, its drawing, the key to its lines, and its table: that of its chart, or its own."""
    table = slide.chart.table if slide.chart and slide.chart.has_values else slide.table
    shown = report.markup(table) if table else Markup()
    if slide.chart is None:
        return slide, _map(slide.map) if slide.map else Markup(), [], shown
    statuses = statuses_of(slide.chart.lines)
    keys = kit.legend((), statuses if set(statuses) - {MEASURED} else ())
    return slide, _drawing(slide.chart), keys, shown


def _map(drawn: Map) -> Markup:
    """A map as a drawing, and its key."""
    outlines = [
        element(
            "path",
            element("title", shape.name),
            d="".join(f"M{'L'.join(f'{x} {y}' for x, y in ring)}Z" for ring in shape.rings),
            fill=shape.colour,
            stroke=MAP_EDGE,
            stroke_width=str(_EDGE),
        )
        for shape in drawn.shapes
    ]
    size = f"{-_EDGE} {-_EDGE} {drawn.width + 2 * _EDGE} {drawn.height + 2 * _EDGE}"
    svg = element("svg", *outlines, viewBox=size, role="img", aria_label=f"Map. {drawn.alt}", class_="map")
    shades = joined(element("span", element("i", "", style=f"background:{shade}"), words) for shade, words in drawn.key)
    return joined([svg, element("p", shades, class_="map-key")])


def _drawing(chart: Chart) -> Markup:
    # A short name: the sentence stands beside the drawing, and its figures in the table beneath.
    name = f"Chart: {chart.caption}"
    if chart.goal is not None:
        goal = chart.goal
        breaks = chart.indicator.breaks_at(chart.level)
        to = (goal.year, goal.value)
        return progress.path(chart.indicator, chart.lines[0], goal.baseline, to, name, breaks=breaks)
    if chart.lines:
        breaks = chart.indicator.breaks_at(chart.level)
        return sheet.over_time(chart.indicator, chart.lines, name, breaks=breaks, height=_HEIGHT)
    return sheet.in_order(chart.indicator, chart.bars, name)

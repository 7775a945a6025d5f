"""A chart as an office suite draws it, from figures that can be edited: for slides and for the Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree
from pptx.chart.chart import Chart as Native
from pptx.chart.data import CategoryChartData
from pptx.chart.point import Point
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.shapes.placeholder import ChartPlaceholder, PlaceholderGraphicFrame
from pptx.util import Pt

from cpop import status
from cpop.catalogue import Indicator, period
from cpop.charts import kit
from cpop.charts.progress import REQUIRED
from cpop.charts.series import Line, Placed, segments, values_of, years_of
from cpop.pack import labels as places
from cpop.pack.content import Chart
from cpop.pack.template import CHARTED_HEIGHT, CHARTED_WIDTH, FONT, SMALLEST
from cpop.style import AXIS, GRID, PAPER, STATUS_WORD, TEXT, Role
from cpop.table import letters
from cpop.table.powerpoint import write

# What a label of some small lines takes of a chart's height, and one of a name and its value, in inches a point of its
# letters.
_LABEL_HEIGHT, _NAME_HEIGHT = 0.057, 0.046
# The plot, and the place within which labels stand, as shares of the chart.
_LEFT, _TOP, _WIDTH = 0.085, 0.115, 0.7
# What the years beneath the plot take, and a row of the key, in inches a point of their letters; inches of a mark of
# the key, and what it may take of the narrowest chart, which is that of a document.
_YEARS, _KEY_ROW = 0.06, 0.02
_KEY_MARK, _KEY_WIDTH = 0.6, 5.5
_DASH = {status.ESTIMATED: MSO_LINE.DASH, status.PROJECTED: MSO_LINE.ROUND_DOT}
_MARKER = {"circle": XL_MARKER_STYLE.CIRCLE, "square": XL_MARKER_STYLE.SQUARE, "diamond": XL_MARKER_STYLE.DIAMOND}


def draw(
    chart: Chart, place: ChartPlaceholder, size: int = SMALLEST, inches: float = CHARTED_HEIGHT
) -> PlaceholderGraphicFrame:
    """Put a chart that has values into its place; answers its shape, named and told in words.

    size: of its letters, in points; the heading and the names of bars are a little larger. inches: how high it is
    shown.
    """
    frame = _lines(chart, place, size, inches) if chart.lines else _bars(chart, place, size + 2)
    native = frame.chart
    frame.name = chart.caption
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Chart. {chart.caption}. {chart.alt}")
    native.font.size, native.font.name = Pt(size), FONT
    native.font.color.rgb = _colour(TEXT)
    native.has_title = True
    native.chart_title.include_in_layout = False
    write(native.chart_title.text_frame.paragraphs[0], chart.heading, size + 2, bold=True)
    return frame


def number_format(indicator: Indicator, decimals: int | None = None) -> str:
    """How a spreadsheet writes a value of an indicator: 0.0"%"."""
    places = indicator.decimals if decimals is None else decimals
    number = "#,##0" + (f".{'0' * places}" if places else "")
    before, after = (f'"{sign}"' if sign else "" for sign in (indicator.prefix, indicator.suffix))
    return f"{before}{number}{after}"


def _exact(value: float | None) -> float | None:
    """A value without what binary fractions leave: a spreadsheet then rounds it as the texts do (catalogue.rounded)."""
    return None if value is None else round(value, 9)


def _colour(text: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(text.removeprefix("#").upper())
    return colour


def _axes(native: Native, indicator: Indicator, marks: Sequence[float]) -> None:
    values, categories = native.value_axis, native.category_axis
    values.minimum_scale, values.maximum_scale = marks[0], marks[-1]
    values.major_unit = marks[1] - marks[0]
    values.major_gridlines.format.line.color.rgb = _colour(GRID)
    values.format.line.fill.background()
    values.major_tick_mark = categories.major_tick_mark = XL_TICK_MARK.NONE
    decimals = max(len(f"{mark:.6f}".rstrip("0").partition(".")[2]) for mark in marks)
    values.tick_labels.number_format = number_format(indicator, decimals)
    values.tick_labels.number_format_is_linked = False
    categories.format.line.color.rgb = _colour(AXIS)


# ---- Lines


def _lines(chart: Chart, place: ChartPlaceholder, size: int, inches: float) -> PlaceholderGraphicFrame:
    years = years_of(chart.lines)
    way = _way(chart, years)
    years = sorted({*years, *way})
    data = CategoryChartData(number_format=number_format(chart.indicator))
    data.categories = [period(year) for year in years]
    drawn = [(line, one, values) for line in chart.lines for one, values in _by_status(line)]
    for line, one, values in drawn:
        name = line.name if one == status.MEASURED else f"{line.name} ({STATUS_WORD[one]})"
        data.add_series(name, [_exact(values.get(year)) for year in years])
    if way:
        data.add_series("Target", [_exact(way.get(year)) for year in years])
    frame: PlaceholderGraphicFrame = place.insert_chart(XL_CHART_TYPE.LINE_MARKERS, data)
    native = frame.chart
    native.has_legend = bool(way) or len(drawn) > len(chart.lines)
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        native.legend.font.size = Pt(size)
    known = [*values_of(chart.lines), *way.values()]
    marks = kit.ticks(min(known), max(known), about=5)
    _axes(native, chart.indicator, marks)
    native.category_axis.tick_labels.font.size = Pt(size)
    _level_labels(native, 2 if len(years) > 8 else 1)
    keyed = _KEY_ROW * _key_rows([series.name for series in native.plots[0].series], size) if native.has_legend else 0
    height = 1 - _TOP - (_YEARS + keyed) * size / inches
    _plot_area(native, _LEFT, _TOP, _WIDTH, height)
    labels = _labels(chart, years, way, marks, height, size / inches)
    for series, (line, one, values) in zip(list(native.plots[0].series)[: len(drawn)], drawn, strict=True):
        _draw(series, line, one, [values.get(year) for year in years], years)
        if line.end and one == line.end.status:
            point = series.points[years.index(line.end.year)]
            _label(point, line.role, chart.indicator, size, *labels[line.name])
    if way:
        _target(native.plots[0].series[len(drawn)], chart.indicator, years.index(max(way)), size)
    return frame


def _key_rows(names: Sequence[str], size: int) -> int:
    """How many rows the key takes: its columns are alike, and as wide as its longest name asks for."""
    columns = max(1, int(_KEY_WIDTH / (max(letters.width(name, size) for name in names) + _KEY_MARK)))
    return -(-len(names) // columns)


def _way(chart: Chart, years: Sequence[int]) -> dict[int, float]:
    """The way to the target by year: straight on from the last observed figure, which is what it requires."""
    goal, observed = chart.goal, chart.lines[0].observed
    if goal is None:
        return {}
    if not observed or goal.year <= observed[-1].year:
        return {goal.year: goal.value}
    start = observed[-1]
    pace = (goal.value - start.value) / (goal.year - start.year)
    return {year: start.value + pace * (year - start.year) for year in range(start.year, goal.year + 1)}


def _target(series: LineSeries, indicator: Indicator, last: int, size: int) -> None:
    """Dashes without marks, but for the target itself, which is named."""
    series.smooth = False
    series.format.line.color.rgb = _colour(REQUIRED.colour)
    series.format.line.width, series.format.line.dash_style = Pt(REQUIRED.width), MSO_LINE.LONG_DASH
    series.marker.style = XL_MARKER_STYLE.NONE
    point = series.points[last]
    point.marker.style, point.marker.size = XL_MARKER_STYLE.TRIANGLE, 10
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = _colour(REQUIRED.colour)
    _label(point, REQUIRED, indicator, size, XL_LABEL_POSITION.RIGHT, (0, 0))


def _by_status(line: Line) -> list[tuple[str, dict[int, float]]]:
    """A line as up to three series of one status each, by year; a weaker one also holds the years where it joins."""
    found: dict[str, dict[int, float]] = {one: {} for one in status.ORDER}
    for point in line.known:
        found[point.status][point.year] = point.value
    for one, run in segments(line.points):
        found[one] |= {point.year: point.value for point in run}
    return [(one, values) for one, values in found.items() if values]


def _draw(series: LineSeries, line: Line, one: str, values: Sequence[float | None], years: Sequence[int]) -> None:
    role = line.role
    series.smooth = False
    _stroke(series, role, one)
    series.marker.style, series.marker.size = _MARKER.get(role.marker, XL_MARKER_STYLE.CIRCLE), 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _colour(role.colour if one == status.MEASURED else PAPER)
    series.marker.format.line.color.rgb = _colour(role.colour)
    own = {point.year for point in line.known if point.status == one}
    for place, (year, value) in enumerate(zip(years, values, strict=True)):
        if value is not None and year not in own:
            # Where it meets a better series it has no mark of its own: what was measured stays marked as measured.
            _stroke(series.points[place], role, one)
            series.points[place].marker.style = XL_MARKER_STYLE.NONE


def _stroke(drawn: LineSeries | Point, role: Role, one: str) -> None:
    drawn.format.line.color.rgb = _colour(role.colour)
    drawn.format.line.width = Pt(role.width)
    if one != status.MEASURED:
        drawn.format.line.dash_style = _DASH[one]


def _labels(
    chart: Chart, years: Sequence[int], way: Mapping[int, float], marks: Sequence[float], height: float, letter: float
) -> dict[str, tuple[XL_LABEL_POSITION, tuple[float, float]]]:
    """Where the label of each line stands, and how far it is moved to the right and down, as shares of the chart.

    Right of a line that ends with the chart, two of them clear of each other; else where no line, projection or way to
    a target runs through it. height: of the plot; letter: points of letters in an inch of the chart's height.
    """

    def spot(year: int, value: float) -> tuple[float, float]:
        across = (years.index(year) + 0.5) / len(years)
        return _LEFT + across * _WIDTH, _TOP + (marks[-1] - value) / (marks[-1] - marks[0]) * height

    found = {}
    ends = sorted((line.end.value, line.name, line.end.year) for line in chart.lines if line.end)
    beside = [(name, spot(year, value)[1]) for value, name, year in ends if year == years[-1]]
    depths = sorted(depth for _, depth in beside)
    clear = dict(zip(depths, kit.apart(depths, [_LABEL_HEIGHT * letter] * len(depths)), strict=True))
    for name, depth in beside:
        found[name] = (XL_LABEL_POSITION.RIGHT, (0.0, clear[depth] - depth))
    paths = [[spot(point.year, point.value) for point in line.known] for line in chart.lines]
    paths.append([spot(year, value) for year, value in sorted(way.items())])
    within = kit.Box(0, _TOP, 1, _TOP + height)
    taken: list[kit.Box] = []
    # The highest first: what is above stays above.
    for value, name, year in reversed(ends):
        if year != years[-1]:
            words = max(letters.width(one, SMALLEST) for one in (name, chart.indicator.format(value)))
            size = (words * letters.BOLD / CHARTED_WIDTH, _NAME_HEIGHT * letter)
            where = places.clear_of(spot(year, value), size, paths, taken, within)
            taken.append(places.box_of(spot(year, value), size, where))
            is_above, *shift = where
            found[name] = (XL_LABEL_POSITION.ABOVE if is_above else XL_LABEL_POSITION.BELOW, (shift[0], shift[1]))
    return found


def _label(
    point: Point, role: Role, indicator: Indicator, size: int, position: XL_LABEL_POSITION, shift: tuple[float, float]
) -> None:
    """The name of a line and its last observed value; both follow the chart's data when that is edited.

    shift: to the right and down from where the position alone would put it.
    """
    label = point.data_label
    label.position = position
    label.font.size, label.font.bold = Pt(size), True
    label.font.color.rgb = _colour(role.text)
    element = label._dLbl
    if any(shift):
        right, down = shift
        element.find(qn("c:idx")).addnext(_layout(f'<c:x val="{round(right, 4)}"/><c:y val="{round(down, 4)}"/>'))
    for name, value in (("showVal", "1"), ("showSerName", "1"), ("showLegendKey", "0"), ("showCatName", "0")):
        element.find(qn(f"c:{name}")).set("val", value)
    separator = etree.SubElement(element, qn("c:separator"))
    separator.text = "\n"
    form = etree.Element(qn("c:numFmt"), {"formatCode": number_format(indicator), "sourceLinked": "0"})
    shape = element.find(qn("c:spPr"))
    (element.find(qn("c:txPr")) if shape is None else shape).addprevious(form)


def _level_labels(native: Native, step: int) -> None:
    """Write each `step`th year, so that they stand level."""
    last = native.category_axis._element.find(qn("c:noMultiLvlLbl"))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        last.addprevious(etree.Element(qn(tag), {"val": str(step)}))


def _plot_area(native: Native, left: float, top: float, width: float, height: float) -> None:
    """Place the plot itself, as shares of the chart: labels at the ends of lines need room beside it."""
    area = native._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    place = f'<c:x val="{left}"/><c:y val="{top}"/><c:w val="{width}"/><c:h val="{height}"/>'
    area.insert(0, _layout(f'<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{place}'))


def _layout(inside: str) -> etree._Element:
    names = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    return etree.fromstring(f"<c:layout {names}><c:manualLayout>{inside}</c:manualLayout></c:layout>")


# ---- Bars


def _bars(chart: Chart, place: ChartPlaceholder, size: int) -> PlaceholderGraphicFrame:
    statuses = status.present(bar.status for bar in chart.bars if bar.value is not None)
    data = CategoryChartData(number_format=number_format(chart.indicator))
    data.categories = [bar.name if bar.value is not None else f"{bar.name} (no figure)" for bar in chart.bars]
    for one in statuses:
        values = [_exact(bar.value) if bar.status == one else None for bar in chart.bars]
        data.add_series(STATUS_WORD[one].capitalize(), values)
    frame: PlaceholderGraphicFrame = place.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    native = frame.chart
    native.has_legend = False
    known = [bar.value for bar in chart.bars if bar.value is not None]
    _axes(native, chart.indicator, kit.ticks(min(0, *known), max(0, *known), about=5))
    native.category_axis.reverse_order = True
    native.category_axis.tick_labels.font.size = Pt(size)
    # The axis is not shown, so it may end where the longest bar and the value beside it do.
    longest = max(known) * (1.15 if statuses == (status.MEASURED,) else 1.32)
    native.value_axis.maximum_scale = max(longest, native.value_axis.minimum_scale + 1e-9)
    native.value_axis.visible = False
    native.value_axis.has_major_gridlines = False
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, one in zip(plot.series, statuses, strict=True):
        labels = series.data_labels
        labels.show_value = True
        labels.font.size = Pt(size)
        ending = "" if one == status.MEASURED else f'" {STATUS_WORD[one]}"'
        labels.number_format = number_format(chart.indicator) + ending
        labels.number_format_is_linked = False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        for number, bar in enumerate(chart.bars):
            if bar.value is not None and bar.status == one:
                _bar(series.points[number], bar)
    return frame


def _bar(point: Point, bar: Placed) -> None:
    fill, colour = point.format.fill, _colour(kit.colour_of(bar.role))
    if status.is_measured(bar.status):
        fill.solid()
        fill.fore_color.rgb = colour
    else:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour, _colour(PAPER)
    point.format.line.color.rgb = colour
    point.format.line.width = Pt(1.5)

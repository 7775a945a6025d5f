"""A pack as PowerPoint: native charts and tables that can be edited, wide slides, text alternatives, speaker notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as File
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Inches, Pt

from cpop.catalogue import Indicator, period
from cpop.charts.drawing import Line, segments, ticks
from cpop.pack.content import (
    NOTHING_TO_DRAW,
    Cell,
    Chart,
    Pack,
    Slide,
    Table,
)
from cpop.style import AREA, AXIS, COMPARATOR, EXTRA, GRID, MUTED_TEXT, PAPER, SCOTLAND, STATUS_WORD, TEXT, Role

WIDTH, HEIGHT = 13.333, 7.5
MARGIN, TOP, BOTTOM = 0.55, 1.55, 6.9
# Found on every machine that has PowerPoint, and of the same widths where it is opened without.
FONT = "Arial"
SMALLEST = 12
TITLE_SIZE = 26
# What three small lines of text take of a chart's height.
LABEL_HEIGHT = 0.125
_DASH = {"imputed": MSO_LINE.DASH, "projected": MSO_LINE.ROUND_DOT}
_MARKER = {"circle": XL_MARKER_STYLE.CIRCLE, "square": XL_MARKER_STYLE.SQUARE, "diamond": XL_MARKER_STYLE.DIAMOND}


def powerpoint(pack: Pack, progress: Callable[[float], None] = lambda share: None) -> bytes:
    """The .pptx file of a pack. `progress` hears the share that is done, 0 to 1, after each slide."""
    file = _blank(pack)
    _cover(file, pack)
    for number, slide in enumerate(pack.slides, start=2):
        _slide(file, pack, slide, number)
        progress((number - 1) / len(pack.slides))
    stored = BytesIO()
    file.save(stored)
    return stored.getvalue()


# ---- The empty file: wide, in our colours and font


def _blank(pack: Pack) -> File:
    """An empty presentation whose master carries the size, colours, font and titles, so that new slides match."""
    file = Presentation()
    stretch = Inches(WIDTH) / file.slide_width
    file.slide_width, file.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = file.slide_master
    for layout in list(file.slide_layouts):
        if layout.name not in ("Title Slide", "Title Only"):
            file.slide_layouts.remove(layout)
    for holder in (master, *file.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    for shape in master.placeholders:
        if shape.placeholder_format.type == 1:
            shape.left, shape.top, shape.width, shape.height = _box(MARGIN, 0.35, WIDTH - 2 * MARGIN, 1.1)
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", str(TITLE_SIZE * 100))
    letters.set("b", "1")
    for old in letters.findall(qn("a:solidFill")):
        letters.remove(old)
    fill = etree.SubElement(letters, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", AREA.colour[1:])
    letters.insert(0, fill)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob)
    core = file.core_properties
    core.title, core.subject, core.author = pack.title, pack.subtitle, "Community Planning Outcomes Profile"
    core.language, core.keywords, core.comments = "en-GB", pack.edition, pack.attribution
    return file


def _themed(theme: bytes) -> bytes:
    """The theme with our colours and font, so that what an editor adds matches."""
    text = theme.decode()
    palette = (AREA, EXTRA[0], EXTRA[1], COMPARATOR, SCOTLAND, EXTRA[2])
    for number, role in enumerate(palette, start=1):
        accent = f'<a:accent{number}><a:srgbClr val="{role.colour[1:]}"/></a:accent{number}>'
        text = re.sub(rf"<a:accent{number}>.*?</a:accent{number}>", accent, text)
    return re.sub(r'<a:latin typeface="Calibri[^"]*"', f'<a:latin typeface="{FONT}"', text).encode()


def _box(left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
    return Inches(left), Inches(top), Inches(width), Inches(height)


def _colour(text: str) -> RGBColor:
    return RGBColor.from_string(text.lstrip("#").upper())


# ---- Text that fits


# Widths of letters in ems, as Arial has them, a little generous: what is not named here takes 0.56.
_NARROW, _THIN, _WIDE, _CAPITAL = 0.28, 0.34, 0.86, 0.7
_EMS = (
    dict.fromkeys("ijl.,:;'’|!/ ", _NARROW)
    | dict.fromkeys("ft()r-“”", _THIN)
    | dict.fromkeys("cksvxyz", 0.5)
    | dict.fromkeys("mwMW%@▲△▼▽", _WIDE)
    | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&", _CAPITAL)
)


def _width(text: str, size: float) -> float:
    """How wide a line of text is, in inches."""
    return sum(_EMS.get(letter, 0.56) for letter in text) * size / 72


def _lines(text: str, size: float, width: float) -> int:
    """How many lines a paragraph takes in a box, broken between words."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        needed = _width(f"{word} ", size)
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        used += needed
    return lines


def _fitting(texts: Sequence[str], width: float, height: float, largest: int) -> int:
    """The largest size at which paragraphs fit a box."""
    for size in range(largest, SMALLEST, -1):
        needed = sum(_lines(text, size, width) * 1.2 * size / 72 + 0.6 * size / 72 for text in texts)
        if needed <= height:
            return size
    return SMALLEST


def _write(paragraph: _Paragraph, text: str, size: float, colour: str = TEXT, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = _colour(colour)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def _text_box(page: Page, left: float, top: float, width: float, height: float) -> TextFrame:
    frame = page.shapes.add_textbox(*_box(left, top, width, height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _paragraphs(frame: TextFrame, texts: Sequence[str], size: float, colour: str = TEXT) -> None:
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.6)
        lead, colon, rest = text.partition(": ")
        if colon and len(lead) < 34 and len(texts) > 2:
            _write(paragraph, f"{lead}: ", size, colour, bold=True)
            _write(paragraph, rest, size, colour)
        else:
            _write(paragraph, text, size, colour)


# ---- Slides


def _cover(file: File, pack: Pack) -> None:
    page = file.slides.add_slide(file.slide_layouts[0])
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = _colour(AREA.colour)
    title, subtitle = page.shapes.title, page.placeholders[1]
    title.left, title.top, title.width, title.height = _box(0.9, 1.7, WIDTH - 1.8, 1.7)
    subtitle.left, subtitle.top, subtitle.width, subtitle.height = _box(0.9, 3.5, WIDTH - 1.8, 0.8)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _write(title.text_frame.paragraphs[0], pack.title, 36, PAPER, bold=True)
    subtitle.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    subtitle.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _write(subtitle.text_frame.paragraphs[0], pack.subtitle, 20, PAPER)
    frame = _text_box(page, 0.98, 6.2, WIDTH - 1.96, 0.7)
    _write(frame.paragraphs[0], f"{pack.attribution}.", SMALLEST, PAPER)
    _note(page, [("Live view", pack.address), ("Attribution", pack.attribution)])


def _slide(file: File, pack: Pack, slide: Slide, number: int) -> None:
    page = file.slides.add_slide(file.slide_layouts[1])
    # Bold letters are wider: as if the box were narrower.
    size = _fitting([slide.title], (WIDTH - 2 * MARGIN - 0.2) / 1.08, 1.3, TITLE_SIZE)
    _write(page.shapes.title.text_frame.paragraphs[0], slide.title, size, AREA.colour, bold=True)
    page.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if slide.chart is not None:
        height = BOTTOM - TOP - 0.1
        frame = _text_box(page, MARGIN + 0.1, TOP + 0.1, 3.75, height)
        _paragraphs(frame, slide.points, _fitting(slide.points, 3.75, height, 18))
        _chart(page, slide.chart)
    elif slide.table is not None:
        _table(page, slide.table, _points_above(page, slide.points))
    else:
        width, height = WIDTH - 2 * MARGIN - 0.4, BOTTOM - TOP - 0.2
        frame = _text_box(page, MARGIN + 0.1, TOP + 0.15, width, height)
        _paragraphs(frame, slide.points, _fitting(slide.points, width, height, 22))
    _footer(page, pack, slide, number)
    _note(page, slide.notes)


def _points_above(page: Page, points: Sequence[str]) -> float:
    """What is said above a table; answers where the table begins."""
    if not points:
        return TOP
    width = WIDTH - 2 * MARGIN - 0.2
    height = sum(_lines(text, 16, width) * 0.28 + 0.14 for text in points)
    _paragraphs(_text_box(page, MARGIN + 0.1, TOP, width, height), points, 16)
    return TOP + height + 0.05


def _footer(page: Page, pack: Pack, slide: Slide, number: int) -> None:
    frame = _text_box(page, MARGIN + 0.1, 7.03, WIDTH - 2.4, 0.3)
    _write(frame.paragraphs[0], f"Community Planning Outcomes Profile, {pack.edition} edition", SMALLEST, MUTED_TEXT)
    live = dict(slide.notes).get("Live view")
    if live:
        _write(frame.paragraphs[0], "  ·  ", SMALLEST, MUTED_TEXT)
        _write(frame.paragraphs[0], "Live view", SMALLEST, AREA.colour)
        frame.paragraphs[0].runs[-1].hyperlink.address = live
    place = _text_box(page, WIDTH - MARGIN - 0.9, 7.03, 0.9, 0.3).paragraphs[0]
    place.alignment = PP_ALIGN.RIGHT
    _write(place, str(number), SMALLEST, MUTED_TEXT)


def _note(page: Page, notes: Sequence[tuple[str, str]]) -> None:
    page.notes_slide.notes_text_frame.text = "\n".join(f"{name}: {text}" for name, text in notes)


def _name(shape: object, name: str, alternative: str) -> None:
    """Name a shape, and say in words what it shows."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", alternative)


# ---- Tables


def _table(page: Page, table: Table, top: float) -> None:
    width = WIDTH - 2 * MARGIN
    widths = [width * share / sum(table.widths) for share in table.widths]
    rows = [tuple(Cell(head) for head in table.heads), *table.rows]
    size = next(
        (one for one in (16, 15, 14, 13) if sum(_row_height(row, widths, one) for row in rows) <= BOTTOM - top),
        SMALLEST,
    )
    shape = page.shapes.add_table(len(rows), len(widths), *_box(MARGIN, top, width, 0.3 * len(rows)))
    _name(shape, table.caption, f"Table. {table.caption}. {len(table.rows)} rows: {', '.join(table.heads)}.")
    heights = [_row_height(row, widths, size) for row in rows]
    # Estimates are generous: where they would not fit, rows start lower, and grow with their text if they must.
    heights = [height * min(1, (BOTTOM - top) / sum(heights)) for height in heights]
    native = shape.table
    for column, share in zip(native.columns, widths, strict=True):
        column.width = Inches(share)
    for number, row in enumerate(rows):
        native.rows[number].height = Inches(heights[number])
        for place, cell in enumerate(row):
            _fill(native.cell(number, place), cell, size, is_head=number == 0, is_name=place == 0, band=number % 2 == 0)


def _row_height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    # The first column is bold, and bold letters are wider.
    lines = [
        _lines(("▲ " if cell.mark else "") + cell.text, size * (1.08 if place == 0 else 1), width - 0.19) * size
        + (_lines(cell.small, SMALLEST, width - 0.19) * SMALLEST if cell.small else 0)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return max(lines) * 1.17 / 72 + 0.08


def _fill(native: object, cell: Cell, size: float, *, is_head: bool, is_name: bool, band: bool) -> None:
    native.margin_left = native.margin_right = Inches(0.09)
    native.margin_top = native.margin_bottom = Inches(0.035)
    native.vertical_anchor = MSO_ANCHOR.MIDDLE
    native.fill.solid()
    native.fill.fore_color.rgb = _colour(AREA.colour if is_head else "#F3F6F9" if band else PAPER)
    paragraph = native.text_frame.paragraphs[0]
    if cell.mark:
        _write(paragraph, f"{cell.mark.sign} ", size, cell.mark.colour, bold=True)
    _write(paragraph, cell.text, size, PAPER if is_head else TEXT, bold=is_head or is_name)
    if cell.small:
        _write(native.text_frame.add_paragraph(), cell.small, SMALLEST, MUTED_TEXT)


# ---- Charts


def number_format(indicator: Indicator, decimals: int | None = None) -> str:
    """How a spreadsheet writes a value of an indicator: 0.0"%"."""
    places = indicator.decimals if decimals is None else decimals
    number = "#,##0" + (f".{'0' * places}" if places else "")
    before, after = (f'"{sign}"' if sign else "" for sign in (indicator.prefix, indicator.suffix))
    return f"{before}{number}{after}"


def _chart(page: Page, chart: Chart) -> None:
    if not chart.has_values:
        _paragraphs(_text_box(page, 4.6, TOP, WIDTH - 4.6 - MARGIN, 1), [NOTHING_TO_DRAW], 18, MUTED_TEXT)
        return
    place = _box(4.6, TOP - 0.1, WIDTH - 4.6 - MARGIN + 0.1, BOTTOM - TOP + 0.1)
    native, shape = _lines_chart(page, chart, place) if chart.lines else _bars_chart(page, chart, place)
    _name(shape, chart.caption, f"Chart. {chart.caption}. {chart.alt}")
    native.font.size, native.font.name = Pt(SMALLEST), FONT
    native.font.color.rgb = _colour(TEXT)
    native.has_title = True
    native.chart_title.include_in_layout = False
    _write(native.chart_title.text_frame.paragraphs[0], chart.heading, 14, TEXT, bold=True)


def _axis_decimals(marks: Sequence[float]) -> int:
    return max(len(f"{mark:.6f}".rstrip("0").partition(".")[2]) for mark in marks)


def _axes(native: NativeChart, indicator: Indicator, marks: Sequence[float]) -> None:
    values, categories = native.value_axis, native.category_axis
    values.minimum_scale, values.maximum_scale = marks[0], marks[-1]
    values.major_unit = marks[1] - marks[0]
    values.major_gridlines.format.line.color.rgb = _colour(GRID)
    values.format.line.fill.background()
    values.major_tick_mark = categories.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.number_format = number_format(indicator, _axis_decimals(marks))
    values.tick_labels.number_format_is_linked = False
    categories.format.line.color.rgb = _colour(AXIS)


def _plot_area(native: NativeChart, left: float, top: float, width: float, height: float) -> None:
    """Place the plot itself, as shares of the chart: labels at the ends of lines need room beside it."""
    area = native._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    place = f'<c:x val="{left}"/><c:y val="{top}"/><c:w val="{width}"/><c:h val="{height}"/>'
    area.insert(0, _layout(f'<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{place}'))


def _layout(inside: str) -> etree._Element:
    names = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    return etree.fromstring(f"<c:layout {names}><c:manualLayout>{inside}</c:manualLayout></c:layout>")


def _lines_chart(page: Page, chart: Chart, place: tuple[int, int, int, int]) -> tuple[NativeChart, object]:
    years = sorted({point.year for line in chart.lines for point in line.points})
    data = CategoryChartData(number_format=number_format(chart.indicator))
    data.categories = [period(year) for year in years]
    drawn = [
        (line, status, values) for line in chart.lines for status, values in _by_status(line, years) if any_of(values)
    ]
    for line, status, values in drawn:
        data.add_series(line.name if status == "raw" else f"{line.name} ({STATUS_WORD[status]})", values)
    shape = page.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, data)
    native = shape.chart
    native.has_legend = len(drawn) > len(chart.lines)
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        native.legend.font.size = Pt(SMALLEST)
    known = [value for _, _, values in drawn for value in values if value is not None]
    marks = ticks(min(known), max(known), about=5)
    _axes(native, chart.indicator, marks)
    native.category_axis.tick_labels.font.size = Pt(SMALLEST)
    _level_labels(native, 2 if len(years) > 8 else 1)
    height = 0.66 if native.has_legend else 0.76
    _plot_area(native, 0.085, 0.115, 0.7, height)
    shifts = _label_shifts(chart.lines, marks, height)
    for series, (line, status, values) in zip(native.plots[0].series, drawn, strict=True):
        _draw(series, line, status, values, years)
        ends = [p for p in line.points if p.value is not None]
        if ends and status == ends[-1].status:
            _end_label(series, years.index(ends[-1].year), line.role, shifts[line.name], chart.indicator)
    return native, shape


def any_of(values: Sequence[float | None]) -> bool:
    """Whether a series has any value at all."""
    return any(value is not None for value in values)


def _by_status(line: Line, years: Sequence[int]) -> list[tuple[str, list[float | None]]]:
    """A line as up to three series of one status each; a weaker one also holds the years at which it joins."""
    series: dict[str, dict[int, float]] = {"raw": {}, "imputed": {}, "projected": {}}
    for point in line.points:
        if point.value is not None:
            series[point.status][point.year] = point.value
    for status, run in segments(line.points):
        series[status] |= {point.year: point.value for point in run}
    return [(status, [found.get(year) for year in years]) for status, found in series.items()]


def _draw(series: LineSeries, line: Line, status: str, values: Sequence[float | None], years: Sequence[int]) -> None:
    role = line.role
    series.smooth = False
    _stroke(series, role, status)
    series.marker.style, series.marker.size = _MARKER.get(role.marker, XL_MARKER_STYLE.CIRCLE), 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _colour(role.colour if status == "raw" else PAPER)
    series.marker.format.line.color.rgb = _colour(role.colour)
    own = {point.year for point in line.points if point.status == status}
    for place, (year, value) in enumerate(zip(years, values, strict=True)):
        if value is not None and year not in own:
            # Where it meets a better series it has no mark of its own: what was measured stays marked as measured.
            _stroke(series.points[place], role, status)
            series.points[place].marker.style = XL_MARKER_STYLE.NONE


def _stroke(drawn: object, role: Role, status: str) -> None:
    drawn.format.line.color.rgb = _colour(role.colour)
    drawn.format.line.width = Pt(role.width)
    if status != "raw":
        drawn.format.line.dash_style = _DASH[status]


def _level_labels(native: NativeChart, step: int) -> None:
    """Write each `step`th year, so that they stand level."""
    axis = native.category_axis._element
    last = axis.find(qn("c:noMultiLvlLbl"))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        last.addprevious(etree.Element(qn(tag), {"val": str(step)}))


def _label_shifts(lines: Sequence[Line], marks: Sequence[float], height: float) -> dict[str, float]:
    """How far to move the label at the end of each line, as a share of the chart (down is above 0).

    Labels of three lines stand clear of each other where ends of lines are near; `height` is that of the plot.
    """
    ends = {}
    for line in lines:
        present = [p.value for p in line.points if p.value is not None]
        if present:
            ends[line.name] = (marks[-1] - present[-1]) / (marks[-1] - marks[0]) * height
    shifts = dict.fromkeys(ends, 0.0)
    names = sorted(ends, key=ends.get)
    for upper, lower in zip(names, names[1:], strict=False):
        short = LABEL_HEIGHT - (ends[lower] - ends[upper])
        if short > 0:
            shifts[upper], shifts[lower] = -short / 2, short / 2
    return shifts


def _end_label(series: LineSeries, place: int, role: Role, shift: float, indicator: Indicator) -> None:
    """The name and the value of a line at its end; both follow the chart's data when that is edited."""
    label = series.points[place].data_label
    label.position = XL_LABEL_POSITION.RIGHT
    label.font.size, label.font.bold = Pt(SMALLEST), True
    label.font.color.rgb = _colour(role.text)
    element = label._dLbl
    if shift:
        element.find(qn("c:idx")).addnext(_layout(f'<c:y val="{shift:.4f}"/>'))
    for name, value in (("showVal", "1"), ("showSerName", "1"), ("showLegendKey", "0"), ("showCatName", "0")):
        element.find(qn(f"c:{name}")).set("val", value)
    separator = etree.SubElement(element, qn("c:separator"))
    separator.text = "\n"
    form = etree.Element(qn("c:numFmt"), {"formatCode": number_format(indicator), "sourceLinked": "0"})
    (element.find(qn("c:spPr")) if element.find(qn("c:spPr")) is not None else element.find(qn("c:txPr"))).addprevious(
        form
    )


def _bars_chart(page: Page, chart: Chart, place: tuple[int, int, int, int]) -> tuple[NativeChart, object]:
    statuses = [status for status in ("raw", "imputed") if any(bar.status == status for bar in chart.bars)]
    data = CategoryChartData(number_format=number_format(chart.indicator))
    data.categories = [bar.name if bar.value is not None else f"{bar.name} (no figure)" for bar in chart.bars]
    for status in statuses:
        data.add_series(
            STATUS_WORD[status].capitalize(), [bar.value if bar.status == status else None for bar in chart.bars]
        )
    shape = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    native = shape.chart
    native.has_legend = False
    known = [bar.value for bar in chart.bars if bar.value is not None]
    _axes(native, chart.indicator, ticks(min(0, *known), max(0, *known), about=5))
    native.category_axis.reverse_order = True
    native.category_axis.tick_labels.font.size = Pt(14)
    # The axis is not shown, so it may end where the longest bar and the value beside it do.
    longest = max(known) * (1.15 if statuses == ["raw"] else 1.32)
    native.value_axis.maximum_scale = max(longest, native.value_axis.minimum_scale + 1e-9)
    native.value_axis.visible = False
    native.value_axis.has_major_gridlines = False
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, status in zip(plot.series, statuses, strict=True):
        labels = series.data_labels
        labels.show_value = True
        labels.font.size = Pt(14)
        ending = "" if status == "raw" else f'" {STATUS_WORD[status]}"'
        labels.number_format = number_format(chart.indicator) + ending
        labels.number_format_is_linked = False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        for number, bar in enumerate(chart.bars):
            if bar.value is not None and bar.status == status:
                _bar(series.points[number], bar.role, status)
    return native, shape


def _bar(point: object, role: Role, status: str) -> None:
    fill = point.format.fill
    if status == "raw":
        fill.solid()
        fill.fore_color.rgb = _colour(role.colour)
    else:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _colour(role.colour), _colour(PAPER)
    point.format.line.color.rgb = _colour(role.colour)
    point.format.line.width = Pt(1.5)

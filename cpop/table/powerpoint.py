"""A table on a slide: a native one, that can be edited, in the largest letters that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell as NativeCell
from pptx.text.text import _Paragraph
from pptx.util import Inches, Pt

from cpop.markup import plain
from cpop.style import AREA, MUTED_TEXT, PAPER, TEXT
from cpop.table import Table, letters
from cpop.table.paper import Placed, described, placed

# Found on every machine that has PowerPoint, and of the same widths where it is opened without.
FONT = "Arial"
SIZES = (16, 15, 14, 13, 12)
SMALLEST = SIZES[-1]
BAND, THEME = "#F3F6F9", "#DCE7F1"
# Inches at the sides of a cell, and above and below.
_SIDE, _EDGE = 0.09, 0.035
_LINE = 1.17


@dataclass(frozen=True, slots=True)
class Room:
    """Where on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float


def place(table: Table, slide: Slide, room: Room) -> GraphicFrame:
    """Draw a table on a slide, within `room` as well as letters of 12 points allow; answers its shape.

    The shape has the table's caption as its name, and says in words what it holds.
    """
    cells = placed(table)
    total = sum(column.share for column in table.columns)
    widths = [room.width * column.share / total for column in table.columns]
    size = next((one for one in SIZES if sum(_heights(cells, widths, one)) <= room.height), SMALLEST)
    heights = _heights(cells, widths, size)
    # Estimates are generous: where they would not fit, rows start lower, and grow with their text if they must.
    shrunk = min(1, room.height / sum(heights))
    shape = slide.shapes.add_table(
        len(heights), len(widths), Inches(room.left), Inches(room.top), Inches(room.width), Inches(0.3 * len(heights))
    )
    shape.name = plain(table.caption)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", described(table))
    native = shape.table
    for number, width in enumerate(widths):
        native.columns[number].width = Inches(width)
    for number, height in enumerate(heights):
        native.rows[number].height = Inches(height * shrunk)
    for one in cells:
        cell = native.cell(one.row, one.column)
        if one.rows > 1 or one.columns > 1:
            cell.merge(native.cell(one.row + one.rows - 1, one.column + one.columns - 1))
        _fill(cell, one, size)
    return shape


def _heights(cells: Sequence[Placed], widths: Sequence[float], size: float) -> list[float]:
    """How high each row must be, in inches. A cell over several rows asks nothing of them."""
    return [
        max((_height(one, widths, size) for one in row if one.rows == 1), default=0.3)
        for _, row in groupby(cells, key=lambda one: one.row)
    ]


def _height(one: Placed, widths: Sequence[float], size: float) -> float:
    room = sum(widths[one.column : one.column + one.columns]) - 2 * _SIDE - 0.01
    bold = letters.BOLD if _is_bold(one) else 1
    text = ("▲ " if one.cell.sign else "") + one.cell.line
    points = letters.lines(text, size * bold, room) * size
    points += sum(letters.lines(small, SMALLEST, room) * SMALLEST for small in one.cell.lines_on_paper)
    return points * _LINE / letters.POINTS_PER_INCH + 2 * _EDGE + 0.01


def _is_bold(one: Placed) -> bool:
    return one.is_strong or one.part in ("head", "name", "theme")


def _fill(native: NativeCell, one: Placed, size: float) -> None:
    native.margin_left = native.margin_right = Inches(_SIDE)
    native.margin_top = native.margin_bottom = Inches(_EDGE)
    native.vertical_anchor = MSO_ANCHOR.MIDDLE
    native.fill.solid()
    native.fill.fore_color.rgb = _colour(_ground(one))
    paragraph = native.text_frame.paragraphs[0]
    if one.is_number:
        paragraph.alignment = PP_ALIGN.RIGHT
    ink = PAPER if one.part == "head" else AREA.text if one.part == "theme" else TEXT
    if one.cell.sign:
        sign, colour = one.cell.sign
        write(paragraph, f"{sign} ", size, PAPER if one.part == "head" else colour, bold=True)
    write(paragraph, one.cell.line, size, ink, bold=_is_bold(one))
    for small in one.cell.lines_on_paper:
        beneath = native.text_frame.add_paragraph()
        beneath.alignment = paragraph.alignment
        write(beneath, small, SMALLEST, PAPER if one.part == "head" else MUTED_TEXT)


def _ground(one: Placed) -> str:
    if one.part == "head":
        return AREA.colour
    if one.part == "theme" or one.is_strong:
        return THEME
    return BAND if one.row % 2 == 0 else PAPER


def write(paragraph: _Paragraph, text: str, size: float, colour: str = TEXT, *, bold: bool = False) -> None:
    """Add words to a paragraph, in our letters and marked as English for those who listen."""
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = _colour(colour)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def _colour(text: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(text.removeprefix("#").upper())
    return colour

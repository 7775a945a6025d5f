"""A table in a Word document: a native one, whose head is repeated on each page and whose rows are never torn."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table as Native
from docx.table import _Cell as NativeCell
from docx.table import _Row as NativeRow
from docx.text.paragraph import Paragraph

from cpop.markup import plain
from cpop.style import AREA, GRID, MUTED_TEXT, TEXT
from cpop.table import Table
from cpop.table.paper import Placed, described, head_rows, placed

SIZE, SMALL = 10, 8.5
BAND, THEME = "F3F6F9", "DCE7F1"


def place(table: Table, document: Document, width: float = 6.3) -> Native:
    """Add a table at the end of a document, its caption above it; answers it. width: of the whole, in inches."""
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    _write(caption, plain(table.caption), SIZE, MUTED_TEXT)
    native: Native = document.add_table(head_rows(table) + len(table.rows), len(table.columns))
    native.autofit = False
    total = sum(column.share for column in table.columns)
    for column, told in zip(native.columns, table.columns, strict=True):
        column.width = Inches(width * told.share / total)
        for cell in column.cells:
            cell.width = column.width
    for one in placed(table):
        cell = native.cell(one.row, one.column)
        if one.rows > 1 or one.columns > 1:
            cell = cell.merge(native.cell(one.row + one.rows - 1, one.column + one.columns - 1))
        _fill(cell, one)
    for number, row in enumerate(native.rows):
        _keep(row, is_head=number < head_rows(table))
    _describe(native, plain(table.caption), described(table))
    return native


def _fill(native: NativeCell, one: Placed) -> None:
    native.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    is_bold = one.is_strong or one.part in ("head", "name", "theme")
    paragraph = native.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if one.is_number:
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    if one.cell.sign:
        sign, colour = one.cell.sign
        _write(paragraph, f"{sign} ", SIZE, colour, is_bold=True)
    _write(paragraph, one.cell.line, SIZE, AREA.text if one.part in ("head", "theme") else TEXT, is_bold=is_bold)
    for small in one.cell.lines_on_paper:
        beneath = native.add_paragraph()
        beneath.alignment = paragraph.alignment
        beneath.paragraph_format.space_after = Pt(0)
        _write(beneath, small, SMALL, MUTED_TEXT)
    _dress(native, THEME if one.part in ("head", "theme") else BAND if one.is_strong else None)


def _write(paragraph: Paragraph, text: str, size: float, colour: str, *, is_bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = is_bold
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())


def _dress(native: NativeCell, shade: str | None) -> None:
    """A thin line beneath a cell, and a shade behind it."""
    properties = native._tc.get_or_add_tcPr()
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("color", GRID.removeprefix("#"))):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    # The order of these is the schema's own: borders, shade, then where the text stands.
    last = properties.find(qn("w:vAlign"))
    last.addprevious(borders)
    if shade:
        ground = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", shade)):
            ground.set(qn(f"w:{name}"), value)
        last.addprevious(ground)


def _keep(row: NativeRow, *, is_head: bool) -> None:
    """A row stays on one page; one that names the columns is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _describe(native: Native, title: str, text: str) -> None:
    """What the table is called and holds, for those who listen."""
    for tag, said in (("w:tblCaption", title), ("w:tblDescription", text)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), said)
        native._tbl.tblPr.append(element)

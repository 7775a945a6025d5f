"""A pack as a Word document for a committee's papers: real headings, native charts and tables that can be edited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as File
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.parfmt import ParagraphFormat
from lxml import etree

from cpop.pack import host, native, outline_map
from cpop.pack.content import NOTHING_TO_DRAW, Chart, Map, Pack, Slide, noted_once
from cpop.pack.template import AUTHOR, CHART, CHARTED, FONT
from cpop.style import AREA, MUTED_TEXT, TEXT
from cpop.table import word
from cpop.table.powerpoint import Room
from cpop.words.standing import Headline

# Points; inches.
_SIZE, _SMALL, _TITLE, _HEADING = 11, 9, 24, 14
_WIDTH, _HEIGHT, _MAP_HEIGHT = 6.5, 2.95, 3.0
# Letters of an address that is written out.
_LONGEST = 90
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMBEDDED = f"{_RELATIONS}/package"


def write_document(pack: Pack) -> bytes:
    """The .docx file of a pack. Raises HostError where the host's presentation or logo cannot be used."""
    file = Document()
    _dress(file, pack)
    logo = host.logo()
    if logo is not None:
        file.add_picture(BytesIO(logo[0]), height=Inches(0.8))
    file.add_paragraph(pack.title, style="Title")
    file.add_paragraph(pack.subtitle, style="Subtitle")
    charts = _native(pack)
    for number, slide in enumerate(noted_once(pack.slides), start=1):
        _part(file, slide, number, charts)
    stored = BytesIO()
    file.save(stored)
    return stored.getvalue()


def _dress(file: File, pack: Pack) -> None:
    """A4, our letters and colours, and whose file it is."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Inches((8.27 - _WIDTH) / 2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.footer.paragraphs[0].text = f"{pack.attribution}."
    for name, size, colour, is_bold in (
        ("Normal", _SIZE, TEXT, False),
        ("List Bullet", _SIZE, TEXT, False),
        ("Title", _TITLE, AREA.text, True),
        ("Subtitle", _SIZE, MUTED_TEXT, False),
        ("Heading 1", _HEADING, AREA.text, True),
        ("Footer", _SMALL, MUTED_TEXT, False),
    ):
        style: ParagraphStyle = file.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), is_bold, False
        style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
        style.paragraph_format.space_before = Pt(size if name.startswith("Heading") else 0)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(size / 3), 1.0
        letters = style.element.get_or_add_rPr().get_or_add_rFonts()
        # The theme's own letters would win over a font by name.
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            letters.attrib.pop(qn(f"w:{attribute}"), None)
    language = file.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-GB")
    core = file.core_properties
    core.title, core.subject, core.author, core.last_modified_by = pack.title, pack.subtitle, AUTHOR, AUTHOR
    core.language, core.keywords, core.comments = "en-GB", pack.edition, pack.attribution
    core.created = core.modified = datetime.combine(pack.made, time())


def _part(file: File, slide: Slide, number: int, charts: Iterator[tuple[bytes, bytes]]) -> None:
    heading = file.add_paragraph(slide.title, style="Heading 1")
    heading.paragraph_format.keep_with_next = True
    for point in slide.points:
        # A chart stays with what is said of it.
        _say(file, point, _SIZE, TEXT, "List Bullet").keep_with_next = slide.chart is not None
    if slide.chart is not None and slide.chart.has_values:
        _draw(file, slide.chart, number, *next(charts))
    elif slide.chart is not None:
        file.add_paragraph(NOTHING_TO_DRAW)
    if slide.map is not None:
        _map(file, slide.map, number)
    if slide.table is not None:
        word.place(slide.table, file, _WIDTH)
    for place, note in enumerate(slide.notes):
        _say(file, note, _SMALL, MUTED_TEXT, "Normal").space_before = Pt(0 if place else _SMALL)
    if slide.live:
        _link(file, slide.live)


def _link(file: File, address: str) -> None:
    """The way to the live view; an address that holds a whole plan is for a click, not for the eye."""
    _say(file, Headline("Live view", ""), _SMALL, MUTED_TEXT, "Normal")
    link = parse_xml(f"<w:hyperlink {nsdecls('w', 'r')}/>")
    link.set(qn("r:id"), file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph = file.paragraphs[-1]
    run = paragraph.add_run(address if len(address) <= _LONGEST else "open in the app")
    run.font.size, run.font.underline, run.font.color.rgb = Pt(_SMALL), True, RGBColor.from_string(AREA.text[1:])
    link.append(run._r)
    paragraph._p.append(link)


def _say(file: File, said: Headline, size: float, colour: str, style: str) -> ParagraphFormat:
    """Write a paragraph; answers its format."""
    paragraph = file.add_paragraph(style=style)
    paragraph.paragraph_format.space_after = Pt(size / 4)
    texts = ((f"{said.lead}: ", True), (said.rest, False)) if said.lead else ((said.rest, False),)
    for text, is_bold in texts:
        run = paragraph.add_run(text)
        run.bold, run.font.size = is_bold, Pt(size)
        run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    form: ParagraphFormat = paragraph.paragraph_format
    return form


# ---- Charts: those of a slide, each with the workbook that holds its figures


def _native(pack: Pack) -> Iterator[tuple[bytes, bytes]]:
    """The charts that have values, in their order, as (drawing, workbook)."""
    scratch = host.presentation()
    layout = next(one for one in scratch.slide_layouts if one.name == CHARTED)
    for slide in pack.slides:
        if slide.chart is not None and slide.chart.has_values:
            frame = native.draw(slide.chart, scratch.slides.add_slide(layout).placeholders[CHART], _SMALL, _HEIGHT)
            part = frame.chart_part
            yield part.blob, part.chart_workbook.xlsx_part.blob


def _draw(file: File, chart: Chart, number: int, drawing: bytes, workbook: bytes) -> None:
    """Put a chart in a paragraph of its own, told in words."""
    package = file.part.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _XLSX, workbook, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, drawing, package)
    source = part.relate_to(book, _EMBEDDED)
    tree = etree.fromstring(drawing)
    tree.find(f"{{{_DRAWN}}}externalData").set(f"{{{_RELATIONS}}}id", source)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    shown = file.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    inline = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")} xmlns:c="{_DRAWN}"><wp:inline distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{Inches(_WIDTH)}" cy="{Inches(_HEIGHT)}"/><wp:docPr id="{number}" name=""/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_DRAWN}"><c:chart r:id="{shown}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    properties = inline.find(f".//{qn('wp:docPr')}")
    properties.set("name", chart.caption)
    properties.set("descr", f"Chart. {chart.caption}. {chart.alt}")
    file.add_paragraph().add_run()._r.append(inline)


def _map(file: File, drawn: Map, number: int) -> None:
    """Put a map in a paragraph of its own, told in words, and its key in words beneath it."""
    width = min(_WIDTH, _MAP_HEIGHT * drawn.width / drawn.height)
    height = width * drawn.height / drawn.width
    scratch = host.presentation()
    page = scratch.slides.add_slide(scratch.slide_layouts[0])
    group = outline_map.place(drawn, page, Room(0, 0, width, height + outline_map.KEY_HEIGHT))
    inline = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a")}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent '
        f'cx="{Inches(width)}" cy="{Inches(height)}"/><wp:docPr id="{number}" name="Map"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{outline_map.GROUPED}"/></a:graphic></wp:inline></w:drawing>'
    )
    inline.find(f".//{qn('wp:docPr')}").set("descr", f"Map. {drawn.alt}")
    inline.find(f".//{qn('a:graphicData')}").append(outline_map.for_word(group))
    file.add_paragraph().add_run()._r.append(inline)
    _say(
        file,
        Headline("", f"Map, from dark, {drawn.key[0][1]}, to light, {drawn.key[-1][1]}. {drawn.alt}"),
        _SMALL,
        MUTED_TEXT,
        "Normal",
    )


_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

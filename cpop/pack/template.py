"""The presentation that every pack starts from: `python -m cpop.pack.template` writes template.pptx anew.

Size, colours, letters and places of all slides are those of its master and layouts, so that a pack fills
placeholders, and what an editor adds matches. Change it here, not in the file; a test keeps the two alike.

Layouts: Cover (title, subtitle, attribution, a place for a logo), Words (title, points), Chart (title, points, chart)
and Table (title, points; the table itself goes where they end). The last three have a place for the link to the live
view; edition and number of the slide stand on the master.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as File
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from cpop.style import AREA, COMPARATOR, EXTRA, MUTED_TEXT, PAPER, SCOTLAND, TEXT

PATH = Path(__file__).with_name("template.pptx")
AUTHOR = "Community Planning Outcomes Profile"
# The template's own date; a pack writes the date on which it was made.
MADE = datetime(2026, 11, 1)
# Inches.
WIDTH, HEIGHT = 13.333, 7.5
MARGIN, TOP, BOTTOM = 0.55, 1.55, 6.9
FOOT = 7.03
# Found on every machine that has PowerPoint, and of the same widths where it is opened without.
FONT = "Arial"
SMALLEST, TITLE_SIZE = 12, 26
# Placeholders by their number within a layout; the title has none.
POINTS, ATTRIBUTION, LIVE_VIEW, CHART, LOGO = 1, 10, 12, 13, 14
COVER, WORDS, CHARTED, TABLED = "Cover", "Words", "Chart", "Table"
# What a host's own presentation must have too.
PLACES = {
    COVER: {0, POINTS, ATTRIBUTION, LOGO},
    WORDS: {0, POINTS, LIVE_VIEW},
    CHARTED: {0, POINTS, CHART, LIVE_VIEW},
    TABLED: {0, POINTS, LIVE_VIEW},
}
FOOTER = "Edition"
_FIELD = "{6F4A1C2E-0B5D-4C0E-9A53-2D7B8E1F4A60}"

Box = tuple[float, float, float, float]
_Anchor = Literal["t", "ctr", "b"]
_TITLE: Box = (MARGIN, 0.35, WIDTH - 2 * MARGIN, 1.1)
_POINTS: Box = (MARGIN + 0.1, TOP + 0.15, WIDTH - 2 * MARGIN - 0.4, BOTTOM - TOP - 0.2)
_BESIDE: Box = (MARGIN + 0.1, TOP + 0.1, 3.75, BOTTOM - TOP - 0.1)
_CHART: Box = (4.6, TOP - 0.1, WIDTH - 4.6 - MARGIN + 0.1, BOTTOM - TOP + 0.1)
CHARTED_WIDTH, CHARTED_HEIGHT = _CHART[2:]
_ABOVE: Box = (MARGIN + 0.1, TOP, WIDTH - 2 * MARGIN - 0.2, 0.5)
_LIVE: Box = (WIDTH - MARGIN - 3.0, FOOT, 2.2, 0.3)


def build() -> bytes:
    """The template as a file. The same bytes of every part, whenever it is made."""
    file = Presentation()
    file.slide_width, file.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(file.slide_layouts)[4:]:
        file.slide_layouts.remove(layout)
    _master(file.slide_master)
    cover, words, chart, table = file.slide_layouts
    _lay_out(
        cover,
        COVER,
        _holder("title", None, "Title", (0.9, 1.7, WIDTH - 1.8, 1.7), size=36, colour=PAPER, is_bold=True, anchor="b"),
        _holder("subTitle", POINTS, "Subtitle", (0.9, 3.5, WIDTH - 1.8, 0.8), size=20, colour=PAPER),
        _holder("body", ATTRIBUTION, "Attribution", (0.9, 6.2, WIDTH - 1.8, 0.7), size=SMALLEST, colour=PAPER),
        _holder("pic", LOGO, "Logo", (WIDTH - 3.4, 0.5, 2.5, 1.0), size=SMALLEST, colour=PAPER, align="r"),
        ground=AREA.colour,
    )
    live = _holder("body", LIVE_VIEW, "Live view", _LIVE, size=SMALLEST, colour=AREA.text, align="r", anchor="ctr")
    title = _holder("title", None, "Title", _TITLE)
    _lay_out(words, WORDS, title, _holder("body", POINTS, "Points", _POINTS), live)
    _lay_out(
        chart,
        CHARTED,
        title,
        _holder("body", POINTS, "Points", _BESIDE, size=18),
        _holder("chart", CHART, "Chart", _CHART),
        live,
    )
    _lay_out(table, TABLED, title, _holder("body", POINTS, "Points", _ABOVE, size=16), live)
    _own(file)
    stored = BytesIO()
    file.save(stored)
    return stored.getvalue()


def _own(file: File) -> None:
    """Whose file it is, instead of those of the library's own template."""
    core = file.core_properties
    core.author = core.last_modified_by = AUTHOR
    core.title = core.subject = core.keywords = core.comments = core.category = ""
    core.language, core.revision = "en-GB", 1
    core.created = core.modified = MADE
    # A picture of an empty slide, another program's name and one printer's settings.
    for part in (file.part.package, file.part):
        for number, one in list(part._rels.items()):
            if one.reltype.rpartition("/")[2] in ("thumbnail", "extended-properties", "printerSettings"):
                part.drop_rel(number)
    theme = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob)


def _themed(theme: bytes) -> bytes:
    """The theme in our colours and letters, so that what an editor adds matches."""
    text = theme.decode()
    for number, role in enumerate((AREA, EXTRA[0], EXTRA[1], COMPARATOR, SCOTLAND, EXTRA[2]), start=1):
        accent = f'<a:accent{number}><a:srgbClr val="{role.colour[1:]}"/></a:accent{number}>'
        text = re.sub(rf"<a:accent{number}>.*?</a:accent{number}>", accent, text)
    return re.sub(r'<a:latin typeface="Calibri[^"]*"', f'<a:latin typeface="{FONT}"', text).encode()


def _master(master: SlideMaster) -> None:
    tree = master.shapes._spTree
    for shape in list(master.shapes):
        tree.remove(shape._element)
    for number, shape in enumerate(
        (
            _holder("title", None, "Title", _TITLE, anchor="ctr"),
            _holder("body", POINTS, "Points", _POINTS),
            _words(FOOTER, (MARGIN + 0.1, FOOT, 8.0, 0.3), f"<a:r>{_letters('rPr')}<a:t>{AUTHOR}</a:t></a:r>"),
            _words(
                "Number of the slide",
                (WIDTH - MARGIN - 0.6, FOOT, 0.6, 0.3),
                f'<a:fld id="{_FIELD}" type="slidenum">{_letters("rPr")}<a:t>1</a:t></a:fld>',
                align="r",
            ),
        ),
        start=2,
    ):
        tree.append(_numbered(shape, number))
    styles = master.element.find(qn("p:txStyles"))
    styles.find(qn("p:titleStyle")).replace(
        styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}"),
        parse_xml(_level(TITLE_SIZE, AREA.text, is_bold=True)),
    )
    body = styles.find(qn("p:bodyStyle"))
    body.replace(body.find(qn("a:lvl1pPr")), parse_xml(_level(22, TEXT, after=0.6)))


def _level(size: int, colour: str, *, is_bold: bool = False, after: float = 0) -> str:
    """The first level of a style: no bullet, no indent. after: room beneath a paragraph, in ems."""
    return (
        f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l">'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(size * after * 100)}"/></a:spcAft>'
        f"<a:buNone/>{_letters('defRPr', size, colour, is_bold=is_bold)}</a:lvl1pPr>"
    )


def _letters(tag: str, size: int = SMALLEST, colour: str = MUTED_TEXT, *, is_bold: bool = False) -> str:
    return (
        f'<a:{tag} lang="en-GB" sz="{size * 100}" b="{int(is_bold)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/>'
        f'</a:solidFill><a:latin typeface="{FONT}"/></a:{tag}>'
    )


def _place(box: Box) -> str:
    left, top, width, height = (Inches(one) for one in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _holder(
    kind: str,
    number: int | None,
    name: str,
    box: Box,
    *,
    size: int | None = None,
    colour: str = TEXT,
    is_bold: bool = False,
    align: Literal["l", "r"] = "l",
    anchor: _Anchor = "t",
) -> str:
    """A placeholder. size: of its letters, where they are not those of the master."""
    level = ""
    if size is not None:
        letters = _letters("defRPr", size, colour, is_bold=is_bold)
        level = f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>{letters}</a:lvl1pPr>'
    asked = f'type="{kind}"' + ("" if number is None else f' sz="quarter" idx="{number}"')
    anchored = "ctr" if kind == "title" and size is None else anchor
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name={quoteattr(name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {asked}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_place(box)}</p:spPr><p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="{anchored}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{level}</a:lstStyle><a:p><a:r>"
        f'<a:rPr lang="en-GB"/><a:t>{escape(name)}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _words(name: str, box: Box, run: str, align: Literal["l", "r"] = "l") -> str:
    """Words that stand on every slide."""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name={quoteattr(name)}/><p:cNvSpPr txBox="1"/><p:nvPr '
        f'userDrawn="1"/></p:nvSpPr><p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" rIns="0" tIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{align}"/>{run}</a:p></p:txBody></p:sp>'
    )


def _numbered(shape: str, number: int) -> etree._Element:
    return parse_xml(shape.replace('id="0"', f'id="{number}"', 1))


def _lay_out(layout: SlideLayout, name: str, *shapes: str, ground: str | None = None) -> None:
    """Give a layout its name and placeholders. ground: a colour of its own, without what stands on the master."""
    element = layout.element
    for attribute in ("type", "preserve"):
        element.attrib.pop(attribute, None)
    element.set("preserve", "1")
    slide = element.find(qn("p:cSld"))
    slide.set("name", name)
    tree = layout.shapes._spTree
    for shape in list(layout.shapes):
        tree.remove(shape._element)
    for number, made in enumerate(shapes, start=2):
        tree.append(_numbered(made, number))
    if ground is not None:
        element.set("showMasterSp", "0")
        slide.insert(
            0,
            parse_xml(
                f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="{ground[1:]}"/></a:solidFill>'
                "<a:effectLst/></p:bgPr></p:bg>"
            ),
        )


if __name__ == "__main__":
    PATH.write_bytes(build())

"""A map of communities as an office suite draws it: a shape each, whose colour and outline can be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import groupby
from math import cos, radians

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches, Pt

from cpop.catalogue import Area
from cpop.pack.content import Map, Shape
from cpop.pack.template import SMALLEST
from cpop.queries.communities import Vulnerability
from cpop.style import MAP_EDGE, MUTED_TEXT
from cpop.table.powerpoint import Room, write

Rings = Sequence[Sequence[tuple[float, float]]]
# Units of a map along its longer side: each is narrower on a slide than the line of an outline. Neighbours meet still,
# for what they share falls on the same units.
_UNITS = 1000
# Beneath the map, in inches: how high the shades of its key are, and the key with its words.
_SWATCH, KEY_HEIGHT = 0.18, 0.65
_DRAWN = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
GROUPED = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


def of_bands(
    area: Area,
    rows: Sequence[Vulnerability],
    names: Mapping[str, str],
    rings: Mapping[str, Rings],
    shades: Sequence[str],
    alt: str,
) -> Map | None:
    """The communities of an area in the shades of their bands; None where no outline is known.

    rows: with their bands; names and rings: by code; shades: a band each, the most vulnerable first.
    """
    known = [row for row in rows if row.area_code == area.code and row.community_code in rings]
    points = [point for row in known for ring in rings[row.community_code] for point in ring]
    if not points:
        return None
    west, south = min(x for x, _ in points), min(y for _, y in points)
    east, north = max(x for x, _ in points), max(y for _, y in points)
    # A degree of longitude is as long as one of latitude at the equator alone.
    narrow = cos(radians((south + north) / 2))
    unit = max((east - west) * narrow, north - south) / _UNITS

    def placed(point: tuple[float, float]) -> tuple[int, int]:
        return round((point[0] - west) * narrow / unit), round((north - point[1]) / unit)

    return Map(
        alt,
        round((east - west) * narrow / unit),
        round((north - south) / unit),
        tuple(
            Shape(
                names[row.community_code],
                shades[row.band - 1],
                _distinct([tuple(map(placed, ring)) for ring in rings[row.community_code]]),
            )
            for row in known
        ),
        ((shades[0], "most vulnerable"), *((shade, "") for shade in shades[1:-1]), (shades[-1], "least")),
    )


def _distinct(rings: Sequence[Sequence[tuple[int, int]]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The rings without points that fall together, and without islets that are a point or a line; one at the least."""
    found = [tuple(point for point, _ in groupby(ring)) for ring in rings]
    return tuple(ring for ring in found if len(set(ring)) > 2) or (max(found, key=len),)


def place(drawn: Map, page: Page, room: Room) -> GroupShape:
    """Draw a map into a part of a slide, its key beneath it; answers the group of its shapes, told in words."""
    scale = min(room.width / drawn.width, (room.height - KEY_HEIGHT) / drawn.height)
    group = page.shapes.add_group_shape()
    left = room.left + (room.width - drawn.width * scale) / 2

    def emu(point: tuple[int, int]) -> tuple[int, int]:
        return Inches(left + point[0] * scale), Inches(room.top + point[1] * scale)

    for shape in drawn.shapes:
        made = _outlined(group, [[emu(point) for point in ring] for ring in shape.rings])
        made.name, made.shadow.inherit = shape.name, False
        made.fill.solid()
        made.fill.fore_color.rgb = _colour(shape.colour)
        made.line.color.rgb, made.line.width = _colour(MAP_EDGE), Pt(0.5)
    group.name = "Map"
    group._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].set("descr", f"Map. {drawn.alt}")
    _key(drawn, page, Room(room.left, room.top + drawn.height * scale + 0.12, room.width, KEY_HEIGHT))
    return group


def _outlined(group: GroupShape, rings: Sequence[Sequence[tuple[int, int]]]) -> AutoShape:
    """A freeform of some rings, in EMU.

    The builder asks again for the reach of the whole at each of its points, which takes minutes on a coast with many
    islands: it makes the box, and the rings are written into it.
    """
    points = [point for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    builder = group.shapes.build_freeform(left, top)
    builder.add_line_segments([(right, top), (right, bottom), (left, bottom)], close=True)
    made: AutoShape = builder.convert_to_shape()
    path = made._element.find(f".//{qn('a:path')}")
    for step in list(path):
        path.remove(step)
    for ring in rings:
        for number, (x, y) in enumerate(ring):
            step = etree.SubElement(path, qn("a:lnTo" if number else "a:moveTo"))
            etree.SubElement(step, qn("a:pt"), {"x": str(x - left), "y": str(y - top)})
        etree.SubElement(path, qn("a:close"))
    return made


def _key(drawn: Map, page: Page, room: Room) -> None:
    """The shades in a row, with words at the ends."""
    first, last = drawn.key[0][1], drawn.key[-1][1]
    across, wide = room.left, room.width / len(drawn.key)
    for number, (shade, _) in enumerate(drawn.key):
        box = page.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *map(Inches, (across + number * wide, room.top, wide, _SWATCH))
        )
        box.name, box.shadow.inherit = "Key", False
        box.fill.solid()
        box.fill.fore_color.rgb = _colour(shade)
        box.line.color.rgb, box.line.width = _colour(MAP_EDGE), Pt(0.5)
    half = room.width / 2
    for text, left, align in ((first, room.left, PP_ALIGN.LEFT), (last, room.left + half, PP_ALIGN.RIGHT)):
        box = page.shapes.add_textbox(*map(Inches, (left, room.top + _SWATCH, half, 0.3)))
        frame = box.text_frame
        frame.margin_top = frame.margin_bottom = frame.margin_left = frame.margin_right = Emu(0)
        write(frame.paragraphs[0], text, SMALLEST, MUTED_TEXT)
        frame.paragraphs[0].alignment = align


def _colour(text: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(text.removeprefix("#").upper())
    return colour


def for_word(group: GroupShape) -> etree._Element:
    """The same shapes as a Word document holds them: a group of its own kind of drawing."""
    made = etree.Element(f"{{{GROUPED}}}wgp", nsmap={"wpg": GROUPED, "wps": _DRAWN})
    etree.SubElement(made, f"{{{GROUPED}}}cNvGrpSpPr")
    properties = etree.SubElement(made, f"{{{GROUPED}}}grpSpPr")
    properties.append(deepcopy(group._element.grpSpPr.find(qn("a:xfrm"))))
    for number, shape in enumerate(group.shapes, start=1):
        own = etree.SubElement(made, f"{{{_DRAWN}}}wsp")
        etree.SubElement(own, f"{{{_DRAWN}}}cNvPr", {"id": str(number), "name": shape.name})
        etree.SubElement(own, f"{{{_DRAWN}}}cNvSpPr")
        look = etree.SubElement(own, f"{{{_DRAWN}}}spPr")
        for part in shape._element.spPr:
            look.append(deepcopy(part))
        etree.SubElement(own, f"{{{_DRAWN}}}bodyPr")
    return made

"""The map of a pack, for every area: a shape for each community, few points enough to be drawn at once."""

import time

import pytest
from pptx.oxml.ns import qn

from cpop.charts.map_base import shades
from cpop.pack import host, outline_map
from cpop.pack.content import Slide, noted_once
from cpop.queries import areas
from cpop.queries.communities import by_code, vulnerability
from cpop.queries.outlines import rings
from cpop.table.powerpoint import Room
from cpop.words.standing import Headline


@pytest.mark.parametrize("area", areas.partnerships(), ids=lambda area: area.slug)
def test_every_area_has_a_map_that_is_drawn_in_a_moment(area):
    rows = vulnerability(area)
    names = {code: one.name for code, one in by_code().items()}
    bands = max(row.bands for row in rows)
    outlines = rings(f"communities/{area.slug}")
    drawn = outline_map.of_bands(area, rows, names, outlines, shades(bands)[::-1], "Bands")
    assert [shape.name for shape in drawn.shapes] == [names[row.community_code] for row in rows]
    for shape in drawn.shapes:
        assert shape.rings
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for ring in shape.rings for x, y in ring)
    file = host.presentation()
    page = file.slides.add_slide(file.slide_layouts[0])
    start = time.process_time()
    group = outline_map.place(drawn, page, Room(1, 1, 4, 5))
    assert time.process_time() - start < 3
    for shape, made in zip(drawn.shapes, group.shapes, strict=True):
        path = made._element.find(f".//{qn('a:path')}")
        assert len(path.findall(qn("a:moveTo"))) == len(path.findall(qn("a:close"))) == len(shape.rings)
        points = [(int(one.get("x")), int(one.get("y"))) for one in path.iter(qn("a:pt"))]
        assert len(points) == sum(map(len, shape.rings))
        # The box of the shape holds its outline, and no more.
        for side, reach in ((0, "w"), (1, "h")):
            assert min(point[side] for point in points) == 0
            assert max(point[side] for point in points) == int(path.get(reach))


def test_points_that_fall_together_are_one_and_an_islet_of_none_is_left_out():
    square = [(0, 0), (0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    assert outline_map._distinct([square, [(3, 3), (3, 3), (3, 3)]]) == (((0, 0), (9, 0), (9, 9), (0, 9), (0, 0)),)
    # A community of islets alone still has its shape.
    assert outline_map._distinct([[(3, 3), (3, 4), (3, 3)]]) == (((3, 3), (3, 4), (3, 3)),)


def test_a_note_stands_with_the_first_slide_that_has_it():
    source, care = Headline("Source", "The census"), Headline("Take care", "It is old.")
    slides = [Slide("trend", "One", notes=(source,)), Slide("position", "Two", notes=(source, care))]
    assert [slide.notes for slide in noted_once(slides)] == [(source,), (care,)]

"""The presentation that packs start from: its layouts, its places, and whose it is."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from cpop.pack import template
from cpop.pack.template import ATTRIBUTION, CHART, CHARTED, COVER, LIVE_VIEW, LOGO, POINTS, TABLED, WORDS


@pytest.fixture
def file():
    return Presentation(template.PATH)


def layout(file, name):
    return next(one for one in file.slide_layouts if one.name == name)


def parts(stored):
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_file_is_what_its_script_makes():
    """Where this fails: run `python -m cpop.pack.template`."""
    assert parts(template.PATH.read_bytes()) == parts(template.build())


def test_it_has_the_four_layouts_and_no_slide(file):
    assert [one.name for one in file.slide_layouts] == [COVER, WORDS, CHARTED, TABLED]
    assert len(file.slides) == 0
    assert (file.slide_width, file.slide_height) == (Inches(template.WIDTH), Inches(template.HEIGHT))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        (COVER, {0, POINTS, ATTRIBUTION, LOGO}),
        (WORDS, {0, POINTS, LIVE_VIEW}),
        (CHARTED, {0, POINTS, CHART, LIVE_VIEW}),
        (TABLED, {0, POINTS, LIVE_VIEW}),
    ],
)
def test_each_layout_has_its_placeholders_which_a_slide_inherits(file, name, numbers):
    slide = file.slides.add_slide(layout(file, name))
    assert {one.placeholder_format.idx for one in slide.placeholders} == numbers
    assert slide.shapes.title is not None
    for one in slide.placeholders:
        assert one.width > 0 and one.height > 0
        assert one.left >= 0 and one.left + one.width <= file.slide_width
        assert one.top >= 0 and one.top + one.height <= file.slide_height


def test_a_chart_takes_its_place(file):
    slide = file.slides.add_slide(layout(file, CHARTED))
    place = slide.placeholders[CHART]
    assert place.placeholder_format.type == PP_PLACEHOLDER.CHART
    box = (place.left, place.top, place.width, place.height)
    data = CategoryChartData()
    data.categories = ["2020/21", "2021/22"]
    data.add_series("Fife", [1.0, 2.0])
    drawn = place.insert_chart(XL_CHART_TYPE.LINE_MARKERS, data)
    assert drawn.has_chart
    assert (drawn.left, drawn.top, drawn.width, drawn.height) == box


def test_no_two_placeholders_of_a_layout_overlap(file):
    for one in file.slide_layouts:
        boxes = [(h.left, h.top, h.left + h.width, h.top + h.height, h.name) for h in one.placeholders]
        for place, a in enumerate(boxes):
            for b in boxes[place + 1 :]:
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (one.name, a[4], b[4])


def test_it_is_ours_and_holds_nothing_of_another_program(file):
    core = file.core_properties
    assert core.author == core.last_modified_by == template.AUTHOR
    assert core.created == core.modified == template.MADE
    assert core.language == "en-GB"
    stored = parts(template.PATH.read_bytes())
    assert not [name for name in stored if "thumbnail" in name or "printer" in name or "app.xml" in name]
    assert not [name for name, content in stored.items() if b"Macintosh" in content or b"Calibri" in content]


def test_the_edition_and_the_number_of_the_slide_stand_on_the_master(file):
    shapes = {one.name: one for one in file.slide_master.shapes}
    assert shapes[template.FOOTER].has_text_frame
    assert shapes["Number of the slide"]._element.xpath(".//a:fld[@type='slidenum']")
    assert layout(file, COVER).element.get("showMasterSp") == "0"

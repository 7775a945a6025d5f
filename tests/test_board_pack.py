"""The board pack's files: what they hold, that they say the same, and that an office suite opens them whole."""

import itertools
import os
import re
import shutil
import struct
import subprocess
import time
import zipfile
import zlib
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from docx import Document
from docx.oxml.ns import qn as word_name
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from cpop import database
from cpop.catalogue import community_indicators, indicators, period
from cpop.charts.series import Line, Placed, Point
from cpop.pack import host, template
from cpop.pack.content import NOTHING_TO_DRAW, Chart
from cpop.pack.files import files
from cpop.pack.powerpoint import write_slides
from cpop.pack.report import write_report
from cpop.pack.word import write_document
from cpop.plan import Locality, Plan, Target, packed
from cpop.queries import areas, priorities
from cpop.queries.communities import by_code, vulnerability
from cpop.status import qualified
from cpop.style import AREA
from cpop.table import letters

ROOT = Path(__file__).resolve().parents[1]
PLAN = packed(
    Plan(
        "fife",
        start=2015,
        priorities=("child_poverty", "crime_rate"),
        targets=(Target("child_poverty", 15.0, 2027), Target("crime_rate", 1200.0, 2026)),
        localities=(Locality("Levenmouth", ("methil-west", "methil-east", "leven-east")),),
    )
)
PLACES = {
    "glasgow-city": {"area": "glasgow-city"},
    # The smallest, with estimated figures, beside a mean of areas.
    "na-h-eileanan-siar": {
        "area": "na-h-eileanan-siar",
        "comparator": "similar-deprivation",
        "priorities": "fuel_poverty,attainment,depopulation",
    },
    "scotland": {"area": "scotland"},
    # A plan with targets and a locality.
    "fife-with-a-plan": {"area": "fife", "priorities": "child_poverty,crime_rate", "plan": PLAN},
}


@pytest.fixture(scope="module")
def made():
    """A function from a place to its pack, its slides and its report, made by the page as a visitor would."""
    from streamlit.testing.v1 import AppTest

    documents = {}

    @cache
    def make(place):
        app = AppTest.from_file(str(ROOT / "cpop" / "frame.py"), default_timeout=60)
        app.run()
        app.query_params.clear()
        for key, value in PLACES.get(place, {"area": place}).items():
            app.query_params[key] = value
        app.switch_page("../pages/board_pack.py").run()
        app.button(key="make_pack").click().run()
        assert not app.exception
        pack, made = app.session_state["_board_pack"]
        documents[place] = made.document
        return pack, made.slides, made.report.decode()

    make.documents = documents
    return make


@pytest.fixture(params=PLACES)
def pack(request, made):
    return made(request.param)


def opened(slides):
    return Presentation(BytesIO(slides))


def texts(shape):
    if shape.has_text_frame:
        return [shape.text_frame.text]
    if shape.has_table:
        return [cell.text for row in shape.table.rows for cell in row.cells]
    return []


# ---- What it holds


def test_the_files_name_area_edition_and_date(made):
    pack, _, _ = made("glasgow-city")
    assert re.fullmatch(r"cpop-board-pack-glasgow-city-october-2023-\d{4}-\d{2}-\d{2}", pack.file_stem)


def test_each_part_is_there_for_an_area(made):
    pack, _, _ = made("glasgow-city")
    kinds = [slide.kind for slide in pack.slides]
    assert kinds == [
        "summary",
        *["glance"] * 2,
        "inequality",
        *["trend", "position", "inequality"] * 3,
        "people",
        "poorest",
        "vulnerable",
        *["appendix"] * 3,
        "method",
    ]


def test_scotland_has_no_ranks_and_no_list_of_communities(made):
    pack, _, _ = made("scotland")
    assert {slide.kind for slide in pack.slides} == {"summary", "glance", "trend", "inequality", "appendix", "method"}
    for slide in pack.slides:
        assert slide.table is None or "Rank" not in [column.name for column in slide.table.columns]
        assert "of 32" not in slide.title


def test_a_plan_brings_its_progress_and_its_localities(made):
    pack, slides, report = made("fife-with-a-plan")
    progress = [slide for slide in pack.slides if slide.kind == "progress"]
    assert progress[0].title == "Of two targets: 1 on course, 1 moving away"
    assert [slide.chart.goal.value for slide in progress[1:]] == [15.0, 1200.0]
    assert "Child poverty: moving away from 15.0% by 2027/28" in report
    localities = [slide for slide in pack.slides if slide.kind == "localities"]
    assert all("Levenmouth" in slide.title for slide in localities) and len(localities) >= 3
    assert "Levenmouth" in "".join(
        text for page in opened(slides).slides for shape in page.shapes for text in texts(shape)
    )


def test_the_way_to_a_target_is_dashed_and_ends_there(made):
    pack, slides, _ = made("fife-with-a-plan")
    goals = {slide.title: slide.chart for slide in pack.slides if slide.chart and slide.chart.goal}
    drawn = 0
    for page in opened(slides).slides:
        chart = goals.get(page.placeholders[0].text_frame.text)
        if chart is None:
            continue
        [native] = [shape.chart for shape in page.shapes if shape.has_chart]
        way = native.plots[0].series[-1]
        assert way.name == "Target"
        values = dict(zip(native.plots[0].categories, way.values, strict=True))
        assert values[period(chart.goal.year)] == chart.goal.value
        last = chart.lines[0].observed[-1]
        assert values[period(last.year)] == pytest.approx(last.value)
        steps = [b - a for a, b in itertools.pairwise(one for one in way.values if one is not None)]
        assert max(steps) == pytest.approx(min(steps))
        assert way.format.line.dash_style is not None
        drawn += 1
    assert drawn == len(goals) == 2


def test_the_map_is_of_shapes_that_can_be_edited(pack):
    told, slides, report = pack
    drawn = told.slides[0].map
    groups = [shape for shape in opened(slides).slides[1].shapes if shape.name == "Map"]
    assert (drawn is not None) == bool(groups) == ('class="map"' in report)
    for group in groups:
        assert [shape.name for shape in group.shapes] == [shape.name for shape in drawn.shapes]
        assert group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0].startswith("Map. The ")
        for shape, one in zip(group.shapes, drawn.shapes, strict=True):
            assert f"#{shape.fill.fore_color.rgb}" == one.colour.upper()


def test_the_map_shades_each_community_by_its_band(made):
    pack, _, _ = made("fife-with-a-plan")
    area = areas.by_slug()["fife"]
    bands = {by_code()[row.community_code].name: row.band for row in vulnerability(area)}
    drawn = pack.slides[0].map
    assert {shape.name for shape in drawn.shapes} == set(bands)
    shades = [shade for shade, _ in drawn.key]
    assert all(shades.index(shape.colour) + 1 == bands[shape.name] for shape in drawn.shapes)
    assert all(
        0 <= x <= drawn.width and 0 <= y <= drawn.height for s in drawn.shapes for ring in s.rings for x, y in ring
    )


def test_the_document_holds_the_map_as_shapes(made):
    pack, _, _ = made("fife-with-a-plan")
    document = Document(BytesIO(made.documents["fife-with-a-plan"]))
    shapes = document.element.xpath("//*[local-name()='wsp']")
    assert len(shapes) == len(pack.slides[0].map.shapes)


def test_the_appendix_has_every_outcome_and_names_what_is_estimated(pack):
    told, _, _ = pack
    rows = [row for slide in told.slides if slide.kind == "appendix" for row in slide.table.body]
    assert [row.filled[0].text for row in rows] == [one.label for one in indicators().values()]
    place = told.slides[0].live
    area = areas.by_slug()[dict(parse_qsl(urlsplit(place).query)).get("area", "scotland")]
    if not area.is_scotland:
        nation = {row.indicator: row for row in areas.glance(area.code, areas.scotland().code, list(indicators()))}
        for row, (code, one) in zip(rows, indicators().items(), strict=True):
            said = row.filled[2].text
            assert said == qualified(one.format(nation[code].comparator_value), nation[code].comparator_status)


def test_numbers_of_people_say_what_they_are_not(made):
    pack, _, _ = made("fife-with-a-plan")
    [slide] = [one for one in pack.slides if one.kind == "people"]
    assert slide.title.startswith("Matching Scotland would mean about ")
    assert slide.points[-1].rest.endswith("as in a population of standard ages.")


def test_suggested_priorities_follow_the_rule_and_chosen_ones_the_link(made):
    glasgow, _, _ = made("glasgow-city")
    area, scotland = areas.by_slug()["glasgow-city"], areas.scotland()
    headline = [code for code, one in indicators().items() if one.headline]
    first = [row.indicator for row in priorities.priorities(area.code, scotland.code, headline)[:3]]
    assert [slide.chart.indicator.code for slide in glasgow.slides if slide.kind == "trend"] == first
    western, _, _ = made("na-h-eileanan-siar")
    trends = [slide.chart.indicator.code for slide in western.slides if slide.kind == "trend"]
    assert trends == ["fuel_poverty", "attainment", "depopulation"]


def test_an_outcome_without_community_figures_has_no_chart_of_inequality(made):
    pack, _, _ = made("na-h-eileanan-siar")
    charts = [slide.chart for slide in pack.slides if slide.kind == "inequality" and slide.chart]
    assert "fuel_poverty" not in [chart.indicator.code for chart in charts]


def test_inequality_is_always_shown_over_all_outcomes(pack):
    told, _, _ = pack
    (overview,) = [slide for slide in told.slides if slide.kind == "inequality" and slide.table]
    labels = {row.filled[0].text for row in overview.table.body}
    assert labels == {one.label for one in community_indicators().values()}


def test_the_summary_is_five_findings_at_most_and_three_questions(pack):
    told, slides, _ = pack
    summary = told.slides[0]
    questions = [point for point in summary.points if point.lead.startswith("Question ")]
    assert summary.kind == "summary" and len(questions) == 3
    assert all(point.rest.endswith("?") for point in questions)
    assert 3 <= len(summary.points) - len(questions) <= 5
    shown = opened(slides).slides[1].placeholders[template.POINTS].text_frame
    assert min(run.font.size for paragraph in shown.paragraphs for run in paragraph.runs).pt >= 14


def test_no_slide_says_twice_what_its_title_says(pack):
    """A figure of the area in a title is not told again beside it."""
    told, _, _ = pack
    for slide in told.slides:
        if slide.kind == "trend":
            figures = set(re.findall(r"£?[\d,]+\.\d+%?|£\d+", slide.title))
            theirs = [point for point in slide.points if point.lead and point.lead not in ("Beside it", "Rank")]
            assert len(theirs) <= 1
            assert not figures & {word for point in slide.points if point not in theirs for word in point.rest.split()}


def test_titles_state_more_than_a_rank(pack):
    """And stand in two lines of large letters; that of the last part alone names its subject."""
    told, _, _ = pack
    for slide in told.slides:
        wide, high = (template._TITLE[2] / letters.BOLD - 0.1, template._TITLE[3])
        assert letters.largest([slide.title], wide, high, range(template.TITLE_SIZE, 11, -1)) >= 23, slide.title
        assert re.search(r"\d| in |;", slide.title) or slide.kind == "method", slide.title
        assert not re.search(r"\d(st|nd|rd|th) (best )?of \d+$", slide.title)


def test_sections_are_left_out_by_the_link(run_page):
    app = run_page("board_pack.py", area="fife", sections="glance")
    said = " ".join(one.value for one in app.markdown)
    assert "Sources and method" in said
    assert "Most pressing" not in said
    assert [one.value for one in app.header if one.value.startswith("Contents")] == ["Contents: 4 slides"]


# ---- PowerPoint


def test_slides_are_wide_and_each_states_its_finding(pack):
    told, slides, _ = pack
    file = opened(slides)
    assert round(file.slide_width / file.slide_height, 3) == round(16 / 9, 3)
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [told.title, *(slide.title for slide in told.slides)]


def test_charts_and_tables_are_native_and_told_in_words(pack):
    told, slides, _ = pack
    for page, slide in zip(list(opened(slides).slides)[1:], told.slides, strict=True):
        frames = [shape for shape in page.shapes if shape.has_chart or shape.has_table]
        assert len(frames) == (slide.chart is not None) + (slide.table is not None)
        for shape in frames:
            told_in_words = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            assert len(told_in_words) > 60
        assert not [shape for shape in page.shapes if shape.shape_type == 13], "a picture cannot be edited"


def test_speaker_notes_carry_definition_source_caveat_and_live_view(pack):
    told, slides, _ = pack
    for page, slide in zip(list(opened(slides).slides)[1:], told.slides, strict=True):
        notes = page.notes_slide.notes_text_frame.text
        assert f"Live view: {slide.live}" in notes
        if slide.chart:
            one = slide.chart.indicator
            for text in (one.definition, one.source, one.caveat):
                assert text in notes
        elif slide.kind != "method":
            assert database.edition().attribution in notes


def test_no_text_is_smaller_than_twelve_points_or_off_the_slide(pack):
    _, slides, _ = pack
    file = opened(slides)
    for page in file.slides:
        # What a slide does not say itself, its layout does.
        letters = [*page._element.iter(qn("a:rPr")), *page.slide_layout.element.iter(qn("a:defRPr"))]
        sizes = [int(one.get("sz")) for one in letters if one.get("sz")]
        assert min(sizes) >= 1200
        for shape in page.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height + Emu(1)


def test_the_charts_hold_the_published_figures_and_name_what_is_estimated(made):
    pack, slides, _ = made("na-h-eileanan-siar")
    area = areas.by_slug()["na-h-eileanan-siar"]
    pages = list(opened(slides).slides)[1:]
    checked = set()
    for page, slide in zip(pages, pack.slides, strict=True):
        if slide.kind != "trend":
            continue
        chart = next(shape.chart for shape in page.shapes if shape.has_chart)
        years = list(chart.plots[0].categories)
        drawn = {series.name: dict(zip(years, series.values, strict=True)) for series in chart.plots[0].series}
        code = slide.chart.indicator.code
        rows = areas.series([area.code], [code], True)
        for row in [one for one in rows if one.value is not None]:
            ending = {"raw": "", "imputed": " (estimated)", "projected": " (projected)"}[row.status]
            assert drawn[area.name + ending][row.period] == pytest.approx(row.value)
            checked.add(row.status)
        measured = {one.period for one in rows if one.status == "raw"}
        solid = {year for year, value in drawn.get(area.name, {}).items() if value is not None}
        assert solid <= measured, "an estimated year drawn as measured"
    assert checked == {"raw", "imputed", "projected"}


def test_estimated_lines_are_dashed_and_their_marks_hollow(made):
    _, slides, _ = made("na-h-eileanan-siar")
    found = 0
    for page in opened(slides).slides:
        for shape in page.shapes:
            if not shape.has_chart:
                continue
            for series in shape.chart.plots[0].series:
                dash = series.format.line.dash_style
                if series.name.endswith("(estimated)"):
                    assert "DASH" in str(dash)
                    assert str(series.marker.format.fill.fore_color.rgb) == "FFFFFF"
                    found += 1
                elif series.name.endswith("(projected)"):
                    assert "DOT" in str(dash)
    assert found >= 2


def test_making_it_takes_seconds_and_tells_its_progress(made):
    pack, _, _ = made("glasgow-city")
    heard = []
    start = time.perf_counter()
    files(pack, heard.append)
    assert time.perf_counter() - start < 10
    assert heard == sorted(heard) and heard[-1] == 1


def test_a_line_is_labelled_at_its_last_observed_year(made):
    """Not where its projection ends: that is no figure of today."""
    pack, slides, _ = made("na-h-eileanan-siar")
    projected = 0
    for page, slide in zip(list(opened(slides).slides)[1:], pack.slides, strict=True):
        if not slide.chart or not slide.chart.lines:
            continue
        chart = next(shape.chart for shape in page.shapes if shape.has_chart)
        years = list(chart.plots[0].categories)
        labelled = {
            (series.name.partition(" (")[0], years[int(label.get("val"))])
            for series in chart.plots[0].series
            for label in series._element.iter(qn("c:idx"))
            if label.getparent().tag == qn("c:dLbl")
        }
        assert labelled == {(line.name.partition(" (")[0], period(line.end.year)) for line in slide.chart.lines}
        projected += any(line.end.year < line.known[-1].year for line in slide.chart.lines)
    assert projected


def test_a_spreadsheet_rounds_as_the_texts_do(made):
    """The figures of a chart hold nothing that half a unit in the last place could fall to the other side of."""
    pack, _, _ = made("glasgow-city")
    indicator = indicators()["wellbeing"]
    value = 7.404999999999999
    _, changed = with_chart(pack, Chart(indicator, "Bars.", bars=(Placed("Fife", AREA, value, "raw"),)))
    chart = next(
        shape.chart
        for page in opened(write_slides(changed)).slides
        for shape in page.shapes
        if shape.has_chart and shape.name.startswith(indicator.label)
    )
    (drawn,) = chart.plots[0].series[0].values
    shown = Decimal(repr(drawn)).quantize(Decimal(1).scaleb(-indicator.decimals), ROUND_HALF_UP)
    assert str(shown) == indicator.format(value)


def test_the_file_knows_its_language_and_source(made):
    _, slides, _ = made("scotland")
    core = opened(slides).core_properties
    assert core.language == "en-GB"
    assert "Open Government Licence" in core.comments
    assert core.title == "Scotland: community planning outcomes"
    assert core.author == core.last_modified_by == template.AUTHOR
    assert core.created.date() == core.modified.date() == made("scotland")[0].made


# ---- The report


class Page(HTMLParser):
    """The tags of a page, its texts, and whether every tag is closed."""

    VOID = {"meta", "br", "col"}

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.said = [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


def test_the_report_says_what_the_slides_say(pack):
    told, slides, html = pack
    said = " ".join(" ".join(Page(html).said).split())
    for slide in told.slides:
        for text in (slide.title, *(point.rest for point in slide.points), *(note.rest for note in slide.notes)):
            assert " ".join(text.split()) in said, text
        assert slide.live in said
    shown = [text for page in opened(slides).slides for shape in page.shapes for text in texts(shape)]
    for slide in told.slides:
        for point in slide.points:
            assert any(point.text in one for one in shown), point


def test_the_report_is_one_file(pack):
    _, _, html = pack
    for tag, attributes in Page(html).tags:
        assert tag not in ("script", "link", "img", "iframe")
        assert "src" not in attributes
    assert "url(" not in html and "@import" not in html


def test_the_report_can_be_listened_to(pack):
    told, _, html = pack
    page = Page(html)
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en-GB"
    assert tags.count("h1") == tags.count("main") == tags.count("nav") == tags.count("header") == 1
    assert tags.count("section") == len(told.slides)
    assert tags.count("h2") == len(told.slides) + 1
    assert all(attributes["scope"] in ("col", "row") for tag, attributes in page.tags if tag == "th")
    assert tags.count("caption") == tags.count("table") > 0
    drawings = [attributes for tag, attributes in page.tags if tag == "svg" and attributes.get("role") == "img"]
    assert len(drawings) == sum(bool(slide.chart or slide.map) for slide in told.slides)
    # A chart has a short name, that of the table beneath it, for its sentence stands beside; a map has no table.
    charts = [slide.chart for slide in told.slides if slide.chart]
    names = [one["aria-label"] for one in drawings]
    assert [one for one in names if one.startswith("Chart: ")] == [f"Chart: {chart.caption}" for chart in charts]
    assert all(len(one) > 60 for one in names if one.startswith("Map. "))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


# ---- Word


def test_the_document_says_what_the_slides_say(pack, made):
    told, _, _ = pack
    document = document_of(made, told)
    said = [one.text for one in document.paragraphs]
    assert said[0] == told.title
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [slide.title for slide in told.slides]
    for slide in told.slides:
        for text in (*slide.points, *slide.notes):
            assert text.text in said
    tables = [slide.table for slide in told.slides if slide.table]
    assert len(document.tables) == len(tables)
    for native, table in zip(document.tables, tables, strict=True):
        assert len(native.rows) == 1 + len(table.rows)
        for row, of in zip(list(native.rows)[1:], table.body, strict=True):
            assert of.filled[0].line in row.cells[0].text


def test_the_documents_charts_are_native_told_in_words_and_hold_their_figures(pack, made):
    told, _, _ = pack
    document = document_of(made, told)
    charts = [slide.chart for slide in told.slides if slide.chart and slide.chart.has_values]
    drawn = list(document.element.iter(word_name("wp:docPr")))
    maps = ["Map"] * sum(slide.map is not None for slide in told.slides)
    assert [one.get("name") for one in drawn] == [*maps, *(chart.caption for chart in charts)]
    assert all(len(one.get("descr")) > 60 for one in drawn)
    parts = [one.target_part for one in document.part.rels.values() if one.reltype.endswith("/chart")]
    assert len(parts) == len(charts)
    for part in parts:
        (book,) = [one.target_part for one in part.rels.values()]
        assert book.partname.endswith(".xlsx") and book.blob.startswith(b"PK")


def test_the_document_is_ours_and_dated(made):
    told, _, _ = made("scotland")
    core = document_of(made, told).core_properties
    assert core.author == template.AUTHOR
    assert core.language == "en-GB"
    assert core.created.date() == told.made
    assert "Open Government Licence" in core.comments


def document_of(made, told):
    place = next(slug for slug in PLACES if made(slug)[0] is told)
    return Document(BytesIO(made.documents[place]))


# ---- The host's own


@pytest.fixture
def small(made):
    """A pack of one slide: quick to write."""
    pack, _, _ = made("scotland")
    return replace(pack, slides=pack.slides[-1:])


def as_template(stored):
    """A .pptx as the .potx that PowerPoint would save."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(stored)) as source, zipfile.ZipFile(target, "w") as written:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentation.main+xml", b"template.main+xml")
            written.writestr(name, content)
    return target.getvalue()


def test_a_host_may_have_its_own_presentation(small, tmp_path, monkeypatch):
    own = Presentation(template.PATH)
    own.slide_master.shapes[0].name = "Our house"
    stored = BytesIO()
    own.save(stored)
    for name, content in (("own.pptx", stored.getvalue()), ("own.potx", as_template(stored.getvalue()))):
        (tmp_path / name).write_bytes(content)
        monkeypatch.setenv(host.TEMPLATE, str(tmp_path / name))
        file = opened(write_slides(small))
        assert file.slide_master.shapes[0].name == "Our house"
        assert len(file.slides) == 2


def test_a_presentation_without_a_layout_is_refused_with_its_name(small, tmp_path, monkeypatch):
    own = Presentation(template.PATH)
    own.slide_layouts.remove(next(one for one in own.slide_layouts if one.name == template.CHARTED))
    own.save(tmp_path / "own.pptx")
    monkeypatch.setenv(host.TEMPLATE, str(tmp_path / "own.pptx"))
    with pytest.raises(host.HostError, match=r"CPOP_PACK_TEMPLATE = .*own\.pptx: layout 'Chart' is missing"):
        write_slides(small)


@pytest.mark.parametrize("content", [None, b"", b"no office file"])
def test_what_is_no_presentation_is_refused(small, tmp_path, monkeypatch, content):
    path = tmp_path / "own.potx"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv(host.TEMPLATE, str(path))
    with pytest.raises(host.HostError, match="no presentation"):
        write_slides(small)


def png(width, height):
    """A red picture."""

    def chunk(kind, content):
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = (b"\0" + b"\xff\0\0" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def test_a_logo_stands_whole_in_each_file(small, tmp_path, monkeypatch):
    (tmp_path / "logo.png").write_bytes(png(400, 100))
    monkeypatch.setenv(host.LOGO, str(tmp_path / "logo.png"))
    cover = opened(write_slides(small)).slides[0]
    (picture,) = [shape for shape in cover.shapes if shape.element.tag == qn("p:pic")]
    assert round(picture.width / picture.height, 2) == 4
    assert picture.crop_left == picture.crop_top == 0
    assert 'class="logo" src="data:image/png;base64,' in write_report(small)
    assert len(Document(BytesIO(write_document(small))).inline_shapes) == 1


def test_a_logo_of_another_kind_is_refused(small, tmp_path, monkeypatch):
    (tmp_path / "logo.svg").write_text("<svg/>")
    monkeypatch.setenv(host.LOGO, str(tmp_path / "logo.svg"))
    with pytest.raises(host.HostError, match="neither PNG nor JPEG"):
        write_report(small)


@pytest.mark.browser
def test_the_report_prints_on_few_pages_with_tables_as_large_as_its_text(made, browser):
    _, _, html = made("fife")
    page = browser.new_page()
    page.set_content(html)
    page.emulate_media(media="print")
    sizes = page.evaluate(
        "['p', 'li', 'td', 'th', 'td .small'].map(one => getComputedStyle(document.querySelector('main ' + one) || "
        "document.querySelector(one)).fontSize)"
    )
    assert len(set(sizes)) == 1, sizes
    printed = {}
    for place in ("fife", "fife-with-a-plan"):
        page.set_content(made(place)[2])
        printed[place] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    page.close()
    assert 4 < printed["fife"] <= 10
    assert printed["fife"] < printed["fife-with-a-plan"] <= 12


def test_the_document_writes_out_no_address_with_a_plan_in_it(made):
    told, _, _ = made("fife-with-a-plan")
    document = Document(BytesIO(made.documents["fife-with-a-plan"]))
    links = [one for one in document.paragraphs if one.text.startswith("Live view: ")]
    assert [one.hyperlinks[0].address for one in links] == [slide.live for slide in told.slides if slide.live]
    assert max(len(one.text) for one in links) <= 110
    assert any("plan=" in one.hyperlinks[0].address for one in links)


# ---- Its links


def test_every_live_view_is_a_view_that_the_app_understands(pack, run_page):
    told, _, _ = pack
    files = {path.stem.replace("_", "-"): path.name for path in (ROOT / "pages").glob("*.py")} | {"": "glance.py"}
    links = {slide.live for slide in told.slides} | {told.address}
    assert len(links) > 2
    for link in links:
        parts = urlsplit(link)
        app = run_page(files[parts.path.strip("/")], **dict(parse_qsl(parts.query)))
        assert not app.warning, (link, app.warning[0].value)
        assert dict(parse_qsl(parts.query))["area"] == app.selectbox(key="area").value


# ---- An office suite


def test_an_office_suite_opens_every_slide_whole(made, tmp_path):
    """Each slide becomes a page, with its title, and nothing runs into the footer or off the page."""
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        assert os.environ.get("CI") != "true", "LibreOffice and poppler are missing: see `make office`"
        pytest.skip("LibreOffice or poppler is not installed")
    for place in PLACES:
        (tmp_path / f"{place}.pptx").write_bytes(made(place)[1])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(tmp_path / f"{place}.pptx") for place in PLACES]
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=240,
    )
    for place in PLACES:
        pack = made(place)[0]
        boxes = subprocess.run(
            ["pdftotext", "-bbox", str(tmp_path / f"{place}.pdf"), "-"], check=True, capture_output=True, text=True
        ).stdout
        pages = boxes.split("<page ")[1:]
        assert len(pages) == len(pack.slides) + 1
        for page, slide in zip(pages[1:], pack.slides, strict=True):
            words = re.findall(
                r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page
            )
            half = slide.title.split()[: len(slide.title.split()) // 2]
            assert [unescape(word) for *_, word in words[: len(half)]] == half
            footer = [word for _, _, _, bottom, word in words if float(bottom) > 7.0 * 72]
            assert footer[:4] == ["Community", "Planning", "Outcomes", "Profile,"], (place, slide.title, footer)
            assert len(footer) <= 12, (place, slide.title, footer)
            assert all(float(left) >= 0 and float(right) <= Inches(13.334) / 12700 for left, _, right, _, _ in words)


def test_an_office_suite_opens_the_document_with_every_heading(made, tmp_path):
    if not Path("/usr/lib/libreoffice/program/libswlo.so").exists() or shutil.which("pdftotext") is None:
        assert os.environ.get("CI") != "true", "LibreOffice Writer or poppler is missing: see `make office`"
        pytest.skip("LibreOffice Writer or poppler is not installed")
    pack = made("glasgow-city")[0]
    (tmp_path / "pack.docx").write_bytes(made.documents["glasgow-city"])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "pack.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    said = subprocess.run(
        ["pdftotext", str(tmp_path / "pack.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout

    def flat(text):
        # A line may end at a hyphen of a name, which then is read as one that only broke a word.
        return " ".join(text.replace("-\n", "").replace("-", "").split())

    for slide in pack.slides:
        assert flat(slide.title) in flat(said)
        if slide.chart:
            assert flat(slide.chart.heading) in flat(said)


# ---- Figures at nought, and none


def with_chart(pack, chart):
    """The pack with another chart on its first slide that has one."""
    place = next(n for n, slide in enumerate(pack.slides) if slide.chart is not None)
    slides = (*pack.slides[:place], replace(pack.slides[place], chart=chart), *pack.slides[place + 1 :])
    return place, replace(pack, slides=slides)


def test_an_estimate_of_nought_is_called_an_estimate(made):
    pack, _, _ = made("glasgow-city")
    indicator = indicators()["crime_rate"]
    chart = Chart(indicator, "Bars.", bars=(Placed("Fife", AREA, 0.0, "imputed"), Placed("Moray", AREA, None)))
    _, changed = with_chart(pack, chart)
    cells = re.findall("<td[^>]*>([^<]*)</td>", write_report(changed))
    assert f"{indicator.format(0.0)} (estimated)" in cells
    assert "no figure" in cells


@pytest.mark.parametrize("shape", ["lines", "bars"])
def test_a_chart_without_any_figure_says_so_in_every_file(made, shape):
    pack, _, _ = made("glasgow-city")
    empty = {
        "lines": (Line("Fife", AREA, (Point(2019, None, "raw"), Point(2020, None, "raw"))),),
        "bars": (Placed("Fife", AREA, None),),
    }
    place, changed = with_chart(pack, Chart(indicators()["wellbeing"], "Nothing.", **{shape: empty[shape]}))
    slide = opened(write_slides(changed)).slides[place + 1]
    assert not any(one.has_chart for one in slide.shapes)
    assert NOTHING_TO_DRAW in [text for one in slide.shapes for text in texts(one)]
    assert NOTHING_TO_DRAW in write_report(changed)
    assert NOTHING_TO_DRAW in [one.text for one in Document(BytesIO(write_document(changed))).paragraphs]

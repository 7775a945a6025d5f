"""The board pack's two files: what they hold, that they say the same, and that an office suite opens them whole."""

import os
import re
import shutil
import subprocess
import time
from dataclasses import replace
from functools import cache
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from cpop.charts.report import Bar
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from cpop import database
from cpop.catalogue import indicators
from cpop.charts.drawing import Line, Point
from cpop.pack import powerpoint, report
from cpop.pack.content import NOTHING_TO_DRAW, Chart
from cpop.queries import areas, priorities
from cpop.style import AREA

ROOT = Path(__file__).resolve().parents[1]
PLACES = {
    "glasgow-city": {"area": "glasgow-city"},
    # The smallest, with estimated figures, beside a mean of areas.
    "na-h-eileanan-siar": {
        "area": "na-h-eileanan-siar",
        "comparator": "similar-deprivation",
        "priorities": "fuel_poverty,attainment,depopulation",
    },
    "scotland": {"area": "scotland"},
}


@pytest.fixture(scope="module")
def made():
    """A function from a place to its pack and both files, made by the page as a visitor would."""
    from streamlit.testing.v1 import AppTest

    @cache
    def make(place):
        app = AppTest.from_file(str(ROOT / "cpop" / "frame.py"), default_timeout=60)
        app.run()
        app.query_params.clear()
        for key, value in PLACES[place].items():
            app.query_params[key] = value
        app.switch_page("../pages/board_pack.py").run()
        app.button(key="make_pack").click().run()
        assert not app.exception
        pack, slides, pages = app.session_state["_board_pack"]
        return pack, slides, pages.decode()

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
        *["glance"] * 2,
        "stands-out",
        *["trend", "position", "inequality"] * 3,
        "poorest",
        "vulnerable",
        "method",
    ]


def test_scotland_has_no_ranks_and_no_list_of_communities(made):
    pack, _, _ = made("scotland")
    assert {slide.kind for slide in pack.slides} == {"glance", "stands-out", "trend", "inequality", "method"}
    for slide in pack.slides:
        assert slide.table is None or "Rank" not in slide.table.heads
        assert "of 32" not in slide.title


def test_suggested_priorities_follow_the_rule_and_chosen_ones_the_link(made):
    glasgow, _, _ = made("glasgow-city")
    area, scotland = areas.by_slug()["glasgow-city"], areas.scotland()
    headline = [code for code, one in indicators().items() if one.headline]
    first = [row.indicator for row in priorities.priorities(area.code, scotland.code, headline)][:3]
    assert [slide.chart.indicator.code for slide in glasgow.slides if slide.kind == "trend"] == first
    western, _, _ = made("na-h-eileanan-siar")
    trends = [slide.chart.indicator.code for slide in western.slides if slide.kind == "trend"]
    assert trends == ["fuel_poverty", "attainment", "depopulation"]


def test_an_outcome_without_community_figures_has_no_slide_of_inequality(made):
    pack, _, _ = made("na-h-eileanan-siar")
    assert "fuel_poverty" not in [slide.chart.indicator.code for slide in pack.slides if slide.kind == "inequality"]


def test_sections_are_left_out_by_the_link(run_page):
    app = run_page("board_pack.py", area="fife", sections="glance")
    said = " ".join(one.value for one in app.markdown)
    assert "Sources and method" in said
    assert "What stands out" not in said
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
        assert "Live view: " in notes
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
        sizes = [int(run.get("sz")) for run in page._element.iter(qn("a:rPr")) if run.get("sz")]
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
    powerpoint(pack, heard.append)
    report(pack)
    assert time.perf_counter() - start < 10
    assert heard == sorted(heard) and heard[-1] == 1


def test_the_file_knows_its_language_and_source(made):
    _, slides, _ = made("scotland")
    core = opened(slides).core_properties
    assert core.language == "en-GB"
    assert "Open Government Licence" in core.comments
    assert core.title == "Scotland: community planning outcomes"


# ---- The report


class Page(HTMLParser):
    """The tags of a page, its texts, and whether every tag is closed."""

    VOID = {"meta", "br"}

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
        for text in (slide.title, *slide.points, *(text for _, text in slide.notes)):
            assert " ".join(text.split()) in said, text
    shown = [text for page in opened(slides).slides for shape in page.shapes for text in texts(shape)]
    for slide in told.slides:
        for text in slide.points:
            assert any(text in one for one in shown), text


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
    assert len(drawings) == sum(slide.chart is not None for slide in told.slides)
    assert all(len(one["aria-label"]) > 60 for one in drawings)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


# ---- Its links


def test_every_live_view_is_a_view_that_the_app_understands(pack, run_page):
    told, _, _ = pack
    files = {path.stem.replace("_", "-"): path.name for path in (ROOT / "pages").glob("*.py")} | {"": "glance.py"}
    links = {dict(slide.notes)["Live view"] for slide in told.slides} | {told.address}
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


# ---- Figures at nought, and none


def with_chart(pack, chart):
    """The pack with another chart on its first slide that has one."""
    place = next(n for n, slide in enumerate(pack.slides) if slide.chart is not None)
    slides = (*pack.slides[:place], replace(pack.slides[place], chart=chart), *pack.slides[place + 1 :])
    return place, replace(pack, slides=slides)


def test_an_estimate_of_nought_is_called_an_estimate(made):
    pack, _, _ = made("glasgow-city")
    indicator = indicators()["crime_rate"]
    chart = Chart(indicator, "Bars.", bars=(Bar("Fife", AREA, 0.0, "imputed"), Bar("Moray", AREA, None, None)))
    _, changed = with_chart(pack, chart)
    cells = re.findall("<td>([^<]*)</td>", report(changed))
    assert f"{indicator.format(0.0)} (estimated)" in cells
    assert "no figure" in cells


@pytest.mark.parametrize("shape", ["lines", "bars"])
def test_a_chart_without_any_figure_says_so_in_both_files(made, shape):
    pack, _, _ = made("glasgow-city")
    empty = {
        "lines": (Line("Fife", AREA, (Point(2019, None, "raw"), Point(2020, None, "raw"))),),
        "bars": (Bar("Fife", AREA, None, None),),
    }
    place, changed = with_chart(pack, Chart(indicators()["wellbeing"], "Nothing.", **{shape: empty[shape]}))
    slide = opened(powerpoint(changed)).slides[place + 1]
    assert not any(one.has_chart for one in slide.shapes)
    assert NOTHING_TO_DRAW in [text for one in slide.shapes for text in texts(one)]
    assert NOTHING_TO_DRAW in report(changed)

"""The brief of a locality: what it says, that every area has one, and that it is two pages long."""

import re
import shutil
import subprocess
from io import BytesIO
from types import SimpleNamespace

import pytest
from docx import Document

from cpop.pack import locality as pack
from cpop.pack.report import write_report
from cpop.pack.word import write_document
from cpop.plan import Locality
from cpop.queries import areas
from cpop.queries.communities import within
from cpop.ui import locality as ui


@pytest.fixture
def figures_of(monkeypatch):
    """A function from an area's slug and how many of its communities to the figures of a locality of them."""
    monkeypatch.setattr(ui.urlstate, "address", lambda path, **more: f"https://example.org/{path}")

    def of(slug, many, name="The shore"):
        area = areas.by_slug()[slug]
        chosen = SimpleNamespace(area=area)
        return ui.figures(chosen, Locality(name, tuple(list(within(area))[:many])))

    return of


def test_every_area_has_a_brief_with_why_and_figures(figures_of):
    for area in areas.partnerships():
        figures = figures_of(area.slug, 4)
        brief = pack.brief(figures)
        titles = [slide.title for slide in brief.slides]
        assert titles[:3] == ["Why The shore", "What it is like", "Outcomes now"]
        assert [point.rest for point in brief.slides[0].points] == figures.why
        assert len(list(brief.slides[2].table.body)) == len(figures.rows)
        assert brief.slides[-1].live


def test_document_and_report_say_the_same(figures_of):
    brief = pack.brief(figures_of("fife", 7, "Levenmouth <shore>"))
    document = Document(BytesIO(write_document(brief)))
    written = [paragraph.text for paragraph in document.paragraphs]
    report = write_report(brief)
    for slide in brief.slides:
        assert slide.title in written
        for point in slide.points:
            assert point.text in written
    assert "Levenmouth &lt;shore&gt;: a locality of Fife" in report
    assert "<shore>" not in report
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert sum(cell.startswith("Poorest: ") for cell in cells) == len(list(brief.slides[2].table.body))
    # The way back stands once, and nowhere as an empty line.
    assert sum(text.startswith("Live view") for text in written) == report.count("<dt>Live view") == 1


def test_a_single_community_is_neither_poorest_nor_best(figures_of):
    figures = figures_of("fife", 1)
    columns = [column.name for column in pack.outcomes(figures).columns]
    assert columns == ["Outcome", "Its figure", "Fife", "Scotland"]
    assert "Poorest and best within" in [column.name for column in pack.outcomes(figures_of("fife", 2)).columns]


def test_best_and_poorest_are_never_the_same_community(figures_of):
    for area in areas.partnerships():
        for many in (2, 3):
            for row in figures_of(area.slug, many).rows:
                assert row.best_code != row.worst_code or row.best_code is None


def test_data_zones_are_counted_by_outcome(figures_of):
    figures = figures_of("fife", 3)
    rows = list(pack.data_zones(figures).body)
    assert len(rows) == len(figures.zones) > 0
    for row, zones in zip(rows, figures.zones, strict=True):
        assert row.filled[-1].text == str(zones.in_area_fifth)
        assert row.filled[-2].text == str(zones.in_scotland_fifth)
        assert zones.in_area_fifth <= zones.figures <= zones.data_zones


def test_whom_to_learn_from_are_similar_communities_that_did_better(figures_of):
    figures = figures_of("glasgow-city", 6)
    assert figures.learning
    for row in figures.learning:
        here, there = figures.known[row.community_code], figures.known[row.similar_code]
        assert here.typology_group == there.typology_group
        assert here != there
        assert row.improved <= row.changes


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="needs LibreOffice and poppler")
def test_a_brief_is_two_pages_long(figures_of, tmp_path):
    for slug, many in (("fife", 8), ("glasgow-city", 30), ("orkney-islands", 2)):
        (tmp_path / f"{slug}.docx").write_bytes(write_document(pack.brief(figures_of(slug, many))))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
        + ["--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = {}
    for file in tmp_path.glob("*.pdf"):
        told = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
        pages[file.stem] = int(re.search(r"Pages:\s+(\d+)", told)[1])
    assert pages == dict.fromkeys(pages, 2)
    assert len(pages) == 3

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
        assert [point.rest for point in brief.slides[0].points] == figures.evidence
        # The title counts the outcomes already; on the page a sentence does.
        assert [figures.why[0], *figures.why[2:]] == figures.evidence
        assert len(list(brief.slides[2].table.body)) == len(figures.rows)
        assert brief.slides[-1].live


def first_level(rows, level):
    """The row of a level that is furthest from what stands beside it, worked out from its two figures."""
    found = [row for row in rows if row.level == level]
    return max(found, key=lambda row: abs(row.distance)) if found else None


def test_each_title_is_a_finding_that_its_figures_bear_out(figures_of):
    """Over all areas, for one community, three, and all but one."""
    seen = set()
    for area in areas.partnerships():
        every = list(within(area))
        for many in {1, min(3, len(every) - 1), len(every) - 1}:
            figures = figures_of(area.slug, many)
            why, like, now, *more = [slide.title for slide in pack.brief(figures).slides if slide.kind == "locality"]
            judged = [row for row in figures.rows if row.level]
            worse = [row for row in judged if row.level == "worse"]
            said = re.fullmatch(
                rf"The shore is worse than {area.possessive} average on (\w+) of (\d+) outcomes(.*)", why
            )
            assert said[1] == (str(len(worse)) if worse else "none"), why
            assert int(said[2]) == len(judged)
            if worse:
                furthest = first_level(figures.rows, "worse")
                assert said[3] == f", most on {figures.catalogue[furthest.indicator].in_sentence}"
            else:
                better = sum(row.level == "better" for row in judged)
                assert said[3] == f"; better on {better or 'none'}"

            positions = sorted(row.position for row in figures.vulnerable)
            numbers = [
                float(one)
                for one in re.findall(r"(?<= )\d+(?:\.5)?(?= )", like.partition("position")[2].partition(";")[0])
            ]
            ends = positions[:1] if many == 1 or positions[0] == positions[-1] else [positions[0], positions[-1]]
            assert numbers[:-1] == ends, like
            assert numbers[-1] == len(every)
            assert like.endswith("; 1 is the poorest")

            row = first_level(figures.rows, "worse") or max(judged, key=lambda one: abs(one.distance))
            indicator = figures.catalogue[row.indicator]
            assert now.startswith(f"{indicator.label}: ")
            if row.best_code:
                assert f"from {indicator.format(row.best_value)} in the best" in now
                assert f"to {indicator.format(row.worst_value)} in the poorest" in now
                assert indicator.sign * (row.best_value - row.worst_value) > 0
                assert ("in part estimated" in now) == (row.status != "raw")
            else:
                assert f"about {indicator.format(row.value)}" in now
                assert f"against {indicator.format(row.beside_value)}" in now

            similar = {row.community_code for row in figures.learning}
            assert len(more) == bool(similar)
            if similar:
                whose = re.match(r"For (?:(\d+) of the (\d+)|all (\d+)|(both)|(the one)) communit", more[0])
                count, of, every_one, both, one = whose.groups()
                assert len(similar) == int(count or every_one or (2 if both else 1)), more[0]
                assert many == (int(of) if of else len(similar))
            seen.add((bool(worse), bool(row.best_code), many == 1, bool(similar)))
            assert all(len(title) <= 130 for title in (why, like, now, *more))
    assert {one[0] for one in seen} == {one[3] for one in seen} == {True, False}


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

"""One table, four writers: each says the same, and the page's is what its style relies on."""

import io
import re
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.oxml.ns import qn
from markupsafe import Markup
from pptx import Presentation
from pptx.util import Inches

from cpop.catalogue import indicators
from cpop.style import AREA, BETTER, REST, UNCHANGED, WORSE
from cpop.table import (
    Cell,
    Column,
    Drawing,
    LeftOut,
    More,
    Row,
    Small,
    Swatch,
    Table,
    TableError,
    Theme,
    dated,
    figure,
    judged,
    latest,
    letters,
    missing,
    page,
    powerpoint,
    report,
    word,
)
from cpop.table.paper import placed
from cpop.words.standing import Verdict

POVERTY = indicators()["child_poverty"]
SVG = Markup('<svg role="img" aria-label="A line"></svg>')


def body(table):
    """The rows of a table's HTML, without its head."""
    return re.search("<tbody.*?>(.*)</tbody>", page.markup(table))[1]


def one_cell(cell, column=None, **table):
    """The HTML of a cell in its place, after a cell that names the row."""
    rows = body(Table("T", [Column("Area"), column or Column("Value")], [Row(["Fife", cell])], **table))
    return rows.removeprefix('<tr><th scope="row">Fife</th>').removesuffix("</tr>")


def test_a_table_has_caption_heads_in_both_directions_and_a_region_to_scroll_in():
    table = Table("Fife & <co>", [Column("Area"), Column("Value", is_number=True)], [Row(["Fife & <co>", "1.5"])])
    assert page.markup(table) == (
        '<div class="scroll" tabindex="0" role="region" aria-label="Fife &amp; &lt;co&gt;"><table class="cpop">'
        "<caption>Fife &amp; &lt;co&gt;</caption>"
        '<thead><tr><th scope="col">Area</th><th scope="col" class="number">Value</th></tr></thead>'
        '<tbody><tr><th scope="row">Fife &amp; &lt;co&gt;</th><td class="number">1.5</td></tr></tbody></table></div>'
    )


def test_a_table_without_a_region_and_one_with_classes():
    columns, rows = [Column("Area")], [Row(["Fife"], role="benchmark")]
    bare = page.markup(Table("T", columns, rows, css="compact", region=None))
    assert bare.startswith('<table class="cpop compact"><caption>')
    assert bare.endswith("</table>")
    heat = page.markup(Table("T", columns, rows, css="heat", region="heat"))
    assert heat.startswith('<div class="scroll heat" tabindex="0"')
    assert '<tr class="benchmark"><th scope="row">Fife</th></tr>' in heat


def test_another_column_than_the_first_may_name_the_rows():
    columns = [Column("Rank", is_number=True), Column("Area", names_row=True)]
    assert body(Table("T", columns, [Row(["1", Cell("Fife", mark=AREA)])])) == (
        '<tr><td class="number">1</td><th scope="row"><span style="color:#12436D">●</span> Fife</th></tr>'
    )


def test_cards_write_out_roles_and_name_each_cell():
    columns = [Column("Outcome"), Column("Latest")]
    made = page.markup(
        Table("T", columns, [Theme("Poverty"), Row(["Child poverty", "13%"])], css="glance", has_cards=True)
    )
    assert '<table role="table" class="cpop glance">' in made
    assert '<tr role="row" class="theme"><th role="rowheader" colspan="2" scope="colgroup">Poverty</th></tr>' in made
    assert '<th role="rowheader" scope="row">Child poverty</th><td role="cell" data-label="Latest">13%</td>' in made
    assert made.count('role="rowgroup"') == 2
    assert made.count('role="columnheader"') == 2


def test_a_table_that_folds_shows_the_rows_beneath_its_first_heading():
    rows = [
        Theme("Poverty"),
        Row(["Child poverty", "13%"]),
        Theme("Work"),
        Row(["Employment", "70%"]),
        Row(["Pay", "1"]),
    ]
    made = page.markup(Table("T", [Column("Outcome"), Column("Latest")], rows, folds=True))
    parts = re.findall("<tbody>(.*?)</tbody>", made)
    assert [re.findall('scope="row">([^<]+)<', part) for part in parts] == [["Child poverty"], ["Employment", "Pay"]]
    assert [re.findall("<details[^>]*>", part) for part in parts] == [
        ['<details class="fold" open>'],
        ['<details class="fold">'],
    ]
    assert made.count("tbody") == 4
    with pytest.raises(TableError, match="'T' folds, but does not begin with a Theme"):
        Table("T", [Column("Outcome"), Column("Latest")], rows[1:], folds=True)


def test_a_head_can_lead_be_ordered_and_have_a_note():
    head = Cell("Child poverty", link="?sort=a&b", title="Sort by this outcome", status="imputed")
    made = page.markup(Table("T", [Column("Area"), Column(head, order="ascending")], []))
    assert (
        '<th scope="col" aria-sort="ascending" class="sorted"><a href="?sort=a&amp;b" target="_self" '
        'title="Sort by this outcome">Child poverty <span class="small">(estimated)</span></a></th>'
    ) in made


def test_columns_of_a_group_share_a_head_and_a_blank_head_is_no_heading():
    columns = [
        Column(""),
        Column("Fife", group="Duncan index", css="wide"),
        Column("Scotland", group="Duncan index", css="wide"),
        Column("Most", group="Tenths", css="wide"),
        Column(Cell("Gap", second="below: Scotland"), group="Tenths"),
    ]
    made = page.markup(Table("T", columns, []))
    assert (
        '<thead><tr><td rowspan="2"></td><th scope="colgroup" colspan="2" class="wide group">Duncan index</th>'
        '<th scope="colgroup" colspan="2" class="group">Tenths</th></tr>'
        '<tr><th scope="col" class="wide">Fife</th><th scope="col" class="wide">Scotland</th>'
        '<th scope="col" class="wide">Most</th>'
        '<th scope="col">Gap<span class="small">below: Scotland</span></th></tr></thead>'
    ) in made


def test_rows_left_out_cross_the_table():
    table = Table("T", [Column("A"), Column("B")], [LeftOut("… 5 more communities …")])
    assert body(table) == '<tr class="left-out"><td colspan="2">… 5 more communities …</td></tr>'


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        (Cell("13.1%", second="2021/22, estimated", weight="value"),
         '<td><span class="value">13.1%</span><span class="small">2021/22, estimated</span></td>'),
        (Cell("3", weight="strong", before=Markup('<span class="against">▲ better</span>')),
         '<td><span class="against">▲ better</span> <strong>3</strong></td>'),
        (Cell("101.2%", after=Markup('<span class="flag">over 100</span>')),
         '<td>101.2% <span class="flag">over 100</span></td>'),
        (Cell("suppressed", css="muted"), '<td class="muted">suppressed</td>'),
        (Cell("Fife", link="?area=fife&x=1"), '<td><a href="?area=fife&amp;x=1" target="_self">Fife</a></td>'),
        (Cell("Fife", mark=REST), "<td>Fife</td>"),
        (Cell("poorest", mark=Swatch("s3")), '<td><i class="shade s3"></i>poorest</td>'),
        (Cell("best", mark=Swatch("#EAF0F6", is_round=True)),
         '<td><i class="swatch round" style="background:#EAF0F6"></i>best</td>'),
        (Cell("Name", more=More("% of children", "A & B")),
         "<td>Name<details><summary>% of children</summary>A &amp; B</details></td>"),
        (
            Cell("Not judged", more=More("Why", "All areas fell at once.", "small")),
            '<td>Not judged<details class="small"><summary>Why</summary>All areas fell at once.</details></td>',
        ),
        (Cell(drawing=Drawing(SVG)), f"<td>{SVG}</td>"),
        (Cell("3rd", drawing=Drawing(SVG, is_below=True), second=("a", Small("b", "narrow"))),
         f'<td>3rd{SVG}<span class="small">a</span><span class="small narrow">b</span></td>'),
        (Cell("●●○", css="dots", is_silent=True), '<td class="dots" aria-hidden="true">●●○</td>'),
        (missing(), '<td><span role="img" aria-label="no figure">–</span></td>'),
        (Cell(), "<td></td>"),
    ],
)  # fmt: skip
def test_a_cell_on_the_page(cell, made):
    assert one_cell(cell) == made


def test_a_judgement_on_the_page():
    verdict = Verdict(WORSE, "Worse", "improving <faster>")
    assert one_cell(judged(verdict, "Scotland: 13.1%", css="since")) == (
        '<td class="since"><span class="verdict"><span class="mark" style="color:#801650;background:#F1DCE7" '
        'aria-hidden="true">▼</span><strong>Worse</strong><span class="rest">improving &lt;faster&gt;</span></span>'
        '<span class="small">Scotland: 13.1%</span></td>'
    )
    assert "rest" not in one_cell(judged(Verdict(UNCHANGED, "No change")))
    assert one_cell(judged(verdict, drawing=Drawing(SVG))).startswith(f'<td>{SVG}<span class="verdict">')


def test_a_figure_says_its_status_in_words_or_briefly_and_measured_says_nothing():
    estimated = figure(POVERTY, 13.1, "imputed")
    assert one_cell(estimated) == "<td>13.1% (estimated)</td>"
    assert one_cell(estimated, is_brief=True) == '<td><i title="estimated">13.1%</i><span class="est"> est.</span></td>'
    for brief in (True, False):
        assert one_cell(figure(POVERTY, 13.1, "raw"), is_brief=brief) == "<td>13.1%</td>"
    assert one_cell(figure(POVERTY, 0.0, "projected")) == "<td>0.0% (projected)</td>"


def test_a_missing_figure_has_no_status():
    assert one_cell(figure(POVERTY, None, "imputed")) == "<td>no figure</td>"
    assert one_cell(latest(POVERTY, None, 2021, "imputed")) == (
        '<td><span class="value">no figure</span><span class="small">2021/22</span></td>'
    )
    assert dated(2021, "imputed") == "2021/22, estimated"


def test_the_classes_of_column_and_cell_add_up():
    column = Column("Value", is_number=True, css="wide")
    assert one_cell(Cell("x", css="muted"), column) == '<td class="number wide muted">x</td>'


class Balance(HTMLParser):
    """Every element that opens closes in turn."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "img", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def everything():
    """A table with a bit of all."""
    return Table(
        "Fife: headline outcomes",
        [
            Column("Outcome", share=2),
            Column("Trend"),
            Column("Latest", group="Now", css="wide", is_number=True),
            Column(Cell("Change", second="since then"), group="Now"),
        ],
        [
            Theme("Poverty", "of two outcomes"),
            Row(
                [
                    Cell("Child poverty", link="trends", after=Markup("<b>★ priority</b>"), more=More("%", "All")),
                    Cell(drawing=Drawing(SVG, alt="From 10% to 13%")),
                    figure(POVERTY, 13.1, "imputed"),
                    judged(Verdict(BETTER, "Improved", "up 2 points", ": "), "since 2010/11", Small("phone", "narrow")),
                ]
            ),
            LeftOut("… 3 more …"),
            Row(["Fife", "", missing(), "x"], role="own"),
        ],
        has_cards=True,
    )


def test_every_writer_of_html_closes_what_it_opens(everything):
    for made in (page.markup(everything), report.markup(everything)):
        parser = Balance()
        parser.feed(made)
        assert parser.open == []
        assert "\n" not in made


def test_the_report_leads_nowhere_and_leaves_out_what_a_phone_needs(everything):
    made = report.markup(everything)
    assert "<a " not in made
    assert 'role="row"' not in made
    assert "phone" not in made
    assert '<br><span class="small">since 2010/11</span>' in made
    assert "<table><caption>Fife: headline outcomes</caption>" in made
    assert "13.1% (estimated)" in made


def test_a_table_on_a_slide_is_native_named_and_fits(everything):
    file = Presentation()
    slide = file.slides.add_slide(file.slide_layouts[6])
    powerpoint.place(everything, slide, powerpoint.Room(0.5, 1, 9, 5))
    stored = io.BytesIO()
    file.save(stored)
    shape = Presentation(stored).slides[0].shapes[0]
    assert shape.name == "Fife: headline outcomes"
    described = shape._element.nvGraphicFramePr.cNvPr.get("descr")
    assert described == "Table. Fife: headline outcomes. 2 rows: Outcome, Trend, Latest, Change."
    native = shape.table
    texts = [[cell.text_frame.text for cell in row.cells] for row in native.rows]
    assert texts == [
        ["Outcome", "Trend", "Now", ""],
        ["", "", "Latest", "Change\nsince then"],
        ["Poverty\nof two outcomes", "", "", ""],
        ["Child poverty ★ priority", "From 10% to 13%", "13.1% (estimated)", "▲ Improved: up 2 points\nsince 2010/11"],
        ["… 3 more …", "", "", ""],
        ["Fife", "", "–", "x"],
    ]
    assert native.cell(0, 0).span_height == 2
    assert native.cell(0, 2).span_width == 2
    assert native.cell(2, 0).span_width == 4
    assert sum(row.height for row in native.rows) <= Inches(5)
    widths = [column.width for column in native.columns]
    assert sum(widths) == pytest.approx(Inches(9), abs=4)
    assert widths[0] == pytest.approx(2 * widths[1], abs=2)


def test_a_long_table_on_a_slide_has_smaller_letters_but_none_below_twelve_points():
    def sizes(rows):
        slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
        table = Table("T", [Column("Area"), Column("Value")], [Row([f"Area {n}", "13.1%"]) for n in range(rows)])
        shape = powerpoint.place(table, slide, powerpoint.Room(0.5, 1, 9, 5))
        return {
            run.font.size.pt
            for row in shape.table.rows
            for cell in row.cells
            for paragraph in cell.text_frame.paragraphs
            for run in paragraph.runs
        }

    assert sizes(4) == {16}
    assert sizes(14) < {16, 15, 14, 13, 12}
    assert max(sizes(14)) < 16
    assert sizes(60) == {12}


def test_a_table_in_a_document_repeats_its_head_and_says_what_it_is(everything):
    document = Document()
    word.place(everything, document)
    stored = io.BytesIO()
    document.save(stored)
    read = Document(stored)
    assert read.paragraphs[0].text == "Fife: headline outcomes"
    native = read.tables[0]
    assert [cell.text for cell in native.rows[3].cells] == [
        "Child poverty ★ priority", "From 10% to 13%", "13.1% (estimated)", "▲ Improved: up 2 points\nsince 2010/11",
    ]  # fmt: skip
    assert [cell.text for cell in native.rows[2].cells] == ["Poverty\nof two outcomes"] * 4
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in native.rows]
    assert repeated == [True, True, False, False, False, False]
    assert native._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).startswith("Table. Fife: headline outcomes")


def test_the_grid_covers_every_place_once(everything):
    covered = [
        (one.row + down, one.column + across)
        for one in placed(everything)
        for down in range(one.rows)
        for across in range(one.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(6) for column in range(4)]


def test_a_table_that_does_not_hold_together_is_named():
    with pytest.raises(TableError, match=r"'Fife': row 2 has 1 cells for 2 columns \(Area, Value\)"):
        Table("Fife", [Column("Area"), Column("Value")], [Theme("x"), Row(["Fife"])])
    with pytest.raises(TableError, match="no caption"):
        Table(" ", [Column("Area")], [])
    with pytest.raises(TableError, match=r"more than one column names the rows \(A, B\)"):
        Table("T", [Column("A", names_row=True), Column("B", names_row=True)], [])


def test_wide_letters_take_more_room_and_words_are_not_broken():
    assert letters.width("WWWW", 12) > letters.width("iiii", 12)
    assert letters.width("abc", 24) == pytest.approx(2 * letters.width("abc", 12))
    assert letters.lines("one two", 12, 10) == 1
    assert letters.lines("one two", 12, letters.width("one two", 12) / 2) == 2
    assert letters.lines("unbreakable", 12, 0.1) == 1
    assert letters.largest(["word"] * 4, 2, 1.2, (24, 12, 8)) == 12

"""Templates and elements: nothing that goes in can break what comes out."""

import re

import jinja2
import pytest
from markupsafe import Markup

from cpop import markup
from cpop.markup import classes, element, number, plain, render

NASTY = "Fife & <b>co</b> \"quoted\" 'once'"


def test_an_element_escapes_its_texts_and_attributes():
    made = element("text", NASTY, title=NASTY)
    assert made.count("<") == 2
    assert made == (
        '<text title="Fife &amp; &lt;b&gt;co&lt;/b&gt; &#34;quoted&#34; &#39;once&#39;">'
        "Fife &amp; &lt;b&gt;co&lt;/b&gt; &#34;quoted&#34; &#39;once&#39;</text>"
    )
    assert plain(made) == NASTY


def test_an_element_takes_markup_as_it_is_and_closes_itself_without_content():
    assert element("g", element("path", d="M0 0"), element("path", d="M1 1")) == (
        '<g><path d="M0 0"/><path d="M1 1"/></g>'
    )


def test_attributes_are_named_as_python_can_and_none_is_left_out():
    made = element("rect", x=1, y=2.04, width=10.25, class_="bar", stroke_width=1.5, fill=None, viewBox="0 0 1 1")
    assert made == '<rect x="1" y="2" width="10.2" class="bar" stroke-width="1.5" viewBox="0 0 1 1"/>'


@pytest.mark.parametrize(
    ("value", "text"), [(12, "12"), (12.34, "12.3"), (-0.04, "0"), (0.96, "1"), (12345.67, "12345.7"), (-3.0, "-3")]
)
def test_numbers_are_written_to_a_tenth(value, text):
    assert number(value) == text


def test_classes_are_left_out_where_there_are_none():
    assert classes(None, "", "number", "wide") == ' class="number wide"'
    assert classes(None, "") == ""
    assert classes('"><script>') == ' class="&#34;&gt;&lt;script&gt;"'


def test_plain_reads_markup_back_and_leaves_a_text_alone():
    assert plain(Markup('<a href="x">Fife &amp; co</a>')) == "Fife & co"
    assert plain("a < b") == "a < b"


@pytest.fixture
def template(monkeypatch, tmp_path):
    """A function that renders a template of the test's own."""

    def rendered(source, **values):
        (tmp_path / "own.html").write_text(source, encoding="utf-8")
        monkeypatch.setattr(markup, "TEMPLATES", tmp_path)
        markup._environment.cache_clear()
        return render("own.html", **values)

    yield rendered
    markup._environment.cache_clear()


def test_a_template_escapes_texts_and_takes_markup(template):
    told = template("<p>{{ text }}{{ made }}</p>", text=NASTY, made=element("b", "x"))
    assert told == f"<p>{Markup.escape(NASTY)}<b>x</b></p>"
    assert isinstance(told, Markup)


def test_the_layout_of_a_template_adds_no_space_beside_tags_and_one_within_a_text(template):
    told = template(
        '<p\n  class="a">\n  Two lines\n  of text\n  <b>{{ x }}</b>\n\n  {% if x %}\n  y\n  {% endif %}\n</p>\n', x=1
    )
    assert told == '<p class="a">Two lines of text<b>1</b>y</p>'


def test_a_value_that_is_not_given_is_an_error(template):
    with pytest.raises(jinja2.UndefinedError, match="absent"):
        template("<p>{{ absent }}</p>")


def test_no_template_has_a_break_or_says_that_a_text_is_safe():
    """A blank line would end an HTML block in Markdown; `safe` would let a text through."""
    for file in markup.TEMPLATES.glob("*.html"):
        source = file.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape", source), file.name
        joined, _, _ = markup._environment().loader.get_source(markup._environment(), file.name)
        assert "\n" not in markup._environment().preprocess(joined), file.name


# ---- The fragments that pages share: their markup is what app.css relies on


class Outcome:
    label = "Child poverty & more"
    unit = "% of children under 16"
    better = "lower"
    definition = "Children in <low-income> homes."
    source = "DWP"
    caveat = "Before housing costs."


def test_a_legend_names_each_mark():
    told = render("legend.html", items=[(Markup("<svg></svg>"), "Fife & co"), ("", "plain")], lead="Among")
    assert (
        told == '<div class="legend"><span>Among</span><span><svg></svg> Fife &amp; co</span><span>plain</span></div>'
    )


def test_about_an_indicator_in_full_and_in_brief():
    brief = "<strong>Source:</strong> DWP. <strong>Take care:</strong> Before housing costs.</p>"
    assert render("about.html", indicator=Outcome, is_brief=True) == f'<p class="about">{brief}'
    assert render("about.html", indicator=Outcome, is_brief=False) == (
        '<p class="about"><strong>What is counted:</strong> Children in &lt;low-income&gt; homes. '
        "<strong>Unit:</strong> % of children under 16. <strong>Better:</strong> lower. " + brief
    )
    assert render("about_all.html", several=[Outcome]) == (
        '<details class="about"><summary>What is counted, sources and cautions</summary><ul>'
        "<li><strong>Child poverty &amp; more</strong> (% of children under 16; lower is better). "
        "Children in &lt;low-income&gt; homes. Source: DWP. Take care: Before housing costs.</li></ul></details>"
    )


def test_notes_and_headlines():
    assert render("notes.html", notes=["A & b", ""]) == '<p class="about">A &amp; b</p>'
    assert render("headlines.html", items=[("Best standings", "1st for x"), ("", "No outcome got worse.")]) == (
        '<ul class="headlines"><li><strong>Best standings:</strong> 1st for x</li><li>No outcome got worse.</li></ul>'
    )


def test_a_card_of_a_grid():
    made = render(
        "multiple_card.html",
        indicator=Outcome,
        link="trends?a=1&b=2",
        level=2,
        anchor="",
        after=render("priority.html"),
        drawing=Markup("<svg></svg>"),
        beneath=Markup("<p></p>"),
    )
    assert made == (
        '<section class="multiple-card"><h2><a href="trends?a=1&amp;b=2" target="_self">Child poverty &amp; more</a> '
        '<span class="priority"><span aria-hidden="true">★</span> priority</span></h2>'
        '<p class="unit">% of children under 16; lower is better</p><svg></svg><p></p></section>'
    )


def test_a_verdict_alone_is_as_in_a_table():
    from cpop.style import WORSE
    from cpop.table import Cell, Column, Row, Table, page

    alone = render("verdict.html", mark=WORSE, word="Worse", detail="by 2")
    cell = Cell("Worse", mark=WORSE, detail="by 2", weight="strong")
    assert alone in page.markup(Table("T", [Column("A"), Column("B")], [Row(["x", cell])]))


def test_the_footer_names_edition_source_and_guide():
    from cpop import database

    made = render(
        "footer.html", edition=database.edition(), guide="guide?a=1&b=2", words="words", statement="guide?part=x"
    )
    assert database.edition().attribution in plain(made)
    assert '<a href="guide?a=1&amp;b=2" target="_self">Guide</a>' in made


def test_warnings_are_a_paragraph_each():
    assert render("warned.html", items=[("A", "b & c"), ("D", "e")]) == (
        '<p class="warned"><strong>A:</strong> b &amp; c</p><p class="warned"><strong>D:</strong> e</p>'
    )

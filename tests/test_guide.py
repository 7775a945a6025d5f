"""The Guide: every part opens, knows its facts and leads somewhere; its sentences say what the figures say."""

import re
import tomllib

import pytest

from cpop import guide
from cpop.catalogue import indicators
from cpop.queries import guide as ask
from cpop.ui.examples import EXAMPLES, example_indicator
from cpop.ui.guide import facts
from cpop.words import guide as words

PARTS = list(guide.parts())


def shown(app):
    return " ".join(one.value for one in [*app.title, *app.header, *app.subheader, *app.markdown])


def test_every_duty_of_the_act_is_there():
    text = guide.plain(guide.parts()["community-planning"].text) + guide.plain(guide.parts()["duties"].text)
    for word in ("Local Outcomes Improvement Plan", "national outcomes", "who does what", "Locality Plans", "Review"):
        assert word in text


def test_parts_lead_to_pages_and_parts_that_exist():
    from cpop.site import SITE

    pages = {page.path for page in SITE}
    for part in guide.parts().values():
        for kind, target in part.links:
            assert target in (pages if kind == "page" else [*PARTS, "outcomes"]), (part.code, target)


def test_parts_ask_only_for_facts_and_figures_that_there_are():
    known = set(facts()) | {"example_families", "certainty_example"}
    for part in guide.parts().values():
        assert part.facts <= known, part.code
        assert set(part.figures) <= set(EXAMPLES), part.code
    drawn = [name for part in guide.parts().values() for name in part.figures]
    assert sorted(drawn) == sorted(EXAMPLES), "each example stands in one place"


def test_no_text_names_a_year_or_a_result_that_a_later_edition_would_change():
    for part in guide.parts().values():
        years = set(re.findall(r"\b\d{4}/\d{2}\b", part.text)) - {"2006/07"}
        assert years == set(), part.code
        assert not re.search(r"\d%(?! )", part.text.replace("100%", "")), part.code


@pytest.mark.parametrize("code", PARTS)
def test_a_part_opens_by_its_link(run_page, code):
    app = run_page("guide.py", area="fife", part=code)
    assert not app.warning
    assert [one.value for one in app.header] == [guide.parts()[code].title]
    assert "{{" not in shown(app)
    assert "](p" not in shown(app)


@pytest.mark.parametrize("area", ["glasgow-city", "orkney-islands", "na-h-eileanan-siar", "scotland"])
# The legend of the bands is of no area.
@pytest.mark.parametrize("code", [code for code in PARTS if set(guide.parts()[code].figures) - {"bands"}])
def test_the_worked_examples_are_drawn_from_the_areas_own_figures(run_page, area, code):
    app = run_page("guide.py", area=area, part=code)
    text = " ".join([shown(app), *(one.proto.alt for one in app.get("plotly_chart"))])
    named = app.selectbox(key="area").format_func(area) if area != "scotland" else "Aberdeen City"
    assert named in text
    assert not re.search(r"\bnan\b|\bNone\b", text)
    assert not app.info, "every example has something to draw"


@pytest.mark.parametrize(
    ("page", "link", "part", "examples"),
    [
        ("inequality.py", {"indicator": "EXAMPLE"}, "inequality", 3),
        ("compare.py", {"indicator": "EXAMPLE", "areas": "similar-deprivation"}, "compare", 1),
    ],
)
def test_an_example_is_the_very_chart_and_sentence_of_its_page(run_page, page, link, part, examples):
    code = example_indicator().code
    link = {key: code if value == "EXAMPLE" else value for key, value in link.items()}
    alone = {one.proto.alt: one.proto.spec for one in run_page(page, area="fife", **link).get("plotly_chart")}
    charts = run_page("guide.py", area="fife", part=part).get("plotly_chart")
    same = [one for one in charts if alone.get(one.proto.alt) == one.proto.spec]
    assert len(same) == examples


@pytest.mark.parametrize("code", [*indicators(), "outcomes"])
def test_an_outcome_opens_by_its_link_and_tells_all_of_the_catalogue(run_page, code, catalogue_file):
    app = run_page("guide.py", area="fife", part=code)
    text = shown(app).replace("&#39;", "'").replace("&amp;", "&")
    catalogue = tomllib.loads(catalogue_file.read_text(encoding="utf-8"))
    if code == "outcomes":
        assert all(one["unit"] in text for one in catalogue.values())
        return
    for name in ("definition", "unit", "caveat", "source", "theme"):
        assert catalogue[code][name] in text, name
    assert f"{catalogue[code]['better']} is better" in text
    assert all(outcome in text for outcome in catalogue[code]["national_outcomes"])


def test_what_an_outcome_says_of_its_years_is_true(table):
    published = ask.published()
    for code in indicators():
        told = " ".join(words.published(published, code))
        for level, name in words.LEVEL_WORDS.items():
            statuses = {
                row["status"]
                for row in table("observation")
                if row["indicator"] == code and row["level"] == level and row["value"] is not None
            }
            sentence = next((s for s in told.split(". ") if s.startswith(name)), "")
            for status, word in (("raw", "measured"), ("imputed", "estimated"), ("projected", "projected")):
                assert (word in sentence) == (status in statuses), (code, level, status)


def test_contents_list_every_part_and_outcome(run_page):
    app = run_page("guide.py")
    text = shown(app)
    assert all(f"part={code}" in text for code in [*PARTS, *indicators(), "outcomes"])
    assert [one.value for one in app.header][0] == "Start here"


def test_searching_finds_parts_and_outcomes_and_says_when_there_is_nothing(run_page):
    app = run_page("guide.py", search="poverty FUEL")
    assert "part=fuel_poverty" in shown(app)
    assert "part=licence" not in shown(app)
    assert not app.warning
    app = run_page("guide.py", search="zzz <b>")
    assert app.info[0].value.startswith("Nothing was found")


def test_a_search_cannot_put_markup_on_the_page(run_page):
    app = run_page("guide.py", search="a")
    assert "<mark>a</mark>" in shown(app)
    assert "&<mark>" not in shown(app)


@pytest.mark.parametrize(
    ("years", "told"),
    [([], ""), ([2010], "2010/11"), ([2012, 2010, 2011], "2010/11 to 2012/13"), ([2010, 2012], "2010/11, 2012/13")],
)
def test_years_are_told_in_runs(years, told):
    assert words.span(years) == told


def test_blanks_are_told_one_by_one():
    assert words.blanks([]) == "No cell of the workbooks is blank."
    assert words.blanks([("A", "B", "C")]) == "1 cell of the workbooks is blank: A, B, C."


def test_latest_years_name_those_that_end_elsewhere():
    catalogue = indicators()
    years = [ask.Latest("child_poverty", 2021), ask.Latest("crime_rate", 2021), ask.Latest("wellbeing", 2020)]
    assert words.latest_years(years, catalogue).endswith("others end elsewhere: Personal wellbeing, 2020/21.")
    assert words.latest_years(years[:2], catalogue).endswith("2021/22 for every outcome.")


def test_the_guide_tells_the_breaks_and_cautions_of_the_catalogue():
    catalogue = indicators()
    assert "Recorded crime, communities, 2013/14: Police Scotland began" in words.breaks(catalogue)
    assert words.not_alike(catalogue).startswith("Recorded crime and early mortality under 75 are not the same series")
    assert words.warnings(catalogue, "October 2031") == ""
    assert "in cash terms" in words.terms(catalogue)
    assert "Out-of-work benefits" in words.overlapping(catalogue)


def test_what_differs_names_every_departure():
    text = guide.plain(guide.parts()["differences"].text)
    departures = (
        "Measured years",
        "Breaks",
        "Little change",
        "The gap, not the rates",
        "Not alike",
        "Depopulation",
        "average area",
        "a year late",
        "Equal is equal",
        "About even",
        "Above the average of its type",
    )
    for word in departures:
        assert word in text, word


def test_the_law_is_told_as_it_stands():
    text = guide.plain(guide.parts()["community-planning"].text)
    assert "2003 introduced community planning" in text
    assert "2015 strengthened it" in text
    assert "take all reasonable steps" in text
    assert "disadvantaged communities" in text
    assert "funds, staff or other resources" in text


def test_a_text_is_cut_at_headings_figures_and_tables():
    part = guide.Part(
        "a", "b", "C", "d", "One.\n\n## Two\n\n{{figure:strip}}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd."
    )
    assert [block.kind for block in part.blocks()] == ["text", "heading", "figure", "table", "text"]
    assert guide.cells(part.blocks()[3].content) == [["a", "b"], ["1", "2"]]


def test_a_fact_that_nobody_knows_is_an_error():
    with pytest.raises(KeyError):
        guide.fill("{{nothing}}", {})


def test_a_cell_of_a_table_holds_code_strong_words_and_links_and_nothing_else():
    cell = guide.inline("a < `b` & **c [d](page:trends)** <i>", lambda kind, target: f"{kind}?{target}&x")
    assert str(cell) == (
        'a &lt; <code>b</code> &amp; <strong>c <a href="page?trends&amp;x" target="_self">d</a></strong> &lt;i&gt;'
    )
    assert guide.link_up("*x* [d](part:y)", lambda kind, target: f"{kind}-{target}") == (
        '*x* <a href="part-y" target="_self">d</a>'
    )


def test_the_spans_of_simd_are_told_open_or_closed():
    periods = [ask.SimdPeriod(2012, None, 2012), ask.SimdPeriod(2016, 2013, 2017), ask.SimdPeriod(2020, 2018, None)]
    assert words.simd(periods) == (
        "Each year is read with one edition: SIMD 2012 for years before 2013/14; SIMD 2016 for 2013/14 to 2017/18; "
        "SIMD 2020 for 2018/19 and later."
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("2-01-one.md", "# One\n\nIt has *marks*.\n", "2-01-one.md, line 3: the summary has *"),
        ("2-01-one.md", "# One\n\nIt [leads](page:) away.\n", "the summary has ["),
        ("2-01-one.md", "One\n\nA summary.\n", "2-01-one.md: not a part"),
        ("9-01-one.md", "# One\n\nA summary.\n", "9-01-one.md: not a part"),
    ],
)
def test_a_file_that_is_no_part_is_named(tmp_path, monkeypatch, name, text, said):
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / name).write_text(text)
    monkeypatch.setattr(guide, "_HERE", tmp_path)
    with pytest.raises(ValueError, match=re.escape(said)):
        guide.parts.__wrapped__()


def test_a_summary_is_a_line():
    assert [part.code for part in guide.parts().values() if len(part.summary) > 130] == []

"""The year that changes are measured from: its picker, its link, and the years that every sentence then says."""

import re

import pytest
from oracle.standing import known_years, place_change, since_year, standing
from rendered import read
from test_links import parameters

from cpop.catalogue import community_indicators, headline_indicators, indicators, period
from cpop.queries import areas, compare, priorities
from cpop.site import SITE
from cpop.words import compare as compare_words
from cpop.words import standing as words

CHOICES = ("five-years", "last-year", "2013", "2018", "2020")
AREAS = ("fife", "orkney-islands", "glasgow-city", "scotland")
YEAR = r"\d{4}/\d{2}"
SPAN = re.compile(rf"\b[Ff]rom ({YEAR}) to ({YEAR})")


def test_the_choices_are_the_default_two_windows_and_every_measured_year_but_the_last(as_published):
    choices = areas.since_choices()
    assert choices[:3] == (areas.FIRST, "five-years", "last-year")
    years = [int(one) for one in choices[3:]]
    assert years == sorted(years, reverse=True)
    assert years[::-1] == list(range(years[-1], years[0] + 1))
    assert years[0] == as_published.edition.latest_year("cpp", "child_poverty") - 1
    assert words.since_name("2016") == "2016/17"
    assert words.since_name("five-years") == "Five years ago"


def test_a_window_that_no_year_is_early_enough_for_starts_at_the_first(as_published):
    # cpp 'Fuel Poverty - CPP' is measured in 2018/19 and 2019/20 alone; attainment up to 2020/21.
    edition = as_published.edition
    assert since_year(edition, "fuel_poverty", "five-years") == 2018
    assert since_year(edition, "fuel_poverty", "last-year") == 2018
    assert since_year(edition, "attainment", "five-years") == 2015
    assert since_year(edition, "attainment", "last-year") == 2019


@pytest.mark.parametrize("since", CHOICES)
def test_every_question_tells_the_changes_of_the_oracle(as_published, since):
    edition, codes = as_published.edition, list(indicators())
    changed, beside = place_change(edition, since), standing(edition, since)
    for area in areas.by_slug().values():
        rows = areas.glance(area.code, "deprivation-2", codes, since)
        for row in rows:
            own = changed.get((area.code, row.indicator), {})
            assert (row.first_year, row.last_year, row.change) == tuple(
                own.get(name) for name in ("first_year", "last_year", "change")
            )
            other = beside[area.code, "deprivation-2", row.indicator]
            assert (row.compared_from, row.compared_to) == (other["first_year"], other["last_year"])
            assert (row.pace, row.movement) == (other["pace"], other["movement"])
            assert row.since_year == since_year(edition, row.indicator, since)
        tally = areas.tally(area.code, "deprivation-2", codes, since)
        assert tally.judged == sum(row.change is not None for row in rows)
        assert tally.worsened == sum(row.change == "worsened" for row in rows)
        assert priorities.worsened_most(area.code, codes, since) == [
            row.indicator
            for row in sorted(rows, key=lambda row: (row.gain_in_yardsticks or 0, row.indicator))
            if row.change == "worsened"
        ]


def test_too_few_years_are_told_with_the_year_that_was_asked_for():
    poverty = indicators()["fuel_poverty"]
    [row] = areas.glance(areas.scotland().code, "density-1", ["fuel_poverty"], "2019")
    assert row.change is None
    assert words.change_sentence(row, poverty).startswith("Fewer than two years are measured from 2019/20 on,")
    rows = compare.changes("all", [], "fuel_poverty", (), "2019")
    assert compare.change_tally("all", "fuel_poverty", (), "2019") is None
    said = compare_words.changes(areas.by_slug()["fife"], rows, None, poverty)
    assert "Fewer than two years are measured from 2019/20 on" in said
    assert compare_words.without_change(rows).endswith("not measured in two years from 2019/20 on.")


def spans(page):
    """Every pair of years of a page's tables, cards and prose, but for those before a break."""
    texts = [text for _, text in page.prose]
    texts += [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    texts += [text for card in page.cards for text in (*card.lines, *card.labels)]
    return [
        (int(first[:4]), int(last[:4]))
        for text in texts
        for first, last in SPAN.findall(text.partition("Up to then")[0])
    ]


@pytest.mark.parametrize("slug", AREAS)
@pytest.mark.parametrize("since", CHOICES)
def test_no_sentence_speaks_of_a_year_before_the_chosen_one(run_page, as_published, slug, since):
    edition = as_published.edition
    earliest = min(since_year(edition, code, since) for code in headline_indicators())
    for file, asked in (
        ("glance.py", {}),
        ("trends.py", {}),
        ("compare.py", {"view": "change", "indicator": "early_mortality"}),
        ("priorities.py", {"every": "yes"}),
    ):
        app = run_page(file, area=slug, since=since, **asked)
        assert not app.exception
        assert parameters(app)["since"] == since
        found = spans(read(app))
        # Inequality has years of its own.
        if file != "priorities.py":
            assert found, file
            assert not [span for span in found if span[0] < earliest], file


@pytest.mark.parametrize("slug", ["fife", "orkney-islands"])
@pytest.mark.parametrize("since", CHOICES)
def test_changes_of_communities_start_in_the_chosen_year_too(run_page, as_published, slug, since):
    edition = as_published.edition
    catalogue = {one.label: code for code, one in community_indicators().items()}
    rows = read(run_page("vulnerable.py", area=slug, since=since)).table("Average of the area").rows
    starts = {catalogue[row.name.lines[0]]: re.search(rf"({YEAR}) to {YEAR}", row.name.text) for row in rows}
    assert len(starts) == len(catalogue)
    for code, start in starts.items():
        start_year = since_year(edition, code, since, "community")
        known = [year for year in known_years(edition, code, "community") if year >= start_year]
        assert (start and int(start[1][:4])) == (known[0] if len(known) > 1 else None), code
    for code in catalogue.values():
        start_year = since_year(edition, code, since, "community")
        known = [year for year in known_years(edition, code, "community") if year >= start_year]
        page = read(run_page("all_communities.py", area=slug, since=since, indicator=code))
        told = page.sentence(rf"improved from ({YEAR}) to|two measured years from ({YEAR}) on")
        year = known[0] if len(known) > 1 else start_year
        assert told is not None
        assert int((told[1] or told[2])[:4]) == year


def test_glance_says_both_movements_side_by_side(run_page):
    cells = [row.cell("Change") for row in read(run_page("glance.py", area="fife", since="five-years")).tables[0].rows]
    texts = [cell.text for cell in cells if cell]
    assert any("from 2016/17 to 2021/22" in text and "2020/21 to 2021/22:" in text for text in texts)
    # Where the long one is the last year's, once is enough.
    cells = [row.cell("Change") for row in read(run_page("glance.py", area="fife", since="last-year")).tables[0].rows]
    assert not [cell for cell in cells if cell and "2020/21 to 2021/22:" in cell.text]


def test_the_count_says_the_years_that_were_asked_for():
    tally = areas.tally("S12000047", "S92000003", list(headline_indicators()), "2016")
    said = words.counted(tally, "2016")
    assert "each from 2016/17, or the nearest year measured, to its last measured year between 2016/17 and" in said
    said = words.counted(tally, "last-year")
    assert "from the year before the newest figures, or the nearest year measured" in said


@pytest.mark.parametrize("page", [page for page in SITE if page.file != "data.py"], ids=lambda page: page.file)
def test_the_picker_stands_where_changes_are_told_by_it_and_its_choice_stays_in_every_link(run_page, page):
    app = run_page(page.file, area="fife", since="2016")
    assert app.selectbox(key="since").value == "2016"
    assert parameters(app)["since"] == "2016"
    assert period(2016) in app.selectbox(key="since").options
    if not page.path:
        links = [link for table in read(app).tables for row in table.rows for cell in row.cells for link in cell.links]
        assert links
        assert all("since=2016" in link for link in links if "trends" in link)

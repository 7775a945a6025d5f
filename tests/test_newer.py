"""Newer figures: the views against the oracle, their words, drawing and page, and that they count nowhere."""

import re

import pytest
from oracle import newer as oracle
from test_schema import assert_same, by_key, records

from cpop.catalogue import indicators
from cpop.charts import newer as charts
from cpop.queries import areas
from cpop.queries import newer as ask
from cpop.style import AREA
from cpop.words import newer as words

KEYS = ("series", "area_code")


def test_every_row_agrees_with_the_oracle(database, data):
    found = by_key(records(database.query("select * from newer_latest")), KEYS)
    assert_same(found, oracle.newer_latest(data))
    codes = {row["against_scotland"] for row in found.values()}
    assert codes == {None, *words.SHORT}


def test_figures_by_hand(database):
    # newer.csv: relative_child_poverty, S12000047 (Fife) and S92000003, 2024-04-01; employment_rate 2023
    fife = ask.newest("S12000047")
    poverty, work = fife["relative_child_poverty"], fife["employment_rate"]
    assert (poverty.period, round(poverty.value, 1), poverty.against_scotland) == ("2024/25", 13.9, "higher")
    assert work.low_95 < work.scotland_value < work.high_95
    assert work.against_scotland == "not_told_apart"


def test_nothing_derived_rests_on_them(database):
    """Views of scores, standings and ranks read neither table."""
    views = records(database.query("select view_name as name, sql from duckdb_views() where not internal"))
    users = {one["name"] for one in views if re.search(r"\bnewer\b|\bnewer_series\b", one["sql"])}
    assert users == {"newer_figure", "newer_latest"}
    from cpop.database import _SCHEMA

    for part in _SCHEMA.glob("*.sql"):
        if part.name not in ("01_tables.sql", "13_newer.sql"):
            assert "newer_series" not in part.read_text(), part.name


@pytest.mark.parametrize("area", areas.by_slug().values(), ids=lambda area: area.slug)
def test_every_sentence_tells_its_figures_and_agrees_with_the_judgement(area):
    newest = ask.newest(area.code)
    assert newest
    for one in ask.series():
        row = newest.get(one.series)
        said = words.latest(area, one, row)
        if row is None:
            assert said.endswith(f"no figure for {area.name}.")
            continue
        assert one.format(row.value) in said
        assert row.period in said
        assert ("interval" in said) == (row.low_95 is not None)
        assert ("higher than" in said) == (row.against_scotland == "higher")
        assert ("lower than" in said) == (row.against_scotland == "lower")
        assert ("Scotland’s" in said) == (not area.is_scotland)
        if row.against_scotland in ("higher", "lower") and row.low_95 is not None:
            assert not row.low_95 <= row.scotland_value <= row.high_95


def test_every_series_is_drawn_with_a_whisker_for_each_interval():
    area = areas.by_slug()["fife"]
    figures = ask.figures(area.code)
    for one in ask.series():
        own = [row for row in figures if row.series == one.series]
        drawn = str(charts.over_time(one, own, (area.name, AREA), beside="Scotland"))
        intervals = [row for row in own if row.low_95 is not None]
        assert drawn.count('stroke-width="1.5"') == len(intervals), one.series
        assert drawn.count("<title>") == len([row for row in own if row.value is not None])


def test_nothing_is_drawn_of_no_figure():
    assert charts.over_time(ask.series()[0], [], ("Fife", AREA), beside=None) == ""


def test_labour_market_claimants_and_income_are_found_under_that_name():
    groups = {}
    for one in ask.series():
        groups.setdefault(one.group, []).append(one.series)
    assert set(groups["Labour market, claimants and income"]) == {
        "employment_rate",
        "economic_inactivity",
        "claimant_count",
        "weekly_pay",
        "disposable_income",
    }
    assert [one.group for one in ask.series()] == [name for name, some in groups.items() for _ in some]


@pytest.mark.parametrize("area", ["fife", "orkney-islands", "scotland"])
def test_the_page_names_whose_each_figure_is(run_page, area):
    app = run_page("newer.py", area=area)
    text = " ".join(one.value for one in app.markdown)
    assert text.count(words.NOT_OURS) == len(ask.series())
    for one in ask.series():
        assert words.on(one.released) in text
        for publisher, address in one.publishers:
            assert publisher in text
            assert address.replace("&", "&amp;") in text


def test_one_outcome_alone(run_page):
    app = run_page("newer.py", area="fife", indicator="child_poverty")
    text = " ".join(one.value for one in app.markdown)
    assert text.count(words.NOT_OURS) == 1
    assert "2024/25: 13.9% in Fife" in text


def test_an_outcome_in_full_shows_them_beneath_and_one_without_does_not(run_page):
    shown = " ".join(one.value for one in run_page("trends.py", area="fife", indicator="child_poverty").markdown)
    assert words.NOT_OURS in shown
    without = next(code for code in indicators() if code not in ask.newest_periods())
    assert words.NOT_OURS not in " ".join(
        one.value for one in run_page("trends.py", area="fife", indicator=without).markdown
    )


def test_at_a_glance_leads_there_quietly(run_page):
    text = " ".join(one.value for one in run_page("glance.py", area="fife").markdown)
    periods = ask.newest_periods()
    assert f">newer: {periods['child_poverty']}</a>" in text
    assert "newer?area=fife&amp;indicator=child_poverty" in text


def test_the_download_says_whose_they_are():
    from cpop.ui.newer import tidy

    area = areas.by_slug()["fife"]
    figures = tidy(area, ask.series(), ask.figures(area.code))
    assert len(figures) == len(ask.figures(area.code))
    assert figures["note"].str.startswith(words.NOT_OURS).all()
    assert not figures[["source", "released", "address", "beside"]].isna().any(axis=None)

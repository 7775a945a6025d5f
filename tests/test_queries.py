"""Questions: each answers the grain that its docstring promises."""

import inspect

import pytest
from questions import questions

from cpop import queries
from cpop.catalogue import headline_indicators, indicators

GLASGOW, SCOTLAND = "S12000049", "S92000003"


def test_every_question_says_its_grain():
    for name, question in questions():
        text = inspect.getdoc(question).lower()
        assert "one row" in text or "by slug" in text or "one " in text, name


def test_areas_begin_with_scotland_and_go_on_by_name():
    areas = list(queries.areas().values())
    assert areas[0].is_scotland
    assert [one.name for one in areas[1:]] == sorted(one.name for one in areas[1:])
    assert len(areas) == 33


@pytest.mark.parametrize("area", [GLASGOW, SCOTLAND])
def test_glance_has_a_row_an_indicator_in_the_catalogues_order(area):
    rows = queries.glance(area, SCOTLAND, list(headline_indicators()))
    assert rows["indicator"].tolist() == list(headline_indicators())
    assert rows["rank"].isna().all() == (area == SCOTLAND)


def test_glance_shows_the_missing_as_missing():
    rows = queries.glance("S12000023", SCOTLAND, ["wellbeing"])
    assert rows["value"].isna()[0]
    assert rows["rank"].isna()[0]
    assert rows["level"].isna()[0]
    assert rows["last_year"][0] < rows["year"][0]


def test_the_tally_counts_the_rows_of_the_glance():
    for area in queries.areas().values():
        rows = queries.glance(area.code, SCOTLAND, list(headline_indicators()))
        tally = queries.tally(area.code, SCOTLAND, list(headline_indicators()))
        assert (tally.compared, tally.judged) == (rows["level"].count(), rows["change"].count())
        for code in ("better", "about_the_same", "worse"):
            assert getattr(tally, code) == (rows["level"] == code).sum()
        for code in ("improved", "little_change", "worsened"):
            assert getattr(tally, code) == (rows["change"] == code).sum()


def test_a_single_measured_year_has_no_change_no_pace_and_no_rank_by_change():
    rows = queries.glance(GLASGOW, SCOTLAND, ["healthy_birthweight"])
    for column in ("change", "improvement", "pace", "movement", "gap_change", "first_year"):
        assert rows[column].isna()[0], column
    assert rows["level"].notna()[0]
    assert rows["before_last_year"][0] == rows["year"][0] - 1
    changes = queries.changes("all", [SCOTLAND], "healthy_birthweight")
    assert len(changes) == 32
    assert changes["rank"].isna().all()


def test_no_change_begins_or_ends_with_an_estimate():
    for code in indicators():
        measured = queries.every_area_series(code, projected=False).query("status == 'raw'")
        known = set(zip(measured["place_code"], measured["year"], strict=True))
        for row in queries.changes("all", [SCOTLAND], code).dropna(subset=["change"]).itertuples():
            assert {(row.place_code, int(row.first_year)), (row.place_code, int(row.last_year))} <= known


def test_positions_have_a_row_an_indicator_with_the_values_of_all_that_are_ranked():
    rows = queries.positions().set_index("indicator")["areas"]
    assert len(rows) == 20
    assert len(rows["child_poverty"]) == 32
    assert len(rows["wellbeing"]) == 31


def test_series_come_with_or_without_projections():
    with_them = queries.area_series([GLASGOW, "deprivation-4"], ["child_poverty"], projected=True)
    without = queries.area_series([GLASGOW, "deprivation-4"], ["child_poverty"], projected=False)
    assert set(with_them["place_code"]) == {GLASGOW, "deprivation-4"}
    assert set(with_them["status"]) - set(without["status"]) == {"projected"}


def test_one_indicator_everywhere_has_all_areas_and_families():
    rows = queries.every_area_series("child_poverty", projected=False)
    assert rows["place_code"].nunique() == 33 + 8
    assert rows.dropna(subset=["name"])["place_code"].nunique() == 33

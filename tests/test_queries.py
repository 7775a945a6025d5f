"""Questions: each answers the grain that its docstring promises."""

import inspect

import pytest
from questions import questions

from cpop.catalogue import headline_indicators, indicators
from cpop.queries import areas, compare

GLASGOW, SCOTLAND = "S12000049", "S92000003"


def test_every_question_says_its_grain():
    for name, question in questions():
        text = inspect.getdoc(question).lower()
        assert "one row" in text or "by slug" in text or "one " in text, name


def test_areas_begin_with_scotland_and_go_on_by_name():
    found = list(areas.by_slug().values())
    assert found[0].is_scotland
    assert [one.name for one in found[1:]] == sorted(one.name for one in found[1:])
    assert len(found) == 33


@pytest.mark.parametrize("area", [GLASGOW, SCOTLAND])
def test_glance_has_a_row_an_indicator_in_the_catalogues_order(area):
    rows = areas.glance(area, SCOTLAND, list(headline_indicators()))
    assert [row.indicator for row in rows] == list(headline_indicators())
    assert all(row.rank is None for row in rows) == (area == SCOTLAND)


def test_glance_shows_the_missing_as_missing():
    (row,) = areas.glance("S12000023", SCOTLAND, ["wellbeing"])
    assert row.value is None
    assert row.rank is None
    assert row.level is None
    assert row.last_year < row.year


def test_the_tally_counts_the_rows_of_the_glance():
    for area in areas.by_slug().values():
        rows = areas.glance(area.code, SCOTLAND, list(headline_indicators()))
        tally = areas.tally(area.code, SCOTLAND, list(headline_indicators()))
        assert (tally.compared, tally.judged) == (
            sum(row.level is not None for row in rows),
            sum(row.change is not None for row in rows),
        )
        for code in ("better", "about_the_same", "worse"):
            assert getattr(tally, code) == sum(row.level == code for row in rows)
        for code in ("improved", "little_change", "worsened"):
            assert getattr(tally, code) == sum(row.change == code for row in rows)


def test_a_single_measured_year_has_no_change_no_pace_and_no_rank_by_change():
    (row,) = areas.glance(GLASGOW, SCOTLAND, ["healthy_birthweight"])
    for column in ("change", "improvement", "pace", "movement", "gap_change", "first_year"):
        assert getattr(row, column) is None, column
    assert row.level is not None
    assert row.before_last_year == row.year - 1
    changes = compare.changes("all", [SCOTLAND], "healthy_birthweight")
    assert [row.rank for row in changes] == [None] * 32


def test_no_change_begins_or_ends_with_an_estimate():
    for code in indicators():
        series = areas.every_series(code, projected=False)
        known = {(one.place_code, one.year) for one in series if one.status == "raw"}
        for row in compare.changes("all", [SCOTLAND], code):
            assert row.change is None or {(row.place_code, row.first_year), (row.place_code, row.last_year)} <= known


def test_latest_values_are_those_of_all_that_are_ranked():
    values = areas.latest_values()
    assert len(values) == 20
    assert len(values["child_poverty"]) == 32
    assert len(values["wellbeing"]) == 31


def test_series_come_with_or_without_projections():
    with_them = areas.series([GLASGOW, "deprivation-4"], ["child_poverty"], projected=True)
    without = areas.series([GLASGOW, "deprivation-4"], ["child_poverty"], projected=False)
    assert {one.place_code for one in with_them} == {GLASGOW, "deprivation-4"}
    assert {one.status for one in with_them} - {one.status for one in without} == {"projected"}


def test_one_indicator_everywhere_has_all_areas_and_families():
    codes = {one.place_code for one in areas.every_series("child_poverty", projected=False)}
    alone = {area.code for area in areas.by_slug().values()}
    assert alone < codes
    assert len(codes - alone) == 8

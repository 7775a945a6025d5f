"""How sure: every row against the slow oracle, intervals against scipy and statsmodels, and figures by hand."""

import pytest
from oracle import certainty
from oracle.edition import Edition
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from test_schema import assert_same, by_key, records

FIFE, GLASGOW, ORKNEY = "S12000047", "S12000049", "S12000023"


@pytest.fixture(scope="module")
def edition(data, catalogue_file):
    return Edition.load(data, catalogue_file)


@pytest.fixture(scope="module")
def intervals(database):
    return records(database.query("select * from community_interval"))


@pytest.mark.parametrize("view", certainty.VIEWS)
def test_each_view_says_its_grain(database, view):
    comments = database.query("select comment from duckdb_tables() where table_name = $view", view=view)["comment"]
    assert "one row per" in comments[0].lower()


@pytest.mark.parametrize("view", certainty.VIEWS)
def test_every_row_of_a_view_agrees_with_the_oracle(database, edition, data, view):
    keys, answers = certainty.VIEWS[view]
    assert_same(by_key(records(database.query(f"select * from {view}")), keys), answers(edition, data))


@pytest.mark.parametrize("area", [FIFE, GLASGOW, ORKNEY])
@pytest.mark.parametrize("indicators", [["child_poverty"], ["attainment", "crime_rate"], None])
def test_combined_positions_agree_with_the_oracle(database, edition, data, area, indicators):
    codes = indicators or edition.community_indicators
    found = database.query(
        "select * from combined_between([$area], $codes) where strategic_area is null", area=area, codes=codes
    )
    rows = {key[0]: row for key, row in by_key(records(found), ("community_code",)).items()}
    assert_same(rows, certainty.combined_between(edition, data, area, codes))


@pytest.mark.parametrize("area", [FIFE, GLASGOW, ORKNEY])
def test_combined_positions_kept_for_every_area_agree_with_the_oracle(database, edition, data, area):
    found = database.query("select * from community_combined_between where area_code = $area", area=area)
    rows = {key[0]: row for key, row in by_key(records(found), ("community_code",)).items()}
    assert_same(rows, certainty.combined_between(edition, data, area, edition.community_indicators))


def test_no_outcome_that_is_assessed_is_no_answer(database):
    found = database.query("select * from combined_between([$area], ['attainment', 'depopulation'])", area=ORKNEY)
    assert found["position_from"].isna().all()
    assert found["position_to"].isna().all()


def test_wilson_is_that_of_statsmodels(intervals):
    checked = 0
    for row in intervals:
        if row["method"] == "wilson" and row["low"] is not None:
            low, high = proportion_confint(row["value"] / 100 * row["n"], row["n"], alpha=0.05, method="wilson")
            assert row["low"] == pytest.approx(100 * low, rel=1e-9, abs=1e-9)
            assert row["high"] == pytest.approx(100 * high, rel=1e-9)
            checked += 1
    assert checked > 3000


def test_byar_is_close_to_the_exact_interval_of_scipy(intervals):
    """Byar approximates the exact Poisson limits: to half a per cent where ten events and more are seen."""
    checked = 0
    for row in intervals:
        if row["method"] == "byar" and row["low"] is not None:
            events = row["value"] * row["n"] / row["per"]
            if events < 10:
                continue
            low, high = stats.chi2.ppf(0.025, 2 * events) / 2, stats.chi2.ppf(0.975, 2 * events + 2) / 2
            assert row["low"] * row["n"] / row["per"] == pytest.approx(low, rel=0.005)
            assert row["high"] * row["n"] / row["per"] == pytest.approx(high, rel=0.005)
            checked += 1
    assert checked > 3000


def test_an_interval_holds_its_figure_and_narrows_with_people(intervals):
    for row in intervals:
        if row["low"] is not None:
            assert row["low"] <= row["value"] <= row["high"]
            assert row["people_year"] == 2019
    alike = [row for row in intervals if row["indicator"] == "child_poverty" and 19 < row["value"] < 21]
    few, many = min(alike, key=lambda row: row["n"]), max(alike, key=lambda row: row["n"])
    assert few["standard_error"] > many["standard_error"]


def test_none_is_assessed_where_the_catalogue_says_so(intervals):
    from cpop.catalogue import indicators

    without = {row["indicator"] for row in intervals if row["low"] is None}
    assert without == {code for code, one in indicators().items() if one.interval == "not assessed"} & {
        row["indicator"] for row in intervals
    }


def test_methil_west_and_gallatown_by_hand(database):
    """The question of the Guide's example: both early mortality, their intervals do not touch."""
    rows = by_key(
        records(
            database.query(
                "select * from community_interval join community_between using (community_code, indicator) "
                "where indicator = 'early_mortality' and community_code in ('S02001815', 'S02001795')"
            )
        ),
        ("community_code",),
    )
    methil, gallatown = rows[("S02001815",)], rows[("S02001795",)]
    assert (methil["position"], methil["position_from"], methil["position_to"]) == (1, 1, 1)
    assert (gallatown["position"], gallatown["position_from"], gallatown["position_to"]) == (4, 2, 22)
    assert methil["low"] > gallatown["high"] or methil["value"] > gallatown["value"]

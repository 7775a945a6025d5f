"""One community's views in schema/*.sql: every row against the oracle, and figures by hand."""

import pytest
from oracle import profile
from oracle.communities import community_score
from oracle.edition import rows
from test_schema import assert_same, by_key, records

GREENOCK = "S02002046"


@pytest.fixture
def edition(held):
    """Both editions: a question, the oracle's reading, its scores."""
    return lambda sql, **params: records(held.ask(sql, **params)), held.edition, community_score(held.edition)


def test_then_and_now_agrees_with_the_oracle(edition):
    ask, read, scores = edition
    found = by_key(ask("select * from community_latest"), ("community_code", "indicator"))
    assert_same(found, profile.community_latest(read, scores))


def test_means_of_types_agree_with_the_oracle(edition):
    ask, read, _ = edition
    found = by_key(ask("select * from type_mean"), ("typology_group", "indicator", "year"))
    assert_same(found, profile.type_mean(read))


def test_means_of_areas_agree_with_the_oracle(edition):
    ask, read, _ = edition
    found = by_key(ask("select * from area_mean"), ("area_code", "indicator", "year"))
    assert_same(found, profile.area_mean(read))


def test_levels_beside_the_area_agree_with_the_oracle(edition):
    ask, read, _ = edition
    found = by_key(ask("select * from community_level"), ("community_code", "indicator"))
    assert_same(found, profile.community_level(read))


def test_packed_series_are_those_of_the_observations(edition):
    ask, _, _ = edition
    assert ask("select count(*) as n from community_series")[0]["n"] == 1279 * 8 * 15
    series = "select *, place_code as community_code from observation where level = 'community'"
    columns = "community_code, indicator, year, period, value, status"
    assert ask(f"select {columns} from ({series}) except select {columns} from community_series") == []


def test_starts_agree_with_the_oracle(edition):
    ask, read, _ = edition
    found = by_key(ask("select * from community_start"), ("community_code",))
    assert_same(found, {(code,): row for code, row in profile.start(read).items()})


def test_communities_to_learn_from_agree_with_the_oracle(edition):
    ask, read, scores = edition
    found = by_key(ask("select * from learn_from"), ("community_code", "similar_code"))
    assert_same(found, profile.learn_from(read, scores))


@pytest.mark.parametrize("indicator", ["child_poverty", "attainment", "crime_rate"])
def test_communities_to_learn_one_outcome_from_agree_with_the_oracle(edition, indicator):
    ask, read, scores = edition
    found = ask("select * from learn_from_outcome where indicator = $indicator", indicator=indicator)
    wanted = profile.learn_from_outcome(read, indicator, scores)
    assert_same(by_key(found, ("community_code", "similar_code")), wanted)


def test_data_zones_agree_with_the_oracle(edition, table):
    ask, read, _ = edition
    found = by_key(ask("select * from data_zone_figure"), ("data_zone_code", "indicator"))
    assert_same(found, profile.data_zone_figure(read, table("data_zone")))
    assert len(found) == 6976 * 5


def test_the_scale_of_data_zones_agrees_with_the_oracle(edition):
    ask, read, _ = edition
    found = by_key(ask("select * from data_zone_scale"), ("place_code", "indicator"))
    assert_same(found, profile.data_zone_scale(read))


def test_windows_of_maps_agree_with_the_oracle(edition, data):
    ask, read, _ = edition
    found = by_key(ask("select * from area_extent"), ("area_code",))
    assert_same(found, profile.area_extent(read, rows(data, "data_zone")))
    assert len(found) == 33


def test_standing_is_the_position_over_all_indicators(edition):
    ask, _, _ = edition
    differing = (
        "select * exclude (band, bands) from community_standing "
        "except select * from community_position(community_indicators())"
    )
    assert ask(differing) == []
    assert ask("select count(*) as n from community_standing")[0]["n"] == 1279


def test_lists_name_the_communities_next_to_each(edition):
    ask, _, _ = edition
    found = by_key(ask("select * from community_in_list"), ("community_code", "topic", "among"))
    assert_same(found, profile.in_lists(ask("select * from community_standing")))
    assert len(found) == 1279 * 4


# By hand, from cells of the published workbooks: sheet Crime Rate, and the data zones of Greenock Town Centre.


def test_a_change_by_hand(database):
    """Recorded crime in Greenock Town Centre and East Central: 9,253 in 2013/14, 5,030 in 2021/22: -46% is better."""
    row = database.query(
        "select * from community_latest where community_code = $code and indicator = 'crime_rate'", code=GREENOCK
    ).iloc[0]
    assert (row.base_year, row.year) == (2013, 2021)
    assert row.change == pytest.approx(-(row.value / row.base_value - 1))
    assert round(row.value) == 5030


def test_who_was_as_poor_as_greenock_by_hand(database):
    """Type 38 has 40 communities; the deviation of their scores in the base years is 4.14, Greenock's score -8.87.

    Crime enters with 2013/14, its break, all else with 2010/11. So all below -8.87 + 4.14 = -4.73 were as poor or
    nearly: Ayr North Harbour (-10.51), Irvine Fullarton (-8.90), Saltcoats Central (-5.55); the next, Ardrossan
    Central, is at -4.16. All three changed better than the average of the type, by 0.70, 1.30 and 0.73.
    """
    found = database.query(
        "select * from learn_from join community on community.community_code = similar_code "
        "where learn_from.community_code = $code and was_as_poor order by type_change desc",
        code=GREENOCK,
    )
    assert found["name"].tolist() == [
        "Irvine Fullarton",
        "Saltcoats Central",
        "Ayr North Harbour, Wallacetown and Newton South",
    ]
    assert found["type_change"].tolist() == pytest.approx([1.3044, 0.7339, 0.7021], abs=5e-5)
    assert found["did_better"].tolist() == [True, True, True]


def test_one_percentage_over_100_is_kept(database):
    found = database.query("select * from data_zone_figure where indicator = 'child_poverty' and value > 100")
    assert len(found) == 1
    assert found["value"][0] == pytest.approx(108.3333, abs=1e-4)


def test_suppressed_data_zones_are_told(database):
    found = database.query("select indicator, count(*) filter (is_suppressed) as n from data_zone_figure group by all")
    assert dict(zip(found["indicator"], found["n"], strict=True)) == {
        "attainment": 200,
        "child_poverty": 457,
        "crime_rate": 3,
        "emergency_admissions": 3,
        "out_of_work_benefits": 0,
    }

"""The most vulnerable communities in schema/*.sql: every row against the oracle, and Orkney by hand."""

import pytest
from oracle import vulnerable
from oracle.communities import community_score, raw_change
from test_schema import assert_same, by_key, records

ORKNEY = "S12000023"


@pytest.fixture
def edition(held):
    """Both editions: a question, and the oracle's reading."""
    return lambda sql: records(held.ask(sql)), held.edition


def test_the_most_vulnerable_agree_with_the_oracle(edition):
    ask, read = edition
    scores = community_score(read)
    found = by_key(ask("select * from most_vulnerable"), ("community_code",))
    assert_same(found, vulnerable.most_vulnerable(read, scores))
    found = by_key(ask("select * from vulnerable_still"), ("area_code",))
    assert_same(found, vulnerable.vulnerable_still(read, scores))


def test_the_change_of_every_community_agrees_with_the_oracle(edition):
    ask, read = edition
    found = by_key(ask("select * from raw_change"), ("community_code", "indicator"))
    assert_same(found, raw_change(read))


@pytest.mark.parametrize("since", ["five-years", "last-year", "2012", "2018", "2020"])
def test_the_change_since_any_year_agrees_with_the_oracle(edition, since):
    ask, read = edition
    found = by_key(ask(f"select * from raw_change_since('{since}')"), ("community_code", "indicator"))
    assert_same(found, raw_change(read, since))


def test_orkney_by_hand(database):
    # Six communities are too few to have five most vulnerable: all are there, in the order of the sums of eight area
    # scores (test_rankings_schema): West Kirkwall, East Kirkwall, Isles, Stromness, West Mainland and East Mainland.
    found = database.query("select * from most_vulnerable where area_code = $area", area=ORKNEY)
    assert found["community_code"].tolist() == [f"S0200{code}" for code in range(2213, 2219)]
    assert found["rank_now"].tolist() == [4, 5, 6, 1, 2, 3]
    assert not found["has_five"].any()
    # West Kirkwall: child poverty from 6.8716 to 14.6138, -112.67%; the mean of the six -33.81%, from 12.2764 to
    # 16.4270: a lead of 5.4 points shrank to 1.8.
    from cpop.queries import areas
    from cpop.queries import vulnerable as ask

    changes = ask.changes(areas.by_slug()["orkney-islands"])
    [row] = [row for row in changes if (row.community_code, row.indicator) == ("S02002216", "child_poverty")]
    assert row.improvement == pytest.approx(-112.66893747939788)
    assert row.area_improvement == pytest.approx(-33.80960087357157)
    assert (row.direction, row.told_as) == ("worsened", "points")
    assert (row.first_gap, row.last_gap) == pytest.approx((5.404768, 1.813193), abs=5e-7)
    assert (row.ground, row.movement) == ("lost", "losing_ground")


def test_a_smaller_share_can_be_a_wider_gap_by_hand(database):
    """Child poverty of Methil East: 30.6397 to 39.9408, +30%; the mean of Fife's 104: 15.6398 to 22.6489, +45%.

    So it rose by a smaller share, and yet the gap grew, from 15.0 to 17.3 points.
    """
    row = database.query(
        "select * from raw_change where community_code = 'S02001816' and indicator = 'child_poverty'"
    ).iloc[0]
    assert (row.first_year, row.last_year) == (2014, 2021)
    assert (row.improvement, row.area_improvement) == pytest.approx((-30.3563, -44.8152), abs=5e-5)
    assert (row.first_gap, row.last_gap) == pytest.approx((-14.9999, -17.2920), abs=5e-5)
    assert (row.ground, row.movement) == ("lost", "falling_further_behind")
    assert row.is_ahead_by_share


@pytest.mark.parametrize(
    ("first", "last", "kind", "told"),
    [
        (12.0, 46.0, "rate", "values"),
        (46.0, 12.0, "rate", "values"),
        (23.0, 46.0, "rate", "percent"),
        (0.0, 46.0, "rate", "values"),
        (12.0, 46.0, "percentage", "points"),
        (None, 46.0, "percentage", None),
    ],
)
def test_a_small_base_is_told_from_value_to_value(database, first, last, kind, told):
    found = database.query(
        "select change_told_as($first::double, $last::double, $kind) as told", first=first, last=last, kind=kind
    )
    assert records(found) == [{"told": told}]


@pytest.mark.parametrize(
    ("first", "last", "sign", "direction"),
    [
        (10.04, 10.01, -1, "little_change"),  # both printed 10.0
        (10.04, 10.06, -1, "little_change"),  # printed 10.0 and 10.1, yet 0.02 apart
        (10.06, 10.14, -1, "little_change"),  # 0.08 apart, yet both printed 10.1
        (10.0, 10.1, -1, "worsened"),
        (10.0, 10.1, 1, "improved"),
    ],
)
def test_little_change_is_none_at_the_precision_shown(database, first, last, sign, direction):
    found = database.query("select change_code($a, $b, $s, 1, null) as code", a=first, b=last, s=sign)
    assert found["code"].tolist() == [direction]

"""The most vulnerable communities in schema/*.sql: every row against the oracle, and Orkney by hand."""

import pytest
from oracle import strained, vulnerable
from oracle.communities import community_score
from oracle.edition import Edition
from test_schema import assert_same, by_key, records

ORKNEY = "S12000023"


@pytest.fixture(scope="module", params=["as published", "strained"])
def edition(request, data, catalogue_file, tmp_path_factory):
    """The bundled edition, and one full of ties, blanks and noughts: a question, and the oracle's reading."""
    from cpop import database

    folder = data
    if request.param == "strained":
        folder = tmp_path_factory.mktemp("strained")
        strained.write(data, folder)
    connection = database.connect(folder)
    return lambda sql: records(connection.execute(sql).df()), Edition.load(folder, catalogue_file)


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
    assert_same(found, vulnerable.raw_change(read))


def test_orkney_by_hand(database):
    # Five of six communities were on the list; the sums of eight area scores (test_rankings_schema) put West Kirkwall,
    # East Kirkwall, Isles, Stromness and West Mainland first, and East Mainland, never on the list, last.
    found = database.query("select * from most_vulnerable where area_code = $area", area=ORKNEY)
    assert found["community_code"].tolist() == ["S02002213", "S02002214", "S02002216", "S02002217", "S02002218"]
    assert found["rank_now"].tolist() == [4, 5, 1, 2, 3]
    # West Kirkwall: child poverty from 6.8716 to 14.6138, -112.67%; the mean of the six -33.81%: it lost ground.
    from cpop import queries

    change = queries.vulnerable_change(queries.areas()["orkney-islands"])
    row = change[(change["community_code"] == "S02002216") & (change["indicator"] == "child_poverty")].iloc[0]
    assert row.improvement == pytest.approx(-112.66893747939788)
    assert row.area_improvement == pytest.approx(-33.80960087357157)
    assert not row.gained_ground

"""Localities: their figures against the slow oracle, for sets of communities of every area."""

import pytest
from oracle import strained
from oracle.edition import Edition
from oracle.localities import locality_series
from oracle.people import place_people
from test_schema import assert_same, by_key, records


@pytest.fixture(scope="module", params=["bundled", "strained"])
def loaded(request, data, catalogue_file, tmp_path_factory):
    """The database over an edition, and the oracle's reading: the bundled one, and one of ties, blanks and noughts."""
    from cpop import database

    folder = data
    if request.param == "strained":
        folder = tmp_path_factory.mktemp("strained")
        strained.write(data, folder)
    return database.connect(folder), Edition.load(folder, catalogue_file), request.param == "strained"


def test_a_locality_agrees_with_the_oracle_in_every_area(loaded):
    connection, edition, has_blanks = loaded
    people = place_people(edition)
    lacking = 0
    for members in edition.members.values():
        for codes in (members, members[:1], members[::5]):
            answer = connection.execute("from locality_series($codes)", {"codes": codes}).df()
            wanted = locality_series(edition, codes, people)
            assert_same(by_key(records(answer), ("indicator", "year")), wanted)
            lacking += sum(row["value"] is None for row in wanted.values())
    assert lacking or not has_blanks


def test_one_community_is_its_own_locality(database):
    code = database.query("select min(community_code) as code from community")["code"][0]
    answer = database.query(
        "select count(*) as rows, count(*) filter (round(series.value - latest.value, 9) = 0) as same "
        "from locality_standing((select area_code from community where community_code = $code), [$code]) as series "
        "join community_latest as latest using (indicator, year) where latest.community_code = $code "
        "and best_code = $code and worst_code = $code and latest.value is not null",
        code=code,
    )
    assert answer["rows"][0] == answer["same"][0] > 0


def test_best_and_worst_are_by_the_better_direction(database):
    rows = database.query(
        "select sign * (best_value - worst_value) as spread from locality_standing('S12000047', "
        "(select list(community_code) from community where area_code = 'S12000047')) join indicator using (indicator)"
    )
    assert (rows["spread"] > 0).all()

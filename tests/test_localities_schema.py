"""Localities: their figures against the slow oracle, for sets of communities of every area."""

import pytest
from oracle import strained
from oracle.edition import Edition
from oracle.localities import locality_data_zones, locality_series, locality_standing
from oracle.people import place_people
from oracle.profile import community_level, data_zone_figure
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


def test_its_standing_agrees_with_the_oracle_in_every_area(loaded):
    connection, edition, _ = loaded
    people, levels = place_people(edition), community_level(edition)
    alike = 0
    for area, members in edition.members.items():
        for codes in (members, members[:1], members[1::4]):
            answer = connection.execute("from locality_standing($area, $codes)", {"area": area, "codes": codes}).df()
            wanted = locality_standing(edition, area, codes, people, levels)
            assert_same(by_key(records(answer), ("indicator",)), wanted)
            alike += sum(row["best_code"] is None for row in wanted.values())
    assert alike


def test_its_data_zones_agree_with_the_oracle_in_every_area(loaded):
    connection, edition, _ = loaded
    zones = records(connection.execute("from data_zone").df())
    figures = data_zone_figure(edition, zones)
    for members in edition.members.values():
        for codes in (members, members[:1], members[1::4]):
            answer = connection.execute("from locality_data_zones($codes)", {"codes": codes}).df()
            assert_same(by_key(records(answer), ("indicator",)), locality_data_zones(figures, codes))


def test_one_community_is_its_own_locality_and_neither_best_nor_worst(database):
    code = database.query("select min(community_code) as code from community")["code"][0]
    answer = database.query(
        "select count(*) as rows, count(*) filter (round(series.value - latest.value, 9) = 0) as same, "
        "count(best_code) + count(worst_code) as named "
        "from locality_standing((select area_code from community where community_code = $code), [$code]) as series "
        "join community_latest as latest using (indicator, year) where latest.community_code = $code "
        "and figures = 1 and latest.value is not null",
        code=code,
    )
    assert answer["rows"][0] == answer["same"][0] > 0
    assert answer["named"][0] == 0


def test_every_community_of_an_area_is_its_area_where_nothing_is_weighted(database):
    """What is far from its area is not the whole of it: no distance beyond half a deviation."""
    rows = database.query(
        "select distance from locality_standing('S12000047', "
        "(select list(community_code) from community where area_code = 'S12000047'))"
    )
    assert (rows["distance"].abs() < 0.5).all()


def test_best_and_worst_are_by_the_better_direction(database):
    rows = database.query(
        "select sign * (best_value - worst_value) as spread from locality_standing('S12000047', "
        "(select list(community_code) from community where area_code = 'S12000047')) join indicator using (indicator)"
    )
    assert (rows["spread"] > 0).all()

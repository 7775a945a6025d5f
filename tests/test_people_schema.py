"""Numbers of people: every row against the slow oracle, and figures worked out by hand."""

import pytest
from oracle import people, strained
from oracle.edition import Edition
from test_schema import assert_same, by_key, records


@pytest.fixture(scope="module", params=["bundled", "strained"])
def loaded(request, data, catalogue_file, tmp_path_factory):
    """The database over an edition, and the oracle's reading: the bundled one, and one of ties, blanks and noughts."""
    from cpop import database

    folder = data
    if request.param == "strained":
        folder = tmp_path_factory.mktemp("strained")
        strained.write(data, folder)
    return database.connect(folder), Edition.load(folder, catalogue_file)


@pytest.mark.parametrize("view", people.VIEWS)
def test_every_row_agrees_with_the_oracle(loaded, view):
    connection, edition = loaded
    keys, answers = people.VIEWS[view]
    assert_same(by_key(records(connection.execute(f"select * from {view}").df()), keys), answers(edition))


@pytest.mark.parametrize("view", people.VIEWS)
def test_each_table_says_its_grain(database, view):
    comments = database.query("select comment from duckdb_tables() where table_name = $view", view=view)["comment"]
    assert comments[0].startswith("One row per")


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (1, 1),
        (3.5, 4),
        (9.5, 10),
        (14.5, 15),
        (99.4, 99),
        (99.5, 100),
        (104, 100),
        (105, 110),
        (1949, 1900),
        (1950, 2000),
    ],
)
def test_a_number_is_shown_at_two_figures(database, number, wanted):
    assert database.query("select two_figures($number) as n", number=number)["n"][0] == wanted
    assert people.two_figures(number) == wanted


def test_no_difference_is_nought_and_a_missing_one_is_missing(database):
    answer = database.query(
        "select counted_between(5, 5, 100, null) as nought, counted_between(null, 5, 100, 1) as gone"
    )
    assert answer["nought"][0] == 0
    assert answer["gone"].isna()[0]


def test_children_of_fife_by_hand(database, table):
    fife = [row["community_code"] for row in table("community") if row["area_code"] == "S12000047"]
    children = sum(row["under_16"] for row in table("population") if row["community_code"] in fife)
    # cpp 'Chi Pov - CPP' of 2021/22, Fife and Scotland
    figures = {
        row["place_code"]: row["value"]
        for row in table("observation")
        if row["indicator"] == "child_poverty" and row["year"] == 2021 and row["level"] in ("cpp", "scotland")
    }
    exact = (figures["S12000047"] - figures["S92000003"]) / 100 * children
    found = database.query(
        "select counted from area_people where area_code = 'S12000047' and comparator = scotland() "
        "and indicator = 'child_poverty'"
    )["counted"][0]
    assert 1000 < exact < 9950
    assert found == round(exact, -2)

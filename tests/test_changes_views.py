"""What changed between editions: every row against the slow oracle, on the bundled edition and on a strained one."""

import pytest
from oracle import editions, strained
from oracle.edition import Edition
from test_schema import assert_same, by_key, records


@pytest.fixture(scope="module")
def edition(data, catalogue_file):
    return Edition.load(data, catalogue_file)


@pytest.fixture(scope="module")
def strained_edition(data, catalogue_file, tmp_path_factory):
    from cpop import database

    folder = tmp_path_factory.mktemp("strained")
    strained.write(data, folder)
    return database.connect(folder), Edition.load(folder, catalogue_file), folder


@pytest.mark.parametrize("view", editions.VIEWS)
def test_each_view_says_its_grain(database, view):
    comments = database.query("select comment from duckdb_tables() where table_name = $view", view=view)["comment"]
    assert "one row per" in comments[0].lower()


@pytest.mark.parametrize("view", editions.VIEWS)
def test_every_row_of_a_view_agrees_with_the_oracle(database, edition, data, view):
    keys, answers = editions.VIEWS[view]
    assert_same(by_key(records(database.query(f"select * from {view}")), keys), answers(edition, data))


@pytest.mark.parametrize("view", editions.VIEWS)
def test_every_row_agrees_where_there_are_ties_blanks_and_noughts(strained_edition, view):
    connection, edition, folder = strained_edition
    keys, answers = editions.VIEWS[view]
    assert_same(by_key(records(connection.execute(f"select * from {view}").df()), keys), answers(edition, folder))


def test_what_the_data_shows_of_the_editions_bundled(database):
    looks = {
        (row["indicator"], row["level"]): row["looks_like"]
        for row in records(database.query("select indicator, level, looks_like from edition_summary"))
    }
    assert looks["participation_rate", "cpp"] == looks["participation_rate", "community"] == "relabelled_later"
    assert looks["crime_rate", "cpp"] == looks["crime_rate", "community"] == "rescaled"
    assert looks["healthy_birthweight", "cpp"] == "rounding_only"
    assert {key for key, look in looks.items() if look not in (None, "rounding_only")} == {
        (code, level) for code in ("participation_rate", "crime_rate") for level in ("cpp", "community")
    }
    # its 2020/21 is this edition's 2021/22, to the last digit
    moved = database.query(
        """
        select max(abs(before.value - now.value)) as most
        from previous_observation as before
        join observation as now using (level, place_code, indicator)
        where indicator = 'participation_rate' and before.status = 'raw' and now.year = before.year + 1
        """
    )
    assert moved["most"][0] == 0


def test_years_that_came_and_went_are_whole_years(database):
    rows = records(database.query("select * from edition_summary where indicator = 'child_poverty'"))
    assert [[*row["new_years"]] for row in rows] == [[2024], [2024]]
    assert [[*row["gone_years"]] for row in rows] == [[2009], [2009]]


def test_glasgows_child_poverty_by_hand(database):
    # August 2022: 2020/21 24.6, 2021/22 projected 25.192831; October 2023: 2020/21 24.92884, 2021/22 31.816862
    row = records(
        database.query("select * from projection_score where place_code = 'S12000049' and indicator = 'child_poverty'")
    )
    assert len(row) == 1
    assert round(row[0]["error"], 2) == -6.62
    assert round(row[0]["no_change_error"], 2) == -7.22
    assert row[0]["is_direction_right"] is True

"""What every edition in data/ must hold: unique keys, known codes, ranges, years without gaps, and its known blanks.

The one module that reads data/ itself, with test_datapackage.py: all others read the frozen edition (conftest.py).
"""

import math
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from oracle.edition import rows

from cpop import catalogue, database

DATA = Path(__file__).resolve().parents[1] / "data"

SCOTLAND = "S92000003"
COLUMNS = {
    "area": "area_code slug name family_deprivation family_density",
    "community": "community_code name area_code typology_group typology_label strategic_area vulnerable_rank",
    "data_zone": "data_zone_code name community_code longitude latitude",
    "deprivation": "community_code simd_edition income_deprived not_income_deprived",
    "observation": "level place_code indicator year period value status",
}
KEYS = {
    "area": [("area_code",), ("slug",), ("name",)],
    "community": [("community_code",)],
    "data_zone": [("data_zone_code",)],
    "deprivation": [("community_code", "simd_edition")],
    "observation": [("level", "place_code", "indicator", "year")],
}


def codes(rows, column):
    return {row[column] for row in rows}


@pytest.fixture(scope="module")
def table():
    """A function from a table's name to its rows in the bundled edition."""
    return cache(lambda name: rows(DATA, name))


@pytest.fixture(scope="module")
def places(table):
    """The codes of every level's places."""
    areas = codes(table("area"), "area_code")
    return {
        "scotland": {SCOTLAND},
        "cpp": areas - {SCOTLAND},
        "community": codes(table("community"), "community_code"),
        "data_zone": codes(table("data_zone"), "data_zone_code"),
    }


@pytest.fixture(scope="module")
def series(table):
    """The observations of each level, indicator and place, by year."""
    answer = defaultdict(dict)
    for row in table("observation"):
        answer[row["level"], row["indicator"], row["place_code"]][row["year"]] = row
    return answer


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(table, name):
    assert set(COLUMNS[name].split()) <= set(table(name)[0])


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in KEYS.items() for key in keys])
def test_keys_are_unique_and_complete(table, name, key):
    counts = Counter(tuple(row[column] for column in key) for row in table(name))
    assert [one for one, count in counts.items() if count > 1] == []
    assert [one for one in counts if None in one] == []


def test_counts_of_places(table, places):
    assert {level: len(some) for level, some in places.items()} == {
        "scotland": 1,
        "cpp": 32,
        "community": 1279,
        "data_zone": 6976,
    }
    assert len(table("area")) == 33


def test_no_code_is_an_orphan(table, places):
    assert codes(table("community"), "area_code") == places["cpp"]
    assert codes(table("data_zone"), "community_code") == places["community"]
    assert codes(table("deprivation"), "community_code") == places["community"]
    assert codes(table("observation"), "level") == set(catalogue.LEVELS)
    for level, known in places.items():
        assert {r["place_code"] for r in table("observation") if r["level"] == level} <= known, level


def test_the_indicators_observed_are_those_the_catalogue_gives_each_level(table):
    observed = {(row["level"], row["indicator"]) for row in table("observation")}
    assert observed == {
        (level, code) for code, one in catalogue.indicators().items() for level in (*one.levels, "scotland")
    }


def test_scotland_alone_has_no_families_and_each_group_has_eight_areas(table):
    for column in ("family_deprivation", "family_density"):
        groups = Counter(row[column] for row in table("area"))
        assert groups == {1: 8, 2: 8, 3: 8, 4: 8, None: 1}
    (scotland,) = [row for row in table("area") if row["family_deprivation"] is None]
    assert scotland["area_code"] == SCOTLAND


def test_slugs_are_made_from_names(table):
    assert {row["name"]: row["slug"] for row in table("area")}["City of Edinburgh"] == "city-of-edinburgh"
    assert [row["slug"] for row in table("area") if row["slug"] != catalogue.slug(row["name"])] == []


def test_each_area_has_five_most_vulnerable_communities_ranked(table, places):
    ranks = defaultdict(list)
    for row in table("community"):
        if row["vulnerable_rank"] is not None:
            ranks[row["area_code"]].append(row["vulnerable_rank"])
    assert {area: sorted(some) for area, some in ranks.items()} == {area: [1, 2, 3, 4, 5] for area in places["cpp"]}


def test_fife_alone_has_strategic_areas_and_all_its_communities_lie_in_one(table):
    fife = next(row["area_code"] for row in table("area") if row["slug"] == "fife")
    for row in table("community"):
        assert (row["strategic_area"] is not None) == (row["area_code"] == fife), row["community_code"]
    assert len(codes(table("community"), "strategic_area") - {None}) == 7


def test_every_community_has_every_deprivation_edition_with_people_in_it(table):
    editions = defaultdict(set)
    for row in table("deprivation"):
        editions[row["community_code"]].add(int(row["simd_edition"]))
        assert row["income_deprived"] >= 0, row
        assert row["not_income_deprived"] >= 0, row
        assert row["income_deprived"] + row["not_income_deprived"] > 0, row
    (held,) = set(map(frozenset, editions.values()))
    assert len(held) > 1


def test_data_zones_lie_in_scotland(table):
    for row in table("data_zone"):
        assert 54.5 < row["latitude"] < 61, row
        assert -9 < row["longitude"] < -0.5, row


def test_values_are_numbers_in_the_range_of_their_unit(table):
    indicators = catalogue.indicators()
    for row in table("observation"):
        value = row["value"]
        if value is None:
            continue
        assert math.isfinite(value), row
        assert value >= 0, row
        # A data zone's small denominator can carry a percentage past 100.
        if indicators[row["indicator"]].is_percentage and row["level"] != "data_zone":
            assert value <= 100, row


def test_periods_name_their_year(table):
    for year, label in {(row["year"], row["period"]) for row in table("observation")}:
        assert isinstance(year, int)
        assert re.fullmatch(r"\d{4}/\d{2}", label)
        assert label == f"{year}/{(year + 1) % 100:02d}"


def test_statuses_are_known_and_one_for_each_indicator_and_year(table):
    statuses = defaultdict(set)
    for row in table("observation"):
        statuses[row["level"], row["indicator"], row["year"]].add(row["status"])
    assert [key for key, some in statuses.items() if len(some) > 1] == []
    assert set().union(*statuses.values()) == set(catalogue.STATUSES)


def test_every_indicator_has_a_raw_year_at_every_level(table):
    raw = {(row["level"], row["indicator"]) for row in table("observation") if row["status"] == "raw"}
    assert raw == {(row["level"], row["indicator"]) for row in table("observation")}


def test_projected_years_come_only_after_observed_ones(series):
    for key, years in series.items():
        observed = [year for year, row in years.items() if row["status"] != "projected"]
        projected = [year for year, row in years.items() if row["status"] == "projected"]
        assert observed, key
        assert not projected or min(projected) > max(observed), key


def test_years_have_no_gaps_and_are_the_same_for_every_place(series, places):
    spans = defaultdict(set)
    counted = Counter()
    for (level, indicator, _), years in series.items():
        if level == "data_zone":
            continue
        assert len(years) == max(years) - min(years) + 1, (level, indicator)
        spans[level, indicator].add((min(years), max(years)))
        counted[level, indicator] += 1
    assert [key for key, some in spans.items() if len(some) > 1] == []
    assert [key for key, count in counted.items() if count != len(places[key[0]])] == []


def test_areas_and_scotland_have_the_same_years(series):
    years = defaultdict(set)
    for (level, indicator, _), some in series.items():
        years[level, indicator] |= set(some)
    for indicator in catalogue.indicators():
        assert years["cpp", indicator] == years["scotland", indicator]


def test_every_indicator_starts_and_is_last_observed_in_the_same_year(series):
    for wanted in ("cpp", "scotland", "community"):
        ends = {
            (min(years), max(year for year, row in years.items() if row["status"] != "projected"))
            for (level, _, _), years in series.items()
            if level == wanted
        }
        assert len(ends) == 1, (wanted, ends)


def test_data_zones_have_one_observed_year_an_indicator(series):
    years = defaultdict(set)
    for (level, indicator, _), some in series.items():
        if level == "data_zone":
            years[indicator] |= set(some)
    assert set(map(len, years.values())) == {1}


def test_figures_are_missing_where_the_record_says_so_and_nowhere_else(table):
    missing = [row for row in table("observation") if row["value"] is None and row["level"] != "data_zone"]
    told = [(one["place_code"], one["indicator"], one["period"]) for one in database.edition(DATA).blanks]
    assert sorted((r["place_code"], r["indicator"], r["period"]) for r in missing) == sorted(told)


def test_every_view_can_be_asked():
    with database.connect(DATA) as connection:
        names = [
            name for (name,) in connection.execute("select view_name from duckdb_views() where not internal").fetchall()
        ]
        names += [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        for name in names:
            assert connection.execute(f"select count(*) from {name}").fetchone()[0], name

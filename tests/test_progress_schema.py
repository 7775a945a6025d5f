"""Targets: every area and outcome against the slow oracle, and each verdict by hand."""

import pytest
from oracle import progress as oracle
from oracle import strained
from oracle.edition import Edition
from test_schema import agree, records


@pytest.fixture(scope="module", params=["bundled", "strained"])
def loaded(request, data, catalogue_file, tmp_path_factory):
    """The database over an edition, and the oracle's reading: the bundled one, and one of ties, blanks and noughts."""
    from cpop import database

    folder = data
    if request.param == "strained":
        folder = tmp_path_factory.mktemp("strained")
        strained.write(data, folder)
    return database.connect(folder), Edition.load(folder, catalogue_file)


def targets(edition, area, stretch):
    """A target for every outcome: the latest figure moved by a share of it, some years on or gone."""
    found = []
    for place, (indicator, sign) in enumerate(edition.signs.items()):
        series = edition.observed("cpp", indicator, area)
        if series:
            year = max(series)
            found.append(
                {
                    "indicator": indicator,
                    "value": series[year] * (1 + sign * stretch),
                    "year": year + (place % 7) - 1,
                }
            )
    return found


def same(found, wanted):
    for column, value in wanted.items():
        assert agree(found[column], value), (column, found, wanted)


@pytest.mark.parametrize("stretch", [-0.05, 0.001, 0.05, 0.3])
@pytest.mark.parametrize("start", [0, 2015, 2019, 2021, 2030])
def test_progress_agrees_with_the_oracle_for_every_area(loaded, start, stretch):
    connection, edition = loaded
    verdicts = set()
    for area in edition.areas:
        asked = targets(edition, area, stretch)
        answer = connection.execute(
            "from progress($area, $start, $asked)", {"area": area, "start": start, "asked": asked}
        )
        rows = {row["indicator"]: row for row in records(answer.df())}
        assert rows.keys() == {one["indicator"] for one in asked}
        for one in asked:
            wanted = oracle.progress(edition, area, start, one["indicator"], one["value"], one["year"])
            same(rows[one["indicator"]], wanted)
            verdicts.add(wanted["verdict"])
    assert "met" in verdicts if stretch < 0 else "too_early" in verdicts or "too_slow" in verdicts


@pytest.mark.parametrize("stretch", [-0.05, 0.02, 0.1])
def test_ambition_agrees_with_the_oracle_for_every_area(loaded, stretch):
    connection, edition = loaded
    for area in edition.areas:
        asked = targets(edition, area, stretch)
        answer = connection.execute("from ambition($area, $asked)", {"area": area, "asked": asked})
        found = {(row["indicator"], row["group_code"]): row for row in records(answer.df())}
        wanted = {
            (one["indicator"], group): row
            for one in asked
            for group, row in oracle.ambition(edition, area, one["indicator"], one["value"], one["year"]).items()
        }
        assert found.keys() == wanted.keys()
        for key, row in wanted.items():
            same(found[key], row)


# baseline, latest, goal, needed, achieved, years measured since, sign (1 where higher is better), verdict
VERDICTS = [
    (20.0, 15.0, 15.04, None, -1.0, 5, -1, "met"),
    (20.0, 19.0, 10.0, -2.0, -1.0, 1, -1, "too_early"),
    (20.0, 21.0, 10.0, -2.0, 0.5, 3, -1, "moving_away"),
    (20.0, 20.04, 10.0, -2.0, 0.01, 3, -1, "too_slow"),
    (20.0, 18.0, 16.0, -1.0, -1.0, 2, -1, "on_course"),
    (20.0, 18.0, 10.0, -4.0, -1.0, 2, -1, "too_slow"),
    (50.0, 60.0, 70.0, 2.0, 2.5, 4, 1, "on_course"),
    (50.0, 60.0, 70.0, None, 2.5, 4, 1, "too_slow"),
    (50.0, None, 70.0, None, None, 0, 1, None),
]


@pytest.mark.parametrize("case", VERDICTS)
def test_each_verdict_by_hand(database, case):
    names = ("baseline", "latest", "goal", "needed", "achieved", "since", "sign")
    given = dict(zip(names, case, strict=False))
    answer = database.query(
        "select target_verdict($baseline::double, $latest::double, $goal::double, $needed::double, $achieved::double, "
        "$since, $sign, 1) as verdict",
        **given,
    )
    found = answer["verdict"][0]
    assert (None if found != found else found) == case[-1]


@pytest.mark.parametrize(
    ("then", "now", "year", "latest", "moved"),
    [
        (23.2, None, 2021, 2021, "gone"),
        (23.2, 24.0, 2021, 2021, "revised"),
        (23.2, 23.2, 2021, 2022, "newer"),
        (23.21, 23.22, 2021, 2021, "same"),
    ],
)
def test_what_became_of_a_figure(database, then, now, year, latest, moved):
    sql = "select figure_moved($then::double, $now::double, $year, $latest, 1) as moved"
    assert database.query(sql, then=then, now=now, year=year, latest=latest)["moved"][0] == moved

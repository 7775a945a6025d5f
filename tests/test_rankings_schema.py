"""Combined scores, positions and vulnerability in schema/*.sql: every row against the oracle, and figures by hand."""

import pytest
from oracle import rankings
from oracle.communities import community_score
from test_schema import assert_same, by_key, records

ORKNEY = "S12000023"
ORKNEY_SUMS = [3.18900, 5.02363, 5.40189, -7.59959, -4.66647, -1.34846]
CHOICES = {
    "all": None,
    "one": ["crime_rate"],
    "two": ["child_poverty", "attainment"],
    "three": ["emergency_admissions", "early_mortality", "depopulation"],
}
PLACE = ("community_code", "strategic_area")
COMBINED = "community_code, area_code, typology_group, area_score, type_score, area_change, type_change, changes"
POSITIONS = [
    f"{what}_in_{where}{of}" for what in ("outcomes", "change") for where in ("area", "type") for of in ("", "_of")
]

RANKINGS = ["outcomes_in_area", "expected_in_area", "change_in_area", "expected_change_in_area", "band", "bands"]


@pytest.fixture
def edition(held):
    """Both editions: a question, the oracle's reading, its scores."""
    return lambda sql, **params: records(held.ask(sql, **params)), held.edition, community_score(held.edition)


def chosen(read, choice):
    return CHOICES[choice] or read.community_indicators


@pytest.mark.parametrize("choice", CHOICES)
def test_combined_scores_agree_with_the_oracle(edition, choice):
    ask, read, scores = edition
    indicators = chosen(read, choice)
    wanted = rankings.combined_score(read, indicators, scores)
    found = ask(f"select {COMBINED}, strategic_area from combined_score_within($i)", i=indicators)
    assert_same(by_key(found, PLACE), wanted)
    whole = {key[:1]: row for key, row in wanted.items() if key[1] is None}
    found = ask(f"select {COMBINED} from combined_score($i)", i=indicators)
    assert_same(by_key(found, PLACE[:1]), whole)


@pytest.mark.parametrize("choice", CHOICES)
def test_positions_agree_with_the_oracle(edition, choice):
    ask, read, scores = edition
    indicators = chosen(read, choice)
    wanted = rankings.position(read, indicators, scores)
    found = ask(f"select {', '.join(PLACE)}, {', '.join(POSITIONS)} from position_within($i)", i=indicators)
    assert_same(by_key(found, PLACE), wanted)
    whole = {key[:1]: row for key, row in wanted.items() if key[1] is None}
    found = ask("select * from community_position($i)", i=indicators)
    assert_same(by_key(found, PLACE[:1]), whole)


@pytest.mark.parametrize("choice", CHOICES)
def test_the_four_rankings_agree_with_the_oracle(edition, choice):
    ask, read, scores = edition
    indicators = chosen(read, choice)
    found = ask(f"select {', '.join(PLACE)}, {', '.join(RANKINGS)} from ranking_within($i)", i=indicators)
    assert_same(by_key(found, PLACE), rankings.ranking(read, indicators, scores))


@pytest.mark.parametrize("choice", CHOICES)
def test_contributions_agree_with_the_oracle(edition, choice):
    ask, read, scores = edition
    indicators = chosen(read, choice)
    found = by_key(ask("select * from contribution_within($i)", i=indicators), (*PLACE, "indicator"))
    assert_same(found, rankings.contribution(read, indicators, scores))


def test_the_map_and_the_rankings_band_every_community_alike(edition):
    ask, _, _ = edition
    whole = (
        "select community_code, band, bands from ranking_within(community_indicators()) where strategic_area is null"
    )
    for other in ("vulnerability", "community_standing"):
        known = f"select community_code, band, bands from {other}"
        assert ask(f"({whole} and band is not null) except {known}") == []
        assert ask(f"({known} where band is not null) except ({whole})") == []


@pytest.mark.parametrize("choice", CHOICES)
def test_shares_better_than_expected_agree_with_the_oracle(edition, choice):
    ask, read, scores = edition
    indicators = chosen(read, choice)
    wanted = rankings.better_than_expected(read, indicators, scores)
    found = ask("select * from better_than_expected_within($i)", i=indicators)
    assert_same(by_key(found, ("area_code", "strategic_area")), wanted)
    whole = {key[:1]: row for key, row in wanted.items() if key[1] is None}
    found = ask("select * from better_than_expected($i)", i=indicators)
    assert_same(by_key(found, ("area_code",)), whole)
    assert len(whole) == 32


def test_vulnerability_agrees_with_the_oracle(edition):
    ask, read, scores = edition
    found = ask("select * from vulnerability")
    assert_same(by_key(found, ("community_code",)), rankings.vulnerability(read, scores))


def test_slugs_of_communities_are_unique_within_their_area(database):
    from cpop.catalogue import slug

    found = records(database.query("select * from community_place"))
    assert len(found) == 1279
    assert len({(row["area_code"], row["slug"]) for row in found}) == 1279
    assert all(row["slug"] in (slug(row["name"]), f"{slug(row['name'])}-{row['community_code'][-4:]}") for row in found)


def test_a_shared_name_gets_the_last_digits_of_the_code(data, tmp_path):
    import shutil

    import pyarrow
    import pyarrow.parquet

    from cpop import database

    shutil.copytree(data, tmp_path / "data")
    table = pyarrow.parquet.read_table(data / "community.parquet")
    rows = [row | ({"name": "Àird & Co"} if row["area_code"] == ORKNEY else {}) for row in table.to_pylist()]
    spoilt = pyarrow.Table.from_pylist(rows, schema=table.schema)
    pyarrow.parquet.write_table(spoilt, tmp_path / "data" / "community.parquet")
    found = database.connect(tmp_path / "data").execute(
        "select slug from community_place where area_code = $area order by slug", {"area": ORKNEY}
    )
    assert [row[0] for row in found.fetchall()] == [f"aird-co-{code}" for code in range(2213, 2219)]


MACROS = [
    "combined_score",
    "combined_score_within",
    "community_position",
    "position_within",
    "ranking_within",
    "type_position",
    "better_than_expected",
    "better_than_expected_within",
    "contribution_within",
]


@pytest.mark.parametrize("name", MACROS)
def test_each_macro_says_its_grain(database, name):
    found = database.query("select comment from duckdb_functions() where function_name = $name", name=name)
    assert found["comment"][0].lower().removeprefix("internal: ").startswith("one row per ")


# By hand, from cells of the community workbook (sheet!cell; column B is 2010/11, M is 2021/22).
# "CP" 'Chi Pov - IGZ ', "CR" 'Total crimes per 10,000 - IGZ', "AT" 'Educational Attainment', "OW" 'Out of work
# benefits - IGZ', "EM" 'Emergency hos (65+) - IGZ'.
BY_HAND = [
    # Orkney: six communities, rows 979 to 984.
    # CP!M: 14.0436, 10.4258, 13.9241, 14.6138, 22.1311, 23.4234: mean 16.42697136410222, sd 5.152364701820264.
    # CR!M: 51.8672, 68.8337, 92.5926, 352.7875, 460.5722, 46.4723: mean 178.85424581724803, sd 180.45169049193782.
    # East Kirkwall: -(22.131147540983605 - 16.42697136410222) / 5.152364701820264 = -1.1070986832252334, and
    # -(460.5722260990928 - 178.85424581724803) / 180.45169049193782 = -1.5611822727392588. The other sums: 1.1663,
    # 1.7744, 0.9638, -0.6120, -0.6243: East Kirkwall is the poorest.
    # Changes of CP: -0.25424, 0.07427, -0.70457, -1.87950, -1.10081, -0.49568: East Kirkwall's is
    # (-1.100809495670803 + 0.7267532453179619) / 0.6910191050352995 = -0.5413110109795489; of CR, from its break in
    # 2013/14 (column E): 0.28794, -0.19541, -0.63889, 0.01099, 0.20589, -0.41334, East Kirkwall's
    # 1 - 460.5722260990928 / 579.9872530274059: (0.20589250247310253 + 0.12380292379040186) / 0.36074134059851837 =
    # 0.913938573595406. Sums: 1.825, 0.961, -1.396, -1.295, 0.373, -0.468: the fourth.
    (
        ("S02002217", None),
        ["child_poverty", "crime_rate"],
        {
            "area_score": -2.668280955964492,
            "outcomes_in_area": 1,
            "outcomes_in_area_of": 6,
            "area_change": 0.37262756261585706,
            "change_in_area": 4,
            "changes": 2,
        },
    ),
    # East Dunbartonshire: Hillhead, CR!E and CR!M both 0: no change in crime, which counts as nothing: its change in
    # child poverty alone, (-0.39187804963684947 + 0.5477666136491314) / 0.6736718056676582
    (
        ("S02001528", None),
        ["child_poverty", "crime_rate"],
        {"area_change": 0.23140134810567722, "changes": 1},
    ),
    # ... and over crime alone nothing at all: 0, where eleven of the 28 have a change score below 0 (from -3.044 in
    # Twechar and Harestanes East to -0.026 in South Castlehill and Thorn): the twelfth.
    (
        ("S02001528", None),
        ["crime_rate"],
        {"area_change": 0, "change_in_area": 12, "change_in_area_of": 28, "changes": 0},
    ),
    # Glasgow: Govanhill West, row 631, among 136. CP!M631 = 84.6923076923077, mean 30.524925128116433, sd
    # 12.4743611217975: -4.342297135325033. AT!M631 = 5.146975589312478, mean 5.589836047918001, sd 0.390985165163277:
    # -1.1326784186826693. The next poorest, Wyndford, has -2.7934.
    # Changes: -(84.6923076923077 / 50.31773756894088 - 1) = -0.6831501530900479, mean -0.7463111521335432, sd
    # 0.547206468148941: 0.11542443797704494; 5.146975589312478 / 4.704851949612494 - 1 = 0.09397184957890103, mean
    # 0.08558320511489591, sd 0.09321687285494334: 0.08999062301799016. 75 of the 136 have a lower sum.
    (
        ("S02001865", None),
        ["child_poverty", "attainment"],
        {
            "area_score": -5.474975554007702,
            "outcomes_in_area": 1,
            "outcomes_in_area_of": 136,
            "area_change": 0.2054150609950351,
            "change_in_area": 76,
        },
    ),
    # Cowdenbeath, a strategic area of Fife: ten communities, rows 535 to 544.
    # OW!M: 22.6595, 26.3403, 14.7877, 26.2206, 18.7578, 30.0893, 33.5234, 22.7174, 19.7150, 27.5995: mean
    # 24.241053507777856, sd 5.624417217685413. AT!M: mean 5.220444498603269, sd 0.30035227713244694.
    # Ballingry (row 541): -(33.523359288097886 - 24.241053507777856) / 5.624417217685413 = -1.6503586809194657;
    # (4.957142241506386 - 5.220444498603269) / 0.30035227713244694 = -0.8766447839540593. The next sum is Cowdenbeath
    # South's, -2.1406. Changes: (-0.4670817354542074 + 0.30735305267070007) / 0.10986123890443691 and
    # (0.035686233077959706 - 0.03316175356435293) / 0.08194540979818565; two have a lower sum, -1.975 and -1.440.
    (
        ("S02001775", "Cowdenbeath"),
        ["out_of_work_benefits", "attainment"],
        {
            "area_score": -2.527003464873525,
            "outcomes_in_area": 1,
            "outcomes_in_area_of": 10,
            "area_change": -1.4231061493300925,
            "change_in_area": 3,
            "change_in_area_of": 10,
        },
    ),
    # Typology group 67: seven communities, rows 52, 66, 67, 86, 88, 981, 1121.
    # CP!M: mean 12.09179468879077, sd 2.250676819187326; EM!M: 16832.44, 15212.98, 14632.30, 15431.47, 15369.65,
    # 16395.22, 20000: mean 16267.723444854515, sd 1805.4547707853771. East Mainland (Orkney, row 981):
    # -(13.924050632911392 - 12.09179468879077) / 2.250676819187326 = -0.8140910896226373 and
    # -(16395.2225841476 - 16267.723444854515) / 1805.4547707853771 = -0.07061884980791948. Sums: 0.645, 0.767, 1.570,
    # 0.275, 1.435, -0.885, -3.808: the second poorest. Changes -0.548525664250007 + 0.3999510979856973; sums 0.899,
    # -0.814, -1.640, 0.799, 2.686, -0.149, -1.781: the fourth.
    (
        ("S02002215", None),
        ["child_poverty", "emergency_admissions"],
        {
            "type_score": -0.8847099394305568,
            "outcomes_in_type": 2,
            "outcomes_in_type_of": 7,
            "type_change": -0.1485745662643097,
            "change_in_type": 4,
            "change_in_type_of": 7,
        },
    ),
]


def test_vulnerability_of_orkney_by_hand(database):
    # Sums of the eight area scores of rows 979 to 984: 3.18900, 5.02363, 5.40189, -7.59959, -4.66647, -1.34846. Six
    # communities in seven bands: one each, and none in the last.
    found = database.query("select * from vulnerability where area_code = $area order by community_code", area=ORKNEY)
    assert found["position"].tolist() == [4, 5, 6, 1, 2, 3]
    assert found["band"].tolist() == [4, 5, 6, 1, 2, 3]
    assert found["combined_area_score"].tolist() == pytest.approx(ORKNEY_SUMS, abs=5e-6)


@pytest.mark.parametrize(("key", "indicators", "figures"), BY_HAND, ids=lambda value: None)
def test_positions_by_hand(database, key, indicators, figures):
    found = records(
        database.query(
            """
            select * from position_within($indicators)
            where community_code = $code and strategic_area is not distinct from $strategic
            """,
            indicators=indicators,
            code=key[0],
            strategic=key[1],
        )
    )
    assert_same(by_key(found, PLACE), {key: figures})


@pytest.mark.parametrize(("key", "indicators", "figures"), BY_HAND, ids=lambda value: None)
def test_positions_by_hand_agree_with_the_oracle(as_published, key, indicators, figures):
    read = as_published.edition
    scores = community_score(read)
    told = rankings.combined_score(read, indicators, scores)[key] | rankings.position(read, indicators, scores)[key]
    assert_same({key: told}, {key: figures})


def test_one_outcome_can_decide_a_position_by_hand(database):
    """City Centre South, Glasgow: recorded crime scores -10.4 in a sum that is the third poorest of 136.

    It lies 10.3784 deviations beyond the mean of Glasgow's communities. The seven other scores add up to a sum
    that 80 of the 136 are below.
    """
    found = database.query(
        "select * from contribution_within(community_indicators()) "
        "where community_code = 'S02001934' and strategic_area is null order by area_score"
    )
    crime = found.iloc[0]
    assert (crime.indicator, crime.is_outlier) == ("crime_rate", True)
    assert crime.area_score == pytest.approx(-10.378407, abs=5e-7)
    assert (crime.outcomes_without, crime.outcomes_without_of) == (81, 136)
    assert found["is_outlier"].tolist() == [True] + [False] * 7
    whole = database.query("select * from vulnerability where community_code = 'S02001934'").iloc[0]
    assert whole.position == 3
    assert found["area_score"].sum() == pytest.approx(whole.combined_area_score)


def test_equal_outcomes_share_the_mean_position_and_equal_changes_the_lowest():
    from statistics import fmean

    values = {"a": 1.0, "b": 0.5, "c": 0.5, "d": None, "e": 0.5, "f": -2.0}
    assert rankings.positions(values, fmean) == {"f": 1, "b": 3, "c": 3, "e": 3, "a": 5, "d": None}
    assert rankings.positions(values, min) == {"f": 1, "b": 2, "c": 2, "e": 2, "a": 5, "d": None}

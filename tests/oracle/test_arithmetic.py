"""The oracle itself, on cases so small that the answer is plain."""

import pytest

from oracle import areas, communities, inequality, standing
from oracle.arithmetic import (
    change,
    competition_ranks,
    duncan,
    improvement,
    mean,
    sample_sd,
    simd_edition,
    slope,
    tiles,
    z_scores,
)
from oracle.edition import SCOTLAND, Edition

HIGHER, LOWER = 1, -1


def test_mean_and_deviation_leave_out_what_is_missing():
    assert mean([1, None, 3]) == 2
    assert mean([None]) is None
    assert sample_sd([1, None, 3]) == pytest.approx(2**0.5)  # (1 + 1) / (2 - 1)
    assert sample_sd([5, None]) is None


def test_z_scores_are_missing_where_there_is_no_spread():
    assert z_scores({"a": 1, "b": 2, "c": 3, "d": None}) == {"a": -1, "b": 0, "c": 1, "d": None}
    assert z_scores({"a": 7.1, "b": 7.1, "c": 7.1}) == {"a": None, "b": None, "c": None}
    assert z_scores({"a": 4}) == {"a": None}


def test_change_is_turned_by_the_direction_and_missing_at_nought():
    assert change(HIGHER, 50, 75) == 0.5
    assert change(LOWER, 50, 75) == -0.5
    assert change(LOWER, 0, 75) is change(LOWER, 50, 0) is change(LOWER, None, 75) is None


def test_improvement_is_a_percentage_and_a_last_value_of_nought_counts():
    assert improvement(HIGHER, 50, 75) == 50
    assert improvement(LOWER, 50, 0) == 100
    assert improvement(LOWER, 0, 50) is improvement(HIGHER, 3, None) is None


def test_equal_values_share_the_lower_rank_and_the_next_is_passed_over():
    values = {"a": 10, "b": 20, "c": 20, "d": 30, "e": None}
    assert competition_ranks(HIGHER, values) == {"a": 4, "b": 2, "c": 2, "d": 1, "e": None}
    assert competition_ranks(LOWER, values) == {"a": 1, "b": 2, "c": 2, "d": 4, "e": None}


@pytest.mark.parametrize(
    ("sign", "value", "word"),
    [
        (HIGHER, 11, "better"),
        (HIGHER, 9, "worse"),
        (LOWER, 9, "better"),
        (LOWER, 10.19, "about_the_same"),
        (LOWER, 10.2, "worse"),
        (LOWER, 10.04, "about_the_same"),
        (LOWER, None, None),
    ],
)
def test_a_level_against_10_with_a_yardstick_of_2(sign, value, word):
    assert standing.level(sign, value, 10, 2, 2) == word


def test_what_is_printed_alike_is_about_the_same_whatever_the_yardstick():
    assert standing.level(HIGHER, 7.34, 7.31, 1, 0.01) == "about_the_same"
    assert standing.level(HIGHER, 7.36, 7.34, 1, 0.01) == "about_the_same"  # 7.4 and 7.3, but 0.0 apart
    assert standing.level(HIGHER, 7.4, 7.3, 1, 0.01) == "better"
    assert str(standing.shown(406.5, 0)) == "407"
    assert str(standing.shown(-0.25, 1)) == "-0.3"


def test_worsening_beside_a_place_that_stood_still_is_not_improving():
    assert standing.pace("worsened", "little_change", "lost") == "worsening_while_it_held"
    assert standing.pace("worsened", "worsened", "gained") == "worsening_slower"
    assert standing.pace("little_change", "worsened", "gained") == "holding_while_it_worsened"


def test_further_behind_is_said_only_of_who_was_behind_before():
    assert standing.movement("worse", "better", "lost") == "fallen_behind"
    assert standing.movement("worse", "worse", "lost") == "falling_further_behind"
    assert standing.movement("better", "about_the_same", "gained") == "moved_ahead"
    assert standing.movement("about_the_same", "about_the_same", "lost") == "losing_ground"


def test_the_first_tiles_hold_one_more():
    assert list(tiles("abcdefg", 3).values()) == [1, 1, 1, 2, 2, 3, 3]
    assert list(tiles("abcdefghijkl", 10).values()) == [1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_six_communities_fill_six_of_ten_tiles():
    assert list(tiles("abcdef", 10).values()) == [1, 2, 3, 4, 5, 6]


def test_each_year_has_its_deprivation_edition():
    assert [simd_edition(year) for year in (2009, 2010, 2012, 2013, 2017, 2018, 2030)] == [
        *(2009, 2012, 2012),
        *(2016, 2016, 2020, 2020),
    ]


def test_duncan_is_nought_where_every_community_has_the_same_mix():
    assert duncan(HIGHER, [(1, 10, 90), (2, 20, 180), (3, 5, 45)]) == pytest.approx(0)


def test_duncan_runs_from_minus_one_to_one_and_is_positive_where_the_deprived_fare_worse():
    # In order of value. Where high is good the deprived all live in the poorest place ...
    assert duncan(HIGHER, [(1, 100, 0), (2, 0, 100)]) == 1
    assert duncan(HIGHER, [(1, 0, 100), (2, 100, 0)]) == -1
    # ... and where low is good, the other way round.
    assert duncan(LOWER, [(1, 0, 100), (2, 100, 0)]) == 1
    assert duncan(LOWER, [(1, 100, 0), (2, 0, 100)]) == -1


def test_duncan_of_two_communities_by_hand():
    # Poorest first: a = 0.75, 1; b = 0.25, 1. 0.75 * 1 - 1 * 0.25 = 0.5
    assert duncan(HIGHER, [(1, 75, 25), (2, 25, 75)]) == pytest.approx(0.5)


def both(line):
    """The slope index and the relative one."""
    return line["sii"], line["rii"]


def test_slope_is_nought_where_all_fare_alike():
    sii, rii = both(slope(LOWER, [(8, 100), (8, 300), (8, 200)]))
    assert sii == pytest.approx(0)
    assert rii == pytest.approx(0)


def test_slope_is_positive_where_the_deprived_fare_worse_whichever_way_the_numbers_run():
    # Two halves of the people stand at x = 0.25 and 0.75: a step of 10 between them is a slope of 20.
    assert both(slope(LOWER, [(10, 500), (20, 500)])) == pytest.approx((20, 20 / 15))
    assert both(slope(HIGHER, [(10, 500), (20, 500)])) == pytest.approx((-20, -20 / 15))
    assert both(slope(HIGHER, [(20, 500), (10, 500)])) == pytest.approx((20, 20 / 15))


def test_slope_counts_people_not_communities():
    # On the line 40x: midpoints 0.1, 0.3 and 0.7, whatever the sizes, lie on one line.
    assert slope(LOWER, [(4, 200), (12, 200), (28, 600)])["sii"] == pytest.approx(40)


def test_slope_of_a_single_community_is_missing():
    assert both(slope(LOWER, [(4, 200)])) == both(slope(LOWER, [])) == (None, None)


def area(code, family=None):
    return {"area_code": code, "family_deprivation": family, "family_density": family}


def community(code, area_code="A", kind=1, rank=None):
    return {"community_code": code, "area_code": area_code, "typology_group": kind, "vulnerable_rank": rank}


def figures(level, place, values, status="raw", first=2010):
    """One series of a made-up indicator in which lower is better; status is one word, or one for each year."""
    statuses = status.split() if " " in status else [status] * len(values)
    return [
        {
            "level": level,
            "place_code": place,
            "indicator": "x",
            "year": first + k,
            "value": values[k],
            "status": statuses[k],
        }
        for k in range(len(values))
    ]


def two_areas(a, b, scotland, status="raw"):
    observations = figures("cpp", "A", a, status) + figures("cpp", "B", b, status)
    observations += figures("scotland", SCOTLAND, scotland, status)
    return Edition([area("A", 1), area("B", 1), area(SCOTLAND)], [], [], observations, {"x": LOWER}, {})


def one_area(series, deprived, status="raw"):
    """An area of one community a series; deprived people in each, among 100, in every SIMD edition."""
    codes = [f"c{k}" for k in range(len(series))]
    observations = [
        row for code, values in zip(codes, series, strict=True) for row in figures("community", code, values, status)
    ]
    income = [
        {"community_code": code, "simd_edition": simd, "income_deprived": d, "not_income_deprived": 100 - d}
        for code, d in zip(codes, deprived, strict=True)
        for simd in (2009, 2012, 2016, 2020)
    ]
    communities_ = [community(code, rank=k + 1) for k, code in enumerate(codes)]
    fields = {"x": {"decimals": 1, "kind": "rate"}}
    return Edition([area("A", 1), area(SCOTLAND)], communities_, income, observations, {"x": LOWER}, {}, fields=fields)


def test_projected_figures_enter_neither_latest_nor_improvement():
    edition = two_areas([40, 30, 1], [20, 20, 99], [30, 25, 50], "imputed raw projected")
    latest = areas.cpp_latest(edition)
    assert latest["A", "x"] == {"year": 2011, "value": 30, "status": "raw", "rank": 2}
    assert latest["B", "x"]["rank"] == 1
    assert latest[SCOTLAND, "x"]["rank"] is None
    assert areas.cpp_improvement(edition)["A", "x"]["improvement"] == 25
    assert areas.family_mean(edition)["deprivation", 1, "x", 2012] == {
        "value": 50,
        "status": "projected",
        "members": 2,
    }


def test_a_missing_figure_leaves_its_row_unranked_and_improvement_to_the_years_there_are():
    edition = two_areas([40, 30, None], [None, 20, 10], [30, 25, 20])
    assert areas.cpp_latest(edition)["A", "x"]["value"] is None
    assert areas.cpp_latest(edition)["A", "x"]["rank"] is None
    assert areas.cpp_latest(edition)["B", "x"]["rank"] == 1
    improvements = areas.cpp_improvement(edition)
    assert (improvements["A", "x"]["last_year"], improvements["A", "x"]["improvement"]) == (2011, 25)
    assert (improvements["B", "x"]["first_year"], improvements["B", "x"]["improvement"]) == (2011, 50)
    assert areas.family_mean(edition)["density", 1, "x", 2012] == {"value": 10, "status": "raw", "members": 1}
    standings = standing.standing(edition)
    assert standings["A", "B", "x"]["level"] is None
    assert standings["A", "A", "x"]["level"] is None
    assert standings["B", "B", "x"]["level"] == "about_the_same"


def test_area_scores_of_three_communities():
    scores = communities.community_score(one_area([[10, 10], [10, 20], [0, 30]], [1, 2, 3]))
    # Values 10, 20, 30, lower is better: one deviation better, the mean, one deviation worse.
    assert [scores[f"c{k}", "x"]["area_score"] for k in range(3)] == [1, 0, -1]
    # Changes 0 and -1, and one missing: z of plus and minus the root of a half.
    assert [scores[f"c{k}", "x"]["change"] for k in range(3)] == [0, -1, None]
    assert scores["c0", "x"]["area_change_score"] == pytest.approx(0.5**0.5)
    assert scores["c2", "x"]["area_change_score"] is None


def test_vulnerable_change_keeps_to_raw_years_and_to_the_communities_with_a_figure():
    rows = communities.vulnerable_change(
        one_area([[99, 10, 5, 1], [99, 30, None, 1]], [1, 2], "imputed raw raw projected")
    )
    row = rows["c0", "x"]
    assert (row["first_year"], row["last_year"], row["improvement"]) == (2011, 2012, 50)
    assert row["area_improvement"] == 75  # the mean goes from (10 + 30) / 2 to 5 / 1
    assert rows["c1", "x"]["improvement"] is None


def test_a_series_of_one_year_has_no_change():
    edition = one_area([[10], [20]], [1, 2])
    assert communities.community_score(edition)["c0", "x"]["change"] is None
    row = communities.raw_change(edition)["c0", "x"]
    assert {row[name] for name in ("first_year", "improvement", "direction", "ground", "movement")} == {None}


@pytest.mark.parametrize(
    ("own", "other", "movement"),
    [
        ([30, 24], [10, 2], "falling_further_behind"),  # 10 behind the mean of 20, then 11 behind that of 13
        ([30, 24], [10, 6], "catching_up"),
        ([30, 15], [10, 15], "caught_up"),
        ([30, 10], [10, 14], "moved_ahead"),
        ([10, 10], [30, 20], "losing_ground"),
        ([10, 1], [30, 29], "pulling_away"),
        ([10, 15], [30, 15], "lost_its_lead"),
        ([10, 20], [30, 10], "fallen_behind"),
        ([10, 20], [10, 10], "fallen_behind"),
        ([10, 10], [10, 20], "moved_ahead"),
        ([10, 5], [30, 25.06], "keeping_its_distance"),  # by 10 and by 10.03
        ([10, None], [30, 25], None),
    ],
)
def test_the_movement_of_a_gap(own, other, movement):
    """One of two communities beside their mean, where lower is better."""
    assert communities.raw_change(one_area([own, other], [1, 2]))["c0", "x"]["movement"] == movement


def test_tenths_of_six_communities_are_the_first_and_the_last():
    edition = one_area([[v] for v in (1, 2, 3, 4, 5, 6)], [60, 10, 30, 40, 20, 50])
    row = inequality.inequality_tenths(edition)["A", "x", 2010]
    assert row == {"least_deprived": 2, "most_deprived": 1, "gap": -1, "ratio": 0.5}


def test_tenths_take_equal_rates_in_order_of_code():
    edition = one_area([[v] for v in (1, 2, 3)], [10, 10, 10])
    assert inequality.inequality_tenths(edition)["A", "x", 2010]["gap"] == 2


def test_duncan_is_missing_when_more_than_a_fifth_of_the_values_are():
    full, deprived = [[1], [2], [3], [4], [5]], [10, 20, 30, 40, 50]
    one_missing = inequality.duncan_index(one_area([*full[:4], [None]], deprived))
    assert one_missing["A", "x", 2010]["value"] > 0
    assert one_missing[SCOTLAND, "x", 2010] == one_missing["A", "x", 2010]
    # A second community without a figure: two of five are more than a fifth. Another year keeps the series alive.
    two_missing = inequality.duncan_index(one_area([[1, 1], [2, 2], [3, 3], [4, None], [5, None]], deprived))
    assert two_missing["A", "x", 2011]["value"] is None
    assert two_missing[SCOTLAND, "x", 2011]["value"] is None


def test_duncan_takes_equal_values_in_order_of_code():
    edition = one_area([[5], [5]], [75, 25])
    # By code: a = 0.75, 1; b = 0.25, 1; lower is better, so the sign turns.
    assert inequality.duncan_index(edition)["A", "x", 2010]["value"] == pytest.approx(-0.5)


def test_slope_runs_from_the_least_to_the_most_deprived():
    edition = one_area([[30], [10]], [40, 20])
    # The line runs from 0 to 40 about a mean of 20: no ratio to nought, and its end is twice the mean.
    assert inequality.slope_index(edition)["A", "x", 2010] == pytest.approx(
        {
            "sii": 40,
            "rii": 2,
            "line_least_deprived": 0,
            "line_most_deprived": 40,
            "line_ratio": None,
            "most_deprived_over_mean": 100,
        }
    )

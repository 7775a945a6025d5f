"""Sentences about rankings, the most vulnerable, and one outcome everywhere."""

import pandas as pd
import pytest

from cpop.catalogue import Area, community_indicators
from cpop.words import one_outcome, rankings, vulnerable

CATALOGUE = community_indicators()
POVERTY, ATTAINMENT, ADMISSIONS = (CATALOGUE[code] for code in ("child_poverty", "attainment", "emergency_admissions"))
FIFE = Area("S1", "fife", "Fife", 1, 1)
NAMES = {"a": "Abbey", "b": "Bridge", "c": "Castle", "d": "Dale"}


def ranked(**columns):
    return pd.DataFrame({"community_code": list("abcd")} | columns)


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (1, "poorest of 6"),
        (2, "2nd poorest of 6"),
        (3, "3rd poorest of 6"),
        (4, "3rd best of 6"),
        (6, "best of 6"),
        (3.5, "position 3.5 of 6, shared"),
        (float("nan"), "no position, as it has no figures"),
    ],
)
def test_a_position_is_told_from_the_nearer_end(position, words):
    assert rankings.place_in_list(position, 6, "poorest", "best") == words


def test_the_only_community_is_the_poorest():
    assert rankings.place_in_list(1, 1, "poorest", "best") == "poorest of 1"


def test_rankings_name_the_poorest_and_the_least_improved():
    frame = ranked(outcomes_in_area=[2.0, 1.0, 3.0, 4.0], change_in_area=[4, 3, 1, 2])
    text = rankings.rankings("Fife", frame, NAMES, "child poverty alone", 2010)
    assert text == (
        "Over child poverty alone, Bridge has the poorest outcomes of Fife’s 4 communities, then Abbey and Castle. "
        "Castle, Dale and Bridge improved least since 2010/11."
    )


def test_rankings_say_how_many_are_both_poor_and_improving_least():
    codes = [f"c{i}" for i in range(10)]
    frame = pd.DataFrame(
        {"community_code": codes, "outcomes_in_area": range(1, 11), "change_in_area": [2, 9, 1, *range(3, 9), 10]}
    )
    text = rankings.rankings("Fife", frame, {code: code for code in codes}, "x", 2010)
    assert text.endswith("Of the poorest fifth (2 communities), one is also among the fifth that improved least.")


def test_rankings_without_any_figure_say_so():
    frame = ranked(outcomes_in_area=[float("nan")] * 4, change_in_area=[1, 1, 1, 1])
    assert rankings.rankings("Fife", frame, NAMES, "x", 2010) == "No community of Fife has figures for x."


@pytest.mark.parametrize(
    ("better", "start"), [(0, "None of Fife’s 4 communities (0%)"), (1, "1 of"), (4, "All of Fife’s 4")]
)
def test_the_share_better_than_expected(better, start):
    assert rankings.better_than_expected("Fife", 4, better).startswith(start)
    assert "not known" in rankings.better_than_expected("Fife", 0, 0)


def test_what_is_summed():
    assert rankings.what_is_summed(list(CATALOGUE.values()), len(CATALOGUE)) == "all eight outcomes together"
    assert rankings.what_is_summed([POVERTY], 8) == "child poverty alone"
    assert rankings.what_is_summed([POVERTY, ADMISSIONS], 8) == (
        "child poverty and emergency admissions, ages 65+ together"
    )


def test_followed_tells_all_four_places():
    row = pd.Series(
        {
            "outcomes_in_area": 1.0, "expected_in_area": 4.0, "change_in_area": 2, "expected_change_in_area": 3,
            "type_score": 0.5, "type_change": -1.0, "changes": 8,
        }
    )  # fmt: skip
    assert rankings.followed("Abbey", row, 4) == (
        "Abbey: outcomes poorest of 4; against its own type best of 4, better than expected; improvement 2nd least "
        "improved of 4; improvement against its own type 2nd most improved of 4."
    )


def test_the_years_note_names_what_is_estimated_and_what_is_not_known():
    years = pd.DataFrame(
        {
            "indicator": ["attainment", "crime_rate"],
            "year": [2021, 2021],
            "is_estimated": [True, False],
            "base_year": [2010, 2010],
            "base_is_estimated": [True, False],
            "without_change": [0, 5],
        }
    )
    text = rankings.years_note(years, CATALOGUE)
    assert text.startswith("Outcomes are those of 2021/22; improvement is counted from 2010/11.")
    assert "Estimated, not measured, in 2021/22: school leavers' attainment." in text
    assert "the change of 5 of Scotland’s communities is not known" in text


def test_shares_of_areas_name_both_ends():
    shares = pd.DataFrame({"area_code": ["x", "y", "z"], "share": [0.2, 1.0, 1.0]})
    text = rankings.shares_of_areas(shares, {"x": "Fife", "y": "Angus", "z": "Moray"}, "child poverty alone")
    assert text == (
        "Over child poverty alone, more than half of the communities perform better than expected in 2 of 3 areas. The "
        "share is lowest in Fife (20%) and highest in Angus and Moray (100%)."
    )


def test_catching_up():
    say = vulnerable.catching_up
    ground = {"child_poverty": True, "attainment": False, "crime_rate": False, "depopulation": None}
    assert say("Abbey", ground, CATALOGUE) == (
        "Abbey is catching up on only 1 of 3 outcomes: child poverty. It lost ground on school leavers' attainment and "
        "recorded crime."
    )
    both = {"attainment": True, "child_poverty": True}
    assert say("Abbey", both, CATALOGUE) == "Abbey is catching up on all 2 outcomes with figures."
    both = dict.fromkeys(both, False)
    assert say("Abbey", both, CATALOGUE) == "Abbey is falling further behind on all 2 outcomes with figures."
    assert "not known" in say("Abbey", {"attainment": None}, CATALOGUE)


def test_improvement_by_per_cent():
    assert vulnerable.by_per_cent(12.4).text == "Improved 12%"
    assert vulnerable.by_per_cent(-112.7).text == "Worsened 113%"
    assert vulnerable.by_per_cent(0.4).text == "No change"
    assert vulnerable.by_per_cent(float("nan")).text == "Not known"


def five(now, communities=40):
    return pd.DataFrame({"rank_then": [1.0, 2.0, float("nan")], "rank_now": now, "communities": communities})


def test_how_many_of_the_five_stayed():
    nan = float("nan")
    assert vulnerable.moved(FIFE, five([1.0, nan, 2.0])) == (
        "1 of the 2 communities that were the most vulnerable of Fife in 2006/07 is still among the 2 most vulnerable "
        "of its 40, by all outcomes together."
    )
    assert vulnerable.moved(FIFE, five([1.0, 2.0, nan])).startswith("All of the 2")
    assert vulnerable.moved(FIFE, five([nan, nan, 1.0])).startswith("None of the 2")
    assert vulnerable.moved(FIFE, five([1.0, 2.0, nan], 3)).endswith(
        "With only 3 communities in all, that says little."
    )


def test_how_many_stayed_in_scotland():
    still = pd.DataFrame({"were": [5, 5], "still": [5, 2]})
    assert vulnerable.moved_in_scotland(still) == (
        "7 of the 10 communities that were among the five most vulnerable of their areas in 2006/07 (70%) are still "
        "among them. In 1 area all five are the same."
    )


def latest(values, changes):
    names = ["Abbey", "Bridge", "Castle"]
    return pd.DataFrame(
        {"name": names, "value": values, "year": 2021, "status": "raw", "base_year": 2010, "change": changes}
    )


def test_the_spread_runs_from_best_to_poorest_whichever_way_the_numbers_run():
    frame = latest([10.0, 30.0, 20.0], [0.1, -0.2, float("nan")])
    assert one_outcome.spread(POVERTY, "Fife’s communities", frame, [("Scotland", 20.8, "raw")]) == (
        "Child poverty among Fife’s communities in 2021/22: from 10.0% in Abbey to 30.0% in Bridge, the poorest, "
        "beside 20.8% for Scotland. 1 of 3 improved since 2010/11; for 1 the change is not known."
    )
    text = one_outcome.spread(ATTAINMENT, "Fife’s communities", frame, [])
    assert "from 30.00 in Bridge to 10.00 in Abbey" in text


def test_a_spread_without_figures_says_so():
    nothing = latest([float("nan")] * 3, [float("nan")] * 3)
    assert "no figure" in one_outcome.spread(POVERTY, "Fife’s communities", nothing, [])


def test_levels_that_are_not_counted_alike_are_named():
    assert one_outcome.years_averaged(POVERTY) == ""
    assert "averages of 3 years, those of the area and of Scotland of single years" in one_outcome.years_averaged(
        ADMISSIONS
    )
    frame = latest([10.0, 30.0, 20.0], [0.1, 0.1, 0.1])
    assert one_outcome.out_of_range(POVERTY, "Fife", 20.0, frame) == ""
    assert one_outcome.out_of_range(POVERTY, "Fife", None, frame) == ""
    assert one_outcome.out_of_range(POVERTY, "Fife", 40.0, frame).startswith("Fife’s own figure (40.0%) lies beyond")


def test_a_course_marks_what_is_estimated():
    assert one_outcome.course(POVERTY, (16.3, 2010, "imputed"), (22.9, 2021, "raw")) == (
        "16.3% (estimated) in 2010/11, 22.9% in 2021/22: up 6.6 points"
    )
    assert one_outcome.course(POVERTY, (float("nan"), 2010, None), (22.9, 2021, "raw")) == (
        "no figure in 2010/11, 22.9% in 2021/22"
    )

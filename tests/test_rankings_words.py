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
    text = rankings.rankings("Fife", frame, NAMES, "child poverty alone", "2010/11")
    assert text == (
        "Over child poverty alone, outcomes are poorest in Bridge of Fife’s 4 communities, then in Abbey and Castle. "
        "Castle, Dale and Bridge improved least since 2010/11."
    )


def test_rankings_say_how_many_are_both_poor_and_improving_least():
    codes = [f"c{i}" for i in range(10)]
    frame = pd.DataFrame(
        {"community_code": codes, "outcomes_in_area": range(1, 11), "change_in_area": [2, 9, 1, *range(3, 9), 10]}
    )
    text = rankings.rankings("Fife", frame, {code: code for code in codes}, "x", "2010/11")
    assert text.endswith("Of the poorest fifth (2 communities), one is also among the fifth that improved least.")


def test_rankings_without_any_figure_say_so():
    frame = ranked(outcomes_in_area=[float("nan")] * 4, change_in_area=[1, 1, 1, 1])
    assert rankings.rankings("Fife", frame, NAMES, "x", "2010/11") == "No community of Fife has figures for x."


def test_nobody_improved_least_where_no_change_is_known():
    frame = ranked(outcomes_in_area=[2.0, 1.0, 3.0, 4.0], change_in_area=[float("nan")] * 4)
    text = rankings.rankings("Fife", frame, NAMES, "x", "2021/22")
    assert text.endswith("No change is known for any of them, so nobody is placed by it.")


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
            "type_level": "above",
        }
    )  # fmt: skip
    assert rankings.followed("Abbey", row, 4, "Fife") == (
        "Abbey: among Fife’s 4 communities, outcomes poorest of 4; against its own type best of 4 (above the average "
        "of its type); improvement 2nd least improved of 4; improvement against its own type 2nd most improved of 4."
    )
    assert "best of 4 (no figure)" in rankings.followed("Abbey", pd.Series(dict(row) | {"type_level": None}), 4, "Fife")


def test_the_years_note_names_what_is_estimated_and_what_is_not_known():
    years = pd.DataFrame(
        {
            "indicator": ["attainment", "child_poverty", "crime_rate", "depopulation"],
            "year": [2021] * 4,
            "is_estimated": [True, False, False, False],
            "base_year": [2010, 2010, 2013, 2021],
            "base_is_estimated": [True, True, False, False],
            "without_change": [0, 0, 5, 9],
            "communities": [9] * 4,
        }
    )
    text = rankings.years_note(years, CATALOGUE)
    assert text.startswith(
        "Outcomes are those of 2021/22; improvement is counted from 2010/11 (recorded crime: 2013/14; depopulation: "
        "2021/22) to then."
    )
    assert "Estimated, not measured, in 2021/22: school leavers' attainment." in text
    assert "For depopulation no change is known" in text
    assert "the change of 5 of Scotland’s communities is not known" in text
    assert rankings.counted_from(years.head(3), CATALOGUE) == (
        "2010/11 (recorded crime: 2013/14), for school leavers' attainment and child poverty from an estimate"
    )
    assert [one.code for one in rankings.starts_estimated(years, CATALOGUE)] == ["attainment", "child_poverty"]


def test_shares_of_areas_name_both_ends():
    shares = pd.DataFrame({"area_code": ["x", "y", "z"], "share": [0.2, 1.0, 1.0]})
    text = rankings.shares_of_areas(shares, {"x": "Fife", "y": "Angus", "z": "Moray"}, "child poverty alone")
    assert text == (
        "Over child poverty alone, more than half of the communities are above the average of their types in 2 of 3 "
        "areas. The share is lowest in Fife (20%) and highest in Angus and Moray (100%)."
    )


def test_catching_up():
    say = vulnerable.catching_up
    moved = {
        "child_poverty": "catching_up",
        "attainment": "falling_further_behind",
        "crime_rate": "fallen_behind",
        "out_of_work_benefits": "losing_ground",
        "depopulation": None,
    }
    assert say("Abbey", moved, CATALOGUE) == (
        "Abbey is catching up on 1 of 4 outcomes: child poverty. It is falling further behind on school leavers' "
        "attainment. It has fallen behind the average on recorded crime. It is losing its lead on out-of-work benefits."
    )
    behind = dict.fromkeys(("attainment", "child_poverty"), "falling_further_behind")
    assert say("Abbey", behind, CATALOGUE) == (
        "Abbey is catching up on none of 2 outcomes. It is falling further behind on school leavers' attainment "
        "and child poverty."
    )
    assert "not known" in say("Abbey", {"attainment": None}, CATALOGUE)
    assert "not known" in say("Abbey", {"attainment": float("nan")}, CATALOGUE)


def test_every_movement_of_the_schema_has_its_words():
    told = {kind for kinds, _ in vulnerable._SENTENCES for kind in kinds}
    assert told == set(vulnerable.MOVEMENT)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {
                "is_ahead_by_share": True,
                "improvement": -30.36,
                "area_improvement": -44.82,
                "gaps": (-15.0, -17.29),
                "direction": "worsened",
                "movement": "falling_further_behind",
            },
            "the gap widened from 15.0 points to 17.3 points, though it worsened by a smaller share (30% against 45%)",
        ),
        (
            {
                "is_ahead_by_share": True,
                "improvement": 50.0,
                "area_improvement": 25.0,
                "gaps": (10.0, 7.5),
                "direction": "improved",
                "movement": "losing_ground",
            },
            "the lead shrank from 10.0 points to 7.5 points, though it improved by a larger share (50% against 25%)",
        ),
        (
            {
                "is_ahead_by_share": False,
                "improvement": 1.0,
                "area_improvement": 2.0,
                "gaps": (1.0, 0.5),
                "direction": "improved",
                "movement": "losing_ground",
            },
            "",
        ),
        (
            {
                "is_ahead_by_share": float("nan"),
                "improvement": 1.0,
                "area_improvement": 2.0,
                "gaps": (1.0, 2.0),
                "direction": "improved",
                "movement": "pulling_away",
            },
            "",
        ),
    ],
)
def test_a_smaller_share_and_a_wider_gap_are_said_together(row, said):
    first, last = row.pop("gaps")
    told = pd.Series(row | {"first_gap": first, "last_gap": last})
    assert vulnerable.by_share(POVERTY, told) == said


def five(now, communities=40):
    return pd.DataFrame(
        {
            "rank_then": [1.0, 2.0, float("nan")], "rank_now": now, "communities": communities,
            "has_five": communities >= 10,
        }
    )  # fmt: skip


def test_how_many_of_the_five_stayed():
    nan = float("nan")
    assert vulnerable.moved(FIFE, five([1.0, nan, 2.0])) == (
        "1 of the 2 communities that were the most vulnerable of Fife in 2006/07 is still among the 2 most vulnerable "
        "of its 40, by all outcomes together."
    )
    assert vulnerable.moved(FIFE, five([1.0, 2.0, nan])).startswith("All of the 2")
    assert vulnerable.moved(FIFE, five([nan, nan, 1.0])).startswith("None of the 2")
    assert vulnerable.moved(FIFE, five([1.0, 2.0, 3.0], 3)).startswith("Fife has 3 communities: too few for a list")


def test_how_many_stayed_in_scotland():
    still = pd.DataFrame({"were": [5, 5, 0], "still": [5, 2, 0], "has_five": [True, True, False]})
    assert vulnerable.moved_in_scotland(still) == (
        "7 of the 10 communities that were among the five most vulnerable of their areas in 2006/07 (70%) are still "
        "among them. In 1 area all five are the same. 1 area has fewer than ten communities and no such five."
    )


def latest(values, directions):
    names = ["Abbey", "Bridge", "Castle"]
    return pd.DataFrame(
        {
            "name": names, "value": values, "year": 2021, "status": "raw", "first_year": 2014, "last_year": 2021,
            "direction": directions,
        }
    )  # fmt: skip


def test_the_spread_runs_from_best_to_poorest_whichever_way_the_numbers_run():
    frame = latest([10.0, 30.0, 20.0], ["improved", "little_change", None])
    assert one_outcome.spread(POVERTY, "Fife’s communities", frame, [("Scotland", 20.8, "raw")]) == (
        "Child poverty among Fife’s communities in 2021/22: from 10.0% in Abbey to 30.0% in Bridge, the poorest, "
        "beside 20.8% for Scotland. 1 of 3 improved from 2014/15 to 2021/22, 1 changed little; for 1 the change is not "
        "known."
    )
    text = one_outcome.spread(ATTAINMENT, "Fife’s communities", frame, [])
    assert "from 30.00 in Bridge to 10.00 in Abbey" in text
    unknown = one_outcome.spread(ATTAINMENT, "Fife’s communities", frame.assign(direction=None), [])
    assert unknown.endswith("No change is known: it takes two measured years.")


def test_a_spread_without_figures_says_so():
    nothing = latest([float("nan")] * 3, [None] * 3)
    assert "no figure" in one_outcome.spread(POVERTY, "Fife’s communities", nothing, [])


def test_levels_that_are_not_counted_alike_are_named():
    assert one_outcome.years_averaged(POVERTY) == ""
    assert "averages of 3 years, those of the area and of Scotland of single years" in one_outcome.years_averaged(
        ADMISSIONS
    )
    frame = latest([10.0, 30.0, 20.0], ["improved"] * 3)
    assert one_outcome.out_of_range(POVERTY, "Fife", 20.0, frame) == ""
    assert one_outcome.out_of_range(POVERTY, "Fife", None, frame) == ""
    assert one_outcome.out_of_range(POVERTY, "Fife", 40.0, frame).startswith("Fife’s own figure (40.0%) lies beyond")


def test_a_course_says_both_measured_years_and_marks_an_estimated_level():
    row = pd.Series(
        {
            "value": 5.26, "year": 2021, "status": "imputed", "first_value": 5.0, "first_year": 2013,
            "last_value": 5.25, "last_year": 2020, "direction": "improved", "told_as": "percent",
        }
    )  # fmt: skip
    assert one_outcome.course(ATTAINMENT, row) == (
        "5.26 in 2021/22 (estimated). Improved: up 5.0%, 5.00 in 2013/14 to 5.25 in 2020/21"
    )
    assert one_outcome.course(ATTAINMENT, pd.Series(dict(row) | {"direction": None})) == "5.26 in 2021/22 (estimated)"

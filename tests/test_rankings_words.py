"""Sentences about rankings, the most vulnerable, and one outcome everywhere."""

from typing import get_args

import pytest

from cpop.catalogue import Area, community_indicators
from cpop.queries.all_communities import Latest
from cpop.queries.rankings import Ranked, ScoredYears, Share
from cpop.queries.vulnerable import Changed, Movement, Still
from cpop.words import all_communities, rankings, vulnerable
from cpop.words.community import Beside

CATALOGUE = community_indicators()
POVERTY, ATTAINMENT, ADMISSIONS = (CATALOGUE[code] for code in ("child_poverty", "attainment", "emergency_admissions"))
FIFE = Area("S1", "fife", "Fife", 1, 1)
NAMES = {"a": "Abbey", "b": "Bridge", "c": "Castle", "d": "Dale"}


def a_row(row_type, **known):
    """A row with these columns; all others are missing."""
    return row_type(**dict.fromkeys(row_type._fields) | known)


def ranked(codes, outcomes, change):
    return [
        a_row(Ranked, community_code=code, outcomes_in_area=position, change_in_area=change_position)
        for code, position, change_position in zip(codes, outcomes, change, strict=True)
    ]


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (1, "poorest of 6"),
        (2, "2nd poorest of 6"),
        (3, "3rd poorest of 6"),
        (4, "3rd best of 6"),
        (6, "best of 6"),
        (3.5, "position 3.5 of 6, shared"),
        (None, "no position, as it has no figures"),
    ],
)
def test_a_position_is_told_from_the_nearer_end(position, words):
    assert rankings.place_in_list(position, 6, "poorest", "best") == words


def test_the_only_community_is_the_poorest():
    assert rankings.place_in_list(1, 1, "poorest", "best") == "poorest of 1"


def test_rankings_name_the_poorest_and_the_least_improved():
    rows = ranked("abcd", [2.0, 1.0, 3.0, 4.0], [4, 3, 1, 2])
    text = rankings.rankings("Fife", rows, NAMES, "child poverty alone", "2010/11")
    assert text == (
        "Over child poverty alone, outcomes are poorest in Bridge of Fife’s 4 communities, then in Abbey and Castle. "
        "Castle, Dale and Bridge improved least since 2010/11."
    )


def test_rankings_say_how_many_are_both_poor_and_improving_least():
    codes = [f"c{i}" for i in range(10)]
    rows = ranked(codes, range(1, 11), [2, 9, 1, *range(3, 9), 10])
    text = rankings.rankings("Fife", rows, {code: code for code in codes}, "x", "2010/11")
    assert text.endswith("Of the poorest fifth (2 communities), one is also among the fifth that improved least.")


def test_rankings_without_any_figure_say_so():
    rows = ranked("abcd", [None] * 4, [1, 1, 1, 1])
    assert rankings.rankings("Fife", rows, NAMES, "x", "2010/11") == "No community of Fife has figures for x."


def test_nobody_improved_least_where_no_change_is_known():
    rows = ranked("abcd", [2.0, 1.0, 3.0, 4.0], [None] * 4)
    text = rankings.rankings("Fife", rows, NAMES, "x", "2021/22")
    assert text.endswith("No change is known for any of them, so nobody is placed by it.")


@pytest.mark.parametrize(
    ("better", "start"), [(0, "None of Fife’s 4 communities (0%)"), (1, "1 of"), (4, "All of Fife’s 4")]
)
def test_the_share_better_than_expected(better, start):
    assert rankings.above_type("Fife", Share("S1", None, 4, better, better / 4)).startswith(start)
    assert "not known" in rankings.above_type("Fife", Share("S1", None, 0, 0, None))


def test_what_is_summed():
    assert rankings.what_is_summed(list(CATALOGUE.values()), len(CATALOGUE)) == "all eight outcomes together"
    assert rankings.what_is_summed([POVERTY], 8) == "child poverty alone"
    assert rankings.what_is_summed([POVERTY, ADMISSIONS], 8) == (
        "child poverty and emergency admissions at ages 65+ together"
    )


def test_followed_tells_all_four_places():
    row = a_row(
        Ranked,
        outcomes_in_area=1.0,
        expected_in_area=4.0,
        change_in_area=2,
        expected_change_in_area=3,
        type_level="above",
    )
    assert rankings.in_each_list(row, 4, "Fife") == (
        "among Fife’s 4 communities, outcomes poorest of 4; against its own type best of 4 (above the average "
        "of its type); improvement 2nd least improved of 4; improvement against its own type 2nd most improved of 4"
    )
    assert "best of 4 (no figure)" in rankings.in_each_list(row._replace(type_level=None), 4, "Fife")


def test_the_years_note_names_what_is_estimated_and_what_is_not_known():
    years = [
        ScoredYears("attainment", 2021, True, 2010, True, 0, 9),
        ScoredYears("child_poverty", 2021, False, 2010, True, 0, 9),
        ScoredYears("crime_rate", 2021, False, 2013, False, 5, 9),
        ScoredYears("depopulation", 2021, False, 2021, False, 9, 9),
    ]
    text = rankings.years_note(years, CATALOGUE)
    assert text.startswith(
        "Outcomes are those of 2021/22; improvement is counted from 2010/11 (recorded crime: 2013/14; depopulation: "
        "2021/22) to then."
    )
    assert "Estimated, not measured, in 2021/22: school leavers' attainment." in text
    assert "For depopulation no change is known" in text
    assert "the change of 5 of Scotland’s communities is not known" in text
    assert rankings.counted_from(years[:3], CATALOGUE) == (
        "2010/11 (recorded crime: 2013/14), for school leavers' attainment and child poverty from an estimate"
    )
    assert [one.code for one in rankings.starts_estimated(years, CATALOGUE)] == ["attainment", "child_poverty"]
    unknown = [row._replace(without_change=9) for row in years]
    assert rankings.starts_estimated(unknown, CATALOGUE) == []


def test_shares_of_areas_name_both_ends():
    shares = [Share(code, None, 5, round(5 * share), share) for code, share in (("x", 0.2), ("y", 1.0), ("z", 1.0))]
    text = rankings.shares_of_areas(shares, {"x": "Fife", "y": "Angus", "z": "Moray"}, "child poverty alone")
    assert text == (
        "Over child poverty alone, more than half of the communities are above the average of their types in 2 of 3 "
        "areas. The share is lowest in Fife (20%) and highest in Angus and Moray (100%)."
    )


def changed(**movements):
    return [a_row(Changed, indicator=code, movement=movement) for code, movement in movements.items()]


def test_catching_up():
    say = vulnerable.catching_up
    moved = changed(
        child_poverty="catching_up",
        attainment="falling_further_behind",
        crime_rate="fallen_behind",
        out_of_work_benefits="losing_ground",
        depopulation=None,
    )
    assert say("Abbey", moved, CATALOGUE) == (
        "Abbey is catching up on 1 of 4 outcomes: child poverty. It is falling further behind on school leavers' "
        "attainment. It has fallen behind the average on recorded crime. It is losing its lead on out-of-work benefits."
    )
    behind = changed(**dict.fromkeys(("attainment", "child_poverty"), "falling_further_behind"))
    assert say("Abbey", behind, CATALOGUE) == (
        "Abbey is catching up on none of 2 outcomes. It is falling further behind on school leavers' attainment "
        "and child poverty."
    )
    assert "not known" in say("Abbey", changed(attainment=None), CATALOGUE)


def test_every_movement_of_the_schema_has_its_words():
    told = {*vulnerable._CATCHING_UP, *(movement for movements, _ in vulnerable._SENTENCES for movement in movements)}
    assert told == set(vulnerable.MOVEMENT) == set(get_args(Movement))


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
                "is_ahead_by_share": None,
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
    assert vulnerable.by_share(POVERTY, a_row(Changed, **row, first_gap=first, last_gap=last)) == said


def test_a_gap_that_grew_while_little_changed_is_not_told_by_shares():
    row = a_row(
        Changed,
        is_ahead_by_share=True,
        improvement=-0.1,
        area_improvement=-4.0,
        first_gap=-1.0,
        last_gap=-2.0,
        direction="little_change",
        movement="falling_further_behind",
    )
    assert vulnerable.by_share(POVERTY, row) == ""


@pytest.mark.parametrize(
    ("row", "start"),
    [
        (
            Still("S1", 5, 1, 40, True),
            "1 of the 5 communities that were the most vulnerable of Fife in 2006/07 is ",
        ),
        (Still("S1", 5, 5, 40, True), "All of the 5"),
        (Still("S1", 5, 0, 40, True), "None of the 5"),
        (Still("S1", 0, 0, 40, True), "No list of 2006/07 is known for Fife."),
        (Still("S1", 0, 0, 3, False), "Fife has 3 communities: too few for a list"),
    ],
)
def test_how_many_of_the_five_stayed(row, start):
    text = vulnerable.moved(FIFE, row)
    assert text.startswith(start)
    assert text.endswith("the 5 most vulnerable of its 40, by all outcomes together.") == bool(row.were)


def test_how_many_stayed_in_scotland():
    still = [Still("x", 5, 5, 40, True), Still("y", 5, 2, 40, True), Still("z", 0, 0, 6, False)]
    assert vulnerable.moved_in_scotland(still) == (
        "7 of the 10 communities that were among the five most vulnerable of their areas in 2006/07 (70%) are still "
        "among them. In 1 area all five are the same. 1 area has fewer than ten communities and no such five."
    )


def latest(values, directions):
    known = {"year": 2021, "status": "raw", "first_year": 2014, "last_year": 2021}
    return [
        a_row(Latest, name=name, value=value, direction=direction, **known)
        for name, value, direction in zip(("Abbey", "Bridge", "Castle"), values, directions, strict=True)
    ]


def test_the_spread_runs_from_best_to_poorest_whichever_way_the_numbers_run():
    rows = latest([10.0, 30.0, 20.0], ["improved", "little_change", None])
    scotland = [Beside("Scotland", 20.8, "raw")]
    assert all_communities.spread(POVERTY, "Fife’s communities", rows, scotland) == (
        "Child poverty among Fife’s communities in 2021/22: from 10.0% in Abbey to 30.0% in Bridge, the poorest, "
        "beside 20.8% for Scotland. 1 of 3 improved from 2014/15 to 2021/22, 1 changed little; for 1 the change is not "
        "known."
    )
    text = all_communities.spread(ATTAINMENT, "Fife’s communities", rows, [])
    assert "from 30.00 in Bridge to 10.00 in Abbey" in text
    unknown = all_communities.spread(ATTAINMENT, "Fife’s communities", latest([10.0, 30.0, 20.0], [None] * 3), [])
    assert unknown.endswith("No change is known: it takes two measured years.")


def test_a_spread_says_what_most_of_its_figures_rest_on():
    rows = latest([10.0, 30.0, 20.0], ["improved"] * 3)
    mostly = [rows[0], *(row._replace(status="imputed") for row in rows[1:])]
    beside = [Beside("Fife", 21.0, "imputed"), Beside("Scotland", 20.8, "raw")]
    text = all_communities.spread(POVERTY, "Fife’s communities", mostly, beside)
    assert "in 2021/22 (estimated): from" in text
    assert "beside 21.0% for Fife (estimated) and 20.8% for Scotland" in text
    assert "(estimated)" not in all_communities.spread(POVERTY, "Fife’s communities", rows, [])


def test_a_spread_without_figures_says_so():
    assert "no figure" in all_communities.spread(POVERTY, "Fife’s communities", latest([None] * 3, [None] * 3), [])


def test_levels_that_are_not_counted_alike_are_named():
    assert all_communities.years_averaged(POVERTY) == ""
    assert "averages of 3 years, those of the area and of Scotland of single years" in all_communities.years_averaged(
        ADMISSIONS
    )


@pytest.mark.parametrize(
    ("value", "is_beyond"), [(None, False), (9.9, True), (10.0, False), (20.0, False), (30.0, False), (40.0, True)]
)
def test_an_area_beyond_all_its_communities_is_named_on_either_side(value, is_beyond):
    rows = latest([10.0, 30.0, 20.0], ["improved"] * 3)
    text = all_communities.out_of_range(POVERTY, "Fife", value, rows)
    assert text.startswith(f"Fife’s own figure ({POVERTY.format(value)}) lies beyond") == is_beyond
    assert bool(text) == is_beyond


def test_a_course_says_both_measured_years_and_marks_an_estimated_level():
    row = a_row(
        Latest,
        value=5.26,
        year=2021,
        status="imputed",
        first_value=5.0,
        first_year=2013,
        last_value=5.25,
        last_year=2020,
        direction="improved",
        told_as="percent",
    )
    assert all_communities.course(ATTAINMENT, row) == (
        "5.26 in 2021/22 (estimated). Improved: up 5.0%, 5.00 in 2013/14 to 5.25 in 2020/21"
    )
    assert all_communities.course(ATTAINMENT, row._replace(direction=None)) == "5.26 in 2021/22 (estimated)"

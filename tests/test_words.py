"""Sentences: each says what its figures say, and nothing that they do not."""

import pytest

from cpop.catalogue import Area, Comparator, indicators
from cpop.database import query
from cpop.queries.areas import Glance, Tally
from cpop.words import standing as words

FIFE = Area("S1", "fife", "Fife", 3, 2)
SCOTLAND = Area("S9", "scotland", "Scotland")
BESIDE_SCOTLAND = Comparator("scotland", "S9", "Scotland", "Scotland", "Scotland")
POVERTY, WELLBEING, EARNINGS = (indicators()[code] for code in ("child_poverty", "wellbeing", "median_earnings"))


@pytest.mark.parametrize(
    ("indicator", "first", "last", "said"),
    [
        (POVERTY, 10.0, 12.5, "up 2.5 points"),
        (POVERTY, 12.5, 10.0, "down 2.5 points"),
        (POVERTY, 10.0, 10.01, "no change"),
        (POVERTY, 10.04, 10.06, "no change"),
        (WELLBEING, 0.0, 0.001, "no change"),
        (EARNINGS, 400, 500, "up 25%"),
        (WELLBEING, 7.0, 7.1, "up 1.4%"),
        (WELLBEING, 7.0, 7.0001, "no change"),
        (POVERTY, None, 10.0, "no figure"),
        (POVERTY, 0.0, 10.0, "up 10.0 points"),
        (EARNINGS, 0.0, 10.0, "up £10"),
    ],
)
def test_a_movement_is_told_in_the_indicators_own_terms(indicator, first, last, said):
    assert words.movement(indicator, first, last) == said


def test_a_verdict_speaks_its_code_and_never_the_figures():
    assert words.verdict("improved", POVERTY, 12.5, 10.0).text == "Improved: down 2.5 points"
    assert words.verdict("little_change", POVERTY, 10.0, 10.1).text == "Little change: up 0.1 points"
    assert words.verdict("little_change", POVERTY, 10.0, 10.01).text == "Little change"
    assert words.verdict(None, POVERTY, None, None).text == "Not judged"


def codes(column):
    """The codes of a column in the whole of the data."""
    return set(query(f"select distinct {column} as code from cpp_standing")["code"].dropna())


@pytest.mark.parametrize(
    ("column", "spoken"),
    [
        ("level", words.LEVEL),
        ("level", words.THAN),
        ("change", words.CHANGE),
        ("pace", words.PACE),
        ("movement", words.MOVEMENT),
    ],
)
def test_every_code_has_its_words(column, spoken):
    assert codes(column) <= set(spoken)


@pytest.mark.parametrize("code", words.PACE)
def test_the_pace_says_of_itself_what_its_code_says(code):
    said = words.pace(code, "Scotland")
    assert said.startswith(
        {"improving": "improving", "worsening": "worsening", "holding": "little change"}[code.split("_")[0]]
    )
    assert ("Scotland" in said) == ("while" in code)


def test_an_area_that_worsened_beside_one_that_stood_still_is_never_said_to_improve():
    assert words.pace("worsening_while_it_held", "Scotland") == "worsening, while Scotland changed little"
    assert words.pace("holding_while_it_worsened", "Scotland") == "little change, while Scotland worsened"


def glance(**changes):
    row = dict.fromkeys(Glance._fields) | {
        "indicator": "child_poverty", "year": 2021, "value": 23.2, "status": "raw", "rank": 24, "ranked": 32,
        "first_year": 2014, "first_value": 16.1, "last_year": 2021, "last_value": 23.2, "gain_in_yardsticks": -1.4,
        "change": "worsened", "comparator_value": 20.8, "comparator_status": "raw",
        "level": "worse", "ground": "kept", "pace": "worsening_at_the_same_pace", "movement": "keeping_its_distance",
        "compared_from": 2014, "compared_to": 2021,
    }  # fmt: skip
    return Glance(**row | changes)


def trend(**changes):
    return words.trend(FIFE, BESIDE_SCOTLAND, glance(**changes), POVERTY)


def test_a_standing_without_a_level_is_not_compared_and_one_without_a_change_is_not_judged():
    assert words.standing(glance(level=None), "Scotland").word == "Not compared"
    said = words.standing(glance(pace=None, ground=None), "Scotland")
    assert said.text == "Worse, change not judged"
    assert words.standing(glance(level="about_the_same"), "Scotland").word == "About the same"


def test_the_mark_is_open_where_level_and_movement_point_different_ways():
    signs = {
        (level, ground): words.standing(glance(level=level, ground=ground), "Scotland").mark.sign
        for level in words.LEVEL
        for ground in ("gained", "kept", "lost")
    }
    assert signs["better", "lost"] == "△"
    assert signs["worse", "gained"] == "▽"
    assert {signs["better", "kept"], signs["better", "gained"]} == {"▲"}
    assert {signs["worse", "kept"], signs["worse", "lost"]} == {"▼"}


def test_a_trend_sentence_holds_every_figure_of_its_chart_and_both_its_years():
    assert trend() == (
        "Fife: 23.2% of children under 16 in 2021/22. Worsened: up 7.1 points from 2014/15 to 2021/22. "
        "Worse than Scotland (20.8%) in 2021/22; worsening at the same pace and keeping its distance; "
        "24th of 32 areas, where 1st is best."
    )


def test_a_trend_sentence_says_estimated_where_it_is_and_where_its_change_stops():
    said = trend(status="imputed", comparator_status="imputed", last_year=2020, last_value=20.0, compared_to=2020)
    assert "in 2021/22, estimated." in said
    assert "(20.8%, estimated)" in said
    assert "up 3.9 points from 2014/15 to 2020/21." in said


def test_a_comparison_over_other_years_says_them():
    assert "keeping its distance from 2016/17 to 2021/22;" in trend(compared_from=2016)


def test_a_change_across_a_break_is_not_judged_and_the_break_is_told():
    row = glance(
        indicator="healthy_birthweight", first_year=None, first_value=None, last_year=None, last_value=None,
        change=None, before_change="improved", before_first_year=2010, before_first_value=88.6,
        before_last_year=2020, before_last_value=89.8, pace=None, movement=None, ground=None,
    )  # fmt: skip
    birthweight = indicators()["healthy_birthweight"]
    said = words.trend(FIFE, BESIDE_SCOTLAND, row, birthweight)
    assert birthweight.breaks_at("cpp")[-1].what in said
    assert "Up to then: Improved: up 1.2 points from 2010/11 to 2020/21." in said
    assert "Worse than Scotland" in said
    assert "distance" not in said


def test_a_trend_sentence_of_a_series_that_ended_early_says_so():
    said = trend(value=None, last_year=2020)
    assert "has no figure for 2021/22" in said
    assert "from 2014/15 to 2020/21" in said


def test_scotland_is_compared_with_nothing():
    row = glance(rank=None)
    said = words.trend(SCOTLAND, BESIDE_SCOTLAND, row, POVERTY)
    assert said == ("Scotland: 23.2% of children under 16 in 2021/22. Worsened: up 7.1 points from 2014/15 to 2021/22.")


def tally(**changes):
    counts = {"compared": 3, "better": 1, "about_the_same": 1, "worse": 1, "estimated": 0}
    counts |= {"judged": 3, "improved": 1, "little_change": 1, "worsened": 1, "first_year": 2010, "last_year": 2021}
    return Tally(**counts | changes)


def test_what_stands_out_names_best_and_poorest_and_the_largest_moves():
    rows = [
        glance(),
        glance(indicator="median_earnings", value=520.0, rank=2, first_year=2010, first_value=400.0,
               last_value=520.0, gain_in_yardsticks=2.0, change="improved"),
        glance(indicator="wellbeing", value=7.3, rank=12, first_value=7.2, last_value=7.3,
               gain_in_yardsticks=0.05, change="little_change"),
    ]  # fmt: skip
    said = [one.text for one in words.what_stands_out(FIFE, BESIDE_SCOTLAND, rows, tally(), indicators())]
    assert said[0] == "Fife is better than Scotland on 1 of 3 outcomes, about the same on 1 and worse on 1."
    assert said[1] == (
        "1 of 3 outcomes improved, 1 changed little and 1 worsened, each from its first to its last measured year "
        "between 2010/11 and 2021/22."
    )
    assert said[2].startswith("Best standings: 2nd of 32 for median weekly earnings, at £520 a week in 2021/22; 12th")
    assert said[3].startswith("Poorest standings: 24th of 32 for child poverty, at 23.2% of children under 16")
    assert said[4].endswith("median weekly earnings, up 30%, from £400 in 2010/11 to £520 in 2021/22 (in cash terms).")
    assert said[5].endswith("child poverty, up 7.1 points, from 16.1% in 2014/15 to 23.2% in 2021/22.")


def test_a_move_that_is_little_change_is_no_biggest_improvement():
    rows = [glance(indicator="wellbeing", change="little_change", gain_in_yardsticks=0.09)]
    said = " ".join(one.text for one in words.what_stands_out(FIFE, BESIDE_SCOTLAND, rows, tally(), indicators()))
    assert "Biggest" not in said


def test_the_counts_say_how_many_rest_on_an_estimate_and_how_many_are_not_judged():
    found = words.what_stands_out(FIFE, BESIDE_SCOTLAND, [glance()], tally(estimated=2, judged=2), indicators())
    said = [one.text for one in found]
    assert said[0].endswith("(2 of these rest on an estimated figure).")
    assert said[1].endswith("the change of 1 more is not judged.")


def test_no_sentence_speaks_of_significance():
    source = (words.__doc__ or "") + " ".join(str(one) for one in vars(words).values() if isinstance(one, str))
    assert "significan" not in source

"""The board pack's words: titles that state a finding, true to figures that are missing, estimated or equal."""

from datetime import date

import pytest

from cpop.catalogue import Area, Comparator, indicators
from cpop.queries.areas import Glance, Tally
from cpop.queries.board_pack import Vulnerable
from cpop.queries.compare import Standing
from cpop.queries.inequality import Count, Measure
from cpop.queries.people import Counted
from cpop.words import board_pack as words

FIFE = Area("S1", "fife", "Fife", 3, 2)
SCOTLAND = Area("S0", "scotland", "Scotland")
BESIDE = Comparator("scotland", "S0", "Scotland", "Scotland", "Scotland")
POVERTY = indicators()["child_poverty"]
ATTAINMENT = indicators()["attainment"]


def of(row_type, **known):
    """A row of a type; what is not named is missing."""
    return row_type(**dict.fromkeys(row_type._fields) | known)


def row(**changes):
    known = {
        "indicator": "child_poverty",
        "year": 2021,
        "value": 23.2,
        "status": "raw",
        "rank": 24,
        "ranked": 32,
        "first_year": 2014,
        "first_value": 16.1,
        "last_year": 2021,
        "last_value": 23.2,
        "change": "worsened",
        "gain_in_yardsticks": -1.0,
        "level": "worse",
        "level_gap": -0.5,
        "comparator_value": 20.8,
        "comparator_status": "raw",
        "compared_from": 2014,
        "compared_to": 2021,
        "pace": "worsening_faster",
        "movement": "fallen_behind",
    }
    return of(Glance, **known | changes)


def test_a_trend_title_states_movement_level_and_standing():
    assert words.trend_title(FIFE, BESIDE, row(), POVERTY) == (
        "Child poverty: worsened, up 7.1 points since 2014/15, to 23.2% in 2021/22, and worse than Scotland"
    )


def test_level_and_direction_that_differ_are_joined_by_but():
    title = words.trend_title(FIFE, BESIDE, row(level="better"), POVERTY)
    assert title.endswith("in 2021/22, but better than Scotland")


def test_little_change_is_never_called_an_improvement():
    title = words.trend_title(FIFE, BESIDE, row(change="little_change", last_value=16.0), POVERTY)
    assert title.startswith("Child poverty: little change, down 0.1 points since 2014/15, to 23.2% in 2021/22")
    assert ", and worse than" in title


def test_an_estimated_figure_is_named_so_in_its_title_and_the_change_stops_before_it():
    title = words.trend_title(FIFE, BESIDE, row(status="imputed", last_year=2020), POVERTY)
    assert title.endswith(
        "up 7.1 points from 2014/15 to 2020/21; 23.2% in 2021/22 (estimated), and worse than Scotland"
    )


def test_a_change_that_is_not_judged_is_not_told():
    title = words.trend_title(FIFE, BESIDE, row(change=None, first_year=None, last_year=None), POVERTY)
    assert title == "Child poverty: 23.2% in 2021/22, change not judged, and worse than Scotland"


def test_a_missing_figure_is_said_to_be_missing():
    title = words.trend_title(FIFE, BESIDE, row(value=None), POVERTY)
    assert title == "Child poverty: Fife has no figure for 2021/22"


def test_scotland_is_compared_with_nobody():
    assert words.trend_title(SCOTLAND, BESIDE, row(), POVERTY).endswith("since 2014/15, to 23.2% in 2021/22")


def test_a_level_that_makes_no_difference_is_about_the_same():
    title = words.trend_title(FIFE, BESIDE, row(level="about_the_same"), POVERTY)
    assert title.endswith("and about the same as Scotland")


def told(**changes):
    return {one.lead: one.rest for one in words.trend_points(FIFE, BESIDE, row(**changes), POVERTY)}


def test_the_points_of_a_trend_say_what_its_title_does_not():
    assert told() == {
        "Scotland": "20.8% in 2021/22.",
        "Beside it": "worsening faster, having fallen behind.",
        "Rank": "24th of 32 areas, where 1st is best.",
    }


def test_other_years_of_a_comparison_are_named():
    assert told(compared_from=2016)["Beside it"].endswith("having fallen behind, from 2016/17 to 2021/22.")


def test_an_estimate_of_the_comparator_is_named():
    assert told(comparator_status="imputed")["Scotland"] == "20.8% in 2021/22, estimated."


def test_why_a_change_is_not_judged_is_said():
    assert told(change=None, pace=None, rank=None, level=None) == {
        "": "Fewer than two years are measured, so there is no change to speak of."
    }


def test_the_key_names_what_is_drawn():
    assert words.key(("raw",)) == ""
    assert words.key(("raw", "imputed", "projected")) == "Dashed: estimated. Dotted: projected."


def glance(*levels, **changes):
    codes = ("child_poverty", "attainment", "crime_rate")
    gaps = {"worse": -1.0, "better": 1.0, "about_the_same": 0.0}
    return [
        row(indicator=code, level=level, level_gap=gaps[level] * (place + 1), **changes)
        for place, (code, level) in enumerate(zip(codes, levels, strict=True))
    ]


def test_a_glance_title_names_the_outcome_furthest_behind_and_ahead():
    title = words.glance_title(FIFE, BESIDE, glance("worse", "worse", "better"), indicators())
    assert title == (
        "Worse than Scotland on 2 of 3 outcomes, most on school leavers' attainment; better on 1, most on recorded "
        "crime"
    )
    title = words.glance_title(FIFE, BESIDE, glance("about_the_same", "about_the_same", "about_the_same"), indicators())
    assert title == "Worse than Scotland on none of 3 outcomes; better on none"


def test_scotlands_glance_title_says_what_moved_most():
    rows = glance("worse", "worse", "better")
    rows = [one._replace(gain_in_yardsticks=gain) for one, gain in zip(rows, (-1.0, -3.0, -2.0), strict=True)]
    title = words.glance_title(SCOTLAND, BESIDE, rows, indicators())
    assert title == (
        "3 of 3 outcomes worsened from 2014/15 to 2021/22, above all school leavers' attainment; none improved"
    )
    assert words.glance_title(SCOTLAND, BESIDE, [row(change=None)], indicators()) == "No change can be judged"


def standings():
    rows = [
        ("S2", "Angus", 10.0, "raw", 1, 3, "worse", True),
        ("S1", "Fife", 12.0, "imputed", 2, 3, "about_the_same", True),
        ("S3", "Moray", 15.0, "raw", 3, 3, "better", True),
        ("S4", "Stirling", None, None, None, 3, None, True),
        ("S0", "Scotland", 13.0, "raw", None, None, "better", False),
    ]
    columns = ("place_code", "name", "value", "status", "rank", "ranked", "area_level", "is_member")
    return [of(Standing, year=2021, **dict(zip(columns, one, strict=True))) for one in rows]


def as_seen_by(code, **levels):
    return [one._replace(area_level=levels.get(one.place_code, one.area_level)) for one in standings()]


def test_a_position_counts_who_does_better_and_names_the_best():
    assert words.position_title(FIFE, POVERTY, standings()) == (
        "Child poverty: 1 of the 2 similar areas does better, Angus best, at 10.0%"
    )
    moray = Area("S3", "moray", "Moray")
    assert words.position_title(moray, POVERTY, as_seen_by("S3", S1="worse")) == (
        "Child poverty: all of the 2 similar areas do better, Angus best, at 10.0%"
    )
    angus = Area("S2", "angus", "Angus")
    assert words.position_title(angus, POVERTY, as_seen_by("S2", S1="better", S3="better")) == (
        "Child poverty: none of the 2 similar areas does clearly better; of them Fife best, at 12.0% (estimated)"
    )


def test_the_points_of_a_position_say_who_is_compared_and_who_is_missing():
    points = {one.lead: one.rest for one in words.position_points(FIFE, POVERTY, standings(), "deprivation")}
    assert points == {
        "Compared": "the four areas most alike in levels of deprivation. Lower is better.",
        "Fife": "12.0% (estimated), 2nd best of 3.",
        "No figure for": "Stirling.",
    }


def test_a_position_in_words_names_both_ends_the_area_and_who_is_missing():
    said = words.position(FIFE, POVERTY, standings(), "deprivation")
    assert "runs from 10.0% in Angus, the best, to 15.0% in Moray." in said
    assert "Fife: 12.0% (estimated)." in said
    assert "No figure for Stirling." in said
    assert "Scotland: 13.0%." in said
    assert said.endswith("Lower is better.")
    nobody = [one._replace(value=None, rank=None) for one in standings()]
    assert words.position(FIFE, POVERTY, nobody, "deprivation") == "There are no figures to compare."


def test_an_area_without_a_figure_has_no_position():
    title = words.position_title(Area("S4", "stirling", "Stirling", 1, 1), POVERTY, standings())
    assert title == "Child poverty: Stirling has no figure to place among similar areas"


def gap(**changes):
    known = {
        "measure": "tenths",
        "first_year": 2014,
        "first_value": 10.0,
        "first_size": 10.0,
        "last_year": 2021,
        "last_value": 30.0,
        "last_size": 30.0,
        "side": "deprived",
        "direction": "growing",
    }
    return of(Measure, **known | changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "the gap has more than doubled, from 10.0 points in 2014/15 to 30.0 points in 2021/22"),
        (
            {"direction": "turned", "first_value": -1.7, "first_size": 1.7},
            "the gap has turned round against the most deprived, from −1.7 points in 2014/15 to 30.0 points in 2021/22",
        ),
        (
            {"side": "others", "direction": "turned", "last_value": -0.7, "last_size": 0.7},
            "the most deprived tenth does better; the gap was 10.0 points in 2014/15 and −0.7 points in 2021/22",
        ),
        (
            {"side": "even", "direction": "shrinking", "last_value": 0.0, "last_size": 0.0},
            "the gap has closed, from 10.0 points in 2014/15 to 0.0 points in 2021/22",
        ),
        ({"direction": None}, "the gap was measured in one year only, 30.0 points in 2021/22"),
        ({"last_value": None}, "the gap cannot be told, for figures of the tenths are missing"),
    ],
)
def test_what_became_of_the_gap_is_the_title(changes, said):
    assert words.inequality_title(POVERTY, gap(**changes)) == f"Child poverty: {said}"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "the gap has grown, from 10.0 points in 2014/15"),
        ({"direction": "shrinking"}, "the gap has narrowed, from 10.0 points in 2014/15"),
        ({"direction": None, "first_year": None}, "the gap was measured in one year only"),
    ],
)
def test_what_became_of_a_gap(changes, text):
    assert words.gap_moved(POVERTY, gap(**changes)) == text


def count(**known):
    return Count(**dict.fromkeys(Count._fields, 0) | {"measure": "all"} | known)


def test_how_unequal_an_area_is():
    counts = {"all": count(outcomes=8, deprived=7), "tenths": count(growing=5, shrinking=2, unchanged=1)}
    assert words.unequal(FIFE, counts) == (
        "Deprived communities of Fife fare worse on 7 of 8 outcomes by every measure; the gap has grown on 5 of 8"
    )
    assert words.unequal(FIFE, {"all": count(outcomes=8)}) == (
        "Deprived communities of Fife fare worse on none of 8 outcomes by every measure"
    )
    assert words.unequal(FIFE, {}).endswith("cannot be told: figures are missing")


# ---- The summary


TALLY = of(Tally, compared=18, judged=17, improved=8, worsened=8, little_change=1, first_year=2010, last_year=2021)


def test_a_summary_names_the_suggested_priorities():
    assert words.summary_title(FIFE, ["a", "b, c"], TALLY, True) == "Most pressing for Fife: a; b, c"
    assert words.summary_title(SCOTLAND, ["a"], TALLY, True) == "Worsened most in Scotland: a"
    assert words.summary_title(FIFE, ["a"], TALLY, False) == (
        "Fife improved on 8 of 17 outcomes from 2010/11 to 2021/22 and got worse on 8"
    )
    assert words.summary_title(FIFE, [], TALLY._replace(judged=0), True) == "What stands out in Fife"


def test_three_questions_from_what_the_figures_say():
    first, better = (row(), POVERTY), (standings()[0], row(), POVERTY, "deprivation")
    asked = words.questions(FIFE, BESIDE, first, better, ["A", "B"], 3)
    assert asked == [
        "On child poverty, Fife is worse than Scotland (worsening faster): who will do what about it, and by when?",
        "Angus is much like Fife in levels of deprivation, and has 10.0% for child poverty, against 23.2% here: what "
        "is done there that is not done here?",
        "Does the plan reach A and B first, and how would the board know?",
    ]


def test_three_questions_even_where_little_is_known():
    assert len(set(words.questions(SCOTLAND, BESIDE, None, None, [], 0))) == 3
    asked = words.questions(SCOTLAND, BESIDE, (row(level="about_the_same"), POVERTY), None, [], 0)
    assert len(set(asked)) == 3
    assert asked[0] == "On child poverty, Scotland has worsened: who will do what about it, and by when?"


# ---- The appendix


def test_a_part_of_the_appendix_names_the_best_and_the_poorest_rank():
    codes = ("child_poverty", "attainment", "crime_rate")
    rows = [row(indicator=code, rank=rank) for code, rank in zip(codes, (24, None, 3), strict=True)]
    title = words.appendix_title(FIFE, 1, 3, rows, indicators())
    assert title == "Appendix, 1 of 3: Fife ranks from 3rd of 32 on recorded crime to 24th on child poverty"
    rows[0] = rows[0]._replace(ranked=31)
    assert words.appendix_title(FIFE, 1, 1, rows, indicators()).endswith("to 24th of 31 on child poverty")
    title = words.appendix_title(FIFE, 1, 1, rows[:2], indicators())
    assert title == "Appendix: Fife ranks 24th of 31 on each ranked outcome"
    title = words.appendix_title(SCOTLAND, 2, 3, rows[1:2], indicators())
    assert title.startswith("Appendix, 2 of 3: 1 of 1 outcomes worsened from 2014/15 to 2021/22, above all school")


def test_what_matching_would_mean_is_a_title_from_its_row():
    counted = of(Counted, indicator="child_poverty", level="worse", status="imputed", counted=1900)
    assert words.people_title(counted, POVERTY, BESIDE) == (
        "Matching Scotland would mean about 1,900 fewer children in poverty (estimated)"
    )


# ---- Communities


def test_as_many_of_the_poorest_are_named_as_a_title_holds():
    assert words.poorest_title(FIFE, ["A", "B", "C", "D"]) == "Outcomes in Fife are poorest in A, B and C"
    long = ["A" * 40, "B" * 40, "C"]
    assert words.poorest_title(FIFE, long).endswith(f"{'A' * 40} and {'B' * 40}")
    assert words.poorest_title(FIFE, ["A" * 90, "B"]).endswith("A" * 90)


def vulnerable(*then_and_now, has_five=True):
    return [
        of(Vulnerable, name=f"C{place}", rank_then=then, rank_now=now, has_five=has_five, gained=(), judged=0)
        for place, (then, now) in enumerate(then_and_now, start=1)
    ]


def test_how_many_of_the_five_still_are():
    def five(*now):
        return words.vulnerable_title(FIFE, vulnerable(*enumerate(now, start=1)))

    assert five(1, None, None, None, None).startswith("One of the five communities of Fife")
    assert "is among them now" in five(1, None, None, None, None)
    assert five(1, 2, None, None, None).startswith("Two of the five")
    assert five(None, None, None, None, None).startswith("None of the five")
    assert five(1, 2, 3, 4, 5) == "All five most vulnerable communities of Fife in 2006/07 are among them still"


def test_of_too_few_communities_the_poorest_of_then_and_now_are_named():
    def few(*then_and_now):
        return words.vulnerable_title(FIFE, vulnerable(*then_and_now, has_five=False))

    assert few((1, 2), (2, 1)) == "Of the two communities of Fife, C1 was the most vulnerable in 2006/07, and C2 is now"
    assert few((1, 1), (2, 2)) == "Of the two communities of Fife, C1 was the most vulnerable in 2006/07, and is still"
    assert few((None, 1), (None, 2)) == "All two communities of Fife, then and now"


def test_gained_ground_counts_only_what_is_known():
    (one,) = vulnerable((1, 1))
    assert words.ground(one._replace(gained=("child_poverty",), judged=2), indicators()) == "1 of 2: child poverty"
    assert words.ground(one._replace(judged=2), indicators()) == "none of 2"
    assert words.ground(one, indicators()) == "not known: figures are missing"


def test_names_in_a_row():
    assert words.listed(["A"]) == "A"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
    assert words.listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert words.listed(["A", "B and C", "D"]) == "A; B and C; D"


def test_a_day_in_words():
    assert words.day(date(2026, 1, 31)) == "31 January 2026"

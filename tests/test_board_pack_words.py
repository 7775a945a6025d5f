"""The board pack's words: titles that state a finding, true to figures that are missing, estimated or equal."""

from datetime import date

import pandas as pd

from cpop.catalogue import Area, Comparator, indicators
from cpop.words import pack as words

FIFE = Area("S1", "fife", "Fife", 3, 2)
SCOTLAND = Area("S0", "scotland", "Scotland")
BESIDE = Comparator("scotland", "S0", "Scotland", "Scotland", "Scotland")
POVERTY = indicators()["child_poverty"]
ATTAINMENT = indicators()["attainment"]


def row(**changes):
    known = {
        "indicator": "child_poverty",
        "year": 2021,
        "value": 23.2,
        "status": "raw",
        "first_year": 2014,
        "first_value": 16.1,
        "last_year": 2021,
        "last_value": 23.2,
        "change": "worsened",
        "level": "worse",
        "comparator_value": 20.8,
    }
    return next(pd.DataFrame([known | changes]).itertuples())


def test_a_trend_title_states_movement_level_and_standing():
    assert words.trend_title(FIFE, BESIDE, row(), POVERTY) == (
        "Child poverty: worsened, up 7.1 points, from 2014/15 to 2021/22; 23.2% in 2021/22, and worse than Scotland"
    )


def test_level_and_direction_that_differ_are_joined_by_but():
    title = words.trend_title(FIFE, BESIDE, row(level="better"), POVERTY)
    assert title.endswith("in 2021/22, but better than Scotland")


def test_little_change_is_never_called_an_improvement():
    title = words.trend_title(FIFE, BESIDE, row(change="little_change", last_value=16.0), POVERTY)
    assert title.startswith("Child poverty: little change, down 0.1 points, from 2014/15 to 2021/22;")
    assert ", and worse than" in title


def test_an_estimated_figure_is_named_so_in_its_title_and_the_change_stops_before_it():
    title = words.trend_title(FIFE, BESIDE, row(status="imputed", last_year=2020), POVERTY)
    assert "23.2% in 2021/22 (estimated)" in title
    assert "from 2014/15 to 2020/21" in title


def test_a_change_that_is_not_judged_is_not_told():
    title = words.trend_title(FIFE, BESIDE, row(change=None, first_year=None, last_year=None), POVERTY)
    assert title == "Child poverty: 23.2% in 2021/22, change not judged, and worse than Scotland"


def test_a_missing_figure_is_said_to_be_missing():
    title = words.trend_title(FIFE, BESIDE, row(value=float("nan")), POVERTY)
    assert title == "Child poverty: Fife has no figure for 2021/22"


def test_scotland_is_compared_with_nobody():
    assert words.trend_title(SCOTLAND, BESIDE, row(), POVERTY).endswith("; 23.2% in 2021/22")


def test_a_level_that_makes_no_difference_is_about_the_same():
    title = words.trend_title(FIFE, BESIDE, row(level="about_the_same"), POVERTY)
    assert title.endswith("and about the same as Scotland")


def standings():
    return pd.DataFrame(
        [
            ("S2", "Angus", 10.0, "raw", 1, 3, 2021),
            ("S1", "Fife", 12.0, "imputed", 2, 3, 2021),
            ("S3", "Moray", 15.0, "raw", 3, 3, 2021),
            ("S4", "Stirling", None, None, None, 3, 2021),
            ("S0", "Scotland", 13.0, "raw", None, None, 2021),
        ],
        columns=["place_code", "name", "value", "status", "rank", "ranked", "year"],
    )


def test_a_position_names_both_ends_the_area_and_who_is_missing():
    assert words.position_title(FIFE, POVERTY, standings()) == "Child poverty: Fife is 2nd best of 3 similar areas"
    assert words.position_title(Area("S2", "angus", "Angus"), POVERTY, standings()).endswith(
        "is the best of 3 similar areas"
    )
    assert words.position_title(Area("S3", "moray", "Moray"), POVERTY, standings()).endswith(
        "poorest of 3 similar areas"
    )
    said = words.position(FIFE, POVERTY, standings(), "deprivation")
    assert "runs from 10.0% in Angus, the best, to 15.0% in Moray." in said
    assert "Fife: 12.0% (estimated)." in said
    assert "No figure for Stirling." in said
    assert "Scotland: 13.0%." in said
    assert said.endswith("Lower is better.")


def test_an_area_without_a_figure_has_no_position():
    title = words.position_title(Area("S4", "stirling", "Stirling", 1, 1), POVERTY, standings())
    assert title == "Child poverty: Stirling has no figure to place among similar areas"


def test_the_two_ends_of_deprivation():
    ends = next(pd.DataFrame([{"most_deprived": 5.13, "least_deprived": 6.11}]).itertuples())
    title = words.inequality_title(FIFE, ATTAINMENT, ends)
    assert title.endswith("5.13 in the most deprived communities, 6.11 in the least deprived")


def test_how_many_of_the_five_still_are():
    def five(*now):
        rows = [{"rank_then": place, "rank_now": value, "has_five": True} for place, value in enumerate(now, start=1)]
        return words.vulnerable_title(FIFE, pd.DataFrame(rows))

    none = float("nan")
    assert five(1, none, none, none, none).startswith("One of the five communities of Fife")
    assert "is among them now" in five(1, none, none, none, none)
    assert five(1, 2, none, none, none).startswith("Two of the five")
    assert five(none, none, none, none, none).startswith("None of the five")
    assert five(1, 2, 3, 4, 5) == "All five most vulnerable communities of Fife in 2006/07 are among them still"
    few = pd.DataFrame([{"rank_then": 1, "rank_now": place, "has_five": False} for place in range(1, 7)])
    assert words.vulnerable_title(FIFE, few) == "All six communities of Fife, then and now"


def test_gained_ground_counts_only_what_is_known():
    rows = pd.DataFrame(
        [("child_poverty", "gained"), ("attainment", "lost"), ("crime_rate", None)], columns=["indicator", "ground"]
    )
    assert words.ground(rows, indicators()) == "1 of 2: child poverty"
    assert words.ground(rows.tail(1), indicators()) == "not known: figures are missing"


def test_names_in_a_row():
    assert words.listed(["A"]) == "A"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
    assert words.listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"


def test_a_day_in_words():
    assert words.day(date(2026, 1, 31)) == "31 January 2026"

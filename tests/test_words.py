"""Sentences: each says what its figures say, and nothing that they do not."""

import pandas as pd
import pytest

from cpop.catalogue import Area, Comparator, indicators
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


def test_better_follows_the_direction_of_the_indicator():
    assert words.change(POVERTY, 10.0, 12.5).text == "Worsened: up 2.5 points"
    assert words.change(EARNINGS, 400, 500).text == "Improved: up 25%"
    assert words.change(POVERTY, None, 1.0).word == "Not known"
    assert words.change(POVERTY, 10.0, 10.0).text == "No change"


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (5, 3, "improving faster"),
        (3, 5, "improving more slowly"),
        (3, -1, "improving while Scotland worsened"),
        (-3, 1, "worsening while Scotland improved"),
        (-3, -5, "worsening more slowly"),
        (-5, -3, "worsening faster"),
        (2, 2, "changing at the same pace"),
    ],
)
def test_the_pace_never_calls_a_worsening_an_improvement(mine, theirs, said):
    assert words.pace(mine, theirs, "Scotland") == said


def test_a_standing_without_figures_is_not_compared():
    assert words.standing(None, 1, 1, "Scotland").word == "Not compared"
    assert words.standing("better and improving faster", None, 1, "Scotland").word == "Not compared"
    assert words.standing("the same", 1, 2, "Scotland").word == "The same"


def glance(**changes):
    row = {
        "indicator": "child_poverty", "year": 2021, "value": 23.2, "status": "raw", "rank": 24.0, "ranked": 32,
        "first_year": 2010, "first_value": 13.3, "last_year": 2021, "last_value": 23.2, "improvement": -74.0,
        "comparator_value": 20.8, "comparator_status": "raw", "comparator_improvement": -78.2,
        "standing": "worse, improving faster",
    }  # fmt: skip
    return pd.DataFrame([row | changes])


def test_a_trend_sentence_holds_every_figure_of_its_chart():
    row = next(glance().itertuples())
    assert words.trend(FIFE, BESIDE_SCOTLAND, row, POVERTY) == (
        "Fife: 23.2% of children under 16 in 2021/22. Worsened: up 9.9 points since 2010/11. "
        "Worse than Scotland (20.8%), worsening more slowly; 24th of 32 CPPs, where 1st is best."
    )


def test_a_trend_sentence_says_estimated_where_it_is():
    row = next(glance(status="imputed", comparator_status="imputed").itertuples())
    said = words.trend(FIFE, BESIDE_SCOTLAND, row, POVERTY)
    assert "in 2021/22, estimated." in said
    assert "(20.8%, estimated)" in said


def test_a_trend_sentence_of_a_series_that_ended_early_says_so():
    row = next(glance(value=float("nan")).itertuples())
    assert "has no figure for 2021/22" in words.trend(FIFE, BESIDE_SCOTLAND, row, POVERTY)


def test_scotland_is_compared_with_nothing():
    row = next(glance(rank=float("nan")).itertuples())
    said = words.trend(SCOTLAND, BESIDE_SCOTLAND, row, POVERTY)
    assert said == "Scotland: 23.2% of children under 16 in 2021/22. Worsened: up 9.9 points since 2010/11."


def test_what_stands_out_names_best_and_poorest_and_the_largest_moves():
    rows = pd.concat(
        [
            glance(),
            glance(indicator="median_earnings", value=520.0, rank=2.0, standing="better and improving faster",
                   first_value=400.0, last_value=520.0, improvement=30.0),
            glance(indicator="wellbeing", value=7.3, rank=12.0, standing="the same", first_value=7.2,
                   last_value=7.3, improvement=1.4),
        ],
        ignore_index=True,
    )  # fmt: skip
    said = words.what_stands_out(FIFE, BESIDE_SCOTLAND, rows, indicators())
    assert said[0] == "Fife is better than Scotland on 1 of 3 outcomes and worse on 1; 1 is the same."
    assert said[1] == "Since 2010/11, 2 outcomes improved and 1 worsened."
    assert said[2].startswith("Best standings: 2nd of 32 for median weekly earnings, at £520 a week in 2021/22; 12th")
    assert said[3].startswith("Poorest standings: 24th of 32 for child poverty, at 23.2% of children under 16")
    assert said[4] == "Biggest improvement: median weekly earnings, up 30%, from £400 in 2010/11 to £520 in 2021/22."
    assert said[5] == "Biggest deterioration: child poverty, up 9.9 points, from 13.3% in 2010/11 to 23.2% in 2021/22."


def test_no_sentence_speaks_of_significance():
    source = (words.__doc__ or "") + " ".join(str(one) for one in vars(words).values() if isinstance(one, str))
    assert "significan" not in source

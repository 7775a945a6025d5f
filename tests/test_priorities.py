"""Priorities: the words of the rule, the quadrants drawn with their names apart, the page, and choices that stay."""

import re
from itertools import combinations
from types import SimpleNamespace

import pytest

from cpop import queries
from cpop.catalogue import Area, Comparator, headline_indicators, indicators
from cpop.charts.quadrant import BAND, BOTTOM, LEFT, RIGHT, TOP, Position, labels, quadrants
from cpop.words import priorities as words

FIFE = Area("S1", "fife", "Fife", 3, 2)
BESIDE_SCOTLAND = Comparator("scotland", "S9", "Scotland", "Scotland", "Scotland")
BESIDE_FAMILY = Comparator("similar-density", "density-2", "Similar", "the average of similar areas", "similar areas")
POVERTY = indicators()["child_poverty"]


def row(**changes):
    """A row of queries.priorities: behind and falling behind, with a wider and widening gap."""
    base = {
        "indicator": "child_poverty",
        "year": 2021,
        "value": 25.0,
        "status": "raw",
        "first_year": 2010,
        "first_value": 15.0,
        "last_year": 2021,
        "last_value": 25.0,
        "improvement": -66.7,
        "comparator_value": 20.0,
        "comparator_status": "raw",
        "comparator_improvement": -50.0,
        "standing": "worse and improving slower",
        "quadrant": "behind and falling further behind",
        "level_gap": -1.2,
        "rate_gap": -16.7,
        "behind": True,
        "falling_behind": True,
        "unequal": True,
        "points": 3,
        "inequality": 0.31,
        "comparator_inequality": 0.28,
        "inequality_status": "raw",
        "inequality_level": "wider",
        "inequality_direction": "widening",
    }
    return SimpleNamespace(**base | changes)


def test_the_rule_names_the_comparator_and_asks_three_questions():
    said = words.rule(BESIDE_FAMILY)
    assert said.count("?") == 3 == words.MOST_POINTS
    assert "similar areas’" in said


def test_a_reason_gives_level_direction_and_inequality():
    assert words.reason(row(), POVERTY, BESIDE_SCOTLAND) == (
        "25.0%, against 20.0% for Scotland, in 2021/22. Worsening faster since 2010/11. "
        "Gap between communities wider than Scotland’s (Duncan index 0.31 against 0.28) and widening."
    )


def test_a_reason_says_what_is_estimated_and_what_is_missing():
    said = words.reason(row(status="imputed", inequality_status="imputed"), POVERTY, BESIDE_SCOTLAND)
    assert "25.0% (estimated)" in said
    assert "0.28, estimated)" in said
    missing = row(standing=None, value=None)
    assert words.reason(missing, POVERTY, BESIDE_SCOTLAND) == "Not compared: a figure for 2021/22 is missing."
    assert "Duncan" not in words.reason(row(inequality=float("nan")), POVERTY, BESIDE_SCOTLAND)


def test_a_reversed_gap_is_not_called_a_gap():
    said = words.reason(row(inequality=-0.05), POVERTY, BESIDE_SCOTLAND)
    assert "fare no worse (Duncan index −0.05 against 0.28)" in said


def test_the_leading_sentence_counts_and_names_the_first():
    ahead = row(indicator="crime_rate", standing="better and improving faster", quadrant="x", points=0)
    said = words.leading(FIFE, BESIDE_SCOTLAND, [row(), ahead], indicators())
    assert said == (
        "Fife is behind Scotland on 1 of 2 outcomes, and falling further behind on 1. "
        "First by the rule below: child poverty."
    )
    none = words.leading(FIFE, BESIDE_SCOTLAND, [ahead], indicators())
    assert none == "Fife is behind Scotland on 0 of 1 outcomes. None gets a point by the rule below."
    nothing = words.leading(FIFE, BESIDE_SCOTLAND, [row(standing=None)], indicators())
    assert "figures are missing" in nothing


@pytest.mark.parametrize(
    ("level", "rate", "said"),
    [
        (-1.25, -3.0, "1.2 deviations behind, improvement rate 3.0 points lower"),
        (0.5, 2.0, "0.5 deviations ahead, improvement rate 2.0 points higher"),
        (-0.01, 2.0, "under 0.1 deviations behind, improvement rate 2.0 points higher"),
        (0, 0.01, "level, at the pace of Scotland"),
    ],
)
def test_a_distance_is_told_in_words(level, rate, said):
    assert words.distance(level, rate, BESIDE_SCOTLAND) == said


def test_quadrants_are_counted_with_those_that_are_level_or_missing():
    said = words.quadrant_sentence(FIFE, BESIDE_SCOTLAND, [row(), row(quadrant="level"), row(quadrant=None)])
    assert "1 behind and falling further behind" in said
    assert "1 level" in said
    assert "1 not compared" in said


def similar(**changes):
    base = {
        "name": "Angus",
        "year": 2021,
        "value": 18.0,
        "status": "raw",
        "first_year": 2010,
        "improvement": -20.0,
        "is_better": True,
        "is_faster": True,
    }
    return SimpleNamespace(**base | changes)


def test_similar_areas_are_told_with_figures():
    found = [similar(), similar(name="Moray", value=26.0, improvement=-5.0, is_better=False)]
    said = words.learn(FIFE, POVERTY, row(), found, "deprivation")
    assert "one has a better figure for child poverty and 2 have a higher improvement rate" in said
    assert "Angus’: 18.0% in 2021/22, against 25.0% here" in said
    assert "Moray’s: −5.0%, against −66.7% here since 2010/11" in said
    assert words.learn(FIFE, POVERTY, row(), [], "density").startswith("None of the areas most like Fife")


def test_a_lesson_never_calls_a_worsening_an_improvement():
    assert words.lesson(similar(), row(), FIFE) == "Better figure; worsening more slowly"
    assert words.lesson(similar(is_better=False, improvement=5.0), row(), FIFE) == "Improving while Fife worsened"


def test_national_outcomes_without_an_indicator_are_named():
    assert (
        words.without_indicator(set(words.NATIONAL_OUTCOMES) - {"Culture"})
        == "No indicator shown here speaks to Culture."
    )
    assert words.without_indicator(set(words.NATIONAL_OUTCOMES)) == ""
    known = {name for one in indicators().values() for name in one.national_outcomes}
    assert known <= set(words.NATIONAL_OUTCOMES)


PLACES = [(area.code, other) for area in queries.areas().values() for other in ("S92000003", "density-2")]


@pytest.mark.parametrize(("area_code", "comparator"), [one for one in PLACES if one[0] != "S92000003"])
def test_no_name_covers_another_name_or_another_point(area_code, comparator):
    rows = queries.priorities(area_code, comparator, list(headline_indicators()))
    known = rows.dropna(subset=["level_gap", "rate_gap"])
    catalogue = indicators()
    placed = labels([Position(catalogue[r.indicator].label, r.level_gap, r.rate_gap, "") for r in known.itertuples()])
    assert len(placed) == len(known) > 15
    for one, other in combinations(placed, 2):
        assert one.box.overlap(other.box) < 20, (one.position.label, other.position.label)
    for one in placed:
        assert one.box.left >= LEFT
        assert one.box.right <= RIGHT
        assert TOP + BAND <= one.box.top < one.box.bottom <= BOTTOM - BAND


def test_better_stands_right_and_faster_stands_higher():
    behind, ahead = labels([Position("Behind", -1.0, -30.0, ""), Position("Ahead", 1.0, 30.0, "")])
    assert behind.x < (LEFT + RIGHT) / 2 < ahead.x
    assert ahead.y < (TOP + BOTTOM) / 2 < behind.y


def test_the_drawing_names_every_point_its_quadrants_and_its_priorities():
    drawing = quadrants([Position("Fires & floods", -1, -2, "told", True)], "Scotland", "What it says")
    assert 'aria-label="What it says"' in drawing
    assert "★ Fires &amp; floods" in drawing
    assert "<title>Fires &amp; floods: told</title>" in drawing
    for name in words.QUADRANTS:
        assert f"{name[0].upper()}{name[1:]}" in drawing
    assert "better than Scotland" in drawing


def text(app):
    return " ".join(one.value for one in app.markdown)


def test_priorities_chosen_on_one_page_are_marked_on_every_other(run_page):
    views = (("glance.py", {}), ("trends.py", {}), ("compare.py", {"view": "grid"}), ("inequality.py", {}))
    for file, view in (*views, ("priorities.py", {})):
        app = run_page(file, area="fife", priorities="child_poverty,wellbeing", **view)
        assert "priority</span>" in text(app), file
        assert app.query_params["priorities"] in (["child_poverty,wellbeing"], "child_poverty,wellbeing")
        assert "priorities=child_poverty,wellbeing" in text(app), f"{file} keeps them in its links"


def test_priorities_can_be_shown_alone(run_page):
    app = run_page("glance.py", area="fife", priorities="crime_rate,depopulation", only="priorities")
    table = next(one.value for one in app.markdown if "cpop glance" in one.value)
    assert "Recorded crime" in table
    assert "Depopulation" in table, "an outcome that is no headline one can be a priority too"
    assert "Child poverty" not in table
    app = run_page("trends.py", area="fife", priorities="crime_rate", outcomes="priorities")
    assert sum("multiple-card" in one.value for one in app.markdown) == 1
    assert text(app).count("<section") == 1


def test_a_wrong_priority_is_named_and_the_rest_kept(run_page):
    app = run_page("priorities.py", area="fife", priorities="crime_rate,happiness")
    assert app.multiselect(key="priorities").value == ["crime_rate"]
    assert app.warning[0].value.count("happiness") == 1


def test_choosing_a_priority_reaches_the_link(run_page):
    app = run_page("priorities.py", area="fife")
    app.multiselect(key="priorities").select("crime_rate").run()
    assert app.query_params["priorities"] in (["crime_rate"], "crime_rate")
    assert "★" in text(app)
    app.multiselect(key="priorities").unselect("crime_rate").run()
    assert "priorities" not in app.query_params


def test_the_list_is_in_the_order_of_points_and_then_of_the_shortfall(run_page):
    app = run_page("priorities.py", area="north-ayrshire", every="yes")
    table = next(one.value for one in app.markdown if "cpop judgements attention" in one.value)
    points = [int(one) for one in re.findall(r"(\d) of 3 points", table)]
    assert len(points) == len(headline_indicators())
    assert points == sorted(points, reverse=True)
    rows = queries.priorities("S12000021", "S92000003", list(headline_indicators()))
    for _, same in rows.groupby("points"):
        assert same["level_gap"].is_monotonic_increasing


def test_learn_from_answers_only_members_of_the_family_that_do_better():
    areas = {area.code: area for area in queries.areas().values()}
    mine = areas["S12000021"]
    for family in ("deprivation", "density"):
        for code in headline_indicators():
            found = queries.better_similar_areas(mine.code, code, family)
            assert (found["is_better"] | found["is_faster"]).all()
            for other in found["area_code"]:
                assert other != mine.code
                assert getattr(areas[other], f"family_{family}") == getattr(mine, f"family_{family}")


def test_scotland_is_asked_for_an_area_and_still_shown_something(run_page):
    app = run_page("priorities.py")
    headings = [one.value for one in app.header]
    assert headings == ["Choose your area", "By national outcome"]


@pytest.mark.parametrize("area", ["city-of-edinburgh", "aberdeen-city", "aberdeenshire", "scottish-borders"])
@pytest.mark.parametrize("comparator", ["scotland", "similar-deprivation", "similar-density"])
def test_a_question_without_an_answer_is_shown_as_no_point(run_page, area, comparator):
    assert not run_page("priorities.py", area=area, comparator=comparator).error

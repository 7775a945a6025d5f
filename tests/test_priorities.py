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
        "first_year": 2014,
        "first_value": 15.0,
        "last_year": 2021,
        "last_value": 25.0,
        "comparator_value": 20.0,
        "comparator_status": "raw",
        "level": "worse",
        "level_gap": -1.2,
        "change": "worsened",
        "ground": "lost",
        "pace": "worsening_faster",
        "movement": "falling_further_behind",
        "gap_change": -0.8,
        "behind": True,
        "falling_behind": True,
        "unequal": True,
        "points": 3,
        "gap": 20.0,
        "comparator_gap": 15.0,
        "gap_level": "larger",
        "gap_direction": "growing",
        "gap_first_year": 2014,
        "gap_year": 2021,
        "duncan": 0.31,
        "comparator_duncan": 0.28,
        "duncan_level": "larger",
        "duncan_direction": "growing",
        "duncan_first_year": 2014,
        "duncan_year": 2021,
    }
    return SimpleNamespace(**base | changes)


def test_the_rule_names_the_comparator_and_asks_three_questions():
    said = words.rule(BESIDE_FAMILY, [row(), row(unequal=None), row(unequal=False)])
    assert said.count("?") == 3 == words.MOST_POINTS
    assert "similar areas" in said
    assert "2 of the 3 outcomes can earn the third point" in said


def test_a_reason_gives_level_direction_and_inequality():
    said = words.reason(row(), POVERTY, BESIDE_SCOTLAND)
    assert said.startswith(
        "Worse: 25.0%, against 20.0% for Scotland, in 2021/22. Worsening faster, falling further behind, from 2014/15 "
        "to 2021/22. Gap of the tenths"
    )
    assert "Duncan index" in said
    assert "Duncan" not in words.reason(row(duncan_level=None), POVERTY, BESIDE_SCOTLAND)


def test_a_reason_says_what_is_estimated_missing_or_not_judged():
    said = words.reason(row(status="imputed"), POVERTY, BESIDE_SCOTLAND)
    assert "25.0% (estimated)" in said
    missing = row(level=None, value=None)
    assert words.reason(missing, POVERTY, BESIDE_SCOTLAND) == "Not compared: a figure for 2021/22 is missing."
    once = words.reason(row(pace=None, ground=None, movement=None), POVERTY, BESIDE_SCOTLAND)
    assert "Fewer than two years are measured" in once
    assert "behind" not in once


def test_the_leading_sentence_counts_and_names_the_first():
    ahead = row(indicator="crime_rate", level="better", ground="gained", points=0)
    said = words.leading(FIFE, BESIDE_SCOTLAND, [row(), ahead], indicators())
    assert said == (
        "Fife is behind Scotland on 1 of 2 outcomes, and losing ground on 1 of these. "
        "First by the rule below: child poverty."
    )
    none = words.leading(FIFE, BESIDE_SCOTLAND, [ahead], indicators())
    assert none == "Fife is behind Scotland on 0 of 1 outcomes. None gets a point by the rule below."
    nothing = words.leading(FIFE, BESIDE_SCOTLAND, [row(level=None)], indicators())
    assert "figures are missing" in nothing


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "1.2 yardsticks behind in 2021/22, 0.8 yardsticks lost from 2014/15 to 2021/22"),
        (
            {"level": "better", "level_gap": 1.04, "ground": "gained", "gap_change": 2.25},
            "1.0 yardstick ahead in 2021/22, 2.3 yardsticks gained from 2014/15 to 2021/22",
        ),
        (
            {"level": "about_the_same", "level_gap": 0.09, "ground": "kept"},
            "about the same in 2021/22, keeping its distance from 2014/15 to 2021/22",
        ),
    ],
)
def test_a_distance_is_told_in_words(changes, said):
    assert words.distance(row(**changes)) == said


def test_the_lists_are_counted_with_those_that_are_the_same_or_not_judged():
    rows = [row(), row(level="about_the_same"), row(ground=None), row(ground="kept")]
    said = words.quadrant_sentence(FIFE, BESIDE_SCOTLAND, rows)
    for part in ("1 behind and losing ground", "1 about the same", "1 not judged", "1 behind, keeping its distance"):
        assert part in said


def test_every_outcome_belongs_to_one_list():
    for comparator in ("S92000003", "density-2"):
        for found in queries.priorities("S12000047", comparator, list(indicators())).itertuples():
            held = [name for name, codes in words.QUADRANTS.items() if (found.level, found.ground) in codes]
            assert len(held) == (0 if words.quadrant(found) == words.NOT_JUDGED else 1)
            assert (words.quadrant(found) == words.NOT_JUDGED) == (
                found.pace != found.pace or found.level != found.level
            )


def similar(**changes):
    base = {
        "name": "Angus",
        "year": 2021,
        "value": 18.0,
        "status": "raw",
        "first_year": 2014,
        "first_value": 15.0,
        "last_year": 2021,
        "last_value": 18.0,
        "pace": "worsening_slower",
        "gained": 0.7,
        "is_better": True,
        "is_gaining": True,
    }
    return SimpleNamespace(**base | changes)


def test_similar_areas_are_told_with_figures():
    found = [similar(), similar(name="Moray", value=26.0, last_value=26.0, gained=0.2, is_better=False)]
    said = words.learn(FIFE, POVERTY, row(status="imputed"), found, "deprivation")
    assert "one has a better figure for child poverty and 2 have gained on Fife" in said
    assert "Angus’: 18.0% in 2021/22, against 25.0%, estimated, here" in said
    assert "Angus gained most: up 3.0 points, from 2014/15 to 2021/22, against up 10.0 points here." in said
    assert words.learn(FIFE, POVERTY, row(), [], "density").startswith("None of the areas most like Fife")


def test_a_lesson_never_calls_a_worsening_an_improvement():
    assert words.lesson(similar(), FIFE) == "Better figure; worsening more slowly than here"
    said = words.lesson(similar(is_better=False, pace="improving_while_it_worsened"), FIFE)
    assert said == "Improving, while Fife worsened"


def test_what_has_no_change_earns_no_point_by_it_and_leads_no_list():
    code = "healthy_birthweight"
    for area in queries.areas.by_slug().values():
        for comparator in ("S92000003", f"deprivation-{area.family_deprivation}", f"density-{area.family_density}"):
            rows = queries.priorities(area.code, comparator, list(headline_indicators()))
            found = rows[rows["indicator"] == code]
            assert found["falling_behind"].isna().all()
            assert not (rows["indicator"].iloc[:1] == code).any() or rows["points"].iloc[0] == 0


def test_national_outcomes_without_an_indicator_are_named():
    assert (
        words.without_indicator(set(words.NATIONAL_OUTCOMES) - {"Culture"})
        == "No indicator shown here speaks to Culture."
    )
    assert words.without_indicator(set(words.NATIONAL_OUTCOMES)) == ""
    known = {name for one in indicators().values() for name in one.national_outcomes}
    assert known <= set(words.NATIONAL_OUTCOMES)


PLACES = [(area.code, other) for area in queries.areas.by_slug().values() for other in ("S92000003", "density-2")]


@pytest.mark.parametrize(("area_code", "comparator"), [one for one in PLACES if one[0] != "S92000003"])
def test_no_name_covers_another_name_or_another_point(area_code, comparator):
    rows = queries.priorities(area_code, comparator, list(headline_indicators()))
    known = rows.dropna(subset=["level_gap", "gap_change"])
    catalogue = indicators()
    placed = labels([Position(catalogue[r.indicator].label, r.level_gap, r.gap_change, "") for r in known.itertuples()])
    assert len(placed) == len(known) > 15
    for one, other in combinations(placed, 2):
        assert one.box.overlap(other.box) < 20, (one.position.label, other.position.label)
    for one in placed:
        assert one.box.left >= LEFT
        assert one.box.right <= RIGHT
        assert TOP + BAND <= one.box.top < one.box.bottom <= BOTTOM - BAND


def test_better_stands_right_and_gained_stands_higher():
    behind, ahead = labels([Position("Behind", -1.0, -3.0, ""), Position("Ahead", 1.0, 3.0, "")])
    assert behind.x < (LEFT + RIGHT) / 2 < ahead.x
    assert ahead.y < (TOP + BOTTOM) / 2 < behind.y


def test_the_drawing_names_every_point_its_quadrants_and_its_priorities():
    drawing = quadrants([Position("Fires & floods", -1, -2, "told", True)], "Scotland", "What it says")
    assert 'aria-label="What it says"' in drawing
    assert "★ Fires &amp; floods" in drawing
    assert "<title>Fires &amp; floods: told</title>" in drawing
    for name in words.CORNERS:
        assert name in drawing
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
    areas = {area.code: area for area in queries.areas.by_slug().values()}
    mine = areas["S12000021"]
    for family in ("deprivation", "density"):
        for code in headline_indicators():
            found = queries.better_similar_areas(mine.code, code, family)
            assert (found["is_better"] | found["is_gaining"]).all()
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

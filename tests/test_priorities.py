"""Priorities: the words of the rule, the quadrants drawn with their names apart, the page, and choices that stay."""

import re
from itertools import combinations, groupby

import pytest
from rendered import read

from cpop.catalogue import Area, Comparator, headline_indicators, indicators
from cpop.charts.quadrant import BAND, BOTTOM, LEFT, RIGHT, TOP, Position, labels, quadrants
from cpop.queries import areas
from cpop.queries import priorities as ask
from cpop.words import priorities as words

FIFE = Area("S1", "fife", "Fife", 3, 2)
BESIDE_SCOTLAND = Comparator("scotland", "S9", "Scotland", "Scotland", "Scotland")
BESIDE_FAMILY = Comparator("similar-density", "density-2", "Similar", "the average of similar areas", "similar areas")
POVERTY = indicators()["child_poverty"]


def row(**changes):
    """An outcome that is behind and falling behind, with a wider and widening gap."""
    base = {
        "area_code": "S1",
        "comparator": "S9",
        "quadrant": "behind_and_losing",
        "indicator": "child_poverty",
        "year": 2021,
        "value": 25.0,
        "status": "raw",
        "since_year": None,
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
    return ask.Priority(**base | changes)


def tally(outcomes, compared, behind, losing, can_be_unequal=0):
    return ask.Tally(outcomes, compared, behind, losing, can_be_unequal)


def test_the_rule_names_the_comparator_and_asks_three_questions():
    said = words.rule(BESIDE_FAMILY, tally(3, 3, 3, 3, can_be_unequal=2), 32)
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
    said = words.leading(FIFE, BESIDE_SCOTLAND, [row(), ahead], tally(2, 2, 1, 1), indicators())
    assert said == (
        "Fife is behind Scotland on 1 of 2 outcomes, and losing ground on 1 of these. "
        "First by the rule below: child poverty."
    )
    none = words.leading(FIFE, BESIDE_SCOTLAND, [ahead], tally(1, 1, 0, 0), indicators())
    assert none == "Fife is behind Scotland on 0 of 1 outcomes. None gets a point by the rule below."
    nothing = words.leading(FIFE, BESIDE_SCOTLAND, [row(level=None)], tally(1, 0, 0, 0), indicators())
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
    counts = {"behind_and_losing": 1, "about_the_same": 1, "not_judged": 1, "behind_and_keeping": 1}
    said = words.in_quadrants(FIFE, BESIDE_SCOTLAND, counts)
    for part in ("1 behind and losing ground", "1 about the same", "1 not judged", "1 behind, keeping its distance"):
        assert part in said
    assert "0 ahead and gaining ground" in said
    assert "ahead, keeping its distance" not in said


ASKED = [
    (area.code, comparator)
    for area in areas.by_slug().values()
    for comparator in ("S92000003", "deprivation-2", "density-2")
]


@pytest.mark.parametrize(("area", "comparator"), ASKED)
def test_all_that_is_counted_agrees_with_the_rows(area, comparator):
    codes = list(indicators())
    rows = ask.priorities(area, comparator, codes)
    behind = [row for row in rows if row.behind]
    assert ask.tally(area, comparator, codes) == (
        len(rows),
        sum(row.level is not None for row in rows),
        len(behind),
        sum(row.ground == "lost" for row in behind),
        sum(row.unequal is not None for row in rows),
    )
    counts = ask.quadrants(area, comparator, codes)
    assert counts == {code: [row.quadrant for row in rows].count(code) for code in {row.quadrant for row in rows}}
    assert counts.keys() <= words.QUADRANTS.keys()
    for row in rows:
        assert (row.quadrant == "not_judged") == (row.pace is None or row.level is None)
        assert ("behind" in row.quadrant) == (row.level == "worse" and row.quadrant != "not_judged")
    by_name = {one.name: one for one in ask.national_outcomes(area, comparator, codes)}
    assert by_name.keys() == {name for one in indicators().values() for name in one.national_outcomes}
    for name, outcome in by_name.items():
        assert list(outcome.indicators) == [one.code for one in indicators().values() if name in one.national_outcomes]
        assert outcome.behind == sum(row.indicator in outcome.indicators for row in behind)


def similar(**changes):
    base = {
        "area_code": "S2",
        "slug": "angus",
        "indicator": "child_poverty",
        "change": "worsened",
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
    return ask.Better(**base | changes)


def test_similar_areas_are_told_with_figures():
    found = [similar(), similar(name="Moray", value=26.0, last_value=26.0, gained=0.2, is_better=False)]
    said = words.learn(FIFE, POVERTY, row(status="imputed"), found, "deprivation")
    assert "one has a better figure for child poverty and 2 have gained on Fife" in said
    assert "Angus’: 18.0% in 2021/22, against 25.0%, estimated, here" in said
    assert "Angus gained most: up 3.0 points, from 2014/15 to 2021/22, against up 10.0 points here." in said
    assert words.learn(FIFE, POVERTY, row(), [], "density").startswith("None of the areas most like Fife")


def test_a_lesson_never_calls_a_worsening_an_improvement():
    assert words.better_how(similar(), FIFE) == "Better figure; worsening more slowly than here"
    said = words.better_how(similar(is_better=False, pace="improving_while_it_worsened"), FIFE)
    assert said == "Improving, while Fife worsened"


def test_what_has_no_change_earns_no_point_by_it_and_leads_no_list():
    code = "healthy_birthweight"
    for area in areas.by_slug().values():
        for comparator in ("S92000003", f"deprivation-{area.family_deprivation}", f"density-{area.family_density}"):
            rows = ask.priorities(area.code, comparator, list(headline_indicators()))
            assert [row.falling_behind for row in rows if row.indicator == code] in ([None], [])
            assert all(row.indicator != code or not row.points for row in rows[:1])


def test_national_outcomes_without_an_indicator_are_named():
    assert (
        words.without_indicator(set(words.NATIONAL_OUTCOMES) - {"Culture"})
        == "No indicator shown here speaks to Culture."
    )
    assert words.without_indicator(set(words.NATIONAL_OUTCOMES)) == ""
    known = {name for one in indicators().values() for name in one.national_outcomes}
    assert known <= set(words.NATIONAL_OUTCOMES)


PLACES = [(area.code, other) for area in areas.by_slug().values() for other in ("S92000003", "density-2")]


@pytest.mark.parametrize(("area_code", "comparator"), [one for one in PLACES if one[0] != "S92000003"])
def test_no_name_covers_another_name_or_another_point(area_code, comparator):
    rows = ask.priorities(area_code, comparator, list(headline_indicators()))
    known = [row for row in rows if row.level_gap is not None and row.gap_change is not None]
    catalogue = indicators()
    placed = labels([Position(catalogue[row.indicator].label, row.level_gap, row.gap_change, "") for row in known])
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
    drawing = quadrants([Position("Fires & floods", -1, -2, "told", True)], "Scotland", 32)
    assert "★ Fires &amp; floods" in drawing
    assert "<title>Fires &amp; floods: told</title>" in drawing
    for code in words.CORNERS:
        assert words.QUADRANTS[code] in drawing
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
    rows = ask.priorities("S12000021", "S92000003", list(headline_indicators()))
    for _, same in groupby(rows, key=lambda row: row.points):
        gaps = [row.level_gap for row in same if row.level_gap is not None]
        assert gaps == sorted(gaps)


@pytest.mark.parametrize("family", ["deprivation", "density"])
def test_learn_from_answers_only_members_of_the_family_that_do_better_the_best_first(family):
    by_code = {area.code: area for area in areas.by_slug().values()}
    own = by_code["S12000021"]
    for code, indicator in headline_indicators().items():
        found = ask.better_similar_areas(own.code, code, family)
        values = [indicator.sign * row.value for row in found if row.value is not None]
        assert values == sorted(values, reverse=True)
        for row in found:
            assert row.is_better or row.is_gaining
            assert row.area_code != own.code
            assert getattr(by_code[row.area_code], f"family_{family}") == getattr(own, f"family_{family}")


def test_an_older_link_to_a_lesson_is_understood_and_written_anew(run_page):
    app = run_page("priorities.py", area="fife", learn="crime_rate")
    assert app.selectbox(key="indicator").value == "crime_rate"
    assert app.query_params["indicator"] in (["crime_rate"], "crime_rate")
    assert "learn" not in app.query_params
    assert not app.warning


def test_scotland_is_asked_for_an_area_and_still_shown_something(run_page):
    app = run_page("priorities.py")
    headings = [one.value for one in app.header]
    assert headings == ["Choose your area", "By national outcome"]


@pytest.mark.parametrize("area", ["city-of-edinburgh", "aberdeen-city", "aberdeenshire", "scottish-borders"])
@pytest.mark.parametrize("comparator", ["scotland", "similar-deprivation", "similar-density"])
def test_a_question_without_an_answer_is_shown_as_no_point(run_page, area, comparator):
    assert not run_page("priorities.py", area=area, comparator=comparator).error


@pytest.mark.parametrize("area", ["fife", "orkney-islands", "city-of-edinburgh"])
def test_at_a_glance_orders_by_the_same_reasons(run_page, area):
    app = run_page("glance.py", area=area, order="attention")
    table = next(one for one in read(app).tables if "headline outcomes" in one.caption)
    pressing = ask.priorities(areas.by_slug()[area].code, areas.scotland().code, list(headline_indicators()))
    labels = [indicators()[one.indicator].label for one in pressing]
    assert [one.name.lines[0] for one in table.rows if one.name.lines[0] in labels] == labels
    said = " ".join(one.value for one in app.markdown)
    headings = list(dict.fromkeys(words.reasons(one.points) for one in pressing))
    assert len(headings) > 2
    assert [said.index(one) for one in headings] == sorted(said.index(one) for one in headings)


def test_every_outcome_under_its_national_outcomes_is_a_click_away(run_page):
    app = run_page("priorities.py", area="fife")
    tables = read(app).tables
    (counts,) = [table for table in tables if table.heads[0] == "National outcome"]
    fife, scotland = areas.by_slug()["fife"], areas.scotland()
    asked = ask.national_outcomes(fife.code, scotland.code, list(headline_indicators()))
    told = [(row.name.text, row.cells[1].text, row.cell("Behind").text) for row in counts.rows]
    assert told == [(one.name, str(len(one.indicators)), str(one.behind)) for one in asked]
    assert not any("by national outcome" in table.caption for table in tables)
    app.session_state["national_table"] = True
    (whole,) = [table for table in read(app.run()).tables if "by national outcome" in table.caption]
    assert len([row for row in whole.rows if row.cell("Against")]) == sum(len(one.indicators) for one in asked)

"""Inequality: what is said of level and direction, what is drawn, and what the page is honest about."""

import pytest

from cpop.catalogue import Area, Comparator, community_indicators, indicators
from cpop.charts import inequality as charts
from cpop.charts.series import Line, Point
from cpop.queries import areas
from cpop.queries import inequality as ask
from cpop.queries.priorities import Priority
from cpop.style import AREA, SCOTLAND
from cpop.words import inequality as words

FIFE = Area("S1", "fife", "Fife", 3, 2)
SCOTLAND_AREA = Area("S9", "scotland", "Scotland")
BESIDE_SCOTLAND = Comparator("scotland", "S9", "Scotland", "Scotland", "Scotland")
BESIDE_SIMILAR = Comparator("similar-density", "density-2", "Similar areas", "the average of similar areas", "similar")
POVERTY, ATTAINMENT = indicators()["child_poverty"], indicators()["attainment"]
CRIME = indicators()["crime_rate"]
SIZES = ask.Sizes(communities=38, least_deprived=4, most_deprived=3)


def row(measure, **changes):
    """A measure: the deprived fare worse, more than for the comparator, and increasingly."""
    figures = {
        "tenths": (14.6, 28.9, 23.8),
        "duncan": (0.29, 0.31, 0.28),
        "slope": (21.1, 34.1, 32.8),
    }[measure]
    base = {
        "area_code": "S1",
        "comparator": "S9",
        "indicator": "child_poverty",
        "measure": measure,
        "first_year": 2014,
        "first_value": figures[0],
        "first_size": abs(figures[0]),
        "first_simd_edition": None if measure == "tenths" else 2016,
        "last_year": 2021,
        "last_value": figures[1],
        "last_size": abs(figures[1]),
        "last_simd_edition": None if measure == "tenths" else 2020,
        "side": "deprived",
        "direction": "growing",
        "comparator_value": figures[2],
        "level": "larger",
        "outcome_side": "deprived",
        "outcome_direction": "growing",
        "most_deprived": 40.9,
        "least_deprived": 12.0,
        "ratio": 3.41,
        "comparator_ratio": 3.27,
        "rii": 1.01,
        "line_least_deprived": 15.0,
        "line_most_deprived": 45.6,
        "line_ratio": 3.04,
        "most_deprived_over_mean": 50.2,
    }
    return ask.Measure(**base | changes)


def outcome(side="deprived", direction="growing", **changes):
    """The rows of one outcome by measure; changes: those of a measure by its name, None for no such row."""
    rows = {
        name: row(name, outcome_side=side, outcome_direction=direction, **(changes.get(name) or {}))
        for name in words.MEASURES
    }
    return {name: one for name, one in rows.items() if changes.get(name, {}) is not None}


NO_FIGURE = {"side": None, "direction": None, "last_year": None, "last_value": None, "level": None}


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        (outcome(), "Deprived communities fare worse: growing by all three measures"),
        (
            outcome(direction="mixed", duncan={"direction": "shrinking"}),
            "Deprived communities fare worse: growing by the gap and the slope index, shrinking by the Duncan index",
        ),
        (outcome(duncan=None), "Deprived communities fare worse: growing by both measures"),
        (
            outcome("mixed", "mixed", duncan={"side": "even", "direction": "unchanged"}),
            "The measures disagree: worse by the gap and the slope index, about even by the Duncan index; growing by "
            "the gap and the slope index, about even by the Duncan index",
        ),
        (
            outcome("others", "turned", **{name: {"side": "others", "direction": "turned"} for name in words.MEASURES}),
            "Deprived communities fare better: turned round by all three measures",
        ),
        (
            outcome("deprived", None, **{name: {"direction": None} for name in words.MEASURES}),
            "Deprived communities fare worse: measured in one year only",
        ),
        (
            outcome(None, None, **dict.fromkeys(words.MEASURES, NO_FIGURE)),
            "Cannot be told: figures are missing",
        ),
    ],
)
def test_one_verdict_an_outcome_says_what_the_measures_agree_on(measures, said):
    assert words.verdict(measures).text == said


def test_marks_differ_with_direction_and_agreement():
    marks = [words.verdict(outcome(direction=one)).mark.sign for one in ("growing", "shrinking", "unchanged", "mixed")]
    assert len(set(marks)) == 4


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "No: it has nearly doubled, from 14.6 points in 2014/15 to 28.9 points in 2021/22."),
        ({"last_size": 29.2}, "No: it has doubled,"),
        ({"last_size": 29.3}, "No: it has more than doubled,"),
        ({"last_size": 44.0}, "No: it has more than tripled,"),
        ({"last_size": 20.0}, "No: it has grown,"),
        ({"first_size": 0.0}, "No: it has opened,"),
        ({"direction": "shrinking", "first_size": 28.9, "last_size": 14.6}, "Yes: it has narrowed,"),
        ({"direction": "shrinking", "first_size": 28.9, "last_size": 14.0}, "Yes: it has more than halved,"),
        ({"direction": "unchanged"}, "No: it is as it was,"),
        ({"direction": "shrinking", "side": "even", "last_value": 0.0}, "Yes: it has closed, from 14.6 points"),
        ({"direction": "turned", "first_value": -1.7}, "No: it has turned round"),
        (
            {"side": "others", "last_value": -2.0},
            "There is none to close: the most deprived tenth has the better figure",
        ),
        ({"direction": None}, "That cannot be told: the gap was measured in one year only, 28.9 points in 2021/22."),
        (NO_FIGURE, "That cannot be told: figures of the tenths are missing."),
    ],
)
def test_whether_the_gap_is_closing_is_answered_in_words_with_figures(changes, said):
    assert words.closing(POVERTY, row("tenths", **changes)).startswith(said)


@pytest.mark.parametrize(("value", "said"), [(0.305, "0.31"), (-0.05, "−0.05"), (-0.004, "0.00"), (None, "no figure")])
def test_an_index_is_written_with_two_decimals_and_never_as_minus_nought(value, said):
    assert words.index(value) == said


def test_a_gap_has_its_sign():
    assert words.figure("tenths", POVERTY, -12.249) == "−12.2 points"
    assert words.figure("slope", ATTAINMENT, -0.004) == "0.00"
    assert words.figure("duncan", ATTAINMENT, -0.04) == "−0.04"


def counts(**changes):
    """The answer of ask.counts."""
    base = dict.fromkeys(ask.Count._fields, 0)
    rows = {
        "all": {"outcomes": 8, "deprived": 7, "mixed": 1},
        "tenths": {"outcomes": 8, "growing": 6, "shrinking": 2, "larger": 3, "smaller": 5},
        "duncan": {"outcomes": 7, "larger": 6, "same": 1},
    }
    return [ask.Count(**base | one | changes.get(name, {}) | {"measure": name}) for name, one in rows.items()]


def test_the_page_answers_its_question_first():
    assert words.answer(FIFE, BESIDE_SCOTLAND, counts(), True) == (
        "**Mostly:** deprived communities in Fife fare worse by every measure on 7 of the 8 outcomes; the measures "
        "disagree on 1. Is the gap closing? **On some:** from the first to the last measured year the gap between the "
        "most and the least deprived tenth has grown on 6 and has narrowed on 2 of 8. The gap is wider than for the "
        "tenths of all Scotland’s communities on 3 of 8; the Duncan index is larger than for the average area on 6 "
        "of 7."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"all": {"deprived": 8, "mixed": 0}}, "**Yes:** deprived communities in Fife fare worse on all 8 outcomes"),
        ({"all": {"deprived": 0, "mixed": 7, "even": 1}}, "**Not clearly:** on none of the 8 outcomes"),
        ({"all": {"deprived": 2, "mixed": 6}}, "**On some:** deprived communities"),
        ({"all": {"outcomes": 0}}, "Inequality between the communities of Fife cannot be told"),
        ({"tenths": {"shrinking": 0, "growing": 8}}, "Is the gap closing? **No:**"),
        ({"tenths": {"shrinking": 8, "growing": 0}}, "Is the gap closing? **Yes:**"),
        ({"tenths": {"shrinking": 5, "growing": 3}}, "Is the gap closing? **Mostly:**"),
    ],
)
def test_the_answer_follows_the_counts(changes, said):
    assert said in words.answer(FIFE, BESIDE_SCOTLAND, counts(**changes), True)
    assert "wider" not in words.answer(FIFE, BESIDE_SCOTLAND, counts(**changes), False)


def test_the_tenths_are_told_with_figures_of_both_places():
    said = words.tenths(FIFE, BESIDE_SCOTLAND, POVERTY, row("tenths"), SIZES, True)
    assert "stood at 40.9% and the least deprived at 12.0%: a gap of 28.9 points, 3.41 times" in said
    assert "For the tenths of all Scotland’s communities the gap is 23.8 points, 3.27 times" in said
    assert "The tenths hold 3 communities (most deprived) and 4 (least deprived)" in said
    assert "For the average of similar areas" in words.tenths(FIFE, BESIDE_SIMILAR, POVERTY, row("tenths"), SIZES, True)


def test_a_tenth_of_one_community_is_said_to_be_one():
    single = SIZES._replace(most_deprived=1)
    assert "in Fife (one community) stood at" in words.tenths(
        FIFE, BESIDE_SCOTLAND, POVERTY, row("tenths"), single, False
    )
    assert "its most deprived “tenth” is a single community" in words.few_communities(FIFE, single)
    assert "each “tenth” is a single community" in words.few_communities(FIFE, single._replace(least_deprived=1))
    assert words.few_communities(FIFE, SIZES) == ""


def test_the_six_areas_with_a_tenth_of_one_community_say_so():
    told = {area.slug for area in areas.by_slug().values() if words.few_communities(area, ask.tenth_sizes(area.code))}
    assert told == {
        *("orkney-islands", "shetland-islands", "na-h-eileanan-siar"),
        *("clackmannanshire", "inverclyde", "west-dunbartonshire"),
    }


def test_a_gap_the_other_way_is_said_to_be_one():
    other_way = row("tenths", side="others", last_value=0.5)
    assert "most deprived tenth has the better figure" in words.tenths(
        FIFE, BESIDE_SCOTLAND, ATTAINMENT, other_way, SIZES, False
    )


def test_the_index_names_the_average_area_the_change_of_simd_and_the_estimate():
    latest = ask.Duncan("S1", "child_poverty", 2022, 0.334, "imputed", 2020)
    said = words.duncan(FIFE, BESIDE_SCOTLAND, POVERTY, row("duncan"), latest, True)
    assert said == (
        "Fife’s index for child poverty is 0.31 in 2021/22: income-deprived people are concentrated where outcomes are "
        "poorer. That is more than the 0.28 of the average area. It was 0.29 in 2014/15: the concentration has "
        "grown. Between the two the SIMD changed (2016, then 2020): part of the change may come from that. For 2022/23 "
        "there is an estimate, 0.33 (estimated)."
    )
    assert words.duncan(SCOTLAND_AREA, BESIDE_SCOTLAND, POVERTY, row("duncan"), None, False).startswith(
        "The average area’s index"
    )
    assert words.duncan(FIFE, BESIDE_SCOTLAND, POVERTY, None, None, True) == words.left_out()
    even = row("duncan", side="even", direction="unchanged", first_value=0.01, last_value=0.04)
    assert "about even then too" in words.duncan(FIFE, BESIDE_SCOTLAND, POVERTY, even, None, True)


def test_the_slope_is_told_in_the_unit_and_the_relative_measures_are_named():
    said = words.slope(FIFE, BESIDE_SCOTLAND, POVERTY, row("slope"), True)
    assert "worsens by 34.1 points in 2021/22, a slope index of 34.1 points against 32.8 points" in said
    assert "for all Scotland’s communities. In 2014/15 it was 21.1 points: the gradient is steeper." in said
    assert "Relative index (slope index over the mean, weighted by people): 1.01." in said
    assert "the line’s most deprived end is 3.04 times its least deprived end and that end lies 50% above" in said
    better = row("slope", side="others", last_value=-34.1)
    assert "improves by 34.1 points" in words.slope(FIFE, BESIDE_SCOTLAND, POVERTY, better, False)


def test_whether_the_measures_agree():
    assert words.agreement(POVERTY, outcome()) == (
        "All three measures say of child poverty that deprived communities fare worse. From 2014/15 to 2021/22 the gap "
        "has grown, the concentration has grown and the gradient is steeper."
    )
    assert words.agreement(POVERTY, outcome(duncan=None)).startswith("Both measures say")
    assert words.agreement(POVERTY, outcome("mixed", duncan={"side": "even"})).startswith(
        "The measures disagree on child poverty: by the gap and the slope index deprived communities fare worse; by "
        "the Duncan index they fare about the same."
    )


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        ("growing", "the gap has grown, the concentration has grown and the gradient is steeper."),
        ("shrinking", "the gap has narrowed, the concentration has fallen and the gradient is flatter."),
        ("unchanged", "the gap is as it was, the concentration is as it was and the gradient is as steep."),
        ("turned", "the gap has turned round, the concentration has turned round and the gradient has turned round."),
    ],
)
def test_each_direction_has_its_words(direction, said):
    every = outcome(direction=direction, **{name: {"direction": direction} for name in words.MEASURES})
    assert words.agreement(POVERTY, every).endswith(said)


def priority(**changes):
    """A row of Priorities with what its third question rests on."""
    figures = {"gap": (28.0, 27.2, "larger", "growing"), "duncan": (0.31, 0.28, "larger", "shrinking")}
    known = {}
    for name, (mine, theirs, level, direction) in figures.items():
        known |= {name: mine, f"comparator_{name}": theirs, f"{name}_level": level, f"{name}_direction": direction}
        known |= {f"{name}_first_year": 2013, f"{name}_year": 2021}
    return Priority(**dict.fromkeys(Priority._fields) | known | changes)


def test_the_third_question_of_priorities_names_both_measures():
    assert words.unequal(priority(), POVERTY, BESIDE_SCOTLAND) == (
        "Gap of the tenths 28.0 points against 27.2 points for the tenths of all Scotland’s communities in 2021/22, "
        "growing since 2013/14. Duncan index 0.31 against 0.28 for the average area in 2021/22, shrinking since "
        "2013/14."
    )
    assert "Duncan" not in words.unequal(priority(duncan=None, duncan_level=None), POVERTY, BESIDE_SCOTLAND)
    assert words.unequal(priority(duncan_level=None, gap_level=None), POVERTY, BESIDE_SCOTLAND) == ""


def series(*years):
    """The tenths of a place: (year, least deprived, most deprived) of each year."""
    return [ask.Tenths("S1", "child_poverty", year, low, high, high - low, high / low) for year, low, high in years]


def test_the_tenths_are_drawn_as_two_lines_with_the_gap_shaded_and_stated():
    figure = charts.tenths(POVERTY, series((2014, 10.0, 27.0), (2021, 10.0, 40.0)))
    least, most = figure["data"]
    assert (least["y"], most["y"]) == ([10.0, 10.0], [27.0, 40.0])
    assert most["fill"] == "tonexty"
    said = [one["text"] for one in figure["layout"]["annotations"]]
    assert "gap 30.0 points" in said
    assert any("Most deprived" in one and "40.0%" in one for one in said)
    assert charts.tenths(POVERTY, [])["data"] == []


def test_a_break_is_drawn_and_no_gap_is_told_before_it():
    figure = charts.tenths(CRIME, series((2010, 100.0, 900.0), (2013, 110.0, 1000.0), (2021, 100.0, 700.0)))
    said = [one["text"] for one in figure["layout"]["annotations"]]
    assert "not alike before" in said
    assert [text for text in said if text.startswith("gap")] == ["gap 890", "gap 600"]
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2012.5]


def test_the_index_is_drawn_about_a_band_of_evenness_with_the_changes_of_simd():
    lines = [
        Line("Average area", SCOTLAND, (Point(2012, 0.2, "imputed"), Point(2013, 0.3, "raw"))),
        Line("Fife", AREA, (Point(2012, None, "imputed"), Point(2013, 0.25, "raw"))),
    ]
    figure = charts.duncan(POVERTY, lines, {2012: 2012, 2013: 2016}, 0.05)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < -0.05 < 0.3 < high
    band, _, change = figure["layout"]["shapes"]
    assert (band["y0"], band["y1"]) == (-0.05, 0.05)
    assert change["x0"] == 2012.5
    assert "SIMD 2016" in [one["text"] for one in figure["layout"]["annotations"]]
    assert any(trace.get("line", {}).get("dash") == "dash" for trace in figure["data"]), "estimated years are dashed"
    assert charts.duncan(POVERTY, [], {}, 0.05)["data"] == []


def communities(status="raw"):
    """Three communities of an area, from the least to the most deprived."""
    return [
        ask.Member(
            "S1", f"C{n}", name, "Fife", "child_poverty", 2021, value, status, 100.0, rate, position, n == 0, n == 2
        )
        for n, (name, value, rate, position) in enumerate(
            (("One", 5.0, 0.05, 0.17), ("Two", 10.0, 0.1, 0.5), ("Three", 20.0, 0.2, 0.83))
        )
    ]


def test_the_gradient_names_every_community_and_both_ends_of_the_line():
    figure = charts.gradient(POVERTY, communities(), (4.0, 22.0))
    names = " ".join(text for trace in figure["data"] for text in trace.get("text", []))
    assert all(name in names for name in ("One", "Two", "Three"))
    ends = next(one for one in figure["layout"]["annotations"] if one["text"].startswith("Line"))
    assert ends["text"] == "Line: <b>4.0%</b> at the least deprived end, <b>22.0%</b> at the most"
    assert (ends["yref"], ends["y"], ends["yanchor"]) == ("paper", 1, "bottom"), "above the plot, over no marker"
    assert charts.gradient(POVERTY, [], None)["data"] == []


def test_estimated_communities_are_hollow():
    figure = charts.gradient(POVERTY, communities("imputed"), None)
    assert all(trace["marker"]["symbol"].endswith("-open") for trace in figure["data"])


def test_every_community_of_an_area_is_in_its_gradient():
    sizes = ask.tenth_sizes("S12000021")
    found = ask.gradient("S12000021", "child_poverty")
    assert len(found) == sizes.communities
    positions = [one.position for one in found]
    assert positions == sorted(positions)
    assert sum(one.is_most_deprived for one in found) == sizes.most_deprived


def text(app):
    return " ".join([*(one.value for one in app.markdown), *(one.value for one in app.info)])


def test_the_page_leaves_out_of_work_benefits_out_of_the_index_and_says_why(run_page):
    app = run_page("inequality.py", area="fife", indicator="out_of_work_benefits")
    assert words.left_out() in [one.value for one in app.info]
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("code", list(community_indicators()))
@pytest.mark.parametrize("area", ["orkney-islands", "glasgow-city", "scotland"])
def test_every_outcome_can_be_seen_in_full(run_page, area, code):
    app = run_page("inequality.py", area=area, indicator=code)
    assert app.selectbox(key="indicator").value == code
    assert not app.warning
    assert ("only 6 communities" in text(app)) == (area == "orkney-islands")
    for chart in app.get("plotly_chart"):
        assert chart.proto.alt.startswith("Chart: ")


def test_an_older_link_to_an_outcome_still_opens_it(run_page):
    app = run_page("inequality.py", area="fife", outcome="crime_rate")
    assert app.selectbox(key="indicator").value == "crime_rate"
    assert not app.warning


@pytest.mark.parametrize("measure", words.MEASURES)
def test_two_indices_about_nought_are_told_apart_by_nothing(measure):
    same = row(measure, side="even", level="the same", last_value=0.04, comparator_value=0.02)
    assert words.level(same) == ("about as even as" if measure == "duncan" else "the same as")
    assert words.level(same._replace(comparator_value=0.04)) == "the same as"
    assert words.level(same._replace(comparator_value=None)) == ""


def test_the_heights_of_a_line_fall_from_top_to_bottom_of_the_gradient():
    figure = charts.gradient(POVERTY, communities(), (4.0, 22.0))
    line = figure["data"][-1]
    assert (line["x"], line["y"]) == ([0, 100], [4.0, 22.0])
    assert "range" not in figure["layout"]["yaxis"], "larger figures stand higher"


@pytest.mark.parametrize(
    ("indicator", "high", "decimals"),
    [(POVERTY, 18.1, 0), (POVERTY, 18.0, 1), (POVERTY, 10.9, 1), (POVERTY, 10.75, 2), (ATTAINMENT, 10.5, 2)],
)
def test_an_axis_has_no_more_decimals_than_its_spread_needs(indicator, high, decimals):
    figure = charts.tenths(indicator, series((2014, 10.0, high), (2021, 10.0, high)))
    assert figure["layout"]["yaxis"]["tickformat"] == f",.{decimals}f"

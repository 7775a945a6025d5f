"""Inequality: what is said of level and direction, what is drawn, and what the page is honest about."""

from types import SimpleNamespace

import pandas as pd
import pytest

from cpop import queries
from cpop.catalogue import Area, Comparator, community_indicators, indicators
from cpop.charts import inequality as charts
from cpop.charts.drawing import Line, Point
from cpop.style import AREA, SCOTLAND
from cpop.words import inequality as words

FIFE = Area("S1", "fife", "Fife", 3, 2)
BESIDE_SCOTLAND = Comparator("scotland", "S9", "Scotland", "Scotland", "Scotland")
POVERTY, ATTAINMENT = indicators()["child_poverty"], indicators()["attainment"]
SIZES = {"communities": 38, "least_deprived": 4, "most_deprived": 1}


def row(**changes):
    """A row of queries.inequality, wider than the comparator's and widening."""
    base = {
        "indicator": "child_poverty",
        "year": 2021,
        "value": 0.31,
        "status": "raw",
        "comparator_value": 0.28,
        "level": "wider",
        "direction": "widening",
        "first_year": 2010,
        "first_value": 0.29,
        "first_status": "imputed",
        "last_year": 2021,
        "last_value": 0.31,
        "tenths_year": 2021,
        "least_deprived": 10.0,
        "most_deprived": 40.0,
        "gap": 30.0,
        "ratio": 4.0,
        "comparator_gap": 31.0,
        "comparator_ratio": 6.2,
        "slope_year": 2021,
        "slope_status": "raw",
        "sii": 34.1,
        "rii": 1.23,
        "comparator_sii": 32.8,
        "comparator_rii": 1.6,
    }
    return SimpleNamespace(**base | changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Wider than Scotland’s and widening"),
        ({"direction": "narrowing"}, "Wider than Scotland’s and narrowing"),
        ({"level": "narrower", "direction": "unchanged"}, "Narrower than Scotland’s and unchanged"),
        ({"level": "the same"}, "As wide as Scotland’s and widening"),
        ({"direction": None}, "Wider than Scotland’s"),
        ({"value": -0.05}, "Reversed: deprived people fare better"),
        ({"value": -0.001}, "Wider than Scotland’s and widening"),
        ({"value": float("nan")}, "Not measured by the Duncan index"),
        (
            {"first_value": -0.1},
            "Wider than Scotland’s and turned: deprived people fared better in 2010/11",
        ),
    ],
)
def test_level_and_direction_in_words(changes, said):
    assert words.verdict(row(**changes), BESIDE_SCOTLAND, True).text == said


def test_without_a_comparator_the_direction_alone_is_told():
    assert words.verdict(row(), BESIDE_SCOTLAND, False).text == "Widening"
    assert words.verdict(row(direction="unchanged"), BESIDE_SCOTLAND, False).text == "Unchanged"


def test_marks_differ_with_level_and_direction():
    marks = [
        words.verdict(row(level=level, direction=direction), BESIDE_SCOTLAND, True).mark.sign
        for level in ("wider", "narrower")
        for direction in ("widening", "narrowing")
    ]
    assert len(set(marks)) == 4


@pytest.mark.parametrize(("value", "said"), [(0.305, "0.30"), (-0.05, "−0.05"), (-0.004, "0.00"), (None, "no figure")])
def test_an_index_is_written_with_two_decimals_and_never_as_minus_nought(value, said):
    assert words.index(value) == said


def test_the_summary_counts():
    rows = [row(), row(level="narrower", direction="narrowing"), row(value=None)]
    said = words.summary(FIFE, BESIDE_SCOTLAND, rows, True)
    assert "On all 2 outcomes with a Duncan index" in said
    assert "wider than Scotland’s on 1, and also widening on 1" in said
    assert "widened on 1 and narrowed on 1" in said
    assert "wider than" not in words.summary(FIFE, BESIDE_SCOTLAND, rows, False)


def series():
    return pd.DataFrame({"year": [2014, 2021], "gap": [17.0, 30.0]})


def test_the_tenths_are_told_with_figures_of_both_places():
    said = words.tenths(FIFE, BESIDE_SCOTLAND, POVERTY, row(), series(), SIZES, True)
    assert "stood at 40.0% and the least deprived at 10.0%: a gap of 30.0 points, 4.00 times" in said
    assert "For Scotland the gap is 31.0 points" in said
    assert "In 2014/15 Fife’s gap was 17.0 points" in said
    assert "one community (most deprived) and 4 communities (least deprived)" in said


def test_a_gap_the_other_way_is_said_to_be_one():
    other_way = row(least_deprived=5.0, most_deprived=5.5, gap=0.5, ratio=1.1)
    assert "most deprived tenth has the better figure" in words.tenths(
        FIFE, BESIDE_SCOTLAND, ATTAINMENT, other_way, series(), SIZES, False
    )
    assert not words.fares_worse(ATTAINMENT, 5.0, 5.5)
    assert words.fares_worse(POVERTY, 5.0, 5.5)


def test_the_index_says_what_is_estimated():
    said = words.duncan(FIFE, BESIDE_SCOTLAND, POVERTY, row(status="imputed"), True)
    assert said == (
        "The index for child poverty is 0.31 in 2021/22 (estimated), against 0.28 for Scotland. "
        "Wider than Scotland’s and widening: it was 0.29 in 2010/11 (estimated)."
    )
    assert words.duncan(FIFE, BESIDE_SCOTLAND, POVERTY, row(value=None), True) == words.LEFT_OUT


def test_the_slope_is_told_in_the_unit_and_as_a_share():
    said = words.slope(FIFE, BESIDE_SCOTLAND, POVERTY, row(), True)
    assert "worsens by 34.1 points in 2021/22: 123% of the mean, against 32.8 points, 160%, for Scotland" in said
    assert "improves by 34.1 points" in words.slope(FIFE, BESIDE_SCOTLAND, POVERTY, row(sii=-34.1), False)


def test_whether_the_measures_agree():
    assert words.agreement(POVERTY, row()).startswith("All three measures say")
    assert words.agreement(POVERTY, row(value=None)).startswith("Both measures say")
    assert "disagree" in words.agreement(POVERTY, row(value=-0.1))
    none = row(value=-0.1, sii=-1.0, most_deprived=5.0, gap=-5.0)
    assert words.agreement(POVERTY, none).startswith("No measure says")


def test_few_communities_get_a_note():
    assert "only 6 communities" in words.few_communities(FIFE, SIZES | {"communities": 6})
    assert words.few_communities(FIFE, SIZES) == ""


def test_the_tenths_are_drawn_as_two_lines_with_the_gap_shaded_and_stated():
    frame = pd.DataFrame(
        {"year": [2014, 2021], "least_deprived": [10.0, 10.0], "most_deprived": [27.0, 40.0], "gap": [17.0, 30.0]}
    )
    figure = charts.tenths(POVERTY, frame)
    least, most = figure["data"]
    assert (least["y"], most["y"]) == ([10.0, 10.0], [27.0, 40.0])
    assert most["fill"] == "tonexty"
    said = [one["text"] for one in figure["layout"]["annotations"]]
    assert "gap 30.0 points" in said
    assert any("Most deprived" in one and "40.0%" in one for one in said)
    assert charts.tenths(POVERTY, frame.head(0))["data"] == []


def test_the_index_is_drawn_about_a_named_line_of_equality():
    lines = [
        Line("Scotland", SCOTLAND, (Point(2010, 0.2, "imputed"), Point(2011, 0.3, "raw"))),
        Line("Fife", AREA, (Point(2010, None, "imputed"), Point(2011, 0.25, "raw"))),
    ]
    figure = charts.duncan(lines)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < 0 < 0.3 < high
    said = " ".join(one["text"] for one in figure["layout"]["annotations"])
    assert "above 0" in said
    assert "below 0" in said
    assert any(trace.get("line", {}).get("dash") == "dash" for trace in figure["data"]), "estimated years are dashed"
    assert charts.duncan([])["data"] == []


def communities(status="raw"):
    return pd.DataFrame(
        {
            "name": ["One", "Two", "Three"],
            "cpp": ["Fife"] * 3,
            "value": [5.0, 10.0, 20.0],
            "status": [status] * 3,
            "population": [100.0] * 3,
            "income_deprivation_rate": [0.05, 0.1, 0.2],
            "position": [0.17, 0.5, 0.83],
            "is_least_deprived": [True, False, False],
            "is_most_deprived": [False, False, True],
        }
    )


def test_the_gradient_names_every_community_and_both_ends_of_the_line():
    figure = charts.gradient(POVERTY, communities(), (4.0, 22.0))
    names = " ".join(text for trace in figure["data"] for text in trace.get("text", []))
    assert all(name in names for name in ("One", "Two", "Three"))
    said = " ".join(one["text"] for one in figure["layout"]["annotations"])
    assert "4.0%</b> at the least deprived end" in said
    assert "22.0%</b> at the most deprived end" in said
    assert charts.gradient(POVERTY, communities().head(0), None)["data"] == []


def test_estimated_communities_are_hollow():
    figure = charts.gradient(POVERTY, communities("imputed"), None)
    assert all(trace["marker"]["symbol"].endswith("-open") for trace in figure["data"])


def test_every_community_of_an_area_is_in_its_gradient():
    sizes = queries.tenth_sizes("S12000021")
    found = queries.deprivation_gradient("S12000021", "child_poverty")
    assert len(found) == sizes["communities"]
    assert found["position"].is_monotonic_increasing
    assert found["is_most_deprived"].sum() == sizes["most_deprived"]


def text(app):
    return " ".join([*(one.value for one in app.markdown), *(one.value for one in app.info)])


def test_the_page_leaves_out_of_work_benefits_out_of_the_index_and_says_why(run_page):
    app = run_page("inequality.py", area="fife", outcome="out_of_work_benefits")
    assert words.LEFT_OUT in [one.value for one in app.info]
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("code", list(community_indicators()))
@pytest.mark.parametrize("area", ["orkney-islands", "glasgow-city", "scotland"])
def test_every_outcome_can_be_seen_in_full(run_page, area, code):
    app = run_page("inequality.py", area=area, outcome=code)
    assert app.selectbox(key="outcome").value == code
    assert not app.warning
    assert ("only 6 communities" in text(app)) == (area == "orkney-islands")
    for chart in app.get("plotly_chart"):
        assert len(chart.proto.alt) > 40

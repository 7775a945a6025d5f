"""The chart of one indicator in full."""

import pytest

from cpop.catalogue import Break, indicators
from cpop.charts.series import Line, Point
from cpop.charts.small import multiple
from cpop.charts.trend import trend
from cpop.style import AREA, COMPARATOR, REST

POVERTY = indicators()["child_poverty"]
SERIES = (
    Point(2010, 10.0, "imputed"),
    Point(2011, 12.0, "raw"),
    Point(2012, 14.0, "raw"),
    Point(2013, 15.0, "projected"),
)


def figure():
    chosen = [Line("Moray", COMPARATOR, SERIES), Line("Fife", AREA, SERIES)]
    return trend(POVERTY, chosen, [Line("Angus", REST, SERIES)])


def test_each_status_has_its_own_line_style():
    dashes = {trace["name"]: trace["line"]["dash"] for trace in figure()["data"] if trace["mode"] == "lines"}
    assert dashes["Fife (measured)"] == "solid"
    assert dashes["Fife (estimated)"] == "dash"
    assert dashes["Fife (projected)"] == "dot"
    assert dashes["All other areas (estimated)"] == "dash"


def test_estimated_points_are_hollow():
    markers = next(trace for trace in figure()["data"] if trace["name"] == "Fife")["marker"]["symbol"]
    assert markers == ["circle-open", "circle", "circle", "circle-open"]


def test_every_chosen_line_is_labelled_at_its_end_and_labels_keep_apart():
    labels = [one for one in figure()["layout"]["annotations"] if "<b>" in one["text"]]
    assert {one["text"].split("<br>")[0] for one in labels} == {"<b>Fife</b>", "<b>Moray</b>"}
    assert labels[0]["y"] != labels[1]["y"]


def test_projections_stand_on_a_band_that_is_named():
    layout = figure()["layout"]
    assert layout["shapes"][0]["x0"] == 2012
    assert "projected" in [one["text"] for one in layout["annotations"]]


def test_without_projections_there_is_no_band():
    chosen = [Line("Fife", AREA, SERIES[:3])]
    assert trend(POVERTY, chosen, [])["layout"]["shapes"] == []


def test_a_break_is_drawn_before_its_year_and_named():
    chosen = [Line("Fife", AREA, SERIES[:3])]
    layout = trend(POVERTY, chosen, [], [Break("cpp", 2012, "A new count."), Break("cpp", 1999, "Long ago.")])["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [2011.5]
    assert "break in the series, 2012/13" in " ".join(one["text"] for one in layout["annotations"])


def test_a_small_multiple_draws_its_break_with_a_tooltip():
    lines = [Line("Fife", AREA, SERIES[:3])]
    drawing = multiple(POVERTY, lines, "Said", breaks=[Break("cpp", 2012, "A new <count>.")])
    assert "Break in the series, 2012/13: A new &lt;count&gt;." in drawing
    assert "Break" not in multiple(POVERTY, lines, "Said")


@pytest.mark.parametrize(("last", "decimals"), [(18.1, 0), (18.0, 1), (10.9, 1), (10.7, 2), (10.1, 2)])
def test_the_axis_has_the_decimals_that_its_range_needs(last, decimals):
    points = (Point(2010, 10.0, "raw"), Point(2011, last, "raw"))
    chart = trend(POVERTY, [Line("Fife", AREA, points)], [])
    assert chart["layout"]["yaxis"]["tickformat"] == f",.{decimals}f"


def test_labels_at_the_ends_keep_apart_and_near_their_lines():
    ends = {"Fife": 15.0, "Moray": 15.1, "Angus": 25.0}
    lines = [Line(name, AREA, (Point(2010, 10.0, "raw"), Point(2011, end, "raw"))) for name, end in ends.items()]
    labels = [one for one in trend(POVERTY, lines, [])["layout"]["annotations"] if "<b>" in one["text"]]
    heights = [label["y"] for label in labels]
    assert heights[1] - heights[0] >= 15 * 0.058 * 2 - 1e-9
    assert (heights[0] + heights[1]) / 2 == pytest.approx(15.05)
    assert heights[2] == pytest.approx(25.0)


def test_the_unit_is_on_the_axis():
    assert "% of children under 16" in [one["text"] for one in figure()["layout"]["annotations"]]


def test_nothing_to_draw_is_an_empty_figure():
    assert trend(POVERTY, [], [])["data"] == []

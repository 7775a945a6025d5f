"""The chart of one indicator in full."""

from itertools import pairwise

import pytest

from cpop.catalogue import Break, indicators
from cpop.charts.series import Line, Point, points_of
from cpop.charts.small import multiple
from cpop.charts.trend import trend
from cpop.queries import areas
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
    drawing = multiple(POVERTY, lines, breaks=[Break("cpp", 2012, "A new <count>.")])
    assert "Break in the series, 2012/13: A new &lt;count&gt;." in drawing
    assert "Break" not in multiple(POVERTY, lines)


@pytest.mark.parametrize(("last", "decimals"), [(18.1, 0), (18.0, 1), (10.9, 1), (10.7, 2), (10.1, 2)])
def test_the_axis_has_the_decimals_that_its_range_needs(last, decimals):
    points = (Point(2010, 10.0, "raw"), Point(2011, last, "raw"))
    chart = trend(POVERTY, [Line("Fife", AREA, points)], [])
    assert chart["layout"]["yaxis"]["tickformat"] == f",.{decimals}f"


def boxes(layout):
    """The top and bottom of each label at an end, in pixels above the foot of the plot, the lowest first."""
    low, high = layout["yaxis"]["range"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    found = []
    for one in layout["annotations"]:
        if "<b>" in one["text"]:
            middle = (one["y"] - low) / (high - low) * plot
            half = 17 * len(one["text"].split("<br>")) / 2
            found.append((middle + half, middle - half))
    return sorted(found), plot


def test_labels_at_the_ends_keep_apart_and_near_their_lines():
    ends = {"Fife": 15.0, "Moray": 15.1, "Angus": 25.0}
    lines = [Line(name, AREA, (Point(2010, 10.0, "raw"), Point(2011, end, "raw"))) for name, end in ends.items()]
    layout = trend(POVERTY, lines, [])["layout"]
    heights = [one["y"] for one in layout["annotations"] if "<b>" in one["text"]]
    assert (heights[0] + heights[1]) / 2 == pytest.approx(15.05)
    found, _ = boxes(layout)
    assert found[0][0] < found[1][1]
    # The highest value stands near the upper end, and its label within the picture.
    assert heights[2] == pytest.approx(25.0, abs=1)


def test_a_line_that_ends_before_the_others_says_its_year():
    lines = [Line("Moray", COMPARATOR, SERIES), Line("Fife", AREA, SERIES[:3])]
    texts = [one["text"] for one in trend(POVERTY, lines, [])["layout"]["annotations"] if "<b>" in one["text"]]
    assert texts == ["<b>Moray</b><br>15.0% projected", "<b>Fife</b><br>14.0%<br>in 2012/13"]


@pytest.mark.parametrize("count", range(1, 18))
def test_the_last_year_is_named_however_many_there_are(count):
    points = tuple(Point(2010 + step, 10.0 + step, "raw") for step in range(count))
    axis = trend(POVERTY, [Line("Fife", AREA, points)], [])["layout"]["xaxis"]
    assert axis["tickvals"][-1] == 2010 + count - 1
    assert axis["tickvals"] == sorted(axis["tickvals"])
    assert len(axis["tickvals"]) == (count + 1) // 2


def test_the_axis_leaves_no_empty_room_and_does_not_reach_below_zero_without_need():
    for first, last in ((0.0, 8.0), (0.2, 9.0), (-3.0, 5.0), (4.0, 4.0), (0.0, 0.0)):
        points = (Point(2010, first, "raw"), Point(2011, last, "raw"))
        low, high = trend(POVERTY, [Line("Fife", AREA, points)], [])["layout"]["yaxis"]["range"]
        assert low <= min(first, last) and max(first, last) < high
        assert (low >= 0) == (first >= 0)


@pytest.mark.parametrize("newer", [0, 3])
@pytest.mark.parametrize("area", ["fife", "na-h-eileanan-siar", "dumfries-and-galloway", "glasgow-city", "scotland"])
def test_no_label_covers_another_or_leaves_the_picture(area, newer):
    """newer: by how many further years of the area alone an edition widens the axis."""
    by_slug = areas.by_slug()
    extra = ("east-dunbartonshire", "clackmannanshire", "scotland", "inverclyde", area)
    for code, indicator in indicators().items():
        points = {place: own for (_, place), own in points_of(areas.every_series(code, projected=True)).items()}
        places = {slug: points.get(by_slug[slug].code, ()) for slug in dict.fromkeys(extra)}
        last = places[area][-1]
        places[area] += tuple(Point(last.year + step, last.value, "raw") for step in range(1, newer + 1))
        lines = [Line(by_slug[slug].name, AREA, own) for slug, own in places.items()]
        found, plot = boxes(trend(indicator, lines, [])["layout"])
        assert len(found) >= len([one for one in lines if one.known])
        assert found[0][1] >= -1e-6 and found[-1][0] <= plot + 1e-6, code
        assert all(lower[0] < upper[1] for lower, upper in pairwise(found)), code


def test_the_unit_is_on_the_axis():
    assert "% of children under 16" in [one["text"] for one in figure()["layout"]["annotations"]]


def test_nothing_to_draw_is_an_empty_figure():
    assert trend(POVERTY, [], [])["data"] == []

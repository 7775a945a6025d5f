"""Inline drawings: what is estimated looks it, what is missing leaves a gap, and every drawing has its words."""

import re

import pytest

from cpop.catalogue import indicators
from cpop.charts import drawing
from cpop.charts.drawing import Line, Point
from cpop.style import AREA, COMPARATOR, REST, SCOTLAND

POVERTY, EARNINGS = indicators()["child_poverty"], indicators()["median_earnings"]


def line(*points, role=AREA):
    return Line("Fife", role, tuple(Point(*one) for one in points))


def test_a_piece_between_two_years_has_the_weaker_status():
    points = line((2010, 1.0, "imputed"), (2011, 2.0, "raw"), (2012, 3.0, "raw"), (2013, 4.0, "projected")).points
    runs = [(status, [p.year for p in run]) for status, run in drawing.segments(points)]
    assert runs == [("imputed", [2010, 2011]), ("raw", [2011, 2012]), ("projected", [2012, 2013])]


def test_a_missing_year_leaves_a_gap():
    points = line((2010, 1.0, "raw"), (2011, None, "raw"), (2012, 3.0, "raw"), (2013, 4.0, "raw")).points
    assert [[p.year for p in run] for _, run in drawing.segments(points)] == [[2012, 2013]]


def test_estimated_pieces_are_dashed_and_measured_ones_are_not():
    measured = drawing.sparkline(line((2010, 1.0, "raw"), (2011, 2.0, "raw")), "x")
    estimated = drawing.sparkline(line((2010, 1.0, "imputed"), (2011, 2.0, "imputed")), "x")
    assert "stroke-dasharray" not in measured
    assert "stroke-dasharray" in estimated


def test_every_drawing_has_its_words_and_escapes_them():
    svg = drawing.sparkline(line((2010, 1.0, "raw")), 'a "quoted" <name>')
    assert 'role="img" aria-label="a &quot;quoted&quot; &lt;name&gt;"' in svg


def test_a_series_without_figures_draws_nothing_and_fails_nowhere():
    assert "<path" not in drawing.sparkline(line(), "none")
    assert "<svg" in drawing.small_multiple(POVERTY, [line((2010, None, "raw"))], "none")
    assert drawing.strip(POVERTY, [], [], "none") == ""


def marks(svg):
    """The horizontal place of each named marker."""
    return {name: float(x) for x, name in re.findall(r'<circle cx="([\d.]+)"[^>]*><title>(\w+):', svg)}


def test_better_is_to_the_right_whichever_way_the_numbers_run():
    low_is_good = drawing.strip(POVERTY, [10, 20, 30], [("Low", AREA, 10), ("High", AREA, 30)], "x")
    high_is_good = drawing.strip(EARNINGS, [10, 20, 30], [("Low", AREA, 10), ("High", AREA, 30)], "x")
    assert marks(low_is_good)["Low"] > marks(low_is_good)["High"]
    assert marks(high_is_good)["Low"] < marks(high_is_good)["High"]


def test_each_role_has_a_marker_of_its_own():
    shapes = {drawing.key_mark(role).split("<")[2][:6] for role in (AREA, COMPARATOR, SCOTLAND)}
    assert len(shapes) == 3
    assert len({drawing.key_mark(role) for role in (AREA, COMPARATOR, SCOTLAND, REST)}) == 4


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (4.26, 36.9), (5.1, 5.8), (20000, 40000), (99.5, 112.4), (7, 7), (-3, 4)]
)
def test_ticks_are_round_and_enclose_the_range(low, high):
    ticks = drawing.ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 6
    step = ticks[1] - ticks[0]
    assert f"{step:.1e}"[:3] in ("1.0", "2.0", "2.5", "5.0")


def test_a_small_multiple_names_every_point_and_shades_only_projections():
    lines = [line((2010, 1.0, "imputed"), (2011, 2.0, "raw"), (2012, 3.0, "projected"))]
    svg = drawing.small_multiple(POVERTY, lines, "x")
    assert re.findall(r"<title>([^<]+)</title>", svg) == [
        "Fife, 2010/11: 1.0% (estimated)", "Fife, 2011/12: 2.0%", "Fife, 2012/13: 3.0% (projected)"
    ]  # fmt: skip
    assert svg.count("<rect") == 1
    assert "<rect" not in drawing.small_multiple(POVERTY, [line((2010, 1.0, "raw"), (2011, 2.0, "raw"))], "x")


def test_axes_can_be_shared():
    lines = [line((2010, 1.0, "raw"), (2011, 2.0, "raw"))]
    svg = drawing.small_multiple(POVERTY, lines, "x", value_range=(0, 40), years=(2005, 2024))
    assert ">40%<" in svg
    assert ">2005/06<" in svg
    assert ">2024/25<" in svg

"""The pieces of drawings, and the drawings made from them, on made-up figures."""

import random
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import NamedTuple

import pytest

from cpop.catalogue import Break, indicators
from cpop.charts import kit, sheet, small
from cpop.charts.kit import Plot, Scale
from cpop.charts.series import Line, Placed, Point, placed_in_words, points_of, projection, segments, statuses_of
from cpop.style import AREA, BAR_REST, COMPARATOR, EXTRA, PAPER, REST, SCOTLAND, SVG_DASH

POVERTY = indicators()["child_poverty"]
EARNINGS = indicators()["median_earnings"]
LOWER, HIGHER = POVERTY, EARNINGS
SERIES = Line(
    "Fife & co",
    AREA,
    (
        Point(2010, 10.0, "imputed"),
        Point(2011, 12.0, "raw"),
        Point(2012, 13.0, "raw"),
        Point(2013, None, "raw"),
        Point(2014, 11.0, "raw"),
        Point(2015, 15.0, "projected"),
    ),
)
OTHER = Line("Scotland", SCOTLAND, tuple(Point(year, 20.0 + year % 3, "raw") for year in range(2010, 2015)))
BREAK = Break("cpp", 2012, "Another count")
PLOT = Plot(Scale(2010, 2015, 10, 110), Scale(0, 20, 100, 0))


def tree(markup):
    """The parsed drawing: it is well-formed XML, so that nothing in it was left unescaped."""
    return ET.fromstring(str(markup))


def numbers(d):
    return [float(one) for one in re.findall(r"-?[\d.]+", d)]


# ---- Scales and axes


def test_a_scale_leads_from_its_start_to_its_end():
    scale = Scale(10, 20, 100, 0)
    assert [scale(value) for value in (10, 15, 20, 25)] == [100, 50, 0, -50]
    assert scale.share(15) == 0.5
    assert Scale(3, 3, 0, 10)(3) == 0


@pytest.mark.parametrize(("indicator", "best"), [(LOWER, 2.0), (HIGHER, 9.0)])
def test_the_best_value_stands_at_the_end_whichever_way_is_better(indicator, best):
    scale = kit.towards_better(indicator, [2.0, 9.0, 4.0], 8, 168)
    assert scale(best) == 168
    assert {scale(2.0), scale(9.0)} == {8, 168}


def test_ticks_are_round_and_enclose_the_range():
    assert kit.ticks(0, 100, 4) == [0, 25, 50, 75, 100]
    assert kit.ticks(11.2, 31.8, 3) == [10, 20, 30, 40]
    assert kit.ticks(5, 5) == [4, 6]
    assert kit.ticks(0, 0) == [0, 0.5]
    chance = random.Random(1)
    for _ in range(2000):
        low = chance.uniform(-500, 500)
        high = low + 10 ** chance.uniform(-2, 3)
        marks = kit.ticks(low, high, chance.randint(2, 6))
        assert marks[0] <= low + 1e-6 and marks[-1] >= high - 1e-6
        steps = {round(b - a, 6) for a, b in zip(marks, marks[1:], strict=False)}
        assert len(steps) == 1


def test_a_tick_has_no_more_decimals_than_it_needs():
    assert [kit.tick_text(POVERTY, value) for value in (25.0, 2.5, 0.0, -5.0)] == ["25%", "2.5%", "0%", "−5%"]
    assert [kit.tick_text(EARNINGS, value) for value in (450.0, 1000.0, -50.0)] == ["£450", "£1,000", "−£50"]
    assert kit.unit_text(EARNINGS)[0] == EARNINGS.unit[0].upper()


def test_a_value_axis_has_a_line_and_a_number_a_mark_at_the_same_height():
    axis = tree(f"<g>{kit.value_axis(PLOT, [0, 10, 20], lambda value: f'{value:g}')}</g>")
    lines = [numbers(one.get("d"))[1] for one in axis.iter("path")]
    texts = [(one.text, float(one.get("y"))) for one in axis.iter("text")]
    assert lines == [100, 50, 0]
    assert texts == [("0", 104), ("10", 54), ("20", 4)]
    assert {one.get("text-anchor") for one in axis.iter("text")} == {"end"}


def test_years_stand_at_the_ends_or_every_so_many_from_the_newest():
    ends = tree(f"<g>{kit.year_axis(PLOT, [2010, 2015])}</g>")
    assert [one.text for one in ends.iter("text")] == ["2010/11", "2015/16"]
    every = tree(f"<g>{kit.year_axis(PLOT, range(2010, 2016), every=2)}</g>")
    assert [one.text for one in every.iter("text")] == ["2011/12", "2013/14", "2015/16"]
    assert kit.year_axis(PLOT, []) == ""


# ---- Lines by status


def test_a_line_is_cut_at_gaps_and_where_its_status_changes():
    runs = segments(SERIES.points)
    assert [(status, [p.year for p in run]) for status, run in runs] == [
        ("imputed", [2010, 2011]),
        ("raw", [2011, 2012]),
        ("projected", [2014, 2015]),
    ]
    drawn = tree(f"<g>{kit.line(PLOT, SERIES, 2)}</g>")
    assert [path.get("stroke-dasharray") for path in drawn] == [SVG_DASH["imputed"], None, SVG_DASH["projected"]]
    assert {path.get("fill") for path in drawn} == {"none"}
    assert statuses_of([SERIES]) == ("raw", "imputed", "projected")


def test_a_line_ends_where_it_was_last_observed():
    assert (SERIES.end.year, SERIES.end.value) == (2014, 11.0)
    assert replace(SERIES, points=SERIES.points[-1:]).end.year == 2015
    assert replace(SERIES, points=(Point(2010, None, "raw"),)).end is None


def test_the_projection_starts_at_the_last_observed_year():
    assert projection([SERIES, OTHER]) == (2014, 2015)
    assert projection([OTHER]) is None
    assert kit.projection_band(PLOT, [OTHER]) == ""
    band = tree(kit.projection_band(PLOT, [SERIES]))
    assert (float(band.get("x")), float(band.get("width"))) == (PLOT.x(2014), PLOT.right - PLOT.x(2014))


def test_every_point_is_named_and_only_the_end_is_marked():
    drawn = tree(f"<g>{kit.points(PLOT, SERIES, POVERTY)}</g>")
    titles = [one.find("title").text for one in drawn]
    assert titles == [
        "Fife & co, 2010/11: 10.0% (estimated)",
        "Fife & co, 2011/12: 12.0%",
        "Fife & co, 2012/13: 13.0%",
        "Fife & co, 2014/15: 11.0%",
        "Fife & co, 2015/16: 15.0% (projected)",
    ]
    assert [one.get("fill") == "transparent" for one in drawn] == [True, True, True, False, True]
    assert all(
        one.get("fill") != "transparent" for one in tree(f"<g>{kit.points(PLOT, SERIES, POVERTY, has_all=True)}</g>")
    )


def test_a_break_is_drawn_between_two_years_and_says_what_happened():
    path, words = tree(f"<g>{kit.series_break(PLOT, Break('cpp', 2013, 'Another force & count'), 'break')}</g>")
    assert numbers(path.get("d"))[0] == PLOT.x(2012.5)
    assert path.find("title").text == "Break in the series, 2013/14: Another force & count"
    assert path.get("stroke-dasharray") not in SVG_DASH.values()
    assert words.text == "break"


@pytest.mark.parametrize(("year", "is_drawn"), [(2010, False), (2011, True), (2015, True), (2016, False)])
def test_a_break_outside_the_years_drawn_is_left_out(year, is_drawn):
    assert bool(kit.series_break(PLOT, Break("cpp", year, "x"))) == is_drawn


# ---- Marks


@pytest.mark.parametrize("role", [AREA, COMPARATOR, SCOTLAND, *EXTRA, REST])
def test_estimated_marks_are_hollow_and_measured_ones_full(role):
    full, hollow = (tree(kit.marker(10, 10, role, 4, status_=status)) for status in ("raw", "imputed"))
    colour = BAR_REST if role is REST else role.colour
    assert full.get("fill") == colour
    assert (hollow.get("fill"), hollow.get("stroke")) == (PAPER, colour)
    assert full.tag == hollow.tag


def test_each_role_has_a_shape_of_its_own():
    shapes = {
        role.marker: kit.marker(10, 10, replace(role, colour="#000000"), 4)
        for role in (AREA, COMPARATOR, SCOTLAND, *EXTRA[:2])
    }
    assert len(set(shapes.values())) == 5


@pytest.mark.parametrize("status", ["imputed", "projected"])
def test_estimated_bars_and_lines_across_differ_from_measured_ones(status):
    assert tree(kit.bar(0, 0, 9, 9, AREA, "raw")).get("fill") == AREA.colour
    assert tree(kit.bar(0, 0, 9, 9, AREA, status)).get("fill") == PAPER
    assert tree(kit.bar(0, 0, 9, 9, AREA, status, edge=2)).get("stroke-dasharray") == SVG_DASH[status]
    assert tree(kit.across(PLOT, 5, "#000000", status_=status)).get("stroke-dasharray") == SVG_DASH[status]
    assert tree(kit.across(PLOT, 5, "#000000", status_="raw")).get("stroke-dasharray") is None


def test_a_whisker_reaches_from_low_to_high_with_two_caps():
    level = tree(kit.interval(20, 60, 10, "#000000")).get("d")
    assert level == "M20 10H60M20 6v8M60 6v8"
    upright = tree(kit.interval(20, 60, 10, "#000000", is_upright=True)).get("d")
    assert upright == "M10 20V60M6 20h8M6 60h8"


def test_an_arrow_points_from_then_to_now():
    for start, end in ((10, 90), (90, 10)):
        drawn = tree(f"<g>{kit.arrow(start, end, 5, AREA, 3)}</g>")
        line, ring, head = drawn
        assert float(ring.get("cx")) == start
        assert numbers(head.get("d"))[0] == end
        assert abs(numbers(line.get("d"))[-1] - end) == 6
    assert len(tree(f"<g>{kit.arrow(50, 52, 5, AREA, 3)}</g>")) == 2


# ---- Labels


def test_labels_are_moved_apart_as_little_as_can_be():
    assert kit.apart([10, 50], [10, 10]) == [10, 50]
    assert kit.apart([10, 12, 50], [10, 10, 10]) == [6, 16, 50]
    assert kit.apart([50, 10], [10, 10]) == [50, 10]
    assert kit.apart([98, 99], [10, 10], 0, 100) == [85, 95]
    assert kit.apart([1, 2], [10, 10], 0, 100) == [5, 15]
    assert kit.apart([], []) == []


def test_no_two_labels_overlap_and_their_order_is_kept():
    chance = random.Random(2)
    for _ in range(500):
        wanted = [chance.uniform(0, 100) for _ in range(chance.randint(1, 7))]
        sizes = [chance.uniform(5, 14) for _ in wanted]
        placed = kit.apart(wanted, sizes, 0, 100)
        order = sorted(range(len(wanted)), key=lambda i: wanted[i])
        for upper, lower in zip(order, order[1:], strict=False):
            assert placed[lower] - placed[upper] >= (sizes[lower] + sizes[upper]) / 2 - 1e-9
        if sum(sizes) <= 100:
            assert all(size / 2 - 1e-9 <= at <= 100 - size / 2 + 1e-9 for at, size in zip(placed, sizes, strict=True))


@pytest.mark.parametrize(
    ("words", "letters", "most", "lines"),
    [
        ("Fife", 16, 2, ["Fife"]),
        ("City of Edinburgh", 16, 2, ["City of", "Edinburgh"]),
        ("Dumfries and Galloway", 16, 2, ["Dumfries and", "Galloway"]),
        ("Average of communities of its type", 8, 2, ["Average of communities", "of its type"]),
        ("Unbreakableword", 4, None, ["Unbreakableword"]),
        ("", 10, None, []),
    ],
)
def test_a_text_is_wrapped_in_lines_of_like_length(words, letters, most, lines):
    assert kit.wrapped(words, letters, most) == lines


def test_nothing_is_cut_from_a_wrapped_text():
    words = "the quick brown fox jumps over the lazy dog and some more of it"
    for letters in range(3, 70, 3):
        for most in (None, 1, 2, 3):
            lines = kit.wrapped(words, letters, most)
            assert " ".join(lines) == words
            assert most is None or len(lines) <= most


# ---- Whole drawings

NAMED = [
    small.sparkline(SERIES, "A & B"),
    small.strip(POVERTY, [1.0, 5.0], [Placed("Fife", AREA, 3.0, "imputed")], "A & B"),
    small.ranking(POVERTY, [Placed("Fife", AREA, 3.0, "raw", 1)], [], "A & B", from_zero=True),
    sheet.over_time(POVERTY, [OTHER, SERIES], "A & B", breaks=[BREAK]),
    sheet.in_order(POVERTY, [Placed("Fife", AREA, 3.0, "raw"), Placed("Nowhere", REST, None)], "A & B"),
]
# The words or the table beside them say all that they show.
SILENT = [
    small.position_strip(2.5, 30, ("poorest", "best")),
    small.multiple(POVERTY, [OTHER, SERIES], breaks=[BREAK]),
    small.Grid(POVERTY, [SERIES], [OTHER]).whole_drawing(SERIES, "A & B"),
    small.then_and_now(POVERTY, (1.0, 2.0), (3.0, None), [1.0, 2.0, 3.0], "A & B"),
]


@pytest.mark.parametrize("drawing", NAMED + SILENT, ids=lambda one: re.search('class="(.*?)"|$', one)[1])
def test_every_drawing_is_well_formed_and_named_or_silent(drawing):
    root = tree(drawing)
    said = (root.get("role"), root.get("aria-label"), root.get("aria-hidden"))
    assert said == ((None, None, "true") if drawing in SILENT else ("img", "A & B", None))
    assert "nan" not in drawing and "None" not in drawing
    width, height = numbers(root.get("viewBox"))[2:]
    for one in root.iter("text"):
        assert 0 <= float(one.get("x")) <= width
        assert 0 <= float(one.get("y")) <= height


def test_drawings_of_nothing_are_nothing_or_empty_but_never_fail():
    empty = Line("Fife", AREA, ())
    assert small.strip(POVERTY, [], [Placed("Fife", AREA, None)], "x") == ""
    assert small.ranking(POVERTY, [Placed("Fife", AREA, None)], [], "x", from_zero=True) == ""
    assert sheet.over_time(POVERTY, [empty], "x") == ""
    assert sheet.in_order(POVERTY, [Placed("Fife", AREA, None)], "x") == ""
    for drawing in (
        small.sparkline(empty, "x"),
        small.multiple(POVERTY, [empty]),
        small.Grid(POVERTY, [], []).backdrop(),
    ):
        assert tree(drawing).tag == "svg"


def test_a_strip_marks_places_last_on_top_and_the_better_to_the_right():
    root = tree(small.strip(POVERTY, [1.0, 9.0], [Placed("Scotland", SCOTLAND, 5.0), Placed("Fife", AREA, 2.0)], "x"))
    titles = [one.text for one in root.iter("title")]
    assert titles == ["Scotland: 5.0%", "Fife: 2.0%"]
    fife = next(one for one in root.iter("circle"))
    scotland = numbers(next(one for one in root if one.find("title") is not None).get("d"))[0]
    assert float(fife.get("cx")) > scotland


def test_bars_start_at_zero_and_dots_need_not():
    places = [Placed("A", REST, 40.0, "raw", 1), Placed("B", AREA, 50.0, "imputed", 2)]
    bars = tree(small.ranking(POVERTY, places, [Placed("Scotland", SCOTLAND, 45.0, "imputed")], "x", from_zero=True))
    heights = [float(one.get("height")) for one in bars.iter("rect")]
    assert heights[1] / heights[0] == pytest.approx(50 / 40, abs=0.01)
    assert [one.get("fill") for one in bars.iter("rect")] == [BAR_REST, PAPER]
    assert any(one.get("stroke-dasharray") for one in bars.iter("path"))
    assert [one.text for one in bars.iter("title")] == [
        "1. A: 40.0%",
        "2. B: 50.0% (estimated)",
        "Scotland: 45.0% (estimated)",
    ]
    dots = tree(small.ranking(POVERTY, places, [], "x", from_zero=False))
    assert not list(dots.iter("rect"))
    assert [one.text for one in dots.iter("text")][0] == "40.0%"


def test_a_bar_below_zero_hangs_from_the_line_of_zero():
    root = tree(
        small.ranking(POVERTY, [Placed("A", REST, -5.0, "raw"), Placed("B", REST, 5.0, "raw")], [], "x", from_zero=True)
    )
    below, above = root.iter("rect")
    assert float(below.get("y")) == pytest.approx(float(above.get("y")) + float(above.get("height")), abs=0.2)


def test_breaks_within_the_years_drawn_are_shown():
    for within, count in ((BREAK, 1), (replace(BREAK, year=2031), 0)):
        for root in (
            tree(small.multiple(POVERTY, [SERIES], breaks=[within])),
            tree(sheet.over_time(POVERTY, [SERIES], "x", breaks=[within])),
        ):
            assert sum("Another count" in one.text for one in root.iter("title")) == count


def test_axes_can_be_shared_between_drawings():
    one, other = (
        tree(small.multiple(POVERTY, [line], value_range=(0, 40), years=(2010, 2015))) for line in (SERIES, OTHER)
    )
    assert [text.text for text in one.iter("text")] == [text.text for text in other.iter("text")]


def test_a_grid_sends_what_its_drawings_share_once():
    grid = small.Grid(POVERTY, [SERIES], [OTHER])
    assert len(grid.drawing(SERIES, "x")) < len(grid.whole_drawing(SERIES, "x")) / 2
    [use] = tree(grid.drawing(SERIES, "x")).iter("use")
    [group] = tree(grid.backdrop()).iter("g")
    assert use.get("href") == f"#{group.get('id')}"
    assert small.Grid(POVERTY, [SERIES], [OTHER]).whole_drawing(SERIES, "x") == grid.whole_drawing(SERIES, "x")


def test_the_reports_labels_name_line_figure_status_and_year_and_keep_apart():
    near = replace(SERIES, name="Near", points=tuple(replace(p, status="imputed") for p in SERIES.points[:3]))
    root = tree(sheet.over_time(POVERTY, [SERIES, near], "x"))
    texts = {one.text: float(one.get("y")) for one in root.iter("text")}
    assert {"Near", "13.0% (estimated), 2012/13", "Fife & co", "11.0%, 2014/15", "projected"} <= set(texts)
    ends = sorted(texts[name] for name in ("Near", "13.0% (estimated), 2012/13", "Fife & co", "11.0%, 2014/15"))
    assert all(b - a >= 13 for a, b in zip(ends, ends[1:], strict=False))


def test_a_missing_bar_says_so():
    root = tree(sheet.in_order(POVERTY, [Placed("A", AREA, 4.0, "imputed"), Placed("B", REST, None)], "x"))
    assert {"no figure", "4.0% (estimated)"} <= {one.text for one in root.iter("text")}
    assert len(list(root.iter("rect"))) == 1


def test_a_place_in_words():
    assert placed_in_words(POVERTY, Placed("Fife", AREA, 13.1, "imputed", 3)) == "3. Fife: 13.1% (estimated)"
    assert placed_in_words(POVERTY, Placed("Fife", AREA, None)) == "Fife: no figure"


@pytest.mark.parametrize(
    "key",
    [
        kit.key_mark(AREA),
        kit.key_mark(REST),
        kit.key_line("imputed"),
        kit.key_bar("imputed"),
        kit.key_dot("raw"),
        kit.key_arrow(AREA),
    ],
)
def test_keys_are_silent(key):
    assert tree(key).get("aria-hidden") == "true"


def test_a_legend_names_places_and_statuses():
    told = kit.legend([("Fife", AREA), ("Scotland", SCOTLAND)], ["raw", "imputed"])
    assert [words for _, words in told] == ["Fife", "Scotland", "measured", "estimated"]
    assert len({mark for mark, _ in told}) == 4


def test_rows_become_points_by_indicator_and_place():
    class Row(NamedTuple):
        indicator: str
        place_code: str
        year: int
        value: float | None
        status: str

    rows = [Row("a", "x", 2010, 1.0, "raw"), Row("b", "x", 2010, None, "raw"), Row("a", "x", 2011, 2.0, "imputed")]
    assert points_of(rows) == {
        ("a", "x"): (Point(2010, 1.0, "raw"), Point(2011, 2.0, "imputed")),
        ("b", "x"): (Point(2010, None, "raw"),),
    }


@pytest.mark.parametrize(
    "draw",
    [
        lambda line: small.sparkline(line, "x"),
        lambda line: small.multiple(POVERTY, [line]),
        lambda line: sheet.over_time(POVERTY, [line], "x"),
    ],
    ids=["sparkline", "multiple", "over time"],
)
def test_a_larger_figure_stands_higher(draw):
    rising = Line("Fife", AREA, (Point(2010, 1.0, "raw"), Point(2011, 9.0, "raw")))
    paths = [one for one in tree(draw(rising)).iter() if one.tag.endswith("path")]
    (drawn,) = [numbers(one.get("d")) for one in paths if one.get("stroke") == AREA.colour]
    (x, y), (then_x, then_y) = drawn[:2], drawn[-2:]
    assert then_x > x
    assert then_y < y

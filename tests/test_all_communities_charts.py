"""The light small multiples of one outcome, and the arrows of then and now."""

from xml.etree import ElementTree

from cpop.catalogue import indicators
from cpop.charts.series import Line, Point
from cpop.charts.small import Grid, then_and_now
from cpop.style import AREA, COMMUNITY, SCOTLAND

POVERTY, ATTAINMENT = indicators()["child_poverty"], indicators()["attainment"]


def line(name, values, role=AREA, statuses=("imputed", "raw", "projected")):
    points = tuple(
        Point(2010 + i, value, status) for i, (value, status) in enumerate(zip(values, statuses, strict=True))
    )
    return Line(name, role, points)


ONE, OTHER = line("One", (10.0, 20.0, 30.0)), line("Other", (40.0, None, 80.0))
BESIDE = line("Scotland", (20.0, 21.0, 22.0), SCOTLAND)


def test_the_backdrop_is_sent_once_and_each_drawing_refers_to_it():
    grid = Grid(POVERTY, [ONE, OTHER], [BESIDE])
    backdrop = ElementTree.fromstring(grid.backdrop())
    shared = backdrop.find("defs/g").get("id")
    assert "2010/11" in grid.backdrop()
    drawing = ElementTree.fromstring(grid.drawing(ONE, "One: a sentence"))
    assert drawing.find("use").get("href") == f"#{shared}"
    assert drawing.find("title").text == "One: a sentence"
    assert drawing.find("text") is None


def test_all_drawings_share_one_scale_that_holds_every_value():
    grid = Grid(POVERTY, [ONE, OTHER], [BESIDE])
    texts = [one.text for one in ElementTree.fromstring(grid.backdrop()).iter("text")]
    marks = [float(text.removesuffix("%")) for text in texts if "/" not in text]
    assert min(marks) <= 10 and max(marks) >= 80
    alone = ElementTree.fromstring(Grid(POVERTY, [ONE], []).whole_drawing(ONE, ""))
    assert max(float(one.text.removesuffix("%")) for one in alone.iter("text") if "/" not in one.text) < 80


def test_the_scale_ends_at_a_round_number_near_the_figures():
    grid = Grid(POVERTY, [line("One", (3.3, 44.9, 52.9))], [])
    marks = [one.text for one in ElementTree.fromstring(grid.backdrop()).iter("text") if "/" not in one.text]
    assert marks == ["0%", "20%", "40%", "60%"]


def test_estimated_is_dashed_projected_dotted_and_the_end_is_the_last_observed_year():
    drawing = ElementTree.fromstring(Grid(POVERTY, [ONE], []).whole_drawing(ONE, ""))
    own = [path for path in drawing.iter("path") if path.get("stroke") == AREA.colour]
    assert [path.get("stroke-dasharray") for path in own] == ["5 3", "1.5 3"]
    assert len(list(drawing.iter("circle"))) == 1


def test_a_gap_breaks_the_line_and_an_empty_series_draws_nothing():
    grid = Grid(POVERTY, [ONE], [])
    assert "<path" not in grid.drawing(OTHER, "").split("<use")[1].replace("<use", "")
    assert "<circle" not in grid.drawing(Line("None", AREA, ()), "")


def arrow_ends(markup):
    tree = ElementTree.fromstring(markup)
    start = next(c for c in tree.iter("circle") if c.get("stroke") == COMMUNITY.colour)
    head = next(p for p in tree.iter("path") if p.get("fill") == COMMUNITY.colour)
    return float(start.get("cx")), float(head.get("d")[1:].split()[0])


def test_better_is_to_the_right_whichever_way_the_numbers_run():
    scale = (0.0, 50.0)
    start, end = arrow_ends(then_and_now(POVERTY, (40.0, 10.0), (30.0, 30.0), scale, ""))
    assert start < end
    start, end = arrow_ends(then_and_now(ATTAINMENT, (40.0, 10.0), (30.0, 30.0), scale, ""))
    assert start > end


def test_a_missing_end_draws_no_arrow():
    assert COMMUNITY.colour not in then_and_now(POVERTY, (None, 10.0), (30.0, 20.0), (0.0, 50.0), "no figure")

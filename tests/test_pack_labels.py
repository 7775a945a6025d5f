"""Labels of native charts: no line, projection or way to a target runs through the name of a line."""

from itertools import pairwise

import pytest
import shapely

from cpop.catalogue import indicators
from cpop.charts.kit import Box
from cpop.charts.series import points_of
from cpop.pack.labels import box_of, clear_of
from cpop.queries import areas

WITHIN = Box(0, 0.1, 1, 0.9)
SIZE = (0.12, 0.09)


def outline(box):
    return shapely.box(box.left, box.top, box.right, box.bottom)


def test_a_name_stands_right_above_its_point_where_nothing_runs():
    where = clear_of((0.5, 0.5), SIZE, [[(0.2, 0.5), (0.5, 0.5)]], [], WITHIN)
    assert where[:2] == (True, 0.0)
    assert abs(where[2]) < 0.03


def test_it_stands_below_where_lines_come_from_above_and_go_there():
    where = clear_of((0.5, 0.5), SIZE, [[(0.3, 0.15), (0.5, 0.5), (0.7, 0.15)]], [], WITHIN)
    assert not where[0]


def test_it_keeps_off_another_name_and_within_the_plot():
    first = box_of((0.5, 0.5), SIZE, clear_of((0.5, 0.5), SIZE, [], [], WITHIN))
    second = box_of((0.5, 0.5), SIZE, clear_of((0.5, 0.5), SIZE, [], [first], WITHIN))
    assert not outline(first).intersects(outline(second))
    high = clear_of((0.5, 0.12), SIZE, [], [], WITHIN)
    assert not high[0]


@pytest.mark.parametrize("beside", ["", "scotland"])
def test_no_line_runs_through_a_name_in_any_area(beside):
    """Every outcome of every area with projections, and a target that is half as good, or half as much again."""
    crossed, drawn = [], 0
    for area in areas.partnerships():
        codes = [area.code, areas.scotland().code] if beside else [area.code]
        series = points_of(areas.series(codes, list(indicators()), projected=True))
        for code in indicators():
            lines = [[one for one in series.get((code, place), ()) if one.value is not None] for place in codes]
            observed = [[one for one in line if one.status != "projected"] for line in lines]
            if not all(observed):
                continue
            last = observed[0][-1]
            for factor in (0.5, 1.5):
                goal = [] if beside else [(last.year, last.value), (last.year + 6, last.value * factor)]
                every = [(one.year, one.value) for line in lines for one in line] + goal
                years, values = ([one[part] for one in every] for part in (0, 1))
                first, wide = min(years), max(years) - min(years)
                low, high = min(values), max(values)
                if high == low or max(years) == last.year:
                    continue

                def spot(year, value, first=first, wide=wide, low=low, high=high):
                    return 0.1 + 0.7 * (year - first) / wide, 0.12 + 0.7 * (high - value) / (high - low)

                paths = [[spot(one.year, one.value) for one in line] for line in lines]
                paths.append([spot(*one) for one in goal])
                taken = []
                for ends in observed:
                    point = spot(ends[-1].year, ends[-1].value)
                    taken.append(box_of(point, SIZE, clear_of(point, SIZE, paths, taken, WITHIN)))
                drawn += 1
                pieces = [shapely.LineString(two) for path in paths for two in pairwise(path)]
                if any(outline(box).intersects(piece) for box in taken for piece in pieces):
                    crossed.append((area.slug, code, factor))
                assert len(taken) == 1 or not outline(taken[0]).intersects(outline(taken[1])), (area.slug, code)
    assert drawn > 100
    assert not crossed, (len(crossed), drawn)

"""Names, neighbours, scale and ring of the maps: on every area's map, at the sizes of a desk and a phone."""

from itertools import combinations
from math import asin, cos, log, pi, radians, sin, sqrt, tan

import elements
import pytest

from cpop.catalogue import indicators
from cpop.charts import area_map
from cpop.charts.communities import RINGED, by_band, shaded_map
from cpop.charts.data_zones import Spot, zone_map
from cpop.charts.map_names import scale
from cpop.charts.series import Placed
from cpop.queries.areas import by_slug, partnerships, scotland
from cpop.queries.communities import by_code
from cpop.queries.find import settlements
from cpop.style import (
    AREA_ZONE_MAP_HEIGHT,
    AREA_ZONE_MAP_WIDTH,
    COMMUNITY_MAP_WIDTH,
    MAP_PHONE_WIDTH,
    MAP_SIZE_OF_FURTHER_NAMES,
    MAP_SIZE_OF_NAMES,
    REST,
)
from cpop.ui import maps

UNNUMBERED = Spot("Data zone 01", "S01", "", -4.0, 56.0, 1, ["10%"])
EVERY_AREA = [*(area.slug for area in partnerships()), "scotland"]


def area_of(slug):
    return scotland() if slug == "scotland" else by_slug()[slug]


def community_map(area, chosen=None):
    communities = [one for one in by_code().values() if area.is_scotland or one.area == area]
    texts = [""] * len(communities)
    shading = by_band([1] * len(communities), ["most"])
    ringed = {chosen.code: maps.reach(chosen)} if chosen else {}
    return shaded_map(area, communities, shading, texts, ringed, maps.window(area), maps.ground(area))


def traces(figure, name, geo="geo"):
    return [one for one in figure["data"] if one["name"] == name and one["geo"] == geo]


def north(latitude):
    """Mercator's ordinate, by its logarithm, in degrees."""
    return log(tan(pi / 4 + radians(latitude) / 2)) * 180 / pi


def rectangles(figure, width, *, sizes):
    """Where the names of a map stand: a letter takes some 0.46 of its size; the browser measures truly."""
    geo = figure["layout"]["geo"]
    (west, east), (south, top) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    high = figure["layout"]["height"]
    pixels = min(width / (east - west), high / (north(top) - north(south)))
    found = []
    for trace in traces(figure, "towns"):
        size = trace["textfont"]["size"]
        if size not in sizes:
            continue
        columns = (trace[one] for one in ("text", "lon", "lat", "textposition"))
        for text, longitude, latitude, side in zip(*columns, strict=True):
            x, y = (longitude - west) * pixels, (north(top) - north(latitude)) * pixels
            half = len(text) * size * 0.46 / 2
            left, right = {"top center": (half, half), "top right": (0, 2 * half), "top left": (2 * half, 0)}[side]
            found.append((text, x - left, y - 2 - size, x + right, y))
    return found, ((east - west) * pixels, (north(top) - north(south)) * pixels)


def overlapping(found):
    return [
        (one[0], other[0])
        for one, other in combinations(found, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


@pytest.mark.parametrize("slug", EVERY_AREA)
def test_no_name_lies_on_another_nor_beyond_the_edge_on_a_desk_or_a_phone(slug):
    area = area_of(slug)
    both = (MAP_SIZE_OF_NAMES, MAP_SIZE_OF_FURTHER_NAMES)
    drawn = [(community_map(area), COMMUNITY_MAP_WIDTH)]
    if not area.is_scotland:
        ground = maps.ground(area, AREA_ZONE_MAP_WIDTH)
        drawn.append((zone_map(area, None, [UNNUMBERED], maps.window(area), ground), AREA_ZONE_MAP_WIDTH))
    for figure, desk in drawn:
        for width, sizes in ((desk, both), (MAP_PHONE_WIDTH, both[:1])):
            found, (wide, high) = rectangles(figure, width, sizes=sizes)
            assert found, "an area without the name of a town"
            assert not overlapping(found)
            assert not [one for one in found if one[1] < 0 or one[3] > wide or one[2] < 0 or one[4] > high]


@pytest.mark.parametrize("slug", EVERY_AREA)
def test_the_largest_town_that_has_room_is_named_and_only_towns_of_the_area(slug):
    area = area_of(slug)
    figure = community_map(area)
    named = [text for trace in traces(figure, "towns") for text in trace["text"]]
    own = {one.name: one.people for one in settlements() if area.is_scotland or one.area_code == area.code}
    assert set(named) <= own.keys()
    assert max(own, key=own.get) in named


def test_a_phone_has_room_for_fewer_names():
    figure = community_map(area_of("fife"))
    large, small = traces(figure, "towns")
    assert large["textfont"]["size"] == MAP_SIZE_OF_NAMES
    assert small["textfont"]["size"] == MAP_SIZE_OF_FURTHER_NAMES
    assert len(large["text"]) > 3
    assert len(small["text"]) > 3


def kilometres(west, east, latitude):
    half = sin(radians(east - west) / 2) * cos(radians(latitude))
    return 2 * 6371 * asin(sqrt(half * half))


@pytest.mark.parametrize("slug", EVERY_AREA)
def test_the_scale_is_as_long_as_it_says(slug):
    figure = community_map(area_of(slug))
    bar = traces(figure, "scale")[-1]
    said = int(bar["text"][0].removesuffix(" km"))
    middle = sum(figure["layout"]["geo"]["lataxis"]["range"]) / 2
    assert kilometres(bar["lon"][0], bar["lon"][-1], middle) == pytest.approx(
        said, rel=0.02 if slug != "scotland" else 0.03
    )
    west, east = figure["layout"]["geo"]["lonaxis"]["range"]
    assert west < bar["lon"][0] < bar["lon"][-1] < (west + east) / 2


def test_the_scale_of_a_community_takes_a_quarter_of_its_map_at_most_in_metres_where_it_is_small():
    said = set()
    for community in by_code().values():
        window = maps.window_of_community(community)
        bar = scale(window)
        assert bar.east - bar.west <= (window.east - window.west) / 4
        said.add(bar.text)
    assert {"200 m", "1 km", "5 km"} <= said


@pytest.mark.parametrize("slug", EVERY_AREA[:-1])
def test_neighbours_lie_beneath_and_come_by_address_alone(slug):
    area = area_of(slug)
    beneath = community_map(area)["data"][0]
    assert beneath["name"] == "around"
    assert beneath["geojson"] == area_map.BOUNDARIES
    assert set(beneath["locations"]) == {one.code for one in partnerships()} - {area.code}
    assert beneath["hoverinfo"] == "skip"


def test_a_chosen_community_is_ringed_and_one_too_small_to_be_found_by_a_circle_too():
    for community in by_code().values():
        figure = community_map(community.area, community)
        ring = traces(figure, RINGED)
        assert [one["locations"] for one in ring[:2]] == [[community.code]] * 2
        assert [one["marker"]["line"]["width"] for one in ring[:2]] == [6, 3]
        for circle in ring[2:]:
            reach = maps.reach(community)
            assert reach.west < circle["lon"][0] < reach.east
            assert reach.south < circle["lat"][0] < reach.north
    highland = [one for one in by_code().values() if one.area.slug == "highland"]
    circled = [one for one in highland if len(traces(community_map(one.area, one), RINGED)) == 4]
    assert 0 < len(circled) < len(highland)


def test_numbers_of_data_zones_keep_their_place_clear_of_names():
    area = area_of("fife")
    town = max((one for one in settlements() if one.area_code == area.code), key=lambda one: one.people)
    ground = maps.ground(area, AREA_ZONE_MAP_WIDTH)

    def named(latitude):
        spot = Spot("Data zone 01", "S01", "1", town.longitude, latitude, 1, ["10%"])
        figure = zone_map(area, None, [spot], maps.window(area), ground)
        assert figure["layout"]["height"] == AREA_ZONE_MAP_HEIGHT
        return [text for trace in traces(figure, "towns") for text in trace["text"]]

    assert town.name in named(town.latitude - 0.2)
    assert town.name not in named(town.latitude + 0.01)


def test_areas_say_their_band_on_hover_by_value():
    one = Placed(name="A", role=REST, value=10.0, status="raw", rank=1)
    other = Placed(name="B", role=REST, value=20.0, status="raw", rank=2)
    figure, steps = area_map.area_map(
        indicators()["child_poverty"], {"S1": one, "S2": other}, {}, {}, by_rank=False, towns=settlements()
    )
    texts = traces(figure, "")[0]["text"]
    assert texts[0].endswith(f"band: {steps[0].text}")
    assert texts[1].endswith(f"band: {steps[-1].text}")


# What is written on a map and seen, where it stands on the screen.
WRITTEN = """() => [...document.querySelectorAll('.js-plotly-plot .scattergeo text')]
    .filter(text => text.textContent.trim() && text.getClientRects().length)
    .map(text => { const {left, top, right, bottom} = text.getBoundingClientRect();
                   return [text.textContent, left + 1, top + 2, right - 1, bottom - 2]; })"""


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("path", ["/communities?area=fife", "/compare?view=map&area=fife", "/communities"])
def test_names_as_the_browser_draws_them_are_clear_of_each_other(visit, size, path):
    visitor = visit(size=size)
    page = visitor.open(path)
    page.wait_for_function("() => document.querySelector('.js-plotly-plot .scattergeo text')", timeout=30_000)
    page.wait_for_function("() => document.querySelectorAll('.choroplethlayer path').length > 30", timeout=30_000)
    visitor.settle()
    found = page.evaluate(WRITTEN)
    assert len(found) > 5
    assert not overlapping(found)
    assert page.locator(elements.MAIN).count() == 1

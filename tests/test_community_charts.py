"""The maps of communities and data zones, and the strip of a position: what they shade, mark and say."""

import pytest

from cpop.catalogue import Area, Community, indicators
from cpop.charts.communities import by_band, by_change, by_value, shaded_map
from cpop.charts.data_zones import Spot, fifth_shades, zone_map
from cpop.charts.map_base import Ground
from cpop.charts.map_names import Bounds
from cpop.charts.small import position_strip
from cpop.style import BETTER_SHADES, LITTLE_CHANGE, MAP_MISSING, SEQUENCE, WORSE_SHADES

POVERTY, ATTAINMENT = indicators()["child_poverty"], indicators()["attainment"]
INVERCLYDE = Area("S12000018", "inverclyde", "Inverclyde", 4, 3)
SCOTLAND = Area("S92000003", "scotland", "Scotland")
EAST, WEST = (
    Community(code, name.lower(), name, INVERCLYDE, 38, "any") for code, name in (("S1", "East"), ("S2", "West"))
)


def test_the_most_vulnerable_band_is_the_darkest():
    shading = by_band([1, 7, 4], ["most", "a", "b", "middle", "c", "d", "least"])
    assert shading.steps == (0, 6, 3)
    assert shading.colours == tuple(reversed(SEQUENCE))


def test_values_fall_into_classes_of_equal_size_whatever_the_extremes():
    shading = by_value(POVERTY, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 90.0])
    assert shading.steps == (4, 4, 3, 3, 2, 2, 1, 1, 0, 0)
    assert shading.labels[0] == "90.0% to 9.0%"
    assert shading.colours[0] == SEQUENCE[-1]


def test_the_poorest_values_are_the_lowest_where_higher_is_better():
    assert by_value(ATTAINMENT, [4.0, 4.5, 5.0, 5.5, 6.0]).steps == (0, 1, 2, 3, 4)


def test_equal_values_share_a_class_and_missing_ones_have_none():
    shading = by_value(POVERTY, [5.0, 5.0, 5.0, None, 1.0])
    assert shading.steps == (0, 0, 0, None, 1)
    assert shading.labels == ("5.0%", "1.0%")
    assert by_value(POVERTY, [None, None]).steps == (None, None)


def test_changes_are_shaded_by_their_side_and_round_steps():
    worse, better, same = ["worsened"] * 3, ["improved"] * 2, ["little_change"]
    shading = by_change([-50, -25, -1, 0.01, 15, 40, None], [*worse, *same, *better, None])
    assert shading.colours == (*WORSE_SHADES, LITTLE_CHANGE, *BETTER_SHADES)
    assert shading.labels[0] == "worsened over 40%"
    assert shading.labels[3] == "little change"
    assert shading.steps == (0, 1, 2, 3, 4, 6, None)
    assert by_change([None], [None]).steps == (None,)
    # From nothing to something is no ratio, and yet a change.
    assert by_change([None, 10], ["worsened", "improved"]).steps[0] == 0


def test_the_map_sends_codes_and_shades_and_never_outlines():
    figure = shaded_map(
        INVERCLYDE,
        [EAST, WEST],
        by_band([1, 2], ["most", "least"]),
        ["a", "b"],
        {EAST.code: Bounds(0, 1, 2, 2.5)},
        Bounds(0, 1, 2, 2.5),
    )
    areas, *scale, beneath, outline = figure["data"]
    assert [one["name"] for one in scale] == ["scale"] * 2
    assert beneath["locations"] == ["S1"]
    assert areas["geojson"] == "app/static/boundaries/communities/inverclyde.geojson"
    assert areas["locations"] == ["S1", "S2"]
    assert "%{properties.name}" in areas["hovertemplate"]
    assert outline["locations"] == ["S1"]
    assert figure["layout"]["geo"]["lonaxis"]["range"] == pytest.approx([0, 1], abs=0.01)
    assert figure["layout"]["height"] < whole_height(INVERCLYDE, Bounds(0, 1, 50, 52))
    whole = shaded_map(SCOTLAND, [EAST], by_band([1], ["most"]), ["a"], {}, Bounds(-8, 0, 54, 61))
    assert whole["data"][0]["geojson"] == "app/static/boundaries/communities.geojson"
    assert [one["type"] for one in whole["data"]].count("choropleth") == 1


def whole_height(area, bounds):
    return shaded_map(area, [EAST], by_band([1], ["most"]), ["a"], {}, bounds)["layout"]["height"]


def test_data_zones_are_areas_in_the_shade_of_their_fifth_with_their_numbers():
    spots = [
        Spot("Data zone 01", "S01", "01", -4.7, 55.9, 1, ["10.0%", "poorest fifth"]),
        Spot("Data zone 02", "S02", "", -4.8, 55.9, None, ["suppressed"]),
    ]
    window = Bounds(-4.9, -4.6, 55.8, 56.0)
    zones, *_, around, numbers = zone_map(EAST.area, EAST, spots, window, Ground())["data"]
    assert zones["geojson"] == f"app/static/boundaries/data_zones/{EAST.area.slug}.geojson"
    assert zones["locations"] == ["S01", "S02"]
    shades = [colour for _, colour in zones["colorscale"]][::2]
    assert [shades[step] for step in zones["z"]] == [fifth_shades()[0], MAP_MISSING]
    assert zones["text"] == [
        "<b>Data zone 01</b> (S01)<br>10.0%<br>poorest fifth",
        "<b>Data zone 02</b> (S02)<br>suppressed",
    ]
    assert around["locations"] == ["S1"]
    assert numbers["text"] == ["<b>01</b>"]
    whole = zone_map(EAST.area, None, spots, window, Ground())["data"]
    assert [one["type"] for one in whole].count("choropleth") == 1


def test_a_position_is_marked_between_its_ends():
    first = position_strip(1, 17, ("poorest", "best"))
    last = position_strip(17, 17, ("poorest", "best"))
    assert 'cx="8"' in first
    assert 'cx="222"' in last
    assert first.count("v10") == 17
    assert 'cx="8"' in position_strip(1, 1, ("poorest", "best"))

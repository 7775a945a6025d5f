"""Figures for a projector: what is a length grows, what is data does not."""

from cpop.charts.enlarge import enlarged


def test_lengths_grow_and_data_stays():
    figure = {
        "data": [
            {
                "type": "bar",
                "x": [1.5, 2.5],
                "y": [10, 20],
                "width": 0.8,
                "marker": {"size": [4, 6], "line": {"width": 1}},
                "line": {"width": 2, "dash": "dot"},
            }
        ],
        "layout": {
            "height": 100,
            "margin": {"l": 10, "r": 20, "t": 30, "b": 40},
            "xaxis": {"range": [0, 4], "tickfont": {"size": 13}, "automargin": True},
            "annotations": [{"x": 3, "y": 5, "xshift": 12, "font": {"size": 10}, "text": "12"}],
        },
    }
    larger = enlarged(figure, 2)
    trace, layout = larger["data"][0], larger["layout"]
    assert (trace["x"], trace["y"], trace["width"]) == ([1.5, 2.5], [10, 20], 0.8)
    assert trace["marker"] == {"size": [8, 12], "line": {"width": 2}}
    assert trace["line"] == {"width": 4, "dash": "dot"}
    assert layout["height"] == 200
    assert layout["margin"] == {"l": 20, "r": 40, "t": 60, "b": 80}
    assert layout["xaxis"] == {"range": [0, 4], "tickfont": {"size": 26}, "automargin": True}
    assert layout["annotations"] == [{"x": 3, "y": 5, "xshift": 24, "font": {"size": 20}, "text": "12"}]
    assert figure["layout"]["height"] == 100

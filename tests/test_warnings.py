"""What a reader must know of all figures of an outcome is said where it is shown in full, once, and in the pack."""

from html import escape

import pytest

from cpop import database
from cpop.catalogue import indicators

CODE = "child_poverty"
WHAT = indicators()[CODE].warning.what
SHOWN = {
    "glance.py": {},
    "trends.py": {"indicator": CODE},
    "compare.py": {"view": "bars", "indicator": CODE},
    "compare.py, then and now": {"view": "change", "indicator": CODE},
    "compare.py, on the map": {"view": "map", "indicator": CODE},
    "inequality.py": {"indicator": CODE},
    "all_communities.py": {"indicator": CODE},
    "communities.py": {"indicator": CODE},
    "community.py": {"community": "methil-west"},
    "data_zones.py": {"indicator": CODE},
    "priorities.py": {},
}


def told(app):
    return sum(one.value.count(escape(WHAT)) for one in app.markdown)


@pytest.fixture
def another_edition(monkeypatch):
    """The app as if its data were of an edition that nobody warns of."""
    from dataclasses import replace

    later = replace(database.edition(), title="October 2031")
    monkeypatch.setattr(database, "edition", lambda *_: later)


@pytest.mark.parametrize("view", SHOWN)
def test_a_view_of_the_outcome_warns_once(run_page, view):
    assert told(run_page(view.partition(",")[0], area="fife", **SHOWN[view])) == 1


@pytest.mark.parametrize("view", [name for name, asked in SHOWN.items() if CODE in asked.values()])
def test_a_view_of_another_outcome_does_not(run_page, view):
    asked = {key: "crime_rate" if value == CODE else value for key, value in SHOWN[view].items()}
    assert told(run_page(view.partition(",")[0], area="fife", **asked)) == 0


@pytest.mark.parametrize("view", SHOWN)
def test_nothing_is_said_in_an_edition_that_it_is_not_about(run_page, another_edition, view):
    assert told(run_page(view.partition(",")[0], area="fife", **SHOWN[view])) == 0


def pack_of(run_page, priorities):
    app = run_page("board_pack.py", area="fife", priorities=priorities)
    app.button(key="make_pack").click().run()
    assert not app.exception
    return app.session_state["_board_pack"][0]


def test_the_pack_warns_on_the_first_chart_and_where_it_names_its_sources(run_page):
    slides = pack_of(run_page, f"{CODE},crime_rate").slides
    warned = [slide for slide in slides if any(WHAT in point.text for point in slide.points)]
    charts = [slide for slide in slides if slide.chart and slide.chart.indicator.code == CODE]
    assert len(charts) > 1, "there is a chart that need not repeat it"
    assert warned == [charts[0], slides[-1]]

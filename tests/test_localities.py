"""The page of localities: made from communities or a suggestion, kept in the plan, told with its evidence."""

import re

import pytest

from cpop.catalogue import community_indicators, indicators, period
from cpop.plan import Locality, Plan, packed, unpacked
from cpop.queries import areas
from cpop.queries import localities as ask
from cpop.queries.communities import within
from cpop.ui import plans
from cpop.words import localities as words


def text(app):
    return " ".join(re.sub(r"<[^>]+>", " ", one.value) for one in app.markdown)


def parameters(app):
    return {key: value[0] if isinstance(value, list) else value for key, value in dict(app.query_params).items()}


@pytest.mark.parametrize("area", ["fife", "orkney-islands"])
def test_a_locality_is_made_named_kept_and_removed(run_page, area):
    app = run_page("localities.py", area=area)
    slugs = list(within(areas.by_slug()[area]))[:3]
    app.multiselect(key="locality-members").set_value(slugs).run()
    app.text_input(key="locality-name").set_value("The shore").run()
    app.button(key="add-locality").click().run()
    assert not app.exception
    link = parameters(app)
    assert unpacked(link["plan"], plans.known()).localities == (Locality("The shore", tuple(slugs)),)
    again = run_page("localities.py", **link)
    assert "The shore has " in text(again)
    assert "approximate" in text(again)
    again.button(key="remove-locality-0").click().run()
    assert "plan" not in parameters(again)


def test_fife_suggests_its_own_areas_and_the_most_vulnerable(run_page):
    app = run_page("localities.py", area="fife")
    assert len(ask.strategic_areas(areas.by_slug()["fife"].code)) == 7
    app.button(key="suggest-0").click().run()
    assert app.multiselect(key="locality-members").value
    assert app.text_input(key="locality-name").value
    app.button(key="suggest").click().run()
    assert len(app.multiselect(key="locality-members").value) == 5


def test_why_here_agrees_with_the_figures_in_every_area():
    for area in areas.partnerships():
        codes = [one.code for one in within(area).values()][:4]
        rows = ask.standing(area.code, codes)
        worse = [row for row in rows if row.level == "worse"]
        for row in worse:
            assert indicators()[row.indicator].sign * (row.value - row.beside_value) < 0
        said = words.why_here("Here", area, ask.people(codes), 2019, rows, indicators())
        assert len(said) == 2 + len(worse)
        assert f"On {len(worse)} of {sum(row.level is not None for row in rows)} outcomes" in said[1]


@pytest.mark.parametrize("area", ["fife", "orkney-islands", "glasgow-city"])
def test_each_outcome_is_drawn_over_time(run_page, area):
    slugs = list(within(areas.by_slug()[area]))[:3]
    app = run_page(
        "localities.py", area=area, plan=packed(Plan(area=area, localities=(Locality("The shore", tuple(slugs)),)))
    )
    assert not app.exception
    drawn = " ".join(one.value for one in app.markdown)
    assert drawn.count('class="multiple-card"') == len(community_indicators())
    assert drawn.count("The shore about ") >= len(community_indicators())


def test_the_series_ends_in_the_figure_beside_it_in_every_area():
    for area in areas.partnerships():
        codes = [one.code for one in within(area).values()][:4]
        years = {(one.indicator, one.year): one for one in ask.series(codes)}
        for row in ask.standing(area.code, codes):
            same = years[row.indicator, row.year]
            assert (same.value, same.status) == (row.value, row.status)
            said = words.latest("Here", area, row, indicators()[row.indicator])
            assert ("no figure" in said) == (row.value is None)
            assert period(row.year) in said


def test_overlaps_and_the_rest_are_said():
    names = {"a": "A", "b": "B", "c": "C"}
    both = [Locality("One", ("a", "b")), Locality("Two", ("b",))]
    assert words.overlaps(both, names) == "In more than one locality: B. In none: 1 of the area’s 3 communities."
    assert words.overlaps(both[:1], names).startswith("No community is in more than one locality.")

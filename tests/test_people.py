"""Numbers of people: their words, and the pages that show them, for all areas."""

import re
from types import SimpleNamespace

import pytest

from cpop.catalogue import headline_indicators, indicators
from cpop.queries import areas
from cpop.queries import people as ask
from cpop.queries.communities import within
from cpop.words import people as words

POVERTY, WORK = indicators()["child_poverty"], indicators()["employment_rate"]


def row(level="worse", counted=1900.0, status="raw"):
    return SimpleNamespace(level=level, counted=counted, status=status)


def test_words_say_which_way_and_what_the_figure_rests_on():
    assert words.matching(row(), POVERTY, "Scotland") == (
        "Matching Scotland would mean about 1,900 fewer children in poverty."
    )
    assert words.number(row(), WORK) == "about 1,900 more people in employment"
    assert words.number(row(status="imputed"), WORK).endswith("(estimated)")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (row("better"), "Already better"),
        (row("about_the_same"), "About the same"),
        (row(None, None, None), "no figure"),
        (row(counted=0.0), "Fewer than one"),
    ],
)
def test_there_is_no_number_where_there_is_nothing_to_match(given, said):
    assert words.matching(given, POVERTY, "Scotland") == ""
    assert words.cell(given, POVERTY) == said


def test_for_every_area_and_comparator_each_counting_outcome_has_its_row():
    counting = [code for code, one in headline_indicators().items() if one.age_group]
    everywhere = areas.by_slug().values()
    scotland = next(area for area in everywhere if area.is_scotland)
    for area in everywhere:
        if area.is_scotland:
            continue
        for comparator in (scotland.code, area.group("deprivation"), area.group("density")):
            rows = ask.beside(area.code, comparator, list(headline_indicators()))
            assert [one.indicator for one in rows] == counting
            for one in rows:
                assert (one.level is None) == (one.counted is None)
        best = ask.beside_the_best(area.code, "deprivation", counting)
        assert [one.indicator for one in best] == counting
        assert all(one.level in (None, "worse", "about_the_same") for one in best)


def text(app):
    return " ".join(re.sub(r"<[^>]+>", " ", one.value) for one in app.markdown)


def test_at_a_glance_shows_them_once_asked(run_page):
    assert "would mean" not in text(run_page("glance.py", area="fife"))
    shown = text(run_page("glance.py", area="fife", people="yes"))
    assert "fewer children in poverty" in shown
    assert "It is scale, not a forecast" in shown


def test_scotland_is_not_asked(run_page):
    assert not [one for one in run_page("glance.py").toggle if one.key == "people"]


@pytest.mark.parametrize("area", ["fife", "orkney-islands"])
def test_priorities_and_the_community_profile_show_them(run_page, area):
    assert "Matching Scotland would mean about" in text(run_page("priorities.py", area=area))
    community = next(iter(within(areas.by_slug()[area])))
    profile = run_page("community.py", area=area, community=community)
    assert "In numbers of people" in [one.value for one in profile.header]
    assert "Matching it would mean" in text(profile)

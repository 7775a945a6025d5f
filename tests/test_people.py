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


def test_the_figures_beside_a_number_are_those_of_every_other_page():
    """Of every area, beside the nation, both groups and another area: rounded alike, with the same level and year."""
    checked = 0
    everywhere, catalogue = areas.partnerships(), indicators()
    for place, area in enumerate(everywhere):
        other = everywhere[(place + 7) % len(everywhere)].code
        for comparator in (areas.scotland().code, area.group("deprivation"), area.group("density"), other):
            elsewhere = {one.indicator: one for one in areas.glance(area.code, comparator, list(catalogue))}
            series = {
                (one.indicator, one.year): one.value
                for one in areas.series([comparator], list(catalogue), projected=True)
            }
            for one in ask.beside(area.code, comparator, list(catalogue)):
                indicator, glance = catalogue[one.indicator], elsewhere[one.indicator]
                shown = [indicator.format(value) for value in (one.value, one.comparator_value)]
                assert shown == [indicator.format(value) for value in (glance.value, glance.comparator_value)]
                assert shown[1] == indicator.format(series.get((one.indicator, one.year)))
                assert (one.level, one.year) == (glance.level, glance.year)
                checked += 1
    assert checked > 1000


@pytest.mark.parametrize("area", ["glasgow-city", "clackmannanshire", "orkney-islands"])
def test_pack_priorities_and_at_a_glance_say_the_same_number(run_page, area):
    scotland = areas.scotland()
    counted = {one.indicator: one for one in ask.beside(areas.by_slug()[area].code, scotland.code, list(indicators()))}
    said = {code: words.number(one, indicators()[code]) for code, one in counted.items()}
    pack = text(run_page("board_pack.py", area=area, sections="people"))
    glance = text(run_page("glance.py", area=area, people="yes")).lower()
    pressing = text(run_page("priorities.py", area=area, every="yes"))
    told = [one for code, one in said.items() if one and code in headline_indicators()]
    assert told
    for one in told:
        assert one.lower() in glance
        assert f"Matching Scotland would mean {one}." in pressing
    in_pack = pack.split("Matching Scotland would mean ")[1:]
    assert in_pack
    assert all(any(rest.startswith(one) for one in told) for rest in in_pack)

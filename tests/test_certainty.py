"""What is said and drawn of how sure figures of communities are: every area and outcome, and the switch in the link."""

import re

import pytest

from cpop.catalogue import community_indicators
from cpop.charts.certainty import funnel
from cpop.queries import areas
from cpop.queries import certainty as ask
from cpop.queries.communities import by_code, vulnerability
from cpop.ui.data_zones import catalogue
from cpop.words import certainty as words

AREAS = areas.partnerships()


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_each_outcome_has_its_line_and_it_agrees_with_the_count(area):
    catalogue = community_indicators()
    found = ask.chances(area)
    assert [row.indicator for row in found] == list(catalogue)
    for row in found:
        said = words.chance(area, catalogue[row.indicator], row)
        assert "significant" not in said
        assert ("not assessed" in said) == (row.assessed == 0)
        if row.assessed:
            share = row.within_chance / row.assessed
            assert said.startswith("Most") == (share >= 2 / 3 or share <= 1 / 3)
            assert ("larger than chance" in said) == (share <= 1 / 3)
            assert f"{row.within_chance} of {row.assessed}" in said


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_outliers_positions_and_the_funnel_agree_with_the_rows(area):
    for code, indicator in community_indicators().items():
        rows = ask.intervals(area, code)
        drawn = str(funnel(indicator, rows, "people"))
        said = words.outliers(area, indicator, rows)
        assessed = [row for row in rows if row.low is not None]
        assert (drawn == "") == (not assessed)
        assert ("not assessed" in said) == (not assessed)
        assert bool(words.denominator(indicator, rows)) == bool(assessed)
        if not assessed:
            continue
        assert drawn.count("<title>") == len(assessed) + 1
        above = [row for row in assessed if row.low > row.mean]
        below = [row for row in assessed if row.high < row.mean]
        assert (f"{len(above)} lie above" in said) == bool(above)
        assert (f"{len(below)} lie below" in said) == bool(below)
        assert "mid-2019" in words.denominator(indicator, rows)
        assert ("clusters" in words.denominator(indicator, rows)) == (code in ("crime_rate", "emergency_admissions"))
        for row in assessed:
            assert row.position_from <= row.position <= row.position_to


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_who_could_be_the_poorest_is_told(area):
    codes = list(community_indicators())
    found = ask.between(area, codes)
    names = {code: code for code in found}
    first = [one for one in found.values() if one.position_from == 1]
    said = words.could_be_poorest(names, found, area.name)
    assert first
    assert (f"at least {len(first)} communities" in said) == (len(first) > 1)
    assert "not assessed" in words.could_be_poorest(names, ask.between(area, ["attainment"]), area.name)


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_the_worst_five_say_how_many_are_so_beyond_chance(area):
    found = ask.between(area)
    said = words.worst(found, 5)
    possible = [one for one in found.values() if one.position_from <= 5]
    assert (f"at least {len(possible)} communities" in said) == (len(possible) > 5)
    assert words.worst({}, 5) == ""


def test_most_vulnerable_says_when_positions_rest_on_chance(run_page):
    assert "Positions rest on chance too" in text_of(run_page("vulnerable.py", area="fife"))


def test_positions_in_words():
    assert words.between(1, 11) == "between 1st and 11th"
    assert words.between(2, 18, is_least=True) == "at least between 2nd and 18th"
    assert words.between(1, 1) == "surely 1st"
    assert words.between(None, None) == "not assessed"
    assert words.place(4.5) == "4.5th"


def text_of(app):
    return " ".join(one.value for one in [*app.markdown, *app.caption])


def test_all_communities_shows_intervals_and_the_link_hides_them(run_page):
    shown = text_of(run_page("all_communities.py", area="fife", indicator="early_mortality"))
    assert "within chance" in shown
    assert "indicative interval" in shown
    assert "people under 75 of mid-2019, over the 5 years" in shown
    hidden = text_of(run_page("all_communities.py", area="fife", indicator="early_mortality", intervals="no"))
    assert "indicative" not in hidden.lower()
    assert "within chance" not in hidden


def test_all_communities_says_not_assessed(run_page):
    assert "not assessed" in text_of(run_page("all_communities.py", area="fife", indicator="attainment"))


def test_rankings_say_between_which_positions(run_page):
    shown = text_of(run_page("rankings.py", area="fife"))
    assert "at least between" in shown
    assert "rest on chance" in shown
    hidden = text_of(run_page("rankings.py", area="fife", intervals="no"))
    assert "at least between" not in hidden
    assert "rest on chance" not in hidden


def test_the_profile_says_between_which_positions(run_page):
    shown = text_of(run_page("community.py", area="fife", community="methil-west"))
    assert "1st of 104 (1st is the poorest), surely 1st" in shown
    assert "chance leaves it there" in shown
    assert "chance not assessed" in shown
    hidden = text_of(run_page("community.py", area="fife", community="methil-west", intervals="no"))
    assert "(1st is the poorest)" not in hidden
    assert "chance leaves it" not in hidden


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_what_chance_leaves_of_a_combined_position_holds_it(area):
    left = ask.between(area)
    for row in vulnerability(area):
        said = words.combined(left[row.community_code])
        low, high = left[row.community_code].position_from, left[row.community_code].position_to
        assert low <= row.position <= high
        assert said == (
            "As far as it is assessed, chance leaves it there."
            if low == high
            else f"Chance leaves it {words.between(low, high, is_least=True)} (1st is the poorest)."
        )


def test_a_combined_position_without_intervals_is_not_assessed():
    row = ask.Between("S02000001", 0, None, None, 6)
    assert words.combined(row) == "How much of that position is chance is not assessed."
    assert words.combined(None) == ""


def test_the_guide_works_an_example(run_page):
    shown = text_of(run_page("guide.py", area="fife", part="how-sure"))
    assert "Methil West in Fife really poorer than Kirkcaldy Gallatown and Sinclairtown" in shown
    assert "They differ by more than chance" in shown
    assert ask.differ_surely("S02001815", "S02001795", "early_mortality")
    assert not ask.differ_surely("S02001793", "S02001795", "early_mortality")


def test_chance_in_a_zone_is_said_by_the_community_and_can_be_switched_off(run_page):
    link = {"area": "fife", "community": "methil-west", "indicator": "child_poverty"}
    shown = text_of(run_page("data_zones.py", **link))
    assert "is not assessed: their population is not known" in shown
    shown = re.sub(r"<[^>]+>", "", shown)
    assert re.search(r"children under 16 in mid-\d{4}, has an indicative interval of [\d.]+% to [\d.]+%", shown)
    assert "chance" not in text_of(run_page("data_zones.py", **link, intervals="no")).lower()


def test_every_communitys_sentence_of_chance_names_its_own_figures():
    said = 0
    for community in by_code().values():
        for indicator in catalogue().values():
            row = ask.of_data_zones(community.code, indicator.code)
            text = words.of_data_zones(community, indicator, row)
            assert ("For scale" in text) == (row.low is not None and row.zones > 1)
            if "For scale" in text:
                said += 1
                assert f"one in {row.zones}," in text
                assert indicator.format(row.low) in text
    assert said > len(by_code())

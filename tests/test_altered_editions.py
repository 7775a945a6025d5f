"""The community pages over editions to come: late series, single years, missing years, other SIMD editions."""

import re

import pytest
from altered import ALTERATIONS, LATE, SINGLE, UNPUBLISHED

ALTERED = ("a late start", "a single year", "a missing latest year")
GREENOCK = "greenock-town-centre-and-east-central"
PLACES = [
    ("inverclyde", GREENOCK),
    ("orkney-islands", "west-kirkwall"),
    ("", ""),
]


def visits():
    """Every community page with the options that reach what is altered: file and parameters."""
    for indicator in (LATE, SINGLE, UNPUBLISHED):
        yield "communities.py", {"indicator": indicator}
        yield "communities.py", {"indicator": indicator, "show": "change"}
        yield "rankings.py", {"indicators": indicator}
        yield "all_communities.py", {"indicator": indicator}
        yield "community.py", {"indicator": indicator}
    yield "communities.py", {}
    yield "rankings.py", {}
    yield "all_communities.py", {"indicator": LATE, "order": "change", "scale": "own", "projections": "no"}
    yield "community.py", {"projections": "no"}
    yield "vulnerable.py", {}
    yield "vulnerable.py", {"five": "now"}
    yield "data_zones.py", {"indicator": LATE}


def read(app):
    """The text of a page as a visitor reads it."""
    texts = [*app.title, *app.header, *app.markdown, *app.warning, *app.caption]
    return re.sub(r"\s+", " ", re.sub(r"<style.*?</style>|<[^>]+>", " ", " ".join(one.value for one in texts)))


@pytest.mark.parametrize("altered_edition", ALTERATIONS, indirect=True)
@pytest.mark.parametrize(("area", "community"), PLACES)
def test_every_community_page_runs_and_tells_no_year_or_figure_that_is_not_there(
    altered_edition, run_page, area, community
):
    for file, options in visits():
        places = {"area": area, "community": community} if area else {}
        said = read(run_page(file, **places, **options))
        assert not re.search(r"\bnan\b|\binf\b|<NA>|\bNaT\b", said, re.IGNORECASE), (file, options, said)


@pytest.mark.parametrize("altered_edition", ["a late start"], indirect=True)
def test_a_series_that_starts_late_is_told_from_its_start(altered_edition, run_page):
    said = read(run_page("communities.py", area="inverclyde", indicator=LATE, show="change"))
    assert "change from 2017/18 to 2021/22" in said
    assert "child poverty: 2017/18" in read(run_page("rankings.py", area="inverclyde"))


@pytest.mark.parametrize("altered_edition", ["a single year"], indirect=True)
def test_a_series_of_one_year_has_no_change_and_places_nobody_by_it(altered_edition, run_page):
    options = {"area": "inverclyde", "community": GREENOCK}
    assert "no change is known" in read(run_page("communities.py", indicator=SINGLE, show="change", **options))
    ranked = read(run_page("rankings.py", indicators=SINGLE, **options))
    assert "No change is known for any of them, so nobody is placed by it" in ranked
    assert "improved least since" not in ranked
    every = read(run_page("all_communities.py", indicator=SINGLE, **options))
    assert "No change is known: it takes two measured years" in every
    assert "Improved" not in every.split("What is counted")[0].split("the poorest")[1]
    profile = read(run_page("community.py", **options))
    assert profile.count("Not known") == 1
    assert "not measured twice" in read(run_page("vulnerable.py", **options))


@pytest.mark.parametrize("altered_edition", ["a missing latest year"], indirect=True)
def test_an_outcome_not_published_for_the_latest_year_keeps_to_its_own(altered_edition, run_page):
    said = read(run_page("all_communities.py", area="inverclyde", indicator=UNPUBLISHED))
    assert "in 2020/21: from" in said
    assert "from 2016/17 to 2020/21" in said


@pytest.mark.parametrize("altered_edition", ["years two later throughout"], indirect=True)
def test_years_move_with_the_edition(altered_edition, run_page):
    said = read(run_page("all_communities.py", area="inverclyde", indicator=LATE))
    assert "in 2023/24: from" in said
    assert "from 2016/17 to 2023/24" in said

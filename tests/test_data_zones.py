"""Data zones as areas: every area and outcome in words, and the map in a browser."""

import gzip

import pytest
from playwright.sync_api import expect
from served import ROOT

from cpop.queries import areas
from cpop.queries import data_zones as ask
from cpop.ui.data_zones import NUMBERED, catalogue
from cpop.words import data_zones as words

BOUNDARIES = ROOT / "cpop" / "static" / "boundaries" / "data_zones"


@pytest.mark.parametrize("area", areas.partnerships(), ids=lambda one: one.slug)
def test_an_area_says_its_poorest_and_best_zone_and_what_is_left_out(area):
    outline = (BOUNDARIES / f"{area.slug}.geojson").read_text(encoding="utf-8")
    for code, indicator in catalogue().items():
        zones = ask.zones_of_area(area.code, code)
        known = [indicator.sign * zone.value for zone in zones if zone.value is not None]
        assert known == sorted(known)
        said = words.of_area(area, indicator, zones)
        assert f"in {zones[0].name}, the poorest" in said
        assert (f"{len(zones) - len(known):,} ha" in said) == (len(known) < len(zones))
        assert all(f'"{zone.data_zone_code}"' in outline for zone in zones)


def test_an_area_s_outlines_weigh_little_but_for_the_largest():
    heavy = [one.stem for one in BOUNDARIES.glob("*.geojson") if len(gzip.compress(one.read_bytes())) > 100_000]
    assert set(heavy) <= {"highland", "aberdeenshire", "glasgow-city", "fife", "city-of-edinburgh", "argyll-and-bute"}


def test_the_page_of_an_area_numbers_its_poorest_zones(run_page):
    app = run_page("data_zones.py", area="fife", indicator="crime_rate", fifths="scotland")
    said = " ".join(one.value for one in app.markdown)
    assert app.title[0].value == "Data zones of Fife"
    assert f"The {NUMBERED} data zones of Fife where recorded crime is poorest" in said
    assert "Among Scotland’s data zones:" in said
    assert not app.error


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_suppressed_zones_are_hatched_on_the_map(visit, size, database):
    row = database.query(
        "select community_place.slug as community, area.slug as area, sum(is_suppressed::int) as hidden "
        "from data_zone_figure join community_place using (community_code) "
        "join area on area.area_code = community_place.area_code where indicator = 'child_poverty' "
        "group by all having hidden > 0 order by all limit 1"
    ).iloc[0]
    page = visit(size=size).open(f"/data-zones?area={row.area}&community={row.community}&indicator=child_poverty")
    # Beneath the zones lie the areas around and the communities beside.
    expect(page.locator(".choroplethlayer .trace:nth-child(3) path").first).to_be_visible(timeout=30_000)
    page.wait_for_function(
        """count => [...document.querySelectorAll('.choroplethlayer path')]
            .filter(path => getComputedStyle(path).fill.includes('#hatch')).length === count""",
        arg=int(row.hidden),
    )
    assert page.locator("#hatch").count() == 1

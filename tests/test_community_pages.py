"""The community map, the profile and the data zones: their links, their fallbacks, and a visitor's way through them."""

import json
import re

import elements
import pytest
from playwright.sync_api import expect
from served import Visitor

GREENOCK = "greenock-town-centre-and-east-central"


def text(app):
    return " ".join(one.value for one in [*app.title, *app.header, *app.markdown, *app.warning, *app.caption])


def test_a_community_is_named_in_the_link_by_its_slug_or_its_official_code(run_page):
    for code in (GREENOCK, "S02002046"):
        app = run_page("community.py", area="inverclyde", community=code)
        assert app.title[0].value == "Greenock Town Centre and East Central, Inverclyde"
        assert not app.warning
        assert GREENOCK in app.query_params["community"]


def test_a_community_of_another_area_is_not_shown_and_the_page_says_so(run_page):
    app = run_page("community.py", area="fife", community=GREENOCK)
    assert app.title[0].value == "Community profile"
    assert GREENOCK in app.warning[0].value
    assert "Methil West" in text(app)


def test_another_area_chosen_leaves_the_community_behind(run_page):
    app = run_page("community.py", area="inverclyde", community=GREENOCK)
    app.selectbox(key="area").set_value("fife").run()
    assert app.title[0].value == "Community profile"
    assert not app.warning
    assert "community" not in app.query_params


def test_places_of_one_name_are_told_apart_by_their_area(run_page):
    one = run_page("community.py", area="scottish-borders", community="burnfoot").title[0].value
    other = run_page("community.py", area="dundee-city", community="city-centre").title[0].value
    assert (one, other) == ("Burnfoot, Scottish Borders", "City Centre, Dundee City")


@pytest.mark.parametrize("file", ["community.py", "data_zones.py"])
def test_without_an_area_each_areas_most_vulnerable_community_is_a_start(run_page, file):
    said = text(run_page(file))
    assert "Choose an area" in said
    assert said.count("community=") == 32


def communities_of(chart):
    """The outlines of communities on a map, without the areas around."""
    return next(one for one in json.loads(chart.spec)["data"] if "/communities" in one.get("geojson", ""))


def test_the_map_is_shaded_by_what_the_link_says(run_page):
    app = run_page("communities.py", area="orkney-islands", indicator="child_poverty", show="change")
    chart = app.get("plotly_chart")[0].proto
    assert "Child poverty in Orkney Islands’ communities: change from 2014/15 to 2021/22" in text(app)
    assert chart.alt.startswith("Map: Child poverty in Orkney Islands’ communities")
    areas = communities_of(chart)
    assert len(areas["locations"]) == 6
    assert areas["geojson"].endswith("/orkney-islands.geojson")


@pytest.mark.parametrize(
    ("file", "formerly"), [("communities.py", "shade"), ("community.py", "learn"), ("data_zones.py", "zone-indicator")]
)
def test_links_of_before_still_choose_the_indicator_and_are_rewritten(run_page, file, formerly):
    app = run_page(file, **{"area": "inverclyde", "community": GREENOCK, formerly: "crime_rate"})
    assert app.selectbox(key="indicator").value == "crime_rate"
    assert app.query_params["indicator"] == "crime_rate"
    assert formerly not in app.query_params
    assert "Recorded crime" in text(app)
    assert not [one for one in app.warning if "not understood" in one.value or formerly in one.value]


def test_orkneys_six_communities_fall_into_six_bands(run_page):
    said = text(run_page("communities.py", area="orkney-islands"))
    assert "cut into six bands" in said
    assert "middle" not in said
    assert said.index("West Kirkwall") < said.index("Third most")


def test_all_scotland_has_every_community_on_one_map_and_a_short_table(run_page):
    app = run_page("communities.py")
    areas = communities_of(app.get("plotly_chart")[0].proto)
    assert len(areas["locations"]) == 1279
    assert "not of Scotland" in text(app)


def test_lines_and_projections_of_the_profile_can_be_switched(run_page):
    app = run_page("community.py", area="inverclyde", community=GREENOCK, lines="scotland", projections="no")
    said = text(app)
    assert "Average of its type" not in said
    assert "projected</span>" not in said
    assert " Scotland</li>" in said


def test_a_similar_community_stands_beside(run_page):
    app = run_page("community.py", area="inverclyde", community=GREENOCK, similar="midlothian.dalkeith")
    assert "Dalkeith, Midlothian" in text(app)
    assert app.selectbox(key="similar").value == "midlothian.dalkeith"


def test_the_poorest_of_inverclyde_by_hand(run_page):
    said = text(run_page("community.py", area="inverclyde", community=GREENOCK))
    assert "the poorest of 17" in said
    assert "4th poorest of 40" in said
    assert "39 other communities in Scotland are of the same type" in said


def test_a_profile_leaves_out_what_is_not_counted_alike(run_page):
    app = run_page("community.py", area="inverclyde", community=GREENOCK)
    said = text(app)
    assert "on 5 of 6 outcomes that are counted alike" in said
    assert "Recorded crime and early mortality under 75 are not counted alike" in said
    cards = next(one.value for one in app.markdown if 'class="multiples"' in one.value).split("<section")[1:]
    crime = next(card for card in cards if "Recorded crime" in card)
    poverty = next(card for card in cards if "Child poverty" in card)
    assert "Average of Inverclyde’s communities" in crime
    assert "</b> Scotland<" not in crime
    assert "</b> Inverclyde<" not in crime
    assert "</b> Scotland<" in poverty


def test_positions_say_among_what(run_page):
    said = text(run_page("community.py", area="inverclyde", community=GREENOCK))
    assert "The poorest of 17 communities of Inverclyde" in said
    assert "4th poorest of 40 communities of its type" in said


def test_data_zones_warn_and_flag_what_is_over_100(run_page, database):
    row = database.query(
        "select community_place.slug as community, area.slug as area from data_zone_figure "
        "join community_place using (community_code) join area on area.area_code = community_place.area_code "
        "where indicator = 'child_poverty' and value > 100"
    )
    app = run_page("data_zones.py", area=row["area"][0], community=row["community"][0], indicator="child_poverty")
    assert "small numbers" in app.warning[0].value
    assert "over 100</span>" in text(app)
    assert "more children are counted" in text(app)


def test_suppressed_data_zones_say_so(run_page, database):
    row = database.query(
        "select community_place.slug as community, area.slug as area from data_zone_figure "
        "join community_place using (community_code) join area on area.area_code = community_place.area_code "
        "where is_suppressed and indicator = 'child_poverty' limit 1"
    ).iloc[0]
    said = text(run_page("data_zones.py", area=row.area, community=row.community))
    assert "suppressed</td>" in said
    assert "too few people are counted" in said


# A person with a browser.

# Whether the first outline lies where it lay when last asked.
STILL = """() => {
    const {x, y, width} = document.querySelector('.choroplethlayer .trace:nth-child(2) path').getBoundingClientRect();
    const before = window.outline;
    window.outline = [x, y, width].join();
    return window.outline === before;
}"""


def drawn(page):
    page.wait_for_function("() => document.querySelectorAll('.choroplethlayer path').length > 1")


@pytest.mark.browser
def test_from_the_poorest_community_to_one_to_learn_from_and_down_to_the_data_zones(visit, browser, address):
    visitor = visit()
    page = visitor.open("/communities?area=inverclyde")
    drawn(page)
    links = [page.url]
    # The poorest stands first in the list: what is behind it?
    page.locator(".map-table tbody tr").first.get_by_role("link").click()
    page.wait_for_url("**/community?**")
    visitor.settle()
    expect(page.locator("h1")).to_have_text("Greenock Town Centre and East Central, Inverclyde")
    expect(page.locator(".multiple-card")).to_have_count(8)
    links.append(page.url)
    # A similar community elsewhere that has improved.
    page.locator("tr", has_text="Irvine Fullarton, North Ayrshire").get_by_role("link", name="Draw beside").click()
    page.wait_for_url("**similar=north-ayrshire.irvine-fullarton**")
    visitor.settle()
    expect(page.get_by_role("combobox", name="Beside it, a similar community")).to_have_value(
        "North Ayrshire - Irvine Fullarton"
    )
    links.append(page.url)
    page.get_by_role("link", name="Its data zones, street by street").click()
    page.wait_for_url("**/data-zones?**")
    visitor.settle()
    expect(page.locator(elements.MAIN)).to_contain_text("small numbers")
    links.append(page.url)
    expect(page.locator(elements.MAIN)).to_contain_text("Data zone 01")
    # The four links in a fresh browser.
    titles = ["Community map", *["Greenock Town Centre and East Central, Inverclyde"] * 2]
    titles.append("Data zones of Greenock Town Centre and East Central, Inverclyde")
    for link, title in zip(links, titles, strict=True):
        other = Visitor(browser, address)
        again = other.open(link.removeprefix(address))
        expect(again.locator("h1")).to_have_text(title)
        expect(again).to_have_url(link)
        if link == links[-1]:
            expect(again.locator(elements.MAIN)).to_contain_text("Data zone 01")
        other.close()


@pytest.mark.browser
def test_a_click_on_the_map_chooses_the_community(visit):
    visitor = visit()
    page = visitor.open("/communities?area=glasgow-city")
    drawn(page)
    # The first trace is the areas around.
    outline = page.locator(".choroplethlayer .trace:nth-child(2) path").first
    outline.scroll_into_view_if_needed()
    # Where the map is still settling into its column, a click would fall beside.
    page.wait_for_function(STILL, polling=200)
    box = outline.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("community="))
    visitor.settle()
    expect(page.locator(".picked").get_by_role("link", name="Open its profile")).to_have_count(1)
    expect(page.locator("tr.is-chosen")).to_have_count(1)


@pytest.mark.browser
@pytest.mark.parametrize("area", ["glasgow-city", "highland", ""])
def test_boundaries_reach_the_browser_once_and_changes_weigh_little(visit, area):
    visitor = visit()
    received, outlines = [0], []
    visitor.page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame or b"")))
    )
    visitor.page.on("request", lambda request: outlines.append(request.url) if "geojson" in request.url else None)
    page = visitor.open(f"/communities?area={area}" if area else "/communities")
    drawn(page)
    for shade in ("Child poverty", "Recorded crime"):
        received.clear()
        visitor.choose("Shade by", shade)
        drawn(page)
        assert sum(received) < 62_000
    # The communities', and around those of one area the other areas'.
    assert len(outlines) == len(set(outlines)) == (2 if area else 1)

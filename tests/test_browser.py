"""A person with a browser: deep links, choices, pages, reload and Back, on a laptop and a phone."""

import re
from pathlib import Path

import elements
import pytest
from playwright.sync_api import expect
from served import ROOT, Visitor, served

pytestmark = pytest.mark.browser


HEADING = "h1 >> nth=0"


def test_the_first_request_of_a_fresh_server_may_be_a_deep_link(browser):
    with served() as address:
        visitor = Visitor(browser, address)
        page = visitor.open("/trends?area=fife&indicator=child_poverty")
        expect(page.get_by_role("heading", name="Child poverty: % of children under 16")).to_have_count(1)
        expect(page.get_by_role("combobox", name="Area", exact=True)).to_have_value("Fife")
        expect(page.get_by_role("link", name="At a glance")).to_have_count(1)
        visitor.close()


def test_a_changed_area_is_in_the_link_and_the_link_shows_the_same_view(visit):
    one = visit()
    page = one.open("/?area=glasgow-city")
    expect(page.locator(HEADING)).to_have_text("Glasgow City at a glance")
    one.choose("Area", "Fife")
    expect(page.locator(HEADING)).to_have_text("Fife at a glance")
    expect(page).to_have_url(re.compile("area=fife"))
    table = page.locator("table.glance").inner_text()
    other = visit()
    again = other.open(page.url.removeprefix(one.address))
    expect(again.locator(HEADING)).to_have_text("Fife at a glance")
    expect(again.locator("table.glance")).to_have_text(table, use_inner_text=True)


def test_area_and_comparator_survive_pages_reload_and_back(visit):
    visitor = visit()
    page = visitor.open("/?area=moray&comparator=similar-deprivation")
    page.get_by_role("link", name="Trends", exact=True).click()
    page.wait_for_url("**/trends?**")
    visitor.settle()
    expect(page.locator(elements.MAIN)).to_contain_text("Moray, beside the average of similar areas")
    page.reload()
    visitor.settle()
    expect(page.locator(elements.MAIN)).to_contain_text("Moray, beside the average of similar areas")
    visitor.choose("One outcome in full", "Recorded crime")
    expect(page).to_have_url(re.compile("indicator=crime_rate"))
    page.go_back()
    visitor.settle()
    expect(page).not_to_have_url(re.compile("indicator"))
    expect(page.get_by_role("heading", name="Recorded crime: ")).to_have_count(0)
    expect(page.locator(elements.MAIN)).to_contain_text("Moray, beside the average of similar areas")
    page.go_back()
    visitor.settle()
    # Whether the navigation's own bare link stands in the history beneath ours is the browser's timing.
    expect(page.locator(HEADING)).to_have_text(re.compile("Trends|Moray at a glance"))
    if page.locator(HEADING).inner_text() == "Trends":
        expect(page.locator(elements.MAIN)).to_contain_text("Moray, beside the average of similar areas")
        page.go_back()
        visitor.settle()
    expect(page.locator(HEADING)).to_have_text("Moray at a glance")


def test_back_from_a_first_choice_asks_again(visit):
    visitor = visit()
    page = visitor.open("/")
    visitor.choose("Area", "Fife")
    expect(page.locator(HEADING)).to_have_text("Fife at a glance")
    page.go_back()
    visitor.settle()
    expect(page.locator(HEADING)).to_have_text("Scotland at a glance")
    expect(page.get_by_role("heading", name="Choose your area")).to_have_count(1)


def test_each_row_of_the_table_leads_to_its_trend(visit):
    visitor = visit()
    page = visitor.open("/?area=fife")
    page.locator("table.glance").get_by_role("link", name="Early mortality").click()
    page.wait_for_url("**/trends?**")
    visitor.settle()
    expect(page).to_have_url(re.compile("area=fife"))
    expect(page.get_by_role("heading", name="Early mortality, under 75: ")).to_have_count(1)


def test_a_first_visit_asks_for_the_area_by_name_or_on_the_map_without_a_load(visit):
    visitor = visit()
    page = visitor.open("/")
    expect(page.locator(HEADING)).to_have_text("Scotland at a glance")
    expect(page.get_by_text("32 Community Planning Partnership areas and their 1,279 communities")).to_be_visible()
    page.evaluate("window.isTheSame = true")
    page.get_by_role("radio", name="Na h-Eileanan Siar").click()
    page.wait_for_url("**area=na-h-eileanan-siar**")
    visitor.settle()
    expect(page.locator(HEADING)).to_have_text("Na h-Eileanan Siar at a glance")
    visitor.choose("Area", "Choose your area")
    page.locator(".choroplethlayer path").first.wait_for()
    box = page.locator(elements.CHART).bounding_box()
    # The middle of Highland, the largest area: a little above the middle of the map.
    page.locator(elements.CHART).click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.46})
    page.wait_for_url("**area=highland**")
    visitor.settle()
    expect(page.locator(HEADING)).to_have_text("Highland at a glance")
    assert page.evaluate("window.isTheSame")


def test_a_phone_has_the_picker_and_the_map_instead_of_a_wall_of_names(visit):
    visitor = visit(size=(390, 844))
    page = visitor.open("/")
    expect(page.locator(elements.CHART)).to_be_visible()
    expect(page.get_by_role("radio", name="Na h-Eileanan Siar")).to_be_hidden()
    visitor.choose("Area", "Moray")
    expect(page.locator(HEADING)).to_have_text("Moray at a glance")


def test_a_wrong_link_is_told_and_shows_something_sensible(visit):
    page = visit().open("/trends?area=atlantis")
    expect(page.locator(elements.ALERT)).to_contain_text("atlantis")
    expect(page.locator(HEADING)).to_have_text("Trends")


def test_a_chart_has_a_text_alternative_and_a_table_one_click_away(visit):
    visitor = visit()
    page = visitor.open("/trends?area=fife&indicator=child_poverty")
    expect(page.get_by_role("figure", name="Chart: Child poverty")).to_have_count(1)
    page.get_by_text("Table and download").click()
    visitor.settle()
    expect(page.locator("table.cpop caption")).to_have_text(re.compile("^Child poverty"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these figures").first.click()
    assert download.value.suggested_filename == "cpop-trend-child-poverty.csv"
    assert "attribution" in Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()[0]


def test_a_page_that_fails_apologises_and_hides_its_trace(browser, tmp_path):
    broken = tmp_path / "app.py"
    (tmp_path / "frame.py").write_text("raise RuntimeError('the secret detail')")
    broken.write_text(
        "import sys, streamlit as st\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from cpop.server import apologise\n"
        f"app = st.App({str(tmp_path / 'frame.py')!r}, on_script_error=apologise)\n"
    )
    log = tmp_path / "log"
    with served(broken, log) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_text("Sorry, this page could not be shown").wait_for()
        assert "the secret detail" not in page.content()
        page.close()
    assert "the secret detail" in log.read_text()

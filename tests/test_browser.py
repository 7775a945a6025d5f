"""A person with a browser: deep links, choices, pages, reload and Back, on a laptop and a phone."""

from pathlib import Path

import elements
import pytest
from served import ROOT, Visitor, served

pytestmark = pytest.mark.browser


def title(page):
    return page.locator("h1").first.inner_text()


def test_the_first_request_of_a_fresh_server_may_be_a_deep_link(browser):
    with served() as address:
        visitor = Visitor(browser, address)
        page = visitor.open("/trends?area=fife&indicator=child_poverty")
        assert page.get_by_role("heading", name="Child poverty: % of children under 16").count() == 1
        assert page.get_by_role("combobox", name="Area", exact=True).input_value() == "Fife"
        assert page.get_by_role("link", name="At a glance").count() == 1
        visitor.close()


def test_a_changed_area_is_in_the_link_and_the_link_shows_the_same_view(visit):
    one = visit()
    page = one.open("/?area=glasgow-city")
    assert title(page) == "Glasgow City at a glance"
    one.choose("Area", "Fife")
    assert title(page) == "Fife at a glance"
    assert "area=fife" in page.url
    table = page.locator("table.glance").inner_text()
    other = visit()
    again = other.open(page.url.removeprefix(one.address))
    assert title(again) == "Fife at a glance"
    assert again.locator("table.glance").inner_text() == table


def test_area_and_comparator_survive_pages_reload_and_back(visit):
    visitor = visit()
    page = visitor.open("/?area=moray&comparator=similar-deprivation")
    page.get_by_role("link", name="Trends", exact=True).click()
    page.wait_for_url("**/trends?**")
    visitor.settle()
    assert "Moray, beside the average of similar areas" in page.inner_text(elements.MAIN)
    page.reload()
    visitor.settle()
    assert "Moray, beside the average of similar areas" in page.inner_text(elements.MAIN)
    visitor.choose("One outcome in full", "Recorded crime")
    assert "indicator=crime_rate" in page.url
    page.go_back()
    visitor.settle()
    assert "indicator" not in page.url
    assert page.get_by_role("heading", name="Recorded crime: ").count() == 0
    assert "Moray, beside the average of similar areas" in page.inner_text(elements.MAIN)
    page.go_back()
    visitor.settle()
    # Whether the navigation's own bare link stands in the history beneath ours is the browser's timing.
    if title(page) == "Trends":
        assert "Moray, beside the average of similar areas" in page.inner_text(elements.MAIN)
        page.go_back()
        visitor.settle()
    assert title(page) == "Moray at a glance"


def test_back_from_a_first_choice_asks_again(visit):
    visitor = visit()
    page = visitor.open("/")
    visitor.choose("Area", "Fife")
    assert title(page) == "Fife at a glance"
    page.go_back()
    visitor.settle()
    assert title(page) == "Scotland at a glance"
    assert page.get_by_role("heading", name="Choose your area").count() == 1


def test_each_row_of_the_table_leads_to_its_trend(visit):
    visitor = visit()
    page = visitor.open("/?area=fife")
    page.locator("table.glance").get_by_role("link", name="Early mortality").click()
    page.wait_for_url("**/trends?**")
    visitor.settle()
    assert "area=fife" in page.url
    assert page.get_by_role("heading", name="Early mortality, under 75").count() == 1


def test_a_first_visit_asks_for_the_area_by_name(visit):
    visitor = visit()
    page = visitor.open("/")
    assert title(page) == "Scotland at a glance"
    page.get_by_role("link", name="Na h-Eileanan Siar").click()
    page.wait_for_url("**area=na-h-eileanan-siar**")
    visitor.settle()
    assert title(page) == "Na h-Eileanan Siar at a glance"


def test_a_wrong_link_is_told_and_shows_something_sensible(visit):
    page = visit().open("/trends?area=atlantis")
    assert "atlantis" in page.locator(elements.ALERT).inner_text()
    assert title(page) == "Trends"


def test_a_chart_has_a_text_alternative_and_a_table_one_click_away(visit):
    visitor = visit()
    page = visitor.open("/trends?area=fife&indicator=child_poverty")
    sentence = page.locator(elements.CHART).first.get_attribute("aria-label") or ""
    assert "Fife" in (sentence or page.locator(f"{elements.CHART} [aria-label]").first.get_attribute("aria-label"))
    page.get_by_text("Table and download").click()
    visitor.settle()
    assert page.locator("table.cpop caption").inner_text().startswith("Child poverty")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these figures").click()
    assert download.value.suggested_filename == "cpop-trend-child-poverty.csv"
    assert "attribution" in Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()[0]


@pytest.mark.parametrize("path", ["/", "/trends", "/trends?indicator=child_poverty"])
def test_a_phone_scrolls_down_but_never_sideways(visit, path):
    page = visit(size=(390, 844)).open(path + ("&" if "?" in path else "?") + "area=dumfries-and-galloway")
    assert page.evaluate(f"document.querySelector('{elements.MAIN}').scrollWidth") <= 390


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
        page.get_by_text("Sorry, this page could not be shown").wait_for(timeout=15_000)
        assert "the secret detail" not in page.content()
        page.close()
    assert "the secret detail" in log.read_text()

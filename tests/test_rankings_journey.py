"""A person follows a community through the rankings, and shares the link."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_followed_community_is_in_the_link_and_leads_to_its_profile(visit):
    one = visit()
    page = one.open("/rankings?area=inverclyde&show=5")
    one.choose("Follow a community", "Greenock East")
    expect(page).to_have_url(re.compile("community=greenock-east"))
    expect(page.locator("svg.ranked a.followed rect")).to_have_count(4)
    said = page.locator(".followed-note").inner_text()
    assert "Greenock East" in said
    other = visit()
    again = other.open(page.url.removeprefix(one.address))
    expect(again.locator(".followed-note")).to_have_text(said, use_inner_text=True)
    link = again.locator("table.rankings tr.followed a")
    assert link.get_attribute("href") == "community?area=inverclyde&community=greenock-east"


def test_a_phone_shows_the_ends_of_a_long_list_and_all_of_it_when_asked(visit):
    visitor = visit(size=(390, 844))
    page = visitor.open("/all-communities?area=fife")
    cards = page.locator(".one-outcome > *")
    expect(cards.filter(visible=True)).to_have_count(20)
    assert cards.first.is_visible()
    assert cards.last.is_visible()
    page.get_by_text("Show all 104").click()
    expect(cards.filter(visible=True)).to_have_count(104)
    expect(page).to_have_url(re.compile("every=yes"))
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    desk = visit().open("/all-communities?area=fife")
    expect(desk.locator(".one-outcome > *").filter(visible=True)).to_have_count(104)
    expect(desk.get_by_text("Show all 104")).to_be_hidden()

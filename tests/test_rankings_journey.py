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

"""A person follows a community through the rankings, and shares the link."""

import elements
import pytest

pytestmark = pytest.mark.browser


def test_a_followed_community_is_in_the_link_and_leads_to_its_profile(visit):
    one = visit()
    page = one.open("/rankings?area=inverclyde&show=5")
    one.choose("Follow a community", "Greenock East")
    assert "community=greenock-east" in page.url
    assert page.locator("svg.ranked a.followed rect").count() == 4
    said = page.locator(".followed-note").inner_text()
    assert "Greenock East: outcomes" in said
    other = visit()
    again = other.open(page.url.removeprefix(one.address))
    assert again.locator(".followed-note").inner_text() == said
    link = again.locator("table.rankings tr.followed a")
    assert link.get_attribute("href") == "community?area=inverclyde&community=greenock-east"


@pytest.mark.parametrize("view", ["/rankings?area=glasgow-city", "/all-communities?area=fife", "/vulnerable?area=fife"])
def test_a_phone_shows_the_page_without_sideways_scrolling(visit, view):
    page = visit((390, 844)).open(view)
    main = page.locator(elements.MAIN)
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth")

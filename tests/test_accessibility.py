"""What the axe rules find on each page: nothing."""

import elements
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_pages import PAGES

from cpop.site import SITE

pytestmark = pytest.mark.browser
PATHS = [page.path for page in SITE if page.file in PAGES]
VIEWS = [f"/{path}?area=fife" for path in PATHS] + ["/", "/trends?area=fife&indicator=child_poverty"]


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(visit, view):
    page = visit().open(view)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_every_chart_and_drawing_has_a_text_alternative(visit):
    page = visit().open("/trends?area=fife&indicator=child_poverty")
    expect(page.locator(elements.CHART)).to_have_count(1)
    expect(page.locator("svg[role=img]:not([aria-label])")).to_have_count(0)

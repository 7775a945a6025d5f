"""A new board member's way: a link on a tablet, the view on a projector, and away with the pack."""

from pathlib import Path

import elements
import pytest
from pptx import Presentation

pytestmark = pytest.mark.browser


def test_from_a_link_on_a_tablet_to_the_projector_and_away_with_the_pack(visit):
    tablet = visit(size=(820, 1180))
    page = tablet.open("/trends?area=fife&indicator=child_poverty")
    assert page.get_by_role("heading", name="Child poverty: % of children under 16").count() == 1
    assert page.evaluate(f"document.querySelector('{elements.MAIN}').scrollWidth") <= 820
    page.get_by_role("button", name="Share").click()
    link = page.locator(elements.SHARED_LINK)
    link.wait_for()
    copied = link.inner_text().strip()
    assert copied == page.url
    size_of_text = f"parseFloat(getComputedStyle(document.querySelector('{elements.MAIN} p')).fontSize)"
    at_the_desk = page.evaluate(size_of_text)
    page.get_by_text("Present this view").click()
    tablet.settle()
    assert "present=yes" in page.url

    projector = visit(size=(1920, 1080))
    shown = projector.open(page.url.removeprefix(projector.address))
    assert shown.get_by_role("heading", name="Child poverty: % of children under 16").count() == 1
    assert not shown.locator(elements.SIDEBAR).is_visible()
    assert not shown.locator(elements.HEADER).is_visible()
    assert shown.evaluate(size_of_text) > 1.2 * at_the_desk
    assert shown.evaluate(f"document.querySelector('{elements.MAIN}').scrollWidth") <= 1920
    tick = "parseFloat(getComputedStyle(document.querySelector('.xtick text')).fontSize)"
    assert shown.evaluate(tick) > 16
    shown.get_by_role("button", name="Leave presentation").click()
    shown.wait_for_url(lambda url: "present" not in url)
    projector.settle()
    assert shown.locator(elements.SIDEBAR).is_visible()
    assert shown.url == copied

    shown.get_by_role("link", name="Board pack", exact=True).click()
    shown.wait_for_url("**/board-pack?**")
    projector.settle()
    shown.get_by_role("button", name="Make the pack").click()
    button = shown.get_by_role("button", name="PowerPoint")
    button.wait_for(timeout=10_000)
    with shown.expect_download() as download:
        button.click()
    assert download.value.suggested_filename.startswith("cpop-board-pack-fife-october-2023-")
    file = Presentation(str(Path(download.value.path())))
    assert file.slides[0].shapes.title.text_frame.text == "Fife: community planning outcomes"
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in file.slides)
    assert f"Live view: {projector.address}/trends?area=fife&indicator=" in notes
    assert "present" not in notes


def test_a_presented_view_can_stand_in_another_sites_page(visit, browser):
    visitor = visit()
    other = browser.new_page()
    other.set_content(f'<iframe src="{visitor.address}/?area=fife&present=yes" width="1000" height="700"></iframe>')
    inside = other.frame_locator("iframe")
    inside.get_by_role("heading", name="Fife at a glance").wait_for(timeout=30_000)
    inside.get_by_role("button", name="Leave presentation").wait_for()
    assert not inside.locator(elements.SIDEBAR).is_visible()
    other.close()


@pytest.mark.parametrize(
    ("mistyped", "path", "title"),
    [("/trendz?area=fife", "/trends", "Trends"), ("/nothing-like-it?area=fife", "/", "Fife at a glance")],
)
def test_a_mistyped_page_opens_the_nearest_and_says_so(visit, mistyped, path, title):
    visitor = visit()
    page = visitor.open(mistyped)
    assert page.locator("h1").first.inner_text() == title
    assert page.url == f"{visitor.address}{path}?area=fife"
    assert mistyped[1:].partition("?")[0] in page.locator(elements.ALERT).inner_text()
    assert page.get_by_role("dialog").count() == 0
    page.get_by_role("button", name="Share").click()
    link = page.locator(elements.SHARED_LINK)
    link.wait_for()
    assert link.inner_text().strip() == page.url

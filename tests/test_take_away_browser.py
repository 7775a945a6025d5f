"""A new board member's way: a link on a tablet, the view on a projector, and away with the pack."""

import re
from pathlib import Path

import elements
import pytest
from playwright.sync_api import expect
from pptx import Presentation

pytestmark = pytest.mark.browser


def test_from_a_link_on_a_tablet_to_the_projector_and_away_with_the_pack(visit):
    tablet = visit(size=(820, 1180))
    page = tablet.open("/trends?area=fife&indicator=child_poverty")
    expect(page.get_by_role("heading", name="Child poverty: % of children under 16")).to_have_count(1)
    tablet.fits()
    page.get_by_role("button", name="Share").click()
    copied = page.url
    expect(page.locator(elements.SHARED_LINK)).to_have_text(copied)
    size_of_text = f"parseFloat(getComputedStyle(document.querySelector('{elements.MAIN} p')).fontSize)"
    at_the_desk = page.evaluate(size_of_text)
    page.get_by_text("Present this view").click()
    tablet.settle()
    expect(page).to_have_url(re.compile("present=yes"))

    projector = visit(size=(1920, 1080))
    shown = projector.open(page.url.removeprefix(projector.address))
    expect(shown.get_by_role("heading", name="Child poverty: % of children under 16")).to_have_count(1)
    expect(shown.locator(elements.SIDEBAR)).to_be_hidden()
    expect(shown.locator(elements.HEADER)).to_be_hidden()
    shown.wait_for_function(f"{size_of_text} > {1.2 * at_the_desk}")
    projector.fits()
    # The chart first, and nothing to choose with until it is wanted.
    assert shown.locator(elements.CHART).bounding_box()["y"] < 200
    expect(shown.get_by_role("combobox")).to_have_count(0)
    shown.get_by_text("Controls", exact=True).click()
    expect(shown.get_by_role("combobox", name="One outcome in full")).to_be_visible()
    shown.get_by_text("Controls", exact=True).click()
    expect(shown.get_by_role("combobox")).to_have_count(0)
    tick = "parseFloat(getComputedStyle(document.querySelector('.xtick text')).fontSize)"
    shown.wait_for_function(f"{tick} > 16")
    shown.get_by_role("button", name="Leave presentation").click()
    shown.wait_for_url(lambda url: "present" not in url)
    projector.settle()
    expect(shown.locator(elements.SIDEBAR)).to_be_visible()
    expect(shown).to_have_url(copied)

    shown.get_by_role("link", name="Board pack", exact=True).click()
    shown.wait_for_url("**/board-pack?**")
    projector.settle()
    shown.get_by_role("button", name="Make the pack").click()
    button = shown.get_by_role("button", name="PowerPoint")
    button.wait_for()
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
    inside.get_by_role("heading", name="Fife at a glance").wait_for()
    inside.get_by_role("button", name="Leave presentation").wait_for()
    expect(inside.locator(elements.SIDEBAR)).to_be_hidden()
    other.close()


@pytest.mark.parametrize(
    ("mistyped", "path", "title"),
    [("/trendz?area=fife", "/trends", "Trends"), ("/nothing-like-it?area=fife", "/", "Fife at a glance")],
)
def test_a_mistyped_page_opens_the_nearest_and_says_so(visit, mistyped, path, title):
    visitor = visit()
    page = visitor.open(mistyped)
    expect(page.locator("h1").first).to_have_text(title)
    expect(page).to_have_url(f"{visitor.address}{path}?area=fife")
    expect(page.locator(elements.ALERT)).to_contain_text(mistyped[1:].partition("?")[0])
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Share").click()
    expect(page.locator(elements.SHARED_LINK)).to_have_text(page.url)

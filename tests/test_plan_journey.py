"""A partnership's officer, in a browser: priorities and a target, progress, pack, the file kept, and the same plan."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pptx import Presentation

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("area", ["fife", "orkney-islands"])
def test_a_plan_is_decided_kept_and_opened_again(visit, tmp_path, area):
    visitor = visit()
    page = visitor.open(f"/plan?area={area}&priorities=child_poverty,employment_rate,crime_rate")
    goal = page.get_by_role("spinbutton", name="Child poverty: target")
    goal.fill("12")
    goal.press("Enter")
    visitor.settle()
    expect(page).to_have_url(re.compile("plan="))
    visitor.choose("Progress counts from", "2015/16")
    notes = page.get_by_role("textbox", name="Notes")
    notes.fill("Agreed by the board")
    notes.blur()
    visitor.settle()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download the plan (TOML)").click()
    file = tmp_path / kept.value.suggested_filename
    kept.value.save_as(file)
    assert "target = 12.0" in Path(file).read_text(encoding="utf-8")

    # A link of the page itself carries the plan.
    page.get_by_role("link", name="See progress towards the targets").click()
    visitor.settle()
    expect(page.get_by_text("Of one target: 1")).to_be_visible()
    expect(page.get_by_role("region", name="Chart: Child poverty")).to_be_visible()

    # The pack takes the plan of the link along.
    page.get_by_role("link", name="Board pack", exact=True).click()
    page.wait_for_url("**/board-pack?**")
    visitor.settle()
    page.get_by_role("button", name="Make the pack").click()
    ready = page.get_by_role("button", name="PowerPoint")
    expect(ready).to_be_visible(timeout=30_000)
    with page.expect_download() as taken:
        ready.click()
    slides = [slide.shapes.title.text_frame.text for slide in Presentation(str(taken.value.path())).slides]
    assert [title for title in slides if title.startswith("Of one target: 1 ")]
    (progress,) = [title for title in slides if title.startswith("Child poverty: ") and "12.0%" in title]
    assert re.search(r"(too slow for|moving away from|on course for|the target of) 12\.0% by \d{4}/\d\d", progress)

    # Another day, another browser: the file is enough.
    another = visit()
    page = another.open("/plan")
    page.locator("input[type=file]").set_input_files(file)
    another.settle()
    expect(page.get_by_text("The plan is open.")).to_be_visible()
    expect(page.get_by_role("spinbutton", name="Child poverty: target")).to_have_value("12.0")
    expect(page.get_by_role("textbox", name="Notes")).to_have_value("Agreed by the board")
    expect(page).to_have_url(re.compile(f"area={area}"))

    # A file with a fault is refused whole: the plan of the link stays.
    file.write_text(file.read_text(encoding="utf-8").replace("target = 12.0", "target = 120.0"), encoding="utf-8")
    third = visit()
    page = third.open("/" + page.url.split("/", 3)[3])
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("nothing of it was taken over")).to_be_visible()
    expect(page.get_by_role("spinbutton", name="Child poverty: target")).to_have_value("12.0")


def test_a_board_answers_for_a_duty_and_the_answer_stays(visit):
    visitor = visit()
    page = visitor.open("/duties?area=fife")
    page.get_by_text("partly", exact=True).first.click()
    visitor.settle()
    expect(page.get_by_text("questions answered: 1 partly")).to_be_visible()
    again = visit().open("/" + page.url.split("/", 3)[3])
    expect(again.get_by_text("questions answered: 1 partly")).to_be_visible()


# The middle of a community on the first map, once it keeps its place and takes drags as it is asked to, since a choice
# of how to drag brings a map of its own; and the map's own box.
MIDDLE = """drag => {
    const map = document.querySelector('.js-plotly-plot');
    const path = map && (map._fullLayout || {}).dragmode === drag
        && map.querySelector('.choroplethlayer .trace:nth-child(2) path');
    const {x, y, width, height} = path ? path.getBoundingClientRect() : {};
    const before = window.outline, all = map && map.getBoundingClientRect();
    window.outline = [x, y, width].join();
    return width > 0 && window.outline === before
        && {middle: [x + width / 2, y + height / 2], all: [all.x, all.y, all.width, all.height]};
}"""


def test_a_locality_is_chosen_on_the_map_named_and_read(visit):
    """By a click, a click that takes away again, and a box; and its brief."""
    visitor = visit()
    page = visitor.open("/localities?area=clackmannanshire")

    def still(drag="pan"):
        visitor.settle()
        return page.wait_for_function(MIDDLE, arg=drag, polling=200).json_value()

    def click(place):
        page.mouse.move(place[0] - 2, place[1])
        page.mouse.click(*place)

    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    click(still()["middle"])
    expect(page).to_have_url(re.compile("communities="))
    said = page.locator(".announced", has_text="hosen")
    expect(said).to_contain_text("Chosen: one community")
    click(still()["middle"])
    expect(said).to_have_text("No community is chosen yet.")
    page.get_by_text("Box", exact=True).click()
    left, top, wide, high = still("select")["all"]
    page.mouse.move(left + 0.25 * wide, top + 0.2 * high)
    page.mouse.down()
    page.mouse.move(left + 0.5 * wide, top + 0.5 * high, steps=4)
    page.mouse.move(left + 0.7 * wide, top + 0.8 * high, steps=4)
    page.mouse.up()
    expect(said).to_have_text(re.compile(r"Chosen: \w+ communities"))
    visitor.settle()
    name = page.get_by_role("textbox", name="Name of the locality")
    name.fill("The middle")
    name.press("Enter")
    visitor.settle()
    page.get_by_role("button", name="Add to our plan").click()
    expect(page.get_by_role("heading", name="The middle")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Brief (Word)").click()
    assert kept.value.suggested_filename.startswith("cpop-locality-clackmannanshire-the-middle-")

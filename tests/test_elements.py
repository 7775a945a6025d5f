"""What our styles and tests call Streamlit's elements is still what Streamlit calls them."""

import re
from pathlib import Path

import elements
import pytest
import streamlit
from playwright.sync_api import expect

from cpop.plan import Locality, Plan, packed
from cpop.site import SITE, UNLISTED

ROOT = Path(__file__).resolve().parents[1]
PLAN = packed(Plan("fife", localities=(Locality("Levenmouth", ("methil-west", "methil-east")),)))


def selectors():
    """Every selector of app.css and access.js that names an element of Streamlit's, without its ::before or ::after."""
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "cpop" / "ui" / "app.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    heads = [head for head in re.findall(r"([^{}]+)\{", css) if not head.strip().startswith("@")]
    found = {one.strip() for head in heads for one in re.split(r",(?![^(]*\))", head)}
    script = (ROOT / "cpop" / "static" / "access.js").read_text(encoding="utf-8")
    found |= set(re.findall(r'const [A-Z_]+ = "([^"]*data-testid[^"]*)"', script))
    return {
        re.sub(":(hover|focus-within|focus-visible)", "", one.partition("::")[0])
        for one in found
        if re.search(r"data-testid|\.st(-key|[A-Z])", one)
    }


def pages():
    return sum(page.path not in UNLISTED for page in SITE)


def test_the_names_of_sections_have_room_for_every_page():
    places = {int(place) for one in selectors() for place in re.findall(r"> li:nth-of-type\((\d+)\)", one)}
    assert places >= set(range(1, pages() + 1))


def test_elements_that_pass_are_still_called_so():
    frontend = Path(streamlit.__file__).parent / "static"
    code = "".join(path.read_text(encoding="utf-8") for path in frontend.rglob("*.js"))
    for one in elements.PASSING:
        assert re.search(rf"[\"'`]{one.removeprefix('[data-testid=').removesuffix(']')}[\"'`]", code), one


@pytest.mark.browser
def test_every_selector_matches_something(visit):
    beyond = {
        one for one in selectors() for place in re.findall(r"> li:nth-of-type\((\d+)\)", one) if int(place) > pages()
    }
    missing = (selectors() | elements.EVERY) - elements.PASSING - beyond

    def look(page):
        matched = page.evaluate("all => all.filter(one => document.querySelector(one))", sorted(missing))
        missing.difference_update(matched)

    desk = visit()
    page = desk.open("/trends?area=fife&indicator=child_poverty&colour=red")
    expect(page.locator(elements.CHART)).to_be_visible()
    expect(page.locator(elements.ALERT)).to_be_visible()
    look(page)
    page.get_by_role("button", name="Share").click()
    expect(page.locator(elements.SHARED_LINK)).to_be_visible()
    look(page)
    page.get_by_text("Present this view").click()
    expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()
    expect(page.locator(elements.SIDEBAR)).to_be_hidden()
    look(page)
    look(desk.open("/?area=fife&present=yes"))
    look(desk.open("/trends?area=fife&indicator=child_poverty&chart=alone"))
    look(desk.open("/data-zones?area=fife&community=methil-west&chart=alone"))
    look(desk.open(f"/localities?area=fife&plan={PLAN}"))
    page = desk.open("/guide?part=missing")
    look(page)
    # As while a first visit is still coming.
    page.locator(".footer").evaluate("one => one.remove()")
    look(page)
    look(desk.open("/data?area=fife"))
    look(desk.open("/duties?area=fife"))
    look(desk.open("/?area=fife&priorities=child_poverty"))
    look(desk.open("/"))
    phone = visit(size=(390, 844))
    look(phone.open("/?area=fife"))
    look(phone.open("/board-pack?area=fife"))
    look(phone.open("/all-communities?area=fife"))
    assert not missing, sorted(missing)

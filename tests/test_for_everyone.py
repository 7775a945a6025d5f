"""Every page in the states that people meet: with a keyboard, a screen reader, a phone or large letters."""

import shutil

import elements
import paper
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cpop.plan import Locality, Plan, packed
from cpop.site import SITE
from cpop.ui.search import LABEL

pytestmark = pytest.mark.browser

DESK, PHONE, LARGE, SMALL = (1366, 768), (390, 844), (683, 384), (320, 640)
AREA = "area=fife"
# What a page shows besides its first view, by its path.
PLAN = packed(
    Plan(
        "fife",
        localities=(
            Locality("Methil", ("methil-east", "methil-west", "methil-methilhill")),
            Locality("Levenmouth", ("leven-east", "leven-north", "leven-west", "methil-east")),
        ),
    )
)
VIEWS = {
    "": ("", f"{AREA}&present=yes", f"{AREA}&colour=red"),
    "trends": (f"{AREA}&indicator=child_poverty", f"{AREA}&outcomes=all"),
    "compare": (f"{AREA}&view=map", f"{AREA}&view=table", f"{AREA}&view=grid", f"{AREA}&view=change"),
    "priorities": ("area=orkney-islands&comparator=similar-density&priorities=p1_bmi",),
    "inequality": ("area=dumfries-and-galloway&indicator=child_poverty",),
    "communities": (f"{AREA}&indicator=child_poverty",),
    "rankings": (f"{AREA}&community=methil-west",),
    "community": (f"{AREA}&community=methil-west",),
    "data-zones": (f"{AREA}&community=methil-west",),
    "localities": (f"{AREA}&communities=leven-east&plan={PLAN}",),
    "data": (f"{AREA}&level=communities&layout=wide",),
    "guide": ("part=compare", "part=duties", "search=poverty"),
}
STATES = [(page.path, query) for page in SITE for query in (AREA, *VIEWS.get(page.path, ()))]
# Each page once, with what it shows most of.
FULLEST = {path: query for path, query in STATES if query.startswith(AREA) and "present" not in query}.items()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
# What axe cannot decide by itself and we have: contrast where it cannot see a background (our drawings and the
# charts, whose colours tests/test_kit.py measures), and headings of a table that name a group of its rows. Everything
# else that it is unsure of fails.
DECIDED = {"color-contrast", "th-has-data-cells"}
# What Streamlit leaves: its header is no landmark of its own, and nobody can name one; the place where a file can be
# dropped has a role and a name at once, beside a button that does the same; the choices of a multiselect are named
# spans, whose text says the same.
STREAMLITS = {"region", "presentation-role-conflict", "aria-prohibited-attr"}

FOCUS = """() => {
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const outlined = [focused, focused.parentElement, focused.closest('label')].filter(Boolean)
        .map(one => getComputedStyle(one))
        .filter(style => style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3);
    const box = focused.getBoundingClientRect();
    return {
        name: `${focused.tagName} ${focused.getAttribute('aria-label') || focused.innerText || ''}`.slice(0, 60),
        colours: outlined.map(style => style.outlineColor),
        isOnScreen: box.right > 0 && box.left < innerWidth && box.width > 0,
    };
}"""
# Whether the page is as narrow as its window.
FITS = "main => { const one = document.querySelector(main); return one.scrollWidth <= one.clientWidth; }"
DARK = "rgb(31, 41, 51)"


def found(page):
    """What axe finds or is unsure of, as (rule, element)."""
    answer = Axe().run(page, options=RULES).response
    unsure = [one for one in answer["incomplete"] if one["id"] not in DECIDED]
    wrong = [one for one in answer["violations"] + unsure if one["id"] not in STREAMLITS]
    return [(one["id"], node["html"][:160]) for one in wrong for node in one["nodes"][:3]]


def stops(page):
    """What the Tab key stops at, from the head of the page on, as far as sixty presses lead."""
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        seen.append(stop)
    return seen


@pytest.mark.parametrize(("path", "query"), STATES)
def test_every_state_at_a_desk_on_paper_on_a_phone_and_enlarged(visit, tmp_path, path, query):
    visitor = visit()
    page = visitor.open(f"/{path}?{query}")
    if (path, query) in FULLEST:
        seen = stops(page)
        assert len(seen) > len(SITE)
        assert [one["name"] for one in seen if DARK not in one["colours"]] == []
        assert [one["name"] for one in seen if not one["isOnScreen"]] == []
        if shutil.which("pdftotext"):
            assert paper.faults(page, tmp_path, path) == []
    closed = page.locator(f"{elements.MAIN} details:not([open]) > summary:visible")
    for _ in range(min(3, closed.count())):
        closed.first.click()
        visitor.settle(idle=500)
    assert found(page) == []
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    for width, height in (PHONE, LARGE, SMALL):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(FITS, arg=elements.MAIN)
        if (width, height) == PHONE and query == AREA:
            assert found(page) == []


def test_escape_changes_no_choice(visit):
    visitor = visit()
    for path, label, said in (
        ("trends?area=fife&indicator=child_poverty", "Area", "Fife"),
        ("trends?area=fife&indicator=child_poverty", "One outcome in full", "Child poverty"),
        ("community?area=fife&community=methil-west", "Community", "Methil West"),
    ):
        page = visitor.open(f"/{path}")
        box = page.get_by_role("combobox", name=label, exact=True)
        for keys in (("Escape",), ("ArrowDown", "Escape"), ("x", "Escape"), ("Escape", "Escape")):
            box.focus()
            for key in keys:
                page.keyboard.press(key)
            expect(box).to_have_value(said)
        # Nothing was sent in the meantime either: the page stands as it was opened.
        visitor.settle()
        expect(box).to_have_value(said)
        assert page.url.endswith(path)


def test_a_phone_has_area_and_search_on_the_page_and_a_menu_that_closes(visit):
    visitor = visit(size=PHONE)
    page = visitor.open("/?area=fife")
    sidebar = page.locator(elements.SIDEBAR)
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    for _ in range(6):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["isOnScreen"], stop
    visitor.choose("Area", "Moray")
    expect(page.get_by_role("heading", level=1)).to_have_text("Moray at a glance")
    # The first theme is open; a link leads to another, and a touch opens a third.
    first, led_to, touched = "Healthy birthweight", "Fuel poverty", "Carbon emissions"
    table = page.locator("table.glance")
    expect(table.get_by_role("link", name=first)).to_be_visible()
    expect(table.get_by_role("link", name=touched)).to_be_hidden()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Health and wellbeing").click()
    expect(table.get_by_role("link", name=led_to)).to_be_visible()
    table.locator("summary", has_text="Environment").click()
    expect(table.get_by_role("link", name=touched)).to_be_visible()
    page.locator(elements.OPEN_SIDEBAR).click()
    expect(sidebar.get_by_role("link").first).to_be_focused()
    sidebar.get_by_role("link", name="Trends").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trends")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    box = page.get_by_label(LABEL).filter(visible=True)
    box.fill("Methil West")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Trends")


def test_another_page_is_said_and_its_heading_has_the_focus(visit):
    page = visit().open("/?area=fife")
    page.get_by_role("link", name="Rankings", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".spoken")).to_contain_text("Rankings: Fife")


def test_high_contrast_keeps_the_paper_of_drawings_and_shows_what_is_chosen(visit):
    visitor = visit()
    visitor.page.emulate_media(forced_colors="active")
    page = visitor.open("/trends?area=fife&indicator=child_poverty")
    chart = page.locator(elements.CHART)
    expect(chart).to_have_css("forced-color-adjust", "none")
    current = page.locator("[aria-current=page]")
    expect(current).to_have_css("outline-style", "solid")


def test_every_chart_and_drawing_has_a_text_alternative(visit):
    page = visit().open("/trends?area=fife&indicator=child_poverty")
    expect(page.locator(elements.CHART)).to_have_count(1)
    expect(page.locator("svg[role=img]:not([aria-label])")).to_have_count(0)
    expect(page.locator(f"{elements.CHART} .main-svg:not([aria-hidden])")).to_have_count(0)

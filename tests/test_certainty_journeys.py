"""Four questions of a new user, each answered within a few clicks from the first page."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_is_methil_west_really_poorer_than_gallatown_on_early_mortality(visit):
    visitor = visit()
    page = visitor.open("/?area=fife")
    page.get_by_role("link", name="All communities", exact=True).click()
    expect(page.get_by_role("heading", name="All communities", exact=True)).to_be_visible()
    visitor.settle()
    visitor.choose("Outcome", "Early mortality, under 75")
    page.get_by_text("How sure: every community by size").click()
    methil = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Methil West", exact=True))
    expect(methil).to_contain_text("surely 1st")
    gallatown = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Kirkcaldy Gallatown"))
    expect(gallatown).to_contain_text("between 2nd and 22nd")


def test_what_moved_since_last_year(visit):
    page = visit().open("/?area=fife")
    moved = re.compile(r"20\d\d/\d\d to 20\d\d/\d\d: (improved|worsened|little change)")
    expect(page.get_by_text(moved).first).to_be_visible()


def test_what_is_child_poverty_today(visit):
    page = visit().open("/?area=fife")
    page.get_by_role("row").filter(has_text="Child poverty").get_by_role("link", name=re.compile("^newer: ")).click()
    expect(page.get_by_text("Children in relative low income, 2024/25: 13.9% in Fife")).to_be_visible()
    expect(page).to_have_url(re.compile("indicator=child_poverty"))


def test_can_i_trust_the_projection_of_glasgows_child_poverty(visit):
    page = visit().open("/?area=glasgow-city")
    page.get_by_role("row").get_by_role("link", name="Child poverty", exact=True).click()
    said = page.get_by_text("How far to trust a projection")
    expect(said).to_contain_text("Glasgow City: projected 25.2% for 2021/22, and 31.8% came")

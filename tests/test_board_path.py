"""A new board member of North Ayrshire, in a browser: what needs attention, is it unequal, who has done better?"""

import re

import elements
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def cells(page, table):
    rows = page.locator(f"{table} tbody tr")
    expect(rows.first).to_be_visible()
    return rows.all_inner_texts()


def test_from_what_needs_attention_to_who_does_better(visit):
    visitor = visit()
    page = visitor.open("/priorities")
    page.get_by_role("radio", name="North Ayrshire", exact=True).click()
    visitor.settle()
    expect(page.get_by_role("heading", name="Priorities", level=1)).to_have_count(1)
    first = cells(page, "table.attention")[:3]
    assert ["Out-of-work benefits" in first[0], "Child poverty" in first[1], "Dwelling fires" in first[2]] == [True] * 3
    assert ["3 of 3 points" in first[0], "2 of 3 points" in first[1], "2 of 3 points" in first[2]] == [True] * 3

    # Who among similar areas has done better in child poverty, and over time?
    visitor.choose("Outcome", "Child poverty")
    expect(page.locator("table.judgements", has_text="Better how")).to_contain_text("Na h-Eileanan Siar")
    page.get_by_role("link", name="See the best of them beside North Ayrshire over time").click()
    visitor.settle()
    expect(page.get_by_role("heading", name="Child poverty: % of children under 16")).to_have_count(1)
    expect(page).to_have_url(re.compile("with="))
    trends = page.url

    # Where do we stand among them?
    page.go_back()
    visitor.settle()
    page.get_by_role("link", name="see all eight in order").click()
    visitor.settle()
    expect(page.get_by_role("combobox", name="Areas", exact=True)).to_have_value("Similar in deprivation")
    expect(page.get_by_role("combobox", name="Outcome", exact=True)).to_have_value("Child poverty")
    compare = page.url

    # Do deprived communities fare worse in it?
    page.get_by_role("link", name="Priorities", exact=True).click()
    visitor.settle()
    page.locator("table.attention").get_by_role("link", name="Inequality: Child poverty").first.click()
    visitor.settle()
    expect(page.get_by_role("combobox", name="Outcome", exact=True)).to_have_value("Child poverty")
    expect(
        page.get_by_text("All three measures say of child poverty that deprived communities fare worse")
    ).to_have_count(1)
    expect(page.locator(elements.CHART)).to_have_count(3)
    expect(page.locator("table.inequality")).to_contain_text("narrower than 31.3 points")
    inequality = page.url

    # Each of these views opens from its link in a fresh browser.
    for url, words in (
        (trends, "Child poverty: % of children"),
        (compare, "Compare"),
        (inequality, "How far apart are the most and least"),
    ):
        fresh = visit()
        other = fresh.open(url.removeprefix(fresh.address))
        expect(other.get_by_role("heading", name=words)).to_have_count(1)
        expect(other.get_by_role("combobox", name="Area", exact=True)).to_have_value("North Ayrshire")


def test_our_priorities_go_with_us_and_with_our_links(visit):
    visitor = visit()
    page = visitor.open("/priorities?area=north-ayrshire")
    box = page.get_by_role("combobox", name="Our priorities")
    box.click()
    box.fill("Dwelling")
    page.get_by_role("option", name="Dwelling fires", exact=True).click()
    visitor.settle()
    page.keyboard.press("Escape")
    visitor.settle()
    expect(page).to_have_url(re.compile("priorities=dwelling_fires"))
    page.get_by_role("link", name="At a glance").click()
    visitor.settle()
    expect(page).to_have_url(re.compile("priorities=dwelling_fires"))
    expect(page.locator("table.glance tr", has_text="★")).to_have_count(1)
    page.get_by_text("Our priorities only").click()
    visitor.settle()
    expect(page.locator("table.glance th[scope=row]")).to_have_count(1)
    fresh = visit()
    other = fresh.open(page.url.removeprefix(fresh.address))
    expect(other.locator("table.glance th[scope=row]").first).to_have_text(re.compile("^Dwelling fires"))

"""From the row of an outcome to that outcome in full, in a browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_a_row_leads_to_its_outcome_below(visit, size):
    visitor = visit(size=size)
    page = visitor.open("/inequality?area=fife")
    page.locator("table.inequality").get_by_role("link", name="Recorded crime").click()
    expect(page.get_by_role("combobox", name="Outcome", exact=True)).to_have_value("Recorded crime")
    visitor.settle()
    expect(page.get_by_role("heading", name="One outcome in full")).to_be_in_viewport()
    expect(page.get_by_text("Is the gap closing? Yes: it has narrowed")).to_be_in_viewport()

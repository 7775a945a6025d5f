"""One chart of a view without its page, for another site's page: what it holds, and the code that Share hands out."""

import re
from html.parser import HTMLParser

import elements
import pytest
from playwright.sync_api import expect

from cpop import urlstate
from cpop.ui.share import PRESENT_SCALE

PAGES = {
    "trends.py": {"indicator": "child_poverty"},
    "compare.py": {"view": "map"},
    "inequality.py": {},
    "communities.py": {},
    "data_zones.py": {},
    "all_communities.py": {},
}


class _Frames(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append(dict(attrs))


def frames(app):
    return [frame for one in app.code for frame in _Frames(one.value).found]


# The country, the largest, one of islands, one of six communities; test_sweep.py shows every page of every area.
@pytest.mark.parametrize("area", ["scotland", "glasgow-city", "na-h-eileanan-siar", "orkney-islands"])
def test_one_chart_has_its_sentence_and_its_source_and_no_other_chart_is_drawn(run_page, area):
    for file, link in PAGES.items():
        whole = run_page(file, area=area, **link)
        alone = run_page(file, area=area, chart="alone", **link)
        assert len(alone.get("plotly_chart")) == min(1, len(whole.get("plotly_chart")))
        if not alone.get("plotly_chart"):
            assert frames(whole) == []
            continue
        chart = alone.get("plotly_chart")[0].proto
        said = [one.value for one in alone.markdown]
        [source] = [one for one in said if "Open this view" in one]
        assert "Source: Improvement Service" in source
        # Its name is short, and the sentence that the page says of it stands beneath.
        sentence = said[said.index(source) - 1]
        assert chart.alt.startswith(("Chart: ", "Map: "))
        assert len(sentence) > 40
        assert any(sentence in one.value for one in whole.markdown)
        assert f"area={area}" in source or area == "scotland"
        assert "chart=" not in source
        assert "not understood" not in " ".join(one.value for one in alone.warning)


def test_share_hands_out_a_frame_of_the_views_own_link_that_holds_the_chart(run_page):
    app = run_page("trends.py", area="fife", indicator="child_poverty", present="yes")
    [frame] = frames(app)
    assert frame["src"].endswith("/trends?area=fife&indicator=child_poverty&chart=alone")
    assert frame["title"] == "Trends: Fife"
    drawn = app.get("plotly_chart")[0].proto.spec
    height = int(re.search(r'"height": ?(\d+)', drawn)[1])
    assert int(frame["height"]) > height >= 300 * PRESENT_SCALE
    alone = run_page("trends.py", area="fife", indicator="child_poverty", chart="alone")
    assert urlstate.ALONE in alone.query_params[urlstate.CHART]


def test_another_word_is_not_understood(run_page):
    app = run_page("trends.py", area="fife", chart="both")
    assert "“both”" in " ".join(one.value for one in app.warning)


@pytest.mark.browser
@pytest.mark.parametrize("size", [(900, 900), (390, 1200)])
def test_a_frame_shows_the_chart_first_and_nothing_of_the_page(visit, size):
    visitor = visit(size=size)
    page = visitor.open("/trends?area=fife&indicator=child_poverty&embed=chart")
    expect(page).to_have_url(re.compile("chart=alone"))
    expect(page.locator(elements.CHART)).to_have_count(1)
    assert page.locator(elements.CHART).bounding_box()["y"] < 200
    expect(page.get_by_role("link", name=re.compile("^Open this view"))).to_be_visible()
    expect(page.get_by_text("Worsened: up").filter(visible=True)).to_have_count(1)
    for gone in (page.locator(elements.SIDEBAR), page.get_by_role("combobox"), page.get_by_text("Share", exact=True)):
        expect(gone.filter(visible=True)).to_have_count(0)
    # What a reader must know of the figure goes with it.
    expect(page.get_by_text("Take care with the level").filter(visible=True)).to_have_count(1)
    visitor.fits()

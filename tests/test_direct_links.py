"""Links opened directly in a browser: what Share hands on, and what a link's own words may not do."""

from urllib.parse import urlencode

import elements
import pytest
from clients import Client, run
from playwright.sync_api import expect
from served import Visitor, served
from sweep import Recorder, Walk

from cpop.site import SITE

pytestmark = pytest.mark.browser

HOST = "https://elsewhere.example"
HOSTILE = (
    f"![x]({HOST}/x.png)",
    f"[Sign in again]({HOST})",
    f"<img src={HOST}/x.png>",
    ":material/home: :red[red]",
    "$x^2$ **bold**",
    f"`{HOST}` www.elsewhere.example",
)
# What a visitor's browser would have made of them.
LIVE = (
    f"a[href*='elsewhere.example'], img[src*='elsewhere.example'], {elements.ALERT} .katex, h2 .katex, h2 strong, "
    f"{elements.ALERT} p strong, {elements.ALERT} p {elements.ICON}, "
    f"{elements.ALERT} .stMarkdownColoredText, h2 {elements.ICON}"
)


def shown(text):
    """A text as it stands on the page: the name of an icon is parted by a character without width."""
    return text.replace(":material/", ":\u2060material/")


@pytest.mark.parametrize("base", ["", "tools/communities"])
def test_share_hands_on_the_link_that_was_opened_directly(browser, base):
    async def visit(address):
        """The links that Share shows on every page, by its path, and what the browser's address line would say."""
        found = {}
        for path in (one.path for one in SITE):
            async with Client(address) as client:
                seen = await client.open(path, "area=fife")
                found[path] = seen.codes, f"{address}/{path}?{client.query}"
        return found

    with served(base=base) as address:
        for path, (shared, there) in run(visit(address)).items():
            assert there in shared, path
            assert there.startswith(f"{address}/{path}?area=fife")
        # Streamlit's own script cuts the address that a browser tells at the first page whose name it ends with.
        visitor = Visitor(browser, address)
        for path in ("", "all-communities"):
            page = visitor.open(f"/{path}?area=fife")
            page.get_by_role("button", name="Share").click()
            # The address as the browser shows it, with what every link says besides (years) once the run has ended.
            expect(page.locator(elements.SHARED_LINK)).to_have_text(page.url)
            assert page.url.startswith(f"{address}/{path}?area=fife")
        visitor.close()


def test_a_mistyped_path_is_not_shared(visit):
    visitor = visit()
    page = visitor.open("/all-comunities?area=fife")
    page.get_by_role("button", name="Share").click()
    expect(page.locator(elements.SHARED_LINK)).to_have_text(f"{visitor.address}/all-communities?area=fife")


@pytest.mark.parametrize("place", range(len(SITE)), ids=[one.file for one in SITE])
def test_what_a_link_asks_for_is_shown_as_plain_text(visit, monkeypatch, place):
    file, path = SITE[place].file, SITE[place].path
    walk = Walk(file, Recorder(monkeypatch))
    walk.open(area="fife")
    # Which text stands for which parameter moves on from page to page, and one is no parameter at all.
    keys = [key for key in (*walk.recorder.offered, "priorities") if key != "area"]
    asked = {key: HOSTILE[(place + n) % len(HOSTILE)] for n, key in enumerate(keys)}
    other = HOSTILE[place % len(HOSTILE)]
    visitor = visit()
    # With an area that is known, so that all its pickers are there to be asked; or with one that is not.
    link = {"area": other} if place % 2 else {"area": "fife"} | asked | {other[:40]: "x"}
    page = visitor.open(f"/{path}?" + urlencode(link))
    said = page.locator(elements.ALERT).first
    for text in set(link.values()) & set(HOSTILE):
        expect(said).to_contain_text(shown(text))
    expect(page.locator(LIVE)).to_have_count(0)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_search_of_the_guide_is_shown_as_plain_text(visit, text):
    page = visit().open("/guide?" + urlencode({"search": text}))
    expect(page.get_by_role("heading", name="Parts with")).to_contain_text(shown(text))
    expect(page.locator(LIVE)).to_have_count(0)

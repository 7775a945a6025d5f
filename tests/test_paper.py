"""Every page on A4, upright and across: whole, with a first line that says what it is, and nothing to click."""

import re
import shutil
import subprocess

import pytest

from cpop.site import SITE
from cpop.ui.search import EXAMPLE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="no poppler to read the sheets with"),
]
AREA = "area=fife"
VIEWS = {
    "trends": (f"{AREA}&indicator=child_poverty",),
    "compare": (f"{AREA}&view=map",),
    "community": (f"{AREA}&community=methil-west",),
    "data-zones": (f"{AREA}&community=methil-west",),
}
SHEETS = [(page.path, query) for page in SITE for query in VIEWS.get(page.path, (AREA,))]
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


def printed(page, folder, *, across):
    """The pages of a print: width, height and words (left, top, right, bottom, text) of each."""
    file = folder / ("across.pdf" if across else "upright.pdf")
    page.pdf(path=file, format="A4", landscape=across)
    text = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True, text=True).stdout
    return [
        (float(width), float(height), [(*map(float, box), word) for *box, word in WORD.findall(inside)])
        for width, height, inside in PAGE.findall(text)
    ]


@pytest.mark.parametrize(("path", "query"), SHEETS)
def test_a_print_is_whole(visit, tmp_path, path, query):
    page = visit().open(f"/{path}?{query}")
    for across in (False, True):
        sheets = printed(page, tmp_path, across=across)
        text = " ".join(word for *_, words in sheets for *_, word in words)
        cut = [
            (number, word)
            for number, (width, height, words) in enumerate(sheets, start=1)
            for left, top, right, bottom, word in words
            if left < 0 or right > width or top < 0 or bottom > height
        ]
        assert cut == [], across
        first = " ".join(word for *_, word in sheets[0][2][:40])
        assert first.startswith("Fife · Community Planning Outcomes Profile"), first
        assert "edition" in first
        assert "printed" in first
        assert f"{path}?area=fife" in text.replace(" ", "")
        assert not re.search(rf"Download these figures|Choose your area|{EXAMPLE}", text)
        # The footer closes the print: nothing before it was left out for want of room.
        assert "Accessibility statement" in " ".join(word for *_, word in sheets[-1][2])


def test_every_row_of_a_scrolling_list_is_printed(visit, tmp_path):
    page = visit().open("/communities?area=fife")
    rows = page.locator(".map-table tbody tr").count()
    sheets = printed(page, tmp_path, across=False)
    places = [word for _, _, words in sheets for left, *_, word in words if left < 60 and word.isdigit()]
    assert rows > 100
    assert set(map(str, range(1, rows + 1))) <= set(places)
    # The heads of the list stand on each sheet that it goes on to.
    for _, _, words in sheets[: len(sheets) - 1]:
        assert any(word == "Community" for *_, word in words)

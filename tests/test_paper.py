"""What prints on paper beyond what every page's print is held to (tests/test_for_everyone.py)."""

import shutil

import pytest
from paper import printed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="no poppler to read the sheets with"),
]


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

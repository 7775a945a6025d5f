"""What is folded on a page: on paper, where nobody can unfold it, no heading stands without what it leads to."""

import re
from pathlib import Path

import pytest
from rendered import tree

from cpop.site import SITE

CSS = (Path(__file__).parents[1] / "cpop" / "ui" / "app.css").read_text(encoding="utf-8")
# Their first lines say something by themselves: a unit, whose definition is folded; a table of the schema, its columns.
# And what only a phone folds, which paper does not know.
COMPLETE = {None, "relation", "fold"}
# What stands folded on a page, by the page's path.
SEEN = {"": "Why", "priorities": "Each outcome in words", "rankings": "What is counted, sources and cautions"}


def printed_open():
    """The classes of what app.css opens on paper."""
    [rule] = re.findall(r"([^{}]*)::details-content \{ content-visibility: visible; \}", CSS)
    return set(re.findall(r"details\.(\w+)", f"{rule}::"))


@pytest.mark.parametrize("page", SITE, ids=lambda page: page.file)
def test_every_folded_piece_is_printed_open_or_says_enough_folded(run_page, page):
    app = run_page(page.file, area="fife")
    folded = [one for text in app.markdown for one in tree(text.value).find("details")]
    for one in folded:
        css = one.attributes.get("class")
        assert css in COMPLETE or css in printed_open(), css
    summaries = [" ".join(next(one.find("summary")).lines()) for one in folded]
    assert SEEN.get(page.path) in [None, *summaries]


def test_what_a_click_fetches_is_left_out_of_a_print_with_its_heading():
    assert re.search(r"stExpander\]:not\(:has\(details\[open\]\)\) \{ display: none !important; \}", CSS)


def test_what_a_phone_folds_is_folded_on_a_screen_alone():
    inside = re.search(r"@media screen and \(max-width: 640px\) \{\n  \.unfolded(.*?)\n\}", CSS, flags=re.DOTALL)[1]
    assert ".fold:not([open])) > tr:not(.theme) { display: none" in inside
    assert CSS.count(".fold:not([open])") == 1


def test_the_answers_to_duties_are_printed(run_page):
    """Pickers are not; what the board answered is what the page is printed for."""
    assert ".stRadio:not([class*=st-key-duty-] *)" in CSS
    assert {one.key.partition("-")[0] for one in run_page("duties.py", area="fife").radio} == {"duty"}

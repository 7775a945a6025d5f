"""What every page says to those who listen: short names, each sentence once, silence beside a table."""

import re
from collections import Counter

import pytest
from rendered import tree

from cpop.plan import Plan, Target, packed
from cpop.site import SITE

# As many letters as a name is still heard at a breath.
SHORT = 110
CODES = ("child_poverty", "out_of_work_benefits")
COMMUNITY = {"community": "methil-west"}
PLAN = packed(Plan("fife", start=2015, priorities=CODES, targets=tuple(Target(one, 20.0, 2027) for one in CODES)))
VIEWS = {
    "": [{"order": "attention"}, {"comparator": "moray"}],
    "trends": [{"indicator": "child_poverty"}, {"outcomes": "all"}],
    "compare": [{"view": view} for view in ("time", "change", "grid", "table", "map")]
    + [{"view": "time", "areas": "named", "named": "moray,angus"}, {"view": "change", "indicator": "child_poverty"}],
    "priorities": [{"comparator": "similar-density", "priorities": "p1_bmi"}],
    "inequality": [{"indicator": "child_poverty"}, {"comparator": "moray", **COMMUNITY}],
    "communities": [COMMUNITY, {"indicator": "child_poverty", "show": "change"}],
    "rankings": [COMMUNITY, {"show": "all"}, {"sort": "name"}],
    "community": [COMMUNITY, {**COMMUNITY, "similar": "angus.arbroath-warddykes", "intervals": "no"}],
    "all-communities": [{"scale": "own", "order": "change"}, {"every": "yes", "indicator": "crime_rate"}],
    "vulnerable": [{"five": "now"}],
    "data-zones": [COMMUNITY],
    "localities": [{"communities": "leven-east,methil-west"}],
    "progress": [{"plan": PLAN}],
    "newer": [{"indicator": "child_poverty"}],
    "guide": [{"part": one} for one in ("trends", "compare", "priorities", "inequality", "rankings")],
    "find": [{"text": "poverty"}],
}
STATES = [
    (page.file, {"area": area, **view})
    for page in SITE
    for area in ("fife", "scotland")
    for view in ([{}, *VIEWS.get(page.path, ())] if area == "fife" else [{}])
]


def heard(node):
    """A piece of a page as it is spoken, in order: its texts and the names of its drawings, none of what is silent."""
    for child in node.children:
        if isinstance(child, str):
            yield re.sub(r"\s+", " ", child)
        elif child.attributes.get("aria-hidden") != "true" and child.tag not in ("style", "title"):
            yield " "
            yield child.attributes.get("aria-label", "")
            if child.tag != "svg" and child.attributes.get("role") != "img":
                yield from heard(child)
            yield " "


def spoken(node):
    return re.sub(r"\s+", " ", "".join(heard(node))).strip()


@pytest.fixture(params=STATES, ids=lambda state: f"{state[0]} {' '.join(state[1].values())}")
def page(request, run_page):
    """A page in one state, and the pieces of HTML that it is made of."""
    file, link = request.param
    app = run_page(file, **link)
    return app, [tree(one.value) for one in [*app.main.markdown, *app.main.info, *app.main.warning]]


def test_a_listener_hears_short_names_and_every_sentence_once(page):
    app, pieces = page
    names = [one.proto.alt for one in app.get("plotly_chart")]
    for piece in pieces:
        for drawing in piece.find("svg"):
            is_silent = drawing.attributes.get("aria-hidden") == "true" or drawing.attributes.get("class") == "shared"
            assert is_silent or drawing.attributes["role"] == "img"
            names += [] if is_silent else [drawing.attributes["aria-label"]]
        for place in piece.find("div", "span", "nav"):
            is_of_table = any(True for _ in place.find("table"))
            names += [] if is_of_table else [place.attributes.get("aria-label", "")]
    assert [one for one in names if len(one) > SHORT] == []
    # Names are of drawings; what is said in a paragraph is not said by a drawing as well.
    # The small print of a source belongs to each of its series.
    told = [one for piece in pieces for one in piece.find("p", "li") if one.attributes.get("class") != "about"]
    said = [spoken(one) for one in told]
    said += [spoken(piece) for piece in pieces if not any(True for _ in piece.find("p", "li", "table"))]
    sentences = Counter(one for one in said if len(one) > 60)
    assert sum(map(len, said)) > 300
    assert [one for one in names if len(one) > 40 and any(one in sentence for sentence in sentences)] == []
    assert [one for one in sentences if any(one in name for name in names)] == []
    twice = [one for one, count in sentences.items() if count > 1]
    # The source and the caution of a figure stand with each of a page's charts of it, as on paper.
    assert [one for one in twice if not one.startswith("Source: ")] == []


def test_a_row_says_the_name_of_its_place_once(page):
    _, pieces = page
    for piece in pieces:
        for row in piece.find("tr"):
            [*heads] = row.find("th")
            # A link names where it leads.
            cells = [spoken(one) for one in row.find("td") if not any(True for _ in one.find("a"))]
            if len(heads) != 1 or len(cells) < 2:
                continue
            head = " ".join(heads[0].lines()[:1])
            assert sum(cell.startswith(head) for cell in cells if len(head) > 3) == 0, (head, cells)
            assert all(count == 1 for text, count in Counter(re.findall(r"[A-Z][^.]{40,}", " ".join(cells))).items())
            for cell in cells:
                words = cell.lower()
                half = len(words) // 2
                assert len(words) < 24 or words[:half].strip() != words[half:].strip(), cell


def test_what_is_to_be_pointed_at_stands_in_a_table_too(page):
    app, pieces = page
    told = any(re.search(r"\bPoint at\b", spoken(piece)) for piece in pieces)
    draws_points = any(True for piece in pieces for svg in piece.find("svg") for _ in svg.find("title"))
    has_table = any(True for piece in pieces for _ in piece.find("table"))
    is_one_click_away = any("Table" in one.label for one in app.expander)
    is_guide = app.title[0].value == "Guide"
    assert not (told or draws_points) or has_table or is_one_click_away or is_guide

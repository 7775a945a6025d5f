"""Every page speaks plainly: no word of the workbook's or the method's own, and a way to what each term means."""

import re
from collections import Counter

import pytest
from rendered import tree

from cpop import guide
from cpop.site import SITE

# The word that a reader does not know, and the one that stands for it.
NEVER = {
    r"\bimputed\b": "estimated",
    r"\bCPPs\b": "areas, or partnerships",
    r"\b(?<!standard )deviations?\b": "standard deviations",
    r"\braw\b": "measured",
    r"\bsignificant(ly)?\b": "nothing",
}
VIEWS = {
    "communities.py": [{"indicator": "child_poverty", "show": "change"}],
    "community.py": [{"community": "methil-west"}],
    "compare.py": [{"view": view} for view in ("time", "change", "grid", "table", "map")],
    "data_zones.py": [{"community": "methil-west"}],
    "find.py": [{"text": "poverty"}],
    "trends.py": [{"indicator": "child_poverty"}, {"indicator": "depopulation"}],
}


def shown(app):
    """All that a page says: its texts, the names of its pickers and of their options; no code, no download."""
    texts = [text for one in [*app.title, *app.header, *app.subheader, *app.caption] for text in [one.value]]
    for one in [*app.markdown, *app.info, *app.warning]:
        texts += tree(one.value).lines(without=("code", "style"))
    texts += [one.proto.alt for one in app.get("plotly_chart")]
    for one in [*app.selectbox, *app.multiselect, *app.radio]:
        texts += [one.label, one.help or "", *one.options]
    return texts


@pytest.mark.parametrize("file", [page.file for page in SITE])
def test_no_page_speaks_the_workbooks_language(run_page, file):
    for area in ("fife", "scotland"):
        for view in [{}, *VIEWS.get(file, [])] if area == "fife" else [{}]:
            app = run_page(file, area=area, **view)
            texts = shown(app)
            assert len(" ".join(texts)) > 500
            for pattern, better in NEVER.items():
                assert [one for one in texts if re.search(pattern, one)] == [], f"{file} {view}: say {better}"


def test_every_page_leads_to_a_part_of_the_guide_of_its_own(run_page):
    led = {}
    for page in SITE:
        markup = " ".join(one.value for one in run_page(page.file, area="fife").markdown)
        if page.path != "guide":
            [led[page.path]] = re.findall(r'class="how-to-read" href="[^"]*part=([a-z-]+)', markup)
    assert set(led.values()) <= set(guide.parts())
    assert len(set(led.values())) == len(led)
    # The views of one community lead there too, as those of none do.
    for path in ("community", "data-zones"):
        file = next(page.file for page in SITE if page.path == path)
        markup = " ".join(one.value for one in run_page(file, area="fife", community="methil-west").markdown)
        assert f'part={led[path]}"' in markup


def test_the_guide_says_nothing_twice():
    sentences = Counter()
    for part in guide.parts().values():
        sentences.update(one for one in re.split(r"(?<=[.?!]) ", guide.plain(part.text)) if len(one) > 60)
    assert [one for one, count in sentences.items() if count > 1] == []


def test_no_part_of_the_guide_speaks_the_workbooks_language():
    for part in guide.parts().values():
        text = guide.plain(re.sub(r"`[^`]*`", "", part.text))
        assert re.findall(r"\b(imputed|CPPs)\b", text) == [], part.code


@pytest.mark.parametrize(
    ("file", "terms"),
    [
        ("priorities.py", ["deprived tenth", "duncan index", "yardstick", "standard deviation"]),
        ("rankings.py", ["standard deviation"]),
    ],
)
def test_a_term_leads_to_its_meaning_where_it_first_appears(run_page, file, terms):
    markup = " ".join(one.value for one in run_page(file, area="fife").markdown)
    found = [re.sub("s$", "", one.lower()) for one in re.findall(r'<a href="[^"]*part=words"[^>]*>([^<]+)</a>', markup)]
    assert sorted(one for one in found if one != "words used") == sorted(terms)
    assert set(terms) <= set(guide.terms())


# Every page that is more than 5,000 pixels long on a phone, as it was measured.
LONG = (
    ("glance.py", {}),
    ("glance.py", {"order": "attention"}),
    ("trends.py", {}),
    ("trends.py", {"outcomes": "all"}),
    ("compare.py", {"view": "grid"}),
    ("priorities.py", {}),
    ("inequality.py", {}),
    ("community.py", {"community": "methil-west"}),
    ("all_communities.py", {}),
    ("duties.py", {}),
    ("newer.py", {}),
    ("changes.py", {}),
    ("data.py", {}),
)


@pytest.mark.parametrize(("file", "view"), LONG)
def test_a_phone_is_led_to_each_part_of_a_long_page(run_page, file, view):
    app = run_page(file, area="fife", **view)
    markup = [one.value for one in app.markdown]
    [jump] = [one for one in markup if 'class="jump"' in one]
    led = re.findall(r'href="#([^"]+)"', jump)
    assert len(led) > 2
    assert len(set(led)) == len(led)
    # Every link leads to a part that is there, and to every heading there is a link.
    headings = [one.anchor for one in app.header if one.anchor]
    there = [*headings, *re.findall(r'<(?:tr|section)[^>]* id="([^"]+)"', " ".join(markup))]
    assert sorted(led) == sorted(there)
    # It stands above what it leads to.
    first = next(place for place, one in enumerate(markup) if re.search("<(table|section|svg)", one) and one != jump)
    assert markup.index(jump) < first


def test_a_short_page_is_read_through(run_page):
    app = run_page("vulnerable.py", area="fife")
    assert [one.value for one in app.markdown if 'class="jump"' in one.value] == []


@pytest.mark.parametrize("page", SITE, ids=lambda page: page.file)
def test_compare_with_stands_where_the_page_speaks_of_the_comparator(run_page, page):
    view = {"area": "fife", "priorities": "child_poverty"}
    told = [shown(run_page(page.file, **view, comparator=code)) for code in ("scotland", "moray")]
    # The first line on paper gives the link, which keeps the choice everywhere.
    scotland, moray = ([text for text in texts if " · printed " not in text] for texts in told)
    assert (list(scotland) != list(moray)) == page.is_compared

"""Every page for every area, every kind of comparator, and every option of every picker: none may fail."""

from collections import Counter
from pathlib import Path

import pytest
from sweep import PLACES, Recorder, Walk

from cpop.catalogue import comparator_codes
from cpop.queries.areas import by_slug
from cpop.queries.communities import by_code
from cpop.site import SITE

pytestmark = pytest.mark.sweep
PAGES = sorted(path.name for path in (Path(__file__).resolve().parents[1] / "pages").glob("*.py"))
# Each of the 1,279 communities is opened once: on the page that is about one community.
ABOUT_ONE_COMMUNITY = "community.py"


def kinds():
    """The comparators to try with each area, by slug: each kind once, another area as the last."""
    known = by_slug()
    tried = {}
    for place, (slug, area) in enumerate(known.items()):
        codes = comparator_codes(area, known)
        others = [code for code in codes if code in known and not known[code].is_scotland]
        tried[slug] = [code for code in codes if code not in others] + others[place % max(len(others), 1) :][:1]
    return tried


def tried_on(file):
    """The comparators to try on a page: with each area where they matter, and with the first alone where they don't."""
    every = kinds()
    if next(page.is_compared for page in SITE if page.file == file):
        return every
    first = next(slug for slug in every if slug != "scotland")
    return {slug: codes if slug == first else codes[:1] for slug, codes in every.items()}


def test_each_kind_of_comparator_is_tried_with_each_area():
    assert len(kinds()) == 33
    assert {len(codes) for slug, codes in kinds().items() if slug != "scotland"} == {4}


@pytest.mark.parametrize("file", PAGES)
def test_every_view_of_a_page_is_shown(file, monkeypatch, capsys):
    walk = Walk(file, Recorder(monkeypatch))
    walk.areas(tried_on(file))
    walk.every_option(in_passing=("similar",) if file == ABOUT_ONE_COMMUNITY else ("community", "communities"))
    tried = Counter(option.key for option in walk.chosen)
    assert tried.keys() >= set(PLACES)
    assert walk.views >= len(kinds()) + 3
    assert {option.code for option in walk.chosen if option.key == "area"} == set(kinds())
    if file == ABOUT_ONE_COMMUNITY:
        communities = {option for option in walk.chosen if option.key == "community" and option.code}
        assert len(communities) == len(by_code())
    with capsys.disabled():
        counts = ", ".join(f"{key} {count}" for key, count in sorted(tried.items()))
        print(f"\n{file}: {walk.views} views; options tried: {counts}")

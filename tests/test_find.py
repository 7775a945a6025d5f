"""Find: which place or outcome a few words mean, and where they lead."""

import math
from collections import defaultdict

import pytest
from playwright.sync_api import expect

from cpop.find import Finder, Thing, other_names, wanted, words

THINGS = [
    Thing("area", "S1", "City of Port", ("Port", "Am Port")),
    Thing("area", "S2", "North Shire", ("Siorrachd a Tuath",)),
    Thing("place", "t1", "Port", people=900),
    Thing("place", "t2", "Portmore", ("Porto", "Mòr"), within="Shore East, North Shire", people=500),
    Thing("community", "c1", "Shore East", within="North Shire"),
    Thing("community", "c2", "East Hill and Shore", within="City of Port"),
    Thing("community", "c3", "Seashore", within="City of Port"),
    Thing("outcome", "o1", "Recorded crime", ("Offences",)),
    Thing("outcome", "o2", "Child poverty"),
    Thing("outcome", "o3", "Fuel poverty"),
    Thing("part", "p1", "Measured, estimated, projected"),
]


@pytest.fixture
def best():
    def codes(text):
        return [
            one.thing.code if one.outcome is None else (one.outcome.code, one.thing.code)
            for one in Finder(THINGS).best(text)
        ]

    return codes


def test_words_are_compared_without_accents_plurals_and_punctuation():
    assert words("Dùn Èideann’s Isles & pass") == ["dun", "eideann", "isle", "and", "pass"]
    assert wanted("crime in the Port") == ["crime", "port"]
    assert wanted("the") == ["the"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("port", ["S1", "t1", "t2"]),  # the very name, an area before a town; then what begins with it
        ("am port", ["S1"]),
        ("MÒR", ["t2"]),
        ("shore east", ["c1", "c2"]),  # every word, in any order
        ("east shore", ["c1", "c2"]),
        ("shore north", ["c1"]),  # words of the area that it lies in count too
        ("north shire", ["S2"]),  # and not where names alone have all
        ("shor", ["c1", "c2"]),  # never Seashore, which shares letters
        ("s2", ["S2"]),
        ("crime", ["o1"]),
        ("offences", ["o1"]),
        ("offenc", []),  # of other names, whole words alone
        ("poverty", ["o2", "o3"]),
        ("crime in shore east", [("o1", "c1"), ("o1", "c2")]),
        ("child poverty portmore", [("o2", "t2")]),
        ("estimated", ["p1"]),
        ("p", []),
        ("porridge", []),
        ("", []),
    ],
)
def test_what_words_mean_the_best_first(best, text, found):
    assert best(text) == found


def test_a_slip_of_the_finger_is_told_and_not_guessed():
    finder = Finder(THINGS)
    assert finder.best("portmoer") == []
    assert finder.similar("portmoer") == "portmore"
    assert finder.similar("xyzzy") == ""


def test_other_names_are_of_known_areas_and_outcomes(database):
    from cpop.catalogue import indicators
    from cpop.queries import areas, newer

    assert set(other_names()["areas"]) == set(areas.by_slug())
    assert set(other_names()["outcomes"]) <= set(indicators())
    assert set(other_names()["newer"]) <= {one.group for one in newer.series()}


def test_every_area_community_town_zone_and_outcome_is_found_by_its_own_name():
    from cpop.ui.find import finder

    missed = [
        one
        for one in THINGS_OF(finder())
        if one.kind != "data_zone" and one not in [found.thing for found in finder().best(one.name)]
    ]
    assert missed == []


def THINGS_OF(finder):
    """One in five of the communities and towns, and all of the rest: a sweep over all takes a minute."""
    every = [one.thing for one in finder._known]
    few = [one for one in every if one.kind in ("community", "place")][::5]
    return [one for one in every if one.kind not in ("community", "place", "data_zone")] + few


@pytest.mark.parametrize(
    "text, first",
    [
        ("Western Isles", "Na h-Eileanan Siar"),
        ("Comhairle nan Eilean Siar", "Na h-Eileanan Siar"),
        ("Edinburgh", "City of Edinburgh"),
        ("welfare reform", "Labour market, claimants and income"),
        ("labour market", "Labour market, claimants and income"),
        ("claimant count", "Claimant count"),
        ("dun eideann", "City of Edinburgh"),
        ("S12000036", "City of Edinburgh"),
        ("Larkhall", "Larkhall"),
        ("Portree", "Portree"),
    ],
)
def test_what_new_visitors_type_first(text, first):
    from cpop.ui.find import finder

    assert finder().best(text)[0].thing.name == first


def test_the_communities_around_a_town_are_those_nearest_until_they_hold_its_people(table, database):
    middles, people = defaultdict(list), {row["community_code"]: row["all_ages"] for row in table("population")}
    for zone in table("data_zone"):
        middles[zone["community_code"]].append((zone["longitude"], zone["latitude"]))
    middle = {code: [sum(axis) / len(axis) for axis in zip(*points, strict=True)] for code, points in middles.items()}
    found = defaultdict(list)
    for row in database.query("from settlement_community order by name, own_code, place").itertuples():
        found[row.name, row.own_code].append(row.community_code)
    assert len(found) == len(table("settlement"))
    for town in table("settlement"):
        own, latitude = town["community_code"], town["latitude"]

        def distance(code, town=town, latitude=latitude):
            east = (middle[code][0] - town["longitude"]) * math.cos(math.radians(latitude))
            return east**2 + (middle[code][1] - latitude) ** 2

        near = [
            code
            for code in middle
            if code == own or (abs(middle[code][1] - latitude) < 0.1 and abs(middle[code][0] - town["longitude"]) < 0.2)
        ]
        expected, so_far = [], 0
        for code in sorted(near, key=lambda one: (one != own, distance(one), one))[:8]:
            if code == own or so_far + people[code] / 2 <= town["population"]:
                expected.append(code)
            so_far += people[code]
        assert found[town["name"], own] == expected


def text(app):
    return " ".join(one.value for one in [*app.markdown, *app.caption, *app.info])


def test_the_box_of_the_frame_leads_to_what_was_found(run_page):
    app = run_page("trends.py", area="fife")
    app.text_input(key="find").set_value("Portree").run()
    assert app.title[0].value == "Find"
    assert "Portree is in Skye North East, Highland." in text(app)
    assert app.text_input(key="find").value == ""
    assert "community=skye-north-east" in text(app)
    assert "CC BY 4.0" in text(app)


def test_nothing_that_fits_is_said(run_page):
    said = text(run_page("find.py", words="Edinborough [x](y)"))
    assert "Nothing fits" in said
    said = text(run_page("find.py", words="Edinborough"))
    assert "Did you mean" in said
    assert "words=edinburgh" in said


@pytest.mark.parametrize("code", ["S12000013", "western-isles", "comhairle-nan-eilean-siar", "na-h-eileanan-siar"])
def test_a_link_takes_the_official_code_and_older_names_of_an_area(run_page, code):
    app = run_page("glance.py", area=code, comparator="S12000036")
    assert app.title[0].value == "Na h-Eileanan Siar at a glance"
    assert app.selectbox(key="comparator").value == "city-of-edinburgh"
    assert not app.warning


PHONE = (390, 844)


@pytest.mark.browser
@pytest.mark.parametrize(
    "asked, link, title",
    [
        ("Larkhall", "Hareleeshill", "Hareleeshill, South Lanarkshire"),
        ("Portree", "Portree", "Skye North East, Highland"),
        ("Western Isles", "Na h-Eileanan Siar", "Na h-Eileanan Siar at a glance"),
        ("crime in Govan", "Recorded crime in Govan and Linthouse, Glasgow City", "Community map"),
    ],
)
def test_a_new_visitor_on_a_phone_finds_a_place_by_typing(visit, asked, link, title):
    visitor = visit(size=PHONE)
    page = visitor.open("/")
    box = page.get_by_role("searchbox", name="Find a place or an outcome").locator("visible=true").first
    box.fill(asked)
    box.press("Enter")
    expect(page.get_by_role("heading", name="Find", exact=True)).to_be_visible()
    page.get_by_role("link", name=link, exact=True).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    visitor.settle()
    main = page.get_by_role("main")
    assert main.evaluate("box => box.scrollWidth <= box.clientWidth")

"""Localities: made on the map, in the list or from a suggestion, kept in the plan, and told with their evidence."""

import json
import re

import pytest
from test_hostile_links import MARKUP, leads_away

from cpop import database, export
from cpop.catalogue import community_indicators, indicators
from cpop.plan import Locality, Plan, packed, unpacked
from cpop.queries import areas, rankings
from cpop.queries import localities as ask
from cpop.queries.communities import by_code, vulnerability, within
from cpop.queries.outlines import neighbours
from cpop.store import OUTLINES
from cpop.style import IN_NONE, IN_SEVERAL, LOCALITIES
from cpop.ui import card, plans
from cpop.ui import locality as ui
from cpop.ui.localities import figures_of, toggled
from cpop.words import localities as words

SLUGS = [area.slug for area in areas.partnerships()]


def text(app):
    return " ".join(re.sub(r"<[^>]+>", " ", one.value) for one in app.markdown)


def parameters(app):
    return {key: value[0] if isinstance(value, list) else value for key, value in dict(app.query_params).items()}


def charts(app):
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def linked(area, *localities):
    return {"area": area, "plan": packed(Plan(area=area, localities=localities))}


def slugs_of(area):
    return list(within(areas.by_slug()[area]))


# ---- Making one


@pytest.mark.parametrize("area", ["fife", "orkney-islands"])
def test_a_locality_is_made_named_kept_changed_and_removed(run_page, area):
    app = run_page("localities.py", area=area)
    slugs = slugs_of(area)[:3]
    app.multiselect(key="communities").set_value(slugs).run()
    assert "Chosen: three communities" in text(app)
    app.text_input(key="name").set_value("The shore").run()
    # A draft is a view like any other: its link holds it.
    assert parameters(app)["communities"] == ",".join(slugs)
    app.button(key="add-locality").click().run()
    assert not app.exception
    link = parameters(app)
    assert "communities" not in link
    assert unpacked(link["plan"], plans.known()).localities == (Locality("The shore", tuple(slugs)),)
    again = run_page("localities.py", **link)
    assert "The shore has three communities and " in text(again)
    assert "approximate" in text(again)
    again.button(key="change-locality").click().run()
    assert again.multiselect(key="communities").value == slugs
    again.multiselect(key="communities").set_value(slugs[:2]).run()
    again.button(key="add-locality").click().run()
    assert unpacked(parameters(again)["plan"], plans.known()).localities == (Locality("The shore", tuple(slugs[:2])),)
    again.button(key="remove-locality").click().run()
    assert "plan" not in parameters(again)


def test_the_poorest_are_those_of_the_rankings_by_the_chosen_outcomes(run_page):
    area = areas.by_slug()["fife"]
    app = run_page("localities.py", area="fife", indicators="child_poverty", poorest="3")
    app.button(key="suggest").click().run()
    wanted = [row.community_code for row in rankings.ranking(area, ["child_poverty"])[:3]]
    assert [within(area)[slug].code for slug in app.multiselect(key="communities").value] == wanted
    poverty = {row.community_code: row.value for row in ask_latest(area)}
    others = [value for code, value in poverty.items() if code not in wanted]
    assert min(poverty[code] for code in wanted) >= max(others)


def ask_latest(area):
    from cpop.queries.communities import latest

    return latest(area, "child_poverty")


@pytest.mark.parametrize(("area", "many"), [("fife", 5), ("orkney-islands", 2), ("clackmannanshire", 4)])
def test_a_suggestion_is_of_a_few(run_page, area, many):
    app = run_page("localities.py", area=area)
    app.button(key="suggest").click().run()
    assert len(app.multiselect(key="communities").value) == many


def test_another_area_leaves_the_draft_behind(run_page):
    app = run_page("localities.py", area="fife", communities=",".join(slugs_of("fife")[:2]))
    app.selectbox(key="area").set_value("orkney-islands").run()
    assert not app.exception
    assert app.multiselect(key="communities").value == []
    # Five of six communities would be no suggestion.
    assert app.selectbox(key="poorest").value == 2


def test_fife_suggests_its_own_areas(run_page):
    app = run_page("localities.py", area="fife")
    assert len(ask.strategic_areas(areas.by_slug()["fife"].code)) == 7
    app.button(key="suggest-0").click().run()
    assert app.multiselect(key="communities").value
    assert app.text_input(key="name").value


def test_neighbours_of_a_chosen_one_are_named_and_added(run_page):
    area = areas.by_slug()["clackmannanshire"]
    first = slugs_of("clackmannanshire")[0]
    app = run_page("localities.py", area=area.slug, communities=first)
    wanted = neighbours("communities/clackmannanshire")[within(area)[first].code]
    app.button(key="add-neighbours").click().run()
    chosen = [within(area)[slug].code for slug in app.multiselect(key="communities").value]
    assert set(chosen) == {within(area)[first].code, *wanted}
    assert all(by_code()[code].name in text(app) for code in wanted)


def test_an_island_on_its_own_has_no_neighbour(run_page):
    app = run_page("localities.py", area="north-ayrshire", communities="arran")
    assert "Arran borders on no other community of North Ayrshire." in text(app)
    assert app.button(key="add-neighbours").disabled


@pytest.mark.parametrize("slug", SLUGS)
def test_neighbours_are_those_whose_outlines_share_a_line(slug):
    import shapely
    from shapely.geometry import shape

    features = json.loads((OUTLINES / f"communities/{slug}.geojson").read_text(encoding="utf-8"))["features"]
    shapes = [shape(one["geometry"]) for one in features]
    tree = shapely.STRtree(shapes)
    wanted = {one["id"]: set() for one in features}
    for one, other in tree.query(shapes, predicate="touches").T:
        if shapes[one].intersection(shapes[other]).length > 1e-9:
            wanted[features[one]["id"]].add(features[other]["id"])
    assert neighbours(f"communities/{slug}") == wanted


def test_a_click_adds_and_takes_away_and_a_box_does_so_with_all_within_it():
    assert toggled(["a"], ["b"]) == ["a", "b"]
    assert toggled(["a", "b"], ["b"]) == ["a"]
    assert toggled(["a"], ["a", "b", "c"]) == ["a", "b", "c"]
    assert toggled(["a", "b", "c"], ["a", "c"]) == ["b"]
    assert toggled(["a"], []) == ["a"]


def test_the_chosen_are_ringed_on_the_map(run_page):
    area = areas.by_slug()["fife"]
    slugs = slugs_of("fife")[:2]
    app = run_page("localities.py", area="fife", communities=",".join(slugs))
    ringed = [one["locations"] for one in charts(app)[0]["data"] if one["name"] == "chosen" and "locations" in one]
    assert [sorted(one) for one in ringed] == [sorted(within(area)[slug].code for slug in slugs)] * 2
    assert all(within(area)[slug].name in app.get("plotly_chart")[0].proto.alt for slug in slugs)
    for drag in ("select", "lasso"):
        app.segmented_control(key="choose-by").set_value(drag).run()
        assert charts(app)[0]["layout"]["dragmode"] == drag


# ---- All of them


@pytest.mark.parametrize("slug", SLUGS)
def test_every_area_shows_made_up_localities_in_full(run_page, slug):
    """Two that overlap in one community, one of them of that community alone, and what is left."""
    slugs, area = slugs_of(slug), areas.by_slug()[slug]
    many = max(2, len(slugs) // 3)
    made = (Locality("The shore", tuple(slugs[:many])), Locality("Inland", (slugs[many - 1],)))
    app = run_page("localities.py", **linked(slug, *made))
    said = text(app)
    assert f"In more than one locality: {within(area)[slugs[many - 1]].name}" in said
    assert f"The rest of {area.name}: {len(slugs) - many} of its {len(slugs)} communities" in said
    drawn = " ".join(one.value for one in app.markdown)
    assert drawn.count('class="multiple-card"') == len(community_indicators())
    assert drawn.count("The shore: about ") >= len(community_indicators()) - 1
    alone = app.selectbox(key="locality").set_value("inland").run()
    assert not alone.exception
    tables = [one.value for one in alone.markdown if "Inland beside" in one.value]
    assert tables
    # The only community is neither its poorest nor its best.
    assert not any("Poorest" in one for one in tables)


def test_the_map_by_locality_colours_each_and_leaves_the_rest_pale(run_page):
    slugs = slugs_of("fife")
    made = (Locality("One", tuple(slugs[:3])), Locality("Two", tuple(slugs[2:4])))
    app = run_page("localities.py", **linked("fife", *made))
    drawn = charts(app)[1]["data"]
    areas_ = next(one for one in drawn if len(one.get("locations", ())) == len(slugs))
    shades = [colour for _, colour in areas_["colorscale"]][::2]
    by_code_ = {code: shades[step] for code, step in zip(areas_["locations"], areas_["z"], strict=True)}
    codes = [within(areas.by_slug()["fife"])[slug].code for slug in slugs]
    wanted = [LOCALITIES[0], LOCALITIES[0], IN_SEVERAL, LOCALITIES[1], IN_NONE]
    assert [by_code_[code] for code in codes[:5]] == wanted
    written = [text for one in drawn if one.get("mode") == "text" for text in one["text"]]
    assert set(written) == {"<b>1</b>", "<b>1, 2</b>", "<b>2</b>"}


def test_what_hangs_together_is_numbered_once(run_page):
    slug = "clackmannanshire"
    app = run_page("localities.py", **linked(slug, Locality("All of it", tuple(slugs_of(slug)))))
    written = [text for one in charts(app)[1]["data"] if one.get("mode") == "text" for text in one["text"]]
    assert written == ["<b>1</b>"]
    assert "Every community of Clackmannanshire is in a locality." in text(app)


def test_a_name_is_never_read_as_markup(run_page):
    for name in (MARKUP, "[click](https://evil.example/7317)", "`x` https://evil.example/7317"):
        app = run_page("localities.py", **linked("fife", Locality(name, tuple(slugs_of("fife")[:2]))))
        for one in app.markdown:
            assert "<img src=x" not in one.value
            assert not leads_away(one.value)
        assert "<img" not in json.dumps(charts(app))


def test_the_figures_of_all_localities_can_be_taken_away():
    area = areas.by_slug()["fife"]
    codes = tuple(one.code for one in within(area).values())
    found = [("=1+1 shore", ask.standing(area.code, codes[:4])), ("Rest of Fife", ask.standing(area.code, codes[4:]))]
    told = export.described(figures_of(found), card.place_names(), indicators(), database.edition().of(True))
    assert len(told) == 2 * len(community_indicators())
    # A name is no formula, and each code has its name beside it.
    assert set(told["locality"]) == {"1+1 shore", "Rest of Fife"}
    named = told[told["best_code"].notna()]
    assert list(named["best"]) == [by_code()[code].label for code in named["best_code"]]
    assert set(told["edition"]) == {database.edition().community_title}


def test_two_names_that_are_written_alike_have_links_of_their_own():
    one, other, sign = Locality("The shore", ("a",)), Locality("The Shore!", ("b",)), Locality("?", ("c",))
    assert list(ui.by_link([one, other, sign]).values()) == [one, other, sign]
    assert list(ui.by_link([one, other, sign])) == ["the-shore", "the-shore-2", "3"]


def test_scotland_has_no_plan_and_says_so(run_page):
    app = run_page("localities.py")
    assert "Scotland as a whole has no plan of this kind" in app.info[0].value
    assert not app.multiselect


# ---- In words


def test_why_here_agrees_with_the_figures_in_every_area():
    seen = set()
    for area in areas.partnerships():
        communities = [one.code for one in within(area).values()]
        for codes in (communities[:4], communities[-1:], communities[::3]):
            rows = ask.standing(area.code, tuple(codes))
            worse = [row for row in rows if row.level == "worse"]
            for row in worse:
                assert indicators()[row.indicator].sign * (row.value - row.beside_value) < 0
                assert row.distance < 0
            vulnerable = [row for row in vulnerability(area) if row.community_code in codes]
            names = {code: by_code()[code].name for code in codes}
            said = words.why_here(area, rows, indicators(), vulnerable, names)
            assert len(said) == 2 + len(worse)
            seen.add(bool(worse))
            # What is not counted alike is beside the average of the communities, and the sentence says so.
            for row in rows:
                if row.level and not row.is_alike:
                    assert (
                        indicators()[row.indicator].in_sentence.replace(", ", " ") in said[0].partition(" (beside")[2]
                    )
            assert not re.search(r"\b(0|no) of\b|\bno outcomes\b", " ".join(said))
            if worse:
                assert "worse than those of" in said[0]
                furthest = min(worse, key=lambda row: row.distance)
                assert said[1].startswith(indicators()[furthest.indicator].label)
            else:
                assert said[0].startswith(f"On no outcome are its approximate figures worse than those of {area.name}")
    assert seen == {True, False}


def test_the_extremes_over_all_outcomes_are_two_communities_or_none():
    area = areas.by_slug()["fife"]
    vulnerable = vulnerability(area)
    names = {row.community_code: by_code()[row.community_code].name for row in vulnerable}
    alone = words.spread(vulnerable[:1], names, area)
    assert "poorest community is" not in alone
    assert "its best" not in alone
    both = words.spread([vulnerable[0], vulnerable[9]], names, area)
    assert f"poorest community is {names[vulnerable[0].community_code]} (the poorest of 104" in both
    assert f"its best {names[vulnerable[9].community_code]} (10th poorest of 104)" in both
    tied = [row._replace(position=2.5) for row in vulnerable[:2]]
    assert "share a position" in words.spread(tied, names, area)
    assert words.spread([], names, area) == ""


def test_the_types_of_its_communities_are_told_once_each():
    communities = list(within(areas.by_slug()["fife"]).values())[:12]
    said = words.what_it_is_like(communities)
    assert len(said) == len({one.typology_group for one in communities})
    assert all(sum(one.name in sentence for sentence in said) >= 1 for one in communities)


def test_the_series_ends_in_the_figure_beside_it_in_every_area():
    for area in areas.partnerships():
        codes = tuple(one.code for one in within(area).values())[:4]
        years = {(one.indicator, one.year): one for one in ask.series(codes)}
        for row in ask.standing(area.code, codes):
            same = years[row.indicator, row.year]
            assert (same.value, same.status) == (row.value, row.status)
            said = words.latest("Here", area, row, indicators()[row.indicator])
            assert ("no figure" in said) == (row.value is None)


def test_overlaps_and_the_rest_are_said():
    names = {"a": "A", "b": "B", "c": "C"}
    both = [Locality("One", ("a", "b")), Locality("Two", ("b",))]
    assert words.overlaps(both, names) == "In more than one locality: B."
    assert words.overlaps([*both[:1], Locality("Two", ("c",))], names) == "No community is in more than one locality."
    area = areas.by_slug()["fife"]
    codes = tuple(one.code for one in within(area).values())[:20]
    rows = ask.standing(area.code, codes)
    said = words.rest(area, codes, 104, ask.people(codes), ask.people((area.code,)), 2019, rows, indicators())
    assert said.startswith("The rest of Fife: 20 of its 104 communities, ")
    for level, word in (("better", "better on"), ("worse", "worse on")):
        assert (word in said) == any(row.level == level for row in rows)


def test_people_of_an_area_are_those_of_its_communities():
    for area in areas.partnerships():
        codes = tuple(one.code for one in within(area).values())
        assert ask.people(codes) == ask.people((area.code,)) > 0
    assert words.share(1, 1000) == "under 1%"
    assert words.share(345, 1000) == "35%"


def test_what_is_most_unlike_comes_first_and_names_what_it_stands_beside():
    catalogue, area = indicators(), areas.by_slug()["fife"]
    codes = tuple(one.code for one in within(area).values())[:3]
    rows = ask.standing(area.code, codes)
    far = sorted((row for row in rows if row.level != "about_the_same"), key=lambda row: -abs(row.distance))[:3]
    said = words.unlike(rows, area, catalogue)
    assert [sentence.split(":")[0] for sentence in said] == [catalogue[row.indicator].label for row in far]
    for row, sentence in zip(far, said, strict=True):
        assert ("poorer than" in sentence) == (row.distance < 0)
        assert ("the average of Fife’s communities" in sentence) == (not row.is_alike)
    short = words.unlike_in_short(rows, area, catalogue)
    assert all(catalogue[row.indicator].in_sentence in short for row in far)
    same = [row._replace(level="about_the_same") for row in rows]
    assert words.unlike(same, area, catalogue) == [
        "On no outcome does its approximate figure differ from that of Fife."
    ]
    assert words.unlike_in_short(same, area, catalogue) == ""


def test_data_zones_without_a_figure_are_not_counted_as_any():
    row = ask.DataZones("child_poverty", 2020, 10, 8, 3, 2)
    said = words.data_zones([row, row._replace(figures=0)], indicators(), "Scotland")
    assert said == "Of its 10 data zones, in Scotland’s poorest fifth: 2 of 8 by child poverty."
    assert words.data_zones([row._replace(figures=0)], indicators(), "Scotland") == ""
    assert words.data_zones([], indicators(), "Scotland") == ""


def test_small_sentences_about_a_draft():
    fife = areas.by_slug()["fife"]
    assert words.drafted([], 0, 2019) == "No community is chosen yet."
    assert words.drafted(["A"], 1234, 2019) == "Chosen: one community, 1,234 people (2019)."
    assert words.bordering("A", ["B", "C"], fife) == "A borders on B and C."
    # A name with a comma or an "and" of its own takes semicolons.
    assert words.bordering("A", ["B and C", "D"], fife) == "A borders on B and C; D."
    assert [words.band(number, 7) for number in (1, 2, 4, 6, 7)] == [
        "poorest",
        "second poorest",
        "middle",
        "second best",
        "best",
    ]
    assert words.further_types(1) == "Its other communities are of one further type."
    poverty = [indicators()["child_poverty"]]
    assert words.poorest_of(fife, poverty, 8, 104) == ("Fife’s 104 communities, the poorest darkest, by child poverty.")


def test_a_missing_figure_is_said_and_compared_with_nothing():
    area = areas.by_slug()["fife"]
    row = ask.standing(area.code, (next(iter(within(area).values())).code,))[0]
    gone = row._replace(value=None, status=None, level=None, distance=None, counted=None)
    said = words.why_here(area, [gone], indicators(), [], {})
    assert said == ["Its figures are missing: nothing can be compared."]
    assert "no figure" in words.latest("Here", area, gone, indicators()[row.indicator])
    assert words.unlike([gone], area, indicators()) == said

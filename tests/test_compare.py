"""Compare: its tables against the oracle, its questions, charts, map and sentences, and its page."""

import json
import re

import elements
import pandas as pd
import pytest
from oracle import compare as oracle
from playwright.sync_api import expect

from cpop.catalogue import Area, headline_indicators, indicators
from cpop.charts import area_map as maps
from cpop.charts import compare as charts
from cpop.charts import small
from cpop.charts.series import Placed
from cpop.queries import areas
from cpop.queries import compare as ask
from cpop.style import AREA, BETTER, COMPARATOR, HEAT, MAP_CONFIG, REST, SCOTLAND, SEQUENCE
from cpop.words import compare as words

SCOTLAND_CODE, GLASGOW, EILEAN_SIAR, ORKNEY = "S92000003", "S12000049", "S12000013", "S12000023"
VIEWS = {
    "area_group": (("group_code", "area_code"), oracle.area_group),
    "cpp_position": (("group_code", "area_code", "indicator", "year"), oracle.cpp_position),
    "cpp_change_position": (("group_code", "area_code", "indicator"), oracle.cpp_change_position),
    "cpp_change_tally": (("group_code", "indicator"), oracle.cpp_change_tally),
}
CHOICES = ("five-years", "last-year", "2017")
SINCE = {
    f"change_position_since('{since}')": (
        VIEWS["cpp_change_position"][0],
        lambda edition, since=since: oracle.cpp_change_position(edition, since),
    )
    for since in CHOICES
} | {
    f"cpp_change_tally_of([]::varchar[], '{since}')": (
        VIEWS["cpp_change_tally"][0],
        lambda edition, since=since: oracle.cpp_change_tally(edition, since),
    )
    for since in CHOICES
}
POVERTY, WELLBEING, FRAGILITY, EARNINGS = (
    indicators()[code] for code in ("child_poverty", "wellbeing", "fragility", "median_earnings")
)


# ---- the tables, every row


def same(found, wanted):
    if pd.isna(found) or wanted is None:
        return bool(pd.isna(found)) and wanted is None
    return found == wanted if isinstance(wanted, str) else found == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def differing(frame, keys, wanted):
    """The keys that only one side has, and the values that differ."""
    found = {tuple(row[key] for key in keys): row for row in frame.to_dict("records")}
    assert len(found) == len(frame)
    faults = list(found.keys() ^ wanted.keys())
    return faults + [
        (key, column, found[key][column], value)
        for key, row in wanted.items()
        if key in found
        for column, value in row.items()
        if not same(found[key][column], value)
    ]


@pytest.mark.parametrize("view", VIEWS | SINCE)
def test_every_row_agrees_with_the_oracle(held, view):
    keys, answer = (VIEWS | SINCE)[view]
    assert differing(held.ask(f"select * from {view}"), keys, answer(held.edition))[:5] == []


def test_every_centre_agrees_with_the_oracle(database, table):
    wanted = oracle.place_centre(table("community"), table("data_zone"))
    assert differing(database.query("select * from place_centre"), ("place_code",), wanted) == []


def test_each_table_says_its_grain(database):
    comments = database.query("select table_name, comment from duckdb_tables()").set_index("table_name")["comment"]
    for name in [*VIEWS, "place_centre"]:
        assert "one row per" in comments[name].lower()


def test_positions_by_hand(database):
    # cpp 'Chi Pov - CPP'!M, the eight CPPs of deprivation group 4: Na h-Eileanan Siar 15.7389 (M14), Inverclyde
    # 21.2921 (M19), North Lanarkshire 24.0902 (M23), Dundee 24.4558 (M9), West Dunbartonshire 25.4890 (M32), East
    # Ayrshire 25.5050 (M10), North Ayrshire 28.5734 (M22), Glasgow 31.8169 (M17); lower is better
    rows = database.query(
        "select area_code, value, rank, ranked from cpp_position "
        "where group_code = 'deprivation-4' and indicator = 'child_poverty' and year = 2021 order by rank"
    )
    assert rows["area_code"].tolist()[0] == EILEAN_SIAR
    assert rows["area_code"].tolist()[-1] == GLASGOW
    assert rows["rank"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert set(rows["ranked"]) == {8}
    assert rows["value"].tolist()[-1] == pytest.approx(31.81686206585837)


def test_changes_by_hand(database):
    # Raw from F (2014/15) of the same cells, F less M, lower is better: the largest gain of the eight is the smallest
    # rise. North Ayrshire rises most of all, so it is last
    rows = database.query(
        "select area_code, gain, rank, ranked, first_year, last_year from cpp_change_position "
        "where group_code = 'deprivation-4' and indicator = 'child_poverty' order by rank"
    )
    assert rows["gain"].is_monotonic_decreasing
    assert rows["rank"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert set(rows["first_year"]) == {2014}
    assert set(rows["last_year"]) == {2021}
    series = {one.year: one.value for one in areas.series([GLASGOW], ["child_poverty"], projected=False)}
    glasgow = rows.set_index("area_code").loc[GLASGOW, "gain"]
    assert glasgow == pytest.approx(series[2014] - 31.81686206585837)


# ---- the questions


def test_standings_come_best_first_with_benchmarks_last():
    rows = ask.standings("all", [SCOTLAND_CODE, "deprivation-4"], ["child_poverty"], 2021)
    assert [row.rank for row in rows] == [*range(1, 33), None, None]
    assert [row.place_code for row in rows][32:] == [SCOTLAND_CODE, "deprivation-4"]
    assert [row.is_member for row in rows] == [True] * 32 + [False] * 2


def test_a_benchmark_that_is_a_member_stands_once():
    rows = ask.standings("deprivation-4", [GLASGOW, "S12000047"], ["child_poverty"], 2021)
    codes = [row.place_code for row in rows]
    assert len(codes) == 9
    assert codes.count(GLASGOW) == 1
    assert codes[-1] == "S12000047"


def test_a_missing_value_keeps_its_row_without_a_rank():
    (row,) = [row for row in ask.standings("all", [], ["wellbeing"], 2021) if row.place_code == ORKNEY]
    assert (row.value, row.status, row.rank, row.ranked) == (None, None, None, 31)


def test_many_indicators_come_in_the_catalogues_order():
    rows = ask.standings("all", [SCOTLAND_CODE], list(headline_indicators()), 2021)
    assert list(dict.fromkeys(row.indicator for row in rows)) == list(headline_indicators())
    assert len(rows) == 18 * 33


def test_changes_put_benchmarks_in_their_place():
    rows = ask.changes("all", [SCOTLAND_CODE, "density-2"], "early_mortality")
    gains = [row.gain for row in rows]
    assert len(gains) == 34
    assert gains == sorted(gains, reverse=True)
    assert [row.rank for row in rows].count(None) == 2


def test_the_tally_of_changes_counts_the_members():
    for group, members in ask.group_members().items():
        for code in indicators():
            ranked = [row for row in ask.changes(group, [SCOTLAND_CODE], code) if row.rank is not None]
            tally = ask.change_tally(group, code)
            if tally is None:
                assert not ranked
                continue
            assert tally.judged == len(ranked) <= len(members)
            for word in ("improved", "little_change", "worsened"):
                assert getattr(tally, word) == [row.change for row in ranked].count(word)
            assert (tally.first_year, tally.last_year) in [row.ends.years for row in ranked]


def test_years_are_observed_ones_newest_first():
    years = ask.observed_years("fuel_poverty")
    assert list(years) == sorted(years, reverse=True)
    assert {year for year, status in years.items() if status == "raw"} == {2018, 2019}
    assert max(ask.observed_years()) == 2021


def test_groups_have_eight_members_and_all_of_them_32():
    members = dict(ask.group_members())
    assert len(members.pop("all")) == 32
    assert {len(codes) for codes in members.values()} == {8}
    assert len(members) == 8
    assert {code: family for code, family in ask.families().items() if code in members} == {
        code: code.partition("-")[0] for code in members
    }


# ---- the charts


def placed(value, rank=None, role=REST, status="raw", name="Angus"):
    return Placed(name, role, value, status, rank)


@pytest.mark.parametrize(
    ("indicator", "values", "from_zero"),
    [
        (POVERTY, [10.0, 30.0], True),
        (POVERTY, [80.0, 100.0], True),
        (POVERTY, [80.1, 100.0], False),
        (FRAGILITY, [50.0, 150.0], False),
        (POVERTY, [], False),
        (POVERTY, [0.0, 0.0], False),
    ],
)
def test_bars_start_at_zero_unless_that_hides_the_difference(indicator, values, from_zero):
    assert charts.starts_at_zero(indicator, [placed(value) for value in values]) == from_zero


def test_a_ranking_names_each_row_with_its_rank_value_and_mark():
    places = [placed(10.0, 1), placed(20.0, 2, AREA, name="Fife"), placed(30.0, 3, COMPARATOR, name="Moray")]
    figure = charts.ranking(POVERTY, places, [placed(18.0, None, SCOTLAND, name="Scotland")], from_zero=True)
    names = figure["layout"]["yaxis"]["ticktext"]
    assert names[0].startswith("1. Angus")
    assert "2. ● Fife" in names[1]
    assert "20.0%" in names[1]
    assert AREA.text in names[1]
    assert "3. ■ Moray" in names[2]
    assert figure["layout"]["xaxis"]["range"][0] == 0
    assert figure["layout"]["annotations"][0]["text"] == "<b>◆ Scotland 18.0%</b>"
    assert figure["data"][0]["marker"]["color"][1] == AREA.colour


def test_estimated_values_are_hatched_hollow_and_dashed():
    places = [placed(10.0, 1, status="imputed"), placed(20.0, 2)]
    bars = charts.ranking(POVERTY, places, [placed(15.0, role=SCOTLAND, status="imputed")], from_zero=True)
    assert bars["data"][0]["marker"]["pattern"]["shape"] == ["/", ""]
    assert bars["layout"]["shapes"][0]["line"]["dash"] == "dash"
    assert "estimated" in bars["layout"]["annotations"][0]["text"]
    dots = charts.ranking(POVERTY, places, [], from_zero=False)
    assert dots["data"][0]["marker"]["symbol"] == ["circle-open", "circle"]
    assert dots["layout"]["xaxis"]["range"][0] > 0


def test_labels_of_benchmarks_never_collide():
    lines = [placed(15.0, name="A", role=SCOTLAND), placed(15.1, name="B", role=COMPARATOR)]
    figure = charts.ranking(POVERTY, [placed(10.0, 1), placed(20.0, 2)], lines, from_zero=True)
    assert len({one["yshift"] for one in figure["layout"]["annotations"]}) == 2


def test_missing_values_are_not_drawn():
    assert charts.ranking(POVERTY, [placed(None)], [], from_zero=True)["data"] == []
    figure = charts.ranking(POVERTY, [placed(10.0, 1), placed(None)], [placed(None)], from_zero=True)
    assert len(figure["data"][0]["x"]) == 1
    assert figure["layout"]["shapes"] == []


def test_then_and_now_joins_two_values_a_row():
    moved = [
        charts.Moved("Fife", (2010, 10.0), (2021, 14.0), 1, AREA, (BETTER, "Improved"), "+4.0"),
        charts.Moved("Scotland", (2010, 11.0), (2021, 12.0), None, SCOTLAND, (BETTER, "Improved"), "+1.0"),
    ]
    figure = charts.then_and_now(POVERTY, moved)
    joins = [trace for trace in figure["data"] if trace.get("mode") == "lines"]
    assert [trace["x"] for trace in joins] == [[10.0, 14.0], [11.0, 12.0]]
    now = next(trace for trace in figure["data"] if trace.get("name") == "Now")
    assert now["marker"]["symbol"] == ["circle", "diamond"]
    assert "▲ +4.0" in figure["layout"]["yaxis2"]["ticktext"][0]
    assert charts.then_and_now(POVERTY, [])["data"] == []


def test_a_small_ranking_names_every_place_by_a_tooltip():
    places = [placed(10.0, 1), placed(20.0, 2, AREA, name="Fife <&>"), placed(None, name="Moray")]
    drawing = small.ranking(POVERTY, places, [placed(15.0, role=SCOTLAND, name="Scotland")], "Said", from_zero=True)
    assert drawing.count("<title>") == 3
    assert "2. Fife &lt;&amp;&gt;: 20.0%" in drawing
    assert 'aria-label="Said"' in drawing
    assert small.ranking(POVERTY, [placed(None)], [], "Said", from_zero=True) == ""
    dots = small.ranking(POVERTY, places, [], "Said", from_zero=False)
    assert dots.count("<circle") == 2


# ---- the map


def some_places():
    values = [10.0, 12.0, 20.0, 29.0, 30.0]
    return {f"S{n}": placed(value, n, name=f"Area {n}") for n, value in enumerate(values, start=1)}


def shaded(figure):
    trace = figure["data"][0]
    return dict(zip(trace["locations"], trace["z"], strict=True))


def test_the_map_is_darker_where_poorer_whichever_way_the_numbers_run():
    for indicator, poorest in ((POVERTY, "S5"), (WELLBEING, "S1")):
        figure, steps = maps.area_map(indicator, some_places(), {}, {}, by_rank=False)
        bands = shaded(figure)
        assert bands[poorest] == max(bands.values()) == len(steps)
        assert steps[-1].colour == SEQUENCE[-1]
        assert sum(step.places for step in steps) == 5


def test_the_legend_tells_values_or_ranks_best_first():
    _, steps = maps.area_map(POVERTY, some_places(), {}, {}, by_rank=False)
    assert steps[0].text == "10.0% to 14.0%"
    assert steps[-1].text == "26.0% to 30.0%"
    _, steps = maps.area_map(POVERTY, some_places(), {}, {}, by_rank=True)
    assert [step.text for step in steps] == ["1st to 2nd", "3rd to 3rd", "4th to 4th", "5th to 5th"]


def test_areas_without_a_figure_and_outside_the_group_have_shades_of_their_own():
    places = some_places() | {"S6": placed(None, name="Orkney Islands")}
    figure, steps = maps.area_map(POVERTY, places, {"S7": "Moray"}, {}, by_rank=False)
    bands = shaded(figure)
    assert bands["S6"] == 0
    assert bands["S7"] == len(steps) + 1
    assert "no figure" in figure["data"][0]["text"][5]


def test_chosen_areas_are_outlined_marked_and_named_in_both_windows():
    places = some_places() | {"S2": placed(12.0, 2, AREA, name="Fife")}
    figure, _ = maps.area_map(POVERTY, places, {}, {"S2": (-3.2, 56.2)}, by_rank=False)
    names = [trace for trace in figure["data"] if trace["name"] == "Fife" and trace["type"] == "scattergeo"]
    assert [trace["geo"] for trace in names] == ["geo", "geo2"]
    assert names[0]["text"] == ["<b>Fife</b>"]
    assert names[0]["marker"]["symbol"] == AREA.marker


def test_the_map_asks_no_other_host_and_sends_no_boundaries():
    figure, _ = maps.area_map(POVERTY, some_places(), {}, {}, by_rank=False)
    assert "http" not in json.dumps(figure) + json.dumps(MAP_CONFIG)
    assert figure["data"][0]["geojson"].endswith("areas.geojson")
    assert not any(figure["layout"][geo]["visible"] for geo in ("geo", "geo2"))


def test_a_map_without_any_figure_still_draws_the_areas():
    figure, steps = maps.area_map(POVERTY, {"S1": placed(None)}, {}, {}, by_rank=True)
    assert shaded(figure) == {"S1": 0}
    assert steps == []


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_on_every_shade_of_the_table_has_enough_contrast():
    for background, text in HEAT:
        light, dark = sorted((luminance(background), luminance(text)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


# ---- the sentences

FIFE = Area("S1", "fife", "Fife", 3, 2)


def standing(place, name, value, rank, **more):
    base = {"indicator": "child_poverty", "year": 2021, "status": "raw", "ranked": 3, "area_level": None}
    known = base | more | {"place_code": place, "name": name, "value": value, "rank": rank, "is_member": True}
    return ask.Standing(**known)


def standing_rows(own=20.0, rank=2, status="raw"):
    return [
        standing("S2", "Angus", 10.0, 1, area_level="worse", status=status),
        standing("S1", "Fife", own, rank, area_level="about_the_same", status=status),
        standing("S3", "Moray", 30.0, 3, area_level="better", status=status),
    ]


def test_where_an_area_stands_is_told_with_best_poorest_and_others():
    rows = standing_rows()
    beside = [("Angus", rows[0]), ("Scotland", rows[1]), ("Moray", rows[2])]
    assert words.standing_among(FIFE, rows, POVERTY, "areas", beside) == (
        "Child poverty, 2021/22: from 10.0% in Angus (best) to 30.0% in Moray (poorest). Fife stands 2nd of 3 areas, "
        "at 20.0%: worse than Angus (10.0%), about the same as Scotland (20.0%), better than Moray (30.0%)."
    )


def test_each_estimated_figure_is_marked_where_others_are_measured():
    angus, *others = standing_rows()
    rows = [angus._replace(status="imputed"), *others]
    said = words.standing_among(FIFE, rows, POVERTY, "areas", [("Angus", rows[0])])
    assert "from 10.0% (estimated) in Angus (best)" in said
    assert "worse than Angus (10.0%, estimated)" in said


def test_what_is_missing_or_estimated_is_said():
    nothing = words.standing_among(FIFE, standing_rows(None, None), POVERTY, "areas")
    assert nothing.endswith("Fife has no figure for this year.")
    estimated = words.standing_among(FIFE, standing_rows(status="imputed"), POVERTY, "areas")
    assert estimated.endswith("All figures for 2021/22 are estimated.")
    none = words.standing_among(FIFE, [row._replace(rank=None) for row in standing_rows()], POVERTY, "areas")
    assert none == "There is no figure for child poverty in this year."


def test_a_family_group_is_explained_and_its_members_named():
    names = ["Angus", "Fife", "Highland", "Midlothian", "Moray", "Scottish Borders", "South Ayrshire", "Stirling"]
    said = words.group_note(FIFE, "deprivation", names, 32)
    assert "the 32 areas into four groups of eight" in said
    assert said.endswith("South Ayrshire and Stirling.")
    assert "Fife’s group is Angus, Fife, Highland" in said


def test_the_reason_for_dots_is_told():
    assert "index" in words.why_dots(FRAGILITY)
    assert "fifth" in words.why_dots(WELLBEING)


def change_rows(*found):
    """Rows most improved first, and their tally: (name, change, last value) each; no change, no place among them."""
    rows = [
        ask.Changed(
            "child_poverty", f"S{n}", name, None, *((2014, 10.0, 2021, last) if code else [None] * 4), None, None, code,
            n if code else None, len(found),
        )
        for n, (name, code, last) in enumerate(found, start=1)
    ]  # fmt: skip
    codes = [row.change for row in rows if row.change]
    counts = [codes.count(code) for code in ("improved", "little_change", "worsened")]
    return rows, ask.ChangeTally(len(codes), *counts, 2014, 2021) if codes else None


def test_changes_are_counted_and_the_areas_own_told():
    rows, tally = change_rows(("Fife", "improved", 8.0), ("Moray", "little_change", 10.1), ("Angus", "worsened", 12.0))
    assert words.changes(FIFE, rows, tally, POVERTY) == (
        "From 2014/15 to 2021/22, child poverty improved in 1 of 3 areas, changed little in 1 and worsened in 1. "
        "Fife: improved, −2.0 points, from 10.0% to 8.0%; 1st of 3 by this change. "
        "By this change Fife (−2.0 points, 10.0% to 8.0%) comes first and Angus (+2.0 points, 10.0% to 12.0%) last."
    )


def test_the_years_of_an_area_are_told_where_most_have_others():
    rows, tally = change_rows(("Fife", "improved", 8.0), ("Moray", "little_change", 10.1))
    assert "from 10.0% to 8.0%; 1st" in words.changes(FIFE, rows, tally, POVERTY)
    said = words.changes(FIFE, rows, tally._replace(first_year=2012), POVERTY)
    assert "from 10.0% to 8.0% (from 2014/15 to 2021/22); 1st" in said


def test_a_change_that_all_share_is_told_as_one():
    rows, tally = change_rows(("Moray", "worsened", 11.0), ("Angus", "worsened", 12.0))
    assert "worsened in all 2 areas" in words.changes(FIFE, rows, tally, POVERTY)


def test_where_no_change_is_judged_the_break_is_told():
    birthweight = indicators()["healthy_birthweight"]
    said = words.changes(FIFE, *change_rows(("Fife", None, None)), birthweight)
    assert said.startswith("No change is judged for healthy birthweight. All 32 areas fall at once")


def test_an_area_without_two_measured_years_says_so():
    rows, tally = change_rows(("Fife", None, None), ("Angus", "worsened", 12.0), ("Moray", "worsened", 13.0))
    said = words.changes(FIFE, rows, tally, POVERTY)
    assert "Fife has not two measured years to compare." in said
    assert words.without_change(rows) == "Not shown: Fife, not measured in two years."


@pytest.mark.parametrize(
    ("indicator", "first", "last", "said"),
    [
        (POVERTY, 10.0, 13.5, "+3.5 points"),
        (POVERTY, 13.5, 10.0, "−3.5 points"),
        (EARNINGS, 400, 440, "+£40"),
        (POVERTY, 1, 1, "no change"),
        (POVERTY, 1, 1.04, "no change"),
    ],
)
def test_a_short_movement_keeps_its_sign(indicator, first, last, said):
    assert words.short_movement(indicator, ask.Ends(2014, first, 2021, last)) == said


def test_a_figure_with_its_place_reads_as_one():
    row = standing("S1", "Fife", 31.8, 32, ranked=32)
    assert words.place_and_value(POVERTY, row) == "31.8%, 32nd of 32"
    assert words.place_and_value(POVERTY, row._replace(status="imputed", rank=3, ranked=8)) == (
        "31.8%, estimated, 3rd of 8"
    )
    assert words.place_and_value(POVERTY, row._replace(value=None, status=None, rank=None)) == "no figure"


# ---- the page


def text_of(app):
    return " ".join(one.value for one in [*app.title, *app.subheader, *app.markdown, *app.warning])


@pytest.mark.parametrize("view", ["bars", "change", "grid", "table", "map"])
@pytest.mark.parametrize("area", ["glasgow-city", "orkney-islands", "scotland"])
def test_every_view_opens_for_areas_of_different_kinds(run_page, view, area):
    app = run_page("compare.py", area=area, view=view)
    assert not app.warning
    assert len(text_of(app)) > 400


@pytest.mark.parametrize("view", ["bars", "change", "grid", "table", "map"])
@pytest.mark.parametrize("areas", ["similar-deprivation", "similar-density"])
def test_a_family_group_names_its_members(run_page, view, areas):
    app = run_page("compare.py", area="fife", view=view, areas=areas, comparator="glasgow-city")
    assert "Fife’s group is" in text_of(app)


def test_a_chart_is_told_in_words_with_its_figures(run_page):
    app = run_page("compare.py", area="glasgow-city", indicator="child_poverty")
    chart = app.get("plotly_chart")[0].proto
    assert "32nd of 32 areas, at 31.8%: worse than Scotland (20.8%)" in text_of(app)
    names = json.loads(chart.spec)["layout"]["yaxis"]["ticktext"]
    assert len(names) == 32
    assert "● Glasgow City" in names[-1]


def test_the_year_is_always_in_the_link_and_estimated_ones_say_so(run_page):
    app = run_page("compare.py", area="fife", indicator="fuel_poverty", year="2015")
    assert "2015" in app.query_params["year"]
    assert "All figures for 2015/16 are estimated." in text_of(app)
    year = next(one for one in app.selectbox if one.key == "year")
    assert "2015/16 (estimated)" in year.options
    assert "2018/19" in year.options


def test_the_table_sorts_by_the_column_of_the_link(run_page):
    app = run_page("compare.py", area="fife", view="table", sort="child_poverty")
    table = next(one.value for one in app.markdown if 'class="cpop heat"' in one.value)
    assert table.index("East Renfrewshire") < table.index("Glasgow City")
    assert 'aria-sort="ascending"' in table
    assert '31.8%<span class="small">32nd</span>' in table
    assert table.count("<tr") == 1 + 33
    by_name = run_page("compare.py", area="fife", view="table", sort="name")
    table = next(one.value for one in by_name.markdown if 'class="cpop heat"' in one.value)
    assert table.index("Aberdeen City") < table.index("East Renfrewshire") < table.index("West Lothian")


def test_nonsense_in_a_link_is_told(run_page):
    app = run_page("compare.py", area="fife", view="sideways", areas="near", year="1066")
    said = app.warning[0].value
    assert all(word in said for word in ("sideways", "near", "1066"))


# ---- with a browser


@pytest.mark.browser
def test_an_area_is_chosen_on_the_map_and_its_link_opens_afresh(visit):
    visitor = visit()
    page = visitor.open("/compare?area=fife&view=map&indicator=child_poverty")
    page.locator(".choroplethlayer path").first.wait_for()
    chart = page.locator(elements.CHART)
    box = chart.bounding_box()
    # The middle of Highland, the largest area: a little above the middle of the map.
    chart.click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.46})
    page.wait_for_url("**area=highland**")
    visitor.settle()
    expect(page.locator(elements.MAIN)).to_contain_text("Highland stands 14th of 32 areas")
    again = visit().open(page.url.removeprefix(visitor.address))
    expect(again.locator(elements.MAIN)).to_contain_text("Highland stands 14th of 32 areas")
    expect(again.get_by_role("combobox", name="Area", exact=True)).to_have_value("Highland")


@pytest.mark.browser
def test_a_visitor_goes_from_all_outcomes_to_one_and_to_similar_areas(visit):
    visitor = visit()
    page = visitor.open("/compare?area=fife&view=grid")
    page.get_by_role("link", name="Recorded crime").click()
    page.wait_for_url("**indicator=crime_rate**")
    visitor.settle()
    expect(page.get_by_role("heading", name="Recorded crime, ")).to_have_count(1)
    visitor.choose("Areas", "Similar in population density")
    page.wait_for_url("**areas=similar-density**")
    expect(page.get_by_text("of 8 similar areas").first).to_be_visible()
    page.get_by_text("Then and now", exact=True).click()
    visitor.settle()
    page.wait_for_url("**view=change**")
    expect(page.get_by_role("heading", name="most improved first")).to_have_count(1)


@pytest.mark.browser
def test_the_untouched_outcome_of_this_page_does_not_follow_to_trends(visit):
    visitor = visit()
    page = visitor.open("/compare?area=fife")
    page.get_by_role("link", name="Trends", exact=True).click()
    page.wait_for_url("**/trends?**")
    visitor.settle()
    expect(page).not_to_have_url(re.compile("indicator"))


def test_an_outcome_whose_change_is_not_judged_still_has_its_table(run_page):
    app = run_page("compare.py", area="fife", view="change", indicator="healthy_birthweight")
    app.session_state["compare_change_table"] = True
    assert not app.run().exception


def test_the_grid_names_every_area_in_a_table_beside_it(run_page):
    app = run_page("compare.py", area="fife", view="grid")
    assert not any("cpop heat" in one.value for one in app.markdown), "made only once it is asked for"
    app.session_state["compare_grid_table"] = True
    table = next(one.value for one in app.run().markdown if 'class="cpop heat"' in one.value)
    assert all(area.name in table for area in areas.partnerships())


# ---- the areas that a visitor names


NAMED_SLUGS = ("city-of-edinburgh", "glasgow-city", "aberdeen-city")


def named_codes():
    return [areas.by_slug()[slug].code for slug in NAMED_SLUGS]


@pytest.mark.parametrize("code", list(headline_indicators()))
def test_named_areas_are_ranked_among_themselves_as_among_all(code):
    for year in ask.observed_years(code):
        everybody = {one.place_code: one for one in ask.standings("all", [], [code], year)}
        found = ask.standings(ask.NAMED, [], [code], year, named=named_codes())
        assert {one.place_code for one in found} == set(named_codes())
        known = [everybody[one.place_code].rank for one in found if one.value is not None]
        assert [one.rank for one in found if one.value is not None] == [
            1 + sum(other < rank for other in known) for rank in known
        ]
        assert {one.ranked for one in found} == {len(known)}


@pytest.mark.parametrize("code", list(headline_indicators()))
def test_changes_of_named_areas_are_counted_among_themselves(code):
    found = ask.changes(ask.NAMED, [], code, named_codes())
    tally = ask.change_tally(ask.NAMED, code, named_codes())
    judged = [one for one in found if one.change is not None]
    assert {one.place_code for one in found} == set(named_codes())
    if not judged:
        assert tally is None
        return
    assert (tally.judged, tally.improved, tally.worsened) == (
        len(judged),
        sum(one.change == "improved" for one in judged),
        sum(one.change == "worsened" for one in judged),
    )
    assert [one.rank for one in judged] == sorted(one.rank for one in judged)
    assert {one.ranked for one in judged} == {len(judged)}


def child_poverty(view):
    return {} if view in ("grid", "table") else {"indicator": "child_poverty"}


@pytest.mark.parametrize("view", ["bars", "time", "change", "grid", "table", "map"])
def test_each_view_shows_the_named_areas_beside_the_chosen_one(run_page, view):
    named = ",".join(NAMED_SLUGS)
    app = run_page("compare.py", area="fife", view=view, areas="named", named=named, **child_poverty(view))
    assert not app.warning
    said = " ".join(one.value for one in [*app.markdown, *app.header])
    assert app.multiselect(key="named").value == list(NAMED_SLUGS)
    if view in ("bars", "map"):
        assert "of 4 named areas" in said
    if view == "time":
        for name in ("Fife", "City of Edinburgh", "Glasgow City", "Aberdeen City"):
            assert name in said
        assert "latest measured: in " in said
    if view == "change":
        tally = ask.change_tally(ask.NAMED, "child_poverty", [areas.by_slug()["fife"].code, *named_codes()])
        assert f"in all {tally.judged} areas" in said or f" of {tally.judged} areas" in said
    assert "areas=similar-deprivation" in said


def test_latest_measured_figures_are_never_estimates_and_come_best_first():
    from cpop.charts.series import Line, Point

    lines = [
        Line("Fife", AREA, (Point(2019, 20.0, "raw"), Point(2020, 21.0, "raw"), Point(2021, 22.0, "imputed"))),
        Line("Moray", REST, (Point(2020, 11.0, "raw"),)),
        Line("Angus", REST, (Point(2021, 12.0, "raw"), Point(2022, 1.0, "projected"))),
        Line("Orkney", REST, (Point(2021, 12.0, "imputed"),)),
    ]
    assert words.latest_measured(POVERTY, lines) == (
        "Child poverty, latest measured: in 2021/22 Angus 12.0%; in 2020/21 Moray 11.0% and Fife 21.0%. "
        "Never measured in Orkney."
    )


def test_naming_no_area_shows_all(run_page):
    app = run_page("compare.py", area="fife", areas="named")
    assert "of 32 areas" in " ".join(one.value for one in app.markdown)

"""Data: what is counted, shown and taken away is what is in the files; the examples run; every choice is a link."""

import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import expect

from cpop import export, guide
from cpop.catalogue import STATUSES, indicators
from cpop.queries import data as ask
from cpop.queries.areas import by_slug
from cpop.queries.data import Selection
from cpop.words import data as words

ROOT = Path(__file__).resolve().parents[1]
GLASGOW, FIFE = "S12000049", "S12000047"
WORD = {"raw": "measured", "imputed": "estimated", "projected": "projected"}


def selection(**changes):
    everything = {
        "levels": ("community",),
        "areas": (),
        "communities": (),
        "indicators": tuple(indicators()),
        "first_year": 2010,
        "last_year": 2024,
        "statuses": STATUSES,
    }
    return Selection(**everything | changes)


SELECTIONS = {
    "everything of communities": selection(),
    "everything of areas": selection(levels=("scotland", "cpp")),
    "everything of data zones": selection(levels=("data_zone",)),
    "an area": selection(levels=("scotland", "cpp"), areas=(FIFE,), statuses=("raw",)),
    "two areas' communities": selection(areas=(FIFE, GLASGOW), indicators=("child_poverty", "fragility")),
    "a blank": selection(communities=("S02001662",), indicators=("child_poverty",), first_year=2017),
    "a community's data zones": selection(levels=("data_zone",), communities=("S02001236",)),
    "projections alone": selection(areas=(GLASGOW,), statuses=("projected",), last_year=2022),
    "nothing": selection(statuses=("projected",), last_year=2012),
}


@pytest.fixture(scope="module")
def places(table):
    """Each place's level, area and community."""
    area_of = {row["community_code"]: row["area_code"] for row in table("community")}
    found = {code: ("community", area, code) for code, area in area_of.items()}
    for row in table("data_zone"):
        found[row["data_zone_code"]] = ("data_zone", area_of[row["community_code"]], row["community_code"])
    for row in table("area"):
        level = "cpp" if row["family_deprivation"] else "scotland"
        found[row["area_code"]] = (level, row["area_code"], None)
    return found


def is_chosen(place, one):
    level, area, community = place
    return (
        level in one.levels
        and (not one.areas or area in one.areas)
        and (not one.communities or community in one.communities)
    )


def oracle(one, places, table):
    """The counts of a selection by indicator, in plain Python."""
    chosen = {code for code, place in places.items() if is_chosen(place, one)}
    years = range(one.first_year, one.last_year + 1)
    ever, published, counts = set(), set(), {}
    for row in table("observation"):
        if row["level"] in one.levels and row["indicator"] in one.indicators:
            ever.add((row["level"], row["indicator"]))
            published.add((row["level"], row["indicator"], row["year"]))
    for level, code in ever:
        tally = counts.setdefault(code, Counter())
        size = sum(places[place][0] == level for place in chosen)
        listed = sum((level, code, year) in published for year in years)
        tally["no_row"] += size * listed
        tally["not_published"] += size * (len(years) - listed)
    for row in table("observation"):
        code = row["indicator"]
        if row["place_code"] not in chosen or code not in one.indicators or row["year"] not in years:
            continue
        tally = counts[code]
        tally["no_row"] -= 1
        if row["status"] not in one.statuses:
            tally["left_out"] += 1
            continue
        tally["rows"] += 1
        if row["value"] is None:
            tally["blank"] += 1
        else:
            tally["figures"] += 1
            tally[WORD[row["status"]]] += 1
    return counts


@pytest.mark.parametrize("name", SELECTIONS)
def test_counts_are_those_of_a_slow_count(name, places, table):
    one = SELECTIONS[name]
    expected = oracle(one, places, table)
    rows = {row.indicator: row._asdict() for row in ask.counts(one)}
    expected = {code: tally for code, tally in expected.items() if any(is_chosen(p, one) for p in places.values())}
    assert set(rows) == set(expected)
    for code, tally in expected.items():
        assert rows[code] == {"indicator": code} | {column: tally[column] for column in list(rows[code])[1:]}, code


@pytest.mark.parametrize("name", SELECTIONS)
def test_figures_are_as_many_as_counted_and_each_once(name):
    one = SELECTIONS[name]
    rows = ask.figures(one)
    assert len(rows) == sum(row.rows for row in ask.counts(one))
    assert not rows.duplicated(["place_code", "indicator", "year"]).any()
    assert ask.wide_rows(one) == len(rows.drop_duplicates(["place_code", "indicator"]))


@pytest.mark.parametrize("name", SELECTIONS)
def test_the_beginning_of_a_selection_begins_as_the_whole(name):
    one = SELECTIONS[name]
    first = ask.first_figures(one.beginning(ask.counts(one), 100), 100)
    columns = list(ask.Figure._fields)
    whole = ask.figures(one).head(100)[columns]
    pd.testing.assert_frame_equal(pd.DataFrame(first, columns=columns), whole, check_dtype=False)
    pd.testing.assert_frame_equal(ask.many_figures(one).head(100), whole, check_dtype=False)


def test_coverage_counts_as_a_slow_count(database, table, places):
    """What is listed without a value counts among the places, and as a blank of its status."""
    expected = {}
    for row in table("observation"):
        level, area, _ = places[row["place_code"]]
        tally = expected.setdefault((level, area, row["indicator"], row["year"]), Counter())
        word = WORD[row["status"]]
        tally.update(["places", word if row["value"] is not None else f"blank_{word}"])
    counted = ["places", *WORD.values(), *(f"blank_{word}" for word in WORD.values())]
    found = {
        (row["level"], row["area_code"], row["indicator"], row["year"]): Counter({name: row[name] for name in counted})
        for row in database.query("select * from coverage").to_dict("records")
    }
    assert found == expected
    assert sum(tally["blank_measured"] for tally in expected.values())


def test_by_hand_child_poverty_of_a_blank_community():
    rows = ask.figures(SELECTIONS["a blank"]).set_index("period")
    assert rows["place"].unique().tolist() == ["Murrayfield and Ravelston"]
    assert rows["value"].isna().to_dict() == {
        "2017/18": False, "2018/19": True, "2019/20": True, "2020/21": False,
        "2021/22": False, "2022/23": False, "2023/24": False, "2024/25": False,
    }  # fmt: skip


def test_what_a_selection_holds_and_lacks_in_words():
    counts = ask.counts(SELECTIONS["a blank"])
    assert words.holding(counts) == "6 figures: 3 measured, 3 projected."
    (only,) = words.lacking(counts, indicators(), 2017, 2024)
    assert only == "2 blank in the published workbook, shown as missing (Child poverty)."
    counts = ask.counts(SELECTIONS["nothing"])
    assert words.holding(counts) == "No figure matches this selection."


def test_long_lists_are_cut_and_counted():
    assert words.selection([("Areas", ["a", "b", "c"])], most=2) == "Areas: a, b and 1 more."


def test_the_schema_names_every_relation_with_its_grain():
    rows = ask.schema()
    assert {"observation", "cpp_latest", "observed", "period"} <= {row.name for row in rows}
    assert all("one row per" in row.grain.lower() for row in rows if row.kind != "macro")


def test_the_schema_leaves_out_the_steps_on_the_way_and_nothing_else(database):
    relations = database.query(
        """
        select table_name as name, comment from duckdb_tables() where not internal
        union all select view_name, comment from duckdb_views() where not internal
        union all select function_name, comment from duckdb_functions() where not internal
        """
    )
    steps = set(relations.loc[relations["comment"].str.startswith("Internal: "), "name"])
    assert {"score_within", "measured_change", "slope_position", "place_spread"} <= steps
    assert {row.name for row in ask.schema()} == set(relations["name"]) - steps


@pytest.mark.parametrize("place", range(4))
def test_an_example_for_analysts_runs_as_it_stands(place, tmp_path):
    examples = guide.examples("orkney-islands", "child_poverty")
    assert len(examples) == 4
    example = examples[place]
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "cpop").symlink_to(ROOT / "cpop")
    if example.language == "python":
        command = [sys.executable, "-c", example.code]
    else:
        command = [shutil.which("bash"), "-c", example.code.replace("python -m", f"{sys.executable} -m")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    written = list(tmp_path.glob("*.parquet"))
    answer = len(pd.read_parquet(written[0])) if written else len(done.stdout.splitlines())
    assert answer > 5


def shown(app):
    return " ".join(one.value for one in [*app.header, *app.markdown])


def test_a_link_restores_every_choice(run_page):
    link = {
        "area": "glasgow-city",
        "level": "communities",
        "areas": "fife,moray",
        "communities": "S02001728,S02002288",
        "themes": "employment-and-economy",
        "data_outcomes": "child_poverty",
        "from": "2014",
        "to": "2021",
        "status": "raw",
        "layout": "wide",
    }
    communities = ask.communities([by_slug()["fife"], by_slug()["moray"]])
    codes = [communities[0].community_code, communities[-1].community_code]
    app = run_page("data.py", **link | {"communities": ",".join(codes)})
    assert not app.warning
    assert app.multiselect(key="communities").value == codes
    assert "<strong>16 figures" in shown(app) or "**16 figures: 16 measured.**" in shown(app)
    written = {key: app.query_params[key] for key in link}
    assert {key: value[0] if isinstance(value, list) else value for key, value in written.items()} == link | {
        "communities": ",".join(codes)
    }


def test_outcomes_filtered_here_are_not_those_that_rankings_scores(run_page):
    app = run_page("data.py", area="fife", level="communities", data_outcomes="child_poverty")
    app.switch_page("../pages/rankings.py").run()
    assert not app.exception
    assert len(app.get("button_group")[0].value) == 8
    assert "indicators" not in app.query_params


def test_an_older_link_still_chooses_its_outcomes(run_page):
    app = run_page("data.py", area="fife", indicators="child_poverty")
    assert not app.warning
    assert app.multiselect(key="data_outcomes").value == ["child_poverty"]
    assert app.query_params["data_outcomes"] in ("child_poverty", ["child_poverty"])
    assert "indicators" not in app.query_params


def test_years_are_always_in_the_link(run_page):
    app = run_page("data.py", area="fife")
    assert {"from", "to"} <= set(app.query_params)


def test_years_the_wrong_way_round_are_named(run_page):
    app = run_page("data.py", area="fife", **{"from": "2020", "to": "2012"})
    assert "Last year" in app.warning[0].value


@pytest.mark.parametrize("level", ["areas", "communities", "data-zones"])
@pytest.mark.parametrize("layout", ["long", "wide"])
@pytest.mark.parametrize("area", ["glasgow-city", "orkney-islands", "scotland"])
def test_each_level_and_layout_shows_a_real_table(run_page, area, level, layout):
    app = run_page("data.py", area=area, level=level, layout=layout)
    text = shown(app)
    assert '<table class="cpop data"' in text
    assert text.count("<tr>") <= 102


def test_an_empty_selection_says_so(run_page):
    app = run_page("data.py", area="fife", status="projected", **{"from": "2010", "to": "2012"})
    assert "No figure matches" in shown(app)
    assert app.info


def test_the_schema_and_the_examples_open_on_the_page(run_page):
    app = run_page("data.py", area="fife")
    assert len(app.expander) == 3


@pytest.mark.browser
def test_child_poverty_of_six_communities_in_a_spreadsheet_tells_its_estimates(visit, table):
    """The path of issue 5: choose six communities, download, and tell from the file alone what is estimated."""
    visitor = visit()
    page = visitor.open("/data?area=inverclyde&level=communities")
    six = [one.community for one in ask.communities([by_slug()["inverclyde"]])[3:9]]
    for label, names in (("Communities", six), ("Outcomes", ["Child poverty"])):
        for name in names:
            box = page.get_by_role("combobox", name=label)
            box.fill(name)
            page.get_by_role("option", name=name, exact=True).click()
            visitor.settle()
        page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("data_outcomes=child_poverty"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Spreadsheet (Excel)").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    cover = " ".join(str(cell) for row in book["Cover"].iter_rows(values_only=True) for cell in row)
    assert unquote(page.url) in cover, "the file leads back to the view"
    (only,) = book["Child poverty"].tables.values()
    head, *rows = [[cell.value for cell in row] for row in book["Child poverty"][only.ref]]
    place, year, figure, status = head.index("Code"), head.index("Year"), len(head) - 2, len(head) - 1
    assert {row[head.index("Place")] for row in rows} == set(six)
    told = {(row[place], row[year]): row[status].split(" [")[0] for row in rows}
    true = {
        (row["place_code"], row["period"]): WORD[row["status"]]
        for row in table("observation")
        if row["indicator"] == "child_poverty" and row["level"] == "community"
    }
    assert told == {key: true[key] for key in told}
    assert set(told.values()) == {"measured", "estimated", "projected"}
    assert all(isinstance(row[figure], float) for row in rows)
    other = visit().open(page.url.removeprefix(visitor.address))
    table = page.locator("table.data").inner_text()
    expect(other.locator("table.data")).to_have_text(table, use_inner_text=True)


@pytest.mark.browser
def test_everything_comes_in_one_click(visit, data):
    import zipfile

    page = visit().open("/data?area=fife")
    with page.expect_download() as download:
        page.get_by_role("button", name="Everything").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        package = json.loads(archive.read("data/datapackage.json"))
        assert all(f"data/{one['path']}" in archive.namelist() for one in package["resources"] if "path" in one)


@pytest.mark.parametrize("wide", [False, True])
def test_everything_of_a_level_is_written_in_two_seconds_and_says_nothing_twice(wide):
    chosen = replace(selection(), levels=("community",), areas=(), first_year=2000, last_year=2100)
    about = export.About("October 2023", "September 2023", "2024-01-02", "All.", "Source", "http://host", True)
    frame = ask.many_figures(chosen)
    began = time.process_time()
    packed = export.csv_archive("figures", ask.many_figures(chosen), about, indicators(), wide)
    assert time.process_time() - began < 2 + 2 * wide
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert set(archive.namelist()) == {"figures.csv", "indicators.csv", "README.txt"}
        readme = archive.read("README.txt").decode()
        back = pd.read_csv(archive.open("figures.csv"))
        kinds = pd.read_csv(archive.open("indicators.csv"))
    assert all(part in readme for part in ("September 2023 edition", "All.", "Source", "http://host"))
    assert set(back["indicator"]) == set(kinds["indicator"])
    assert not {"edition", "unit", "attribution"} & set(back)
    if not wide:
        assert len(back) == len(frame) > 100_000
        pd.testing.assert_series_equal(back["value"], frame["value"])
        assert back["place"].tolist() == frame["place"].tolist()


def test_a_file_says_area_outcome_and_level():
    assert export.file_stem("areas", ["Fife"], ["Child poverty"], "October 2023") == (
        "cpop-fife-child-poverty-areas-october-2023"
    )
    assert export.file_stem("communities", [], ["a", "b"], "X") == "cpop-all-areas-2-outcomes-communities-x"

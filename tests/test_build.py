"""The build: what it makes of two workbooks, what it refuses and how it says so, and that it never does half."""

import datetime
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from workbooks import AREAS, COMMUNITIES, World, figures

from cpop.__main__ import main
from cpop.build import boundaries, edition, outline, parquet, publish
from cpop.build.sheet import Sheet
from cpop.build.workbook import Workbook

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "source"
BUILT = "1700000000"  # 14 November 2023


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BUILT)
    return World(tmp_path)


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """The data of an unspoilt world."""
    world = World(tmp_path_factory.mktemp("good"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", BUILT)
        assert main(world.write()) == 0
    return world.out


@pytest.fixture
def built(world, good):
    """An unspoilt world with its data."""
    shutil.copytree(good, world.out)
    return world


@pytest.fixture
def refuse(world, capsys):
    """Builds a spoilt world over good data; returns what is said, once it is sure that nothing changed."""

    def run(arguments=None):
        before = content(world.out)
        capsys.readouterr()
        assert main(arguments or world.write()) == 1
        assert content(world.out) == before
        assert {path.name for path in world.folder.iterdir() if path.name.startswith(".")} == set()
        captured = capsys.readouterr()
        assert captured.out == ""
        return captured.err

    return run


def content(folder):
    """The SHA-256 of every file of a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def values(world):
    """Every observation of the built data by level, place, indicator and period."""
    frame = parquet.read(world.out, "observation")
    return {(row.level, row.place_code, row.indicator, row.period): row for row in frame.itertuples()}


def record(world):
    return json.loads((world.out / "edition.json").read_text())


# What is built


def test_figures_reach_the_observation_table(built):
    found = values(built)
    one = found["cpp", "S12000002", "child_poverty", "2020/21"]
    assert (one.value, one.status, one.year) == (10.0, "raw", 2020)
    assert found["scotland", "S92000003", "crime_rate", "2021/22"].value == 202.1
    assert found["community", "S02000004", "child_poverty", "2022/23"].status == "projected"
    assert found["data_zone", "S01000001", "child_poverty", "2021/22"].value == 104.5
    assert len(found) == 3 * 3 * 2 + 4 * 3 * 2 + 3


def test_tables_have_the_columns_of_the_contract(built):
    area = parquet.read(built.out, "area").set_index("area_code")
    assert area.loc["S12000002", ["slug", "name", "workbook_name"]].tolist() == [
        "isle-of-bute",
        "Isle of Bute",
        "Bute, Isle of",
    ]
    assert area["family_deprivation"].isna().tolist() == [False, False, True]
    community = parquet.read(built.out, "community").set_index("community_code")
    assert community.loc["S02000004", "name"] == "Kilchattan Bay", "the edition's name, not the reference table's"
    assert community.loc["S02000003", "strategic_area"] == "East"
    assert community["vulnerable_rank"].notna().sum() == 2
    assert len(parquet.read(built.out, "data_zone")) == 2
    assert len(parquet.read(built.out, "deprivation")) == 8


def test_blanks_are_kept_as_missing_and_counted(world, capsys):
    world.cpp["Chi Pov - CPP"][1][1] = None
    world.communities["Crime - IGZ"][2][2] = " "
    assert main(world.write()) == 0
    assert "Blank cells, kept as missing: 2" in capsys.readouterr().out
    missing = [key for key, row in values(world).items() if row.value != row.value]
    assert missing == [
        ("community", "S02000002", "crime_rate", "2021/22"),
        ("cpp", "S12000002", "child_poverty", "2020/21"),
        ("data_zone", "S01000001", "crime_rate", "2021/22"),
    ]
    assert [(blank["cell"], blank["place_code"]) for blank in record(world)["blanks"]] == [
        ("B2", "S12000002"),
        ("C3", "S02000002"),
    ]


def test_not_available_is_missing_and_listed(world, capsys):
    world.cpp["Chi Pov - CPP"][1][1] = "#N/A"
    world.communities["Crime - IGZ"][2][2:] = ["#N/A", "#N/A"]
    assert main(world.write()) == 0
    said = capsys.readouterr().out
    assert "Blank cells, kept as missing: 3" in said
    assert "#N/A, taken as missing: cpp-2023-10.xlsx, sheet 'Chi Pov - CPP', cell B2\n" in said
    assert "#N/A, taken as missing: communities-2023-09.xlsx, sheet 'Crime - IGZ', cell C3, D3\n" in said
    found = values(world)["cpp", "S12000002", "child_poverty", "2020/21"]
    assert (str(found.value), found.status) == ("nan", "raw")
    assert [blank["found"] for blank in record(world)["blanks"]] == ["#N/A"] * 3


def test_the_status_may_be_written_short(world):
    head = world.cpp["Chi Pov - CPP"][0]
    head[1] = "Child Poverty_Raw_2020/21"
    assert main(world.write()) == 0
    assert values(world)["cpp", "S12000002", "child_poverty", "2020/21"].status == "raw"


def test_working_columns_and_stray_cells_are_ignored(world):
    for number, row in enumerate(world.cpp["Crimes"]):
        row += [None, "Rank" if number == 0 else "n/a", number, "=1/0"]
    world.cpp["Crimes"] += [[None, "#DIV/0!", 5], [" ", None, "checked"]]
    assert main(world.write()) == 0
    assert len(values(world)) == 45


def test_zero_is_a_value(world):
    world.cpp["Crimes"][1][1] = 0
    assert main(world.write()) == 0
    assert values(world)["cpp", "S12000002", "crime_rate", "2020/21"].value == 0


def test_the_official_name_of_an_area_will_do(world):
    world.cpp["Crimes"][1][0] = " Isle of  Bute"
    assert main(world.write()) == 0


def test_a_later_edition_loads_with_more_years_in_any_order(built, capsys):
    later = ["Imputed_2019/20", "Raw data_2020/21", "Raw data_2021/22", "Raw data_2022/23", "Projected_2023/24"]
    shuffle = random.Random(1).shuffle
    for sheets, places in ((built.cpp, AREAS), (built.communities, COMMUNITIES)):
        for title in [title for title in sheets if title != "Labels"]:
            name = "Crime Rate" if title.startswith("Crime") else "Child Poverty"
            head, *rows = figures(name, places, 30, later)
            shuffle(rows)
            sheets[title] = [head, *rows]
        mixed = list(sheets.items())
        shuffle(mixed)
        sheets.clear()
        sheets.update(mixed)
    shuffle(later)
    capsys.readouterr()
    assert main(built.write_workbooks("2024-11")) == 0
    said = capsys.readouterr().out
    assert "Years added for areas: 2019/20, 2023/24 (every indicator)" in said
    assert "Values of another status than before, such as projected and now raw: 14" in said
    edition_record = record(built)
    years = [edition_record[name] for name in ("first_year", "last_observed_year", "last_year")]
    assert years == [2019, 2022, 2023]
    assert edition_record["title"] == "November 2024"
    assert values(built)["cpp", "S12000001", "child_poverty", "2022/23"].status == "raw"


def test_fewer_years_and_indicators_load_too(built, capsys):
    del built.cpp["Crimes"]
    built.cpp["Chi Pov - CPP"] = figures("Child Poverty", AREAS, 10, ["Raw data_2021/22"])
    capsys.readouterr()
    assert main(built.write_workbooks()) == 0
    said = capsys.readouterr().out
    assert "Indicators dropped for areas: Recorded crime\n" in said
    assert "Years dropped for areas: 2020/21, 2022/23 (every indicator)" in said


def test_a_refresh_keeps_the_reference_tables(built):
    before = content(built.out)
    built.cpp["Crimes"][1][1] = 333
    assert main(built.write_workbooks()) == 0
    after = content(built.out)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"observation.parquet", "edition.json", "datapackage.json"}
    assert before.keys() == after.keys()
    assert values(built)["data_zone", "S01000002", "child_poverty", "2021/22"].value == 12.5


def test_the_same_input_gives_the_same_bytes(built, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = content(built.out)
    assert main(built.write()) == 0
    after = content(built.out)
    assert {name for name in before if before[name] != after[name]} == {"edition.json"}


def test_other_files_of_the_folder_stay(built):
    (built.out / "notes.txt").write_text("ours")
    assert main(built.write()) == 0
    assert (built.out / "notes.txt").read_text() == "ours"


def test_the_edition_record(world):
    assert main(world.write()) == 0
    found = record(world)
    file = world.folder / "cpp-2023-10.xlsx"
    assert found["title"] == "October 2023"
    assert found["community_title"] == "September 2023"
    assert found["built"] == "2023-11-14"
    assert found["workbooks"][0] == {
        "role": "cpp",
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }
    assert (found["first_year"], found["last_observed_year"], found["last_year"]) == (2020, 2021, 2022)
    assert (found["blank_count"], found["blanks"]) == (0, [])
    assert found["data_zone_over_100"] == {"child_poverty": 1}


def test_the_title_is_asked_for_or_read_from_the_file(world):
    assert main([*world.write(), "--title", "Spring 2024"]) == 0
    assert record(world)["title"] == "Spring 2024"
    saved = datetime.datetime(2022, 3, 5)
    assert edition.title_of(Workbook("cpp.xlsx", modified=saved)) == "March 2022"
    assert edition.title_of(Workbook("cpp 2010-13 final.xlsx")) == "Undated"


def test_a_workbook_that_does_not_say_when_it_was_saved(world):
    world.write()
    silent = world.folder / "silent.xlsx"
    with zipfile.ZipFile(world.folder / "cpp-2023-10.xlsx") as full, zipfile.ZipFile(silent, "w") as parts:
        for name in full.namelist():
            parts.writestr(name, re.sub(b"<dcterms:modified.*</dcterms:modified>", b"", full.read(name)))
    arguments = world.write()
    assert main([*arguments[:2], str(silent), *arguments[3:]]) == 0
    assert record(world)["title"] == "Undated"


def test_the_report_names_the_largest_revision(built, capsys):
    built.cpp["Chi Pov - CPP"][1][1] = 12.25
    built.communities["Chi Pov - IGZ "][4][2] += 9
    built.communities["Crime - IGZ"][1][1] = None
    capsys.readouterr()
    assert main(built.write_workbooks()) == 0
    said = capsys.readouterr().out
    assert "Values revised: 2 of 45" in said
    assert "Child poverty: 2 revised, the largest Kilchattan Bay, 2021/22: 23.1 -> 32.1" in said
    assert "Blanks filled: 0; values now blank: 1" in said


def test_the_first_report_has_nothing_to_compare_with(world, capsys):
    assert main(world.write()) == 0
    said = capsys.readouterr().out
    assert "nothing to compare with" in said
    assert "Data zone percentages over 100, kept: 1 (Child poverty 1)" in said


# Boundaries


def features(path):
    return {feature["id"]: feature for feature in json.loads(path.read_text())["features"]}


def test_outlines_are_turned_for_plotly(built):
    folder = built.out / "boundaries"
    areas = features(folder / "areas.geojson")
    assert areas["S12000002"]["properties"] == {"code": "S12000002", "name": "Isle of Bute"}
    communities = features(folder / "communities.geojson")
    assert communities["S02000001"]["properties"]["area"] == "Arran"
    for one in [*areas.values(), *communities.values()]:
        outer, *holes = one["geometry"]["coordinates"]
        assert outline.is_clockwise(outer)
        assert outer[0] == outer[-1]
        assert not any(outline.is_clockwise(hole) for hole in holes)
    assert len(areas["S12000001"]["geometry"]["coordinates"]) == 2
    assert set(features(folder / "communities" / "arran.geojson")) == {"S02000001", "S02000002"}


def test_thinned_neighbours_still_share_their_border():
    border = [(1.0, y / 100) for y in range(101)]
    wavy = [(x + 0.001 * (i % 3), y) for i, (x, y) in enumerate(border)]
    left = [(0.0, 0.0), *wavy, (0.0, 1.0), (0.0, 0.0)]
    right = [(2.0, 1.0), *wavy[::-1], (2.0, 0.0), (2.0, 1.0)]
    shapes = outline.simplify({"left": [[left[::-1]]], "right": [[right]]}, 0.01, 4)
    found = [{point for point in shape[0][0] if 0.5 < point[0] < 1.5} for shape in shapes.values()]
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_an_outline_too_small_to_thin_stays():
    ring = [(0.0, 0.0), (0.0, 0.001), (0.001, 0.001), (0.001, 0.0), (0.0, 0.0)]
    assert outline.simplify({"islet": [[ring]]}, 1, 4) == {"islet": [[ring]]}


def test_boundaries_can_go_elsewhere(world):
    elsewhere = world.folder / "static" / "shapes"
    assert main([*world.write(), "--boundaries", str(elsewhere)]) == 0
    assert (elsewhere / "communities" / "isle-of-bute.geojson").exists()
    assert not (world.out / "boundaries").exists()


def test_the_bundled_boundaries_suit_the_bundled_data():
    folder = ROOT / "cpop" / "static" / "boundaries"
    area, community = parquet.read(ROOT / "data", "area"), parquet.read(ROOT / "data", "community")
    councils = area[area["family_deprivation"].notna()]
    assert set(features(folder / "areas.geojson")) == set(councils["area_code"])
    assert set(features(folder / "communities.geojson")) == set(community["community_code"])
    assert {path.stem for path in (folder / "communities").iterdir()} == set(councils["slug"])
    assert (folder / "areas.geojson").stat().st_size < 150_000
    for path in folder.rglob("*.geojson"):
        for one in features(path).values():
            shapes = one["geometry"]["coordinates"]
            for outer, *holes in [shapes] if one["geometry"]["type"] == "Polygon" else shapes:
                assert outline.is_clockwise(outer)
                assert not any(outline.is_clockwise(hole) for hole in holes)


# What is refused

CHILD, IGZ = "Chi Pov - CPP", "Chi Pov - IGZ "


def change(sheet, row, column, value):
    """A spoiler: sets one cell of a sheet of either workbook, both counted from 0."""

    def spoil(world):
        sheets = world.cpp if sheet in world.cpp else world.communities
        rows = sheets[sheet]
        while len(rows) <= row:
            rows.append([None])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value

    return spoil


def append(sheet, cells):
    return lambda world: (world.cpp if sheet in world.cpp else world.communities)[sheet].append(cells)


def drop(sheet, row):
    return lambda world: (world.cpp if sheet in world.cpp else world.communities)[sheet].pop(row)


FAULTS = {
    "unknown area": (append(CHILD, ["Atlantis", 1, 2, 3]), CHILD, "A5", "'Atlantis'", "unknown area"),
    "unknown community": (change(IGZ, 2, 0, "S02999999"), IGZ, "A3", "'S02999999'", "unknown community"),
    "unknown indicator": (change(CHILD, 0, 4, "Joy_Raw data_2023/24"), CHILD, "E1", "'Joy_", "unknown indicator 'Joy'"),
    "unknown status": (
        change(CHILD, 0, 2, "Child Poverty_Guess_2021/22"),
        CHILD,
        "C1",
        "'Child Poverty_Guess_2021/22'",
        "unknown status 'Guess'",
    ),
    "unknown year": (
        change(CHILD, 0, 3, "Child Poverty_Projected_2022/24"),
        CHILD,
        "D1",
        "'Child Poverty_Projected_2022/24'",
        "unknown year '2022/24'",
    ),
    "misspelt heading": (change(CHILD, 0, 3, "Child Poverty_2022/23"), CHILD, "D1", "_2022/23'", "not a heading like"),
    "text": (change(CHILD, 2, 2, "n/a"), CHILD, "C3", "'n/a'", "not a number"),
    "number as text": (change(CHILD, 2, 2, "12.5"), CHILD, "C3", "'12.5'", "not a number"),
    "error value": (change(CHILD, 2, 2, "#DIV/0!"), CHILD, "C3", "'#DIV/0!'", "not a number"),
    "another error value": (change(CHILD, 2, 2, "#REF!"), CHILD, "C3", "'#REF!'", "not a number"),
    "not available throughout": (
        lambda w: [row.__setitem__(3, "#N/A") for row in w.cpp[CHILD][1:]],
        CHILD,
        "D1",
        "'Child Poverty_Projected_2022/23'",
        "no figures in the column",
    ),
    "labels: group not available": (change("Labels", 2, 3, "#N/A"), "Labels", "D3", "'#N/A'", "not a number"),
    "boolean": (change(CHILD, 2, 2, True), CHILD, "C3", "True", "not a number"),
    "date": (change(CHILD, 2, 2, datetime.date(2021, 5, 4)), CHILD, "C3", "'2021-05-04 00:00:00'", "not a number"),
    "over 100": (change(IGZ, 3, 1, 100.5), IGZ, "B4", "100.5", "from 0 to 100"),
    "below 0": (change(CHILD, 3, 1, -0.5), CHILD, "B4", "-0.5", "from 0 to 100"),
    "duplicate row": (append(CHILD, ["Arran", 1, 2, 3]), CHILD, "A5", "'Arran'", "has a row already, at A3"),
    "two names of one area": (append(CHILD, ["Isle of Bute", 1, 2, 3]), CHILD, "A5", "'Isle of Bute'", "at A2"),
    "duplicate heading": (
        change(CHILD, 0, 3, "Child Poverty_Imputed_2021/22"),
        CHILD,
        "D1",
        "'Child Poverty_Imputed_2021/22'",
        "has a column already, C1",
    ),
    "area missing": (drop(CHILD, 2), CHILD, "column A", "'Arran'", "area missing"),
    "community missing": (drop(IGZ, 4), IGZ, "column A", "'S02000004'", "community missing"),
    "year gap": (change(CHILD, 0, 3, "Child Poverty_Projected_2023/24"), CHILD, "D1", "'2022/23'", "year is missing"),
    "projected amid observed": (
        change(CHILD, 0, 1, "Child Poverty_Projected_2020/21"),
        CHILD,
        "B1",
        "'Child Poverty_Projected_2020/21'",
        "though 2021/22 is not",
    ),
    "blank column": (
        change(CHILD, 0, 4, "Child Poverty_Projected_2023/24"),
        CHILD,
        "E1",
        "'Child Poverty_Projected_2023/24'",
        "no figures in the column",
    ),
    "second indicator": (change(CHILD, 0, 4, "Crime Rate_Raw data_2021/22"), CHILD, "E1", "'Crime", "second indicator"),
    "indicator on two sheets": (
        lambda w: w.cpp.update(Again=figures("Crime Rate", AREAS, 1)),
        "Again",
        "B1",
        "'Crime Rate_Raw data_2020/21'",
        "has a sheet already, 'Crimes'",
    ),
    "empty sheet": (lambda w: w.cpp.update(Sheet2=[]), "Sheet2", None, None, "the sheet is empty"),
    "sheet of spaces": (lambda w: w.cpp.update(Sheet2=[[None, " "]]), "Sheet2", None, None, "the sheet is empty"),
    "sheet of notes": (lambda w: w.cpp.update(Notes=[["Read me"]]), "Notes", "A1", None, "no indicator headings"),
    "labels: column missing": (
        change("Labels", 0, 3, "Group"),
        "Labels",
        "row 1",
        "'Typology_Group'",
        "there is no such column",
    ),
    "labels: column twice": (change("Labels", 0, 5, "CPP"), "Labels", "row 1", "'CPP'", "two such columns"),
    "labels: community missing": (drop("Labels", 2), "Labels", "column A", "'S02000002'", "community missing"),
    "labels: no name": (change("Labels", 2, 1, None), "Labels", "B3", "''", "InterZone_Name is empty"),
    "labels: area": (change("Labels", 2, 2, "Scotland"), "Labels", "C3", "'Scotland'", "unknown area"),
    "labels: group": (change("Labels", 2, 3, 1.5), "Labels", "D3", "1.5", "not a whole number"),
    "labels: group as text": (change("Labels", 2, 3, "two"), "Labels", "D3", "'two'", "not a number"),
    "labels: empty": (lambda w: w.communities.update(Labels=[]), "Labels", None, None, "the sheet is empty"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_named_with_sheet_cell_and_value(built, refuse, kind):
    spoil, sheet, cell, value, problem = FAULTS[kind]
    spoil(built)
    said = refuse()
    file = "cpp-2023-10.xlsx" if sheet in built.cpp else "communities-2023-09.xlsx"
    where = f"{file}, sheet {sheet!r}" + (f", cell {cell}: " if cell and cell[0].isupper() else "")
    lines = [line for line in said.splitlines() if problem in line]
    assert len(lines) == 1, said
    assert lines[0].startswith(where)
    assert (cell or "") in lines[0]
    assert (value or "") in lines[0]


def test_every_fault_is_told_at_once(built, refuse):
    built.cpp[CHILD][1][2] = "n/a"
    built.cpp["Crimes"][0][2] = "Crime Rate_Wild_2021/22"
    built.cpp["Crimes"][2][2] = "oops"
    built.communities[IGZ][3][1] = 250
    del built.communities["Labels"]
    built.reference["data_zones"][1][2] = "S02777777"
    said = refuse()
    wanted = ["'n/a'", "'Wild'", "'oops'", "250", "there is no sheet 'Labels'", "'S02777777'"]
    assert [text for text in wanted if text not in said] == []
    assert "nothing was written" in said


def test_many_missing_places_are_counted(built, refuse):
    codes = [f"S0300{number:04}" for number in range(30)]
    built.reference["communities"] += [[code, "New", "S12000001", "1", "Town", "", ""] for code in codes]
    assert "S03000010 and 13 more" not in (said := refuse())
    assert "S03000019 and 10 more" in said


def test_swapped_workbooks_are_told_in_a_line_a_sheet(built, refuse):
    arguments = built.write()
    arguments[2], arguments[4] = arguments[4], arguments[2]
    said = refuse(arguments)
    assert "no row names a known area; is it the right workbook?" in said
    assert said.count("is it the right workbook?") == 4


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 10**400])
def test_numbers_that_are_none(value):
    faults = []
    assert Sheet("cpp.xlsx", "Crimes", [], faults).number(value, "B2") is None
    assert [(fault.cell, fault.value) for fault in faults] == [("B2", value)]
    assert "not a number" in faults[0].problem


def test_what_is_not_a_workbook(built, refuse):
    arguments = built.write()
    (built.folder / "broken.xlsx").write_text("area,value")
    refused = refuse([*arguments[:2], str(built.folder / "broken.xlsx"), *arguments[3:]])
    assert "broken.xlsx: not a workbook; save it as .xlsx" in refused
    assert "gone.xlsx: there is no such file" in refuse([*arguments[:2], "gone.xlsx", *arguments[3:]])


def test_formulas_without_their_results(built, refuse):
    for row in built.cpp["Crimes"][1:]:
        row[1:] = ["=1+1"] * 3
    said = refuse()
    assert "cell B1, C1, D1: 'Crime Rate_Raw data_2020/21 and 2 more': no figures in the column" in said
    assert said.count("if it holds formulas") == 1


def test_a_labels_sheet_among_the_areas_is_let_be(world):
    world.cpp["Labels"] = [["anything"]]
    assert main(world.write()) == 0


def cell_of(table, row, column, value):
    return lambda world: world.reference[table][row].__setitem__(column, value)


REFERENCE_FAULTS = {
    "orphan community": (cell_of("communities", 2, 2, "S12999999"), "communities.csv, cell C3: 'S12999999': unknown"),
    "community in Scotland": (cell_of("communities", 2, 2, "S92000003"), "communities.csv, cell C3: 'S92000003'"),
    "orphan zone": (cell_of("data_zones", 1, 2, "S02999999"), "data_zones.csv, cell C2: 'S02999999': unknown"),
    "orphan outcome": (cell_of("data_zone_outcomes", 3, 0, "S01999999"), "data_zone_outcomes.csv, cell A4"),
    "unknown indicator": (cell_of("data_zone_outcomes", 3, 1, "Joy"), "cell B4: 'Joy': unknown indicator"),
    "unknown year": (cell_of("data_zone_outcomes", 3, 2, "2021"), "cell C4: '2021': unknown year"),
    "below 0": (cell_of("data_zone_outcomes", 1, 3, "-1"), "cell D2: -1.0: a percentage below 0"),
    "text": (cell_of("data_zones", 1, 3, "west"), "data_zones.csv, cell D2: 'west': not a number"),
    "infinite": (cell_of("data_zones", 1, 3, "inf"), "data_zones.csv, cell D2: 'inf': not a number"),
    "negative people": (cell_of("income_deprivation", 1, 2, "-3"), "cell C2: '-3': below 0"),
    "no number": (cell_of("income_deprivation", 1, 2, ""), "income_deprivation.csv, cell C2: '': not a number"),
    "group": (cell_of("communities", 1, 3, "one"), "communities.csv, cell D2: 'one': not a whole number"),
    "no name": (cell_of("areas", 1, 1, ""), "areas.csv, cell B2: '': name is empty"),
    "duplicate area": (cell_of("areas", 2, 0, "S12000001"), "areas.csv, cell A3: 'S12000001': a repeat of line 2"),
    "duplicate rank": (cell_of("communities", 2, 6, "1"), "communities.csv, cell C3: 'S12000001, 1': a repeat"),
    "duplicate edition": (cell_of("income_deprivation", 2, 1, "2016"), "cell A3: 'S02000001, 2016': a repeat"),
    "edition incomplete": (lambda w: w.reference["income_deprivation"].pop(), "'S02000004': the community has no row"),
    "two Scotlands": (cell_of("areas", 1, 3, ""), "areas.csv: 2 areas have no family_deprivation"),
    "missing column": (cell_of("areas", 0, 4, "density"), "areas.csv, row 1: 'family_density': there is no such"),
    "ragged": (
        lambda w: w.reference["areas"][1].append("x"),
        "areas.csv, cell A2: '': 6 cells where the heading has 5",
    ),
    "missing file": (lambda w: w.reference.pop("data_zones"), "data_zones.csv: there is no such file"),
    "empty table": (
        lambda w: w.reference.update(data_zone_outcomes=w.reference["data_zone_outcomes"][:1]),
        "data_zone_outcomes.csv: the table is empty",
    ),
    "outline of nowhere": (
        lambda w: w.shapes["areas"].update(S12999999=w.shapes["areas"]["S12000001"]),
        "areas.geojson: 'S12999999': the feature belongs to no known place",
    ),
    "no outline": (lambda w: w.shapes["communities"].pop("S02000003"), "'S02000003': the place has no feature"),
    "flat outline": (
        lambda w: w.shapes["areas"].update(S12000002=[[[0, 0], [1, 1], [2, 2], [0, 0]]]),
        "areas.geojson: 'S12000002': the feature encloses nothing",
    ),
    "no polygon": (lambda w: w.shapes["areas"].update(S12000002=5), "areas.geojson: not GeoJSON of polygons"),
}


@pytest.mark.parametrize("kind", REFERENCE_FAULTS)
def test_a_fault_of_the_reference_tables_is_named(built, refuse, kind):
    spoil, wanted = REFERENCE_FAULTS[kind]
    spoil(built)
    assert wanted in refuse()


def test_an_unreadable_table_is_named(built, refuse):
    arguments = built.write()
    (built.folder / "source" / "reference" / "areas.csv").write_bytes(b"area_code\xff\n")
    assert "areas.csv: cannot be read as CSV in UTF-8" in refuse(arguments)


def test_an_outline_twice(built, refuse):
    arguments = built.write()
    path = built.folder / "source" / "boundaries" / "areas.geojson"
    found = json.loads(path.read_text())
    found["features"] *= 2
    path.write_text(json.dumps(found))
    assert "'S12000001': the place has two features" in refuse(arguments)


def test_without_reference_tables_anywhere(world, capsys):
    assert main(world.write_workbooks()) == 1
    assert "data: holds no reference tables to keep; give --reference" in capsys.readouterr().err
    assert not world.out.exists()


def test_wrong_usage(capsys):
    for arguments in ([], ["build"], ["build", "--cpp", "x.xlsx"], ["bild"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--out", "--boundaries"])
def test_folders_that_hold_more_than_data_are_not_replaced(world, option, capsys):
    assert main([*world.write(), option, str(ROOT)]) == 1
    assert "is more than a folder of data" in capsys.readouterr().err


def test_data_inside_the_boundaries_is_refused(world, capsys):
    assert main([*world.write(), "--boundaries", str(world.folder)]) == 1
    assert "lies in the folder of the boundaries" in capsys.readouterr().err


# All or nothing


@pytest.mark.parametrize("failing", range(4))
def test_a_failing_rename_leaves_everything_as_it_was(built, monkeypatch, capsys, failing):
    elsewhere = built.folder / "shapes"
    arguments = [*built.write(), "--boundaries", str(elsewhere)]
    assert main(arguments) == 0
    before = content(built.out), content(elsewhere)
    built.cpp["Crimes"][1][1] = 999
    built.write_workbooks()
    rename, count = Path.rename, iter(range(100))

    def fails(path, target):
        if next(count) == failing:
            raise OSError("no space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    assert main(arguments) == 1
    assert "cannot be written (no space left on device)" in capsys.readouterr().err
    assert (content(built.out), content(elsewhere)) == before
    assert [path.name for path in built.folder.iterdir() if path.name.startswith(".")] == []


def test_an_interruption_while_writing_leaves_everything_as_it_was(built, monkeypatch):
    before = content(built.out)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(boundaries, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        main(built.write())
    assert content(built.out) == before
    assert [path.name for path in built.folder.iterdir() if path.name.startswith(".")] == []


def test_a_build_cut_short_is_undone_by_the_next(built):
    before = content(built.out)
    built.out.rename(built.folder / ".data.old")
    (built.folder / ".data.new").mkdir()
    publish.recover(built.out)
    assert content(built.out) == before
    assert main(built.write_workbooks()) == 0
    assert [path.name for path in built.folder.iterdir() if path.name.startswith(".")] == []


def test_a_first_build_that_fails_leaves_nothing(world, monkeypatch):
    def fails(*_):
        raise OSError("no")

    monkeypatch.setattr(Path, "rename", fails)
    assert main(world.write()) == 1
    assert not world.out.exists()


# The published workbooks


@pytest.mark.skipif(not SOURCE.is_dir(), reason="the published workbooks are not here")
def test_the_bundled_data_is_what_the_published_workbooks_give(tmp_path):
    workbooks = [str(SOURCE / name) for name in ("cpp-2023-10.xlsx", "communities-2023-09.xlsx")]
    run = subprocess.run(
        [sys.executable, "-m", "cpop", "build", "--cpp", workbooks[0], "--communities", workbooks[1]]
        + ["--reference", str(SOURCE), "--out", str(tmp_path / "data")],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "Blank cells, kept as missing: 4" in run.stdout
    made = content(tmp_path / "data")
    bundled = content(ROOT / "data")
    shapes = content(ROOT / "cpop" / "static" / "boundaries")
    bundled |= {f"boundaries/{name}": digest for name, digest in shapes.items()}
    del made["edition.json"], bundled["edition.json"]
    assert made == bundled

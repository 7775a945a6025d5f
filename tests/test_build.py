"""The build: what it makes of two workbooks, what it refuses and how it says so, and that it never does half."""

import datetime
import errno
import gzip
import hashlib
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import shapely
from workbooks import AREAS, COMMUNITIES, World, figures

from cpop.__main__ import main
from cpop.build import boundaries, datapackage, edition, newer, outline, parquet
from cpop.build.sheet import Sheet
from cpop.build.workbook import Workbook

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "source"
ACCEPT = ["--accept-changes"]
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
        assert left_over(world) == []
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
    capsys.readouterr()
    assert main([*built.write_workbooks("2024-11"), *ACCEPT]) == 0
    said = capsys.readouterr().out
    assert "Years added for areas: 2019/20, 2023/24 (every indicator)" in said
    assert "Values of another status than before, such as projected and now raw: 14" in said
    assert "Projected before, measured now: 14 values\n  Child poverty: 7, half of them within" in said
    edition_record = record(built)
    years = [edition_record[name] for name in ("first_year", "last_observed_year", "last_year")]
    assert years == [2019, 2022, 2023]
    assert edition_record["title"] == "November 2024"
    assert values(built)["cpp", "S12000001", "child_poverty", "2022/23"].status == "raw"


def test_fewer_years_and_indicators_load_too(built, capsys):
    del built.cpp["Crimes"]
    built.cpp["Chi Pov - CPP"] = figures("Child Poverty", AREAS, 10, ["Raw data_2021/22"])
    capsys.readouterr()
    assert main([*built.write_workbooks(), *ACCEPT]) == 0
    said = capsys.readouterr().out
    assert "Indicators dropped for areas: Recorded crime\n" in said
    assert "Years dropped for areas: 2020/21, 2022/23 (every indicator)" in said


def test_a_refresh_keeps_the_reference_tables(built):
    before = content(built.out)
    built.cpp["Crimes"][1][1] = 200.15
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


def test_the_titles_are_asked_for_or_read_from_the_files(world):
    assert main([*world.write(), "--title", "Spring 2024", "--community-title", "Summer 2024"]) == 0
    assert (record(world)["title"], record(world)["community_title"]) == ("Spring 2024", "Summer 2024")
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
    assert main([*built.write_workbooks(), *ACCEPT]) == 0
    said = capsys.readouterr().out
    assert "Values revised: 2 of 45 (2 at the precision shown)" in said
    assert "Child poverty: 2 revised, the largest Kilchattan Bay, 2021/22: 23.1 -> 32.1" in said
    assert "Blanks filled: 0; values now blank: 1" in said


def test_the_first_report_has_nothing_to_compare_with(world, capsys):
    assert main(world.write()) == 0
    said = capsys.readouterr().out
    assert "nothing to compare with" in said
    assert "Data zone percentages over 100, kept: 1 (Child poverty 1)" in said


# The edition before, and newer figures


def test_the_edition_in_place_becomes_the_one_before(built, capsys):
    assert record(built)["previous"] == {"title": None, "community_title": None}
    assert parquet.read(built.out, "previous_observation").empty
    built.cpp["Crimes"][1][1] = 200.05
    assert main(built.write_workbooks("2024-10")) == 0
    before = parquet.read(built.out, "previous_observation")
    assert set(before["level"]) == {"scotland", "cpp"}, "the communities' workbook is of the same edition"
    assert record(built)["previous"] == {"title": "October 2023", "community_title": None}
    was = before[(before["place_code"] == "S12000002") & (before["indicator"] == "crime_rate")]
    assert was["value"].tolist() == pytest.approx([200.0, 200.1, 200.2])
    assert values(built)["cpp", "S12000002", "crime_rate", "2020/21"].value == 200.05


def test_the_same_edition_again_keeps_the_one_before(built, capsys):
    assert main([*built.write_workbooks("2024-10"), "--community-title", "October 2024"]) == 0
    kept = content(built.out)["previous_observation.parquet"]
    built.cpp["Crimes"][1][1] = 200.05
    capsys.readouterr()
    assert main([*built.write_workbooks("2024-10"), "--community-title", "October 2024"]) == 0
    assert content(built.out)["previous_observation.parquet"] == kept
    assert record(built)["previous"] == {"title": "October 2023", "community_title": "September 2023"}
    said = capsys.readouterr().out
    revised = "Values revised: 1 of"
    assert f"Against the data here before, October 2024 (communities: October 2024):\n{revised} 45 (0 at" in said
    assert f"Against the edition before, October 2023 (communities: September 2023):\n{revised} 42 (0 at" in said


def test_an_older_edition_is_not_preceded_by_a_newer_one(built):
    assert main([*built.write_workbooks("2022-08"), "--community-title", "August 2022"]) == 0
    assert record(built)["previous"] == {"title": None, "community_title": None}
    assert main(built.write_workbooks()) == 0
    assert record(built)["previous"] == {"title": "August 2022", "community_title": "August 2022"}


def test_newer_figures_are_refreshed_alone(built, capsys):
    before = content(built.out)
    capsys.readouterr()
    assert main(built.write_newer()) == 0
    assert "Newer figures: 9 of 2 series, the last of 2024/25\n  9 new, 0 revised, 0 gone" in capsys.readouterr().out
    after = content(built.out)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"newer.parquet", "newer_series.parquet", "datapackage.json"}
    figures = parquet.read(built.out, "newer")
    pay = figures[(figures["series"] == "pay") & (figures["area_code"] == "S12000001")].iloc[0]
    assert (pay.period, pay.value, pay.low_95, pay.high_95) == ("2023", 510, 490, 530)
    assert pay.start == datetime.datetime(2023, 1, 1)
    series = parquet.read(built.out, "newer_series").set_index("series")
    assert series.index.tolist() == ["poverty", "pay"]
    assert series.loc["pay", "released"] == datetime.datetime(2025, 10, 24), "the newest of two"
    assert series.loc["poverty", "beside"] == "child_poverty"

    built.newer = built.newer[:-1]
    built.newer[1][4] = 19.5
    with pytest.raises(AssertionError):
        assert main(built.write_newer()) == 0
    built.newer.append(["pay", "S92000003", "2024-01-01", "P1Y", "520", "", "", ""])
    capsys.readouterr()
    assert main(built.write_newer()) == 0
    assert "1 new, 1 revised, 1 gone" in capsys.readouterr().out


def test_newer_figures_outlast_an_edition(built):
    assert main(built.write_newer()) == 0
    kept = content(built.out)["newer.parquet"]
    assert main(built.write("2024-10")) == 0
    assert content(built.out)["newer.parquet"] == kept


def test_newer_figures_need_an_edition(world, capsys):
    assert main(world.write_newer()) == 1
    assert "data: holds no edition; give both workbooks" in capsys.readouterr().err
    assert not world.out.exists()


@pytest.mark.parametrize(
    ("start", "length", "label"),
    [
        ("2023-01-01", "P1Y", "2023"),
        ("2022-04-01", "P1Y", "2022/23"),
        ("2020-01-01", "P3Y", "2020 to 2022"),
        ("2020-04-01", "P3Y", "2020/21 to 2022/23"),
        ("2025-04-30", "P1D", "April 2025"),
        ("2024-12-01", "P1M", "December 2024"),
        ("2024-11-01", "P3M", "November 2024 to January 2025"),
        ("2024-11-01", "PT5H", None),
    ],
)
def test_a_period_is_named_as_it_is_read(start, length, label):
    assert newer.label_of(datetime.date.fromisoformat(start), length) == label


def test_people_and_settlements_reach_their_tables(built):
    population = parquet.read(built.out, "population")
    assert population.iloc[0].tolist() == ["S02000001", 2019, 1000, 200, 50, 600, 200, 900]
    settlement = parquet.read(built.out, "settlement")
    assert settlement["name"].tolist() == ["Brodick", "Rothesay"]
    assert settlement.loc[0, "other_names"] == "Breadhaig|Tràigh a' Chaisteil"
    assert settlement["other_names"].isna().tolist() == [False, True]


# Boundaries


def features(path):
    return {feature["id"]: feature for feature in json.loads(path.read_text())["features"]}


def is_clockwise(ring):
    """Whether twice the area inside a closed ring, above 0 where it runs anticlockwise, is below."""
    west, south = ring[0]
    return (
        sum(
            (x1 - west) * (y2 - south) - (x2 - west) * (y1 - south)
            for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False)
        )
        < 0
    )


def test_outlines_are_turned_for_plotly(built):
    folder = built.out / "boundaries"
    areas = features(folder / "areas.geojson")
    assert areas["S12000002"]["properties"] == {"code": "S12000002", "name": "Isle of Bute"}
    communities = features(folder / "communities.geojson")
    assert communities["S02000001"]["properties"]["area"] == "Arran"
    for one in [*areas.values(), *communities.values()]:
        outer, *holes = one["geometry"]["coordinates"]
        assert is_clockwise(outer)
        assert outer[0] == outer[-1]
        assert not any(is_clockwise(hole) for hole in holes)
    assert len(areas["S12000001"]["geometry"]["coordinates"]) == 2
    assert set(features(folder / "communities" / "arran.geojson")) == {"S02000001", "S02000002"}
    zones = features(folder / "data_zones" / "isle-of-bute.geojson")
    assert {code: one["properties"] for code, one in zones.items()} == {"S01000002": {"code": "S01000002"}}


def test_thinned_neighbours_still_share_their_border():
    wavy = [(-5 + 0.001 * (i % 3), 56 + i / 100) for i in range(101)]
    left = [(-6.0, 56.0), *wavy, (-6.0, 57.0), (-6.0, 56.0)]
    right = [(-4.0, 57.0), *wavy[::-1], (-4.0, 56.0), (-4.0, 57.0)]
    shapes = outline.thinned({"left": shapely.Polygon(left), "right": shapely.Polygon(right)}, 0.05)
    found = [
        {tuple(point) for point in outline.rings(shape, 4)[0][0] if -5.5 < point[0] < -4.5} for shape in shapes.values()
    ]
    assert found[0] == found[1]
    assert 2 <= len(found[0]) < 20


@pytest.mark.parametrize(("height", "is_kept"), [(1.5, False), (2.5, True)])
def test_what_is_cut_off_is_measured_on_the_ground_where_a_degree_of_longitude_is_half_one_of_latitude(height, is_kept):
    # A point two degrees wide: 1.5 and 2.5 square degrees, but 0.8 and 1.4 with both sides as long as one of latitude.
    top = (5.0, 10 + height)
    outline_of_it = [(0, 0), (0, 10), (4, 10), top, (6, 10), (10, 10), (10, 0), (0, 0)]
    found = outline.thinned({"one": shapely.Polygon(outline_of_it)}, 1)["one"]
    assert (top in [(round(x, 6), round(y, 6)) for x, y in found.exterior.coords]) == is_kept


def test_an_outline_too_small_to_thin_stays():
    islet = shapely.box(-6, 56, -5.999, 56.001)
    assert outline.rings(outline.thinned({"islet": islet}, 1)["islet"], 4)


def test_a_slip_of_rounding_is_mended_and_neighbours_are_joined():
    # The left neighbour's border has a point that the right one's lacks, and folds over itself by a hair.
    left = shapely.Polygon([(-6, 56), (-5, 56), (-5, 56.5), (-5.00001, 56.4), (-5, 56.6), (-5, 57), (-6, 57)])
    right = shapely.box(-5, 56, -4, 57)
    assert outline.fault(left) is None
    joined = outline.mended({"left": left, "right": right})
    assert shapely.coverage_is_valid(list(joined.values()))
    assert outline.overlapping({"left": left, "right": right}, joined) == {}


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
    zones = parquet.read(ROOT / "data", "data_zone").merge(community, on="community_code").merge(area, on="area_code")
    for slug, inside in zones.groupby("slug")["data_zone_code"]:
        path = folder / "data_zones" / f"{slug}.geojson"
        assert set(features(path)) == set(inside)
        if slug != "highland":
            assert len(gzip.compress(path.read_bytes())) < 100_000, slug
    assert (folder / "areas.geojson").stat().st_size < 150_000
    for path in folder.rglob("*.geojson"):
        shapes = [shapely.geometry.shape(one["geometry"]) for one in features(path).values()]
        assert shapely.coverage_is_valid(shapes), f"{path.name}: neighbours part or overlap"
        assert all(shape.area for shape in shapes)
        for one in features(path).values():
            shapes = one["geometry"]["coordinates"]
            for outer, *holes in [shapes] if one["geometry"]["type"] == "Polygon" else shapes:
                assert is_clockwise(outer)
                assert not any(is_clockwise(hole) for hole in holes)


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
    "a rate below 0": (change("Crimes", 2, 1, -3), "Crimes", "B3", "-3", "Crime Rate can only be 0 or more"),
    "headings out of step": (
        lambda w: w.cpp[CHILD].__setitem__(0, [w.cpp[CHILD][0][at] for at in (0, 2, 1, 3)]),
        CHILD,
        "C1",
        "'Child Poverty_Raw data_2020/21'",
        "out of step: it stands after 2021/22",
    ),
    "figures without a heading": (
        lambda w: [row.append(None if number == 0 else 5) for number, row in enumerate(w.cpp[CHILD])],
        CHILD,
        "E1",
        None,
        "figures without a heading; give it, or move them away",
    ),
    "labels: another area": (
        change("Labels", 2, 2, "Bute, Isle of"),
        "Labels",
        "C3",
        "'Bute, Isle of'",
        "the community has lain in Arran; correct it, or give --reference",
    ),
    "labels: another type": (
        lambda w: w.communities["Labels"][2].__setitem__(slice(3, None), [3, "Hamlet"]),
        "Labels",
        "D3",
        "3",
        "the community has been of type 2; correct it, or give --reference",
    ),
    "labels: a type with two names": (
        change("Labels", 4, 4, "Hamlet"),
        "Labels",
        "E5",
        "'Hamlet'",
        "type 2 is 'Village' elsewhere",
    ),
    "labels: two communities of one name": (
        change("Labels", 2, 1, "BRODICK"),
        "Labels",
        "B3",
        "'S02000002'",
        "a community 'BRODICK' is 'S02000001' elsewhere",
    ),
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


def test_faults_alike_are_told_as_one_with_their_number(built, refuse):
    for row in built.communities[IGZ][1:]:
        row[1:] = ["n/a"] * 3
    said = refuse().splitlines()
    assert (
        f"communities-2023-09.xlsx, sheet {IGZ!r}, cell B2: 'n/a': not a number; write one, or leave the cell empty if "
        "the figure is missing (and 11 more like it, the last in D5)"
    ) in said
    assert sum("not a number" in line for line in said) == 1
    assert said[-1] == "12 faults: nothing was written"


def saved_again(world, change):
    """The written areas' workbook, changed by way of openpyxl; the arguments of a refresh from it."""
    arguments = world.write_workbooks()
    path = world.folder / "cpp-2023-10.xlsx"
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return arguments


def test_merged_cells_are_refused(built, refuse):
    arguments = saved_again(built, lambda book: book["Crimes"].merge_cells("B2:B3"))
    assert "cpp-2023-10.xlsx, sheet 'Crimes', cell B2:B3: merged cells; unmerge them" in refuse(arguments)


def test_a_chart_is_no_sheet(built, refuse):
    arguments = saved_again(built, lambda book: book.create_chartsheet("Bars").add_chart(openpyxl.chart.BarChart()))
    assert "cpp-2023-10.xlsx, sheet 'Bars': a chart without cells; delete it" in refuse(arguments)


def test_a_sheet_that_the_workbook_does_not_hold_is_missed(built, refuse):
    arguments = built.write_workbooks()
    path = built.folder / "cpp-2023-10.xlsx"
    with zipfile.ZipFile(path) as parts:
        held = {name: parts.read(name) for name in parts.namelist() if name != "xl/worksheets/sheet2.xml"}
    with zipfile.ZipFile(path, "w") as parts:
        for name, part in held.items():
            parts.writestr(name, part)
    assert "sheet 'Crimes': the workbook names the sheet, but does not hold it; restore it" in refuse(arguments)


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
    "zone of nowhere": (
        lambda w: w.shapes["data_zones"].update(S01999999=w.shapes["data_zones"]["S01000001"]),
        "data_zones.geojson: 'S01999999': the feature belongs to no known place",
    ),
    "no outline of a zone": (
        lambda w: w.shapes["data_zones"].pop("S01000002"),
        "data_zones.geojson: 'S01000002': the place has no feature",
    ),
    "zone that crosses itself": (
        lambda w: w.shapes["data_zones"].update(S01000001=[[[-8, 55], [-7, 57], [-7, 55], [-8, 57], [-8, 55]]]),
        "data_zones.geojson: 'S01000001': the outline crosses itself (self-intersection at -7.5, 56); correct it",
    ),
    "zone in metres": (
        lambda w: w.shapes["data_zones"].update(S01000001=[[[2e5, 6e5], [3e5, 6e5], [3e5, 7e5], [2e5, 6e5]]]),
        "data_zones.geojson: 'S01000001': the feature lies outside Scotland",
    ),
    "area with latitude first": (
        lambda w: w.shapes["areas"].update(
            S12000001=[[point[::-1] for point in ring] for ring in w.shapes["areas"]["S12000001"]]
        ),
        "areas.geojson: 'S12000001': the feature lies outside Scotland",
    ),
    "communities that overlap": (
        lambda w: w.shapes["communities"].update(S02000001=[[[-8, 55], [-6.5, 55], [-6.5, 57], [-8, 57], [-8, 55]]]),
        "communities.geojson: 'S02000002': the feature overlaps that of S02000001; correct the border between them",
    ),
    "zone away from its outline": (
        cell_of("data_zones", 1, 3, "-5.5"),
        "data_zones.csv, line 2: '-5.5, 56.1': the place lies away from the outline of S01000001",
    ),
    "zone outside Scotland": (cell_of("data_zones", 1, 4, "51.5"), "data_zones.csv, line 2: '-7.5, 51.5': the place"),
    "settlement outside Scotland": (
        cell_of("places", 1, 3, "7.4"),
        "places.csv, line 2: '7.4, 56.2': the place lies outside Scotland; correct its longitude and latitude",
    ),
    "settlement in another community": (
        cell_of("places", 1, 5, "S02000004"),
        "places.csv, line 2: '-7.4, 56.2': the place lies away from the outline of S02000004",
    ),
    "settlement of nowhere": (cell_of("places", 2, 5, "S02999999"), "places.csv, cell F3: 'S02999999': unknown"),
    "settlement without a name": (cell_of("places", 2, 0, ""), "places.csv, cell A3: '': place is empty"),
    "settlement twice": (
        lambda w: w.reference["places"].append(w.reference["places"][1]),
        "places.csv, cell A4: 'Brodick, S02000001': a repeat of line 2",
    ),
    "people of nowhere": (cell_of("population", 1, 0, "S02999999"), "population.csv, cell A2: 'S02999999': unknown"),
    "nobody counted": (lambda w: w.reference["population"].pop(), "'S02000004': the community has no row; add it"),
    "ages that do not add up": (cell_of("population", 1, 2, "999"), "population.csv, cell C2: 999: not the sum of"),
    "too many young people": (cell_of("population", 1, 4, "601"), "population.csv, cell E2: 601: more than aged_16"),
    "too few under 75": (cell_of("population", 1, 7, "799"), "population.csv, cell H2: 799: less than all under 65"),
    "half a person": (cell_of("population", 1, 3, "200.5"), "population.csv, cell D2: '200.5': not a whole number"),
    "people of two years": (cell_of("population", 1, 1, "2020"), "population.csv: '2019, 2020': more than one year"),
    "no polygon": (lambda w: w.shapes["areas"].update(S12000002=5), "areas.geojson: not GeoJSON of polygons"),
}


@pytest.mark.parametrize("kind", REFERENCE_FAULTS)
def test_a_fault_of_the_reference_tables_is_named(built, refuse, kind):
    spoil, wanted = REFERENCE_FAULTS[kind]
    spoil(built)
    assert wanted in refuse()


def newer_cell(row, column, value):
    return lambda world: world.newer[row].__setitem__(column, value)


def newer_field(code, name, value):
    return lambda world: world.series[code].__setitem__(name, value)


NEWER_FAULTS = {
    "unknown series": (newer_cell(1, 0, "joy"), "newer.csv, cell A2: 'joy': unknown series, not in newer.toml"),
    "unknown area": (newer_cell(1, 1, "S12999999"), "newer.csv, cell B2: 'S12999999': unknown area"),
    "no date": (newer_cell(1, 2, "2023"), "newer.csv, cell C2: '2023': not a date like 2023-04-01"),
    "no length": (newer_cell(1, 3, "a year"), "newer.csv, cell D2: 'a year': not a length of whole years"),
    "text": (newer_cell(1, 4, "many"), "newer.csv, cell E2: 'many': not a number"),
    "over 100": (newer_cell(1, 4, "101"), "newer.csv, cell E2: 101.0: poverty is a percentage, from 0 to 100"),
    "negative": (newer_cell(3, 4, "-1"), "newer.csv, cell E4: -1.0: pay is never below 0"),
    "half an interval": (newer_cell(3, 5, ""), "newer.csv, cell F4: an interval has two ends"),
    "outside its interval": (
        newer_cell(3, 4, "600"),
        "newer.csv, cell E4: 600.0: lies outside its interval, 490 to 530",
    ),
    "twice": (lambda w: w.newer.append(w.newer[1]), "newer.csv, cell A11: 'poverty, S12000001, 2023-04-01': a repeat"),
    "before its time": (newer_cell(1, 2, "2027-04-01"), "'2027-04-01': begins after poverty was released, 26/03/2026"),
    "an area missing": (
        lambda w: w.newer.__delitem__(slice(7, 10)),
        "newer.csv: 'S92000003': the area has no figure of poverty; add its rows, or drop the series",
    ),
    "no such indicator": (newer_field("pay", "beside", "joy"), "newer.toml, [pay] beside: 'joy': no indicator"),
    "direction": (newer_field("pay", "better", "more"), "newer.toml, [pay] better: 'more': use higher or lower"),
    "release": (newer_field("pay", "released", "2025"), "newer.toml, [pay] released: '2025': not a date"),
    "address": (newer_field("pay", "address", "http://x"), "newer.toml, [pay] address: 'http://x': not an address"),
    "decimals": (newer_field("pay", "decimals", "two"), "newer.toml, [pay] decimals: 'two': not a int"),
    "empty": (newer_field("pay", "label", " "), "newer.toml, [pay] label: ' ': the field is empty"),
    "unknown field": (newer_field("pay", "colour", "red"), "newer.toml, [pay] colour: 'red': unknown field"),
    "field missing": (lambda w: w.series["pay"].pop("source"), "newer.toml, [pay] source: the field is missing"),
}


@pytest.mark.parametrize("kind", NEWER_FAULTS)
def test_a_fault_of_the_newer_figures_is_named(built, refuse, kind):
    spoil, wanted = NEWER_FAULTS[kind]
    spoil(built)
    assert wanted in refuse(built.write_newer())


def test_newer_figures_that_are_not_there(built, refuse):
    arguments = built.write_newer()
    (built.folder / "newer" / "newer.csv").unlink()
    (built.folder / "newer" / "newer.toml").write_text("[pay")
    said = refuse(arguments)
    assert "newer.csv: there is no such file; put it into the folder newer" in said
    assert "newer.toml: not TOML in UTF-8" in said


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
    wrong = ([], ["build"], ["build", "--cpp", "x.xlsx"], ["build", "--reference", "x"], ["bild"])
    for arguments in (*wrong, ["build", "--newer", "x", "--title", "May 2024"]):
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


def left_over(world):
    """What a build should not leave: stages, and files and folders whose name starts with a dot."""
    return [str(path) for path in world.folder.rglob(".*")]


@pytest.mark.parametrize("failing", [0, 1, 7, 13, 18])
def test_a_failing_rename_leaves_everything_as_it_was(built, monkeypatch, capsys, failing):
    elsewhere = built.folder / "shapes"
    arguments = [*built.write(), "--boundaries", str(elsewhere)]
    assert main(arguments) == 0
    before = content(built.out), content(elsewhere)
    built.cpp["Crimes"][1][1] = 200.05
    built.reference["areas"][1][1:3] = ["Great Arran", "Arran"]
    built.write()
    replace, count = Path.replace, itertools.count()

    def fails(path, target):
        if next(count) == failing:
            raise PermissionError("not yours")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fails)
    assert main(arguments) == 1
    assert next(count) > failing
    assert "cannot be written (not yours)" in capsys.readouterr().err
    assert (content(built.out), content(elsewhere)) == before
    assert left_over(built) == []


def test_outlines_of_areas_that_are_no_more_go(built):
    elsewhere = built.folder / "shapes"
    arguments = [*built.write(), "--boundaries", str(elsewhere)]
    assert main(arguments) == 0
    (elsewhere / "README").write_text("ours")
    built.reference["areas"][1][1:3] = ["Great Arran", "Arran"]
    built.write()
    assert main(arguments) == 0
    assert sorted(path.name for path in elsewhere.rglob("*") if path.is_file()) == sorted(
        ["README", "areas.geojson", "communities.geojson"] + ["great-arran.geojson", "isle-of-bute.geojson"] * 2
    )


def test_an_interruption_while_writing_leaves_everything_as_it_was(built, monkeypatch):
    before = content(built.out)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(boundaries, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        main(built.write())
    assert content(built.out) == before
    assert left_over(built) == []


def test_what_a_killed_build_staged_is_taken_away_by_the_next(built):
    (built.out / ".new" / ".old").mkdir(parents=True)
    (built.out / ".new" / "area.parquet").write_text("half a tab")
    assert main(built.write_workbooks()) == 0
    assert left_over(built) == []
    assert len(parquet.read(built.out, "area")) == 3


def test_a_first_build_that_fails_leaves_nothing(world, monkeypatch):
    def fails(*_):
        raise OSError("no")

    monkeypatch.setattr(Path, "replace", fails)
    assert main(world.write()) == 1
    assert not world.out.exists()


def test_a_full_disk_is_told_in_a_line(built, refuse, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(datapackage, "write", full)
    assert refuse().splitlines()[-2:] == [
        f"{built.out}: the disk is full; make room and build again",
        "1 fault: nothing was written",
    ]


@pytest.mark.parametrize("allowed", [2_000, 500])
def test_a_disk_that_takes_no_more_leaves_nothing_behind(built, allowed):
    """A true failure in the middle of a file: the operating system lets this process write no longer ones."""
    before, arguments = content(built.out), built.write()
    limited = (
        "import resource, signal, sys; from cpop.__main__ import main; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    )
    limited += f"; resource.setrlimit(resource.RLIMIT_FSIZE, ({allowed}, {allowed})); sys.exit(main(sys.argv[1:]))"
    run = subprocess.run([sys.executable, "-c", limited, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 1
    assert "cannot be written" in run.stderr.splitlines()[-2]
    assert "Traceback" not in run.stderr
    assert content(built.out) == before
    assert left_over(built) == []


# The published workbooks


@pytest.mark.skipif(not SOURCE.is_dir(), reason="the published workbooks are not here")
def test_the_bundled_data_is_what_the_published_workbooks_give(tmp_path):
    def build(cpp, communities, *options):
        run = subprocess.run(
            [sys.executable, "-m", "cpop", "build", "--cpp", str(SOURCE / cpp), "--communities"]
            + [str(SOURCE / communities), "--out", str(tmp_path / "data"), *ACCEPT, *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": "7"},
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    sources = ["--reference", str(SOURCE), "--newer", str(SOURCE / "newer")]
    said = build("previous/cpp-2022-08.xlsx", "previous/communities-2022-08.xlsx", *sources)
    assert "'Emergency hos (65+) - IGZ', cell N521, O521, P521" in said
    said = build("cpp-2023-10.xlsx", "communities-2023-09.xlsx")
    assert "Blank cells, kept as missing: 4" in said
    assert "Against the data here before, August 2022 (communities: August 2022):" in said
    assert "Against the edition before" not in said
    made = content(tmp_path / "data")
    bundled = content(ROOT / "data")
    shapes = content(ROOT / "cpop" / "static" / "boundaries")
    bundled |= {f"boundaries/{name}": digest for name, digest in shapes.items()}
    del made["edition.json"], bundled["edition.json"]
    assert made == bundled

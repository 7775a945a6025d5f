"""A slip in a workbook is refused, or asked about, or changes nothing: 200 slips, one at a time.

The workbooks are made up, longer than those of test_build: three indicators, six areas, twelve communities, nine years.
"""

import datetime
import hashlib
import random
import re
import shutil
import zipfile

import openpyxl
import pytest
from workbooks import World, square

from cpop.__main__ import main

MUTATIONS = 200
YEARS = [f"20{year}/{year + 1}" for year in range(12, 21)]
STATUSES = ["Imputed", *["Raw data"] * 6, "Projected", "Projected"]
AREAS = ["Arran", "Bute", "Coll", "Danna", "Eigg", "Flotta"]
COMMUNITIES = [f"S020000{number}" for number in range(10, 22)]
SHEETS = {"Poverty": ("Child Poverty", 20), "Crimes": ("Crime Rate", 900), "Deaths": ("Early Mortality", 400)}
OTHER = "Dwelling Fires"


def figures(chance, indicator, start, places):
    """The rows of a sheet: each place has its own height, each year a small step, each figure a little of its own."""
    rows = [[None, *[f"{indicator}_{status}_{year}" for status, year in zip(STATUSES, YEARS, strict=True)]]]
    for number, place in enumerate(places):
        height = start * (1 + number / 20)
        rows.append([place, *[height * (1 + year / 100 + chance.random() / 200) for year in range(len(YEARS))]])
    return rows


class Islands(World):
    """A World with enough places and years that a slip stands out from what figures do by themselves."""

    def __init__(self, folder):
        super().__init__(folder)
        chance = random.Random(3)
        codes = {area: f"S1200000{number}" for number, area in enumerate(AREAS, 1)}
        homes = {code: AREAS[number // 2] for number, code in enumerate(COMMUNITIES)}
        kinds = {code: (number % 3 + 1, f"Type {'ABC'[number % 3]}") for number, code in enumerate(COMMUNITIES)}
        names = {code: f"Place {number}" for number, code in enumerate(COMMUNITIES)}
        self.cpp = {f"{title} - CPP": figures(chance, *of, [*AREAS, "Scotland"]) for title, of in SHEETS.items()}
        self.communities = {
            "Labels": [
                ["InterZone", "InterZone_Name", "CPP", "Typology_Group", "Typology_Name"],
                *[[code, names[code], homes[code], *kinds[code]] for code in COMMUNITIES],
            ],
            **{f"{title} - IGZ": figures(chance, *of, COMMUNITIES) for title, of in SHEETS.items()},
        }
        heads = {name: rows[0] for name, rows in self.reference.items()}
        self.reference = {
            "areas": [
                *[[codes[area], area, area, str(n % 4 + 1), str(n % 4 + 1)] for n, area in enumerate(AREAS)],
                ["S92000003", "Scotland", "Scotland", "", ""],
            ],
            "communities": [
                [code, names[code], codes[homes[code]], str(kinds[code][0]), kinds[code][1], "", ""]
                for code in COMMUNITIES
            ],
            "data_zones": [["S01000001", "Place 0 - 01", COMMUNITIES[0], "-7.9", "56"]],
            "income_deprivation": [[code, "2020", "10", "100"] for code in COMMUNITIES],
            "data_zone_outcomes": [["S01000001", "Child Poverty", "2020/21", "12.5"]],
            "population": [[code, "2019", "1000", "200", "50", "600", "200", "900"] for code in COMMUNITIES],
            "places": [["Place", "", "620", "-7.9", "56", COMMUNITIES[0]]],
        }
        self.reference = {name: [heads[name], *rows] for name, rows in self.reference.items()}
        strips = [[square(n / 4, 0, (n + 1) / 4, 2)] for n in range(len(COMMUNITIES))]
        self.shapes = {
            "areas": {codes[area]: [square(n / 2, 0, (n + 1) / 2, 2)] for n, area in enumerate(AREAS)},
            "communities": dict(zip(COMMUNITIES, strips, strict=True)),
            "data_zones": {"S01000001": strips[0]},
        }


# Slips: each changes the world, or returns what to do to the written workbook. pick: a source of chance.


def sheet(pick, world):
    """The rows of a sheet of figures, of either workbook."""
    book = pick.choice([world.cpp, world.communities])
    return book[pick.choice([title for title in book if title != "Labels"])]


def cell(pick, rows):
    return pick.randrange(1, len(rows)), pick.randrange(1, len(rows[0]))


def set_cell(value):
    def slip(pick, world):
        rows = sheet(pick, world)
        row, column = cell(pick, rows)
        rows[row][column] = value(rows[row][column]) if callable(value) else value

    return slip


def times(factor, whole):
    """Multiplies a column of figures, or a whole sheet."""

    def slip(pick, world):
        rows = sheet(pick, world)
        columns = range(1, len(rows[0])) if whole else [cell(pick, rows)[1]]
        for row in rows[1:]:
            for column in columns:
                row[column] *= factor

    return slip


def exchange_columns(heads, bodies):
    def slip(pick, world):
        rows = sheet(pick, world)
        one, other = pick.sample(range(1, len(rows[0])), 2)
        for row in (rows if bodies else rows[:1]) if heads else rows[1:]:
            row[one], row[other] = row[other], row[one]

    return slip


def exchange_places(pick, world):
    rows = sheet(pick, world)
    one, other = pick.sample(range(1, len(rows)), 2)
    rows[one][0], rows[other][0] = rows[other][0], rows[one][0]


def exchange_cells(pick, world):
    rows = sheet(pick, world)
    column = cell(pick, rows)[1]
    one, other = pick.sample(range(1, len(rows)), 2)
    rows[one][column], rows[other][column] = rows[other][column], rows[one][column]


def shift_down(pick, world):
    rows = sheet(pick, world)
    column = cell(pick, rows)[1]
    shifted = [row[column] for row in rows[1:]]
    for row, value in zip(rows[1:], [shifted[-1], *shifted[:-1]], strict=True):
        row[column] = value


def sort_names_alone(pick, world):
    rows = sheet(pick, world)
    names = sorted((row[0] for row in rows[1:]), reverse=True)
    for row, name in zip(rows[1:], names, strict=True):
        row[0] = name


def head(change):
    """Changes the heading of one column: of (indicator, status, year) makes another such three, or a text."""

    def slip(pick, world):
        rows = sheet(pick, world)
        column = cell(pick, rows)[1]
        made = change(pick, *rows[0][column].split("_"))
        rows[0][column] = made if isinstance(made, str) else "_".join(made)

    return slip


def all_heads(change):
    def slip(pick, world):
        rows = sheet(pick, world)
        rows[0][1:] = ["_".join(change(*text.split("_"))) for text in rows[0][1:]]

    return slip


def next_year(label):
    year = int(label[:4]) + 1
    return f"{year}/{(year + 1) % 100:02}"


def shift_heads(by):
    def slip(pick, world):
        rows = sheet(pick, world)
        rows[0] = [None, *rows[0][:-1]] if by > 0 else [*rows[0][1:], None]

    return slip


def columns(change):
    """Changes the list of columns, each a list of cells."""

    def slip(pick, world):
        rows = sheet(pick, world)
        made = [list(column) for column in zip(*rows, strict=True)]
        change(made, pick.randrange(1, len(made)))
        rows[:] = [list(row) for row in zip(*made, strict=True)]

    return slip


def copy_before(made, at):
    at = max(at, 2)
    made[at][1:] = made[at - 1][1:]


def rows_of(change):
    def slip(pick, world):
        rows = sheet(pick, world)
        change(rows, pick.randrange(1, len(rows)))

    return slip


def blank_row(rows, at):
    rows[at][1:] = [None] * (len(rows[at]) - 1)


def drop_sheet(pick, world):
    book = pick.choice([world.cpp, world.communities])
    del book[pick.choice([title for title in book if title != "Labels"])]


def two_sheets(change):
    def slip(pick, world):
        book = pick.choice([world.cpp, world.communities])
        change(*(book[title] for title in pick.sample([title for title in book if title != "Labels"], 2)))

    return slip


def exchange_heads(one, other):
    one[0], other[0] = other[0], one[0]


def copy_figures(one, other):
    for row, source in zip(one[1:], other[1:], strict=True):
        row[1:] = source[1:]


def add_sheet(rows):
    return lambda pick, world: pick.choice([world.cpp, world.communities]).update({"Sheet9": rows})


def label(column, value):
    """Changes a cell of Labels; value: of chance and what stands there."""

    def slip(pick, world):
        rows = world.communities["Labels"]
        row = pick.randrange(1, len(rows))
        rows[row][column] = value(pick, rows[row][column])

    return slip


def another_area(pick, area):
    return pick.choice([one for one in AREAS if one != area])


def rename_type(pick, world):
    for row in world.communities["Labels"][1:]:
        row[4] = row[4].replace("Type A", "Kind A")


def labels(change):
    def slip(pick, world):
        rows = world.communities["Labels"]
        change(rows, pick.randrange(1, len(rows)))

    return slip


def edited(change):
    """Changes the written workbook, opened with openpyxl."""

    def slip(pick, world):
        def edit(path):
            book = openpyxl.load_workbook(path)
            change(book, pick)
            book.save(path)

        return edit

    return slip


def merge_cells(book, pick):
    some = pick.choice(book.worksheets)
    row = pick.randrange(2, some.max_row)
    some.merge_cells(start_row=row, end_row=row + 1, start_column=2, end_column=2)


def chart_for_sheet(book, pick):
    some = pick.choice(book.worksheets)
    title = some.title
    book.remove(some)
    book.create_chartsheet(title).add_chart(openpyxl.chart.BarChart())


def chart_besides(book, pick):
    book.create_chartsheet("A chart").add_chart(openpyxl.chart.BarChart())


def lose_part(pick, world):
    def edit(path):
        with zipfile.ZipFile(path) as parts:
            held = {name: parts.read(name) for name in parts.namelist()}
        del held[pick.choice([name for name in held if name.startswith("xl/worksheets/sheet")])]
        with zipfile.ZipFile(path, "w") as parts:
            for name, content in held.items():
                parts.writestr(name, content)

    return edit


def cut_short(pick, world):
    return lambda path: path.write_bytes(path.read_bytes()[: pick.randrange(100, 3000)])


def shuffle_rows(rows, at):
    rows[1:] = sorted(rows[1:], key=lambda row: hashlib.sha256(str(row[0]).encode()).digest())


def rename_sheet(pick, world):
    book = pick.choice([world.cpp, world.communities])
    title = pick.choice([title for title in book if title != "Labels"])
    book[f"{title} (final)"] = book.pop(title)


def working_column(pick, world):
    for number, row in enumerate(sheet(pick, world)):
        row += [None, "checked" if number else "Note"]


SLIPS = {
    "a figure below nought": set_cell(lambda value: -value),
    "a figure ten times too large": set_cell(lambda value: value * 10),
    "a figure ten times too small": set_cell(lambda value: value / 10),
    "a figure as text": set_cell(str),
    "a figure with a comma": set_cell("12,5"),
    "a dash": set_cell("-"),
    "an error": set_cell("#REF!"),
    "not available": set_cell("#N/A"),
    "a blank": set_cell(None),
    "true": set_cell(True),
    "a date": set_cell(datetime.date(2021, 5, 4)),
    "a column ten times too large": times(10, whole=False),
    "a column ten times too small": times(0.1, whole=False),
    "a sheet a hundred times too small": times(0.01, whole=True),
    "a sheet ten times too large": times(10, whole=True),
    "headings exchanged": exchange_columns(heads=True, bodies=False),
    "columns of figures exchanged": exchange_columns(heads=False, bodies=True),
    "columns exchanged": exchange_columns(heads=True, bodies=True),
    "places exchanged": exchange_places,
    "two figures exchanged": exchange_cells,
    "a column shifted down": shift_down,
    "names sorted alone": sort_names_alone,
    "imputed becomes raw": head(lambda pick, name, status, year: (name, "Raw data", YEARS[0])),
    "another status": head(lambda pick, name, status, year: (name, pick.choice(sorted({*STATUSES} - {status})), year)),
    "an unknown status": head(lambda pick, name, status, year: (name, "Provisional", year)),
    "a year twice": head(lambda pick, name, status, year: (name, status, next_year(year))),
    "a year misspelt": head(lambda pick, name, status, year: (name, status, year.replace("/", "-"))),
    "an unknown indicator": head(lambda pick, name, status, year: ("Joy", status, year)),
    "another indicator": head(lambda pick, name, status, year: (OTHER, status, year)),
    "a heading blank": head(lambda pick, name, status, year: ""),
    "a heading in words": head(lambda pick, name, status, year: f"{name} {year}"),
    "every year moved on": all_heads(lambda name, status, year: (name, status, next_year(year))),
    "every heading of another indicator": all_heads(lambda name, status, year: (OTHER, status, year)),
    "every estimate raw": all_heads(lambda name, status, year: (name, "Raw data", year)),
    "headings moved right": shift_heads(1),
    "headings moved left": shift_heads(-1),
    "a column lost": columns(lambda made, at: made.pop(at)),
    "a column twice": columns(lambda made, at: made.insert(at, list(made[at]))),
    "an empty column amid": columns(lambda made, at: made.insert(at, [None] * len(made[0]))),
    "a year's figures those of the year before": columns(copy_before),
    "a column emptied": columns(lambda made, at: made[at].__setitem__(slice(1, None), [None] * (len(made[0]) - 1))),
    "a row lost": rows_of(lambda rows, at: rows.pop(at)),
    "a row twice": rows_of(lambda rows, at: rows.append(list(rows[at]))),
    "a row emptied": rows_of(blank_row),
    "a place misspelt": rows_of(lambda rows, at: rows[at].__setitem__(0, f"{rows[at][0]}x")),
    "a title above": rows_of(lambda rows, at: rows.insert(0, ["Title", *[None] * (len(rows[0]) - 1)])),
    "an empty column before": rows_of(lambda rows, at: rows.__setitem__(slice(None), [[None, *row] for row in rows])),
    "a sheet lost": drop_sheet,
    "two sheets' headings exchanged": two_sheets(exchange_heads),
    "a sheet's figures in another": two_sheets(copy_figures),
    "an empty sheet": add_sheet([]),
    "a sheet of notes": add_sheet([["Notes"], ["Draft"]]),
    "a community in another area": label(2, another_area),
    "a community in no area": label(2, lambda pick, area: "Atlantis"),
    "a community of another type": label(3, lambda pick, kind: kind % 3 + 1),
    "a type by another name": label(4, lambda pick, name: f"{name}!"),
    "a community by another name": label(1, lambda pick, name: f"{name} North"),
    "a community without a name": label(1, lambda pick, name: None),
    "a whole type by another name": rename_type,
    "a label lost": labels(lambda rows, at: rows.pop(at)),
    "a label twice": labels(lambda rows, at: rows.append(list(rows[at]))),
    "merged cells": edited(merge_cells),
    "a chart in place of a sheet": edited(chart_for_sheet),
    "a chart besides": edited(chart_besides),
    "a sheet's part lost": lose_part,
    "a file cut short": cut_short,
    # These change nothing.
    "rows in another order": rows_of(shuffle_rows),
    "a blank row amid": rows_of(lambda rows, at: rows.insert(at, [None] * len(rows[0]))),
    "spaces around a name": rows_of(lambda rows, at: rows[at].__setitem__(0, f" {rows[at][0]} ")),
    "a sheet by another title": rename_sheet,
    "a working column": working_column,
    "the status written short": head(lambda pick, n, status, year: (n, status.replace("Raw data", "Raw"), year)),
    "headings in capitals": all_heads(lambda name, status, year: (name.upper(), status.upper(), year)),
}
HARMLESS = list(SLIPS)[list(SLIPS).index("rows in another order") :]


def tables(folder):
    """The SHA-256 of every table and outline."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".parquet", ".geojson")
    }


ASKED = {
    "a figure ten times too large": "figures that grew or shrank 3 times or more: 1, the most",
    "not available": "figures that are blank now: 1, the first",
    "a sheet ten times too small": "the median of 20",
    "a column ten times too small": "where a usual year moves it by",
    "columns of figures exchanged": "the years look moved: those of 20",
    "places exchanged": "has the figure that",
    "names sorted alone": "has the figure that",
    "every estimate raw": "was imputed and is raw now|were projected and are raw now",
    "every heading of another indicator": "Indicators dropped for",
    "a sheet lost": "Indicators dropped for",
    "every year moved on": "Years dropped for",
    "two sheets' headings exchanged": "the sheets look swapped",
    "a sheet's figures in another": "the figures of the first are those that the second had",
    "a community by another name": "Communities' names that changed: 1, the first: 'Place",
    "a whole type by another name": "Communities' types' names that changed: 4, the first: 'Type A' is 'Kind A' now",
}


@pytest.fixture(scope="module")
def islands(tmp_path_factory):
    """The folder of a world that is built."""
    folder = tmp_path_factory.mktemp("islands")
    assert main(Islands(folder).write()) == 0
    return folder


@pytest.mark.parametrize("name", ASKED)
def test_a_doubt_is_told_in_words_and_can_be_accepted(islands, tmp_path, capsys, name):
    world = Islands(tmp_path)
    shutil.copytree(islands / "data", world.out)
    slips = SLIPS | {
        "a sheet ten times too small": times(0.1, whole=True),
        "two sheets' headings exchanged": lambda _, w: exchange_heads(w.cpp["Crimes - CPP"], w.cpp["Deaths - CPP"]),
    }
    slips[name](random.Random(name), world)
    before, arguments = tables(world.out), world.write_workbooks()
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert any(re.search(wanted, said) for wanted in ASKED[name].split("|")), said
    assert said.splitlines()[-1].endswith("nothing was written; if they are right, build again with --accept-changes")
    assert tables(world.out) == before
    assert main([*arguments, "--accept-changes"]) == 0
    assert "Accepted: " in capsys.readouterr().out
    assert main(arguments) == 0, "what was accepted once is not asked about again"


def test_a_slip_is_refused_or_asked_about_or_changes_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    world = Islands(tmp_path)
    assert main(world.write()) == 0, capsys.readouterr().err
    good, outcomes, wrong = tables(world.out), {}, []
    for number in range(MUTATIONS):
        name = list(SLIPS)[number % len(SLIPS)]
        pick, world = random.Random(number), Islands(tmp_path)
        edit = SLIPS[name](pick, world)
        arguments = world.write_workbooks()
        if edit:
            edit(tmp_path / pick.choice(["cpp-2023-10.xlsx", "communities-2023-09.xlsx"]))
        capsys.readouterr()
        code, said = main(arguments), capsys.readouterr().err.splitlines()[-1]
        outcome = "asked" if "to look at" in said else "refused" if "fault" in said else "harmless"
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if (code == 0) != (outcome == "harmless") or tables(world.out) != good:
            wrong.append(f"{number}: {name}: built, with other figures")
            assert main(Islands(tmp_path).write() + ["--accept-changes"]) == 0
        elif name in HARMLESS and outcome != "harmless":
            wrong.append(f"{number}: {name}: {outcome}, though it changes nothing")
    with capsys.disabled():
        print(f"\n{MUTATIONS} slips: " + ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()))
    assert wrong == []
    assert sum(outcomes.values()) == MUTATIONS

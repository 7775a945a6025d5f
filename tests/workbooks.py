"""A small Scotland in the published formats: two areas, four communities, two indicators. Tests spoil it."""

import csv
import json
import shutil
from pathlib import Path

import openpyxl

HEADINGS = ("Raw data_2020/21", "Raw data_2021/22", "Projected_2022/23")
AREAS = ["Bute, Isle of", "Arran", "Scotland"]
COMMUNITIES = ["S02000001", "S02000002", "S02000003", "S02000004"]
REFERENCE = {
    "areas": [
        ["area_code", "name", "workbook_name", "family_deprivation", "family_density"],
        ["S12000001", "Arran", "Arran", "1", "2"],
        ["S12000002", "Isle of Bute", "Bute, Isle of", "2", "1"],
        ["S92000003", "Scotland", "Scotland", "", ""],
    ],
    "communities": [
        [
            "community_code",
            "name",
            "area_code",
            "typology_group",
            "typology_label",
            "strategic_area",
            "vulnerable_rank_2006",
        ],
        ["S02000001", "Brodick", "S12000001", "1", "Town", "", "1"],
        ["S02000002", "Lamlash", "S12000001", "2", "Village", "", ""],
        ["S02000003", "Rothesay", "S12000002", "1", "Town", "East", "1"],
        ["S02000004", "Kilchattan", "S12000002", "2", "Village", "West", ""],
    ],
    "data_zones": [
        ["data_zone_code", "name", "community_code", "longitude", "latitude"],
        ["S01000001", "Brodick - 01", "S02000001", "-5.15", "55.58"],
        ["S01000002", "Rothesay - 01", "S02000003", "-5.05", "55.84"],
    ],
    "income_deprivation": [
        ["community_code", "simd_edition", "income_deprived", "not_income_deprived"],
        *[[code, edition, "10.5", "100"] for code in COMMUNITIES for edition in ("2016", "2020")],
    ],
    "data_zone_outcomes": [
        ["data_zone_code", "indicator", "year", "value"],
        ["S01000001", "Child Poverty", "2021/22", "104.5"],
        ["S01000002", "Child Poverty", "2021/22", "12.5"],
        ["S01000001", "Crime Rate", "2021/22", ""],
    ],
}


def figures(indicator, places, start, statuses=HEADINGS):
    """The rows of a sheet: value = start + row, and a tenth more each year."""
    head = [None, *[f"{indicator}_{status}" for status in statuses]]
    return [head, *[[place, *[start + i + j / 10 for j in range(len(statuses))]] for i, place in enumerate(places)]]


class World:
    """The sheets of both workbooks and the reference tables, as lists of rows that a test may change."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.out = self.folder / "data"
        self.cpp = {
            "Chi Pov - CPP": figures("Child Poverty", AREAS, 10),
            "Crimes": figures("Crime Rate", AREAS, 200),
        }
        self.communities = {
            "Labels": [
                ["InterZone", "InterZone_Name", "CPP", "Typology_Group", "Typology_Name"],
                ["S02000001", "Brodick", "Arran", 1, "Town"],
                ["S02000002", "Lamlash", "Arran", 2, "Village"],
                ["S02000003", "Rothesay", "Bute, Isle of", 1, "Town"],
                ["S02000004", "Kilchattan Bay", "Bute, Isle of", 2, "Village"],
            ],
            "Chi Pov - IGZ ": figures("Child Poverty", COMMUNITIES, 20),
            "Crime - IGZ": figures("Crime Rate", COMMUNITIES, 300),
        }
        self.reference = {name: [list(row) for row in rows] for name, rows in REFERENCE.items()}
        # One area's ring runs anticlockwise with a clockwise hole, the other's clockwise; they share a border.
        self.shapes = {
            "areas": {
                "S12000001": [_square(0, 0, 2, 2), _square(0.5, 0.5, 1, 1)[::-1]],
                "S12000002": [_square(2, 0, 4, 2)[::-1]],
            },
            "communities": {code: [_square(i, 0, i + 1, 2)] for i, code in enumerate(COMMUNITIES)},
        }

    def write(self, month="2023-10"):
        """Writes the source files and returns the arguments of a full build of them."""
        return [*self.write_workbooks(month), "--reference", str(self.write_reference())]

    def write_workbooks(self, month="2023-10"):
        """Writes the two workbooks and returns the arguments of a refresh from them."""
        cpp = _save(self.folder / f"cpp-{month}.xlsx", self.cpp)
        communities = _save(self.folder / "communities-2023-09.xlsx", self.communities)
        return ["build", "--cpp", str(cpp), "--communities", str(communities), "--out", str(self.out)]

    def write_reference(self):
        """Writes the reference tables and boundaries, and returns their folder."""
        folder = self.folder / "source"
        shutil.rmtree(folder, ignore_errors=True)
        for part in ("reference", "boundaries"):
            (folder / part).mkdir(parents=True)
        for name, rows in self.reference.items():
            with (folder / "reference" / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(rows)
        for name, key in (("areas", "area_code"), ("communities", "community_code")):
            features = [
                {
                    "type": "Feature",
                    "geometry": {"type": "Polygon", "coordinates": rings},
                    "properties": {key: code},
                }
                for code, rings in self.shapes[name].items()
            ]
            text = json.dumps({"type": "FeatureCollection", "features": features})
            (folder / "boundaries" / f"{name}.geojson").write_text(text, encoding="utf-8")
        return folder


def _square(west, south, east, north):
    """An anticlockwise ring."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _save(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path

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
        ["S01000001", "Brodick - 01", "S02000001", "-7.5", "56.1"],
        ["S01000002", "Rothesay - 01", "S02000003", "-5.5", "56.1"],
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
    "population": [
        [
            "community_code",
            "year",
            "all_ages",
            "under_16",
            "aged_16_to_19",
            "aged_16_to_64",
            "aged_65_and_over",
            "under_75",
        ],
        *[[code, "2019", "1000", "200", "50", "600", "200", "900"] for code in COMMUNITIES],
    ],
    "places": [
        ["place", "other_names", "population", "longitude", "latitude", "community_code"],
        ["Brodick", "Breadhaig|Tràigh a' Chaisteil", "620", "-7.4", "56.2", "S02000001"],
        ["Rothesay", "", "4390", "-5.6", "56.3", "S02000003"],
    ],
}
NEWER = [
    ["series", "area_code", "start", "length", "value", "low_95", "high_95", "status"],
    *[
        [series, area, start, "P1Y", str(value), low, high, ""]
        for area in ("S12000001", "S12000002", "S92000003")
        for series, start, value, low, high in (
            ("poverty", "2023-04-01", 20.5, "", ""),
            ("poverty", "2024-04-01", 21.5, "", ""),
            ("pay", "2023-01-01", 510, "490", "530"),
        )
    ],
]
SERIES = {
    "poverty": {
        "label": "Children in low income",
        "definition": "Share of children",
        "unit_prefix": "",
        "unit_suffix": "%",
        "decimals": 1,
        "beside": "child_poverty",
        "better": "lower",
        "differs": "Another method.",
        "source": "A department",
        "released": "26/03/2026",
        "address": "https://example.org/poverty",
        "in_development": False,
    },
    "pay": {
        "label": "Weekly pay",
        "definition": "Pay a week",
        "unit_prefix": "£",
        "unit_suffix": "",
        "decimals": 0,
        "beside": "crime_rate",
        "better": "higher",
        "differs": "Another thing altogether.",
        "source": "An office|Another",
        "released": "23/10/2025|24/10/2025",
        "address": "https://example.org/pay|https://example.org/too",
        "in_development": True,
    },
}


def figures(indicator, places, start, statuses=HEADINGS):
    """The rows of a sheet: value = start + row, and a tenth more each year."""
    head = [None, *[f"{indicator}_{status}" for status in statuses]]
    return [head, *[[place, *[start + i + j / 10 for j in range(len(statuses))]] for i, place in enumerate(places)]]


SHAPES = {"areas": "area_code", "communities": "community_code", "data_zones": "data_zone_code"}


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
                "S12000001": [square(0, 0, 2, 2), square(0.5, 0.5, 1, 1)[::-1]],
                "S12000002": [square(2, 0, 4, 2)[::-1]],
            },
            "communities": {code: [square(i, 0, i + 1, 2)] for i, code in enumerate(COMMUNITIES)},
            "data_zones": {"S01000001": [square(0, 0, 1, 2)], "S01000002": [square(2, 0, 3, 2)]},
        }
        self.newer = [list(row) for row in NEWER]
        self.series = {code: dict(fields) for code, fields in SERIES.items()}

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
        for name, key in SHAPES.items():
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

    def write_newer(self):
        """Writes the newer figures and what describes them, and returns the arguments of their refresh."""
        folder = self.folder / "newer"
        folder.mkdir(exist_ok=True)
        with (folder / "newer.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(self.newer)
        described = [
            f"[{code}]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
            for code, fields in self.series.items()
        ]
        (folder / "newer.toml").write_text("\n".join(described), encoding="utf-8")
        return ["build", "--newer", str(folder), "--out", str(self.out)]


def square(west, south, east, north):
    """An anticlockwise ring, in degrees from -8, 55: the sea west of Scotland."""
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return [[x - 8, y + 55] for x, y in corners]


def _save(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path

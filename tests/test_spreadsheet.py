"""The spreadsheet: accessible by its build, and clear from the file alone which figures are estimates."""

import io
import re

import openpyxl
import pandas as pd
import pytest

from cpop import export
from cpop.catalogue import indicators
from cpop.spreadsheet import LEGEND, spreadsheet

ABOUT = export.About(
    "October 2023",
    "September 2023",
    "2024-01-02",
    "Level: communities.",
    "Source: somebody",
    "http://host/data?area=x",
    of_communities=True,
)
STATUSES = {2012: "imputed", 2013: "raw", 2014: "raw", 2015: "projected"}


def figures(level="community", codes=("child_poverty", "unplanned_attendances"), blank=2014):
    rows = []
    for code in codes:
        one = indicators()[code]
        for place in ("Upper Glen", "Lower Glen"):
            for year, status in STATUSES.items():
                rows.append(
                    {
                        "level": level,
                        "place_code": f"S0{len(place)}{place[0]}",
                        "place": place,
                        "community_code": None if level == "cpp" else "S01",
                        "community": None if level == "cpp" else place,
                        "area_code": "S12",
                        "area": "Glenshire",
                        "indicator": code,
                        "indicator_label": one.label,
                        "theme": one.theme,
                        "year": year,
                        "period": f"{year}/{year % 100 + 1}",
                        "value": float("nan") if year == blank and place[0] == "U" else year - 2000 + 0.25,
                        "unit": one.unit,
                        "status": status,
                        "better": one.better,
                        "indicator_source": one.source,
                    }
                )
    return pd.DataFrame(rows)


def opened(frame, **options):
    return openpyxl.load_workbook(io.BytesIO(spreadsheet(frame, ABOUT, indicators(), **options)))


def lines(sheet):
    return [" ".join(str(cell) for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]


def table(sheet):
    """The rows of the one table of a sheet, as dictionaries by heading."""
    (only,) = sheet.tables.values()
    head, *rows = [[cell.value for cell in row] for row in sheet[only.ref]]
    return [dict(zip((name.split("\n")[0] for name in head), row, strict=True)) for row in rows]


def test_it_has_cover_contents_notes_and_a_sheet_an_outcome():
    book = opened(figures())
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Child poverty", "Emergency department"]
    assert all(len(sheet.tables) == 1 for sheet in book.worksheets[1:])
    assert all(not sheet.merged_cells.ranges for sheet in book.worksheets)


def test_the_cover_says_what_the_file_holds():
    text = "\n".join(lines(opened(figures())["Cover"]))
    for part in (
        "September 2023",
        "Level: communities.",
        "Source: somebody",
        "http://host/data?area=x",
    ):
        assert part in text
    assert "6 measured; 4 estimated [e]; 4 projected [f]; 2 missing [x]" in text
    assert all(sentence in text for sentence in LEGEND.values())


def test_each_table_has_title_units_source_and_its_marks_explained():
    sheet = opened(figures())["Child poverty"]
    text = lines(sheet)
    assert text[0] == "Child poverty, 2012/13 to 2015/16 [note 1]"
    assert any("DWP and HMRC" in line for line in text)
    assert any("% of children under 16" in line for line in text)
    assert all(any(line == sentence for line in text) for sentence in LEGEND.values())


def test_every_figure_is_a_number_and_every_estimate_is_named_beside_it():
    rows = table(opened(figures())["Child poverty"])
    assert len(rows) == 8
    told = {(row["Place"], row["Year"]): (row["Figure"], row["Status"]) for row in rows}
    assert told["Lower Glen", "2012/13"] == (12.25, "estimated [e]")
    assert told["Lower Glen", "2013/14"] == (13.25, "measured")
    assert told["Lower Glen", "2015/16"] == (15.25, "projected [f]")
    assert told["Upper Glen", "2014/15"] == ("[x]", "missing [x]")


def test_years_side_by_side_come_first_and_their_statuses_after():
    rows = table(opened(figures(), years_side_by_side=True)["Child poverty"])
    assert [row["Place"] for row in rows] == ["Upper Glen", "Lower Glen"]
    headings = list(rows[0])
    years = ["2012/13", "2013/14", "2014/15", "2015/16"]
    assert headings[-8:] == [*years, *(f"{year} status" for year in years)]
    assert rows[1]["2012/13"] == 12.25
    assert rows[1]["2012/13 status"] == "estimated [e]"
    assert rows[0]["2014/15"] == "[x]"


@pytest.mark.parametrize("wide", [False, True])
def test_heads_and_places_stay_in_sight_and_no_column_is_too_wide(wide):
    book = opened(figures(), years_side_by_side=wide)
    for sheet in book.worksheets:
        assert max(column.width for column in sheet.column_dimensions.values()) <= 100.8
        if sheet.title not in ("Cover", "Contents", "Notes"):
            (only,) = sheet.tables.values()
            assert sheet.freeze_panes == f"B{int(re.search('[0-9]+', only.ref)[0]) + 1}"


def test_no_cell_of_a_table_is_blank():
    for wide in (False, True):
        for level in ("community", "cpp", "data_zone"):
            for sheet in opened(figures(level), years_side_by_side=wide).worksheets[1:]:
                (only,) = sheet.tables.values()
                assert all(cell.value is not None for row in sheet[only.ref] for cell in row)


def test_a_table_of_measured_figures_says_so_and_explains_no_mark():
    frame = figures(blank=None)
    text = lines(opened(frame[frame["status"] == "raw"])["Child poverty"])
    assert "All figures are measured." in text
    assert not any("[e]" in line for line in text)


def test_a_place_without_a_year_is_missing_in_the_wide_form():
    frame = figures()
    frame = frame[~((frame["place"] == "Lower Glen") & (frame["year"] == 2013))]
    rows = table(opened(frame, years_side_by_side=True)["Child poverty"])
    assert (rows[1]["2013/14"], rows[1]["2013/14 status"]) == ("[x]", "missing [x]")


def test_notes_define_each_outcome_and_say_what_to_take_care_of():
    notes = table(opened(figures())["Notes"])
    assert [note["Note number"] for note in notes] == [1, 2]
    one = indicators()["child_poverty"]
    assert one.definition in notes[0]["Note text"]
    assert one.caveat in notes[0]["Note text"]
    assert "Lower is better" in notes[0]["Note text"]


def test_every_label_of_the_catalogue_fits_a_sheet():
    names = opened(figures(codes=tuple(indicators()))).sheetnames
    assert len(names) == len(set(names)) == 3 + len(indicators())
    assert max(len(name) for name in names) <= 31


@pytest.mark.parametrize("shape", [export.tidy, export.side_by_side])
def test_each_row_of_a_csv_says_its_edition_selection_source_and_link(shape):
    back = pd.read_csv(io.BytesIO(export.csv_file(shape(figures(), ABOUT))))
    for column, text in ABOUT.columns.items():
        assert set(back[column]) == {text}
    assert export.csv_file(shape(figures(), ABOUT)).startswith(b"\xef\xbb\xbf")


def test_a_csv_tells_estimates_by_a_word():
    back = pd.read_csv(io.BytesIO(export.csv_file(export.tidy(figures(), ABOUT))))
    words = back.groupby("status")["status_word"].unique().map(set).to_dict()
    assert words == {"imputed": {"estimated"}, "projected": {"projected"}, "raw": {"measured", "missing"}}


def test_parquet_keeps_types_and_says_what_it_holds():
    back = pd.read_parquet(io.BytesIO(export.parquet_file(export.tidy(figures(), ABOUT), ABOUT)))
    assert back.attrs == ABOUT.columns
    assert back["value"].dtype == "float64"
    assert back["value"].isna().sum() == 2


def test_wide_keeps_the_order_of_places():
    frame = figures().iloc[::-1]
    assert export.wide(frame)["place"].tolist() == frame.drop_duplicates(["indicator", "place"])["place"].tolist()

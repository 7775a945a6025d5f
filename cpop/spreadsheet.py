"""Figures as an accessible spreadsheet: cover, contents, notes, and one table a sheet. Pure: frames in, bytes out.

Built with gptables, which does not let a table go without title, source and units. Figures stay numbers; what
is not measured says so in a column of its own beside them, with the shorthand of the UK Government Analysis
Function: [e] estimated, [f] forecast (our projections; [p] would mean provisional there), [x] not available.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping

import gptables
import pandas as pd

from cpop.catalogue import Indicator, period
from cpop.export import MISSING_WORD, About, status_words, wide
from cpop.style import STATUS_WORD

SHORTHAND = {"raw": "", "imputed": "[e]", "projected": "[f]"}
NOT_AVAILABLE = "[x]"
LEGEND = {
    "[e]": "[e] estimated: worked out by the publisher for a year without a measurement",
    "[f]": "[f] forecast: projected by a model for a year after the latest figures",
    "[x]": "[x] not available: the publisher gives no figure",
}
# How the status of a figure reads in a cell: "measured", "estimated [e]".
_STATUS_CELL = {STATUS_WORD[status]: f"{STATUS_WORD[status]} {sign}".strip() for status, sign in SHORTHAND.items()} | {
    MISSING_WORD: f"{MISSING_WORD} {NOT_AVAILABLE}"
}
MOST_ROWS = 20_000
_NAME = "Community Planning Outcomes Profile"
_NOTES = "Notes"
# The widest column, in characters: what is longer takes more lines.
_WIDEST = 100


def spreadsheet(
    figures: pd.DataFrame, about: About, catalogue: Mapping[str, Indicator], years_side_by_side: bool = False
) -> bytes:
    """An .xlsx file of some figures: a sheet an indicator, a row a place and year, or a row a place.

    figures: rows of queries.data.figures, at least one and at most MOST_ROWS of them.
    """
    names = _sheet_names([catalogue[code] for code in figures["indicator"].unique()])
    sheets = {
        names[str(code)]: _table(catalogue[str(code)], rows.reset_index(drop=True), about, years_side_by_side)
        for code, rows in figures.groupby("indicator", sort=False)
    }
    notes = pd.DataFrame(
        [
            {"reference": code, "Note text": _note(catalogue[code], figures), "Table": names[code]}
            for code in figures["indicator"].unique()
        ]
    )
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # gptables 2.0.2 speaks to an older pandas; what is deprecated there still works in the pinned version.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        book = gptables.produce_workbook(
            buffer,
            sheets,
            cover=_cover(about, figures),
            notes_table=notes,
            contentsheet_options={"title": "Contents", "instructions": _one_table("lists the tables of this file")},
            notesheet_label=_NOTES,
            notesheet_options={"instructions": _one_table("defines each outcome and says what to take care of")},
            workbook_options={"in_memory": True},
        )
        for name, sheet in sheets.items():
            # The heads of columns and the names of places stay in sight.
            book.get_worksheet_by_name(name).freeze_panes(sheet.data_range[0] + 1, 1)
        book.get_worksheet_by_name(_NOTES).set_column(1, 1, _WIDEST)
        book.set_properties({"title": f"{_NAME}: figures, {about.own_edition}", "comments": about.attribution})
        book.close()
    return buffer.getvalue()


def mark(status: str | None) -> str:
    """The mark of a figure by its status: "[e]"; none of one that is measured; "[x]" of one that is missing (None)."""
    return NOT_AVAILABLE if status is None else SHORTHAND[status]


def _one_table(does: str) -> str:
    return f"This worksheet contains one table. It {does}."


def _sheet_names(indicators: list[Indicator]) -> dict[str, str]:
    """A sheet's name for each indicator: its label, within the 31 characters that spreadsheets allow."""
    names: dict[str, str] = {}
    for indicator in indicators:
        label = re.sub(r"[\[\]:*?/\\']", "", indicator.label)
        while len(label) > 31:
            label = label.rpartition(" ")[0] or label[:31]
        names[indicator.code] = label if label not in names.values() else indicator.code[:31]
    return names


def _cover(about: About, figures: pd.DataFrame) -> gptables.Cover:
    count = int(figures["value"].notna().sum())
    words = status_words(figures).value_counts()
    parts = [f"{words[word]:,} {cell}" for word, cell in _STATUS_CELL.items() if word in words]
    return gptables.Cover(
        title=f"{_NAME}: {count:,} figures",
        intro=[
            f"Edition: {about.own_edition}.",
            f"This file holds: {about.selection}",
            f"Of its cells: {'; '.join(parts)}.",
            f"[The same view, live]({about.link})",
            f"Its address: {about.link}",
        ],
        about=[
            f"{about.attribution}. Each table names the source of its own figures.",
            *LEGEND.values(),
            "A figure without such a mark is measured. The marks stand in columns of their own.",
            "Figures have all the decimals that were published and are shown rounded.",
            "Editions must not be compared with each other: definitions change between them.",
            "The source publishes no confidence intervals. Small areas vary by chance.",
            f"Written from the data built on {about.built}.",
        ],
    )


def _note(indicator: Indicator, figures: pd.DataFrame) -> str:
    at_areas = bool(figures["level"].isin(["scotland", "cpp"]).any())
    rolling = indicator.rolling_years if at_areas else indicator.rolling_years_community
    average = "Figures of single years." if rolling == 1 else f"Each figure averages {rolling} years."
    return (
        f"{indicator.label}. {indicator.definition} {indicator.better.capitalize()} is better. {average} "
        f"{indicator.caveat} Source: {indicator.source}."
    )


def _table(indicator: Indicator, rows: pd.DataFrame, about: About, years_side_by_side: bool) -> gptables.GPTable:
    table, figure_columns = (_wide_table if years_side_by_side else _long_table)(rows)
    written = set(table.astype(str).to_numpy().ravel())
    marks = [text for mark, text in LEGEND.items() if any(mark in cell for cell in written)]
    first, last = period(int(rows["year"].min())), period(int(rows["year"].max()))
    years = first if first == last else f"{first} to {last}"
    where = "in the columns after all figures" if years_side_by_side else "in the column to its right"
    measured = f"The status of each figure stands {where}." if marks else "All figures are measured."
    number = "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")
    return gptables.GPTable(
        table=table,
        table_name=f"figures_{indicator.code}",
        title=f"{indicator.label}, {years} $${indicator.code}$$",
        instructions=_one_table("has a row for each " + ("place" if years_side_by_side else "place and year")),
        legend=[measured, *marks],
        source=f"Source of these figures: {indicator.source}. {about.attribution}.",
        scope=f"{about.own_edition} edition. {about.selection}",
        units=dict.fromkeys(figure_columns, indicator.unit),
        index_columns={2: 0},
        additional_formatting=[
            {"column": {"columns": figure_columns, "format": {"num_format": number, "align": "right"}}}
        ],
    )


def _places(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The columns that name a place: itself, and what it lies in."""
    columns = {"Place": rows["place"], "Code": rows["place_code"]}
    if rows["level"].eq("data_zone").any():
        columns |= {"Community": rows["community"], "Community code": rows["community_code"]}
    if not rows["level"].isin(["scotland", "cpp"]).all():
        columns |= {"Area": rows["area"], "Area code": rows["area_code"]}
    return columns


def _figures(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna(), NOT_AVAILABLE)


def _long_table(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    table = pd.DataFrame(
        _places(rows)
        | {
            "Year": rows["period"],
            "Figure": _figures(rows["value"]),
            "Status": status_words(rows).map(_STATUS_CELL),
        }
    )
    return table, ["Figure"]


def _wide_table(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    side_by_side = wide(rows)
    columns = _places(side_by_side)
    years = [period(year) for year in sorted(rows["year"].unique())]
    columns |= {year: _figures(side_by_side[year]) for year in years}
    columns |= {f"{year} status": side_by_side[f"{year} status"].map(_STATUS_CELL) for year in years}
    return pd.DataFrame(columns), years

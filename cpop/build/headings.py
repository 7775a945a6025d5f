"""The headings of a sheet of figures: "Child Poverty_Raw data_2021/22" says indicator, status and year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from cpop.build.fault import cell_name
from cpop.build.sheet import Sheet, is_blank, value_at
from cpop.catalogue import Indicator, period, year_of

_STATUS_OF = {"raw data": "raw", "raw": "raw", "imputed": "imputed", "projected": "projected"}
_EXAMPLE = "'Child Poverty_Raw data_2021/22'"


@dataclass(frozen=True)
class Column:
    """A column of figures: its place in the row and what its heading says, None for what it does not."""

    index: int
    heading: str
    indicator: Indicator | None
    status: str | None
    year: int | None

    @property
    def cell(self) -> str:
        """The name of the heading's cell."""
        return cell_name(1, self.index + 1)


def columns(sheet: Sheet, by_name: dict[str, Indicator]) -> list[Column]:
    """The columns of figures of a sheet; notes every heading that is meant for one and is wrong.

    `by_name` leads from the catalogue's workbook names, case folded, to indicators.
    """
    found = [
        _column(sheet, index, heading, by_name)
        for index, heading in enumerate(sheet.rows[0])
        if isinstance(heading, str) and _is_meant(heading, by_name)
    ]
    if not found:
        sheet.fault(f"no indicator headings in row 1; write them as {_EXAMPLE}, or delete the sheet", "A1")
    _check_one_indicator(sheet, found)
    _check_years(sheet, found)
    _check_steps(sheet, found)
    return found


def _is_meant(heading: str, by_name: dict[str, Indicator]) -> bool:
    """Whether a heading is meant for figures, rightly written or not; the rest are working columns."""
    name, *rest = heading.split("_")
    return len(rest) >= 2 or (len(rest) == 1 and name.strip().casefold() in by_name)


def _column(sheet: Sheet, index: int, heading: str, by_name: dict[str, Indicator]) -> Column:
    cell = cell_name(1, index + 1)
    parts = [part.strip() for part in heading.split("_")]
    indicator = by_name.get(parts[0].casefold())
    if len(parts) != 3:
        sheet.fault(f"not a heading like {_EXAMPLE}; correct it", cell, heading)
        return Column(index, heading, indicator, None, None)
    name, status_name, label = parts
    if indicator is None:
        sheet.fault(f"unknown indicator {name!r}; correct it, or add it to cpop/indicators.toml", cell, heading)
    status = _STATUS_OF.get(status_name.casefold())
    if status is None:
        sheet.fault(f"unknown status {status_name!r}; use 'Raw data', 'Imputed' or 'Projected'", cell, heading)
    try:
        year = year_of(label)
    except ValueError:
        sheet.fault(f"unknown year {label!r}; write it like 2021/22", cell, heading)
        year = None
    return Column(index, heading, indicator, status, year)


def _check_one_indicator(sheet: Sheet, found: list[Column]) -> None:
    of_known = [(column, column.indicator) for column in found if column.indicator is not None]
    for column, indicator in of_known:
        first = of_known[0][1]
        if indicator != first:
            problem = f"a second indicator, on the sheet of {first.workbook_name!r}; give it its own"
            sheet.fault(problem, column.cell, column.heading)


def _check_years(sheet: Sheet, found: list[Column]) -> None:
    seen: dict[tuple[str, int], Column] = {}
    for column in found:
        if column.indicator is None or column.year is None:
            continue
        key = (column.indicator.code, column.year)
        if key in seen:
            sheet.fault(f"the year has a column already, {seen[key].cell}; keep one", column.cell, column.heading)
        seen.setdefault(key, column)
    for code in dict.fromkeys(code for code, _ in seen):
        of_year = {year: column for (other, year), column in sorted(seen.items()) if other == code}
        _check_sequence(sheet, of_year)


def _check_steps(sheet: Sheet, found: list[Column]) -> None:
    """Notes headings that do not go from year to year with their columns, and figures beside them without a heading."""
    dated = [(column, column.year) for column in found if column.year is not None]
    for (before, earlier), (after, later) in pairwise(dated):
        if before.indicator == after.indicator and later < earlier:
            problem = f"out of step: it stands after {period(earlier)}; put the years in order, with their figures"
            sheet.fault(problem, after.cell, after.heading)
    if not found:
        return
    headed = {column.index for column in found}
    for index in range(found[0].index, found[-1].index + 2):
        if index in headed or not is_blank(value_at(sheet.rows[0], index)):
            continue
        figures = [row for row in sheet.rows[1:] if isinstance(value_at(row, index), int | float)]
        if 2 * len(figures) > sum(not is_blank(value_at(row, found[0].index)) for row in sheet.rows[1:]):
            sheet.fault("figures without a heading; give it, or move them away", cell_name(1, index + 1))


def _check_sequence(sheet: Sheet, of_year: dict[int, Column]) -> None:
    years = list(of_year)
    for before, after in pairwise(years):
        for gap in range(before + 1, after):
            sheet.fault("the year is missing from the sheet; add its column", of_year[after].cell, period(gap))
    observed = [year for year, column in of_year.items() if column.status != "projected"]
    if not observed:
        sheet.fault("every year is projected; one must be observed", of_year[years[0]].cell, of_year[years[0]].heading)
        return
    for year, column in of_year.items():
        if column.status == "projected" and year < observed[-1]:
            sheet.fault(
                f"projected, though {period(observed[-1])} is not; correct the status", column.cell, column.heading
            )

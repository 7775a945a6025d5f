"""One sheet of a workbook: its rows, its places, its numbers, and what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cpop.build.fault import Fault, cell_name

Row = tuple[object, ...]
_NAMED = 20  # so many missing places are named; of more, only the number is of use


@dataclass(frozen=True)
class Places:
    """The places that a workbook is about.

    `noun` is what such a place is called, `codes` leads from each accepted spelling to a code, `level_of` from
    each code that every sheet must hold to its level.
    """

    noun: str
    codes: dict[str, str]
    level_of: dict[str, str]

    def code(self, name: object) -> str | None:
        """The code of a place by its name as it stands in a cell, None if unknown."""
        return self.codes.get(" ".join(str(name).split()))


@dataclass(frozen=True)
class Sheet:
    """A sheet as read; faults go to the list of the whole build."""

    file: str
    title: str
    rows: list[Row]
    faults: list[Fault]

    def fault(self, problem: str, cell: str | None = None, value: object = None) -> None:
        """Notes a fault of this sheet."""
        self.faults.append(Fault(self.file, problem, self.title, cell, value))

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return all(is_blank(value) for row in self.rows for value in row)

    def places(self, places: Places, column: int = 0) -> Iterator[tuple[int, str | None, Row]]:
        """The rows with a place in that column: number, code, cells; the code is None where nothing can be kept.

        Notes unknown places, repeats and, at the end, the places without a row. If no place is known at all,
        because the reference tables are faulty, says nothing.
        """
        named = [(number, row) for number, row in enumerate(self.rows[1:], 2) if not is_blank(value_at(row, column))]
        codes = {number: places.code(row[column]) for number, row in named}
        lost = bool(places.codes) and bool(named) and not any(codes.values())
        if lost:
            number, row = named[0]
            self.fault(
                f"no row names a known {places.noun}; is it the right workbook?",
                cell_name(number, column + 1),
                row[column],
            )
        row_of: dict[str, int] = {}
        for number, row in named:
            code, cell = codes[number], cell_name(number, column + 1)
            if code is None and places.codes and not lost:
                self.fault(f"unknown {places.noun}; correct it, or move notes out of this column", cell, row[column])
            elif code in row_of:
                first = cell_name(row_of[code], column + 1)
                self.fault(f"the {places.noun} has a row already, at {first}; keep one", cell, row[column])
                code = None
            elif code is not None:
                row_of[code] = number
            yield number, code, row
        missing = [] if lost else [code for code in places.level_of if code not in row_of]
        if missing:
            self._missing(places, missing, cell_name(1, column + 1)[:-1])

    def _missing(self, places: Places, missing: list[str], column: str) -> None:
        spelling = {code: name for name, code in places.codes.items()}
        names = ", ".join(spelling[code] for code in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
        self.fault(f"{places.noun} missing from the sheet; add its row", f"column {column}", names + more)

    def number(self, value: object, cell: str) -> float | None:
        """The number that a cell holds; None if it is blank, and if it is something else, which is noted."""
        if is_blank(value):
            return None
        number = math.nan
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                number = float(value)
            except OverflowError:
                number = math.inf
        if math.isfinite(number):
            return number
        shown = value if isinstance(value, str | bool | int | float) else str(value)
        self.fault("not a number; write one, or leave the cell empty if the figure is missing", cell, shown)
        return None


def value_at(row: Row, index: int) -> object:
    """A cell of a row, None beyond its end."""
    return row[index] if index < len(row) else None


def is_blank(value: object) -> bool:
    """Whether a cell holds nothing, or nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())

"""One CSV file: its columns, its cells by name, and what is wrong with them."""

from __future__ import annotations

import csv
import math
from datetime import date
from pathlib import Path

from cpop.build.fault import Fault, cell_name


class Table:
    """One CSV file; its cells are named as a spreadsheet program would show them."""

    def __init__(self, path: Path, columns: tuple[str, ...], faults: list[Fault]) -> None:
        self._file = path.name
        self._faults = faults
        self._columns: dict[str, list[str]] = {name: [] for name in columns}
        self._headings: list[str] = []
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file))
        except FileNotFoundError:
            self.fault(f"there is no such file; put it into the folder {path.parent.name}")
            return
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.fault(f"cannot be read as CSV in UTF-8 ({error})")
            return
        self._headings = [heading.strip() for heading in rows[0]] if rows else []
        missing = [name for name in columns if name not in self._headings]
        for name in missing:
            self.fault("there is no such column; add it", "row 1", name)
        if missing:
            return
        if len(rows) == 1:
            self.fault("the table is empty")
        at = [self._headings.index(name) for name in columns]
        for number, row in enumerate(rows[1:], 2):
            if len(row) != len(self._headings):
                self.fault(f"{len(row)} cells where the heading has {len(self._headings)}", f"A{number}", "")
                row = [*row, *[""] * len(self._headings)]
            for name, index in zip(columns, at, strict=True):
                self._columns[name].append(row[index].strip())

    def fault(self, problem: str, cell: str | None = None, value: object = None) -> None:
        """Notes a fault of this file."""
        self._faults.append(Fault(self._file, problem, None, cell, value))

    def cell(self, line: int, name: str) -> str:
        """The name of a cell by its line and column: 7, "year" -> "C7"."""
        return cell_name(line, self._headings.index(name) + 1)

    def column(self, name: str) -> list[str]:
        """A column as it stands."""
        return self._columns[name]

    def texts(self, name: str) -> list[str]:
        """A column in which every cell is filled."""
        for line, text in enumerate(self._columns[name], 2):
            if not text:
                self.fault(f"{name} is empty; fill it in", self.cell(line, name), "")
        return self._columns[name]

    def key(self, name: str) -> list[str]:
        """A column whose values are filled and never repeat."""
        self.unique(name)
        return self.texts(name)

    def unique(self, *names: str) -> None:
        """Notes each row that repeats the values of another in these columns."""
        first: dict[tuple[str, ...], int] = {}
        for line, values in enumerate(zip(*(self._columns[name] for name in names), strict=True), 2):
            if values in first and all(values):
                self.fault(f"a repeat of line {first[values]}; keep one", self.cell(line, names[0]), ", ".join(values))
            first.setdefault(values, line)

    def belong(self, name: str, known: set[str], noun: str) -> None:
        """Notes each value that is not among those known, unless none is."""
        if not known:
            return
        for line, text in enumerate(self._columns[name], 2):
            if text not in known:
                self.fault(f"unknown {noun}; correct it", self.cell(line, name), text)

    def numbers(self, name: str, required: bool = False, least: float = -math.inf) -> list[float | None]:
        """A column as numbers, blank ones missing."""
        found: list[float | None] = []
        for line, text in enumerate(self._columns[name], 2):
            value = _number(text)
            if (text and value is None) or (required and not text):
                self.fault("not a number; correct it", self.cell(line, name), text)
            elif value is not None and value < least:
                self.fault(f"below {least:g}; correct it", self.cell(line, name), text)
            found.append(value)
        return found

    def dates(self, name: str) -> list[date | None]:
        """A column as dates, every cell filled."""
        found: list[date | None] = []
        for line, text in enumerate(self._columns[name], 2):
            try:
                found.append(date.fromisoformat(text))
            except ValueError:
                self.fault("not a date like 2023-04-01; correct it", self.cell(line, name), text)
                found.append(None)
        return found

    def integers(self, name: str, required: bool = False) -> list[int | None]:
        """A column as whole numbers, blank ones missing."""
        found: list[int | None] = []
        for line, text in enumerate(self._columns[name], 2):
            value = int(text) if text.isascii() and text.isdigit() else None
            if value is None and (text or required):
                self.fault("not a whole number; correct it", self.cell(line, name), text)
            found.append(value)
        return found


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None

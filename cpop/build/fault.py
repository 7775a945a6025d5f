"""What is wrong with what was given to the build, and where."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter


@dataclass(frozen=True)
class Fault:
    """One thing that stops a build: where it stands, what stands there, what is wrong and what to do.

    `cell` is a name like C7, or "row 1" or "column A" where no cell is to blame.
    """

    file: str
    problem: str
    sheet: str | None = None
    cell: str | None = None
    value: object = None

    def __str__(self) -> str:
        where = self.file
        if self.sheet is not None:
            where += f", sheet {self.sheet!r}"
        if self.cell is not None:
            where += f", cell {self.cell}" if self.cell[0].isupper() else f", {self.cell}"
        what = "" if self.value is None else f"{self.value!r}: "
        return f"{where}: {what}{self.problem}"


class BuildError(Exception):
    """The build was refused; `faults` holds every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}")
        self.faults = faults


def cell_name(row: int, column: int) -> str:
    """The name of a cell by its row and column, both counted from 1: 7, 3 -> "C7"."""
    return f"{get_column_letter(column)}{row}"

"""What is wrong with what was given to the build, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

_SINGLY = 5  # so many faults alike are named one by one


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
        super().__init__(f"{len(faults):,} fault{'' if len(faults) == 1 else 's'}")
        self.faults = faults

    def lines(self) -> list[str]:
        """Every reason in a line; many alike in one, with their number."""
        alike: dict[tuple[str, str | None, str], list[Fault]] = {}
        for fault in self.faults:
            kind = re.sub(r"'[^']*'|[\w-]*\d[\w,.-]*", "", fault.problem)
            alike.setdefault((fault.file, fault.sheet, kind), []).append(fault)
        lines = []
        for faults in alike.values():
            if len(faults) <= _SINGLY:
                lines += [str(fault) for fault in faults]
            else:
                last = f", the last in {faults[-1].cell}" if faults[-1].cell else ""
                lines.append(f"{faults[0]} (and {len(faults) - 1:,} more like it{last})")
        return lines


class DoubtError(Exception):
    """The build was not done, because somebody has to look at some changes first; `doubts` says which, a line each."""

    def __init__(self, doubts: list[str]) -> None:
        super().__init__(f"{len(doubts):,} change{'' if len(doubts) == 1 else 's'} to look at")
        self.doubts = doubts


def cell_name(row: int, column: int) -> str:
    """The name of a cell by its row and column, both counted from 1: 7, 3 -> "C7"."""
    return f"{get_column_letter(column)}{row}"

"""A table as a plain grid: which cell lies where and over how many others. What slides and documents are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cpop.markup import plain
from cpop.table import Cell, Column, LeftOut, Row, Table, Theme

Part = Literal["head", "name", "body", "theme", "left-out"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of the grid: what it says, its row and column from 0, how many of each it covers, and its part.

    is_strong: one of a row that plays a role.
    """

    cell: Cell
    row: int
    column: int
    part: Part
    rows: int = 1
    columns: int = 1
    is_number: bool = False
    is_strong: bool = False


def head_rows(table: Table) -> int:
    """How many rows at the top name the columns."""
    return 2 if table.groups else 1


def placed(table: Table) -> list[Placed]:
    """Every cell of a table, row by row from the top."""
    return [*_heads(table), *_body(table)]


def _heads(table: Table) -> Iterator[Placed]:
    height = head_rows(table)
    at = 0
    for name, members in table.groups:
        if name:
            yield Placed(Cell(name), 0, at, "head", columns=len(members))
        else:
            yield from _column_heads(members, at, 0, height)
        at += len(members)
    at = 0
    for name, members in table.groups or (("", tuple(table.columns)),):
        if name or height == 1:
            yield from _column_heads(members, at, height - 1, 1)
        at += len(members)


def _column_heads(columns: tuple[Column, ...], at: int, row: int, rows: int) -> Iterator[Placed]:
    for place, column in enumerate(columns, start=at):
        yield Placed(column.cell, row, place, "head", rows=rows, is_number=column.is_number)


def _body(table: Table) -> Iterator[Placed]:
    count, naming = len(table.columns), table.naming
    for number, row in enumerate(table.rows, start=head_rows(table)):
        match row:
            case Theme(text, second, _):
                yield Placed(Cell(text, second=second), number, 0, "theme", columns=count)
            case LeftOut(text):
                yield Placed(Cell(text), number, 0, "left-out", columns=count)
            case Row():
                for place, (column, cell) in enumerate(zip(table.columns, row.filled, strict=True)):
                    yield Placed(
                        cell,
                        number,
                        place,
                        "name" if place == naming else "body",
                        is_number=column.is_number,
                        is_strong=bool(row.role),
                    )


def described(table: Table) -> str:
    """What a table is for those who cannot see it: "Table. Fife: headline outcomes. 9 rows: Outcome, Latest."."""
    named = ", ".join(column.name for column in table.columns if column.name)
    return f"Table. {plain(table.caption)}. {sum(1 for _ in table.body)} rows: {named}."

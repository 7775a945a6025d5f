"""Rows of a named type from what a database answers: each column is a field, and None alone is missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

RowType = TypeVar("RowType")

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
# What Python holds for a type of DuckDB. DECIMAL is read as float: it is what a literal like 0.5 makes of a figure.
_KINDS: dict[str, type] = {
    **dict.fromkeys([*_INTEGERS, *(f"U{name}" for name in _INTEGERS)], int),
    **dict.fromkeys(["DOUBLE", "FLOAT", "DECIMAL"], float),
    "BOOLEAN": bool,
    "VARCHAR": str,
    "ENUM": str,
    "DATE": date,
    "TIMESTAMP": datetime,
}


class AnswerError(TypeError):
    """An answer that is not of the type that was asked for; the message names the type, the column and what to do."""


@dataclass(frozen=True, slots=True)
class _Field:
    """What a field may hold: values of `kind` (or tuples of them), and None where it is optional."""

    name: str
    kind: type
    is_list: bool
    is_optional: bool


def typed(
    row_type: type[RowType], columns: Sequence[tuple[str, str]], fetched: Sequence[tuple[Any, ...]]
) -> list[RowType]:
    """The fetched tuples as rows of a NamedTuple or a dataclass, in their order.

    columns: name and DuckDB type of each. Not a number becomes None, DECIMAL a float, a list a tuple; whole numbers,
    truths and texts stay what they are. A whole number may stand in a field of float.

    Raises AnswerError for a column without a field, a field without a column, a column of another type than its
    field, and a missing value in a field that does not allow None.
    """
    asked: type = row_type
    plan = _plan(asked, tuple(columns))
    if not fetched:
        return []
    by_place = list(zip(*fetched, strict=True))
    values = []
    for field, place, clean in plan:
        column: Sequence[Any] = by_place[place]
        if clean is not None:
            column = [None if value is None else clean(value) for value in column]
        if not field.is_optional and None in column:
            at = list(column).index(None) + 1
            raise AnswerError(
                f"{row_type.__name__}.{field.name} is missing in row {at} of {len(column)}: "
                f"allow None in the field, or leave such rows out of the select"
            )
        values.append(column)
    return list(map(row_type, *values))


@cache
def _plan(
    row_type: type, columns: tuple[tuple[str, str], ...]
) -> tuple[tuple[_Field, int, Callable[[Any], Any] | None], ...]:
    """For each field in order: the place of its column, and how its values are read (None: as they are)."""
    name = row_type.__name__
    fields = _fields(row_type)
    names = [column for column, _ in columns]
    wanted = [field.name for field in fields]
    faults = [f"{one} is no field of it" for one in names if one not in wanted]
    faults += [f"its field {one} is not among the columns" for one in wanted if one not in names]
    faults += [f"{one} is answered twice" for one in dict.fromkeys(names) if names.count(one) > 1]
    if faults:
        raise AnswerError(f"{name}: {'; '.join(faults)}. Name the same columns in the select and in the type")
    kinds = dict(columns)
    plan = []
    for field in fields:
        kind, is_list = _kind(name, field.name, kinds[field.name])
        fits = kind is field.kind or (kind, field.kind) == (int, float)
        if not fits or is_list != field.is_list:
            raise AnswerError(
                f"{name}.{field.name} says {'tuple of ' if field.is_list else ''}{field.kind.__name__}, but its column "
                f"is {kinds[field.name]}: correct the type, or cast the column in the select"
            )
        plan.append((field, names.index(field.name), _reader(kinds[field.name], kind, is_list)))
    return tuple(plan)


def _kind(row: str, column: str, said: str) -> tuple[type, bool]:
    is_list = said.endswith("[]")
    base = said.removesuffix("[]").partition("(")[0]
    if base not in _KINDS:
        raise AnswerError(f"{row}.{column}: a column of {said} has no place in a row; select its parts by name")
    return _KINDS[base], is_list


def _number(value: float) -> float | None:
    return None if value != value else value


def _reader(said: str, kind: type, is_list: bool) -> Callable[[Any], Any] | None:
    if kind is not float:
        return tuple if is_list else None
    one: Callable[[Any], Any] = float if said.startswith("DECIMAL") else _number
    if not is_list:
        return one
    return lambda values: tuple(None if value is None else one(value) for value in values)


@cache
def _fields(row_type: type) -> tuple[_Field, ...]:
    """The fields of a NamedTuple or a dataclass, in order. Raises AnswerError for any other type."""
    if issubclass(row_type, tuple) and hasattr(row_type, "_fields"):
        names = row_type._fields
    elif dataclasses.is_dataclass(row_type):
        names = tuple(field.name for field in dataclasses.fields(row_type))
    else:
        raise AnswerError(f"{row_type.__name__} is neither a NamedTuple nor a dataclass")
    hints = get_type_hints(row_type)
    return tuple(_field(row_type.__name__, name, hints[name]) for name in names)


def _field(row: str, name: str, hint: Any) -> _Field:  # noqa: ANN401 - whatever was written as a type
    is_optional = get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)
    kinds = [one for one in get_args(hint) if one is not NoneType] if is_optional else [hint]
    kind, is_list = kinds[0], False
    if get_origin(kind) is tuple and len(get_args(kind)) == 2 and get_args(kind)[1] is Ellipsis:
        kind, is_list = get_args(kind)[0], True
    if get_origin(kind) is Literal:
        kind = type(get_args(kind)[0])
    if len(kinds) > 1 or kind not in _KINDS.values():
        allowed = ", ".join(sorted({one.__name__ for one in _KINDS.values()}))
        raise AnswerError(f"{row}.{name}: {hint} is no type of a column; use {allowed}, a tuple of one, or with None")
    return _Field(name, kind, is_list, is_optional)

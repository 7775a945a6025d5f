"""The figures in memory: Parquet and the catalogue in, SQL answers out, nothing else reachable."""

from __future__ import annotations

import json
import threading
from collections.abc import Hashable, Sized
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from cachetools import LRUCache, cached
from cachetools.keys import typedkey

from cpop import catalogue, store, swap
from cpop.answers import RowType, typed

# The kinds of pandas' nullable integers.
NULLABLE = (pd.Int8Dtype, pd.Int16Dtype, pd.Int32Dtype, pd.Int64Dtype)
# Every derived number, in the order of the files' names.
_SCHEMA = Path(__file__).with_name("schema")


# What a visitor's own SQL may take of a machine that others use too: memory of the whole database, seconds, and
# the size of the answer.
MEMORY = "1 GiB"
SECONDS = 10
MOST_ROWS = 1_000_000
MOST_BYTES = 500_000_000
# How many rows of answers a process remembers. Who changes one thing on a page asks for all the rest of it again, and
# in a meeting many look at the same area.
REMEMBERED = 30_000


# What `connect` raises.
LoadError = duckdb.Error


class QueryError(ValueError):
    """A question that the database will not or cannot answer; the message says why."""


def connect(data_dir: Path | None = None) -> duckdb.DuckDBPyConnection:
    """The tables and views of schema/*.sql over one edition's Parquet files, loaded and then locked.

    data_dir: their folder; without it, that of the edition in use (store.folder).

    Once loaded, no SQL can reach a file, the network or a setting. Raises duckdb.Error where a file is
    missing or not as the build writes it.
    """
    data_dir = data_dir or store.folder()
    swap.finish(data_dir)
    connection = duckdb.connect(":memory:")
    connection.execute("set variable data_dir = $1", [str(data_dir)])
    connection.execute("set variable indicators = $1", [_indicator_rows()])
    for part in sorted(_SCHEMA.glob("*.sql")):
        connection.execute(part.read_text(encoding="utf-8"))
    # One thread a question: at this size more cost more than they save, and visitors share the machine.
    connection.execute("set threads = 1")
    # A visitor's own SQL may need as much as this, and may not make up for it on the disk.
    connection.execute(f"set memory_limit = '{MEMORY}'")
    connection.execute("set max_temp_directory_size = '0 KiB'")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _indicator_rows() -> list[dict[str, Any]]:
    rows = []
    for place, one in enumerate(catalogue.indicators().values(), start=1):
        row = {name: getattr(one, name) for name in ("label", "theme", "unit", "better", "headline")}
        row = {"indicator": one.code} | row | asdict(one) | {"sign": one.sign, "catalogue_order": place}
        del row["code"]
        rows.append({name: list(v) if isinstance(v, tuple) else v for name, v in row.items()})
    return rows


@dataclass(frozen=True)
class Edition:
    """What the data is: the build's own record of it (edition.json).

    previous: title and community_title of the edition that it is compared with; none where there is none.
    """

    title: str
    community_title: str
    built: str
    first_year: int
    last_observed_year: int
    last_year: int
    workbooks: tuple[dict[str, str], ...]
    blanks: tuple[dict[str, str], ...]
    data_zone_over_100: dict[str, int]
    previous: dict[str, str | None]

    @property
    def attribution(self) -> str:
        """The sentence that goes wherever the data goes."""
        return _attribution(self.title)

    def of(self, communities: bool) -> catalogue.Origin:
        """Where figures of areas, or of communities, come from: the workbook of each is an edition of its own."""
        title = self.community_title if communities else self.title
        return catalogue.Origin(title, _attribution(title))


def _attribution(title: str) -> str:
    return (
        f"Source: Improvement Service, Community Planning Outcomes Profile ({title}). Contains public "
        "sector information licensed under the Open Government Licence v3.0"
    )


@cache
def edition(data_dir: Path | None = None) -> Edition:
    """The record of the edition in `data_dir`, or of that in use. Raises FileNotFoundError where it was never built."""
    data_dir = data_dir or store.folder()
    swap.finish(data_dir)
    record = json.loads((data_dir / "edition.json").read_text(encoding="utf-8"))
    known = {field.name: record[field.name] for field in fields(Edition)}
    return Edition(**known | {name: tuple(record[name]) for name in ("workbooks", "blanks")})


def files(data_dir: Path | None = None) -> dict[str, bytes]:
    """The files of an edition by name: tables, the record of the edition, and their description.

    data_dir: their folder; without it, that of the edition in use.
    """
    data_dir = data_dir or store.folder()
    wanted = [*data_dir.glob("*.parquet"), *data_dir.glob("*.json")]
    return {path.name: path.read_bytes() for path in sorted(wanted)}


@cache
def bundled() -> duckdb.DuckDBPyConnection:
    """The connection to the bundled edition, opened once a process."""
    return connect()


def query(sql: str, **params: Any) -> pd.DataFrame:  # noqa: ANN401 - whatever DuckDB can bind
    """The answer of one parametrised select over the bundled edition.

    A missing number is nan, a missing text too; a missing truth value is None, and the others of its column are
    Python's own True and False.
    A cursor of its own for each call: a connection must not be shared between threads.
    """
    with bundled().cursor() as cursor:
        answer = cursor.execute(sql, params or None).df()
    # DuckDB answers integers and truth values with gaps as pandas' own nullable kinds, whose missing value
    # compares with nothing, and raises where it is asked whether it is true.
    numbers = [name for name, kind in answer.dtypes.items() if isinstance(kind, NULLABLE)]
    truths = [name for name, kind in answer.dtypes.items() if isinstance(kind, pd.BooleanDtype)]
    answer = answer.astype(dict.fromkeys(numbers, "float64") | dict.fromkeys(truths, "object"))
    for name in truths:
        answer[name] = answer[name].where(answer[name].notna(), None)
    return answer


def rows(row_type: type[RowType], sql: str, **params: Any) -> list[RowType]:  # noqa: ANN401 - whatever DuckDB can bind
    """The answer of one parametrised select over the bundled edition as rows of a type, in the order of the select.

    row_type: a NamedTuple, or a frozen dataclass with slots, whose fields are the columns by name. None is the only
    missing value. Raises AnswerError (cpop.answers) where columns and fields differ in name or type, or a value is
    missing in a field that does not allow None. What was asked lately is remembered (REMEMBERED).
    """
    return list(_answer(row_type, sql, **params))


def _question(row_type: type, sql: str, **params: Any) -> tuple[Hashable, ...]:  # noqa: ANN401 - whatever DuckDB can bind
    return typedkey(row_type, sql, **{name: _frozen(value) for name, value in params.items()})


def _frozen(value: Any) -> Hashable:  # noqa: ANN401 - whatever DuckDB can bind
    if isinstance(value, dict):
        return tuple((name, _frozen(one)) for name, one in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value


def _size(answer: Sized) -> int:
    """An answer without rows is remembered too."""
    return 1 + len(answer)


@cached(LRUCache(REMEMBERED, getsizeof=_size), key=_question, lock=threading.Lock())
def _answer(row_type: type[RowType], sql: str, **params: Any) -> list[RowType]:  # noqa: ANN401 - whatever DuckDB can bind
    with bundled().cursor() as cursor:
        answer = cursor.execute(sql, params or None)
        return typed(row_type, [(name, str(kind)) for name, kind, *_ in answer.description or ()], answer.fetchall())


def forget() -> None:
    """Forgets the answers that are remembered: another edition, or a measurement, begins afresh."""
    _answer.cache_clear()


def read_only(sql: str, connection: duckdb.DuckDBPyConnection | None = None) -> pd.DataFrame:
    """The answer of one statement written by a visitor, which may only read.

    Raises QueryError, in words, for SQL that is wrong, is more or less than one statement, or would write; and
    for a question that takes more than SECONDS or than MEMORY, or whose answer has more than MOST_ROWS or MOST_BYTES.
    """
    with (connection or bundled()).cursor() as cursor:
        try:
            statements = cursor.extract_statements(sql)
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        if len(statements) != 1:
            raise QueryError(f"one select at a time, please: found {len(statements)} statements")
        # Not even explain: `explain analyze insert ...` inserts.
        if statements[0].type != duckdb.StatementType.SELECT:
            raise QueryError(f"only select is allowed here, not {statements[0].type.name.lower()}")
        clock = threading.Timer(SECONDS, cursor.interrupt)
        clock.daemon = True
        try:
            # A select may hold a delete in its `with`: the transaction refuses what the statement's kind lets pass.
            cursor.execute("begin transaction read only")
            clock.start()
            return _bounded(cursor.execute(statements[0]))
        except duckdb.InterruptException as error:
            raise QueryError(f"this takes more than {SECONDS} seconds: ask for less at a time") from error
        except duckdb.OutOfMemoryException as error:
            raise QueryError(f"this takes more memory than {MEMORY}: ask for less at a time") from error
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        finally:
            clock.cancel()


def _bounded(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """An answer as a frame, read a piece at a time; QueryError as soon as it grows beyond MOST_ROWS or MOST_BYTES."""
    pieces = [answer.fetch_df_chunk()]
    rows = size = 0
    while len(pieces[-1]):
        rows += len(pieces[-1])
        size += int(pieces[-1].memory_usage(deep=True).sum())
        if rows > MOST_ROWS or size > MOST_BYTES:
            raise QueryError(f"the answer has more than {MOST_ROWS:,} rows, or too many bytes: ask for less at a time")
        pieces.append(answer.fetch_df_chunk())
    return pieces[0] if len(pieces) == 1 else pd.concat(pieces[:-1], ignore_index=True)

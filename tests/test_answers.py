"""Typed answers: columns are fields, None alone is missing, and what does not fit is named."""

import random
import statistics
import time
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import pytest

from cpop import database
from cpop.answers import AnswerError, typed
from cpop.database import rows


class Row(NamedTuple):
    name: str
    value: float | None
    rank: int | None
    is_best: bool


@dataclass(frozen=True, slots=True)
class Plain:
    rank: int | None
    name: str


SELECT = """
    from (values ('a', 1.5::double, 1, true), ('b', 'nan'::double, null, false), ('c', null, 3, false))
        as one (name, value, rank, is_best)
"""


def test_each_column_is_the_field_of_its_name_and_only_none_is_missing():
    assert rows(Row, SELECT) == [Row("a", 1.5, 1, True), Row("b", None, None, False), Row("c", None, 3, False)]


def test_columns_may_stand_in_another_order_and_the_type_may_be_a_dataclass():
    assert rows(Plain, f"select name, rank {SELECT}") == [Plain(1, "a"), Plain(None, "b"), Plain(3, "c")]


def test_whole_numbers_truths_texts_and_dates_stay_what_they_are():
    class Kinds(NamedTuple):
        whole: int
        truth: bool
        text: str
        day: date
        sum: int
        share: float
        list: tuple[float, ...]
        status: Literal["raw", "imputed"] | None

    [one] = rows(
        Kinds,
        """select 2::bigint as whole, true as truth, '' as text, date '2021-04-01' as day, sum(3) as sum,
        0.5 as share, [1.5::double, 'nan'::double] as list, 'raw' as status""",
    )
    assert one == (2, True, "", date(2021, 4, 1), 3, 0.5, (1.5, None), "raw")
    assert [type(value) for value in one] == [int, bool, str, date, int, float, tuple, str]


def test_parameters_are_bound_and_no_rows_are_an_empty_list():
    assert rows(Plain, f"select name, rank {SELECT} where name = $name", name="c") == [Plain(3, "c")]
    assert rows(Plain, f"select name, rank {SELECT} where name = $name", name="'; drop table area; --") == []


@pytest.mark.parametrize(
    ("select", "said"),
    [
        ("select name, 1 as rank, 2 as extra", r"^Plain: extra is no field of it\. Name the same columns"),
        ("select name", r"^Plain: its field rank is not among the columns\."),
        ("select name, 1 as rank, 2 as rank", r"^Plain: rank is answered twice\."),
        ("select 1 as name, 1 as rank", r"^Plain\.name says str, but its column is INTEGER: correct the type, or cast"),
        ("select name, 'x' as rank", r"^Plain\.rank says int, but its column is VARCHAR"),
        ("select name, 1.5 as rank", r"^Plain\.rank says int, but its column is DECIMAL"),
        ("select name, true as rank", r"^Plain\.rank says int, but its column is BOOLEAN"),
        ("select name, [1] as rank", r"^Plain\.rank says int, but its column is INTEGER\[\]"),
        ("select name, {'a': 1} as rank", r"^Plain\.rank: a column of STRUCT\(a INTEGER\) has no place in a row"),
        (
            "select nullif(name, 'b') as name, 1 as rank",
            r"^Plain\.name is missing in row 2 of 3: allow None in the field",
        ),
    ],
)
def test_what_does_not_fit_is_named(select, said):
    with pytest.raises(AnswerError, match=said):
        rows(Plain, f"{select} {SELECT}")


def test_columns_are_checked_though_no_row_is_answered():
    with pytest.raises(AnswerError, match="rank is not among"):
        rows(Plain, f"select name {SELECT} where false")


def test_a_whole_number_may_stand_for_a_float_but_not_for_a_truth():
    class Value(NamedTuple):
        value: float

    class Truth(NamedTuple):
        value: bool

    assert rows(Value, "select 3 as value") == [Value(3)]
    with pytest.raises(AnswerError, match="says bool"):
        rows(Truth, "select 1 as value")


def test_a_type_that_no_column_has_is_named():
    class Loose(NamedTuple):
        value: int | str

    class Bare:
        value: int

    with pytest.raises(AnswerError, match=r"Loose\.value: int \| str is no type of a column; use bool, date"):
        rows(Loose, "select 1 as value")
    with pytest.raises(AnswerError, match="neither a NamedTuple nor a dataclass"):
        rows(Bare, "select 1 as value")


# The conversion of a question, as each one goes: its type says what its docstring listed.


class Zone(NamedTuple):
    """One indicator in one data zone: its figure (none where it is suppressed), and where it stands in the area."""

    data_zone_code: str
    name: str
    longitude: float
    indicator: str
    year: int
    value: float | None
    area_fifth: int | None


ZONES = """
    select data_zone_code, name, longitude, indicator, year, value, area_fifth
    from data_zone_figure
    join data_zone using (data_zone_code)
    order by data_zone_code, indicator
"""


def test_a_converted_question_answers_what_its_frame_did():
    frame = database.query(ZONES)
    found = rows(Zone, ZONES)
    assert len(found) == len(frame) > 1000
    for one, known in zip(found, frame.itertuples(index=False), strict=True):
        assert all(
            mine == theirs if mine is not None else theirs != theirs for mine, theirs in zip(one, known, strict=True)
        )
    assert any(one.value is None for one in found)
    assert {type(one.area_fifth) for one in found} == {int, type(None)}


def test_rows_answer_at_least_as_fast_as_frames_read_row_by_row():
    """The frame's way as pages read it: a frame, then its rows one by one."""

    class Point(NamedTuple):
        indicator: str
        place_code: str
        name: str | None
        year: int
        period: str
        value: float | None
        status: str

    sql = """
        select indicator, place_code, name, year, period, value, status
        from series left join area on area_code = place_code
        where indicator = 'child_poverty' order by place_code, year
    """

    def by_frame():
        return [row.value for row in database.query(sql).itertuples()]

    def by_rows():
        return [row.value for row in rows(Point, sql)]

    def taken(action):
        start = time.perf_counter()
        action()
        return time.perf_counter() - start

    assert len(by_frame()) == len(by_rows()) > 500
    # Taken in turn, so that a busy machine slows both alike.
    times = {by_frame: [], by_rows: []}
    for _ in range(15):
        for action in random.sample([by_frame, by_rows], 2):
            times[action].append(taken(action))
    assert statistics.median(times[by_rows]) < 1.2 * statistics.median(times[by_frame])


def test_reading_alone_costs_little():
    """Without the database: a hundred thousand rows of four columns."""
    many = [("a", 1.5, 1, True)] * 100_000
    start = time.perf_counter()
    typed(Row, [("name", "VARCHAR"), ("value", "DOUBLE"), ("rank", "INTEGER"), ("is_best", "BOOLEAN")], many)
    assert time.perf_counter() - start < 2

"""The locked database, the command that asks it, and its speed's one condition: no view that was left to chance."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import pytest

from cpop import database

ROOT = Path(__file__).resolve().parents[1]


def ask(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "cpop", "query", *arguments], cwd=ROOT, capture_output=True, check=False, env=os.environ
    )


def test_a_folder_without_tables_is_named(tmp_path):
    with pytest.raises(duckdb.Error, match=r"area\.parquet"):
        database.connect(tmp_path)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from read_csv('/etc/hostname')", "disabled"),
        ("select * from 'README.md'", "disabled|does not exist"),
        ("select * from glob('*')", "disabled"),
        ("copy area to 'stolen.csv'", "only select is allowed"),
        ("create table mine as select 1", "only select is allowed"),
        ("delete from area", "only select is allowed"),
        ("explain analyze delete from area", "only select is allowed"),
        ("attach 'other.db'", "only select is allowed"),
        ("set enable_external_access = true", "only select is allowed"),
        ("select 1; select 2", "found 2 statements"),
        ("", "found 0 statements"),
        ("selec 1", "syntax error"),
        ("select nothing from area", "nothing"),
    ],
)
def test_a_visitors_sql_may_only_read_the_figures(sql, said):
    before = database.query("select count(*) as n from area")["n"][0]
    with pytest.raises(database.QueryError, match=said):
        database.read_only(sql)
    assert database.query("select count(*) as n from area")["n"][0] == before == 33


@pytest.mark.parametrize(
    "verb", ["delete from area", "update area set name = ''", "insert into area select * from area"]
)
def test_a_select_that_hides_a_write_writes_nothing(verb):
    before = database.query("select name from area order by all").to_dict("list")
    with pytest.raises(database.QueryError, match="read-only"):
        database.read_only(f"with gone as ({verb} returning *) select * from gone")
    assert database.query("select name from area order by all").to_dict("list") == before
    assert database.read_only("select count(*) as n from area")["n"][0] == 33


def test_a_question_without_an_end_is_ended(monkeypatch):
    monkeypatch.setattr(database, "SECONDS", 0.3)
    with pytest.raises(database.QueryError, match=r"more than 0\.3 seconds"):
        database.read_only("select count(*) from observation as a, observation as b where a.value > b.value")
    assert database.read_only("select 1 as one")["one"][0] == 1


def test_a_question_may_not_eat_the_memory(monkeypatch):
    monkeypatch.setattr(database, "SECONDS", 120)
    with pytest.raises(database.QueryError, match="more memory than 1 GiB"):
        database.read_only("select * from observation as a, observation as b order by a.value, b.value")


def test_an_answer_may_not_be_endless(monkeypatch):
    monkeypatch.setattr(database, "SECONDS", 120)
    with pytest.raises(database.QueryError, match="more than 1,000,000 rows"):
        database.read_only("select * from range(100000000)")
    with pytest.raises(database.QueryError, match="too many bytes"):
        database.read_only("select repeat('x', 100000) from range(10000)")
    assert (
        len(database.read_only("select * from observation"))
        == database.query("select count(*) as n from observation")["n"][0]
    )


def test_the_lock_holds_for_our_own_cursors_too():
    with pytest.raises(duckdb.Error):
        database.query("set enable_external_access = true")


def test_missing_numbers_are_nan_whatever_their_kind():
    answer = database.query("select null::integer as a, 1::integer as b, null::double as c, null::varchar as d")
    assert all(pd.isna(answer[name][0]) for name in "acd")
    assert all(one != one for one in (answer["a"][0], answer["c"][0]))


@pytest.mark.parametrize("rows", ["(true), (false), (null)", "(null), (null)", "(null)", "(true), (false)"])
def test_a_missing_truth_value_is_none_and_can_be_asked(rows):
    told = [
        {"true": True, "false": False, "null": None}[one] for one in rows.replace("(", "").replace(")", "").split(", ")
    ]
    answer = database.query(f"select t from (values {rows}) as truths(t)")
    assert list(answer["t"]) == told
    assert all(one is None for one in answer["t"] if one not in (True, False))
    assert [bool(one) for one in answer["t"]] == [bool(one) for one in told]
    assert [row.t for row in answer.itertuples()] == told


def test_many_threads_ask_at_once():
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: database.query("select count(*) as n from observation")["n"][0], range(64)))
    assert len(set(counts)) == 1


def test_the_edition_is_named():
    edition = database.edition()
    assert edition.title in edition.attribution
    assert edition.first_year < edition.last_observed_year <= edition.last_year


def test_the_command_answers_in_three_formats(tmp_path):
    sql = "select name, rank from cpp_latest join area using (area_code) where indicator = 'child_poverty' and rank = 1"
    csv = ask(sql)
    assert (csv.returncode, csv.stdout.decode().splitlines()) == (0, ["name,rank", "East Renfrewshire,1"])
    assert json.loads(ask(sql, "--format", "json").stdout) == [{"name": "East Renfrewshire", "rank": 1}]
    file = tmp_path / "answer.parquet"
    assert ask(sql, "--format", "parquet", "-o", str(file)).returncode == 0
    assert pd.read_parquet(file).to_dict("records") == [{"name": "East Renfrewshire", "rank": 1}]


def test_the_command_refuses_in_words_with_code_two():
    refused = ask("drop table area")
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert refused.stderr.decode().strip() == "only select is allowed here, not drop"
    assert b"Traceback" not in ask("select * from nowhere").stderr


class Named(NamedTuple):
    """One area."""

    name: str


def names(starts):
    return database.rows(
        Named, "select name from area where name[1] in $starts or name = 'Fife' order by name", starts=starts
    )


def test_an_answer_is_remembered_and_nobody_can_change_it(monkeypatch):
    database.forget()
    first = names(["A"])
    asked = []
    monkeypatch.setattr(database, "typed", lambda *given: asked.append(given) or [])
    known = [row.name for row in first]
    first.clear()
    assert [row.name for row in names(["A"])] == known
    assert known[0] == "Aberdeen City"
    assert not asked
    assert names(["B"]) == []
    assert len(asked) == 1
    database.forget()
    assert names(["A"]) == []
    database.forget()


def test_what_is_remembered_has_a_bound():
    database.forget()
    remembered = database._answer.cache
    for number in range(40):
        database.rows(Named, "select 'x' as name from range($size)", size=1_000 + number)
    assert 0 < remembered.currsize <= database.REMEMBERED == remembered.maxsize
    assert len(remembered) < 40
    # One that is larger than all that may be remembered is answered all the same.
    assert len(database.rows(Named, "select 'x' as name from range($size)", size=database.REMEMBERED)) == (
        database.REMEMBERED
    )
    database.forget()

"""The server around the pages: mistyped paths, health that is true, faults told once, and starts that say why not."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from clients import Client, Failed, run
from starlette.responses import PlainTextResponse

from cpop import server, site, store
from cpop.health import IN_A_ROW, Health
from deploy import serve

ROOT = Path(__file__).resolve().parents[1]


def asked(path, query="", accept="text/html", method="GET", base=""):
    """Status and place of what the layer of redirects answers; a 200 is whatever the app itself would say."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"accept", accept.encode())],
    }
    run(server.Redirect(PlainTextResponse("the app"), base)(scope, receive, send))
    headers = dict(sent[0]["headers"])
    return sent[0]["status"], headers.get(b"location", b"").decode()


@pytest.mark.parametrize(
    ("path", "query", "place"),
    [
        ("/trendz", "area=fife", "/trends?area=fife&page=trendz"),
        ("/Trends", "area=fife", "/trends?area=fife"),
        ("/foo/bar", "", "/?page=foo%2Fbar"),
        ("/foo/trends", "", "/trends?page=foo%2Ftrends"),
        ("/board_pack", "", "/board-pack?page=board_pack"),
        ("/data/zones", "", "/data-zones?page=data%2Fzones"),
        ("/trends.", "a=1&a=2", "/trends?a=1&a=2&page=trends."),
        ("/guide.html", "", "/guide?page=guide.html"),
        ("/xyzzy", "page=old&area=fife", "/?area=fife&page=xyzzy"),
        ("/x\r\nSet-Cookie: a=b", "", "/?page=x%0D%0ASet-Cookie%3A+a%3Db"),
        ("/\\evil.example", "", "/?page=%5Cevil.example"),
        ("/" + "x" * 5000, "", "/?page=" + "x" * 60),
        # One chart for another site's page: no app is told of Streamlit's own `embed`.
        ("/trends", "area=fife&embed=chart", "/trends?area=fife&chart=alone"),
        ("/", "embed=chart", "/?chart=alone"),
    ],
)
def test_a_mistyped_path_leads_to_the_nearest_page_and_keeps_the_view(path, query, place):
    assert asked(path, query) == (302, place)


@pytest.mark.parametrize("path", ["", *(page.path for page in site.SITE)])
def test_every_page_answers_at_its_own_path(path):
    assert asked(f"/{path}") == (200, "")
    assert asked(f"/{path}", "embed=true&chart=alone") == (200, "")
    assert asked(f"/cpop/{path}", base="/cpop/") == (200, "")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/health",
        "/trends/_stcore/health",
        "/static/js/x",
        "/app/static/x",
        "/media/x",
        "/healthz",
        "//b.example",
    ],
)
def test_what_is_no_page_is_left_alone(path):
    assert asked(path) == (200, "")


def test_programs_that_ask_for_a_file_are_left_alone():
    assert asked("/favicon.png", accept="image/*") == (200, "")
    assert asked("/foo/bar", method="POST") == (200, "")
    assert asked("/elsewhere/foo", base="/cpop") == (200, "")
    assert asked("/cpop/foo", base="/cpop") == (302, "/cpop/?page=foo")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("trendz", "trends"),
        ("/compair/", "compare"),
        ("Priorites", "priorities"),
        ("community-profile", "community"),
        ("board pack", "board-pack"),
        ("most-vulnerable", "vulnerable"),
        ("at_a_glance", ""),
        ("community-map", "communities"),
        ("qqq", ""),
        ("", ""),
    ],
)
def test_the_nearest_page_is_what_a_person_meant(wrong, right):
    assert site.nearest(wrong) == right


def test_a_page_counts_as_broken_once_it_fails_in_a_row(monkeypatch):
    health = Health()
    monkeypatch.setattr(health, "_try", lambda: setattr(health, "_trial", []))
    assert health.failed("trends", "ValueError: x") is True
    for _ in range(IN_A_ROW - 2):
        assert health.failed("trends", "ValueError: x") is False
    assert "/trends fails" not in health.complaints()
    health.failed("trends", "ValueError: x")
    assert "/trends fails" in health.complaints()
    health.stood("compare")
    assert "/trends fails" in health.complaints()
    health.stood("trends")
    assert health.complaints() == []


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A copy of the app with a page that fails."""
    folder = tmp_path_factory.mktemp("broken")
    for name in ("app.py", "cpop", "pages", "data", ".streamlit"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    (folder / "pages" / "trends.py").write_text("raise ValueError('a page\\n that fails')\n")
    return folder


def health_of(site):
    """Status and text, once all pages have been tried."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site.address}/healthz", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            text = error.read().decode()
            if "being tried" not in text:
                return error.code, text
        time.sleep(0.2)
    raise AssertionError("the pages are still being tried")


def test_health_is_true_and_a_fault_is_told_once(broken, tmp_path):
    async def visit(address):
        async with Client(address) as client:
            for query in ("area=fife", "area=fife", "area=angus"):
                with pytest.raises(Failed, match="could not be shown"):
                    await client.open("trends", query)
            await client.open("compare", "area=fife")

    log = tmp_path / "log"
    with serve.app(log, broken) as running:
        status, text = health_of(running)
        assert (status, text.split(":")[0]) == (503, "/trends fails")
        assert "a page that fails" in text
        run(visit(running.address))
        (broken / "cpop" / "ui" / "app.css").rename(broken / "away")
        assert "cpop/ui/app.css is missing" in health_of(running)[1]
        (broken / "away").rename(broken / "cpop" / "ui" / "app.css")
        assert "app.css" not in health_of(running)[1]
    lines = log.read_text().splitlines()
    (line,) = [line for line in lines if "a page that fails" in line]
    assert "page=/trends link=/trends?area=fife ValueError: a page that fails at " in line
    assert line.endswith("pages/trends.py:1")
    assert not any("Traceback" in line for line in lines)


def test_a_whole_app_is_healthy():
    with serve.app(Path(os.devnull)) as running:
        assert health_of(running) == (200, "ok\n")


def start(**environment):
    """What a start that must not succeed says."""
    ended = subprocess.run(
        [sys.executable, *serve.UVICORN, "--port", str(serve.free_port())],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    return ended.stderr.strip()


@pytest.fixture
def edition(tmp_path):
    return shutil.copytree(ROOT / "data", tmp_path / "edition")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "observation.parquet").unlink(), "observation.parquet cannot be read (No such file"),
        (
            lambda folder: os.truncate(folder / "area.parquet", 1000),
            "area.parquet is not the file that datapackage.json",
        ),
        (lambda folder: (folder / "edition.json").write_text("{"), "edition.json cannot be read"),
        (lambda folder: (folder / "datapackage.json").write_text("[]"), "datapackage.json cannot be read"),
        (lambda folder: (folder / "datapackage.json").unlink(), "datapackage.json cannot be read (No such file"),
    ],
)
def test_damaged_data_ends_the_start_with_one_line(edition, spoil, said):
    spoil(edition)
    line = start(CPOP_DATA=str(edition))
    assert line.startswith("CPOP cannot start: ")
    assert said in line
    assert "\n" not in line


def test_missing_outlines_end_the_start_with_one_line(broken):
    away = broken / "cpop" / "static" / "boundaries" / "communities" / "angus.geojson"
    away.unlink()
    ended = subprocess.run(
        [sys.executable, *serve.UVICORN, "--port", str(serve.free_port())],
        cwd=broken,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.strip().count("\n") == 0
    assert "angus.geojson cannot be read" in ended.stderr


@pytest.fixture
def web(edition):
    """The address of a folder, served on this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *given):
            super().__init__(*given, directory=str(edition))

        def log_message(self, *_):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()


@pytest.fixture
def place(monkeypatch):
    """A function that says where the data lies; forgotten at the end."""
    store.folder.cache_clear()
    yield lambda text: monkeypatch.setenv(store.SETTING, text)
    store.folder.cache_clear()


def test_data_may_lie_in_another_folder(edition, place):
    place(str(edition))
    assert store.folder() == edition


def test_data_may_lie_at_an_address(edition, web, place):
    place(f"{web}/")
    copy = store.folder()
    assert copy != edition
    assert {one.name for one in copy.iterdir()} == {one.name for one in edition.iterdir()}
    assert all(one.read_bytes() == (edition / one.name).read_bytes() for one in copy.iterdir())
    from cpop import database

    assert database.connect(copy).execute("select count(*) from area").fetchone() == (33,)


def test_data_may_lie_where_pyarrow_reads(edition, place):
    place(edition.as_uri())
    assert (store.folder() / "area.parquet").read_bytes() == (edition / "area.parquet").read_bytes()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("{web}/nowhere", "404"),
        ("http://127.0.0.1:9", "check CPOP_DATA"),
        ("nonsense://bucket/folder", "which nothing here can read"),
        ("file:///nowhere", "check CPOP_DATA"),
    ],
)
def test_an_address_that_does_not_answer_is_named_in_a_line(web, place, where, said):
    place(where.format(web=web))
    with pytest.raises(store.StoreError) as fault:
        store.folder()
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_damage_on_the_way_is_found(edition, web, place):
    (edition / "area.parquet").write_bytes(b"PAR1")
    place(web)
    with pytest.raises(store.StoreError, match=f"{web}/area.parquet is not the file"):
        store.folder()


def test_a_description_cannot_name_files_elsewhere(edition, web, place):
    (edition / "datapackage.json").write_text(json.dumps({"resources": [{"path": "../stolen", "hash": "sha256:x"}]}))
    place(web)
    with pytest.raises(store.StoreError, match="names no tables"):
        store.folder()


@pytest.mark.parametrize("where", [0, 1], ids=["in the menu", "on the page"])
def test_a_tab_that_comes_back_keeps_what_its_visitor_chose_meanwhile(where):
    """Its process has ended; on the next one its first words are a choice, with the link from before the choice."""

    async def visit(first, second):
        async with Client(first) as client:
            await client.open("trends", "area=fife&comparator=angus")
            pages = dict(client.pages)
        client.address = second
        await client.connect()
        client.query = "area=fife&comparator=angus"
        seen = await client.choose_area("Highland", where)
        await client.close()
        # A page that the tab has not seen yet opens as it would for anybody: no control of it has been sent.
        other = Client(second)
        other.session = "another"
        await other.connect()
        other.pages = pages
        await other.go("compare")
        await other.close()
        return seen, client.query, other.query

    with serve.app(Path(os.devnull)) as first, serve.app(Path(os.devnull)) as second:
        seen, query, other = run(visit(first.address, second.address))
    assert any("Highland" in text for text in seen.text)
    assert dict(parse_qsl(query)) == {"area": "highland", "comparator": "angus"}
    assert set(dict(parse_qsl(other))) == {"year"}
    assert not seen.alerts

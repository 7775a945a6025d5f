"""Two processes behind nginx, as they are hosted: what visitors get, what is kept from them, and when one ends."""

import asyncio
import os
import re
import shutil
import subprocess
import time

import elements
import pytest
from clients import Client, run
from playwright.sync_api import expect
from served import Visitor
from websockets.exceptions import WebSocketException

from deploy import serve

pytestmark = pytest.mark.skipif(
    not shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), reason="there is no nginx here"
)
# How soon the visitors of a process that ended must stand on the other.
SOON = 10
# Listens for what the policy forbids, from before the first script on.
WATCH = """
window.refused = [];
document.addEventListener('securitypolicyviolation', event => window.refused.push(
    event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));
"""
VIEWS = [
    "/?area=fife",
    "/trends?area=fife",
    "/compare?area=fife",
    "/compare?area=fife&view=map",
    "/priorities?area=fife",
    "/inequality?area=fife",
    "/communities?area=fife",
    "/data-zones?area=fife",
    "/rankings?area=fife",
    "/guide",
]


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("hosting") / "log"


@pytest.fixture(scope="module")
def site(log):
    with serve.arrangement(2, log=log, CPOP_FRAME_ANCESTORS="'self' https://intranet.example.gov.uk") as running:
        yield running


@pytest.fixture
def arrive(browser, site):
    """A function that opens a window on the hosted app; at its end nothing was refused and nothing failed."""
    visitors = []

    def open_window():
        visitors.append(Visitor(browser, site.address))
        visitors[-1].page.add_init_script(WATCH)
        return visitors[-1]

    yield open_window
    for visitor in visitors:
        visitor.close()


def head(address, *headers):
    """The head of an answer, with names in lower case, and the bytes that travelled."""
    command = ["curl", "-s", "-o", os.devnull, "-D", "-", "-w", "%{size_download}", *headers, address]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    pairs = [line.partition(": ") for line in lines[1:-1] if ": " in line]
    found = {}
    for name, _, value in pairs:
        found.setdefault(name.lower(), []).append(value)
    return int(lines[0].split()[1]), found, int(lines[-1])


def take_back(site, log, port):
    """Starts the process of a port again, and waits until nginx, which left it alone for a while, leads there."""
    site.processes[port].wait()
    before = len(log.read_text())
    site.restart()
    serve.wait_for(f"http://127.0.0.1:{port}/_stcore/health", site.processes[port])
    until = time.monotonic() + 60
    while not any(line.endswith(f" 127.0.0.1:{port}") for line in log.read_text()[before:].splitlines()):
        assert time.monotonic() < until, "nginx does not lead to the process that stands again"
        head(f"{site.address}/_stcore/health", "-H", f"Cookie: cpop_route={time.monotonic_ns()}")


GZIP = ("-H", "Accept-Encoding: gzip")


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS)
def test_the_policy_allows_all_that_a_page_does(arrive, view):
    visitor = arrive()
    page = visitor.open(view)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.refused") == []


@pytest.mark.browser
def test_sharing_and_taking_away_work_behind_nginx(arrive):
    visitor = arrive()
    page = visitor.open("/trends?area=fife")
    page.get_by_role("button", name="Share").click()
    page.locator(elements.SHARED_LINK).wait_for()
    visitor.open("/data?area=fife")
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert waiting.value.path().stat().st_size > 1000
    assert page.evaluate("window.refused") == []


@pytest.mark.browser
def test_a_plan_that_was_kept_is_opened_behind_nginx(arrive, tmp_path):
    visitor = arrive()
    page = visitor.open("/plan?area=fife&priorities=child_poverty")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download the plan (TOML)").click()
    file = tmp_path / kept.value.suggested_filename
    kept.value.save_as(file)
    other = arrive()
    page = other.open("/plan")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("The plan is open.")).to_be_visible()
    expect(page).to_have_url(re.compile("area=fife"))


@pytest.mark.browser
def test_the_policy_refuses_what_no_page_does(arrive):
    visitor = arrive()
    page = visitor.open("/guide")
    page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.evil = 1';"
        " document.body.append(one); }"
    )
    page.wait_for_function("window.refused.length > 0")
    assert page.evaluate("window.evil") is None
    visitor.faults.clear()


def test_headers_keep_visitors_safe_and_frames_are_a_setting(site):
    status, found, _ = head(f"{site.address}/trends")
    assert status == 200
    policy = found["content-security-policy"][0]
    assert policy.endswith("frame-ancestors 'self' https://intranet.example.gov.uk")
    assert " 'unsafe-eval'" not in policy
    assert found["x-content-type-options"] == ["nosniff"]
    assert "strict-transport-security" not in found
    assert "max-age" in head(f"{site.address}/", "-H", "X-Forwarded-Proto: https")[1]["strict-transport-security"][0]


def test_what_is_not_for_visitors_is_closed(site):
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
        assert head(site.address + path)[0] == 404


def test_static_files_travel_compressed_and_once(site):
    script = next(path for path in (serve.ROOT / ".venv").rglob("streamlit/static/static/js/index.*.js"))
    status, found, size = head(f"{site.address}/static/js/{script.name}", *GZIP)
    assert (status, found["content-encoding"]) == (200, ["gzip"])
    assert size < script.stat().st_size / 2
    assert found["cache-control"] == ["max-age=31536000"]
    assert "set-cookie" not in found
    status, found, size = head(f"{site.address}/app/static/boundaries/areas.geojson", *GZIP)
    assert (status, found["content-encoding"], found["cache-control"]) == (200, ["gzip"], ["max-age=3600"])
    again = head(f"{site.address}/static/js/{script.name}", *GZIP, "-H", "If-None-Match: " + "x")
    assert again[0] == 200


def test_nothing_is_compressed_at_the_origin(site):
    port = next(iter(site.processes))
    for path in ("/", "/app/static/boundaries/areas.geojson"):
        plain = head(f"http://127.0.0.1:{port}{path}")
        assert "content-encoding" not in plain[1]
    # nginx asks the app for plain text, and compresses once.
    assert head(f"{site.address}/", *GZIP)[1]["content-encoding"] == ["gzip"]


def test_the_log_holds_no_address_and_no_query(site, log):
    head(f"{site.address}/trends?area=fife", "-H", "User-Agent: somebody")
    text = log.read_text()
    line = next(line for line in reversed(text.splitlines()) if " /trends " in line)
    assert "somebody" not in line
    assert "fife" not in line
    assert "127.0.0.1 " not in line.replace("127.0.0.1:", "")


def test_visitors_stay_with_one_process_each_and_all_processes_have_some(site, log):
    async def visit(path):
        async with Client(site.address) as client:
            await client.open("trends", "area=fife")
            for _ in range(5):
                await asyncio.to_thread(client.fetch, path)

    def process(number):
        """Where all that a visitor asked for went, from the log, which also holds what others' windows ask."""
        path = f"/_stcore/visitor-{number}"
        before = len(log.read_text())
        run(visit(path))
        # The websocket is logged as it closes.
        while f" {path} " not in (text := log.read_text()[before:]) or " /_stcore/stream " not in text:
            time.sleep(0.01)
        own = {line.split()[-1] for line in text.splitlines() if f" {path} " in line}
        assert len(own) == 1
        assert own <= {line.split()[-1] for line in text.splitlines() if " /_stcore/stream " in line}
        return own.pop()

    assert len({process(number) for number in range(12)}) == 2


def test_visitors_of_a_process_that_ends_are_back_on_the_other_with_their_view(site, log):
    """Half of sixteen visitors, in the middle of asking, lose their process; nobody loses the view."""
    areas = ["Fife", "Highland", "Glasgow City", "Angus"]

    async def visit(number, ready, killed):
        name = areas[number % len(areas)]
        async with Client(site.address) as client:
            await client.open("trends")
            await client.choose_area(name)
            ready.release()
            try:
                while not killed.is_set() or time.monotonic() < killed.at + 3:
                    await client.go("trends")
                    await asyncio.sleep(0.2)
                return None
            except (OSError, WebSocketException):
                assert killed.is_set(), "the connection broke before the process ended"
            client.query = f"area={name.lower().replace(' ', '-')}"
            while True:
                try:
                    await client.connect()
                    seen = await client.open("trends", client.query)
                    break
                except (OSError, WebSocketException):
                    assert time.monotonic() < killed.at + SOON, "not back in time"
                    await asyncio.sleep(0.2)
        assert any(name in text for text in seen.text), f"{name} is not shown"
        return time.monotonic() - killed.at

    async def storm():
        ready, killed = asyncio.Semaphore(0), asyncio.Event()
        visits = [asyncio.create_task(visit(number, ready, killed)) for number in range(16)]
        async with asyncio.timeout(120):
            for _ in visits:
                await ready.acquire()
        killed.at = time.monotonic()
        killed.set()
        site.processes[port].kill()
        return await asyncio.gather(*visits)

    port = next(iter(site.processes))
    try:
        taken = run(storm())
    finally:
        site.processes[port].kill()
        take_back(site, log, port)
    moved = [one for one in taken if one is not None]
    assert moved, "nobody was on the process that ended"
    assert len(moved) < len(taken), "everybody was on one process"
    assert max(moved) < SOON


@pytest.mark.browser
def test_a_browser_goes_on_where_it_was_when_its_process_ends(arrive, site, log):
    visitor = arrive()
    page = visitor.open("/trends?area=fife&comparator=angus")
    for port, name, code in zip(
        list(site.processes), ("Highland", "Glasgow City"), ("highland", "glasgow-city"), strict=True
    ):
        site.processes[port].kill()
        site.processes[port].wait()
        start = time.monotonic()
        # Whichever of the two it was: the page takes a choice again, and keeps what was chosen before.
        page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=SOON * 1000)
        page.locator("[data-testid=stStatusWidget]").wait_for(state="detached", timeout=SOON * 1000)
        visitor.choose("Compare with", name)
        page.wait_for_function(f"() => location.search == '?area=fife&comparator={code}'", timeout=SOON * 1000)
        assert time.monotonic() - start < SOON
        take_back(site, log, port)
    # The browser tells of the connection that broke.
    visitor.faults = [fault for fault in visitor.faults if "WebSocket" not in fault and "Failed to load" not in fault]


@pytest.mark.browser
def test_a_path_of_its_own(browser):
    with serve.arrangement(1, base="/cpop") as site:
        status, found, _ = head(f"{site.address}/foo/bar?area=fife", "-H", "Accept: text/html")
        assert (status, found["location"]) == (302, ["/cpop/?area=fife&page=foo%2Fbar"])
        assert head(site.address)[1]["location"] == ["/cpop/"]
        assert "Path=/cpop/" in head(f"{site.address}/")[1]["set-cookie"][0]
        visitor = Visitor(browser, site.address)
        page = visitor.open("/compare?area=fife&view=map")
        page.get_by_role("link", name="Trends").first.click()
        page.wait_for_url(f"{site.address}/trends?area=fife")
        visitor.settle()
        page.get_by_role("button", name="Share").click()
        expect(page.locator(elements.SHARED_LINK)).to_have_text(page.url)
        visitor.close()


def test_nginx_that_does_not_take_its_settings_says_why(tmp_path):
    with (
        pytest.raises(RuntimeError, match="nginx does not take .*nonsense"),
        serve.arrangement(1, CPOP_TLS="nonsense;"),
    ):
        pass

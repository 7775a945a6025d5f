"""Measure what a visitor waits for, and print it: run by `make bench`. Nothing here fails a build.

Machines differ and are noisy: compare figures of one run, and the ratios to an empty page.
"""

from __future__ import annotations

import gc
import inspect
import statistics
import sys
import tempfile
import time
from pathlib import Path

import elements

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from questions import questions
from served import ROOT, Visitor, launch, served

from cpop.plan import Locality, Plan, packed

EMPTY = """
import streamlit as st
st.set_page_config(layout="wide")
choice = st.selectbox("Area", ["Glasgow City", "Fife", "Highland"])
st.title(choice)
st.markdown('<p class="footer">end</p>', unsafe_allow_html=True)
"""
AREAS = ("Fife", "Glasgow City", "Highland", "Fife", "Glasgow City", "Highland", "Fife")
COMMUNITY = "govanhill-west"
# What a page's link says besides the area, where it shows little without.
CHOSEN = {
    "community.py": {"community": COMMUNITY},
    "data_zones.py": {"community": COMMUNITY},
    "localities.py": {"plan": packed(Plan("glasgow-city", localities=(Locality("Here", (COMMUNITY,)),)))},
}


def examples():
    """An argument for each name that a question may ask for, of the largest area."""
    from cpop import database
    from cpop.catalogue import community_indicators
    from cpop.queries import areas, communities
    from cpop.queries.data import Selection

    glasgow = areas.by_slug()["glasgow-city"]
    community = communities.within(glasgow)[COMMUNITY]
    edition = database.edition()
    return EXAMPLES | {
        "area": glasgow,
        "areas": (glasgow,),
        "community": community,
        "community_code": community.code,
        "community_codes": [community.code],
        "codes": (community.code,),
        "area_codes": [glasgow.code],
        "typology_group": community.typology_group,
        "most": 5,
        "outcomes": 2,
        "year": edition.last_observed_year,
        "indicators": list(community_indicators()),
        "selection": Selection(
            ("community",),
            (glasgow.code,),
            (),
            ("child_poverty",),
            edition.first_year,
            edition.last_year,
            ("raw", "imputed", "projected"),
        ),
    }


EXAMPLES = {
    "area_code": "S12000049",
    "comparator": "S92000003",
    "indicator": "child_poverty",
    "place_codes": ["S12000049", "S92000003"],
    "projected": True,
    "family": "deprivation",
    "group": "all",
    "benchmarks": ["S92000003", "deprivation-4"],
}
# Watches the main block: when it last changed since the clock was set.
WATCH = """app => {
    window.lastChange = 0;
    new MutationObserver(() => { window.lastChange = performance.now(); })
        .observe(document.querySelector(app), {subtree: true, childList: true, characterData: true});
}"""


# A slow line and a slow device, as browsers' own tools simulate them: fast 3G, four times slower.
SLOW_LINE = {"offline": False, "latency": 562.5, "downloadThroughput": 1_474_560 / 8, "uploadThroughput": 675_000 / 8}
SLOW_DEVICE = {"rate": 4}
# Adds up what jumps without anybody's doing, and of which elements; and when content was first painted.
SHIFTS = """() => {
    window.shift = {sum: 0, worst: []};
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) {
            if (one.hadRecentInput) continue;
            window.shift.sum += one.value;
            const whose = one.sources.map(({node}) => node?.closest?.('[class*=st-key], [data-testid]'))
                .map(node => node?.className?.match?.(/st-key-[\\w-]+/)?.[0] || node?.dataset?.testid).join(' ');
            window.shift.worst.push([one.value, Math.round(one.startTime), whose]);
        }
    }).observe({type: 'layout-shift', buffered: true});
}"""


def median_ms(action, times=15):
    """The median time of an action in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def bench_database():
    """Cold load, and every function of queries as it is asked for the first time."""
    import duckdb  # noqa: F401 - loading the library is not what is measured

    from cpop import database

    start = time.perf_counter()
    database.bundled()
    print(f"{'database: connect and load, cold':58}{(time.perf_counter() - start) * 1000:8.0f} ms")
    given = examples()
    for name, function in sorted(questions()):
        needed = [
            p.name for p in inspect.signature(function).parameters.values() if p.default is inspect.Parameter.empty
        ]
        missing = [one for one in needed if one not in given]
        if missing:
            print(f"{'query: ' + name:58}no example for {', '.join(missing)}")
            continue
        arguments = {one: given[one] for one in needed}

        def ask(function=function, arguments=arguments):
            database.forget()
            function(**arguments)

        ask()
        print(f"{'query: ' + name:58}{median_ms(ask):8.1f} ms")


def bench_server():
    """The server's time for a rerun of each page, without a browser: with all its questions new, and all remembered."""
    from streamlit.testing.v1 import AppTest

    from cpop import database

    print(f"{'':58}{'new':>11}{'remembered':>15}")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY)
        empty = AppTest.from_file(str(script), default_timeout=60)
        empty.run()
        gc.collect()
        gc.freeze()
        print(f"{'server: an empty page':58}{median_ms(empty.run):8.1f} ms")
    for page in sorted((ROOT / "pages").glob("*.py")):
        app = AppTest.from_file(str(ROOT / "cpop" / "frame.py"), default_timeout=60)
        app.run()
        app.query_params["area"] = "glasgow-city"
        for key, value in CHOSEN.get(page.name, {}).items():
            app.query_params[key] = value
        app.switch_page(f"../pages/{page.name}").run()
        if app.exception:
            print(f"{'server: ' + page.stem:58}failed: {app.exception[0].value}")
            continue
        gc.collect()
        gc.freeze()

        def anew(app=app):
            database.forget()
            app.run()

        print(f"{'server: ' + page.stem:58}{median_ms(anew):8.1f} ms{median_ms(app.run):12.1f} ms")


def _after_change(visitor, area):
    page = visitor.page
    box = page.get_by_role("combobox", name="Area", exact=True)
    box.click()
    box.fill(area)
    page.get_by_role("option", name=area, exact=True).first.wait_for()
    start = page.evaluate("() => { window.lastChange = 0; return performance.now(); }")
    box.press("Enter")
    page.wait_for_function(
        """app => window.lastChange > 0 && performance.now() - window.lastChange > 700
            && document.querySelector(app).getAttribute('data-test-script-state') !== 'running'""",
        arg=elements.APP,
        timeout=30_000,
    )
    return page.evaluate("() => window.lastChange") - start


def _open(browser, address, path):
    start = time.perf_counter()
    visitor = Visitor(browser, address)
    page = visitor.page
    visitor.received = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: visitor.received.append(len(frame))))
    page.goto(address + path)
    page.wait_for_selector(".footer", timeout=30_000)
    taken = (time.perf_counter() - start) * 1000
    visitor.settle()
    return visitor, taken


def _bench_page(browser, address, path):
    opened = []
    for _ in range(5):
        visitor, taken = _open(browser, address, path)
        opened.append(taken)
        visitor.page.close()
    visitor, _ = _open(browser, address, path)
    visitor.page.evaluate(WATCH, elements.APP)
    changed, payloads = [], []
    for area in AREAS:
        visitor.received.clear()
        changed.append(_after_change(visitor, area))
        payloads.append(sum(visitor.received) / 1000)
    visitor.page.close()
    return statistics.median(opened), statistics.median(changed), statistics.median(payloads)


def _slow(browser, address, path, size):
    """When content was first painted, when the page stood, and how far it jumped, on a slow line and device."""
    visitor = Visitor(browser, address, size)
    page = visitor.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    session.send("Emulation.setCPUThrottlingRate", SLOW_DEVICE)
    page.add_init_script(f"({SHIFTS})()")
    start = time.perf_counter()
    page.goto(address + path, timeout=120_000)
    page.wait_for_selector(".footer", timeout=120_000)
    stood = (time.perf_counter() - start) * 1000
    page.wait_for_timeout(3_000)
    shift = page.evaluate("window.shift")
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
    page.close()
    return first, stood, shift


def bench_slow():
    """A first visit to some pages on a slow line and device, on a desk and on a phone: a shift over 0.1 is a defect."""
    from playwright.sync_api import sync_playwright

    paths = ["/", "/?area=glasgow-city"]
    paths += [f"/{page}?area=glasgow-city" for page in ("trends", "priorities", "communities", "all-communities")]
    with sync_playwright() as playwright, served() as address:
        browser = launch(playwright)
        for path in paths:
            for size in ((1366, 768), (390, 844)):
                first, stood, shift = _slow(browser, address, path, size)
                worst = max(shift["worst"], default=[0, 0, ""])
                said = f"{first:8.0f} ms first content  {stood:8.0f} ms stands  shift {shift['sum']:.3f}"
                print(f"{f'slow: {path}, {size[0]} px wide':58}{said}  most {worst[0]:.3f} by {worst[2]}")


def bench_browser():
    """A new tab, and a change of area, in a real browser; as a ratio to an empty page."""
    from playwright.sync_api import sync_playwright

    paths = ["/?area=glasgow-city"]
    paths.append("/compare?view=map&area=glasgow-city")
    paths += [
        f"/{page}?area=glasgow-city"
        for page in ("trends", "compare", "priorities", "inequality", "communities", "all-communities", "data-zones")
        if (ROOT / "pages" / f"{page.replace('-', '_')}.py").exists()
    ]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY)
        with served(script) as address:
            empty = _bench_page(browser, address, "/")
        said = f"{empty[0]:8.0f} ms new tab  {empty[1]:8.0f} ms, {empty[2]:.0f} kB after a change"
        print(f"{'browser: an empty page':58}{said}")
        with served() as address:
            for path in paths:
                opened, changed, payload = _bench_page(browser, address, path)
                print(
                    f"{'browser: ' + path:58}{opened:8.0f} ms ({opened / empty[0]:.1f})  "
                    f"{changed:8.0f} ms ({changed / empty[1]:.1f}), "
                    f"{payload:.0f} kB after a change"
                )
        browser.close()


if __name__ == "__main__":
    bench_database()
    bench_server()
    bench_browser()
    bench_slow()

"""What the tests share: an edition that never changes, the database over it, and the oracle's view of the same files.

The tests read tests/edition, the 2023 edition as it was bundled then, so that a new edition in data/ moves none of the
figures by hand. What every edition must hold is tests/test_contract.py, which reads data/ itself.
"""

import os
from functools import cache
from pathlib import Path

import pytest
from oracle import answers, strained
from oracle.edition import Edition, rows
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]
FROZEN = ROOT / "tests" / "edition"
# Before anything of the app is imported; the servers that the tests start read it too.
os.environ["CPOP_DATA"] = str(FROZEN)


def pytest_xdist_make_scheduler(config, log):
    """Which tests share a worker: those of a module; those that hold views against the oracle, which is slow."""
    return _Scheduler(config, log)


class _Scheduler(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        module = Path(nodeid.partition("::")[0]).stem
        if module == "test_sweep":
            return nodeid
        return "oracle" if module.endswith(("_schema", "_views")) else module


def pytest_collection_modifyitems(items):
    """Begins with the tests that take longest."""
    items.sort(
        key=lambda item: 0 if item.get_closest_marker("browser") else 1 if item.get_closest_marker("sweep") else 2
    )


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once():
    """Each new AppTest looks through all installed packages for components of Streamlit, of which there are none."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def data():
    """The folder of the frozen edition's Parquet files."""
    return FROZEN


@pytest.fixture(scope="session")
def catalogue_file():
    """The catalogue of indicators, as it is edited by hand."""
    return ROOT / "cpop" / "indicators.toml"


@pytest.fixture(scope="session")
def table(data):
    """A function from a table's name to the rows of its Parquet file, each file read once."""
    return cache(lambda name: rows(data, name))


@pytest.fixture(scope="session")
def database():
    """The project's database module, answering from the bundled data."""
    from cpop import database

    return database


class Held:
    """An edition held against the oracle: the database over it, and the oracle's reading of the same files."""

    def __init__(self, folder, catalogue_file):
        from cpop import database

        self.connection = database.connect(folder)
        self.edition = Edition.load(folder, catalogue_file)
        self.expected = cache(lambda view: answers(view, self.edition))

    def ask(self, sql, **params):
        """The answer of a select as a frame."""
        return self.connection.execute(sql, params or None).df()


@pytest.fixture(scope="session")
def as_published(data, catalogue_file):
    """The frozen edition, held against the oracle."""
    return Held(data, catalogue_file)


@pytest.fixture(scope="session")
def strained_edition(data, catalogue_file, tmp_path_factory):
    """An edition full of ties, blanks and noughts, held against the oracle."""
    folder = tmp_path_factory.mktemp("strained")
    strained.write(data, folder)
    return Held(folder, catalogue_file)


@pytest.fixture(scope="session", params=["as published", "strained"])
def held(request):
    """Both editions held against the oracle, one after the other."""
    return request.getfixturevalue({"as published": "as_published", "strained": "strained_edition"}[request.param])


@pytest.fixture(scope="session")
def expected(as_published):
    """A function from a view's name to the oracle's rows by key, each worked out once."""
    return as_published.expected


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The address of the real app, served once for all browser tests."""
    from served import served

    with served(log=tmp_path_factory.mktemp("server") / "log") as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    """One headless browser for all browser tests."""
    from playwright.sync_api import expect, sync_playwright
    from served import PATIENCE, launch

    # A busy machine takes its time; only a test that fails waits so long.
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def context(browser, address):
    """What the tabs of one browser share: its memory of the app's files, and nothing that the app keeps there."""
    shared = browser.new_context(reduced_motion="reduce")
    # As long as one tab is open, that memory stays.
    shared.new_page().goto(f"{address}/_stcore/health")
    return shared


@pytest.fixture
def visit(context, address):
    """A function that opens a fresh tab on the app; every tab is checked for faults at the end."""
    from served import Visitor

    visitors = []

    def arrive(size=(1366, 768)):
        visitors.append(Visitor(context, address, size))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.close()


@pytest.fixture(scope="module")
def altered_edition(request, data, tmp_path_factory):
    """The app over another edition: the name of an alteration (tests/altered.py), given as the fixture's parameter.

    Answers that name. All that the app remembers of the bundled edition is forgotten before, and this one's after.
    """
    import altered

    from cpop import database

    folder = tmp_path_factory.mktemp("edition")
    altered.write(data, folder, request.param)
    connection, record = database.connect(folder), database.edition(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "bundled", lambda: connection)
        patch.setattr(database, "edition", lambda: record)
        _forget()
        yield request.param
    _forget()
    connection.close()


def _forget():
    """Empties what the modules of the app remember of their answers; the bundled connection stays open."""
    import sys

    from cpop import database

    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "cpop" and module is not database:
            for remembered in [one for one in vars(module).values() if hasattr(one, "cache_clear")]:
                if remembered is not database.bundled:
                    remembered.cache_clear()
    database.forget()


@pytest.fixture
def run_page():
    """A function that runs a page in its frame without a browser, and answers the AppTest.

    Like a visitor who opens a deep link: run_page("trends.py", area="fife").
    """
    from streamlit.testing.v1 import AppTest

    def run(file, **parameters):
        app = AppTest.from_file(str(ROOT / "cpop" / "frame.py"), default_timeout=60)
        # A first run names the pages by their links; without it only those whose link is their file's name are found.
        app.run()
        app.query_params.clear()
        for key, value in parameters.items():
            app.query_params[key] = value
        app.switch_page(f"../pages/{file}").run()
        assert not app.exception, [one.value for one in app.exception]
        return app

    return run

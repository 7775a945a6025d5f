"""What the tests share: the bundled data, the database over it, and the oracle's view of the same files."""

from functools import cache
from pathlib import Path

import pytest
from oracle import answers
from oracle.edition import Edition, rows

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def data():
    """The folder of the bundled Parquet files."""
    return ROOT / "data"


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


@pytest.fixture(scope="session")
def expected(data, catalogue_file):
    """A function from a view's name to the oracle's rows by key, each worked out once."""
    edition = Edition.load(data, catalogue_file)
    return cache(lambda view: answers(view, edition))

"""What is imported is required, what is required is locked, and the locks name files by their hashes alone."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"cpop", "deploy", "oracle", *(file.stem for file in (ROOT / "tests").glob("*.py"))}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file):
    """Versions by name, of the lines that pin something."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([A-Za-z0-9_.-]+)==([^ ;\\\\]+)", line) for line in lines]
    return {canonical(one[1]): one[2] for one in found if one}


def imported(*folders):
    """The distributions that the code of some folders imports."""
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    names = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module.split(".")[0])
    known = packages_distributions()
    return {canonical(known[name][0]) for name in names - OURS - set(sys.stdlib_module_names)}


def test_what_the_app_imports_is_required():
    assert imported("cpop", "pages") | {"starlette"} <= pins("requirements.txt").keys()


def test_what_the_tests_import_is_required():
    assert imported("tests") <= pins("requirements.txt").keys() | pins("requirements-dev.txt").keys()


@pytest.mark.parametrize(
    ("asked", "lock"), [("requirements.txt", "requirements.lock"), ("requirements-dev.txt", "requirements-dev.lock")]
)
def test_what_is_required_is_locked_as_it_is_asked(asked, lock):
    locked = pins(lock)
    assert {name: locked.get(name) for name in pins(asked)} == pins(asked)


def test_the_two_locks_agree():
    app, all_of_it = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: all_of_it.get(name) for name in app} == app


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_names_no_place(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == len(pins(lock)) > 40
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|index-url|find-links|file:", text)

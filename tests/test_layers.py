"""Imports point one way: frame and pages, ui, the pack, then queries, charts, words and urlstate, then the database."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What each part may import of ours; every part may import itself.
BASE = {"catalogue", "style", "status", "markup"}
MAY_IMPORT = {
    "__init__": set(),
    "catalogue": set(),
    "style": set(),
    "status": {"style"},
    "markup": {"status"},
    "answers": set(),
    "gate": set(),
    "jobs": set(),
    "site": set(),
    "shell": {"site"},
    "plan": {"catalogue"},
    "duties": set(),
    "swap": set(),
    "store": {"swap"},
    "health": {"site"},
    "database": BASE | {"answers", "store", "swap"},
    "queries": BASE | {"database", "store"},
    # Of the questions, the types of their rows alone.
    "charts": BASE | {"database", "queries", "plan"},
    "words": BASE | {"database", "queries", "plan", "duties"},
    "urlstate": BASE | {"database"},
    "guide": BASE,
    "host": set(),
    "downloads": set(),
    "find": set(),
    "export": BASE,
    "spreadsheet": BASE | {"export"},
    "table": BASE,
    "pack": BASE | {"database", "queries", "charts", "words", "table", "jobs"},
}
BELOW = set(MAY_IMPORT)
MAY_IMPORT |= {
    "ui": BELOW - {"downloads", "health", "shell", "swap", "store"},
    "pages": {"catalogue", "queries", "ui"},
    "frame": BASE | {"database", "gate", "health", "site", "ui", "urlstate"},
    "server": {"database", "health", "queries", "shell", "site", "store", "urlstate"},
    "app": {"downloads", "server"},
    # Beside the app, which imports neither.
    "build": {"catalogue", "swap"},
    "__main__": {"build", "catalogue", "database", "health", "queries", "store"},
}
# Who may import a package at all.
MAY_USE = {
    "streamlit": {"app", "downloads", "pages", "frame", "server", "health", "ui", "urlstate"},
    "plotly": {"charts", "style", "server"},
    "duckdb": {"database", "build"},
    "pptx": {"pack", "table"},
    "docx": {"pack", "table"},
    "jinja2": {"markup"},
}


def modules():
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "cpop").rglob("*.py")]
    return sorted(file.relative_to(ROOT) for file in files)


def part(path):
    """The part of the app that a file belongs to: cpop/charts/trend.py is of `charts`."""
    if path.parts[0] != "cpop":
        return path.parts[0].removesuffix(".py")
    return path.parts[1].removesuffix(".py")


def imported(path):
    """The dotted names of everything that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=str)
def test_imports_point_down(path):
    here = part(path)
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("cpop.")}
    assert ours <= MAY_IMPORT[here] | {here}


def test_every_part_of_the_app_has_its_place():
    assert {part(path) for path in modules()} == MAY_IMPORT.keys()


@pytest.mark.parametrize("package", MAY_USE)
def test_packages_are_used_where_they_belong(package):
    users = {part(path) for path in modules() if any(name.split(".")[0] == package for name in imported(path))}
    assert users <= MAY_USE[package]
    assert users

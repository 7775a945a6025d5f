"""datapackage.json is true: of the files beside it, of the catalogue, and of itself."""

import hashlib
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import duckdb
import pytest
from oracle.edition import rows

from cpop import catalogue, export

TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "BOOLEAN": "boolean",
}


@pytest.fixture(scope="module")
def data():
    """The edition that is bundled now: its description has to be true whatever edition that is."""
    return Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(scope="module")
def table(data):
    """A function from a table's name to its rows in the bundled edition."""
    return cache(lambda name: rows(data, name))


@pytest.fixture(scope="module")
def package(data):
    return json.loads((data / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tables(package):
    return {one["name"]: one for one in package["resources"] if "path" in one}


def test_it_describes_every_parquet_file_and_no_other(data, tables):
    assert {one["path"] for one in tables.values()} == {path.name for path in data.glob("*.parquet")}


def test_it_is_valid_by_the_standards_own_tool(data):
    # Of the two large tables the first rows; the tests below go through all of them.
    command = [Path(sys.executable).with_name("frictionless"), "validate", "--limit-rows", "10000", "datapackage.json"]
    run = subprocess.run(command, cwd=data, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "INVALID" not in run.stdout
    assert run.stdout.count("VALID") == len(list(data.glob("*.parquet"))) + 1


def test_checksum_and_number_of_rows_are_those_of_the_files(data, tables, table):
    for name, resource in tables.items():
        content = (data / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}", "run python -m cpop build"
        assert resource["rowCount"] == len(table(name))


def test_fields_are_the_columns_in_order_with_their_types(data, tables):
    for resource in tables.values():
        columns = duckdb.sql(f"describe select * from '{data / resource['path']}'").fetchall()
        fields = [(one["name"], one["type"]) for one in resource["schema"]["fields"]]
        assert fields == [(name, TYPES[kind]) for name, kind, *_ in columns]
        assert all(one["description"] for one in resource["schema"]["fields"])


def test_required_fields_have_no_gap_and_known_values_no_other(tables, table):
    for name, resource in tables.items():
        for field in resource["schema"]["fields"]:
            limits = field.get("constraints", {})
            values = [row[field["name"]] for row in table(name)]
            if limits.get("required"):
                assert None not in values, (name, field["name"])
            if "enum" in limits:
                assert set(values) == set(limits["enum"]), (name, field["name"])


def test_keys_are_unique_and_foreign_keys_known(package, tables, table):
    held = {name: table(name) for name in tables} | {
        one["name"]: one["data"] for one in package["resources"] if "data" in one
    }
    for name, resource in tables.items():
        keys = [tuple(row[column] for column in resource["schema"]["primaryKey"]) for row in held[name]]
        assert len(keys) == len(set(keys))
        for foreign in resource["schema"]["foreignKeys"]:
            (column,), reference = foreign["fields"], foreign["reference"]
            known = {row[reference["fields"][0]] for row in held[reference["resource"]]}
            assert {row[column] for row in held[name]} <= known


def test_the_catalogue_inside_is_the_catalogue(package):
    (inside,) = [one for one in package["resources"] if one["name"] == "indicator"]
    names = [field["name"] for field in inside["schema"]["fields"]]
    assert [row["indicator"] for row in inside["data"]] == list(catalogue.indicators())
    for row in inside["data"]:
        one = catalogue.indicators()[row["indicator"]]
        assert list(row) == names
        for name in names[1:]:
            known = getattr(one, name)
            assert row[name] == (list(known) if isinstance(known, tuple) else known), "run python -m cpop build"


def test_edition_attribution_and_sources_are_those_of_the_edition(package, data, database):
    edition = database.edition(data)
    assert package["version"] == edition.title
    assert package["attribution"] == edition.attribution
    sources = {one["title"] for one in package["sources"]}
    assert {one.source for one in catalogue.indicators().values()} <= sources


def test_no_licence_is_claimed_beyond_the_attribution(package):
    assert "licenses" not in package
    assert all("licenses" not in one for one in package["resources"])


def test_the_archive_of_everything_holds_the_files_and_explains_them(data, database):
    import io
    import zipfile

    edition = database.edition(data)
    about = export.About(
        edition.title, edition.community_title, edition.built, "", edition.attribution, "http://host/data"
    )
    files = database.files(data)
    with zipfile.ZipFile(io.BytesIO(export.whole_edition(files, about))) as archive:
        assert set(archive.namelist()) == {"README.txt", *(f"data/{name}" for name in files)}
        assert all(archive.read(f"data/{name}") == content for name, content in files.items())
        text = archive.read("README.txt").decode()
    for part in (edition.title, edition.attribution, "http://host/data", "imputed is estimated", "observation.parquet"):
        assert part in text

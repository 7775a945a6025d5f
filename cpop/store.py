"""Where an edition's files lie, and whether they are whole: bundled, in another folder, or at an address.

CPOP_DATA names the place: a folder; an http(s) address of one; or what pyarrow reads, such as s3://bucket/folder.
From an address each file is fetched once, at the start, into a folder of this process's own.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import requests
from pyarrow import ArrowException
from pyarrow import fs as filesystems

from cpop import swap

SETTING = "CPOP_DATA"
BUNDLED = Path(__file__).parent.parent / "data"
OUTLINES = Path(__file__).with_name("static") / "boundaries"
# What describes an edition, besides its tables; the tables are named by the first.
DESCRIPTION, RECORD = "datapackage.json", "edition.json"
# A server of files that says nothing for so many seconds will not.
PATIENCE = 30
# No table of figures comes near it; an answer without an end must not fill the disk.
LARGEST = 500_000_000


class StoreError(Exception):
    """The edition cannot be used; the message names the file and says what to do, in one line."""


@cache
def folder() -> Path:
    """The folder of the edition in use, its files whole. Raises StoreError where they are not."""
    place = os.environ.get(SETTING, "").strip() or str(BUNDLED)
    if "://" not in place:
        try:
            # A refresh that was cut short is finished first: until then the files are of two editions.
            swap.finish(Path(place))
        except OSError as error:
            raise StoreError(f"{place} holds half a refresh, which cannot be finished ({_said(error)})") from error
        check(Path(place))
        return Path(place)
    copy = Path(tempfile.mkdtemp(prefix="cpop-data-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    fetch(place, copy)
    check(copy, place)
    return copy


def fetch(place: str, copy: Path) -> None:
    """Copies the edition at an address into a folder. Raises StoreError where a file cannot be had."""
    read = _web(place) if place.startswith(("http://", "https://")) else _filesystem(place)
    (copy / DESCRIPTION).write_bytes(read(DESCRIPTION))
    for name in [*_tables(copy, place), RECORD]:
        (copy / name).write_bytes(read(name))


def _web(place: str) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        url = f"{place.rstrip('/')}/{name}"
        try:
            with requests.get(url, timeout=PATIENCE, stream=True) as answer:
                answer.raise_for_status()
                return _bounded(url, answer.raw.read(LARGEST + 1, decode_content=True))
        except (requests.RequestException, OSError) as error:
            raise StoreError(f"{url} cannot be read ({error}): check {SETTING}") from error

    return read


def _filesystem(place: str) -> Callable[[str], bytes]:
    try:
        system, path = filesystems.FileSystem.from_uri(place)
    except (ArrowException, OSError, ValueError) as error:
        raise StoreError(f"{SETTING} is {place}, which nothing here can read ({error})") from error

    def read(name: str) -> bytes:
        try:
            with system.open_input_stream(f"{path.rstrip('/')}/{name}") as stream:
                return _bounded(f"{place}/{name}", stream.read(LARGEST + 1))
        except (ArrowException, OSError) as error:
            raise StoreError(f"{place}/{name} cannot be read ({error}): check {SETTING}") from error

    return read


def _bounded(name: str, content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise StoreError(f"{name} is larger than {LARGEST:,} bytes: that is no table of an edition")
    return content


def _tables(place: Path, name: str) -> dict[str, str | None]:
    """The checksum of each table that is a file, by the file's name, as the edition's description gives them."""
    try:
        description = json.loads((place / DESCRIPTION).read_text(encoding="utf-8"))
        resources = [one for one in description["resources"] if "path" in one]
        files = {str(one["path"]): one.get("hash") for one in resources}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{name}/{DESCRIPTION} cannot be read ({_said(error)}): {_REMEDY}") from error
    # A description is data: it names files of its own folder alone.
    if not files or any(Path(path).name != path for path in files):
        raise StoreError(f"{name}/{DESCRIPTION} names no tables: {_REMEDY}")
    return files


_REMEDY = f"build the data again (python -m cpop build), or point {SETTING} at a whole edition"


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).splitlines()[0]


def check(place: Path, name: str = "") -> None:
    """Raises StoreError where a file of the edition in a folder is missing, or not the one that was built.

    name: what to call the folder in the message, where it is a copy.
    """
    name = name.rstrip("/") or str(place)
    for path, checksum in _tables(place, name).items():
        try:
            content = (place / path).read_bytes()
        except OSError as error:
            raise StoreError(f"{name}/{path} cannot be read ({_said(error)}): {_REMEDY}") from error
        if checksum != f"sha256:{hashlib.sha256(content).hexdigest()}":
            raise StoreError(f"{name}/{path} is not the file that {DESCRIPTION} describes: {_REMEDY}")
    try:
        json.loads((place / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{name}/{RECORD} cannot be read ({_said(error)}): {_REMEDY}") from error


def check_outlines(areas: list[str], place: Path = OUTLINES) -> None:
    """Raises StoreError where the outlines of the areas, or of the communities of one, are missing or damaged.

    areas: their slugs, Scotland's left out.
    """
    wanted = ["areas.geojson", "communities.geojson", *(f"communities/{area}.geojson" for area in areas)]
    for path in wanted:
        try:
            shapes = json.loads((place / path).read_text(encoding="utf-8"))["features"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"{place / path} cannot be read ({_said(error)}): build the data again, outlines too"
            ) from error
        if not shapes:
            raise StoreError(f"{place / path} holds no outline: build the data again, outlines too")

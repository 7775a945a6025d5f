"""A file that a visitor was told of is there when the browser asks for it, however busy the server is."""

import asyncio
import os
from pathlib import Path

import pytest
from clients import Client, run
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from cpop import downloads
from deploy import serve


def test_others_do_not_take_a_visitors_file_away():
    async def visits(address):
        async with Client(address) as one, Client(address) as other:
            seen = await one.open("data", "area=fife")
            download = seen.downloads["CSV"]
            path = await one.make(download)
            assert path, "nothing was made"
            for _ in range(4):
                await other.open("trends", "area=highland")
            return await asyncio.to_thread(one.fetch, path)

    with serve.app(Path(os.devnull)) as running:
        assert b"Fife" in run(visits(running.address))


@pytest.fixture
def store():
    return downloads.Downloads("/media")


def keep(store, text):
    return store.load_and_get_id(text, "text/csv", MediaFileKind.DOWNLOADABLE, "figures.csv")


def test_a_file_goes_once_its_time_is_over(store, monkeypatch):
    file_id = keep(store, b"one")
    store.delete_file(file_id)
    assert store.get_file(file_id).content == b"one"
    monkeypatch.setattr(downloads, "KEPT", -1)
    store.delete_file(file_id)
    keep(store, b"another")
    with pytest.raises(MediaFileStorageError):
        store.get_file(file_id)


def test_a_file_that_is_made_again_stays(store, monkeypatch):
    monkeypatch.setattr(downloads, "KEPT", -1)
    file_id = keep(store, b"one")
    store.delete_file(file_id)
    assert keep(store, b"one") == file_id
    keep(store, b"another")
    assert store.get_file(file_id).content == b"one"

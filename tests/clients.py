"""Visitors without a browser: websocket clients that speak Streamlit's own protocol, for load and for faults.

A client keeps what a browser would keep: its cookies, the query of its link, the identifiers of the widgets it
has seen and the messages it was told to cache.
"""

from __future__ import annotations

import asyncio
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

APOLOGY = "could not be shown"
# How a run ends; one that ends early for a rerun goes on.
LAST = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
# A server that says nothing for this long has failed its visitor.
PATIENCE = 60


def run(visits):
    """The answer of a coroutine, in a thread of its own: a browser that is driven has this thread's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, visits).result()


class Failed(Exception):
    """The visitor saw a fault instead of a page."""


@dataclass
class Seen:
    """What one run showed.

    seconds: from asking to the last message; size: bytes; text: of Markdown, html: what may hold markup, codes: to be
    copied; alerts: of boxes; faults: what a visitor should never see; downloads: what each button makes, by its label.
    """

    seconds: float
    messages: int = 0
    size: int = 0
    text: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    downloads: dict[str, str] = field(default_factory=dict)


class Client:
    """One visitor; use as an async context manager."""

    def __init__(self, address, headers=None):
        self.address = address.rstrip("/")
        self.cookies = CookieJar()
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.headers = headers or {}
        self.query = ""
        self.page_hash = ""
        self.pages = {}
        self.areas = []
        self.area_widgets = []
        self.session = ""
        self._cached = set()
        self._socket = None

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *_):
        await self.close()

    def fetch(self, path="/"):
        """The body of a plain request's answer, with this visitor's cookies."""
        with self._browser.open(
            urllib.request.Request(self.address + path, headers=self.headers), timeout=PATIENCE
        ) as answer:
            return answer.read()

    async def connect(self):
        """Fetch the page as a browser does, so that a proxy can say where the visitor belongs, then the socket."""
        await asyncio.to_thread(self.fetch)
        parts = urlsplit(self.address)
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.cookies)
        self._socket = await websockets.connect(
            f"ws://{parts.netloc}{parts.path}/_stcore/stream",
            subprotocols=["streamlit", "TOKEN", self.session] if self.session else ["streamlit"],
            additional_headers=self.headers | ({"Cookie": cookies} if cookies else {}),
            origin=f"{parts.scheme}://{parts.netloc}",
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
        )

    async def close(self):
        """End the visit."""
        if self._socket:
            await self._socket.close()

    async def open(self, path="", query=""):
        """Open a page by its path, as a deep link does."""
        self.query = query
        return await self._run(page_name=path)

    async def look(self, path="", query=""):
        """Like `open`, but faults are for the caller to find in what was seen."""
        self.query = query
        return await self._run(page_name=path, strict=False)

    async def go(self, path):
        """Follow the navigation's bare link to a page seen there."""
        self.query = ""
        return await self._run(page_script_hash=self.pages[path])

    async def choose_area(self, name, where=0):
        """Choose an area by its name: in the menu, or (where=1) on the page, as on a phone."""
        widget = WidgetState(id=self.area_widgets[where], string_value=name)
        return await self._run(page_script_hash=self.page_hash, widget=widget)

    async def make(self, download):
        """Press a button that makes a file; the answer is the path where the file then lies."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "one"
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = download
        await self._socket.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(self._socket.recv(), PATIENCE))
            if message.WhichOneof("type") == "backend_operation_response":
                return message.backend_operation_response.deferred_file.url

    async def _run(self, page_name="", page_script_hash="", widget=None, strict=True):
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = self.query
        state.page_name = page_name
        state.page_script_hash = page_script_hash
        state.cached_message_hashes.extend(self._cached)
        state.context_info.url = f"{self.address}/{page_name}"
        state.context_info.timezone = "Europe/London"
        state.context_info.locale = "en-GB"
        if widget is not None:
            state.widget_states.widgets.append(widget)
        start = time.perf_counter()
        seen = Seen(0.0)
        await self._socket.send(asked.SerializeToString())
        finished = None
        while finished not in LAST:
            payload = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            message = ForwardMsg.FromString(payload)
            seen.messages += 1
            seen.size += len(payload)
            finished = self._take(message, seen)
        seen.seconds = time.perf_counter() - start
        # Told at the end: what is left of a run must not be taken for the next.
        if seen.faults and strict:
            raise Failed("; ".join(seen.faults))
        return seen

    def _take(self, message, seen):
        """Does what a browser does with a message; answers how the script ended, if it did."""
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._cached.add(message.hash)
        if kind == "delta":
            self._draw(message.delta.new_element, seen)
        elif kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
            self.pages = {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind in ("page_not_found", "session_event"):
            seen.faults.append(kind)
        elif kind == "script_finished":
            return message.script_finished
        return None

    def _draw(self, element, seen):
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and APOLOGY in element.alert.body):
            seen.faults.append(element.alert.body if kind == "alert" else element.exception.message)
        if kind == "selectbox" and element.selectbox.label == "Area":
            self.area_widgets = list(dict.fromkeys([*self.area_widgets, element.selectbox.id]))
            self.areas = list(element.selectbox.options)
        elif kind == "markdown":
            seen.text.append(element.markdown.body)
            if element.markdown.allow_html:
                seen.html.append(element.markdown.body)
        elif kind == "code":
            seen.codes.append(element.code.code_text)
        elif kind == "html":
            seen.html.append(element.html.body)
        elif kind == "alert":
            seen.alerts.append(element.alert.body)
        elif kind == "download_button":
            seen.downloads[element.download_button.label] = element.download_button.deferred_file_id

"""What the server does before its first visitor, for mistyped paths, and when a page fails."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import os
import sys
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import plotly.graph_objects  # noqa: F401 - loaded here, so that no visitor waits for it
import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from cpop import database, store, urlstate
from cpop.health import health
from cpop.queries import areas
from cpop.shell import Shell
from cpop.site import SITE, nearest

ROOT = Path(__file__).parent.parent
LOG = logging.getLogger("cpop")
# Whether this process compresses what it serves; a proxy that does so itself wants "no".
COMPRESSED = "CPOP_COMPRESS"
# Seconds between collections of garbage, which Streamlit would otherwise make after every rerun.
COLLECTION = 5
# What the server keeps for other things than pages.
NO_PAGES = ("_stcore", "static", "app", "media", "component", "oauth2callback", "auth", "healthz", ".well-known")


def load() -> None:
    """The figures into memory and the outlines looked at; ends the process with one line where either cannot be."""
    try:
        store.folder()
        database.bundled()
        database.edition()
        areas.by_slug()
        store.check_outlines([area.slug for area in areas.partnerships()])
    except (store.StoreError, database.LoadError, OSError, LookupError, ValueError) as error:
        # SystemExit's own message is all that the operator sees: no stack of frames above it.
        sys.exit(f"CPOP cannot start: {str(error).splitlines()[0]}")


@asynccontextmanager
async def warm(app: st.App) -> AsyncIterator[None]:
    """Spare each rerun a garbage collection of what never changes, and collect the rest now and then."""
    if not LOG.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOG.addHandler(handler)
        LOG.propagate = False
    # Streamlit's own account of a page's fault is a traceback each time; `apologise` tells it in a line, once.
    logging.getLogger("streamlit.error_util").setLevel(logging.CRITICAL)
    gc.collect()
    gc.freeze()
    collector = asyncio.create_task(_collect())
    yield
    collector.cancel()
    with suppress(asyncio.CancelledError):
        await collector


async def _collect() -> None:
    trim = _trim()
    while True:
        await asyncio.sleep(COLLECTION)
        gc.collect()
        trim()


def _trim() -> Callable[[], object]:
    """What gives memory that is free back to the machine: glibc keeps it, a little more with each visitor."""
    try:
        libc = ctypes.CDLL("libc.so.6")
        return partial(libc.malloc_trim, 0)
    except (OSError, AttributeError):
        return lambda: None


def apologise(error: Exception) -> bool:
    """Log what went wrong in a line, and tell the visitor calmly. The answer keeps Streamlit's own box away."""
    link = urlsplit(st.context.url or "")
    page = link.path.rstrip("/").rpartition("/")[2]
    page = page if page in {one.path for one in SITE} else ""
    fault = f"{type(error).__name__}: {' '.join(str(error).split())[:300]} at {_way(error)}"
    if health.failed(page, fault):
        query = urlencode({key: st.query_params.get_all(key) for key in st.query_params}, doseq=True)
        LOG.error("page=/%s link=%s?%s %s", page, link.path, query, fault)
    st.error(
        "Sorry, this page could not be shown. The fault has been logged. "
        "Please reload, or choose another page or area on the left.",
        icon=":material/error:",
    )
    return True


def _way(error: Exception) -> str:
    """Where a fault came about: each of our own places it passed, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if Path(one.filename).is_relative_to(ROOT) and ".venv" not in one.filename]
    return " > ".join(f"{Path(one.filename).relative_to(ROOT)}:{one.lineno}" for one in ours[-8:]) or "nowhere of ours"


async def answer_health(request: Request) -> PlainTextResponse:
    """200 while every page can be served, 503 and what is wrong otherwise."""
    complaints = await asyncio.to_thread(health.complaints)
    text = "\n".join(complaints) or "ok"
    return PlainTextResponse(text + "\n", 503 if complaints else 200, {"Cache-Control": "no-store"})


class Redirect:
    """Sends a mistyped path to the page that it most likely meant, which then says so (urlstate.LOST); and a link to
    one chart (`embed=chart`) to what the app can read.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = f"/{base.strip('/')}".rstrip("/")
        self.paths = {page.path for page in SITE}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request as ASGI asks for it."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and self._leads_elsewhere(scope):
            await self._answer(scope)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _leads_elsewhere(self, scope: Scope) -> bool:
        if not scope["path"].startswith(f"{self.base}/"):
            return False
        asked = scope["path"].removeprefix(self.base)
        # "//host" would be another host to a browser: Streamlit refuses it. A name with a dot is a page's for a
        # person (a full stop came along from a sentence), and a file's for a program.
        if asked.startswith("//") or (
            "." in asked.rpartition("/")[2] and "text/html" not in Headers(scope=scope).get("accept", "")
        ):
            return False
        parts = asked.strip("/").split("/")
        # One trailing slash is taken off by Streamlit; its own probes beneath a page want a plain 404.
        if parts[0] in NO_PAGES or "_stcore" in parts:
            return False
        return asked.strip("/") not in self.paths or urlstate.EMBED in _query(scope)

    def _answer(self, scope: Scope) -> RedirectResponse:
        asked = scope["path"].removeprefix(self.base).strip("/")
        alone = (urlstate.CHART, urlstate.ALONE)
        asked_with = [alone if pair == urlstate.EMBED else pair for pair in _query(scope)]
        kept = [(key, value) for key, value in asked_with if key != urlstate.LOST]
        found = nearest(asked)
        # The same words in other letters were understood: nothing to say.
        said = [] if asked.lower() == found else [(urlstate.LOST, asked[:60])]
        query = urlencode([*kept, *said], safe=",")
        address = f"{self.base}/{found}" + (f"?{query}" if query else "")
        return RedirectResponse(address, 302, {"Cache-Control": "no-store"})


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def routes() -> list[Route]:
    """What the server answers besides Streamlit's own."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return [Route(f"/{base}/healthz" if base else "/healthz", answer_health)]


def middleware() -> list[Middleware]:
    """What every request passes through."""
    layers = [Middleware(Redirect, base=st.get_option("server.baseUrlPath"))]
    if os.environ.get(COMPRESSED, "yes") != "no":
        # Streamlit does not compress its own bundle: a first visit weighs a third with this.
        layers.append(Middleware(GZipMiddleware, minimum_size=2_000))
    return [*layers, Middleware(Shell)]

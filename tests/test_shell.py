"""The page that every path gets: British English, styled from its first byte, with its script; nothing else touched."""

import gzip

import pytest
from clients import run
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from cpop.shell import SCRIPT, Shell
from cpop.site import NAME

THEIRS = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>x</body></html>' + " " * 2000


async def page(request):
    return HTMLResponse(THEIRS, headers={"etag": '"old"', "last-modified": "then"})


async def other(request):
    return PlainTextResponse('<html lang="en">', headers={"etag": '"mine"'})


async def script(request):
    return PlainTextResponse("let x;")


async def moved(request):
    return Response(status_code=304)


class Answer:
    """What an ASGI app answers to one request."""

    def __init__(self, app, method, path, headers):
        self.sent = []
        run(self._ask(app, method, path, headers))
        self.status = self.sent[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in self.sent[0]["headers"]}
        self.content = b"".join(message.get("body", b"") for message in self.sent[1:])

    async def _ask(self, app, method, path, headers):
        async def receive():
            return {"type": "http.request", "body": b""}

        async def send(message):
            self.sent.append(message)

        named = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": named}
        await app(scope, receive, send)

    @property
    def text(self):
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.content) if packed else self.content).decode()


@pytest.fixture
def ask():
    routes = [Route("/trends", page), Route("/file.txt", other), Route(f"/{SCRIPT}", script), Route("/moved", moved)]
    # As in the app: Streamlit compresses within, and the server around it.
    within = Starlette(routes=routes, middleware=[Middleware(GZipMiddleware, minimum_size=100)])
    app = GZipMiddleware(Shell(within), minimum_size=100)
    return lambda path, method="GET", **headers: Answer(app, method, path, headers)


def test_the_page_is_ours(ask):
    answer = ask("/trends", **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert '<html lang="en-GB">' in answer.text
    assert f"<title>{NAME}</title>" in answer.text
    head = answer.text.partition("</head>")[0]
    assert ":focus-visible" in head
    assert f'<script src="./{SCRIPT}" defer></script>' in head
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


def test_its_length_is_right_uncompressed_too(ask):
    answer = ask("/trends")
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_head_is_answered_without_a_body(ask):
    answer = ask("/trends", "HEAD")
    assert answer.status == 200
    assert answer.content == b""


def test_all_else_passes_as_it_is(ask):
    answer = ask("/file.txt")
    assert answer.text == '<html lang="en">'
    assert answer.headers["etag"] == '"mine"'
    assert ask("/moved").status == 304


def test_the_script_is_served_as_one(ask):
    assert ask(f"/{SCRIPT}").headers["content-type"] == "text/javascript; charset=utf-8"


def test_streamlit_still_serves_what_is_changed():
    from pathlib import Path

    import streamlit

    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    assert all(index.count(theirs) >= 1 for theirs, _ in Shell(None).changes)

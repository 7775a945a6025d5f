"""The one HTML page that Streamlit serves for every path, made ours: its language, title, styles and script.

In the page itself, so that nothing is ever seen without its style, and a listener hears British English at once.
"""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cpop.site import NAME

HERE = Path(__file__).parent
SCRIPT = "app/static/access.js"
# What Streamlit's page says, and what ours says instead.
_LANGUAGE = (b'<html lang="en">', b'<html lang="en-GB">')
_TITLE = (b"<title>Streamlit</title>", f"<title>{NAME}</title>".encode())
_WITHOUT_SCRIPTS = (
    b"You need to enable JavaScript to run this app.",
    f"{NAME} needs JavaScript. The board pack of an area can be had as a document instead.".encode(),
)


class Shell:
    """Rewrites the page on its way to the browser; everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        style = (HERE / "ui" / "app.css").read_bytes()
        head = b"<style>" + style + f'</style><script src="./{SCRIPT}" defer></script></head>'.encode()
        self.changes = (_LANGUAGE, _TITLE, _WITHOUT_SCRIPTS, (b"</head>", head))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request as ASGI asks for it."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def pass_on(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if scope["path"].endswith(SCRIPT):
                    # Streamlit calls every file of ours that might run plain text, which a browser does not run.
                    headers["content-type"] = "text/javascript; charset=utf-8"
                if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                    start = message
                    return
            elif start is not None and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await self._send(start, body, send, is_empty=scope["method"] == "HEAD")
                return
            await send(message)

        if "." not in scope["path"].rpartition("/")[2]:
            # Streamlit compresses what it answers, and this must read it; server.py compresses it on its way out.
            headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, pass_on)

    async def _send(self, start: Message, body: bytes, send: Send, *, is_empty: bool) -> None:
        headers = MutableHeaders(raw=start["headers"])
        # They describe the page as it was before.
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        if is_empty:
            body = b""
            if "content-length" in headers:
                del headers["content-length"]
        else:
            for theirs, ours in self.changes:
                body = body.replace(theirs, ours, 1)
            headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})

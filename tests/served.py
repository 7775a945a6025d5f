"""The real server and a real browser, for the tests that drive them and for the bench."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import elements

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # All tabs share a process, and with it what it has compiled of the app's scripts.
    "--process-per-site",
]
# Counts, from before a page's first script on, how often the app has run its script to the end, and when it last
# began or ended; a document that was loaded anew counts from nought, and has another origin.
COUNT_RUNS = """app => {
    const runs = window.scriptRuns = {ended: 0, changed: 0, state: null};
    const look = () => {
        const shown = document.querySelector(app);
        const state = shown && shown.getAttribute('data-test-script-state');
        if (state === runs.state) return;
        if (state === 'notRunning') runs.ended += 1;
        runs.state = state;
        runs.changed = performance.now();
    };
    new MutationObserver(look).observe(
        document, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-test-script-state']}
    );
}"""
# What a tab before this one left there, such as a closed menu.
FORGET = "if (!sessionStorage.arrived) { localStorage.clear(); sessionStorage.arrived = 1; }"
FITS = """main => {
    const box = document.querySelector(main);
    return box.scrollWidth <= box.clientWidth;
}"""
# How long, in ms, the slowest of machines may take for what a test waits for.
PATIENCE = 30_000
# How long, in ms, nothing begins or ends once a page stands; and where no run was seen, as after Back to a like view.
QUIET, IDLE = 250, 2_000
# Whether the app stands, with a run that ended since the visitor last looked, or none for long.
SETTLED = """([seen, turn, quiet, idle, ...passing]) => {
    const runs = window.scriptRuns, now = performance.now();
    if (!runs) return false;
    if (runs.turn !== turn) Object.assign(runs, {turn, asked: now});
    const since = performance.timeOrigin === seen.origin ? seen.ended : 0;
    const still = runs.ended > since ? now - runs.changed > quiet : now - Math.max(runs.changed, runs.asked) > idle;
    return runs.ended && still && runs.state === 'notRunning'
        && !passing.some(one => document.querySelector(one)) && document.querySelector('.footer')
        && {origin: performance.timeOrigin, ended: runs.ended};
}"""


@contextmanager
def served(script="app.py", log=None, base=""):
    """The address of a server of our own on a free port, under a path of its own (`base`); it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    command += ["--server.baseUrlPath", base] if base else []
    address = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
    with Path(log or os.devnull).open("wb") as sink:
        process = subprocess.Popen(command, cwd=ROOT, stdout=sink, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"{address}/_stcore/health", process)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(url, process, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {url} in {seconds} s")


def launch(playwright):
    """A headless browser: Debian's Chromium where it is on the path, else Playwright's own."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


class Visitor:
    """A fresh tab that remembers every fault it sees.

    opener: a browser, for one who was never here, or a context, for one whose browser has the app's files already.
    """

    def __init__(self, opener, address, size=(1366, 768)):
        self.address = address
        self.page = opener.new_page()
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.faults = []
        self.page.add_init_script(FORGET)
        self.page.add_init_script(f"({COUNT_RUNS})({json.dumps(elements.APP)})")
        self.seen, self.turn = {"origin": 0, "ended": 0}, 0
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", self._asked)

    def _heard(self, message):
        # On a deep path Streamlit probes for its own health there first, and logs two 404s of its own.
        if message.type == "error" and "_stcore" not in (message.location or {}).get("url", ""):
            self.faults.append(f"console: {message.text[:200]}")

    def _asked(self, request):
        ours = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith(ours):
            self.faults.append(f"request to another host: {request.url[:120]}")

    def open(self, path):
        """Open a page of the app by its path and query, and wait until it stands."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self, idle=IDLE):
        """Wait until the app has run again since the visitor last did this, and stands; then look for error boxes.

        idle: how long, in ms, nothing begins where the app may not have to run at all.
        """
        self.turn += 1
        asked = [self.seen, self.turn, QUIET, idle, elements.STATUS, elements.SKELETON]
        self.seen = self.page.wait_for_function(SETTLED, arg=asked, timeout=PATIENCE).json_value()
        if self.page.locator(elements.EXCEPTION).count():
            self.faults.append("an exception box")
        if self.page.get_by_text("Sorry, this page could not be shown").count():
            self.faults.append("the apology for a page that failed")

    def fits(self):
        """Wait until nothing runs off the page to the side."""
        self.page.wait_for_function(FITS, arg=elements.MAIN, timeout=PATIENCE)

    def choose(self, label, option):
        """Choose an option of a selectbox by its words, as a person with a keyboard would."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).first.click()
        self.settle()

    def close(self):
        """End the visit; fails if anything went wrong on the way."""
        self.page.close()
        assert self.faults == []

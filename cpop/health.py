"""Whether this process can serve every page: what its visitors met, and a trial of each page."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

from cpop.site import SITE

ROOT = Path(__file__).parent.parent
# Without these a page stands, but not as it should.
NEEDED = ("cpop/ui/app.css", "cpop/static/favicon.svg", "cpop/static/topojson", "cpop/static/boundaries")
# A link that nobody foresaw may fail once; a page that fails so often in a row is broken.
IN_A_ROW = 3
# More kinds of faults than this are not told: a fault may quote what a visitor wrote.
MOST_FAULTS = 1_000
# A trial of all pages takes seconds; one that takes minutes hangs.
PATIENCE = 180


class Health:
    """What is known of this process: counts of faults by page, and the outcome of the trial."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: dict[str, int] = {}
        self._seen: set[tuple[str, str]] = set()
        self._trial: list[str] | None = None
        self._trying: threading.Thread | None = None

    def stood(self, page: str) -> None:
        """Remember that a page was shown whole."""
        if self._faults:
            with self._lock:
                self._faults.pop(page, None)

    def failed(self, page: str, fault: str) -> bool:
        """Remember that a page failed; answers whether this is the first time of this fault on this page."""
        with self._lock:
            self._faults[page] = self._faults.get(page, 0) + 1
            is_new = (page, fault) not in self._seen and len(self._seen) < MOST_FAULTS
            if is_new:
                self._seen.add((page, fault))
            return is_new

    def complaints(self) -> list[str]:
        """What is wrong, a phrase each; none when all is well. The first call starts the trial of all pages."""
        with self._lock:
            if self._trying is None:
                self._trying = threading.Thread(target=self._try, name="trial of all pages", daemon=True)
                self._trying.start()
            failing = [f"/{page} fails" for page, times in self._faults.items() if times >= IN_A_ROW]
            trial = ["the pages are being tried"] if self._trial is None else self._trial
        missing = [f"{name} is missing" for name in NEEDED if not _is_there(ROOT / name)]
        return [*missing, *failing, *trial]

    def _try(self) -> None:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "cpop", "check"],
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            outcome = [] if done.returncode == 0 else done.stderr.strip().splitlines()[-20:] or ["the trial failed"]
        except (OSError, subprocess.SubprocessError) as error:
            outcome = [f"the pages could not be tried: {error}"]
        with self._lock:
            self._trial = outcome


def _is_there(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.is_file() and path.stat().st_size > 0


health = Health()


def try_pages() -> list[str]:
    """Runs every page once in its frame, without a server; a line for each that fails."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest  # the server itself has no use for it

    # Visitors are spared the details; whoever tries the pages wants them.
    st.set_option("client.showErrorDetails", "full")
    # Streamlit warns that there is no server, once a page, and logs what is answered here.
    logging.disable(logging.CRITICAL)
    faults = []
    for page in SITE:
        app = AppTest.from_file(str(ROOT / "cpop" / "frame.py"), default_timeout=60).run()
        if page.path:
            app = app.switch_page(f"../pages/{page.file}").run()
        faults += [f"/{page.path} fails: {' '.join(one.message.split())[:300]}" for one in app.exception][:1]
        # A script that does not compile leaves no exception, and no footer.
        if not app.exception and not any("footer" in one.value for one in app.markdown[-1:]):
            faults.append(f"/{page.path} fails: it is not drawn to its end")
    return faults

"""Long work in processes of its own, few at once, so that a visitor's wait is nobody else's."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

# As many as a machine of two processors can bear beside its visitors; others wait for one of these to end.
MOST = 2
# Seconds between two looks at a job, and after which none is worth waiting for.
LOOK, PATIENCE = 0.2, 120
_places = threading.BoundedSemaphore(MOST)


class JobError(RuntimeError):
    """A job that failed or took too long; the message holds the last line that it said."""


def run(module: str, given: Any, tell: Callable[[float | None], object]) -> Any:  # noqa: ANN401 - whatever pickles
    """What `python -m module` makes of `given`, as one of at most MOST jobs at once.

    The module reads the pickled `given` from its input, writes its pickled answer to its output, and to its
    errors a line for each step: how much is done, from 0 to 1. `tell` is called with that now and then, and with
    None while the job waits for its place; what it raises ends the job. Raises JobError.
    """
    while not _places.acquire(timeout=LOOK):
        tell(None)
    try:
        return _run(module, given, tell)
    finally:
        _places.release()


def _run(module: str, given: Any, tell: Callable[[float | None], object]) -> Any:  # noqa: ANN401
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as said:
        pickle.dump(given, source)
        source.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=Path(__file__).parent.parent,
            stdin=source,
            stdout=answer,
            stderr=said,
        )
        try:
            for _ in range(int(PATIENCE / LOOK)):
                try:
                    process.wait(LOOK)
                    break
                except subprocess.TimeoutExpired:
                    tell(_done(said))
            else:
                raise JobError(f"{module} took more than {PATIENCE} seconds")
        finally:
            # Also where the visitor has left meanwhile.
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode:
            said.seek(0)
            last = said.read().decode(errors="replace").strip().splitlines()[-1:] or ["without a word"]
            raise JobError(f"{module} failed: {last[0]}")
        answer.seek(0)
        return pickle.load(answer)  # noqa: S301 - our own process wrote it


def _done(said: Any) -> float:  # noqa: ANN401 - a temporary file
    said.seek(0)
    shares = [line for line in said.read().decode(errors="replace").splitlines() if line[:1].isdigit()]
    try:
        return min(1.0, float(shares[-1])) if shares else 0.0
    except ValueError:
        return 0.0


def serve(make: Callable[[Any, Callable[[float], None]], Any]) -> None:
    """The other side, for the module that `run` names: `make` gets what was given, and a function to tell with."""
    given = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    answer = make(given, lambda share: print(f"{share:.3f}", file=sys.stderr, flush=True))
    pickle.dump(answer, sys.stdout.buffer)

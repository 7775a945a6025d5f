"""Turns at the interpreter: how many reruns go on at once in this process.

Every rerun is a thread, and threads that share an interpreter only make one another wait: fifty at once finish
no sooner than fifty in a row, and all of them late. So each rerun waits for its turn, first come, first served.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# How many reruns at once: more than one pays only where an interpreter runs threads side by side.
SETTING = "CPOP_RERUNS"
# How often somebody who waits is asked whether the turn is still wanted.
PATIENCE = 0.25


class Gate:
    """At most `places` turns at once, in the order in which they were asked for.

    A thread has one turn at a time: a turn within a turn is the same turn.
    """

    def __init__(self, places: int) -> None:
        if places < 1:
            raise ValueError(f"{SETTING} is {places}: at least one rerun must go on at a time")
        self._free = places
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()
        self._own = threading.local()

    @contextmanager
    def turn(self, still_wanted: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Waits for a turn, and ends it with the block, however that ends.

        `still_wanted` is called now and then while waiting, and once when the turn has come; what it raises
        gives the turn up.
        """
        if self._has_turn():
            yield
            return
        self._take(still_wanted)
        try:
            still_wanted()
            yield
        finally:
            self._give_back()

    @contextmanager
    def set_aside(self, still_wanted: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Lets others have this thread's turn during the block, and waits for a new one after it."""
        if not self._has_turn():
            yield
            return
        self._give_back()
        yield
        # Not after an exception: whoever leaves the block that way leaves the turn too.
        self._take(still_wanted)

    def _has_turn(self) -> bool:
        return getattr(self._own, "has_turn", False)

    def _take(self, still_wanted: Callable[[], object]) -> None:
        called = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                called.set()
            else:
                self._waiting.append(called)
        try:
            while not called.wait(PATIENCE):
                still_wanted()
        except BaseException:
            with self._lock:
                # The turn may have come in the very moment in which it was given up.
                if called.is_set():
                    self._call_next()
                else:
                    self._waiting.remove(called)
            raise
        self._own.has_turn = True

    def _give_back(self) -> None:
        if self._has_turn():
            self._own.has_turn = False
            with self._lock:
                self._call_next()

    def _call_next(self) -> None:
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._free += 1


reruns = Gate(int(os.environ.get(SETTING, "1")))

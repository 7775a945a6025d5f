"""Files that were made for a download, until their visitor has them.

Streamlit makes a file on demand, tells the browser where it lies, and forgets it once two reruns of anybody have ended:
on a busy server sooner than the browser can ask for it.
"""

from __future__ import annotations

import time
from threading import Lock

from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

# Seconds in which a browser asks for what it was told of, on the slowest of lines.
KEPT = 60


class Downloads(MemoryMediaFileStorage):
    """Streamlit's own store of files, which lets go of each a minute later than it is told to."""

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._until: dict[str, float] = {}
        self._lock = Lock()

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        """Keeps a file and answers its identifier; one that was to go stays."""
        with self._lock:
            self._let_go()
            file_id = super().load_and_get_id(path_or_data, mimetype, kind, filename)
            self._until.pop(file_id, None)
        return file_id

    def delete_file(self, file_id: str) -> None:
        """Lets go of a file in a minute."""
        with self._lock:
            self._let_go()
            self._until[file_id] = time.monotonic() + KEPT

    def _let_go(self) -> None:
        now = time.monotonic()
        for file_id in [one for one, until in self._until.items() if until < now]:
            del self._until[file_id]
            super().delete_file(file_id)


def keep() -> None:
    """Has the app that is made next keep its files so; Streamlit offers no setting for it."""
    memory_media_file_storage.MemoryMediaFileStorage = Downloads  # type: ignore[misc]

"""New files in the place of old ones, in several folders at once: all or none, however the program ends.

New files are staged in a folder `.new` within each target. One rename, that of the plan in the first target, decides:
before it nothing has happened; from then on whoever comes next, the app at its start or another build, can finish what
the plan says, as often as it takes. A move that fails turns the plan round, so that the old files come back.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

_STAGE, _OLD, _PLAN = ".new", ".old", "plan.json"


class Swap:
    """Files that are to replace those of some folders; the first keeps the plan, and is the one to `finish`."""

    def __init__(self, *targets: Path) -> None:
        """Makes a stage in each target, in place of one that a killed build left. Raises OSError where it cannot."""
        self._targets = targets
        self._made: list[Path] = []
        try:
            for target in targets:
                self._make(target)
                shutil.rmtree(target / _STAGE, ignore_errors=True)
                (target / _STAGE).mkdir()
        except BaseException:
            self.discard()
            raise

    def _make(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self._made.append(one)

    def stage(self, target: Path) -> Path:
        """The folder to write a target's new files to, under the names that they shall have in it."""
        return target / _STAGE

    def commit(self, outdated: dict[Path, str]) -> None:
        """Puts the staged files in their place. Raises OSError where that fails, with everything as it was.

        outdated: for some targets, the pattern of files that go unless a new one takes their place.
        """
        parts = []
        for target in self._targets:
            new, there = _files(target / _STAGE), set(_files(target))
            matching = target.rglob(outdated[target]) if target in outdated else ()
            gone = sorted(({str(path.relative_to(target)) for path in matching} & there) - set(new))
            for name in new:
                _settle(target / _STAGE / name)
            for name in [*gone, *(name for name in new if name in there)]:
                _copy(target / name, target / _STAGE / _OLD / name)
            added = sorted(set(new) - there)
            folder = os.path.relpath(target, self._targets[0])
            parts.append({"folder": folder, "new": new, "added": added, "gone": gone})
        _write_plan(self._targets[0], {"back": False, "parts": parts})
        try:
            finish(self._targets[0])
        except BaseException:
            _write_plan(self._targets[0], {"back": True, "parts": parts})
            finish(self._targets[0])
            raise

    def discard(self) -> None:
        """Takes away what is staged, and the folders that were made for it; nothing after a commit."""
        if (self._targets[0] / _STAGE / _PLAN).exists():
            return  # decided, though not finished: the next one will
        for target in self._targets:
            shutil.rmtree(target / _STAGE, ignore_errors=True)
        for folder in reversed(self._made):
            try:
                folder.rmdir()
            except OSError:
                return


def finish(target: Path) -> None:
    """Finishes a swap of which `target` is the first folder and that was cut short; else does nothing.

    Raises OSError where a file cannot be moved. Several processes may do so at the same time.
    """
    path = target / _STAGE / _PLAN
    try:
        plan: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    for part in plan["parts"]:
        folder = target / part["folder"]
        if plan["back"]:
            _move(folder / _STAGE / _OLD, folder, [*part["new"], *part["gone"]])
            _remove(folder, part["added"])
        else:
            _move(folder / _STAGE, folder, part["new"])
            _remove(folder, part["gone"])
    path.unlink(missing_ok=True)
    for part in plan["parts"]:
        shutil.rmtree(target / part["folder"] / _STAGE, ignore_errors=True)


def _move(source: Path, target: Path, names: list[str]) -> None:
    """Moves files by name, but for those that were moved already."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            (source / name).replace(target / name)


def _remove(folder: Path, names: list[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Keeps what a file holds, at no cost where the file system can link."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _files(folder: Path) -> list[str]:
    """The files in a folder by name; none that is staged."""
    names = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return sorted(str(name) for name in names if _STAGE not in name.parts)


def _write_plan(target: Path, plan: dict[str, Any]) -> None:
    draft = target / _STAGE / f"{_PLAN}.draft"
    draft.write_text(json.dumps(plan), encoding="utf-8")
    _settle(draft)
    draft.replace(draft.with_name(_PLAN))


def _settle(path: Path) -> None:
    """Waits until a file is on the disk: a plan must not outlast what it speaks of."""
    with path.open("rb") as file:
        os.fsync(file.fileno())

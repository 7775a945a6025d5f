"""Putting finished folders in the place of old ones: all of them or none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def stage(target: Path, ours: set[str]) -> Path:
    """A new folder beside `target`, holding what stands there now except `ours`."""
    recover(target)
    staged = target.with_name(f".{target.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    if not target.exists():
        staged.mkdir(parents=True)
        return staged
    top = str(target)
    shutil.copytree(
        target,
        staged,
        symlinks=True,
        copy_function=_link,
        ignore=lambda folder, names: ours.intersection(names) if folder == top else set(),
    )
    return staged


def _link(source: str, target: str) -> None:
    """Keeps a file without copying its content, where the disk allows it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def swap(staged: dict[Path, Path]) -> None:
    """Renames each staged folder to its target; if any of it fails, everything is as it was."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for new, target in staged.items():
            old = _kept(target)
            if target.exists():
                target.rename(old)
                done.append((target, old))
            else:
                done.append((target, None))
            new.rename(target)
    except BaseException:
        for target, old in reversed(done):
            shutil.rmtree(target, ignore_errors=True)
            if old is not None:
                old.rename(target)
        raise
    for target in staged.values():
        shutil.rmtree(_kept(target), ignore_errors=True)


def recover(target: Path) -> None:
    """Undoes a swap that was cut short, as by a power failure."""
    old = _kept(target)
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _kept(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")

"""Putting finished folders in the place of old ones: all of them or none."""

from __future__ import annotations

import shutil
from pathlib import Path


def stage(target: Path) -> Path:
    """A new folder beside `target` that holds what stands there now."""
    staged = target.with_name(f".{target.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    if target.exists():
        shutil.copytree(target, staged, symlinks=True)
    else:
        staged.mkdir(parents=True)
    return staged


def swap(staged: dict[Path, Path]) -> None:
    """Renames each staged folder to its target; if anything fails, everything is as it was."""
    begun: list[tuple[Path, bool]] = []
    try:
        for new, target in staged.items():
            begun.append((target, target.exists()))
            if target.exists():
                target.rename(_aside(target))
            new.rename(target)
    except BaseException:
        for target, existed in reversed(begun):
            if _aside(target).exists():
                shutil.rmtree(target, ignore_errors=True)
                _aside(target).rename(target)
            elif not existed:
                shutil.rmtree(target, ignore_errors=True)
        raise
    for target in staged.values():
        shutil.rmtree(_aside(target), ignore_errors=True)


def recover(target: Path) -> None:
    """Brings back a folder whose swap was cut short, as by a power failure."""
    if not target.exists() and _aside(target).exists():
        _aside(target).rename(target)
    shutil.rmtree(_aside(target), ignore_errors=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")

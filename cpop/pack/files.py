"""The three files of a board pack, made from one content."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cpop.pack.content import Pack
from cpop.pack.powerpoint import write_slides
from cpop.pack.report import write_report
from cpop.pack.word import write_document


class Files(NamedTuple):
    """A pack's three files."""

    slides: bytes
    report: bytes
    document: bytes


def files(pack: Pack, tell: Callable[[float], object] = lambda share: None) -> Files:
    """All files of a pack. `tell` hears the share that is done, 0 to 1. Raises HostError (cpop.pack.host)."""
    slides = write_slides(pack, lambda share: tell(share * 0.6))
    report = write_report(pack).encode()
    tell(0.7)
    document = write_document(pack)
    tell(1.0)
    return Files(slides, report, document)

"""What a figure rests on: measured, estimated or projected, and what each is called wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from cpop.style import STATUS_WORD

MEASURED, ESTIMATED, PROJECTED = "raw", "imputed", "projected"
# From the firmest to the weakest.
ORDER = (MEASURED, ESTIMATED, PROJECTED)


def is_measured(status: str | None) -> bool:
    """Whether nothing needs to be said of a figure: it is measured, or there is none."""
    return status is None or status == MEASURED


def note(status: str | None) -> str:
    """The word for a figure that is not measured: "estimated", "projected"; nothing for one that is, or for none."""
    return "" if status is None or status == MEASURED else STATUS_WORD[status]


def noted(text: str, status: str | None) -> str:
    """A figure's text with its note, where it needs one: "13.1%", "13.1% (estimated)"."""
    said = note(status)
    return f"{text} ({said})" if said else text


def qualified(text: str, status: str | None) -> str:
    """The same without brackets: "2021/22", "2021/22, estimated"."""
    word = note(status)
    return f"{text}, {word}" if word else text


def weaker(one: str, other: str) -> str:
    """The weaker of two statuses: what a line or a difference between two figures rests on."""
    return max(one, other, key=ORDER.index)


def present(statuses: Iterable[str | None]) -> tuple[str, ...]:
    """The statuses that occur, each once, from the firmest to the weakest."""
    found = set(statuses)
    return tuple(status for status in ORDER if status in found)

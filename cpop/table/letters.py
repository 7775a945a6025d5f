"""How much room a text takes on paper, where nobody measures it for us: before a slide or a page is drawn."""

from __future__ import annotations

from collections.abc import Sequence

POINTS_PER_INCH = 72
# Widths of letters in ems, as Arial has them, a little generous: what is not named here takes 0.56.
_NARROW, _THIN, _WIDE, _CAPITAL, _OTHER = 0.28, 0.34, 0.86, 0.7, 0.56
_EMS = (
    dict.fromkeys("ijl.,:;'’|!/ ", _NARROW)
    | dict.fromkeys("ft()r-“”", _THIN)
    | dict.fromkeys("cksvxyz", 0.5)
    | dict.fromkeys("mwMW%@▲△▼▽", _WIDE)
    | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&", _CAPITAL)
)
# Bold letters are wider.
BOLD = 1.08
# From one line of a paragraph to the next, and from one paragraph to the next, in ems.
LINE, PARAGRAPH = 1.2, 0.6


def width(text: str, size: float) -> float:
    """How wide a line of text is, in inches. size: of its letters, in points."""
    return sum(_EMS.get(letter, _OTHER) for letter in text) * size / POINTS_PER_INCH


def lines(text: str, size: float, room: float) -> int:
    """How many lines a paragraph takes in `room` inches, broken between words."""
    count, used = 1, 0.0
    for word in text.split(" "):
        needed = width(f"{word} ", size)
        if used and used + needed > room:
            count, used = count + 1, 0.0
        used += needed
    return count


def largest(texts: Sequence[str], room: float, height: float, sizes: Sequence[int]) -> int:
    """The first of some sizes, largest first, at which paragraphs fit `room` by `height` inches; else the last."""
    for size in sizes:
        ems = sum(lines(text, size, room) * LINE + PARAGRAPH for text in texts)
        if ems * size / POINTS_PER_INCH <= height:
            return size
    return sizes[-1]

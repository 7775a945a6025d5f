"""How many people stand behind a difference, in words."""

from __future__ import annotations

from typing import Protocol

from cpop import catalogue
from cpop.catalogue import Indicator
from cpop.status import noted


class Numbered(Protocol):
    """The number behind a difference, and what the difference rests on."""

    @property
    def level(self) -> str | None:
        """Of the asking place beside the other."""

    @property
    def status(self) -> str | None:
        """The weaker of both figures."""

    @property
    def counted(self) -> float | None:
        """People or events."""


def number(row: Numbered, indicator: Indicator) -> str:
    """The number that matching would mean: "about 1,900 fewer children in poverty"; empty where it would mean none.

    Only where the figure is worse: nobody plans to match a poorer one.
    """
    if row.level != "worse" or not row.counted:
        return ""
    direction = "more" if indicator.better == "higher" else "fewer"
    return noted(f"about {catalogue.number(row.counted, 0)} {direction} {indicator.counted}", row.status)


def matching(row: Numbered, indicator: Indicator, other: str) -> str:
    """The same as a sentence: "Matching Scotland would mean about 1,900 fewer children in poverty."; or empty."""
    said = number(row, indicator)
    return f"Matching {other} would mean {said}." if said else ""


def cell(row: Numbered, indicator: Indicator) -> str:
    """The same in a table, with what stands where there is no number."""
    if row.level is None:
        return "no figure"
    said = number(row, indicator)
    if said:
        return said[0].upper() + said[1:]
    return {"better": "Already better", "about_the_same": "About the same"}.get(row.level, "Fewer than one")


def what_it_is_not(year: int) -> str:
    """How the numbers were worked out, and what they are not. year: of the population figures."""
    return (
        "The difference between the two figures of the latest year, times the people of the outcome’s age group in "
        f"{year}, rounded to its first two digits. It is scale, not a forecast: it does not say that the change is "
        "possible, how long it would take or what it would cost. Crimes, fires, admissions, attendances and deaths "
        "are events: one person can be counted several times, and early deaths are as in a population of standard ages."
    )

"""The board's answers to its duties, in words."""

from __future__ import annotations

from collections.abc import Iterable

from cpop.duties import Duty
from cpop.plan import ANSWERS, Plan


def summary(plan: Plan, duties: Iterable[Duty]) -> str:
    """How many questions are answered, and how."""
    codes = [duty.code for duty in duties]
    given = [one.answer for one in plan.answers if one.duty in codes]
    if not given:
        return f"None of the {len(codes)} questions is answered yet. Answers and notes are kept in your plan’s file."
    counts = ", ".join(f"{given.count(answer)} {answer}" for answer in ANSWERS if answer in given)
    return f"{len(given)} of {len(codes)} questions answered: {counts}."


def sheet() -> str:
    """How the sheet is used."""
    return (
        "Print this page and let each member answer alone, in a column of their own, before you talk: "
        "yes, partly, no or not sure. Where a row’s answers differ, the discussion is worth most."
    )


def where_to_find_more() -> str:
    """Who helps boards with these questions."""
    return (
        "The Improvement Service supports boards with published guidance notebooks and checklists, and with the "
        "Scottish Community Planning Network; look for them on its website. The Community Planning Improvement Board "
        "leads nationally."
    )

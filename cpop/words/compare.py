"""What is said of areas beside each other: where one stands among all or among similar ones, and who changed most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpop.catalogue import FAMILIES, Area, Indicator, ordinal, period
from cpop.words.standing import change, in_sentence, movement, status_note


def question(area: Area) -> str:
    """The question of the page."""
    if area.is_scotland:
        return "Where do Scotland’s 32 areas stand beside each other?"
    return f"Where does {area.name} stand among all areas, or among those most like it?"


def group_note(area: Area, family: str, members: Sequence[str]) -> str:
    """What a family group is, and who belongs to it. members: the names of all, the area's own among them."""
    use = "outcomes about people" if family == "deprivation" else "services, whose cost and reach depend on distance"
    return (
        f"Similar areas: the profile puts the 32 areas into four groups of eight by {FAMILIES[family]} (for {use}). "
        f"{area.possessive} group is {_listed(members)}."
    )


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def standing_among(
    area: Area, rows: Sequence[Any], indicator: Indicator, group: str, beside: Sequence[tuple[str, float]] = ()
) -> str:
    """Where an area stands on one indicator, with the best and the poorest, in a sentence or three.

    rows: those of queries.standings for one indicator; group: "areas", "similar areas"; beside: whom to compare the
    area with, (phrase, value) each.
    """
    ranked = [row for row in rows if row.rank == row.rank]
    if not ranked:
        return f"There is no figure for {in_sentence(indicator.label)} in this year."
    best, poorest, year = ranked[0], ranked[-1], period(int(ranked[0].year))
    text = (
        f"{indicator.label}, {year}: from {indicator.format(best.value)} in {best.name} (best) to "
        f"{indicator.format(poorest.value)} in {poorest.name} (poorest)."
    )
    mine = next((row for row in rows if row.place_code == area.code and row.value == row.value), None)
    if mine is None:
        text += f" {area.name} has no figure for this year."
    elif area.is_scotland:
        text += f" Scotland as a whole: {indicator.format(mine.value)}."
    else:
        text += (
            f" {area.name} stands {ordinal(int(mine.rank))} of {int(mine.ranked)} {group}, at "
            f"{indicator.format(mine.value)}{_beside(indicator, mine.value, beside)}."
        )
    if all(row.status != "raw" for row in ranked):
        text += f" All figures for {year} are estimated."
    return text


def _beside(indicator: Indicator, value: float, others: Sequence[tuple[str, float]]) -> str:
    """ ": better than Scotland (20.8%), worse than Fife (18.0%)", by the indicator's direction."""
    told: dict[str, list[str]] = {}
    for phrase, theirs in others:
        if theirs == theirs:
            gain = round(indicator.sign * (value - theirs), 9)
            word = "better than" if gain > 0 else "worse than" if gain < 0 else "the same as"
            told.setdefault(word, []).append(f"{phrase} ({indicator.format(theirs)})")
    return "".join((": ", ", ")[n > 0] + f"{word} {_listed(names)}" for n, (word, names) in enumerate(told.items()))


def _note(status: str) -> str:
    word = status_note(status)
    return f", {word}" if word else ""


def why_dots(indicator: Indicator) -> str:
    """Why a ranking is drawn as dots on an axis that does not start at zero."""
    if indicator.kind == "index":
        return "Dots, not bars: this is an index, whose zero means nothing, so the axis starts near the lowest value."
    return (
        "Dots, not bars: the areas differ by less than a fifth of the largest value, and bars from zero would all "
        "look alike. The axis starts near the lowest value."
    )


def without_figure(rows: Sequence[Any], year: int) -> str:
    """Which members have no figure and so are not drawn; empty where all have one. rows: of queries.standings."""
    names = [row.name for row in rows if row.value != row.value]
    if not names:
        return ""
    return f"Not shown: {_listed(names)}, no figure published for {period(year)}."


def changes(area: Area, rows: Sequence[Any], indicator: Indicator) -> str:
    """Who changed most and how the area did, in a sentence or three. rows: those of queries.changes."""
    ranked = [row for row in rows if row.rank == row.rank]
    if not ranked:
        return f"There are not two figures of {in_sentence(indicator.label)} to compare."
    first, last = period(int(min(row.first_year for row in ranked))), period(int(max(row.last_year for row in ranked)))
    text = f"From {first} to {last}, {in_sentence(indicator.label)} {_counted([row.improvement for row in ranked])}."
    for row in rows:
        if row.place_code == area.code:
            verdict = change(indicator, row.first_value, row.last_value)
            place = f"; {ordinal(int(row.rank))} of {int(row.ranked)} for improvement" if row.rank == row.rank else ""
            text += (
                f" {area.name} {verdict.word[0].lower()}{verdict.word[1:]}"
                f"{f', {verdict.detail},' if verdict.detail else ':'} from {_then(indicator, row, first)} to "
                f"{_now(indicator, row, last)}{place}."
            )
    if len(ranked) > 1:
        text += (
            f" By percentage improvement {_extreme(ranked[0], indicator)} comes first and "
            f"{_extreme(ranked[-1], indicator)} last."
        )
    return text


def _counted(improvements: Sequence[float]) -> str:
    """ "improved in 20 of 32 areas and worsened in 12", "worsened in all 32 areas"."""
    every = len(improvements)
    counts = {
        "improved": sum(one > 0 for one in improvements),
        "worsened": sum(one < 0 for one in improvements),
        "did not change": sum(one == 0 for one in improvements),
    }
    told = [(word, count) for word, count in counts.items() if count]
    if len(told) == 1:
        return f"{told[0][0]} in all {every} areas"
    parts = [f"{word} in {count}" + (f" of {every} areas" if n == 0 else "") for n, (word, count) in enumerate(told)]
    return _listed(parts)


def _then(indicator: Indicator, row: Any, expected: str) -> str:  # noqa: ANN401 - a row of a frame
    return _end(indicator, row.first_value, period(int(row.first_year)), row.first_status, expected)


def _now(indicator: Indicator, row: Any, expected: str) -> str:  # noqa: ANN401 - a row of a frame
    return _end(indicator, row.last_value, period(int(row.last_year)), row.last_status, expected)


def _end(indicator: Indicator, value: float, year: str, status: str, expected: str) -> str:
    """One end of a change: the value, its year where it is not the others', and "estimated" where it is."""
    extra = ", ".join(part for part in ("" if year == expected else f"in {year}", status_note(status)) if part)
    return indicator.format(value) + (f" ({extra})" if extra else "")


def _extreme(row: Any, indicator: Indicator) -> str:  # noqa: ANN401 - a row of a frame
    return (
        f"{row.name} ({indicator.format(row.first_value)} to {indicator.format(row.last_value)}, "
        f"{movement(indicator, row.first_value, row.last_value)})"
    )


def short_movement(indicator: Indicator, first: float, last: float) -> str:
    """A movement in the fewest characters, for the end of a chart's row: "+13.5", "-12%", "no change".

    Percentages move by points, everything else by a share of where it started, as in `movement`.
    """
    said = movement(indicator, first, last)
    if not said.startswith(("up ", "down ")):
        return said
    size = said.split()[1]
    return ("+" if said.startswith("up ") else "−") + size


def movement_unit(indicator: Indicator) -> str:
    """What the numbers of `short_movement` are: "percentage points" or "per cent of the first value"."""
    return "percentage points" if indicator.is_percentage else "per cent of the first value"


def place_and_value(indicator: Indicator, value: float | None, status: str | None, rank: float | None, of: int) -> str:
    """A figure with its position: "31.8%, 32nd of 32", "5.41, estimated, 3rd of 8"; a missing one says so."""
    if value is None or value != value:
        return "no figure"
    position = "" if rank is None or rank != rank else f", {ordinal(int(rank))} of {int(of)}"
    return f"{indicator.format(value)}{_note(status)}{position}"

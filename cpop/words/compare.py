"""What is said of areas beside each other: where one stands among all or among similar ones, and who changed most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cpop.catalogue import FAMILIES, Area, Indicator, ordinal, period
from cpop.words.standing import THAN, in_sentence, span, status_note, verdict, why_not_judged


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
    area: Area, rows: Sequence[Any], indicator: Indicator, group: str, beside: Sequence[tuple[str, Any]] = ()
) -> str:
    """Where an area stands on one indicator, with the best and the poorest, in a sentence or three.

    rows: those of queries.standings for one indicator; group: "areas", "similar areas"; beside: whom to compare the
    area with, (phrase, row) each, the rows among those.
    """
    ranked = [row for row in rows if row.rank == row.rank]
    if not ranked:
        return f"There is no figure for {in_sentence(indicator.label)} in this year."
    best, poorest, year = ranked[0], ranked[-1], period(int(ranked[0].year))
    # Said once of all of them, or beside each that is.
    all_estimated = all(row.status != "raw" for row in ranked)

    def figure(row: Any, joint: str = " ({})") -> str:  # noqa: ANN401 - a row of a frame
        note = "" if all_estimated else status_note(row.status)
        return indicator.format(row.value) + (joint.format(note) if note else "")

    text = (
        f"{indicator.label}, {year}: from {figure(best)} in {best.name} (best) to "
        f"{figure(poorest)} in {poorest.name} (poorest)."
    )
    mine = next((row for row in rows if row.place_code == area.code and row.value == row.value), None)
    if mine is None:
        text += f" {area.name} has no figure for this year."
    elif area.is_scotland:
        text += f" Scotland as a whole: {figure(mine)}."
    else:
        told: dict[str, list[str]] = {}
        for phrase, row in beside:
            if row.area_level in THAN:
                told.setdefault(THAN[row.area_level], []).append(f"{phrase} ({figure(row, ', {}')})")
        against = ", ".join(f"{word} {_listed(names)}" for word, names in told.items())
        text += (
            f" {area.name} stands {ordinal(int(mine.rank))} of {int(mine.ranked)} {group}, at "
            f"{figure(mine)}{f': {against}' if against else ''}."
        )
    if all_estimated:
        text += f" All figures for {year} are estimated."
    return text


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
        return f"No change is judged for {in_sentence(indicator.label)}. {why_not_judged(indicator)}"
    years = Counter((int(row.first_year), int(row.last_year)) for row in ranked)
    first, last = years.most_common(1)[0][0]
    terms = f", {indicator.terms}" if indicator.terms else ""
    text = f"{_capital(span(first, last))}, {in_sentence(indicator.label)} {_counted(ranked)}{terms}."
    for row in rows:
        if row.place_code == area.code:
            text += f" {_own(area, row, indicator, (first, last))}"
    if len(ranked) > 1:
        text += (
            f" By this change {_extreme(ranked[0], indicator)} comes first and {_extreme(ranked[-1], indicator)} last."
        )
    return text


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _own(area: Area, row: Any, indicator: Indicator, expected: tuple[int, int]) -> str:  # noqa: ANN401
    if row.first_value != row.first_value:
        return f"{area.name} has not two measured years to compare."
    told = verdict(row.change, indicator, row.first_value, row.last_value)
    place = f"; {ordinal(int(row.rank))} of {int(row.ranked)} by this change" if row.rank == row.rank else ""
    size = short_movement(indicator, row.first_value, row.last_value)
    years = "" if (row.first_year, row.last_year) == expected else f" ({span(row.first_year, row.last_year)})"
    return (
        f"{area.name}: {told.word.lower()}, {size}, from {indicator.format(row.first_value)} to "
        f"{indicator.format(row.last_value)}{years}{place}."
    )


def _counted(rows: Sequence[Any]) -> str:
    """ "improved in 20 of 32 areas, changed little in 2 and worsened in 10", "worsened in all 32 areas"."""
    words = {"improved": "improved", "little_change": "changed little", "worsened": "worsened"}
    counts = Counter(row.change for row in rows)
    told = [(word, counts[code]) for code, word in words.items() if counts[code]]
    if len(told) == 1:
        return f"{told[0][0]} in all {len(rows)} areas"
    return _listed(
        [f"{word} in {count}" + (f" of {len(rows)} areas" if n == 0 else "") for n, (word, count) in enumerate(told)]
    )


def _extreme(row: Any, indicator: Indicator) -> str:  # noqa: ANN401 - a row of a frame
    return (
        f"{row.name} ({short_movement(indicator, row.first_value, row.last_value)}, "
        f"{indicator.format(row.first_value)} to {indicator.format(row.last_value)})"
    )


def short_movement(indicator: Indicator, first: float, last: float) -> str:
    """A movement in the outcome's own terms, in the fewest characters: "+13.5 points", "−£12", "no change"."""
    size = indicator.format_difference(last - first)
    if not size.strip("0. points%£,"):
        return "no change"
    return ("+" if last > first else "−") + size


def without_change(rows: Sequence[Any]) -> str:
    """Which members have no two measured years and so are not drawn; empty where all have. rows: queries.changes."""
    names = [row.name for row in rows if row.first_value != row.first_value]
    return f"Not shown: {_listed(names)}, not measured in two years." if names else ""


def place_and_value(indicator: Indicator, value: float | None, status: str | None, rank: float | None, of: int) -> str:
    """A figure with its position: "31.8%, 32nd of 32", "5.41, estimated, 3rd of 8"; a missing one says so."""
    if value is None or value != value:
        return "no figure"
    position = "" if rank is None or rank != rank else f", {ordinal(int(rank))} of {int(of)}"
    return f"{indicator.format(value)}{_note(status)}{position}"

"""What is said of areas beside each other: where one stands among all or among similar ones, and who changed most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from cpop import status
from cpop.catalogue import FAMILIES, MISSING, Area, Indicator, cardinal, ordinal, period, rounded
from cpop.queries.compare import Changed, ChangeTally, Ends, Standing
from cpop.words.standing import THAN, from_then_on, span, verdict, why_not_judged


def question(area: Area, areas: int) -> str:
    """The question of the page. areas: how many there are."""
    if area.is_scotland:
        return f"Where do Scotland’s {areas} areas stand beside each other?"
    return f"Where does {area.name} stand among all areas, or among those most like it?"


def group_note(area: Area, family: str, members: Sequence[str], areas: int) -> str:
    """What a family group is, and who belongs to it.

    members: the names of all, the area's own among them; areas: how many there are in all groups.
    """
    use = "outcomes about people" if family == "deprivation" else "services, whose cost and reach depend on distance"
    return (
        f"Similar areas: the profile puts the {areas} areas into {cardinal(areas // len(members))} groups of "
        f"{cardinal(len(members))} by {FAMILIES[family]} (for {use}). {area.possessive} group is {_listed(members)}."
    )


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def ends(rows: Iterable[Standing], indicator: Indicator) -> str:
    """The best and the poorest figure, as the short name of a drawing. rows: of one indicator, best first."""
    ranked = [row for row in rows if row.rank is not None]
    if not ranked:
        return "No figures"
    best, poorest = ranked[0], ranked[-1]
    return f"From {indicator.format(best.value)} in {best.name} to {indicator.format(poorest.value)} in {poorest.name}"


def standing_among(
    area: Area,
    rows: Sequence[Standing],
    indicator: Indicator,
    group: str,
    beside: Sequence[tuple[str, Standing]] = (),
) -> str:
    """Where an area stands on one indicator, with the best and the poorest, in a sentence or three.

    rows: of one indicator, best first; group: "areas", "similar areas"; beside: whom to compare the area with,
    (phrase, row) each, the rows among those.
    """
    ranked = [row for row in rows if row.rank is not None]
    if not ranked:
        return f"There is no figure for {indicator.in_sentence} in this year."
    best, poorest, year = ranked[0], ranked[-1], period(ranked[0].year)
    # Said once of all of them, or beside each that is.
    are_all_estimated = not any(status.is_measured(row.status) for row in ranked)

    def figure(row: Standing, joint: str = " ({})") -> str:
        note = "" if are_all_estimated else status.note(row.status)
        return indicator.format(row.value) + (joint.format(note) if note else "")

    text = (
        f"{indicator.label}, {year}: from {figure(best)} in {best.name} (best) to "
        f"{figure(poorest)} in {poorest.name} (poorest)."
    )
    own = next((row for row in rows if row.place_code == area.code and row.value is not None), None)
    if own is None:
        text += f" {area.name} has no figure for this year."
    elif own.rank is None:
        text += f" {area.name} as a whole: {figure(own)}."
    else:
        by_level: dict[str, list[str]] = {}
        for phrase, row in beside:
            if row.area_level is not None:
                by_level.setdefault(row.area_level, []).append(f"{phrase} ({figure(row, ', {}')})")
        against = ", ".join(f"{THAN[level]} {_listed(names)}" for level, names in by_level.items())
        text += (
            f" {area.name} stands {ordinal(own.rank)} of {own.ranked} {group}, at "
            f"{figure(own)}{f': {against}' if against else ''}."
        )
    if are_all_estimated:
        text += f" All figures for {year} are estimated."
    return text


class Drawn(Protocol):
    """A named series with the points that have a value and are not projected."""

    @property
    def name(self) -> str:
        """Of its place."""
        ...

    @property
    def observed(self) -> Sequence[tuple[int, float, str]]:
        """Year, value and status of each point, in order of time."""
        ...


def latest_measured(indicator: Indicator, lines: Sequence[Drawn]) -> str:
    """The latest measured figure of each place, the best first; who has none is said.

    Years differ where the latest figures of some are estimated: each is given once, with its places.
    """
    found: dict[int, list[tuple[float, str]]] = {}
    without = []
    for line in lines:
        measured = [(year, value) for year, value, basis in line.observed if status.is_measured(basis)]
        if measured:
            found.setdefault(measured[-1][0], []).append((measured[-1][1], line.name))
        else:
            without.append(line.name)
    texts = []
    for year in sorted(found, reverse=True):
        best_first = sorted(found[year], key=lambda pair: (-indicator.sign * pair[0], pair[1]))
        figures = [f"{name} {indicator.format(value)}" for value, name in best_first]
        texts.append(f"in {period(year)} {_listed(figures)}")
    text = f"{indicator.label}, latest measured: {'; '.join(texts)}." if texts else ""
    return " ".join(filter(None, [text, f"Never measured in {_listed(without)}." if without else ""]))


def in_grey(names: Sequence[str]) -> str:
    """Which named areas are drawn in grey, where there are more of them than colours."""
    return f"In grey: {_listed(names)}. Point at a line for its name." if names else ""


def why_dots(indicator: Indicator) -> str:
    """Why a ranking is drawn as dots on an axis that does not start at zero."""
    if indicator.kind == "index":
        return "Dots, not bars: this is an index, whose zero means nothing, so the axis starts near the lowest value."
    return (
        "Dots, not bars: the areas differ by less than a fifth of the largest value, and bars from zero would all "
        "look alike. The axis starts near the lowest value."
    )


def without_figure(rows: Sequence[Standing], year: int) -> str:
    """Which members have no figure and so are not drawn; empty where all have one."""
    names = [row.name for row in rows if row.value is None and row.name is not None]
    return f"Not shown: {_listed(names)}, no figure published for {period(year)}." if names else ""


def changes(area: Area, rows: Sequence[Changed], tally: ChangeTally | None, indicator: Indicator) -> str:
    """Who changed most and how the area did, in a sentence or three. rows: most improved first; tally: of the same."""
    if tally is None:
        return f"No change is judged for {indicator.in_sentence}. {why_not_judged(indicator, _asked_from(rows))}"
    since = span(tally.first_year, tally.last_year)
    terms = f", {indicator.terms}" if indicator.terms else ""
    text = f"{since[0].upper()}{since[1:]}, {indicator.in_sentence} {_counted(tally)}{terms}."
    for row in rows:
        if row.place_code == area.code:
            text += f" {_own(area, row, indicator, (tally.first_year, tally.last_year))}"
    if tally.judged > 1:
        first, *_, last = [
            f"{row.name} ({short_movement(indicator, ends)}, {_from_to(indicator, ends)})"
            for row in rows
            if row.rank is not None and (ends := row.ends) is not None
        ]
        text += f" By this change {first} comes first and {last} last."
    return text


def _asked_from(rows: Sequence[Changed]) -> int | None:
    """From which year the changes of one outcome were asked for; none where from the first measured year."""
    return next((row.since_year for row in rows), None)


def _own(area: Area, row: Changed, indicator: Indicator, usual: tuple[int, int]) -> str:
    ends = row.ends
    if ends is None:
        return f"{area.name} has not two measured years to compare{from_then_on(row.since_year)}."
    judged = verdict(row.change, indicator, ends.first_value, ends.last_value)
    place = "" if row.rank is None else f"; {ordinal(row.rank)} of {row.ranked} by this change"
    years = "" if ends.years == usual else f" ({span(*ends.years)})"
    return (
        f"{area.name}: {judged.word.lower()}, {short_movement(indicator, ends)}, from "
        f"{_from_to(indicator, ends)}{years}{place}."
    )


def _from_to(indicator: Indicator, ends: Ends) -> str:
    return f"{indicator.format(ends.first_value)} to {indicator.format(ends.last_value)}"


def _counted(tally: ChangeTally) -> str:
    """ "improved in 20 of 32 areas, changed little in 2 and worsened in 10", "worsened in all 32 areas"."""
    counts = (
        ("improved", tally.improved),
        ("changed little", tally.little_change),
        ("worsened", tally.worsened),
    )
    (word, first), *others = [one for one in counts if one[1]]
    if not others:
        return f"{word} in all {tally.judged} areas"
    return _listed([f"{word} in {first} of {tally.judged} areas", *(f"{word} in {count}" for word, count in others)])


def short_movement(indicator: Indicator, ends: Ends) -> str:
    """A movement in the outcome's own terms, in the fewest characters: "+13.5 points", "−£12", "no change"."""
    difference = ends.last_value - ends.first_value
    if not rounded(difference, indicator.decimals):
        return "no change"
    return ("+" if difference > 0 else "−") + indicator.format_difference(difference)


def without_change(rows: Sequence[Changed]) -> str:
    """Which members have no two measured years and so are not drawn; empty where all have."""
    names = [row.name for row in rows if row.change is None and row.name is not None]
    return f"Not shown: {_listed(names)}, not measured in two years{from_then_on(_asked_from(rows))}." if names else ""


def place_and_value(indicator: Indicator, row: Standing) -> str:
    """A figure with its rank: "31.8%, 32nd of 32", "5.41, estimated, 3rd of 8"; a missing one says so."""
    if row.value is None:
        return MISSING
    rank = "" if row.rank is None else f"{ordinal(row.rank)} of {row.ranked}"
    return ", ".join(filter(None, (indicator.format(row.value), status.note(row.status), rank)))

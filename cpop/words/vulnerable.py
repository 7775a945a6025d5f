"""Whether the most vulnerable communities have moved and are catching up, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cpop.catalogue import Area, Indicator, ordinal, period
from cpop.words.community import outcomes
from cpop.words.rankings import percent

# The year of the published list of the most vulnerable communities. It is fixed: later editions keep the same list.
LIST_YEAR = 2006
THEN = period(LIST_YEAR)


# What became of the gap to the area's average, told of one outcome in a cell and of several in a sentence.
MOVEMENT = {
    "catching_up": "catching up",
    "caught_up": "caught up",
    "moved_ahead": "moved ahead of it",
    "pulling_away": "pulling further ahead",
    "keeping_its_distance": "keeping its distance",
    "losing_ground": "losing its lead",
    "lost_its_lead": "lost its lead",
    "fallen_behind": "fallen behind it",
    "falling_further_behind": "falling further behind",
}
_SENTENCES = (
    (("catching_up", "caught_up"), "is catching up on"),
    (("moved_ahead",), "has moved ahead of the average on"),
    (("pulling_away",), "is ahead, and pulling further ahead, on"),
    (("falling_further_behind",), "is falling further behind on"),
    (("fallen_behind",), "has fallen behind the average on"),
    (("losing_ground", "lost_its_lead"), "is losing its lead on"),
    (("keeping_its_distance",), "keeps its distance on"),
)


def catching_up(name: str, movements: Mapping[str, str | None], catalogue: Mapping[str, Indicator]) -> str:
    """Whether one community is catching up with its area: what became of its gap to the area's mean, by outcome.

    movements: by outcome, a key of MOVEMENT; None where it is not known.
    """
    known = {code: one for code, one in movements.items() if one is not None and one == one}
    if not known:
        return f"Whether {name} is catching up is not known: figures are missing."
    total = len(known)
    told = []
    for kinds, phrase in _SENTENCES:
        labels = [catalogue[code] for code, one in known.items() if one in kinds]
        if not labels:
            if kinds[0] == "catching_up":
                told.append(f"{name} is catching up on none of {total} outcomes.")
            continue
        if kinds[0] == "catching_up":
            told.append(f"{name} {phrase} {len(labels)} of {total} outcomes: {outcomes(labels)}.")
        else:
            told.append(f"It {phrase} {outcomes(labels)}.")
    return " ".join(told)


def by_share(indicator: Indicator, row: object) -> str:
    """Where a community did better by its share but its gap widened, just that; nothing elsewhere.

    row: of queries.vulnerable_change. "The gap widened from 15.0 to 17.3 points, though it worsened by a smaller share
    (30% against 45%)."
    """
    moved = {"falling_further_behind": "the gap widened", "losing_ground": "the lead shrank"}.get(row.movement)
    if moved is None or row.is_ahead_by_share not in (True, 1) or row.direction == "little_change":
        return ""
    worsened = row.direction == "worsened"
    share = f"{percent(abs(row.improvement) / 100)} against {percent(abs(row.area_improvement) / 100)}"
    how = f"worsened by a smaller share ({share})" if worsened else f"improved by a larger share ({share})"
    gap = f"from {_gap(indicator, row.first_gap)} to {_gap(indicator, row.last_gap)}"
    return f"{moved} {gap}, though it {how}"


def _gap(indicator: Indicator, gap: float) -> str:
    return indicator.format_difference(gap)


def what_catching_up_means(area: Area) -> str:
    """The sentence that goes before those of catching_up."""
    return (
        "Catching up on an outcome means that a community that was behind the average of "
        f"{area.possessive} communities is less far behind it now, in the outcome’s own units, from the first to the "
        "last measured year. A smaller percentage can still be a wider gap."
    )


def too_few(area: Area, communities: int) -> str:
    """Why an area has no list of the five most vulnerable."""
    return (
        f"{area.name} has {communities} communities: too few for a list of the five most vulnerable, which would hold "
        "most of them. So here are all, then and now."
    )


def moved(area: Area, five: pd.DataFrame) -> str:
    """How many of an area's five most vulnerable communities of then still are; five: of queries.most_vulnerable."""
    were = five[five["rank_then"].notna()]
    if not five["has_five"].all():
        return too_few(area, int(five["communities"].iloc[0]))
    if were.empty:
        return f"No list of {THEN} is known for {area.name}."
    still = int(were["rank_now"].notna().sum())
    of = int(five["communities"].iloc[0])
    count = {0: "None", len(were): "All"}.get(still, str(still))
    text = (
        f"{count} of the {len(were)} communities that were the most vulnerable of {area.name} in {THEN} "
        f"{'is' if still == 1 else 'are'} still among the {len(were)} most vulnerable"
    )
    return f"{text} of its {of}, by all outcomes together."


def moved_in_scotland(still: pd.DataFrame) -> str:
    """The same over all areas; still: of queries.vulnerable_still."""
    counted = still[still["has_five"].astype(bool)]
    were, stayed = int(counted["were"].sum()), int(counted["still"].sum())
    whole = int((counted["still"] == counted["were"]).sum())
    text = (
        f"{stayed} of the {were} communities that were among the five most vulnerable of their areas in {THEN} "
        f"({percent(stayed / were)}) are still among them. In {whole} {'area' if whole == 1 else 'areas'} all five "
        "are the same."
    )
    small = len(still) - len(counted)
    if small:
        text += f" {small} {'area has' if small == 1 else 'areas have'} fewer than ten communities and no such five."
    return text


def place_now(position: float, communities: int) -> str:
    """Where a community stands now: "3rd of 136", 1st the most vulnerable."""
    return f"{ordinal(int(position)) if position == int(position) else f'{position:g}'} of {communities}"

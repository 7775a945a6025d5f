"""Whether the most vulnerable communities have moved and are catching up, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cpop.catalogue import Area, Indicator, ordinal, period
from cpop.queries.areas import FIRST
from cpop.words.community import outcomes
from cpop.words.rankings import percent
from cpop.words.standing import from_then_on, own_span

if TYPE_CHECKING:
    from cpop.queries.vulnerable import Changed, Still

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
_CATCHING_UP = ("catching_up", "caught_up")
_SENTENCES = (
    (("moved_ahead",), "has moved ahead of the average on"),
    (("pulling_away",), "is ahead, and pulling further ahead, on"),
    (("falling_further_behind",), "is falling further behind on"),
    (("fallen_behind",), "has fallen behind the average on"),
    (("losing_ground", "lost_its_lead"), "is losing its lead on"),
    (("keeping_its_distance",), "keeps its distance on"),
)


def catching_up(name: str, rows: Sequence[Changed], catalogue: Mapping[str, Indicator]) -> str:
    """Whether one community is catching up with its area: what became of its gap to the area's mean, by outcome."""
    known = [row for row in rows if row.movement is not None]
    if not known:
        since_year = next((row.since_year for row in rows), None)
        return f"Whether {name} is catching up{from_then_on(since_year)} is not known: figures are missing."

    def moved_in(movements: Sequence[str]) -> list[Indicator]:
        return [catalogue[row.indicator] for row in known if row.movement in movements]

    gaining = moved_in(_CATCHING_UP)
    sentences = [
        f"{name} is catching up on {len(gaining) or 'none'} of {len(known)} outcomes"
        f"{f': {outcomes(gaining)}' if gaining else ''}."
    ]
    for movements, phrase in _SENTENCES:
        if several := moved_in(movements):
            sentences.append(f"It {phrase} {outcomes(several)}.")
    return " ".join(sentences)


def by_share(indicator: Indicator, row: Changed) -> str:
    """Where a community did better by its share but its gap widened, just that; nothing elsewhere.

    "the gap widened from 15.0 to 17.3 points, though it worsened by a smaller share (30% against 45%)"
    """
    moved = {"falling_further_behind": "the gap widened", "losing_ground": "the lead shrank"}.get(row.movement or "")
    if not moved or not row.is_ahead_by_share or row.improvement is None or row.area_improvement is None:
        return ""
    if row.direction == "little_change":
        return ""
    how = "worsened by a smaller share" if row.direction == "worsened" else "improved by a larger share"
    share = f"{percent(abs(row.improvement) / 100)} against {percent(abs(row.area_improvement) / 100)}"
    first, last = (indicator.format_difference(gap) for gap in (row.first_gap, row.last_gap))
    return f"{moved} from {first} to {last}, though it {how} ({share})"


def what_catching_up_means(area: Area, since: str = FIRST) -> str:
    """The sentence that goes before those of catching_up. since: one of areas.since_choices."""
    return (
        "Catching up on an outcome means that a community that was behind the average of "
        f"{area.possessive} communities is less far behind it now, in the outcome’s own units, "
        f"{own_span(since)}. A smaller percentage can still be a wider gap."
    )


def moved(area: Area, row: Still) -> str:
    """How many of an area's five most vulnerable communities of then still are; why it has none, where it has not."""
    if not row.has_five:
        return (
            f"{area.name} has {row.communities} communities: too few for a list of the five most vulnerable, which "
            "would hold most of them. So here are all, then and now."
        )
    if not row.were:
        return f"No list of {THEN} is known for {area.name}."
    count = {0: "None", row.were: "All"}.get(row.still, str(row.still))
    return (
        f"{count} of the {row.were} communities that were the most vulnerable of {area.name} in {THEN} "
        f"{'is' if row.still == 1 else 'are'} still among the {row.were} most vulnerable of its {row.communities}, by "
        "all outcomes together."
    )


def moved_in_scotland(rows: Sequence[Still]) -> str:
    """The same over all areas."""
    counted = [row for row in rows if row.has_five]
    were, stayed = sum(row.were for row in counted), sum(row.still for row in counted)
    whole = sum(row.still == row.were for row in counted)
    text = (
        f"{stayed} of the {were} communities that were among the five most vulnerable of their areas in {THEN} "
        f"({percent(stayed / were)}) are still among them. In {whole} {'area' if whole == 1 else 'areas'} all five "
        "are the same."
    )
    small = len(rows) - len(counted)
    if small:
        text += f" {small} {'area has' if small == 1 else 'areas have'} fewer than ten communities and no such five."
    return text


def place_now(position: float, communities: int) -> str:
    """Where a community stands now: "3rd of 136", 1st the most vulnerable."""
    return f"{ordinal(int(position)) if position == int(position) else f'{position:g}'} of {communities}"

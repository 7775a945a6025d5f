"""Whether the most vulnerable communities have moved and are catching up, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cpop.catalogue import Area, Indicator, ordinal, period
from cpop.style import BETTER, NOT_COMPARED, UNCHANGED, WORSE
from cpop.words.rankings import listed
from cpop.words.standing import Verdict, in_sentence

# The year of the published list of the most vulnerable communities. It is fixed: later editions keep the same list.
LIST_YEAR = 2006
THEN = period(LIST_YEAR)


def by_per_cent(improvement: float) -> Verdict:
    """An improvement rate as a verdict: "Improved 12%", "Worsened 113%", "No change", "Not known"."""
    if improvement != improvement:
        return Verdict(NOT_COMPARED, "Not known")
    size = f"{abs(improvement):.0f}%"
    if size == "0%":
        return Verdict(UNCHANGED, "No change")
    return Verdict(BETTER, "Improved", size, " ") if improvement > 0 else Verdict(WORSE, "Worsened", size, " ")


def catching_up(name: str, ground: Mapping[str, bool | None], catalogue: Mapping[str, Indicator]) -> str:
    """Whether one community is catching up with its area: on how many outcomes it did better than the area's mean.

    ground: by outcome, whether it gained ground; None where that is not known.
    """
    known = {code: did for code, did in ground.items() if did is not None}
    if not known:
        return f"Whether {name} is catching up is not known: figures are missing."
    gained = [_label(catalogue, code) for code, did in known.items() if did]
    lost = [_label(catalogue, code) for code, did in known.items() if not did]
    total = len(known)
    if not lost:
        return f"{name} is catching up on all {total} outcomes with figures."
    if not gained:
        return f"{name} is falling further behind on all {total} outcomes with figures."
    only = " only" if len(gained) < len(lost) else ""
    return (
        f"{name} is catching up on{only} {len(gained)} of {total} outcomes: {listed(gained)}. "
        f"It lost ground on {listed(lost)}."
    )


def what_catching_up_means(area: Area) -> str:
    """The sentence that goes before those of catching_up."""
    return (
        "Catching up on an outcome means that the community improved more, or worsened less, than the average of "
        f"{area.possessive} communities, in per cent, from the first to the last measured year."
    )


def _label(catalogue: Mapping[str, Indicator], code: str) -> str:
    return in_sentence(catalogue[code].label).replace(", ", " ")


def moved(area: Area, five: pd.DataFrame) -> str:
    """How many of an area's five most vulnerable communities of then still are; five: of queries.most_vulnerable."""
    were = five[five["rank_then"].notna()]
    if were.empty:
        return f"No list of {THEN} is known for {area.name}."
    still = int(were["rank_now"].notna().sum())
    of = int(five["communities"].iloc[0])
    count = {0: "None", len(were): "All"}.get(still, str(still))
    text = (
        f"{count} of the {len(were)} communities that were the most vulnerable of {area.name} in {THEN} "
        f"{'is' if still == 1 else 'are'} still among the {len(were)} most vulnerable"
    )
    return f"{text} of its {of}, by all outcomes together." + (
        f" With only {of} communities in all, that says little." if of < 2 * len(were) else ""
    )


def moved_in_scotland(still: pd.DataFrame) -> str:
    """The same over all areas; still: of queries.vulnerable_still."""
    were, stayed = int(still["were"].sum()), int(still["still"].sum())
    whole = int((still["still"] == still["were"]).sum())
    return (
        f"{stayed} of the {were} communities that were among the five most vulnerable of their areas in {THEN} "
        f"({stayed / were:.0%}) are still among them. In {whole} {'area' if whole == 1 else 'areas'} all five "
        "are the same."
    )


def place_now(position: float, communities: int) -> str:
    """Where a community stands now: "3rd of 136", 1st the most vulnerable."""
    return f"{ordinal(int(position)) if position == int(position) else f'{position:g}'} of {communities}"

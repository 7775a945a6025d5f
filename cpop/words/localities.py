"""Why a locality was chosen, in sentences that a plan can quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpop.catalogue import Area, Indicator, period
from cpop.plan import Locality
from cpop.queries.localities import Standing
from cpop.status import noted
from cpop.words.community import listed


def why_here(
    name: str, area: Area, people: int, year: int, rows: Sequence[Standing], catalogue: Mapping[str, Indicator]
) -> list[str]:
    """The evidence for a locality: who lives there, where it is poorer than its area, and its poorest communities."""
    said = [f"{name} has {people:,} people ({year})."]
    judged = [row for row in rows if row.level is not None]
    worse = [row for row in judged if row.level == "worse"]
    if not judged:
        return [*said, "Its figures are missing: nothing can be compared."]
    said.append(
        f"On {len(worse)} of {len(judged)} outcomes its approximate figure is worse than that of {area.name}"
        + (f": {listed([catalogue[row.indicator].in_sentence for row in worse])}." if worse else ".")
    )
    for row in worse:
        indicator = catalogue[row.indicator]
        beside = area.name if row.is_alike else f"the average of {area.possessive} communities"
        said.append(
            f"{indicator.label}: about {noted(indicator.format(row.value), row.status)}, against "
            f"{noted(indicator.format(row.beside_value), row.beside_status)} for {beside}, in {period(row.year)}."
        )
    return said


def latest(name: str, area: Area, row: Standing, indicator: Indicator) -> str:
    """An outcome's latest figure of a locality and what stands beside it, in one sentence."""
    if row.value is None:
        return f"{name} has no figure in {period(row.year)}."
    said = f"{name} about {noted(indicator.format(row.value), row.status)} in {period(row.year)}"
    if row.beside_value is None:
        return f"{said}."
    beside = area.name if row.is_alike else f"the average of {area.possessive} communities"
    return f"{said}; {beside} {noted(indicator.format(row.beside_value), row.beside_status)}."


def overlaps(localities: Sequence[Locality], names: Mapping[str, str]) -> str:
    """Which communities are in more than one locality, and how many of the area's are in none. names: by slug."""
    counts = {slug: sum(slug in one.communities for one in localities) for slug in names}
    twice = [names[slug] for slug, count in counts.items() if count > 1]
    rest = sum(count == 0 for count in counts.values())
    said = f"In more than one locality: {listed(twice)}. " if twice else "No community is in more than one locality. "
    return said + f"In none: {rest} of the area’s {len(names)} communities."

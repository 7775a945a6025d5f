"""What the data zones of a community say."""

from __future__ import annotations

from collections.abc import Sequence

from cpop.catalogue import Area, Community, Indicator, period
from cpop.queries.data_zones import Zone
from cpop.words.community import Beside, figure_beside

SMALL_NUMBERS = (
    "These are small numbers. A data zone is home to some 500 to 1,000 people, so a few events more or less move its "
    "figure a long way, and one year says little. Use them to ask questions, together with local knowledge, never to "
    "judge a street."
)
OVER_HUNDRED = (
    "A percentage over 100 occurs where more children are counted than the estimate of population knows of. It is "
    "shown as published: read it as very high, not as exact."
)
SUPPRESSED = "Suppressed: the source publishes no figure, because too few people are counted."


def name(zone: str, community: Community) -> str:
    """A data zone's name without its community's, where it starts with it: "Data zone 01"."""
    rest = zone.removeprefix(community.name).strip(" -")
    return f"Data zone {rest}" if rest and rest != zone else zone


def sentence(community: Community, indicator: Indicator, zones: Sequence[Zone], scale: Sequence[Beside]) -> str:
    """What the map says of one indicator.

    zones: its rows; scale: the figures of the community, its area and Scotland.
    """
    known = [(indicator.sign * zone.value, zone.data_zone_code, zone) for zone in zones if zone.value is not None]
    year, hidden = period(zones[0].year), len(zones) - len(known)
    compared = "; ".join(figure_beside(indicator, one) for one in scale)
    if not known:
        return f"{indicator.label} in {year}: no data zone of {community.name} has a published figure. {compared}."
    poorest, best = ((zone.value, name(zone.name, community)) for *_, zone in (min(known), max(known)))
    span = f"{indicator.format(poorest[0])} in {poorest[1]}"
    if len(known) > 1:
        span = f"from {span}, the poorest, to {indicator.format(best[0])} in {best[1]}, the best"
    return (
        f"{indicator.label} in {year}, {indicator.unit}: {span}. For scale: {compared}."
        + (
            f" {hidden} of its {len(zones)} data zones {'has' if hidden == 1 else 'have'} no published figure."
            if hidden
            else ""
        )
        + ("" if indicator.alike_across_levels else " The source does not count it alike for areas and for Scotland.")
    )


def of_area(area: Area, indicator: Indicator, zones: Sequence[Zone]) -> str:
    """What the map of a whole area says of one indicator. zones: the poorest first, those without a figure last."""
    known = [(zone.value, zone.name) for zone in zones if zone.value is not None]
    year, hidden = period(zones[0].year), len(zones) - len(known)
    if not known:
        return f"{indicator.label} in {year}: no data zone of {area.name} has a published figure."
    (poorest, where), (best, there) = known[0], known[-1]
    left_out = f" {hidden:,} {'has' if hidden == 1 else 'have'} no published figure." if hidden else ""
    return (
        f"{indicator.label} in {year}, {indicator.unit}, in the {len(zones):,} data zones of {area.name}: from "
        f"{indicator.format(poorest)} in {where}, the poorest, to {indicator.format(best)} in {there}, the best."
        f"{left_out}"
    )

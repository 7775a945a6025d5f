"""What the map of communities says: of their overall vulnerability, of one indicator's figures, of its change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cpop.catalogue import Area, Community, Indicator, period
from cpop.queries.communities import Latest
from cpop.status import noted
from cpop.words.community import NUMBER, measured_span

VULNERABILITY_METHOD = (
    "How it is worked out: the latest figure of each outcome is scored by its distance from the mean of the area’s "
    "communities, in standard deviations, and the scores are added with equal weight. It says which communities stand "
    "out within the area, not how far its poorest are from other areas’."
)
BOUNDARIES = "Boundaries: National Records of Scotland and Ordnance Survey, 2011, simplified for the screen."


def how_to_choose(area: Area) -> str:
    """How to choose a community, of an area or of all Scotland."""
    if area.is_scotland:
        return "Choose an area in the menu, or a community on the map, in the list, or by its name in the search."
    return "Choose a community above by its name, on the map, or in the list: the poorest come first."


def of_vulnerability(area: Area, ordered: Sequence[Community], bands: int) -> str:
    """What the map of overall vulnerability says of an area's communities, ordered the poorest first."""
    if area.is_scotland:
        return (
            f"Each area’s communities are sorted by all outcomes together and cut into {NUMBER[bands]} bands of about "
            "equal size. A dark community is among the most vulnerable of its own area, not of Scotland."
        )
    return (
        f"{area.name} has {len(ordered)} communities, sorted by all outcomes together and cut into {NUMBER[bands]} "
        f"bands of about equal size. Outcomes are poorest in {ordered[0].name}, best in {ordered[-1].name}. "
        f"A band says where a community stands within {area.name}, not within Scotland."
    )


def of_values(area: Area, indicator: Indicator, rows: Sequence[Latest], names: Mapping[str, str]) -> str:
    """What the map of one indicator's latest values says. names: of the communities by code."""
    known = [(indicator.sign * row.value, row.community_code, row) for row in rows if row.value is not None]
    if not known:
        return f"No community of {area.name} has a figure."
    poorest, best = min(known)[-1], max(known)[-1]
    missing = len(rows) - len(known)
    return (
        f"{indicator.label} in {noted(period(poorest.year), poorest.status)}, {indicator.unit}: "
        f"from {indicator.format(poorest.value)} in {names[poorest.community_code]}, the poorest figure, "
        f"to {indicator.format(best.value)} in {names[best.community_code]}, the best."
        + (f" {missing} {'community has' if missing == 1 else 'communities have'} no figure." if missing else "")
    )


def of_change(area: Area, indicator: Indicator, rows: Sequence[Latest], names: Mapping[str, str]) -> str:
    """What the map of one indicator's change between measured years says. names: of the communities by code."""
    known = [row for row in rows if row.direction is not None]
    if not known:
        return f"{indicator.label}: no change is known for the communities of {area.name}. It takes two measured years."
    counted = Counter(row.direction for row in known)
    little, missing = counted["little_change"], len(rows) - len(known)
    text = (
        f"{indicator.label}: {counted['improved']} of {len(known)} communities of {area.name} improved "
        f"{measured_span(known[0])}, {counted['worsened']} worsened"
        + (f", {little} changed little" if little else "")
        + "."
    )
    ranked = [(row.improvement, row.community_code, row) for row in known if row.improvement is not None]
    ends = []
    if ranked and (best := max(ranked)[-1]).direction == "improved":
        ends.append(f"improved most in {_from_to(indicator, best, names)}")
    if ranked and (worst := min(ranked)[-1]).direction == "worsened":
        ends.append(f"worsened most in {_from_to(indicator, worst, names)}")
    if ends:
        text += f" For the size of its first figure it {' and '.join(ends)}."
    return text + (f" The change of {missing} is not known." if missing else "")


def _from_to(indicator: Indicator, row: Latest, names: Mapping[str, str]) -> str:
    return (
        f"{names[row.community_code]} (from {indicator.format(row.first_value)} to {indicator.format(row.last_value)})"
    )

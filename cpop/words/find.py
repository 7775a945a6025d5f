"""What Find says of what it found."""

from __future__ import annotations

from collections.abc import Sequence

from cpop.catalogue import Area, Community

HOW = (
    "Areas by their official, Gaelic and older names, communities, towns and villages, outcomes, newer official "
    "figures, parts of the Guide, and the codes of statistics."
)
SOURCE = (
    "Towns and villages of 500 people or more, with their other names: [GeoNames](https://www.geonames.org), "
    "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). Each is put into the community that its middle lies in."
)


def counted(found: int, shown: int) -> str:
    """How many things were found, and how to find fewer where not all are shown."""
    if found > shown:
        return f"The best {shown} of {found:,} found. One word more, and there are fewer."
    return f"{found} found, the best first." if found > 1 else "One found."


def area(one: Area) -> str:
    """What an area is."""
    return "The whole country" if one.is_scotland else "Community Planning Partnership area"


def town(name: str, around: Sequence[Community]) -> str:
    """Where a town or village is, with the communities around it, its own first."""
    own, *others = around
    if not others:
        return f"{name} is in {own.label}."
    return f"The middle of {name} is in {own.label}. Around it:"


def area_alone(community: Community) -> str:
    """Why an outcome is shown for the area of a community."""
    return f"Not published for communities such as {community.name}: this is the area that it lies in."

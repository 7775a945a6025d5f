"""Questions of Find: towns and villages, and the community of a data zone."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cpop.database import rows


class Settlement(NamedTuple):
    """A town or village: what else it is called, its people, where it lies in degrees, and the communities around it.

    communities: codes, the one that its middle lies in first (settlement_community).
    """

    name: str
    other_names: tuple[str, ...]
    people: int
    longitude: float
    latitude: float
    area_code: str
    communities: tuple[str, ...]

    @property
    def code(self) -> str:
        """What tells it from others of its name."""
        return f"{self.name}, {self.communities[0]}"


@cache
def settlements() -> list[Settlement]:
    """All settlements of 500 people or more, one row each, in order of name. Asked once a process."""
    return rows(
        Settlement,
        """
        select
            settlement.name,
            coalesce(string_split(any_value(other_names), '|'), []) as other_names,
            any_value(population) as people,
            any_value(longitude) as longitude,
            any_value(latitude) as latitude,
            any_value(area_code) as area_code,
            list(settlement_community.community_code order by place) as communities
        from settlement
        join settlement_community
            on settlement_community.name = settlement.name and own_code = settlement.community_code
        join community on community.community_code = own_code
        group by settlement.name, own_code
        order by settlement.name, own_code
        """,
    )


class Zone(NamedTuple):
    """A data zone, and the community that it belongs to."""

    data_zone_code: str
    name: str
    community_code: str


@cache
def zones() -> list[Zone]:
    """All data zones, one row each. Asked once a process."""
    return rows(Zone, "select data_zone_code, name, community_code from data_zone order by data_zone_code")

"""Questions about how many people stand behind a difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cpop.database import rows
from cpop.queries.areas import Level


class Counted(NamedTuple):
    """How many stand behind the difference of two figures of one outcome in its latest year.

    value and comparator_value, and the weaker status of the two; level: of the first beside the second; counted: people
    or events, at two significant figures.
    """

    indicator: str
    year: int
    value: float | None
    comparator_value: float | None
    status: str | None
    level: Level | None
    counted: float | None


class Best(NamedTuple):
    """As Counted, beside the best of the similar areas: its code, which may be the asking area's own."""

    indicator: str
    year: int
    best_area: str
    level: Level | None
    status: str | None
    counted: float | None


def beside(area_code: str, comparator: str, indicators: Sequence[str]) -> list[Counted]:
    """How many an area would have fewer, or more, with its comparator's figures. One row an outcome that counts."""
    return rows(
        Counted,
        """
        select indicator, area_people.year, value, comparator_value, status, level, area_people.counted
        from area_people
        join indicator using (indicator)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        order by catalogue_order
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=list(indicators),
    )


def beside_the_best(area_code: str, family: str, indicators: Sequence[str]) -> list[Best]:
    """The same beside the best of the areas that are similar by a family. One row an outcome that counts."""
    return rows(
        Best,
        """
        select indicator, area_people.year, best_area, level, status, area_people.counted
        from area_people
        join best_similar using (area_code, indicator)
        join indicator using (indicator)
        where area_code = $area_code and comparator = best_area and family = $family
            and list_contains($indicators, indicator)
        order by catalogue_order
        """,
        area_code=area_code,
        family=family,
        indicators=list(indicators),
    )


def of_community(community_code: str) -> list[Counted]:
    """How many a community would have fewer, or more, with the figures of its area's least deprived tenth.

    One row an outcome that counts.
    """
    return rows(
        Counted,
        """
        select indicator, community_people.year, value, comparator_value, status, level, community_people.counted
        from community_people
        join indicator using (indicator)
        where community_code = $community_code
        order by catalogue_order
        """,
        community_code=community_code,
    )


class _Year(NamedTuple):
    year: int


def year_of_population() -> int:
    """The year of the population figures that numbers of people are worked out with: one number."""
    return rows(_Year, "select max(year)::integer as year from population")[0].year

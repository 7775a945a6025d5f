"""Questions about what a plan should tackle first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from cpop.database import rows
from cpop.queries.areas import FIRST, Change, Ground, Level

# Level and ground together, as in 03_areas.sql.
Quadrant = Literal[
    "behind_and_losing",
    "behind_but_gaining",
    "behind_and_keeping",
    "ahead_but_losing",
    "ahead_and_gaining",
    "ahead_and_keeping",
    "about_the_same",
    "not_judged",
]


class Priority(NamedTuple):
    """How pressing one outcome is for an area.

    value, status and year of the latest year, and the comparator's; level, and level_gap in yardsticks, above 0 is
    better. since_year: the year that changes were asked from, none for the first measured one. From first_year to
    last_year, the first from then on and the last that both measured: first_value, last_value, change, pace,
    movement, ground and gap_change (yardsticks, above 0 is gained). quadrant: level and ground together. behind,
    falling_behind and unequal: none where there is no answer; points: one for each yes. What unequal rests on, of the
    gap of the tenths (in the unit) and of the Duncan index (-1 to 1): figure, comparator's, level, direction, years.
    """

    area_code: str
    indicator: str
    year: int
    value: float | None
    status: str | None
    comparator: str
    comparator_value: float | None
    comparator_status: str | None
    level: Level | None
    level_gap: float | None
    since_year: int | None
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    change: Change | None
    pace: str | None
    movement: str | None
    ground: Ground | None
    gap_change: float | None
    quadrant: Quadrant
    behind: bool | None
    falling_behind: bool | None
    unequal: bool | None
    points: int
    gap: float | None
    comparator_gap: float | None
    gap_level: str | None
    gap_direction: str | None
    gap_first_year: int | None
    gap_year: int | None
    duncan: float | None
    comparator_duncan: float | None
    duncan_level: str | None
    duncan_direction: str | None
    duncan_first_year: int | None
    duncan_year: int | None


def priorities(area_code: str, comparator: str, indicators: Sequence[str], since: str = FIRST) -> list[Priority]:
    """How pressing some outcomes are for an area. One row an indicator, the most pressing first.

    Order: points, then how far behind the comparator (a place_code of the view series), then the catalogue.
    since: one of areas.since_choices; so in the questions below.
    """
    return rows(
        Priority,
        """
        select
            area_code, indicator, year, value, status, comparator, comparator_value, comparator_status,
            level, level_gap, since_year, first_year, first_value, last_year, last_value,
            change, pace, movement, ground, gap_change, quadrant,
            behind, falling_behind, unequal, points,
            gap, comparator_gap, gap_level, gap_direction, gap_first_year, gap_year,
            duncan, comparator_duncan, duncan_level, duncan_direction, duncan_first_year, duncan_year
        from priority_since($since)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        order by points desc, level_gap nulls last, catalogue_order
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=list(indicators),
        since=since,
    )


class Tally(NamedTuple):
    """How many of some outcomes there are, are compared, are behind, are behind and losing ground, can be unequal."""

    outcomes: int
    compared: int
    behind: int
    losing: int
    can_be_unequal: int


def tally(area_code: str, comparator: str, indicators: Sequence[str], since: str = FIRST) -> Tally:
    """How the answers of `priorities` count up: one row."""
    return rows(
        Tally,
        """
        select
            count(*) as outcomes,
            count(level) as compared,
            count(*) filter (behind) as behind,
            count(*) filter (behind and falling_behind) as losing,
            count(unequal) as can_be_unequal
        from priority_since($since)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=list(indicators),
        since=since,
    )[0]


class _Counted(NamedTuple):
    quadrant: Quadrant
    outcomes: int


def quadrants(area_code: str, comparator: str, indicators: Sequence[str], since: str = FIRST) -> dict[Quadrant, int]:
    """How many of some outcomes stand in each quadrant: one entry a quadrant that has any."""
    found = rows(
        _Counted,
        """
        select quadrant, count(*) as outcomes
        from standing_since($since)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        group by quadrant
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=list(indicators),
        since=since,
    )
    return dict(found)


class NationalOutcome(NamedTuple):
    """A national outcome, the indicators that speak to it, and on how many of them the area is behind."""

    name: str
    indicators: tuple[str, ...]
    behind: int


def national_outcomes(area_code: str, comparator: str, indicators: Sequence[str]) -> list[NationalOutcome]:
    """Some outcomes by the national outcomes that they speak to. One row a national outcome, by name.

    Whether the area is behind does not depend on the year that changes are measured from.
    """
    return rows(
        NationalOutcome,
        """
        with spoken as (
            select unnest(national_outcomes) as name, indicator
            from indicator
        )
        select
            name,
            list(indicator order by catalogue_order) as indicators,
            count(*) filter (behind) as behind
        from spoken
        join priority using (indicator)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        group by name
        order by name
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=list(indicators),
    )


class _Worsened(NamedTuple):
    indicator: str


def worsened_most(area_code: str, indicators: Sequence[str], since: str = FIRST) -> list[str]:
    """Of some indicators, those on which an area worsened: one code each, by the most yardsticks first."""
    found = rows(
        _Worsened,
        """
        select indicator
        from measured_change
        where place_code = $area_code and since = $since and breaks_after = 0
            and change = 'worsened' and list_contains($indicators, indicator)
        order by gain_in_yardsticks, indicator
        """,
        area_code=area_code,
        indicators=list(indicators),
        since=since,
    )
    return [one.indicator for one in found]


class Better(NamedTuple):
    """A similar area that has a better figure, or gained on the asking area.

    value and status in the latest year; from first_year to last_year, the first and last that both measured: its
    first_value, last_value, change, pace beside the asking area, and gained, the yardsticks by which it gained on it.
    is_better: the asking area's level is worse; is_gaining: the asking area lost ground to it. What makes no difference
    is neither.
    """

    area_code: str
    slug: str
    name: str
    indicator: str
    year: int
    value: float | None
    status: str | None
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    change: Change | None
    pace: str | None
    gained: float | None
    is_better: bool
    is_gaining: bool


def better_similar_areas(area_code: str, indicator: str, family: str, since: str = FIRST) -> list[Better]:
    """Which similar areas have a better level or gained on the asking area. One row such an area, best level first.

    family: `deprivation` or `density`; since: one of areas.since_choices.
    """
    return rows(
        Better,
        """
        select
            area.area_code, slug, name, mine.indicator, mine.year, mine.comparator_value as value,
            mine.comparator_status as status, mine.first_year, mine.comparator_first_value as first_value,
            mine.last_year, mine.comparator_last_value as last_value, mine.comparator_change as change,
            theirs.pace::varchar as pace,
            -mine.gap_change as gained,
            coalesce(mine.level = 'worse', false) as is_better,
            coalesce(mine.ground = 'lost', false) as is_gaining
        from area_group as asking
        join area_group as member using (group_code)
        join area on area.area_code = member.area_code
        join standing_since($since) as mine on mine.area_code = asking.area_code and mine.comparator = member.area_code
        left join change_beside as theirs
            on theirs.area_code = member.area_code and theirs.comparator = asking.area_code
            and theirs.indicator = mine.indicator and theirs.first_year = mine.first_year
        where asking.area_code = $area_code and asking.family = $family and mine.indicator = $indicator
            and (mine.level = 'worse' or mine.ground = 'lost')
        order by mine.level_gap nulls last, name
        """,
        area_code=area_code,
        indicator=indicator,
        family=family,
        since=since,
    )

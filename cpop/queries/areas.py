"""Questions about Scotland and the Community Planning Partnerships (CPPs)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from cpop.catalogue import Area
from cpop.database import rows

# The codes of 03_areas.sql.
Level = Literal["better", "about_the_same", "worse"]
Ground = Literal["gained", "kept", "lost"]
Change = Literal["improved", "little_change", "worsened"]

# The choice of since_choice that is the default: the first measured year.
FIRST = "first"


@cache
def by_slug() -> dict[str, Area]:
    """Scotland and all CPPs by slug: Scotland first, then by name. Asked of the database once a process."""
    found = rows(
        _Area,
        """
        select area_code, slug, name, family_deprivation, family_density
        from area
        order by family_deprivation is not null, name
        """,
    )
    return {one.slug: Area(*one) for one in found}


class _Area(NamedTuple):
    area_code: str
    slug: str
    name: str
    family_deprivation: int | None
    family_density: int | None


def scotland() -> Area:
    """The one area that is Scotland as a whole."""
    return next(area for area in by_slug().values() if area.is_scotland)


def partnerships() -> list[Area]:
    """All CPPs, one item each, by name."""
    return [area for area in by_slug().values() if not area.is_scotland]


class _Choice(NamedTuple):
    since: str


@cache
def since_choices() -> tuple[str, ...]:
    """The choices of the year that changes are measured from: FIRST, five-years, last-year, and the measured years.

    One code a choice; years by their first calendar year, as text, the newest first. Asked of the database once a
    process.
    """
    found = rows(
        _Choice,
        """
        select since
        from since_choice
        group by since
        order by
            list_position(['first', 'five-years', 'last-year'], since) nulls last, try_cast(since as integer) desc
        """,
    )
    return tuple(one.since for one in found)


class Glance(NamedTuple):
    """How an area does on one indicator.

    value and status of the latest year; rank (1 is best, none for Scotland) among `ranked` CPPs. since_year: the year
    that changes were asked from, none for the first measured one. Between its first measured year from then on and
    its last (none where it has not two since the newest break): first_year, first_value, last_year,
    last_value, gain_in_yardsticks and improvement (per cent), both above 0 where better, and change; the same before
    the break as before_first_year and so on. Against the comparator: its value and status; level, and level_gap in
    yardsticks, above 0 is better; and from compared_from to compared_to, the first and last year that both measured:
    gap_change (yardsticks, above 0 is gained), ground, pace and movement.
    series_break: what happened at the newest break, where there is one.
    """

    area_code: str
    indicator: str
    year: int
    value: float | None
    status: str | None
    rank: int | None
    ranked: int
    since_year: int | None
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    gain_in_yardsticks: float | None
    improvement: float | None
    change: Change | None
    before_first_year: int | None
    before_first_value: float | None
    before_last_year: int | None
    before_last_value: float | None
    before_change: Change | None
    comparator: str
    comparator_value: float | None
    comparator_status: str | None
    level: Level | None
    level_gap: float | None
    compared_from: int | None
    compared_to: int | None
    gap_change: float | None
    ground: Ground | None
    pace: str | None
    movement: str | None
    scotland_value: float | None
    scotland_status: str | None
    series_break: str | None


def glance(area_code: str, comparator: str, indicators: list[str], since: str = FIRST) -> list[Glance]:
    """How an area does on some indicators. One row an indicator with figures, in the catalogue's order.

    comparator: a place_code of the view series; since: one of since_choices.
    """
    return glances(area_code, [comparator], indicators, since)[comparator]


def glances(
    area_code: str, comparators: Sequence[str], indicators: list[str], since: str = FIRST
) -> dict[str, list[Glance]]:
    """How an area does beside several comparators, by comparator. One row an indicator with figures, as in `glance`."""
    found: dict[str, list[Glance]] = {comparator: [] for comparator in comparators}
    for row in rows(
        Glance,
        """
        select
            area_code, indicator, glance.year, glance.value, glance.status, rank, ranked, since_year,
            glance.first_year, glance.first_value, glance.last_year, glance.last_value,
            gain_in_yardsticks, glance.improvement, glance.change,
            before_first_year, before_first_value, before_last_year, before_last_value, before_change,
            comparator, comparator_value, comparator_status, level, level_gap,
            standing.first_year as compared_from, standing.last_year as compared_to,
            gap_change, ground, pace, movement,
            scotland_value, scotland_status, series_break
        from glance_since($since) as glance
        left join standing_since($since) as standing using (area_code, indicator)
        left join (
            select indicator, arg_max(what, year) as series_break from series_break where level = 'cpp' group by all
        ) using (indicator)
        where
            area_code = $area_code and list_contains($comparators, comparator) and list_contains($indicators, indicator)
        order by catalogue_order
        """,
        area_code=area_code,
        comparators=list(found),
        indicators=indicators,
        since=since,
    ):
        found[row.comparator].append(row)
    return found


class LastYear(NamedTuple):
    """What became of a figure in its newest measured year, where the year before is measured too."""

    indicator: str
    first_year: int
    last_year: int
    first_value: float
    last_value: float
    change: Change


def last_year(area_code: str) -> dict[str, LastYear]:
    """What became of an area's figures in their newest measured year: one row an indicator, by its code."""
    found = rows(
        LastYear,
        """
        select indicator, first_year, last_year, first_value, last_value, change
        from last_year_change
        where place_code = $area_code
        """,
        area_code=area_code,
    )
    return {one.indicator: one for one in found}


class Tally(NamedTuple):
    """How many of some outcomes stand and moved in which way, in one row.

    better, about_the_same and worse of `compared`, of which `estimated` rest on an estimated figure; improved,
    little_change and worsened of `judged`, between first_year and last_year, the earliest and the latest measured.
    """

    compared: int
    better: int
    about_the_same: int
    worse: int
    estimated: int
    judged: int
    improved: int
    little_change: int
    worsened: int
    first_year: int | None
    last_year: int | None


def tally(area_code: str, comparator: str, indicators: list[str], since: str = FIRST) -> Tally:
    """How an area's outcomes stand beside a comparator (a place_code of the view series) and moved: one row.

    since: one of since_choices.
    """
    return rows(
        Tally,
        """
        select
            count(level) as compared,
            count(*) filter (level = 'better') as better,
            count(*) filter (level = 'about_the_same') as about_the_same,
            count(*) filter (level = 'worse') as worse,
            count(*) filter (level is not null and 'imputed' in (glance.status, comparator_status)) as estimated,
            count(glance.change) as judged,
            count(*) filter (glance.change = 'improved') as improved,
            count(*) filter (glance.change = 'little_change') as little_change,
            count(*) filter (glance.change = 'worsened') as worsened,
            min(glance.first_year) as first_year,
            max(glance.last_year) as last_year
        from glance_since($since) as glance
        left join level_beside using (area_code, indicator)
        where area_code = $area_code and comparator = $comparator and list_contains($indicators, indicator)
        """,
        area_code=area_code,
        comparator=comparator,
        indicators=indicators,
        since=since,
    )[0]


class _Latest(NamedTuple):
    indicator: str
    values: tuple[float, ...]


def latest_values() -> dict[str, tuple[float, ...]]:
    """The latest values of the CPPs, for strips: by indicator, one value a CPP that has one, in no order."""
    found = rows(
        _Latest,
        'select indicator, list(value) as "values" from cpp_latest where rank is not null group by indicator',
    )
    return dict(found)


class Observation(NamedTuple):
    """One year of a series; series_break: what happened, where the figures from here on are not alike those before."""

    place_code: str
    indicator: str
    year: int
    period: str
    value: float | None
    status: str
    series_break: str | None


def series(place_codes: list[str], indicators: list[str], projected: bool) -> list[Observation]:
    """The series of some places, with or without projected years. One row a place, indicator and year, in that order.

    place_codes: area codes, or family groups as `deprivation-N` and `density-N`.
    """
    return rows(
        Observation,
        """
        select place_code, indicator, year, period, value, status, what as series_break
        from series
        left join (from series_break where level = 'cpp') using (indicator, year)
        where list_contains($place_codes, place_code)
            and list_contains($indicators, indicator)
            and ($projected or status <> 'projected')
        order by indicator, place_code, year
        """,
        place_codes=place_codes,
        indicators=indicators,
        projected=projected,
    )


def every_series(indicator: str, projected: bool) -> list[Observation]:
    """One indicator in all areas (Scotland included) and family groups. One row a place and year, in that order."""
    return rows(
        Observation,
        """
        select indicator, place_code, year, period, value, status, what as series_break
        from series
        left join (from series_break where level = 'cpp') using (indicator, year)
        where indicator = $indicator and ($projected or status <> 'projected')
        order by place_code, year
        """,
        indicator=indicator,
        projected=projected,
    )

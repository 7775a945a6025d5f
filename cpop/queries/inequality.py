"""Questions about how deprived communities fare beside others."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from cpop.database import rows

MeasureName = Literal["tenths", "duncan", "slope"]
# Who fares worse, and what became of the size of a measure; mixed where the measures of an outcome do not agree.
Side = Literal["deprived", "others", "even"]
Direction = Literal["growing", "shrinking", "unchanged", "turned"]
Level = Literal["larger", "smaller", "the same", "opposite"]


class Measure(NamedTuple):
    """One measure of one outcome, beside the comparator's.

    measure: tenths (the gap, most less least deprived, in the unit), duncan (the index, -1 to 1) or slope (the slope
    index, in the unit); the first and the last of its measured years, each with value, size as shown and SIMD edition
    (none for the tenths); side: who fares worse in the last; direction of the size; comparator_value of last_year and
    level beside it; and of the outcome as a whole: outcome_side and outcome_direction (mixed where the measures do not
    agree). Beside the tenths of last_year: most_deprived, least_deprived (in the unit), ratio and
    comparator_ratio. Beside the slope: rii (over the mean), line_least_deprived and line_most_deprived (the fitted
    line's ends, in the unit), their line_ratio, and most_deprived_over_mean in per cent.
    """

    area_code: str
    comparator: str
    indicator: str
    measure: MeasureName
    first_year: int | None
    first_value: float | None
    first_size: float | None
    first_simd_edition: int | None
    last_year: int | None
    last_value: float | None
    last_size: float | None
    last_simd_edition: int | None
    side: Side | None
    direction: Direction | None
    comparator_value: float | None
    level: Level | None
    outcome_side: str | None
    outcome_direction: str | None
    most_deprived: float | None
    least_deprived: float | None
    ratio: float | None
    comparator_ratio: float | None
    rii: float | None
    line_least_deprived: float | None
    line_most_deprived: float | None
    line_ratio: float | None
    most_deprived_over_mean: float | None


def measures(area_code: str, comparator: str) -> list[Measure]:
    """Every measure of every community indicator. One row an indicator (in the catalogue's order) and measure.

    comparator: a place_code of the view place_tenths. What overlaps with deprivation has no Duncan index.
    """
    return rows(
        Measure,
        """
        select
            compared.area_code, compared.comparator, compared.indicator, measure,
            first_year, first_value, first_size, first_simd_edition,
            last_year, last_value, last_size, last_simd_edition,
            compared.side, compared.direction, comparator_value, level,
            standing.side as outcome_side, standing.direction as outcome_direction,
            tenths.most_deprived, tenths.least_deprived, tenths.ratio, others.ratio as comparator_ratio,
            rii, line_least_deprived, line_most_deprived, line_ratio, most_deprived_over_mean
        from inequality_comparison as compared
        join inequality_standing as standing using (area_code, comparator, indicator)
        join indicator using (indicator)
        left join place_tenths as tenths on measure = 'tenths' and tenths.place_code = compared.area_code
            and tenths.indicator = compared.indicator and tenths.year = last_year
        left join place_tenths as others on measure = 'tenths' and others.place_code = compared.comparator
            and others.indicator = compared.indicator and others.year = last_year
        left join place_slope as slope on measure = 'slope' and slope.place_code = compared.area_code
            and slope.indicator = compared.indicator and slope.year = last_year
        where area_code = $area_code and comparator = $comparator
        order by catalogue_order, list_position(['tenths', 'duncan', 'slope'], measure)
        """,
        area_code=area_code,
        comparator=comparator,
    )


class Count(NamedTuple):
    """Of how many outcomes a measure (or `all` together) tells, and of how many of these each thing holds.

    By who fares worse: deprived, even, others, mixed (the measures do not agree; of `all` alone); by direction; and
    beside the comparator (none for `all`): larger, smaller, same, opposite.
    """

    measure: str
    outcomes: int
    deprived: int
    even: int
    others: int
    mixed: int
    growing: int
    shrinking: int
    unchanged: int
    turned: int
    larger: int
    smaller: int
    same: int
    opposite: int


def counts(area_code: str, comparator: str) -> list[Count]:
    """Of how many outcomes each thing holds. One row a measure (tenths, duncan, slope), and one for all together."""
    return rows(
        Count,
        """
        select
            measure, outcomes, deprived, even, others, mixed, growing, shrinking, unchanged, turned,
            larger, smaller, same, opposite
        from inequality_count
        where area_code = $area_code and comparator = $comparator
        """,
        area_code=area_code,
        comparator=comparator,
    )


class Tenths(NamedTuple):
    """The least and the most deprived tenth of communities in a measured year, in the unit, their gap and ratio."""

    place_code: str
    indicator: str
    year: int
    least_deprived: float | None
    most_deprived: float | None
    gap: float | None
    ratio: float | None


def tenths(place_codes: list[str], indicator: str) -> list[Tenths]:
    """The least and most deprived tenth of communities over time. One row a place and raw year, oldest first."""
    return rows(
        Tenths,
        """
        select place_code, indicator, year, least_deprived, most_deprived, gap, ratio
        from place_tenths
        where indicator = $indicator and list_contains($place_codes, place_code)
        order by place_code, year
        """,
        place_codes=place_codes,
        indicator=indicator,
    )


class Duncan(NamedTuple):
    """The Duncan index (-1 to 1) in one year, the status of its figures, and the SIMD that deprivation goes by."""

    place_code: str
    indicator: str
    year: int
    value: float | None
    status: str
    simd_edition: int


def duncan(place_codes: list[str], indicator: str) -> list[Duncan]:
    """The Duncan index over time. One row a place and observed year, oldest first.

    Scotland's is the average area: the mean of the indices of all CPPs. What overlaps with deprivation has none.
    """
    return rows(
        Duncan,
        """
        select place_code, indicator, year, value, status, simd_edition
        from place_duncan
        where indicator = $indicator and list_contains($place_codes, place_code)
        order by place_code, year
        """,
        place_codes=place_codes,
        indicator=indicator,
    )


class Slope(NamedTuple):
    """The slope index in one year: sii in the unit, above 0 the deprived fare worse, and rii, a ratio.

    The fitted line at both ends, the ratio of the most deprived one to the other (line_ratio) and the per cent by
    which it exceeds the mean (most_deprived_over_mean): all four none for a mean of areas.
    """

    place_code: str
    indicator: str
    year: int
    sii: float | None
    rii: float | None
    line_least_deprived: float | None
    line_most_deprived: float | None
    line_ratio: float | None
    most_deprived_over_mean: float | None
    status: str
    simd_edition: int


def slope(place_codes: list[str], indicator: str) -> list[Slope]:
    """The slope index over time. One row a place and observed year, oldest first."""
    return rows(
        Slope,
        """
        select
            place_code, indicator, year, sii, rii, line_least_deprived, line_most_deprived,
            line_ratio, most_deprived_over_mean, status, simd_edition
        from place_slope
        where indicator = $indicator and list_contains($place_codes, place_code)
        order by place_code, year
        """,
        place_codes=place_codes,
        indicator=indicator,
    )


class Member(NamedTuple):
    """A community in the order of deprivation: cpp is the name of its area.

    income_deprivation_rate is from 0 to 1, and so is position: the midpoint of its people in that order.
    """

    area_code: str
    community_code: str
    name: str
    cpp: str
    indicator: str
    year: int
    value: float
    status: str
    population: float
    income_deprivation_rate: float
    position: float
    is_least_deprived: bool
    is_most_deprived: bool


def gradient(area_code: str, indicator: str) -> list[Member]:
    """An area's communities from least to most deprived, last measured year. One row a community with a figure."""
    return rows(
        Member,
        """
        select
            gradient.area_code, gradient.community_code, community.name, area.name as cpp,
            gradient.indicator, gradient.year, gradient.value, gradient.status, population,
            gradient.income_deprivation_rate, gradient.position, is_least_deprived, is_most_deprived
        from deprivation_gradient as gradient
        join community on community.community_code = gradient.community_code
        join area on area.area_code = community.area_code
        where gradient.area_code = $area_code and gradient.indicator = $indicator
        order by gradient.position
        """,
        area_code=area_code,
        indicator=indicator,
    )


class Sizes(NamedTuple):
    """How many communities an area has, and how many of them are in its least and its most deprived tenth."""

    communities: int
    least_deprived: int
    most_deprived: int


@cache
def tenth_sizes(area_code: str) -> Sizes:
    """How many communities an area and its two tenths have: one row. Asked of the database once a process an area."""
    return rows(
        Sizes,
        """
        select
            count(*) as communities,
            count(*) filter (is_least_deprived) as least_deprived,
            count(*) filter (is_most_deprived) as most_deprived
        from deprivation_tenth
        where area_code = $area_code
        """,
        area_code=area_code,
    )[0]


class _Even(NamedTuple):
    even: float


@cache
def about_even() -> float:
    """How far from nought a Duncan index is still about even: one number. Asked of the database once a process."""
    return rows(_Even, "select about_even()::double as even")[0].even

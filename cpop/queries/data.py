"""Questions about the figures as they are published: any level, place, indicator, year and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

import pandas as pd

from cpop.catalogue import Area
from cpop.database import query, rows


@dataclass(frozen=True)
class Selection:
    """Which figures to take: empty lists of areas and communities mean all of them.

    levels: of the observations; areas: area codes; communities: community codes (they count at the levels of
    communities and data zones); indicators: codes; years: first calendar years, both included; statuses: of
    raw, imputed and projected.
    """

    levels: tuple[str, ...]
    areas: tuple[str, ...]
    communities: tuple[str, ...]
    indicators: tuple[str, ...]
    first_year: int
    last_year: int
    statuses: tuple[str, ...]

    def of(self, *indicators: str) -> Selection:
        """The same selection of these indicators alone."""
        return replace(self, indicators=indicators)

    def beginning(self, counts: Sequence[Count], most: int) -> Selection:
        """The same selection of its first indicators alone, enough of them for `most` rows.

        counts: of this selection. It spares the database to look at what will not be shown.
        """
        before = accumulate((row.rows for row in counts), initial=0)
        return self.of(*(row.indicator for row, sum_before in zip(counts, before, strict=False) if sum_before < most))

    @property
    def is_of_areas(self) -> bool:
        """Whether it is of areas, whose figures come from another workbook than those of communities."""
        return "cpp" in self.levels

    @property
    def parameters(self) -> dict[str, object]:
        """The selection as the parameters of a query."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


_CHOSEN_PLACE = """
    with chosen_place as (
        select * from place
        where list_contains($levels, level)
            and (len($areas) = 0 or list_contains($areas, area_code))
            and (len($communities) = 0 or list_contains($communities, community_code))
    )
"""
# The rows of a selection; blanks have a status as well, so the choice of statuses holds for them too.
_CHOSEN = (
    _CHOSEN_PLACE
    + """,
    chosen as (
        select
            observation.level, place_code, chosen_place.name as place, community_code, community, area_code, area,
            observation.indicator, observation.year, observation.period, observation.value, observation.status
        from observation
        join chosen_place using (level, place_code)
        where list_contains($levels, observation.level)
            and list_contains($indicators, observation.indicator)
            and observation.year between $first_year and $last_year
            and list_contains($statuses, observation.status)
    )
"""
)


_IN_ORDER = """
    from chosen
    join indicator using (indicator)
    order by catalogue_order, chosen.level <> 'scotland', area, place, place_code, chosen.year
"""
# What names a place and says its figure; and what the catalogue says of it.
_FIGURE = """
    select
        chosen.level, place_code, place, community_code, community, area_code, area,
        chosen.indicator, chosen.year, chosen.period, chosen.value, chosen.status
"""
_DESCRIBED = """
    select
        chosen.level, place_code, place, community_code, community, area_code, area,
        chosen.indicator, label as indicator_label, theme, chosen.year, chosen.period, chosen.value, unit,
        chosen.status, better, source as indicator_source
"""


class Figure(NamedTuple):
    """A figure of a place in a year, or a blank; community and its code: of communities and data zones."""

    level: str
    place_code: str
    place: str
    community_code: str | None
    community: str | None
    area_code: str
    area: str
    indicator: str
    year: int
    period: str
    value: float | None
    status: str


def first_figures(selection: Selection, most: int) -> list[Figure]:
    """The first figures of a selection, to look at. One row a place, indicator and year, in the order of `figures`."""
    return rows(Figure, f"{_CHOSEN} {_FIGURE} {_IN_ORDER} limit $most", **selection.parameters, most=most)


def figures(selection: Selection) -> pd.DataFrame:
    """The figures of a selection, for a file. One row a place, indicator and year.

    In the catalogue's order of indicators, then by area, place and year. Columns: level, place_code, place,
    community_code, community (none for areas), area_code, area, indicator, indicator_label, theme, year,
    period, value (missing ones kept), unit, status, better, indicator_source.
    """
    return query(f"{_CHOSEN} {_DESCRIBED} {_IN_ORDER}", **selection.parameters)


def many_figures(selection: Selection) -> pd.DataFrame:
    """The same of a selection that may be large, without what the catalogue says of indicators. One row a figure."""
    return query(f"{_CHOSEN} {_FIGURE} {_IN_ORDER}", **selection.parameters)


# What a selection lists, by level, indicator and year: added up beforehand for whole areas, counted for communities.
_LISTED_BY_AREA = """
    listed as (
        select * from coverage
        where list_contains($levels, level)
            and (len($areas) = 0 or list_contains($areas, area_code))
            and len($communities) = 0
    )
"""
_LISTED_BY_COMMUNITY = """
    listed as (
        select
            level,
            indicator,
            year,
            count(*) as places,
            count(value) filter (status = 'raw') as measured,
            count(value) filter (status = 'imputed') as estimated,
            count(value) filter (status = 'projected') as projected,
            count(*) filter (value is null and status = 'raw') as blank_measured,
            count(*) filter (value is null and status = 'imputed') as blank_estimated,
            count(*) filter (value is null and status = 'projected') as blank_projected
        from observation
        where place_code in (select place_code from chosen_place)
            and list_contains($levels, level)
            and list_contains($indicators, indicator)
        group by all
    )
"""


class Count(NamedTuple):
    """How much a selection holds of an indicator.

    figures, of which measured, estimated and projected; blank: listed in the workbooks, but empty; rows: figures and
    blanks; left_out: rows there are, of a status that was not chosen; no_row: combinations of place and year, in years
    that the indicator is published for at that level, that are not listed; not_published: combinations in years that
    it is not published for.
    """

    indicator: str
    figures: int
    measured: int
    estimated: int
    projected: int
    blank: int
    rows: int
    left_out: int
    no_row: int
    not_published: int


def counts(selection: Selection) -> list[Count]:
    """How much a selection holds. One row an indicator with figures at these levels, in the catalogue's order."""
    source = _LISTED_BY_COMMUNITY if selection.communities else _LISTED_BY_AREA
    return rows(
        Count,
        _CHOSEN_PLACE
        + ","
        + source
        + """,
        published as (
            select level, indicator, count(distinct year) as years
            from coverage
            where list_contains($levels, level)
                and list_contains($indicators, indicator)
                and year between $first_year and $last_year
            group by all
        ),
        ever_published as (
            select distinct level, indicator from coverage
            where list_contains($levels, level) and list_contains($indicators, indicator)
        ),
        possible as (
            select
                indicator,
                sum(coalesce(years, 0)) as in_published_years,
                sum($last_year - $first_year + 1 - coalesce(years, 0)) as not_published
            from ever_published
            join chosen_place using (level)
            left join published using (level, indicator)
            group by indicator
        ),
        found as (
            select
                indicator,
                sum(places) as listed,
                sum(case when list_contains($statuses, 'raw') then measured else 0 end) as measured,
                sum(case when list_contains($statuses, 'imputed') then estimated else 0 end) as estimated,
                sum(case when list_contains($statuses, 'projected') then projected else 0 end) as projected,
                sum(case when list_contains($statuses, 'raw') then blank_measured else 0 end)
                + sum(case when list_contains($statuses, 'imputed') then blank_estimated else 0 end)
                + sum(case when list_contains($statuses, 'projected') then blank_projected else 0 end) as blank
            from listed
            where year between $first_year and $last_year
            group by indicator
        )
        select
            possible.indicator,
            coalesce(measured + estimated + projected, 0)::bigint as figures,
            coalesce(measured, 0)::bigint as measured,
            coalesce(estimated, 0)::bigint as estimated,
            coalesce(projected, 0)::bigint as projected,
            coalesce(blank, 0)::bigint as blank,
            coalesce(measured + estimated + projected + blank, 0)::bigint as rows,
            coalesce(listed - measured - estimated - projected - blank, 0)::bigint as left_out,
            (in_published_years - coalesce(listed, 0))::bigint as no_row,
            not_published::bigint as not_published
        from possible
        left join found using (indicator)
        join indicator using (indicator)
        order by catalogue_order
        """,
        **selection.parameters,
    )


class _Rows(NamedTuple):
    rows: int


def wide_rows(selection: Selection) -> int:
    """One number: the places times indicators that a selection lists anything of, the rows of its wide form."""
    [found] = rows(
        _Rows,
        _CHOSEN_PLACE
        + """
        select count(distinct place_code || observation.indicator) as rows
        from observation
        where place_code in (select place_code from chosen_place)
            and list_contains($levels, level)
            and list_contains($indicators, indicator)
            and year between $first_year and $last_year
            and list_contains($statuses, status)
        """,
        **selection.parameters,
    )
    return found.rows


class Member(NamedTuple):
    """A community to choose, and the name of its area."""

    community_code: str
    community: str
    area: str


def communities(areas: Sequence[Area]) -> list[Member]:
    """The communities of some areas; none of them means all. One row a community, by area and name."""
    return rows(
        Member,
        """
        select place_code as community_code, name as community, area
        from place
        where level = 'community' and (len($areas) = 0 or list_contains($areas, area_code))
        order by area, name, place_code
        """,
        areas=[one.code for one in areas],
    )


class Described(NamedTuple):
    """A column of a table or view, or the parameters of a macro (type is empty): what analysts can ask.

    grain: the relation's comment; row_count: of a table.
    """

    kind: Literal["table", "view", "macro"]
    name: str
    grain: str
    row_count: int | None
    column: str
    type: str


@cache
def schema() -> list[Described]:
    """What analysts can ask, but for the steps on the way to it (whose comment begins with "Internal:").

    One row a column of a table or view, and one a macro, by name. Asked of the database once a process.
    """
    return rows(
        Described,
        """
        with relation as (
            select 'table' as kind, table_name as name, comment as grain, estimated_size as row_count
            from duckdb_tables() where not internal
            union all
            select 'view', view_name, comment, null from duckdb_views() where not internal
        ),
        described as (
            select kind, name, grain, row_count, column_name as column, data_type as type, column_index as place
            from relation
            join duckdb_columns() on table_name = name and not internal
            union all
            select 'macro', function_name, comment, null, array_to_string(parameters, ', '), '', 1
            from duckdb_functions()
            where not internal
        )
        select kind, name, grain, row_count, "column", type
        from described
        where not coalesce(starts_with(grain, 'Internal:'), false)
        order by kind <> 'table', kind <> 'view', name, place
        """,
    )

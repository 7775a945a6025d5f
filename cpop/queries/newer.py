"""Questions about official series that are newer than the edition, beside the profile's own outcomes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from cpop.catalogue import MISSING, number
from cpop.database import rows

# The codes of 13_newer.sql.
AgainstScotland = Literal["the_same", "not_told_apart", "higher", "lower"]


class Series(NamedTuple):
    """One newer series: what it is, and the indicator that it stands beside.

    group: the name under which it is found. source, address: one or several, parted by |. released: the newest of its
    publications.
    """

    series: str
    label: str
    definition: str
    unit_prefix: str | None
    unit_suffix: str | None
    decimals: int
    beside: str
    better: str
    differs: str
    source: str
    released: date
    address: str
    in_development: bool
    group: str

    @property
    def prefix(self) -> str:
        """What stands before a number of it: "£", or nothing."""
        return self.unit_prefix or ""

    @property
    def suffix(self) -> str:
        """What stands right after a number of it: "%", or nothing."""
        return "%" if self.unit_suffix == "%" else ""

    @property
    def unit(self) -> str:
        """Its unit in words; nothing where every number says it."""
        return "" if self.suffix else self.unit_suffix or ""

    @property
    def label_with_unit(self) -> str:
        """What it is called where figures follow: "Life satisfaction (score out of 10)"."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def format(self, value: float | None) -> str:
        """A value as a reader sees it, without its unit in words: "13.1%", "£498", "74.2"; "no figure" for none."""
        if value is None:
            return MISSING
        return f"{self.prefix}{number(value, self.decimals)}{self.suffix}"

    @property
    def publishers(self) -> tuple[tuple[str, str], ...]:
        """Who publishes it, each with the address."""
        return tuple(zip(self.source.split("|"), self.address.split("|"), strict=False))


@cache
def series() -> list[Series]:
    """The newer series, one row each, by group in the catalogue's order. Asked of the database once a process."""
    return rows(
        Series,
        """
        with placed as (
            select
                newer_series.*,
                if(newer_group = '', theme, newer_group) as "group",
                catalogue_order
            from newer_series
            join indicator on indicator = beside
        )
        select
            series, label, definition, unit_prefix, unit_suffix, decimals, beside, better, differs, source, released,
            address, in_development, "group"
        from placed
        order by min(catalogue_order) over (partition by "group"), catalogue_order, series_order
        """,
    )


class Newest(NamedTuple):
    """The newest figure of a series for an area, Scotland's of the same period, and how the two stand.

    indicator: the one that it stands beside; low_95 and high_95: its 95% interval, none where none is published;
    first_period and first_value: the beginning of the series.
    """

    series: str
    area_code: str
    indicator: str
    period: str
    value: float
    low_95: float | None
    high_95: float | None
    status: str | None
    scotland_value: float | None
    first_period: str
    first_value: float
    against_scotland: AgainstScotland | None


def newest(area_code: str) -> dict[str, Newest]:
    """The newest figure of each series that has one for an area, by series."""
    found = rows(
        Newest,
        """
        select
            series, area_code, indicator, period, value, low_95, high_95, status, scotland_value, first_period,
            first_value, against_scotland
        from newer_latest
        where area_code = $area_code
        """,
        area_code=area_code,
    )
    return {one.series: one for one in found}


class Figure(NamedTuple):
    """One period of a series for an area, and Scotland's figure. year: in which the period begins."""

    series: str
    area_code: str
    indicator: str
    year: int
    period: str
    value: float | None
    low_95: float | None
    high_95: float | None
    status: str | None
    scotland_value: float | None


def figures(area_code: str, indicator: str | None = None) -> list[Figure]:
    """The newer series of an area, of those beside one indicator or of all. One row a series and period, by time."""
    return rows(
        Figure,
        """
        select
            series, area_code, beside as indicator, year, period, value, low_95, high_95, status, scotland_value
        from newer_figure
        join newer_series using (series)
        where area_code = $area_code and ($indicator is null or beside = $indicator)
        order by series_order, start
        """,
        area_code=area_code,
        indicator=indicator,
    )


class Beside(NamedTuple):
    """The newest period of any series that stands beside an indicator."""

    indicator: str
    period: str


@cache
def newest_periods() -> dict[str, str]:
    """The newest period of the newer figures beside an indicator: one entry an indicator. Asked once a process."""
    return dict(
        rows(
            Beside,
            """
            select beside as indicator, arg_max(period, start) as period
            from newer
            join newer_series using (series)
            where value is not null
            group by beside
            """,
        )
    )

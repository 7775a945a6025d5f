"""What is said of newer official figures: the latest beside Scotland's, who published it, and how it differs."""

from __future__ import annotations

from calendar import month_name
from datetime import date

from cpop.catalogue import Area
from cpop.queries.newer import Newest, Series

NOT_OURS = "Not the profile’s own measure."
# The codes of the column against_scotland (13_newer.sql), before Scotland's figure and after it.
_AGAINST = {
    "the_same": ("the same as Scotland’s", ""),
    "not_told_apart": ("not to be told apart from Scotland’s", ", which lies within the interval"),
    "higher": ("higher than Scotland’s", ""),
    "lower": ("lower than Scotland’s", ""),
}
SHORT = {
    "the_same": "The same",
    "not_told_apart": "Not told apart",
    "higher": "Higher",
    "lower": "Lower",
}


def question(area: Area) -> str:
    """The question of the page."""
    return f"What do official figures say of {area.name} that are newer than this edition?"


def how_to_read(edition: str) -> str:
    """What the page's figures are, and what they are not."""
    return (
        f"These official series reach beyond the {edition} edition, on the same topics. None of them is the profile’s "
        "own measure: their levels may differ for the same year too. They enter no score, rank or standing of this "
        "site. Where an interval is published, the true figure lies within it 19 times in 20."
    )


def interval(series: Series, low: float | None, high: float | None) -> str:
    """A published interval in words; empty where there is none."""
    if low is None or high is None:
        return ""
    return f"95% interval {series.format(low)} to {series.format(high)}"


def latest(area: Area, series: Series, newest: Newest | None) -> str:
    """The newest figure of a series beside Scotland's, and the beginning of the series, in two sentences."""
    if newest is None:
        return f"{series.label}: no figure for {area.name}."
    within = interval(series, newest.low_95, newest.high_95)
    text = f"{series.label_with_unit}, {newest.period}: {series.format(newest.value)} in {area.name}"
    text += f" ({within})" if within else ""
    if newest.against_scotland is not None:
        before, after = _AGAINST[newest.against_scotland]
        text += f", {before} {series.format(newest.scotland_value)}{after}"
    text += "."
    if newest.first_period != newest.period:
        text += f" In {newest.first_period} it was {series.format(newest.first_value)}."
    return text


def on(day: date) -> str:
    """A day as it is read: "26 March 2026"."""
    return f"{day.day} {month_name[day.month]} {day.year}"

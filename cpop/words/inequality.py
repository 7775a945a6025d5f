"""How unequal communities are, in words: three measures, their level and their direction."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cpop.catalogue import (
    Area,
    Comparator,
    Indicator,
    number,
    period,
    possessive,
    rounded,
)
from cpop.style import NOT_COMPARED, STANDING, UNCHANGED
from cpop.words.standing import Verdict, in_sentence, status_note

LEFT_OUT = (
    "Out-of-work benefits have no Duncan index here: income deprivation is measured largely by these very benefits, "
    "so the index would compare them almost with themselves."
)
DEPOPULATION = (
    "Depopulation is population in the base year over population in the year: a high index means loss, and counts as "
    "poor. In the base year every community stands at 100, so its gap can only be told from the year after."
)
FEW = 10


def index(value: float | None) -> str:
    """A Duncan or relative index as it is shown: two decimals."""
    return _decimal(value, 2)


def _decimal(value: float | None, decimals: int) -> str:
    if _missing(value):
        return "no figure"
    text = f"{abs(value):.{decimals}f}"
    return f"−{text}" if value < 0 and text.strip("0.") else text


def _missing(*values: object) -> bool:
    return any(value is None or value != value or value is pd.NA for value in values)


def verdict(row: object, comparator: Comparator, is_compared: bool) -> Verdict:
    """Level and direction of inequality: "Wider than Scotland’s and widening", for a row of queries.inequality.

    The size of the index decides; an index below nought is said to be reversed, never wider.
    """
    if _missing(row.value):
        return Verdict(NOT_COMPARED, "Not measured", "by the Duncan index", " ")
    if index(row.value).startswith("−"):
        return Verdict(UNCHANGED, "Reversed", "deprived people fare better", ": ")
    moving = "" if _missing(row.direction) else row.direction
    grows = moving == "widening"
    turned = index(row.first_value).startswith("−")
    if not is_compared or _missing(row.level):
        mark = {"widening": "worse and improving slower", "narrowing": "better and improving faster"}.get(moving)
        return Verdict(STANDING[mark] if mark else UNCHANGED, moving.capitalize() or "Measured in one year only")
    whose = possessive(comparator.short)
    detail = f"and {moving}" if moving else ""
    if turned:
        detail = f"and turned: deprived people fared better in {period(int(row.first_year))}"
    if row.level == "the same":
        return Verdict(UNCHANGED, f"As wide as {whose}", detail, " ")
    if row.level == "wider":
        mark = STANDING["worse, improving faster" if moving == "narrowing" else "worse and improving slower"]
        return Verdict(mark, f"Wider than {whose}", detail, " ")
    mark = STANDING["better, improving slower" if grows else "better and improving faster"]
    return Verdict(mark, f"Narrower than {whose}", detail, " ")


def summary(area: Area, comparator: Comparator, rows: Sequence[object], is_compared: bool) -> str:
    """The whole table in a few sentences. rows: those of queries.inequality."""
    measured = [row for row in rows if not _missing(row.value)]
    if not measured:
        return f"Inequality between the communities of {area.name} cannot be told: figures are missing."
    worse = sum(rounded(row.value, 2) > 0 for row in measured)
    text = (
        f"On {_all(worse, len(measured))} outcomes with a Duncan index, income-deprived people in {area.name} "
        f"have the poorer outcomes."
    )
    if is_compared:
        wider = [row for row in measured if row.level == "wider" and row.value > 0]
        both = sum(row.direction == "widening" for row in wider)
        text += f" The gap is wider than {possessive(comparator.short)} on {len(wider)}, and also widening on {both}."
    grows, shrinks = (sum(row.direction == way for row in measured) for way in ("widening", "narrowing"))
    return text + f" It has widened on {grows} and narrowed on {shrinks} since the first year of each."


def _all(count: int, total: int) -> str:
    return f"all {total}" if count == total else f"{count} of the {total}"


def fares_worse(indicator: Indicator, least: float, most: float) -> bool:
    """Whether the most deprived tenth has the poorer figure."""
    return indicator.sign * (most - least) < 0


def ratio(value: float | None) -> str:
    """How many times as high: "3.46"."""
    return _decimal(value, 2)


def tenths(
    area: Area,
    comparator: Comparator,
    indicator: Indicator,
    row: object,
    series: pd.DataFrame,
    sizes: dict[str, int],
    is_compared: bool,
) -> str:
    """The gap between tenths: latest raw year, beside the comparator's, and since the first raw year.

    row: queries.inequality; series: the area's rows of queries.tenths_series; sizes: queries.tenth_sizes.
    """
    if _missing(row.gap):
        return f"The tenths of {area.name} cannot be compared: a figure is missing."
    text = (
        f"In {period(int(row.tenths_year))} the most deprived tenth of communities in {area.name} stood at "
        f"{indicator.format(row.most_deprived)} and the least deprived at {indicator.format(row.least_deprived)}: "
        f"a gap of {indicator.format_difference(row.gap)}, {_times(row.ratio)}."
    )
    if not fares_worse(indicator, row.least_deprived, row.most_deprived):
        text += " Here the most deprived tenth has the better figure."
    if is_compared and not _missing(row.comparator_gap):
        text += (
            f" For {comparator.phrase} the gap is {indicator.format_difference(row.comparator_gap)}, "
            f"{_times(row.comparator_ratio)}."
        )
    known = series.dropna(subset=["gap"])
    if len(known) > 1:
        first = known.iloc[0]
        text += (
            f" In {period(int(first['year']))} {possessive(area.name)} gap was "
            f"{indicator.format_difference(first['gap'])}."
        )
    return text + (
        f" The tenths hold {_communities(sizes['most_deprived'])} (most deprived) and "
        f"{_communities(sizes['least_deprived'])} (least deprived)."
    )


def _times(value: float | None) -> str:
    return "no ratio" if _missing(value) else f"{ratio(value)} times the least deprived tenth’s figure"


def _communities(number: int) -> str:
    return "one community" if number == 1 else f"{number} communities"


def few_communities(area: Area, sizes: dict[str, int]) -> str:
    """An honest note for an area with few communities; nothing for others."""
    number = sizes["communities"]
    if number >= FEW:
        return ""
    return (
        f"{area.name} has only {number} communities, so each “tenth” is a single community, and one year’s "
        "chance events in a small place can move every figure here. Read it beside local knowledge."
    )


def duncan(area: Area, comparator: Comparator, indicator: Indicator, row: object, is_compared: bool) -> str:
    """The Duncan index over time. row: queries.inequality."""
    if _missing(row.value):
        return LEFT_OUT
    note = _note(row.status)
    text = f"The index for {in_sentence(indicator.label)} is {index(row.value)} in {period(int(row.year))}{note}"
    if is_compared and not _missing(row.comparator_value):
        text += f", against {index(row.comparator_value)} for {comparator.phrase}"
    said = verdict(row, comparator, is_compared)
    text += f". {said.text}"
    if not _missing(row.first_value) and row.first_year != row.last_year:
        text += f": it was {index(row.first_value)} in {period(int(row.first_year))}{_note(row.first_status)}"
    return text + "."


def _note(status: str | None) -> str:
    note = status_note(status)
    return f" ({note})" if note else ""


def slope(area: Area, comparator: Comparator, indicator: Indicator, row: object, is_compared: bool) -> str:
    """The slope index: modelled difference between the two ends, in the unit and relative to the mean."""
    if _missing(row.sii):
        return f"No line can be drawn through the communities of {area.name}: figures are missing."
    worse = row.sii > 0
    text = (
        f"From the least to the most deprived end of {area.name} the fitted line "
        f"{'worsens' if worse else 'improves'} by {indicator.format_difference(row.sii)} in "
        f"{period(int(row.slope_year))}{_note(row.slope_status)}: {_share(row.rii)} of the mean"
    )
    if is_compared and not _missing(row.comparator_sii):
        way = "" if (row.comparator_sii > 0) == worse else " the other way"
        text += (
            f", against {indicator.format_difference(row.comparator_sii)}{way}, {_share(row.comparator_rii)}, "
            f"for {comparator.phrase}"
        )
    return text + "."


def _share(rii: float | None) -> str:
    return "no share" if _missing(rii) else f"{number(abs(rii) * 100, 0)}%"


def agreement(indicator: Indicator, row: object) -> str:
    """Whether the measures agree that deprived communities fare worse, for a row of queries.inequality."""
    said = {}
    if not _missing(row.gap):
        said["the tenths"] = fares_worse(indicator, row.least_deprived, row.most_deprived)
    if not _missing(row.value):
        said["the Duncan index"] = row.value > 0
    if not _missing(row.sii):
        said["the slope index"] = row.sii > 0
    if not said:
        return ""
    worse = [name for name, one in said.items() if one]
    better = [name for name, one in said.items() if not one]
    if not better:
        number = {1: "The one measure that there is says", 2: "Both measures say", 3: "All three measures say"}[
            len(said)
        ]
        return f"{number} that deprived communities fare worse on {in_sentence(indicator.label)}."
    if not worse:
        return f"No measure says that deprived communities fare worse on {in_sentence(indicator.label)}."
    return (
        f"The measures disagree on {in_sentence(indicator.label)}: by {' and '.join(worse)} deprived communities fare "
        f"worse, by {' and '.join(better)} they do not. Why that can be: see how to read the three measures."
    )


def explanation() -> tuple[tuple[str, str], ...]:
    """The three measures in plain words, each as (name, text)."""
    return (
        (
            "Most and least deprived tenth",
            "Communities are put in order of income deprivation. The gap is the difference between the mean of the "
            "most deprived tenth and that of the least deprived; the ratio is one over the other. Easy to tell, but it "
            "looks at the two ends only, and says nothing of the communities between.",
        ),
        (
            "Duncan index, across all communities",
            "It asks where people who are income deprived live: in the communities with the poorer outcomes or in "
            "those with the better? 0 means spread alike; above 0 the income deprived live where outcomes are poorer, "
            "and at 1 all of them do; below 0 they live where outcomes are better. It counts who lives where, not "
            "how large the differences between communities are: it can widen while every community improves.",
        ),
        (
            "Slope index, across the whole gradient",
            "A straight line through all communities, in order of deprivation and weighted by their people. The slope "
            "index is the difference between its two ends in the outcome’s own unit; the relative index is that "
            "difference over the mean. It shows how large the differences are, and assumes that they grow evenly.",
        ),
        (
            "When they disagree",
            "The tenths can be pulled by one or two unusual communities; the slope can be flat where only the very "
            "poorest places differ; the Duncan index can be high where differences are many but small. When an outcome "
            "improves everywhere, the absolute gap often narrows while the ratio widens: a fall from 40 to 30 "
            "and from 20 to 12 makes the gap smaller (20 to 18) and the ratio larger (2.0 to 2.5). Say which one "
            "you use, and look at all three before you call a gap narrower.",
        ),
    )

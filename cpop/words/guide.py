"""What the Guide says of the edition at hand and of its worked examples: sentences from figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from cpop.catalogue import Indicator, period, possessive, rounded, signed
from cpop.words.standing import in_sentence, movement, value_in_year

LEVEL_WORDS = {"cpp": "Areas", "community": "Communities", "data_zone": "Data zones"}


def span(years: Iterable[int]) -> str:
    """Years as a reader names them: "2010/11 to 2013/14, 2016/17"; nothing for none."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(period(run[0]) + (f" to {period(run[-1])}" if len(run) > 1 else "") for run in runs)


def published(coverage: pd.DataFrame, indicator: str) -> list[str]:
    """What is published of an indicator, a sentence a level: "Areas: measured 2014/15 to 2021/22; ..."

    coverage: the rows of queries.coverage.
    """
    rows = coverage[coverage["indicator"] == indicator]
    told = []
    for level, name in LEVEL_WORDS.items():
        here = rows[rows["level"] == level]
        parts = [
            f"{word} {span(here.loc[here[word] > 0, 'year'])}"
            for word in ("measured", "estimated", "projected")
            if (here[word] > 0).any()
        ]
        if parts:
            told.append(f"{name}: {'; '.join(parts)}.")
    return told


def with_status(coverage: pd.DataFrame, word: str, catalogue: Mapping[str, Indicator]) -> str:
    """Which outcomes have estimated (or projected) figures, and for which years, as a list in Markdown."""
    rows = coverage[coverage[word] > 0]
    lines = []
    for code, indicator in catalogue.items():
        here = rows[rows["indicator"] == code]
        by_level = {level: span(here.loc[here["level"] == level, "year"]) for level in LEVEL_WORDS}
        spans = {text for text in by_level.values() if text}
        if len(spans) == 1 and not (by_level["cpp"] == "" and len(indicator.levels) > 1):
            lines.append(f"- {indicator.label}: {spans.pop()}")
        elif spans:
            each = "; ".join(f"{LEVEL_WORDS[level].lower()} {text}" for level, text in by_level.items() if text)
            lines.append(f"- {indicator.label}: {each}")
    return "\n".join(lines) or f"No outcome has {word} figures."


def simd(periods: pd.DataFrame) -> str:
    """Which SIMD edition is used for which years. periods: the rows of queries.simd_periods."""
    parts = []
    for row in periods.itertuples():
        if pd.isna(row.first_year):
            years = f"years before {period(int(row.last_year) + 1)}"
        elif pd.isna(row.last_year):
            years = f"{period(int(row.first_year))} and later"
        else:
            years = f"{period(int(row.first_year))} to {period(int(row.last_year))}"
        parts.append(f"SIMD {row.simd_edition} for {years}")
    return f"Each year is read with one edition: {'; '.join(parts)}."


def latest_years(years: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> str:
    """The latest year of the outcomes, and which of them end in another. years: rows of queries.latest_years."""
    usual = int(years["year"].mode().max())
    others = years[years["year"] != usual]
    if others.empty:
        return f"In this edition it is {period(usual)} for every outcome."
    named = "; ".join(f"{catalogue[row.indicator].label}, {period(row.year)}" for row in others.itertuples())
    return f"In this edition it is {period(usual)} for most outcomes; others end elsewhere: {named}."


def breaks(catalogue: Mapping[str, Indicator]) -> str:
    """Which series break in which year, and what happened, a sentence or more each."""
    told = [
        f"{one.label}, {LEVEL_WORDS[event.level].lower()}, {period(event.year)}: {event.what}"
        for one in catalogue.values()
        for event in one.breaks
    ]
    return " ".join(told) or "None is known in this edition."


def unusual_years(catalogue: Mapping[str, Indicator]) -> str:
    """Which years something out of the ordinary moved, and what, as a list in Markdown."""
    told = [
        f"- **{one.label}, {LEVEL_WORDS[event.level].lower()}, {period(event.year)}.** {event.what}"
        for one in catalogue.values()
        for event in one.unusual_years
    ]
    return "\n".join(told)


def warnings(catalogue: Mapping[str, Indicator], edition: str) -> str:
    """What must be known of all figures of an outcome in the edition of that title, as a list in Markdown."""
    return "\n".join(f"- **{one.label}.** {one.warned(edition)}" for one in catalogue.values() if one.warned(edition))


def terms(catalogue: Mapping[str, Indicator]) -> str:
    """The words that go with every change of some outcomes, as a list in Markdown."""
    return "\n".join(f"- **{one.label}.** Changes are {one.terms}." for one in catalogue.values() if one.terms)


def not_alike(catalogue: Mapping[str, Indicator]) -> str:
    """Which outcomes are not the same series for communities and for areas; empty where all are."""
    names = [one.label if n == 0 else one.in_sentence for n, one in enumerate(_unlike(catalogue))]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    verb = "is" if len(names) == 1 else "are"
    return f"{listed} {verb} not the same series for communities and for areas."


def _unlike(catalogue: Mapping[str, Indicator]) -> list[Indicator]:
    return [one for one in catalogue.values() if not one.alike_across_levels]


def overlapping(catalogue: Mapping[str, Indicator]) -> str:
    """Which outcomes have no Duncan index since they nearly measure deprivation; empty where none does."""
    return " ".join(
        f"{one.label}: no Duncan index is shown, for it nearly measures income deprivation itself."
        for one in catalogue.values()
        if one.overlaps_deprivation
    )


def blanks(cells: Sequence[tuple[str, str, str]]) -> str:
    """Which cells of the workbooks are blank: label, place and period of each."""
    if not cells:
        return "No cell of the workbooks is blank."
    named = "; ".join(f"{label}, {place}, {year}" for label, place, year in cells)
    verb = "cell of the workbooks is" if len(cells) == 1 else "cells of the workbooks are"
    return f"{len(cells)} {verb} blank: {named}."


def families(area: str, groups: Mapping[str, Sequence[str]]) -> str:
    """Who is similar to an area: groups by what they have in common, each with the names of its members."""
    return " ".join(
        f"By {common}, {possessive(area)} group is {', '.join(members[:-1])} and {members[-1]}."
        for common, members in groups.items()
    )


def sparkline(area: str, indicator: Indicator, first: tuple[float, int], last: tuple[float, int, str]) -> str:
    """What the small line of the example shows."""
    return (
        f"{area}, {in_sentence(indicator.label)}: from {indicator.format(first[0])} in {period(first[1])} to "
        f"{value_in_year(indicator, *last)}, {movement(indicator, first[0], last[0])}."
    )


def strip(area: str, indicator: Indicator, value: float, scotland: float, position: str) -> str:
    """What the strip of the example shows; position: the rank in words."""
    return (
        f"{indicator.label}: {area} {indicator.format(value)}, Scotland {indicator.format(scotland)}"
        + (f"; {area} is {position}" if position else "")
        + f". {indicator.better.capitalize()} is better."
    )


def bars(indicator: Indicator, area: str, value: float, scotland: float, year: int) -> str:
    """What the bars of the example show."""
    mine, theirs = rounded(value, indicator.decimals), rounded(scotland, indicator.decimals)
    side = "the same as" if mine == theirs else "higher than" if mine > theirs else "lower than"
    return (
        f"{indicator.label} in {period(year)}: {area} has {indicator.format(value)}, {side} Scotland’s "
        f"{indicator.format(scotland)}. {indicator.better.capitalize()} is better, so the best stands at the top. "
        "Five of the areas are drawn."
    )


def dumbbell(indicator: Indicator, area: str, first: tuple[float, int], last: tuple[float, int]) -> str:
    """What the then-and-now of the example shows."""
    return (
        f"{area}: {in_sentence(indicator.label)} went {movement(indicator, first[0], last[0])}, from "
        f"{indicator.format(first[0])} in {period(first[1])} to {indicator.format(last[0])} in {period(last[1])}."
    )


def corners(area: str, counts: Mapping[str, int]) -> str:
    """How many outcomes of an area lie in each corner of the quadrant. counts: by standing."""
    ahead = counts.get("better", 0) + counts.get("better, but losing ground", 0)
    behind = counts.get("worse", 0) + counts.get("worse, but catching up", 0)
    further = counts.get("worse", 0)
    return (
        f"{area} beside Scotland, a dot an outcome whose gap moved: ahead on {ahead}, behind on {behind}, of which "
        f"{further} {'is' if further == 1 else 'are'} losing ground. On the page each dot has its name and its place."
    )


def tenths(area: str, indicator: Indicator, first: pd.Series, last: pd.Series) -> str:
    """What the lines of the tenths show; first and last: rows of queries.example_tenths."""
    sizes = [rounded(abs(one["gap"]), indicator.decimals) for one in (first, last)]
    moved = "is as it was" if sizes[0] == sizes[1] else "has narrowed" if sizes[1] < sizes[0] else "has grown"
    return (
        f"{area}, {in_sentence(indicator.label)} in {period(int(last['year']))}: "
        f"{indicator.format(last['most_deprived'])} in the most deprived tenth of communities, "
        f"{indicator.format(last['least_deprived'])} in the least deprived. The gap {moved}, from "
        f"{indicator.format_signed(first['gap'])} in {period(int(first['year']))} to "
        f"{indicator.format_signed(last['gap'])} in {period(int(last['year']))}."
    )


def duncan(area: str, indicator: Indicator, value: float, average: float, year: int, about_even: float) -> str:
    """What the index of the example says beside that of the average area; about_even: up to which size it is that."""
    if abs(rounded(value, 2)) <= rounded(about_even, 2):
        says = "about even: people who are income deprived live where this outcome is poorer and better alike"
    else:
        side = "poorer" if value > 0 else "better"
        says = f"people who are income deprived are concentrated where this outcome is {side}"
    mine, theirs = abs(rounded(value, 2)), abs(rounded(average, 2))
    beside = "as far from 0 as" if mine == theirs else "further from 0 than" if mine > theirs else "nearer to 0 than"
    return (
        f"{indicator.label} in {period(year)}: {possessive(area)} index is {signed(value, 2)}, {says}. It is {beside} "
        f"the {signed(average, 2)} of the average area."
    )


def gradient(area: str, indicator: Indicator, ends: tuple[float, float], sii: float, year: int) -> str:
    """What the slope of the example says; ends: the line at the least and the most deprived."""
    return (
        f"{area}, {in_sentence(indicator.label)} in {period(year)}: the line runs from "
        f"{indicator.format(ends[0])} at the least deprived end to {indicator.format(ends[1])} at the most deprived. "
        f"The slope index is {indicator.format_difference(sii)}"
        + (", and the deprived fare worse." if sii > 0 else "; the deprived do not fare worse.")
    )

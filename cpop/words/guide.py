"""What the Guide says of the edition at hand: sentences from figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from cpop.catalogue import Indicator, period, possessive
from cpop.queries.guide import Latest, Published, SimdPeriod

LEVEL_WORDS = {"cpp": "Areas", "community": "Communities", "data_zone": "Data zones"}
Word = Literal["measured", "estimated", "projected"]


def span(years: Iterable[int]) -> str:
    """Years as a reader names them: "2010/11 to 2013/14, 2016/17"; nothing for none."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(period(run[0]) + (f" to {period(run[-1])}" if len(run) > 1 else "") for run in runs)


def _years(row: Published) -> dict[Word, tuple[int, ...]]:
    return {"measured": row.measured, "estimated": row.estimated, "projected": row.projected}


def published(rows: Iterable[Published], indicator: str) -> list[str]:
    """What is published of an indicator, a sentence a level: "Areas: measured 2014/15 to 2021/22; ..." """
    by_level = {row.level: _years(row) for row in rows if row.indicator == indicator}
    sentences = []
    for level, name in LEVEL_WORDS.items():
        parts = [f"{word} {span(years)}" for word, years in by_level.get(level, {}).items() if years]
        if parts:
            sentences.append(f"{name}: {'; '.join(parts)}.")
    return sentences


def with_status(rows: Iterable[Published], word: Word, catalogue: Mapping[str, Indicator]) -> str:
    """Which outcomes have estimated (or projected) figures, and for which years, as a list in Markdown."""
    spans = {(row.indicator, row.level): span(_years(row)[word]) for row in rows}
    lines = []
    for code, indicator in catalogue.items():
        by_level = {level: spans.get((code, level), "") for level in LEVEL_WORDS}
        different = {text for text in by_level.values() if text}
        if len(different) == 1 and (by_level["cpp"] or len(indicator.levels) == 1):
            lines.append(f"- {indicator.label}: {different.pop()}")
        elif different:
            each = "; ".join(f"{LEVEL_WORDS[level].lower()} {text}" for level, text in by_level.items() if text)
            lines.append(f"- {indicator.label}: {each}")
    return "\n".join(lines) or f"No outcome has {word} figures."


def averages(indicator: Indicator) -> str:
    """Over how many years each figure is averaged."""
    areas, communities = (
        "a single year" if years == 1 else f"an average of {years} years"
        for years in (indicator.rolling_years, indicator.rolling_years_community)
    )
    if "community" not in indicator.levels or areas == communities:
        return areas
    return f"{areas} for areas, {communities} for communities"


def simd(periods: Iterable[SimdPeriod]) -> str:
    """Which SIMD edition is used for which years."""
    parts = []
    for row in periods:
        if row.first_year is not None and row.last_year is not None:
            years = f"{period(row.first_year)} to {period(row.last_year)}"
        elif row.last_year is not None:
            years = f"years before {period(row.last_year + 1)}"
        else:
            years = "all years" if row.first_year is None else f"{period(row.first_year)} and later"
        parts.append(f"SIMD {row.simd_edition} for {years}")
    return f"Each year is read with one edition: {'; '.join(parts)}."


def latest_years(rows: Sequence[Latest], catalogue: Mapping[str, Indicator]) -> str:
    """The latest year of the outcomes, and which of them end in another."""
    counts = Counter(row.year for row in rows)
    usual = max(counts, key=lambda year: (counts[year], year))
    others = [row for row in rows if row.year != usual]
    if not others:
        return f"In this edition it is {period(usual)} for every outcome."
    named = "; ".join(f"{catalogue[row.indicator].label}, {period(row.year)}" for row in others)
    return f"In this edition it is {period(usual)} for most outcomes; others end elsewhere: {named}."


def breaks(catalogue: Mapping[str, Indicator]) -> str:
    """Which series break in which year, and what happened, a sentence or more each."""
    sentences = [
        f"{one.label}, {LEVEL_WORDS[event.level].lower()}, {period(event.year)}: {event.what}"
        for one in catalogue.values()
        for event in one.breaks
    ]
    return " ".join(sentences) or "None is known in this edition."


def unusual_years(catalogue: Mapping[str, Indicator]) -> str:
    """Which years something out of the ordinary moved, and what, as a list in Markdown."""
    sentences = [
        f"- **{one.label}, {LEVEL_WORDS[event.level].lower()}, {period(event.year)}.** {event.what}"
        for one in catalogue.values()
        for event in one.unusual_years
    ]
    return "\n".join(sentences)


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

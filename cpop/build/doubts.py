"""What a build asks about before it goes on: changes that may be right, and that a slip would look like.

Everything is compared with the data in place. A built edition that was accepted raises no doubt when it is built again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

import numpy as np
import pandas as pd

from cpop.build import report
from cpop.catalogue import Indicator, period

_SUMMARY = ["level", "indicator"]
_WHERE = {"cpp": "areas", "community": "communities"}
# A median that moves by more usual years than this, from year to year or by a revision, is asked about.
_STEP, _REVISION = 10, 5
_TIMES = 3  # a figure that grew or shrank so many times
_MOST = 0.9  # of the places: so many alike are no coincidence
_ENDS = ("value_old", "value_new")


def of(
    new: dict[str, pd.DataFrame],
    old: dict[str, pd.DataFrame],
    names: dict[str, str],
    catalogue: dict[str, Indicator],
) -> list[str]:
    """The doubts about the tables of an edition, a line each.

    old: the tables in place, none before the first build; names leads from place codes to names.
    """
    figures = _figures(new["observation"])
    if "observation" not in old:
        return list(_steps(figures, figures.iloc[:0], catalogue))
    before = _figures(old["observation"])
    both = before.merge(figures, on=report.KEY, suffixes=("_old", "_new"))
    return [
        *report.coverage(before, figures, catalogue, gained=False),
        *_statuses(both, catalogue),
        *_blanks(both, names, catalogue),
        *_revised_medians(both, before, catalogue),
        *_steps(figures, before, catalogue),
        *_times(both, names, catalogue),
        *_moved_sheets(both, catalogue),
        *_moved_years(both, catalogue),
        *_moved_places(both, names, catalogue),
        *_renamed(new["community"], old["community"]),
    ]


def _figures(observation: pd.DataFrame) -> pd.DataFrame:
    """The figures of the workbooks, without those of data zones."""
    return observation.loc[observation["level"] != "data_zone", [*report.KEY, "value", "status"]]


def _label(level: str, code: str, catalogue: dict[str, Indicator]) -> str:
    return f"{report.label_of(code, catalogue)}, {_WHERE.get(level, 'Scotland')}"


def _by_summary(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """The rows of each level and indicator."""
    for (level, code), some in rows.groupby(_SUMMARY):
        yield str(level), str(code), some


def _most(rows: pd.DataFrame, column: str) -> pd.Series:
    """The first of the rows that have the largest value of a column."""
    return rows.iloc[int(rows[column].to_numpy().argmax())]


def _where(row: pd.Series, names: dict[str, str]) -> str:
    """The place and the year of a row: "Fife, 2021/22"."""
    return f"{names.get(row.place_code, row.place_code)}, {period(row.year)}"


def _short(number: float) -> str:
    """A number to two figures: 234.6 -> "230"."""
    return f"{float(f'{number:.2g}'):,g}"


def _statuses(both: pd.DataFrame, catalogue: dict[str, Indicator]) -> Iterator[str]:
    """Statuses that changed, a line for those indicators that share level and years."""
    changed = both[(both["status_old"] != both["status_new"]) & (both["level"] != "scotland")]
    alike: dict[tuple[str, ...], list[str]] = {}
    for (level, code, was, now), rows in changed.groupby(["level", "indicator", "status_old", "status_new"]):
        years = sorted(set(rows["year"]))
        became = f"was {was} and is {now} now" if len(years) == 1 else f"were {was} and are {now} now"
        periods = ", ".join(period(year) for year in years)
        alike.setdefault((_WHERE[str(level)], periods, became), []).append(report.label_of(str(code), catalogue))
    for (where, periods, became), labels in alike.items():
        yield f"Statuses for {where}: {periods} {became} ({'; '.join(labels)})"


def _blanks(both: pd.DataFrame, names: dict[str, str], catalogue: dict[str, Indicator]) -> Iterator[str]:
    gone = both[both["value_old"].notna() & both["value_new"].isna()]
    for level, code, rows in _by_summary(gone):
        first = _where(rows.iloc[0], names)
        yield f"{_label(level, code, catalogue)}: figures that are blank now: {len(rows):,}, the first {first}"


def _medians(figures: pd.DataFrame, value: str) -> pd.Series:
    """The median over the places of a level, by level, indicator and year; Scotland is one place, and has none."""
    places = figures[figures["level"] != "scotland"]
    return places.groupby([*_SUMMARY, "year"])[value].median().dropna()


def _usual(medians: pd.Series, catalogue: dict[str, Indicator]) -> dict[tuple[str, str], float]:
    """How far a median moves in a usual year: the middle of its moves, and no less than half a figure's last digit."""
    moves = medians.groupby(_SUMMARY).diff().abs().groupby(_SUMMARY).median().fillna(0).rename("move").reset_index()
    least = {code: 0.5 * 10**-one.decimals for code, one in catalogue.items()}
    some = zip(moves["level"], moves["indicator"], moves["move"], strict=True)
    return {(level, code): max(move, least.get(code, 0.5)) for level, code, move in some}


def _observed(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[figures["status"] != "projected"]


def _revised_medians(both: pd.DataFrame, before: pd.DataFrame, catalogue: dict[str, Indicator]) -> Iterator[str]:
    was, now = _medians(both, "value_old"), _medians(both, "value_new")
    usual = _usual(_medians(_observed(before), "value"), catalogue)
    moves = pd.DataFrame({"was": was, "now": now}).dropna().reset_index()
    for level, code, rows in _by_summary(moves.assign(size=(moves["now"] - moves["was"]).abs())):
        if (level, code) not in usual:
            continue
        move = usual[level, code]
        if beyond := int((rows["size"] > move * _REVISION).sum()):
            row = _most(rows, "size")
            yield (
                f"{_label(level, code, catalogue)}: the median of {period(row['year'])} was {row['was']:,.6g} and is "
                f"{row['now']:,.6g} now, where a usual year moves it by {_short(move)}; "
                f"of {len(rows)} years, {beyond} moved so much"
            )


def _steps(figures: pd.DataFrame, before: pd.DataFrame, catalogue: dict[str, Indicator]) -> Iterator[str]:
    known = {(step.level, step.indicator, step.year) for step in _large_steps(before, catalogue)}
    for step in _large_steps(figures, catalogue):
        if (step.level, step.indicator, step.year) not in known:
            yield (
                f"{_label(step.level, step.indicator, catalogue)}: the median goes from {step.was:,.6g} "
                f"to {step.now:,.6g} in {period(step.year)}, where a usual year moves it by {_short(step.usual)}"
            )


class _Step(NamedTuple):
    """A move of a median from the year before to a year."""

    level: str
    indicator: str
    year: int
    was: float
    now: float
    usual: float


def _large_steps(figures: pd.DataFrame, catalogue: dict[str, Indicator]) -> Iterator[_Step]:
    medians = _medians(_observed(figures), "value")
    usual = _usual(medians, catalogue)
    moves = pd.DataFrame({"was": medians.groupby(_SUMMARY).shift(), "now": medians}).dropna().reset_index()
    for level, code, year, was, now in zip(*(moves[name] for name in (*_SUMMARY, "year", "was", "now")), strict=True):
        if abs(now - was) > usual[level, code] * _STEP:
            yield _Step(level, code, year, was, now, usual[level, code])


def _times(both: pd.DataFrame, names: dict[str, str], catalogue: dict[str, Indicator]) -> Iterator[str]:
    with np.errstate(divide="ignore", invalid="ignore"):
        times = (both["value_new"] / both["value_old"]).abs()
    times = times.where(times >= 1, 1 / times).replace(np.inf, np.nan)
    far = both.assign(times=times)[times >= _TIMES]
    for level, code, rows in _by_summary(far):
        row = _most(rows, "times")
        yield (
            f"{_label(level, code, catalogue)}: figures that grew or shrank {_TIMES} times or more: {len(rows):,}, "
            f"the most {_where(row, names)}, {row.value_old:,.6g} -> {row.value_new:,.6g}"
        )


def _moved_sheets(both: pd.DataFrame, catalogue: dict[str, Indicator]) -> Iterator[str]:
    """Indicators whose figures are nearer to what another's were than to their own, and the other way about."""
    for level, rows in both[both["level"] != "scotland"].groupby("level"):
        was, now = (rows.pivot(index=["place_code", "year"], columns="indicator", values=v) for v in _ENDS)
        for one, other in permutations(was.columns, 2):
            labels = f"{_label(str(level), one, catalogue)}, and {_label(str(level), other, catalogue)}"
            nearer = _apart(now[one], was[other]) < _apart(now[one], was[one])
            if one < other and nearer and _apart(now[other], was[one]) < _apart(now[other], was[other]):
                yield f"{labels}: the sheets look swapped"
            elif nearer and (now[one] == was[other]).mean() >= _MOST:
                yield f"{labels}: the figures of the first are those that the second had"


def _apart(one: pd.Series, other: pd.Series) -> float:
    """How far two series are apart, in shares of their size; endless where they share nothing."""
    shared = (one - other).abs() / (one.abs() + other.abs())
    return float(shared.median()) if shared.notna().any() else np.inf


def _moved_years(both: pd.DataFrame, catalogue: dict[str, Indicator]) -> Iterator[str]:
    """Years whose figures are those that another year had, place by place."""
    for level, code, rows in _by_summary(both[both["level"] != "scotland"]):
        was, now = (rows.pivot(index="place_code", columns="year", values=v) for v in _ENDS)
        moved: list[tuple[int, int]] = []
        for year in (int(column) for column in now.columns):
            changed = (now[year].notna() & (now[year] != was[year])).to_numpy()
            if changed.mean() >= _MOST / 2:
                alike = was[changed].eq(now.loc[changed, year], axis=0).mean().drop(year)
                moved += [(year, int(other)) for other in alike.index[alike >= _MOST]]
        if moved:
            first = f"those of {period(moved[0][0])} are those that {period(moved[0][1])} had"
            more = f", and likewise of {len(moved) - 1} more years" if len(moved) > 1 else ""
            yield f"{_label(level, code, catalogue)}: the years look moved: {first}{more}"


def _moved_places(both: pd.DataFrame, names: dict[str, str], catalogue: dict[str, Indicator]) -> Iterator[str]:
    """Places with the figures that others had in the same year: two with each other's, or most in a year."""
    rows = both.replace({"level": {"scotland": "cpp"}})
    for level, code, some in _by_summary(rows):
        changed = some[(some["value_old"] != some["value_new"]) & some["value_new"].notna()]
        single = some.drop_duplicates(["year", "value_old"], keep=False)
        taken = changed.merge(
            single, left_on=["year", "value_new"], right_on=["year", "value_old"], suffixes=("", "_other")
        )
        both_ways = taken["value_new_other"] == taken["value_old"]
        mutual = taken[both_ways & (taken["place_code"] < taken["place_code_other"])]
        share = taken.groupby("year").size() / some.groupby("year").size()
        shifted = list(share.index[share >= _MOST / 2])
        if len(mutual) or shifted:
            first = mutual.iloc[0] if len(mutual) else taken[taken["year"] == shifted[0]].iloc[0]
            place, other = (names.get(place, place) for place in (first.place_code, first.place_code_other))
            number = len(mutual) if len(mutual) else len(taken)
            yield (
                f"{_label(level, code, catalogue)}: {place} has the figure that {other} had, {period(first.year)}"
                + (f", and likewise {number - 1:,} more" if number > 1 else "")
            )


def _renamed(new: pd.DataFrame, old: pd.DataFrame) -> Iterator[str]:
    both = old.merge(new, on="community_code", suffixes=("_old", "_new"))
    for column, what in (("name", "names"), ("typology_label", "types' names")):
        was, now = both[f"{column}_old"], both[f"{column}_new"]
        if count := int((was != now).sum()):
            first = both[was != now].iloc[0]
            shown = f"{first[f'{column}_old']!r} is {first[f'{column}_new']!r} now"
            yield f"Communities' {what} that changed: {count:,}, the first: {shown}"

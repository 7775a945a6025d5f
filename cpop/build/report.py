"""What a build changes, in a few lines of text."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cpop.build.edition import Record, Titles
from cpop.build.workbook import NOT_AVAILABLE
from cpop.catalogue import Indicator, period

Tables = dict[str, pd.DataFrame]
KEY = ["level", "place_code", "indicator", "year"]
_PLACES = {"areas": ("scotland", "cpp"), "communities": ("community",), "data zones": ("data_zone",)}


def edition(
    tables: Tables,
    record: Record,
    old_tables: Tables,
    old_record: Record | None,
    catalogue: dict[str, Indicator],
) -> list[str]:
    """What an edition holds and what it changes, a line each.

    old_tables and old_record: what was in place. The edition before has lines of its own only where it is another.
    """
    observation, over, blanks = tables["observation"], record["data_zone_over_100"], record["blanks"]
    by_indicator = ", ".join(f"{catalogue[code].label} {count}" for code, count in over.items())
    lines = [
        f"Built {record['title']} (communities: {record['community_title']}): {len(observation):,} values",
        f"Blank cells, kept as missing: {record['blank_count']:,}",
        *not_available(blanks),
        f"Data zone percentages over 100, kept: {sum(over.values()):,}" + (f" ({by_indicator})" if over else ""),
        *against_catalogue(observation, catalogue),
    ]
    names = names_of(tables)
    if old_record is None or "observation" not in old_tables:
        lines.append("There was no data here before: nothing to compare with")
    else:
        lines.append(f"Against the data here before, {_titled(old_record)}:")
        lines += changes(old_tables["observation"], observation, names, catalogue)
    previous, before = record["previous"], tables["previous_observation"]
    if not before.empty and (old_record is None or _titled(old_record) != _titled(previous)):
        lines.append(f"Against the edition before, {_titled(previous)}:")
        lines += changes(before, observation[observation["level"] != "data_zone"], names, catalogue)
    return lines


def names_of(tables: Tables) -> dict[str, str]:
    """The names of areas, communities and data zones by code."""
    names: dict[str, str] = {}
    for table, key in (("area", "area_code"), ("community", "community_code"), ("data_zone", "data_zone_code")):
        names |= dict(zip(tables[table][key], tables[table]["name"], strict=True))
    return names


def _titled(record: Record | Titles) -> str:
    return f"{record['title'] or 'none'} (communities: {record['community_title'] or 'none'})"


def newer(tables: Tables, old_tables: Tables) -> list[str]:
    """What a refresh of the newer figures changes."""
    figures, series = tables["newer"], tables["newer_series"]
    old, key = old_tables.get("newer", figures.iloc[:0]), ["series", "area_code", "start"]
    dated = [frame.assign(start=pd.to_datetime(frame["start"])) for frame in (old, figures)]
    both = dated[0].merge(dated[1], on=key, suffixes=("_old", "_new"))
    revised = ((both["value_new"] - both["value_old"]).abs() > both["value_old"].abs() * 1e-9).sum()
    last = figures["period"].iloc[int(pd.to_datetime(figures["start"]).argmax())]
    return [
        f"Newer figures: {len(figures):,} of {len(series):,} series, the last of {last}",
        f"  {len(figures) - len(both):,} new, {revised:,} revised, {len(old) - len(both):,} gone",
    ]


def changes(old: pd.DataFrame, new: pd.DataFrame, names: dict[str, str], catalogue: dict[str, Indicator]) -> list[str]:
    """What differs between two observation tables, a line each; names leads from place codes to names."""
    lines = coverage(old, new, catalogue)
    both = old.merge(new, on=KEY, suffixes=("_old", "_new"))
    had, has = both["value_old"].notna(), both["value_new"].notna()
    size = (both["value_new"] - both["value_old"]).abs()
    # A workbook saved again by another program may differ in a number's last digits: that is no revision.
    revised = both.assign(size=size)[had & has & (size > both["value_old"].abs() * 1e-9)]
    seen = _shown(revised, "value_old", catalogue) != _shown(revised, "value_new", catalogue)
    lines.append(
        f"Values revised: {len(revised):,} of {len(both):,}"
        + (f" ({int(seen.sum()):,} at the precision shown)" if len(revised) else "")
    )
    if (filled := (~had & has).sum()) or (had & ~has).any():
        lines.append(f"Blanks filled: {filled:,}; values now blank: {(had & ~has).sum():,}")
    if restated := (both["status_old"] != both["status_new"]).sum():
        lines.append(f"Values of another status than before, such as projected and now raw: {restated:,}")
    counts = revised.groupby("indicator").size()
    largest = revised.sort_values(["size", *KEY], ascending=[False] + [True] * len(KEY))
    first = {str(code): rows.iloc[0] for code, rows in largest.groupby("indicator")}
    for code in [code for code in catalogue if code in first]:
        row = first[code]
        lines.append(
            f"  {label_of(code, catalogue)}: {counts[code]:,} revised, the largest "
            f"{names.get(row['place_code'], row['place_code'])}, {period(int(row['year']))}: "
            f"{row['value_old']:,.6g} -> {row['value_new']:,.6g}"
        )
    return lines + _projections(both, catalogue)


def _shown(rows: pd.DataFrame, value: str, catalogue: dict[str, Indicator]) -> pd.Series:
    """Values in units of the last digit that a reader sees, rounded half away from zero."""
    digits = rows["indicator"].map({code: 10**one.decimals for code, one in catalogue.items()}).astype(float)
    values = rows[value].astype(float)
    return pd.Series(np.sign(values) * np.floor(values.abs() * digits + 0.5), index=rows.index)


def _projections(both: pd.DataFrame, catalogue: dict[str, Indicator]) -> list[str]:
    """How far figures that were projected lie from what was measured since, a line an indicator."""
    came = both[(both["status_old"] == "projected") & (both["status_new"] == "raw")]
    error = (came["value_old"] - came["value_new"]).astype(float).abs().dropna()
    if error.empty:
        return []
    by_indicator = {str(code): some for code, some in error.groupby(came["indicator"])}
    lines = [f"Projected before, measured now: {len(error):,} values"]
    for code in [code for code in catalogue if code in by_indicator]:
        some = by_indicator[code]
        middle = catalogue[code].format_difference(float(some.median()))
        lines.append(f"  {label_of(code, catalogue)}: {len(some):,}, half of them within {middle}")
    return lines


def not_available(blanks: list[dict[str, str]]) -> list[str]:
    """The cells that hold Excel's #N/A and were taken as missing, a line a sheet."""
    cells: dict[tuple[str, str], list[str]] = {}
    for blank in blanks:
        if blank["found"]:
            cells.setdefault((blank["file"], blank["sheet"]), []).append(blank["cell"])
    return [
        f"  {NOT_AVAILABLE}, taken as missing: {file}, sheet {sheet!r}, cell {', '.join(named)}"
        for (file, sheet), named in cells.items()
    ]


def against_catalogue(observation: pd.DataFrame, catalogue: dict[str, Indicator]) -> list[str]:
    """Where the figures and the catalogue's levels differ: neither is wrong, but somebody may want to know."""
    lines = []
    for where, levels in _PLACES.items():
        have = set(observation.loc[observation["level"].isin(levels), "indicator"])
        listed = {code for code, one in catalogue.items() if set(levels) & set(one.levels)}
        for codes, text in (
            (listed - have, "none, though the catalogue lists"),
            (have - listed, "not in the catalogue"),
        ):
            if codes:
                lines.append(f"Figures for {where}: {text} {_labels([c for c in catalogue if c in codes], catalogue)}")
    return lines


def coverage(old: pd.DataFrame, new: pd.DataFrame, catalogue: dict[str, Indicator], gained: bool = True) -> list[str]:
    """The indicators and years that places of each kind lost, and gained, years by those indicators that share them."""
    lines = []
    for where, levels in _PLACES.items():
        before, after = (_years(one[one["level"].isin(levels)]) for one in (old, new))
        in_both = [code for code in before if code in after]
        for verb, some, others in (("added", after, before), ("dropped", before, after))[0 if gained else 1 :]:
            if only := [code for code in some if code not in others]:
                lines.append(f"Indicators {verb} for {where}: {_labels(only, catalogue)}")
            shared: dict[tuple[int, ...], list[str]] = {}
            for code in in_both:
                if years := some[code] - others[code]:
                    shared.setdefault(tuple(sorted(years)), []).append(code)
            for alike, codes in shared.items():
                who = "every indicator" if len(codes) == len(in_both) else _labels(codes, catalogue)
                lines.append(f"Years {verb} for {where}: {', '.join(period(year) for year in alike)} ({who})")
    return lines


def _years(observation: pd.DataFrame) -> dict[str, set[int]]:
    return {str(code): {int(year) for year in years} for code, years in observation.groupby("indicator")["year"]}


def label_of(code: str, catalogue: dict[str, Indicator]) -> str:
    """What an indicator is called; its code where the catalogue lacks it."""
    return catalogue[code].label if code in catalogue else code


def _labels(codes: list[str], catalogue: dict[str, Indicator]) -> str:
    """Labels in a row; some hold commas."""
    return "; ".join(label_of(code, catalogue) for code in codes)

"""What a build changes, in a few lines of text."""

from __future__ import annotations

import pandas as pd

from cpop.catalogue import Indicator, period

_KEY = ["level", "place_code", "indicator", "year"]
_LEVEL_NAMES = {"scotland": "Scotland", "cpp": "areas", "community": "communities", "data_zone": "data zones"}


def changes(old: pd.DataFrame, new: pd.DataFrame, names: dict[str, str], catalogue: dict[str, Indicator]) -> list[str]:
    """What differs between two observation tables, a line each; names leads from place codes to names."""
    lines = []
    for level in ("scotland", "cpp", "community", "data_zone"):
        lines += _coverage(level, old[old["level"] == level], new[new["level"] == level], catalogue)
    both = old.merge(new, on=_KEY, suffixes=("_old", "_new"))
    appeared = both["value_old"].isna() & both["value_new"].notna()
    vanished = both["value_old"].notna() & both["value_new"].isna()
    revised = both[both["value_old"].notna() & both["value_new"].notna() & (both["value_old"] != both["value_new"])]
    restated = (both["status_old"] != both["status_new"]).sum()
    lines.append(f"Values revised: {len(revised):,} of the {len(both):,} in both")
    if appeared.any() or vanished.any():
        lines.append(f"Blanks filled: {appeared.sum():,}; values now blank: {vanished.sum():,}")
    if restated:
        lines.append(f"Values with another status (such as projected, now raw): {restated:,}")
    size = (revised["value_new"] - revised["value_old"]).abs()
    largest = revised.assign(size=size).sort_values(["size", *_KEY], ascending=[False] + [True] * 4)
    largest = largest.drop_duplicates("indicator").set_index("indicator")
    for code, one in catalogue.items():
        if code in largest.index:
            row = largest.loc[code]
            lines.append(
                f"  {one.label}: {(revised['indicator'] == code).sum():,} revised, the largest "
                f"{names.get(row['place_code'], row['place_code'])}, {period(row['year'])}: "
                f"{_figure(row['value_old'])} -> {_figure(row['value_new'])}"
            )
    return lines


def _coverage(level: str, old: pd.DataFrame, new: pd.DataFrame, catalogue: dict[str, Indicator]) -> list[str]:
    lines = []
    where = _LEVEL_NAMES[level]
    before = old.groupby("indicator")["year"].unique().map(set).to_dict()
    after = new.groupby("indicator")["year"].unique().map(set).to_dict()
    for verb, some, others in (("added", after, before), ("dropped", before, after)):
        if gone := [_label(code, catalogue) for code in some if code not in others]:
            lines.append(f"Indicators {verb} for {where}: {', '.join(gone)}")
        moved: dict[tuple[int, ...], list[str]] = {}
        for code in some:
            if code in others and (years := some[code] - others[code]):
                moved.setdefault(tuple(sorted(int(year) for year in years)), []).append(_label(code, catalogue))
        for years, labels in moved.items():
            written = ", ".join(period(year) for year in years)
            which = "every indicator" if len(labels) == len(after) > 1 else ", ".join(labels)
            lines.append(f"Years {verb} for {where}: {written} ({which})")
    return lines


def _label(code: str, catalogue: dict[str, Indicator]) -> str:
    return catalogue[code].label if code in catalogue else code


def _figure(value: float) -> str:
    return f"{value:,.6g}"

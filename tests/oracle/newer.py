"""Newer official figures: the newest of each series and area, beside Scotland's of the same period."""

from __future__ import annotations

from oracle.arithmetic import printed as shown
from oracle.edition import SCOTLAND, rows


def newer_latest(data):
    """One row for every newer series and area that has a figure. Key: series, area_code.

    "latest against Scotland, 95% interval where there is one": read as the same where both print alike, not told apart
    where Scotland's figure of that period lies within the area's interval, else higher or lower.
    """
    series = {row["series"]: row for row in rows(data, "newer_series")}
    figures = {}
    for row in rows(data, "newer"):
        if row["value"] is not None:
            figures.setdefault((row["series"], row["area_code"]), []).append(row)
    answer = {}
    for (code, area), some in figures.items():
        some.sort(key=lambda row: row["start"])
        last, first = some[-1], some[0]
        theirs = [row for row in figures.get((code, SCOTLAND), []) if row["start"] == last["start"]]
        scotland = theirs[0]["value"] if theirs else None
        answer[code, area] = {
            "period": last["period"],
            "value": last["value"],
            "low_95": last["low_95"],
            "high_95": last["high_95"],
            "scotland_value": scotland,
            "first_period": first["period"],
            "first_value": first["value"],
            "indicator": series[code]["beside"],
            "against_scotland": _against(area, last, scotland, series[code]["decimals"]),
        }
    return answer


def _against(area, row, scotland, decimals):
    if area == SCOTLAND or scotland is None:
        return None
    if shown(row["value"], decimals) == shown(scotland, decimals):
        return "the_same"
    if row["low_95"] is not None and row["low_95"] <= scotland <= row["high_95"]:
        return "not_told_apart"
    return "higher" if row["value"] > scotland else "lower"

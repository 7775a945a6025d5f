"""Targets: the pace that is needed and the one achieved, what that is called, and whether it was ever done."""

from __future__ import annotations

from oracle.standing import shown


def _observed(edition, place, indicator):
    return edition.observed("cpp", indicator, place)


def progress(edition, area, start, indicator, goal, year):
    """ "Baseline: the first observed year on or after the plan's start. Needed a year = (target - latest) / years
    left; achieved a year = (latest - baseline) / years gone." Read as: the baseline is never before a break of the
    series, and the precision shown decides whether a target is met and whether an outcome moved at all.
    """
    series, sign, decimals = _observed(edition, area, indicator), edition.signs[indicator], edition.decimals[indicator]
    latest_year = max(series, default=None)
    since = [one for one in series if one >= max(start, edition.base_year("cpp", indicator))]
    baseline_year = min(since, default=None)
    latest, baseline = series.get(latest_year), series.get(baseline_year)
    statuses = edition.status["cpp"][indicator]
    measured = [one for one in since if one > baseline_year and statuses[one][area] == "raw"]
    needed = (goal - latest) / (year - latest_year) if latest is not None and year > latest_year else None
    gone = latest_year - baseline_year if baseline is not None else 0
    achieved = (latest - baseline) / gone if gone else None
    if latest is None:
        verdict = None
    elif sign * (shown(latest, decimals) - shown(goal, decimals)) >= 0:
        verdict = "met"
    elif len(measured) < 2:
        verdict = "too_early"
    elif shown(latest, decimals) != shown(baseline, decimals) and sign * (latest - baseline) < 0:
        verdict = "moving_away"
    elif needed is not None and round(sign * (achieved - needed), 9) >= 0:
        verdict = "on_course"
    else:
        verdict = "too_slow"
    return {
        "baseline_year": baseline_year,
        "baseline_value": baseline,
        "latest_year": latest_year,
        "latest_value": latest,
        "needed": needed,
        "achieved": achieved,
        "measured_since": len(measured),
        "verdict": verdict,
    }


def ambition(edition, area, indicator, goal, year):
    """ "of all areas, and of similar ones, how many ever made the change that the target asks for, over as many
    years, in the observed series". Key: group_code. Read as: never across a break.
    """
    series, sign = _observed(edition, area, indicator), edition.signs[indicator]
    if not series or year <= max(series) or sign * (goal - series[max(series)]) <= 0:
        return {}
    years, gain = year - max(series), sign * (goal - series[max(series)])
    fields = edition.areas
    groups = {"all": edition.cpps}
    for family in ("deprivation", "density"):
        own = fields[area][f"family_{family}"]
        if own is not None:
            groups[f"{family}-{own:.0f}"] = [code for code in edition.cpps if fields[code][f"family_{family}"] == own]
    broken = [one["year"] for one in edition.fields[indicator].get("breaks", ()) if one["level"] == "cpp"]
    best = {}
    for code in edition.cpps:
        theirs = _observed(edition, code, indicator)
        gains = [
            sign * (theirs[one + years] - theirs[one])
            for one in theirs
            if one + years in theirs and not any(one < brk <= one + years for brk in broken)
        ]
        if gains:
            best[code] = max(gains)
    return {
        group: {
            "years": years,
            "gain": gain,
            "areas": sum(code in best for code in members),
            "made": sum(round(best[code] - gain, 9) >= 0 for code in members if code in best),
        }
        for group, members in groups.items()
    }

"""Two editions beside each other: what is new, revised, restated or gone; what the projections were worth."""

from __future__ import annotations

import statistics

from oracle.arithmetic import competition_ranks, printed, sample_sd
from oracle.edition import OBSERVED, SCOTLAND, rows
from oracle.standing import level as level_of


def _figures(data, name):
    return {
        (row["level"], row["place_code"], row["indicator"], row["year"]): (row["value"], row["status"])
        for row in rows(data, name)
        if row["value"] is not None and row["level"] != "data_zone"
    }


def edition_change(edition, data):
    """Every figure of either edition. Key: level, place_code, indicator, year.

    "Same indicator, level, place and year in two editions: new, revised (old and new value; beyond the precision
    shown), status changed, gone". Read as: a blank is no figure.
    """
    old, new = _figures(data, "previous_observation"), _figures(data, "observation")
    answer = {}
    for key in old.keys() | new.keys():
        (was, was_status), (now, now_status) = old.get(key, (None, None)), new.get(key, (None, None))
        if was is None:
            change = "new"
        elif now is None:
            change = "gone"
        else:
            decimals = edition.decimals[key[2]]
            change = "same" if printed(was, decimals) == printed(now, decimals) else "revised"
        answer[key] = {
            "old_value": was,
            "new_value": now,
            "old_status": was_status,
            "new_status": now_status,
            "change": change,
            "is_restated": None not in (was, now) and was_status != now_status,
            "difference": None if None in (was, now) else now - was,
        }
    return answer


def edition_summary(edition, data):
    """Counts and sizes by indicator and level. Key: indicator, level.

    Participation is "a relabelling" where the data shows it: read as nine tenths of the measured figures found one year
    further on, and fewer than half in their own year. "definition changed": read as a median ratio of measured figures
    beyond two thirds to one and a half.
    """
    groups = {}
    changes = edition_change(edition, data)
    for (level, place, code, year), row in changes.items():
        if level != "scotland":
            groups.setdefault((code, level), {})[place, year] = row
    answer = {}
    for (code, level), some in groups.items():
        revised = [row for row in some.values() if row["change"] == "revised"]
        sizes = [abs(row["difference"]) for row in revised]
        ratios = [
            row["new_value"] / row["old_value"]
            for row in some.values()
            if row["old_status"] == row["new_status"] == "raw" and row["old_value"]
        ]
        times = statistics.median(ratios) if ratios else None
        answer[code, level] = {
            "in_both": sum(row["change"] in ("same", "revised") for row in some.values()),
            "revised": len(revised),
            "restated": sum(row["is_restated"] for row in some.values()),
            "new_figures": sum(row["change"] == "new" for row in some.values()),
            "gone": sum(row["change"] == "gone" for row in some.values()),
            "typical": statistics.median(sizes) if sizes else None,
            "largest": max(sizes) if sizes else None,
            "times": times,
            "looks_like": _looks_like(some, edition.decimals[code], times)
            or ("rounding_only" if _is_rounding(sizes, edition.decimals[code]) else None),
        }
    return answer


def _is_rounding(sizes, decimals):
    """ "revisions are rounding only"."""
    return bool(sizes) and all(printed(size, decimals) == 0 for size in sizes)


def _looks_like(some, decimals, times):
    def share(step):
        pairs = []
        for (place, year), row in some.items():
            if row["old_status"] != "raw" or row["new_value"] is None:
                continue
            other = some.get((place, year + step))
            if other is None or other["new_value"] is None or (step and other["new_status"] != "raw"):
                continue
            pairs.append(printed(row["old_value"], decimals) == printed(other["new_value"], decimals))
        return sum(pairs) / len(pairs) if pairs else 0

    if share(0) < 0.5 and share(1) >= 0.9:
        return "relabelled_later"
    if share(0) < 0.5 and share(-1) >= 0.9:
        return "relabelled_earlier"
    return "rescaled" if times is not None and not 2 / 3 <= times <= 1.5 else None


def edition_rank(edition, data):
    """Rank and level in both editions, of the newest year that both observed. Key: area_code, indicator.

    "A standing or rank that differs for a year both hold moved by revision alone."
    """
    held = {}
    for (level, place, code, year), row in edition_change(edition, data).items():
        both = row["change"] in ("same", "revised") and {row["old_status"], row["new_status"]} <= set(OBSERVED)
        if level in ("scotland", "cpp") and both:
            held.setdefault(code, {}).setdefault(year, {})[place] = row
    answer = {}
    for code, years in held.items():
        year = max(years)
        some = {place: row for place, row in years[year].items() if place != SCOTLAND}
        country = years[year].get(SCOTLAND)
        sign, decimals = edition.signs[code], edition.decimals[code]
        told = {place: {"year": year} for place in some}
        for which in ("old", "new"):
            values = {place: row[f"{which}_value"] for place, row in some.items()}
            ranks = competition_ranks(sign, {place: round(value, 9) for place, value in values.items()})
            spread = sample_sd(values.values())
            for place in some:
                told[place][f"{which}_value"] = values[place]
                told[place][f"{which}_rank"] = ranks[place]
                theirs = None if country is None else country[f"{which}_value"]
                told[place][f"{which}_level"] = level_of(sign, values[place], theirs, decimals, spread)
        answer |= {(place, code): row for place, row in told.items()}
    return answer


def projection_score(edition, data):
    """Each projection of the earlier edition that the later one observed. Key: level, place_code, indicator, year.

    "error in the outcome's units, and whether its direction was right": read as the way from the last observed year of
    the earlier edition, each in its own edition, at the precision shown; no way at all is a direction too.
    """
    changes = edition_change(edition, data)
    last = {}
    for (level, place, code, year), row in changes.items():
        if row["old_status"] in OBSERVED:
            last[level, place, code] = max(year, last.get((level, place, code), year))
    answer = {}
    for (level, place, code, year), row in changes.items():
        if row["old_status"] != "projected" or row["new_status"] not in OBSERVED:
            continue
        base_year = last[level, place, code]
        base = changes[level, place, code, base_year]
        decimals = edition.decimals[code]
        came, way = row["new_value"], None
        if base["new_value"] is not None:
            way = _way(base["old_value"], row["old_value"], decimals) == _way(base["new_value"], came, decimals)
        answer[level, place, code, year] = {
            "projected": row["old_value"],
            "came": came,
            "came_status": row["new_status"],
            "base_year": base_year,
            "error": row["old_value"] - came,
            "no_change_error": base["old_value"] - came,
            "is_direction_right": way,
        }
    return answer


def _way(here, there, decimals):
    here, there = printed(here, decimals), printed(there, decimals)
    return (there > here) - (there < here)


def projection_verdict(edition, data):
    """By indicator and level, how the measured ones fared beside no change at all. Key: indicator, level."""
    groups = {}
    for (level, _, code, _), row in projection_score(edition, data).items():
        if level != "scotland":
            groups.setdefault((code, level), []).append(row)
    summary = edition_summary(edition, data)
    answer = {}
    for (code, level), some in groups.items():
        measured = [row for row in some if row["came_status"] == "raw"]
        told = {"came": len(some), "measured": len(measured), "typical_error": None, "verdict": "not_tested"}
        if measured:
            decimals = edition.decimals[code]
            error = statistics.median(abs(row["error"]) for row in measured)
            without = statistics.median(abs(row["no_change_error"]) for row in measured)
            ways = [row["is_direction_right"] for row in measured if row["is_direction_right"] is not None]
            if summary[code, level]["looks_like"] not in (None, "rounding_only"):
                verdict = "not_comparable"
            elif printed(error, decimals) == printed(without, decimals):
                verdict = "as_no_change"
            else:
                verdict = "better_than_no_change" if error < without else "worse_than_no_change"
            told |= {
                "typical_error": error,
                "no_change_error": without,
                "lean": statistics.median(row["error"] for row in measured),
                "directions": len(ways),
                "right_directions": sum(ways),
                "verdict": verdict,
            }
        answer[code, level] = told
    return answer


VIEWS = {
    "edition_change": (("level", "place_code", "indicator", "year"), edition_change),
    "edition_summary": (("indicator", "level"), edition_summary),
    "edition_rank": (("area_code", "indicator"), edition_rank),
    "projection_score": (("level", "place_code", "indicator", "year"), projection_score),
    "projection_verdict": (("indicator", "level"), projection_verdict),
}

"""Inequality and standing against a comparator, and the rule of the Priorities page. Each function answers {key: row}.

The definitions are those that the pages state; where one leaves a choice open, the docstring says "Read as".
"""

from __future__ import annotations

from functools import cache

from oracle.areas import FAMILIES
from oracle.arithmetic import mean
from oracle.edition import SCOTLAND
from oracle.inequality import duncan_index, inequality_tenths, slope_index
from oracle.standing import standing

# Income deprivation is measured largely by these benefits: their Duncan index is left out.
LEFT_OUT = ("out_of_work_benefits",)
# Every view below builds on these, and each takes seconds: they are worked out once for an edition.
_duncans = cache(duncan_index)
_tenths = cache(inequality_tenths)
_slopes = cache(slope_index)


def _groups(edition):
    """The members of each family group, by (family, number)."""
    groups = {}
    for family, column in FAMILIES.items():
        for code in edition.cpps:
            groups.setdefault((family, edition.areas[code][column]), []).append(code)
    return groups


def _family_means(edition, rows, columns):
    """The unweighted mean of the members' values, for each family group (as place_code), indicator and year."""
    answer = {}
    for (family, number), members in _groups(edition).items():
        for indicator, year in sorted({key[1:] for key in rows}):
            values = {
                column: mean(rows[code, indicator, year][column] for code in members if (code, indicator, year) in rows)
                for column in columns
            }
            answer[f"{family}-{number}", indicator, year] = values
    return answer


def duncan_family_mean(edition):
    """Key: place_code, indicator, year. members: how many of the CPPs have an index that year."""
    indices = _duncans(edition)
    answer = _family_means(edition, indices, ["value"])
    groups = {f"{family}-{number}": members for (family, number), members in _groups(edition).items()}
    for (place, indicator, year), row in answer.items():
        values = [indices[code, indicator, year]["value"] for code in groups[place]]
        row["members"] = sum(value is not None for value in values)
    return answer


def tenths_family_mean(edition):
    """Key: place_code, indicator, year. Gap and ratio are those of the two means."""
    answer = _family_means(edition, _tenths(edition), ["least_deprived", "most_deprived"])
    for row in answer.values():
        least, most = row["least_deprived"], row["most_deprived"]
        known = least is not None and most is not None
        row["gap"] = most - least if known else None
        row["ratio"] = most / least if known and least != 0 else None
    return answer


def slope_family_mean(edition):
    """Key: place_code, indicator, year."""
    return _family_means(edition, _slopes(edition), ["sii", "rii"])


@cache
def place_duncan(edition):
    """Key: place_code, indicator, year. The Duncan index of areas and family groups.

    Read as: missing in a year in which all communities of the place (of every CPP of a group, or of Scotland)
    have one value, for then they have no order. Out-of-work benefits are left out. status: imputed where any
    community's figure of that year is.
    """
    differing = {}
    for code in edition.cpps:
        for indicator in edition.community_indicators:
            for year in edition.years("community", indicator):
                values = {edition.value("community", indicator, one, year) for one in edition.members[code]} - {None}
                differing[code, indicator, year] = len(values) > 1
    members = {f"{family}-{number}": codes for (family, number), codes in _groups(edition).items()}
    members |= {SCOTLAND: edition.cpps} | {code: [code] for code in edition.cpps}
    answer = {}
    for (place, indicator, year), row in (_duncans(edition) | duncan_family_mean(edition)).items():
        if indicator in LEFT_OUT:
            continue
        ordered = any(differing[code, indicator, year] for code in members[place])
        answer[place, indicator, year] = {
            "value": row["value"] if ordered else None,
            "status": _status(edition, indicator, year),
        }
    return answer


def place_tenths(edition):
    """Key: place_code, indicator, year. Tenths of areas and family groups."""
    return _tenths(edition) | tenths_family_mean(edition)


def place_slope(edition):
    """Key: place_code, indicator, year. Slope indices of areas and family groups; status as in place_duncan."""
    rows = _slopes(edition) | slope_family_mean(edition)
    return {key: row | {"status": _status(edition, *key[1:])} for key, row in rows.items()}


def _status(edition, indicator, year):
    return "imputed" if "imputed" in edition.status["community"][indicator][year].values() else "raw"


def size(index):
    """The size of an index as it is shown: two decimals, without its sign."""
    return None if index is None else round(abs(index), 2)


def direction(series):
    """widening or narrowing "from the size of the index (first to last observed year), never from its sign alone".

    Read as: between the first and the last year with a value; equal to two decimals is unchanged; missing where
    there are not two years.
    """
    known = {year: value for year, value in series.items() if value is not None}
    if len(known) < 2:
        return None
    first, last = size(known[min(known)]), size(known[max(known)])
    return "widening" if last > first else "narrowing" if last < first else "unchanged"


@cache
def _duncan_series(edition):
    series = {}
    for (place, indicator, year), row in place_duncan(edition).items():
        series.setdefault((place, indicator), {})[year] = row["value"]
    return series


def duncan_change(edition):
    """Key: place_code, indicator; none for a place that has no value at all."""
    answer = {}
    for key, series in _duncan_series(edition).items():
        known = {year: value for year, value in series.items() if value is not None}
        if known:
            answer[key] = {
                "first_year": min(known),
                "last_year": max(known),
                "first_value": known[min(known)],
                "first_status": _status(edition, key[1], min(known)),
                "last_value": known[max(known)],
                "direction": direction(series),
            }
    return answer


@cache
def inequality_standing(edition):
    """Key: area_code, comparator, indicator. Level and direction of inequality against the comparator.

    The level is that of the indicator's latest year: wider where the size of the index is larger.
    """
    series, changes = _duncan_series(edition), duncan_change(edition)
    places = sorted({place for place, _ in series})
    answer = {}
    for indicator in sorted({indicator for _, indicator in series}):
        year = edition.latest_year("community", indicator)
        for area in edition.areas:
            for other in places:
                mine, theirs = (series.get((place, indicator), {}).get(year) for place in (area, other))
                if None in (mine, theirs):
                    level = None
                elif size(mine) == size(theirs):
                    level = "the same"
                else:
                    level = "wider" if size(mine) > size(theirs) else "narrower"
                change = changes.get((area, indicator), {})
                answer[area, other, indicator] = {
                    "year": year,
                    "value": mine,
                    "comparator_value": theirs,
                    "level": level,
                    "direction": change.get("direction"),
                    "comparator_direction": changes.get((other, indicator), {}).get("direction"),
                    "first_year": change.get("first_year"),
                    "first_value": change.get("first_value"),
                    "first_status": change.get("first_status"),
                    "status": _status(edition, indicator, year) if (area, indicator) in series else None,
                    "last_year": change.get("last_year"),
                    "last_value": change.get("last_value"),
                }
    return answer


def priority(edition):
    """Key: area_code, comparator, indicator. Three questions, a point for each yes.

    Is the area behind (its level worse)? Is it falling behind (the gap moved against it)? Are its communities unequal:
    the deprived fare worse, the index is wider than the comparator's, and widening? What cannot be answered has no
    point. The figures that the answers rest on stand beside them.
    """
    inequality = inequality_standing(edition)
    answer = {}
    for key, row in standing(edition).items():
        index = inequality.get(key, {})
        unequal = None
        if None not in (index.get("value"), index.get("comparator_value")):
            unequal = index["value"] > 0 and index["level"] == "wider" and index["direction"] == "widening"
        questions = {
            "behind": None if row["level"] is None else row["level"] == "worse",
            "falling_behind": None if row["ground"] is None else row["ground"] == "lost",
            "unequal": unequal,
        }
        answer[key] = (
            row
            | questions
            | {
                "points": sum(one is True for one in questions.values()),
                "inequality": index.get("value"),
                "comparator_inequality": index.get("comparator_value"),
                "inequality_status": index.get("status"),
                "inequality_level": index.get("level"),
                "inequality_direction": index.get("direction"),
            }
        )
    return answer


def inequality_comparison(edition):
    """Key: area_code, comparator, indicator. Standing, tenths of the latest raw year and latest slope, of both."""
    tenths, slopes, standings = place_tenths(edition), place_slope(edition), inequality_standing(edition)
    places = sorted({key[0] for key in tenths})
    answer = {}
    for indicator in edition.community_indicators:
        raw = edition.years("community", indicator, statuses=("raw",))[-1]
        year = edition.latest_year("community", indicator)
        for area in edition.areas:
            for other in places:
                mine, theirs = (
                    (tenths[place, indicator, raw], slopes[place, indicator, year]) for place in (area, other)
                )
                answer[area, other, indicator] = {
                    **(standings.get((area, other, indicator)) or {"value": None, "level": None}),
                    "tenths_year": raw,
                    **mine[0],
                    "comparator_gap": theirs[0]["gap"],
                    "comparator_ratio": theirs[0]["ratio"],
                    "slope_year": year,
                    "slope_status": mine[1]["status"],
                    "sii": mine[1]["sii"],
                    "rii": mine[1]["rii"],
                    "comparator_sii": theirs[1]["sii"],
                    "comparator_rii": theirs[1]["rii"],
                }
    return answer


# Each derived view by name: the columns that make its key, and the function that answers all its rows.
VIEWS = {
    "duncan_family_mean": (("place_code", "indicator", "year"), duncan_family_mean),
    "tenths_family_mean": (("place_code", "indicator", "year"), tenths_family_mean),
    "slope_family_mean": (("place_code", "indicator", "year"), slope_family_mean),
    "place_duncan": (("place_code", "indicator", "year"), place_duncan),
    "place_tenths": (("place_code", "indicator", "year"), place_tenths),
    "place_slope": (("place_code", "indicator", "year"), place_slope),
    "duncan_change": (("place_code", "indicator"), duncan_change),
    "inequality_standing": (("area_code", "comparator", "indicator"), inequality_standing),
    "inequality_comparison": (("area_code", "comparator", "indicator"), inequality_comparison),
    "priority": (("area_code", "comparator", "indicator"), priority),
}

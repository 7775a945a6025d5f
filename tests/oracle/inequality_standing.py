"""Inequality against a comparator: three measures, their directions, and the verdict. Each function answers {key: row}.

A place is an area (Scotland included) or a family group, deprivation-N or density-N. Where the methodology leaves a
choice open, the docstring says "Read as".
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from oracle.areas import FAMILIES
from oracle.arithmetic import mean, simd_edition
from oracle.edition import SCOTLAND
from oracle.inequality import duncan_index, inequality_tenths, slope_index

# Income deprivation is measured largely by these benefits: their Duncan index is left out.
LEFT_OUT = ("out_of_work_benefits",)
# "within 0.05 of 0 it is about even"
ABOUT_EVEN = Decimal("0.05")
DIRECTIONS = ("growing", "shrinking", "unchanged", "turned")

# Every view below builds on these, and each takes seconds: they are worked out once for an edition.
_duncans = cache(duncan_index)
_tenths = cache(inequality_tenths)
_slopes = cache(slope_index)


def _groups(edition):
    """The members of each family group, by its place code."""
    groups = {}
    for family, column in FAMILIES.items():
        for code in edition.cpps:
            groups.setdefault(f"{family}-{edition.areas[code][column]}", []).append(code)
    return groups


def _family_means(edition, rows, columns):
    """The unweighted mean of the members' values, for each family group, indicator and year."""
    answer = {}
    for group, members in _groups(edition).items():
        for indicator, year in sorted({key[1:] for key in rows}):
            answer[group, indicator, year] = {
                column: mean(rows[code, indicator, year][column] for code in members if (code, indicator, year) in rows)
                for column in columns
            }
    return answer


def _duncan_family_mean(edition):
    """Key: place_code, indicator, year."""
    return _family_means(edition, _duncans(edition), ["value"])


def _tenths_family_mean(edition):
    """Key: place_code, indicator, year. Gap and ratio are those of the two means."""
    answer = _family_means(edition, _tenths(edition), ["least_deprived", "most_deprived"])
    for row in answer.values():
        least, most = row["least_deprived"], row["most_deprived"]
        known = least is not None and most is not None
        row["gap"] = most - least if known else None
        row["ratio"] = most / least if known and least != 0 else None
    return answer


def _slope_family_mean(edition):
    """Key: place_code, indicator, year."""
    return _family_means(edition, _slopes(edition), ["sii", "rii"])


@cache
def place_spread(edition):
    """Key: place_code, indicator, year. Whether the communities of any area of the place differ at all."""
    differing = {}
    for code in edition.cpps:
        for indicator in edition.community_indicators:
            for year in edition.years("community", indicator):
                values = {edition.value("community", indicator, one, year) for one in edition.members[code]} - {None}
                differing[code, indicator, year] = len(values) > 1
    members = _groups(edition) | {SCOTLAND: edition.cpps} | {code: [code] for code in edition.cpps}
    keys = sorted({key[1:] for key in differing})
    return {
        (place, indicator, year): {"differs": any(differing[code, indicator, year] for code in codes)}
        for place, codes in members.items()
        for indicator, year in keys
    }


def _status(edition, indicator, year):
    """imputed where any community's figure of that year is."""
    return "imputed" if "imputed" in edition.status["community"][indicator][year].values() else "raw"


@cache
def place_duncan(edition):
    """Key: place_code, indicator, year. The Duncan index of areas and family groups.

    Read as: missing in a year in which all communities of the place (of every CPP of a group, or of Scotland)
    have one value, for then they have no order. Out-of-work benefits are left out.
    """
    spread = place_spread(edition)
    return {
        (place, indicator, year): {
            "value": row["value"] if spread[place, indicator, year]["differs"] else None,
            "status": _status(edition, indicator, year),
            "simd_edition": simd_edition(year),
        }
        for (place, indicator, year), row in (_duncans(edition) | _duncan_family_mean(edition)).items()
        if indicator not in LEFT_OUT
    }


@cache
def place_tenths(edition):
    """Key: place_code, indicator, year. Tenths of areas and family groups."""
    return _tenths(edition) | _tenths_family_mean(edition)


@cache
def place_slope(edition):
    """Key: place_code, indicator, year. Slope indices of areas and family groups."""
    rows = _slopes(edition) | _slope_family_mean(edition)
    return {
        key: row | {"status": _status(edition, *key[1:]), "simd_edition": simd_edition(key[2])}
        for key, row in rows.items()
    }


def shown(value, decimals):
    """A figure at the precision shown: "rounded half away from zero"."""
    return Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def who_fares_worse(measure, value, decimals, sign):
    """deprived, others or even: "within 0.05 of 0 it is about even" (Duncan); the other two where nought is shown.

    Read as: at the precision shown. A gap is "most minus least deprived", so the deprived fare worse by a gap above
    nought where lower is better, below it where higher is; both indices are above nought where they do.
    """
    if value is None:
        return None
    as_shown = shown(value, 2 if measure == "duncan" else decimals)
    if abs(as_shown) <= (ABOUT_EVEN if measure == "duncan" else 0):
        return "even"
    against_the_deprived = -sign * as_shown if measure == "tenths" else as_shown
    return "deprived" if against_the_deprived > 0 else "others"


@cache
def inequality_measure(edition):
    """Key: place_code, indicator, measure, year. "Directions from measured years": is_judged.

    Read as: from the newest break on, and not a year in which no area's communities differ, the base of an index.
    """
    spread = place_spread(edition)
    answer = {}
    for measure, rows, column in (
        ("tenths", place_tenths(edition), "gap"),
        ("duncan", place_duncan(edition), "value"),
        ("slope", place_slope(edition), "sii"),
    ):
        for (place, indicator, year), row in rows.items():
            value, status = row[column], row.get("status", "raw")
            decimals = edition.decimals[indicator]
            answer[place, indicator, measure, year] = {
                "value": value,
                "size": None if value is None else float(abs(shown(value, 2 if measure == "duncan" else decimals))),
                "side": who_fares_worse(measure, value, decimals, edition.signs[indicator]),
                "status": status,
                "simd_edition": row.get("simd_edition"),
                "is_judged": status == "raw"
                and year >= edition.base_year("community", indicator)
                and spread[SCOTLAND, indicator, year]["differs"],
            }
    return answer


def opposite(one, other):
    """Whether the deprived fare worse by one and the others by the other."""
    return {one, other} == {"deprived", "others"}


def direction(judged):
    """growing or shrinking "from the first to the last measured year, at the precision shown, from the size and never
    from the sign alone"; unchanged where equal; missing where there are not two years. judged: size and side by year.

    Read as: about even in both years is unchanged; where others fare worse than before it has turned, and its sizes
    do not compare.
    """
    if len(judged) < 2:
        return None
    (first, side), (last, other) = judged[min(judged)], judged[max(judged)]
    if opposite(side, other):
        return "turned"
    if side == other == "even":
        return "unchanged"
    return "growing" if last > first else "shrinking" if last < first else "unchanged"


@cache
def inequality_change(edition):
    """Key: place_code, indicator, measure. First and last measured year, who fares worse, and the direction."""
    series, answer = {}, {}
    for (place, indicator, measure, year), row in inequality_measure(edition).items():
        judged = series.setdefault((place, indicator, measure), {})
        if row["is_judged"] and row["value"] is not None:
            judged[year] = row
    for key, judged in series.items():
        empty = dict.fromkeys(("value", "size", "side", "simd_edition"))
        years = (min(judged), max(judged)) if judged else (None, None)
        first, last = judged.get(years[0], empty), judged.get(years[1], empty)
        answer[key] = {
            "first_year": years[0],
            "first_value": first["value"],
            "first_size": first["size"],
            "first_side": first["side"],
            "first_simd_edition": first["simd_edition"],
            "last_year": years[1],
            "last_value": last["value"],
            "last_size": last["size"],
            "side": last["side"],
            "last_simd_edition": last["simd_edition"],
            "direction": direction({year: (row["size"], row["side"]) for year, row in judged.items()}),
        }
    return answer


def _together(values):
    values = {value for value in values if value is not None}
    return "mixed" if len(values) > 1 else next(iter(values), None)


@cache
def inequality_verdict(edition):
    """Key: place_code, indicator. "One verdict an outcome: do the measures agree, and on what"."""
    rows = {}
    for (place, indicator, _), row in inequality_change(edition).items():
        rows.setdefault((place, indicator), []).append(row)
    return {
        key: {
            "measures": sum(row["side"] is not None for row in several),
            "side": _together(row["side"] for row in several),
            "direction": _together(row["direction"] for row in several),
        }
        for key, several in rows.items()
    }


def level(mine, theirs):
    """The size of one beside that of another, each with its side: larger, smaller, the same, or opposite."""
    if mine["side"] is None or theirs["side"] is None:
        return None
    if opposite(mine["side"], theirs["side"]):
        return "opposite"
    if mine["side"] == theirs["side"] == "even" or mine["size"] == theirs["size"]:
        return "the same"
    return "larger" if mine["size"] > theirs["size"] else "smaller"


def every(*answers):
    """Yes where all are yes, no where one is no, unknown otherwise."""
    return False if False in answers else None if None in answers else True


@cache
def inequality_comparison(edition):
    """Key: area_code, comparator, indicator, measure. Both figures of the area's last measured year.

    is_unequal: the deprived fare worse, more so than the comparator's, and increasingly; unknown where a part is and
    none of the others is a no.
    """
    changes, measures = inequality_change(edition), inequality_measure(edition)
    answer = {}
    for (place, indicator, measure), row in changes.items():
        if place not in edition.areas:
            continue
        for other, _, _ in [key for key in changes if key[1:] == (indicator, measure)]:
            theirs = measures.get((other, indicator, measure, row["last_year"]), {"value": None, "side": None})
            found = level({"side": row["side"], "size": row["last_size"]}, theirs)
            answer[place, other, indicator, measure] = {
                name: row[name]
                for name in (
                    *("first_year", "first_value", "first_size", "first_simd_edition"),
                    *("last_year", "last_value", "last_size", "last_simd_edition", "side", "direction"),
                )
            } | {
                "comparator_value": theirs["value"],
                "comparator_side": theirs["side"],
                "level": found,
                "is_unequal": every(
                    None if row["side"] is None else row["side"] == "deprived",
                    None if found is None else found in ("larger", "opposite"),
                    None if row["direction"] is None else row["direction"] in ("growing", "turned"),
                ),
            }
    return answer


@cache
def inequality_standing(edition):
    """Key: area_code, comparator, indicator. The verdict, and whether the area's communities are unequal.

    "Unequal" asks the Duncan index and the gap of the tenths, each that can be asked: yes where no answer is no.
    """
    verdicts, answer = inequality_verdict(edition), {}
    for (area, other, indicator, measure), row in inequality_comparison(edition).items():
        found = answer.setdefault(
            (area, other, indicator), {"asked": 0, "is_unequal": None} | verdicts[area, indicator]
        )
        name = {"tenths": "gap", "duncan": "duncan"}.get(measure)
        if name is None:
            continue
        found |= {
            name: row["last_value"],
            f"comparator_{name}": row["comparator_value"],
            f"{name}_level": row["level"],
            f"{name}_direction": row["direction"],
            f"{name}_year": row["last_year"],
            f"{name}_first_year": row["first_year"],
        }
        if row["is_unequal"] is not None:
            found["asked"] += 1
            found["is_unequal"] = row["is_unequal"] and found["is_unequal"] is not False
    return answer


def inequality_count(edition):
    """Key: area_code, comparator, measure (or all). Of how many outcomes each thing is told."""
    told = {}
    for (area, other, _, measure), row in inequality_comparison(edition).items():
        told.setdefault((area, other, measure), []).append(row)
    for (area, other, _), row in inequality_standing(edition).items():
        told.setdefault((area, other, "all"), []).append(row | {"level": None})
    return {
        key: {
            "outcomes": sum(row["side"] is not None for row in rows),
            **{name: sum(row["side"] == name for row in rows) for name in ("deprived", "even", "others", "mixed")},
            **{name: sum(row["direction"] == name for row in rows) for name in DIRECTIONS},
            **{name: sum(row["level"] == name for row in rows) for name in ("larger", "smaller", "opposite")},
            "same": sum(row["level"] == "the same" for row in rows),
        }
        for key, rows in told.items()
    }


_YEARLY = ("place_code", "indicator", "year")
_BESIDE = ("area_code", "comparator", "indicator")
# Each derived view by name: the columns that make its key, and the function that answers all its rows.
VIEWS = {
    "place_spread": (_YEARLY, place_spread),
    "place_duncan": (_YEARLY, place_duncan),
    "place_tenths": (_YEARLY, place_tenths),
    "place_slope": (_YEARLY, place_slope),
    "inequality_measure": (("place_code", "indicator", "measure", "year"), inequality_measure),
    "inequality_change": (("place_code", "indicator", "measure"), inequality_change),
    "inequality_verdict": (("place_code", "indicator"), inequality_verdict),
    "inequality_comparison": ((*_BESIDE, "measure"), inequality_comparison),
    "inequality_standing": (_BESIDE, inequality_standing),
    "inequality_count": (("area_code", "comparator", "measure"), inequality_count),
}

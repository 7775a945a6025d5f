"""The gap to a comparator, and the rule of the Priorities page. Each function answers {key: row}.

The definitions are those that the pages state; where one leaves a choice open, the docstring says "Read as".
"""

from __future__ import annotations

from functools import cache

from oracle.areas import cpp_improvement, cpp_latest, cpp_standing
from oracle.arithmetic import sample_sd
from oracle.inequality_standing import inequality_standing

QUADRANTS = {
    "better and improving faster": "ahead and pulling away",
    "better, improving slower": "ahead but losing ground",
    "worse, improving faster": "behind but catching up",
    "worse and improving slower": "behind and falling further behind",
    "the same": "level",
    None: None,
}


# Every view below builds on these, and each takes seconds: they are worked out once for an edition.
_standings = cache(cpp_standing)


def cpp_gap(edition):
    """Key: area_code, comparator, indicator.

    level_gap: "area minus comparator in standard deviations (sample) across the 32, signed so that right is
    better"; rate_gap: the difference of the improvement rates, in percentage points; the quadrant is the standing
    by another name. Read as: equal to nine decimals is a distance of nought, as in the standing.
    """
    deviations = {}
    for indicator in edition.signs:
        year = edition.latest_year("cpp", indicator)
        deviations[indicator] = sample_sd(edition.value("cpp", indicator, code, year) for code in edition.cpps)
    answer = {}
    for (area, other, indicator), row in _standings(edition).items():
        mine, theirs, deviation = row["value"], row["comparator_value"], deviations[indicator]
        rates = row["improvement"], row["comparator_improvement"]
        if None in (mine, theirs):
            level_gap = None
        elif round(mine, 9) == round(theirs, 9):
            level_gap = 0
        else:
            level_gap = edition.signs[indicator] * (mine - theirs) / deviation if deviation else None
        answer[area, other, indicator] = {
            "level_gap": level_gap,
            "rate_gap": None if None in rates else rates[0] - rates[1],
            "quadrant": QUADRANTS[row["standing"]],
        }
    return answer


def priority(edition):
    """Key: area_code, comparator, indicator. Three questions, a point for each yes.

    Is the area behind? Is it falling behind (an improvement rate no higher)? Are its communities
    unequal? What cannot be answered has no point.
    """
    inequality = inequality_standing(edition)
    answer = {}
    for key, row in _standings(edition).items():
        compared = row["standing"] is not None
        questions = {
            "behind": row["standing"].startswith("worse") if compared else None,
            "falling_behind": row["improvement"] <= row["comparator_improvement"] if compared else None,
            "unequal": inequality.get(key, {}).get("is_unequal"),
        }
        answer[key] = questions | {"points": sum(one is True for one in questions.values())}
    return _with_figures(edition, answer)


def _with_figures(edition, answer):
    """The figures that the answers rest on, beside them."""
    latest, improvements, gaps = cpp_latest(edition), cpp_improvement(edition), cpp_gap(edition)
    inequality = inequality_standing(edition)
    told = {name for row in inequality.values() for name in row if name.startswith(("gap", "duncan", "comparator"))}
    for (area, other, indicator), row in answer.items():
        index = inequality.get((area, other, indicator), {})
        row |= gaps[area, other, indicator] | latest[area, indicator] | improvements[area, indicator]
        del row["rank"]
        if row["value"] is None:
            del row["status"]  # the status of a figure that is not there may be told or not
        row |= {name: index.get(name) for name in told}
    return answer


# Each derived view by name: the columns that make its key, and the function that answers all its rows.
VIEWS = {
    "cpp_gap": (("area_code", "comparator", "indicator"), cpp_gap),
    "priority": (("area_code", "comparator", "indicator"), priority),
}

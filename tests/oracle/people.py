"""Numbers of people: how many stand behind a difference. Each function answers {key: row}."""

from __future__ import annotations

import math
from fractions import Fraction

from oracle.arithmetic import mean, present, tiles
from oracle.edition import SCOTLAND
from oracle.inequality import TENTHS_EDITION
from oracle.profile import community_latest
from oracle.standing import level, standing

ORDER = ("raw", "imputed", "projected")


def two_figures(number):
    """ "rounded to two significant figures". Read as: half away from zero, and to whole ones below ten."""
    if number is None:
        return None
    if number == 0:
        return 0
    exact = Fraction(round(number, 9)).limit_denominator(10**9)
    step = max(1, 10 ** (math.floor(math.log10(number)) - 1))
    return math.floor(exact / step + Fraction(1, 2)) * step


def counted(value, other, people, rate_base):
    """ "|difference| x population of the outcome's age group"; a rate is per rate_base, a percentage per hundred."""
    if value is None or other is None:
        return None
    return two_figures(abs(value - other) * people / (rate_base or 100))


def weaker(*statuses):
    """The weakest status; None where one is missing."""
    return None if None in statuses else max(statuses, key=ORDER.index)


def place_people(edition):
    """ "areas: sum over communities". Key: place_code, age_group."""
    answer = {}
    for code, row in edition.population.items():
        for group, people in row.items():
            for place in (code, edition.communities[code]["area_code"], SCOTLAND):
                answer.setdefault((place, group), {"people": 0})["people"] += people
    return answer


def area_people(edition):
    """Key: area_code, comparator, indicator: those of the outcomes "with a denominator in population.csv"."""
    people = place_people(edition)
    answer = {}
    for (area, comparator, indicator), row in standing(edition).items():
        group = edition.fields[indicator].get("age_group")
        if group is None:
            continue
        here = people[area, group]["people"]
        answer[area, comparator, indicator] = {
            "value": row["value"],
            "comparator_value": row["comparator_value"],
            "status": weaker(row["status"], row["comparator_status"]),
            "level": row["level"],
            "people": here,
            "counted": counted(row["value"], row["comparator_value"], here, edition.fields[indicator].get("rate_base")),
        }
    return answer


def best_similar(edition):
    """ "the best of them". Key: area_code, family, indicator. Read as: the area itself may be the best."""
    answer = {}
    for family in ("deprivation", "density"):
        for area in edition.cpps:
            group = edition.areas[area][f"family_{family}"]
            members = [code for code in edition.cpps if edition.areas[code][f"family_{family}"] == group]
            for indicator, sign in edition.signs.items():
                year = edition.latest_year("cpp", indicator)
                figures = {code: edition.value("cpp", indicator, code, year) for code in members}
                known = {code: round(sign * value, 9) for code, value in figures.items() if value is not None}
                if known:
                    best = min(code for code, value in known.items() if value == max(known.values()))
                    answer[area, family, indicator] = {"best_area": best}
    return answer


def community_people(edition):
    """ "(communities) the area's least deprived tenth". Key: community_code, indicator.

    Read as: the unweighted mean of the latest figures, estimated ones too, of the tenth by the newest SIMD.
    """
    people = place_people(edition)
    latest = community_latest(edition)
    first = {}
    for area, codes in edition.members.items():
        ordered = sorted(codes, key=lambda code: (edition.rate(code, TENTHS_EDITION), code))
        first[area] = [code for code, tile in tiles(ordered, 10).items() if tile == 1]
    answer = {}
    for (community, indicator), row in latest.items():
        fields = edition.fields[indicator]
        if "age_group" not in fields:
            continue
        tenth = [latest[code, indicator] for code in first[edition.communities[community]["area_code"]]]
        known = [one for one in tenth if one["value"] is not None]
        other = mean(present(one["value"] for one in tenth))
        here = people[community, fields["age_group"]]["people"]
        status = row["status"]
        answer[community, indicator] = {
            "value": row["value"],
            "comparator_value": other,
            "status": weaker(status, *(one["status"] for one in known)) if known else None,
            "level": level(edition.signs[indicator], row["value"], other, edition.decimals[indicator], None),
            "people": here,
            "counted": counted(row["value"], other, here, fields.get("rate_base")),
        }
    return answer


# Each derived table by name: the columns that make its key, and the function that answers all its rows.
VIEWS = {
    "place_people": (("place_code", "age_group"), place_people),
    "area_people": (("area_code", "comparator", "indicator"), area_people),
    "best_similar": (("area_code", "family", "indicator"), best_similar),
    "community_people": (("community_code", "indicator"), community_people),
}

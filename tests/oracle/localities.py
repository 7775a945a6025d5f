"""Localities: named sets of communities of one area."""

from __future__ import annotations

from oracle.arithmetic import direction, printed, sample_sd
from oracle.edition import SCOTLAND
from oracle.people import ORDER, counted, place_people
from oracle.profile import community_level


def locality_series(edition, codes, people=None):
    """ "the mean of theirs weighted by the outcome's age group (all ages where it has none); missing where a fifth of
    the weight is". Read as: a fifth or more. Key: indicator, year.
    """
    people = people or place_people(edition)
    answer = {}
    for indicator in edition.community_indicators:
        group = edition.fields[indicator].get("age_group") or "all_ages"
        weights = {code: people[code, group]["people"] for code in codes}
        for year, statuses in edition.status["community"][indicator].items():
            figures = {code: edition.value("community", indicator, code, year) for code in codes}
            known = [code for code in codes if figures[code] is not None]
            lacking = sum(weights[code] for code in codes if code not in known)
            value = status = None
            if known and lacking * 5 < sum(weights.values()):
                value = sum(figures[code] * weights[code] for code in known) / sum(weights[code] for code in known)
                status = max((statuses[code] for code in known), key=ORDER.index)
            answer[indicator, year] = {"value": value, "status": status}
    return answer


def locality_standing(edition, area, codes, people=None, levels=None):
    """How a locality stands in the latest year beside its area. Key: indicator.

    Read as: beside what a community of the area stands (community_level); how far, in the sample standard deviations
    of the area's communities, as area scores are; the number of people as for areas; best and worst by the better
    direction, the first by code, and neither where all are "at the precision shown" alike.
    """
    people = people or place_people(edition)
    levels = levels or community_level(edition)
    series = locality_series(edition, codes, people)
    answer = {}
    for indicator in edition.community_indicators:
        sign, fields = edition.signs[indicator], edition.fields[indicator]
        year, decimals = edition.latest_year("community", indicator), fields["decimals"]
        own, beside = series[indicator, year]["value"], levels[codes[0], indicator]["beside_value"]
        figures = {code: edition.value("community", indicator, code, year) for code in edition.members[area]}
        spread, group = sample_sd(figures.values()), fields.get("age_group")
        here = sum(people[code, group]["people"] for code in codes) if group else None
        is_known = own is not None and beside is not None
        known = sorted((sign * figures[code], code) for code in codes if figures[code] is not None)
        best = min(known, key=lambda one: (-one[0], one[1]), default=None)
        worst = known[0] if known else None
        if len({printed(value, decimals) for value, _ in known}) < 2:
            best = worst = None
        answer[(indicator,)] = {
            "year": year,
            "value": own,
            "beside_value": beside,
            "nation_value": edition.value("cpp", indicator, SCOTLAND, year)
            if fields.get("alike_across_levels", True)
            else None,
            "level": {"improved": "better", "worsened": "worse", "little_change": "about_the_same", None: None}[
                direction(sign, beside, own, decimals)
            ],
            "distance": sign * (own - beside) / spread if is_known and spread else None,
            "counted": counted(own, beside, here, fields.get("rate_base")) if group else None,
            "figures": len(known),
            "best_code": best and best[1],
            "best_value": best and sign * best[0],
            "worst_code": worst and worst[1],
            "worst_value": worst and sign * worst[0],
        }
    return answer


def locality_data_zones(figures, codes):
    """How many data zones some communities have, and how many of them are in a poorest fifth. Key: indicator.

    figures: the rows of oracle.profile.data_zone_figure.
    """
    answer = {}
    for (_, indicator), row in figures.items():
        if row["community_code"] in codes:
            counts = answer.setdefault(
                (indicator,),
                {"year": row["year"], "data_zones": 0, "figures": 0, "in_area_fifth": 0, "in_scotland_fifth": 0},
            )
            counts["data_zones"] += 1
            counts["figures"] += row["value"] is not None
            counts["in_area_fifth"] += row["area_fifth"] == 1
            counts["in_scotland_fifth"] += row["scotland_fifth"] == 1
    return answer

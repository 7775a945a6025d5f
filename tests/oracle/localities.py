"""Localities: named sets of communities of one area."""

from __future__ import annotations

from oracle.people import ORDER, place_people


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

"""What is derived for communities. Each function answers {key: row} for every row of one view."""

from __future__ import annotations

from collections import defaultdict

from oracle.arithmetic import change, improvement, mean, z_scores


def _within(groups, values):
    """The z score of each value within its own group; groups is {group: [community, ...]}."""
    answer = {}
    for members in groups.values():
        answer |= z_scores({code: values[code] for code in members})
    return answer


def _signed(sign, scores):
    return {code: None if score is None else sign * score for code, score in scores.items()}


def community_score(edition):
    """One row for every community and indicator, in the latest year.

    "Area score: s * (value - mean of its CPP) / sd of its CPP, latest year." "Type score: the same against all
    communities of its typology group, across Scotland." "Change: s * (latest / base - 1); a zero in either year
    makes it missing. Overall z: change standardised over all of Scotland's communities for that indicator. Area
    change score: overall z standardised again within the CPP. Type change score: within the typology group."
    The change carries the direction already, so its scores are not turned again. Key: community_code, indicator.
    """
    areas = edition.members
    types = defaultdict(list)
    for code, community in edition.communities.items():
        types[community["typology_group"]].append(code)
    answer = {}
    for indicator in edition.community_indicators:
        sign = edition.signs[indicator]
        latest = edition.latest_year("community", indicator)
        base = edition.base_year("community", indicator)
        values = {code: edition.value("community", indicator, code, latest) for code in edition.communities}
        changes = {
            code: change(sign, edition.value("community", indicator, code, base), value)
            for code, value in values.items()
        }
        overall = z_scores(changes)
        area_scores = _signed(sign, _within(areas, values))
        type_scores = _signed(sign, _within(types, values))
        area_change_scores = _within(areas, overall)
        type_change_scores = _within(types, overall)
        for code, community in edition.communities.items():
            answer[code, indicator] = {
                "area_code": community["area_code"],
                "year": latest,
                "value": values[code],
                "area_score": area_scores[code],
                "type_score": type_scores[code],
                "change": changes[code],
                "area_change_score": area_change_scores[code],
                "type_change_score": type_change_scores[code],
            }
    return answer


def vulnerable_change(edition):
    """One row for every community of the most vulnerable five of its CPP, and indicator.

    "Most vulnerable five of each CPP: fixed since 2006/07. For each indicator, from its first to its last *raw*
    year: percentage improvement s * (last / first - 1) * 100, beside that of the unweighted mean of the CPP's
    communities." Read as: the first and the last raw year of the indicator, the same for every community; each
    mean is over the communities with a figure that year. Key: community_code, indicator.
    """
    answer = {}
    for indicator in edition.community_indicators:
        sign = edition.signs[indicator]
        raw_years = edition.years("community", indicator, statuses=("raw",))
        first, last = raw_years[0], raw_years[-1]

        def figures(year, codes, indicator=indicator):
            return [edition.value("community", indicator, code, year) for code in codes]

        for code, community in edition.communities.items():
            if community["vulnerable_rank"] is None:
                continue
            first_value, last_value = figures(first, [code])[0], figures(last, [code])[0]
            neighbours = edition.members[community["area_code"]]
            answer[code, indicator] = {
                "area_code": community["area_code"],
                "vulnerable_rank": community["vulnerable_rank"],
                "first_year": first,
                "last_year": last,
                "first_value": first_value,
                "last_value": last_value,
                "improvement": improvement(sign, first_value, last_value),
                "area_improvement": improvement(
                    sign, mean(figures(first, neighbours)), mean(figures(last, neighbours))
                ),
            }
    return answer

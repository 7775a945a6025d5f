"""What is derived for communities. Each function answers {key: row} for every row of one view."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from oracle.arithmetic import change, direction, improvement, makes_no_difference, mean, printed, told_as, z_scores
from oracle.standing import known_years, since_year


def _within(groups, values):
    """The z score of each value within its own group; groups is {group: [community, ...]}."""
    answer = {}
    for members in groups.values():
        answer |= z_scores({code: values[code] for code in members})
    return answer


def _signed(sign, scores):
    return {code: None if score is None else sign * score for code, score in scores.items()}


@cache
def community_score(edition):
    """One row for every community and indicator, in the latest year.

    "Area score: s * (value - mean of its CPP) / sd of its CPP, latest year." "Type score: the same against all
    communities of its typology group, across Scotland." "Change: s * (latest / base - 1); a zero in either year
    makes it missing. Overall z: change standardised over all of Scotland's communities for that indicator. Area
    change score: overall z standardised again within the CPP. Type change score: within the typology group."
    The change carries the direction already, so its scores are not turned again. "A series may hold one year only:
    then there is no change to speak of, and it is missing, never zero." Key: community_code, indicator.
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
            code: change(sign, edition.value("community", indicator, code, base), value) if base < latest else None
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
    """One row for every community of the most vulnerable five of its CPP, and indicator: as oracle.vulnerable tells it.

    "Most vulnerable five of each CPP: fixed since 2006/07." Key: community_code, indicator.
    """
    five = {code: one for code, one in edition.communities.items() if one["vulnerable_rank"] is not None}
    told = ("first_year", "last_year", "first_value", "last_value", "improvement", "area_improvement")
    return {
        key: {name: five[key[0]][name] for name in ("area_code", "vulnerable_rank")}
        | {name: row[name] for name in told}
        for key, row in raw_change(edition).items()
        if key[0] in five
    }


def raw_change(edition, since=None):
    """One row for every community and indicator: how it changed beside the mean of its CPP's communities.

    "For each indicator, from its first to its last raw year (from the break on): percentage improvement
    s * (last / first - 1) * 100, beside that of the unweighted mean of the CPP's communities. Gained ground means
    that its gap to that mean, in the outcome's own units, narrowed; where it rose by a smaller share but the gap
    widened, say just that." Read as: the years are those of the indicator, the same for every community; each mean is
    over the communities with a figure that year; a gap is turned so that above 0 is better, and a lead that grew is
    ground gained; shares are compared in whole per cent. Key: community_code, indicator.
    """
    answer = {}
    for indicator in edition.community_indicators:
        sign, fields = edition.signs[indicator], edition.fields[indicator]
        decimals, kind = fields["decimals"], fields["kind"]
        start = since_year(edition, indicator, since, "community")
        known = [year for year in known_years(edition, indicator, "community") if year >= start]
        years = (known[0], known[-1]) if len(known) > 1 else (None, None)
        for members in edition.members.values():
            ends = {
                code: [None if year is None else edition.value("community", indicator, code, year) for year in years]
                for code in members
            }
            area = [mean(pair[end] for pair in ends.values()) for end in (0, 1)]
            for code in members:
                own = ends[code]
                gaps = [
                    None if mine is None or theirs is None else sign * (mine - theirs)
                    for mine, theirs in zip(own, area, strict=True)
                ]
                rates = improvement(sign, *own), improvement(sign, *area)
                ground = _ground(*gaps, decimals)
                answer[code, indicator] = {
                    "first_year": years[0],
                    "last_year": years[1],
                    "first_value": own[0],
                    "last_value": own[1],
                    "improvement": rates[0],
                    "area_first_value": area[0],
                    "area_last_value": area[1],
                    "area_improvement": rates[1],
                    "direction": direction(sign, *own, decimals),
                    "told_as": told_as(*own, kind),
                    "area_direction": direction(sign, *area, decimals),
                    "area_told_as": told_as(*area, kind),
                    "first_gap": gaps[0],
                    "last_gap": gaps[1],
                    "ground": ground,
                    "movement": _movement(*gaps, ground, decimals),
                    "is_ahead_by_share": None
                    if ground != "lost"
                    else None not in rates and printed(rates[0], 0) > printed(rates[1], 0),
                }
    return answer


def _ground(first_gap, last_gap, decimals):
    if first_gap is None or last_gap is None:
        return None
    if makes_no_difference(first_gap, last_gap, decimals):
        return "kept"
    return "gained" if last_gap > first_gap else "lost"


def _movement(first_gap, last_gap, ground, decimals):
    """What became of a gap, as the methodology names it: catching up, falling further behind, pulling away, losing
    ground, keeping its distance; and, where it was closed or changed sides, what that is called.
    """
    if ground in (None, "kept"):
        return ground and "keeping_its_distance"
    before, after = (int(gap > 0) - int(gap < 0) for gap in (printed(first_gap, decimals), printed(last_gap, decimals)))
    if ground == "gained":
        named = {0: "caught_up", -1: "catching_up", 1: "pulling_away" if before > 0 else "moved_ahead"}
    else:
        named = {
            0: "lost_its_lead",
            1: "losing_ground",
            -1: "falling_further_behind" if before < 0 else "fallen_behind",
        }
    return named[after]

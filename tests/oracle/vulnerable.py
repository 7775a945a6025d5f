"""The most vulnerable communities of then and now, and how all communities changed. Each answers {key: row}."""

from __future__ import annotations

from oracle.arithmetic import improvement, mean
from oracle.rankings import DECIMALS, combined_score


def most_vulnerable(edition, scores=None):
    """One row for every community among the five most vulnerable of its CPP, then or now. Key: community_code.

    "Most vulnerable five of each CPP: fixed since 2006/07", beside the five most vulnerable now. Read as: now means
    the first five by combined area score over all indicators, ties by code; as many as the longest list of then.
    """
    combined = combined_score(edition, edition.community_indicators, scores)
    places = max(row["vulnerable_rank"] or 0 for row in edition.communities.values())
    answer = {}
    for area, members in edition.members.items():
        known = [code for code in members if combined[code, None]["area_score"] is not None]
        order = sorted(known, key=lambda code: (round(combined[code, None]["area_score"], DECIMALS), code))
        for place, code in enumerate(order, start=1):
            then = edition.communities[code]["vulnerable_rank"]
            if then is not None or place <= places:
                answer[(code,)] = {
                    "area_code": area,
                    "rank_then": then,
                    "rank_now": place if place <= places else None,
                    "communities": len(known),
                }
    return answer


def vulnerable_still(edition, scores=None):
    """One row for every CPP: how many of its five of then are among its five of now. Key: area_code."""
    answer = {}
    for row in most_vulnerable(edition, scores).values():
        told = answer.setdefault((row["area_code"],), {"were": 0, "still": 0, "communities": row["communities"]})
        told["were"] += row["rank_then"] is not None
        told["still"] += row["rank_then"] is not None and row["rank_now"] is not None
    return answer


def raw_change(edition):
    """One row for every community and indicator: the change that vulnerable_change tells for the five alone.

    "From its first to its last raw year: percentage improvement s * (last / first - 1) * 100, beside that of the
    unweighted mean of the CPP's communities." Key: community_code, indicator.
    """
    answer = {}
    for indicator in edition.community_indicators:
        sign = edition.signs[indicator]
        raw_years = edition.years("community", indicator, statuses=("raw",))
        first, last = raw_years[0], raw_years[-1]
        for members in edition.members.values():
            ends = {
                code: [edition.value("community", indicator, code, year) for year in (first, last)] for code in members
            }
            area = [mean(pair[end] for pair in ends.values()) for end in (0, 1)]
            for code in members:
                answer[code, indicator] = {
                    "first_year": first,
                    "last_year": last,
                    "first_value": ends[code][0],
                    "last_value": ends[code][1],
                    "improvement": improvement(sign, *ends[code]),
                    "area_first_value": area[0],
                    "area_last_value": area[1],
                    "area_improvement": improvement(sign, *area),
                }
    return answer

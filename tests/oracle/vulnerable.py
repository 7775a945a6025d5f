"""The most vulnerable communities of then and now. Each answers {key: row}."""

from __future__ import annotations

from oracle.rankings import DECIMALS, combined_score


def most_vulnerable(edition, scores=None):
    """One row for every community among the five most vulnerable of its CPP, then or now. Key: community_code.

    "Most vulnerable five of each CPP: fixed since 2006/07", beside the five most vulnerable now. Read as: now means
    the first five by combined area score over all indicators, ties by code; as many as the longest list of then. "An
    area with fewer than ten communities has no five most vulnerable: show all its communities then and now."
    """
    combined = combined_score(edition, edition.community_indicators, scores)
    places = max(row["vulnerable_rank"] or 0 for row in edition.communities.values())
    answer = {}
    for area, members in edition.members.items():
        known = [code for code in members if combined[code, None]["area_score"] is not None]
        order = sorted(known, key=lambda code: (round(combined[code, None]["area_score"], DECIMALS), code))
        has_five = len(known) >= 10
        for place, code in enumerate(order, start=1):
            then = edition.communities[code]["vulnerable_rank"]
            if then is not None or place <= places or not has_five:
                answer[(code,)] = {
                    "area_code": area,
                    "rank_then": then,
                    "rank_now": place if place <= places or not has_five else None,
                    "communities": len(known),
                    "has_five": has_five,
                }
    return answer


def vulnerable_still(edition, scores=None):
    """One row for every CPP: how many of its five of then are among its five of now. Key: area_code."""
    answer = {}
    for row in most_vulnerable(edition, scores).values():
        start = {"were": 0, "still": 0, "communities": row["communities"], "has_five": row["has_five"]}
        told = answer.setdefault((row["area_code"],), start)
        told["were"] += row["has_five"] and row["rank_then"] is not None
        told["still"] += row["has_five"] and row["rank_then"] is not None and row["rank_now"] is not None
    return answer

"""How sure: indicative intervals of communities, what they leave of positions, and how much is chance."""

from __future__ import annotations

from math import sqrt

from oracle.arithmetic import mean, sample_sd
from oracle.communities import community_score
from oracle.edition import rows

Z = 1.959963984540054


def wilson(share, n):
    """Wilson's score interval: the roots p of (share - p)^2 = Z^2 p (1 - p) / n."""
    a, b, c = 1 + Z**2 / n, -(2 * share + Z**2 / n), share**2
    root = sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def byar(events):
    """Byar's interval of a count of events."""
    low = 0.0
    if events > 0:
        low = max(0.0, events * (1 - 1 / (9 * events) - Z / (3 * sqrt(events))) ** 3)
    more = events + 1
    return low, more * (1 - 1 / (9 * more) + Z / (3 * sqrt(more))) ** 3


def community_interval(edition, data):
    """The indicative interval of every community's latest figure. Key: community_code, indicator.

    "Wilson's interval with n = population x years"; "Byar's interval on the events, value x population x years / rate
    base"; "95%. Standard error = (high - low) / 3.92"; "attainment and depopulation: not assessed".
    """
    people = {row["community_code"]: row for row in rows(data, "population")}
    answer = {}
    for code in edition.community_indicators:
        fields = edition.fields[code]
        year = edition.latest_year("community", code)
        years = fields.get("rolling_years_community", fields["rolling_years"])
        for community in edition.communities:
            value = edition.value("community", code, community, year)
            low = high = None
            n = people[community][fields["age_group"]] * years if "age_group" in fields else 0
            if value is not None and n and fields["interval"] == "wilson":
                low, high = (100 * end for end in wilson(value / 100, n))
            elif value is not None and n and fields["interval"] == "byar":
                low, high = (end / n * fields["rate_base"] for end in byar(value * n / fields["rate_base"]))
            answer[community, code] = {
                "value": value,
                "low": low,
                "high": high,
                "standard_error": None if low is None else (high - low) / 3.92,
            }
    return answer


def community_chance(edition, data):
    """By area and outcome: "the share of its communities whose interval holds the area's mean".

    "two thirds and more mostly within chance, a third and less mostly real differences, else partly". Key: area_code,
    indicator.
    """
    intervals = community_interval(edition, data)
    answer = {}
    for area, members in edition.members.items():
        for code in edition.community_indicators:
            some = [intervals[one, code] for one in members]
            middle = mean([row["value"] for row in some])
            assessed = [row for row in some if row["low"] is not None]
            holding = sum(row["low"] <= middle <= row["high"] for row in assessed)
            if not assessed:
                chance = "not_assessed"
            elif 3 * holding >= 2 * len(assessed):
                chance = "mostly_chance"
            else:
                chance = "mostly_real" if 3 * holding <= len(assessed) else "partly"
            answer[area, code] = {"mean": middle, "assessed": len(assessed), "within_chance": holding, "chance": chance}
    return answer


def _between(scores, errors):
    """Positions "from 1 + (how many are surely poorer) to n - (how many are surely better)"."""
    answer = {}
    for one, score in scores.items():
        gaps = [(other - score, 1.96 * sqrt(errors[one] ** 2 + errors[code] ** 2)) for code, other in scores.items()]
        answer[one] = (
            1 + sum(-gap > needed for gap, needed in gaps),
            len(scores) - sum(gap > needed for gap, needed in gaps),
        )
    return answer


def community_between(edition, data):
    """Where each community stands on each outcome, and between which positions. Key: community_code, indicator."""
    intervals = community_interval(edition, data)
    answer = {}
    for members in edition.members.values():
        for code in edition.community_indicators:
            rows_ = {one: intervals[one, code] for one in members if intervals[one, code]["value"] is not None}
            scores = {one: edition.signs[code] * row["value"] for one, row in rows_.items()}
            assessed = {one: row["standard_error"] for one, row in rows_.items() if row["standard_error"] is not None}
            found = _between({one: scores[one] for one in assessed}, assessed) if len(assessed) == len(rows_) else {}
            for one, score in scores.items():
                poorer = sum(round(other, 9) < round(score, 9) for other in scores.values())
                equal = sum(round(other, 9) == round(score, 9) for other in scores.values())
                low, high = found.get(one, (None, None))
                answer[one, code] = {
                    "position": poorer + (1 + equal) / 2,
                    "position_from": low,
                    "position_to": high,
                    "communities": len(scores),
                }
    return answer


def combined_between(edition, data, area, indicators):
    """At least between which positions by combined score in an area. Key: community_code.

    "standard error = root of the sum of (se / sd of the area)^2 over the assessed outcomes; the others count as known".
    """
    intervals, scored = community_interval(edition, data), community_score(edition)
    members = edition.members[area]
    spread = {code: sample_sd([intervals[one, code]["value"] for one in members]) for code in indicators}
    scores, errors = {}, {}
    for one in members:
        own = [scored[one, code]["area_score"] for code in indicators if (one, code) in scored]
        own = [score for score in own if score is not None]
        if not own:
            continue
        scores[one] = sum(own)
        parts = [
            (intervals[one, code]["standard_error"] / spread[code]) ** 2
            for code in indicators
            if intervals[one, code]["standard_error"] is not None and spread[code]
        ]
        errors[one] = sqrt(sum(parts))
    return {one: {"position_from": low, "position_to": high} for one, (low, high) in _between(scores, errors).items()}


def data_zone_chance(edition, data):
    """The interval of a community, and that of a data zone with an equal share of its people: wider by the root of
    their number, since "standard error" falls with the root of the people. Key: community_code, indicator.
    """
    intervals = community_interval(edition, data)
    zones = {}
    for row in rows(data, "data_zone"):
        zones[row["community_code"]] = zones.get(row["community_code"], 0) + 1
    return {
        (community, code): {
            "low": intervals[community, code]["low"],
            "high": intervals[community, code]["high"],
            "zones": count,
            "times_as_wide": sqrt(count),
        }
        for community, count in zones.items()
        for code in edition.series["data_zone"]
        if code in edition.community_indicators
    }


VIEWS = {
    "community_interval": (("community_code", "indicator"), community_interval),
    "community_chance": (("area_code", "indicator"), community_chance),
    "data_zone_chance": (("community_code", "indicator"), data_zone_chance),
    "community_between": (("community_code", "indicator"), community_between),
}

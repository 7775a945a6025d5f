"""Areas among all 32, or among the members of their family group. Each function answers {key: row}."""

from __future__ import annotations

from math import cos, radians

from oracle.areas import FAMILIES, cpp_improvement
from oracle.arithmetic import competition_ranks
from oracle.edition import OBSERVED


def area_group(edition):
    """Who belongs to which group: `all`, and the family groups. Key: group_code, area_code.

    "two sets of four groups of eight: by deprivation ... and by population density". Scotland belongs to none.
    """
    groups = {("all", code): {} for code in edition.cpps}
    for family, column in FAMILIES.items():
        groups |= {(f"{family}-{edition.areas[code][column]}", code): {} for code in edition.cpps}
    return groups


def _members(edition):
    members = {}
    for group, code in area_group(edition):
        members.setdefault(group, []).append(code)
    return members


def _settled(values):
    return {code: None if value is None else round(value, 9) for code, value in values.items()}


def cpp_position(edition):
    """One row for every group, member, indicator and observed year: the figure, and its rank among the members.

    The rank of the methodology ("1 is best; equal values share the lower number"), among the members of the group,
    in any observed year. Read as: equal to nine decimals is equal, for the workbooks' averages carry noise beyond (the
    same figure in two cells differs in its last digit). Key: group_code, area_code, indicator, year.
    """
    answer = {}
    for group, members in _members(edition).items():
        for indicator, sign in edition.signs.items():
            for year, statuses in edition.status["cpp"][indicator].items():
                present = [code for code in members if statuses.get(code) in OBSERVED]
                values = {code: edition.value("cpp", indicator, code, year) for code in present}
                ranks = competition_ranks(sign, _settled(values))
                known = [value for value in values.values() if value is not None]
                for code, value in values.items():
                    answer[group, code, indicator, year] = {
                        "value": value,
                        "status": None if value is None else statuses[code],
                        "rank": ranks.get(code),
                        "ranked": len(known),
                    }
    return answer


def cpp_change_position(edition):
    """One row for every group, member and indicator: both ends of its series, and the rank of its improvement.

    "Improvement rate of a series": the highest is first, equal ones share the lower number; one that cannot be worked
    out has no rank. Key: group_code, area_code, indicator.
    """
    improvements = cpp_improvement(edition)
    answer = {}
    for group, members in _members(edition).items():
        for indicator in edition.signs:
            rows = {code: improvements[code, indicator] for code in members if (code, indicator) in improvements}
            rates = {code: row["improvement"] for code, row in rows.items()}
            ranks = competition_ranks(1, _settled(rates))
            statuses = edition.status["cpp"][indicator]
            for code, row in rows.items():
                answer[group, code, indicator] = row | {
                    "first_status": statuses[row["first_year"]][code],
                    "last_status": statuses[row["last_year"]][code],
                    "rank": ranks.get(code),
                    "ranked": sum(rate is not None for rate in rates.values()),
                }
    return answer


def area_centre(communities, data_zones):
    """The data zone of each CPP nearest to the mean of them all, distances on a small flat map. Key: area_code."""
    area_of = {row["community_code"]: row["area_code"] for row in communities}
    zones = {}
    for row in data_zones:
        zones.setdefault(area_of[row["community_code"]], []).append(row)
    answer = {}
    for area, rows in zones.items():
        longitude = sum(row["longitude"] for row in rows) / len(rows)
        latitude = sum(row["latitude"] for row in rows) / len(rows)
        shrink = cos(radians(latitude))

        def distance(row, longitude=longitude, latitude=latitude, shrink=shrink):
            return ((row["longitude"] - longitude) * shrink) ** 2 + (row["latitude"] - latitude) ** 2

        nearest = min(rows, key=lambda row: (distance(row), row["data_zone_code"]))
        answer[(area,)] = {"longitude": nearest["longitude"], "latitude": nearest["latitude"]}
    return answer

"""Areas among all 32, or among the members of their family group. Each function answers {key: row}."""

from __future__ import annotations

from math import cos, radians

from oracle.areas import FAMILIES
from oracle.arithmetic import competition_ranks
from oracle.edition import OBSERVED
from oracle.standing import place_change


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


def cpp_change_position(edition, since=None):
    """One row for every group, member and indicator measured in two years: its change, and the rank of its gain.

    The largest gain is first, equal ones share the lower number; a place without a change has no rank and counts for
    none. Key: group_code, area_code, indicator.
    """
    changes = place_change(edition, since)
    answer = {}
    for group, members in _members(edition).items():
        for indicator in edition.signs:
            rows = {code: changes[code, indicator] for code in members if (code, indicator) in changes}
            ranks = competition_ranks(1, _settled({code: row["gain"] for code, row in rows.items()}))
            for code, row in rows.items():
                answer[group, code, indicator] = row | {"rank": ranks[code], "ranked": len(rows)}
    return answer


def cpp_change_tally(edition, since=None):
    """One row for every group and indicator with a change: how many improved, changed little, worsened; when most did.

    Read as: the span that most of the changes have; of equally frequent ones the longest, the earlier first.
    Key: group_code, indicator.
    """
    answer = {}
    for (group, _, indicator), row in cpp_change_position(edition, since).items():
        answer.setdefault((group, indicator), []).append(row)
    return {key: _tally(rows) for key, rows in answer.items()}


def _tally(rows):
    spans = [(row["first_year"], row["last_year"]) for row in rows]
    first, last = min(set(spans), key=lambda span: (-spans.count(span), span[0], -span[1]))
    codes = [row["change"] for row in rows]
    counts = {code: codes.count(code) for code in ("improved", "little_change", "worsened")}
    return {"judged": len(rows), **counts, "first_year": first, "last_year": last}


def place_centre(communities, data_zones):
    """The data zone of each CPP and community nearest to the mean of all of its, distances on a small flat map.

    Key: place_code.
    """
    area_of = {row["community_code"]: row["area_code"] for row in communities}
    zones = {}
    for row in data_zones:
        for place in (row["community_code"], area_of[row["community_code"]]):
            zones.setdefault(place, []).append(row)
    answer = {}
    for place, rows in zones.items():
        longitude = sum(row["longitude"] for row in rows) / len(rows)
        latitude = sum(row["latitude"] for row in rows) / len(rows)
        shrink = cos(radians(latitude))

        def distance(row, longitude=longitude, latitude=latitude, shrink=shrink):
            return ((row["longitude"] - longitude) * shrink) ** 2 + (row["latitude"] - latitude) ** 2

        nearest = min(rows, key=lambda row: (distance(row), row["data_zone_code"]))
        answer[(place,)] = {"longitude": nearest["longitude"], "latitude": nearest["latitude"]}
    return answer

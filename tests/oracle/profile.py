"""One community: then and now, its type's mean, whom to learn from, its data zones. Each function answers {key: row}.

Written from the methodology's words and from the rules that the pages state in plain words.
"""

from __future__ import annotations

from collections import defaultdict

from oracle.arithmetic import (
    direction,
    is_better,
    makes_no_difference,
    mean,
    present,
    sample_sd,
    told_as,
    z_scores,
)
from oracle.communities import community_score, raw_change
from oracle.edition import SCOTLAND
from oracle.rankings import DECIMALS


def _types(edition):
    types = defaultdict(list)
    for code, community in edition.communities.items():
        types[community["typology_group"]].append(code)
    return types


def community_latest(edition, scores=None):
    """The figure of the base year and of the latest year, each with its status, and the change between them.

    A base year that is projected would be none. Key: community_code, indicator.
    """
    scores = scores or community_score(edition)
    answer = {}
    for (code, indicator), score in scores.items():
        base = edition.base_year("community", indicator)
        status = edition.status["community"][indicator]
        answer[code, indicator] = {
            "area_code": score["area_code"],
            "base_year": base,
            "base_value": edition.value("community", indicator, code, base),
            "base_status": status.get(base, {}).get(code),
            "year": score["year"],
            "value": score["value"],
            "status": status[score["year"]][code],
            "change": score["change"],
        }
    return answer


def community_level(edition):
    """The latest figure of every community beside that of its CPP. Key: community_code, indicator.

    "Recorded crime and early mortality are not the same series at community and at council level: never set one beside
    the other": those stand beside the unweighted mean of the CPP's communities. "About the same: none at the precision
    shown" (the yardstick of the areas does not speak of communities).
    """
    answer = {}
    for indicator in edition.community_indicators:
        sign, fields = edition.signs[indicator], edition.fields[indicator]
        year, is_alike = edition.latest_year("community", indicator), fields.get("alike_across_levels", True)
        for area, members in edition.members.items():
            figures = {code: edition.value("community", indicator, code, year) for code in members}
            beside = edition.value("cpp", indicator, area, year) if is_alike else mean(figures.values())
            for code, value in figures.items():
                answer[code, indicator] = {
                    "year": year,
                    "is_alike": is_alike,
                    "value": value,
                    "beside_value": beside,
                    "level": _level(sign, value, beside, fields["decimals"]),
                }
    return answer


def _level(sign, value, other, decimals):
    if value is None or other is None:
        return None
    if makes_no_difference(value, other, decimals):
        return "about_the_same"
    return "better" if is_better(sign, value, other) else "worse"


def type_mean(edition):
    """The unweighted mean of a type's communities by year, over those with a figure; its status is the weakest.

    Key: typology_group, indicator, year.
    """
    return _means(edition, _types(edition))


def area_mean(edition):
    """The same of a CPP's communities. Key: area_code, indicator, year."""
    return _means(edition, edition.members)


def _means(edition, groups):
    answer = {}
    for group, members in groups.items():
        for indicator in edition.community_indicators:
            for year, statuses in edition.status["community"][indicator].items():
                figures = {code: edition.value("community", indicator, code, year) for code in members}
                known = {code: value for code, value in figures.items() if value is not None}
                if not known:
                    continue
                kinds = {statuses[code] for code in known}
                weakest = next(kind for kind in ("projected", "imputed", "raw") if kind in kinds)
                answer[group, indicator, year] = {
                    "value": mean(known.values()),
                    "status": weakest,
                    "members": len(known),
                }
    return answer


def base_scores(edition):
    """The type score of each community in the base year: "s * (value - mean) / sd" within its typology group.

    Key: community_code, indicator.
    """
    answer = {}
    for indicator in edition.community_indicators:
        base = edition.base_year("community", indicator)
        for members in _types(edition).values():
            within = z_scores({code: edition.value("community", indicator, code, base) for code in members})
            for code, score in within.items():
                answer[code, indicator] = None if score is None else edition.signs[indicator] * score
    return answer


def start(edition):
    """Combined type score of the base year, its position within the type (equal ones share the mean position), and
    the deviation of the type's scores. Key: community_code.
    """
    scores = base_scores(edition)
    answer = {}
    for members in _types(edition).values():
        sums = {}
        for code in members:
            known = present([scores[code, indicator] for indicator in edition.community_indicators])
            sums[code] = sum(known) if known else None
        rounded = {code: None if value is None else round(value, DECIMALS) for code, value in sums.items()}
        ordered = sorted(value for value in rounded.values() if value is not None)
        spread = sample_sd(present(list(sums.values())))
        for code in members:
            value = rounded[code]
            places = [place for place, other in enumerate(ordered, 1) if other == value]
            answer[code] = {
                "start_score": sums[code],
                "start_position": mean(places) if places else None,
                "type_spread": spread,
            }
    return answer


def in_lists(standing):
    """Each community's place in the four lists, with those next to it. Key: community_code, topic, among.

    standing: rows of community_standing, whose positions have an oracle of their own.
    """
    answer = {}
    for among, group in (("area", "area_code"), ("type", "typology_group")):
        for topic, column in (("outcomes", f"outcomes_in_{among}"), ("improvement", f"change_in_{among}")):
            lists = defaultdict(list)
            for row in standing:
                if row[column] is not None:
                    lists[row[group]].append((row[column], row["community_code"]))
            for row in standing:
                ordered = [code for _, code in sorted(lists[row[group]])]
                code, has_place = row["community_code"], row[column] is not None
                at = ordered.index(code) if has_place else None
                answer[code, topic, among] = {"position": row[column], "communities": row[f"{column}_of"]}
                if has_place:
                    answer[code, topic, among] |= {
                        "before_code": ordered[at - 1] if at else None,
                        "after_code": ordered[at + 1] if at + 1 < len(ordered) else None,
                    }
    return answer


def learn_from(edition, scores=None):
    """Every pair of a community and another of its type. Key: community_code, similar_code.

    "As poor, or nearly: in that year its score within the type was lower than this community's, or higher by at most
    one standard deviation. Did better: its change since then, scored within the type, is above the average."
    Read as: improved counts outcomes between measured years, as every direction that the pages tell.
    """
    scores = scores or community_score(edition)
    measured = raw_change(edition)
    starts = start(edition)
    changes = {}
    for code in edition.communities:
        changes[code] = sum(
            present([scores[code, indicator]["type_change_score"] for indicator in edition.community_indicators])
        )
    answer = {}
    for members in _types(edition).values():
        for mine in members:
            for theirs in members:
                if mine == theirs:
                    continue
                known = present([measured[theirs, i]["direction"] for i in edition.community_indicators])
                answer[mine, theirs] = {
                    "similar_area_code": edition.communities[theirs]["area_code"],
                    "was_as_poor": _at_most(starts, theirs, mine),
                    "did_better": changes[theirs] > 0,
                    "did_better_than_here": changes[theirs] > changes[mine],
                    "start_position": starts[theirs]["start_position"],
                    "improved": known.count("improved"),
                    "changes": len(known),
                    "type_change": changes[theirs],
                }
    return answer


def _at_most(starts, theirs, mine):
    his, own, spread = starts[theirs]["start_score"], starts[mine]["start_score"], starts[mine]["type_spread"]
    return None if his is None or own is None or spread is None else his <= own + spread


def learn_from_outcome(edition, indicator, scores=None):
    """As learn_from, by one indicator's scores. Key: community_code, similar_code."""
    scores = scores or community_score(edition)
    bases = base_scores(edition)
    decimals = edition.fields[indicator]["decimals"]
    latest = community_latest(edition, scores)
    answer = {}
    for members in _types(edition).values():
        for mine in members:
            for theirs in members:
                if mine == theirs:
                    continue
                own, his = bases[mine, indicator], bases[theirs, indicator]
                change = scores[theirs, indicator]["type_change_score"]
                row = latest[theirs, indicator]
                answer[mine, theirs] = {
                    "similar_area_code": row["area_code"],
                    "was_as_poor": None if own is None or his is None else his <= own + 1,
                    "did_better": None if change is None else change > 0,
                    "base_value": row["base_value"],
                    "value": row["value"],
                    "change": row["change"],
                    "direction": direction(edition.signs[indicator], row["base_value"], row["value"], decimals),
                    "told_as": told_as(row["base_value"], row["value"], edition.fields[indicator]["kind"]),
                }
    return answer


def data_zone_figure(edition, zones):
    """The figure of every data zone, in the newest year that the indicator has there, or that it has none; and its
    fifth of its CPP's data zones with a figure, 1 the poorest, where equal values share the poorer fifth. "A percentage
    over 100 occurs": no other figure is one.

    zones: the rows of the table of data zones. Key: data_zone_code, indicator.
    """
    by_area = defaultdict(list)
    for zone in zones:
        by_area[edition.communities[zone["community_code"]]["area_code"]].append(zone)
    answer = {}
    for indicator in edition.series["data_zone"]:
        year = edition.latest_year("data_zone", indicator)
        everywhere = sorted(
            edition.signs[indicator] * value
            for value in present([edition.value("data_zone", indicator, one["data_zone_code"], year) for one in zones])
        )
        first_place = {}
        for place, one in enumerate(everywhere):
            first_place.setdefault(one, place)
        is_percentage = edition.fields[indicator]["kind"] == "percentage"
        for members in by_area.values():
            figures = {}
            for zone in members:
                code = zone["data_zone_code"]
                figures[code] = edition.value("data_zone", indicator, code, year)
            goodness = sorted(edition.signs[indicator] * value for value in present(list(figures.values())))
            poorer = {}
            for place, one in enumerate(goodness):
                poorer.setdefault(one, place)
            for zone in members:
                value = figures[zone["data_zone_code"]]
                answer[zone["data_zone_code"], indicator] = {
                    "community_code": zone["community_code"],
                    "year": year,
                    "value": value,
                    "is_suppressed": value is None,
                    "is_over_100": is_percentage and value is not None and value > 100,
                    "area_fifth": None
                    if value is None
                    else poorer[edition.signs[indicator] * value] * 5 // len(goodness) + 1,
                    "scotland_fifth": None
                    if value is None
                    else first_place[edition.signs[indicator] * value] * 5 // len(everywhere) + 1,
                }
    return answer


def data_zone_scale(edition):
    """The same indicators, in the same year, for communities, and for CPPs and Scotland where those are alike.

    Key: place_code, indicator.
    """
    answer = {}
    for indicator in edition.series["data_zone"]:
        year = edition.latest_year("data_zone", indicator)
        is_alike = edition.fields[indicator].get("alike_across_levels", True)
        for level in ("cpp", "community") if is_alike else ("community",):
            for code, series in edition.series[level][indicator].items():
                if year in series:
                    told = "scotland" if code == SCOTLAND else level
                    answer[code, indicator] = {"level": told, "year": year, "value": series[year]}
    return answer


def area_extent(edition, zones):
    """The window of an area's map: its data zones' centroids and a margin about them. Key: area_code."""
    points = defaultdict(list)
    for zone in zones:
        area = edition.communities[zone["community_code"]]["area_code"]
        for code in (area, SCOTLAND):
            points[code].append((zone["longitude"], zone["latitude"]))
    answer = {}
    for code, found in points.items():
        longitudes, latitudes = [one[0] for one in found], [one[1] for one in found]
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        edge = max((east - west) / 2, north - south) * (0.04 if code == SCOTLAND else 0.12)
        answer[code,] = {
            "west": west - 2 * edge,
            "east": east + 2 * edge,
            "south": south - edge,
            "north": north + edge,
        }
    return answer

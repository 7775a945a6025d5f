"""Combined scores, positions and vulnerability of communities. Each function answers {key: row} for every row."""

from __future__ import annotations

from collections import defaultdict

from oracle.arithmetic import mean, present, tiles, z_scores
from oracle.communities import community_score

# Sums of the same scores in another order differ beyond the ninth decimal: equal to nine decimals is equal.
DECIMALS = 9


def _scores_within(edition, scores, places, indicator):
    """Area score and area change score of one indicator within places other than the CPP.

    "Strategic areas: Fife's communities can also be scored within its seven strategic areas instead of the whole
    CPP": mean and deviation are those of the strategic area. The overall z, over all of Scotland, stays as it is.
    """
    overall = z_scores({code: scores[code, indicator]["change"] for code in edition.communities})
    answer = {}
    for members in places.values():
        outcome = z_scores({code: scores[code, indicator]["value"] for code in members})
        change = z_scores({code: overall[code] for code in members})
        for code in members:
            signed = None if outcome[code] is None else edition.signs[indicator] * outcome[code]
            answer[code] = signed, change[code]
    return answer


def combined_score(edition, indicators, scores=None):
    """One row for every community and place that it is scored within: its CPP, and its strategic area if it has one.

    "Combined score over chosen indicators: the sum, each with equal weight; missing change scores count as
    nothing." Read as: a missing outcome score counts as nothing too, but a community with none at all has no
    combined score; one with no change score at all has a combined change of nought. Key: community_code,
    strategic_area (None for the CPP).
    """
    scores = scores or community_score(edition)
    places = defaultdict(list)
    for code, community in edition.communities.items():
        if community["strategic_area"] is not None:
            places[community["area_code"], community["strategic_area"]].append(code)
    within = {indicator: _scores_within(edition, scores, places, indicator) for indicator in indicators}
    answer = {}
    for code, community in edition.communities.items():
        own = [scores[code, indicator] for indicator in indicators]
        in_type = {
            "area_code": community["area_code"],
            "typology_group": community["typology_group"],
            "type_score": _sum([row["type_score"] for row in own]),
            "type_change": _sum([row["type_change_score"] for row in own]) or 0.0,
        }
        changes = [row["area_change_score"] for row in own]
        answer[code, None] = in_type | {
            "area_score": _sum([row["area_score"] for row in own]),
            "area_change": _sum(changes) or 0.0,
            "changes": len(present(changes)),
        }
        if community["strategic_area"] is not None:
            pairs = [within[indicator][code] for indicator in indicators]
            answer[code, community["strategic_area"]] = in_type | {
                "area_score": _sum([outcome for outcome, _ in pairs]),
                "area_change": _sum([change for _, change in pairs]) or 0.0,
                "changes": len(present([change for _, change in pairs])),
            }
    return answer


def _sum(values):
    values = present(values)
    return sum(values) if values else None


def positions(values, ties):
    """The position of each value, 1 the lowest; a missing value has none.

    "1 is the poorest (lowest combined score). Outcomes: equal scores share the mean position; change: the lowest."
    """
    rounded = {key: round(value, DECIMALS) for key, value in values.items() if value is not None}
    places = defaultdict(list)
    for place, key in enumerate(sorted(rounded, key=rounded.get), start=1):
        places[rounded[key]].append(place)
    return {key: ties(places[rounded[key]]) if key in rounded else None for key in values}


def _known_changes(combined, members, changes):
    """The combined changes of a place: where nobody has a change score, nobody has a position by change.

    "There is no change to speak of, and it is missing, never zero." One who alone has none counts as nought.
    """
    return changes if any(combined[key]["changes"] for key in members) else dict.fromkeys(changes)


def position(edition, indicators, scores=None):
    """One row for every community and place that it is scored within. Key: community_code, strategic_area."""
    combined = combined_score(edition, indicators, scores)
    in_place, in_type = defaultdict(list), defaultdict(list)
    for key, row in combined.items():
        in_place[row["area_code"], key[1]].append(key)
        if key[1] is None:
            in_type[row["typology_group"]].append(key)
    answer = defaultdict(dict)
    for groups, suffix, prefix in ((in_place, "in_area", "area"), (in_type, "in_type", "type")):
        for members in groups.values():
            outcomes = {key: combined[key][f"{prefix}_score"] for key in members}
            changes = {key: combined[key][f"{prefix}_change"] for key in members}
            shared, lowest = positions(outcomes, mean), positions(_known_changes(combined, members, changes), min)
            for key in members:
                answer[key] |= {
                    f"outcomes_{suffix}": shared[key],
                    f"change_{suffix}": lowest[key],
                    f"outcomes_{suffix}_of": len(present(outcomes.values())),
                    f"change_{suffix}_of": len(changes),
                }
    for key in answer:
        answer[key] |= {name: value for name, value in answer[key[0], None].items() if "in_type" in name}
    return dict(answer)


def ranking(edition, indicators, scores=None):
    """One row for every community and place that it is scored within: four positions among those of the place.

    The four questions side by side: poorest outcomes within the area; poorest against their own type; least improved
    within the area; least improved against their type. Read as: the second and the fourth put the communities of
    the place in order of their type scores; ties as ever. Beside them the bands of the first: "position by combined
    area score, in seven equal bands (ntile(7))". Key: community_code, strategic_area.
    """
    combined = combined_score(edition, indicators, scores)
    places = defaultdict(list)
    for key, row in combined.items():
        places[row["area_code"], key[1]].append(key)
    columns = {
        "outcomes_in_area": ("area_score", mean),
        "expected_in_area": ("type_score", mean),
        "change_in_area": ("area_change", min),
        "expected_change_in_area": ("type_change", min),
    }
    answer = defaultdict(dict)
    for members in places.values():
        for column, (score, ties) in columns.items():
            values = {key: combined[key][score] for key in members}
            told = positions(_known_changes(combined, members, values) if ties is min else values, ties)
            for key in members:
                answer[key][column] = told[key]
        for key, band in bands({key: combined[key]["area_score"] for key in members}).items():
            answer[key] |= band
    return dict(answer)


def bands(scores):
    """The band of each of a place's communities, and how many bands there are. Scores by key, a code first in each.

    "In seven equal bands (ntile(7))." Read as: 1 is the poorest; equal scores fall into bands by code; a place of
    fewer than seven has a band for each, and the rest are empty.
    """
    known = {key: round(score, DECIMALS) for key, score in scores.items() if score is not None}
    told = tiles(sorted(known, key=lambda key: (known[key], key)), 7)
    return {
        key: {"band": told[key] if key in known else None, "bands": min(7, len(known)) if key in known else None}
        for key in scores
    }


def contribution(edition, indicators, scores=None):
    """What each outcome adds to a community's combined scores, and its positions by all the others.

    "A combined rank that one outlier decides says so (one score beyond 4)." Read as: without it means that the same
    sums leave that outcome out for every community of the place; a community with no other outcome score has no
    position then. Key: community_code, strategic_area, indicator.
    """
    scores = scores or community_score(edition)
    everything = combined_score(edition, indicators, scores)
    areas = defaultdict(list)
    for key, row in everything.items():
        areas[row["area_code"], key[1]].append(key)
    answer = {}
    for indicator in indicators:
        alone = combined_score(edition, [indicator], scores)
        others = combined_score(edition, [one for one in indicators if one != indicator], scores)
        for members in areas.values():
            outcomes = positions({key: others[key]["area_score"] for key in members}, mean)
            changes = positions({key: others[key]["area_change"] for key in members}, min)
            among = len(present([others[key]["area_score"] for key in members]))
            for key in members:
                change = alone[key]["area_change"] if alone[key]["changes"] else None
                outcome = alone[key]["area_score"]
                answer[(*key, indicator)] = {
                    "area_score": outcome,
                    "area_change_score": change,
                    "is_outlier": None if outcome is None else abs(outcome) > 4,
                    "is_change_outlier": None if change is None else abs(change) > 4,
                    "outcomes_without": outcomes[key],
                    "outcomes_without_of": among,
                    "change_without": changes[key] if len(indicators) > 1 else None,
                }
    return answer


def better_than_expected(edition, indicators, scores=None):
    """One row for every area and strategic area. Key: area_code, strategic_area (None for the CPP).

    "Performing better than expected: the share of a CPP's communities whose combined type score is above zero."
    """
    groups = defaultdict(list)
    for key, row in combined_score(edition, indicators, scores).items():
        groups[row["area_code"], key[1]].append(row["type_score"])
    answer = {}
    for key, members in groups.items():
        known = present(members)
        better = [score for score in known if round(score, DECIMALS) > 0]
        answer[key] = {
            "communities": len(known),
            "better": len(better),
            "share": len(better) / len(known) if known else None,
        }
    return answer


def vulnerability(edition, scores=None):
    """One row for every community with a combined score. Key: community_code.

    "Vulnerability on the community map: position by combined area score over all eight, in seven equal bands
    (ntile(7)) per CPP."
    """
    indicators = edition.community_indicators
    combined = combined_score(edition, indicators, scores)
    places = position(edition, indicators, scores)
    answer = {}
    for area, members in edition.members.items():
        told = bands({code: combined[code, None]["area_score"] for code in members})
        known = [code for code in members if told[code]["band"] is not None]
        for code in known:
            answer[(code,)] = told[code] | {
                "area_code": area,
                "combined_area_score": combined[code, None]["area_score"],
                "position": places[code, None]["outcomes_in_area"],
                "communities": len(known),
            }
    return answer

"""Localities in words: how one is made, why there, and what it is like, in sentences that a plan can quote."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cpop.catalogue import Area, Community, Indicator, cardinal, number, period, possessive, rounded
from cpop.plan import Locality
from cpop.queries.areas import Level
from cpop.queries.communities import Vulnerability
from cpop.queries.localities import DataZones, Standing
from cpop.status import is_measured, note, noted, weaker
from cpop.words import community as of_communities
from cpop.words import people as of_people
from cpop.words.community import listed, outcomes, position

# How many outcomes are named as most unlike the area.
MOST_UNLIKE = 3
APPROXIMATE = (
    "A locality’s figures are approximate: means of its communities, weighted by the people of each outcome’s age "
    "group (all ages where it has none) in {year}, and missing where communities with a fifth or more of them are."
)
ON_THE_MAP = (
    "A click on a community adds it, and takes it away again; so do a box and a lasso with all that lies within. "
    "The list does the same."
)
POOREST_METHOD = (
    "Poorest: each outcome’s latest figure is scored by its distance from the mean of the area’s communities, in "
    "standard deviations; the scores are added with equal weight, as on Rankings."
)
UNLIKE_METHOD = "Furthest from the area’s figure, in standard deviations of the area’s communities."
LEARNING_METHOD = (
    "Of the same type, as poor or nearly in the first year over all outcomes together, and improved more than the "
    "average of the type since. Similar is not the same: ask what was done there before copying it."
)
NOTHING_COMPARED = "Its figures are missing: nothing can be compared."
NOBODY_TO_LEARN_FROM = "No similar community that was as poor as one of these has done better than its type since."


class _Numbered(NamedTuple):
    level: Level | None
    status: str | None
    counted: float | None


# ---- Making one


def community_count(communities: int) -> str:
    """A number of communities in words: "one community", "12 communities"."""
    return f"{cardinal(communities)} {'community' if communities == 1 else 'communities'}"


def size(name: str, area: Area, communities: int, people: int, of_area: int, year: int) -> str:
    """How large a locality is: "The shore has three communities and 12,345 people (2019), 3% of all in Fife"."""
    return (
        f"{name} has {community_count(communities)} and {people:,} people ({year}), {share(people, of_area)} of all "
        f"in {area.name}."
    )


def share(people: int, of_area: int) -> str:
    """A share of the people of an area in per cent, whole: "3%", "under 1%"."""
    part = rounded(people / of_area * 100, 0) if of_area else 0
    return f"{part}%" if part >= 1 else "under 1%"


def _places(names: Sequence[str], most: int | None = None) -> str:
    """Names in a row; semicolons where one of them has a comma or an "and" of its own; beyond `most`, how many more."""
    if most is not None and len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return "; ".join(names) if any("," in name or " and " in name for name in names) else listed(names)


def drafted(names: Sequence[str], people: int, year: int) -> str:
    """What is chosen so far."""
    if not names:
        return "No community is chosen yet."
    return f"Chosen: {community_count(len(names))}, {people:,} people ({year})."


def bordering(name: str, neighbours: Sequence[str], area: Area) -> str:
    """Which communities of the area a community borders on."""
    if not neighbours:
        return f"{name} borders on no other community of {area.name}."
    return f"{name} borders on {_places(neighbours)}."


def poorest_of(area: Area, counted: Collection[Indicator], every: int, communities: int) -> str:
    """What the map to choose from is shaded by. every: how many outcomes communities have."""
    by = f"all {cardinal(every)} outcomes together" if len(counted) == every else outcomes(counted)
    return f"{area.possessive} {communities} communities, the poorest darkest, by {by}."


def band(number: int, bands: int) -> str:
    """A band of the map to choose from in words: "poorest", "third poorest", "middle", "second best"."""
    return (
        of_communities.band_name(number, bands)
        .replace("most vulnerable", "poorest")
        .replace("least vulnerable", "best")
    )


def ringed(names: Sequence[str]) -> str:
    """Which are chosen, for those who do not see the rings."""
    return f"Ringed: {_places(names)}." if names else "None is chosen."


# ---- Why here


def why_here(
    area: Area,
    rows: Sequence[Standing],
    catalogue: Mapping[str, Indicator],
    vulnerable: Sequence[Vulnerability],
    names: Mapping[str, str],
) -> list[str]:
    """The evidence for a locality: where it is poorer than its area, furthest first, and its poorest communities.

    vulnerable: of its own communities, the poorest first; names: of communities by code.
    """
    judged = [row for row in rows if row.level is not None]
    levels = f"{_levels(judged, area)}{_otherwise(judged, catalogue)}." if judged else NOTHING_COMPARED
    return [levels, *evidence(area, rows, catalogue, vulnerable, names)]


def evidence(
    area: Area,
    rows: Sequence[Standing],
    catalogue: Mapping[str, Indicator],
    vulnerable: Sequence[Vulnerability],
    names: Mapping[str, str],
) -> list[str]:
    """The same without its first sentence, which counts the outcomes: what stands beneath the title `behind`."""
    return [
        *(_against(row, area, catalogue[row.indicator]) for row in _worse(rows)),
        *_poorest(area, vulnerable, names),
    ]


def _worse(rows: Sequence[Standing]) -> list[Standing]:
    """The outcomes on which a locality is worse than what stands beside it, the furthest first."""
    return sorted((row for row in rows if row.level == "worse"), key=lambda row: row.distance or 0)


def _levels(judged: Sequence[Standing], area: Area) -> str:
    """On how many outcomes it is worse than the area; where on none, on how many better or about the same."""
    counts = {level: sum(row.level == level for row in judged) for level in ("worse", "about_the_same", "better")}
    if worse := counts["worse"]:
        outcomes_of = "all" if worse == len(judged) else f"{cardinal(worse)} of"
        said = f"on {outcomes_of} {cardinal(len(judged))} outcomes" if len(judged) > 1 else "on its one outcome"
        return f"Its approximate figures are worse than those of {area.name} {said}"
    them = [
        f"{word} on {'all ' if counts[level] == len(judged) else ''}{cardinal(counts[level])}"
        for level, word in (("better", "better"), ("about_the_same", "about the same"))
        if counts[level]
    ]
    return f"On no outcome are its approximate figures worse than those of {area.name}: they are {' and '.join(them)}"


def _otherwise(judged: Sequence[Standing], catalogue: Mapping[str, Indicator]) -> str:
    """Which outcomes stand beside the mean of the area's communities, in brackets; nothing where none does."""
    unlike = [catalogue[row.indicator] for row in judged if not row.is_alike]
    return f" (beside the average of its communities: {outcomes(unlike)})" if unlike else ""


def _against(row: Standing, area: Area, indicator: Indicator) -> str:
    """One outcome that is worse than the area's, with the number of people behind the difference."""
    beside = beside_name(row, area)
    said = (
        f"{indicator.label}: about {noted(indicator.format(row.value), row.status)}, against "
        f"{noted(indicator.format(row.beside_value), row.beside_status)} for {beside}, in {period(row.year)}."
    )
    return f"{said} {_matching(row, indicator)}".strip()


def _matching(row: Standing, indicator: Indicator) -> str:
    """What the area's figure would mean in numbers of people; empty where it would mean none."""
    if row.status is None or row.beside_status is None:
        return ""
    status = weaker(row.status, row.beside_status)
    return of_people.matching(_Numbered(row.level, status, row.counted), indicator, "that")


def beside_name(row: Standing, area: Area) -> str:
    """What a locality's figure stands beside: its area, or the mean of the area's communities."""
    return area.name if row.is_alike else f"the average of {area.possessive} communities"


def _poorest(area: Area, vulnerable: Sequence[Vulnerability], names: Mapping[str, str]) -> list[str]:
    """How many of its communities are in the poorest band, and which; nothing where none is."""
    poorest = [names[row.community_code] for row in vulnerable if row.band == 1 and row.bands > 1]
    if not poorest:
        return []
    bands = vulnerable[0].bands
    them = f"{cardinal(len(poorest))} of its {cardinal(len(vulnerable))} communities"
    if len(poorest) == len(vulnerable):
        them = "its only community" if len(poorest) == 1 else f"all its {cardinal(len(poorest))} communities"
    are, band = "are" if len(poorest) > 1 else "is", of_communities.band_name(1, bands)
    return [
        f"Over all outcomes together {them} {are} in the {band} of {area.possessive} {cardinal(bands)} bands: "
        f"{_places(poorest)}."
    ]


# ---- Titles of its brief, each a finding


def behind(name: str, area: Area, rows: Sequence[Standing], catalogue: Mapping[str, Indicator]) -> str:
    """On how many outcomes a locality is worse than its area, and on which most."""
    judged = [row for row in rows if row.level is not None]
    if not judged:
        return f"{name} has no figure that can be compared"
    worse = _worse(judged)
    better = sum(row.level == "better" for row in judged)
    said = f"{name} is worse than {area.possessive} average on {len(worse) or 'none'} of {len(judged)} outcomes"
    if worse:
        return f"{said}, most on {catalogue[worse[0].indicator].in_sentence}"
    return f"{said}; better on {better or 'none'}"


def placed(name: str, area: Area, vulnerable: Sequence[Vulnerability]) -> str:
    """Which positions its communities have over all outcomes together. vulnerable: its own, the poorest first."""
    if not vulnerable:
        return f"{name} has no position over all outcomes"
    first, last = vulnerable[0], vulnerable[-1]
    among = f"of {first.communities} in {area.name}; 1 is the poorest"
    if len(vulnerable) == 1:
        return f"Over all outcomes, {name} holds position {first.position:g} {among}"
    many = f"the {community_count(len(vulnerable))} of {name}"
    if first.position == last.position:
        return f"Over all outcomes, {many} share position {first.position:g} {among}"
    return f"Over all outcomes, {many} hold positions {first.position:g} to {last.position:g} {among}"


def apart(name: str, area: Area, rows: Sequence[Standing], catalogue: Mapping[str, Indicator]) -> str:
    """How far apart its communities are on the outcome on which it is furthest behind its area, or, where it is on
    none, furthest from it; where they do not differ, or it has but one, its own figure beside the area's.
    """
    judged = [row for row in rows if row.level is not None]
    if not judged:
        return f"{name} has no latest figure of its own"
    row = next(iter(_worse(judged)), None) or max(judged, key=lambda one: abs(one.distance or 0))
    indicator = catalogue[row.indicator]
    if row.best_code is None or row.worst_code is None:
        here, beside = (
            noted(indicator.format(value), status)
            for value, status in ((row.value, row.status), (row.beside_value, row.beside_status))
        )
        return f"{indicator.label}: about {here} in {name}, against {beside} for {beside_name(row, area)}"
    best, poorest = indicator.format(row.best_value), indicator.format(row.worst_value)
    when = f"{period(row.year)}{'' if is_measured(row.status) else ', in part estimated'}"
    return f"{indicator.label}: from {best} in the best community of {name} to {poorest} in the poorest ({when})"


def learning(name: str, found: int, communities: int) -> str:
    """For how many of a locality's communities there is a similar one that did better. found: one or more."""
    of = f"{found} of the {communities}" if found < communities else "both" if found == 2 else f"all {found}"
    who = f"{of} communities" if communities > 1 else "the one community"
    return f"For {who} of {name}, a similar one that was as poor has improved more than its type"


# ---- What it is like


def what_it_is_like(communities: Sequence[Community], most: int | None = None) -> list[str]:
    """The types of a locality's communities in plain words, a sentence a type, the most frequent first.

    most: how many of a type are named; without it, all.
    """
    by_type = [
        list(alike) for _, alike in groupby(sorted(communities, key=lambda one: one.typology_group), _typology_group)
    ]
    return [_type(alike, most) for alike in sorted(by_type, key=lambda alike: (-len(alike), alike[0].typology_group))]


def _typology_group(community: Community) -> int:
    return community.typology_group


def _type(alike: Sequence[Community], most: int | None) -> str:
    names = _places([one.name for one in alike], most)
    try:
        type_of = of_communities.kind(alike[0].typology_label)
    except ValueError:
        # A later edition may label its types anew: then the label itself is all there is to say.
        return f"{names}: {alike[0].typology_label}."
    where = of_communities.SETTLEMENT[type_of.settlement]
    return f"{names}: in {where}; {of_communities.people(type_of)}, and {of_communities.income(type_of)}."


def further_types(types: int) -> str:
    """What is said of the types for which there is no room."""
    return f"Its other communities are of {cardinal(types)} further {'type' if types == 1 else 'types'}."


def spread(vulnerable: Sequence[Vulnerability], names: Mapping[str, str], area: Area) -> str:
    """Where a locality's poorest and best community stand over all outcomes together; of one alone, where it stands.

    vulnerable: of its own communities, the poorest first.
    """
    if not vulnerable:
        return ""
    first, last = vulnerable[0], vulnerable[-1]
    place = f"{position(first.position, first.communities)} communities of {area.name}"
    if len(vulnerable) == 1:
        return f"Over all outcomes together {names[first.community_code]} is {place}."
    if first.position == last.position:
        return f"Over all outcomes together its communities share a position: each is {place}."
    return (
        f"Over all outcomes together its poorest community is {names[first.community_code]} ({place}), its best "
        f"{names[last.community_code]} ({position(last.position, last.communities)})."
    )


def extremes(vulnerable: Sequence[Vulnerability], names: Mapping[str, str]) -> str:
    """Which community of a locality is the poorest over all outcomes together, and which the best; empty where all
    share a position, and for one alone. vulnerable: of its own communities, the poorest first.
    """
    if not vulnerable or vulnerable[0].position == vulnerable[-1].position:
        return ""
    poorest, best = (names[one.community_code] for one in (vulnerable[0], vulnerable[-1]))
    return f"Over all outcomes together its poorest community is {poorest}, its best {best}."


def unlike(rows: Sequence[Standing], area: Area, catalogue: Mapping[str, Indicator]) -> list[str]:
    """The outcomes on which a locality is most unlike its area, furthest first, a sentence each."""
    said = []
    for row, distance in _furthest(rows):
        indicator = catalogue[row.indicator]
        said.append(
            f"{indicator.label}: {_deviations(distance)} than {beside_name(row, area)} "
            f"(about {noted(indicator.format(row.value), row.status)}, against "
            f"{noted(indicator.format(row.beside_value), row.beside_status)})."
        )
    if not any(row.level for row in rows):
        return [NOTHING_COMPARED]
    return said or [f"On no outcome does its approximate figure differ from that of {area.name}."]


def unlike_in_short(rows: Sequence[Standing], area: Area, catalogue: Mapping[str, Indicator]) -> str:
    """The same in one sentence; empty where it is unlike in nothing."""
    far = [f"{catalogue[row.indicator].in_sentence} ({_deviations(distance)})" for row, distance in _furthest(rows)]
    return f"Most unlike {area.name}: {'; '.join(far)}." if far else ""


def _furthest(rows: Sequence[Standing]) -> list[tuple[Standing, float]]:
    far = [(row, row.distance) for row in rows if row.distance is not None and row.level in ("better", "worse")]
    return sorted(far, key=lambda one: -abs(one[1]))[:MOST_UNLIKE]


def _deviations(distance: float) -> str:
    return f"{number(abs(distance), 1)} standard deviations {'poorer' if distance < 0 else 'better'}"


def data_zones(zones: Sequence[DataZones], catalogue: Mapping[str, Indicator], nation: str) -> str:
    """How many of a locality's data zones are in the poorest fifth of the nation's; empty where none has a figure."""
    known = [row for row in zones if row.figures]
    if not known:
        return ""
    fifth = f"{possessive(nation)} poorest fifth"
    told = [
        f"{row.in_scotland_fifth} {'' if row.figures == row.data_zones else f'of {row.figures} '}by "
        f"{catalogue[row.indicator].in_sentence}"
        for row in known
        if row.in_scotland_fifth
    ]
    none = [catalogue[row.indicator] for row in known if not row.in_scotland_fifth]
    if not told:
        figures = max(row.figures for row in known)
        return f"None of its {figures} data zones with a figure is in {fifth} by {outcomes(none)}."
    told += [f"none by {outcomes(none)}"] if none else []
    return f"Of its {known[0].data_zones} data zones, in {fifth}: {'; '.join(told)}."


def counted_otherwise(shown: Sequence[Indicator], area: Area) -> str:
    """Why some outcomes stand beside the mean of the area's communities; nothing where all are counted alike."""
    unlike = [one for one in shown if not one.alike_across_levels]
    if not unlike:
        return ""
    return (
        f"The source does not count {outcomes(unlike)} alike for communities and for areas: the average of "
        f"{area.possessive} communities stands beside."
    )


# ---- Beside others


def latest(name: str, area: Area, row: Standing, indicator: Indicator) -> str:
    """An outcome's latest figure of a locality and what stands beside it, in one sentence."""
    if row.value is None:
        return f"{name} has no figure in {period(row.year)}."
    said = f"{name}: about {noted(indicator.format(row.value), row.status)} in {period(row.year)}"
    if row.beside_value is None:
        return f"{said}."
    figure = indicator.format(row.beside_value)
    estimated = note(row.beside_status)
    return f"{said}; {beside_name(row, area)}: {figure}{f' ({estimated})' if estimated else ''}."


def overlaps(localities: Sequence[Locality], names: Mapping[str, str]) -> str:
    """Which communities are in more than one locality. names: of the area's communities by slug."""
    twice = [names[slug] for slug in names if sum(slug in one.communities for one in localities) > 1]
    if twice:
        return f"In more than one locality: {_places(twice)}."
    return "No community is in more than one locality." if len(localities) > 1 else ""


def rest(
    area: Area,
    left: Collection[str],
    communities: int,
    people: int,
    of_area: int,
    year: int,
    rows: Sequence[Standing],
    catalogue: Mapping[str, Indicator],
) -> str:
    """What the communities in no locality are like. left: their codes; communities: how many the area has; rows: how
    they stand together beside the area.
    """
    if not left:
        return f"Every community of {area.name} is in a locality."
    said = (
        f"The rest of {area.name}: {len(left)} of its {communities} communities, {people:,} people ({year}), "
        f"{share(people, of_area)} of all."
    )
    judged = [row for row in rows if row.level is not None]
    if not judged:
        return said
    return f"{said} Taken together: {_beside_the_area(judged, area, catalogue)}."


def _beside_the_area(judged: Sequence[Standing], area: Area, catalogue: Mapping[str, Indicator]) -> str:
    told = []
    for level, word in (("better", "better"), ("worse", "worse"), ("about_the_same", "about the same")):
        some = [catalogue[row.indicator] for row in judged if row.level == level]
        if some:
            told.append(f"{word} on {outcomes(some)}")
    return f"beside {area.name}, {'; '.join(told)}{_otherwise(judged, catalogue)}"


def coloured(area: Area, members: Mapping[str, Sequence[int]]) -> str:
    """What the map by locality shows. members: the numbers of the localities of each community of the area."""
    inside = sum(bool(numbers) for numbers in members.values())
    several = sum(len(numbers) > 1 for numbers in members.values())
    said = f"{inside} of {area.possessive} {len(members)} communities {'is' if inside == 1 else 'are'} in a locality"
    said += f", {several} of them in several" if several else ""
    return f"{said}. Each has its locality’s number." + (" The others are pale." if inside < len(members) else "")

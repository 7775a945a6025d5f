"""The board pack in words: titles that state a finding, and what each part of it is."""

from __future__ import annotations

from datetime import date

import pandas as pd

from cpop.catalogue import FAMILIES, Area, Comparator, Indicator, ordinal, period, possessive
from cpop.words.standing import THAN, in_sentence, span, status_note, verdict
from cpop.words.vulnerable import THEN

# The parts a pack can have, in their order: as in a link, and as a reader calls them.
SECTIONS = {
    "glance": "At a glance",
    "stands-out": "What stands out",
    "trend": "Priorities: trend",
    "position": "Priorities: position among similar areas",
    "inequality": "Priorities: inequality",
    "poorest": "Communities with the poorest outcomes",
    "vulnerable": "Most vulnerable communities",
}
ESTIMATED = (
    "Estimated: figures before or after the measured years, worked out by the source; drawn dashed, with hollow "
    "marks, and named “estimated”. Projected: modelled for years to come; drawn dotted and named “projected”. "
    "Projected figures enter no rank, gap or comparison."
)


def day(when: date) -> str:
    """A date in words: "31 January 2026"."""
    return f"{when.day} {when:%B %Y}"


def listed(names: list[str], most: int = 4) -> str:
    """Names in a row: "A, B and C"; beyond `most`, "A, B, C and 5 more"."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _missing(*values: object) -> bool:
    return any(value is None or pd.isna(value) for value in values)


def _noted(text: str, status: str | None) -> str:
    note = status_note(status)
    return f"{text} ({note})" if note else text


def glance_title(area: Area, comparator: Comparator, rows: pd.DataFrame, themes: list[str]) -> str:
    """What some rows of queries.glance say together, naming their themes."""
    what = "; ".join(theme if place == 0 else in_sentence(theme) for place, theme in enumerate(themes))
    compared = rows.dropna(subset=["level"])
    if area.is_scotland or not len(compared):
        moved = rows["change"].dropna()
        improved, worsened = (moved == "improved").sum(), (moved == "worsened").sum()
        return f"{what}: {improved} of {len(moved)} outcomes improved, {worsened} worsened"
    better, worse = (int((compared["level"] == code).sum()) for code in ("better", "worse"))
    return f"{what}: better than {comparator.phrase} on {better} of {len(compared)} outcomes, worse on {worse}"


def stands_out_title(area: Area, tally: object) -> str:
    """How many outcomes improved and worsened. tally: queries.tally."""
    if not tally.judged:
        return f"What stands out in {area.name}"
    years = span(tally.first_year, tally.last_year)
    return (
        f"{area.name} improved on {tally.improved} of {tally.judged} outcomes {years} and got worse on {tally.worsened}"
    )


def trend_title(area: Area, comparator: Comparator, row: object, indicator: Indicator) -> str:
    """Level, movement and standing of one outcome in a line, for a row of queries.glance."""
    if _missing(row.value):
        return f"{indicator.label}: {area.name} has no figure for {period(row.year)}"
    now = _noted(f"{indicator.format(row.value)} in {period(row.year)}", row.status)
    if _missing(row.change):
        text = f"{indicator.label}: {now}, change not judged"
    else:
        told = verdict(row.change, indicator, row.first_value, row.last_value)
        what = f"{told.word.lower()}{f', {told.detail},' if told.detail else ''} {span(row.first_year, row.last_year)}"
        text = f"{indicator.label}: {what}"
        text += f"; {now}"
    if area.is_scotland or _missing(row.level):
        return text
    # But where level and direction point different ways.
    turned = (row.change, row.level) in (("improved", "worse"), ("worsened", "better"))
    return f"{text}, {'but' if turned else 'and'} {THAN[row.level]} {comparator.phrase}"


def position_title(area: Area, indicator: Indicator, rows: pd.DataFrame) -> str:
    """Where an area stands among similar ones, for the rows of queries.standings."""
    own = rows[rows["place_code"] == area.code]
    if not len(own) or _missing(own["rank"].iloc[0]):
        return f"{indicator.label}: {area.name} has no figure to place among similar areas"
    place, last = int(own["rank"].iloc[0]), int(rows["rank"].max())
    where = "the best" if place == 1 else "the poorest" if place == last else f"{ordinal(place)} best"
    return f"{indicator.label}: {area.name} is {where} of {int(own['ranked'].iloc[0])} similar areas"


def position(area: Area, indicator: Indicator, rows: pd.DataFrame, family: str) -> str:
    """What the bars of similar areas say: the best, the poorest and the area itself, with figures."""
    members = rows.dropna(subset=["rank", "value"])
    if not len(members):
        return "There are no figures to compare."
    year, size = period(int(members["year"].iloc[0])), int(rows["ranked"].notna().sum())
    best, poorest = members.iloc[0], members.sort_values("rank", kind="stable").iloc[-1]
    text = (
        f"Among the {size} areas most alike in {FAMILIES[family]}, {in_sentence(indicator.label)} in {year} "
        f"runs from {_place(indicator, best)}, the best, to {_place(indicator, poorest)}."
    )
    own = members[members["place_code"] == area.code]
    if len(own) and own["rank"].iloc[0] not in (best["rank"], poorest["rank"]):
        text += f" {area.name}: {_noted(indicator.format(own['value'].iloc[0]), own['status'].iloc[0])}."
    missing = rows[rows["value"].isna() & rows["ranked"].notna()]["name"].tolist()
    if missing:
        text += f" No figure for {listed(missing)}."
    benchmarks = rows[rows["ranked"].isna() & rows["value"].notna()]
    for other in benchmarks.itertuples():
        if isinstance(other.name, str):
            text += f" {other.name}: {_noted(indicator.format(other.value), other.status)}."
    return text + f" {indicator.better.capitalize()} is better."


def _place(indicator: Indicator, row: pd.Series) -> str:
    return f"{_noted(indicator.format(row['value']), row['status'])} in {row['name']}"


def inequality_title(area: Area, indicator: Indicator, row: object) -> str:
    """The two ends of deprivation, for the row of the tenths of queries.inequality."""
    if _missing(row.most_deprived, row.least_deprived):
        return f"{indicator.label}: the gap between communities of {area.name} cannot be told"
    return (
        f"{indicator.label}: {indicator.format(row.most_deprived)} in the most deprived communities, "
        f"{indicator.format(row.least_deprived)} in the least deprived"
    )


def poorest_title(area: Area, names: list[str]) -> str:
    """Which communities are worst off, poorest first."""
    return f"Outcomes in {area.name} are poorest in {listed(names[:3])}"


def vulnerable_title(area: Area, rows: pd.DataFrame) -> str:
    """How many of the most vulnerable of then still are. rows: queries.most_vulnerable."""
    if not rows["has_five"].all():
        return f"All {_number(len(rows))} communities of {area.name}, then and now"
    then = rows.dropna(subset=["rank_then"])
    still = int(then["rank_now"].notna().sum())
    if still == len(then):
        return f"All {_number(still)} most vulnerable communities of {area.name} in {THEN} are among them still"
    return (
        f"{_number(still).capitalize()} of the {_number(len(then))} communities of {area.name} that were most "
        f"vulnerable in {THEN} {'is' if still == 1 else 'are'} among them now"
    )


def _number(count: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


def ground(rows: pd.DataFrame, indicators: dict[str, Indicator]) -> str:
    """On which outcomes a community gained ground on its area's average. rows: queries.vulnerable_change of it."""
    known = rows.dropna(subset=["ground"])
    if not len(known):
        return "not known: figures are missing"
    gained = [in_sentence(indicators[code].label) for code in known.loc[known["ground"] == "gained", "indicator"]]
    if not gained:
        return f"none of {len(known)}"
    return f"{len(gained)} of {len(known)}: {'; '.join(gained)}"


def no_communities(area: Area) -> str:
    """Why the slides about communities are left out of Scotland's pack."""
    return (
        f"{possessive(area.name)} pack has no ranks, similar areas or lists of communities: those belong to one area. "
        "Choose an area to have them."
    )

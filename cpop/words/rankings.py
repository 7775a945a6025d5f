"""Who is poorest, who improves least, and who is above the average of its type, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from cpop.catalogue import Indicator, ordinal, period, possessive, rounded
from cpop.words.community import base_years, listed, outcomes
from cpop.words.standing import in_sentence

# The four questions, in the order of the columns: the column of queries.ranking, the heading with the place's name,
# and what the first and the last of the list are called.
QUESTIONS = {
    "outcomes": ("outcomes_in_area", "Poorest outcomes in {place}", "poorest", "best"),
    "type": ("expected_in_area", "Poorest against its own type across Scotland", "poorest", "best"),
    "change": ("change_in_area", "Least improved in {place}", "least improved", "most improved"),
    "type_change": (
        "expected_change_in_area",
        "Least improved against its own type",
        "least improved",
        "most improved",
    ),
}


def question(code: str, place: str) -> str:
    """The heading of one of the four questions."""
    return QUESTIONS[code][1].format(place=place)


def place_in_list(position: float | None, total: int, low: str, high: str) -> str:
    """A position in words, from the nearer end: "poorest of 136", "2nd best of 6", "4.5 of 30 (shared)"."""
    if position is None or position != position:
        return "no position, as it has no figures"
    if position != int(position):
        return f"position {position:g} of {total}, shared"
    from_end = total - int(position) + 1
    near, word = (int(position), low) if position <= (total + 1) / 2 else (from_end, high)
    return f"{'' if near == 1 else ordinal(near) + ' '}{word} of {total}"


def what_is_summed(indicators: Sequence[Indicator], total: int) -> str:
    """Which outcomes the scores are over: "all eight outcomes together", "child poverty alone"."""
    if len(indicators) == total:
        return f"all {_number(total)} outcomes together"
    if len(indicators) == 1:
        return f"{in_sentence(indicators[0].label)} alone"
    return f"{listed([in_sentence(one.label) for one in indicators])} together"


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


def rankings(place: str, ranking: pd.DataFrame, names: Mapping[str, str], summed: str, since: str) -> str:
    """What the four columns say: the poorest, the least improved, and how many are both.

    ranking: rows of queries.ranking; names: of communities by code; summed: of what_is_summed; since: of counted_from.
    """
    total = len(ranking)
    if not ranking["outcomes_in_area"].notna().any():
        return f"No community of {place} has figures for {summed}."
    poorest = _first(ranking, "outcomes_in_area", 3)
    least = _first(ranking, "change_in_area", 3)
    text = (
        f"Over {summed}, outcomes are poorest in {names[poorest[0]]} of {possessive(place)} {total} communities"
        + (f", then in {listed([names[code] for code in poorest[1:]])}" if len(poorest) > 1 else "")
        + "."
    )
    if not least:
        return f"{text} No change is known for any of them, so nobody is placed by it."
    text += f" {listed([names[code] for code in least])} improved least since {since}."
    if total < 10:
        return text
    fifth = total // 5
    both = set(_first(ranking, "outcomes_in_area", fifth)) & set(_first(ranking, "change_in_area", fifth))
    share = f"the poorest fifth ({fifth} communities)"
    if not both:
        return f"{text} None of {share} is also among the fifth that improved least."
    return (
        f"{text} Of {share}, {_number(len(both))} {'is' if len(both) == 1 else 'are'} also among the fifth that "
        "improved least."
    )


def counted_from(years: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> str:
    """From when change is counted, and which outcomes start from an estimate.

    "2010/11 (recorded crime: 2013/14), for child poverty and attainment from an estimate". years: rows of
    queries.scored_years for the chosen indicators.
    """
    estimated = starts_estimated(years, catalogue)
    note = f", for {outcomes(estimated)} from an estimate" if estimated else ""
    return base_years(list(years.itertuples()), catalogue) + note


def starts_estimated(years: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> list[Indicator]:
    """The outcomes whose change starts from an estimated figure."""
    known = years[years["without_change"] < years["communities"]]
    return [catalogue[code] for code in known.loc[known["base_is_estimated"].astype(bool), "indicator"]]


def _first(ranking: pd.DataFrame, column: str, count: int) -> list[str]:
    pairs = zip(ranking[column].tolist(), ranking["community_code"].tolist(), strict=True)
    return [code for _, code in sorted(pair for pair in pairs if pair[0] == pair[0])[:count]]


ABOVE_TYPE = (
    "Above the average of its type: its outcomes together are better than the average of the communities across "
    "Scotland that are most like it in settlement, ages and incomes. The published tool calls that performing better "
    "than expected; it says nothing of why."
)


def better_than_expected(place: str, communities: int, better: int) -> str:
    """How many of a place's communities are above the average of their own types."""
    if not communities:
        return f"How {possessive(place)} communities do against their own types is not known."
    count = {0: "None", communities: "All"}.get(better, str(better))
    return (
        f"{count} of {possessive(place)} {communities} communities ({percent(better / communities)}) "
        f"{'is' if better == 1 else 'are'} above the average of {'its type' if better == 1 else 'their types'} across "
        "Scotland."
    )


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent."""
    return f"{rounded(share * 100, 0)}%"


_AGAINST = {"above": "above", "below": "below", "at": "at"}


def against_type(level: str | None, missing: str = "no figure") -> str:
    """Where a community stands against the average of its type: "above", "below", "at", or why it does not."""
    return _AGAINST.get(level, missing)


def followed(name: str, row: pd.Series, total: int, place: str) -> str:
    """Where one community stands in each of the four lists, all of them among the communities of the place."""
    told = [place_in_list(getattr(row, column), total, low, high) for column, _, low, high in QUESTIONS.values()]
    against = against_type(row.type_level)
    average = f"{against} the average of its type" if against in _AGAINST else against
    return (
        f"{name}: among {possessive(place)} {total} communities, outcomes {told[0]}; against its own type {told[1]} "
        f"({average}); improvement {told[2]}; improvement against its own type {told[3]}."
    )


def years_note(years: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> str:
    """Which years the scores stand on, which of the figures are estimated, and which changes are not known.

    years: rows of queries.scored_years for the chosen indicators.
    """
    latest, base = _periods(years["year"]), base_years(list(years.itertuples()), catalogue)
    sentences = [f"Outcomes are those of {latest}; improvement is counted from {base} to then."]
    for column, when in (("is_estimated", latest), ("base_is_estimated", "the year that improvement starts from")):
        estimated = [catalogue[code] for code in years.loc[years[column].astype(bool), "indicator"]]
        if estimated:
            sentences.append(f"Estimated, not measured, in {when}: {outcomes(estimated)}.")
    for row in years[years["without_change"] > 0].itertuples():
        count = int(row.without_change)
        if count == row.communities:
            sentences.append(
                f"For {in_sentence(catalogue[row.indicator].label)} no change is known: it counts as nothing in the "
                "sum."
            )
            continue
        sentences.append(
            f"For {in_sentence(catalogue[row.indicator].label)}, the change of {count} of Scotland’s communities is "
            "not known (a nought in either year) and counts as nothing in the sum."
        )
    return " ".join(sentences)


def _periods(years: pd.Series) -> str:
    return listed([period(int(year)) for year in sorted(set(years))])


def shares_of_areas(shares: pd.DataFrame, names: Mapping[str, str], summed: str) -> str:
    """What the areas' shares say: in how many most communities are above average, and the two ends.

    shares: rows of queries.better_than_expected for whole CPPs; names: of areas by code.
    """
    known = shares.dropna(subset=["share"]).sort_values("share", kind="stable")
    most = int((known["share"] > 0.5).sum())
    low, high = known.iloc[0], known[known["share"] == known["share"].max()]
    best = listed([names[code] for code in high["area_code"]])
    return (
        f"Over {summed}, more than half of the communities are above the average of their types in {most} of "
        f"{len(known)} areas. The share is lowest in {names[low.area_code]} ({percent(low.share)}) and highest in "
        f"{best} ({percent(high['share'].iloc[0])})."
    )

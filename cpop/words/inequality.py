"""How unequal communities are, in words: three measures, who fares worse by each, and whether that grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cpop import status
from cpop.catalogue import (
    MISSING,
    Area,
    Comparator,
    Indicator,
    indicators,
    number,
    period,
    possessive,
    rounded,
    signed,
)
from cpop.queries.inequality import Count, Duncan, Measure, MeasureName, Sizes
from cpop.queries.priorities import Priority
from cpop.style import INEQUALITY, NOT_COMPARED
from cpop.words.standing import Verdict

DEPOPULATION = (
    "Depopulation is population in the base year over population in the year: a high index means loss, and counts as "
    "poor. In the base year every community stands at 100, so its gap can only be told from the year after; and since "
    "losses add up over the years, a gap that grows says that the difference goes on, not that it goes faster."
)
MEASURES: tuple[MeasureName, ...] = ("tenths", "duncan", "slope")
NAME = {"tenths": "the gap", "duncan": "the Duncan index", "slope": "the slope index"}
_NUMBER = {1: "the one measure", 2: "both measures", 3: "all three measures"}
# What the direction of each measure is called, as in "Since 2014/15 the gap has grown".
_MOVED = {
    "tenths": {
        "growing": "the gap has grown",
        "shrinking": "the gap has narrowed",
        "unchanged": "the gap is as it was",
        "turned": "the gap has turned round",
    },
    "duncan": {
        "growing": "the concentration has grown",
        "shrinking": "the concentration has fallen",
        "unchanged": "the concentration is as it was",
        "turned": "the concentration has turned round",
    },
    "slope": {
        "growing": "the gradient is steeper",
        "shrinking": "the gradient is flatter",
        "unchanged": "the gradient is as steep",
        "turned": "the gradient has turned round",
    },
}
_WAY = {"growing": "growing", "shrinking": "shrinking", "unchanged": "as it was", "turned": "turned round"}
_SIDE = {
    "deprived": "deprived communities fare worse",
    "others": "deprived communities fare better",
    "even": "they fare about the same",
}
_FARE = {"deprived": "worse", "others": "better", "even": "about even"}
_WORD = {
    "deprived": "Deprived communities fare worse",
    "others": "Deprived communities fare better",
    "even": "About even",
    "mixed": "The measures disagree",
}
_LIVES = {
    "deprived": "income-deprived people are concentrated where outcomes are poorer",
    "others": "income-deprived people are concentrated where outcomes are better",
    "even": "about even, with income-deprived and other people spread alike over poorer and better communities",
}
LEVEL = {
    "tenths": {"larger": "wider than", "smaller": "narrower than"},
    "duncan": {"larger": "more than", "smaller": "less than"},
    "slope": {"larger": "steeper than", "smaller": "flatter than"},
}


# The measures of one outcome by name.
Measures = Mapping[MeasureName, Measure]


def by_indicator(measures: Iterable[Measure]) -> dict[str, dict[MeasureName, Measure]]:
    """The measures of each outcome by name, by the outcome's code."""
    found: dict[str, dict[MeasureName, Measure]] = {}
    for row in measures:
        found.setdefault(row.indicator, {})[row.measure] = row
    return found


def level(row: Measure) -> str:
    """How the size of a measure stands beside the comparator's: "wider than"; empty where that cannot be told."""
    if row.level is None or row.last_value is None or row.comparator_value is None:
        return ""
    if row.level == "opposite":
        return "the other way round from"
    if row.level == "the same":
        # Two indices about nought are told apart by nothing, whatever their second decimal.
        is_alike = row.measure != "duncan" or rounded(row.last_value, 2) == rounded(row.comparator_value, 2)
        return "the same as" if is_alike else "about as even as"
    return LEVEL[row.measure][row.level]


def left_out() -> str:
    """Why some outcomes have no Duncan index; empty where none is left out."""
    names = [one.label for one in indicators().values() if one.overlaps_deprivation]
    return " ".join(
        f"{name}: no Duncan index is shown, for income deprivation is measured largely by this very figure, so that "
        "the index would compare it almost with itself."
        for name in names
    )


def index(value: float | None) -> str:
    """An index or a ratio as it is shown: two decimals."""
    return MISSING if value is None else signed(value, 2)


def figure(measure: MeasureName, indicator: Indicator, value: float | None) -> str:
    """A figure of any of the three measures, as it is shown."""
    return index(value) if measure == "duncan" else indicator.format_signed(value)


def beside(measure: MeasureName, comparator: Comparator) -> str:
    """What a measure of the comparator describes: of Scotland each measure describes something else."""
    if not comparator.is_scotland:
        return comparator.phrase
    return {"tenths": "the tenths of all Scotland’s communities", "duncan": "the average area"}.get(
        measure, "all Scotland’s communities"
    )


def _stood(indicator: Indicator, row: Measure, value: float | None, year: int | None) -> str:
    """A figure of a measure with its year: "14.6 points in 2014/15"."""
    return (
        figure(row.measure, indicator, value)
        if year is None
        else (f"{figure(row.measure, indicator, value)} in {period(year)}")
    )


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _known(measures: Measures) -> list[Measure]:
    """The measures that say who fares worse, in their order."""
    return [measures[name] for name in MEASURES if name in measures and measures[name].side is not None]


# ---- One outcome


def verdict(measures: Measures) -> Verdict:
    """The verdict of an outcome for a table: who fares worse, and whether that grows, by all or by which measure.

    measures: of one outcome.
    """
    known = _known(measures)
    if not known:
        return Verdict(NOT_COMPARED, "Cannot be told", "figures are missing", ": ")
    side, direction = known[0].outcome_side or "mixed", known[0].outcome_direction or "mixed"
    mark = INEQUALITY["mixed" if side == "mixed" else direction if side == "deprived" else side]
    parts = [_by_measure([(row, _FARE[row.side]) for row in known if row.side])] if side == "mixed" else []
    moved = [(row, _way(row)) for row in known if row.direction]
    parts.append(_by_measure(moved) if moved else "measured in one year only")
    return Verdict(mark, _WORD[side], "; ".join(parts), ": ")


def _way(row: Measure) -> str:
    """The direction of a measure in a table."""
    return "about even" if _stays_even(row) else _WAY[row.direction or ""]


def _stays_even(row: Measure) -> bool:
    return row.side == "even" and row.direction == "unchanged"


def _by_measure(pairs: Sequence[tuple[Measure, str]]) -> str:
    """What holds by which measure: "growing by all three measures"; "worse by the gap, even by the Duncan index"."""
    ways: dict[str, list[str]] = {}
    for row, text in pairs:
        ways.setdefault(text, []).append(NAME[row.measure])
    if len(ways) == 1:
        return f"{pairs[0][1]} by {_NUMBER[len(pairs)]}"
    return ", ".join(f"{text} by {_listed(names)}" for text, names in ways.items())


def closing(indicator: Indicator, row: Measure) -> str:
    """Whether the gap of the tenths is closing: "No: it has nearly doubled, from 14.6 points in 2014/15 to …".

    row: that of the tenths.
    """
    if row.last_value is None:
        return "That cannot be told: figures of the tenths are missing."
    last = _stood(indicator, row, row.last_value, row.last_year)
    if row.direction is None:
        return f"That cannot be told: the gap was measured in one year only, {last}."
    if row.side == "others":
        first = _stood(indicator, row, row.first_value, row.first_year)
        text = "There is none to close: the most deprived tenth has the better figure"
        return f"{text}. The gap was {first} and {last}."
    answer = "Yes" if row.side == "even" or row.direction == "shrinking" else "No"
    return f"{answer}: it {_became(indicator, row)}."


def gap(indicator: Indicator, row: Measure) -> str:
    """The same as a finding: "the gap has nearly doubled, from 14.6 points in 2014/15 to …". row: of the tenths."""
    if row.last_value is None:
        return "the gap cannot be told, for figures of the tenths are missing"
    last = _stood(indicator, row, row.last_value, row.last_year)
    if row.direction is None:
        return f"the gap was measured in one year only, {last}"
    if row.side == "others":
        first = _stood(indicator, row, row.first_value, row.first_year)
        return f"the most deprived tenth does better; the gap was {first} and {last}"
    return f"the gap {_became(indicator, row)}"


def _became(indicator: Indicator, row: Measure) -> str:
    """What became of a gap that was measured twice and does not favour the most deprived."""
    first = _stood(indicator, row, row.first_value, row.first_year)
    last = _stood(indicator, row, row.last_value, row.last_year)
    if row.side == "even":
        return f"has closed, from {first} to {last}"
    if row.direction == "turned":
        return f"has turned round against the most deprived, from {first} to {last}"
    if row.direction == "unchanged":
        return f"is as it was, {first} and {last}"
    return f"has {_by(row)}, from {first} to {last}"


def _by(row: Measure) -> str:
    """How a gap grew or narrowed, by its sizes as shown."""
    if not row.first_size or row.last_size is None:
        return "opened"
    times = rounded(row.last_size / row.first_size, 2)
    if row.direction == "shrinking":
        return "more than halved" if times < rounded(0.5, 2) else "narrowed"
    for bound, word in ((3, "more than tripled"), (2, "more than doubled")):
        if times > bound:
            return word
    return "doubled" if times == 2 else "nearly doubled" if times >= rounded(1.8, 2) else "grown"


def agreement(indicator: Indicator, measures: Measures) -> str:
    """Whether the measures agree on who fares worse and on the direction, and where not, which says what."""
    known = _known(measures)
    if not known:
        return f"No measure can be told of {indicator.in_sentence}: figures are missing."
    side = known[0].outcome_side
    if side is None or side == "mixed":
        ways: dict[str, list[str]] = {}
        for row in known:
            ways.setdefault(_SIDE[row.side or ""], []).append(NAME[row.measure])
        each = "; ".join(f"by {_listed(names)} {way}" for way, names in ways.items())
        text = f"The measures disagree on {indicator.in_sentence}: {each}."
    else:
        verb = "says" if len(known) == 1 else "say"
        text = f"{_capital(_NUMBER[len(known)])} {verb} of {indicator.in_sentence} that {_SIDE[side]}."
    return f"{text} {_moves(known)}".strip()


def _moves(known: Iterable[Measure]) -> str:
    """The direction of each measure from its first to its last measured year, once where the years are alike."""
    spans: dict[tuple[int, int], list[str]] = {}
    for row in known:
        if row.direction and row.first_year is not None and row.last_year is not None:
            text = f"{NAME[row.measure]} stays about even" if _stays_even(row) else _MOVED[row.measure][row.direction]
            spans.setdefault((row.first_year, row.last_year), []).append(text)
    return " ".join(
        f"From {period(first)} to {period(last)} {_listed(parts)}." for (first, last), parts in spans.items()
    )


def answer(area: Area, comparator: Comparator, counts: Iterable[Count], is_compared: bool) -> str:
    """The page's question over all outcomes: do deprived communities fare worse, and is the gap closing?"""
    by_measure = {row.measure: row for row in counts}
    every = by_measure.get("all")
    if every is None or not every.outcomes:
        return f"Inequality between the communities of {area.name} cannot be told: figures are missing."
    parts = [_fare(area, every), _closing_of(by_measure["tenths"])]
    if is_compared:
        parts.append(_beside(comparator, by_measure))
    return " ".join(filter(None, parts))


def _fare(area: Area, every: Count) -> str:
    if every.deprived == every.outcomes:
        on = f"on {_all(every.outcomes)} outcomes, by every measure"
        return f"**Yes:** deprived communities in {area.name} fare worse {on}."
    if not every.deprived:
        text = (
            f"**Not clearly:** on none of the {every.outcomes} outcomes does every measure say that deprived "
            f"communities in {area.name} fare worse"
        )
    else:
        start = "Mostly" if 2 * every.deprived > every.outcomes else "On some"
        text = (
            f"**{start}:** deprived communities in {area.name} fare worse by every measure on {every.deprived} of the "
            f"{every.outcomes} outcomes"
        )
    rest = _on(
        (every.mixed, "the measures disagree"),
        (every.others, "deprived communities fare better"),
        (every.even, "it is about even"),
    )
    return f"{text}; {_listed(rest)}." if rest else f"{text}."


def _on(*counted: tuple[int, str]) -> list[str]:
    """What holds on how many outcomes; nothing of what holds on none."""
    return [f"{text} on {count}" for count, text in counted if count]


def _all(count: int) -> str:
    return "both" if count == 2 else f"all {count}"


def _closing_of(tenths: Count) -> str:
    judged = tenths.growing + tenths.shrinking + tenths.unchanged + tenths.turned
    if not judged:
        return ""
    if tenths.shrinking in (0, judged):
        start = "Yes" if tenths.shrinking else "No"
    else:
        start = "Mostly" if 2 * tenths.shrinking > judged else "On some"
    parts = _on(
        (tenths.growing, "has grown"),
        (tenths.shrinking, "has narrowed"),
        (tenths.unchanged, "is as it was"),
        (tenths.turned, "has turned round"),
    )
    return (
        f"Is the gap closing? **{start}:** from the first to the last measured year the gap between the most and the "
        f"least deprived tenth {_listed(parts)} of {judged}."
    )


def _beside(comparator: Comparator, counts: Mapping[str, Count]) -> str:
    parts = []
    wider: tuple[tuple[MeasureName, str], ...] = (
        ("tenths", "the gap is wider"),
        ("duncan", "the Duncan index is larger"),
    )
    for name, what in wider:
        row = counts.get(name)
        compared = row.larger + row.smaller + row.same + row.opposite if row else 0
        if row and compared:
            parts.append(f"{what} than for {beside(name, comparator)} on {row.larger or 'none'} of {compared}")
    return f"{_capital('; '.join(parts))}." if parts else ""


# ---- The three measures in full


def tenths(
    area: Area, comparator: Comparator, indicator: Indicator, row: Measure, sizes: Sizes, is_compared: bool
) -> str:
    """The gap between tenths in the last measured year, with the figures of both and the comparator's gap.

    row: that of the tenths; sizes: those of the area.
    """
    if row.last_value is None or row.last_year is None:
        return f"The tenths of {area.name} cannot be compared: a figure is missing."
    most, least = sizes.most_deprived, sizes.least_deprived
    text = (
        f"In {period(row.last_year)} the most deprived tenth of communities in {area.name}{_single(most)} stood at "
        f"{indicator.format(row.most_deprived)} and the least deprived{_single(least)} at "
        f"{indicator.format(row.least_deprived)}: a gap of {indicator.format_signed(row.last_value)}, "
        f"{_times(row.ratio)}."
    )
    if row.side == "others":
        text += " Here the most deprived tenth has the better figure."
    if is_compared and row.level is not None:
        text += (
            f" For {beside('tenths', comparator)} the gap is {indicator.format_signed(row.comparator_value)}, "
            f"{_times(row.comparator_ratio)}."
        )
    if 1 not in (most, least):
        text += f" The tenths hold {most} communities (most deprived) and {least} (least deprived)."
    return text


def _single(size: int) -> str:
    return " (one community)" if size == 1 else ""


def _times(value: float | None) -> str:
    return "no ratio" if value is None else f"{index(value)} times the least deprived tenth’s figure"


def few_communities(area: Area, sizes: Sizes) -> str:
    """An honest note for an area of which a tenth is a single community; nothing for others."""
    tenths = (("most", sizes.most_deprived), ("least", sizes.least_deprived))
    singles = [name for name, size in tenths if size == 1]
    if not singles:
        return ""
    which = "each “tenth” is" if len(singles) == 2 else f"its {singles[0]} deprived “tenth” is"
    return (
        f"{area.name} has only {sizes.communities} communities, so {which} a single community, and one year’s "
        "chance events in a small place can move every figure here. Read it beside local knowledge."
    )


def duncan(
    area: Area,
    comparator: Comparator,
    indicator: Indicator,
    row: Measure | None,
    latest: Duncan | None,
    is_compared: bool,
) -> str:
    """The Duncan index of the last measured year, what it says, its past, and an estimate of a later year if any.

    row: that of the index, None where it is left out; latest: the area's last year with an index, None for none.
    """
    if row is None:
        return left_out()
    whose = "The average area’s" if area.is_scotland else possessive(area.name)
    if row.last_year is None or row.side is None:
        return f"{whose} index for {indicator.in_sentence} cannot be told: figures are missing."
    text = f"{whose} index for {indicator.in_sentence} is {index(row.last_value)} in {period(row.last_year)}: "
    text += _LIVES[row.side]
    if is_compared and row.level is not None:
        text += f". That is {level(row)} the {index(row.comparator_value)} of {beside('duncan', comparator)}"
    if row.direction is not None:
        moved = "about even then too" if _stays_even(row) else _MOVED["duncan"][row.direction]
        text += f". It was {_stood(indicator, row, row.first_value, row.first_year)}: {moved}"
    text += f".{_simd(row)}"
    if latest is not None and latest.year > row.last_year:
        estimate = status.noted(index(latest.value), latest.status)
        text += f" For {period(latest.year)} there is an estimate, {estimate}."
    return text


def _simd(row: Measure) -> str:
    """The change of the SIMD edition between the two ends, if there is one."""
    first, last = row.first_simd_edition, row.last_simd_edition
    if first is None or last is None or first == last:
        return ""
    return f" Between the two the SIMD changed ({first}, then {last}): part of the change may come from that."


def break_note(indicator: Indicator) -> str:
    """What happened where community figures are not alike those before, and nothing is measured across."""
    return " ".join(one.what for one in indicator.breaks_at("community"))


def slope(area: Area, comparator: Comparator, indicator: Indicator, row: Measure, is_compared: bool) -> str:
    """The slope index of the last measured year, in the unit, with its past and the relative measures.

    row: that of the slope.
    """
    if row.last_year is None or row.side is None:
        return f"No line can be drawn through the communities of {area.name}: figures are missing."
    way = {"deprived": "worsens by", "others": "improves by", "even": "is level, a difference of"}[row.side]
    size = indicator.format_difference(row.last_value)
    text = (
        f"From the least to the most deprived end of {area.name} the fitted line {way} {size} in "
        f"{period(row.last_year)}"
    )
    if is_compared and row.level is not None:
        text += (
            f", a slope index of {indicator.format_signed(row.last_value)} against "
            f"{indicator.format_signed(row.comparator_value)} for {beside('slope', comparator)}"
        )
    if row.direction is not None and row.first_year is not None:
        text += (
            f". In {period(row.first_year)} it was {indicator.format_signed(row.first_value)}: "
            f"{_MOVED['slope'][row.direction]}"
        )
    return f"{text}.{_simd(row)}{_relative(row)}"


def _relative(row: Measure) -> str:
    """The relative index, named as ours, and beside it the two measures that others publish."""
    if row.rii is None:
        return ""
    text = f" Relative index (slope index over the mean, weighted by people): {index(row.rii)}."
    others = []
    if row.line_ratio is not None:
        others.append(f"the line’s most deprived end is {index(row.line_ratio)} times its least deprived end")
    if row.most_deprived_over_mean is not None:
        per_cent = row.most_deprived_over_mean
        way = f"{number(abs(per_cent), 0)}% {'above' if per_cent > 0 else 'below'}" if rounded(per_cent, 0) else "at"
        others.append(f"that end lies {way} the mean")
    return f"{text} Others publish: {_listed(others)}." if others else text


# ---- Priorities


def unequal(row: Priority, indicator: Indicator, comparator: Comparator) -> str:
    """What the third question of Priorities rests on: the gap and the Duncan index beside the comparator's.

    Empty where neither can be asked.
    """
    gap = _against("tenths", indicator, comparator, row.gap, row.comparator_gap, row.gap_year)
    index = _against("duncan", indicator, comparator, row.duncan, row.comparator_duncan, row.duncan_year)
    parts = (
        ("Gap of the tenths", gap, row.gap_level, row.gap_direction, row.gap_first_year),
        ("Duncan index", index, row.duncan_level, row.duncan_direction, row.duncan_first_year),
    )
    return " ".join(
        f"{name} {text}{_since(direction, first_year)}." for name, text, level, direction, first_year in parts if level
    )


def _against(
    measure: MeasureName,
    indicator: Indicator,
    comparator: Comparator,
    value: float | None,
    other: float | None,
    year: int | None,
) -> str:
    figures = " against ".join(figure(measure, indicator, one) for one in (value, other))
    return f"{figures} for {beside(measure, comparator)}" + ("" if year is None else f" in {period(year)}")


def _since(direction: str | None, year: int | None) -> str:
    return "" if direction is None or year is None else f", {direction} since {period(year)}"


def unequal_rule(comparator: Comparator) -> str:
    """The third question of Priorities as it is asked."""
    return (
        "do deprived communities fare worse, more so than for the comparator, and increasingly, by the gap between the "
        f"most and least deprived tenth (beside {beside('tenths', comparator)}) and by the Duncan index (beside "
        f"{beside('duncan', comparator)}), each where there is one?"
    )


def explanation() -> tuple[tuple[str, str], ...]:
    """The three measures in plain words, each as (name, text)."""
    return (
        (
            "Most and least deprived tenth",
            "Communities are put in order of income deprivation, by the newest SIMD throughout. The gap is the figure "
            "of the most deprived tenth less that of the least deprived, each the mean of its communities: below 0 "
            "where the most deprived have the lower figure, which is the poorer one where higher is better. The ratio "
            "is one over the other. Easy to tell, but it looks at the two ends only.",
        ),
        (
            "Duncan index, across all communities",
            "It asks where people who are income deprived live: in the communities with the poorer outcomes or in "
            "those with the better? Within 0.05 of 0 is about even; above, they are concentrated where outcomes are "
            "poorer, and at 1 all of them are; below, where outcomes are better. It says nothing of their own "
            "outcomes, nor how large the differences between communities are: it can grow while every community "
            "improves. Beside Scotland stands the average area: the mean of the indices of the 32.",
        ),
        (
            "Slope index, across the whole gradient",
            "A straight line through all communities, in order of deprivation and weighted by their people. The slope "
            "index is the difference between its two ends in the outcome’s own unit, above 0 where the deprived fare "
            "worse; our relative index is that difference over the mean. Others call by the same name the ratio of "
            "the two ends, or the per cent by which the most deprived end exceeds the mean: both stand beside it. It "
            "shows how large the differences are, and assumes that they grow evenly.",
        ),
        (
            "Growing or shrinking",
            "Each measure from its first to its last measured year, never an estimated one, by its size as it is "
            "shown. Between some years another edition of the SIMD takes over (drawn on the chart), so part of a "
            "change of the Duncan and the slope index may come from the index itself.",
        ),
        (
            "When they disagree",
            "The tenths can be pulled by one or two unusual communities; the slope can be flat where only the very "
            "poorest places differ; the Duncan index can be high where differences are many but small. When an outcome "
            "improves everywhere, the absolute gap often narrows while the ratio widens: a fall from 40 to 30 "
            "and from 20 to 12 makes the gap smaller (20 to 18) and the ratio larger (2.0 to 2.5). Say which one "
            "you use, and look at all three before you call a gap narrower.",
        ),
    )

"""The board pack in words: titles that state a finding, the findings in short, and what a board may ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cpop import status
from cpop.catalogue import FAMILIES, Area, Comparator, Indicator, cardinal, ordinal, period, possessive
from cpop.queries.areas import Glance, Tally
from cpop.queries.board_pack import Vulnerable
from cpop.queries.compare import Standing
from cpop.queries.inequality import Count, Measure
from cpop.queries.people import Counted
from cpop.words.inequality import gap
from cpop.words.people import number
from cpop.words.standing import MOVEMENT, THAN, Headline, pace, rank, span, verdict, why_not_judged
from cpop.words.vulnerable import THEN

# The parts a pack can have, in their order: as in a link, and as a reader calls them.
SECTIONS = {
    "summary": "Summary for the board",
    "progress": "Progress towards our targets",
    "glance": "At a glance",
    "trend": "Priorities: trend",
    "position": "Priorities: position among similar areas",
    "inequality": "Inequality",
    "people": "In numbers of people",
    "poorest": "Communities with the poorest outcomes",
    "vulnerable": "Most vulnerable communities",
    "localities": "Our localities",
    "appendix": "Appendix: all outcomes",
}
# What sections are called in older links.
FORMERLY = {"stands-out": "summary"}
ESTIMATED = (
    "Estimated: figures before or after the measured years, worked out by the source; drawn dashed, with hollow "
    "marks, and named “estimated”. Projected: modelled for years to come; drawn dotted and named “projected”. "
    "Projected figures enter no rank, gap or comparison."
)
FILES = (
    "Three files, ready in seconds: PowerPoint with charts that you can edit, a report to read or print, and a Word "
    "document for a committee’s papers."
)
# How many a board reads on one page.
FINDINGS, QUESTIONS = 5, 3
# Letters that the names of communities may take in a title.
_NAMES = 85


def day(when: date) -> str:
    """A date in words: "31 January 2026"."""
    return f"{when.day} {when:%B %Y}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names in a row: "A, B and C"; beyond `most`, "A, B, C and 5 more"; semicolons where a name has an "and"."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    if any(" and " in name for name in names):
        return "; ".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# ---- The summary


def summary_title(area: Area, labels: Sequence[str], tally: Tally, are_suggested: bool) -> str:
    """What matters most, in a line: the priorities that we suggest, or how the outcomes moved."""
    if labels and are_suggested:
        what = "Worsened most in" if area.is_scotland else "Most pressing for"
        return f"{what} {area.name}: {'; '.join(labels)}"
    if not tally.judged or tally.first_year is None or tally.last_year is None:
        return f"What stands out in {area.name}"
    years = span(tally.first_year, tally.last_year)
    return (
        f"{area.name} improved on {tally.improved} of {tally.judged} outcomes {years} and got worse on {tally.worsened}"
    )


def unequal(area: Area, counts: Mapping[str, Count]) -> str:
    """How many outcomes are poorer where people are deprived, and on how many the gap has grown; a finding.

    counts: by measure, `all` of them together.
    """
    every, tenths = counts.get("all"), counts.get("tenths")
    if every is None or not every.outcomes:
        return f"How unequal the communities of {area.name} are cannot be told: figures are missing"
    text = (
        f"Deprived communities of {area.name} fare worse on {every.deprived or 'none'} of {every.outcomes} outcomes by "
        "every measure"
    )
    moved = tenths.growing + tenths.shrinking + tenths.unchanged + tenths.turned if tenths else 0
    return f"{text}; the gap has grown on {tenths.growing or 'none'} of {moved}" if tenths and moved else text


_MOVED = {
    "growing": "the gap has grown",
    "shrinking": "the gap has narrowed",
    "unchanged": "the gap is as it was",
    "turned": "the gap has turned round",
}


def gap_moved(indicator: Indicator, row: Measure) -> str:
    """What became of the gap between the tenths: "the gap has grown, from 22.4 points in 2013/14"."""
    if row.direction is None or row.first_year is None:
        return "the gap was measured in one year only"
    return f"{_MOVED[row.direction]}, from {indicator.format_signed(row.first_value)} in {period(row.first_year)}"


def questions(
    area: Area,
    comparator: Comparator,
    first: tuple[Glance, Indicator] | None,
    better: tuple[Standing, Glance, Indicator, str] | None,
    poorest: Sequence[str],
    gap_grew_on: int,
) -> list[str]:
    """Three things that a board may ask, of what its figures say.

    first: the first priority; better: the best of the similar areas that do better on a priority, that priority, and
    the family; poorest: names of communities; gap_grew_on: so many outcomes.
    """
    asked = []
    if first and first[0].value is not None:
        row, indicator = first
        asked.append(f"{_state(area, comparator, row, indicator)}: who will do what about it, and by when?")
    if better:
        other, row, indicator, family = better
        theirs = status.noted(indicator.format(other.value), other.status)
        mine = status.noted(indicator.format(row.value), row.status)
        asked.append(
            f"{other.name} is much like {area.name} in {FAMILIES[family]}, and has {theirs} for "
            f"{indicator.in_sentence}, against {mine} here: what is done there that is not done here?"
        )
    if poorest:
        asked.append(f"Does the plan reach {listed(poorest)} first, and how would the board know?")
    if gap_grew_on:
        asked.append("Which services reach the most deprived communities least, and what would change that?")
    asked += [
        "Which of these findings does local knowledge contradict, and why?",
        "What should be seen in a year’s time, if the plan is working?",
        "What do people who live here say that no figure shows?",
    ]
    return asked[:QUESTIONS]


_HAS = {"improved": "improved", "worsened": "worsened", "little_change": "changed little"}


def _state(area: Area, comparator: Comparator, row: Glance, indicator: Indicator) -> str:
    """How an outcome stands, in half a sentence: "On child poverty, Fife is worse than Scotland (worsening faster)"."""
    if area.is_scotland or row.level is None:
        moved = f"has {_HAS[row.change]}" if row.change else f"stands at {indicator.format(row.value)}"
        return f"On {indicator.in_sentence}, {area.name} {moved}"
    text = f"On {indicator.in_sentence}, {area.name} is {THAN[row.level]} {comparator.phrase}"
    return f"{text} ({pace(row.pace, comparator.phrase)})" if row.pace else text


# ---- At a glance


def glance_title(area: Area, comparator: Comparator, rows: Sequence[Glance], catalogue: Mapping[str, Indicator]) -> str:
    """What some rows say together: on how many outcomes, and on which most."""
    compared = [row for row in rows if row.level and not area.is_scotland]
    if not compared:
        return _moved(rows, catalogue)
    ordered = sorted(compared, key=lambda row: row.level_gap or 0)
    worse = [row for row in ordered if row.level == "worse"]
    better = [row for row in reversed(ordered) if row.level == "better"]
    return (
        f"Worse than {comparator.short} on {len(worse) or 'none'} of {len(compared)} outcomes"
        f"{_most('most on', worse, catalogue)}; better on {len(better) or 'none'}"
        f"{_most('most on', better, catalogue)}"
    )


def _moved(rows: Sequence[Glance], catalogue: Mapping[str, Indicator]) -> str:
    """How some outcomes moved, where there is nobody to compare with."""
    ordered = sorted((row for row in rows if row.change), key=lambda row: row.gain_in_yardsticks or 0)
    years = sorted(year for row in ordered for year in (row.first_year, row.last_year) if year is not None)
    if not years:
        return "No change can be judged"
    worsened = [row for row in ordered if row.change == "worsened"]
    improved = [row for row in reversed(ordered) if row.change == "improved"]
    return (
        f"{len(worsened) or 'None'} of {len(ordered)} outcomes worsened {span(years[0], years[-1])}"
        f"{_most('above all', worsened, catalogue)}; {len(improved) or 'none'} improved"
        f"{_most('above all', improved, catalogue)}"
    )


def _most(how: str, rows: Sequence[Glance], catalogue: Mapping[str, Indicator]) -> str:
    """The first of some outcomes, where there are any: ", most on child poverty"."""
    if not rows:
        return ""
    return f", {how} {catalogue[rows[0].indicator].in_sentence}"


# ---- Priorities


def trend_title(area: Area, comparator: Comparator, row: Glance, indicator: Indicator) -> str:
    """Level, movement and standing of one outcome in a line."""
    if row.value is None:
        return f"{indicator.label}: {area.name} has no figure for {period(row.year)}"
    now = status.noted(f"{indicator.format(row.value)} in {period(row.year)}", row.status)
    if row.change is None or row.first_year is None or row.last_year is None:
        text = f"{indicator.label}: {now}, change not judged"
    else:
        moved = verdict(row.change, indicator, row.first_value, row.last_value)
        what = f"{moved.word.lower()}{f', {moved.detail}' if moved.detail else ''}"
        # A latest figure that is estimated is not where the measured change ends.
        is_end = row.year == row.last_year
        ends = f"since {period(row.first_year)}, to" if is_end else f"{span(row.first_year, row.last_year)};"
        text = f"{indicator.label}: {what} {ends} {now}"
    if area.is_scotland or row.level is None:
        return text
    # But where level and direction point different ways.
    is_turned = (row.change, row.level) in (("improved", "worse"), ("worsened", "better"))
    return f"{text}, {'but' if is_turned else 'and'} {THAN[row.level]} {comparator.short}"


def trend_points(area: Area, comparator: Comparator, row: Glance, indicator: Indicator) -> list[Headline]:
    """What the title of a trend leaves out: the comparator's figure, the pace, the rank, and why there is no change."""
    points = []
    if row.value is not None and not area.is_scotland and row.level is not None:
        theirs = f"{indicator.format(row.comparator_value)} in {period(row.year)}"
        points.append(Headline(comparator.name, f"{status.qualified(theirs, row.comparator_status)}."))
        if row.pace is not None and row.movement is not None:
            paced, moved = pace(row.pace, comparator.phrase), MOVEMENT[row.movement]
            text = paced if moved in paced else f"{paced}, {moved}"
            years = row.compared_from, row.compared_to
            if years[0] is not None and years[1] is not None and years != (row.first_year, row.last_year):
                text += f", {span(years[0], years[1])}"
            points.append(Headline("Beside it", f"{text}."))
    place = rank(row.rank, row.ranked)
    if place:
        points.append(Headline("Rank", f"{place} areas, where 1st is best."))
    if row.change is None:
        points.append(Headline("", why_not_judged(indicator, row.since_year)))
    elif indicator.terms:
        points.append(Headline("", f"Changes are {indicator.terms}."))
    return points


def key(statuses: Sequence[str]) -> str:
    """How a chart's lines are to be read; nothing where all is measured."""
    names = {status.ESTIMATED: "Dashed: estimated.", status.PROJECTED: "Dotted: projected."}
    return " ".join(names[one] for one in statuses if one in names)


def position_title(area: Area, indicator: Indicator, rows: Sequence[Standing]) -> str:
    """How many of the similar areas do better, and which does best. rows: those of the group, best first."""
    members = [row for row in rows if row.is_member and row.rank is not None]
    own = next((row for row in members if row.place_code == area.code), None)
    others = [row for row in members if row is not own]
    if own is None or not others:
        return f"{indicator.label}: {area.name} has no figure to place among similar areas"
    ahead = [row for row in others if row.area_level == "worse"]
    best = others[0]
    figures = f"{best.name} best, at {status.noted(indicator.format(best.value), best.status)}"
    if ahead:
        how_many = "all" if len(ahead) == len(others) else str(len(ahead))
        do = "does" if how_many == "1" else "do"
        return f"{indicator.label}: {how_many} of the {len(others)} similar areas {do} better, {figures}"
    return f"{indicator.label}: none of the {len(others)} similar areas does clearly better; of them {figures}"


def position_points(area: Area, indicator: Indicator, rows: Sequence[Standing], family: str) -> list[Headline]:
    """What the title of a position leaves out: who is compared, the area's own rank, and who has no figure."""
    members = [row for row in rows if row.is_member]
    points = [
        Headline(
            "Compared",
            f"the {cardinal(len(members))} areas most alike in {FAMILIES[family]}. {indicator.better.capitalize()} is "
            "better.",
        )
    ]
    own = next((row for row in members if row.place_code == area.code), None)
    if own is not None and own.rank is not None and own.ranked is not None:
        figure = status.noted(indicator.format(own.value), own.status)
        points.append(Headline(area.name, f"{figure}, {ordinal(own.rank)} best of {own.ranked}."))
    missing = [row.name for row in members if row.value is None and row.name]
    if missing:
        points.append(Headline("No figure for", f"{listed(missing)}."))
    return points


def position(area: Area, indicator: Indicator, rows: Sequence[Standing], family: str) -> str:
    """What the bars of similar areas show, for those who cannot see them: both ends, the area and the benchmarks."""
    members = [row for row in rows if row.is_member]
    ranked = [row for row in members if row.rank is not None]
    if not ranked:
        return "There are no figures to compare."
    best, poorest = ranked[0], ranked[-1]
    text = (
        f"Among the {len(members)} areas most alike in {FAMILIES[family]}, {indicator.in_sentence} in "
        f"{period(best.year)} runs from {_stood(indicator, best)}, the best, to {_stood(indicator, poorest)}."
    )
    for row in rows:
        is_own = row.place_code == area.code and row.rank not in (None, best.rank, poorest.rank)
        if is_own or (not row.is_member and row.name and row.value is not None):
            text += f" {row.name}: {status.noted(indicator.format(row.value), row.status)}."
    missing = [row.name for row in members if row.value is None and row.name]
    if missing:
        text += f" No figure for {listed(missing)}."
    return f"{text} {indicator.better.capitalize()} is better."


def _stood(indicator: Indicator, row: Standing) -> str:
    return f"{status.noted(indicator.format(row.value), row.status)} in {row.name}"


def inequality_title(indicator: Indicator, row: Measure) -> str:
    """What became of the gap between the most and the least deprived. row: of the tenths."""
    return f"{indicator.label}: {gap(indicator, row)}"


def people_title(row: Counted, indicator: Indicator, comparator: Comparator) -> str:
    """What matching the comparator on one outcome would mean, in a line."""
    return f"Matching {comparator.phrase} would mean {number(row, indicator)}"


def appendix_title(
    area: Area, part: int, parts: int, rows: Sequence[Glance], catalogue: Mapping[str, Indicator]
) -> str:
    """On which of a part's outcomes the area ranks best and poorest; where none is ranked, which moved most."""
    which = f"Appendix, {part} of {parts}" if parts > 1 else "Appendix"
    ranked = [row for row in rows if row.rank is not None]
    if not ranked:
        return f"{which}: {_moved(rows, catalogue)}"
    best, poorest = (pick(ranked, key=lambda row: row.rank or 0) for pick in (min, max))
    said = f"{which}: {area.name} ranks"
    if best.rank == poorest.rank:
        return f"{said} {rank(best.rank, best.ranked)} on each ranked outcome"
    last = rank(poorest.rank, poorest.ranked) if poorest.ranked != best.ranked else ordinal(poorest.rank or 0)
    on = (catalogue[row.indicator].in_sentence for row in (best, poorest))
    return f"{said} from {rank(best.rank, best.ranked)} on {next(on)} to {last} on {next(on)}"


# ---- Communities


def banded(area: Area, names: Sequence[str], bands: int) -> str:
    """What the map of communities shows, in words. names: the poorest first."""
    return (
        f"The {len(names)} communities of {area.name} by all outcomes together, in {cardinal(bands)} bands of about "
        f"equal size: poorest in {names[0]}, best in {names[-1]}."
    )


def poorest_title(area: Area, names: Sequence[str]) -> str:
    """Which communities are worst off, poorest first: three, or fewer where their names are long."""
    first = next(names[:most] for most in (3, 2, 1) if most == 1 or len(listed(names[:most])) <= _NAMES)
    return f"Outcomes in {area.name} are poorest in {listed(first)}"


def vulnerable_title(area: Area, rows: Sequence[Vulnerable]) -> str:
    """How many of the most vulnerable of then still are; where there are too few to list five, which was and is."""
    if not all(row.has_five for row in rows):
        then = next((row.name for row in rows if row.rank_then == 1), None)
        now = next((row.name for row in rows if row.rank_now == 1), None)
        many = f"{cardinal(len(rows))} communities of {area.name}"
        if then is None or now is None:
            return f"All {many}, then and now"
        text = f"Of the {many}, {then} was the most vulnerable in {THEN}"
        return f"{text}, and is still" if then == now else f"{text}, and {now} is now"
    were = [row for row in rows if row.rank_then is not None]
    still = sum(row.rank_now is not None for row in were)
    if still == len(were):
        return f"All {cardinal(still)} most vulnerable communities of {area.name} in {THEN} are among them still"
    count = cardinal(still).capitalize() if still else "None"
    return (
        f"{count} of the {cardinal(len(were))} communities of {area.name} that were most vulnerable in {THEN} "
        f"{'is' if still == 1 else 'are'} among them now"
    )


def ground(row: Vulnerable, catalogue: Mapping[str, Indicator]) -> str:
    """On which outcomes a community gained ground on its area's average."""
    if not row.judged:
        return "not known: figures are missing"
    if not row.gained:
        return f"none of {row.judged}"
    return f"{len(row.gained)} of {row.judged}: {'; '.join(catalogue[code].in_sentence for code in row.gained)}"


def no_communities(area: Area) -> str:
    """Why the slides about communities are left out of Scotland's pack."""
    return (
        f"{possessive(area.name)} pack has no plan, no ranks, similar areas or lists of communities: those belong to "
        "one area. Choose an area to have them."
    )

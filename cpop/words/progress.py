"""How a plan's targets stand, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpop.catalogue import Area, Indicator, cardinal, period
from cpop.queries.progress import Ambition, Progress, Since, Verdict
from cpop.status import noted
from cpop.style import BETTER, NOT_COMPARED, UNCHANGED, WORSE, Mark

VERDICT: Mapping[Verdict, str] = {
    "met": "Met",
    "on_course": "On course",
    "too_slow": "Too slow",
    "moving_away": "Moving away",
    "too_early": "Too early to say",
}
MARK: Mapping[Verdict, Mark] = {
    "met": BETTER,
    "on_course": BETTER,
    "too_slow": WORSE,
    "moving_away": WORSE,
    "too_early": UNCHANGED,
}


def verdict(row: Progress) -> tuple[Mark, str]:
    """The mark and the words of a target's verdict."""
    return (MARK[row.verdict], VERDICT[row.verdict]) if row.verdict else (NOT_COMPARED, "No figure")


def a_year(indicator: Indicator, pace: float | None) -> str:
    """A change a year: "down 0.8 points a year"; nothing said is a dash."""
    if pace is None:
        return "–"
    size = indicator.format_difference(pace)
    if size == indicator.format_difference(0):
        return "under " + indicator.format_difference(10**-indicator.decimals) + " a year" if pace else "no change"
    return f"{'up' if pace > 0 else 'down'} {size} a year"


def sentence(area: Area, indicator: Indicator, row: Progress) -> str:
    """How one target stands: the figures that the verdict rests on, and the verdict."""
    goal = f"{indicator.format(row.goal)} by {period(row.goal_year)}"
    if row.latest_year is None or row.verdict is None:
        return f"{indicator.label}: {area.name} has no figure to set beside the target of {goal}."
    latest = f"{noted(indicator.format(row.latest_value), row.latest_status)} in {period(row.latest_year)}"
    start = f"{indicator.label} in {area.name}: {latest}; the target is {goal}."
    return f"{start} {_why(indicator, row)}"


def _why(indicator: Indicator, row: Progress) -> str:
    verdict = VERDICT[row.verdict] if row.verdict else ""
    if row.verdict == "met":
        return f"{verdict}."
    if row.verdict == "too_early":
        measured = "no year" if not row.measured_since else f"{cardinal(row.measured_since)} year"
        return f"{verdict}: {measured} is measured since the baseline, and a pace needs two."
    base = ""
    if row.baseline_year is not None:
        base = (
            f" since {noted(indicator.format(row.baseline_value), row.baseline_status)} in {period(row.baseline_year)}"
        )
    achieved = f"{a_year(indicator, row.achieved)}{base}"
    if row.needed is None:
        return f"{verdict}: {achieved}, and the year of the target has come."
    return f"{verdict}: {achieved}; {a_year(indicator, row.needed)} is needed."


def title(indicator: Indicator, row: Progress) -> str:
    """How one target stands, in a line: "Child poverty: too slow for 12% by 2027/28"."""
    goal = f"{indicator.format(row.goal)} by {period(row.goal_year)}"
    said = {
        "met": f"the target of {goal} is met",
        "on_course": f"on course for {goal}",
        "too_slow": f"too slow for {goal}",
        "moving_away": f"moving away from {goal}",
        "too_early": f"too early to say whether {goal} will be met",
    }
    what = said[row.verdict] if row.verdict else f"no figure to set beside the target of {goal}"
    return f"{indicator.label}: {what}"


# What the verdicts mean, each with its rule (METHODOLOGY: targets).
VERDICTS_EXPLAINED = (
    "Met: the latest figure is at the target or better, at the precision shown. Too early: fewer than two years are "
    "measured since the baseline. Moving away: the latest figure is worse than the baseline. On course: what was "
    "achieved a year is at least what is needed a year; too slow: it is less, or the year of the target has come."
)


def summary(rows: Sequence[Progress]) -> str:
    """How many targets stand how."""
    counts = {code: sum(row.verdict == code for row in rows) for code in VERDICT}
    parts = [f"{count} {VERDICT[code][0].lower()}{VERDICT[code][1:]}" for code, count in counts.items() if count]
    missing = sum(row.verdict is None for row in rows)
    parts += [f"{missing} without a figure"] * bool(missing)
    return f"Of {cardinal(len(rows))} target{'s' * (len(rows) != 1)}: {', '.join(parts)}."


def ambition(rows: Sequence[Ambition], alike: Mapping[str, str]) -> str:
    """Whether such a change was ever made. alike: what each group but all is alike in, by its code.

    Empty where the target asks for none in years to come.
    """
    everywhere = next((row for row in rows if row.group_code == "all"), None)
    if everywhere is None:
        return ""
    years = f"{cardinal(everywhere.years)} year{'s' * (everywhere.years != 1)}"
    if not everywhere.areas:
        return f"The figures do not reach over {years} without a break: whether it was ever done cannot be said."
    said = f"Of the {everywhere.areas} areas with figures {years} apart, {_made(everywhere)} ever improved this much"
    groups = [
        f"of the {row.areas} areas alike in {alike[row.group_code]}, {_made(row)}"
        for row in rows
        if row.group_code in alike
    ]
    return "; ".join([said, *groups]) + "."


def _made(row: Ambition) -> str:
    if row.made == row.areas > 1:
        return "all"
    return "none" if not row.made else cardinal(row.made)


def moved(row: Since, indicator: Indicator) -> str:
    """What became of a figure that the plan remembers."""
    then = f"{indicator.label}: {indicator.format(row.then_value)} in {period(row.then_year)} when the plan was kept"
    latest = ""
    if row.latest_year is not None and row.latest_year > row.then_year:
        figure = noted(indicator.format(row.latest_value), row.latest_status)
        latest = f"; the latest is {figure} in {period(row.latest_year)}"
    if row.moved == "gone":
        return f"{then}; there is no figure for that year now{latest}."
    if row.moved == "revised":
        return f"{then}, {indicator.format(row.now_value)} for that year now: revised{latest}."
    return f"{then}{latest or '; nothing newer'}."

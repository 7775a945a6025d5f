"""What is said of two editions: what was revised and what that looks like, and whether the projections were right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpop.catalogue import Area, Indicator, number, ordinal, period
from cpop.queries.changes import Judged, Moved, Revised, Scored, Summary
from cpop.style import BETTER, NOT_COMPARED, UNCHANGED, WORSE
from cpop.words.standing import LEVEL, Verdict

PLACES = {"cpp": "areas", "community": "communities"}
# The codes of the column verdict of projection_verdict (14_changes.sql).
_VERDICTS = {
    "better_than_no_change": (BETTER, "Better than “no change”"),
    "as_no_change": (UNCHANGED, "No better than “no change”"),
    "worse_than_no_change": (WORSE, "Worse than “no change”"),
    "not_tested": (NOT_COMPARED, "Not tested"),
    "not_comparable": (NOT_COMPARED, "Not comparable"),
}


def revised_by(indicator: Indicator, row: Revised) -> str:
    """A difference between two editions: "−1.4 points"; "under 0.1 points" where it is less than what is shown."""
    return _under(indicator, row.difference) or indicator.format_signed(row.difference)


def _under(indicator: Indicator, difference: float | None) -> str:
    """What a difference that is none as shown, and is one, is less than: "under 0.1 points"; empty for all others."""
    if not difference or indicator.format_difference(difference) != indicator.format_difference(0):
        return ""
    return f"under {indicator.format_difference(10**-indicator.decimals)}"


def in_short(previous: str, edition: str, summaries: Sequence[Summary]) -> list[str]:
    """What changed, in a few sentences. previous, edition: titles."""
    both, revised = (sum(getattr(one, name) for one in summaries) for name in ("in_both", "revised"))
    untouched = [one for one in summaries if not one.revised]
    new = sorted({year for one in summaries for year in one.new_years})
    gone = sorted({year for one in summaries for year in one.gone_years})
    text = [
        f"{revised:,} of {both:,} figures that both the {previous} and the {edition} edition hold were revised beyond "
        f"the precision shown; {len(untouched)} of {len(summaries)} sets of figures not at all."
    ]
    if new or gone:
        text.append(
            f"Years that came: {_years(new) or 'none'}. Years that went: {_years(gone) or 'none'}. Figures of two "
            "editions do not join to one series."
        )
    return text


def _years(years: Sequence[int]) -> str:
    return ", ".join(map(period, years))


def looks_like(summary: Summary, indicator: Indicator) -> str:
    """What the revisions of an outcome look like, in a sentence or two."""
    if not summary.revised:
        return "Nothing was revised."
    share = f"{summary.revised:,} of {summary.in_both:,} figures revised"
    if summary.first_revised is not None and summary.last_revised is not None:
        share += f", of {period(summary.first_revised)} to {period(summary.last_revised)}"
    if summary.looks_like in ("relabelled_later", "relabelled_earlier"):
        step = "later" if summary.looks_like == "relabelled_later" else "earlier"
        return (
            f"{share}. Looks like a relabelling: nine in ten measured figures, or more, are those of the edition "
            f"before under a label one year {step}."
        )
    if summary.looks_like == "rescaled" and summary.times is not None:
        return (
            f"{share}. Another scale: the middle figure is {number(summary.times, 1)} times the earlier one, as where "
            "a definition changed. The two must not be compared."
        )
    if summary.looks_like == "rounding_only":
        return f"{share}; rounding only: none by more than nought as shown."
    size = _under(indicator, summary.typical) or f"{indicator.format_difference(summary.typical)} or less"
    return f"{share}; half of them by {size}, the largest by {indicator.format_difference(summary.largest)}."


def revised(area: Area, rows: Sequence[Revised], indicators: Mapping[str, Indicator]) -> str:
    """The area's largest revision for how far areas differ, in a sentence. rows: largest first."""
    if not rows:
        return f"No observed figure of {area.name} was revised by more than rounding."
    first = rows[0]
    indicator = indicators[first.indicator]
    return (
        f"{area.possessive} largest revision, for how far areas differ: {indicator.in_sentence} in "
        f"{period(first.year)}, {indicator.format(first.old_value)} before, {indicator.format(first.new_value)} now. "
        f"{len(rows)} outcomes have a revised figure."
    )


def moved(row: Moved) -> str:
    """How a rank and a level moved: "9th to 26th; Better to Worse than Scotland"."""
    text = f"{ordinal(row.old_rank)} to {ordinal(row.new_rank)}" if row.old_rank != row.new_rank else "rank kept"
    if row.old_level != row.new_level:
        before, now = (LEVEL[one].lower() if one else "not judged" for one in (row.old_level, row.new_level))
        text += f"; against Scotland: {before}, now {now}"
    return text


def verdict(row: Judged, indicator: Indicator) -> Verdict:
    """How projections fared, as a judgement: the word, and the typical error beside that of no change."""
    mark, word = _VERDICTS[row.verdict]
    if row.typical_error is None or row.verdict == "not_comparable":
        return Verdict(mark, word)
    detail = (
        f"half missed by {indicator.format_difference(row.typical_error)} or more, "
        f"“no change” by {indicator.format_difference(row.no_change_error)}"
    )
    return Verdict(mark, word, detail, ": ")


def projections(row: Judged, indicator: Indicator, previous: str) -> str:
    """Whether projections of an outcome were right, plainly, in a sentence or two. previous: the earlier title."""
    where, year = PLACES[row.level], period(row.last_year)
    start = f"The {previous} edition projected {indicator.in_sentence} of {row.came:,} {where} for {year}"
    if row.verdict == "not_tested":
        return f"{start}; what this edition has is itself estimated, so the projections are not tested."
    if row.verdict == "not_comparable":
        return f"{start}; the figures were redefined or relabelled since, so the projections cannot be compared."
    text = (
        f"{start}: half missed by {indicator.format_difference(row.typical_error)} or more, and "
        f"{row.right_directions:,} of {row.directions:,} had the direction right."
    )
    end = {
        "better_than_no_change": "That is better than to say that nothing would change",
        "as_no_change": "That is no better than to say that nothing would change",
        "worse_than_no_change": "To say that nothing would change would have been nearer",
    }[row.verdict]
    return f"{text} {end} (half missed by {indicator.format_difference(row.no_change_error)} or more)."


def scored(row: Scored, indicator: Indicator, verdict: str, place: str = "") -> str:
    """One projection beside what came: "Projected 25.2% for 2021/22, and 31.8% came: 6.6 points too low, ...".

    verdict: of all projections of the outcome; place: whose it is, where the sentence does not stand beside its name.
    """
    start = f"{place}: projected" if place else "Projected"
    text = f"{start} {indicator.format(row.projected)} for {period(row.year)}, and {indicator.format(row.came)} came"
    if verdict == "not_comparable":
        return f"{text}: the two cannot be compared."
    if verdict == "not_tested":
        return f"{text}, itself estimated: not tested."
    size = indicator.format_difference(row.error)
    if size == indicator.format_difference(0):
        return f"{text}: right, as shown."
    way = {True: ", in the right direction", False: ", in the wrong direction", None: ""}[row.is_direction_right]
    return f"{text}: {size} too {'high' if row.error > 0 else 'low'}{way}."


def tested(rows: Sequence[Judged], indicators: Mapping[str, Indicator], previous: str | None) -> str:
    """How the projections of areas fared, a line an outcome, as a list in Markdown."""
    told = [projections(row, indicators[row.indicator], previous or "") for row in rows if row.level == "cpp"]
    return "\n".join(f"- {one}" for one in told) or "No projection of an earlier edition has come to be observed yet."

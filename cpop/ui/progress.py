"""Progress: how each target stands, its path, and whether such a change was ever made."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cpop import urlstate
from cpop.catalogue import FAMILIES, indicators, period
from cpop.charts import progress as charts
from cpop.charts.series import Line, points_of
from cpop.markup import element
from cpop.queries import areas
from cpop.queries import progress as ask
from cpop.queries.progress import Ambition, Progress
from cpop.table import Cell, Column, Row, Table, dated, page
from cpop.ui import newer
from cpop.ui.card import explain, html, warn
from cpop.ui.places import Chosen
from cpop.words import progress as words


def targets(chosen: Chosen) -> list[ask.Asked]:
    """The plan's targets, of its priorities alone."""
    found = (chosen.plan.target(code) for code in chosen.plan.priorities)
    return [(one.indicator, one.value, one.year) for one in found if one]


def start(chosen: Chosen) -> int:
    """The year from which progress counts: the plan's, or the latest with figures of any of its targets."""
    if chosen.plan.start is not None:
        return chosen.plan.start
    codes = [code for code, _, _ in targets(chosen)]
    return max(row.year for row in areas.glance(chosen.area.code, chosen.comparator.place_code, codes))


def no_target() -> None:
    """What to do where there is no target."""
    st.info("There is no target yet. Set priorities and their targets first, or open the file of a plan.")
    html(element("p", element("a", "Our plan", href=urlstate.link("plan"), target="_self")))


def summary(chosen: Chosen, rows: Sequence[Progress]) -> None:
    """How the targets stand, as a sentence and a table."""
    st.markdown(words.summary(rows))
    html(page.markup(table(chosen, rows)))
    warn(indicators()[row.indicator] for row in rows)


def table(chosen: Chosen, rows: Sequence[Progress]) -> Table:
    """A row a target: baseline, latest, target, the two paces and the verdict."""
    body = []
    for row in rows:
        indicator = indicators()[row.indicator]
        mark, verdict = words.verdict(row)
        base = "" if row.baseline_year is None else dated(row.baseline_year, row.baseline_status)
        last = "" if row.latest_year is None else dated(row.latest_year, row.latest_status)
        body.append(
            Row(
                [
                    Cell(indicator.label, second=indicator.unit),
                    Cell(indicator.format(row.baseline_value), second=base),
                    Cell(indicator.format(row.latest_value), second=last, weight="strong"),
                    Cell(indicator.format(row.goal), second=period(row.goal_year)),
                    Cell(words.a_year(indicator, row.achieved)),
                    Cell(words.a_year(indicator, row.needed)),
                    Cell(verdict, mark=mark, weight="strong"),
                ]
            )
        )
    heads = ("Outcome", "Baseline", "Latest", "Target", "Achieved", "Needed", "Verdict")
    return Table(
        f"{chosen.area.name}: progress towards its targets", [Column(head) for head in heads], body, css="judgements"
    )


def paths(chosen: Chosen, rows: Sequence[Progress], ambitions: Sequence[Ambition]) -> None:
    """For each target its chart, its sentence, and whether such a change was ever made."""
    series = points_of(areas.series([chosen.area.code], [row.indicator for row in rows], projected=True))
    alike = {chosen.area.group(family): name for family, name in FAMILIES.items()}
    for row in rows:
        indicator = indicators()[row.indicator]
        st.header(indicator.label, anchor=False)
        sentence = words.sentence(chosen.area, indicator, row)
        st.markdown(sentence)
        line = Line(chosen.area.name, chosen.area_role, series.get((row.indicator, chosen.area.code), ()))
        has_base = row.baseline_year is not None and row.baseline_value is not None
        drawing = charts.path(
            indicator,
            line,
            (row.baseline_year, row.baseline_value) if has_base else None,  # type: ignore[arg-type]  # has_base says so
            (row.goal_year, row.goal),
            sentence,
            breaks=indicator.breaks_at("cpp"),
        )
        html(element("div", drawing, class_="scroll", tabindex="0", role="region", aria_label=sentence))
        said = words.ambition([one for one in ambitions if one.indicator == row.indicator], alike)
        notes = [f"Ambition: {said}"] if said else []
        explain(*notes, "Projections are the profile’s own, and no forecast of what a plan does.")
        html(newer.in_short(chosen, indicator))

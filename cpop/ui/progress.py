"""Progress: how each target stands, its path, and whether such a change was ever made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from cpop import database, urlstate
from cpop.catalogue import indicators
from cpop.charts import progress as charts
from cpop.charts.series import Line, points_of
from cpop.markup import element
from cpop.pack import progress as pack
from cpop.pack.report import write_report
from cpop.pack.word import write_document
from cpop.queries import areas
from cpop.queries import progress as ask
from cpop.queries.progress import Ambition, Progress
from cpop.table import page
from cpop.ui import newer, parts
from cpop.ui.card import explain, html, warn
from cpop.ui.places import Chosen
from cpop.words import progress as words

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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
    html(page.markup(pack.table(chosen.area, rows, indicators())))
    warn(indicators()[row.indicator] for row in rows)


def figures(chosen: Chosen, rows: Sequence[Progress], ambitions: Sequence[Ambition]) -> pack.Figures:
    """What is known of the plan's targets: as the page shows it, and as it goes on paper."""
    catalogue = {row.indicator: indicators()[row.indicator] for row in rows}
    series = points_of(areas.series([chosen.area.code], list(catalogue), projected=True))
    return pack.Figures(
        area=chosen.area,
        catalogue=catalogue,
        rows=rows,
        ambitions=ambitions,
        series={code: series.get((code, chosen.area.code), ()) for code in catalogue},
        newer={code: newer.said(chosen, one) for code, one in catalogue.items()},
        edition=database.edition(),
        when=date.today(),
        address=urlstate.address("progress", present=None),
        trends={code: urlstate.address("trends", present=None, indicator=code) for code in catalogue},
    )


def report(known: pack.Figures) -> None:
    """The report of progress for the public, made when it is asked for: to print, and for Word."""
    made = pack.report(known)
    with st.container(horizontal=True):
        for label, write, ending, kind in (
            ("Report to print (HTML)", write_report, "html", "text/html"),
            ("Report (Word)", write_document, "docx", _WORD),
        ):
            st.download_button(
                label,
                data=partial(write, made),
                file_name=f"{made.file_stem}.{ending}",
                mime=kind,
                key=f"progress_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )


def paths(chosen: Chosen, known: pack.Figures) -> None:
    """For each target its chart, its sentence, and whether such a change was ever made."""
    for row in known.rows:
        indicator = known.catalogue[row.indicator]
        parts.header(indicator.label)
        sentence = words.sentence(chosen.area, indicator, row)
        st.markdown(sentence)
        line = Line(chosen.area.name, chosen.area_role, tuple(known.series[row.indicator]))
        has_base = row.baseline_year is not None and row.baseline_value is not None
        drawn = partial(
            charts.path,
            indicator,
            line,
            (row.baseline_year, row.baseline_value) if has_base else None,  # type: ignore[arg-type]  # has_base says so
            (row.goal_year, row.goal),
            None,
            breaks=indicator.breaks_at("cpp"),
        )
        name = f"Chart: {indicator.label}"
        html(
            element("div", drawn(), class_="scroll wide", tabindex="0", role="region", aria_label=name),
            element("div", drawn(measures=charts.NARROW), class_="narrow"),
        )
        said = known.ambition(row.indicator)
        notes = [f"Ambition: {said}"] if said else []
        explain(*notes, pack.PROJECTIONS)
        html(newer.in_short(chosen, indicator))

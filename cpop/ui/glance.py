"""At a glance: what stands out, and the table of a row an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import Indicator, period
from cpop.charts.drawing import Line, Point, sparkline, strip
from cpop.style import SCOTLAND
from cpop.ui.card import html, judged, legend
from cpop.ui.places import Chosen, priority_mark
from cpop.words.standing import rank, span, standing, status_note, verdict, what_stands_out, why_not_judged


def stands_out(chosen: Chosen, glance: pd.DataFrame, tally: queries.Tally, catalogue: Mapping[str, Indicator]) -> None:
    """The headline sentences of an area. glance and tally: the answers of queries.glance and queries.tally."""
    st.header("What stands out", anchor=False)
    sentences = what_stands_out(chosen.area, chosen.comparator, glance, tally, dict(catalogue))
    html("<ul class='headlines'>" + "".join(f"<li>{_bold_lead(s)}</li>" for s in sentences) + "</ul>")


def _bold_lead(sentence: str) -> str:
    lead, colon, rest = sentence.partition(": ")
    return f"<strong>{escape(lead)}:</strong> {escape(rest)}" if colon else escape(sentence)


def glance_table(
    chosen: Chosen,
    glance: pd.DataFrame,
    series: pd.DataFrame,
    positions: pd.DataFrame,
    catalogue: Mapping[str, Indicator],
) -> None:
    """One row an indicator, grouped by theme: trend, latest value, change, position, rank and standing.

    A phone shows each row as a card; the roles are written out since a table laid out anew would lose them.

    glance: rows of queries.glance; series: queries.area_series of the area; positions: queries.positions.
    """
    area = chosen.area
    lines = points_of(series)
    values = dict(zip(positions["indicator"], positions["areas"], strict=True))
    rows, theme = [], None
    columns = 5 if area.is_scotland else 7
    for row in glance.itertuples():
        indicator = catalogue[row.indicator]
        if indicator.theme != theme:
            theme = indicator.theme
            rows.append(
                f'<tr role="row" class="theme"><th role="rowheader" colspan="{columns}" scope="colgroup">'
                f"{escape(theme)}</th></tr>"
            )
        line = Line(area.name, chosen.area_role, lines.get((row.indicator, area.code), ()))
        rows.append(_row(chosen, row, indicator, line, list(values[row.indicator])))
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(_caption(chosen))}">'
        f'<table role="table" class="cpop glance"><caption>{escape(_caption(chosen))}</caption>'
        f'<thead role="rowgroup"><tr role="row">{_heads(chosen)}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table></div>'
    )
    places = [(area.name, chosen.area_role)]
    if chosen.is_compared:
        places.append((chosen.comparator.name, chosen.comparator_role))
    if not (area.is_scotland or chosen.comparator.is_scotland):
        places.append(("Scotland", SCOTLAND))
    legend(places, ("raw", "imputed"))


def _caption(chosen: Chosen) -> str:
    if chosen.area.is_scotland:
        return "Scotland: headline outcomes"
    return f"{chosen.area.name}: headline outcomes beside {chosen.comparator.phrase}"


def _columns(chosen: Chosen) -> list[str]:
    if chosen.area.is_scotland:
        return ["Outcome", "Trend", "Latest", "Change, measured", "The 32 areas, better to the right"]
    against = f"Against {chosen.comparator.short}"
    return ["Outcome", "Trend", "Latest", "Change, measured", "Among the 32, better to the right", "Rank", against]


def _heads(chosen: Chosen) -> str:
    return "".join(f'<th role="columnheader" scope="col">{escape(text)}</th>' for text in _columns(chosen))


def points_of(series: pd.DataFrame) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Series as points of a drawing, by indicator and place; the rows are those of queries.area_series."""
    found: dict[tuple[str, str], list[Point]] = {}
    columns = ("indicator", "place_code", "year", "value", "status")
    for indicator, place, year, value, status in zip(*(series[name].tolist() for name in columns), strict=True):
        found.setdefault((indicator, place), []).append(Point(year, None if value != value else value, status))
    return {key: tuple(points) for key, points in found.items()}


def _row(chosen: Chosen, row: object, indicator: Indicator, line: Line, areas: Sequence[float]) -> str:
    area = chosen.area
    note = status_note(row.status)
    latest = (
        f'<span class="value">{escape(indicator.format(row.value))}</span>'
        f'<span class="small">{period(row.year)}{f", {note}" if note else ""}</span>'
    )
    url = urlstate.link("trends", indicator=indicator.code)
    cells = [
        sparkline(line, _spark_label(indicator, line)),
        latest,
        changed(row, indicator),
        _strip(chosen, row, indicator, areas),
    ]
    if not area.is_scotland:
        against = standing(row, chosen.comparator.short)
        theirs = status_note(row.comparator_status)
        cells += [
            escape(rank(row.rank, row.ranked)) or "not ranked",
            f'{judged(against)}<span class="small">{escape(chosen.comparator.name)}: '
            f"{escape(indicator.format(row.comparator_value))}{f', {theirs}' if theirs else ''}</span>",
        ]
    shown = "".join(
        f'<td role="cell" data-label="{escape(name)}">{cell}</td>'
        for name, cell in zip(_columns(chosen)[1:], cells, strict=True)
    )
    return (
        f'<tr role="row"><th role="rowheader" scope="row"><a href="{escape(url)}" target="_self">'
        f"{escape(indicator.label)}</a>{priority_mark(indicator.code, chosen)}"
        f"<details><summary>{escape(indicator.unit)}</summary>"
        f"{escape(indicator.definition)}</details></th>{shown}</tr>"
    )


def changed(row: object, indicator: Indicator) -> str:
    """What became of a figure as HTML, with both its years, for a row of queries.glance; why not, where not judged."""
    told = judged(verdict(row.change, indicator, row.first_value, row.last_value))
    if row.first_year == row.first_year:
        return f'{told}<span class="small">{span(row.first_year, row.last_year)}</span>'
    return f'{told}<details class="small"><summary>Why</summary>{escape(why_not_judged(indicator))}</details>'


def _spark_label(indicator: Indicator, line: Line) -> str:
    present = [p for p in line.points if p.value is not None]
    if not present:
        return f"{indicator.label}: no figures"
    first, last = present[0], present[-1]
    return (
        f"From {indicator.format(first.value)} in {period(first.year)} to "
        f"{indicator.format(last.value)} in {period(last.year)}"
    )


def _strip(chosen: Chosen, row: object, indicator: Indicator, areas: Sequence[float]) -> str:
    marked = [("Scotland", SCOTLAND, _number(row.scotland_value))]
    if chosen.is_compared and not chosen.comparator.is_scotland:
        marked.append((chosen.comparator.name, chosen.comparator_role, _number(row.comparator_value)))
    if not chosen.area.is_scotland:
        marked.append((chosen.area.name, chosen.area_role, _number(row.value)))
    named = ", ".join(f"{name} {indicator.format(value)}" for name, _, value in marked if value is not None)
    low, high = min(areas), max(areas)
    label = f"The 32 areas run from {indicator.format(low)} to {indicator.format(high)}. {named}"
    return strip(indicator, areas, marked, label)


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)

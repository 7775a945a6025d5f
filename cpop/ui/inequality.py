"""Inequality: one table of all community outcomes, then one outcome by three measures."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import (
    Indicator,
    community_indicators,
    number,
    period,
)
from cpop.charts.drawing import Line
from cpop.charts.inequality import duncan as duncan_figure
from cpop.charts.inequality import gradient as gradient_figure
from cpop.charts.inequality import tenths as tenths_figure
from cpop.style import AREA, LEAST_DEPRIVED, MOST_DEPRIVED
from cpop.ui.card import download_csv, html, legend_markup, show_chart
from cpop.ui.glance import judged, points_of
from cpop.ui.places import Chosen, priority_mark
from cpop.ui.rows import rows_of
from cpop.ui.table import html_table
from cpop.words.inequality import (
    DEPOPULATION,
    LEFT_OUT,
    agreement,
    duncan,
    explanation,
    few_communities,
    index,
    ratio,
    slope,
    summary,
    tenths,
    verdict,
)
from cpop.words.standing import status_note


def inequality_table(chosen: Chosen, measures: pd.DataFrame, sizes: dict[str, int]) -> None:
    """All community outcomes at once, for a reader with a minute. measures: queries.inequality."""
    note = few_communities(chosen.area, sizes)
    if note:
        st.info(note, icon=":material/info:")
    rows = rows_of(measures)
    st.markdown(summary(chosen.area, chosen.comparator, rows, chosen.is_compared))
    caption = f"{chosen.area.name}: inequality between its {sizes['communities']:,} communities"
    if chosen.is_compared:
        caption += f", beside {chosen.comparator.phrase}"
    outcomes = community_indicators()
    body = "".join(_row(chosen, row, outcomes[row.indicator]) for row in rows)
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cpop judgements inequality"><caption>{escape(caption)}</caption>'
        f"<thead>{_heads(chosen)}</thead><tbody>{body}</tbody></table></div>"
    )
    html(f'<p class="about">{escape(LEFT_OUT)} {escape(DEPOPULATION)}</p>')
    named = measures.rename(columns={"year": "duncan_year", "value": "duncan_index", "status": "duncan_status"})
    download_csv(named, f"inequality-{chosen.area.slug}", key="inequality_csv", communities=True)


def _heads(chosen: Chosen) -> str:
    spans = 3 if chosen.is_compared else 2
    first = (
        '<tr><th scope="col" rowspan="2">Outcome</th><th scope="col" rowspan="2">The gap is</th>'
        f'<th scope="colgroup" colspan="{spans}" class="wide group">Across all communities (Duncan index)</th>'
        '<th scope="colgroup" colspan="4" class="group">Most and least deprived tenth</th></tr>'
    )
    columns = [(chosen.area.name, "wide")]
    if chosen.is_compared:
        columns.append((chosen.comparator.name, "wide"))
    below = f'<span class="small">below: {escape(chosen.comparator.short)}</span>' if chosen.is_compared else ""
    columns += [("First year", "wide"), ("Most", "wide"), ("Least", "wide")]
    heads = "".join(f'<th scope="col" class="{css}">{escape(text)}</th>' for text, css in columns)
    pair = f'<th scope="col">Gap{below}</th><th scope="col" class="wide">Ratio{below}</th>'
    return f"{first}<tr>{heads}{pair}</tr>"


def _row(chosen: Chosen, row: object, indicator: Indicator) -> str:
    url = urlstate.link("inequality", outcome=indicator.code)
    said = verdict(row, chosen.comparator, chosen.is_compared)
    cells = [
        f'<th scope="row"><a href="{escape(url)}" target="_self">{escape(indicator.label)}</a>'
        f"{priority_mark(indicator.code, chosen)}</th>",
        f"<td>{judged(said)}</td>",
        _index_cell(row.value, row.year, row.status, "value"),
    ]
    if chosen.is_compared:
        cells.append(_index_cell(row.comparator_value, row.year, row.status))
    cells.append(_index_cell(row.first_value, row.first_year, row.first_status))
    year = f'<span class="small">{period(int(row.tenths_year))}</span>'
    gap, times = _difference(indicator, row.comparator_gap), ratio(row.comparator_ratio)
    cells += [
        f'<td class="wide">{escape(indicator.format(row.most_deprived))}{year}</td>',
        f'<td class="wide">{escape(indicator.format(row.least_deprived))}{year}</td>',
        f'<td><span class="value">{_difference(indicator, row.gap)}</span>{_below(chosen, gap)}</td>',
        f'<td class="wide">{ratio(row.ratio)}{_below(chosen, times)}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _index_cell(value: float, year: float, status: str | None, css: str = "") -> str:
    if pd.isna(value):
        return '<td class="wide"><span aria-label="no figure">–</span></td>'
    note = status_note(status)
    when = f'<span class="small">{period(int(year))}{f", {note}" if note else ""}</span>'
    return f'<td class="wide"><span class="{css}">{index(value)}</span>{when}</td>'


def _difference(indicator: Indicator, value: float) -> str:
    return escape(indicator.format_difference(value))


def _below(chosen: Chosen, text: str) -> str:
    return f'<span class="small">{text}</span>' if chosen.is_compared else ""


def explain_inequality() -> None:
    """How to read the three measures, one click away."""
    with st.expander("How to read the three measures, and why they can disagree"):
        for name, text in explanation():
            st.markdown(f"**{name}.** {text}")


@dataclass(frozen=True)
class Outcome:
    """The outcome to see in full: its indicator, and its row of queries.inequality."""

    indicator: Indicator
    row: object

    @property
    def code(self) -> str:
        """The indicator's code, to ask for its series."""
        return self.indicator.code


def pick_community_outcome(chosen: Chosen, measures: pd.DataFrame) -> Outcome:
    """Which of the community outcomes to see in full, with what the three measures say of it together.

    measures: queries.inequality.
    """
    outcomes = community_indicators()
    rows = {row.indicator: row for row in rows_of(measures)}
    st.divider()
    st.header("One outcome in full", anchor=False)
    code = urlstate.pick(
        st.selectbox,
        "Outcome",
        list(rows),
        "outcome",
        "child_poverty" if "child_poverty" in rows else next(iter(rows)),
        format_func=lambda one: outcomes[one].label,
    )
    outcome = Outcome(outcomes[code], rows[code])
    said = escape(agreement(outcome.indicator, outcome.row))
    html(f"<p><strong>{said}</strong>{priority_mark(code, chosen)}</p>")
    return outcome


def _places(chosen: Chosen) -> list[tuple[str, str]]:
    """Code and name of the area and, where there is one, of what it is compared with."""
    places = [(chosen.area.code, chosen.area.name)]
    return [*places, (chosen.comparator.place_code, chosen.comparator.name)] if chosen.is_compared else places


def tenths_over_time(chosen: Chosen, outcome: Outcome, series: pd.DataFrame, sizes: dict[str, int]) -> None:
    """The most and least deprived tenth and the gap between them. series: queries.tenths_series of both places."""
    indicator = outcome.indicator
    own = series[series["place_code"] == chosen.area.code]
    show_chart(
        tenths_figure(indicator, own),
        title="How far apart are the most and least deprived tenth?",
        sentence=tenths(chosen.area, chosen.comparator, indicator, outcome.row, own, sizes, chosen.is_compared),
        indicator=indicator,
        table=lambda: _tenths_table(chosen, indicator, series),
        download=series,
        file_name=f"tenths-{indicator.code}-{chosen.area.slug}",
        key="tenths",
    )


def _tenths_table(chosen: Chosen, indicator: Indicator, series: pd.DataFrame) -> pd.DataFrame:
    by_place = {code: rows.set_index("year") for code, rows in series.groupby("place_code")}
    own = by_place.get(chosen.area.code, series.set_index("year").head(0))
    table = {
        "Year": [period(int(year)) for year in own.index],
        "Most deprived tenth": [indicator.format(value) for value in own["most_deprived"]],
        "Least deprived tenth": [indicator.format(value) for value in own["least_deprived"]],
        "Gap": [indicator.format_difference(value) for value in own["gap"]],
        "Ratio": [ratio(value) for value in own["ratio"]],
    }
    if chosen.is_compared:
        theirs = by_place.get(chosen.comparator.place_code, own.head(0)).reindex(own.index)
        table[f"Gap, {chosen.comparator.name}"] = [indicator.format_difference(value) for value in theirs["gap"]]
        table[f"Ratio, {chosen.comparator.name}"] = [ratio(value) for value in theirs["ratio"]]
    return pd.DataFrame(table)


def duncan_over_time(chosen: Chosen, outcome: Outcome, series: pd.DataFrame) -> None:
    """The Duncan index of both places. series: queries.duncan_series; empty for what is left out."""
    title = "Do income-deprived people live where outcomes are poorer?"
    if not len(series):
        st.header(title, anchor=False)
        st.info(LEFT_OUT)
        return
    indicator = outcome.indicator
    found = points_of(series)
    roles = {chosen.comparator.place_code: chosen.comparator_role, chosen.area.code: chosen.area_role}
    lines = [Line(name, roles[code], found.get((indicator.code, code), ())) for code, name in reversed(_places(chosen))]
    show_chart(
        duncan_figure(lines),
        title=title,
        sentence=duncan(chosen.area, chosen.comparator, indicator, outcome.row, chosen.is_compared),
        indicator=indicator,
        table=lambda: _duncan_table(chosen, series),
        download=series.rename(columns={"value": "duncan_index"}),
        file_name=f"duncan-index-{indicator.code}-{chosen.area.slug}",
        key="duncan",
        key_to_marks=legend_markup(
            [(line.name, line.role) for line in reversed(lines)],
            [status for status in ("raw", "imputed") if (series["status"] == status).any()],
        ),
        brief=True,
    )


def _duncan_table(chosen: Chosen, series: pd.DataFrame) -> pd.DataFrame:
    years = sorted(series["year"].unique())
    known = {(row.place_code, row.year): row for row in series.itertuples()}
    table = {"Year": [period(int(year)) for year in years]}
    for code, name in _places(chosen):
        table[name] = [_index_text(known.get((code, year))) for year in years]
    return pd.DataFrame(table)


def _index_text(row: object) -> str:
    if row is None:
        return "no figure"
    note = status_note(row.status)
    return index(row.value) + (f" ({note})" if note else "")


def slope_gradient(chosen: Chosen, outcome: Outcome, communities: pd.DataFrame) -> None:
    """Every community by deprivation, with the fitted line. communities: queries.deprivation_gradient."""
    indicator, row = outcome.indicator, outcome.row
    line = None if pd.isna(row.sii) else (row.line_least_deprived, row.line_most_deprived)
    show_chart(
        gradient_figure(indicator, communities, line),
        title="How steep is the gradient across all communities?",
        sentence=slope(chosen.area, chosen.comparator, indicator, row, chosen.is_compared),
        indicator=indicator,
        table=lambda: _communities_table(indicator, communities),
        download=communities,
        file_name=f"gradient-{indicator.code}-{chosen.area.slug}",
        key="gradient",
        key_to_marks=legend_markup(
            [
                ("Least deprived tenth", LEAST_DEPRIVED),
                ("Most deprived tenth", MOST_DEPRIVED),
                ("Other communities", AREA),
            ],
            (),
        ),
        brief=True,
    )
    with st.expander("The slope index over the years", key="slopes_table", on_change="rerun") as expander:
        if expander.open:
            slopes = queries.slope_series([code for code, _ in _places(chosen)], indicator.code)
            html(html_table(_slope_table(chosen, indicator, slopes), f"{indicator.label}: slope index by year"))
            file = f"slope-index-{indicator.code}-{chosen.area.slug}"
            download_csv(slopes, file, key="slopes_csv", communities=True)


def _communities_table(indicator: Indicator, communities: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Community": communities["name"],
            "Area": communities["cpp"],
            "Income deprived": [f"{number(rate * 100, 1)}%" for rate in communities["income_deprivation_rate"]],
            indicator.label: [
                indicator.format(row.value) + (f" ({status_note(row.status)})" if status_note(row.status) else "")
                for row in communities[["value", "status"]].itertuples()
            ],
        }
    )


def _slope_table(chosen: Chosen, indicator: Indicator, slopes: pd.DataFrame) -> pd.DataFrame:
    years = sorted(slopes["year"].unique())
    known = {(row.place_code, row.year): row for row in slopes.itertuples()}
    table = {"Year": [period(int(year)) for year in years]}
    for code, name in _places(chosen):
        found = [known.get((code, year)) for year in years]
        table[f"{name}: slope index"] = ["no figure" if one is None else _sii(indicator, one.sii) for one in found]
        table[f"{name}: relative"] = ["no figure" if one is None else index(one.rii) for one in found]
    return pd.DataFrame(table)


def _sii(indicator: Indicator, value: float) -> str:
    """The slope index in the unit; a minus sign where the deprived fare better."""
    size = indicator.format_difference(value)
    return f"−{size}" if value < 0 and size.strip("0. points%£,") else size

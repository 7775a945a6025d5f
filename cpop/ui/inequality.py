"""Inequality: one table of all community outcomes, then one outcome by three measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from cpop import status, urlstate
from cpop.catalogue import Indicator, community_indicators, number, period, shown_first, signed
from cpop.charts import inequality as charts
from cpop.charts.series import Line, points_of, statuses_of
from cpop.markup import element
from cpop.queries import inequality as ask
from cpop.queries.inequality import Count, Duncan, Measure, MeasureName, Member, Sizes, Slope, Tenths
from cpop.style import AREA, LEAST_DEPRIVED, MOST_DEPRIVED
from cpop.table import Cell, Column, Row, Table, figure, judged, missing, page
from cpop.ui import parts
from cpop.ui.card import download_csv, explain, html, is_example, legend_markup, show_chart
from cpop.ui.places import Chosen, starred
from cpop.words import inequality as words

# Where the row of an outcome leads: the part of the page about one of them.
ONE_OUTCOME = "one-outcome"
# The measures in the order of the table, with their heads; the gap is never left out on a narrow screen.
MEASURES: tuple[tuple[MeasureName, str, str], ...] = (
    ("tenths", "Gap between the tenths", ""),
    ("duncan", "Duncan index", "wide"),
    ("slope", "Slope index", "wide"),
)


def answer(chosen: Chosen, counts: Iterable[Count], sizes: Sizes) -> None:
    """The page's question answered in words, over all outcomes."""
    st.markdown(words.answer(chosen.area, chosen.comparator, counts, chosen.is_compared))
    note = words.few_communities(chosen.area, sizes)
    if note:
        st.info(note, icon=":material/info:")


def table(chosen: Chosen, measures: Sequence[Measure], sizes: Sizes) -> None:
    """All community outcomes at once, for a reader with a minute: a row an outcome."""
    outcomes = community_indicators()
    shown = Table(
        f"{chosen.area.name}: inequality between its {sizes.communities:,} communities, measured years only",
        [
            Column("Outcome"),
            Column("Who fares worse, and is it growing?"),
            *(Column(Cell(head, second=_whose(chosen, name)), css=css) for name, head, css in MEASURES),
        ],
        [_row(chosen, outcomes[code], rows) for code, rows in words.by_indicator(measures).items()],
        css="judgements inequality",
    )
    html(page.markup(shown))
    explain(f"{words.left_out()} {words.DEPOPULATION}")
    download_csv(measures, f"inequality-{chosen.area.slug}", key="inequality_csv", communities=True)


def _whose(chosen: Chosen, measure: MeasureName) -> str:
    return f"beside {words.beside(measure, chosen.comparator)}" if chosen.is_compared else ""


def _row(chosen: Chosen, indicator: Indicator, measures: words.Measures) -> Row:
    url = f"{urlstate.link('inequality', indicator=indicator.code)}#{ONE_OUTCOME}"
    return Row(
        [
            Cell(indicator.label, link=url, after=starred(indicator.code, chosen)),
            judged(words.verdict(measures)),
            *(_cell(chosen, indicator, measures.get(name)) for name, _, _ in MEASURES),
        ]
    )


def _cell(chosen: Chosen, indicator: Indicator, row: Measure | None) -> Cell:
    """A measure's last figure, its first, and the comparator's, each with its year."""
    if row is None or row.last_value is None or row.last_year is None:
        return missing()
    lines = [f"in {period(row.last_year)}"]
    if row.first_year is not None and row.first_year != row.last_year:
        lines.append(f"was {words.figure(row.measure, indicator, row.first_value)} in {period(row.first_year)}")
    if row.measure == "tenths":
        lines.append(f"most {indicator.format(row.most_deprived)}, least {indicator.format(row.least_deprived)}")
    if chosen.is_compared and row.comparator_value is not None:
        lines.append(f"{words.level(row)} {words.figure(row.measure, indicator, row.comparator_value)}")
    return Cell(words.figure(row.measure, indicator, row.last_value), second=lines, weight="value")


def measures() -> None:
    """How to read the three measures, one click away."""
    with st.expander("How to read the three measures, and why they can disagree"):
        for name, text in words.explanation():
            st.markdown(f"**{name}.** {text}")


@dataclass(frozen=True)
class Pick:
    """The outcome to see in full: its indicator, and its measures by name."""

    indicator: Indicator
    measures: Mapping[MeasureName, Measure]

    @property
    def code(self) -> str:
        """The indicator's code, to ask for its series."""
        return self.indicator.code


def pick(chosen: Chosen, measures: Iterable[Measure]) -> Pick:
    """Which of the community outcomes to see in full, with the answer and what the measures say of it together."""
    outcomes, rows = community_indicators(), words.by_indicator(measures)
    st.divider()
    parts.header("One outcome in full", ONE_OUTCOME)
    _arrive()
    code = urlstate.pick(
        st.selectbox,
        "Outcome",
        list(rows),
        "indicator",
        shown_first(rows),
        formerly=("outcome",),
        format_func=lambda one: outcomes[one].label,
    )
    picked = Pick(outcomes[code], rows[code])
    closing = f"Is the gap closing? {words.closing(picked.indicator, picked.measures['tenths'])}"
    mark = starred(code, chosen)
    html(
        element("p", element("strong", closing), *([" ", mark] if mark else [])),
        element("p", words.agreement(picked.indicator, picked.measures)),
    )
    return picked


def _arrive() -> None:
    """Keep a reader who came by a row's link at the outcome while the page above still grows.

    Streamlit moves to an anchor once, as soon as the heading is there, and the table above it is drawn later. It
    offers nothing to wait for that, so these lines of our own follow the page's growth until the reader moves.
    """
    # From a file: nginx allows the scripts that it finds there by their hash (deploy/serve.py), and no other.
    script = Path(__file__).with_name("arrive.js").read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def _places(chosen: Chosen, measure: MeasureName) -> list[tuple[str, str]]:
    """Code and name of the area and, where there is one, of what it is compared with by a measure."""
    places = [(chosen.area.code, chosen.area.name, chosen.area.is_scotland)]
    if chosen.is_compared:
        other = chosen.comparator
        places.append((other.place_code, other.name, other.is_scotland))
    is_average = measure == "duncan"
    return [(code, "Average area" if is_average and is_scotland else name) for code, name, is_scotland in places]


def tenths(chosen: Chosen, pick: Pick, series: Sequence[Tenths], sizes: Sizes) -> None:
    """The most and least deprived tenth and the gap between them. series: of both places."""
    indicator, row = pick.indicator, pick.measures["tenths"]
    show_chart(
        charts.tenths(indicator, [one for one in series if one.place_code == chosen.area.code]),
        title="How far apart are the most and least deprived tenth?",
        sentence=words.tenths(chosen.area, chosen.comparator, indicator, row, sizes, chosen.is_compared),
        notes=(words.break_note(indicator),),
        indicator=indicator,
        table=lambda: _tenths_table(chosen, indicator, series),
        download=series,
        file_name=f"tenths-{indicator.code}-{chosen.area.slug}",
        key="tenths",
        communities=True,
    )


def _tenths_table(chosen: Chosen, indicator: Indicator, series: Sequence[Tenths]) -> Table:
    found = {(one.place_code, one.year): one for one in series}
    heads = ["Year", "Most deprived tenth", "Least deprived tenth", "Gap", "Ratio"]
    if chosen.is_compared:
        heads += [f"Gap, {chosen.comparator.name}", f"Ratio, {chosen.comparator.name}"]
    rows = []
    for own in (one for one in series if one.place_code == chosen.area.code):
        cells = [
            period(own.year),
            indicator.format(own.most_deprived),
            indicator.format(own.least_deprived),
            indicator.format_signed(own.gap),
            words.index(own.ratio),
        ]
        if chosen.is_compared:
            theirs = found.get((chosen.comparator.place_code, own.year))
            cells += [indicator.format_signed(theirs and theirs.gap), words.index(theirs and theirs.ratio)]
        rows.append(Row(cells))
    return Table("How far apart are the most and least deprived tenth?", [Column(head) for head in heads], rows)


def duncan(chosen: Chosen, pick: Pick, series: Sequence[Duncan]) -> None:
    """The Duncan index of both places. series: empty for what is left out."""
    title = "Do income-deprived people live where outcomes are poorer?"
    if not series:
        parts.header(title)
        st.info(words.left_out())
        return
    indicator = pick.indicator
    lines = duncan_lines(chosen, series)
    own = [one for one in series if one.place_code == chosen.area.code and one.value is not None]
    row, latest = pick.measures.get("duncan"), own[-1] if own else None
    show_chart(
        charts.duncan(indicator, lines, {one.year: one.simd_edition for one in series}, ask.about_even()),
        title=title,
        sentence=words.duncan(chosen.area, chosen.comparator, indicator, row, latest, chosen.is_compared),
        indicator=indicator,
        table=lambda: _duncan_table(chosen, title, series),
        download=pd.DataFrame(series).rename(columns={"value": "duncan_index"}),
        file_name=f"duncan-index-{indicator.code}-{chosen.area.slug}",
        key="duncan",
        key_to_marks=legend_markup([(line.name, line.role) for line in reversed(lines)], statuses_of(lines)),
        brief=True,
        communities=True,
    )


def duncan_lines(chosen: Chosen, series: Iterable[Duncan]) -> list[Line]:
    """The index of what is compared, and then of the area, as lines."""
    found = {code: points for (_, code), points in points_of(series).items()}
    roles = {chosen.comparator.place_code: chosen.comparator_role, chosen.area.code: chosen.area_role}
    return [Line(name, roles[code], found.get(code, ())) for code, name in reversed(_places(chosen, "duncan"))]


def _duncan_table(chosen: Chosen, title: str, series: Sequence[Duncan]) -> Table:
    found = {(one.place_code, one.year): one for one in series}
    places = _places(chosen, "duncan")
    editions = {one.year: one.simd_edition for one in series}
    return Table(
        title,
        [Column("Year"), Column("SIMD"), *(Column(name) for _, name in places)],
        [
            Row([period(year), str(edition), *(_index(found.get((code, year))) for code, _ in places)])
            for year, edition in sorted(editions.items())
        ],
    )


def _index(row: Duncan | None) -> str:
    return words.index(None) if row is None else status.noted(words.index(row.value), row.status)


def slope(chosen: Chosen, pick: Pick, communities: Sequence[Member]) -> None:
    """Every community by deprivation, with the fitted line."""
    indicator, row = pick.indicator, pick.measures["slope"]
    title = "How steep is the gradient across all communities?"
    show_chart(
        charts.gradient(indicator, communities, fitted(row)),
        title=title,
        sentence=words.slope(chosen.area, chosen.comparator, indicator, row, chosen.is_compared),
        indicator=indicator,
        table=lambda: _communities_table(indicator, title, communities),
        download=communities,
        file_name=f"gradient-{indicator.code}-{chosen.area.slug}",
        key="gradient",
        key_to_marks=gradient_key(),
        brief=True,
        communities=True,
    )
    if is_example():
        return
    with st.expander("The slope index over the years", key="slopes_table", on_change="rerun") as expander:
        if expander.open:
            slopes = ask.slope([code for code, _ in _places(chosen, "slope")], indicator.code)
            html(page.markup(_slope_table(chosen, indicator, slopes)))
            file = f"slope-index-{indicator.code}-{chosen.area.slug}"
            download_csv(slopes, file, key="slopes_csv", communities=True)


def fitted(row: Measure) -> tuple[float, float] | None:
    """The height of the fitted line at the least and at the most deprived end; None where there is no line."""
    if row.line_least_deprived is None or row.line_most_deprived is None:
        return None
    return row.line_least_deprived, row.line_most_deprived


def gradient_key() -> str:
    """Which mark is which community in the drawing of the gradient."""
    named = (
        ("Least deprived tenth", LEAST_DEPRIVED),
        ("Most deprived tenth", MOST_DEPRIVED),
        ("Other communities", AREA),
    )
    return legend_markup(named)


def _communities_table(indicator: Indicator, title: str, communities: Iterable[Member]) -> Table:
    return Table(
        title,
        [Column("Community"), Column("Area"), Column("Income deprived"), Column(indicator.label)],
        [
            Row(
                [
                    one.name,
                    one.cpp,
                    f"{number(one.income_deprivation_rate * 100, 1)}%",
                    figure(indicator, one.value, one.status),
                ]
            )
            for one in communities
        ],
    )


def _slope_table(chosen: Chosen, indicator: Indicator, slopes: Sequence[Slope]) -> Table:
    found = {(one.place_code, one.year): one for one in slopes}
    area, other = chosen.area, chosen.comparator
    heads = [
        "Year",
        "SIMD",
        f"{area.name}: slope index",
        "Relative (over the mean)",
        "Most over least deprived end",
        "Most deprived end over mean, %",
    ]
    if chosen.is_compared:
        heads += [f"{other.name}: slope index", f"{other.name}: relative"]
    rows = []
    for year in sorted({one.year for one in slopes}):
        own, theirs = found.get((area.code, year)), found.get((other.place_code, year))
        cells = [
            period(year),
            str(own.simd_edition) if own else "",
            _sii(indicator, own),
            words.index(own and own.rii),
            words.index(own and own.line_ratio),
            _per_cent(own and own.most_deprived_over_mean),
        ]
        if chosen.is_compared:
            cells += [_sii(indicator, theirs), words.index(theirs and theirs.rii)]
        rows.append(Row(cells))
    return Table(f"{indicator.label}: slope index by year", [Column(head) for head in heads], rows)


def _sii(indicator: Indicator, row: Slope | None) -> str:
    return words.index(None) if row is None else status.noted(indicator.format_signed(row.sii), row.status)


def _per_cent(value: float | None) -> str:
    return words.index(None) if value is None else signed(value, 0)

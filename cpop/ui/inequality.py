"""Inequality: one table of all community outcomes, then one outcome by three measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import Indicator, community_indicators, number, period, signed
from cpop.charts.drawing import Line
from cpop.charts.inequality import duncan as duncan_figure
from cpop.charts.inequality import gradient as gradient_figure
from cpop.charts.inequality import tenths as tenths_figure
from cpop.style import AREA, LEAST_DEPRIVED, MOST_DEPRIVED
from cpop.ui.card import download_csv, html, judged, legend_markup, show_chart
from cpop.ui.places import Chosen, priority_mark
from cpop.ui.rows import points_of, rows_of
from cpop.ui.table import html_table
from cpop.words.inequality import (
    DEPOPULATION,
    agreement,
    answer,
    beside,
    break_note,
    closing,
    duncan,
    explanation,
    few_communities,
    figure,
    index,
    left_out,
    level,
    slope,
    tenths,
    verdict,
)
from cpop.words.standing import status_note

# Where the row of an outcome leads: the part of the page about one of them.
ONE_OUTCOME = "one-outcome"
# The measures in the order of the table, with their heads; the gap is never left out on a narrow screen.
COLUMNS = (
    ("tenths", "Gap between the tenths", ""),
    ("duncan", "Duncan index", "wide"),
    ("slope", "Slope index", "wide"),
)


def inequality_table(chosen: Chosen, measures: pd.DataFrame, counts: pd.DataFrame, sizes: dict[str, int]) -> None:
    """All community outcomes at once, for a reader with a minute: the answer in words, then a row an outcome.

    measures: queries.inequality; counts: queries.inequality_counts; sizes: queries.tenth_sizes.
    """
    st.markdown(answer(chosen.area, chosen.comparator, by_measure(counts), chosen.is_compared))
    note = few_communities(chosen.area, sizes)
    if note:
        st.info(note, icon=":material/info:")
    caption = f"{chosen.area.name}: inequality between its {sizes['communities']:,} communities, measured years only"
    outcomes = community_indicators()
    body = "".join(_row(chosen, rows, outcomes[code]) for code, rows in by_outcome(measures).items())
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cpop judgements inequality"><caption>{escape(caption)}</caption>'
        f"<thead>{_heads(chosen)}</thead><tbody>{body}</tbody></table></div>"
    )
    html(f'<p class="about">{escape(left_out())} {escape(DEPOPULATION)}</p>')
    download_csv(measures, f"inequality-{chosen.area.slug}", key="inequality_csv", communities=True)


def by_measure(rows: pd.DataFrame) -> dict[str, object]:
    """The rows of one outcome (or of all together) by the measure that they tell of."""
    return {row.measure: row for row in rows_of(rows)}


def by_outcome(measures: pd.DataFrame) -> dict[str, dict[str, object]]:
    """The rows of queries.inequality by outcome, each by measure."""
    return {code: by_measure(rows) for code, rows in measures.groupby("indicator", sort=False)}


def _heads(chosen: Chosen) -> str:
    heads = "".join(
        f'<th scope="col" class="{css}">{escape(text)}{_whose(chosen, name)}</th>' for name, text, css in COLUMNS
    )
    return f'<tr><th scope="col">Outcome</th><th scope="col">Who fares worse, and is it growing?</th>{heads}</tr>'


def _whose(chosen: Chosen, measure: str) -> str:
    if not chosen.is_compared:
        return ""
    return f'<span class="small">beside {escape(beside(measure, chosen.comparator))}</span>'


def _row(chosen: Chosen, measures: dict[str, object], indicator: Indicator) -> str:
    url = f"{urlstate.link('inequality', outcome=indicator.code)}#{ONE_OUTCOME}"
    cells = "".join(_cell(chosen, measures.get(name), name, indicator, css) for name, _, css in COLUMNS)
    return (
        f'<tr><th scope="row"><a href="{escape(url)}" target="_self">{escape(indicator.label)}</a>'
        f"{priority_mark(indicator.code, chosen)}</th><td>{judged(verdict(measures))}</td>{cells}</tr>"
    )


def _cell(chosen: Chosen, row: object, measure: str, indicator: Indicator, css: str) -> str:
    """A measure's last figure, its first, and the comparator's, each with its year."""
    if row is None or pd.isna(row.last_value):
        return f'<td class="{css}"><span aria-label="no figure">–</span></td>'
    last = figure(measure, indicator, row.last_value)
    lines = [f'<span class="value">{last}</span><span class="small">in {period(int(row.last_year))}</span>']
    if row.first_year != row.last_year:
        first = figure(measure, indicator, row.first_value)
        lines.append(f'<span class="small">was {first} in {period(int(row.first_year))}</span>')
    if measure == "tenths":
        most, least = indicator.format(row.most_deprived), indicator.format(row.least_deprived)
        lines.append(f'<span class="small">most {most}, least {least}</span>')
    if chosen.is_compared and not pd.isna(row.comparator_value):
        theirs = figure(measure, indicator, row.comparator_value)
        lines.append(f'<span class="small">{level(measure, row)} {theirs}</span>')
    return f'<td class="{css}">{"".join(lines)}</td>'


def explain_inequality() -> None:
    """How to read the three measures, one click away."""
    with st.expander("How to read the three measures, and why they can disagree"):
        for name, text in explanation():
            st.markdown(f"**{name}.** {text}")


@dataclass(frozen=True)
class Outcome:
    """The outcome to see in full: its indicator, and its rows of queries.inequality by measure."""

    indicator: Indicator
    measures: Mapping[str, object]

    @property
    def code(self) -> str:
        """The indicator's code, to ask for its series."""
        return self.indicator.code


def _arrive() -> None:
    """Keep a reader who came by a row's link at the outcome while the page above still grows.

    Streamlit moves to an anchor once, as soon as the heading is there, and the table above it is drawn later.
    """
    st.html(
        f"""<script>
        const heading = document.getElementById("{ONE_OUTCOME}");
        const page = heading?.closest("[data-testid=stVerticalBlock]");
        if (page && location.hash === "#{ONE_OUTCOME}") {{
            const growth = new ResizeObserver(() => heading.scrollIntoView());
            const stop = () => growth.disconnect();
            growth.observe(page);
            const touched = ["wheel", "touchstart", "keydown", "pointerdown"];
            touched.forEach((one) => addEventListener(one, stop, {{once: true}}));
            setTimeout(stop, 5000);
        }}
        </script>""",
        unsafe_allow_javascript=True,
    )


def pick_community_outcome(chosen: Chosen, measures: pd.DataFrame) -> Outcome:
    """Which of the community outcomes to see in full, with the answer and what the measures say of it together.

    measures: queries.inequality.
    """
    outcomes, rows = community_indicators(), by_outcome(measures)
    st.divider()
    st.header("One outcome in full", anchor=ONE_OUTCOME)
    _arrive()
    code = urlstate.pick(
        st.selectbox,
        "Outcome",
        list(rows),
        "outcome",
        "child_poverty" if "child_poverty" in rows else next(iter(rows)),
        format_func=lambda one: outcomes[one].label,
    )
    outcome = Outcome(outcomes[code], rows[code])
    answered = escape(f"Is the gap closing? {closing(outcome.indicator, outcome.measures['tenths'])}")
    said = escape(agreement(outcome.indicator, outcome.measures))
    html(f"<p><strong>{answered}</strong>{priority_mark(code, chosen)}</p><p>{said}</p>")
    return outcome


def _places(chosen: Chosen, measure: str) -> list[tuple[str, str]]:
    """Code and name of the area and, where there is one, of what it is compared with by a measure."""
    if not chosen.is_compared:
        named = "Average area" if measure == "duncan" and chosen.area.is_scotland else chosen.area.name
        return [(chosen.area.code, named)]
    theirs = "Average area" if measure == "duncan" and chosen.comparator.is_scotland else chosen.comparator.name
    return [(chosen.area.code, chosen.area.name), (chosen.comparator.place_code, theirs)]


def tenths_over_time(chosen: Chosen, outcome: Outcome, series: pd.DataFrame, sizes: dict[str, int]) -> None:
    """The most and least deprived tenth and the gap between them. series: queries.tenths_series of both places."""
    indicator = outcome.indicator
    own = series[series["place_code"] == chosen.area.code]
    show_chart(
        tenths_figure(indicator, own),
        title="How far apart are the most and least deprived tenth?",
        sentence=tenths(
            chosen.area, chosen.comparator, indicator, outcome.measures["tenths"], sizes, chosen.is_compared
        ),
        notes=(break_note(indicator),),
        indicator=indicator,
        table=lambda: _tenths_table(chosen, indicator, series),
        download=series,
        file_name=f"tenths-{indicator.code}-{chosen.area.slug}",
        key="tenths",
        communities=True,
    )


def _tenths_table(chosen: Chosen, indicator: Indicator, series: pd.DataFrame) -> pd.DataFrame:
    by_place = {code: rows.set_index("year") for code, rows in series.groupby("place_code")}
    own = by_place.get(chosen.area.code, series.set_index("year").head(0))
    table = {
        "Year": [period(int(year)) for year in own.index],
        "Most deprived tenth": [indicator.format(value) for value in own["most_deprived"]],
        "Least deprived tenth": [indicator.format(value) for value in own["least_deprived"]],
        "Gap": [indicator.format_signed(value) for value in own["gap"]],
        "Ratio": [index(value) for value in own["ratio"]],
    }
    if chosen.is_compared:
        theirs = by_place.get(chosen.comparator.place_code, own.head(0)).reindex(own.index)
        table[f"Gap, {chosen.comparator.name}"] = [indicator.format_signed(value) for value in theirs["gap"]]
        table[f"Ratio, {chosen.comparator.name}"] = [index(value) for value in theirs["ratio"]]
    return pd.DataFrame(table)


def duncan_over_time(chosen: Chosen, outcome: Outcome, series: pd.DataFrame) -> None:
    """The Duncan index of both places. series: queries.duncan_series; empty for what is left out."""
    title = "Do income-deprived people live where outcomes are poorer?"
    if not len(series):
        st.header(title, anchor=False)
        st.info(left_out())
        return
    indicator = outcome.indicator
    found = points_of(series)
    own = rows_of(series[series["place_code"] == chosen.area.code].dropna(subset=["value"]).tail(1))
    roles = {chosen.comparator.place_code: chosen.comparator_role, chosen.area.code: chosen.area_role}
    lines = [
        Line(name, roles[code], found.get((indicator.code, code), ()))
        for code, name in reversed(_places(chosen, "duncan"))
    ]
    editions = dict(zip(series["year"], series["simd_edition"], strict=True))
    show_chart(
        duncan_figure(indicator, lines, editions, queries.about_even()),
        title=title,
        sentence=duncan(
            chosen.area,
            chosen.comparator,
            indicator,
            outcome.measures.get("duncan"),
            own[0] if own else None,
            chosen.is_compared,
        ),
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
        communities=True,
    )


def _duncan_table(chosen: Chosen, series: pd.DataFrame) -> pd.DataFrame:
    years = sorted(series["year"].unique())
    known = {(row.place_code, row.year): row for row in series.itertuples()}
    editions = dict(zip(series["year"], series["simd_edition"], strict=True))
    table = {"Year": [period(int(year)) for year in years], "SIMD": [str(int(editions[year])) for year in years]}
    for code, name in _places(chosen, "duncan"):
        table[name] = [_index_text(known.get((code, year))) for year in years]
    return pd.DataFrame(table)


def _index_text(row: object) -> str:
    if row is None:
        return "no figure"
    note = status_note(row.status)
    return index(row.value) + (f" ({note})" if note else "")


def slope_gradient(chosen: Chosen, outcome: Outcome, communities: pd.DataFrame) -> None:
    """Every community by deprivation, with the fitted line. communities: queries.deprivation_gradient."""
    indicator, row = outcome.indicator, outcome.measures["slope"]
    line = None if pd.isna(row.last_value) else (row.line_least_deprived, row.line_most_deprived)
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
        communities=True,
    )
    with st.expander("The slope index over the years", key="slopes_table", on_change="rerun") as expander:
        if expander.open:
            slopes = queries.slope_series([code for code, _ in _places(chosen, "slope")], indicator.code)
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
    own = [known.get((chosen.area.code, year)) for year in years]
    table = {
        "Year": [period(int(year)) for year in years],
        "SIMD": ["" if one is None else str(int(one.simd_edition)) for one in own],
        f"{chosen.area.name}: slope index": [_slope_text(indicator, one) for one in own],
        "Relative (over the mean)": [_of(one, "rii") for one in own],
        "Most over least deprived end": [_of(one, "line_ratio") for one in own],
        "Most deprived end over mean, %": [_of(one, "most_deprived_over_mean", 0) for one in own],
    }
    if chosen.is_compared:
        theirs = [known.get((chosen.comparator.place_code, year)) for year in years]
        table[f"{chosen.comparator.name}: slope index"] = [_slope_text(indicator, one) for one in theirs]
        table[f"{chosen.comparator.name}: relative"] = [_of(one, "rii") for one in theirs]
    return pd.DataFrame(table)


def _slope_text(indicator: Indicator, row: object) -> str:
    if row is None:
        return "no figure"
    note = status_note(row.status)
    return indicator.format_signed(row.sii) + (f" ({note})" if note else "")


def _of(row: object, name: str, decimals: int = 2) -> str:
    value = getattr(row, name, None)
    return "no figure" if value is None or pd.isna(value) else signed(value, decimals)

"""All communities: one outcome as a small drawing for every community of the area, or for every area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    slug,
)
from cpop.charts.drawing import Line
from cpop.charts.one_outcome import Grid
from cpop.queries.areas import Observation
from cpop.style import COMMUNITY, COMMUNITY_AREA, SCOTLAND, Role
from cpop.ui.card import about, download_csv, html, judged, legend, warn
from cpop.ui.places import Chosen, ask_for_area
from cpop.ui.rows import points_of
from cpop.ui.table import html_table
from cpop.words.community import average_of_communities, changed_row, not_alike
from cpop.words.one_outcome import course, out_of_range, spread, years_averaged
from cpop.words.standing import status_note

ORDERS = {
    "value": "Latest value, poorest first",
    "change": "Change for its size, least improved first",
    "name": "Name",
    "deprivation": "Income deprivation, most first",
}
_COMMUNITY = "A community"
SCALES = {"same": "The same for all", "own": "Each its own"}


@dataclass(frozen=True)
class OneOutcomePick:
    """Which outcome to draw, in which order, on which scale, with or without projections."""

    indicator: Indicator
    order: str
    has_own_scale: bool
    projected: bool


def one_outcome_question(chosen: Chosen) -> str:
    """The question that the page answers."""
    if chosen.area.is_scotland:
        return "How does one outcome look in each of the 32 areas? Choose an area to see its communities."
    return f"How does one outcome look in every community of {chosen.area.name}, beside the area and Scotland?"


def pick_one_outcome(chosen: Chosen) -> OneOutcomePick:
    """The pickers of the page."""
    everything = community_indicators()
    orders = {code: words for code, words in ORDERS.items() if code != "deprivation" or not chosen.area.is_scotland}
    cells = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    with cells[0]:
        code = urlstate.pick(
            st.selectbox,
            "Outcome",
            list(everything),
            "indicator",
            "child_poverty",
            format_func=lambda one: everything[one].label,
        )
    with cells[1]:
        order = urlstate.pick(
            st.selectbox, "Order", list(orders), "order", "value", format_func=lambda one: orders[one]
        )
    with cells[2]:
        scale = urlstate.pick(st.selectbox, "Scale", list(SCALES), "scale", "same", format_func=SCALES.get)
    with cells[3]:
        projected = urlstate.switch("Show projections", "projections", True)
    return OneOutcomePick(everything[code], order, scale == "own", projected)


def all_communities(
    chosen: Chosen, pick: OneOutcomePick, latest: pd.DataFrame, series: pd.DataFrame, beside: pd.DataFrame
) -> None:
    """A drawing for every community of the area.

    latest: of queries.every_community; series: of queries.every_community_series; beside: of
    queries.beside_communities.
    """
    members = queries.communities.by_code()
    latest = latest.assign(
        place_code=latest["community_code"],
        name=[members[code].name for code in latest["community_code"]],
        href=[urlstate.link("community", community=members[code].slug) for code in latest["community_code"]],
    )
    places = [("Scotland", SCOTLAND, _scotland_code()), (chosen.area.name, COMMUNITY_AREA, chosen.area.code)]
    if not pick.indicator.alike_across_levels:
        places = [(average_of_communities(chosen.area), COMMUNITY_AREA, "mean")]
    rows = series.rename(columns={"community_code": "place_code"})
    _page(
        pick,
        latest,
        rows,
        _lines(pick.indicator, beside, places),
        f"{chosen.area.possessive} communities",
        (_COMMUNITY, COMMUNITY),
        f"all-communities-{chosen.area.slug}",
        _warnings(pick.indicator, chosen, latest, beside),
    )


def _warnings(indicator: Indicator, chosen: Chosen, latest: pd.DataFrame, beside: pd.DataFrame) -> list[str]:
    """What to know before a community is set beside the area: nothing where they are counted alike."""
    if not indicator.alike_across_levels:
        return [not_alike([indicator], chosen.area)]
    own = _last(_lines(indicator, beside, [(chosen.area.name, COMMUNITY_AREA, chosen.area.code)])[0])
    return [years_averaged(indicator), out_of_range(indicator, chosen.area.name, own[0], latest)]


def all_areas(pick: OneOutcomePick, latest: pd.DataFrame, observations: Sequence[Observation]) -> None:
    """A drawing for every area, while none is chosen; each leads to its communities.

    latest: of queries.every_area_change; observations: of queries.areas.every_series.
    """
    series = pd.DataFrame(observations, columns=Observation._fields)
    slugs = {one.code: one.slug for one in queries.areas.by_slug().values()}
    scotland = _scotland_code()
    latest = latest.assign(
        place_code=latest["area_code"],
        href=[
            urlstate.link("all-communities", area=slugs[code], indicator=pick.indicator.code)
            for code in latest["area_code"]
        ],
    )
    beside = series[series["place_code"] == scotland]
    rows = series[series["place_code"].isin(latest["area_code"])]
    lines = _lines(pick.indicator, beside, [("Scotland", SCOTLAND, scotland)])
    _page(pick, latest, rows, lines, "the 32 areas", ("An area", COMMUNITY), "all-areas")
    ask_for_area()


def _scotland_code() -> str:
    return queries.areas.scotland().code


def _lines(indicator: Indicator, series: pd.DataFrame, places: Sequence[tuple[str, Role, str]]) -> list[Line]:
    found = points_of(series)
    return [Line(name, role, found.get((indicator.code, code), ())) for name, role, code in places]


def _page(
    pick: OneOutcomePick,
    latest: pd.DataFrame,
    series: pd.DataFrame,
    beside: list[Line],
    places: str,
    own: tuple[str, Role],
    file_name: str,
    warnings: Sequence[str] = (),
) -> None:
    indicator = pick.indicator
    ordered = _in_order(pick, latest)
    now = [(line.name, *_last(line)) for line in reversed(beside)]
    sentence = spread(indicator, places, latest, [one for one in now if one[1] is not None])
    st.header(f"{indicator.label}: {indicator.unit}", anchor=False)
    html(f"<p>{escape(' '.join([sentence, *(one for one in warnings if one)]))}</p>")
    warn([indicator])
    drawn = set(series["status"]) | {point.status for line in beside for point in line.points}
    statuses = [one for one in ("raw", "imputed", "projected") if one in drawn]
    legend([own, *((line.name, line.role) for line in reversed(beside))], statuses)
    found = points_of(series)
    lines = {
        row.place_code: Line(row.name, own[1], found.get((indicator.code, row.place_code), ()))
        for row in ordered.itertuples()
    }
    html(_grid(pick, ordered, lines, beside))
    with st.expander("Table and download", key="one_outcome_table", on_change="rerun") as expander:
        if expander.open:
            html(html_table(_table(indicator, ordered), f"{indicator.label} ({indicator.unit}): {places}"))
            file = f"{file_name}-{slug(indicator.label)}"
            download_csv(series, file, key="one_outcome_csv", communities="community_code" in latest)
    about(indicator)


def _last(line: Line) -> tuple[float | None, str]:
    observed = [p for p in line.points if p.value is not None and p.status != "projected"]
    return (observed[-1].value, observed[-1].status) if observed else (None, "raw")


def _in_order(pick: OneOutcomePick, latest: pd.DataFrame) -> pd.DataFrame:
    column, ascending = {
        "value": ("value", pick.indicator.sign > 0),
        "change": ("improvement", True),
        "name": ("name", True),
        "deprivation": ("income_deprivation_rate", False),
    }[pick.order]
    return latest.sort_values(column, ascending=ascending, kind="stable", na_position="last")


def _grid(pick: OneOutcomePick, ordered: pd.DataFrame, lines: Mapping[str, Line], beside: list[Line]) -> str:
    indicator = pick.indicator
    shared = Grid(indicator, list(lines.values()), beside)
    cards = []
    for row in ordered.itertuples():
        line = lines[row.place_code]
        label = f"{row.name}: {course(indicator, row)}"
        drawing = (
            Grid(indicator, [line], beside).whole_drawing(line, label)
            if pick.has_own_scale
            else shared.drawing(line, label)
        )
        note = status_note(row.status)
        deprived = (
            f"<span>{number(row.income_deprivation_rate * 100, 0)}% income deprived</span>"
            if pick.order == "deprivation"
            else ""
        )
        cards.append(
            f'<section class="one-card"><h3><a href="{escape(row.href)}" target="_self">{escape(row.name)}</a></h3>'
            f"<p><strong>{escape(indicator.format(row.value))}</strong>{f' <span>{note}</span>' if note else ''} "
            f"{judged(changed_row(indicator, row))}{deprived}</p>{drawing}</section>"
        )
    backdrop = "" if pick.has_own_scale else shared.backdrop()
    return f'{backdrop}<div class="one-outcome">{"".join(cards)}</div>'


def _table(indicator: Indicator, ordered: pd.DataFrame) -> pd.DataFrame:
    year = int(ordered["year"].max())
    table = {
        "Place": ordered["name"].tolist(),
        period(year): [_noted(indicator, *one) for one in zip(ordered["value"], ordered["status"], strict=True)],
    }
    measured = ordered.dropna(subset=["first_year"])
    if len(measured):
        first, last = (int(measured[end].iloc[0]) for end in ("first_year", "last_year"))
        table[f"{period(first)}, measured"] = [indicator.format(one) for one in ordered["first_value"]]
        if last != year or (ordered["status"] != "raw").any():
            table[f"{period(last)}, measured"] = [indicator.format(one) for one in ordered["last_value"]]
    table["Change between measured years"] = [changed_row(indicator, row).text for row in ordered.itertuples()]
    if ordered["income_deprivation_rate"].notna().any():
        table["Income deprived"] = [f"{number(rate * 100, 1)}%" for rate in ordered["income_deprivation_rate"]]
    return pd.DataFrame(table)


def _noted(indicator: Indicator, value: float, status: str | None) -> str:
    note = status_note(status) if value == value else ""
    return indicator.format(value) + (f" ({note})" if note else "")

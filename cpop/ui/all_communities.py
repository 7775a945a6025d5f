"""All communities: one outcome as a small drawing for every community of the area, or for every area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from cpop import status, urlstate
from cpop.catalogue import Indicator, community_indicators, number, period, shown_first, slug
from cpop.charts.series import Line, points_of
from cpop.charts.series import Observation as Observed
from cpop.charts.small import Grid
from cpop.markup import element, joined, render
from cpop.queries import areas as ask
from cpop.queries.all_communities import Beside, Latest, Observation
from cpop.queries.areas import Observation as AreaObservation
from cpop.queries.certainty import Interval
from cpop.queries.communities import by_code
from cpop.style import COMMUNITY, COMMUNITY_AREA, SCOTLAND
from cpop.table import Cell, Column, Row, Table, figure, page
from cpop.ui import certainty, parts
from cpop.ui.card import about, download_csv, explain, html, judged, legend, warn
from cpop.ui.community import link
from cpop.ui.places import Chosen, ask_for_area
from cpop.words import all_communities as words
from cpop.words import certainty as certainty_words
from cpop.words import community as community_words

ORDERS = {
    "value": "Latest value, poorest first",
    "change": "Change for its size, least improved first",
    "name": "Name",
    "deprivation": "Income deprivation, most first",
}
SCALES = {"same": "The same for all", "own": "Each its own"}
# How many places a phone shows at first, of either end of the order; app.css says so too.
AT_EACH_END = 10


@dataclass(frozen=True)
class Pick:
    """Which outcome to draw, in which order, on which scale, with or without projections."""

    indicator: Indicator
    order: str
    has_own_scale: bool
    projected: bool
    has_intervals: bool = False


@dataclass(frozen=True)
class _Places:
    """Whose figures are drawn: what they are called together and one by one, and where each of them leads."""

    together: str
    one: str
    links: Mapping[str, str]
    file_name: str
    are_communities: bool


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    if chosen.area.is_scotland:
        return (
            f"How does one outcome look in each of the {len(ask.partnerships())} areas? Choose an area to see its "
            "communities."
        )
    return f"How does one outcome look in every community of {chosen.area.name}, beside the area and Scotland?"


def pick(chosen: Chosen) -> Pick:
    """The pickers of the page."""
    catalogue = community_indicators()
    orders = {code: words for code, words in ORDERS.items() if code != "deprivation" or not chosen.area.is_scotland}
    cells = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    with cells[0]:
        code = urlstate.pick(
            st.selectbox,
            "Outcome",
            list(catalogue),
            "indicator",
            shown_first(catalogue),
            format_func=lambda one: catalogue[one].label,
        )
    with cells[1]:
        order = urlstate.pick(
            st.selectbox, "Order", list(orders), "order", "value", format_func=lambda one: orders[one]
        )
    with cells[2]:
        scale = urlstate.pick(st.selectbox, "Scale", list(SCALES), "scale", "same", format_func=SCALES.get)
    with cells[3]:
        projected = urlstate.switch("Show projections", "projections", True)
        has_intervals = not chosen.area.is_scotland and certainty.switch()
    return Pick(catalogue[code], order, scale == "own", projected, has_intervals)


def communities(
    chosen: Chosen,
    pick: Pick,
    rows: Sequence[Latest],
    series: Sequence[Observation],
    beside: Sequence[Beside],
    intervals: Sequence[Interval],
) -> None:
    """A drawing for every community of the area. intervals: of the latest figures."""
    area, indicator, points, members = chosen.area, pick.indicator, points_of(beside), by_code()
    if indicator.alike_across_levels:
        scotland = ask.scotland()
        lines = [
            Line(scotland.name, SCOTLAND, points.get((indicator.code, scotland.code), ())),
            Line(area.name, COMMUNITY_AREA, points.get((indicator.code, area.code), ())),
        ]
        own = lines[-1].observed[-1].value if lines[-1].observed else None
        warnings = [words.years_averaged(indicator), words.out_of_range(indicator, area.name, own, rows)]
    else:
        mean = community_words.average_of_communities(area)
        lines = [Line(mean, COMMUNITY_AREA, points.get((indicator.code, "mean"), ()))]
        warnings = [community_words.not_alike([indicator], area)]
    places = _Places(
        f"{area.possessive} communities",
        "A community",
        {row.place_code: link("community", members[row.place_code]) for row in rows},
        f"all-communities-{area.slug}",
        are_communities=True,
    )
    if pick.has_intervals:
        warnings.append(certainty.chance(area, indicator))
    ends = {
        row.community_code: (row.low, row.high)
        for row in intervals
        if pick.has_intervals and row.low is not None and row.high is not None
    }
    _draw(pick, places, rows, series, lines, warnings, ends)
    if pick.has_intervals:
        explain(certainty_words.denominator(indicator, intervals))
        certainty.funnel(area, indicator, intervals)


def areas(pick: Pick, rows: Sequence[Latest], series: Sequence[AreaObservation]) -> None:
    """A drawing for every area, while none is chosen; each leads to its communities. series: of all places."""
    code, scotland, partnerships = pick.indicator.code, ask.scotland(), ask.partnerships()
    places = _Places(
        f"the {len(partnerships)} areas",
        "An area",
        {one.code: urlstate.link("all-communities", area=one.slug, indicator=code) for one in partnerships},
        "all-areas",
        are_communities=False,
    )
    line = Line(scotland.name, SCOTLAND, points_of(series).get((code, scotland.code), ()))
    _draw(pick, places, rows, [one for one in series if one.place_code in places.links], [line], [])
    ask_for_area()


def _draw(
    pick: Pick,
    places: _Places,
    rows: Sequence[Latest],
    series: Sequence[Observation] | Sequence[AreaObservation],
    beside: Sequence[Line],
    warnings: Sequence[str],
    ends: Mapping[str, tuple[float, float]] | None = None,
) -> None:
    """The whole of the page beneath its pickers. beside: the lines behind every place's own; ends: of intervals."""
    indicator = pick.indicator
    behind = [
        community_words.Beside(line.name, line.observed[-1].value, line.observed[-1].status)
        for line in reversed(beside)
        if line.observed
    ]
    sentence = words.spread(indicator, places.together, rows, behind)
    parts.header(f"{indicator.label}: {indicator.unit}")
    html(element("p", " ".join(filter(None, [sentence, *warnings]))))
    warn([indicator])
    drawn = [*(one.status for one in series), *(point.status for line in beside for point in line.points)]
    legend([(places.one, COMMUNITY), *((line.name, line.role) for line in reversed(beside))], status.present(drawn))
    ordered = _in_order(pick, rows)
    is_whole = _pick_length(len(ordered))
    html(_grid(pick, places, ordered, series, beside, ends or {}, is_whole=is_whole))
    with st.expander("Table and download", key="one_outcome_table", on_change="rerun") as expander:
        if expander.open:
            html(page.markup(_table(indicator, places, ordered, ends or {})))
            file_name = f"{places.file_name}-{slug(indicator.label)}"
            download_csv(series, file_name, key="one_outcome_csv", communities=places.are_communities)
    about(indicator)


def _pick_length(places: int) -> bool:
    """Whether a phone shows every place: at first it leaves out those between the first and last ten (app.css)."""
    if places <= 2 * AT_EACH_END:
        return True
    with st.container(key="length-on-phone"):
        explain(f"The first and the last {AT_EACH_END} of {places} in this order.")
        return urlstate.switch(f"Show all {places}", "every")


def _in_order(pick: Pick, rows: Sequence[Latest]) -> list[Latest]:
    """In the order chosen; places without what decides it last."""

    def place(row: Latest) -> tuple[bool, float | str]:
        decides: float | str | None = {
            "value": None if row.value is None else pick.indicator.sign * row.value,
            "change": row.improvement,
            "name": row.name,
            "deprivation": None if row.income_deprivation_rate is None else -row.income_deprivation_rate,
        }[pick.order]
        return (True, 0.0) if decides is None else (False, decides)

    return sorted(rows, key=place)


def _grid(
    pick: Pick,
    places: _Places,
    rows: Sequence[Latest],
    series: Sequence[Observed],
    beside: Sequence[Line],
    ends: Mapping[str, tuple[float, float]],
    *,
    is_whole: bool,
) -> Markup:
    indicator, points = pick.indicator, points_of(series)
    lines = [Line(row.name, COMMUNITY, points.get((indicator.code, row.place_code), ())) for row in rows]
    shared = Grid(indicator, lines, beside, [end for both in ends.values() for end in both])
    cards = []
    # A phone is led to either end of the order.
    ends_of_order = {"first": 0, "last": len(rows) - AT_EACH_END} if len(rows) > 2 * AT_EACH_END else {}
    for anchor in ends_of_order:
        parts.lead_to(anchor, f"The {anchor} {AT_EACH_END}")
    anchors = {place: anchor for anchor, place in ends_of_order.items()}
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        tooltip = f"{row.name}: {words.course(indicator, row)}"
        interval = ends.get(row.place_code)
        if interval is not None:
            tooltip += f"; indicative interval {certainty_words.interval(indicator, *interval)}"
        if pick.has_own_scale:
            drawing = Grid(indicator, [line], beside, interval or ()).whole_drawing(line, tooltip, interval)
        else:
            drawing = shared.drawing(line, tooltip, interval)
        rate = row.income_deprivation_rate if pick.order == "deprivation" else None
        cards.append(
            render(
                "place_card.html",
                anchor=anchors.get(place, ""),
                link=places.links[row.place_code],
                name=row.name,
                figure=indicator.format(row.value),
                note=status.note(row.status),
                verdict=judged(community_words.changed_row(indicator, row, row.since_year)),
                more="" if rate is None else f"{number(rate * 100, 0)}% income deprived",
                drawing=drawing,
            )
        )
    grid = element("div", joined(cards), class_="one-outcome whole" if is_whole else "one-outcome")
    return grid if pick.has_own_scale else shared.backdrop() + grid


def _table(
    indicator: Indicator, places: _Places, rows: Sequence[Latest], ends: Mapping[str, tuple[float, float]]
) -> Table:
    """A row a place: its latest figure with its interval, those of the measured years that its change is told between,
    the change.
    """
    year = max(row.year for row in rows)
    columns: dict[str, list[Cell | str]] = {
        "Place": [row.name for row in rows],
        period(year): [figure(indicator, row.value, row.status) for row in rows],
    }
    if ends:
        columns["Indicative interval"] = [
            certainty_words.interval(indicator, *ends.get(row.place_code, (None, None))) for row in rows
        ]
    first, last = next(((row.first_year, row.last_year) for row in rows if row.first_year is not None), (None, None))
    if first is not None and last is not None:
        columns[f"{period(first)}, measured"] = [indicator.format(row.first_value) for row in rows]
        if last != year or not all(row.status == status.MEASURED for row in rows):
            columns[f"{period(last)}, measured"] = [indicator.format(row.last_value) for row in rows]
    columns["Change between measured years"] = [
        community_words.changed_row(indicator, row, row.since_year).text for row in rows
    ]
    rates = [row.income_deprivation_rate for row in rows if row.income_deprivation_rate is not None]
    if rates:
        columns["Income deprived"] = [f"{number(rate * 100, 1)}%" for rate in rates]
    return Table(
        f"{indicator.label} ({indicator.unit}): {places.together}",
        [Column(head) for head in columns],
        [Row(cells) for cells in zip(*columns.values(), strict=True)],
    )

"""Trends: which indicators to draw, and one of them in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import Area, Indicator, headline_indicators, indicators, period, slug
from cpop.charts.drawing import Line, Point
from cpop.charts.trend import trend as trend_figure
from cpop.style import EXTRA, REST, SCOTLAND
from cpop.ui.card import legend, show_chart
from cpop.ui.glance import points_of
from cpop.ui.places import Chosen, chosen, pick_areas
from cpop.words.standing import status_note, trend

MOST_EXTRA = len(EXTRA)


@dataclass(frozen=True)
class TrendsPick:
    """What to draw: a set of indicators, or one of them in full with further areas."""

    indicators: dict[str, Indicator]
    in_full: Indicator | None
    projected: bool
    extra_areas: list[Area]

    @property
    def codes(self) -> list[str]:
        """The codes of the indicators to ask for."""
        return list(self.indicators)


def trends_question(chosen: Chosen) -> str:
    """The question that the page answers."""
    beside = f", beside {chosen.comparator.phrase}" if chosen.is_compared else ""
    return f"Is life improving in {chosen.area.name}{beside}?"


def pick_trends() -> TrendsPick:
    """The pickers of the page: all outcomes (or a theme's) as small charts, or one in full."""
    everything = indicators()
    headline = headline_indicators()
    themes = {slug(one.theme): one.theme for one in everything.values()}
    own = {code: everything[code] for code in everything if code in chosen().priorities}
    sets = {
        "headline": f"The {len(headline)} headline outcomes",
        "all": f"All {len(everything)} outcomes",
        **({"priorities": "★ Our priorities"} if own else {}),
        **themes,
    }
    left, middle, right = st.columns([3, 3, 2], vertical_alignment="bottom")
    with left:
        code = urlstate.pick(
            st.selectbox,
            "One outcome in full",
            list(everything),
            "indicator",
            index=None,
            placeholder="None: show small charts",
            format_func=lambda one: everything[one].label,
        )
    with right:
        projected = urlstate.switch("Show projections", "projections", True)
    with middle:
        if code is not None:
            return TrendsPick(
                {code: everything[code]}, everything[code], projected, pick_areas("Add areas", "with", MOST_EXTRA)
            )
        shown = urlstate.pick(
            st.selectbox, "Small charts of", list(sets), "outcomes", "headline", format_func=lambda one: sets[one]
        )
    wanted = {
        "headline": headline,
        "all": everything,
        "priorities": own,
    }.get(shown) or {code: one for code, one in everything.items() if one.theme == themes[shown]}
    return TrendsPick(wanted, None, projected, [])


def trend_in_full(
    chosen: Chosen, glance: pd.DataFrame, series: pd.DataFrame, indicator: Indicator, extra: Sequence[Area]
) -> None:
    """One indicator over time: the area, its comparator, Scotland and further areas over all others in grey.

    glance: the indicator's row of queries.glance; series: queries.every_area_series.
    """
    by_place = {place: points for (_, place), points in points_of(series).items()}
    chosen_lines = _chosen_lines(chosen, by_place, extra)
    named = {line.name for line in chosen_lines}
    rest = [
        Line(area.name, REST, by_place[area.code])
        for area in queries.areas().values()
        if area.code in by_place and area.name not in named
    ]
    sentence = "".join(trend(chosen.area, chosen.comparator, row, indicator) for row in glance.itertuples())
    legend(
        [(line.name, line.role) for line in reversed(chosen_lines)] + [("All other areas", REST)],
        [status for status in ("raw", "imputed", "projected") if (series["status"] == status).any()],
    )
    show_chart(
        trend_figure(indicator, chosen_lines, rest, indicator.breaks_at("cpp")),
        title=f"{indicator.label}: {indicator.unit}" + (" (★ priority)" if indicator.code in chosen.priorities else ""),
        sentence=sentence,
        indicator=indicator,
        table=_table(indicator, chosen_lines),
        download=series,
        file_name=f"trend-{slug(indicator.label)}",
        key="trend",
    )


def _chosen_lines(chosen: Chosen, by_place: Mapping[str, tuple[Point, ...]], extra: Sequence[Area]) -> list[Line]:
    scotland = next(area for area in queries.areas().values() if area.is_scotland)
    roles = {area.code: (area.name, role) for area, role in zip(extra, EXTRA, strict=False)}
    roles[scotland.code] = (scotland.name, SCOTLAND)
    roles[chosen.comparator.place_code] = (chosen.comparator.name, chosen.comparator_role)
    # Last in, so that it is drawn on top; where the area is Scotland it keeps its place and takes the area's role.
    roles[chosen.area.code] = (chosen.area.name, chosen.area_role)
    return [Line(name, role, by_place[code]) for code, (name, role) in roles.items() if code in by_place]


def _table(indicator: Indicator, lines: Sequence[Line]) -> pd.DataFrame:
    years = sorted({point.year for line in lines for point in line.points})
    table = {"Year": [period(year) for year in years]}
    for line in reversed(lines):
        by_year = {point.year: point for point in line.points}
        table[line.name] = [_text(indicator, by_year.get(year)) for year in years]
    return pd.DataFrame(table)


def _text(indicator: Indicator, point: Point | None) -> str:
    if point is None or point.value is None:
        return "no figure"
    note = status_note(point.status)
    return indicator.format(point.value) + (f" ({note})" if note else "")

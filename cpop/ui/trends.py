"""Trends: which indicators to draw, as small charts or one of them in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from cpop import status, urlstate
from cpop.catalogue import Area, Indicator, headline_indicators, indicators, period, slug
from cpop.charts import small
from cpop.charts.series import Line, Point, points_of, years_of
from cpop.charts.trend import trend as trend_figure
from cpop.markup import element, joined, render
from cpop.queries import areas as ask
from cpop.queries.areas import Glance, Observation
from cpop.style import EXTRA, REST, SCOTLAND, Role
from cpop.table import Cell, Column, Row, Table, figure, page
from cpop.ui import changes, newer, parts
from cpop.ui.card import download_csv, explain, html, judged, legend, show_chart
from cpop.ui.places import Chosen, chosen, pick_areas, starred
from cpop.words.standing import standing, trend

MOST_EXTRA = len(EXTRA)


@dataclass(frozen=True)
class Pick:
    """What to draw: a set of indicators, or one of them in full with further areas."""

    indicators: dict[str, Indicator]
    in_full: Indicator | None
    projected: bool
    extra_areas: list[Area]

    @property
    def codes(self) -> list[str]:
        """The codes of the indicators to ask for."""
        return list(self.indicators)


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    beside = f", beside {chosen.comparator.phrase}" if chosen.is_compared else ""
    return f"Is life improving in {chosen.area.name}{beside}?"


def pick() -> Pick:
    """The pickers of the page: all outcomes (or a theme's) as small charts, or one in full."""
    everything = indicators()
    headline = headline_indicators()
    own = {code: one for code, one in everything.items() if code in chosen().priorities}
    sets = {
        "headline": (f"The {len(headline)} headline outcomes", headline),
        "all": (f"All {len(everything)} outcomes", everything),
        **({"priorities": ("★ Our priorities", own)} if own else {}),
    }
    for theme in dict.fromkeys(one.theme for one in everything.values()):
        sets[slug(theme)] = (theme, {code: one for code, one in everything.items() if one.theme == theme})
    left, middle, right = st.columns([3, 3, 2], vertical_alignment="bottom")
    with left:
        code = urlstate.pick(
            st.selectbox,
            "One outcome in full",
            list(everything),
            "indicator",
            none="None: show small charts",
            format_func=lambda one: everything[one].label,
        )
    with right:
        projected = urlstate.switch("Show projections", "projections", True)
    with middle:
        if code is not None:
            extra = pick_areas("Add areas", "with", MOST_EXTRA)
            return Pick({code: everything[code]}, everything[code], projected, extra)
        shown = urlstate.pick(
            st.selectbox, "Small charts of", list(sets), "outcomes", "headline", format_func=lambda one: sets[one][0]
        )
    return Pick(sets[shown][1], None, projected, [])


def multiples(chosen: Chosen, rows: Sequence[Glance], series: Sequence[Observation], pick: Pick) -> None:
    """A grid of indicators over time for the area and its comparator, each with its standing and its figures.

    series: of both places.
    """
    places: list[tuple[str, str, Role]] = [(chosen.area.code, chosen.area.name, chosen.area_role)]
    if chosen.is_compared:
        comparator = chosen.comparator
        places.insert(0, (comparator.place_code, comparator.name, chosen.comparator_role))
    legend([(name, role) for _, name, role in reversed(places)], status.present(one.status for one in series))
    points = points_of(series)
    years = [one.year for one in series] or [0, 1]
    cards = []
    for row, anchor in zip(rows, parts.by_theme(pick.indicators[row.indicator] for row in rows), strict=True):
        lines = [Line(name, role, points.get((row.indicator, code), ())) for code, name, role in places]
        cards.append(_card(chosen, row, pick.indicators[row.indicator], lines, (min(years), max(years)), anchor))
    html(element("div", joined(cards), class_="multiples"))
    explain("Each title leads to the outcome in full, with its table, definition, source and caveat.")
    with st.expander("Table and download", key="trends_table", on_change="rerun") as expander:
        if expander.open:
            shown = [pick.indicators[row.indicator] for row in rows]
            html(page.markup(_all_in_years(shown, list(reversed(places)), points)))
            download_csv(series, f"trends-{chosen.area.slug}", key="trends_csv")


def _all_in_years(
    shown: Sequence[Indicator],
    places: Sequence[tuple[str, str, Role]],
    points: Mapping[tuple[str, str], tuple[Point, ...]],
) -> Table:
    """A row an outcome and place, a column a year: all that the small charts draw."""
    found = {key: {point.year: point for point in of_place} for key, of_place in points.items()}
    years = sorted({year for of_place in found.values() for year in of_place})
    columns = [
        Column("Outcome"),
        *([Column("Place")] if len(places) > 1 else []),
        *(Column(period(one)) for one in years),
    ]
    rows = []
    for indicator in shown:
        for code, name, _ in places:
            figures = found.get((indicator.code, code), {})
            head: list[Cell | str] = [Cell(indicator.label, second=indicator.unit)]
            head += [name] if len(places) > 1 else []
            rows.append(Row([*head, *(_figure(indicator, figures.get(year)) for year in years)]))
    return Table(f"{' and '.join(name for _, name, _ in places)}: the outcomes by year", columns, rows, is_brief=True)


def _card(
    chosen: Chosen, row: Glance, indicator: Indicator, lines: Sequence[Line], years: tuple[int, int], anchor: str
) -> Markup:
    breaks = indicator.breaks_at("cpp")
    beneath = [judged(standing(row, chosen.comparator.short))] if chosen.is_compared else []
    beneath += [element("span", f"Break, {period(one.year)}: {one.what}", class_="small") for one in breaks]
    sentence = trend(chosen.area, chosen.comparator, row, indicator)
    return render(
        "multiple_card.html",
        indicator=indicator,
        level=2,
        anchor=anchor,
        link=urlstate.link("trends", indicator=indicator.code),
        after=starred(indicator.code, chosen),
        drawing=small.multiple(indicator, lines, years=years, breaks=breaks),
        beneath=element("p", sentence, class_="spoken") + element("p", joined(beneath)),
    )


def in_full(chosen: Chosen, rows: Sequence[Glance], series: Sequence[Observation], pick: Pick) -> None:
    """One indicator over time: the area, its comparator, Scotland and further areas over all others in grey.

    rows: the indicator's, if it has one; series: of all areas and family groups.
    """
    indicator = next(iter(pick.indicators.values()))
    points = {place: of_place for (_, place), of_place in points_of(series).items()}
    named = _named_lines(chosen, points, pick.extra_areas)
    names = {line.name for line in named}
    rest = [
        Line(area.name, REST, points[area.code])
        for area in ask.by_slug().values()
        if area.code in points and area.name not in names
    ]
    legend(
        [(line.name, line.role) for line in reversed(named)] + [("All other areas", REST)],
        status.present(one.status for one in series),
    )
    title = f"{indicator.label}: {indicator.unit}"
    show_chart(
        trend_figure(indicator, named, rest, indicator.breaks_at("cpp")),
        title=title + (" (★ priority)" if indicator.code in chosen.priorities else ""),
        sentence="".join(trend(chosen.area, chosen.comparator, row, indicator) for row in rows),
        indicator=indicator,
        table=_table(title, indicator, named),
        download=series,
        file_name=f"trend-{slug(indicator.label)}",
        key="trend",
        notes=changes.beneath_projection(chosen, indicator) if _is_projected(series) else (),
    )
    newer.beneath(chosen, indicator)


def _is_projected(series: Sequence[Observation]) -> bool:
    return any(one.status == status.PROJECTED for one in series)


def _named_lines(chosen: Chosen, points: Mapping[str, tuple[Point, ...]], extra: Sequence[Area]) -> list[Line]:
    scotland = ask.scotland()
    roles = {area.code: (area.name, role) for area, role in zip(extra, EXTRA, strict=False)}
    roles[scotland.code] = (scotland.name, SCOTLAND)
    roles[chosen.comparator.place_code] = (chosen.comparator.name, chosen.comparator_role)
    # Last in, so that it is drawn on top; where the area is Scotland it keeps its place and takes the area's role.
    roles[chosen.area.code] = (chosen.area.name, chosen.area_role)
    return [Line(name, role, points[code]) for code, (name, role) in roles.items() if code in points]


def _table(title: str, indicator: Indicator, lines: Sequence[Line]) -> Table:
    """A row a year, a column a place, the area first."""
    shown = list(reversed(lines))
    by_year = [{point.year: point for point in line.points} for line in shown]
    rows = [
        Row([period(year), *(_figure(indicator, points.get(year)) for points in by_year)]) for year in years_of(lines)
    ]
    return Table(title, [Column("Year"), *(Column(line.name) for line in shown)], rows)


def _figure(indicator: Indicator, point: Point | None) -> Cell:
    return figure(indicator, point.value, point.status) if point else figure(indicator, None, None)

"""The worked examples of the Guide: each kind of chart, small, from the chosen area's own figures."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pandas as pd

from cpop import queries
from cpop.catalogue import (
    STATUSES,
    Area,
    Indicator,
    community_indicators,
    headline_indicators,
    number,
)
from cpop.charts import worked
from cpop.charts.drawing import Line, Point, small_multiple, sparkline, strip
from cpop.charts.series import points_of
from cpop.queries import priorities
from cpop.style import AREA, BESIDE, EXTRA, REST, SCOTLAND
from cpop.ui.card import judged, legend_markup
from cpop.ui.places import Chosen
from cpop.ui.table import html_table
from cpop.words import guide as words
from cpop.words.priorities import CORNERS
from cpop.words.standing import Verdict, rank

_NO_FIGURE = "This edition has no figures for the example."


def example_area(chosen: Chosen) -> Area:
    """The area of the examples: the chosen one, or the first of them while it is Scotland."""
    if not chosen.area.is_scotland:
        return chosen.area
    return next(area for area in queries.areas.by_slug().values() if not area.is_scotland)


def _scotland() -> Area:
    return queries.areas.scotland()


def example_indicator() -> Indicator:
    """The outcome of the examples: the first of those for communities where a lower figure is better."""
    some = community_indicators().values()
    return next((one for one in some if one.sign < 0), next(iter(some)))


def _figure(picture: str, sentence: str) -> str:
    return f'<figure class="example">{picture}<figcaption>{escape(sentence)}</figcaption></figure>'


def _series(codes: list[str], indicator: Indicator, projected: bool = False) -> dict[str, tuple[Point, ...]]:
    """The points of some areas over time, by area code."""
    series = queries.areas.series(codes, [indicator.code], projected)
    return {place: drawn for (_, place), drawn in points_of(series).items()}


def _observed(area: Area, indicator: Indicator) -> list[Point]:
    return [point for point in _series([area.code], indicator).get(area.code, ()) if point.value is not None]


def _sparkline(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    observed = _observed(area, indicator)
    if not observed:
        return _figure("", _NO_FIGURE)
    first, last = observed[0], observed[-1]
    sentence = words.sparkline(area.name, indicator, (first.value, first.year), (last.value, last.year, last.status))
    return _figure(sparkline(Line(area.name, AREA, tuple(observed)), sentence, 240, 60), sentence)


def _strip(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    rows = _positions(indicator)
    mine, scotland = rows.loc[area.code], rows.loc[_scotland().code, "value"]
    values = rows.dropna(subset=["rank"])["value"].tolist()
    marked = [("Scotland", SCOTLAND, scotland), (area.name, AREA, None if pd.isna(mine["value"]) else mine["value"])]
    sentence = words.strip(area.name, indicator, mine["value"], scotland, rank(mine["rank"], len(values)))
    key = legend_markup([(area.name, AREA), ("Scotland", SCOTLAND), ("Every other area", REST)])
    return _figure(strip(indicator, values, marked, sentence, 380, 36) + key, sentence)


def _positions(indicator: Indicator) -> pd.DataFrame:
    return queries.example_ranking(indicator.code).set_index("area_code")


def _standings(_chosen: Chosen) -> str:
    rows = "".join(
        f"<li>{judged(Verdict(mark, words_of[0].upper() + words_of[1:]))}</li>" for words_of, mark in BESIDE.items()
    )
    return f'<ul class="standings">{rows}</ul>'


def _trend(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    by_place = _series([area.code, _scotland().code], indicator, projected=True)
    lines = [
        Line(name, role, by_place[code])
        for code, name, role in ((_scotland().code, "Scotland", SCOTLAND), (area.code, area.name, AREA))
        if code in by_place
    ]
    observed = _observed(area, indicator)
    if not observed:
        return _figure("", _NO_FIGURE)
    first, last = observed[0], observed[-1]
    sentence = words.sparkline(area.name, indicator, (first.value, first.year), (last.value, last.year, last.status))
    statuses = [status for status in STATUSES if any(p.status == status for line in lines for p in line.points)]
    key = legend_markup([(line.name, line.role) for line in reversed(lines)], statuses)
    return _figure(small_multiple(indicator, lines, sentence, width=420, height=190) + key, sentence)


def _rows_around(chosen: Chosen, indicator: Indicator) -> list[worked.Row]:
    """Five areas best first: the best, the poorest, and the area of the example between its neighbours."""
    area = example_area(chosen)
    order = _positions(indicator).dropna(subset=["rank"]).index.tolist()
    if area.code not in order:
        return []
    place = min(max(order.index(area.code), 2), len(order) - 3)
    codes = list(dict.fromkeys([order[0], *order[place - 1 : place + 2], order[-1]]))
    if area.code not in codes:
        codes = list(dict.fromkeys([*codes[:1], area.code, *codes[2:]]))
    codes.sort(key=order.index)
    observed = {code: [p for p in drawn if p.value is not None] for code, drawn in _series(codes, indicator).items()}
    names = {one.code: one.name for one in queries.areas.by_slug().values()}
    return [
        worked.Row(names[code], AREA if code == area.code else REST, observed[code][0], observed[code][-1])
        for code in codes
    ]


def _bars(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    rows = _rows_around(chosen, indicator)
    mine = next((row for row in rows if row.name == area.name), None)
    if mine is None:
        return _figure("", _NO_FIGURE)
    scotland = _positions(indicator).loc[_scotland().code, "value"]
    sentence = words.bars(indicator, area.name, mine.last.value, scotland, mine.last.year)
    return _figure(worked.bars(indicator, rows, scotland, sentence), sentence)


def _dumbbell(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    rows = _rows_around(chosen, indicator)
    mine = next((row for row in rows if row.name == area.name), None)
    if mine is None:
        return _figure("", _NO_FIGURE)
    sentence = words.dumbbell(
        indicator, area.name, (mine.first.value, mine.first.year), (mine.last.value, mine.last.year)
    )
    return _figure(worked.dumbbell(indicator, rows, sentence), sentence)


def _corners(chosen: Chosen) -> str:
    area = example_area(chosen)
    found = priorities.quadrants(area.code, queries.areas.scotland().code, list(headline_indicators()))
    counts = {look: found.get(code, 0) for code, look in CORNERS.items()}
    sentence = words.corners(area.name, counts)
    return _figure(worked.corners(counts, sentence), sentence)


def _tenths(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    rows = queries.example_tenths(area.code, indicator.code).dropna(subset=["gap"])
    if rows.empty:
        return _figure("", _NO_FIGURE)
    lines = [
        Line(
            name,
            role,
            tuple(Point(int(year), value, "raw") for year, value in zip(rows["year"], rows[column], strict=True)),
        )
        for name, column, role in (
            ("Least deprived tenth", "least_deprived", EXTRA[0]),
            ("Most deprived tenth", "most_deprived", EXTRA[1]),
        )
    ]
    sentence = words.tenths(area.name, indicator, rows.iloc[0], rows.iloc[-1])
    key = legend_markup([(line.name, line.role) for line in reversed(lines)])
    return _figure(small_multiple(indicator, lines, sentence, width=420, height=180) + key, sentence)


def _duncan(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    rows = queries.example_duncan(indicator.code).dropna(subset=["value"]).set_index("area_code")
    if area.code not in rows.index or _scotland().code not in rows.index:
        return _figure("", _NO_FIGURE)
    mine, average = rows.loc[area.code], rows.loc[_scotland().code]
    even = queries.about_even()
    sentence = words.duncan(area.name, indicator, mine["value"], average["value"], int(mine["year"]), even)
    marked = [("Average area", SCOTLAND, average["value"]), (area.name, AREA, mine["value"])]
    return _figure(worked.index_scale(marked, sentence), sentence)


def _slope(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    rows = queries.example_slope(area.code, indicator.code)
    if rows.empty or rows["sii"].isna().all():
        return _figure("", _NO_FIGURE)
    first = rows.iloc[0]
    ends = (float(first["line_least_deprived"]), float(first["line_most_deprived"]))
    sentence = words.gradient(area.name, indicator, ends, float(first["sii"]), int(first["year"]))
    dots = list(zip(rows["position"], rows["value"], strict=True))
    return _figure(worked.gradient(indicator, dots, ends, sentence), sentence)


def _bands(chosen: Chosen) -> str:
    sentence = f"The shades of the map of {example_area(chosen).name}’s communities, from lightest to darkest."
    return _figure(worked.bands(sentence), sentence)


def _ranking(chosen: Chosen) -> str:
    area, indicator = example_area(chosen), example_indicator()
    rows = queries.example_poorest(area.code, indicator.code, 5)
    table = pd.DataFrame(
        {
            "Position": [str(place) for place in range(1, len(rows) + 1)],
            "Community": rows["name"],
            indicator.label: [indicator.format(value) for value in rows["value"]],
            "Area score": [number(score, 1).replace("-", "−") for score in rows["area_score"]],
        }
    )
    caption = f"{area.name}: the communities with the poorest figures for {indicator.label.lower()}"
    return html_table(table, caption, css="guide", numbers=[indicator.label, "Area score"])


FIGURES: dict[str, Callable[[Chosen], str]] = {
    "sparkline": _sparkline,
    "strip": _strip,
    "standings": _standings,
    "trend": _trend,
    "bars": _bars,
    "dumbbell": _dumbbell,
    "quadrant": _corners,
    "tenths": _tenths,
    "duncan": _duncan,
    "slope": _slope,
    "bands": _bands,
    "ranking": _ranking,
}

"""Small multiples: one small drawing an indicator, all of the same size, in a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from cpop import urlstate
from cpop.catalogue import Indicator, period
from cpop.charts.drawing import Line, small_multiple
from cpop.style import Role
from cpop.ui.card import html, legend
from cpop.ui.glance import judged, points_of
from cpop.ui.places import Chosen, priority_mark
from cpop.words.standing import standing, trend


def multiples(chosen: Chosen, glance: pd.DataFrame, series: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> None:
    """A grid of indicators over time for the area and its comparator, each with its standing and its figures.

    glance: the rows of queries.glance to draw; series: queries.area_series of both places.
    """
    places: list[tuple[str, str, Role]] = [(chosen.area.code, chosen.area.name, chosen.area_role)]
    if chosen.is_compared:
        comparator = chosen.comparator
        places.insert(0, (comparator.place_code, comparator.name, chosen.comparator_role))
    statuses = [status for status in ("raw", "imputed", "projected") if (series["status"] == status).any()]
    legend([(name, role) for _, name, role in reversed(places)], statuses)
    by_key = points_of(series)
    years = (int(series["year"].min()), int(series["year"].max())) if len(series) else (0, 1)
    cards = []
    for row in glance.itertuples():
        lines = [Line(name, role, by_key.get((row.indicator, code), ())) for code, name, role in places]
        cards.append(_card(chosen, row, catalogue[row.indicator], lines, years))
    html(f'<div class="multiples">{"".join(cards)}</div>')
    html('<p class="about">Each title leads to the outcome in full, with its table, definition, source and caveat.</p>')


def _card(chosen: Chosen, row: object, indicator: Indicator, lines: Sequence[Line], years: tuple[int, int]) -> str:
    sentence = trend(chosen.area, chosen.comparator, row, indicator)
    against = standing(row, chosen.comparator.short)
    verdict = judged(against) if chosen.is_compared else ""
    breaks = indicator.breaks_at("cpp")
    told = "".join(f'<span class="small">Break, {period(one.year)}: {escape(one.what)}</span>' for one in breaks)
    drawing = small_multiple(indicator, lines, sentence, years=years, breaks=breaks)
    url = urlstate.link("trends", indicator=indicator.code)
    return (
        f'<section class="multiple-card"><h2><a href="{escape(url)}" target="_self">{escape(indicator.label)}</a>'
        f"{priority_mark(indicator.code, chosen)}</h2>"
        f'<p class="unit">{escape(indicator.unit)}; {indicator.better} is better</p>'
        f"{drawing}<p>{verdict}{told}</p></section>"
    )

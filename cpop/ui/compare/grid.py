"""All outcomes at once, a small ranking each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from cpop.catalogue import Indicator, period
from cpop.charts.compare import key_small_bar, mini_ranking
from cpop.style import SIGN
from cpop.ui.card import download_csv, html, legend
from cpop.ui.compare.pick import ComparePick, link
from cpop.ui.compare.places import bars_from_zero, members_and_lines, name_and_role, roles, sentence, status_key
from cpop.ui.places import Chosen, priority_mark
from cpop.words import compare as words


def compare_grid(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """All outcomes, a small ranking each. rows: queries.standings."""
    records = list(rows.itertuples(index=False))
    legend(roles(chosen, pick), ())
    html(status_key(records, key_small_bar))
    by_indicator: dict[str, list[Any]] = {}
    for row in records:
        by_indicator.setdefault(row.indicator, []).append(row)
    cards = [_card(chosen, pick, one, by_indicator.get(code, [])) for code, one in pick.catalogue.items()]
    html(f'<div class="multiples">{"".join(cards)}</div>')
    html(
        '<p class="about">A bar an area, best on the left. Dots where bars from zero would all look alike, '
        "or where zero means nothing. Point at a bar for its name.</p>"
    )
    download_csv(rows.drop(columns="name"), f"compare-all-outcomes-{pick.year}", key="compare_grid_csv")


def _card(chosen: Chosen, pick: ComparePick, indicator: Indicator, rows: Sequence[Any]) -> str:
    url = link(pick, view=None, indicator=indicator.code, year=str(pick.year))
    head = (
        f'<section class="multiple-card"><h2><a href="{escape(url)}" target="_self">{escape(indicator.label)}</a>'
        f"{priority_mark(indicator.code, chosen)}</h2>"
        f'<p class="unit">{escape(indicator.unit)}; {indicator.better} is better</p>'
    )
    if all(row.rank != row.rank for row in rows):
        return f"{head}<p>No figures for {period(pick.year)}.</p></section>"
    members, lines = members_and_lines(chosen, pick, rows)
    said = sentence(chosen, pick, rows, indicator)
    drawing = mini_ranking(indicator, members, lines, said, from_zero=bars_from_zero(indicator, members))
    wanted = [chosen.area.code] + ([chosen.comparator.place_code] if chosen.is_compared else [])
    told = []
    by_place = {row.place_code: row for row in rows if row.place_code in wanted}
    for code in wanted:
        if code in by_place:
            row = by_place[code]
            name, role = name_and_role(chosen, pick, row)
            text = words.place_and_value(indicator, row.value, row.status, row.rank, row.ranked)
            told.append(f'<strong style="color:{role.text}">{SIGN[role.marker]} {escape(name)}</strong> {escape(text)}')
    return f'{head}{drawing}<p class="placed">{"<br>".join(told)}</p></section>'

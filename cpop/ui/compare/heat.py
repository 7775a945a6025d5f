"""All areas by all outcomes: a table whose cells carry a value and a rank, shaded by rank."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from cpop.catalogue import Indicator, ordinal, period
from cpop.style import HEAT, STATUS_WORD
from cpop.ui.card import download_csv, html
from cpop.ui.compare.pick import BY_NAME, ComparePick, link
from cpop.ui.compare.places import mark, name_and_role
from cpop.ui.places import Chosen


def compare_table(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """All areas by all outcomes, each cell a value and a rank, shaded by rank. rows: queries.standings."""
    records = list(rows.itertuples(index=False))
    cells = {(row.place_code, row.indicator): row for row in records}
    places = {row.place_code: row for row in records}
    estimated = set(pick.catalogue) - {row.indicator for row in records if row.status == "raw"}
    known = {code: name_and_role(chosen, pick, row) for code, row in places.items()}
    first = [
        code
        for code in dict.fromkeys([chosen.area.code, chosen.comparator.place_code, *pick.benchmarks])
        if code in places
    ]
    # Rows come best first for each outcome, and an outcome without figures leaves the order of the names.
    by_name = sorted(places, key=lambda code: known[code][0])
    by_rank = [row.place_code for row in records if row.indicator == pick.sort]
    order = list(dict.fromkeys([*first, *by_rank, *by_name]))
    caption = (
        f"{'All areas' if pick.family is None else 'Similar areas'} by headline outcome, {period(pick.year)}: "
        "value, and rank where 1st is best. The darker a cell, the poorer the rank."
    )
    heads = "".join(_table_head(pick, one, code in estimated) for code, one in pick.catalogue.items())
    body = []
    for number, place in enumerate(order):
        name, role = known[place]
        row_cells = "".join(_table_cell(one, cells.get((place, code))) for code, one in pick.catalogue.items())
        css = ' class="benchmark"' if number < len(first) else ""
        body.append(f'<tr{css}><th scope="row">{mark(role)}{escape(name)}</th>{row_cells}</tr>')
    html(_heat_legend())
    html(
        f'<style>{_heat_style()}</style><div class="scroll heat" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table class="cpop heat"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col"{_sorted(pick, BY_NAME)}>Area</th>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
    download_csv(rows.drop(columns="name"), f"compare-table-{pick.year}", key="compare_table_csv")


def _table_head(pick: ComparePick, indicator: Indicator, estimated: bool) -> str:
    url = link(pick, sort=indicator.code)
    note = f' <span class="small">({STATUS_WORD["imputed"]})</span>' if estimated else ""
    return (
        f'<th scope="col"{_sorted(pick, indicator.code)}><a href="{escape(url)}" target="_self" '
        f'title="Sort by this outcome">{escape(indicator.label)}{note}</a></th>'
    )


def _sorted(pick: ComparePick, code: str) -> str:
    return ' aria-sort="ascending" class="sorted"' if pick.sort == code else ""


def _table_cell(indicator: Indicator, row: Any | None) -> str:  # noqa: ANN401 - a row of a frame
    if row is None or row.value != row.value:
        return '<td class="none">no figure</td>'
    value = escape(indicator.format(row.value))
    if row.status != "raw":
        value = f'<i title="{STATUS_WORD[row.status]}">{value}</i><span class="est"> est.</span>'
    if row.rank != row.rank:
        return f"<td>{value}</td>"
    band, place = _heat_band(row.rank, row.ranked), ordinal(int(row.rank))
    return f'<td class="h{band}">{value}<span class="small">{place}</span></td>'


def _heat_band(rank: float, ranked: float) -> int:
    return min(int((rank - 1) * len(HEAT) / ranked), len(HEAT) - 1)


def _heat_style() -> str:
    return " ".join(
        f"table.heat td.h{band}{{background:{back};color:{text}}}" for band, (back, text) in enumerate(HEAT)
    )


def _heat_legend() -> str:
    swatches = "".join(f'<i style="background:{back}"></i>' for back, _ in HEAT)
    return (
        f'<div class="legend"><span>best <span class="swatches">{swatches}</span> poorest</span>'
        "<span>est. and italics: estimated</span><span>Choose a heading to sort by it</span></div>"
    )

"""One outcome on the map, and the same as a list for those who cannot use a map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import period, slug
from cpop.charts.area_map import Step, area_map
from cpop.style import MAP_CONFIG, MAP_MISSING, MAP_OTHER, REST
from cpop.ui.card import about, download_csv, html, plot, warn
from cpop.ui.compare.pick import ComparePick, link
from cpop.ui.compare.places import mark, name_and_role, placed, sentence
from cpop.ui.places import Chosen
from cpop.words.standing import status_note


def compare_map(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame, centres: pd.DataFrame) -> None:
    """One outcome on the map, with the same as a list. rows: queries.standings; centres: queries.area_centres."""
    indicator = pick.indicator
    inside = set(queries.group_members()[pick.group])
    records = list(rows.itertuples(index=False))
    members = {row.place_code: placed(chosen, pick, row) for row in records if row.place_code in inside}
    outside = set(queries.group_members()["all"]) - inside
    others = {area.code: area.name for area in queries.areas.by_slug().values() if area.code in outside}
    spots = {row.area_code: (row.longitude, row.latitude) for row in centres.itertuples()}
    figure, steps = area_map(indicator, members, others, spots, by_rank=pick.by_rank)
    said = sentence(chosen, pick, records, indicator)
    st.header(f"{indicator.label}, {period(pick.year)}, on the map", anchor=False)
    st.markdown(f"{said} The darker an area, the poorer.")
    warn([indicator])
    left, right = st.columns([11, 9], gap="medium")
    with left:
        html(_map_legend(steps, any(one.value is None for one in members.values()), bool(others)))
        if figure["data"]:
            key = f"area_map-{chosen.area.slug}-{indicator.code}-{pick.year}"
            plot(
                figure,
                config=MAP_CONFIG,
                alt=f"Map. {said}",
                key=key,
                on_select=partial(_choose_on_map, key),
                selection_mode="points",
            )
        html('<p class="about">Choose an area on the map, or in the list, and the whole app shows it.</p>')
    with right:
        html(_map_list(chosen, pick, records))
        download_csv(rows.drop(columns="name"), f"map-{slug(indicator.label)}-{pick.year}", key="compare_map_csv")
    about(indicator)


def _choose_on_map(key: str) -> None:
    """Choose for the whole app the area that was clicked on the map `key`."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        slugs = {area.code: area.slug for area in queries.areas.by_slug().values()}
        urlstate.put("area", slugs[points[0]["location"]])


def _map_legend(steps: Sequence[Step], has_missing: bool, has_others: bool) -> str:
    told = [
        f'<span><i class="swatch" style="background:{step.colour}"></i>{escape(step.text)}'
        f"{' (best)' if step is steps[0] else ' (poorest)' if step is steps[-1] else ''}</span>"
        for step in steps
    ]
    if has_missing:
        told.append(f'<span><i class="swatch" style="background:{MAP_MISSING}"></i>no figure</span>')
    if has_others:
        told.append(f'<span><i class="swatch" style="background:{MAP_OTHER}"></i>not in this group</span>')
    return f'<div class="legend">{"".join(told)}</div>'


def _map_list(chosen: Chosen, pick: ComparePick, rows: Sequence[Any]) -> str:
    slugs = {area.code: area.slug for area in queries.areas.by_slug().values()}
    caption = f"{pick.indicator.label}, {period(pick.year)}: {pick.indicator.unit}, best first"
    body = []
    for row in rows:
        name, role = name_and_role(chosen, pick, row)
        text = escape(name)
        if row.place_code in slugs and row.place_code != chosen.area.code:
            url = link(pick, indicator=pick.indicator.code, year=str(pick.year), area=slugs[row.place_code])
            text = f'<a href="{escape(url)}" target="_self">{text}</a>'
        note = status_note(row.status)
        value = "no figure" if row.value != row.value else escape(pick.indicator.format(row.value))
        rank = "–" if row.rank != row.rank else str(int(row.rank))
        css = "" if role is REST else ' class="benchmark"'
        body.append(
            f'<tr{css}><td class="number">{rank}</td><th scope="row">{mark(role)}{text}</th>'
            f'<td class="number">{value}{f" ({note})" if note else ""}</td></tr>'
        )
    return (
        f'<table class="cpop compact"><caption>{escape(caption)}</caption><thead><tr><th scope="col" class="number">'
        f'Rank</th><th scope="col">Area</th><th scope="col" class="number">Value</th></tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table>"
    )

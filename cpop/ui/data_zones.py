"""Data zones: choosing the community and the indicator, the map of points, and the table."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import Community, Indicator, indicators, period
from cpop.charts.data_zones import Spot, data_zone_map, fifth_shades
from cpop.style import MAP_CONFIG, MAP_MISSING
from cpop.ui.card import about_all, download_csv, header, html, plot
from cpop.ui.community import link_to, pick_community
from cpop.ui.places import Chosen
from cpop.words import community as words
from cpop.words.standing import status_note

FIFTHS = ("poorest fifth", "second poorest", "middle", "second best", "best fifth")


@dataclass(frozen=True)
class DataZonePick:
    """A community (none chosen yet) and the indicator on the map."""

    community: Community | None
    indicator: Indicator

    @property
    def place_codes(self) -> list[str]:
        """The places whose figures give the scale: the community, its area and Scotland."""
        return [self.community.code, self.community.area.code, queries.areas.scotland().code]


def data_zone_indicators() -> dict[str, Indicator]:
    """The indicators with figures for data zones, by code."""
    return {code: one for code, one in indicators().items() if "data_zone" in one.levels}


def pick_data_zones(chosen: Chosen) -> DataZonePick:
    """The heading of the page, and its pickers."""
    catalogue = data_zone_indicators()
    top = st.container()
    left, right = st.columns(2)
    with left:
        community = pick_community(chosen)
    first = next(iter(catalogue))
    code = first
    if community is not None:
        with right:
            code = urlstate.pick(
                st.selectbox,
                "On the map",
                list(catalogue),
                "zone-indicator",
                first,
                format_func=lambda one: catalogue[one].label,
            )
    with top:
        header(
            f"Data zones of {community.label}" if community else "Data zones",
            "Within the community, street by street: where are outcomes poorest?",
            part="communities",
        )
        if community is not None:
            st.warning(words.SMALL_NUMBERS, icon=":material/warning:")
    return DataZonePick(community, catalogue[code])


def data_zone_view(pick: DataZonePick, zones: pd.DataFrame, scale: pd.DataFrame) -> None:
    """The map of one indicator, and the table of all.

    zones: of queries.data_zones; scale: of queries.data_zone_scale.
    """
    community, indicator = pick.community, pick.indicator
    rows = zones[zones["indicator"] == indicator.code]
    beside = _beside(pick, scale, indicator)
    sentence = words.data_zones(community, indicator, rows, beside)
    st.header(f"{indicator.label}, {period(int(rows['year'].iloc[0]))}", anchor=False)
    st.markdown(sentence)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        _legend(community)
        plot(
            data_zone_map(community, [_spot(community, indicator, row) for row in rows.itertuples(index=False)]),
            config=MAP_CONFIG,
            alt=sentence,
            key="data_zone_map",
        )
    with right:
        html(_table(pick, zones, scale))
        _notes(zones)
        download_csv(zones, f"data-zones-{community.key}", key="zones_csv", communities=True)
    profile = link_to("community", community, f"Profile of {community.name}")
    html(f'<p class="about">{words.BOUNDARIES}</p><p class="links">{profile}</p>')
    about_all(list(data_zone_indicators().values()))


def _beside(pick: DataZonePick, scale: pd.DataFrame, indicator: Indicator) -> list[words.Beside]:
    names = (pick.community.name, pick.community.area.name, "Scotland")
    mine = scale[scale["indicator"] == indicator.code].set_index("place_code")
    found = []
    for code, name in zip(pick.place_codes, names, strict=True):
        if code != pick.community.code and not indicator.alike_across_levels:
            continue
        value = float(mine.at[code, "value"]) if code in mine.index else None
        found.append(words.Beside(name, value, mine.at[code, "status"] if code in mine.index else None))
    return found


def _spot(community: Community, indicator: Indicator, row: object) -> Spot:
    name = words.data_zone_name(row.name, community)
    missing = row.value != row.value
    told = "suppressed" if missing else indicator.format(row.value)
    fifth = None if missing else int(row.area_fifth)
    where = "" if missing else f"<br>{FIFTHS[fifth - 1]} of {community.area.name}’s data zones"
    short = name.removeprefix("Data zone ")
    return Spot(
        f"<b>{short}</b>",
        row.longitude,
        row.latitude,
        fifth,
        f"<b>{name}</b> ({row.data_zone_code})<br>{told}{where}",
    )


def _legend(community: Community) -> None:
    items = [
        f'<span><i class="shade round" style="background:{colour}"></i>{name}</span>'
        for colour, name in zip(fifth_shades(), FIFTHS, strict=True)
    ]
    items.append(f'<span><i class="shade" style="background:{MAP_MISSING}"></i>suppressed</span>')
    html(
        f'<div class="legend"><span>Among {escape(community.area.possessive)} data zones:</span>{"".join(items)}</div>'
    )


def _table(pick: DataZonePick, zones: pd.DataFrame, scale: pd.DataFrame) -> str:
    community = pick.community
    catalogue = data_zone_indicators()
    years = zones.drop_duplicates("indicator").set_index("indicator")["year"]
    codes = [code for code in catalogue if code in years.index]
    heads = '<th scope="col">Data zone</th>' + "".join(
        f'<th scope="col" class="number">{escape(catalogue[code].label)}'
        f'<span class="small">{period(int(years[code]))}, {escape(catalogue[code].unit)}</span></th>'
        for code in codes
    )
    body = []
    for zone, rows in zones.groupby("data_zone_code", sort=False):
        by_code = {row.indicator: row for row in rows.itertuples(index=False)}
        cells = "".join(_cell(catalogue[code], by_code[code]) for code in codes)
        name = words.data_zone_name(rows["name"].iloc[0], community)
        body.append(f'<tr><th scope="row">{escape(name)}<span class="small">{zone}</span></th>{cells}</tr>')
    scales = {code: _beside(pick, scale, catalogue[code]) for code in codes}
    for place in range(3):
        cells = "".join(
            f'<td class="number">{escape(_scale(catalogue[code], scales[code], place))}</td>' for code in codes
        )
        name = (community.name, community.area.name, "Scotland")[place]
        body.append(f'<tr class="scale"><th scope="row">{escape(name)}</th>{cells}</tr>')
    caption = f"Data zones of {community.label}, with the community, its area and Scotland for scale"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cpop zones"><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _scale(indicator: Indicator, beside: list[words.Beside], place: int) -> str:
    if place >= len(beside):
        return "not alike"
    note = status_note(beside[place].status)
    return indicator.format(beside[place].value) + (f" ({note})" if note else "")


def _cell(indicator: Indicator, row: object) -> str:
    if row.value != row.value:
        return '<td class="number muted">suppressed</td>'
    flag = ' <span class="flag">over 100</span>' if words.is_over_hundred(indicator, row.value) else ""
    return f'<td class="number">{escape(indicator.format(row.value))}{flag}</td>'


def _notes(zones: pd.DataFrame) -> None:
    catalogue = indicators()
    notes = []
    if zones["is_suppressed"].any():
        notes.append(words.SUPPRESSED)
    if any(words.is_over_hundred(catalogue[row.indicator], row.value) for row in zones.itertuples()):
        notes.append(words.OVER_HUNDRED)
    if notes:
        st.caption(" ".join(notes))

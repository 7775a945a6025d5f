"""The map of communities: what it is shaded by, the map with its table, and the chosen community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import Community, Indicator, community_indicators, period
from cpop.charts.community_map import Shading, by_band, by_change, by_value, community_map
from cpop.style import MAP_CONFIG, MAP_MISSING
from cpop.ui.card import about, download_csv, html, plot
from cpop.ui.community import link_to, pick_community
from cpop.ui.places import Chosen
from cpop.words import community as words
from cpop.words.standing import status_note

VULNERABILITY = "vulnerability"
LATEST, CHANGE = "latest", "change"


@dataclass(frozen=True)
class MapPick:
    """What the map is shaded by (an indicator, or overall vulnerability without one), and the chosen community."""

    indicator: Indicator | None
    is_change: bool
    community: Community | None

    @property
    def file_name(self) -> str:
        """What the figures of this map are called in a download."""
        shade = self.indicator.code.replace("_", "-") if self.indicator else VULNERABILITY
        return f"{shade}-change" if self.is_change else shade


def pick_map(chosen: Chosen) -> MapPick:
    """The pickers of the page."""
    catalogue = community_indicators()
    left, middle, right = st.columns(3)
    with left:
        shade = urlstate.pick(
            st.selectbox,
            "Shade by",
            [VULNERABILITY, *catalogue],
            "shade",
            VULNERABILITY,
            format_func=lambda one: "Overall vulnerability" if one == VULNERABILITY else catalogue[one].label,
        )
    indicator = catalogue.get(shade)
    is_change = False
    if indicator is not None:
        names = {LATEST: "Latest figure", CHANGE: "Change between measured years"}
        with middle:
            shown = urlstate.pick(st.selectbox, "Show", list(names), "show", LATEST, format_func=lambda one: names[one])
        is_change = shown == CHANGE
    with right if indicator is not None else middle:
        community = pick_community(chosen)
    return MapPick(indicator, is_change, community)


def vulnerability_map(chosen: Chosen, pick: MapPick, vulnerability: pd.DataFrame) -> None:
    """The map shaded by overall vulnerability. vulnerability: of queries.vulnerability."""
    known = queries.communities()
    bands = int(vulnerability["bands"].max())
    names = [words.band_name(band, bands).removesuffix(" vulnerable") for band in range(1, bands + 1)]
    shading = by_band(vulnerability["band"].tolist(), names)
    rows = [known[code] for code in vulnerability["community_code"]]
    _show(
        chosen,
        pick,
        vulnerability,
        shading,
        title=f"Where in {'each area' if chosen.area.is_scotland else chosen.area.name} are outcomes poorest?",
        sentence=words.map_of_vulnerability(chosen.area, rows, bands),
        texts=_position_texts(vulnerability),
        column=None,
        frame=vulnerability,
    )
    html(f'<p class="about">{words.VULNERABILITY_METHOD} {words.BOUNDARIES}</p>')


def indicator_map(chosen: Chosen, pick: MapPick, vulnerability: pd.DataFrame, latest: pd.DataFrame) -> None:
    """The map shaded by one indicator's latest value or its change.

    vulnerability: of queries.vulnerability; latest: of queries.community_latest.
    """
    indicator = pick.indicator
    names = {code: one.label if chosen.area.is_scotland else one.name for code, one in queries.communities().items()}
    rows = vulnerability.merge(latest.drop(columns="area_code"), on="community_code", how="left", validate="1:1")
    if pick.is_change:
        changes = [None if one != one else one / 100 for one in rows["improvement"].tolist()]
        shading = by_change(changes, [None if one != one else one for one in rows["direction"].tolist()])
        texts = [words.changed_row(indicator, row).text for row in rows.itertuples()]
        measured = latest.dropna(subset=["direction"])
        when = words.measured_span(measured.iloc[0]) if len(measured) else "not known"
        title = f"{indicator.label} in {chosen.area.possessive} communities: change {when}"
        sentence = words.map_of_change(chosen.area, indicator, latest, names)
        column = (f"Change {when}", texts)
    else:
        shading = by_value(indicator, _numbers(rows["value"]))
        year = period(int(latest["year"].max()))
        note = status_note(latest["status"].iloc[0])
        texts = [indicator.format(one) for one in rows["value"]]
        title = f"{indicator.label} in {chosen.area.possessive} communities, {year}{f' ({note})' if note else ''}"
        sentence = words.map_of_values(chosen.area, indicator, latest, names)
        column = (f"{indicator.label}, {year}{f' ({note})' if note else ''}", texts)
    # All Scotland has too many communities to say more of each with every change.
    hover = texts
    if not chosen.area.is_scotland:
        hover = [f"{text}<br>{place}" for text, place in zip(texts, _position_texts(vulnerability), strict=True)]
    _show(chosen, pick, vulnerability, shading, title=title, sentence=sentence, texts=hover, column=column, frame=rows)
    about(indicator)
    html(f'<p class="about">{words.BOUNDARIES}</p>')


def _numbers(column: pd.Series) -> list[float | None]:
    return [None if value != value else value for value in column.tolist()]


def _position_texts(vulnerability: pd.DataFrame) -> list[str]:
    """What each community says on hover of its overall vulnerability."""
    return [
        f"Overall {words.place(row.position, row.communities)}: {words.band_name(row.band, row.bands)}"
        for row in vulnerability.itertuples(index=False)
    ]


def _show(
    chosen: Chosen,
    pick: MapPick,
    vulnerability: pd.DataFrame,
    shading: Shading,
    *,
    title: str,
    sentence: str,
    texts: Sequence[str],
    column: tuple[str, list[str]] | None,
    frame: pd.DataFrame,
) -> None:
    known = queries.communities()
    rows = [known[code] for code in vulnerability["community_code"]]
    st.header(title, anchor=False)
    st.markdown(sentence)
    _legend(shading, "Vulnerable: " if pick.indicator is None else "")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        # Plotly keeps its own selection: a key of the chosen community's clears it with each choice.
        key = f"map_{pick.community.code if pick.community else 'none'}"
        plot(
            community_map(chosen.area, rows, shading, texts, pick.community, queries.extents().get(chosen.area.code)),
            config=MAP_CONFIG,
            alt=sentence,
            key=key,
            on_select=lambda: _choose_clicked(key),
            selection_mode="points",
        )
    with right:
        if pick.community is not None:
            _picked(pick.community, vulnerability)
        if chosen.area.is_scotland:
            _scotland_table(pick, vulnerability, column)
        else:
            _area_table(chosen, pick, vulnerability, shading, column)
    file = f"communities-{chosen.area.slug}-{pick.file_name}"
    download_csv(frame, file, key="communities_csv", communities=True)


def _choose_clicked(key: str) -> None:
    """Make the community that was clicked on the map the chosen one, with its area."""
    clicked = [one.get("location") for one in st.session_state[key].selection.points]
    community = queries.communities().get(clicked[0]) if clicked else None
    if community is not None:
        urlstate.put("area", community.area.slug)
        urlstate.put("community", community.slug)


def _legend(shading: Shading, lead: str) -> None:
    # The table's swatches are told apart by class names: shorter to send than their colours, a row each.
    rules = " ".join(f".s{step} {{ background: {colour}; }}" for step, colour in enumerate(shading.colours))
    st.html(f"<style>{rules} .sNone {{ background: {MAP_MISSING}; }}</style>")
    items = [f"<span>{lead}</span>"] if lead else []
    items += [
        f'<span><i class="shade s{step}"></i>{escape(label)}</span>'
        for step, label in enumerate(shading.labels)
        if step in shading.steps
    ]
    if None in shading.steps:
        items.append('<span><i class="shade sNone"></i>no figure</span>')
    html(f'<div class="legend">{"".join(items)}</div>')


def _picked(community: Community, vulnerability: pd.DataFrame) -> None:
    mine = vulnerability[vulnerability["community_code"] == community.code]
    told = "".join(
        f"{words.position(row.position, row.communities)} communities, {words.band_name(row.band, row.bands)}"
        for row in mine.itertuples()
    )
    html(
        f'<div class="picked"><strong>{escape(community.label)}</strong><br>Overall: {told}.<br>'
        f"{link_to('community', community, 'Open its profile')} {link_to('data-zones', community, 'Its data zones')}"
        "</div>"
    )


def _area_table(
    chosen: Chosen,
    pick: MapPick,
    vulnerability: pd.DataFrame,
    shading: Shading,
    column: tuple[str, list[str]] | None,
) -> None:
    known = queries.communities()
    texts = column[1] if column else [None] * len(vulnerability)
    body = []
    for row, step, text in zip(vulnerability.itertuples(index=False), shading.steps, texts, strict=True):
        community = known[row.community_code]
        swatch = f'<i class="shade s{step}"></i>'
        shade = (
            words.band_name(row.band, row.bands).removesuffix(" vulnerable").capitalize()
            if text is None
            else escape(text)
        )
        css = ' class="is-chosen"' if community == pick.community else ""
        body.append(
            f'<tr{css}><td class="number">{row.position:g}</td>'
            f'<th scope="row">{link_to("community", community, community.name)}</th><td>{swatch}{shade}</td></tr>'
        )
    caption = f"{chosen.area.possessive} communities, poorest overall first. A name leads to the profile"
    html(_table(caption, column[0] if column else "Vulnerability", "Place", "Community", body))


def _scotland_table(pick: MapPick, vulnerability: pd.DataFrame, column: tuple[str, list[str]] | None) -> None:
    known = queries.communities()
    rows = vulnerability if column is None else vulnerability.assign(shown=column[1])
    first = rows.drop_duplicates("area_code").sort_values(
        "area_code", key=lambda codes: codes.map({one.area.code: one.area.name for one in known.values()})
    )
    body = []
    for row in first.itertuples(index=False):
        community = known[row.community_code]
        url = urlstate.link("communities", area=community.area.slug, shade=pick.indicator and pick.indicator.code)
        last = f"of {row.communities}" if column is None else escape(row.shown)
        body.append(
            f'<tr><td><a href="{escape(url)}" target="_self">{escape(community.area.name)}</a></td>'
            f'<th scope="row">{link_to("community", community, community.name)}</th><td>{last}</td></tr>'
        )
    caption = "The most vulnerable community of each area. An area leads to its own map, a name to the profile"
    html(_table(caption, column[0] if column else "Communities", "Area", "Community", body, "tall"))


def _table(caption: str, last: str, first: str, second: str, body: list[str], css: str = "") -> str:
    return (
        f'<div class="scroll map-table {css}" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cpop"><caption>{escape(caption)}</caption><thead><tr><th scope="col">{first}</th>'
        f'<th scope="col">{second}</th><th scope="col">{escape(last)}</th></tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )

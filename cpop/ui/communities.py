"""The map of communities: what it is shaded by, the map with its table, and the chosen community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cpop import urlstate
from cpop.catalogue import Community, Indicator, community_indicators, period
from cpop.charts.communities import Shading, by_band, by_change, by_value, shaded_map
from cpop.markup import element, render
from cpop.queries.communities import Latest, Vulnerability, by_code
from cpop.status import noted
from cpop.style import MAP_CONFIG, MAP_MISSING
from cpop.table import Cell, Column, Row, Swatch, Table, page
from cpop.ui import maps, parts
from cpop.ui.card import about, download_csv, explain, html, plot
from cpop.ui.community import anchor, link, pick_community
from cpop.ui.places import Chosen
from cpop.words import communities as words
from cpop.words.community import band_name, changed_row, measured_span, place, position

VULNERABILITY = "vulnerability"
# Where a name beside the map leads, by the path of the page.
_LEADS = {"community": "A name leads to the profile", "data-zones": "A name leads to its data zones"}
LATEST, CHANGE = "latest", "change"
_Row = Vulnerability | Latest


@dataclass(frozen=True)
class Pick:
    """What the map is shaded by (an indicator, or overall vulnerability without one), the chosen community, and the
    path of the page that the names beside the map lead to.
    """

    indicator: Indicator | None
    is_change: bool
    community: Community | None
    path: str = "community"

    @property
    def file_name(self) -> str:
        """What the figures of this map are called in a download."""
        name = self.indicator.code.replace("_", "-") if self.indicator else VULNERABILITY
        return f"{name}-change" if self.is_change else name


@dataclass(frozen=True)
class _Shaded:
    """A map in words and colours. column: what its table's last column is called; texts, hover: of each community."""

    title: str
    sentence: str
    shading: Shading
    column: str
    texts: Sequence[str]
    hover: Sequence[str]


def pick(chosen: Chosen) -> Pick:
    """The pickers of the page."""
    catalogue = community_indicators()
    left, middle, right = st.columns(3)
    with left:
        code = urlstate.pick(
            st.selectbox,
            "Shade by",
            [VULNERABILITY, *catalogue],
            "indicator",
            VULNERABILITY,
            formerly=("shade",),
            format_func=lambda one: "Overall vulnerability" if one == VULNERABILITY else catalogue[one].label,
        )
    indicator = catalogue.get(code)
    shown = LATEST
    if indicator is not None:
        names = {LATEST: "Latest figure", CHANGE: "Change between measured years"}
        with middle:
            shown = urlstate.pick(st.selectbox, "Show", list(names), "show", LATEST, format_func=lambda one: names[one])
    with right if indicator is not None else middle:
        community = pick_community(chosen)
    return Pick(indicator, shown == CHANGE, community)


def choose_one(chosen: Chosen, rows: Sequence[Vulnerability], path: str) -> None:
    """The map on which a community is chosen where there is none yet; the names in its list lead to the page `path`."""
    st.markdown(words.how_to_choose(chosen.area))
    map_of_vulnerability(chosen, Pick(None, is_change=False, community=None, path=path), rows)


def map_of_vulnerability(chosen: Chosen, pick: Pick, rows: Sequence[Vulnerability]) -> None:
    """The map shaded by overall vulnerability."""
    area, bands = chosen.area, max(row.bands for row in rows)
    names = [_short_name(band, bands) for band in range(1, bands + 1)]
    known = by_code()
    view = _Shaded(
        f"Where in {'each area' if area.is_scotland else area.name} are outcomes poorest?",
        words.of_vulnerability(area, [known[row.community_code] for row in rows], bands),
        by_band([row.band for row in rows], names),
        "Communities" if area.is_scotland else "Vulnerability",
        [
            f"of {row.communities}" if area.is_scotland else _short_name(row.band, row.bands).capitalize()
            for row in rows
        ],
        [_overall(row) for row in rows],
    )
    _show(chosen, pick, rows, view)
    explain(f"{words.VULNERABILITY_METHOD} {words.BOUNDARIES}")


def map_of_indicator(chosen: Chosen, pick: Pick, indicator: Indicator, rows: Sequence[Latest]) -> None:
    """The map shaded by one indicator's latest value or its change."""
    area = chosen.area
    names = {code: one.label if area.is_scotland else one.name for code, one in by_code().items()}
    places = f"{indicator.label} in {area.possessive} communities"
    if pick.is_change:
        texts = [changed_row(indicator, row).text for row in rows]
        when = next((measured_span(row) for row in rows if row.direction), "not known")
        title, column = f"{places}: change {when}", f"Change {when}"
        sentence = words.of_change(area, indicator, rows, names)
        shading = by_change([row.improvement for row in rows], [row.direction for row in rows])
    else:
        texts = [indicator.format(row.value) for row in rows]
        when = noted(period(rows[0].year), rows[0].status)
        title, column = f"{places}, {when}", f"{indicator.label}, {when}"
        sentence = words.of_values(area, indicator, rows, names)
        shading = by_value(indicator, [row.value for row in rows])
    # All Scotland has too many communities to say more of each with every change.
    overall = [] if area.is_scotland else [_overall(row) for row in rows]
    hover = [f"{text}<br>{rest}" for text, rest in zip(texts, overall, strict=True)] if overall else texts
    _show(chosen, pick, rows, _Shaded(title, sentence, shading, column, texts, hover))
    about(indicator)
    explain(words.BOUNDARIES)


def _short_name(band: int, bands: int) -> str:
    return band_name(band, bands).removesuffix(" vulnerable")


def _overall(row: _Row) -> str:
    """What a community says on hover of its overall vulnerability."""
    return f"Overall {place(row.position, row.communities)}: {band_name(row.band, row.bands)}"


def _show(chosen: Chosen, pick: Pick, rows: Sequence[_Row], view: _Shaded) -> None:
    known = by_code()
    communities = [known[row.community_code] for row in rows]
    parts.header(view.title)
    st.markdown(view.sentence)
    _legend(view.shading, "" if pick.indicator else "Vulnerable: ")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        # Plotly keeps its own selection: a key of the chosen community's clears it with each choice.
        key = f"map_{pick.community.code if pick.community else 'none'}"
        plot(
            shaded_map(
                chosen.area,
                communities,
                view.shading,
                view.hover,
                {pick.community.code: maps.reach(pick.community)} if pick.community else {},
                maps.window(chosen.area),
                maps.ground(chosen.area),
            ),
            config=MAP_CONFIG,
            alt=f"Map: {view.title}",
            sentence=view.sentence,
            key=key,
            on_select=lambda: _choose_clicked(key),
            selection_mode="points",
        )
    with right:
        for row in rows:
            if pick.community is not None and row.community_code == pick.community.code:
                _picked(pick.community, row)
        html(page.markup((_scotland_table if chosen.area.is_scotland else _area_table)(chosen, pick, rows, view)))
    file = f"communities-{chosen.area.slug}-{pick.file_name}"
    download_csv(rows, file, key="communities_csv", communities=True)


def _choose_clicked(key: str) -> None:
    """Make the community that was clicked on the map the chosen one, with its area."""
    clicked = [one.get("location") for one in st.session_state[key].selection.points]
    community = by_code().get(clicked[0]) if clicked else None
    if community is not None:
        urlstate.put("area", community.area.slug)
        urlstate.put("community", community.slug)


def _legend(shading: Shading, lead: str) -> None:
    # The table's swatches are told apart by class names: shorter to send than their colours, a row each.
    rules = [f".s{step} {{ background: {colour}; }}" for step, colour in enumerate(shading.colours)]
    st.html(element("style", " ".join([*rules, f".sNone {{ background: {MAP_MISSING}; }}"])))
    shades = [(step, label) for step, label in enumerate(shading.labels) if step in shading.steps]
    named = shades + [(None, "no figure") for _ in range(None in shading.steps)]
    items = [(element("i", "", class_=f"shade s{step}"), label) for step, label in named]
    html(render("legend.html", items=items, lead=lead))


def _picked(community: Community, row: _Row) -> None:
    overall = f"{position(row.position, row.communities)} communities, {band_name(row.band, row.bands)}"
    profile = anchor("community", community, "Open its profile")
    data_zones = anchor("data-zones", community, "Its data zones")
    html(render("picked.html", community=community, overall=overall, profile=profile, data_zones=data_zones))


def _area_table(chosen: Chosen, pick: Pick, rows: Sequence[_Row], view: _Shaded) -> Table:
    """The communities of an area, the poorest overall first."""
    known = by_code()
    return Table(
        f"{chosen.area.possessive} communities, poorest overall first. {_LEADS[pick.path]}",
        [Column("Place"), Column("Community", names_row=True), Column(view.column)],
        [
            Row(
                [
                    Cell(f"{row.position:g}", css="number"),
                    _name(known[row.community_code], pick.path),
                    Cell(text, mark=Swatch(f"s{step}")),
                ],
                role="is-chosen" if known[row.community_code] == pick.community else "",
            )
            for row, step, text in zip(rows, view.shading.steps, view.texts, strict=True)
        ],
        region="map-table",
    )


def _scotland_table(chosen: Chosen, pick: Pick, rows: Sequence[_Row], view: _Shaded) -> Table:
    """The most vulnerable community of each area, in order of the areas' names."""
    known = by_code()
    first: dict[str, tuple[Community, str]] = {}
    for row, text in zip(rows, view.texts, strict=True):
        first.setdefault(row.area_code, (known[row.community_code], text))
    code = pick.indicator.code if pick.indicator else None
    return Table(
        f"The most vulnerable community of each area. An area leads to its own map. {_LEADS[pick.path]}",
        [Column("Area"), Column("Community", names_row=True), Column(view.column)],
        [
            Row(
                [
                    Cell(one.area.name, link=urlstate.link("communities", area=one.area.slug, indicator=code)),
                    _name(one, pick.path),
                    text,
                ]
            )
            for one, text in sorted(first.values(), key=lambda found: found[0].area.name)
        ],
        region="map-table tall",
    )


def _name(community: Community, path: str) -> Cell:
    return Cell(community.name, link=link(path, community))

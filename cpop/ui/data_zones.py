"""Data zones: choosing the community and the indicator, the map of points, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from cpop import urlstate
from cpop.catalogue import Community, Indicator, indicators, period
from cpop.charts.data_zones import Spot, fifth_shades, spots_map
from cpop.markup import element, joined, render
from cpop.queries.areas import scotland
from cpop.queries.data_zones import Scale, Zone
from cpop.style import MAP_CONFIG, MAP_MISSING
from cpop.table import Cell, Column, Row, Table, figure, page
from cpop.ui.card import about_all, download_csv, header, html, plot
from cpop.ui.community import anchor, pick_community
from cpop.ui.places import Chosen
from cpop.words import data_zones as words
from cpop.words.communities import BOUNDARIES
from cpop.words.community import Beside

FIFTHS = ("poorest fifth", "second poorest", "middle", "second best", "best fifth")


@dataclass(frozen=True)
class Pick:
    """A community, and the indicator on the map."""

    community: Community
    indicator: Indicator

    @property
    def places(self) -> dict[str, str]:
        """The places whose figures give the scale, names by code: the community, its area and Scotland."""
        return {one.code: one.name for one in (self.community, self.community.area, scotland())}

    @property
    def place_codes(self) -> list[str]:
        """Their codes."""
        return list(self.places)


def catalogue() -> dict[str, Indicator]:
    """The indicators with figures for data zones, by code."""
    return {code: one for code, one in indicators().items() if "data_zone" in one.levels}


def pick(chosen: Chosen) -> Pick | None:
    """The heading of the page, and its pickers; none while no community is chosen."""
    known = catalogue()
    top = st.container()
    left, right = st.columns(2)
    with left:
        community = pick_community(chosen)
    with top:
        header(
            f"Data zones of {community.label}" if community else "Data zones",
            "Within the community, street by street: where are outcomes poorest?",
            part="communities",
            window=f"{community.name}: data zones, {community.area.name}" if community else "",
        )
        if community is None:
            return None
        st.warning(words.SMALL_NUMBERS, icon=":material/warning:")
    with right:
        code = urlstate.pick(
            st.selectbox,
            "On the map",
            list(known),
            "indicator",
            next(iter(known)),
            formerly=("zone-indicator",),
            format_func=lambda one: known[one].label,
        )
    return Pick(community, known[code])


def view(pick: Pick, zones: Sequence[Zone], scale: Sequence[Scale]) -> None:
    """The map of one indicator, and the table of all."""
    community, indicator = pick.community, pick.indicator
    rows = [zone for zone in zones if zone.indicator == indicator.code]
    sentence = words.sentence(community, indicator, rows, _beside(pick, scale, indicator))
    st.header(f"{indicator.label}, {period(rows[0].year)}", anchor=False)
    st.markdown(sentence)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        _legend(community)
        plot(
            spots_map(community, [_spot(community, indicator, zone) for zone in rows]),
            config=MAP_CONFIG,
            alt=sentence,
            key="data_zone_map",
        )
    with right:
        html(page.markup(_table(pick, zones, scale)))
        notes = [words.SUPPRESSED] if any(zone.is_suppressed for zone in zones) else []
        notes += [words.OVER_HUNDRED] if any(zone.is_over_100 for zone in zones) else []
        if notes:
            st.caption(" ".join(notes))
        download_csv(zones, f"data-zones-{community.key}", key="zones_csv", communities=True)
    profile = anchor("community", community, f"Profile of {community.name}")
    html(joined([render("notes.html", notes=[BOUNDARIES]), element("p", profile, class_="links")]))
    about_all(list(catalogue().values()))


def _beside(pick: Pick, scale: Sequence[Scale], indicator: Indicator) -> list[Beside]:
    """The figures that give the scale; those of areas only where they are alike."""
    known = {row.place_code: row for row in scale if row.indicator == indicator.code}
    found = []
    for code, name in pick.places.items():
        if code == pick.community.code or indicator.alike_across_levels:
            row = known.get(code)
            found.append(Beside(name, row.value if row else None, row.status if row else None))
    return found


def _spot(community: Community, indicator: Indicator, zone: Zone) -> Spot:
    lines = ["suppressed"]
    if zone.area_fifth is not None:
        fifth = f"{FIFTHS[zone.area_fifth - 1]} of {community.area.name}’s data zones"
        lines = [indicator.format(zone.value), fifth]
    name = words.name(zone.name, community)
    return Spot(name, zone.data_zone_code, zone.longitude, zone.latitude, zone.area_fifth, lines)


def _legend(community: Community) -> None:
    shades = [("shade round", shade, name) for shade, name in zip(fifth_shades(), FIFTHS, strict=True)]
    items = [
        (element("i", "", class_=css, style=f"background:{shade}"), name)
        for css, shade, name in [*shades, ("shade", MAP_MISSING, "suppressed")]
    ]
    html(render("legend.html", items=items, lead=f"Among {community.area.possessive} data zones:"))


def _table(pick: Pick, zones: Sequence[Zone], scale: Sequence[Scale]) -> Table:
    """All data zones on all indicators, with the places above them for scale."""
    community = pick.community
    years = {zone.indicator: zone.year for zone in zones}
    shown = [one for code, one in catalogue().items() if code in years]
    by_zone: dict[str, dict[str, Zone]] = {}
    for zone in zones:
        by_zone.setdefault(zone.data_zone_code, {})[zone.indicator] = zone
    beside = [_beside(pick, scale, indicator) for indicator in shown]
    return Table(
        f"Data zones of {community.label}, with the community, its area and Scotland for scale",
        [
            Column("Data zone"),
            *(
                Column(Cell(one.label, second=f"{period(years[one.code])}, {one.unit}"), is_number=True)
                for one in shown
            ),
        ],
        [
            *(_zone_row(community, code, shown, figures) for code, figures in by_zone.items()),
            *(
                Row([name, *(_scale(*one, place) for one in zip(shown, beside, strict=True))], role="scale")
                for place, name in enumerate(pick.places.values())
            ),
        ],
        css="zones",
    )


def _zone_row(community: Community, code: str, shown: Sequence[Indicator], figures: Mapping[str, Zone]) -> Row:
    name = words.name(next(iter(figures.values())).name, community)
    return Row([Cell(name, second=code), *(_cell(one, figures[one.code]) for one in shown)])


def _scale(indicator: Indicator, beside: Sequence[Beside], place: int) -> Cell:
    if place >= len(beside):
        return Cell("not alike")
    return figure(indicator, beside[place].value, beside[place].status)


def _cell(indicator: Indicator, zone: Zone) -> Cell:
    if zone.is_suppressed:
        return Cell("suppressed", css="muted")
    flag = element("span", "over 100", class_="flag") if zone.is_over_100 else ""
    return Cell(indicator.format(zone.value), after=flag)

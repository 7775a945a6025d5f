"""Data zones: choosing the community and the indicator, the map of areas, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from cpop import urlstate
from cpop.catalogue import Area, Community, Indicator, indicators, period, slug
from cpop.charts.data_zones import Spot, fifth_shades, zone_map
from cpop.markup import element, joined, render
from cpop.queries.areas import scotland
from cpop.queries.certainty import ZoneChance
from cpop.queries.communities import by_code
from cpop.queries.data_zones import Scale, Zone
from cpop.style import AREA_ZONE_MAP_WIDTH, MAP_CONFIG, MAP_EDGE, MAP_MISSING
from cpop.table import Cell, Column, Row, Table, figure, page
from cpop.ui import certainty, maps, parts
from cpop.ui.card import about_all, download_csv, explain, header, html, plot, warn
from cpop.ui.community import anchor, pick_community
from cpop.ui.community import link as community_link
from cpop.ui.places import Chosen
from cpop.words import certainty as certainty_words
from cpop.words import data_zones as words
from cpop.words.communities import BOUNDARIES
from cpop.words.community import Beside

FIFTHS = ("poorest fifth", "second poorest", "middle", "second best", "best fifth")
# How many of an area's data zones are numbered, on the map and in the table.
NUMBERED = 20


@dataclass(frozen=True)
class Pick:
    """A community, none for the whole area; the indicator on the map; and whose fifths shade it."""

    area: Area
    community: Community | None
    indicator: Indicator
    by_scotland: bool

    @property
    def whole(self) -> str:
        """Of whose data zones the fifths are, as an owner."""
        return (scotland() if self.by_scotland else self.area).possessive

    def fifth(self, zone: Zone) -> int | None:
        """The fifth that shades a data zone, 1 the poorest."""
        return zone.scotland_fifth if self.by_scotland else zone.area_fifth


@dataclass(frozen=True)
class Within(Pick):
    """The pick of one community."""

    community: Community

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
    """The heading of the page, and its pickers; none while no area is chosen."""
    known = catalogue()
    top = st.container()
    left, middle, right = st.columns(3)
    with left:
        community = pick_community(chosen)
    place = community.label if community else "" if chosen.area.is_scotland else chosen.area.name
    with top:
        header(
            f"Data zones of {place}" if place else "Data zones",
            f"Within the {'community' if community or not place else 'area'}, street by street: where are outcomes "
            "poorest?",
            part="data-zones",
            window=f"{community.name}: data zones, {community.area.name}" if community else "",
        )
        if not place:
            return None
        st.warning(words.SMALL_NUMBERS, icon=":material/warning:")
    with middle:
        code = urlstate.pick(
            st.selectbox,
            "On the map",
            list(known),
            "indicator",
            next(iter(known)),
            formerly=("zone-indicator",),
            format_func=lambda one: known[one].label,
        )
    with right:
        by = urlstate.pick(
            st.selectbox,
            "Shade by fifths of",
            ["area", "scotland"],
            "fifths",
            "area",
            format_func=lambda one: (scotland() if one == "scotland" else chosen.area).name,
        )
    if community is None:
        return Pick(chosen.area, None, known[code], by == "scotland")
    return Within(chosen.area, community, known[code], by == "scotland")


def of_area(pick: Pick, zones: Sequence[Zone]) -> None:
    """The map of one indicator in all data zones of an area, and a table of the poorest, numbered as on the map.

    zones: of the indicator, the poorest first.
    """
    area, indicator = pick.area, pick.indicator
    known = by_code()
    sentence = words.of_area(area, indicator, zones)
    parts.header(f"{indicator.label}, {period(zones[0].year)}")
    warn([indicator])
    st.markdown(sentence)
    poorest = [zone for zone in zones if zone.value is not None][:NUMBERED]
    numbers = {zone.data_zone_code: str(place) for place, zone in enumerate(poorest, 1)}
    spots = [
        _spot(pick, zone, zone.name, numbers.get(zone.data_zone_code, ""))
        for zone in sorted(zones, key=lambda one: one.data_zone_code)
    ]
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _legend(pick)
        key = f"data_zone_map-{area.slug}-{indicator.code}"
        plot(
            zone_map(area, None, spots, maps.window(area), maps.ground(area, AREA_ZONE_MAP_WIDTH)),
            config=MAP_CONFIG,
            alt=f"Map: {indicator.label} in the data zones of {area.name}",
            sentence=sentence,
            key=key,
            on_select=lambda: _choose_clicked(key, {zone.data_zone_code: zone.community_code for zone in zones}),
            selection_mode="points",
        )
        explain("Choose a data zone on the map, and its community is shown.", BOUNDARIES)
    with right:
        heads = [Column("Number"), Column("Data zone", names_row=True), Column("Figure"), Column("Community")]
        body = [
            Row(
                [
                    Cell(numbers[zone.data_zone_code], css="number"),
                    Cell(zone.name, second=zone.data_zone_code),
                    _cell(indicator, zone),
                    Cell(
                        known[zone.community_code].name, link=community_link("data-zones", known[zone.community_code])
                    ),
                ]
            )
            for zone in poorest
        ]
        caption = f"The {len(poorest)} data zones of {area.name} where {indicator.in_sentence} is poorest"
        html(page.markup(Table(caption, heads, body, css="zones", region="map-table tall")))
        notes = [words.SUPPRESSED] if any(zone.is_suppressed for zone in zones) else []
        notes += [words.OVER_HUNDRED] if any(zone.is_over_100 for zone in zones) else []
        explain(*notes)
        download_csv(zones, f"data-zones-{area.slug}-{slug(indicator.label)}", key="zones_csv", communities=True)
    about_all([indicator])


def _choose_clicked(key: str, community_of: Mapping[str, str]) -> None:
    """Choose the community of the data zone that was clicked on the map."""
    clicked = [one.get("location") for one in st.session_state[key].selection.points]
    community = by_code().get(community_of.get(clicked[0], "")) if clicked else None
    if community is not None:
        urlstate.put("community", community.slug)


def view(pick: Within, zones: Sequence[Zone], scale: Sequence[Scale], chance: ZoneChance | None) -> None:
    """The map of one indicator, and the table of all. chance: how sure the figures of the indicator can be."""
    community, indicator = pick.community, pick.indicator
    rows = [zone for zone in zones if zone.indicator == indicator.code]
    sentence = words.sentence(community, indicator, rows, _beside(pick, scale, indicator))
    parts.header(f"{indicator.label}, {period(rows[0].year)}")
    st.markdown(sentence)
    if certainty.switch() and chance is not None:
        explain(certainty_words.of_data_zones(community, indicator, chance))
    left, right = st.columns([5, 7], gap="medium")
    with left:
        _legend(pick)
        plot(
            zone_map(
                community.area,
                community,
                [_numbered(pick, zone) for zone in rows],
                maps.window_of_community(community),
                maps.ground_of_community(community),
            ),
            config=MAP_CONFIG,
            alt=f"Map: {indicator.label} in the data zones of {community.name}",
            sentence=sentence,
            key="data_zone_map",
        )
    with right:
        html(page.markup(_table(pick, zones, scale)))
        notes = [words.SUPPRESSED] if any(zone.is_suppressed for zone in zones) else []
        notes += [words.OVER_HUNDRED] if any(zone.is_over_100 for zone in zones) else []
        if notes:
            explain(*notes)
        download_csv(zones, f"data-zones-{community.key}", key="zones_csv", communities=True)
    profile = anchor("community", community, f"Profile of {community.name}")
    html(joined([render("notes.html", notes=[BOUNDARIES]), element("p", profile, class_="links")]))
    about_all(list(catalogue().values()))


def _beside(pick: Within, scale: Sequence[Scale], indicator: Indicator) -> list[Beside]:
    """The figures that give the scale; those of areas only where they are alike."""
    known = {row.place_code: row for row in scale if row.indicator == indicator.code}
    found = []
    for code, name in pick.places.items():
        if code == pick.community.code or indicator.alike_across_levels:
            row = known.get(code)
            found.append(Beside(name, row.value if row else None, row.status if row else None))
    return found


def _numbered(pick: Within, zone: Zone) -> Spot:
    """A data zone of the community, with the number that ends its name."""
    name = words.name(zone.name, pick.community)
    return _spot(pick, zone, name, name.removeprefix("Data zone "))


def _spot(pick: Pick, zone: Zone, name: str, number: str) -> Spot:
    lines, fifth = ["suppressed"], pick.fifth(zone)
    if fifth is not None:
        lines = [pick.indicator.format(zone.value), f"{FIFTHS[fifth - 1]} of {pick.whole} data zones"]
    return Spot(name, zone.data_zone_code, number, zone.longitude, zone.latitude, fifth, lines)


def _legend(pick: Pick) -> None:
    # Plotly's maps have no pattern: what has no figure is hatched by its shade, on the map and in the legend.
    html(render("hatched.html", colour=MAP_MISSING, line=MAP_EDGE))
    st.html(render("hatched_style.html", rgb=_rgb(MAP_MISSING), colour=MAP_MISSING, line=MAP_EDGE))
    shades = [("shade", shade, name) for shade, name in zip(fifth_shades(), FIFTHS, strict=True)]
    items = [
        (element("i", "", class_=css, style=f"background:{shade}"), name)
        for css, shade, name in [*shades, ("shade hatched", MAP_MISSING, "suppressed")]
    ]
    html(render("legend.html", items=items, lead=f"Among {pick.whole} data zones:"))


def _rgb(colour: str) -> str:
    """A colour as a browser writes it: "#D9D2CC" -> "rgb(217, 210, 204)"."""
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(colour.removeprefix('#')))})"


def _table(pick: Within, zones: Sequence[Zone], scale: Sequence[Scale]) -> Table:
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

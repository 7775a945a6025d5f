"""The tables that outlast an edition: places, their people and deprivation, and the latest data zone figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cpop.build.fault import Fault
from cpop.build.sheet import Places
from cpop.build.table import Table
from cpop.build.workbook import Observation
from cpop.catalogue import Indicator, period, slug, year_of

_COLUMNS = {
    "areas": ("area_code", "name", "workbook_name", "family_deprivation", "family_density"),
    "communities": (
        "community_code",
        "name",
        "area_code",
        "typology_group",
        "typology_label",
        "strategic_area",
        "vulnerable_rank_2006",
    ),
    "data_zones": ("data_zone_code", "name", "community_code", "longitude", "latitude"),
    "income_deprivation": ("community_code", "simd_edition", "income_deprived", "not_income_deprived"),
    "data_zone_outcomes": ("data_zone_code", "indicator", "year", "value"),
    "population": (
        "community_code",
        "year",
        "all_ages",
        "under_16",
        "aged_16_to_19",
        "aged_16_to_64",
        "aged_65_and_over",
        "under_75",
    ),
    "places": ("place", "other_names", "population", "longitude", "latitude", "community_code"),
}


@dataclass(frozen=True)
class Reference:
    """The reference tables, in the columns of their Parquet files."""

    area: pd.DataFrame
    community: pd.DataFrame
    data_zone: pd.DataFrame
    deprivation: pd.DataFrame
    population: pd.DataFrame
    settlement: pd.DataFrame
    data_zone_observation: pd.DataFrame

    def areas(self) -> Places:
        """The areas, as the area workbook may spell them: its own name or the official one."""
        codes = dict(zip(self.area["name"], self.area["area_code"], strict=True))
        codes |= dict(zip(self.area["workbook_name"], self.area["area_code"], strict=True))
        levels = {
            code: "scotland" if pd.isna(family) else "cpp"
            for code, family in zip(self.area["area_code"], self.area["family_deprivation"], strict=True)
        }
        return Places("area", codes, levels)

    def councils(self) -> Places:
        """The areas without Scotland."""
        every = self.areas()
        levels = {code: level for code, level in every.level_of.items() if level == "cpp"}
        return Places("area", {name: code for name, code in every.codes.items() if code in levels}, levels)

    def communities(self) -> Places:
        """The communities, by code."""
        codes = {code: code for code in self.community["community_code"]}
        return Places("community", codes, dict.fromkeys(codes, "community"))

    def membership(self) -> dict[str, tuple[str, int]]:
        """The area and the type of each community, by code; none where the table is faulty."""
        whole = self.community.dropna(subset=["area_code", "typology_group"])
        pairs = zip(whole["area_code"], whole["typology_group"].astype(int), strict=True)
        return dict(zip(whole["community_code"], pairs, strict=True))


def read(
    folder: Path, catalogue: dict[str, Indicator], faults: list[Fault], progress: Callable[[str], None]
) -> Reference:
    """The tables of folder/*.csv; adds to `faults` whatever is wrong with them."""
    tables = {}
    for name in _COLUMNS:
        progress(f"{name}.csv")
        tables[name] = Table(folder / f"{name}.csv", _COLUMNS[name], faults)
    areas, communities, zones = tables["areas"], tables["communities"], tables["data_zones"]
    area_codes = areas.key("area_code")
    areas.key("name")
    areas.key("workbook_name")
    deprivation, density = areas.integers("family_deprivation"), areas.integers("family_density")
    scotland = {code for code, group in zip(area_codes, deprivation, strict=True) if group is None}
    if area_codes and len(scotland) != 1:
        areas.fault(f"{len(scotland)} areas have no family_deprivation; Scotland alone has none", None)
    community_codes = communities.key("community_code")
    zone_codes = zones.key("data_zone_code")
    communities.belong("area_code", set(area_codes) - scotland, "area")
    communities.unique("area_code", "vulnerable_rank_2006")
    zones.belong("community_code", set(community_codes), "community")
    community = pd.DataFrame(
        {
            "community_code": community_codes,
            "name": communities.texts("name"),
            "area_code": communities.column("area_code"),
            "typology_group": _integers(communities.integers("typology_group", required=True)),
            "typology_label": communities.texts("typology_label"),
            "strategic_area": [text or None for text in communities.column("strategic_area")],
            "vulnerable_rank": _integers(communities.integers("vulnerable_rank_2006")),
        }
    )
    return Reference(
        area=pd.DataFrame(
            {
                "area_code": area_codes,
                "slug": [slug(name) for name in areas.column("name")],
                "name": areas.texts("name"),
                "workbook_name": areas.texts("workbook_name"),
                "family_deprivation": _integers(deprivation),
                "family_density": _integers(density),
            }
        ),
        community=community,
        data_zone=pd.DataFrame(
            {
                "data_zone_code": zone_codes,
                "name": zones.texts("name"),
                "community_code": zones.column("community_code"),
                "longitude": zones.numbers("longitude", required=True),
                "latitude": zones.numbers("latitude", required=True),
            }
        ),
        deprivation=_deprivation(tables["income_deprivation"], community_codes),
        population=_population(tables["population"], community_codes),
        settlement=_settlements(tables["places"], community_codes),
        data_zone_observation=_zone_outcomes(tables["data_zone_outcomes"], zone_codes, catalogue),
    )


def _deprivation(table: Table, communities: list[str]) -> pd.DataFrame:
    table.belong("community_code", set(communities), "community")
    editions = table.integers("simd_edition", required=True)
    table.unique("community_code", "simd_edition")
    frame = pd.DataFrame(
        {
            "community_code": table.column("community_code"),
            "simd_edition": _integers(editions),
            "income_deprived": table.numbers("income_deprived", required=True, least=0),
            "not_income_deprived": table.numbers("not_income_deprived", required=True, least=0),
        }
    )
    have = set(zip(table.column("community_code"), editions, strict=True))
    for edition in sorted({edition for edition in editions if edition is not None}):
        for code in communities:
            if (code, edition) not in have:
                table.fault(f"the community has no row for SIMD {edition}; add it", None, code)
    return frame


def _population(table: Table, communities: list[str]) -> pd.DataFrame:
    """People of a community by age, all of one year; an age group is never larger than one that holds it."""
    codes = table.key("community_code")
    table.belong("community_code", set(communities), "community")
    names = _COLUMNS["population"][1:]
    counts = {name: table.integers(name, required=True) for name in names}
    years = {year for year in counts["year"] if year is not None}
    if len(years) > 1:
        table.fault("more than one year; give the rows of one", None, ", ".join(map(str, sorted(years))))
    for line, people in enumerate(zip(*(counts[name] for name in names), strict=True), 2):
        if None in people:
            continue
        _, everyone, children, young, working, old, under_75 = people
        if children + working + old != everyone:
            parts = "under_16, aged_16_to_64 and aged_65_and_over"
            table.fault(f"not the sum of {parts}; correct it", table.cell(line, "all_ages"), everyone)
        if young > working:
            table.fault("more than aged_16_to_64; correct it", table.cell(line, "aged_16_to_19"), young)
        if not children + working <= under_75 <= everyone:
            table.fault(
                "less than all under 65, or more than all_ages; correct it", table.cell(line, "under_75"), under_75
            )
    have = set(codes)
    for code in communities if codes else []:
        if code not in have:
            table.fault("the community has no row; add it", None, code)
    return pd.DataFrame({"community_code": codes} | {name: _integers(found) for name, found in counts.items()})


def _settlements(table: Table, communities: list[str]) -> pd.DataFrame:
    """Towns and villages, each with the community that its middle lies in. Names repeat, though not within one."""
    table.belong("community_code", set(communities), "community")
    table.unique("place", "community_code")
    return pd.DataFrame(
        {
            "name": table.texts("place"),
            "other_names": [text or None for text in table.column("other_names")],
            "population": _integers(table.integers("population", required=True)),
            "longitude": table.numbers("longitude", required=True),
            "latitude": table.numbers("latitude", required=True),
            "community_code": table.column("community_code"),
        }
    )


def _zone_outcomes(table: Table, zones: list[str], catalogue: dict[str, Indicator]) -> pd.DataFrame:
    table.belong("data_zone_code", set(zones), "data zone")
    by_name = {one.workbook_name: one for one in catalogue.values()}
    table.belong("indicator", set(by_name), "indicator")
    table.unique("data_zone_code", "indicator", "year")
    values = table.numbers("value")
    rows = []
    for line, (zone, name, label, value) in enumerate(
        zip(
            table.column("data_zone_code"),
            table.column("indicator"),
            table.column("year"),
            values,
            strict=True,
        ),
        2,
    ):
        try:
            year = year_of(label)
        except ValueError:
            table.fault("unknown year; write it like 2021/22", table.cell(line, "year"), label)
            continue
        indicator = by_name.get(name)
        if indicator is None:
            continue
        if indicator.is_percentage and value is not None and value < 0:
            table.fault("a percentage below 0; correct it", table.cell(line, "value"), value)
        rows.append(Observation("data_zone", zone, indicator.code, year, period(year), value, "raw"))
    return pd.DataFrame(rows, columns=Observation._fields)


def _integers(values: list[int | None]) -> pd.Series:
    return pd.Series(values, dtype="Int64")

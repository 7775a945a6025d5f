"""The machine-readable description of the data folder: a Frictionless Data Package, datapackage.json."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

from cpop.build import parquet
from cpop.build.edition import Record
from cpop.catalogue import DIRECTIONS, LEVELS, STATUSES, Indicator

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"varchar": "string", "integer": "integer", "double": "number", "date": "date", "boolean": "boolean"}
_TITLES = {
    "area": "Scotland and the {areas} Community Planning Partnerships",
    "community": "Communities: intermediate zones of 2011",
    "data_zone": "Data zones of 2011",
    "deprivation": "Income deprivation of communities, by edition of the Scottish Index of Multiple Deprivation",
    "population": "People of communities by age group",
    "settlement": "Towns and villages, with the community that each lies in (GeoNames)",
    "observation": "The outcomes: every figure of every level, place and year",
    "previous_observation": "The outcomes as the edition before told them, without data zones",
    "newer_series": "Official series on the same topics that reach beyond the edition: what each is",
    "newer": "Official series on the same topics that reach beyond the edition: their figures",
}
_GRAIN = {
    "area": "One row per area: Scotland and the {areas} CPPs. Scotland belongs to no family group.",
    "community": "One row per community.",
    "data_zone": "One row per data zone.",
    "deprivation": "One row per community and edition of the index.",
    "population": "One row per community; all rows are of one year.",
    "settlement": "One row per settlement of 500 people or more. Names repeat, though not within a community.",
    "observation": "One row per level, place, indicator and year. A missing figure is null; zero is a figure.",
    "previous_observation": (
        "One row per level, place, indicator and year; no row where there was no edition before. edition.json has "
        "its titles under previous."
    ),
    "newer_series": "One row per series. None is the profile's own measure, nor counts in its scores.",
    "newer": "One row per series, area and first day of the period.",
}
_FIELDS = {
    "area_code": "Code of the council area (S12...) or of Scotland",
    "slug": "The name as it stands in a link",
    "name": "Official name",
    "workbook_name": "The name that the published workbook uses",
    "family_deprivation": "Group of eight areas alike in deprivation, 1 to 4",
    "family_density": "Group of eight areas alike in population density, 1 to 4",
    "community_code": "Code of the community (intermediate zone of 2011)",
    "typology_group": "Group of communities alike in character, across Scotland",
    "typology_label": "What the communities of the group have in common",
    "strategic_area": "Strategic area within the council area, where it has them",
    "vulnerable_rank": "1 to 5 where the community was among the five most vulnerable of its area in 2006/07",
    "data_zone_code": "Code of the data zone",
    "longitude": "Longitude of the centroid, in degrees",
    "latitude": "Latitude of the centroid, in degrees",
    "simd_edition": "Year of the edition of the index",
    "income_deprived": "People who are income deprived (modelled counts, with fractions)",
    "not_income_deprived": "People who are not income deprived",
    "level": "What the place is",
    "place_code": "Code of the area, community or data zone",
    "indicator": "Code of the outcome indicator: see the resource indicator",
    "year": "First calendar year of the period",
    "period": "The period as it is read: 2021/22",
    "value": "The figure, in the unit of its indicator, as published",
    "status": "raw: measured; imputed: estimated by the publisher; projected: modelled for later years",
    "all_ages": "All people",
    "under_16": "People under 16",
    "aged_16_to_19": "People aged 16 to 19",
    "aged_16_to_64": "People aged 16 to 64",
    "aged_65_and_over": "People aged 65 and over",
    "under_75": "People under 75",
    "other_names": "Other names, old, Gaelic or in other languages, separated by |",
    "population": "People, as the source counts them",
    "series": "Code of the series",
    "label": "Its name",
    "definition": "What is counted",
    "unit_prefix": "What stands before a figure, such as £",
    "unit_suffix": "What stands after a figure, such as %",
    "decimals": "How many decimals a reader needs",
    "beside": "Code of the outcome indicator that it stands beside",
    "better": "The direction that counts as improvement",
    "differs": "How it differs from the profile's own measure",
    "source": "Who publishes it, separated by | where several do",
    "released": "When its newest release came out",
    "address": "Where it is published, separated by | where there are several",
    "in_development": "Whether its publisher calls it a statistic in development",
    "series_order": "The order of the series",
    "start": "First day of the period",
    "length": "How long the period is, as ISO 8601 writes it: P1Y, P3Y, P1D",
    "low_95": "Lower end of the 95% confidence interval, where one is published",
    "high_95": "Upper end of the 95% confidence interval, where one is published",
}
_FIELDS_OF = {
    ("settlement", "name"): "Name",
    ("settlement", "longitude"): "Longitude of its middle, in degrees",
    ("settlement", "latitude"): "Latitude of its middle, in degrees",
    ("population", "year"): "The year in whose middle they were counted",
    ("newer", "period"): "The period as it is read: 2023, 2022/23, 2020 to 2022, April 2025",
    ("newer", "status"): "What the source says of the figure, where it says anything",
    ("newer", "value"): "The figure, in the unit of its series",
}
_KEYS = {
    "area": ["area_code"],
    "community": ["community_code"],
    "data_zone": ["data_zone_code"],
    "deprivation": ["community_code", "simd_edition"],
    "population": ["community_code"],
    "settlement": ["name", "community_code"],
    "observation": ["level", "place_code", "indicator", "year"],
    "previous_observation": ["level", "place_code", "indicator", "year"],
    "newer_series": ["series"],
    "newer": ["series", "area_code", "start"],
}
_OPTIONAL = {
    "family_deprivation",
    "family_density",
    "strategic_area",
    "vulnerable_rank",
    "value",
    "other_names",
    "unit_prefix",
    "unit_suffix",
    "low_95",
    "high_95",
}
_OPTIONAL_OF = {("newer", "status")}
_KNOWN = {
    ("observation", "level"): LEVELS,
    ("observation", "status"): STATUSES,
    ("previous_observation", "level"): LEVELS[:3],
    ("previous_observation", "status"): STATUSES,
    ("newer_series", "better"): DIRECTIONS,
}
_FOREIGN = {
    "community": {"area_code": "area"},
    "data_zone": {"community_code": "community"},
    "deprivation": {"community_code": "community"},
    "population": {"community_code": "community"},
    "settlement": {"community_code": "community"},
    "observation": {"indicator": "indicator"},
    "previous_observation": {"indicator": "indicator"},
    "newer_series": {"beside": "indicator"},
    "newer": {"series": "newer_series", "area_code": "area"},
}
_KEYS_OF = {"indicator": "indicator"}
_INDICATOR_FIELDS = {
    "indicator": ("string", "Code of the indicator, as in the resource observation"),
    "label": ("string", "Its name"),
    "theme": ("string", "The theme that it belongs to"),
    "unit": ("string", "What its figures count"),
    "decimals": ("integer", "How many decimals a reader needs"),
    "better": ("string", "The direction that counts as improvement"),
    "sign": ("integer", "1 where higher is better, -1 where lower is"),
    "headline": ("boolean", "Whether it is one of the headline outcomes"),
    "levels": ("array", "The levels that it is published for"),
    "rolling_years": ("integer", "How many years each figure of an area averages"),
    "rolling_years_community": ("integer", "The same for communities"),
    "definition": ("string", "What is counted"),
    "source": ("string", "Who publishes the figures that it is made of"),
    "caveat": ("string", "What to take care of"),
    "national_outcomes": ("array", "The national outcomes that it speaks to"),
}


def describe(tables: dict[str, pd.DataFrame], record: Record, catalogue: dict[str, Indicator]) -> dict[str, Any]:
    """What datapackage.json says of the tables of an edition, but for the checksum of each file.

    record: what edition.json says. The resource `indicator` holds the catalogue itself, so that the folder
    explains its figures without the program.
    """
    title, communities = record["title"], record["community_title"]
    areas = int(tables["area"]["family_deprivation"].notna().sum())  # Scotland alone has no family
    return {
        "$schema": _PROFILE,
        "name": "community-planning-outcomes-profile",
        "title": f"Community Planning Outcomes Profile, {title}",
        "description": (
            f"Outcome indicators for Scotland, its {areas} Community Planning Partnerships, their communities and data "
            "zones. Estimated and projected figures are marked by the field status. The workbooks state no licence "
            "of their own; attribution gives the wording to use."
        ),
        "version": title,
        "attribution": (
            f"Source: Improvement Service, Community Planning Outcomes Profile ({title}). Contains public sector "
            "information licensed under the Open Government Licence v3.0"
        ),
        "sources": [
            {"title": f"Improvement Service, Community Planning Outcomes Profile, {title} (areas)", "version": title},
            {
                "title": f"Improvement Service, Community Planning Outcomes Profile, {communities} (communities)",
                "version": communities,
            },
            {"title": "Scottish Index of Multiple Deprivation, income domain"},
            {"title": "National Records of Scotland and Ordnance Survey, boundaries of 2011"},
            {"title": "National Records of Scotland, population estimates by age"},
            {"title": "GeoNames (CC BY 4.0), settlements", "path": "https://www.geonames.org"},
            *({"title": source} for source in _publishers(tables["newer_series"], catalogue)),
        ],
        "resources": [*(_resource(name, tables[name], areas) for name in parquet.TABLES), _indicators(catalogue)],
    }


def _publishers(series: pd.DataFrame, catalogue: dict[str, Indicator]) -> list[str]:
    """Who publishes the figures that the outcomes are made of, then who publishes the newer series; each once."""
    newer = [source for sources in series["source"] for source in sources.split("|")]
    return list(dict.fromkeys([*(one.source for one in catalogue.values()), *newer]))


def _resource(name: str, table: pd.DataFrame, areas: int) -> dict[str, Any]:
    # Frictionless reads Parquet by way of pandas, whose whole numbers with gaps are whole numbers as categories alone.
    gaps = [column for column, kind in parquet.TABLES[name].items() if kind == "integer" and _is_optional(name, column)]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.parquet",
        "title": _TITLES[name].format(areas=areas),
        "description": _GRAIN[name].format(areas=areas),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **({"dialect": {"parquet": {"categories": gaps}}} if gaps else {}),
        "rowCount": len(table),
        "schema": {
            "fields": [_field(name, column, _TYPES[kind]) for column, kind in parquet.TABLES[name].items()],
            "primaryKey": _KEYS[name],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": target, "fields": [_KEYS_OF.get(target, column)]}}
                for column, target in _FOREIGN.get(name, {}).items()
            ],
        },
    }


def _is_optional(table: str, name: str) -> bool:
    return name in _OPTIONAL or (table, name) in _OPTIONAL_OF


def _field(table: str, name: str, kind: str) -> dict[str, Any]:
    text = _FIELDS_OF.get((table, name), _FIELDS[name])
    field: dict[str, Any] = {"name": name, "type": kind, "description": text}
    constraints: dict[str, Any] = {} if _is_optional(table, name) else {"required": True}
    if known := _KNOWN.get((table, name)):
        constraints["enum"] = list(known)
    return field | ({"constraints": constraints} if constraints else {})


def _indicators(catalogue: dict[str, Indicator]) -> dict[str, Any]:
    rows = [
        {name: one.code if name == "indicator" else _plain(getattr(one, name)) for name in _INDICATOR_FIELDS}
        for one in catalogue.values()
    ]
    known = {"better": {"constraints": {"enum": list(DIRECTIONS)}}}
    fields = [
        {"name": name, "type": kind, "description": text, **known.get(name, {})}
        for name, (kind, text) in _INDICATOR_FIELDS.items()
    ]
    return {
        "name": "indicator",
        "type": "table",
        "title": "The catalogue of outcome indicators",
        "description": "One row per indicator.",
        "data": rows,
        "schema": {"fields": fields, "primaryKey": ["indicator"]},
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field of the catalogue holds
    return list(value) if isinstance(value, tuple) else value


def write(folder: Path, package: dict[str, Any]) -> None:
    """Writes datapackage.json beside the files that it describes, with the checksum of each."""
    resources = [_summed(folder, resource) for resource in package["resources"]]
    text = json.dumps(package | {"resources": resources}, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _summed(folder: Path, resource: dict[str, Any]) -> dict[str, Any]:
    if "path" not in resource:
        return resource
    content = (folder / resource["path"]).read_bytes()
    return resource | {"hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}

"""The machine-readable description of the data folder: a Frictionless Data Package, datapackage.json."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

from cpop.build import parquet
from cpop.catalogue import DIRECTIONS, LEVELS, STATUSES, Indicator

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"varchar": "string", "integer": "integer", "double": "number"}
_TITLES = {
    "area": "Scotland and the 32 Community Planning Partnerships",
    "community": "Communities: intermediate zones of 2011",
    "data_zone": "Data zones of 2011",
    "deprivation": "Income deprivation of communities, by edition of the Scottish Index of Multiple Deprivation",
    "observation": "The outcomes: every figure of every level, place and year",
}
_GRAIN = {
    "area": "One row per area: Scotland and the 32 CPPs. Scotland belongs to no family group.",
    "community": "One row per community.",
    "data_zone": "One row per data zone.",
    "deprivation": "One row per community and edition of the index.",
    "observation": "One row per level, place, indicator and year. A missing figure is null; zero is a figure.",
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
}
_KEYS = {
    "area": ["area_code"],
    "community": ["community_code"],
    "data_zone": ["data_zone_code"],
    "deprivation": ["community_code", "simd_edition"],
    "observation": ["level", "place_code", "indicator", "year"],
}
_OPTIONAL = {"family_deprivation", "family_density", "strategic_area", "vulnerable_rank", "value"}
_FOREIGN = {
    "community": {"area_code": "area"},
    "data_zone": {"community_code": "community"},
    "deprivation": {"community_code": "community"},
    "observation": {"indicator": "indicator"},
}
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


def describe(
    tables: dict[str, pd.DataFrame], record: dict[str, Any], catalogue: dict[str, Indicator]
) -> dict[str, Any]:
    """What datapackage.json says of the tables of an edition, but for the size and checksum of each file.

    record: what edition.json says. The resource `indicator` holds the catalogue itself, so that the folder
    explains its figures without the program.
    """
    title, communities = record["title"], record["community_title"]
    return {
        "$schema": _PROFILE,
        "name": "community-planning-outcomes-profile",
        "title": f"Community Planning Outcomes Profile, {title}",
        "description": (
            "Outcome indicators for Scotland, its 32 Community Planning Partnerships, their communities and data "
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
            *({"title": source} for source in dict.fromkeys(one.source for one in catalogue.values())),
        ],
        "resources": [*(_resource(name, tables[name]) for name in parquet.TABLES), _indicators(catalogue)],
    }


def _resource(name: str, table: pd.DataFrame) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.parquet",
        "title": _TITLES[name],
        "description": _GRAIN[name],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rowCount": len(table),
        "schema": {
            "fields": [_field(column, _TYPES[kind]) for column, kind in parquet.TABLES[name].items()],
            "primaryKey": _KEYS[name],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": target, "fields": [column]}}
                for column, target in _FOREIGN.get(name, {}).items()
            ],
        },
    }


def _field(name: str, kind: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind, "description": _FIELDS[name]}
    constraints: dict[str, Any] = {} if name in _OPTIONAL else {"required": True}
    known = {"level": LEVELS, "status": STATUSES}.get(name)
    if known:
        constraints["enum"] = list(known)
    return field | ({"constraints": constraints} if constraints else {})


def _indicators(catalogue: dict[str, Indicator]) -> dict[str, Any]:
    rows = [
        {name: one.code if name == "indicator" else _plain(getattr(one, name)) for name in _INDICATOR_FIELDS}
        for one in catalogue.values()
    ]
    fields = [{"name": name, "type": kind, "description": text} for name, (kind, text) in _INDICATOR_FIELDS.items()]
    next(field for field in fields if field["name"] == "better")["constraints"] = {"enum": list(DIRECTIONS)}
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
    """Writes datapackage.json beside the files that it describes, with the size and checksum of each."""
    resources = [_weighed(folder, resource) for resource in package["resources"]]
    text = json.dumps(package | {"resources": resources}, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _weighed(folder: Path, resource: dict[str, Any]) -> dict[str, Any]:
    if "path" not in resource:
        return resource
    content = (folder / resource["path"]).read_bytes()
    return resource | {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}

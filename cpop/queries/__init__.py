"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import (
    area_series,
    areas,
    every_area_series,
    glance,
    positions,
)
from cpop.queries.explore import Selection, communities_of, counted, coverage, figures, schema, wide_rows

__all__ = [
    "Selection",
    "area_series",
    "areas",
    "communities_of",
    "counted",
    "coverage",
    "every_area_series",
    "figures",
    "glance",
    "positions",
    "schema",
    "wide_rows",
]

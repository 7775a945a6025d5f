"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import (
    area_series,
    areas,
    every_area_series,
    glance,
    positions,
)
from cpop.queries.compare import area_centres, changes, group_members, observed_years, standings

__all__ = [
    "area_centres",
    "area_series",
    "areas",
    "changes",
    "every_area_series",
    "glance",
    "group_members",
    "observed_years",
    "positions",
    "standings",
]

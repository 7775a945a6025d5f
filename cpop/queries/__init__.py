"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import (
    area_series,
    areas,
    every_area_series,
    glance,
    positions,
)
from cpop.queries.compare import area_centres, changes, group_members, observed_years, standings
from cpop.queries.inequality import (
    deprivation_gradient,
    duncan_series,
    inequality,
    slope_series,
    tenth_sizes,
    tenths_series,
)
from cpop.queries.priorities import learn_from, priorities

__all__ = [
    "area_centres",
    "area_series",
    "areas",
    "changes",
    "deprivation_gradient",
    "duncan_series",
    "every_area_series",
    "glance",
    "group_members",
    "inequality",
    "learn_from",
    "observed_years",
    "positions",
    "priorities",
    "slope_series",
    "standings",
    "tenth_sizes",
    "tenths_series",
]

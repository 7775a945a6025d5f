"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import area_series, areas, every_area_series, glance, positions
from cpop.queries.compare import area_centres, changes, group_members, observed_years, standings
from cpop.queries.explore import communities_of, counted, coverage, figures, schema, wide_rows
from cpop.queries.guide import (
    areas_with_few_communities,
    edition_counts,
    example_duncan,
    example_poorest,
    example_ranking,
    example_slope,
    example_tenths,
    latest_years,
    simd_periods,
)
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
    "areas_with_few_communities",
    "changes",
    "communities_of",
    "counted",
    "coverage",
    "deprivation_gradient",
    "duncan_series",
    "edition_counts",
    "every_area_series",
    "example_duncan",
    "example_poorest",
    "example_ranking",
    "example_slope",
    "example_tenths",
    "figures",
    "glance",
    "group_members",
    "inequality",
    "latest_years",
    "learn_from",
    "observed_years",
    "positions",
    "priorities",
    "schema",
    "simd_periods",
    "slope_series",
    "standings",
    "tenth_sizes",
    "tenths_series",
    "wide_rows",
]

"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries import areas, communities, community, data_zones
from cpop.queries.board_pack import poorest_communities
from cpop.queries.compare import area_centres, changes, group_members, observed_years, standings
from cpop.queries.explore import communities_of, counted, coverage, figures, many_figures, schema, wide_rows
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
    about_even,
    deprivation_gradient,
    duncan_series,
    inequality,
    inequality_counts,
    slope_series,
    tenth_sizes,
    tenths_series,
)
from cpop.queries.priorities import better_similar_areas, priorities, worsened_most

__all__ = [
    "about_even",
    "area_centres",
    "areas",
    "areas_with_few_communities",
    "better_similar_areas",
    "changes",
    "communities",
    "community",
    "communities_of",
    "counted",
    "coverage",
    "data_zones",
    "deprivation_gradient",
    "duncan_series",
    "edition_counts",
    "example_duncan",
    "example_poorest",
    "example_ranking",
    "example_slope",
    "example_tenths",
    "figures",
    "group_members",
    "inequality",
    "inequality_counts",
    "latest_years",
    "many_figures",
    "observed_years",
    "poorest_communities",
    "priorities",
    "schema",
    "simd_periods",
    "slope_series",
    "standings",
    "tenth_sizes",
    "tenths_series",
    "wide_rows",
    "worsened_most",
]

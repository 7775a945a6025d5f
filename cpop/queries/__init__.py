"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import Tally, area_series, areas, every_area_series, glance, positions, tally
from cpop.queries.board_pack import poorest_communities
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
    about_even,
    deprivation_gradient,
    duncan_series,
    inequality,
    inequality_counts,
    slope_series,
    tenth_sizes,
    tenths_series,
)
from cpop.queries.one_outcome import beside_communities, every_area_change, every_community, every_community_series
from cpop.queries.priorities import better_similar_areas, priorities, worsened_most
from cpop.queries.rankings import better_than_expected, ranking, scored_years, strategic_areas
from cpop.queries.vulnerable import most_vulnerable, vulnerable_change, vulnerable_still

__all__ = [
    "Tally",
    "about_even",
    "area_centres",
    "area_series",
    "areas",
    "areas_with_few_communities",
    "beside_communities",
    "better_similar_areas",
    "better_than_expected",
    "changes",
    "communities_of",
    "counted",
    "coverage",
    "deprivation_gradient",
    "duncan_series",
    "edition_counts",
    "every_area_change",
    "every_area_series",
    "every_community",
    "every_community_series",
    "example_duncan",
    "example_poorest",
    "example_ranking",
    "example_slope",
    "example_tenths",
    "figures",
    "glance",
    "group_members",
    "inequality",
    "inequality_counts",
    "latest_years",
    "most_vulnerable",
    "observed_years",
    "poorest_communities",
    "positions",
    "priorities",
    "ranking",
    "schema",
    "scored_years",
    "simd_periods",
    "slope_series",
    "standings",
    "strategic_areas",
    "tally",
    "tenth_sizes",
    "tenths_series",
    "vulnerable_change",
    "vulnerable_still",
    "wide_rows",
    "worsened_most",
]

"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import area_series, areas, every_area_series, glance, positions
from cpop.queries.board_pack import poorest_communities
from cpop.queries.communities import (
    communities,
    communities_in,
    community_latest,
    community_profile,
    community_series,
    community_standing,
    extents,
    learn_from,
    learn_from_outcome,
    similar_communities,
    vulnerability,
)
from cpop.queries.compare import area_centres, changes, group_members, observed_years, standings
from cpop.queries.data_zones import data_zone_scale, data_zones
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
from cpop.queries.one_outcome import every_area_change, every_community, every_community_series
from cpop.queries.priorities import better_similar_areas, priorities
from cpop.queries.rankings import better_than_expected, ranking, scored_years, strategic_areas
from cpop.queries.vulnerable import most_vulnerable, vulnerable_change, vulnerable_still

__all__ = [
    "area_centres",
    "area_series",
    "areas",
    "areas_with_few_communities",
    "better_similar_areas",
    "better_than_expected",
    "changes",
    "communities",
    "communities_in",
    "communities_of",
    "community_latest",
    "community_profile",
    "community_series",
    "community_standing",
    "counted",
    "coverage",
    "data_zone_scale",
    "data_zones",
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
    "extents",
    "figures",
    "glance",
    "group_members",
    "inequality",
    "latest_years",
    "learn_from",
    "learn_from_outcome",
    "most_vulnerable",
    "observed_years",
    "poorest_communities",
    "positions",
    "priorities",
    "ranking",
    "schema",
    "scored_years",
    "simd_periods",
    "similar_communities",
    "slope_series",
    "standings",
    "strategic_areas",
    "tenth_sizes",
    "tenths_series",
    "vulnerability",
    "vulnerable_change",
    "vulnerable_still",
    "wide_rows",
]

"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries import areas
from cpop.queries.communities import (
    communities,
    communities_in,
    community_latest,
    community_profile,
    community_series,
    community_standing,
    contributions,
    extents,
    learn_from,
    learn_from_outcome,
    similar_communities,
    vulnerability,
)
from cpop.queries.compare import area_centres, changes, group_members, observed_years, standings
from cpop.queries.data_zones import data_zone_scale, data_zones
from cpop.queries.explore import communities_of, counted, coverage, figures, many_figures, schema, wide_rows
from cpop.queries.one_outcome import beside_communities, every_area_change, every_community, every_community_series
from cpop.queries.priorities import better_similar_areas, priorities, worsened_most
from cpop.queries.rankings import better_than_expected, ranking, scored_years, strategic_areas
from cpop.queries.vulnerable import most_vulnerable, vulnerable_change, vulnerable_still

__all__ = [
    "area_centres",
    "areas",
    "beside_communities",
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
    "contributions",
    "counted",
    "coverage",
    "data_zone_scale",
    "data_zones",
    "every_area_change",
    "every_community",
    "every_community_series",
    "extents",
    "figures",
    "group_members",
    "many_figures",
    "learn_from",
    "learn_from_outcome",
    "most_vulnerable",
    "observed_years",
    "priorities",
    "ranking",
    "schema",
    "scored_years",
    "similar_communities",
    "standings",
    "strategic_areas",
    "vulnerability",
    "vulnerable_change",
    "vulnerable_still",
    "wide_rows",
    "worsened_most",
]

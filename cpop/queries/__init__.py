"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries import areas, communities, community, data_zones
from cpop.queries.board_pack import poorest_communities
from cpop.queries.compare import area_centres, changes, group_members, observed_years, standings
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
    "community",
    "communities_of",
    "counted",
    "coverage",
    "data_zones",
    "every_area_change",
    "every_community",
    "every_community_series",
    "figures",
    "group_members",
    "many_figures",
    "most_vulnerable",
    "observed_years",
    "poorest_communities",
    "priorities",
    "ranking",
    "schema",
    "scored_years",
    "standings",
    "strategic_areas",
    "vulnerable_change",
    "vulnerable_still",
    "wide_rows",
    "worsened_most",
]

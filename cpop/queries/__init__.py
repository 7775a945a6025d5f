"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries import areas, communities, community, data_zones
from cpop.queries.explore import communities_of, counted, coverage, figures, many_figures, schema, wide_rows
from cpop.queries.one_outcome import beside_communities, every_area_change, every_community, every_community_series
from cpop.queries.rankings import better_than_expected, ranking, scored_years, strategic_areas
from cpop.queries.vulnerable import most_vulnerable, vulnerable_change, vulnerable_still

__all__ = [
    "areas",
    "beside_communities",
    "better_than_expected",
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
    "many_figures",
    "most_vulnerable",
    "ranking",
    "schema",
    "scored_years",
    "strategic_areas",
    "vulnerable_change",
    "vulnerable_still",
    "wide_rows",
]

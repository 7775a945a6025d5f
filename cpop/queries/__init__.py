"""One function a question, each a short parametrised select that answers a DataFrame."""

from cpop.queries.areas import area_series, areas, every_area_series, glance, positions
from cpop.queries.communities import (
    communities,
    communities_of,
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

__all__ = [
    "area_centres",
    "area_series",
    "areas",
    "changes",
    "communities",
    "communities_of",
    "community_latest",
    "community_profile",
    "community_series",
    "community_standing",
    "data_zone_scale",
    "data_zones",
    "every_area_series",
    "extents",
    "glance",
    "group_members",
    "learn_from",
    "learn_from_outcome",
    "observed_years",
    "positions",
    "similar_communities",
    "standings",
    "vulnerability",
]

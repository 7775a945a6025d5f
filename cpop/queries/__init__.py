"""One function a question, each a short parametrised select that answers rows of a named type."""

from cpop.queries import areas, communities, community, data_zones
from cpop.queries.board_pack import poorest_communities

__all__ = ["areas", "communities", "community", "data_zones", "poorest_communities"]

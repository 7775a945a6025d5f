"""What every map lays around and over its places: neighbours in outline, towns to be named, and its window."""

from __future__ import annotations

from cpop.catalogue import Area, Community
from cpop.charts.area_map import BOUNDARIES
from cpop.charts.communities import boundaries
from cpop.charts.map_base import Ground
from cpop.charts.map_names import Bounds
from cpop.queries import find
from cpop.queries.areas import partnerships
from cpop.queries.communities import by_code, extents
from cpop.queries.outlines import reaches
from cpop.style import COMMUNITY_MAP_WIDTH, DATA_ZONE_MAP_WIDTH

# Around a community, as a share of its own width and height.
_MARGIN = 0.08


def window(area: Area) -> Bounds:
    """The window of an area, or of Scotland."""
    extent = extents()[area.code]
    return Bounds(extent.west, extent.east, extent.south, extent.north)


def reach(community: Community) -> Bounds:
    """The window that just holds a community."""
    return Bounds(*reaches(f"communities/{community.area.slug}")[community.code])


def window_of_community(community: Community) -> Bounds:
    """The window of a community's own map, with some room around."""
    held = reach(community)
    aside, above = (held.east - held.west) * _MARGIN, (held.north - held.south) * _MARGIN
    return Bounds(held.west - aside, held.east + aside, held.south - above, held.north + above)


def ground(area: Area, width: int = COMMUNITY_MAP_WIDTH) -> Ground:
    """The towns of an area and its neighbours, or the towns of Scotland. width: of the map on a desk, in pixels."""
    towns = [one for one in find.settlements() if area.is_scotland or one.area_code == area.code]
    others = [one.code for one in partnerships() if one.code != area.code]
    return Ground(towns, [] if area.is_scotland else [(BOUNDARIES, others)], width=width)


def ground_of_community(community: Community) -> Ground:
    """The towns of a community's area, its neighbours within the area, and those of the area."""
    whole = ground(community.area, DATA_ZONE_MAP_WIDTH)
    beside = [one.code for one in by_code().values() if one.area == community.area and one.code != community.code]
    return Ground(whole.towns, [*whole.around, (boundaries(community.area), beside)], width=whole.width)

"""Compare: areas beside each other.

pick     what to compare: the pickers of the page
places   the rows of a query as places on a chart: name, role, value
ranking  one outcome, an area a row: now, or then and now
grid     all outcomes, a small ranking each
heat     all areas by all outcomes, as a table
area_map one outcome on the map, with the same as a list
"""

from cpop.ui.compare.area_map import compare_map
from cpop.ui.compare.grid import compare_grid
from cpop.ui.compare.heat import compare_table
from cpop.ui.compare.pick import ComparePick, compare_group, compare_question, pick_compare
from cpop.ui.compare.ranking import compare_changes, compare_ranking

__all__ = [
    "ComparePick",
    "compare_changes",
    "compare_grid",
    "compare_group",
    "compare_map",
    "compare_question",
    "compare_ranking",
    "compare_table",
    "pick_compare",
]

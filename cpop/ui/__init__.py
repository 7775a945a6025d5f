"""What pages are made of: pickers, headings, charts with all that belongs to them, tables, downloads."""

from cpop.ui.board_pack import board_pack, make_pack, pick_pack, preview_pack
from cpop.ui.card import download_csv, header, html, legend, show_chart, warn
from cpop.ui.compare import (
    ComparePick,
    compare_changes,
    compare_grid,
    compare_group,
    compare_map,
    compare_question,
    compare_ranking,
    compare_table,
    pick_compare,
)
from cpop.ui.data import DataPick, beyond_the_browser, look, pick_data, what_it_holds
from cpop.ui.guide import GuidePick, guide_contents, guide_part, guide_search, pick_guide
from cpop.ui.inequality import (
    duncan_over_time,
    explain_inequality,
    inequality_table,
    pick_community_outcome,
    slope_gradient,
    tenths_over_time,
)
from cpop.ui.places import Chosen, ask_for_area, choose_places, chosen, pick_areas, pick_shown, priority_mark
from cpop.ui.priorities import (
    attention,
    better_similar_areas,
    national_outcomes,
    pick_lesson,
    pick_priorities,
    priorities_question,
    quadrants,
)
from cpop.ui.search import find_place
from cpop.ui.share import share_view, show_link
from cpop.ui.table import html_table

__all__ = [
    "Chosen",
    "ComparePick",
    "DataPick",
    "GuidePick",
    "ask_for_area",
    "attention",
    "better_similar_areas",
    "beyond_the_browser",
    "board_pack",
    "choose_places",
    "chosen",
    "compare_changes",
    "compare_grid",
    "compare_group",
    "compare_map",
    "compare_question",
    "compare_ranking",
    "compare_table",
    "download_csv",
    "duncan_over_time",
    "explain_inequality",
    "find_place",
    "guide_contents",
    "guide_part",
    "guide_search",
    "header",
    "html",
    "html_table",
    "inequality_table",
    "legend",
    "look",
    "make_pack",
    "national_outcomes",
    "pick_areas",
    "pick_community_outcome",
    "pick_compare",
    "pick_data",
    "pick_guide",
    "pick_lesson",
    "pick_pack",
    "pick_priorities",
    "pick_shown",
    "preview_pack",
    "priorities_question",
    "priority_mark",
    "quadrants",
    "share_view",
    "show_chart",
    "show_link",
    "slope_gradient",
    "tenths_over_time",
    "warn",
    "what_it_holds",
]

"""What pages are made of: pickers, headings, charts with all that belongs to them, tables, downloads."""

from cpop.ui.card import download_csv, header, html, legend, show_chart
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
from cpop.ui.glance import glance_table, stands_out
from cpop.ui.guide import GuidePick, guide_contents, guide_part, guide_search, how_to_read, pick_guide
from cpop.ui.multiples import multiples
from cpop.ui.places import Chosen, ask_for_area, choose_places, chosen, pick_areas
from cpop.ui.table import html_table
from cpop.ui.trends import TrendsPick, pick_trends, trend_in_full, trends_question

__all__ = [
    "Chosen",
    "ComparePick",
    "DataPick",
    "GuidePick",
    "TrendsPick",
    "ask_for_area",
    "beyond_the_browser",
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
    "glance_table",
    "guide_contents",
    "guide_part",
    "guide_search",
    "header",
    "how_to_read",
    "html",
    "html_table",
    "legend",
    "look",
    "multiples",
    "pick_areas",
    "pick_compare",
    "pick_data",
    "pick_guide",
    "pick_trends",
    "show_chart",
    "stands_out",
    "trend_in_full",
    "trends_question",
    "what_it_holds",
]

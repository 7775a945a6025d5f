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
from cpop.ui.inequality import (
    duncan_over_time,
    explain_inequality,
    inequality_table,
    pick_community_outcome,
    slope_gradient,
    tenths_over_time,
)
from cpop.ui.multiples import multiples
from cpop.ui.places import Chosen, ask_for_area, choose_places, chosen, pick_areas, pick_shown, priority_mark
from cpop.ui.priorities import (
    attention,
    learn_from,
    national_outcomes,
    pick_lesson,
    pick_priorities,
    priorities_question,
    quadrants,
)
from cpop.ui.table import html_table
from cpop.ui.trends import TrendsPick, pick_trends, trend_in_full, trends_question

__all__ = [
    "Chosen",
    "ComparePick",
    "DataPick",
    "GuidePick",
    "TrendsPick",
    "ask_for_area",
    "attention",
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
    "duncan_over_time",
    "explain_inequality",
    "glance_table",
    "guide_contents",
    "guide_part",
    "guide_search",
    "header",
    "how_to_read",
    "html",
    "html_table",
    "inequality_table",
    "learn_from",
    "legend",
    "look",
    "multiples",
    "national_outcomes",
    "pick_areas",
    "pick_community_outcome",
    "pick_compare",
    "pick_data",
    "pick_guide",
    "pick_lesson",
    "pick_priorities",
    "pick_shown",
    "pick_trends",
    "priorities_question",
    "priority_mark",
    "quadrants",
    "show_chart",
    "slope_gradient",
    "stands_out",
    "tenths_over_time",
    "trend_in_full",
    "trends_question",
    "what_it_holds",
]

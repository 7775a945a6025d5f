"""What pages are made of: pickers, headings, charts with all that belongs to them, tables, downloads."""

from cpop.ui.card import download_csv, header, html, legend, show_chart
from cpop.ui.glance import glance_table, stands_out
from cpop.ui.multiples import multiples
from cpop.ui.one_outcome import (
    OneOutcomePick,
    all_areas,
    all_communities,
    area_and_scotland,
    one_outcome_question,
    pick_one_outcome,
)
from cpop.ui.places import Chosen, ask_for_area, choose_places, chosen, pick_areas
from cpop.ui.rankings import RankingsPick, pick_rankings, rankings, rankings_of_scotland, rankings_question
from cpop.ui.table import html_table
from cpop.ui.trends import TrendsPick, pick_trends, trend_in_full, trends_question
from cpop.ui.vulnerable import (
    catching_up,
    five_then_and_now,
    pick_five,
    vulnerable_in_scotland,
    vulnerable_question,
)

__all__ = [
    "Chosen",
    "OneOutcomePick",
    "RankingsPick",
    "TrendsPick",
    "all_areas",
    "all_communities",
    "area_and_scotland",
    "ask_for_area",
    "catching_up",
    "choose_places",
    "chosen",
    "download_csv",
    "five_then_and_now",
    "glance_table",
    "header",
    "html",
    "html_table",
    "legend",
    "multiples",
    "one_outcome_question",
    "pick_areas",
    "pick_five",
    "pick_one_outcome",
    "pick_rankings",
    "pick_trends",
    "rankings",
    "rankings_of_scotland",
    "rankings_question",
    "show_chart",
    "stands_out",
    "trend_in_full",
    "trends_question",
    "vulnerable_in_scotland",
    "vulnerable_question",
]

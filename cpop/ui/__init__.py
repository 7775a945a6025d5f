"""What pages are made of: pickers, headings, charts with all that belongs to them, tables, downloads."""

from cpop.ui.card import download_csv, header, html, legend, show_chart, warn
from cpop.ui.data import DataPick, beyond_the_browser, look, pick_data, what_it_holds
from cpop.ui.one_outcome import (
    OneOutcomePick,
    all_areas,
    all_communities,
    one_outcome_question,
    pick_one_outcome,
)
from cpop.ui.places import Chosen, ask_for_area, chosen, pick_areas, pick_shown
from cpop.ui.rankings import RankingsPick, pick_rankings, rankings, rankings_of_scotland, rankings_question
from cpop.ui.table import html_table
from cpop.ui.vulnerable import catching_up, five_then_and_now, pick_five, vulnerable_in_scotland, vulnerable_question

__all__ = [
    "Chosen",
    "DataPick",
    "OneOutcomePick",
    "RankingsPick",
    "all_areas",
    "all_communities",
    "ask_for_area",
    "beyond_the_browser",
    "catching_up",
    "chosen",
    "download_csv",
    "five_then_and_now",
    "header",
    "html",
    "html_table",
    "legend",
    "look",
    "one_outcome_question",
    "pick_areas",
    "pick_data",
    "pick_five",
    "pick_one_outcome",
    "pick_rankings",
    "pick_shown",
    "rankings",
    "rankings_of_scotland",
    "rankings_question",
    "show_chart",
    "vulnerable_in_scotland",
    "vulnerable_question",
    "warn",
    "what_it_holds",
]

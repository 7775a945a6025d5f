"""What pages are made of: pickers, headings, charts with all that belongs to them, tables, downloads."""

from cpop.ui.card import download_csv, header, html, legend, show_chart, warn
from cpop.ui.communities import indicator_map, pick_map, vulnerability_map
from cpop.ui.community import (
    ask_for_community,
    learn_from,
    pick_community,
    pick_lines,
    pick_profile,
    profile_charts,
    what_it_is_like,
    where_it_stands,
)
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
from cpop.ui.data_zones import data_zone_view, pick_data_zones
from cpop.ui.one_outcome import (
    OneOutcomePick,
    all_areas,
    all_communities,
    one_outcome_question,
    pick_one_outcome,
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
from cpop.ui.rankings import RankingsPick, pick_rankings, rankings, rankings_of_scotland, rankings_question
from cpop.ui.search import find_place
from cpop.ui.share import share_view, show_link
from cpop.ui.table import html_table
from cpop.ui.vulnerable import catching_up, five_then_and_now, pick_five, vulnerable_in_scotland, vulnerable_question

__all__ = [
    "Chosen",
    "ComparePick",
    "DataPick",
    "OneOutcomePick",
    "RankingsPick",
    "all_areas",
    "all_communities",
    "ask_for_area",
    "ask_for_community",
    "attention",
    "better_similar_areas",
    "beyond_the_browser",
    "catching_up",
    "choose_places",
    "chosen",
    "compare_changes",
    "compare_grid",
    "compare_group",
    "compare_map",
    "compare_question",
    "compare_ranking",
    "compare_table",
    "data_zone_view",
    "download_csv",
    "find_place",
    "five_then_and_now",
    "header",
    "html",
    "html_table",
    "indicator_map",
    "learn_from",
    "legend",
    "look",
    "national_outcomes",
    "one_outcome_question",
    "pick_areas",
    "pick_community",
    "pick_compare",
    "pick_data",
    "pick_data_zones",
    "pick_five",
    "pick_lesson",
    "pick_lines",
    "pick_map",
    "pick_one_outcome",
    "pick_priorities",
    "pick_profile",
    "pick_rankings",
    "pick_shown",
    "priorities_question",
    "priority_mark",
    "profile_charts",
    "quadrants",
    "rankings",
    "rankings_of_scotland",
    "rankings_question",
    "share_view",
    "show_chart",
    "show_link",
    "vulnerability_map",
    "vulnerable_in_scotland",
    "vulnerable_question",
    "warn",
    "what_it_holds",
    "what_it_is_like",
    "where_it_stands",
]

from functools import partial

from cpop import queries, ui

chosen = ui.chosen()
ui.header("Compare", ui.compare_question(chosen), part="compare")
pick = ui.pick_compare(chosen)
ui.compare_group(chosen, pick)

standings = partial(queries.standings, pick.group, pick.benchmarks, pick.codes, pick.year, chosen.area.code)

match pick.view:
    case "bars":
        ui.compare_ranking(chosen, pick, standings())
    case "change":
        ui.compare_changes(chosen, pick, queries.changes(pick.group, pick.benchmarks, pick.indicator.code))
    case "grid":
        ui.compare_grid(chosen, pick, standings())
    case "table":
        ui.compare_table(chosen, pick, standings())
    case "map":
        ui.compare_map(chosen, pick, standings(), queries.area_centres())

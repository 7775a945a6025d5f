from cpop import queries, ui

chosen = ui.chosen()
ui.header("All communities", ui.one_outcome_question(chosen), part="communities")
pick = ui.pick_one_outcome(chosen)
code = pick.indicator.code

if chosen.area.is_scotland:
    ui.all_areas(pick, queries.every_area_change(code), queries.areas.every_series(code, pick.projected))
else:
    latest = queries.every_community(chosen.area, code)
    series = queries.every_community_series(chosen.area, code, pick.projected)
    beside = queries.beside_communities(chosen.area, code, pick.projected)
    ui.all_communities(chosen, pick, latest, series, beside)

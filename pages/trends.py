from cpop import queries, ui

chosen = ui.chosen()
ui.header("Trends", ui.trends_question(chosen), part="trends")
pick = ui.pick_trends()
glance = queries.glance(chosen.area.code, chosen.comparator.place_code, pick.codes)

if pick.in_full is None:
    series = queries.area_series([chosen.area.code, chosen.comparator.place_code], pick.codes, pick.projected)
    ui.multiples(chosen, glance, series, pick.indicators)
    ui.download_csv(series, f"trends-{chosen.area.slug}", key="trends_csv")
else:
    series = queries.every_area_series(pick.in_full.code, pick.projected)
    ui.trend_in_full(chosen, glance, series, pick.in_full, pick.extra_areas)

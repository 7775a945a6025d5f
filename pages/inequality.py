from cpop import queries, ui

chosen = ui.chosen()
question = f"Do deprived communities in {chosen.area.name} fare worse, and is the gap closing?"
ui.header("Inequality", question, part="inequality")
sizes = queries.tenth_sizes(chosen.area.code)
measures = queries.inequality(chosen.area.code, chosen.comparator.place_code)
counts = queries.inequality_counts(chosen.area.code, chosen.comparator.place_code)
ui.inequality_table(chosen, measures, counts, sizes)
ui.explain_inequality()

outcome = ui.pick_community_outcome(chosen, measures)
places = [chosen.area.code, chosen.comparator.place_code]
ui.tenths_over_time(chosen, outcome, queries.tenths_series(places, outcome.code), sizes)
ui.duncan_over_time(chosen, outcome, queries.duncan_series(places, outcome.code))
ui.slope_gradient(chosen, outcome, queries.deprivation_gradient(chosen.area.code, outcome.code))

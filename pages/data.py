from cpop import queries, ui

chosen = ui.chosen()
ui.header("Data", "Which figures do you need? Filter them, look at them, take them away.")
pick = ui.pick_data(chosen)
counts = queries.counted(pick.selection)
figures = queries.figures(pick.selection.beginning(counts, pick.shown), pick.shown)
rows = queries.wide_rows(pick.selection) if pick.is_wide else int(counts["rows"].sum())

ui.what_it_holds(pick, counts)
ui.look(pick, figures, rows)
ui.beyond_the_browser(chosen, queries.schema())

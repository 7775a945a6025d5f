from cpop.queries import data as ask
from cpop.ui import data, places
from cpop.ui.card import header

chosen = places.chosen()
header("Data", "Which figures do you need? Filter them, look at them, take them away.", part="data")
pick = data.pick(chosen)
counts = ask.counts(pick.selection)
figures = ask.first_figures(pick.selection.beginning(counts, pick.shown), pick.shown)
rows = ask.wide_rows(pick.selection) if pick.is_wide else sum(row.rows for row in counts)

data.what_it_holds(pick, counts)
data.preview(pick, figures, rows)
data.beyond_the_browser(chosen, ask.schema())

from cpop.ui import card, places, plan

chosen = places.chosen()
card.header("Our plan", "What have we decided, and by when?", part="plan")
plan.open_file(chosen)
if not plan.needs_area(chosen):
    plan.decide(chosen)
    plan.keep_file(chosen)
    plan.where_next()

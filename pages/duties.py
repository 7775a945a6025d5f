from cpop.ui import card, duties, places, plan

chosen = places.chosen()
card.header("Duties", "What does the law ask of us, and can we say yes?", part="duties")
if not plan.needs_area(chosen):
    duties.ask(chosen)
    duties.sheet(chosen)
duties.where_to_find_more()

from cpop.ui import card, localities, locality, places, plan

chosen = places.chosen()
card.header("Localities", "Where are outcomes poorest, and what is the evidence for choosing there?", part="localities")
if not plan.needs_area(chosen):
    localities.make(chosen)
    if chosen.plan.localities:
        localities.all_together(chosen)
        locality.in_full(chosen, locality.pick(chosen))

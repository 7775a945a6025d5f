from cpop.queries import certainty
from cpop.queries import vulnerable as ask
from cpop.ui import places, vulnerable
from cpop.ui.card import header

chosen = places.chosen()
header("Most vulnerable", vulnerable.question(chosen), part="vulnerable")
still = ask.still()

if chosen.area.is_scotland:
    vulnerable.scotland(still)
else:
    rows = ask.then_and_now(chosen.area)
    between = certainty.between(chosen.area)
    vulnerable.then_and_now(chosen, rows, still, between)
    vulnerable.catching_up(chosen, vulnerable.pick(rows), ask.changes(chosen.area, chosen.since))

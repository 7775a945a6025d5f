from cpop.queries import communities as ask
from cpop.ui import communities, places
from cpop.ui.card import header, warn

chosen = places.chosen()
question = "Which communities need a plan of their own? Choose one on the map or in the list."
header("Community map", question, part="communities")
pick = communities.pick(chosen)

if pick.indicator is None:
    communities.map_of_vulnerability(chosen, pick, ask.vulnerability(chosen.area))
else:
    warn([pick.indicator])
    latest = ask.latest(chosen.area, pick.indicator.code)
    communities.map_of_indicator(chosen, pick, pick.indicator, latest)

from cpop.queries import all_communities as ask
from cpop.queries import areas, certainty
from cpop.ui import all_communities, places
from cpop.ui.card import header

chosen = places.chosen()
header("All communities", all_communities.question(chosen), part="all-communities")
pick = all_communities.pick(chosen)
code = pick.indicator.code

if chosen.area.is_scotland:
    all_communities.areas(pick, ask.areas(code, chosen.since), areas.every_series(code, pick.projected))
else:
    latest = ask.communities(chosen.area, code, chosen.since)
    series = ask.series(chosen.area, code, pick.projected)
    beside = ask.beside(chosen.area, code, pick.projected)
    intervals = certainty.intervals(chosen.area, code)
    all_communities.communities(chosen, pick, latest, series, beside, intervals)

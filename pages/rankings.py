from cpop.queries import certainty, community
from cpop.queries import rankings as ask
from cpop.ui import places, rankings
from cpop.ui.card import header

chosen = places.chosen()
header("Rankings", rankings.question(chosen), part="rankings")
pick = rankings.pick(chosen)
shares = ask.shares(pick.codes)

if chosen.area.is_scotland:
    rankings.scotland(pick, shares)
else:
    ranking = ask.ranking(chosen.area, pick.codes, pick.strategic_area)
    contributions = community.contributions(chosen.area, pick.codes, pick.strategic_area)
    between = certainty.between(chosen.area, pick.codes, pick.strategic_area)
    rankings.rankings(pick, ranking, contributions, shares, between)

from cpop import queries, ui
from cpop.queries import community

chosen = ui.chosen()
ui.header("Rankings", ui.rankings_question(chosen), part="communities")
pick = ui.pick_rankings(chosen)
shares = queries.better_than_expected(pick.codes)

if chosen.area.is_scotland:
    ui.rankings_of_scotland(pick, shares)
else:
    ranking = queries.ranking(chosen.area, pick.codes, pick.strategic_area)
    contributions = community.contributions(chosen.area, pick.codes, pick.strategic_area)
    ui.rankings(pick, ranking, contributions, shares, queries.scored_years())

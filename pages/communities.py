from cpop import queries, ui

chosen = ui.chosen()
question = "Which communities need a plan of their own? Choose one on the map or in the list."
ui.header("Community map", question, part="communities")
pick = ui.pick_map(chosen)
vulnerability = queries.vulnerability(chosen.area)

if pick.indicator is None:
    ui.vulnerability_map(chosen, pick, vulnerability)
else:
    ui.indicator_map(chosen, pick, vulnerability, queries.community_latest(chosen.area, pick.indicator.code))

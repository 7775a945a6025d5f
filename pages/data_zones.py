from cpop import queries, ui

chosen = ui.chosen()
pick = ui.pick_data_zones(chosen)

if pick.community is None:
    ui.ask_for_community(chosen, queries.vulnerability(chosen.area), "data-zones")
else:
    zones = queries.data_zones(pick.community.code)
    ui.data_zone_view(pick, zones, queries.data_zone_scale(pick.place_codes))

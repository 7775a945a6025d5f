from cpop import queries, ui

chosen = ui.chosen()
pick = ui.pick_profile(chosen)
vulnerability = queries.vulnerability(chosen.area)

if pick.community is None:
    ui.ask_for_community(chosen, vulnerability, "community")
else:
    ui.what_it_is_like(pick.community, vulnerability)
    ui.where_it_stands(pick.community, queries.community_standing(pick.community))
    drawn = ui.pick_lines(pick)
    series = queries.community_series(
        drawn.community_codes, drawn.area_codes, pick.community.typology_group, drawn.projected
    )
    ui.profile_charts(drawn, queries.community_profile(pick.community.code), series)
    ui.learn_from(pick.community)

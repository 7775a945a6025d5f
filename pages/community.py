from cpop import queries, ui

chosen = ui.chosen()
pick = ui.pick_profile(chosen)

if pick.community is None:
    ui.ask_for_community(chosen, queries.vulnerability(chosen.area), "community")
else:
    standing = queries.community_standing(pick.community)
    ui.what_it_is_like(pick.community, standing)
    ui.where_it_stands(pick.community, standing)
    drawn = ui.pick_lines(pick)
    group = pick.community.typology_group
    series = queries.community_series(drawn.community_codes, drawn.area_codes, group, drawn.projected)
    ui.profile_charts(drawn, queries.community_profile(pick.community.code), series)
    ui.learn_from(pick.community)

from cpop.queries import certainty, communities
from cpop.queries import community as ask
from cpop.ui import community, people, places

chosen = places.chosen()
vulnerability = communities.vulnerability(chosen.area)
pick = community.pick(chosen)

if pick is None:
    community.choose_one(chosen, vulnerability, "community")
else:
    lists = ask.lists(pick.community.code)
    contributions = ask.contributions_to(pick.community)
    between = certainty.between_of(pick.community)
    community.what_it_is_like(pick, vulnerability, contributions, between)
    community.where_it_stands(pick.community, lists, contributions)
    drawn = community.pick_lines(pick)
    series = ask.series(drawn.community_codes, drawn.area_codes, drawn.community.typology_group, drawn.projected)
    intervals = certainty.of_community(drawn.community.code)
    community.over_time(drawn, ask.profile(drawn.community.code), series, intervals)
    people.of_community(drawn.community)
    community.learn_from(pick.community)

from cpop.queries import certainty
from cpop.queries import community as ask
from cpop.queries.communities import vulnerability
from cpop.ui import communities, community, people, places

chosen = places.chosen()
bands = vulnerability(chosen.area)
pick = community.pick(chosen)

if pick is None:
    communities.choose_one(chosen, bands, "community")
else:
    lists = ask.lists(pick.community.code)
    contributions = ask.contributions_to(pick.community)
    between = certainty.between_of(pick.community)
    community.what_it_is_like(pick, bands, contributions, between)
    community.where_it_stands(pick.community, lists, contributions)
    drawn = community.pick_lines(pick)
    series = ask.series(drawn.community_codes, drawn.area_codes, drawn.community.typology_group, drawn.projected)
    intervals = certainty.of_community(drawn.community.code)
    community.over_time(drawn, ask.profile(drawn.community.code), series, intervals)
    people.of_community(drawn.community)
    community.learn_from(pick.community)

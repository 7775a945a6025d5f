from cpop.queries import communities
from cpop.queries import data_zones as ask
from cpop.ui import community, data_zones, places

chosen = places.chosen()
pick = data_zones.pick(chosen)

if pick is None:
    community.choose_one(chosen, communities.vulnerability(chosen.area), "data-zones")
else:
    data_zones.view(pick, ask.zones(pick.community.code), ask.scale(pick.place_codes))

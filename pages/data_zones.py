from cpop.queries import certainty
from cpop.queries import data_zones as ask
from cpop.queries.communities import vulnerability
from cpop.ui import communities, data_zones, places

chosen = places.chosen()
pick = data_zones.pick(chosen)

if isinstance(pick, data_zones.Within):
    chance = certainty.of_data_zones(pick.community.code, pick.indicator.code)
    data_zones.view(pick, ask.zones(pick.community.code), ask.scale(pick.place_codes), chance)
elif pick is not None:
    data_zones.of_area(pick, ask.zones_of_area(pick.area.code, pick.indicator.code))
else:
    communities.choose_one(chosen, vulnerability(chosen.area), "data-zones")

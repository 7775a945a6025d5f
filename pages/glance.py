from cpop import queries, ui
from cpop.catalogue import headline_indicators

chosen = ui.chosen()
ui.header(
    f"{chosen.area.name} at a glance",
    "How are we doing? Each outcome’s latest figure, how it has changed, and where it stands.",
    part="glance",
)
if chosen.is_asked_for:
    ui.ask_for_area()
indicators = ui.pick_shown(headline_indicators())

glance = queries.glance(chosen.area.code, chosen.comparator.place_code, list(indicators))
tally = queries.tally(chosen.area.code, chosen.comparator.place_code, list(indicators))
series = queries.area_series([chosen.area.code], list(indicators), projected=False)
positions = queries.positions()

ui.stands_out(chosen, glance, tally, indicators)
ui.warn(indicators.values())
ui.glance_table(chosen, glance, series, positions, indicators)
ui.download_csv(glance, f"at-a-glance-{chosen.area.slug}", key="glance_csv")

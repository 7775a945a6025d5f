from cpop.catalogue import headline_indicators
from cpop.queries import areas as ask
from cpop.queries import priorities
from cpop.ui import card, glance, people, places

chosen = places.chosen()
card.header(
    f"{chosen.area.name} at a glance",
    "How are we doing? Each outcome’s latest figure, how it has changed, and where it stands.",
    part="glance",
)
if chosen.is_asked_for:
    glance.welcome()
indicators = places.pick_shown(headline_indicators())

asked = (chosen.area.code, chosen.comparator.place_code, list(indicators), chosen.since)
rows, tally = ask.glance(*asked), ask.tally(*asked)
series = ask.series([chosen.area.code], list(indicators), projected=False)

glance.stands_out(chosen, rows, tally, indicators)
card.warn(indicators.values())
if glance.pick_order(chosen):
    sections = glance.by_attention(rows, priorities.priorities(*asked))
else:
    sections = glance.by_theme(rows, indicators)
glance.table(chosen, sections, series, ask.latest_values(), indicators, ask.last_year(chosen.area.code))
people.on_demand(chosen, indicators)
card.download_csv(rows, f"at-a-glance-{chosen.area.slug}", key="glance_csv")

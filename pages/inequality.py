from cpop.queries import inequality as ask
from cpop.ui import card, inequality, places

chosen = places.chosen()
question = f"Do deprived communities in {chosen.area.name} fare worse, and is the gap closing?"
card.header("Inequality", question, part="inequality")
sizes = ask.tenth_sizes(chosen.area.code)
measures = ask.measures(chosen.area.code, chosen.comparator.place_code)
inequality.answer(chosen, ask.counts(chosen.area.code, chosen.comparator.place_code), sizes)
inequality.table(chosen, measures, sizes)
inequality.measures()

pick = inequality.pick(chosen, measures)
compared = [chosen.area.code, chosen.comparator.place_code]
inequality.tenths(chosen, pick, ask.tenths(compared, pick.code), sizes)
inequality.duncan(chosen, pick, ask.duncan(compared, pick.code))
inequality.slope(chosen, pick, ask.gradient(chosen.area.code, pick.code))

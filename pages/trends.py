from cpop.queries import areas as ask
from cpop.ui import card, places, trends

chosen = places.chosen()
card.header("Trends", trends.question(chosen), part="trends")
pick = trends.pick()
rows = ask.glance(chosen.area.code, chosen.comparator.place_code, pick.codes, chosen.since)

if pick.in_full is None:
    series = ask.series([chosen.area.code, chosen.comparator.place_code], pick.codes, pick.projected)
    trends.multiples(chosen, rows, series, pick)
else:
    series = ask.every_series(pick.in_full.code, pick.projected)
    trends.in_full(chosen, rows, series, pick)

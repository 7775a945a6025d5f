from functools import partial

from cpop.queries import areas
from cpop.queries import compare as ask
from cpop.ui import card, compare, places

chosen = places.chosen()
card.header("Compare", compare.question(chosen), part="compare")
pick = compare.pick(chosen)
compare.group(chosen, pick)

standings = partial(
    ask.standings, pick.group, pick.benchmarks, list(pick.shown), pick.year, chosen.area.code, pick.codes
)

match pick.view:
    case "bars":
        compare.ranking(chosen, pick, standings())
    case "time":
        compare.over_time(chosen, pick, areas.every_series(pick.indicator.code, projected=False))
    case "change":
        code = pick.indicator.code
        changes, tally = (
            ask.changes(pick.group, pick.benchmarks, code, pick.codes, chosen.since),
            ask.change_tally(pick.group, code, pick.codes, chosen.since),
        )
        compare.then_and_now(chosen, pick, changes, tally)
    case "grid":
        compare.grid(chosen, pick, standings())
    case "table":
        compare.table(chosen, pick, standings())
    case "map":
        compare.on_the_map(chosen, pick, standings(), ask.area_centres())

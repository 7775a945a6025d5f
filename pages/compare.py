from functools import partial

from cpop.queries import compare as ask
from cpop.ui import card, compare, places

chosen = places.chosen()
card.header("Compare", compare.question(chosen), part="compare")
pick = compare.pick(chosen)
compare.group(chosen, pick)

standings = partial(ask.standings, pick.group, pick.benchmarks, list(pick.shown), pick.year, chosen.area.code)

match pick.view:
    case "bars":
        compare.ranking(chosen, pick, standings())
    case "change":
        code = pick.indicator.code
        changes, tally = ask.changes(pick.group, pick.benchmarks, code), ask.change_tally(pick.group, code)
        compare.then_and_now(chosen, pick, changes, tally)
    case "grid":
        compare.grid(chosen, pick, standings())
    case "table":
        compare.table(chosen, pick, standings())
    case "map":
        compare.on_the_map(chosen, pick, standings(), ask.area_centres())

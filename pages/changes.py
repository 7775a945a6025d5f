from cpop.queries import changes as ask
from cpop.ui import card, changes, places

chosen = places.chosen()
card.header("What changed", changes.question(), part="editions")

if changes.has_previous():
    area = None if chosen.area.is_scotland else chosen.area.code
    summaries = ask.summaries()
    changes.in_short(summaries)
    changes.projections(chosen, ask.verdicts(), ask.projections(chosen.area.code))
    changes.revisions(chosen, ask.largest_revisions(chosen.area.code))
    changes.ranks(chosen, ask.moved(area, changes.MOST_MOVES))
    changes.outcomes(summaries)
    changes.download(chosen, ask.changes(chosen.area.code))

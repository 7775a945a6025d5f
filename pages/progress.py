from cpop.queries import progress as ask
from cpop.ui import card, places, plan, progress

chosen = places.chosen()
card.header("Progress", "Are we getting there, and fast enough?", part="progress")
if not plan.needs_area(chosen):
    targets = progress.targets(chosen)
    if targets:
        rows = ask.progress(chosen.area.code, progress.start(chosen), targets)
        known = progress.figures(chosen, rows, ask.ambition(chosen.area.code, targets))
        progress.summary(chosen, rows)
        progress.report(known)
        progress.paths(chosen, known)
        card.download_csv(rows, f"progress-{chosen.area.slug}", key="progress_csv")
    else:
        progress.no_target()

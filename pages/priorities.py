from cpop.queries import priorities as ask
from cpop.ui import card, places, priorities

chosen = places.chosen()
card.header("Priorities", priorities.question(chosen), part="priorities")
shown = priorities.pick(chosen)
card.warn(shown.values())
asked = (chosen.area.code, chosen.comparator.place_code, list(shown))
rows = ask.priorities(*asked, chosen.since)

if chosen.is_compared:
    priorities.attention(chosen, rows, ask.tally(*asked, chosen.since), shown)
    priorities.quadrants(chosen, rows, ask.quadrants(*asked, chosen.since), shown)
    lesson = priorities.pick_lesson(chosen, rows, shown)
    similar = ask.better_similar_areas(chosen.area.code, lesson.indicator.code, lesson.family, chosen.since)
    priorities.better_similar_areas(chosen, lesson, rows, similar)
else:
    places.ask_for_area()

priorities.national_outcomes(chosen, rows, ask.national_outcomes(*asked), shown)
card.download_csv(priorities.figures(rows), f"priorities-{chosen.area.slug}", key="priorities_csv")

from cpop import queries, ui

chosen = ui.chosen()
ui.header("Priorities", ui.priorities_question(chosen), part="priorities")
indicators = ui.pick_priorities(chosen)
rows = queries.priorities(chosen.area.code, chosen.comparator.place_code, list(indicators))

if chosen.is_compared:
    ui.attention(chosen, rows, indicators)
    ui.quadrants(chosen, rows, indicators)
    lesson = ui.pick_lesson(chosen, rows, indicators)
    similar = queries.better_similar_areas(chosen.area.code, lesson.indicator.code, lesson.family)
    ui.better_similar_areas(chosen, lesson, rows, similar)
else:
    ui.ask_for_area()

ui.national_outcomes(chosen, rows, indicators)
ui.download_csv(rows, f"priorities-{chosen.area.slug}", key="priorities_csv")

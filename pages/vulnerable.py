from cpop import queries, ui

chosen = ui.chosen()
ui.header("Most vulnerable", ui.vulnerable_question(chosen), part="communities")

if chosen.area.is_scotland:
    ui.vulnerable_in_scotland(queries.vulnerable_still())
else:
    ui.five_then_and_now(chosen, queries.most_vulnerable(chosen.area))
    ui.catching_up(chosen, ui.pick_five(), queries.vulnerable_change(chosen.area))

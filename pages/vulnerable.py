from cpop import queries, ui

chosen = ui.chosen()
ui.header("Most vulnerable", ui.vulnerable_question(chosen), part="communities")

if chosen.area.is_scotland:
    ui.vulnerable_in_scotland(queries.vulnerable_still())
else:
    five = queries.most_vulnerable(chosen.area)
    ui.five_then_and_now(chosen, five)
    ui.catching_up(chosen, ui.pick_five(five), queries.vulnerable_change(chosen.area))

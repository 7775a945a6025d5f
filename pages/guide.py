from cpop import ui

chosen = ui.chosen()
ui.header("Guide", "What do these pages show, how are they read, and where do the figures come from?")
pick = ui.pick_guide()

if pick.search:
    ui.guide_search(chosen, pick.search)
elif pick.part is None:
    ui.guide_contents()
else:
    ui.guide_part(chosen, pick.part)

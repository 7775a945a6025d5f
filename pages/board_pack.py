from cpop import ui

chosen = ui.chosen()
ui.header("Board pack", "One file for the next meeting: what will it say, and in which order?")
pick = ui.pick_pack(chosen)
pack = ui.board_pack(chosen, pick)
ui.make_pack(pack)
ui.preview_pack(chosen, pick, pack)

from cpop.ui import board_pack, card, places

chosen = places.chosen()
card.header("Board pack", "One file for the next meeting: what will it say, and in which order?", part="board-pack")
pick = board_pack.pick(chosen)
pack = board_pack.contents(chosen, pick)
board_pack.make(pack)
board_pack.preview(chosen, pick, pack)

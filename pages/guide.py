from cpop.ui import card, guide, places

chosen = places.chosen()
card.header("Guide", "What do these pages show, how are they read, and where do the figures come from?")
pick = guide.pick()

if pick.search:
    guide.results(chosen, pick.search)
elif pick.part is None:
    guide.contents()
else:
    guide.part(chosen, pick.part)

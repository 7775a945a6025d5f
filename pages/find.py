from cpop.ui import card, find

card.header("Find", "Which place or outcome are you looking for?", part="find")
text = find.pick()

if text:
    find.results(text)
else:
    find.start()
find.sources()

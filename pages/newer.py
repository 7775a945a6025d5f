from cpop.queries import newer as ask
from cpop.ui import card, newer, places

chosen = places.chosen()
card.header("Newer figures", newer.question(chosen), part="newer")
picked = newer.pick()
newest = ask.newest(chosen.area.code)
figures = ask.figures(chosen.area.code, picked.code if picked else None)

newer.view(chosen, picked, newest, figures)

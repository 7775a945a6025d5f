import streamlit as st

from cpop.ui import card, duties, places, plan
from cpop.words import duties as words

chosen = places.chosen()
card.header("Duties", "What does the law ask of us, and can we say yes?", part="duties")
if not plan.needs_area(chosen):
    duties.ask(chosen)
    duties.sheet(chosen)
st.markdown(words.where_to_find_more())

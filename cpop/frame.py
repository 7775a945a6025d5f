"""The frame around every page, run with each rerun: navigation, the shared pickers, messages, footer."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from cpop import database, urlstate
from cpop.markup import element, quoted, render
from cpop.ui import card, places, search, share

HERE = Path(__file__).parent
PAGES = HERE.parent / "pages"
NAME = "Community Planning Outcomes Profile"

# Section, title, file, path in the link. A page appears once its file exists. No icons: the page's own would
# become its favicon, and that is fetched from another host.
SITE = (
    ("Area", "At a glance", "glance.py", ""),
    ("Area", "Trends", "trends.py", "trends"),
    ("Area", "Compare", "compare.py", "compare"),
    ("Area", "Priorities", "priorities.py", "priorities"),
    ("Area", "Inequality", "inequality.py", "inequality"),
    ("Communities", "Community map", "communities.py", "communities"),
    ("Communities", "Rankings", "rankings.py", "rankings"),
    ("Communities", "Community profile", "community.py", "community"),
    ("Communities", "All communities", "all_communities.py", "all-communities"),
    ("Communities", "Most vulnerable", "vulnerable.py", "vulnerable"),
    ("Communities", "Data zones", "data_zones.py", "data-zones"),
    ("Take away", "Board pack", "board_pack.py", "board-pack"),
    ("Take away", "Data", "data.py", "data"),
    ("Take away", "Guide", "guide.py", "guide"),
    ("Take away", "Find", "find.py", "find"),
)
# The box of the frame leads to it, and the list of pages is for reading, not for looking up.
UNLISTED = ("find",)


def section_names(sections: list[str]) -> Markup:
    """What app.css writes above the first page of each section: its name, for the place of that page in the list.

    One flat list stays one list for a screen reader; a dict of sections in st.navigation would not.
    """
    firsts = [place for place, section in enumerate(sections) if section not in sections[:place]]
    names = "".join(f'--section-{place + 1}: "{sections[place]}" / "";' for place in firsts)
    return element("style", Markup(f":root {{ {names} }}"))


existing = [one for one in SITE if (PAGES / one[2]).exists()]
pages = [
    st.Page(
        PAGES / file,
        title=title,
        url_path=path,
        default=not path,
        visibility="hidden" if path in UNLISTED else "visible",
    )
    for _, title, file, path in existing
]
urlstate.find_page([path for *_, path in existing])
page = st.navigation(pages, expanded=True)
urlstate.begin(page.url_path)
st.html(HERE / "ui" / "app.css")
st.html(section_names([section for section, *_ in existing]))
search.frame_box(next((one for one in pages if one.url_path == "find"), None))
places.choose()
chosen = places.chosen()
st.set_page_config(
    page_title=f"{page.title}: {chosen.area.name} · {NAME}",
    page_icon=HERE / "static" / "favicon.svg",
    layout="wide",
)
link = share.view()
messages = st.empty()
page.run()
if urlstate.misunderstood():
    messages.warning(
        "This link asked for something that was not understood, and shows the nearest view instead. "
        + "; ".join(quoted(one) for one in urlstate.misunderstood())
    )
card.html(render("footer.html", edition=database.edition(), guide=urlstate.link("guide")))
share.show_link(link)
urlstate.end()

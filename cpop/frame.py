"""The frame around every page, run with each rerun: navigation, the shared pickers, messages, footer."""

from html import escape
from itertools import groupby
from pathlib import Path

import streamlit as st

from cpop import database, ui, urlstate
from cpop.markup import quoted

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
)


def group_navigation(sections: list[str]) -> str:
    """The style that writes each section's name above its first page.

    One flat list stays one list for a screen reader; a dict of sections in st.navigation would not.
    """
    rules, place = [], 1
    for section, members in groupby(sections):
        item = f"[data-testid=stSidebarNavItems] > li:nth-of-type({place})"
        rules.append(f'{item}::before {{ content: "{section}" / ""; }}')
        place += len(list(members))
    return "<style>" + " ".join(rules) + "</style>"


def footer() -> str:
    """Edition, source, licence and where to read on."""
    edition = database.edition()
    guide = (
        f'<a href="{escape(urlstate.link("guide"))}" target="_self">Guide</a>: definitions, method and sources.'
        if (PAGES / "guide.py").exists()
        else "Definitions, method and sources: see the README."
    )
    return (
        f'<footer class="footer"><p><strong>{escape(edition.title)} edition.</strong> '
        f"{escape(edition.attribution)}. Community figures: {escape(edition.community_title)} edition. "
        f"Independent of the Improvement Service; each indicator names its own source. {guide}</p></footer>"
    )


existing = [one for one in SITE if (PAGES / one[2]).exists()]
pages = [st.Page(PAGES / file, title=title, url_path=path, default=not path) for _, title, file, path in existing]
urlstate.find_page([path for *_, path in existing])
page = st.navigation(pages, expanded=True)
urlstate.begin(page.url_path)
st.html(HERE / "ui" / "app.css")
st.html(group_navigation([section for section, *_ in existing]))
ui.choose_places()
ui.find_place(next((one for one in pages if one.url_path == "community"), None))
chosen = ui.chosen()
st.set_page_config(
    page_title=f"{page.title}: {chosen.area.name} · {NAME}",
    page_icon=HERE / "static" / "favicon.svg",
    layout="wide",
)
link = ui.share_view()
messages = st.empty()
page.run()
if urlstate.misunderstood():
    messages.warning(
        "This link asked for something that was not understood, and shows the nearest view instead. "
        + "; ".join(quoted(one) for one in urlstate.misunderstood())
    )
ui.html(footer())
ui.show_link(link)
urlstate.end()

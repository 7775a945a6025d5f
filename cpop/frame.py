"""The frame around every page, run with each rerun: navigation, the shared pickers, messages, footer."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from cpop import gate, urlstate
from cpop.health import health
from cpop.markup import element, quoted
from cpop.site import NAME, PAGES, SITE, UNLISTED
from cpop.ui import card, parts, places, search, share

HERE = Path(__file__).parent


def section_names(sections: list[str]) -> Markup:
    """What app.css writes above the first page of each section: its name, for the place of that page in the list.

    One flat list stays one list for a screen reader; a dict of sections in st.navigation would not.
    """
    firsts = [place for place, section in enumerate(sections) if section not in sections[:place]]
    names = "".join(f'--section-{place + 1}: "{sections[place]}";' for place in firsts)
    return element("style", Markup(f":root {{ {names} }}"))


def still_wanted() -> bool:
    """Whether this run is wanted: Streamlit ends it here where the visitor has left, or asks for something else."""
    return "_urlstate" in st.session_state


# One rerun at a time: see gate.py.
with gate.reruns.turn(still_wanted):
    pages = [
        st.Page(
            PAGES / page.file,
            title=page.title,
            url_path=page.path,
            default=not page.path,
            visibility="hidden" if page.path in UNLISTED else "visible",
        )
        for page in SITE
    ]
    page = st.navigation(pages, expanded=True)
    urlstate.begin(page.url_path)
    st.html(HERE / "ui" / "app.css")
    st.html(section_names([page.section for page in SITE]))
    search.in_menu()
    here = next(one for one in SITE if one.path == page.url_path)
    places.choose(is_compared=here.is_compared, has_changes=here.has_changes)
    search.on_page(next(one for one in pages if one.url_path in UNLISTED), page)
    chosen = places.chosen()
    st.set_page_config(
        page_title=f"{page.title}: {chosen.area.name} · {NAME}",
        page_icon=HERE / "static" / "favicon.svg",
        layout="wide",
    )
    link = share.view()
    on_paper, messages = st.empty(), st.empty()
    page.run()
    parts.show()
    health.stood(page.url_path)
    if urlstate.misunderstood():
        messages.warning(
            "This link asked for something that was not understood, and shows the nearest view instead. "
            + "; ".join(quoted(one) for one in urlstate.misunderstood())
        )
    card.footer()
    share.show_link(link, f"{page.title}: {chosen.area.name}")
    with on_paper:
        card.on_paper(chosen.area.name)
    urlstate.end()

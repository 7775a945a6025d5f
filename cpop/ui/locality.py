"""One locality in full: why there, what it is like, its outcomes now and over time, its data zones, and its brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from cpop import database, urlstate
from cpop.catalogue import indicators, slug
from cpop.charts import small
from cpop.charts.series import Line, Point, points_of
from cpop.markup import element, render
from cpop.pack import locality as pack
from cpop.pack.locality import Figures
from cpop.pack.report import write_report
from cpop.pack.word import write_document
from cpop.plan import Locality, Plan, packed
from cpop.queries import areas, community
from cpop.queries import localities as ask
from cpop.queries.communities import by_code, vulnerability, within
from cpop.queries.people import year_of_population
from cpop.status import MEASURED, present
from cpop.style import COMMUNITY, COMMUNITY_AREA, SCOTLAND
from cpop.table import page
from cpop.ui import plans
from cpop.ui.card import about_all, explain, html, legend
from cpop.ui.community import anchor
from cpop.ui.localities import begin, codes_of, standings
from cpop.ui.places import Chosen
from cpop.ui.share import is_presented
from cpop.words import localities as words
from cpop.words import people as people_words
from cpop.words.community import average_of_communities, not_alike

# How many similar communities that did better are named for each of the locality's.
_TO_LEARN_FROM = 2
# A longer plan than this, in letters of a link, would take too much of a brief's page.
_LONGEST_ON_PAPER = 250
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pick(chosen: Chosen) -> Locality:
    """The picker of the locality that is shown in full: the first of the plan, unless another is chosen."""
    options = by_link(chosen.plan.localities)
    if len(options) == 1:
        return next(iter(options.values()))
    left, _ = st.columns(2)
    with left:
        code = urlstate.pick(
            st.selectbox,
            "One locality in full",
            list(options),
            "locality",
            next(iter(options)),
            format_func=lambda one: options[one].name,
        )
    return options[code]


def by_link(localities: Sequence[Locality]) -> dict[str, Locality]:
    """The localities by how each stands in a link: its name, with its number where two would be written alike."""
    found: dict[str, Locality] = {}
    for number, one in enumerate(localities, 1):
        written = slug(one.name)
        found[written if written and written not in found else f"{written}-{number}".strip("-")] = one
    return found


def figures(chosen: Chosen, locality: Locality) -> Figures:
    """What is known of a locality."""
    codes, options = codes_of(chosen, locality), within(chosen.area)
    alone = packed(Plan(chosen.area.slug, localities=(locality,)))
    return Figures(
        name=locality.name,
        area=chosen.area,
        communities=[one for slug, one in options.items() if slug in locality.communities],
        known=by_code(),
        catalogue=indicators(),
        people=ask.people(codes),
        of_area=ask.people((chosen.area.code,)),
        year=year_of_population(),
        rows=standings(chosen, locality),
        nation_name=areas.scotland().name,
        vulnerable=[row for row in vulnerability(chosen.area) if row.community_code in codes],
        zones=ask.data_zones(codes),
        learning=ask.learn_from(codes, _TO_LEARN_FROM),
        edition=database.edition(),
        when=date.today(),
        # A brief is read at a desk: its link opens the whole page, with this locality alone where that is short.
        address=urlstate.address(
            "localities",
            present=None,
            priorities=None,
            plan=alone if len(alone) <= _LONGEST_ON_PAPER else None,
        ),
    )


def in_full(chosen: Chosen, locality: Locality) -> None:
    """A locality with its evidence, its figures, those to learn from, its brief, and the way to change it."""
    known = figures(chosen, locality)
    area, shown = chosen.area, [indicators()[row.indicator] for row in known.rows]
    # Its name is somebody's own words: never read as Markdown.
    html(element("h2", locality.name))
    if not is_presented():
        with st.container(horizontal=True):
            _brief(known)
            _change(chosen, locality)
    st.subheader("Why here", anchor=False)
    html(_listed(known.why))
    explain(people_words.what_it_is_not(known.year))
    st.subheader("What it is like", anchor=False)
    html(_listed([*words.what_it_is_like(known.communities), known.spread]))
    profiles = [anchor("community", one, one.name) for one in known.communities]
    html(element("p", "Profiles: ", Markup(" ").join(profiles), class_="links"))
    st.subheader("Outcomes now", anchor=False)
    html(page.markup(pack.outcomes(known)))
    st.subheader(f"Most unlike {area.name}", anchor=False)
    html(_listed(known.unlike))
    explain(words.UNLIKE_METHOD)
    st.subheader("Over time", anchor=False)
    _over_time(chosen, known)
    explain(not_alike(shown, area))
    _street_by_street(known)
    st.subheader("Whom to learn from", anchor=False)
    learning = pack.to_learn_from(known)
    if learning:
        html(page.markup(learning))
        explain(words.LEARNING_METHOD)
    else:
        st.markdown(words.NOBODY_TO_LEARN_FROM)
    about_all(shown)


def _listed(said: Sequence[str]) -> Markup:
    return element("ul", *(element("li", one) for one in said if one))


def _brief(known: Figures) -> None:
    """The brief of the locality as a file, made when it is asked for."""
    brief = pack.brief(known)
    st.download_button(
        "Brief (Word)",
        data=lambda: write_document(brief),
        file_name=f"{brief.file_stem}.docx",
        mime=_DOCUMENT,
        key="brief_word",
        on_click="ignore",
        icon=":material/download:",
    )
    st.download_button(
        "Brief to print (HTML)",
        data=lambda: write_report(brief),
        file_name=f"{brief.file_stem}.html",
        mime="text/html",
        key="brief_report",
        on_click="ignore",
        icon=":material/download:",
    )


def _over_time(chosen: Chosen, known: Figures) -> None:
    """A small chart an outcome: the locality beside its area and Scotland. Where their figures are not alike, the mean
    of the area's communities stands for the area, and nothing for Scotland.
    """
    area, nation = chosen.area, areas.scotland()
    own: dict[str, list[Point]] = {}
    # A year without a figure ends the line before it, and has no status to show.
    for one in ask.series(tuple(one.code for one in known.communities)):
        own.setdefault(one.indicator, []).append(Point(one.year, one.value, one.status or MEASURED))
    others = points_of(community.series([], [area.code, nation.code], 0, projected=False))
    years = [point.year for points in own.values() for point in points]
    legend(
        [(f"{known.name} (approximate)", COMMUNITY), (area.name, COMMUNITY_AREA), (nation.name, SCOTLAND)],
        present(point.status for points in own.values() for point in points if point.value is not None),
    )
    cards = []
    for row in known.rows:
        indicator = known.catalogue[row.indicator]
        key = (row.indicator, area.code if row.is_alike else f"mean-{area.code}")
        name = area.name if row.is_alike else average_of_communities(area)
        lines = [
            Line(nation.name, SCOTLAND, others.get((row.indicator, nation.code), ()) if row.is_alike else ()),
            Line(name, COMMUNITY_AREA, others.get(key, ())),
            Line(known.name, COMMUNITY, tuple(own.get(row.indicator, ()))),
        ]
        said = words.latest(known.name, area, row, indicator)
        cards.append(
            render(
                "multiple_card.html",
                indicator=indicator,
                level=4,
                anchor="",
                link=urlstate.link("communities", indicator=indicator.code),
                after="",
                drawing=small.multiple(indicator, lines, years=(min(years), max(years))),
                beneath=element("p", said),
            )
        )
    html(element("div", *cards, class_="multiples"))


def _street_by_street(known: Figures) -> None:
    """Its data zones: how many are in a poorest fifth, and the way to each community's."""
    if not known.zones:
        return
    st.subheader("Street by street", anchor=False)
    html(page.markup(pack.data_zones(known)))
    links = [anchor("data-zones", one, one.name) for one in known.communities]
    html(element("p", "Data zones of ", Markup(" ").join(links), class_="links"))


def _change(chosen: Chosen, locality: Locality) -> None:
    """Buttons that put a locality into the draft again, and that take it out of the plan."""
    st.button("Change it", key="change-locality", on_click=begin, args=(locality.name, locality.communities))
    st.button(
        "Remove it from our plan",
        key="remove-locality",
        on_click=plans.change,
        args=(chosen.area.slug, lambda plan: plan.without_locality(locality.name)),
    )

"""The area, the comparator and the partnership's own priorities: chosen once, known to every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from cpop import urlstate
from cpop.catalogue import (
    Area,
    Comparator,
    Indicator,
    cardinal,
    community_indicators,
    comparator,
    comparator_codes,
    indicators,
    slug,
)
from cpop.find import other_names
from cpop.markup import render
from cpop.plan import Plan
from cpop.queries import areas as ask
from cpop.queries.areas import FIRST
from cpop.style import AREA, COMPARATOR, SCOTLAND, Role
from cpop.ui import plans
from cpop.words.standing import since_name

_CHOSEN = "_chosen_places"
_NO_AREA = "Choose your area"
_BY_NAME = "area_by_name"
PRIORITIES_LABEL = "Our priorities"


@dataclass(frozen=True)
class Chosen:
    """The chosen area and comparator; is_asked_for says that nobody has chosen an area yet.

    priorities: codes of the indicators that the partnership has made its own priorities; plan: the rest of its plan.
    since: the year that changes are measured from, one of areas.since_choices.
    """

    area: Area
    comparator: Comparator
    is_asked_for: bool
    priorities: list[str]
    plan: Plan
    since: str = FIRST

    @property
    def area_role(self) -> Role:
        """How the chosen area is drawn."""
        return AREA

    @property
    def comparator_role(self) -> Role:
        """How the comparator is drawn: Scotland always as Scotland."""
        return SCOTLAND if self.comparator.is_scotland else COMPARATOR

    @property
    def is_compared(self) -> bool:
        """Whether there is something to compare with: Scotland is not compared with itself."""
        return self.comparator.place_code != self.area.code


def choose(*, is_compared: bool = True, has_changes: bool = True) -> None:
    """The pickers of the frame, in the sidebar: area, comparator, and the year that changes are measured from.

    The second is out of sight (app.css) where nothing is compared, the third where no change is told by it. They stay
    in the page there, so that the choice stays in the link.
    """
    areas = ask.by_slug()
    with st.sidebar:
        with st.container(key="area-in-menu"):
            found = urlstate.pick(
                st.selectbox,
                "Area",
                list(areas),
                "area",
                none=_NO_AREA,
                format_func=lambda code: areas[code].name,
                aliases=_other_codes(areas.values()),
            )
        area = areas[found or next(iter(areas))]
        codes = comparator_codes(area, areas)
        most = max(Counter(one.family_deprivation for one in ask.partnerships()).values())
        with st.container(key="comparator-in-menu" if is_compared else "comparator-out-of-sight"):
            code = urlstate.pick(
                st.selectbox,
                "Compare with",
                codes,
                "comparator",
                codes[0],
                format_func=lambda one: comparator(area, one, areas).name,
                aliases={one.code: one.slug for one in areas.values() if one.slug in codes},
                help=f"Similar areas: the average of the {cardinal(most)} areas most alike in deprivation, "
                "or in population density.",
            )
        with st.container(key="since-in-menu" if has_changes else "since-out-of-sight"):
            since = urlstate.pick(
                st.selectbox,
                "Changes since",
                ask.since_choices(),
                "since",
                ask.FIRST,
                format_func=since_name,
                help="Changes run to the last measured year. They start in the year chosen here, or in the first "
                "year after it that is measured; each sentence says its years.",
            )
    priorities = urlstate.carry(PRIORITIES_LABEL, list(indicators()), "priorities")
    plan = plans.held(area.slug, code, priorities)
    st.session_state[_CHOSEN] = Chosen(area, comparator(area, code, areas), found is None, priorities, plan, since)


def _other_codes(areas: Iterable[Area]) -> dict[str, str]:
    """The slugs of areas by other ways to write them in a link: the official code, and slugs of their other names."""
    known = other_names()["areas"]
    named = {slug(name): area.slug for area in areas for name in known.get(area.slug, ())}
    return named | {area.code: area.slug for area in areas}


def choose_again() -> None:
    """The picker of the area once more, on the page itself: app.css shows it on a phone, whose menu is closed."""
    areas = ask.by_slug()
    urlstate.pick_again(
        "Area",
        [urlstate.NONE, *areas],
        "area",
        format_func=lambda code: areas[code].name if code else _NO_AREA,
    )


def chosen() -> Chosen:
    """What the visitor chose in the frame; Scotland while no area is chosen."""
    now: Chosen = st.session_state[_CHOSEN]
    return now


def pick_counted(label: str) -> dict[str, Indicator]:
    """The picker of the outcomes that communities are put in order by; all of them where none is chosen."""
    everything = community_indicators()
    picked = urlstate.pick(
        st.pills,
        label,
        list(everything),
        "indicators",
        list(everything),
        multi=True,
        selection_mode="multi",
        format_func=lambda one: everything[one].label,
    )
    return {code: one for code, one in everything.items() if code in picked} or everything


def starred(code: str, now: Chosen) -> Markup:
    """The mark of an indicator that the partnership has made a priority; nothing for any other."""
    return render("priority.html") if code in now.priorities else Markup()


def pick_shown(everything: dict[str, Indicator]) -> dict[str, Indicator]:
    """All of some indicators, or only the partnership's own priorities: a choice once there are any."""
    priorities = chosen().priorities
    if not priorities:
        return everything
    shown = urlstate.pick(
        st.radio,
        "Show",
        ["all", "priorities"],
        "only",
        "all",
        format_func={"all": "All outcomes", "priorities": "★ Our priorities only"}.get,
        horizontal=True,
        label_visibility="collapsed",
    )
    catalogue = indicators()
    return everything if shown == "all" else {code: one for code, one in catalogue.items() if code in priorities}


def ask_for_area() -> None:
    """A chooser of all areas by name; a phone has the picker at the head of the page instead (app.css)."""
    names = {area.slug: area.name for area in ask.partnerships()}
    with st.container(key="areas-to-choose"):
        st.header("Choose your area", anchor=False)
        st.pills(
            "All areas",
            list(names),
            key=_BY_NAME,
            format_func=lambda slug: names[slug],
            label_visibility="collapsed",
            on_change=lambda: urlstate.put("area", st.session_state[_BY_NAME]),
        )


def choose_on_map(key: str) -> None:
    """Choose for the whole app the area that was clicked on the map `key`, whose places are official codes."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        code = points[0]["location"]
        urlstate.put("area", next(area.slug for area in ask.by_slug().values() if area.code == code))


def pick_own_priorities(placeholder: str, help: str) -> list[str]:
    """The codes of the partnership's own priorities, on the pages that have the picker for them."""
    everything = indicators()
    codes: list[str] = urlstate.pick(
        st.multiselect,
        PRIORITIES_LABEL,
        list(everything),
        "priorities",
        [],
        multi=True,
        format_func=lambda code: everything[code].label,
        placeholder=placeholder,
        help=help,
    )
    return codes


def pick_areas(label: str, key: str, most: int) -> list[Area]:
    """Further areas that the visitor adds to a chart, at most `most`."""
    areas = ask.by_slug()
    now = chosen()
    others = [slug for slug, area in areas.items() if area.code not in (now.area.code, now.comparator.place_code)]
    slugs = urlstate.pick(
        st.multiselect,
        label,
        others,
        key,
        [],
        multi=True,
        most=most,
        format_func=lambda code: areas[code].name,
        placeholder="None",
    )
    return [areas[slug] for slug in slugs]

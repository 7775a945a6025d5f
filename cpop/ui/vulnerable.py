"""Most vulnerable: the five of then beside the five of now, and how each changed beside its area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from cpop import database, urlstate
from cpop.catalogue import Area, Community, Indicator, community_indicators, ordinal, period
from cpop.charts import kit, small
from cpop.markup import element, render
from cpop.queries import areas
from cpop.queries.certainty import Between
from cpop.queries.communities import by_code
from cpop.queries.vulnerable import Changed, Still, Vulnerable
from cpop.style import COMMUNITY, COMMUNITY_AREA
from cpop.table import Cell, Column, Drawing, Row, Small, Table, judged, page
from cpop.ui import parts
from cpop.ui.card import about_all, download_csv, explain, html
from cpop.ui.community import link
from cpop.ui.places import Chosen, ask_for_area
from cpop.words import certainty
from cpop.words import vulnerable as words
from cpop.words.community import changed, changed_row, not_twice

FIVES = {"then": f"The five of {words.THEN}", "now": "The five of now"}
_IN_THEN = f"In {words.THEN}"


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    if chosen.area.is_scotland:
        return (
            f"Are the communities that were the most vulnerable in {words.THEN} still so, in each of the "
            f"{len(areas.partnerships())} areas?"
        )
    return (
        f"Have the communities of {chosen.area.name} that were the most vulnerable in {words.THEN} moved, and are they "
        "catching up?"
    )


def pick(rows: Sequence[Vulnerable]) -> str:
    """Whose change to show: the five of then, or those of now; all, where the area has no five."""
    if not all(row.has_five for row in rows):
        return "now"
    which: str = urlstate.pick(
        st.radio, "Show the change of", list(FIVES), "five", "then", format_func=FIVES.get, horizontal=True
    )
    return which


class _Listed(NamedTuple):
    """A line of a list: the place in it, the community, where it stands in the other list, and what that means."""

    place: int
    community_code: str
    text: str
    note: str


def then_and_now(
    chosen: Chosen, rows: Sequence[Vulnerable], still: Sequence[Still], between: Mapping[str, Between]
) -> None:
    """The two lists side by side; one of all communities, where there are too few for five.

    still: of all areas; between: the positions that chance leaves to each community of the area.
    """
    own = next(row for row in still if row.area_code == chosen.area.code)
    parts.header("Then and now")
    html(element("p", words.moved(chosen.area, own)))
    if not own.has_five:
        caption = f"All communities of {chosen.area.name}, the most vulnerable now first"
        html(page.markup(_list(caption, _IN_THEN, _of_now(rows, "not on the list"))))
        return
    five = sum(row.rank_now is not None for row in rows)
    explain(certainty.worst(between, five))
    left, right = st.columns(2, gap="medium")
    with left:
        html(page.markup(_list(f"The five most vulnerable in {words.THEN}", "Now", _of_then(rows))))
    with right:
        listed = _of_now(rows, "not among the five", "already among the five")
        html(page.markup(_list("The five most vulnerable now", _IN_THEN, listed)))


def _of_then(rows: Sequence[Vulnerable]) -> Iterable[_Listed]:
    for row in rows:
        if row.rank_then is not None:
            note = "no longer among the five" if row.rank_now is None else "still among the five"
            text = words.place_now(row.position, row.communities)
            yield _Listed(row.rank_then, row.community_code, text, note)


def _of_now(rows: Sequence[Vulnerable], without: str, note: str = "") -> Iterable[_Listed]:
    """without: what is said of those that were not on the list; note: beneath the place of those that were."""
    for row in rows:
        if row.rank_now is not None:
            was, more = (without, "") if row.rank_then is None else (ordinal(row.rank_then), note)
            yield _Listed(row.rank_now, row.community_code, was, more)


def _list(caption: str, when: str, listed: Iterable[_Listed]) -> Table:
    members = by_code()
    return Table(
        caption,
        [Column("Place", is_number=True), Column("Community", names_row=True), Column(when)],
        [
            Row([str(one.place), _profile(members[one.community_code]), Cell(one.text, second=one.note)])
            for one in sorted(listed)
        ],
        css="five",
        region=None,
    )


def _profile(community: Community) -> Cell:
    return Cell(community.name, link=link("community", community))


def catching_up(chosen: Chosen, which: str, changes: Sequence[Changed]) -> None:
    """A sentence a community, and the table of arrows. which: of FIVES."""
    catalogue, members = community_indicators(), by_code()
    ranks = {row.community_code: row.rank_then if which == "then" else row.rank_now for row in changes}
    five = [
        (members[code], [row for row in changes if row.community_code == code])
        for _, code in sorted((rank, code) for code, rank in ranks.items() if rank is not None)
    ]
    parts.header("Are they catching up?")
    html(element("p", words.what_catching_up_means(chosen.area, chosen.since)))
    html(render("headlines.html", items=[("", words.catching_up(one.name, rows, catalogue)) for one, rows in five]))
    arrows = [
        (kit.key_arrow(COMMUNITY), "the community, from then to now"),
        (kit.key_arrow(COMMUNITY_AREA), f"average of {chosen.area.possessive} communities"),
        ("", "Better is to the right; each row has its own scale"),
    ]
    html(render("legend.html", items=arrows, lead=""))
    html(page.markup(_arrows(chosen.area, five)))
    download_csv(changes, f"most-vulnerable-{chosen.area.slug}", key="vulnerable_csv", communities=True)
    note = (
        "Estimated and projected years are left out. The average is the unweighted one of the area’s "
        f"communities. The list of {words.THEN} is the published one; the places of now are ours: the combined score "
        f"of all outcomes within the area. Small areas vary by chance. {database.edition().attribution}"
    )
    explain(note)
    about_all(list(catalogue.values()))


def _arrows(area: Area, five: Sequence[tuple[Community, Sequence[Changed]]]) -> Table:
    """A row an outcome: the area's average, then a cell for each community."""
    catalogue = community_indicators()
    by_outcome = zip(*(rows for _, rows in five), strict=True)
    return Table(
        f"Then and now: {area.possessive} most vulnerable communities beside the average of all its communities",
        [Column("Outcome"), Column("Average of the area"), *(Column(_profile(one)) for one, _ in five)],
        [_outcome(catalogue[rows[0].indicator], rows, [one.name for one, _ in five]) for rows in by_outcome],
        css="arrows",
    )


def _outcome(indicator: Indicator, rows: Sequence[Changed], names: Sequence[str]) -> Row:
    first = rows[0]
    ends = [(row.first_value, row.last_value, row.area_first_value, row.area_last_value) for row in rows]
    values = [value for row in ends for value in row if value is not None]
    years = ""
    if first.first_year is not None and first.last_year is not None:
        years = f", {period(first.first_year)} to {period(first.last_year)}"
    average = changed(
        indicator,
        first.area_direction,
        first.area_told_as,
        first.area_first_value,
        first.area_last_value,
        first.since_year,
    )
    return Row(
        [
            Cell(indicator.label, second=f"{indicator.unit}{years}"),
            judged(average, _from_to(indicator, first.area_first_value, first.area_last_value)),
            *(_cell(indicator, row, values, name) for row, name in zip(rows, names, strict=True)),
        ]
    )


def _cell(indicator: Indicator, row: Changed, values: Sequence[float], name: str) -> Cell:
    if row.first_year is None or row.last_year is None:
        return Cell(not_twice(row.since_year))
    own, area = (row.first_value, row.last_value), (row.area_first_value, row.area_last_value)
    first, last, area_first, area_last = (indicator.format(value) for value in (*own, *area))
    tooltip = (
        f"{name}: {first} in {period(row.first_year)}, {last} in {period(row.last_year)}; average of the area "
        f"{area_first}, {area_last}"
    )
    notes = (_from_to(indicator, *own), words.MOVEMENT.get(row.movement or "", ""), words.by_share(indicator, row))
    return judged(
        changed_row(indicator, row),
        *(Small(note, "wrapped") for note in notes),
        drawing=Drawing(small.then_and_now(indicator, own, area, values, tooltip)),
    )


def _from_to(indicator: Indicator, first: float | None, last: float | None) -> str:
    return f"{indicator.format(first)} → {indicator.format(last)}"


def scotland(still: Sequence[Still]) -> None:
    """How many of each area's five stayed, and the areas to choose from."""
    by_area = {one.code: one for one in areas.partnerships()}
    parts.header("How many of each area’s five are the same?")
    html(element("p", words.moved_in_scotland(still)))
    table = Table(
        f"Communities among the five most vulnerable of their area in {words.THEN}, and still among them now",
        [
            Column("Area"),
            Column("● still, ○ no longer"),
            Column("Still among the five", is_number=True),
            Column("Communities in all", is_number=True),
        ],
        [_stayed(by_area[row.area_code], row) for row in still],
        css="still",
        region=None,
    )
    html(page.markup(table))
    download_csv(still, "most-vulnerable-still", key="still_csv", communities=True)
    explain(database.edition().attribution)
    ask_for_area()


def _stayed(area: Area, row: Still) -> Row:
    return Row(
        [
            Cell(area.name, link=urlstate.link("vulnerable", area=area.slug)),
            Cell("●" * row.still + "○" * (row.were - row.still), css="dots", is_silent=True),
            f"{row.still} of {row.were}" if row.has_five else "too few communities",
            str(row.communities),
        ]
    )

"""Most vulnerable: the five of then beside the five of now, and how each changed beside its area."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from cpop import database, queries, urlstate
from cpop.catalogue import Area, Community, Indicator, community_indicators, ordinal, period
from cpop.charts.vulnerable import key_arrow, then_and_now
from cpop.style import COMMUNITY, COMMUNITY_AREA
from cpop.ui.card import about_all, download_csv, html, judged
from cpop.ui.places import Chosen, ask_for_area
from cpop.ui.rankings import profile_link
from cpop.words import vulnerable as words
from cpop.words.community import changed

FIVES = {"then": f"The five of {words.THEN}", "now": "The five of now"}


def vulnerable_question(chosen: Chosen) -> str:
    """The question that the page answers."""
    if chosen.area.is_scotland:
        return f"Are the communities that were the most vulnerable in {words.THEN} still so, in each of the 32 areas?"
    return (
        f"Have the communities of {chosen.area.name} that were the most vulnerable in {words.THEN} moved, and are they "
        "catching up?"
    )


def pick_five(five: pd.DataFrame) -> str:
    """Whose change to show: the five of then, or those of now; all, where there are no five. five: as below."""
    if not five["has_five"].all():
        return "now"
    return urlstate.pick(
        st.radio, "Show the change of", list(FIVES), "five", "then", format_func=FIVES.get, horizontal=True
    )


def five_then_and_now(chosen: Chosen, five: pd.DataFrame) -> None:
    """The two lists side by side; five: of queries.most_vulnerable."""
    members = queries.communities.by_code()
    st.header("Then and now", anchor=False)
    html(f"<p>{escape(words.moved(chosen.area, five))}</p>")
    now = five[five["rank_now"].notna()].sort_values("rank_now")
    if not five["has_five"].all():
        rows = "".join(
            _list_row(
                int(row.rank_now),
                members[row.community_code],
                ordinal(int(row.rank_then)) if row.rank_then == row.rank_then else "not on the list",
                "",
            )
            for row in now.itertuples()
        )
        html(_list(f"All communities of {chosen.area.name}, the most vulnerable now first", f"In {words.THEN}", rows))
        return
    then = five[five["rank_then"].notna()].sort_values("rank_then")
    left, right = st.columns(2, gap="medium")
    with left:
        rows = "".join(
            _list_row(
                int(row.rank_then),
                members[row.community_code],
                words.place_now(row.position, row.communities),
                "still among the five" if row.rank_now == row.rank_now else "no longer among the five",
            )
            for row in then.itertuples()
        )
        html(_list(f"The five most vulnerable in {words.THEN}", "Now", rows))
    with right:
        rows = "".join(
            _list_row(
                int(row.rank_now),
                members[row.community_code],
                ordinal(int(row.rank_then)) if row.rank_then == row.rank_then else "–",
                "already among the five" if row.rank_then == row.rank_then else "not among the five",
            )
            for row in now.itertuples()
        )
        html(_list("The five most vulnerable now", f"In {words.THEN}", rows))


def _list(caption: str, head: str, rows: str) -> str:
    return (
        f'<table class="cpop five"><caption>{escape(caption)}</caption><thead><tr><th scope="col" class="number">'
        f'Place</th><th scope="col">Community</th><th scope="col">{escape(head)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _list_row(place: int, one: Community, told: str, note: str) -> str:
    return (
        f'<tr><td class="number">{place}</td><th scope="row">{profile_link(one)}</th>'
        f'<td>{escape(told)} <span class="small">{escape(note)}</span></td></tr>'
    )


def catching_up(chosen: Chosen, which: str, change: pd.DataFrame) -> None:
    """A sentence a community, and the table of arrows; change: of queries.vulnerable_change."""
    catalogue = community_indicators()
    members = queries.communities.by_code()
    by_place: dict[int, dict[str, object]] = {}
    for row in change.itertuples():
        place = row.rank_then if which == "then" else row.rank_now
        if place == place:
            by_place.setdefault(int(place), {})[row.indicator] = row
    five = {members[next(iter(rows.values())).community_code]: rows for _, rows in sorted(by_place.items())}
    st.header("Are they catching up?", anchor=False)
    html(f"<p>{escape(words.what_catching_up_means(chosen.area))}</p>")
    html(
        "<ul class='headlines'>"
        + "".join(
            f"<li>{escape(words.catching_up(one.name, _movements(rows), catalogue))}</li>" for one, rows in five.items()
        )
        + "</ul>"
    )
    html(
        f'<div class="legend"><span>{key_arrow(COMMUNITY)} the community, from then to now</span>'
        f"<span>{key_arrow(COMMUNITY_AREA)} average of {escape(chosen.area.possessive)} communities</span>"
        "<span>Better is to the right; each row has its own scale</span></div>"
    )
    html(_arrows(chosen.area, five, catalogue))
    download_csv(change, f"most-vulnerable-{chosen.area.slug}", key="vulnerable_csv", communities=True)
    html(
        '<p class="about">Estimated and projected years are left out. The average is the unweighted one of the area’s '
        f"communities. The list of {words.THEN} is the published one; the places of now are ours: the combined score "
        f"of all outcomes within the area. Small areas vary by chance. {escape(database.edition().attribution)}</p>"
    )
    about_all(list(catalogue.values()))


def _movements(rows: Mapping[str, object]) -> dict[str, str | None]:
    return {code: None if pd.isna(row.movement) else row.movement for code, row in rows.items()}


def _arrows(area: Area, five: Mapping[Community, Mapping[str, object]], catalogue: Mapping[str, Indicator]) -> str:
    caption = f"Then and now: {area.possessive} most vulnerable communities beside the average of all its communities"
    heads = '<th scope="col">Outcome</th><th scope="col">Average of the area</th>' + "".join(
        f'<th scope="col">{profile_link(one)}</th>' for one in five
    )
    rows = []
    for code, first in next(iter(five.values()), {}).items():
        indicator = catalogue[code]
        cells = [found[code] for found in five.values()]
        ends = [(row.first_value, row.last_value, row.area_first_value, row.area_last_value) for row in cells]
        values = [value for row in ends for value in row if value == value] or [0.0, 1.0]
        scale = (min(values), max(values))
        told = "".join(
            f"<td>{_cell(indicator, row, scale, one.name)}</td>" for one, row in zip(five, cells, strict=True)
        )
        when = (
            "" if pd.isna(first.first_year) else f", {period(int(first.first_year))} to {period(int(first.last_year))}"
        )
        area_changed = changed(
            indicator, first.area_direction, first.area_told_as, first.area_first_value, first.area_last_value
        )
        rows.append(
            f'<tr><th scope="row">{escape(indicator.label)}<span class="small">{escape(indicator.unit)}{when}</span>'
            f"</th><td>{judged(area_changed)}"
            f'<span class="small">{_then_now(indicator, first.area_first_value, first.area_last_value)}</span></td>'
            f"{told}</tr>"
        )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="cpop arrows">'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _then_now(indicator: Indicator, first: float, last: float) -> str:
    return f"{escape(indicator.format(first))} → {escape(indicator.format(last))}"


def _cell(indicator: Indicator, row: object, scale: tuple[float, float], name: str) -> str:
    own, area = (row.first_value, row.last_value), (row.area_first_value, row.area_last_value)
    if pd.isna(row.first_year):
        return "not measured twice"
    label = (
        f"{name}: {indicator.format(own[0])} in {period(int(row.first_year))}, {indicator.format(own[1])} in "
        f"{period(int(row.last_year))}; average of the area {indicator.format(area[0])}, {indicator.format(area[1])}"
    )
    verdict = changed(indicator, row.direction, row.told_as, row.first_value, row.last_value)
    notes = [_then_now(indicator, *own), words.MOVEMENT.get(row.movement, ""), words.by_share(indicator, row)]
    return f"{then_and_now(indicator, _known(own), _known(area), scale, label)}{judged(verdict)}" + "".join(
        f'<span class="small wrapped">{note}</span>' for note in notes if note
    )


def _known(ends: tuple[float, float]) -> tuple[float | None, float | None]:
    return tuple(None if pd.isna(value) else float(value) for value in ends)


def vulnerable_in_scotland(still: pd.DataFrame) -> None:
    """How many of each area's five stayed, and the areas to choose from; still: of queries.vulnerable_still."""
    areas = {one.code: one for one in queries.areas.by_slug().values()}
    st.header("How many of each area’s five are the same?", anchor=False)
    html(f"<p>{escape(words.moved_in_scotland(still))}</p>")
    caption = f"Communities among the five most vulnerable of their area in {words.THEN}, and still among them now"
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(urlstate.link("vulnerable", area=areas[row.area_code].slug))}" '
        f'target="_self">{escape(areas[row.area_code].name)}</a></th><td class="dots" aria-hidden="true">'
        f"{'●' * int(row.still)}{'○' * int(row.were - row.still)}</td><td class='number'>{_still(row)}</td>"
        f"<td class='number'>{int(row.communities)}</td></tr>"
        for row in still.itertuples()
    )
    html(
        f'<table class="cpop still"><caption>{escape(caption)}</caption><thead><tr><th scope="col">Area</th>'
        '<th scope="col">● still, ○ no longer</th><th scope="col" class="number">Still '
        'among the five</th><th scope="col" class="number">Communities in all</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    download_csv(still, "most-vulnerable-still", key="still_csv", communities=True)
    html(f'<p class="about">{escape(database.edition().attribution)}</p>')
    ask_for_area()


def _still(row: object) -> str:
    return f"{int(row.still)} of {int(row.were)}" if row.has_five else "too few communities"

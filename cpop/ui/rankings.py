"""Rankings: which outcomes and place to rank, the four columns, the table, and Scotland's shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import database, queries, urlstate
from cpop.catalogue import Area, Community, Indicator, community_indicators, slug
from cpop.charts.rankings import Ranked, position_text, ranked_columns
from cpop.queries.community import Contribution
from cpop.style import BETTER, NOT_COMPARED, UNCHANGED, WORSE
from cpop.ui.card import about_all, download_csv, html
from cpop.ui.community import contributions_table
from cpop.ui.places import Chosen, ask_for_area
from cpop.words import rankings as words
from cpop.words.community import contribution, outcomes

SHOWN = {"all": "All communities", "10": "The first and last ten", "5": "The first and last five"}
_SORT_BY_NAME = "name"


@dataclass(frozen=True)
class RankingsPick:
    """What to rank: outcomes, an area or one strategic area of it, how many to show, whom to follow."""

    area: Area
    indicators: dict[str, Indicator]
    strategic_area: str | None
    ends: int | None
    sort: str
    followed: Community | None

    @property
    def codes(self) -> list[str]:
        """The codes of the outcomes to ask for."""
        return list(self.indicators)

    @property
    def place(self) -> str:
        """The name of the area, or of the strategic area."""
        return self.strategic_area or self.area.name


def rankings_question(chosen: Chosen) -> str:
    """The question that the page answers."""
    if chosen.area.is_scotland:
        return "How many of each area’s communities are above the average of communities of the same type elsewhere?"
    return (
        f"Which communities of {chosen.area.name} have the poorest outcomes, and which improve least: within the "
        "area, and against communities of the same type across Scotland?"
    )


def pick_rankings(chosen: Chosen) -> RankingsPick:
    """The pickers of the page. No outcome chosen means all of them."""
    everything = community_indicators()
    codes = urlstate.pick(
        st.pills,
        "Outcomes counted, each with equal weight",
        list(everything),
        "indicators",
        list(everything),
        multi=True,
        selection_mode="multi",
        format_func=lambda one: everything[one].label,
    )
    chosen_indicators = {code: one for code, one in everything.items() if code in codes} or everything
    if chosen.area.is_scotland:
        return RankingsPick(chosen.area, chosen_indicators, None, None, "outcomes", None)
    members = queries.communities.within(chosen.area)
    parts = {slug(name): name for name in queries.strategic_areas(chosen.area)}
    cells = st.columns([3, 3, 2, 3] if parts else [3, 2, 3], vertical_alignment="bottom")
    part = None
    if parts:
        with cells.pop(0):
            part = urlstate.pick(
                st.selectbox,
                "Within",
                list(parts),
                "within",
                index=None,
                placeholder=f"All of {chosen.area.name}",
                format_func=lambda one: parts[one],
            )
    with cells[0]:
        followed = urlstate.pick(
            st.selectbox,
            "Follow a community",
            list(members),
            "community",
            index=None,
            placeholder="None",
            format_func=lambda one: members[one].name,
            aliases={one.code: one.slug for one in members.values()},
        )
    with cells[1]:
        shown = urlstate.pick(st.selectbox, "Show", list(SHOWN), "show", "10", format_func=lambda one: SHOWN[one])
    place = parts.get(part, chosen.area.name)
    orders = {code: words.question(code, place) for code in words.QUESTIONS} | {_SORT_BY_NAME: "Name"}
    with cells[2]:
        sort = urlstate.pick(
            st.selectbox, "Sort the table by", list(orders), "sort", "outcomes", format_func=lambda one: orders[one]
        )
    return RankingsPick(
        chosen.area,
        chosen_indicators,
        parts.get(part),
        None if shown == "all" else int(shown),
        sort,
        members[followed] if followed else None,
    )


def rankings(
    pick: RankingsPick,
    ranking: pd.DataFrame,
    contributions: Sequence[Contribution],
    shares: pd.DataFrame,
    years: pd.DataFrame,
) -> None:
    """The four columns with their sentences, the table, the download and what the figures stand on.

    ranking: of queries.ranking; contributions: of queries.contributions; shares: of queries.better_than_expected;
    years: of queries.scored_years.
    """
    members = queries.communities.by_code()
    names = {code: members[code].name for code in ranking["community_code"]}
    years = years[years["indicator"].isin(pick.codes)]
    summed = words.what_is_summed(list(pick.indicators.values()), len(community_indicators()))
    sentence = words.rankings(pick.place, ranking, names, summed, words.counted_from(years, pick.indicators))
    st.header("The same communities, by four questions", anchor=False)
    html(f"<p>{escape(sentence)} {escape(_share(pick, shares))}</p>")
    far_out = _far_out(pick, ranking, contributions, names)
    if far_out:
        html("<ul class='headlines'>" + "".join(f"<li>{escape(one)}</li>" for one in far_out) + "</ul>")
    codes = ranking["community_code"].tolist()
    followed = codes.index(pick.followed.code) if pick.followed and pick.followed.code in codes else None
    if followed is not None:
        told = words.followed(pick.followed.name, ranking.iloc[followed], len(ranking), pick.place)
        html(f'<p class="followed-note"><strong>Followed.</strong> {escape(told)}</p>')
        mine = [row for row in contributions if row.community_code == pick.followed.code]
        with st.expander(f"What each outcome contributed to {pick.followed.name}", key="contributions"):
            html(contributions_table(mine, pick.place))
    elif pick.followed:
        html(f"<p>{escape(pick.followed.name)} is not in {escape(pick.place)}.</p>")
    _key()
    heads = [words.question(code, pick.place) for code in words.QUESTIONS]
    html(ranked_columns(heads, _ranked(ranking, members, pick.place), sentence, ends=pick.ends, followed=followed))
    _table(pick, ranking, members, years)
    file = f"rankings-{slug(pick.place)}"
    label = "Download all positions (CSV)"
    download_csv(_download(pick, ranking, years), file, key="rankings_csv", label=label, communities=True)
    html(
        f'<p class="about">{escape(words.years_note(years, pick.indicators))} A score says how many standard '
        f"deviations a community lies above (better) or below (poorer) the mean of {escape(pick.place)}, or of its "
        "type; the scores of the chosen outcomes are added up. Position 1 is the poorest, or the least improved. "
        f"{words.ABOVE_TYPE} "
        "Positions say who is first, not how far apart they are; small areas also vary by chance. "
        f"{escape(database.edition().attribution)}</p>"
    )
    about_all(list(pick.indicators.values()))


def _share(pick: RankingsPick, shares: pd.DataFrame) -> str:
    of_area = shares[shares["area_code"] == pick.area.code]
    part = of_area["strategic_area"]
    row = of_area[part.isna() if pick.strategic_area is None else part == pick.strategic_area].iloc[0]
    return words.better_than_expected(pick.place, int(row.communities), int(row.better))


def _far_out(
    pick: RankingsPick, ranking: pd.DataFrame, contributions: Sequence[Contribution], names: Mapping[str, str]
) -> list[str]:
    """A sentence for each outcome that weighs heavily in a community's combined position."""
    if len(pick.indicators) == 1:
        return []
    places = ranking.set_index("community_code")
    return [
        contribution(
            names[row.community_code],
            f"communities of {pick.place}",
            places.at[row.community_code, "outcomes_in_area"],
            places.at[row.community_code, "outcomes_in_area_of"],
            row,
            pick.indicators,
        )
        for row in contributions
        if row.is_outlier
    ]


def _key() -> None:
    html(
        '<p class="about">Each line leads one community from list to list; the darker, the poorer its outcomes in '
        f"the area, in seven bands as on the map. {BETTER.sign} above the average of its type, {WORSE.sign} below: its "
        "outcomes, or its improvement. Point at a name to follow it; choose it to open its profile.</p>"
    )


def _optional(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _ranked(ranking: pd.DataFrame, members: Mapping[str, Community], place: str) -> list[Ranked]:
    total = len(ranking)
    ranked = []
    for row in ranking.itertuples():
        one = members[row.community_code]
        note = words.followed("", row, total, place).removeprefix(": ").rstrip(".")
        ranked.append(
            Ranked(
                one.name,
                urlstate.link("community", community=one.slug),
                tuple(_optional(getattr(row, column)) for column, *_ in words.QUESTIONS.values()),
                (None, _IS_ABOVE.get(row.type_level), None, _IS_ABOVE.get(row.type_change_level)),
                note,
                None if pd.isna(row.band) else int(row.band),
            )
        )
    return ranked


def _table(pick: RankingsPick, ranking: pd.DataFrame, members: Mapping[str, Community], years: pd.DataFrame) -> None:
    column = "outcomes_in_area" if pick.sort == _SORT_BY_NAME else words.QUESTIONS[pick.sort][0]

    def by_position(row: object) -> tuple[bool, float, str]:
        position = getattr(row, column)
        return position != position, position, members[row.community_code].name

    ordered = sorted(ranking.itertuples(), key=by_position)
    left_out = max(0, len(ordered) - 2 * pick.ends) if pick.ends else 0
    if left_out:
        ordered = ordered[: pick.ends] + ordered[-pick.ends :]
    if pick.sort == _SORT_BY_NAME:
        ordered.sort(key=lambda row: members[row.community_code].name)
    total = len(ranking)
    caption = (
        f"{pick.place}: positions among its {total} communities in all four columns, 1 the poorest or least improved"
    )
    estimated = words.starts_estimated(years, pick.indicators)
    if estimated:
        caption += f"; improvement in {outcomes(estimated)} starts from an estimate"
    heads = '<th scope="col">Community</th>' + "".join(
        f'<th scope="col" class="number"{_sorted(code == pick.sort)}>{escape(words.question(code, pick.place))}</th>'
        for code in words.QUESTIONS
    )
    rows = []
    for place, row in enumerate(ordered):
        if left_out and place == pick.ends and pick.sort != _SORT_BY_NAME:
            rows.append(f'<tr class="left-out"><td colspan="5">… {left_out} more communities …</td></tr>')
        rows.append(_row(row, members[row.community_code], pick.followed))
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="cpop rankings">'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _sorted(is_sorted: bool) -> str:
    return ' aria-sort="ascending"' if is_sorted else ""


def _row(row: object, one: Community, followed: Community | None) -> str:
    against = _judged(row.type_level, "no figure")
    against_change = _judged(row.type_change_level, "not known")
    cells = (
        (row.outcomes_in_area, None),
        (row.expected_in_area, against),
        (row.change_in_area, None),
        (row.expected_change_in_area, against_change),
    )
    told = "".join(
        f'<td class="number">{_against(extra)}<strong>{position_text(_optional(position))}</strong></td>'
        for position, extra in cells
    )
    css = ' class="followed"' if followed and followed.code == one.code else ""
    return f'<tr{css}><th scope="row">{profile_link(one)}</th>{told}</tr>'


def profile_link(one: Community) -> str:
    """A link to a community's profile, by its name."""
    url = urlstate.link("community", area=one.area.slug, community=one.slug)
    return f'<a href="{escape(url)}" target="_self">{escape(one.name)}</a>'


_IS_ABOVE = {"above": True, "below": False}
_SIGNS = {"above": BETTER.sign, "below": WORSE.sign, "at": UNCHANGED.sign}


def _judged(level: str | None, missing: str) -> tuple[str, str]:
    return _SIGNS.get(level, NOT_COMPARED.sign), words.against_type(level, missing)


def _against(told: tuple[str, str] | None) -> str:
    return f'<span class="against">{told[0]} {told[1]}</span> ' if told else ""


def _download(pick: RankingsPick, ranking: pd.DataFrame, years: pd.DataFrame) -> pd.DataFrame:
    return ranking.assign(
        outcomes_counted=", ".join(one.label for one in pick.indicators.values()),
        improvement_from=words.base_years(list(years.itertuples()), pick.indicators),
        improvement_from_an_estimate=", ".join(one.label for one in words.starts_estimated(years, pick.indicators)),
    )


def rankings_of_scotland(pick: RankingsPick, shares: pd.DataFrame) -> None:
    """The share of each area's communities that does better than expected, and the areas to choose from."""
    areas = {one.code: one for one in queries.areas.by_slug().values()}
    whole = shares[shares["strategic_area"].isna()].sort_values("share", kind="stable")
    summed = words.what_is_summed(list(pick.indicators.values()), len(community_indicators()))
    st.header("Communities above the average of their type, by area", anchor=False)
    html(f"<p>{escape(words.shares_of_areas(whole, {code: one.name for code, one in areas.items()}, summed))}</p>")
    caption = "Share of communities whose outcomes are better than the average of their type across Scotland"
    rows = "".join(_share_row(row, areas[row.area_code], _rankings_link) for row in whole.itertuples())
    html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="cpop shares"><caption>'
        f'{caption}; the line marks half</caption><thead><tr><th scope="col">Area</th><th scope="col">Above the '
        'average of their type</th><th scope="col" class="number">Share</th>'
        '<th scope="col" class="number">Communities</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )
    download_csv(
        whole.drop(columns="strategic_area"), "above-the-average-of-their-type", key="shares_csv", communities=True
    )
    html(f'<p class="about">{escape(words.ABOVE_TYPE)}</p>')
    about_all(list(pick.indicators.values()))
    ask_for_area()


def _rankings_link(area: Area) -> str:
    return urlstate.link("rankings", area=area.slug)


def _share_row(row: object, area: Area, link: Callable[[Area], str]) -> str:
    return (
        f'<tr><th scope="row"><a href="{escape(link(area))}" target="_self">{escape(area.name)}</a></th>'
        f'<td class="bar"><span class="half"><span style="width:{row.share * 100:.1f}%"></span><i></i></span></td>'
        f'<td class="number">{words.percent(row.share)}</td>'
        f'<td class="number">{int(row.better)} of {int(row.communities)}</td></tr>'
    )

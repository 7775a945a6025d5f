"""Compare: areas beside each other as a ranking, then and now, all outcomes, a table or a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import queries, urlstate
from cpop.catalogue import FAMILIES, Area, Indicator, headline_indicators, indicators, ordinal, period, slug
from cpop.charts.area_map import Step, area_map
from cpop.charts.compare import (
    Moved,
    Placed,
    key_bar,
    key_dot,
    key_small_bar,
    mini_ranking,
    ranking,
    starts_at_zero,
    then_and_now,
)
from cpop.style import EXTRA, HEAT, MAP_CONFIG, MAP_MISSING, MAP_OTHER, REST, SCOTLAND, SIGN, STATUS_WORD, Role
from cpop.ui.card import about, download_csv, html, legend, show_chart
from cpop.ui.places import Chosen
from cpop.words import compare as words
from cpop.words.standing import change, movement, status_note

VIEWS = {
    "bars": "Ranking",
    "change": "Then and now",
    "grid": "All outcomes",
    "table": "Table",
    "map": "Map",
}
BY_NAME = "name"


@dataclass(frozen=True)
class ComparePick:
    """What to compare. family: None for all areas; group: its code in queries; sort: of the table, a code or `name`."""

    view: str
    indicator: Indicator | None
    family: str | None
    group: str
    year: int
    by_rank: bool
    sort: str
    benchmarks: tuple[str, ...]

    @property
    def codes(self) -> list[str]:
        """The indicators to ask for: the chosen one, or all headline ones."""
        return list(self.catalogue)

    @property
    def catalogue(self) -> dict[str, Indicator]:
        """The indicators to ask for, by code."""
        return headline_indicators() if self.indicator is None else {self.indicator.code: self.indicator}


def pick_compare(chosen: Chosen) -> ComparePick:
    """The pickers of the page: the view first, then those that the view has use for."""
    view = urlstate.pick(
        st.segmented_control,
        "View",
        list(VIEWS),
        "view",
        "bars",
        format_func=VIEWS.get,
        required=True,
        label_visibility="collapsed",
    )
    everything, headline = indicators(), headline_indicators()
    columns = iter(st.columns([4, 3, 2, 2] if view == "map" else [4, 3, 2], vertical_alignment="bottom"))
    indicator, sort = None, BY_NAME
    if view == "table":
        with next(columns):
            sort = urlstate.pick(
                st.selectbox,
                "Sort areas by",
                [BY_NAME, *headline],
                "sort",
                BY_NAME,
                format_func=lambda one: "Name" if one == BY_NAME else f"{headline[one].label}, best first",
            )
    elif view != "grid":
        with next(columns):
            code = urlstate.pick(
                st.selectbox,
                "Outcome",
                list(everything),
                "indicator",
                next(iter(headline)),
                format_func=lambda one: everything[one].label,
            )
            indicator = everything[code]
    with next(columns):
        family = _pick_family(chosen.area)
    year = max(queries.observed_years())
    if view != "change":
        years = queries.observed_years(None if indicator is None else indicator.code)
        with next(columns):
            year = urlstate.pick(
                st.selectbox,
                "Year",
                list(years),
                "year",
                max(years),
                pin=True,
                format_func=lambda one: period(one) + ("" if years[one] == "raw" else f" ({STATUS_WORD[years[one]]})"),
            )
    by_rank = False
    if view == "map":
        with next(columns):
            by_rank = (
                urlstate.pick(st.selectbox, "Shade by", ["value", "rank"], "shade", "value", format_func=str.capitalize)
                == "rank"
            )
    group = "all" if family is None else f"{family}-{getattr(chosen.area, f'family_{family}')}"
    benchmarks = dict.fromkeys([_scotland().code, group, chosen.comparator.place_code])
    benchmarks.pop("all", None)
    return ComparePick(view, indicator, family, group, year, by_rank, sort, tuple(benchmarks))


def _scotland() -> Area:
    return next(iter(queries.areas().values()))


def _pick_family(area: Area) -> str | None:
    codes = ["all"] if area.is_scotland else ["all", *(f"similar-{family}" for family in FAMILIES)]
    names = {"all": f"All {len(queries.group_members()['all'])}"} | {
        f"similar-{family}": f"Similar in {phrase.removeprefix('levels of ')}" for family, phrase in FAMILIES.items()
    }
    code = urlstate.pick(
        st.selectbox,
        "Areas",
        codes,
        "areas",
        "all",
        format_func=names.get,
        disabled=area.is_scotland,
        help="Similar areas: the eight areas of the same family group, by deprivation or by population density.",
    )
    return None if code == "all" else code.removeprefix("similar-")


def compare_question(chosen: Chosen) -> str:
    """The question that the page answers."""
    return words.question(chosen.area)


def compare_group(chosen: Chosen, pick: ComparePick) -> None:
    """Who the similar areas are, where they are shown; and where to choose an area, while there is none."""
    if pick.family is not None:
        names = {area.code: area.name for area in queries.areas().values()}
        members = [names[code] for code in queries.group_members()[pick.group]]
        html(f'<p class="about">{escape(words.group_note(chosen.area, pick.family, members))}</p>')
    if chosen.is_asked_for:
        st.info("Choose an area in the panel at the side, and it is marked among the others.")


def _sentence(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame, indicator: Indicator) -> str:
    phrases = {_scotland().code: "Scotland", pick.group: "the average of this group"}
    if chosen.is_compared:
        phrases[chosen.comparator.place_code] = _phrase(chosen, pick)
    values = dict(zip(rows["place_code"], rows["value"], strict=True))
    beside = [(phrase, values[code]) for code, phrase in phrases.items() if code in values]
    return words.standing_among(chosen.area, rows, indicator, _noun(pick), beside)


def _phrase(chosen: Chosen, pick: ComparePick) -> str:
    """The comparator in a sentence that may speak of two family groups."""
    family = chosen.comparator.code.removeprefix("similar-")
    if pick.family in (None, family) or family not in FAMILIES:
        return chosen.comparator.phrase
    return f"the average of areas similar in {FAMILIES[family]}"


def compare_ranking(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """One outcome, an area a row, best first. rows: queries.standings."""
    indicator = pick.indicator
    members, lines = _members_and_lines(chosen, pick, rows)
    from_zero = starts_at_zero(indicator, [one.value for one in members if one.value is not None])
    sentence = _sentence(chosen, pick, rows, indicator)
    show_chart(
        ranking(indicator, members, lines, from_zero=from_zero),
        title=f"{indicator.label}, {period(pick.year)}, best first",
        sentence=sentence,
        indicator=indicator,
        table=_ranking_table(indicator, [*members, *lines]),
        download=rows.drop(columns="name"),
        file_name=f"compare-{slug(indicator.label)}-{pick.year}",
        key="compare_bars",
        notes=[
            "" if from_zero else words.why_dots(indicator),
            words.without_figure(rows, pick.year),
        ],
        key_to_marks=_status_key(rows, key_bar if from_zero else key_dot),
    )


def compare_changes(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """One outcome then and now, an area a row, most improved first. rows: queries.changes."""
    indicator = pick.indicator
    moved = []
    for row in rows.itertuples():
        if pd.isna(row.first_value) or row.first_year == row.last_year:
            continue
        verdict = change(indicator, row.first_value, row.last_value)
        name, role = _name_and_role(chosen, pick, row)
        moved.append(
            Moved(
                name,
                (int(row.first_year), row.first_value, row.first_status),
                (int(row.last_year), row.last_value, row.last_status),
                _whole(row.rank),
                role,
                verdict.mark,
                words.short_movement(indicator, row.first_value, row.last_value),
            )
        )
    first, last = min((one.then[0] for one in moved), default=0), max((one.now[0] for one in moved), default=0)
    show_chart(
        then_and_now(indicator, moved),
        title=f"{indicator.label}, {period(first)} and {period(last)}, most improved first",
        sentence=words.changes(chosen.area, rows, indicator),
        indicator=indicator,
        table=_changes_table(indicator, moved),
        download=rows.drop(columns="name"),
        file_name=f"then-and-now-{slug(indicator.label)}",
        key="compare_change",
        notes=[
            f"A tick is {period(first)}, a dot {period(last)}; on the right the change in "
            f"{words.movement_unit(indicator)}, ▲ improved and ▼ worsened. Sorted by the percentage improvement. "
            "A dashed line or a hollow dot rests on an estimated figure. The axis starts near the lowest value.",
            _odd_years(moved, first, last),
        ],
    )


def _odd_years(moved: Sequence[Moved], first: int, last: int) -> str:
    odd = [one for one in moved if (one.then[0], one.now[0]) != (first, last)]
    return "".join(f"{one.name}: {period(one.then[0])} and {period(one.now[0])}. " for one in odd).strip()


def compare_grid(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """All outcomes, a small ranking each. rows: queries.standings."""
    legend(_roles(chosen, pick), ())
    html(_status_key(rows, key_small_bar))
    by_indicator = dict(tuple(rows.groupby("indicator", sort=False)))
    cards = [_card(chosen, pick, one, by_indicator.get(code)) for code, one in pick.catalogue.items()]
    html(f'<div class="multiples">{"".join(cards)}</div>')
    html(
        '<p class="about">A bar an area, best on the left. Dots where bars from zero would all look alike, '
        "or where zero means nothing. Point at a bar for its name.</p>"
    )
    download_csv(rows.drop(columns="name"), f"compare-all-outcomes-{pick.year}", key="compare_grid_csv")


def _card(chosen: Chosen, pick: ComparePick, indicator: Indicator, rows: pd.DataFrame | None) -> str:
    url = _link(pick, view=None, indicator=indicator.code, year=str(pick.year))
    head = (
        f'<section class="multiple-card"><h2><a href="{escape(url)}" target="_self">{escape(indicator.label)}</a></h2>'
        f'<p class="unit">{escape(indicator.unit)}; {indicator.better} is better</p>'
    )
    if rows is None or rows["rank"].isna().all():
        return f"{head}<p>No figures for {period(pick.year)}.</p></section>"
    members, lines = _members_and_lines(chosen, pick, rows)
    from_zero = starts_at_zero(indicator, [one.value for one in members if one.value is not None])
    sentence = _sentence(chosen, pick, rows, indicator)
    drawing = mini_ranking(indicator, members, lines, sentence, from_zero=from_zero)
    of = rows["ranked"].max()
    wanted = [chosen.area.code] + ([chosen.comparator.place_code] if chosen.is_compared else [])
    told = []
    for code in wanted:
        for row in rows[rows["place_code"] == code].itertuples():
            name, role = _name_and_role(chosen, pick, row)
            text = words.place_and_value(indicator, row.value, row.status, row.rank, of)
            told.append(f'<strong style="color:{role.text}">{SIGN[role.marker]} {escape(name)}</strong> {escape(text)}')
    return f'{head}{drawing}<p class="placed">{"<br>".join(told)}</p></section>'


def compare_table(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """All areas by all outcomes, each cell a value and a rank, shaded by rank. rows: queries.standings."""
    cells = {(row.place_code, row.indicator): row for row in rows.itertuples()}
    places = rows.drop_duplicates("place_code")
    first = dict.fromkeys(
        code
        for code in [chosen.area.code, chosen.comparator.place_code, *pick.benchmarks]
        if code in set(places["place_code"])
    )
    if pick.sort == BY_NAME:
        ordered = places.sort_values("name")["place_code"]
    else:
        ordered = rows[rows["indicator"] == pick.sort].sort_values(["rank", "name"])["place_code"]
    order = [*first, *(code for code in ordered if code not in first)]
    known = {row.place_code: _name_and_role(chosen, pick, row) for row in places.itertuples()}
    ranked = rows.groupby("indicator")["ranked"].max()
    estimated = {code for code, group in rows.groupby("indicator") if (group["status"].dropna() != "raw").all()}
    caption = (
        f"{'All areas' if pick.family is None else 'Similar areas'} by headline outcome, {period(pick.year)}: "
        "value, and rank where 1st is best. The darker a cell, the poorer the rank."
    )
    heads = "".join(_table_head(pick, one, code in estimated) for code, one in pick.catalogue.items())
    body = []
    for number, place in enumerate(order):
        name, role = known[place]
        mark = "" if role is REST else f'<span style="color:{role.text}">{SIGN[role.marker]}</span> '
        row_cells = "".join(
            _table_cell(one, cells.get((place, code)), ranked.get(code)) for code, one in pick.catalogue.items()
        )
        css = ' class="benchmark"' if number < len(first) else ""
        body.append(f'<tr{css}><th scope="row">{mark}{escape(name)}</th>{row_cells}</tr>')
    html(_heat_legend())
    html(
        f'<style>{_heat_style()}</style><div class="scroll heat" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table class="cpop heat"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col"{_sorted(pick, BY_NAME)}>Area</th>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
    download_csv(rows.drop(columns="name"), f"compare-table-{pick.year}", key="compare_table_csv")


def _table_head(pick: ComparePick, indicator: Indicator, estimated: bool) -> str:
    url = _link(pick, sort=indicator.code)
    note = f' <span class="small">({STATUS_WORD["imputed"]})</span>' if estimated else ""
    return (
        f'<th scope="col"{_sorted(pick, indicator.code)}><a href="{escape(url)}" target="_self" '
        f'title="Sort by this outcome">{escape(indicator.label)}{note}</a></th>'
    )


def _sorted(pick: ComparePick, code: str) -> str:
    return ' aria-sort="ascending" class="sorted"' if pick.sort == code else ""


def _table_cell(indicator: Indicator, row: object | None, ranked: float) -> str:
    if row is None or pd.isna(row.value):
        return '<td class="none">no figure</td>'
    value = escape(indicator.format(row.value))
    if row.status != "raw":
        value = f'<i title="{STATUS_WORD[row.status]}">{value}</i><span class="est"> est.</span>'
    if pd.isna(row.rank):
        return f"<td>{value}</td>"
    return (
        f'<td class="h{_heat_band(row.rank, ranked)}">{value}<span class="small">{ordinal(int(row.rank))}</span></td>'
    )


def _heat_band(rank: float, ranked: float) -> int:
    return min(int((rank - 1) * len(HEAT) / ranked), len(HEAT) - 1)


def _heat_style() -> str:
    return " ".join(
        f"table.heat td.h{band}{{background:{back};color:{text}}}" for band, (back, text) in enumerate(HEAT)
    )


def _heat_legend() -> str:
    swatches = "".join(f'<i style="background:{back}"></i>' for back, _ in HEAT)
    return (
        f'<div class="legend"><span>best <span class="swatches">{swatches}</span> poorest</span>'
        "<span>est. and italics: estimated</span><span>Choose a heading to sort by it</span></div>"
    )


def compare_map(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame, centres: pd.DataFrame) -> None:
    """One outcome on the map, with the same as a list. rows: queries.standings; centres: queries.area_centres."""
    indicator = pick.indicator
    inside = set(queries.group_members()[pick.group])
    members = {row.place_code: _placed(chosen, pick, row) for row in rows.itertuples() if row.place_code in inside}
    others = {area.code: area.name for area in queries.areas().values() if area.code in _outside(inside)}
    spots = {row.area_code: (row.longitude, row.latitude) for row in centres.itertuples()}
    figure, steps = area_map(indicator, members, others, spots, by_rank=pick.by_rank)
    sentence = _sentence(chosen, pick, rows, indicator)
    st.header(f"{indicator.label}, {period(pick.year)}, on the map", anchor=False)
    st.markdown(f"{sentence} The darker an area, the poorer.")
    left, right = st.columns([11, 9], gap="medium")
    with left:
        html(_map_legend(steps, any(one.value is None for one in members.values()), bool(others)))
        if figure["data"]:
            key = f"area_map-{chosen.area.slug}-{indicator.code}-{pick.year}"
            st.plotly_chart(
                figure,
                theme=None,
                config=MAP_CONFIG,
                alt=f"Map. {sentence}",
                key=key,
                on_select=_choose_on_map,
                selection_mode="points",
            )
        html('<p class="about">Choose an area on the map, or in the list, and the whole app shows it.</p>')
    with right:
        html(_map_list(chosen, pick, rows))
        download_csv(rows.drop(columns="name"), f"map-{slug(indicator.label)}-{pick.year}", key="compare_map_csv")
    about(indicator)


def _choose_on_map() -> None:
    """Choose for the whole app the area that was clicked."""
    slugs = {area.code: area.slug for area in queries.areas().values()}
    for key, value in st.session_state.items():
        if str(key).startswith("area_map-") and value and value["selection"]["points"]:
            urlstate.put("area", slugs[value["selection"]["points"][0]["location"]])


def _outside(members: set[str]) -> set[str]:
    return set(queries.group_members()["all"]) - members


def _map_legend(steps: Sequence[Step], has_missing: bool, has_others: bool) -> str:
    told = [
        f'<span><i class="swatch" style="background:{step.colour}"></i>{escape(step.text)}'
        f"{' (best)' if step is steps[0] else ' (poorest)' if step is steps[-1] else ''}</span>"
        for step in steps
    ]
    if has_missing:
        told.append(f'<span><i class="swatch" style="background:{MAP_MISSING}"></i>no figure</span>')
    if has_others:
        told.append(f'<span><i class="swatch" style="background:{MAP_OTHER}"></i>not in this group</span>')
    return f'<div class="legend">{"".join(told)}</div>'


def _map_list(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> str:
    slugs = {area.code: area.slug for area in queries.areas().values()}
    caption = f"{pick.indicator.label}, {period(pick.year)}: {pick.indicator.unit}, best first"
    body = []
    for row in rows.itertuples():
        name, role = _name_and_role(chosen, pick, row)
        mark = "" if role is REST else f'<span style="color:{role.text}">{SIGN[role.marker]}</span> '
        text = escape(name)
        if row.place_code in slugs and row.place_code != chosen.area.code:
            url = _link(pick, indicator=pick.indicator.code, year=str(pick.year), area=slugs[row.place_code])
            text = f'<a href="{escape(url)}" target="_self">{text}</a>'
        note = status_note(row.status)
        value = "no figure" if pd.isna(row.value) else escape(pick.indicator.format(row.value))
        rank = "–" if pd.isna(row.rank) else str(int(row.rank))
        css = "" if role is REST else ' class="benchmark"'
        body.append(
            f'<tr{css}><td class="number">{rank}</td><th scope="row">{mark}{text}</th>'
            f'<td class="number">{value}{f" ({note})" if note else ""}</td></tr>'
        )
    return (
        f'<table class="cpop compact"><caption>{escape(caption)}</caption><thead><tr><th scope="col" class="number">'
        f'Rank</th><th scope="col">Area</th><th scope="col" class="number">Value</th></tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def _link(pick: ComparePick, **changes: str | None) -> str:
    """A link to this page that keeps what is picked, but for the changes."""
    now = {
        "view": pick.view,
        "areas": None if pick.family is None else f"similar-{pick.family}",
        "shade": "rank" if pick.by_rank else None,
        "year": str(pick.year),
    }
    return urlstate.link("compare", **(now | changes))


def _noun(pick: ComparePick) -> str:
    return "areas" if pick.family is None else "similar areas"


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else int(value)


def _name_and_role(chosen: Chosen, pick: ComparePick, row: object) -> tuple[str, Role]:
    code = row.place_code
    if code == chosen.area.code and not chosen.area.is_scotland:
        return chosen.area.name, chosen.area_role
    if row.name == "Scotland":
        return row.name, SCOTLAND
    if code == chosen.comparator.place_code and chosen.is_compared:
        return chosen.comparator.name, chosen.comparator_role
    if code == pick.group:
        return "Average of this group", EXTRA[0]
    return row.name, REST


def _placed(chosen: Chosen, pick: ComparePick, row: object) -> Placed:
    name, role = _name_and_role(chosen, pick, row)
    value = None if pd.isna(row.value) else float(row.value)
    return Placed(name, value, None if value is None else row.status, _whole(row.rank), role)


def _members_and_lines(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> tuple[list[Placed], list[Placed]]:
    """The members of the group as they stand, and the benchmarks that are not members."""
    inside = set(queries.group_members()[pick.group])
    members = [_placed(chosen, pick, row) for row in rows.itertuples() if row.place_code in inside]
    lines = [_placed(chosen, pick, row) for row in rows.itertuples() if row.place_code not in inside]
    return members, lines


def _roles(chosen: Chosen, pick: ComparePick) -> list[tuple[str, Role]]:
    roles = [] if chosen.area.is_scotland else [(chosen.area.name, chosen.area_role)]
    if chosen.is_compared and not chosen.comparator.is_scotland:
        roles.append((chosen.comparator.name, chosen.comparator_role))
    if pick.family is not None and chosen.comparator.place_code != pick.group:
        roles.append(("Average of this group", EXTRA[0]))
    return [*roles, ("Scotland", SCOTLAND)]


def _status_key(rows: pd.DataFrame, key: Callable[[str], str]) -> str:
    statuses = [status for status in ("raw", "imputed") if (rows["status"] == status).any()]
    if statuses == ["raw"]:
        return ""
    told = "".join(f"<span>{key(status)} {STATUS_WORD[status]}</span>" for status in statuses)
    return f'<div class="legend">{told}</div>'


def _ranking_table(indicator: Indicator, places: Iterable[Placed]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Area": one.name,
                "Rank": "–" if one.rank is None else ordinal(one.rank),
                indicator.unit[0].upper() + indicator.unit[1:]: indicator.format(one.value),
                "Figure": STATUS_WORD.get(one.status, "not published"),
            }
            for one in places
        ]
    )


def _changes_table(indicator: Indicator, moved: Iterable[Moved]) -> pd.DataFrame:
    def told(point: tuple[int, float, str]) -> str:
        year, value, status = point
        note = status_note(status)
        return f"{indicator.format(value)} in {period(year)}" + (f" ({note})" if note else "")

    return pd.DataFrame(
        [
            {
                "Area": one.name,
                "Rank": "–" if one.rank is None else ordinal(one.rank),
                "Then": told(one.then),
                "Now": told(one.now),
                "Change": movement(indicator, one.then[1], one.now[1]),
                "Verdict": change(indicator, one.then[1], one.now[1]).word,
            }
            for one in moved
        ]
    )

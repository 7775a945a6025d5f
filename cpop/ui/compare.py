"""Compare: areas beside each other, by one outcome (now, then and now, on the map) or by all (drawn, or as a table)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from cpop import urlstate
from cpop.catalogue import (
    FAMILIES,
    Area,
    Indicator,
    cardinal,
    headline_indicators,
    indicators,
    ordinal,
    period,
    slug,
)
from cpop.charts import area_map, kit, small
from cpop.charts import compare as charts
from cpop.charts.series import Line, Placed, Point, points_of
from cpop.charts.trend import trend
from cpop.markup import element, joined, render
from cpop.queries import areas, find
from cpop.queries import compare as ask
from cpop.queries.areas import Observation
from cpop.queries.compare import Changed, ChangeTally, Standing
from cpop.status import ESTIMATED, MEASURED, is_measured, note, present
from cpop.style import (
    EXTRA,
    HEAT,
    MAP_CONFIG,
    MAP_MISSING,
    REST,
    SCOTLAND,
    SIGN,
    STATUS_WORD,
    Role,
)
from cpop.table import Cell, Column, Row, Table, figure, missing, page
from cpop.ui import parts
from cpop.ui.card import about, download_csv, explain, html, legend, plot, show_chart, warn
from cpop.ui.places import Chosen, choose_on_map, starred
from cpop.words import compare as words
from cpop.words.standing import CHANGE, from_then_on

VIEWS = {
    "bars": "Ranking",
    "time": "Over time",
    "change": "Then and now",
    "grid": "All outcomes",
    "table": "Table",
    "map": "Map",
}
BY_NAME = "name"
GROUP_MEAN = "Average of this group"


# ---- What to compare


@dataclass(frozen=True)
class Pick:
    """What to compare.

    indicator: the chosen one; shown: those to ask for, by code: it alone, or all headline ones. family: None for all
    areas; group: its code in queries; sort: of the table, a code or `name`. named: the areas of a group that the
    visitor named, none for any other group.
    """

    view: str
    indicator: Indicator
    shown: Mapping[str, Indicator]
    family: str | None
    group: str
    year: int
    by_rank: bool
    sort: str
    benchmarks: tuple[str, ...]
    named: tuple[Area, ...] = ()

    @property
    def codes(self) -> list[str]:
        """The codes of the named areas."""
        return [area.code for area in self.named]

    @property
    def members(self) -> str:
        """What the members of the group are called."""
        return "named areas" if self.named else "areas" if self.family is None else "similar areas"


def question(chosen: Chosen) -> str:
    """The question that the page answers."""
    return words.question(chosen.area, len(areas.partnerships()))


def pick(chosen: Chosen) -> Pick:
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
    code, sort, has_all = next(iter(headline)), BY_NAME, view in ("grid", "table")
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
    elif not has_all:
        with next(columns):
            code = urlstate.pick(
                st.selectbox,
                "Outcome",
                list(everything),
                "indicator",
                code,
                format_func=lambda one: everything[one].label,
            )
    with next(columns):
        family, group = _pick_group(chosen.area)
    named = _pick_named(chosen.area) if group == ask.NAMED else ()
    group = "all" if group == ask.NAMED and not named else group
    year = max(ask.observed_years())
    if view not in ("change", "time"):
        years = ask.observed_years(None if has_all else code)
        with next(columns):
            year = urlstate.pick(
                st.selectbox,
                "Year",
                list(years),
                "year",
                max(years),
                pin=True,
                format_func=lambda one: period(one) + ("" if is_measured(years[one]) else f" ({note(years[one])})"),
            )
    shade = "value"
    if view == "map":
        with next(columns):
            shade = urlstate.pick(
                st.selectbox, "Shade by", ["value", "rank"], "shade", shade, format_func=str.capitalize
            )
    benchmarks = dict.fromkeys([areas.scotland().code, group, chosen.comparator.place_code])
    for without_mean in ("all", ask.NAMED):
        benchmarks.pop(without_mean, None)
    shown = headline if has_all else {code: everything[code]}
    return Pick(view, everything[code], shown, family, group, year, shade == "rank", sort, tuple(benchmarks), named)


def _pick_group(area: Area) -> tuple[str | None, str]:
    """The family, none for all areas, and the code of the area's group in it."""
    members = ask.group_members()
    own = {family: code for code, family in ask.families().items() if area.code in members[code]}
    groups = {family: own[family] for family in FAMILIES if family in own}
    names = {"all": f"All {len(areas.partnerships())}"} | {
        f"similar-{family}": f"Similar in {phrase.removeprefix('levels of ')}" for family, phrase in FAMILIES.items()
    }
    names[ask.NAMED] = "Those I name"
    size = max((len(members[code]) for code in ask.families()), default=0)
    code = urlstate.pick(
        st.selectbox,
        "Areas",
        ["all", *(f"similar-{family}" for family in groups), ask.NAMED],
        "areas",
        "all",
        format_func=names.get,
        help=f"Similar areas: the {cardinal(size)} areas of the same family group, by deprivation or by population "
        "density. Or any areas that you name.",
    )
    if code == ask.NAMED:
        return None, ask.NAMED
    return next(((family, group) for family, group in groups.items() if code == f"similar-{family}"), (None, "all"))


def _pick_named(area: Area) -> tuple[Area, ...]:
    """The areas that the visitor names, the chosen one among them; none while no other is named."""
    by_slug = {one.slug: one for one in areas.partnerships()}
    slugs = urlstate.pick(
        st.multiselect,
        "Areas to compare",
        [slug for slug in by_slug if slug != area.slug],
        "named",
        [],
        multi=True,
        aliases={one.code: one.slug for one in by_slug.values()},
        format_func=lambda code: by_slug[code].name,
        placeholder="Name two areas or more" if area.is_scotland else f"Name areas to set beside {area.name}",
    )
    own = [] if area.is_scotland or not slugs else [area]
    return (*own, *(by_slug[slug] for slug in slugs))


def group(chosen: Chosen, pick: Pick) -> None:
    """Who the similar areas are, where they are shown; and where to choose an area, while there is none."""
    if not chosen.area.is_scotland:
        choices = {"all": f"all {len(areas.partnerships())}"} | {
            f"similar-{family}": f"places like ours in {phrase.removeprefix('levels of ')}"
            for family, phrase in FAMILIES.items()
        }
        to = [
            element("a", text, href=_link(pick, areas=code, named=None), target="_self")
            for code, text in choices.items()
        ]
        html(element("p", "One click: ", Markup(" · ").join(to), class_="about one-click"))
    if pick.family is not None:
        names = {area.code: area.name for area in areas.partnerships()}
        members = [names[code] for code in ask.group_members()[pick.group]]
        explain(words.group_note(chosen.area, pick.family, members, len(names)))
    if chosen.is_asked_for:
        st.info("Choose an area in the panel at the side, and it is marked among the others.")


def _link(pick: Pick, **changes: str | None) -> str:
    """A link to this page that keeps what is picked, but for the changes."""
    among = ask.NAMED if pick.named else None if pick.family is None else f"similar-{pick.family}"
    has_one = pick.view not in ("grid", "table")
    now = {
        "view": pick.view,
        "indicator": pick.indicator.code if has_one else None,
        "areas": among,
        "named": ",".join(area.slug for area in pick.named) or None,
        "shade": "rank" if pick.by_rank else None,
        "year": None if pick.view in ("change", "time") else str(pick.year),
    }
    return urlstate.link("compare", **(now | changes))


# ---- The rows of an answer as places on a chart


def _name_and_role(chosen: Chosen, pick: Pick, row: Standing | Changed) -> tuple[str, Role]:
    """What a row's place is called on this page, and the role it plays."""
    match row.place_code:
        case code if code == areas.scotland().code:
            return areas.scotland().name, SCOTLAND
        case chosen.area.code:
            return chosen.area.name, chosen.area_role
        case chosen.comparator.place_code:
            return chosen.comparator.name, chosen.comparator_role
        case pick.group:
            return GROUP_MEAN, EXTRA[0]
    return row.name or row.place_code, REST


def _placed(chosen: Chosen, pick: Pick, row: Standing) -> Placed:
    name, role = _name_and_role(chosen, pick, row)
    return Placed(name, role, row.value, row.status, row.rank)


def _members_and_lines(chosen: Chosen, pick: Pick, rows: Iterable[Standing]) -> tuple[list[Placed], list[Placed]]:
    """The members of the group as they stand, and the benchmarks that are not members."""
    members: list[Placed] = []
    lines: list[Placed] = []
    for row in rows:
        (members if row.is_member else lines).append(_placed(chosen, pick, row))
    return members, lines


def _sentence(chosen: Chosen, pick: Pick, rows: Sequence[Standing], indicator: Indicator) -> str:
    """Where the chosen area stands, beside Scotland, the group's mean and the comparator."""
    phrases = {areas.scotland().code: areas.scotland().name, pick.group: "the average of this group"}
    if chosen.is_compared and not chosen.comparator.is_scotland:
        phrases[chosen.comparator.place_code] = _phrase(chosen, pick)
    found = {row.place_code: row for row in rows if row.place_code in phrases}
    beside = [(phrase, found[code]) for code, phrase in phrases.items() if code in found]
    return words.standing_among(chosen.area, rows, indicator, pick.members, beside)


def _phrase(chosen: Chosen, pick: Pick) -> str:
    """The comparator in a sentence that may speak of two family groups."""
    family = ask.families().get(chosen.comparator.place_code)
    if family is None or pick.family in (None, family):
        return chosen.comparator.phrase
    return f"the average of areas similar in {FAMILIES[family]}"


def _roles(chosen: Chosen, pick: Pick) -> list[tuple[str, Role]]:
    """The places that play a role on this page, for a legend."""
    roles = [] if chosen.area.is_scotland else [(chosen.area.name, chosen.area_role)]
    if chosen.is_compared and not chosen.comparator.is_scotland:
        roles.append((chosen.comparator.name, chosen.comparator_role))
    if pick.family is not None and chosen.comparator.place_code != pick.group:
        roles.append((GROUP_MEAN, EXTRA[0]))
    return [*roles, (areas.scotland().name, SCOTLAND)]


def _status_key(rows: Iterable[Standing], drawn: Callable[[str], Markup]) -> Markup:
    """A legend of measured and estimated, where anything on the page is estimated."""
    found = present(row.status for row in rows if row.status is not None)
    if ESTIMATED not in found:
        return Markup()
    return render("legend.html", items=[(drawn(one), STATUS_WORD[one]) for one in found], lead="")


def _download(rows: Sequence[Standing] | Sequence[Changed], file_name: str, key: str) -> None:
    download_csv(_figures(rows), file_name, key=key)


def _figures(rows: Sequence[Standing] | Sequence[Changed]) -> pd.DataFrame:
    """The rows as they are downloaded: the names come with the codes there."""
    return pd.DataFrame(rows).drop(columns=["name", "is_member"], errors="ignore")


# ---- One outcome, an area a row: where each stands, or each then and now


def ranking(chosen: Chosen, pick: Pick, rows: Sequence[Standing]) -> None:
    """One outcome, an area a row, best first."""
    indicator = pick.indicator
    members, lines = _members_and_lines(chosen, pick, rows)
    from_zero = charts.starts_at_zero(indicator, members)
    title = f"{indicator.label}, {period(pick.year)}, best first"
    show_chart(
        charts.ranking(indicator, members, lines, from_zero=from_zero),
        title=title,
        sentence=_sentence(chosen, pick, rows, indicator),
        indicator=indicator,
        table=Table(
            title,
            [Column("Area"), Column("Rank"), Column(kit.unit_text(indicator)), Column("Figure")],
            [
                Row([one.name, _rank(one.rank), indicator.format(one.value), _rests_on(one.status)])
                for one in [*members, *lines]
            ],
        ),
        download=_figures(rows),
        file_name=f"compare-{slug(indicator.label)}-{pick.year}",
        key="compare_bars",
        notes=["" if from_zero else words.why_dots(indicator), words.without_figure(rows, pick.year)],
        key_to_marks=_status_key(rows, charts.key_bar if from_zero else kit.key_dot),
    )


def _rank(rank: int | None) -> Cell:
    return missing("not ranked") if rank is None else Cell(ordinal(rank))


def _rests_on(status: str | None) -> str:
    return "not published" if status is None else STATUS_WORD[status]


def then_and_now(chosen: Chosen, pick: Pick, rows: Sequence[Changed], tally: ChangeTally | None) -> None:
    """One outcome then and now, an area a row, most improved first."""
    indicator = pick.indicator
    moved = list(_moved(chosen, pick, rows))
    title, notes = f"{indicator.label}, then and now", []
    if tally is not None:
        first, last = period(tally.first_year), period(tally.last_year)
        title = f"{indicator.label}, {first} and {last}, most improved first"
        notes = [
            f"A tick is {first}, a dot {last}: the first and the last measured year{from_then_on(rows[0].since_year)}, "
            "as no estimated figure enters a change. On the right the change, ▲ improved, ▼ worsened, = little change. "
            "Sorted by the change. The axis starts near the lowest value.",
            _other_years(moved, tally),
            words.without_change(rows),
        ]
    show_chart(
        charts.then_and_now(indicator, moved),
        title=title,
        sentence=words.changes(chosen.area, rows, tally, indicator),
        indicator=indicator,
        table=Table(
            title,
            [Column(head) for head in ("Area", "Rank", "Then", "Now", "Change", "Verdict")],
            [
                Row(
                    [
                        one.name,
                        _rank(one.rank),
                        *(f"{indicator.format(value)} in {period(year)}" for year, value in (one.then, one.now)),
                        one.change,
                        one.verdict[1],
                    ]
                )
                for one in moved
            ],
        ),
        download=_figures(rows),
        file_name=f"then-and-now-{slug(indicator.label)}",
        key="compare_change",
        notes=notes,
    )


def _moved(chosen: Chosen, pick: Pick, rows: Iterable[Changed]) -> Iterable[charts.Moved]:
    for row in rows:
        ends = row.ends
        if row.change is None or ends is None:
            continue
        name, role = _name_and_role(chosen, pick, row)
        yield charts.Moved(
            name,
            (ends.first_year, ends.first_value),
            (ends.last_year, ends.last_value),
            row.rank,
            role,
            CHANGE[row.change],
            words.short_movement(pick.indicator, ends),
        )


def _other_years(moved: Iterable[charts.Moved], tally: ChangeTally) -> str:
    """Who was measured in other years than most."""
    odd = [one for one in moved if (one.then[0], one.now[0]) != (tally.first_year, tally.last_year)]
    return " ".join(f"{one.name}: {period(one.then[0])} and {period(one.now[0])}." for one in odd)


def over_time(chosen: Chosen, pick: Pick, series: Sequence[Observation]) -> None:
    """One outcome over time: the members of the group, the area and its benchmarks named.

    series: of all areas and family groups.
    """
    indicator = pick.indicator
    points = {place: of_place for (_, place), of_place in points_of(series).items()}
    members = list(pick.named) or [
        area for area in areas.partnerships() if pick.group == "all" or area.code in ask.group_members()[pick.group]
    ]
    named = _named_lines(chosen, pick, points)
    is_named = {line.name for line in named}
    rest = [Line(one.name, REST, points[one.code]) for one in members if one.name not in is_named]
    legend([(line.name, line.role) for line in reversed(named)], present(one.status for one in series))
    lines = [*reversed(named), *rest] if pick.named else list(reversed(named))
    title = f"{indicator.label}: {indicator.unit}"
    show_chart(
        trend(indicator, named, rest, indicator.breaks_at("cpp")),
        title=title,
        sentence=words.latest_measured(indicator, lines),
        indicator=indicator,
        table=Table(
            title,
            [Column("Year"), *(Column(line.name) for line in lines)],
            [
                Row([period(year), *(_in_year(indicator, line, year) for line in lines)])
                for year in sorted({one.year for line in lines for one in line.points})
            ],
        ),
        download=series,
        file_name=f"over-time-{slug(indicator.label)}",
        key="compare_time",
        notes=[words.in_grey([line.name for line in rest])] if pick.named else [],
    )


def _named_lines(chosen: Chosen, pick: Pick, points: Mapping[str, tuple[Point, ...]]) -> list[Line]:
    """The areas that have a colour of their own, the chosen one last, on top of the others."""
    scotland = areas.scotland()
    others = [one for one in pick.named if one.code not in (chosen.area.code, chosen.comparator.place_code)]
    roles = {area.code: (area.name, role) for area, role in zip(others, EXTRA, strict=False)}
    roles[scotland.code] = (scotland.name, SCOTLAND)
    roles[chosen.comparator.place_code] = (chosen.comparator.name, chosen.comparator_role)
    roles.pop(chosen.area.code, None)
    roles[chosen.area.code] = (chosen.area.name, SCOTLAND if chosen.area.is_scotland else chosen.area_role)
    return [Line(name, role, points[code]) for code, (name, role) in roles.items() if code in points]


def _in_year(indicator: Indicator, line: Line, year: int) -> Cell:
    point = next((one for one in line.points if one.year == year), None)
    return figure(indicator, point.value if point else None, point.status if point else None)


# ---- All outcomes at once: a small ranking each, or a table whose cells carry a value and a rank


def grid(chosen: Chosen, pick: Pick, rows: Sequence[Standing]) -> None:
    """All outcomes, a small ranking each, and the same as a table."""
    legend(_roles(chosen, pick), ())
    html(_status_key(rows, kit.key_bar))
    cards = (
        _card(chosen, pick, indicator, [row for row in rows if row.indicator == indicator.code], anchor)
        for indicator, anchor in zip(pick.shown.values(), parts.by_theme(pick.shown.values()), strict=True)
    )
    html(element("div", *cards, class_="multiples"))
    explain(
        "A bar an area, best on the left. Dots where bars from zero would all look alike, or where zero means "
        "nothing. Point at a bar for its name; the table beneath names every area."
    )
    with st.expander("Table and download", key="compare_grid_table", on_change="rerun") as expander:
        if expander.open:
            html(_heat(chosen, pick, rows))
            _download(rows, f"compare-all-outcomes-{pick.year}", "compare_grid_csv")


def _card(chosen: Chosen, pick: Pick, indicator: Indicator, rows: Sequence[Standing], anchor: str) -> Markup:
    drawing = Markup()
    if any(row.rank is not None for row in rows):
        members, lines = _members_and_lines(chosen, pick, rows)
        from_zero = charts.starts_at_zero(indicator, members)
        drawing = small.ranking(indicator, members, lines, words.ends(rows, indicator), from_zero=from_zero)
        beneath = element("p", *_own_figures(chosen, pick, indicator, rows), class_="placed")
    else:
        beneath = element("p", f"No figures for {period(pick.year)}.")
    return render(
        "multiple_card.html",
        level=2,
        anchor=anchor,
        link=_link(pick, view=None, indicator=indicator.code, year=str(pick.year)),
        indicator=indicator,
        after=starred(indicator.code, chosen),
        drawing=drawing,
        beneath=beneath,
    )


def _own_figures(chosen: Chosen, pick: Pick, indicator: Indicator, rows: Iterable[Standing]) -> Iterable[str]:
    """The figures of the area and of its comparator, a line each."""
    by_place = {row.place_code: row for row in rows}
    wanted = dict.fromkeys([chosen.area.code, chosen.comparator.place_code])
    for number, row in enumerate(by_place[code] for code in wanted if code in by_place):
        name, role = _name_and_role(chosen, pick, row)
        if number:
            yield element("br")
        yield element("strong", f"{SIGN[role.marker]} {name}", style=f"color:{role.text}")
        yield f" {words.place_and_value(indicator, row)}"


def table(chosen: Chosen, pick: Pick, rows: Sequence[Standing]) -> None:
    """All areas by all outcomes, each cell a value and a rank, shaded by rank."""
    html(_heat(chosen, pick, rows))
    _download(rows, f"compare-table-{pick.year}", "compare_table_csv")


def _heat(chosen: Chosen, pick: Pick, rows: Sequence[Standing]) -> Markup:
    cells = {(row.place_code, row.indicator): row for row in rows}
    named = {row.place_code: _name_and_role(chosen, pick, row) for row in rows}
    wanted = dict.fromkeys([chosen.area.code, chosen.comparator.place_code, *pick.benchmarks])
    first = [code for code in wanted if code in named]
    # Rows come best first for each outcome, and an outcome without figures leaves the order of the names.
    by_name = sorted(named, key=lambda code: named[code][0])
    by_rank = [row.place_code for row in rows if row.indicator == pick.sort]
    measured = {row.indicator for row in rows if row.status == MEASURED}
    heads = [Column("Area", order="ascending" if pick.sort == BY_NAME else None)]
    for code, indicator in pick.shown.items():
        head = Cell(
            indicator.label,
            link=_link(pick, view="table", sort=code),
            title="Sort by this outcome",
            status=None if code in measured else ESTIMATED,
        )
        heads.append(Column(head, order="ascending" if pick.sort == code else None))
    body = []
    for place in dict.fromkeys([*first, *by_rank, *by_name]):
        name, role = named[place]
        shown = [_shaded(indicator, cells.get((place, code))) for code, indicator in pick.shown.items()]
        body.append(Row([Cell(name, mark=role), *shown], role="benchmark" if place in first else ""))
    whose = "All areas" if pick.group == "all" else pick.members.capitalize()
    caption = (
        f"{whose} by headline outcome, {period(pick.year)}: "
        "value, and rank where 1st is best. The darker a cell, the poorer the rank."
    )
    shaded = Table(caption, heads, body, css="heat", region="heat", is_brief=True)
    return joined([render("heat.html", shades=HEAT), page.markup(shaded)])


def _shaded(indicator: Indicator, row: Standing | None) -> Cell:
    if row is None or row.value is None:
        return Cell(indicator.format(None), css="none")
    if row.rank is None or row.ranked is None:
        return figure(indicator, row.value, row.status)
    band = min((row.rank - 1) * len(HEAT) // row.ranked, len(HEAT) - 1)
    return Cell(indicator.format(row.value), second=ordinal(row.rank), status=row.status, css=f"h{band}")


# ---- One outcome on the map, and the same as a list for those who cannot use a map


def on_the_map(
    chosen: Chosen, pick: Pick, rows: Sequence[Standing], centres: Mapping[str, tuple[float, float]]
) -> None:
    """One outcome on the map, with the same as a list."""
    indicator = pick.indicator
    members = {row.place_code: _placed(chosen, pick, row) for row in rows if row.is_member}
    others = {area.code: area.name for area in areas.partnerships() if area.code not in members}
    drawn, steps = area_map.area_map(
        indicator, members, others, centres, by_rank=pick.by_rank, towns=find.settlements()
    )
    sentence = _sentence(chosen, pick, rows, indicator)
    title = f"{indicator.label}, {period(pick.year)}"
    parts.header(f"{title}, on the map")
    st.markdown(f"{sentence} The darker an area, the poorer.")
    warn([indicator])
    left, right = st.columns([11, 9], gap="medium")
    with left:
        html(_map_legend(steps, any(one.value is None for one in members.values()), bool(others)))
        if drawn["data"]:
            key = f"area_map-{chosen.area.slug}-{indicator.code}-{pick.year}"
            plot(
                drawn,
                config=MAP_CONFIG,
                alt=f"Map: {title}",
                sentence=sentence,
                key=key,
                on_select=partial(choose_on_map, key),
                selection_mode="points",
            )
        note = "Choose an area on the map, or in the list, and the whole app shows it."
        explain(note)
    with right:
        caption = f"{indicator.label}, {period(pick.year)}: {indicator.unit}, best first"
        heads = [Column("Rank", is_number=True), Column("Area", names_row=True), Column("Value", is_number=True)]
        listed = [_listed(chosen, pick, row) for row in rows]
        html(page.markup(Table(caption, heads, listed, css="compact", region=None)))
        _download(rows, f"map-{slug(indicator.label)}-{pick.year}", "compare_map_csv")
    about(indicator)


def _slugs() -> dict[str, str]:
    return {area.code: area.slug for area in areas.by_slug().values()}


def _map_legend(steps: Sequence[area_map.Step], has_missing: bool, has_others: bool) -> Markup:
    ends = {0: " (best)", len(steps) - 1: " (poorest)"} if len(steps) > 1 else {0: " (best)"}
    shades = [(step.colour, step.text + ends.get(place, "")) for place, step in enumerate(steps)]
    if has_missing:
        shades.append((MAP_MISSING, "no figure"))
    items = [(element("i", "", class_="swatch", style=f"background:{colour}"), text) for colour, text in shades]
    if has_others:
        items.append((element("i", "", class_="swatch others"), "not in this group"))
    return render("legend.html", items=items, lead="")


def _listed(chosen: Chosen, pick: Pick, row: Standing) -> Row:
    name, role = _name_and_role(chosen, pick, row)
    area = _slugs().get(row.place_code)
    link = (
        ""
        if area is None or row.place_code == chosen.area.code
        else _link(pick, indicator=pick.indicator.code, year=str(pick.year), area=area)
    )
    return Row(
        [
            missing("not ranked") if row.rank is None else str(row.rank),
            Cell(name, mark=role, link=link),
            figure(pick.indicator, row.value, row.status),
        ],
        role="" if role is REST else "benchmark",
    )

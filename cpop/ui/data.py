"""Data: choose figures, look at them, take them away; and what analysts can ask beyond the browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
import streamlit as st
from markupsafe import Markup

from cpop import database, export, guide, urlstate
from cpop.catalogue import STATUSES, Area, Indicator, Origin, indicators, period, slug
from cpop.markup import joined, render
from cpop.queries import data as ask
from cpop.queries.areas import by_slug
from cpop.queries.data import Count, Described, Figure, Member, Selection
from cpop.spreadsheet import LEGEND, MOST_ROWS, mark, spreadsheet
from cpop.style import STATUS_WORD
from cpop.table import Column, Row, Table, page
from cpop.ui import parts
from cpop.ui.card import announce, explain, html
from cpop.ui.places import Chosen
from cpop.words import data as words

SHOWN_ROWS = 100
_EVERYWHERE = "all"


@dataclass(frozen=True)
class _Level:
    """What figures can be of: its name, and the levels of the observations that it means."""

    name: str
    levels: tuple[str, ...]

    @property
    def in_sentence(self) -> str:
        """Its name within a sentence."""
        return self.name[0].lower() + self.name[1:]

    @property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators with figures at these levels, by code."""
        return {code: one for code, one in indicators().items() if set(self.levels) & set(one.levels)}


_LEVELS = {
    "areas": _Level("Areas: Scotland and its partnerships’ areas", ("scotland", "cpp")),
    "communities": _Level("Communities", ("community",)),
    "data-zones": _Level("Data zones", ("data_zone",)),
}
_LAYOUTS = {"long": "A row a year", "wide": "Years side by side"}


@dataclass(frozen=True)
class Pick:
    """What the visitor chose: the selection itself, its layout, and both in words."""

    selection: Selection
    is_wide: bool
    words: str
    file_stem: str

    @property
    def origin(self) -> Origin:
        """The edition of its figures."""
        return database.edition().of(communities=not self.selection.is_of_areas)

    @property
    def shown(self) -> int:
        """How many rows of the long form are needed to show the first rows of the table."""
        years = self.selection.last_year - self.selection.first_year + 1
        return SHOWN_ROWS * (years if self.is_wide else 1)


def pick(chosen: Chosen) -> Pick:
    """The pickers of the page: level, areas, communities, themes, indicators, years, status and layout."""
    first, second, third = st.columns([2, 3, 3])
    with first:
        code = urlstate.pick(
            st.selectbox, "Level", list(_LEVELS), "level", "areas", format_func=lambda one: _LEVELS[one].name
        )
    level = _LEVELS[code]
    is_of_areas = code == "areas"
    with second:
        areas = _pick_areas(chosen, is_of_areas)
    with third:
        communities = [] if is_of_areas else _pick_communities(areas)
    first, second = st.columns([3, 5])
    with first:
        themes = _pick_themes()
    with second:
        chosen_indicators = _pick_indicators(level, themes)
    columns = st.columns([2, 2, 4, 2])
    edition = database.edition()
    years = list(range(edition.first_year, edition.last_year + 1))
    with columns[0]:
        first_year = urlstate.pick(st.selectbox, "First year", years, "from", years[0], pin=True, format_func=period)
    with columns[1]:
        later = [year for year in years if year >= first_year]
        last_year = urlstate.pick(st.selectbox, "Last year", later, "to", later[-1], pin=True, format_func=period)
    with columns[2]:
        statuses = urlstate.pick(
            st.multiselect,
            "Status",
            list(STATUSES),
            "status",
            [],
            multi=True,
            format_func=lambda code: STATUS_WORD[code],
            placeholder="Measured, estimated and projected",
        )
    with columns[3]:
        layout = urlstate.pick(
            st.selectbox, "Layout", list(_LAYOUTS), "layout", "long", format_func=lambda code: _LAYOUTS[code]
        )
    selection = Selection(
        level.levels,
        tuple(one.code for one in areas),
        tuple(one.community_code for one in communities),
        tuple(chosen_indicators),
        first_year,
        last_year,
        tuple(statuses or STATUSES),
    )
    area_names = [one.name for one in areas]
    labels = [one.label for one in chosen_indicators.values()]
    told = words.selection(
        [
            ("Level", [level.in_sentence]),
            ("Areas", area_names or ["all"]),
            *([] if is_of_areas else [("Communities", _labels(communities, areas) or ["all"])]),
            ("Outcomes", labels),
            ("Years", [f"{period(first_year)} to {period(last_year)}"]),
            ("Status", [STATUS_WORD[one] for one in selection.statuses]),
        ]
    )
    origin = edition.of(communities=not is_of_areas)
    everything = len(chosen_indicators) == len(level.indicators)
    stem = export.file_stem(code, area_names, [] if everything else labels, origin.edition)
    return Pick(selection, layout == "wide", told, stem)


def _pick_areas(chosen: Chosen, is_of_areas: bool) -> list[Area]:
    """The areas to take; none for all of them."""
    areas = by_slug()
    slugs = urlstate.pick(
        st.multiselect,
        "Areas",
        [_EVERYWHERE, *areas],
        "areas",
        [],
        multi=True,
        format_func=lambda code: "All areas" if code == _EVERYWHERE else areas[code].name,
        placeholder=f"{chosen.area.name}, as chosen on the left",
    ) or [chosen.area.slug]
    # Every community lies in Scotland, whose own code is that of no community's area.
    if _EVERYWHERE in slugs or (not is_of_areas and any(areas[one].is_scotland for one in slugs)):
        return []
    return [areas[one] for one in slugs]


def _labels(communities: Sequence[Member], areas: Sequence[Area]) -> list[str]:
    """What communities are called: with their areas, where they are of several."""
    if len(areas) == 1:
        return [one.community for one in communities]
    return [f"{one.community} ({one.area})" for one in communities]


def _pick_communities(areas: Sequence[Area]) -> list[Member]:
    """The communities to take; none for all of the areas."""
    offered = ask.communities(areas)
    names = {one.community_code: name for one, name in zip(offered, _labels(offered, areas), strict=True)}
    codes = urlstate.pick(
        st.multiselect,
        "Communities",
        list(names),
        "communities",
        [],
        multi=True,
        format_func=names.get,
        placeholder=f"All {len(names):,}",
    )
    members = {one.community_code: one for one in offered}
    return [members[code] for code in codes]


def _pick_themes() -> list[str]:
    titles = {slug(one.theme): one.theme for one in indicators().values()}
    themes: list[str] = urlstate.pick(
        st.multiselect,
        "Themes",
        list(titles),
        "themes",
        [],
        multi=True,
        format_func=titles.get,
        placeholder=f"All {len(titles)}",
    )
    return themes


def _pick_indicators(level: _Level, themes: list[str]) -> dict[str, Indicator]:
    """The indicators to take: those chosen, or all that the level and the themes leave."""
    offered = {code: one for code, one in level.indicators.items() if not themes or slug(one.theme) in themes}
    codes = urlstate.pick(
        st.multiselect,
        "Outcomes",
        list(offered),
        # A filter of this page: `indicators` is what Rankings scores.
        "data_outcomes",
        [],
        multi=True,
        formerly=("indicators",),
        format_func=lambda code: offered[code].label,
        placeholder=f"All {len(offered)}" if offered else "None of these themes at this level",
    )
    return {code: offered[code] for code in codes} or offered


def what_it_holds(pick: Pick, counts: Sequence[Count]) -> None:
    """How many figures the selection has, what it lacks and why, and the files to take away."""
    lacking = words.lacking(counts, indicators(), pick.selection.first_year, pick.selection.last_year)
    left, right = st.columns([5, 4], gap="large")
    with left:
        parts.header("What this selection holds")
        announce(words.holding(counts))
        st.markdown(f"**{words.holding(counts)}** " + ("Missing:" if lacking else "Nothing is missing."))
        if lacking:
            html(render("headlines.html", items=[("", one) for one in lacking]))
    with right:
        _take_away(pick, sum(row.rows for row in counts))
    with st.expander("Figures and gaps by outcome", key="data_by_outcome", on_change="rerun") as expander:
        if expander.open:
            html(page.markup(_by_outcome(counts)))


def _by_outcome(counts: Sequence[Count]) -> Table:
    heads = (
        "Figures", "Measured", "Estimated", "Projected", "Blank", "Not given for the place", "Not published", "Left out"
    )  # fmt: skip
    rows = []
    for row in counts:
        numbers = (
            row.figures, row.measured, row.estimated, row.projected,
            row.blank, row.no_row, row.not_published, row.left_out,
        )  # fmt: skip
        rows.append(Row([indicators()[row.indicator].label, *map(str, numbers)]))
    return Table(
        "How many figures and gaps of this selection each outcome has",
        [Column("Outcome"), *(Column(head, is_number=True) for head in heads)],
        rows,
    )


def _take_away(pick: Pick, rows: int) -> None:
    """The downloads: the selection as CSV, Parquet and spreadsheet, and everything at once. rows: how many it has."""
    about = _about(pick)
    parts.header("Take it away")
    with st.container(horizontal=True, gap="small"):
        if rows:
            _selection_buttons(pick, rows, about)
        _button(
            "Everything (Parquet, zipped)",
            lambda: export.whole_edition(database.files(), about),
            f"cpop-everything-{slug(about.edition)}.zip",
            "application/zip",
        )
    too_many = f"A spreadsheet holds at most {MOST_ROWS:,} figures: choose fewer for one." if rows > MOST_ROWS else ""
    explain(too_many)
    explain(
        "Each file says in itself which edition and selection it holds, which figures are estimated, "
        "projected or missing, its source and licence, and the link back to this view."
    )


def _selection_buttons(pick: Pick, rows: int, about: export.About) -> None:
    selection, is_wide, name = pick.selection, pick.is_wide, pick.file_stem

    def table() -> pd.DataFrame:
        return (export.side_by_side if is_wide else export.tidy)(ask.figures(selection), about)

    if rows > MOST_ROWS:
        _button(
            "CSV (zipped)",
            lambda: export.csv_archive(name, ask.many_figures(selection), about, indicators(), is_wide),
            f"{name}.zip",
            "application/zip",
        )
    else:
        _button("CSV", lambda: export.csv_file(table()), f"{name}.csv", "text/csv")
        _button(
            "Spreadsheet (Excel)",
            lambda: spreadsheet(ask.figures(selection), about, indicators(), is_wide),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    _button(
        "Parquet",
        lambda: export.parquet_file(table(), about),
        f"{name}.parquet",
        "application/vnd.apache.parquet",
    )


def _button(label: str, content: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        label,
        data=content,
        file_name=file_name,
        mime=mime,
        key=f"data_{slug(label)}",
        on_click="ignore",
        icon=":material/download:",
    )


def _about(pick: Pick) -> export.About:
    edition = database.edition()
    return export.About(
        edition.title,
        edition.community_title,
        edition.built,
        pick.words,
        pick.origin.attribution,
        urlstate.address(present=None),
        of_communities=not pick.selection.is_of_areas,
    )


def preview(pick: Pick, figures: Sequence[Figure], rows: int) -> None:
    """The first rows of the selection as a real table. rows: how many the whole table would have."""
    parts.header("The figures")
    if not figures:
        st.info("No figure matches this selection: choose more years, another status or other outcomes.")
        return
    shown = min(SHOWN_ROWS, rows)
    caption = (
        f"All {rows:,} rows" if shown == rows else f"The first {shown:,} of {rows:,} rows; the files hold them all"
    )
    columns, cells = (_side_by_side if pick.is_wide else _by_year)(figures)
    cells = cells[:SHOWN_ROWS]
    marks = [text for sign, text in LEGEND.items() if any(sign in cell for row in cells for cell in row)]
    explain(f"{'; '.join(marks)}." if marks else "")
    html(page.markup(Table(caption, columns, [Row(row) for row in cells], css="data")))


def _figure(figure: Figure | None) -> str:
    """A figure with its mark: "31.8% [e]"; "[x]" where there is none."""
    if figure is None or figure.value is None:
        return mark(None)
    return f"{indicators()[figure.indicator].format(figure.value)} {mark(figure.status)}".strip()


def _place_columns(figures: Sequence[Figure]) -> tuple[list[Column], Callable[[Figure], list[str]]]:
    """The columns that say which place and outcome a row is of, and what stands in them."""
    has_community = any(one.level == "data_zone" for one in figures)
    has_area = len({one.area_code for one in figures}) > 1 and not any(
        one.level in _LEVELS["areas"].levels for one in figures
    )
    heads = ["Place", "Outcome", *["Community"] * has_community, *["Area"] * has_area]

    def cells(one: Figure) -> list[str]:
        named = [one.place, indicators()[one.indicator].label]
        return [*named, *[one.community or ""] * has_community, *[one.area] * has_area]

    return [Column(head) for head in heads], cells


def _by_year(figures: Sequence[Figure]) -> tuple[list[Column], list[list[str]]]:
    """A row a place, indicator and year."""
    columns, place = _place_columns(figures)
    columns += [Column("Year"), Column("Figure", is_number=True), Column("Unit"), Column("Status")]
    rows = []
    for one in figures:
        unit, status = indicators()[one.indicator].unit, export.status_word(one.value, one.status)
        rows.append([*place(one), one.period, _figure(one), unit, status])
    return columns, rows


def _side_by_side(figures: Sequence[Figure]) -> tuple[list[Column], list[list[str]]]:
    """A row a place and indicator, a column a year."""
    columns, place = _place_columns(figures)
    years = {one.year: one.period for one in sorted(figures, key=lambda one: one.year)}
    columns += [Column("Unit"), *(Column(name, is_number=True) for name in years.values())]
    found: dict[tuple[str, str], dict[int, Figure]] = {}
    for one in figures:
        found.setdefault((one.indicator, one.place_code), {})[one.year] = one
    rows = []
    for by_year in found.values():
        first = next(iter(by_year.values()))
        cells = (_figure(by_year.get(year)) for year in years)
        rows.append([*place(first), indicators()[first.indicator].unit, *cells])
    return columns, rows


def beyond_the_browser(chosen: Chosen, schema: Sequence[Described]) -> None:
    """For analysts: what there is to ask, read from the database itself, and examples to copy."""
    parts.header("Beyond the browser")
    st.markdown(
        "The figures are Parquet files, and every number of these pages is a table or view over them, defined once "
        "in `cpop/schema/*.sql`. With the program at hand, ask them in SQL; with the archive of everything alone, "
        "read the files. `datapackage.json` describes the files to programs."
    )
    with st.expander("Examples to copy", key="data_examples", on_change="rerun") as expander:
        if expander.open:
            first = next(iter(indicators()))
            for example in guide.examples(chosen.area.slug, first):
                st.markdown(f"**{example.title}**")
                st.code(example.code, language=None, wrap_lines=True)
    with st.expander("Tables, views and macros", key="data_schema", on_change="rerun") as expander:
        if expander.open:
            html(joined(_relation(list(rows)) for _, rows in groupby(schema, key=lambda row: (row.kind, row.name))))


def _relation(rows: Sequence[Described]) -> Markup:
    first = rows[0]
    columns = Table(
        f"Columns of {first.name}", [Column("Column"), Column("Type")], [Row([row.column, row.type]) for row in rows]
    )
    size = "" if first.row_count is None else f", {first.row_count:,} rows"
    return render("relation.html", first=first, size=size, columns=page.markup(columns))

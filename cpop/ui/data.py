"""Data: choose figures, look at them, take them away; and what analysts can ask beyond the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from cpop import database, export, guide, queries, urlstate
from cpop.catalogue import STATUSES, Indicator, Origin, indicators, period, slug
from cpop.queries.explore import Selection
from cpop.spreadsheet import LEGEND, MOST_ROWS, SHORTHAND, spreadsheet
from cpop.style import STATUS_WORD
from cpop.ui.card import html
from cpop.ui.places import Chosen
from cpop.ui.table import html_table
from cpop.words import explore as words

SHOWN_ROWS = 100
_EVERYWHERE = "all"
_LEVELS = {
    "areas": ("Areas: Scotland and its CPPs", ("scotland", "cpp")),
    "communities": ("Communities", ("community",)),
    "data-zones": ("Data zones", ("data_zone",)),
}
_LAYOUTS = {"long": "A row a year", "wide": "Years side by side"}


@dataclass(frozen=True)
class DataPick:
    """What the visitor chose: the selection itself, its layout, and both in words."""

    selection: Selection
    is_wide: bool
    words: str
    file_stem: str

    @property
    def shown(self) -> int:
        """How many rows of the long form are needed to show the first rows of the table."""
        years = self.selection.last_year - self.selection.first_year + 1
        return SHOWN_ROWS * (years if self.is_wide else 1)


def pick_data(chosen: Chosen) -> DataPick:
    """The pickers of the page: level, areas, communities, themes, indicators, years, status and layout."""
    first, second, third = st.columns([2, 3, 3])
    with first:
        level = urlstate.pick(
            st.selectbox, "Level", list(_LEVELS), "level", "areas", format_func=lambda code: _LEVELS[code][0]
        )
    levels = _LEVELS[level][1]
    with second:
        areas, area_words = _pick_areas(chosen, is_area_level=level == "areas")
    with third:
        communities, community_words = _pick_communities(areas, is_offered=level != "areas")
    first, second = st.columns([3, 5])
    with first:
        themes = _pick_themes()
    with second:
        chosen_indicators = _pick_indicators(levels, themes)
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
        levels, areas, communities, tuple(chosen_indicators), first_year, last_year, tuple(statuses or STATUSES)
    )
    told = words.selection(
        [
            ("Level", [_LEVELS[level][0][0].lower() + _LEVELS[level][0][1:]]),
            ("Areas", area_words),
            *([("Communities", community_words)] if level != "areas" else []),
            ("Outcomes", [indicators()[code].label for code in chosen_indicators]),
            ("Years", [f"{period(first_year)} to {period(last_year)}"]),
            ("Status", [STATUS_WORD[code] for code in selection.statuses]),
        ]
    )
    return DataPick(selection, layout == "wide", told, _file_stem(level, area_words, chosen_indicators, levels))


def _file_stem(level: str, areas: list[str], codes: list[str], levels: tuple[str, ...]) -> str:
    everything = [code for code, one in indicators().items() if set(levels) & set(one.levels)]
    return export.file_stem(
        level,
        [] if areas == ["all"] else areas,
        [] if codes == everything else [indicators()[code].label for code in codes],
        _edition_of(levels).edition,
    )


def _edition_of(levels: tuple[str, ...]) -> Origin:
    return database.edition().of(communities=levels != _LEVELS["areas"][1])


def _pick_areas(chosen: Chosen, is_area_level: bool) -> tuple[tuple[str, ...], list[str]]:
    """The codes of the areas to take (none for all of them), and their names."""
    areas = queries.areas.by_slug()
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
    if _EVERYWHERE in slugs or (not is_area_level and any(areas[one].is_scotland for one in slugs)):
        return (), ["all"]
    return tuple(areas[one].code for one in slugs), [areas[one].name for one in slugs]


def _pick_communities(areas: tuple[str, ...], is_offered: bool) -> tuple[tuple[str, ...], list[str]]:
    """The codes of the communities to take (none for all of the areas), and their names."""
    if not is_offered:
        return (), []
    rows = queries.communities_of(areas)
    names = dict(zip(rows["community_code"], rows["community"], strict=True))
    if len(areas) != 1:
        names = {
            code: f"{names[code]} ({area})" for code, area in zip(rows["community_code"], rows["area"], strict=True)
        }
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
    return tuple(codes), [names[code] for code in codes] or ["all"]


def _pick_themes() -> list[str]:
    titles = {slug(one.theme): one.theme for one in indicators().values()}
    return urlstate.pick(
        st.multiselect,
        "Themes",
        list(titles),
        "themes",
        [],
        multi=True,
        format_func=titles.get,
        placeholder=f"All {len(titles)}",
    )


def _pick_indicators(levels: tuple[str, ...], themes: list[str]) -> list[str]:
    """The codes of the indicators to take: those chosen, or all that the level and the themes leave."""
    offered = {
        code: one
        for code, one in indicators().items()
        if set(levels) & set(one.levels) and (not themes or slug(one.theme) in themes)
    }
    chosen = urlstate.pick(
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
    return chosen or list(offered)


def what_it_holds(pick: DataPick, counts: pd.DataFrame) -> None:
    """How many figures the selection has, what it lacks and why, and the files to take away.

    counts: the rows of queries.counted.
    """
    lacking = words.lacking(counts, indicators(), pick.selection.first_year, pick.selection.last_year)
    told, files = st.columns([5, 4], gap="large")
    with told:
        st.header("What this selection holds", anchor=False)
        st.markdown(f"**{words.holding(counts)}** " + ("Missing:" if lacking else "Nothing is missing."))
        if lacking:
            html("<ul class='headlines'>" + "".join(f"<li>{escape(one)}</li>" for one in lacking) + "</ul>")
    with files:
        _take_away(pick, counts)
    with st.expander("Figures and gaps by outcome", key="data_by_outcome", on_change="rerun") as expander:
        if expander.open:
            html(html_table(_by_outcome(counts), "How many figures and gaps of this selection each outcome has"))


def _by_outcome(counts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Outcome": [indicators()[code].label for code in counts["indicator"]],
            "Figures": counts["figures"],
            "Measured": counts["measured"],
            "Estimated": counts["estimated"],
            "Projected": counts["projected"],
            "Blank": counts["blank"],
            "Not given for the place": counts["no_row"],
            "Not published": counts["not_published"],
            "Left out": counts["left_out"],
        }
    )


def _take_away(pick: DataPick, counts: pd.DataFrame) -> None:
    """The downloads: the selection as CSV, Parquet and spreadsheet, and everything at once."""
    rows = int(counts["rows"].sum())
    about = _about(pick)
    shape = export.side_by_side if pick.is_wide else export.tidy
    st.header("Take it away", anchor=False)
    with st.container(horizontal=True, gap="small"):
        if rows:
            _selection_buttons(pick, rows, about, shape)
        _button(
            "Everything (Parquet, zipped)",
            lambda: export.whole_edition(database.files(), about),
            f"cpop-everything-{slug(about.edition)}.zip",
            "application/zip",
        )
    if rows > MOST_ROWS:
        html(f'<p class="about">A spreadsheet holds at most {MOST_ROWS:,} figures: choose fewer for one.</p>')
    html(
        '<p class="about">Each file says in itself which edition and selection it holds, which figures are estimated, '
        "projected or missing, its source and licence, and the link back to this view.</p>"
    )


def _selection_buttons(
    pick: DataPick,
    rows: int,
    about: export.About,
    shape: Callable[[pd.DataFrame, export.About], pd.DataFrame],
) -> None:
    selection, is_wide, name = pick.selection, pick.is_wide, pick.file_stem

    def table() -> pd.DataFrame:
        return shape(queries.figures(selection), about)

    if rows > MOST_ROWS:
        _button(
            "CSV (zipped)",
            lambda: export.csv_archive(name, queries.many_figures(selection), about, indicators(), is_wide),
            f"{name}.zip",
            "application/zip",
        )
    else:
        _button("CSV", lambda: export.csv_file(table()), f"{name}.csv", "text/csv")
        _button(
            "Spreadsheet (Excel)",
            lambda: spreadsheet(queries.figures(selection), about, indicators(), is_wide),
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


def _about(pick: DataPick) -> export.About:
    edition, levels = database.edition(), pick.selection.levels
    return export.About(
        edition.title,
        edition.community_title,
        edition.built,
        pick.words,
        _edition_of(levels).attribution,
        urlstate.address(present=None),
        of_communities=levels != _LEVELS["areas"][1],
    )


def look(pick: DataPick, figures: pd.DataFrame, rows: int) -> None:
    """The first rows of the selection as a real table.

    figures: the first of the long rows; rows: how many the table would have in all.
    """
    st.header("The figures", anchor=False)
    if figures.empty:
        st.info("No figure matches this selection: choose more years, another status or other outcomes.")
        return
    table = (_wide_table if pick.is_wide else _long_table)(figures).head(SHOWN_ROWS)
    shown = min(SHOWN_ROWS, rows)
    caption = (
        f"All {rows:,} rows" if shown == rows else f"The first {shown:,} of {rows:,} rows; the files hold them all"
    )
    marks = [text for text in LEGEND.values() if _has_mark(table, text[:3])]
    figure_columns = [name for name in table if name == "Figure" or name[0].isdigit()]
    if marks:
        html(f'<p class="about">{escape("; ".join(marks))}.</p>')
    html(html_table(table, caption, css="data", numbers=figure_columns))


def _has_mark(table: pd.DataFrame, mark: str) -> bool:
    return any(mark in str(cell) for column in table for cell in table[column])


def _written(catalogue: Mapping[str, Indicator], code: str, value: float, word: str) -> str:
    """A figure with its mark: "31.8% [e]"; "[x]" where there is none."""
    status = next((status for status, known in STATUS_WORD.items() if known == word), "missing")
    mark = SHORTHAND.get(status, "")
    return mark if status == "missing" else f"{catalogue[code].format(value)} {mark}".strip()


def _place_columns(rows: pd.DataFrame) -> dict[str, Sequence[str]]:
    columns: dict[str, Sequence[str]] = {"Place": rows["place"], "Outcome": rows["indicator_label"]}
    if rows["level"].eq("data_zone").any():
        columns["Community"] = rows["community"]
    if rows["area"].nunique() > 1 and not rows["level"].isin(["scotland", "cpp"]).any():
        columns["Area"] = rows["area"]
    return columns


def _long_table(figures: pd.DataFrame) -> pd.DataFrame:
    catalogue = indicators()
    status = export.status_words(figures)
    cells = zip(figures["indicator"], figures["value"], status, strict=True)
    return pd.DataFrame(
        _place_columns(figures)
        | {
            "Year": figures["period"],
            "Figure": [_written(catalogue, *cell) for cell in cells],
            "Unit": figures["unit"],
            "Status": status,
        }
    )


def _wide_table(figures: pd.DataFrame) -> pd.DataFrame:
    catalogue = indicators()
    rows = export.wide(figures)
    columns = _place_columns(rows) | {"Unit": rows["unit"]}
    for year in sorted(figures["year"].unique()):
        name = period(year)
        cells = zip(rows["indicator"], rows[name], rows[f"{name} status"], strict=True)
        columns[name] = [_written(catalogue, *cell) for cell in cells]
    return pd.DataFrame(columns)


def beyond_the_browser(chosen: Chosen, schema: pd.DataFrame) -> None:
    """For analysts: what there is to ask, read from the database itself, and examples to copy.

    schema: the rows of queries.schema.
    """
    st.header("Beyond the browser", anchor=False)
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
                st.code(example.code, language=example.language)
    with st.expander("Tables, views and macros", key="data_schema", on_change="rerun") as expander:
        if expander.open:
            html("".join(_relation(name, rows) for name, rows in schema.groupby("name", sort=False)))


def _relation(name: str, rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    if first["kind"] == "macro":
        return f"<p><strong>{escape(name)}({escape(first['column'])})</strong>, macro. {escape(first['grain'])}</p>"
    size = "" if pd.isna(first["row_count"]) else f", {int(first['row_count']):,} rows"
    columns = pd.DataFrame({"Column": rows["column"], "Type": rows["type"]})
    return (
        f"<details class='relation'><summary><strong>{escape(name)}</strong>, {first['kind']}{size}. "
        f"{escape(first['grain'])}</summary>{html_table(columns, f'Columns of {name}')}</details>"
    )

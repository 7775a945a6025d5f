"""One outcome, an area a row: where each stands, or each then and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from cpop.catalogue import Indicator, ordinal, period, slug
from cpop.charts.compare import Moved, Placed, key_bar, key_dot, ranking, then_and_now
from cpop.style import STATUS_WORD
from cpop.ui.card import show_chart
from cpop.ui.compare.pick import ComparePick
from cpop.ui.compare.places import bars_from_zero, members_and_lines, name_and_role, sentence, status_key, whole
from cpop.ui.places import Chosen
from cpop.words import compare as words
from cpop.words.standing import CHANGE


def compare_ranking(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """One outcome, an area a row, best first. rows: queries.standings."""
    indicator = pick.indicator
    records = list(rows.itertuples(index=False))
    members, lines = members_and_lines(chosen, pick, records)
    from_zero = bars_from_zero(indicator, members)
    show_chart(
        ranking(indicator, members, lines, from_zero=from_zero),
        title=f"{indicator.label}, {period(pick.year)}, best first",
        sentence=sentence(chosen, pick, records, indicator),
        indicator=indicator,
        table=_ranking_table(indicator, [*members, *lines]),
        download=rows.drop(columns="name"),
        file_name=f"compare-{slug(indicator.label)}-{pick.year}",
        key="compare_bars",
        notes=[
            "" if from_zero else words.why_dots(indicator),
            words.without_figure(records, pick.year),
        ],
        key_to_marks=status_key(records, key_bar if from_zero else key_dot),
    )


def compare_changes(chosen: Chosen, pick: ComparePick, rows: pd.DataFrame) -> None:
    """One outcome then and now, an area a row, most improved first. rows: queries.changes."""
    indicator = pick.indicator
    moved = []
    records = list(rows.itertuples(index=False))
    for row in records:
        if pd.isna(row.change):
            continue
        name, role = name_and_role(chosen, pick, row)
        moved.append(
            Moved(
                name,
                (int(row.first_year), row.first_value),
                (int(row.last_year), row.last_value),
                whole(row.rank),
                role,
                CHANGE[row.change],
                words.short_movement(indicator, row.first_value, row.last_value),
            )
        )
    spans = Counter((one.then[0], one.now[0]) for one in moved)
    first, last = spans.most_common(1)[0][0] if spans else (0, 0)
    show_chart(
        then_and_now(indicator, moved),
        title=f"{indicator.label}, {period(first)} and {period(last)}, most improved first"
        if moved
        else f"{indicator.label}, then and now",
        sentence=words.changes(chosen.area, records, indicator),
        indicator=indicator,
        table=_changes_table(indicator, moved),
        download=rows.drop(columns="name"),
        file_name=f"then-and-now-{slug(indicator.label)}",
        key="compare_change",
        notes=[
            f"A tick is {period(first)}, a dot {period(last)}: the first and the last measured year, as no estimated "
            "figure enters a change. On the right the change, ▲ improved, ▼ worsened, = little change. Sorted by the "
            "change. The axis starts near the lowest value."
            if moved
            else "",
            _odd_years(moved, first, last),
            words.without_change(records) if moved else "",
        ],
    )


def _odd_years(moved: Sequence[Moved], first: int, last: int) -> str:
    odd = [one for one in moved if (one.then[0], one.now[0]) != (first, last)]
    return "".join(f"{one.name}: {period(one.then[0])} and {period(one.now[0])}. " for one in odd).strip()


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
    def told(point: tuple[int, float]) -> str:
        return f"{indicator.format(point[1])} in {period(point[0])}"

    return pd.DataFrame(
        [
            {
                "Area": one.name,
                "Rank": "–" if one.rank is None else ordinal(one.rank),
                "Then": told(one.then),
                "Now": told(one.now),
                "Change": one.change,
                "Verdict": one.verdict[1],
            }
            for one in moved
        ],
        # Named whatever the rows: where no change is judged there are none.
        columns=["Area", "Rank", "Then", "Now", "Change", "Verdict"],
    )

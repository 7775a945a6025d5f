"""The rows of a query as places on a chart: what each is called, which role it plays, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cpop import queries
from cpop.catalogue import FAMILIES, Indicator
from cpop.charts.compare import Placed, starts_at_zero
from cpop.style import EXTRA, REST, SCOTLAND, SIGN, STATUS_WORD, Role
from cpop.ui.compare.pick import ComparePick, scotland
from cpop.ui.places import Chosen
from cpop.words import compare as words

GROUP_MEAN = "Average of this group"


def name_and_role(chosen: Chosen, pick: ComparePick, row: Any) -> tuple[str, Role]:  # noqa: ANN401 - a row of a frame
    """What a row's place is called on this page, and the role it plays."""
    code = row.place_code
    if code == scotland().code:
        return row.name, SCOTLAND
    if code == chosen.area.code:
        return chosen.area.name, chosen.area_role
    if code == chosen.comparator.place_code:
        return chosen.comparator.name, chosen.comparator_role
    if code == pick.group:
        return GROUP_MEAN, EXTRA[0]
    return row.name, REST


def whole(value: float) -> int | None:
    """A rank as a whole number; none where it is missing."""
    return None if value != value else int(value)


def placed(chosen: Chosen, pick: ComparePick, row: Any) -> Placed:  # noqa: ANN401 - a row of a frame
    """A row of queries.standings as a place on a chart."""
    name, role = name_and_role(chosen, pick, row)
    value = None if row.value != row.value else float(row.value)
    return Placed(name, value, None if value is None else row.status, whole(row.rank), role)


def members_and_lines(chosen: Chosen, pick: ComparePick, rows: Iterable[Any]) -> tuple[list[Placed], list[Placed]]:
    """The members of the group as they stand, and the benchmarks that are not members."""
    inside = set(queries.group_members()[pick.group])
    members: list[Placed] = []
    lines: list[Placed] = []
    for row in rows:
        (members if row.place_code in inside else lines).append(placed(chosen, pick, row))
    return members, lines


def bars_from_zero(indicator: Indicator, members: Iterable[Placed]) -> bool:
    """Whether these places are drawn as bars from zero; else as dots."""
    return starts_at_zero(indicator, [one.value for one in members if one.value is not None])


def sentence(chosen: Chosen, pick: ComparePick, rows: Sequence[Any], indicator: Indicator) -> str:
    """Where the chosen area stands, beside Scotland, the group's mean and the comparator."""
    phrases = {scotland().code: "Scotland", pick.group: "the average of this group"}
    if chosen.is_compared and not chosen.comparator.is_scotland:
        phrases[chosen.comparator.place_code] = _phrase(chosen, pick)
    found = {row.place_code: row for row in rows if row.place_code in phrases}
    beside = [(phrase, found[code]) for code, phrase in phrases.items() if code in found]
    group = "areas" if pick.family is None else "similar areas"
    return words.standing_among(chosen.area, rows, indicator, group, beside)


def _phrase(chosen: Chosen, pick: ComparePick) -> str:
    """The comparator in a sentence that may speak of two family groups."""
    family = chosen.comparator.code.removeprefix("similar-")
    if pick.family in (None, family) or family not in FAMILIES:
        return chosen.comparator.phrase
    return f"the average of areas similar in {FAMILIES[family]}"


def roles(chosen: Chosen, pick: ComparePick) -> list[tuple[str, Role]]:
    """The places that play a role on this page, for a legend."""
    told = [] if chosen.area.is_scotland else [(chosen.area.name, chosen.area_role)]
    if chosen.is_compared and not chosen.comparator.is_scotland:
        told.append((chosen.comparator.name, chosen.comparator_role))
    if pick.family is not None and chosen.comparator.place_code != pick.group:
        told.append((GROUP_MEAN, EXTRA[0]))
    return [*told, ("Scotland", SCOTLAND)]


def mark(role: Role) -> str:
    """The mark of a role before a name, as HTML; nothing for all other areas."""
    return "" if role is REST else f'<span style="color:{role.text}">{SIGN[role.marker]}</span> '


def status_key(rows: Iterable[Any], key: Callable[[str], str]) -> str:
    """A legend of measured and estimated, where anything on the page is estimated."""
    found = {row.status for row in rows}
    if "imputed" not in found:
        return ""
    told = "".join(f"<span>{key(one)} {STATUS_WORD[one]}</span>" for one in ("raw", "imputed") if one in found)
    return f'<div class="legend">{told}</div>'

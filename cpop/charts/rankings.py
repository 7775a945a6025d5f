"""The communities of an area in order of several questions, side by side, so that the eye can follow one."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cpop.style import BETTER, FOLLOWED, MUTED_TEXT, RANK_SHADES, TEXT, WORSE

WIDTH = 1040
_LABEL = 218
_GAP = (WIDTH - 4 * _LABEL) / 3
_HEAD = 46
_LETTERS = 29


@dataclass(frozen=True)
class Ranked:
    """One community: its position in each column (1 on top; None without one), and what the label says beside it.

    better: for each column whether it is above the average of its type; None where the column does not ask. note: what
    the tooltip says after the name. band: of seven, 1 the poorest; None without a position.
    """

    name: str
    href: str
    positions: tuple[float | None, ...]
    better: tuple[bool | None, ...]
    note: str = ""
    band: int | None = None


@dataclass(frozen=True)
class _Columns:
    """Where each community stands: y by column and community; how much is left out between, by column."""

    y: list[dict[int, float]]
    gaps: list[list[tuple[float, int]]]
    row: float
    height: float


def position_text(position: float | None) -> str:
    """A position as a label shows it: "3", "4.5" where it is shared, "–" where there is none."""
    return "–" if position is None else f"{position:g}"


def ranked_columns(
    heads: Sequence[str],
    communities: Sequence[Ranked],
    label: str,
    *,
    ends: int | None = None,
    followed: int | None = None,
) -> str:
    """Columns of labelled communities, a line leading each from column to column, as inline SVG.

    heads: the question of each column; ends: how many to show from the top and from the bottom of each column (all,
    if there are not more than twice as many); followed: the index of the community to stand out, shown in every
    column wherever it stands. Colour: seven shades by band, the first darkest.
    """
    columns = _columns(communities, len(heads), ends, followed)
    wide = " wide" if columns.height > 1600 else ""
    order = [i for i in range(len(communities)) if i != followed]
    shades = _shades(communities)
    quiet = followed is not None
    parts = [_head(place, text) for place, text in enumerate(heads)]
    parts += [_left_out(place, y, count) for place, gaps in enumerate(columns.gaps) for y, count in gaps]
    parts += [_community(communities[i], i, columns, shades[i], quiet=quiet) for i in order]
    if followed is not None:
        parts.append(_community(communities[followed], followed, columns, shades[followed], is_followed=True))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Chart of communities in order">'
        f'<svg class="ranked{wide}" role="group" aria-label="{escape(label)}" viewBox="-2 0 {WIDTH + 4} '
        f'{columns.height:g}">{"".join(parts)}</svg></div>'
    )


def _shades(communities: Sequence[Ranked]) -> list[tuple[str, str, str]]:
    return [RANK_SHADES[-1 if one.band is None else one.band - 1] for one in communities]


def _by(communities: Sequence[Ranked], column: int):  # noqa: ANN202 - a sort key
    def key(i: int) -> tuple[bool, float, str]:
        position = communities[i].positions[column]
        return position is None, position or 0, communities[i].name

    return key


def _columns(communities: Sequence[Ranked], count: int, ends: int | None, followed: int | None) -> _Columns:
    total = len(communities)
    two_lines = any(len(_lines(one.name)) > 1 for one in communities)
    row = 33.0 if two_lines else 26.0
    orders = [sorted(range(total), key=_by(communities, column)) for column in range(count)]
    if ends is None or total <= 2 * ends:
        y = [{i: _HEAD + place * row for place, i in enumerate(order)} for order in orders]
        return _Columns(y, [[] for _ in orders], row, _HEAD + total * row + 2)
    between = [order[ends : total - ends] for order in orders]
    # One height of the gap for all columns, so that both ends stand in line.
    is_between = any(followed in middle for middle in between)
    gap = row + 44 if is_between else 30
    top = _HEAD + ends * row
    y, gaps = [], []
    for order, middle in zip(orders, between, strict=True):
        placed = {i: _HEAD + place * row for place, i in enumerate(order[:ends])}
        placed |= {i: top + gap + place * row for place, i in enumerate(order[total - ends :])}
        if followed in middle:
            place = middle.index(followed)
            placed[followed] = top + 22
            gaps.append([(top + 15, place), (top + gap - 8, len(middle) - place - 1)])
        else:
            gaps.append([(top + gap / 2 + 3, len(middle))])
        y.append(placed)
    return _Columns(y, gaps, row, _HEAD + 2 * ends * row + gap + 2)


def _x(column: int) -> float:
    return round(column * (_LABEL + _GAP), 1)


def _lines(name: str) -> list[str]:
    """A name on one line, or on two of like length."""
    if len(name) <= _LETTERS:
        return [name]
    lines = textwrap.wrap(name, len(name) // 2 + 4)
    return [lines[0], " ".join(lines[1:])]


def _head(column: int, text: str) -> str:
    lines = textwrap.wrap(text, 30)[:2]
    spans = "".join(
        f'<tspan x="{_x(column):g}" y="{16 + 17 * i + (17 if len(lines) == 1 else 0)}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    return f'<text font-size="14" font-weight="600" fill="{TEXT}">{spans}</text>'


def _left_out(column: int, y: float, count: int) -> str:
    if not count:
        return ""
    return (
        f'<text x="{_x(column) + _LABEL / 2:g}" y="{y:g}" text-anchor="middle" font-size="12.5" '
        f'fill="{MUTED_TEXT}">… {count} more …</text>'
    )


def _community(
    one: Ranked,
    index: int,
    columns: _Columns,
    shade: tuple[str, str, str],
    *,
    quiet: bool = False,
    is_followed: bool = False,
) -> str:
    places = [(column, y[index]) for column, y in enumerate(columns.y) if index in y]
    if not places:
        return ""
    fill, ink, stroke = shade
    height = columns.row - 4
    steps = []
    for (column, y), (following, next_y) in zip(places, places[1:], strict=False):
        if following == column + 1:
            start, end = _x(column) + _LABEL, _x(following)
            bend = (end - start) * 0.5
            a, b = y + height / 2, next_y + height / 2
            steps.append(f"M{start:g} {a:g}C{start + bend:g} {a:g} {end - bend:g} {b:g} {end:g} {b:g}")
    css = "followed" if is_followed else "quiet" if quiet else ""
    line = f'<path d="{"".join(steps)}" stroke="{FOLLOWED if is_followed else stroke}"/>' if steps else ""
    labels = "".join(_label(one, column, y, height, fill, ink) for column, y in places)
    told = escape(f"{one.name}{': ' if one.note else ''}{one.note}")
    return (
        f'<a class="{css}" href="{escape(one.href)}" target="_self" tabindex="-1" aria-label="{told}">'
        f"<title>{told}</title>{line}{labels}</a>"
    )


def _label(one: Ranked, column: int, y: float, height: float, fill: str, ink: str) -> str:
    x = _x(column)
    lines = _lines(one.name)
    middle = y + height / 2
    first = middle + 4.2 - 6.8 * (len(lines) - 1)
    spans = "".join(
        f'<tspan x="{x + 34:g}" y="{first + 13.6 * i:g}"{_squeezed(line)}>{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    sign = ""
    if one.better[column] is not None:
        mark = BETTER if one.better[column] else WORSE
        sign = f'<text x="{x + _LABEL - 15:g}" y="{middle + 4.2:g}" text-anchor="middle">{mark.sign}</text>'
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{_LABEL}" height="{height:g}" rx="3" fill="{fill}"/><g fill="{ink}">'
        f'<text class="place" x="{x + 28:g}" y="{middle + 4.2:g}" text-anchor="end">'
        f"{position_text(one.positions[column])}</text><text>{spans}</text>{sign}</g>"
    )


def _squeezed(line: str) -> str:
    """What keeps a line that is too long within its label: its letters drawn a little narrower."""
    return f' textLength="{_LABEL - 58}" lengthAdjust="spacingAndGlyphs"' if len(line) > _LETTERS else ""

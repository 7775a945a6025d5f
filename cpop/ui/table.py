"""Real HTML tables: they can be read aloud, printed, copied and found by the browser's search."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

import pandas as pd


def html_table(
    frame: pd.DataFrame,
    caption: str,
    *,
    row_header: str | None = None,
    css: str = "",
    numbers: Collection[str] = (),
) -> str:
    """A frame of ready texts and numbers as an HTML table with a caption and headers in both directions.

    row_header: the column that names each row (the first by default). Numbers stand to the right, and so do the
    texts of the columns in `numbers`. Texts are escaped; a missing value shows as an en dash with "no figure" for
    those who listen.
    """
    named = row_header or frame.columns[0]
    numeric = {name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])} | set(numbers)
    heads = "".join(
        f'<th scope="col"{_number_class(name in numeric)}>{escape(str(name))}</th>' for name in frame.columns
    )
    rows = []
    for values in frame.itertuples(index=False):
        cells = []
        for name, value in zip(frame.columns, values, strict=True):
            if name == named:
                cells.append(f'<th scope="row">{escape(str(value))}</th>')
            else:
                cells.append(f"<td{_number_class(name in numeric)}>{_cell(value)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cpop {css}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _number_class(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(value: object) -> str:
    if pd.isna(value):
        return '<span aria-label="no figure">–</span>'
    return escape(str(value))

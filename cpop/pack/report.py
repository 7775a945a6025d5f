"""A pack as a report: one HTML file with nothing outside itself, to read, to print and to listen to."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from cpop.catalogue import period
from cpop.charts.drawing import key_line
from cpop.charts.report import bars_in_order, lines_over_time, status_text
from cpop.pack.content import (
    NOTHING_TO_DRAW,
    Cell,
    Chart,
    Pack,
    Slide,
    Table,
)
from cpop.style import STATUS_WORD

_STYLE = Path(__file__).with_name("report.css")


def report(pack: Pack) -> str:
    """The whole HTML document of a pack."""
    items = "".join(f'<li><a href="#part-{n}">{escape(one.title)}</a></li>' for n, one in _numbered(pack))
    parts = "".join(_part(slide, number) for number, slide in _numbered(pack))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(pack.title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the report</a>\n'
        f"<header><h1>{escape(pack.title)}</h1><p>{escape(pack.subtitle)}</p>"
        f"<p>{_link(pack.address, 'See it live')}</p></header>\n"
        f'<nav aria-label="Contents"><h2>Contents</h2><ol>{items}</ol></nav>\n'
        f'<main id="main">\n{parts}</main>\n<footer><p>{escape(pack.attribution)}.</p></footer>\n</body>\n</html>\n'
    )


def _numbered(pack: Pack) -> enumerate:
    return enumerate(pack.slides, start=1)


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _part(slide: Slide, number: int) -> str:
    said = "".join(f"<p>{escape(text)}</p>" for text in slide.points)
    if slide.chart is None and slide.table is None:
        said = "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in slide.points) + "</ul>"
    shown = _chart(slide.chart) if slide.chart else ""
    shown += _table(slide.table) if slide.table else ""
    notes = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{_link(text, text) if name == 'Live view' else escape(text)}</dd></div>"
        for name, text in slide.notes
    )
    return (
        f'<section id="part-{number}" aria-labelledby="title-{number}"><h2 id="title-{number}">{escape(slide.title)}'
        f"</h2>{said}{shown}<dl>{notes}</dl></section>\n"
    )


def _chart(chart: Chart) -> str:
    statuses = {p.status for line in chart.lines for p in line.points if p.value is not None}
    keys = ""
    if statuses - {"raw"}:
        order = [one for one in ("raw", "imputed", "projected") if one in statuses]
        keys = " ".join(f"<span>{key_line(one)} {STATUS_WORD[one]}</span>" for one in order)
    drawing = (
        lines_over_time(chart.indicator, chart.lines, chart.alt)
        if chart.lines
        else bars_in_order(chart.indicator, chart.bars, chart.alt)
    )
    if not chart.has_values:
        return f"<p>{escape(NOTHING_TO_DRAW)}</p>"
    table = _table_of_lines(chart) if chart.lines else _table_of_bars(chart)
    return (
        f'<figure><figcaption>{escape(chart.caption)} <span class="key">{keys}</span></figcaption>{drawing}</figure>'
        f"<details><summary>The figures of this chart as a table</summary>{table}</details>"
    )


def _table_of_lines(chart: Chart) -> str:
    years = sorted({point.year for line in chart.lines for point in line.points})
    by_year = [{point.year: point for point in line.points} for line in chart.lines]
    rows = []
    for year in years:
        points = [found.get(year) for found in by_year]
        texts = [
            "no figure" if p is None or p.value is None else chart.indicator.format(p.value) + status_text(p.status)
            for p in points
        ]
        rows.append((Cell(period(year)), *(Cell(text) for text in texts)))
    heads = ("Year", *(line.name for line in chart.lines))
    return _table(Table(chart.caption, heads, tuple(rows), ()))


def _table_of_bars(chart: Chart) -> str:
    rows = tuple(
        (
            Cell(bar.name),
            Cell(chart.indicator.format(bar.value) + ("" if bar.value is None else status_text(bar.status))),
        )
        for bar in chart.bars
    )
    return _table(Table(chart.caption, ("Area", "Value"), rows, ()))


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(row: Sequence[Cell]) -> str:
    texts = []
    for cell in row:
        mark = (
            f'<span class="mark" aria-hidden="true" style="color:{cell.mark.colour}">{cell.mark.sign}</span> '
            if cell.mark
            else ""
        )
        small = f'<br><span class="small">{escape(cell.small)}</span>' if cell.small else ""
        texts.append(f"{mark}{escape(cell.text)}{small}")
    first, *others = texts
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{text}</td>" for text in others)

"""A table in the report: HTML that stands in one file, so that nothing leads out of it."""

from __future__ import annotations

from markupsafe import Markup

from cpop.markup import render
from cpop.table import Table


def markup(table: Table) -> Markup:
    """The HTML of a table without links into the app and without the classes of its pages."""
    return render("table.html", table=table, is_file=True)

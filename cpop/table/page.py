"""A table as the pages show it: HTML whose classes app.css knows."""

from __future__ import annotations

from markupsafe import Markup

from cpop.markup import render
from cpop.table import Table


def markup(table: Table) -> Markup:
    """The HTML of a table: a caption, heads in both directions, and a region of its own to scroll in."""
    return render("table.html", table=table, is_file=False)

"""HTML and SVG that cannot be broken by a text: templates, and single elements, with everything escaped.

A text is escaped where it goes in; what is Markup already is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from cpop import status

TEMPLATES = Path(__file__).with_name("templates")
_special = re.compile("[&<>\"']").search
# A break beside a tag or a brace is there for the reader of the template; one within a text or a tag is a space.
_BREAK = re.compile(r"(?P<before>[>}])?\s*\n\s*(?P<after>[<{])?")


class _OneLine(Extension):
    """Joins a template's lines, so that its layout never becomes a space on the page.

    Markdown besides ends an HTML block at a blank line.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _BREAK.sub(_joined, source.strip())


def quoted(text: str) -> str:
    """A visitor's own words for a place that reads Markdown: they stay words there, whatever they look like.

    A code span is the one thing in which no link, picture, formula, icon or markup is ever looked for.
    """
    # Streamlit turns the name of an icon into its own sign before it reads Markdown at all.
    words = " ".join(text.split()).replace(":material/", ":\u2060material/")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", words)), default=0))
    return f"{fence} {words} {fence}" if words else ""


def _joined(found: re.Match[str]) -> str:
    before, after = found["before"] or "", found["after"] or ""
    return f"{before}{after}" if before or after else " "


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[_OneLine],
        auto_reload=False,
    )
    environment.globals |= {"note": status.note, "classes": classes}
    environment.filters["plain"] = plain
    return environment


def render(template: str, /, **values: Any) -> Markup:  # noqa: ANN401 - whatever the template shows
    """A template of cpop/templates, filled in. Texts among the values are escaped, Markup is not.

    Raises jinja2.TemplateNotFound for a name that is no template, and jinja2.UndefinedError for a value that the
    template needs and was not given.
    """
    return Markup(_environment().get_template(template).render(values))


def element(name: str, /, *inside: str, **attributes: str | float | None) -> Markup:
    """One element: element("text", "Fife & co", x=3.25, text_anchor="end", class_="label").

    Attributes: an underscore stands for a hyphen, one at the end is dropped (class_); None leaves the attribute out;
    a number has one decimal at most. Without anything inside, the element closes itself.
    """
    # A page has thousands of these: what needs no escaping is not made to pass through it.
    made = f"<{name}"
    for key, value in attributes.items():
        if value is None:
            continue
        if not isinstance(value, str):
            value = number(value)
        elif _special(value):
            value = escape(value)
        made += f'{_NAMES[key]}"{value}"'
    if not inside:
        return Markup(f"{made}/>")
    content = "".join([one if isinstance(one, Markup) else escape(one) for one in inside])
    return Markup(f"{made}>{content}</{name}>")


class _Names(dict[str, str]):
    """How an attribute begins, by its name in Python."""

    def __missing__(self, key: str) -> str:
        self[key] = f" {key.rstrip('_').replace('_', '-')}="
        return self[key]


_NAMES = _Names()


def joined(pieces: Iterable[Markup]) -> Markup:
    """Pieces of markup as one."""
    return Markup("".join(pieces))


@lru_cache(maxsize=1_000)
def classes(*names: str | None) -> Markup:
    """The class attribute of an element, with a space before it; nothing where no name is given."""
    named = " ".join(filter(None, names))
    return Markup(f' class="{escape(named)}"' if named else "")


def number(value: float) -> str:
    """A coordinate or a size as SVG writes it, to a tenth: "12", "12.3"."""
    return str(value) if type(value) is int else f"{value:z.1f}".removesuffix(".0")


def plain(text: str) -> str:
    """A text without its markup, for a file that is no HTML: the tags of Markup go, its characters are read back."""
    return text.striptags() if isinstance(text, Markup) else text

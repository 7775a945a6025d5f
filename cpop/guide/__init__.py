"""The Guide's text: Markdown files, a part each, and the examples for analysts. No figures: those are filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from markupsafe import Markup

from cpop.markup import element, joined

_HERE = Path(__file__).parent
# The sections of the Guide in their order: code, title. A part's file is named SECTION-PLACE-CODE.md.
SECTIONS = {
    "1": "Start here",
    "2": "How to read the pages",
    "3": "What the figures are",
    "4": "Method",
    "5": "About this edition",
}
# The section before which the outcomes are listed.
METHOD = "4"
# Pages' links in the text: [Trends](page:trends) or [the method](part:method-areas).
_LINK = re.compile(r"\[([^\]]+)\]\((page|part):([^)]*)\)")
_FIGURE = re.compile(r"^\{\{figure:([a-z-]+)\}\}$")
# What a cell of a table can hold besides text: code, strong words, a link.
_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((page|part):([^)]*)\)")
# From a kind (page, part) and a target to the address.
Address = Callable[[str, str], str]
_FACT = re.compile(r"\{\{([a-z0-9_]+)\}\}")


@dataclass(frozen=True)
class Block:
    """A piece of a part: a heading, a figure (by name), a table or text, the latter two in Markdown."""

    kind: str
    content: str


@dataclass(frozen=True)
class Part:
    """One part of the Guide. text: Markdown without the title, with {{facts}} and {{figure:name}} to fill in."""

    code: str
    section: str
    title: str
    summary: str
    text: str

    def blocks(self) -> list[Block]:
        """The text cut at its headings and figures, in order."""
        blocks: list[Block] = []
        for line in self.text.split("\n"):
            figure = _FIGURE.match(line)
            if line.startswith("## "):
                blocks.append(Block("heading", line[3:]))
            elif figure:
                blocks.append(Block("figure", figure[1]))
            else:
                kind = "table" if line.startswith("|") else "text"
                if blocks and blocks[-1].kind == kind:
                    blocks[-1] = Block(kind, f"{blocks[-1].content}\n{line}")
                else:
                    blocks.append(Block(kind, line))
        return [one for one in blocks if one.content.strip()]

    @property
    def facts(self) -> set[str]:
        """The names of the facts that the text asks for."""
        return set(_FACT.findall(f"{self.summary}\n{self.text}"))

    @property
    def figures(self) -> list[str]:
        """The names of the figures that the text asks for, in order."""
        return [block.content for block in self.blocks() if block.kind == "figure"]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where the text leads: (page or part, target)."""
        return [(kind, target) for _, kind, target in _LINK.findall(self.text)]


@cache
def parts() -> dict[str, Part]:
    """The parts by code, in order. Raises ValueError naming the file that is not a part."""
    files = sorted((_HERE / "parts").glob("*.md"))
    found = [_part(file) for file in files]
    return {part.code: part for part in found}


@cache
def terms() -> tuple[str, ...]:
    """The terms that few readers know, in small letters: what the part `words` explains beneath "Measures"."""
    *_, measures = parts()["words"].text.partition("## Measures")
    return tuple(term.lower() for term in re.findall(r"^- \*\*(.+?)\*\*", measures, re.MULTILINE))


def _part(file: Path) -> Part:
    name = re.fullmatch(r"(\d)-\d\d-([a-z-]+)", file.stem)
    lines = file.read_text(encoding="utf-8").split("\n")
    if not name or name[1] not in SECTIONS or not lines[0].startswith("# ") or len(lines) < 3 or not lines[2].strip():
        raise ValueError(f"{file.name}: not a part: SECTION-PLACE-CODE.md, a line '# Title', a blank, a summary")
    # The list of parts shows it as plain text.
    if marks := re.findall(r"[*`\[\]]", lines[2]):
        raise ValueError(f"{file.name}, line 3: the summary has {marks[0]}; write it as plain text")
    return Part(name[2], SECTIONS[name[1]], lines[0][2:], lines[2], "\n".join(lines[3:]).strip())


def fill(text: str, facts: Mapping[str, str]) -> str:
    """A text with its facts filled in. Raises KeyError for a fact that nobody knows."""
    return _FACT.sub(lambda match: facts[match[1]], text)


def link_up(text: str, address: Address) -> str:
    """A text in Markdown with its links between pages and parts as HTML anchors that stay in the window."""
    return _LINK.sub(lambda found: _anchor(found[1], address(found[2], found[3])), text)


def _anchor(text: str, url: str) -> Markup:
    return element("a", text, href=url, target="_self")


def inline(text: str, address: Address) -> Markup:
    """A cell of a table as HTML: its code, strong words and links."""
    pieces, end = [], 0
    for found in _INLINE.finditer(text):
        pieces.append(Markup() + text[end : found.start()])
        code, strong, linked, kind, target = found.groups()
        if code:
            pieces.append(element("code", code))
        elif strong:
            pieces.append(element("strong", inline(strong, address)))
        else:
            pieces.append(_anchor(linked, address(kind, target)))
        end = found.end()
    return joined([*pieces, Markup() + text[end:]])


def cells(table: str) -> list[list[str]]:
    """The cells of a table in Markdown, row by row, its headings first."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n")]
    return [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]


def plain(text: str) -> str:
    """A text without its marks, for searching and for excerpts."""
    text = re.sub(r"^(- |\d\. |> )", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{\{figure:[^}]*\}\}", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"[#*`|_]|\$\$", " ", text)).strip()


@dataclass(frozen=True)
class Example:
    """An example for analysts, ready to be copied: what it answers, its language and its code."""

    title: str
    language: str
    code: str


def examples(area: str, indicator: str) -> list[Example]:
    """The examples for an area (its slug) and an indicator (its code)."""
    text = (_HERE / "examples.md").read_text(encoding="utf-8")
    found = re.findall(r"^## (.+?)\n\n```(\w+)\n(.*?)\n```", text, re.MULTILINE | re.DOTALL)
    return [
        Example(title, language, Template(code).substitute(area=area, indicator=indicator))
        for title, language, code in found
    ]

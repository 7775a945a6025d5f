"""The statutory duties of a partnership, in plain words: content, read from duties.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Duty(NamedTuple):
    """One duty: its code, a title, what it is, the question for the board, and the pages that give evidence."""

    code: str
    title: str
    duty: str
    question: str
    evidence: tuple[str, ...]


@cache
def duties() -> dict[str, Duty]:
    """All duties by code, in the order of the file."""
    raw = tomllib.loads(Path(__file__).with_name("duties.toml").read_text(encoding="utf-8"))
    return {code: Duty(code, **one | {"evidence": tuple(one["evidence"])}) for code, one in raw.items()}

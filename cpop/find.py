"""Find: which of many named things a few words mean, the best first. Pure: it knows no page and no figure.

Every word asked for must be, or begin, a word of what is found: things that merely share letters are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Literal

Kind = Literal["area", "place", "community", "data_zone", "outcome", "newer", "part"]
# Among equally good matches, in this order.
_KINDS: Sequence[Kind] = ("area", "place", "community", "data_zone", "outcome", "newer", "part")
_PLACES = frozenset({"area", "place", "community"})
# They say nothing of what is looked for; and a word this short is taken for no more than itself.
_IDLE = frozenset({"a", "and", "at", "for", "in", "near", "of", "on", "the", "to"})
_SHORTEST_TYPO = 4
_ALIKE = 0.75


@dataclass(frozen=True)
class Thing:
    """Something that can be found.

    code: what it is known by, in links and by statistics; name, and what else it is called; within: the name of what
    it lies in, which words may name too. people: the larger of two alike comes first.
    """

    kind: Kind
    code: str
    name: str
    other_names: tuple[str, ...] = ()
    within: str = ""
    people: int = 0


@dataclass(frozen=True)
class Found:
    """What some words mean: a thing, or one outcome in a place."""

    thing: Thing
    outcome: Thing | None = None


_Ranked = tuple[tuple[object, ...], Found]


@dataclass(frozen=True)
class _Known:
    """A thing with the words of its names."""

    thing: Thing
    names: tuple[tuple[str, ...], ...]
    within: frozenset[str]


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without accents, apostrophes, capitals and the s of a plural."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’")
    return [_singular(word) for word in re.findall(r"[^\W_]+", plain)]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def wanted(text: str) -> list[str]:
    """The words of a question that say what is looked for; all of them where none does."""
    every = words(text)
    return [word for word in every if word not in _IDLE] or every


class Finder:
    """Many things, ready to be found by their names and codes."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._known = [_known(one) for one in things]
        self._by_code = {one.thing.code.casefold(): one.thing for one in self._known}

    def best(self, text: str) -> list[Found]:
        """What a text means, the best first; nothing where nothing fits.

        A code in full means its owner alone. Words that name an outcome and a place mean that outcome there, where
        no one thing has them all.
        """
        asked = wanted(text)
        if not asked:
            return []
        if (owner := self._by_code.get(text.strip().casefold())) is not None:
            return [Found(owner)]
        found = self._things(asked, by_place=False) or self._things(asked, by_place=True) or self._outcomes_in(asked)
        return [one for _, one in sorted(found, key=lambda pair: pair[0])]

    def _things(self, asked: Sequence[str], *, by_place: bool) -> list[_Ranked]:
        """Things whose names have all the words; by_place: or whose names have some and their place the others."""
        ranked = ((_rank(asked, one, by_place=by_place), one.thing) for one in self._known)
        return [(rank, Found(thing)) for rank, thing in ranked if rank is not None]

    def _outcomes_in(self, asked: Sequence[str]) -> list[_Ranked]:
        found = []
        for outcome in (one for one in self._known if one.thing.kind == "outcome"):
            said = max(outcome.names, key=lambda name: sum(_begins(word, name) for word in asked))
            rest = [word for word in asked if not _begins(word, said)]
            if not rest or len(rest) == len(asked):
                continue
            for place in (one for one in self._known if one.thing.kind in _PLACES):
                rank = _rank(rest, place, by_place=True)
                if rank is not None:
                    found.append(((len(rest), *rank, outcome.thing.name), Found(place.thing, outcome.thing)))
        return found

    def similar(self, text: str) -> str:
        """A text that finds something, each unknown word written as the most similar known one; empty if none does."""
        known = {word for one in self._known for word in one.names[0]}
        asked = [word if _begins(word, known) else _nearest(word, known) for word in wanted(text)]
        corrected = " ".join(asked)
        return corrected if all(asked) and asked != wanted(text) and self.best(corrected) else ""


def _known(thing: Thing) -> _Known:
    names = dict.fromkeys(tuple(words(name)) for name in (thing.name, *thing.other_names))
    return _Known(thing, tuple(name for name in names if name), frozenset(words(thing.within)))


def _begins(word: str, of: Iterable[str]) -> bool:
    """Whether a word is, or begins, one of some; a single letter begins too many to mean any."""
    return any(one.startswith(word) if len(word) > 1 else one == word for one in of)


def _nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, known, n=1, cutoff=_ALIKE) if len(word) >= _SHORTEST_TYPO else []
    return close[0] if close else ""


def _rank(asked: Sequence[str], one: _Known, *, by_place: bool) -> tuple[object, ...] | None:
    """Where a thing stands among those found, the least first; None where it is not what was asked for."""
    within = one.within if by_place else frozenset()
    fits = [
        (fit, place > 0) for place, name in enumerate(one.names) if (fit := _fit(asked, name, within, whole=place > 0))
    ]
    if not fits:
        return None
    thing = one.thing
    fit, by_other_name = min(fits)
    return (fit, _KINDS.index(thing.kind), by_other_name, -thing.people, thing.name, thing.within, thing.code)


def _fit(asked: Sequence[str], name: Sequence[str], within: frozenset[str], *, whole: bool) -> int | None:
    """How well a name fits, 1 the best: the very name in any order, begins with the words, has them whole, begins with
    the beginning of the first, has the beginnings of all.

    within: further words that may be meant, but not alone. whole: only whole words count, as for a thing's other
    names, which are many and in many languages.
    """
    own = [word for word in asked if (word in name if whole else _begins(word, name))]
    if not own or any(word not in own and not _begins(word, within) for word in asked):
        return None
    telling = [word for word in name if word not in _IDLE] or list(name)
    if sorted(own) == sorted(telling):
        return 1
    if own == telling[: len(own)]:
        return 2
    if all(word in name for word in own):
        return 3
    return 4 if telling[0].startswith(own[0]) else 5


@cache
def other_names() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What else areas (by slug), outcomes (by code) and groups of newer figures (by name) are called, from names.toml:
    "areas", "outcomes" and "newer".
    """
    loaded = loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return {kind: {code: tuple(names) for code, names in of_kind.items()} for kind, of_kind in loaded.items()}

"""A partnership's plan as its owner keeps it: one small readable file, read whole or refused with line and reason."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
import tomllib
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cpop.catalogue import Indicator, period, year_of

# The form of the file that this reads and writes.
FORMAT = 1
ANSWERS = ("yes", "partly", "no", "not sure")
# What a file may hold, so that one by mistake, or by malice, is refused before it is read.
MOST_BYTES = 100_000
# The longest link that mail programs, proxies and browsers all pass on leaves this much to a plan.
LONGEST_IN_LINK = 3000
MOST_NAME, MOST_NOTE = 80, 2000
_HEAD = """\
# A plan made with the Community Planning Outcomes Profile. Keep this file beside the plan itself, and open it again
# on the page Our plan: nothing of it is stored there. It may be edited by hand.
"""


class PlanError(ValueError):
    """A file that is not a plan; the message says the line and the reason."""


@dataclass(frozen=True)
class Target:
    """What one outcome is to be, and when. year: by its first calendar year."""

    indicator: str
    value: float
    year: int


@dataclass(frozen=True)
class Locality:
    """A named set of communities of the plan's area, by their slugs."""

    name: str
    communities: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What the board answered to the question of one duty (one of ANSWERS), with a note."""

    duty: str
    answer: str
    note: str = ""


@dataclass(frozen=True)
class Seen:
    """The latest figure of a priority when the plan was kept, to say later what moved since."""

    indicator: str
    year: int
    value: float


@dataclass(frozen=True)
class Plan:
    """Everything that a partnership decided here.

    area: its slug; comparator: its code in the link; edition: the title of that the plan was kept with; start: the
    year (its first calendar year) from which progress counts, none where it is not said.
    """

    area: str
    comparator: str = "scotland"
    edition: str = ""
    start: int | None = None
    priorities: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    localities: tuple[Locality, ...] = ()
    answers: tuple[Answer, ...] = ()
    seen: tuple[Seen, ...] = ()
    notes: str = ""

    def target(self, indicator: str) -> Target | None:
        """The target of an outcome; none where none is set."""
        return next((one for one in self.targets if one.indicator == indicator), None)

    def answer(self, duty: str) -> Answer | None:
        """The answer to a duty's question; none where there is none yet."""
        return next((one for one in self.answers if one.duty == duty), None)

    def with_target(self, indicator: str, target: Target | None) -> Plan:
        """The plan with another target for an outcome; None takes it away."""
        others = tuple(one for one in self.targets if one.indicator != indicator)
        return replace(self, targets=(*others, target) if target else others)

    def with_answer(self, duty: str, answer: Answer | None) -> Plan:
        """The plan with another answer to a duty's question; None takes it away."""
        others = tuple(one for one in self.answers if one.duty != duty)
        return replace(self, answers=(*others, answer) if answer else others)

    def with_locality(self, locality: Locality) -> Plan:
        """The plan with a locality; one of the same name is made anew, in its place."""
        if any(one.name == locality.name for one in self.localities):
            same = tuple(locality if one.name == locality.name else one for one in self.localities)
            return replace(self, localities=same)
        return replace(self, localities=(*self.localities, locality))

    def without_locality(self, name: str) -> Plan:
        """The plan without the locality of a name."""
        return replace(self, localities=tuple(one for one in self.localities if one.name != name))

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing that a link without it would not say."""
        return not (self.targets or self.localities or self.answers or self.notes or self.start is not None)


@dataclass(frozen=True)
class Known:
    """What a plan may name: the communities of each area, the comparators, the outcomes and the duties."""

    communities: Mapping[str, Collection[str]]
    comparators: Collection[str]
    indicators: Mapping[str, Indicator]
    duties: Collection[str]


def write(plan: Plan) -> str:
    """The plan as a file."""
    lines = [f"format = {FORMAT}", f"edition = {_text(plan.edition)}", f"area = {_text(plan.area)}"]
    lines.append(f"compared_with = {_text(plan.comparator)}")
    if plan.start is not None:
        lines.append(f"start = {_text(period(plan.start))}")
    if plan.notes:
        lines.append(f"notes = {_text(plan.notes)}")
    for code in plan.priorities:
        lines += ["", "[[priority]]", f"outcome = {_text(code)}"]
        if target := plan.target(code):
            lines += [f"target = {target.value!r}", f"year = {_text(period(target.year))}"]
        for seen in plan.seen:
            if seen.indicator == code:
                lines += [f"latest = {seen.value!r}", f"latest_year = {_text(period(seen.year))}"]
    for locality in plan.localities:
        names = ", ".join(_text(one) for one in locality.communities)
        lines += ["", "[[locality]]", f"name = {_text(locality.name)}", f"communities = [{names}]"]
    for answer in plan.answers:
        lines += ["", "[[duty]]", f"duty = {_text(answer.duty)}", f"answer = {_text(answer.answer)}"]
        if answer.note:
            lines.append(f"note = {_text(answer.note)}")
    return _HEAD + "\n".join(lines) + "\n"


def _text(text: str) -> str:
    # A string of JSON is one of TOML too, but for the one control character that JSON lets stand.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(content: bytes, known: Known) -> Plan:
    """The plan in a file. Raises PlanError, with the line and the reason, for anything that is not wholly right."""
    if len(content) > MOST_BYTES:
        raise PlanError(f"The file has {len(content):,} bytes, and a plan at most {MOST_BYTES:,}: it is no plan.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PlanError(f"Line {line}: the file is not text in UTF-8. Save it as UTF-8.") from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, reason = _where(str(error), text)
        raise PlanError(f"Line {line}: {reason}.") from error
    return _Reader(text, known).plan(raw)


def _where(message: str, text: str) -> tuple[int, str]:
    found = re.fullmatch(r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", message, re.S)
    if not found:
        return 1, message
    return int(found["line"] or len(text.splitlines()) or 1), found["reason"]


@dataclass
class _Reader:
    """Reads one file's tables, and knows the line of each key."""

    text: str
    known: Known
    lines: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        table, counts, is_inside = "", {"": 0}, False
        for number, line in enumerate(self.text.splitlines(), start=1):
            if not is_inside and (head := re.match(r"\s*\[+\s*([\w-]+)\s*\]+", line)):
                table = head[1]
                counts[table] = counts.get(table, -1) + 1
                self.lines.setdefault((table, counts[table], ""), number)
            elif not is_inside and (key := re.match(r"\s*([\w-]+)\s*=", line)):
                self.lines.setdefault((table, counts[table], key[1]), number)
            # A text over several lines may hold what looks like a key.
            if (line.count('"""') + line.count("'''")) % 2:
                is_inside = not is_inside

    def fail(self, table: str, place: int, key: str, reason: str) -> PlanError:
        line = self.lines.get((table, place, key)) or self.lines.get((table, place, "")) or 1
        return PlanError(f"Line {line}: {reason}")

    def plan(self, raw: dict[str, Any]) -> Plan:
        self._only(
            raw, "", 0, ["format", "edition", "area", "compared_with", "start", "notes", "priority", "locality", "duty"]
        )
        if raw.get("format") != FORMAT:
            raise self.fail("", 0, "format", f"format is {raw.get('format')!r}, and this reads {FORMAT}. Is it a plan?")
        area = self._one_of(raw, "", 0, "area", self.known.communities)
        priorities: list[str] = []
        targets, seen = [], []
        for place, one in enumerate(self._tables(raw, "priority")):
            self._only(one, "priority", place, ["outcome", "target", "year", "latest", "latest_year"])
            code = self._one_of(one, "priority", place, "outcome", self.known.indicators)
            if code in priorities:
                raise self.fail("priority", place, "outcome", f"{code!r} is a priority already. Leave one of them out.")
            priorities.append(code)
            if (found := self._figure(one, place, "target", "year", code)) is not None:
                targets.append(Target(code, *found))
            if (found := self._figure(one, place, "latest", "latest_year", code)) is not None:
                seen.append(Seen(code, found[1], found[0]))
        return Plan(
            area,
            self._one_of(raw, "", 0, "compared_with", self.known.comparators),
            self._string(raw, "", 0, "edition", MOST_NAME),
            self._year(raw, "", 0, "start") if "start" in raw else None,
            tuple(priorities),
            tuple(targets),
            tuple(self._locality(one, place, area) for place, one in enumerate(self._tables(raw, "locality"))),
            self._answers(raw),
            tuple(seen),
            self._string(raw, "", 0, "notes", MOST_NOTE) if "notes" in raw else "",
        )

    def _locality(self, one: dict[str, Any], place: int, area: str) -> Locality:
        self._only(one, "locality", place, ["name", "communities"])
        name = self._string(one, "locality", place, "name", MOST_NAME).strip()
        if not name:
            raise self.fail("locality", place, "name", "a locality needs a name")
        given = one.get("communities")
        if not isinstance(given, list) or not given or not all(isinstance(code, str) for code in given):
            reason = f'communities of {name!r} is not a list of communities, such as ["methil-west"]'
            raise self.fail("locality", place, "communities", reason)
        for code in given:
            if code not in self.known.communities[area]:
                reason = f"{code!r} is not a community of {area}. Its name in the link of its profile is what to write"
                raise self.fail("locality", place, "communities", reason)
        return Locality(name, tuple(dict.fromkeys(given)))

    def _answers(self, raw: dict[str, Any]) -> tuple[Answer, ...]:
        answers: dict[str, Answer] = {}
        for place, one in enumerate(self._tables(raw, "duty")):
            self._only(one, "duty", place, ["duty", "answer", "note"])
            code = self._one_of(one, "duty", place, "duty", self.known.duties)
            if code in answers:
                raise self.fail("duty", place, "duty", f"{code!r} is answered already. Leave one of them out.")
            answer = self._one_of(one, "duty", place, "answer", ANSWERS)
            note = self._string(one, "duty", place, "note", MOST_NOTE) if "note" in one else ""
            answers[code] = Answer(code, answer, note)
        return tuple(answers.values())

    def _only(self, table: dict[str, Any], name: str, place: int, keys: Collection[str]) -> None:
        for key in table:
            if key not in keys:
                raise self.fail(name, place, key, f"{key!r} is not known here. It can be: {', '.join(keys)}")

    def _tables(self, raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
        given = raw.get(name, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            line = self.lines.get(("", 0, name)) or self.lines.get((name, 0, ""), 1)
            raise PlanError(f"Line {line}: each {name} begins with a line [[{name}]]")
        return given

    def _string(self, table: dict[str, Any], name: str, place: int, key: str, most: int) -> str:
        value = table.get(key)
        if not isinstance(value, str):
            raise self.fail(name, place, key, f"{key} is missing, or is not a text in quotes")
        if len(value) > most:
            raise self.fail(name, place, key, f"{key} has {len(value)} characters. It can have {most}")
        return value

    def _one_of(self, table: dict[str, Any], name: str, place: int, key: str, options: Collection[str]) -> str:
        value = table.get(key)
        if not isinstance(value, str) or value not in options:
            known = f". It can be: {', '.join(options)}" if len(options) < 50 else ""
            raise self.fail(name, place, key, f"{key} is {value!r}, which is not known{known}")
        return value

    def _year(self, table: dict[str, Any], name: str, place: int, key: str) -> int:
        try:
            return year_of(self._string(table, name, place, key, MOST_NAME))
        except ValueError as error:
            if isinstance(error, PlanError):
                raise
            raise self.fail(name, place, key, f"{key}: {error}") from error

    def _figure(
        self, table: dict[str, Any], place: int, value_key: str, year_key: str, code: str
    ) -> tuple[float, int] | None:
        if value_key not in table and year_key not in table:
            return None
        value = table.get(value_key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise self.fail("priority", place, value_key, f"{value_key} of {code} is missing, or is not a number")
        limits = self.known.indicators[code].possible
        least, most = limits.least, limits.most
        if (least is not None and value < least) or (most is not None and value > most):
            reason = f"{value_key} of {code} is {value}, which its figures cannot be: from {least} to {most}"
            raise self.fail("priority", place, value_key, reason)
        return float(value), self._year(table, "priority", place, year_key)


def packed(plan: Plan) -> str:
    """The plan as it stands in a link; empty where it says nothing that the link does not, or is too long for one."""
    if plan.is_empty:
        return ""
    text = base64.urlsafe_b64encode(zlib.compress(write(plan).removeprefix(_HEAD).encode(), 9)).decode().rstrip("=")
    return text if len(text) <= LONGEST_IN_LINK else ""


def unpacked(text: str, known: Known) -> Plan:
    """The plan that stands in a link. Raises PlanError where there is none."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        # No more than a plan may have, whatever it claims to unfold to.
        opened = zlib.decompressobj().decompress(content, MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise PlanError("Line 1: the link's plan is cut short or altered. Copy the whole link.") from error
    return read(opened, known)

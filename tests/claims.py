"""What the words of a page claim, held against the figures beside them and against the published figures.

Written from what a reader sees, and from the Parquet files; it imports nothing of the app. A claim is a word
(better, improved, up, narrowing) with the two figures that it is about; `Ledger` counts those that were checked and
keeps those that the figures contradict.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from statistics import stdev

from oracle.edition import SCOTLAND, rows

YEAR = r"\d{4}/\d{2}"
# A figure as pages write it; a year or a position ("29th of 31") is none.
NUMBER = r"(?<![\d/.])-?£?\d[\d,]*(?:\.\d+)?(?![\d/]|\.\d|st\b|nd\b|rd\b|th\b)"
_NOTE = r"(?:,? ?\(?estimated\)?)?"
# "from 13.3% of children (estimated) in 2010/11 to 23.2%"
FROM_TO = re.compile(rf"\bfrom (?P<first>{NUMBER})(?P<between>[^.;:→]{{0,90}}?) to (?P<last>{NUMBER})", re.IGNORECASE)
ARROW = re.compile(rf"(?P<first>{NUMBER})[^\d→]{{0,30}}→[^\d]{{0,3}}(?P<last>{NUMBER})")
# "(10.9% to 16.1%, up 5.2 points)" and "20.8% (estimated) in 2010/11, 44.9% in 2021/22: up 24.1 points"
IN_BRACKETS = re.compile(
    rf"\((?P<first>{NUMBER})[^()]{{0,40}}? to (?P<last>{NUMBER})[^()]{{0,40}}?, "
    r"(?P<words>(?:up|down|no change)[^()]*)\)"
)
IN_LABEL = re.compile(
    rf"(?P<first>{NUMBER})%?{_NOTE} in {YEAR}{_NOTE}, (?P<last>{NUMBER})%?{_NOTE} in {YEAR}{_NOTE}[:;,] "
    r"(?P<words>up|down|no change|little change)"
)
# "Worsened: up 7.1 points from 2014/15 to 2021/22", "Improved: up 1.4% since 2010/11": the figures are elsewhere.
SPAN = re.compile(
    rf"\b(?P<words>(?:Improved|Worsened|Little change|No change)[^.;]*?) "
    rf"(?:since (?P<since>{YEAR})|from (?P<first>{YEAR})[^.;]{{0,20}}? to (?P<last>{YEAR}))",
    re.IGNORECASE,
)
FAULTS_TOLD = 15
# Which way a word says that a figure went: as a number, or as an outcome.
WAYS = {
    r"\bup\b": "up",
    r"\brose\b|\brisen\b": "up",
    r"\bgrew\b|\bgrown\b": "widened",
    r"\bdown\b|\bfell\b|\bfallen\b": "down",
    r"\bimprov(?:ed|ement)\b": "improved",
    r"\bworsened\b|\bdeterioration\b|\bgot worse\b": "worsened",
    r"\blittle change\b|\bchanged little\b": "little change",
    r"\bno change\b|\bunchanged\b": "no change",
    r"\bwiden(?:ed|ing)\b": "widened",
    r"\bnarrow(?:ed|ing)\b": "narrowed",
}
LEVELS = {"better": "better", "worse": "worse", "about the same": "about the same", "the same": "the same"}


@dataclass(frozen=True)
class Outcome:
    """An outcome as its catalogue names it. sign: +1 where higher is better."""

    code: str
    label: str
    unit: str
    sign: int
    decimals: int
    in_sentence: str


def number(text: str) -> Decimal:
    """A figure as it is written: "£1,204" is 1204."""
    return Decimal(text.replace("£", "").replace(",", "").replace("−", "-"))


def first_number(text: str) -> Decimal | None:
    """The first figure of a text, years and positions apart."""
    found = re.search(NUMBER, re.sub(YEAR, "", text))
    return number(found[0]) if found else None


def half_a_step(*figures: Decimal) -> Decimal:
    """How far the difference of rounded figures can lie from that of the unrounded ones."""
    return max(Decimal(1).scaleb(int(one.as_tuple().exponent)) for one in figures)


class Figures:
    """The published figures, as shown, and how far apart areas lie."""

    def __init__(self, data: Path, catalogue: Path) -> None:
        self.outcomes = {
            code: Outcome(
                code,
                one["label"],
                one["unit"],
                1 if one["better"] == "higher" else -1,
                one["decimals"],
                one.get("in_sentence", one["label"]),
            )
            for code, one in tomllib.loads(catalogue.read_text(encoding="utf-8")).items()
        }
        self.areas = {row["name"]: row["area_code"] for row in rows(data, "area")}
        self.slugs = {row["slug"]: row["name"] for row in rows(data, "area")}
        self._codes = set(self.areas.values()) - {SCOTLAND}
        by_code = {code: name for name, code in self.areas.items()}
        self.communities = {
            (by_code[row["area_code"]], row["name"]): row["community_code"] for row in rows(data, "community")
        }
        self._yardsticks: dict[str, Decimal] = {}
        self._values = {}
        self._latest = defaultdict(int)
        for row in rows(data, "observation"):
            if row["value"] is None or row["level"] == "data_zone":
                continue
            self._values[row["indicator"], row["place_code"], row["year"]] = (row["value"], row["status"])
            if row["status"] != "projected" and row["level"] == "cpp":
                self._latest[row["indicator"]] = max(self._latest[row["indicator"]], row["year"])

    @cached_property
    def by_label(self) -> dict[str, Outcome]:
        """Outcomes by their label, and by its form inside a sentence; longest first."""
        named = {one.label.lower(): one for one in self.outcomes.values()}
        named |= {one.in_sentence.lower(): one for one in self.outcomes.values()}
        return dict(sorted(named.items(), key=lambda item: -len(item[0])))

    def outcome(self, text: str) -> Outcome | None:
        """The outcome that a text names last; none where it names none."""
        low = text.lower()
        places = [(low.rfind(label), len(label), one) for label, one in self.by_label.items() if label in low]
        return max(places, key=lambda one: (one[0], one[1]))[2] if places else None

    def shown(self, outcome: Outcome, area: str, year: str, community: str | None = None) -> Decimal | None:
        """A place's figure of a year at the precision shown; none where there is none."""
        place = self.areas[area] if community is None else self.communities[area, community]
        found = self._values.get((outcome.code, place, int(year[:4])))
        if found is None:
            return None
        return Decimal(repr(round(found[0], 9))).quantize(Decimal(1).scaleb(-outcome.decimals), ROUND_HALF_UP)

    def status(self, outcome: Outcome, area: str, year: str) -> str | None:
        """Whether an area's figure of a year is raw, imputed or projected."""
        return self._values.get((outcome.code, self.areas[area], int(year[:4])), (None, None))[1]

    def yardstick(self, outcome: Outcome) -> Decimal:
        """The standard deviation of the areas' latest figures."""
        if outcome.code not in self._yardsticks:
            found = (self._values.get((outcome.code, place, self._latest[outcome.code])) for place in self._codes)
            self._yardsticks[outcome.code] = Decimal(str(stdev(one[0] for one in found if one)))
        return self._yardsticks[outcome.code]


@dataclass(frozen=True)
class Fault:
    """A claim that figures contradict: where it stands, what it says, and what speaks against it."""

    where: str
    says: str
    but: str


class Ledger:
    """The claims that were checked, by kind, and those that are wrong."""

    def __init__(self) -> None:
        self.checked = Counter()
        self.faults: list[Fault] = []

    def check(self, kind: str, where: str, says: str, but: str) -> None:
        """One claim; `but` says what contradicts it and is empty where nothing does."""
        self.checked[kind] += 1
        if but:
            self.faults.append(Fault(where, says, but))

    def summary(self) -> str:
        """How many claims were checked, and the first of those that are wrong."""
        told = ", ".join(f"{count:,} of {kind}" for kind, count in sorted(self.checked.items()))
        wrong = "".join(f"\n  {one.where}: “{one.says[:300]}”, but {one.but}" for one in self.faults[:FAULTS_TOLD])
        return f"{sum(self.checked.values()):,} verdicts checked ({told}); {len(self.faults)} wrong{wrong}"


def level_against(word: str, mine: Decimal, theirs: Decimal, sign: int, yardstick: Decimal | None = None) -> str:
    """What speaks against a level word between two shown figures; empty where nothing does."""
    ahead, slack = sign * (mine - theirs), half_a_step(mine, theirs)
    little = yardstick / 10 if yardstick is not None else None
    match LEVELS[word.lower()]:
        case "better" | "worse" if mine == theirs:
            return f"both are shown as {mine}"
        case "better" if ahead < 0:
            return f"{mine} is worse than {theirs}"
        case "worse" if ahead > 0:
            return f"{mine} is better than {theirs}"
        case "better" | "worse" if little is not None and abs(ahead) < little - slack:
            return f"{mine} and {theirs} differ by under a tenth of the yardstick ({yardstick:.3f})"
        case "about the same" if little is not None and abs(ahead) > max(little, 0) + slack:
            return f"{mine} and {theirs} differ by more than a tenth of the yardstick ({yardstick:.3f})"
        case "the same" if abs(ahead) > 0:
            return f"{mine} is not {theirs}"
    return ""


def change_against(way: str, first: Decimal, last: Decimal, sign: int | None, yardstick: Decimal | None = None) -> str:
    """What speaks against a word of change between two shown figures; empty where nothing does."""
    rise, slack = last - first, half_a_step(first, last)
    little = yardstick / 10 if yardstick is not None else None
    told = f"it went from {first} to {last}"
    match way:
        case "up" if rise <= 0:
            return told
        case "down" if rise >= 0:
            return told
        case "improved" if sign is not None and sign * rise <= 0:
            return told
        case "worsened" if sign is not None and sign * rise >= 0:
            return told
        case "improved" | "worsened" if little is not None and abs(rise) < little - slack:
            return f"{told}, less than a tenth of the yardstick ({yardstick:.3f})"
        case "little change" if little is not None and abs(rise) > little + slack:
            return f"{told}, more than a tenth of the yardstick ({yardstick:.3f})"
        case "no change" if rise != 0:
            return told
        case "widened" if abs(last) <= abs(first):
            return told
        case "narrowed" if abs(last) >= abs(first):
            return told
    return ""


def ways(text: str) -> list[str]:
    """The words of change of a text, but for what it says of others ("while Scotland improved")."""
    own = re.sub(r",? (?:while|but|beside) [^,.;]*", "", text)
    return [way for pattern, way in WAYS.items() if re.search(pattern, own, re.IGNORECASE)]


def doubled_against(text: str, first: Decimal, last: Decimal) -> str:
    """What speaks against "doubled", "halved" and "trebled" in a text; empty where nothing does."""
    if not first:
        return ""
    slack = half_a_step(first, last) / 2
    most, least = ((abs(last) + slack) / (abs(first) - slack), (abs(last) - slack) / (abs(first) + slack))
    spans = {
        "nearly doubled": (1.75, 2),
        "more than doubled": (2, 99),
        "doubled": (1.75, 3),
        "more than halved": (0, 0.5),
        "nearly halved": (0.5, 0.6),
        "halved": (0, 0.6),
        "more than trebled": (3, 99),
    }
    for words, (low, high) in spans.items():
        if words in text.lower():
            return "" if low <= most and least <= high else f"{last} is {abs(last / first):.2f} times {first}"
    return ""


def check_prose(ledger: Ledger, figures: Figures, where: str, text: str, outcome: Outcome | None = None) -> None:
    """Every change that a piece of prose tells with both of its figures."""
    for sentence in re.split(r"(?<=[a-z)%\d])[.?] (?=[A-Z\d])", text):
        for found in FROM_TO.finditer(sentence):
            begin = max(sentence.rfind("; ", 0, found.start()), sentence.rfind(") ", 0, found.start())) + 1
            end = sentence.find("; ", found.end())
            clause = sentence[begin : end if end > 0 else None]
            about = figures.outcome(sentence[: found.start()]) or outcome
            _check_ends(ledger, where, sentence, clause, found, about)
        for found in ARROW.finditer(sentence):
            _check_ends(ledger, where, sentence, sentence, found, figures.outcome(sentence) or outcome)
        for pattern in (IN_BRACKETS, IN_LABEL):
            for found in pattern.finditer(sentence):
                _check_ends(ledger, where, sentence, found["words"], found, figures.outcome(sentence) or outcome)


def _check_ends(ledger: Ledger, where: str, says: str, words: str, found: re.Match, outcome: Outcome | None) -> None:
    first, last = number(found["first"]), number(found["last"])
    for way in ways(words):
        sign = outcome.sign if outcome else None
        ledger.check("change", where, says, change_against(way, first, last, sign))
    if re.search(r"doubled|halved|trebled", words):
        ledger.check("times", where, says, doubled_against(words, first, last))

"""What the figures are about: indicators, themes, years and how a value is written.

The catalogue's content is edited by hand in indicators.toml. Nothing here knows the database or the screen.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

LEVELS = ("scotland", "cpp", "community", "data_zone")
STATUSES = ("raw", "imputed", "projected")
DIRECTIONS = ("higher", "lower")
# What an outcome's figures are; the sign that the unit of some begins with, which is written at the figure instead.
KINDS = {"percentage": "%", "money": "£", "index": "", "score": "", "rate": "", "count": ""}
AGE_GROUPS = ("all_ages", "under_16", "aged_16_to_19", "aged_16_to_64", "aged_65_and_over", "under_75")
INTERVALS = ("wilson", "byar", "not assessed")
_FIELDS = {
    "workbook_name": str,
    "label": str,
    "in_sentence": str,
    "theme": str,
    "kind": str,
    "unit": str,
    "decimals": int,
    "better": str,
    "levels": list,
    "headline": bool,
    "rolling_years": int,
    "definition": str,
    "source": str,
    "caveat": str,
    "national_outcomes": list,
}
_OPTIONAL = {
    "rolling_years_community": int,
    "breaks": list,
    "unusual_years": list,
    "possible": dict,
    "age_group": str,
    "counted": str,
    "rate_base": int,
    "interval": str,
    "terms": str,
    "warning": dict,
    "alike_across_levels": bool,
    "overlaps_deprivation": bool,
    "shown_first": bool,
    "newer_group": str,
    "events_cluster": bool,
}
_EVENT = {"level": str, "year": int, "what": str}
_WARNING = {"edition": str, "what": str}
MISSING = "no figure"


class CatalogueError(ValueError):
    """The catalogue's text is not usable; the message lists every fault."""


@dataclass(frozen=True)
class Break:
    """A year from which the figures of an indicator at a level are not alike those before.

    year: by its first calendar year, the first of the new kind; what: what happened, a sentence.
    """

    level: str
    year: int
    what: str


@dataclass(frozen=True)
class UnusualYear:
    """A year whose figures of a level something moved that passed; what: a sentence."""

    level: str
    year: int
    what: str


@dataclass(frozen=True)
class Possible:
    """The least and the most that a figure can be; none where there is no such limit."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class EditionWarning:
    """What a reader must know about all figures of an indicator, in the edition of that title alone."""

    edition: str
    what: str


@dataclass(frozen=True)
class Indicator:
    """One outcome indicator, as indicators.toml describes it.

    in_sentence: the label inside a sentence. kind: one of KINDS. age_group and rate_base: whom a figure counts, and
    per how many of them, none where nobody is counted; counted: what is counted among them, in the plural.
    interval: how the indicative interval of a community's figure is worked out (one of INTERVALS). terms: words
    that go with every change. alike_across_levels: whether the figures of a community and of its area may be
    compared. overlaps_deprivation: whether it nearly measures deprivation itself. shown_first: whether a page that
    shows one outcome begins with it. newer_group: under which name newer figures beside it are found, its theme
    where empty.
    """

    code: str
    workbook_name: str
    label: str
    in_sentence: str
    theme: str
    kind: str
    unit: str
    decimals: int
    better: str
    levels: tuple[str, ...]
    headline: bool
    rolling_years: int
    definition: str
    source: str
    caveat: str
    national_outcomes: tuple[str, ...]
    rolling_years_community: int
    breaks: tuple[Break, ...] = ()
    unusual_years: tuple[UnusualYear, ...] = ()
    possible: Possible = Possible()
    age_group: str | None = None
    counted: str = ""
    rate_base: int | None = None
    interval: str = "not assessed"
    terms: str = ""
    warning: EditionWarning | None = None
    alike_across_levels: bool = True
    overlaps_deprivation: bool = False
    shown_first: bool = False
    newer_group: str = ""
    events_cluster: bool = False

    @property
    def sign(self) -> int:
        """+1 where a higher value is better, -1 where a lower one is (s of the methodology)."""
        return 1 if self.better == "higher" else -1

    @property
    def is_percentage(self) -> bool:
        """Whether the values are percentages, from 0 to 100."""
        return self.kind == "percentage"

    @property
    def prefix(self) -> str:
        """What stands before a number of its kind: "£", or nothing."""
        return KINDS[self.kind] if self.kind == "money" else ""

    @property
    def suffix(self) -> str:
        """What stands after a number of its kind: "%", or nothing."""
        return KINDS[self.kind] if self.is_percentage else ""

    def warned(self, edition: str) -> str:
        """What a reader must be warned of while the edition of that title is shown; empty where nothing."""
        return self.warning.what if self.warning and self.warning.edition == edition else ""

    def breaks_at(self, level: str) -> tuple[Break, ...]:
        """The breaks of its series at a level, oldest first."""
        return tuple(sorted((one for one in self.breaks if one.level == level), key=lambda one: one.year))

    def format(self, value: float | None) -> str:
        """A value as a reader sees it: "13.1%", "£498", "23,443"; a missing one is "no figure"."""
        if value is None:
            return MISSING
        return self._dress(number(value, self.decimals))

    def format_with_unit(self, value: float | None) -> str:
        """A value with its unit in full: "13.1% of children under 16", "7.32 (score from 0 to 10)"."""
        if value is None:
            return MISSING
        if sign := KINDS[self.kind]:
            return self.format(value) + self.unit.removeprefix(sign)
        if self.kind in ("index", "score"):
            return f"{self.format(value)} ({self.unit})"
        return f"{self.format(value)} {self.unit}"

    def format_difference(self, difference: float | None) -> str:
        """The size of a difference between two values, without its sign: "2.7 points", "£52", "1,204"."""
        if difference is None:
            return MISSING
        size = number(abs(difference), self.decimals)
        return f"{size} points" if self.is_percentage else self._dress(size)

    def format_signed(self, difference: float | None) -> str:
        """A difference with its direction: "28.9 points", "−12.2 points"; what is shown as nought has no sign."""
        size = self.format_difference(difference)
        if difference is None:
            return size
        return f"−{size}" if rounded(difference, self.decimals) < 0 else size

    def _dress(self, number: str) -> str:
        minus = "-" if number.startswith("-") else ""
        return f"{minus}{self.prefix}{number.removeprefix('-')}{self.suffix}"


def rounded(value: float, decimals: int) -> Decimal:
    """A figure at a number of decimals, half away from zero (406.5 is 407, as in the published tables).

    Equal to nine decimals is equal: what binary fractions and averages leave beyond does not decide.
    """
    return Decimal(repr(round(float(value), 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def signed(value: float, decimals: int) -> str:
    """A number without a unit, with a true minus sign: "0.31", "−0.05"; what is shown as nought has no sign."""
    return number(value, decimals).replace("-", "−")


def number(value: float, decimals: int) -> str:
    """A figure as it is shown, with a hyphen for minus and none for what rounds to nought: "1,204", "-0.05"."""
    text = f"{rounded(value, decimals):,f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.,") else text


def period(year: int) -> str:
    """The label of a year by its first calendar year: 2021 -> "2021/22"."""
    return f"{year}/{(year + 1) % 100:02d}"


def year_of(label: str) -> int:
    """The first calendar year of a label: "2021/22" -> 2021. Raises ValueError for any other text."""
    match = re.fullmatch(r"(\d{4})/(\d{2})", label.strip())
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{label!r} is not a year like 2021/22")
    return int(match[1])


def slug(name: str) -> str:
    """A name as it stands in a link: "City of Edinburgh" -> "city-of-edinburgh"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def load(path: Path) -> dict[str, Indicator]:
    """The indicators of a catalogue file by code, in the file's order.

    Raises CatalogueError naming every indicator, field and value that is wrong.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path.name}: not valid TOML: {error}") from error
    faults = [fault for code, fields in raw.items() for fault in _faults(code, fields)]
    names = [str(fields.get("workbook_name", "")) for fields in raw.values() if isinstance(fields, dict)]
    faults += [f"workbook_name {n!r} is used twice" for n in sorted({n for n in names if n and names.count(n) > 1})]
    if not raw:
        faults.append("no indicator at all")
    if faults:
        raise CatalogueError(f"{path.name}: " + "; ".join(faults))
    return {code: _indicator(code, fields) for code, fields in raw.items()}


def _faults(code: str, fields: Any) -> list[str]:  # noqa: ANN401 - whatever the file holds
    if not isinstance(fields, dict):
        return [f"[{code}] is not a table"]
    faults = [f"[{code}] lacks {name}" for name in _FIELDS if name not in fields]
    for name, value in fields.items():
        wanted = (_FIELDS | _OPTIONAL).get(name)
        if wanted is None:
            faults.append(f"[{code}] has an unknown field {name}")
        elif type(value) is not wanted:
            faults.append(f"[{code}] {name} = {value!r} is not a {wanted.__name__}")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", code):
        faults.append(f"[{code}] is not a code of small letters, digits and _")
    if "better" in fields and fields["better"] not in DIRECTIONS:
        faults.append(f"[{code}] better = {fields['better']!r}; use one of {', '.join(DIRECTIONS)}")
    if isinstance(fields.get("levels"), list):
        faults += [f"[{code}] unknown level {v!r}" for v in fields["levels"] if v not in LEVELS]
    for name in ("breaks", "unusual_years"):
        if isinstance(fields.get(name), list):
            faults += [fault for one in fields[name] for fault in _event_faults(code, name, one, fields.get("levels"))]
    return faults + _kind_faults(code, fields) + _count_faults(code, fields) + _table_faults(code, fields)


def _event_faults(code: str, name: str, one: Any, levels: Any) -> list[str]:  # noqa: ANN401 - whatever the file holds
    if not isinstance(one, dict) or {field: type(value) for field, value in one.items()} != _EVENT:
        return [f"[{code}] {name}: {one!r} is not a level, a year (by its first calendar year) and what happened"]
    if one["level"] not in (levels or ()):
        return [f"[{code}] {name} of {one['year']}: {one['level']!r} is not one of its levels"]
    return []


def _kind_faults(code: str, fields: dict[str, Any]) -> list[str]:
    if "kind" not in fields:
        return []
    if fields["kind"] not in KINDS:
        return [f"[{code}] kind = {fields['kind']!r}; use one of {', '.join(KINDS)}"]
    unit, sign = str(fields.get("unit", "")), KINDS[fields["kind"]]
    if (not sign and unit[:1] in tuple(filter(None, KINDS.values()))) or not unit.startswith(sign):
        return [
            f"[{code}] unit = {unit!r} does not go with kind = {fields['kind']!r}: % begins a percentage's, £ money's"
        ]
    return []


def _count_faults(code: str, fields: dict[str, Any]) -> list[str]:
    """Whom a figure counts, and the interval that rests on it."""
    faults = []
    group, base, interval = fields.get("age_group"), fields.get("rate_base"), fields.get("interval")
    if group is not None and group not in AGE_GROUPS:
        faults.append(f"[{code}] age_group = {group!r}; use one of {', '.join(AGE_GROUPS)}")
    if (group is None) != ("counted" not in fields):
        faults.append(
            f"[{code}] needs counted (what is counted among its age_group) where it has one, and nowhere else"
        )
    if isinstance(base, int) and base < 1:
        faults.append(f"[{code}] rate_base = {base}; a rate is per one or more of its age_group")
    if (base is not None) != (fields.get("kind") == "rate" and group is not None):
        faults.append(f"[{code}] needs rate_base where it is a rate of an age_group, and nowhere else")
    if interval is not None and interval not in INTERVALS:
        faults.append(f"[{code}] interval = {interval!r}; use one of {', '.join(INTERVALS)}")
    if "community" in (fields.get("levels") or ()) and interval is None:
        faults.append(f"[{code}] lacks interval, which every outcome of communities has")
    wanted = {"wilson": "percentage", "byar": "rate"}.get(interval or "")
    if wanted and (group is None or fields.get("kind") != wanted):
        faults.append(f"[{code}] interval = {interval!r} is that of a {wanted} of an age_group")
    return faults


def _table_faults(code: str, fields: dict[str, Any]) -> list[str]:
    faults = []
    possible, warning = fields.get("possible", {}), fields.get("warning")
    if isinstance(possible, dict):
        numbers = all(type(value) in (int, float) for value in possible.values())
        if not set(possible) <= {"least", "most"} or not numbers:
            faults.append(f"[{code}] possible = {possible!r} is not a least and a most, in numbers")
        elif len(possible) == 2 and possible["least"] >= possible["most"]:
            faults.append(f"[{code}] possible = {possible!r}: the least is not below the most")
    if isinstance(warning, dict) and {name: type(value) for name, value in warning.items()} != _WARNING:
        faults.append(f"[{code}] warning = {warning!r} is not an edition (its title) and what to know")
    return faults


def _indicator(code: str, fields: dict[str, Any]) -> Indicator:
    made = {
        "rolling_years_community": fields.get("rolling_years_community", fields["rolling_years"]),
        "levels": tuple(fields["levels"]),
        "national_outcomes": tuple(fields["national_outcomes"]),
        "breaks": tuple(Break(**one) for one in fields.get("breaks", ())),
        "unusual_years": tuple(UnusualYear(**one) for one in fields.get("unusual_years", ())),
        "possible": Possible(**fields.get("possible", {})),
        "warning": EditionWarning(**fields["warning"]) if "warning" in fields else None,
    }
    return Indicator(code=code, **fields | made)


@cache
def indicators() -> dict[str, Indicator]:
    """The bundled catalogue by code, grouped by theme, both in the order of their first appearance."""
    loaded = load(Path(__file__).with_name("indicators.toml"))
    themes = list(dict.fromkeys(one.theme for one in loaded.values()))
    return dict(sorted(loaded.items(), key=lambda item: themes.index(item[1].theme)))


def headline_indicators() -> dict[str, Indicator]:
    """The indicators of the area pages (18 in the bundled catalogue), by code."""
    return {code: one for code, one in indicators().items() if one.headline}


def community_indicators() -> dict[str, Indicator]:
    """The indicators with figures for communities (eight in the bundled catalogue), by code."""
    return {code: one for code, one in indicators().items() if "community" in one.levels}


def shown_first(several: Iterable[str]) -> str:
    """Of the codes of some indicators, that which a page begins with: the catalogue's own choice, or else the first."""
    codes = list(several)
    return next((code for code in codes if indicators()[code].shown_first), codes[0])


@dataclass(frozen=True)
class Area:
    """Scotland or one Community Planning Partnership; Scotland belongs to no family group."""

    code: str
    slug: str
    name: str
    family_deprivation: int | None = None
    family_density: int | None = None

    @property
    def is_scotland(self) -> bool:
        """Whether this is Scotland as a whole."""
        return self.family_deprivation is None

    @property
    def possessive(self) -> str:
        """The name as an owner: "Fife's", "Scottish Borders'"."""
        return possessive(self.name)

    def group(self, family: str) -> str:
        """The place_code of the mean of its group of a family (one of FAMILIES): "deprivation-3"."""
        groups = {"deprivation": self.family_deprivation, "density": self.family_density}
        return f"{family}-{groups[family]}"


@dataclass(frozen=True)
class Community:
    """One community of an area. Names repeat between areas, so it is always shown with its own.

    slug: as in a link, beside the area's own; unique within the area.
    """

    code: str
    slug: str
    name: str
    area: Area
    typology_group: int
    typology_label: str

    @property
    def label(self) -> str:
        """Name and area: "Burnfoot, Scottish Borders"."""
        return f"{self.name}, {self.area.name}"

    @property
    def listed(self) -> str:
        """Area and name, as it stands in a list by area: "Scottish Borders - Burnfoot"."""
        return f"{self.area.name} - {self.name}"

    @property
    def key(self) -> str:
        """The code of a link that means this community whatever the chosen area: "scottish-borders.burnfoot"."""
        return f"{self.area.slug}.{self.slug}"

    @property
    def possessive(self) -> str:
        """The name as an owner."""
        return possessive(self.name)


@dataclass(frozen=True)
class Comparator:
    """What an area is compared with: Scotland, another CPP, or the mean of its family group.

    code: as in a link; place_code: as in the views series and cpp_standing; phrase: as in a sentence;
    short: as in the cell of a table.
    """

    code: str
    place_code: str
    name: str
    phrase: str
    short: str

    @property
    def is_scotland(self) -> bool:
        """Whether this is Scotland as a whole."""
        return self.code == "scotland"


FAMILIES = {"deprivation": "levels of deprivation", "density": "population density"}
# The family of a comparator's code.
_SIMILAR = {f"similar-{family}": family for family in FAMILIES}


def comparator(area: Area, code: str, areas: dict[str, Area]) -> Comparator:
    """The comparator that a code of a link means for an area: `similar-deprivation` is its own group's mean."""
    if family := _SIMILAR.get(code):
        return Comparator(
            code=code,
            place_code=area.group(family),
            name="Similar areas" if family == "deprivation" else f"Similar areas ({family})",
            phrase="the average of similar areas",
            short="similar areas",
        )
    other = areas[code]
    return Comparator(code=code, place_code=other.code, name=other.name, phrase=other.name, short=other.name)


def comparator_codes(area: Area, areas: dict[str, Area]) -> list[str]:
    """The codes of all that an area can be compared with, Scotland first."""
    if area.is_scotland:
        return [area.slug]
    others = [one.slug for one in areas.values() if one.slug != area.slug and not one.is_scotland]
    return [*(one.slug for one in areas.values() if one.is_scotland), *_SIMILAR, *others]


@dataclass(frozen=True)
class Origin:
    """The edition that figures were published in, and the sentence that goes wherever they go."""

    edition: str
    attribution: str


def possessive(name: str) -> str:
    """A name as an owner: "Fife's", "Scottish Borders'"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def cardinal(number: int) -> str:
    """A count in a sentence: 1 -> "one", 10 -> "ten", 11 -> "11"; 0 -> "no"."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else str(number)


def ordinal(number: int) -> str:
    """A position in words: 1 -> "1st", 12 -> "12th", 23 -> "23rd"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"

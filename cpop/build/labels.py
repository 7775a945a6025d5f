"""The sheet 'Labels' of the communities' workbook: what an edition calls each community, and where it puts it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple, TypeVar

from cpop.build.fault import cell_name
from cpop.build.sheet import Places, Sheet, is_blank, value_at
from cpop.catalogue import slug

_REMEDY = "correct it, or give --reference with a communities.csv that says so"
_COLUMNS = ("InterZone", "InterZone_Name", "CPP", "Typology_Group", "Typology_Name")
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Label(NamedTuple):
    """One community; the columns are those of the community table."""

    community_code: str
    name: str
    area_code: str
    typology_group: int
    typology_label: str


def is_labels(title: str) -> bool:
    """Whether a sheet of that title holds labels."""
    return title.strip().casefold() == "labels"


def read(sheet: Sheet, communities: Places, areas: Places, known: dict[str, tuple[str, int]]) -> list[Label]:
    """The labels of a sheet, one a community; notes what is wrong.

    areas: those that a community may lie in; known: the area and the type that a community has had so far.
    """
    headings = [str(value).strip() for value in sheet.rows[0]]
    wrong = [name for name in _COLUMNS if headings.count(name) != 1]
    for name in wrong:
        problem = "there are two such columns" if name in headings else "there is no such column"
        sheet.fault(f"{problem}; Labels has {', '.join(_COLUMNS)}", "row 1", name)
    if wrong:
        return []
    at = {name: headings.index(name) for name in _COLUMNS}
    labels: list[Label] = []
    kinds: dict[int, str] = {}
    groups: dict[str, int] = {}
    names: dict[tuple[str, str], str] = {}
    for number, code, row in sheet.places(communities, at["InterZone"]):
        cells = {name: cell_name(number, index + 1) for name, index in at.items()}
        values = {name: value_at(row, index) for name, index in at.items()}
        for name in _COLUMNS[1:]:
            if is_blank(values[name]):
                sheet.fault(f"{name} is empty; fill it in", cells[name], "")
        area = areas.code(values["CPP"])
        if area is None and areas.codes and not is_blank(values["CPP"]):
            sheet.fault("unknown area; correct it", cells["CPP"], values["CPP"])
        group = sheet.number(values["Typology_Group"], cells["Typology_Group"])
        if group is not None and not group.is_integer():
            sheet.fault("not a whole number; correct it", cells["Typology_Group"], group)
        elif code is not None and area is not None and group is not None:
            name, kind = (str(values[column]).strip() for column in ("InterZone_Name", "Typology_Name"))
            label = Label(code, name, area, int(group), kind)
            labels.append(label)
            lay_in, was_of = known.get(code, (area, label.typology_group))
            if area != lay_in:
                lay_in = next((spelling for spelling, one in areas.codes.items() if one == lay_in), lay_in)
                sheet.fault(f"the community has lain in {lay_in}; {_REMEDY}", cells["CPP"], values["CPP"])
            if label.typology_group != was_of:
                problem = f"the community has been of type {was_of}; {_REMEDY}"
                sheet.fault(problem, cells["Typology_Group"], label.typology_group)
            numbered = f"type {label.typology_group}"
            _check_once(sheet, kinds, label.typology_group, kind, numbered, cells["Typology_Name"])
            _check_once(sheet, groups, kind, label.typology_group, f"the type {kind!r}", cells["Typology_Group"])
            _check_once(sheet, names, (area, slug(name)), code, f"a community {name!r}", cells["InterZone_Name"])
    return labels


def _check_once(sheet: Sheet, seen: dict[_Key, _Value], key: _Key, value: _Value, noun: str, cell: str) -> None:
    """Notes a value that differs from the first one seen with the same key."""
    if (first := seen.setdefault(key, value)) != value:
        sheet.fault(f"{noun} is {first!r} elsewhere; correct either", cell, value)

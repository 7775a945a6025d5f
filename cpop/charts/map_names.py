"""Which names a map has room for, and how long its scale is: all from its window and its size on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import asinh, atan, cos, degrees, radians, sinh, tan
from typing import Protocol

from cpop.charts.kit import Box

# A kilometre in degrees of latitude: the Earth's mean radius is 6,371 km.
_KM_A_DEGREE = 111.195
_LENGTHS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
# What letters of the app's font take at most, as a share of their size: those that are narrow, those that are wide,
# other capitals and figures, and the rest. Bold letters take a twentieth more.
_NARROW, _WIDE = "fijlrtI '.-", "mwMWGOQ"
_LETTERS, _BOLD, _LINE = (0.35, 0.85, 0.62, 0.55), 1.05, 1.25
_DOT, _APART = 4, 1


class Town(Protocol):
    """A place that people name: how many live there, and its middle in degrees."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def people(self) -> int:
        """How many live there."""

    @property
    def longitude(self) -> float:
        """Of its middle, in degrees."""

    @property
    def latitude(self) -> float:
        """Of its middle, in degrees."""


@dataclass(frozen=True)
class Bounds:
    """The window of a map, in degrees."""

    west: float
    east: float
    south: float
    north: float

    @cached_property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the window's middle, as it is drawn."""
        return (self.west + self.east) / 2, _latitude((_drawn(self.south) + _drawn(self.north)) / 2)

    def with_room(self, share: float) -> Bounds:
        """A window that is larger to the south by a share of its drawn height: where the scale stands."""
        low, high = _drawn(self.south), _drawn(self.north)
        return Bounds(self.west, self.east, _latitude(low - (high - low) * share), self.north)


@dataclass(frozen=True)
class Sheet:
    """A window as it is drawn on the paper, in Mercator's projection: as large as `paper` holds, in its middle."""

    bounds: Bounds
    paper: Box

    @cached_property
    def pixels_a_degree(self) -> float:
        """How many pixels a degree of longitude takes."""
        wide = self.bounds.east - self.bounds.west
        high = _drawn(self.bounds.north) - _drawn(self.bounds.south)
        return min((self.paper.right - self.paper.left) / wide, (self.paper.bottom - self.paper.top) / high)

    @cached_property
    def _middle(self) -> tuple[float, float]:
        east, north = self.bounds.middle
        return east, _drawn(north)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place is drawn."""
        east, north = self._middle
        across = (self.paper.left + self.paper.right) / 2 + (longitude - east) * self.pixels_a_degree
        down = (self.paper.top + self.paper.bottom) / 2 - (_drawn(latitude) - north) * self.pixels_a_degree
        return across, down

    def shows(self, town: Town) -> bool:
        """Whether a town lies within the window."""
        window = self.bounds
        return window.west < town.longitude < window.east and window.south < town.latitude < window.north

    @cached_property
    def drawn(self) -> Box:
        """What of the paper the window fills."""
        left, bottom = self.at(self.bounds.west, self.bounds.south)
        right, top = self.at(self.bounds.east, self.bounds.north)
        return Box(left, top, right, bottom)


@cache
def _width(text: str, size: float) -> float:
    narrow, wide, capital, other = _LETTERS
    letters = (
        narrow if one in _NARROW else wide if one in _WIDE else other if one.islower() else capital for one in text
    )
    return sum(letters) * size * _BOLD


def above(across: float, down: float, text: str, size: float, *, mark: float = _DOT, side: str = "center") -> Box:
    """The room of a text that stands over a mark of so many pixels, in the middle or to one side of it."""
    wide = _width(text, size) + 2 * _APART
    left = {"center": wide / 2, "right": mark, "left": wide}[side]
    right = {"center": wide / 2, "right": wide, "left": mark}[side]
    return Box(across - left, down - mark / 2 - size * _LINE - _APART, across + right, down + mark / 2)


def around(across: float, down: float, text: str, size: float) -> Box:
    """The room of a text that stands on its place."""
    half, high = _width(text, size) / 2, size * _LINE / 2
    return Box(across - half, down - high, across + half, down + high)


def beside(left: float, right: float, down: float, text: str, size: float) -> Box:
    """The room of a bar with a text that begins over its left end."""
    wide = _width(text, size) + 2 * _APART
    return Box(left, down - size * _LINE - 2 * _APART, max(right, left + wide), down + 2 * _APART)


@dataclass(frozen=True)
class Room:
    """A sheet, and what of it is taken already."""

    sheet: Sheet
    taken: list[Box]

    def is_free(self, box: Box) -> bool:
        """Whether a rectangle lies within the window and clear of what is taken."""
        window = self.sheet.drawn
        return (
            window.left <= box.left
            and box.right <= window.right
            and window.top <= box.top
            and box.bottom <= window.bottom
            and not any(box.meets(other) for other in self.taken)
        )


@dataclass(frozen=True)
class Named:
    """A town whose name is written, and on which side of its dot: center, right or left, above it."""

    town: Town
    side: str


def that_fit(towns: Sequence[Town], rooms: Sequence[Room], size: float) -> Iterator[Named]:
    """The towns whose names find room in every one of `rooms`, the largest first; takes the room that they need.

    A larger sheet of the same window only draws them further apart: what is clear on a phone is clear on a desk.
    """
    for town in sorted(towns, key=lambda one: (-one.people, one.name)):
        if not all(room.sheet.shows(town) for room in rooms):
            continue
        for side in ("center", "right", "left"):
            boxes = [above(*room.sheet.at(town.longitude, town.latitude), town.name, size, side=side) for room in rooms]
            if all(map(Room.is_free, rooms, boxes)):
                for room, box in zip(rooms, boxes, strict=True):
                    room.taken.append(box)
                yield Named(town, side)
                break


@dataclass(frozen=True)
class Scale:
    """A length on a map: kilometres, and where it lies, in degrees."""

    kilometres: float
    west: float
    east: float
    latitude: float

    @property
    def text(self) -> str:
        """The length in words: below a kilometre in metres."""
        return f"{self.kilometres:g} km" if self.kilometres >= 1 else f"{self.kilometres * 1000:g} m"


def scale(bounds: Bounds) -> Scale:
    """The longest round length that takes a quarter of the window's width at most, in its lower left corner.

    Mercator's projection stretches the north. The length is right at the window's middle; over an area that is true
    to a hundredth or two, over all Scotland to a tenth.
    """
    a_kilometre = 1 / (_KM_A_DEGREE * cos(radians(bounds.middle[1])))
    wide = bounds.east - bounds.west
    kilometres = max((one for one in _LENGTHS if one * a_kilometre <= wide / 4), default=_LENGTHS[0])
    west = bounds.west + wide / 40
    low, high = _drawn(bounds.south), _drawn(bounds.north)
    return Scale(kilometres, west, west + kilometres * a_kilometre, _latitude(low + (high - low) / 50))


def _drawn(latitude: float) -> float:
    """How far north Mercator's projection draws a latitude, in degrees of longitude."""
    return degrees(asinh(tan(radians(latitude))))


def _latitude(drawn: float) -> float:
    return degrees(atan(sinh(radians(drawn))))

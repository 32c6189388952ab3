"""The symbols of kinds and the lines of factualities: `style.toml`."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.ontology import is_kind, load_classes

EVENT = "Event"
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A polygon or star of radius 1; no sides make a circle."""

    sides: int
    turn: float = 0.0
    inner: float | None = None

    @property
    def reach(self) -> float:
        """How far from the centre the shape is halfway between two of its corners."""
        if not self.sides:
            return 1.0
        return math.cos(math.pi / self.sides) if self.inner is None else self.inner

    def points(self) -> list[tuple[float, float]]:
        """Return the corners; y grows downwards, as on screens.

        >>> Shape(sides=4).points()[0]
        (1.0, 0.0)
        """
        notches = 1 if self.inner is None else 2
        count = self.sides * notches
        corners = []
        for number in range(count):
            angle = 2 * math.pi * number / count - math.radians(self.turn)
            radius = 1.0 if number % notches == 0 else self.reach
            place = (radius * math.cos(angle), radius * math.sin(angle))
            corners.append((round(place[0], 4) + 0.0, round(place[1], 4) + 0.0))
        return corners


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Kinds of actor that are drawn with one symbol."""

    name: str
    kinds: tuple[str, ...]
    colour: str
    shape: Shape
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How what is claimed with some factualities is drawn."""

    name: str
    factualities: tuple[str, ...]
    colour: str
    labels: Mapping[str, str]
    dash: tuple[int, ...] = ()
    cross: bool = False


@cache
def families() -> tuple[Family, ...]:
    """Return the families of kinds, in the order of the legend."""
    return tuple(_family(table) for table in _style()["families"])


@cache
def lines() -> tuple[Line, ...]:
    """Return the kinds of line, the surest first."""
    return tuple(_line(table) for table in _style()["lines"])


@cache
def family_of(kind: str) -> Family:
    """Return the family of a kind of actor, or of a class of event.

    >>> family_of("Ministry").name, family_of("Coup").name, family_of("").name
    ('government', 'event', 'other')
    """
    wanted = EVENT if kind in load_classes() else kind
    for family in families():
        if any(is_kind(wanted, each) for each in family.kinds):
            return family
    return next(family for family in families() if family.name == OTHER)


def line_of(factualities: Iterable[str]) -> Line:
    """Return how claims are drawn together: as the surest of them.

    >>> line_of(["denied", "planned"]).name
    'planned'
    """
    given = set(factualities)
    return next(line for line in lines() if given & set(line.factualities))


def is_contested(factualities: Iterable[str]) -> bool:
    """Tell whether some of several claims deny what others say.

    >>> is_contested(["denied", "certain"]), is_contested(["denied"])
    (True, False)
    """
    crossed = {
        line.cross for line in lines() if set(line.factualities) & {*factualities}
    }
    return crossed == {True, False}


def denial() -> Line:
    """Return the line of what is denied."""
    return next(line for line in lines() if line.cross)


def sureness(factuality: str) -> int:
    """Return the place of a factuality in the order of `style.toml`, 0 the surest.

    >>> sureness("certain"), sureness("denied")
    (0, 7)
    """
    return [each for line in lines() for each in line.factualities].index(factuality)


@cache
def _style() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "style.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _family(table: Mapping[str, Any]) -> Family:
    return Family(
        name=table["name"],
        kinds=tuple(table["kinds"]),
        colour=table["colour"],
        shape=Shape(**table["shape"]),
        labels=table["label"],
    )


def _line(table: Mapping[str, Any]) -> Line:
    return Line(
        name=table["name"],
        factualities=tuple(table["factualities"]),
        colour=table["colour"],
        labels=table["label"],
        dash=tuple(table.get("dash", ())),
        cross=table.get("cross", False),
    )

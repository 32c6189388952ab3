"""What stands around a picture: its title above, and its legend below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kg.look.style import Family, Line
from kg.look.svg import (
    FAINT,
    cross,
    element,
    label,
    stroke,
    symbol,
    width_of,
    wrapped,
)
from kg.look.words import Words

MARGIN = 24
_TITLE, _TEXT = 20, 13  # pixels of type
_LINE = 1.45
_ROW = 24
_KEY = 36  # pixels for the sign of an entry

Draw = Callable[[ET.Element, float, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a picture, what is in it, and what was left out."""

    title: str
    summary: str
    notes: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """All that stands under the title, as one text."""
        return " ".join((self.summary, *self.notes))

    def height(self, width: int) -> int:
        """Return how many pixels it takes at a width, margins included."""
        lines = len(self._lines(width))
        titles = len(self._titles(width))
        return round(MARGIN + titles * _TITLE * 1.25 + lines * _TEXT * _LINE + 14)

    def draw(self, parent: ET.Element, width: int) -> None:
        """Draw it at the top."""
        y = float(MARGIN)
        for text in self._titles(width):
            y += _TITLE
            label(parent, MARGIN, y, text, _TITLE, font_weight="bold")
            y += _TITLE * 0.25
        for text in self._lines(width):
            y += _TEXT * _LINE
            label(parent, MARGIN, y, text, _TEXT, fill=FAINT)

    def _titles(self, width: int) -> Sequence[str]:
        return wrapped(self.title, width - 2 * MARGIN, _TITLE)

    def _lines(self, width: int) -> list[str]:
        space = width - 2 * MARGIN
        texts = (self.summary, *self.notes)
        return [line for text in texts for line in wrapped(text, space, _TEXT)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign of the legend and what it means."""

    text: str
    draw: Draw

    @property
    def width(self) -> float:
        """How many pixels it takes."""
        return _KEY + width_of(self.text, _TEXT) + 14

    def sign(self) -> str:
        """Return the sign alone, as SVG inside a page."""
        root = ET.Element("svg", {"width": "30", "height": "18", "aria-hidden": "true"})
        self.draw(root, 1, 9)
        return ET.tostring(root, encoding="unicode")


@dataclass(frozen=True, slots=True)
class Legend:
    """Groups of signs, each under a word of its own."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]

    def height(self, width: int) -> int:
        """Return how many pixels it takes at a width."""
        rows = sum(len(self._rows(entries, width)) for _, entries in self.groups)
        return rows * _ROW + len(self.groups) * 20 + MARGIN

    def draw(self, parent: ET.Element, width: int, top: float) -> None:
        """Draw it from some height down."""
        y = top
        group = element(parent, "g", class_="legend")
        for head, entries in self.groups:
            y += 18
            label(group, MARGIN, y, head, _TEXT, font_weight="bold")
            for row in self._rows(entries, width):
                x = float(MARGIN)
                for entry in row:
                    entry.draw(group, x, y + _ROW / 2 + 1)
                    label(group, x + _KEY, y + _ROW / 2 + 5, entry.text, _TEXT)
                    x += entry.width
                y += _ROW

    def _rows(self, entries: Sequence[Entry], width: int) -> list[list[Entry]]:
        rows: list[list[Entry]] = []
        used = 0.0
        for entry in entries:
            if not rows or used + entry.width > width - 2 * MARGIN:
                rows.append([])
                used = 0.0
            rows[-1].append(entry)
            used += entry.width
        return rows


def family_entry(family: Family, words: Words) -> Entry:
    """Return the entry of a family of kinds."""

    def draw(parent: ET.Element, x: float, y: float) -> None:
        symbol(parent, family, x + 14, y, 8)

    return Entry(family.labels[words.language], draw)


def line_entry(line: Line, words: Words) -> Entry:
    """Return the entry of a kind of line."""

    def draw(parent: ET.Element, x: float, y: float) -> None:
        look = stroke(line)
        element(parent, "line", x1=x, y1=y, x2=x + 28, y2=y, stroke_width=2, **look)
        if line.cross:
            cross(parent, x + 14, y, line.colour)

    return Entry(line.labels[words.language], draw)


def contested_entry(solid: Line, denial: Line, words: Words) -> Entry:
    """Return the entry of what is both claimed and denied."""

    def draw(parent: ET.Element, x: float, y: float) -> None:
        line_entry(solid, words).draw(parent, x, y)
        cross(parent, x + 14, y, denial.colour)

    return Entry(words.text("contested"), draw)

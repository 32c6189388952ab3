"""The signs of a timeline: how exactly it is known when something was."""

from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree as ET

from kg.look.claims import Moment
from kg.look.frame import Entry
from kg.look.style import denial, is_contested, line_of
from kg.look.svg import PAPER, cross, element, points, stroke
from kg.look.words import Words

BAR = 9  # pixels that a bar is high, and a sign wide at least
TAIL = 42  # pixels of an arrow to where an end is not known
_COLOUR = "#0072B2"
_EXACT = "Day"
_LASTING = "Interval"


class Kind(StrEnum):
    """What is known of a time, in the order of the legend."""

    DAY = "day"
    SPAN = "span"
    VAGUE = "vague"
    OPEN = "open"


def kind_of(moment: Moment) -> Kind:
    """Return the sign of a time: an interval lasts, a month is where a day lies."""
    if moment.first is None or moment.last is None:
        return Kind.OPEN
    if moment.precision == _EXACT:
        return Kind.DAY
    return Kind.SPAN if moment.precision == _LASTING else Kind.VAGUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A time that is drawn: a dot, a bar, a pale bar with caps, or an arrow.

    Planned and uncertain events are hollow, with the dashes of their line.
    """

    kind: Kind
    left: float
    right: float
    factualities: tuple[str, ...]
    opens_left: bool = False

    @property
    def colour(self) -> str:
        """That of all events, or of what is denied."""
        line = line_of(self.factualities)
        return line.colour if line.cross else _COLOUR

    @property
    def is_filled(self) -> bool:
        """Tell whether it is certain or probable."""
        line = line_of(self.factualities)
        return not line.dash and not line.cross

    def draw(self, group: ET.Element, y: float) -> None:
        """Draw the sign, and a cross over it if it is denied."""
        match self.kind:
            case Kind.DAY:
                self._dot(group, y)
            case Kind.OPEN:
                self._arrow(group, y)
            case _:
                self._bar(group, y)
        if line_of(self.factualities).cross or is_contested(self.factualities):
            cross(group, (self.left + self.right) / 2, y, denial().colour)

    def _dot(self, group: ET.Element, y: float) -> None:
        middle = (self.left + self.right) / 2
        fill = self.colour if self.is_filled else PAPER
        element(
            group, "circle", cx=middle, cy=y, r=BAR / 2 + 0.5, fill=fill, **self._rim()
        )

    def _bar(self, group: ET.Element, y: float) -> None:
        is_pale = self.kind is Kind.VAGUE and self.is_filled
        element(
            group,
            "rect",
            x=self.left,
            y=y - BAR / 2,
            width=self.right - self.left,
            height=float(BAR),
            fill=self.colour if self.is_filled else PAPER,
            fill_opacity="0.25" if is_pale else None,
            **self._rim(),
        )
        if self.kind is Kind.VAGUE:
            caps = f"M{self.left:.1f} {y - 7:.1f}v14M{self.right:.1f} {y - 7:.1f}v14"
            element(group, "path", d=caps, stroke=self.colour, stroke_width=1.6)

    def _arrow(self, group: ET.Element, y: float) -> None:
        ends = (self.right, self.left) if self.opens_left else (self.left, self.right)
        start, tip = ends
        back = tip + (7 if self.opens_left else -7)
        rim = {**self._rim(), "stroke_width": 3}
        element(group, "line", x1=start, x2=back, y1=y, y2=y, **rim)
        cap = {"stroke": self.colour, "stroke_width": 2}
        element(group, "line", x1=start, x2=start, y1=y - 6, y2=y + 6, **cap)
        corners = ((tip, y), (back, y - 5), (back, y + 5))
        element(group, "polygon", points=points(corners), fill=self.colour)

    def _rim(self) -> dict[str, object]:
        line = stroke(line_of(self.factualities))
        return {**line, "stroke": self.colour, "stroke_width": 1.6}


def sign_entry(kind: Kind, words: Words) -> Entry:
    """Return the entry of a sign in the legend."""

    def draw(parent: ET.Element, x: float, y: float) -> None:
        left, right = (x + 10, x + 10 + BAR) if kind is Kind.DAY else (x, x + 28)
        sign = Sign(kind=kind, left=left, right=right, factualities=("certain",))
        sign.draw(parent, y)

    return Entry(words.text(f"mark_{kind}"), draw)

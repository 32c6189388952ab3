"""The few pieces of SVG that pictures are made of (SVG 1.1, with accessible names)."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from kg.look.style import Family, Line

NAMESPACE = "http://www.w3.org/2000/svg"
FONT = "'Liberation Sans', Arial, Helvetica, sans-serif"
INK = "#1F2328"
FAINT = "#59636E"
RULE = "#D5DAE0"
PAPER = "#FFFFFF"

# What XML 1.0 (2.2) cannot hold, whatever a document has in it.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = frozenset("ijlI.,:;'’|!()[]-ftr /·")
_WIDE = frozenset("mwMW@%—…→")


def drawing(width: int, height: int, title: str, description: str) -> ET.Element:
    """Return an empty picture with its name and description (SVG-AAM)."""
    root = ET.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "picture-title picture-description",
            "font-family": FONT,
            "fill": INK,
        },
    )
    name(root, title).set("id", "picture-title")
    described = ET.SubElement(root, "desc", {"id": "picture-description"})
    described.text = clean(description)
    element(root, "rect", width=width, height=height, fill=PAPER)
    return root


def element(parent: ET.Element, tag: str, **attributes: object) -> ET.Element:
    """Add an element; `stroke_width` is written `stroke-width`, None is left out.

    Numbers are written with at most one decimal.
    """
    return ET.SubElement(
        parent,
        tag,
        {
            key.rstrip("_").replace("_", "-"): _value(value)
            for key, value in attributes.items()
            if value is not None
        },
    )


def label(  # noqa: PLR0913  a text has a place, a size and a look
    parent: ET.Element,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    halo: bool = False,
    **attributes: object,
) -> ET.Element:
    """Add a line of text at its baseline, with an edge of paper around it if wanted."""
    around: dict[str, object] = {}
    if halo:
        around = {
            "stroke": PAPER,
            "stroke_width": 3,
            "stroke_linejoin": "round",
            "paint_order": "stroke",
        }
    added = element(
        parent, "text", x=x, y=y, font_size=size, **{**around, **attributes}
    )
    added.text = clean(text)
    return added


def name(parent: ET.Element, text: str) -> ET.Element:
    """Give an element the name that screen readers say and pointers show."""
    title = ET.SubElement(parent, "title")
    title.text = clean(text)
    return title


def symbol(
    parent: ET.Element, family: Family, x: float, y: float, radius: float
) -> ET.Element:
    """Add the symbol of a family of kinds."""
    look = {"fill": family.colour, "stroke": PAPER, "stroke_width": 1.2}
    if not family.shape.sides:
        return element(parent, "circle", cx=x, cy=y, r=radius, **look)
    corners = ((x + radius * a, y + radius * b) for a, b in family.shape.points())
    return element(parent, "polygon", points=points(corners), **look)


def stroke(line: Line) -> dict[str, object]:
    """Return the attributes of a kind of line."""
    dash = " ".join(map(str, line.dash)) or None
    return {"stroke": line.colour, "stroke_dasharray": dash}


def cross(parent: ET.Element, x: float, y: float, colour: str) -> ET.Element:
    """Add the sign of a denial."""
    path = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
    return element(parent, "path", d=path, stroke=colour, stroke_width=2.4, fill="none")


def points(corners: Iterable[tuple[float, float]]) -> str:
    """Return places as the attribute `points` of polygons and paths has them."""
    return " ".join(f"{_value(x)},{_value(y)}" for x, y in corners)


def written(root: ET.Element) -> str:
    """Return a picture as text, the same for the same picture."""
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


def clean(text: str) -> str:
    r"""Return text without what XML cannot hold.

    >>> clean("Mali\x00\x0c.")
    'Mali.'
    """
    return _FORBIDDEN.sub("", text)


def width_of(text: str, size: float) -> float:
    """Return about how many pixels wide a line of text is, rather more than fewer."""
    ems = sum(0.36 if c in _NARROW else 0.9 if c in _WIDE else 0.6 for c in text)
    return ems * size


def shortened(text: str, limit: int) -> str:
    """Return text of at most so many characters, cut between words where it can be.

    >>> shortened("Economische Gemeenschap van West-Afrikaanse Staten", 30)
    'Economische Gemeenschap van…'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rpartition(" ")[0]
    return (cut if len(cut) > limit // 2 else head).rstrip(" ,;:") + "…"


def wrapped(text: str, width: float, size: float) -> Sequence[str]:
    """Return the lines of a paragraph that is so many pixels wide."""
    return textwrap.wrap(text, max(20, int(width / (0.56 * size)))) or [""]


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0").replace("-0", "0", value == 0)
    return clean(str(value))

"""A network as a picture that stands still."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kg.look.frame import (
    MARGIN,
    Entry,
    Heading,
    Legend,
    contested_entry,
    family_entry,
    line_entry,
)
from kg.look.layout import arrange
from kg.look.network import Edge, Network, Node
from kg.look.style import denial, families, family_of, is_contested, line_of, lines
from kg.look.svg import (
    FAINT,
    cross,
    drawing,
    element,
    label,
    name,
    points,
    shortened,
    stroke,
    symbol,
    width_of,
    written,
)
from kg.look.words import Words

_LABELLED = 60  # nodes that get room for their label, the most claimed
_LETTERS = 26
_TYPE = 12.5
_EDGE_TYPE = 10.5
_NAMED_EDGES = 60  # edges up to which each may carry its label
_QUOTED = 260  # characters of a sentence that a pointer shows
_READABLE = 1300  # pixels of width that a screen shows as they are
_NARROWEST = 760  # pixels, so that the legend fits beside itself
_EDGE = 60  # pixels for labels that stand out beside the outermost symbols
_GAP = 5  # pixels between parallel edges

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A node in the picture: the centre and radius of its symbol, in pixels."""

    node: Node
    x: int
    y: int
    radius: float
    type_size: float


def place(network: Network) -> dict[str, Placed]:
    """Return where each node stands, by its IRI; the same for every rendering."""
    number = {node.iri: index for index, node in enumerate(network.nodes)}
    # Of many nodes the picture is looked at from farther off.
    scale = min(1.5, max(1.0, math.sqrt(len(number) / 200)))
    sizes = [_TYPE * scale if i < _LABELLED else 0.0 for i in range(len(number))]
    nodes = list(zip(network.nodes, sizes, strict=True))
    links = sorted(
        {(number[edge.source], number[edge.target]) for edge in network.edges}
    )
    centres = arrange([_box(node, size) for node, size in nodes], links)
    return {
        node.iri: Placed(
            node=node,
            x=x,
            y=round(y - size * 0.7),
            radius=radius_of(node),
            type_size=size,
        )
        for (node, size), (x, y) in zip(nodes, centres, strict=True)
    }


def radius_of(node: Node) -> float:
    """Return the size of a symbol, whose surface grows with the claims."""
    return round(min(28.0, 5 + 2.4 * math.sqrt(node.claims)), 1)


def network_svg(
    network: Network,
    places: Mapping[str, Placed],
    heading: Heading,
    words: Words,
    *,
    is_titled: bool = True,
) -> str:
    """Return a network as SVG; the same network gives the same bytes.

    `is_titled` tells whether the heading is drawn too, not only told to screen readers.
    """
    rooms = [_room(spot) for spot in places.values()]
    low = max((room[3] for room in rooms), default=0.0)
    inside = round(max((room[2] for room in rooms), default=0.0)) + 2 * _EDGE
    width = max(_NARROWEST, inside)
    # On a wide picture, seen from farther off, what is around it is larger too.
    scale = max(1.0, width / _READABLE)
    narrow = round(width / scale)
    legend = network_legend(network, words)
    top = round(heading.height(narrow) * scale) if is_titled else 0
    base = top + round(low) + 40 if places else top
    foot = legend.height(narrow) * scale if places else MARGIN
    root = drawing(width, round(base + foot), heading.title, heading.description)
    if is_titled:
        heading.draw(_scaled(root, scale), narrow)
    if places:
        left = (width - inside) // 2 + _EDGE
        body = element(root, "g", transform=f"translate({left} {top + 10})")
        _draw(body, network, places, words)
        legend.draw(_scaled(root, scale, base), narrow, 0)
    return written(root)


def _scaled(root: ET.Element, scale: float, down: float = 0) -> ET.Element:
    return element(root, "g", transform=f"translate(0 {down}) scale({scale:.3f})")


def network_legend(network: Network, words: Words) -> Legend:
    """Return the signs that the picture uses, and no others."""
    used = {family_of(node.kind).name for node in network.nodes}
    drawn = {line_of(_sure(edge)).name for edge in network.edges}
    kinds = [family_entry(each, words) for each in families() if each.name in used]
    kinds.append(Entry(words.text("size"), _sizes))
    edges = [line_entry(each, words) for each in lines() if each.name in drawn]
    if any(is_contested(_sure(edge)) for edge in network.edges):
        edges.append(contested_entry(lines()[0], denial(), words))
    return Legend(
        ((words.text("kinds"), tuple(kinds)), (words.text("lines"), tuple(edges)))
    )


def edge_title(edge: Edge, network_labels: Mapping[str, str], words: Words) -> str:
    """Return what a pointer shows of an edge."""
    sign = "→" if edge.is_directed else "–"
    ends = f"{network_labels[edge.source]} {sign} {network_labels[edge.target]}"
    sure = words.sureness(edge.factualities)
    quote = edge.quotes[0]
    sentence = shortened(quote.sentence, _QUOTED)
    return f"{edge.label}: {ends} ({sure})\n«{sentence}»\n{quote.document}"


def node_title(node: Node, words: Words) -> str:
    """Return what a pointer shows of a node."""
    return f"{node.label} ({node.kind_label}): {words.count('claims', node.claims)}"


def parallel(edges: Iterable[Edge]) -> list[tuple[Edge, float]]:
    """Return edges with how far each is moved aside, so that none hides another.

    The distance is in pixels, to the right of the way from the lower IRI to the higher.
    """
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        first, second = sorted((edge.source, edge.target))
        between[first, second].append(edge)
    return [
        (edge, (number - (len(group) - 1) / 2) * _GAP)
        for group in between.values()
        for number, edge in enumerate(group)
    ]


def weight_of(edge: Edge) -> float:
    """Return the width of the line of an edge, in pixels."""
    return round(min(4.5, 1 + 0.7 * math.log2(edge.claims)), 1)


def _draw(
    body: ET.Element, network: Network, places: Mapping[str, Placed], words: Words
) -> None:
    labels = {node.iri: node.label for node in network.nodes}
    taken: list[Box] = [_room(spot) for spot in places.values()]
    group = element(body, "g", class_="edges", fill="none")
    middles = []
    for edge, aside in parallel(network.edges):
        own = element(group, "g")
        name(own, edge_title(edge, labels, words))
        middles.append((edge, _line(own, edge, aside, places)))
    symbols = element(body, "g", class_="nodes")
    for spot in reversed([*places.values()]):
        family = family_of(spot.node.kind)
        own = element(symbols, "g")
        name(own, node_title(spot.node, words))
        symbol(own, family, spot.x, spot.y, spot.radius)
    _node_labels(element(body, "g", text_anchor="middle"), places, taken)
    if len(network.edges) <= _NAMED_EDGES:
        _edge_labels(element(body, "g", text_anchor="middle"), middles, taken)


def _line(
    parent: ET.Element, edge: Edge, aside: float, places: Mapping[str, Placed]
) -> tuple[float, float]:
    """Draw an edge from rim to rim, and return its middle."""
    start, end = places[edge.source], places[edge.target]
    length = math.hypot(end.x - start.x, end.y - start.y) or 1.0
    along = ((end.x - start.x) / length, (end.y - start.y) / length)
    # The side is that of the pair, not of the direction.
    aside *= 1 if edge.source < edge.target else -1
    shift = (-along[1] * aside, along[0] * aside)
    width = weight_of(edge)
    head = 7 + width if edge.is_directed else 0
    near, far = start.radius + 1.5, length - end.radius - 2

    def at(distance: float, across: float = 0.0) -> tuple[float, float]:
        return (
            start.x + along[0] * distance + shift[0] - along[1] * across,
            start.y + along[1] * distance + shift[1] + along[0] * across,
        )

    sure = _sure(edge)
    line = line_of(sure)
    (x1, y1), (x2, y2) = at(near), at(max(near, far - head))
    look = {"stroke_width": width, "stroke_opacity": 0.75, **stroke(line)}
    element(parent, "line", x1=x1, y1=y1, x2=x2, y2=y2, **look)
    if head:
        tip = (at(far), at(far - head, head * 0.42), at(far - head, -head * 0.42))
        element(parent, "polygon", points=points(tip), fill=line.colour)
    middle = at((near + far) / 2)
    if line.cross or is_contested(sure):
        cross(parent, *middle, denial().colour)
    return middle


def _node_labels(
    group: ET.Element, places: Mapping[str, Placed], taken: list[Box]
) -> None:
    """Write the labels that have room of their own, then those that still find some."""
    small = _TYPE * 0.85
    for spot in places.values():
        text = _short(spot.node)
        if spot.type_size:
            y = spot.y + spot.radius + spot.type_size
            label(group, spot.x, y, text, spot.type_size, halo=True)
            continue
        y = spot.y + spot.radius + small
        box = _around(spot.x, y, text, small)
        if not _hits(box, taken, own=_room(spot)):
            taken.append(box)
            label(group, spot.x, y, text, small, halo=True)


def _edge_labels(
    group: ET.Element,
    middles: Iterable[tuple[Edge, tuple[float, float]]],
    taken: list[Box],
) -> None:
    for edge, (x, y) in middles:
        box = _around(x, y + 3, edge.label, _EDGE_TYPE)
        if not _hits(box, taken):
            taken.append(box)
            look = {"fill": FAINT, "font_style": "italic"}
            label(group, x, y + 3, edge.label, _EDGE_TYPE, halo=True, **look)


def _box(node: Node, size: float) -> tuple[float, float]:
    """Return the width and height of a symbol with its label under it."""
    across = 2 * radius_of(node)
    if not size:
        return across + 8, across + 8
    return max(across, width_of(_short(node), size)) + 12, across + size * 1.4 + 12


def _room(spot: Placed) -> Box:
    """Return the space that a symbol and its own label take."""
    wide, high = _box(spot.node, spot.type_size)
    top = spot.y - spot.radius - 2
    return spot.x - wide / 2 + 4, top, spot.x + wide / 2 - 4, top + high - 8


def _around(x: float, y: float, text: str, size: float) -> Box:
    half = width_of(text, size) / 2
    return x - half, y - size, x + half, y + size * 0.3


def _hits(box: Box, taken: Iterable[Box], own: Box | None = None) -> bool:
    left, top, right, low = box
    return any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < low
        for other in taken
        if other != own
    )


def _sizes(parent: ET.Element, x: float, y: float) -> None:
    for place_, radius in ((2, 2.5), (10, 4), (23, 6.5)):
        element(parent, "circle", cx=x + place_, cy=y, r=radius, fill=FAINT)


def _short(node: Node) -> str:
    return shortened(node.label, _LETTERS)


def _sure(edge: Edge) -> list[str]:
    return [each for each, _ in edge.factualities]

"""A network as data for its page."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.look.claims import Quote
from kg.look.network import Edge, Network
from kg.look.network_svg import Placed, parallel, weight_of
from kg.look.style import Shape, family_of, is_contested, line_of
from kg.look.words import Words
from kg.model import Factuality

_PANEL = ("close", "more", "source", "said_on")
SHOWN = 8  # sentences of one link or event


def network_data(
    network: Network, places: Mapping[str, Placed], words: Words
) -> dict[str, Any]:
    """Return what `web/src/network.js` draws: nodes by number, edges between them."""
    number = {iri: index for index, iri in enumerate(places)}
    return {
        "words": script_words(words, "hint", "not_found", "no_webgl"),
        "nodes": [_node(spot, words) for spot in places.values()],
        "edges": [
            _edge(edge, aside, number, words) for edge, aside in parallel(network.edges)
        ],
    }


def script_words(words: Words, *keys: str) -> dict[str, str]:
    """Return what `web/src/panel.js` says, and what a script says besides."""
    return words.phrases((*_PANEL, *Factuality, *keys))


def quoted(quotes: tuple[Quote, ...]) -> dict[str, Any]:
    """Return the sentences to show, one of each factuality at least; and how many more.

    >>> quoted(())
    {'quotes': [], 'more': 0}
    """
    kinds: dict[str, list[Quote]] = {}
    for quote in quotes:
        kinds.setdefault(quote.factuality, []).append(quote)
    first = [own[0] for own in kinds.values()]
    rest = [quote for own in kinds.values() for quote in own[1:]]
    chosen = (first + rest)[:SHOWN]
    shown = [quote for quote in quotes if quote in chosen]
    return {
        "quotes": [asdict(quote) for quote in shown],
        "more": len(quotes) - len(shown),
    }


def _node(spot: Placed, words: Words) -> dict[str, Any]:
    family = family_of(spot.node.kind)
    about = (spot.node.kind_label, words.count("claims", spot.node.claims))
    return {
        "label": spot.node.label,
        "about": ", ".join(filter(None, about)),
        "x": spot.x,
        "y": spot.y,
        "radius": spot.radius,
        "colour": family.colour,
        "shape": _shape(family.shape),
    }


def _shape(shape: Shape) -> dict[str, float]:
    turn = round(math.radians(shape.turn), 4)
    return {"sides": shape.sides, "turn": turn, "reach": round(shape.reach, 4)}


def _edge(
    edge: Edge, aside: float, number: Mapping[str, int], words: Words
) -> dict[str, Any]:
    sure = [each for each, _ in edge.factualities]
    line = line_of(sure)
    return {
        "source": number[edge.source],
        "target": number[edge.target],
        "label": edge.label,
        "sure": words.sureness(edge.factualities),
        "colour": line.colour,
        "dash": line.dash or (0, 0),
        "cross": line.cross or is_contested(sure),
        "head": edge.is_directed,
        "aside": aside if edge.source < edge.target else -aside,
        "width": weight_of(edge),
        **quoted(edge.quotes),
    }

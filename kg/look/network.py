"""Who is linked with whom by what is claimed: the values of a network picture."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from kg.errors import SettingsError
from kg.look.claims import Claims, Quote, Said
from kg.model import Role

NETWORK_LIMIT = 300  # actors that a reader can still tell apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor, place or event, and how many of the claims name it."""

    iri: str
    label: str
    kind: str
    kind_label: str
    country: str | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What is claimed between two nodes under one class of event or relation.

    `factualities` counts the claims of each, the surest first; `first` and `last` are
    the days between which it falls as far as known; `quotes` has one for each claim.
    """

    source: str
    target: str
    name: str
    label: str
    is_directed: bool
    factualities: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    claims: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and edges, the most claimed first, and how much was left out.

    `chosen` are the filters with their values; `unlinked` counts the actors whose
    claims link them to no other.
    """

    chosen: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    claims: int
    omitted_nodes: int
    omitted_edges: int
    unlinked: int


End = tuple[str, str, bool]
Key = tuple[str, str, str, bool]


def as_network(claims: Claims, limit: int = NETWORK_LIMIT) -> Network:
    """Return the network of the most-claimed actors of a selection.

    Args:
        claims: what is claimed.
        limit: how many nodes are kept at most.

    Raises:
        SettingsError: the limit is lower than 2.
    """
    if limit < 2:
        raise SettingsError(f"a network needs at least 2 actors, not {limit}")
    linking: dict[Key, list[Said]] = defaultdict(list)
    for said in claims.said:
        for source, target, is_directed in set(_ends(said)):
            linking[source, target, said.name, is_directed].append(said)
    counts = _counts(claims)
    linked = {iri for source, target, *_ in linking for iri in (source, target)}
    nodes = sorted((_node(claims, iri, counts[iri]) for iri in linked), key=_order)
    kept = nodes[:limit]
    names = {node.iri for node in kept}
    edges = [
        _edge(claims, key, said)
        for key, said in linking.items()
        if key[0] in names and key[1] in names
    ]
    edges.sort(key=lambda edge: (-edge.claims, edge.source, edge.target, edge.name))
    drawn = {iri for edge in edges for iri in (edge.source, edge.target)}
    return Network(
        chosen=claims.chosen,
        nodes=tuple(node for node in kept if node.iri in drawn),
        edges=tuple(edges),
        claims=len({quote.claim for edge in edges for quote in edge.quotes}),
        omitted_nodes=len(nodes) - len(drawn),
        omitted_edges=len(linking) - len(edges),
        unlinked=len(set(counts) - linked),
    )


def _ends(said: Said) -> Iterator[End]:
    """Yield which nodes a claim links, and whether in one direction."""
    filled: dict[str, list[str]] = defaultdict(list)
    for role, filler in said.roles:
        filled[role].append(filler)
    agents, targets = filled[Role.AGENT], filled[Role.TARGET]
    participants, places = filled[Role.PARTICIPANT], filled[Role.PLACE]
    pairs = [(*pair, True) for pair in product(filled["subject"], filled["object"])]
    pairs += [(*pair, True) for pair in product(agents, targets or places)]
    if participants:
        pairs += [(*pair, False) for pair in combinations(agents + participants, 2)]
    if not agents:
        pairs += [(*pair, False) for pair in product(participants + targets, places)]
    for source, target, is_directed in pairs:
        if source != target:
            first, second = sorted((source, target))
            ends = (source, target) if is_directed else (first, second)
            yield (*ends, is_directed)


def _counts(claims: Claims) -> Counter[str]:
    """Count the claims that name each thing in a role."""
    named: Counter[str] = Counter()
    for said in claims.said:
        named.update({filler for _, filler in said.roles})
    return named


def _node(claims: Claims, iri: str, count: int) -> Node:
    thing = claims.things[iri]
    return Node(
        iri=iri,
        label=thing.label,
        kind=thing.kind,
        kind_label=thing.kind_label,
        country=thing.country,
        claims=count,
    )


def _order(node: Node) -> tuple[int, str, str]:
    return -node.claims, node.label, node.iri


def _edge(claims: Claims, key: Key, every: Sequence[Said]) -> Edge:
    source, target, name, is_directed = key
    quotes = claims.quotes(every)
    days = [said.moment for said in every if said.moment]
    return Edge(
        source=source,
        target=target,
        name=name,
        label=every[0].class_label,
        is_directed=is_directed,
        factualities=tuple(Counter(quote.factuality for quote in quotes).items()),
        first=min((day.first for day in days if day.first), default=None),
        last=max((day.last for day in days if day.last), default=None),
        claims=len(every),
        quotes=quotes,
    )

"""An actor for readers: names, relations, what happened, and what it says itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.iris import RELATIONS, VOCABULARY
from kg.pages.claims import Reference
from kg.pages.entries import Entry, Tie, event_entries, ties
from kg.pages.graph import Graph, Thing
from kg.pages.lists import Slice, cut
from kg.pages.reading import corrections_of, reference_of
from kg.query import Edit
from kg.query.internal import text
from kg.query.names import WELL_KNOWN, vocabulary
from kg.store import DEFAULT_GRAPH

SIZE = 50  # claims on one page
EVENTS = 500  # that the timeline shows at most

_LABELS = tuple(f"{WELL_KNOWN['skos']}{name}" for name in ("prefLabel", "altLabel"))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Known:
    """What the registry knows of two actors: a relation, with no claim behind it."""

    subject: Thing
    relation: Thing
    object: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An event, and the roles that the actor has in it by some claim."""

    entry: Entry
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A claim of the actor: about what, in which words, and when."""

    claim: Reference
    about: Thing
    quote: str
    uttered_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A document that names the actor, and how often."""

    document: Thing
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor.

    `names` are pairs of a name and its language, the preferred ones first. `events`
    tells how many there are where `timeline` holds only the first of them.
    """

    thing: Thing
    kinds: tuple[Thing, ...]
    names: tuple[tuple[str, str], ...]
    countries: tuple[Thing, ...]
    ties: tuple[Tie, ...]
    known: tuple[Known, ...]
    timeline: tuple[Part, ...]
    events: int
    namings: tuple[Naming, ...]
    sayings: Slice[Saying]
    edits: tuple[Edit, ...]


def read_actor(graph: Graph, iri: str, page: int) -> Actor | None:
    """Return an actor, None where there is no such page of its claims.

    Args:
        graph: where it is read.
        iri: the actor.
        page: which page of what it says, from 1.
    """
    node = NamedNode(iri)
    sayings = cut(graph.rows("actor-claims", actor=node), page, SIZE)
    if sayings is None:
        return None
    related = tuple(t for t in ties(graph) if iri in {t.subject.iri, t.object.iri})
    parts = _parts(graph, node)
    return Actor(
        thing=graph.thing(node),
        kinds=tuple(graph.kinds(iri)),
        names=tuple(_names(graph, iri)),
        countries=tuple(map(graph.thing, graph.values(iri, f"{VOCABULARY}country"))),
        ties=related,
        known=tuple(sorted(_known(graph, node, related))),
        timeline=parts[:EVENTS],
        events=len(parts),
        namings=tuple(_namings(graph, node)),
        sayings=Slice(
            items=tuple(
                Saying(
                    claim=reference_of(graph, row),
                    about=graph.thing(row["about"]),
                    quote=text(row, "quote"),
                    uttered_on=text(row, "uttered_on"),
                )
                for row in sayings.items
            ),
            number=sayings.number,
            last=sayings.last,
            total=sayings.total,
        ),
        edits=corrections_of(graph, iri),
    )


def _names(graph: Graph, iri: str) -> Iterator[tuple[str, str]]:
    """Yield all names but the one that heads the page."""
    shown = {graph.thing(NamedNode(iri)).label}
    for property_ in _LABELS:
        for name in graph.values(iri, property_):
            if name.value not in shown:
                shown.add(name.value)
                yield name.value, getattr(name, "language", None) or ""


def _known(graph: Graph, node: NamedNode, related: tuple[Tie, ...]) -> Iterator[Known]:
    """Yield what the registry knows and no claim says."""
    said = {(t.subject.iri, t.entry.kind.iri, t.object.iri) for t in related}
    store, known = graph.store, vocabulary("knownWith")
    forth = store.quads_for_pattern(node, known, None, DEFAULT_GRAPH)
    back = store.quads_for_pattern(None, known, node, DEFAULT_GRAPH)
    pairs = {(quad.subject, quad.object) for quad in (*forth, *back)}
    for subject, object_ in pairs:
        for edge in store.quads_for_pattern(subject, None, object_, DEFAULT_GRAPH):
            triple = (_iri(subject), edge.predicate.value, _iri(object_))
            if edge.predicate.value.startswith(RELATIONS) and triple not in said:
                yield Known(
                    subject=graph.thing(subject),
                    relation=graph.thing(edge.predicate),
                    object=graph.thing(object_),
                )


def _iri(node: object) -> str:
    return str(getattr(node, "value", node))


def _parts(graph: Graph, node: NamedNode) -> tuple[Part, ...]:
    """Return the events of an actor by their dates."""
    roles: dict[str, list[str]] = {}
    for row in graph.rows("actor-events", actor=node):
        roles.setdefault(text(row, "event"), []).append(graph.label(row["property"]))
    entries = event_entries(graph)
    found = [
        Part(entry=entries[iri], roles=tuple(names))
        for iri, names in roles.items()
        if iri in entries
    ]
    order = {iri: place for place, iri in enumerate(entries)}
    return tuple(sorted(found, key=lambda part: order[part.entry.thing.iri]))


def _namings(graph: Graph, node: NamedNode) -> Iterator[Naming]:
    counts = Counter(row["document"] for row in graph.rows("mentions", actor=node))
    for document, count in counts.items():
        yield Naming(document=graph.document(document), count=count)

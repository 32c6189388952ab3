"""Documents and events checked apart, and the outline, find what one check does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.namespace import DCTERMS, PROV

from kg.iris import DEFAULT_BASE
from kg.model import Finding
from kg.pipeline import alone
from kg.pipeline.alone import findings_alone
from kg.pipeline.recounting import derive_edges
from kg.pipeline.vocabulary import ontology as ontology_triples
from kg.store import (
    RDF_TYPE,
    as_graph,
    as_named,
    as_quad,
    as_store,
    as_triple,
    construct_edges,
    parse_file,
    parse_graph,
)
from kg.validate import (
    OF_DOCUMENTS,
    OF_EVENTS,
    OF_OUTLINE,
    Checker,
    Data,
    ontology,
    report_graph,
    validate,
)
from kg.vocabulary import GAF, KG, NIF

CASES = Path(__file__).parents[1] / "shapes"
SHAPES = "https://w3id.org/kroniek/shapes#"
MENTION, DOCUMENT = as_named(GAF.denotedBy), as_named(KG.Document)
ABOUT = [as_named(KG.aboutEvent), as_named(KG.aboutRelation)]
VALUES = [as_named(KG.time), as_named(KG["count"])]
VOICE = [as_named(KG.aboutEvent), as_named(KG.factuality)]
REL = "https://w3id.org/kroniek/rel#"
WITHIN = [
    as_named(term)
    for term in (
        PROV.wasDerivedFrom,
        NIF.referenceContext,
        PROV.used,
        DCTERMS.isPartOf,
    )
]
# What no build makes: claims and turns that answer those of other documents, mentions
# that are no spans, events without a claim, edges that are not derived.
NOT_BUILT = {
    "actor-mention",
    "claim-response-later",
    "claim-same-document",
    "edge-earned",
    "edge-not-to-self",
    "event-mention",
    "turn-answers-own-document",
}
Triples = set[pyoxigraph.Triple]


def named_graphs(path: Path) -> tuple[dict[str, Triples], Triples]:
    """Return the graph of each document of a TriG file, and what they share."""
    found: dict[str, Triples] = {}
    for quad in pyoxigraph.parse(path=path):
        name = getattr(quad.graph_name, "value", "")
        found.setdefault(name, set()).add(quad.triple)
    shared = found.pop("")
    return found, shared


def around(own: Triples, shared: Triples) -> Iterator[tuple]:
    """Yield what a document is checked with: actors, and the classes of events."""
    nodes = {t.subject for t in own} | {t.object for t in own}
    for triple in shared:
        is_event = (
            "/ev/" in triple.subject.value or "/relation/" in triple.subject.value
        )
        if triple.subject in nodes and (triple.predicate == RDF_TYPE or not is_event):
            yield tuple(triple)


def by_document(
    documents: dict[str, Triples], shared: Triples, texts: Triples
) -> set[Finding]:
    """Return what documents break, each looked at alone."""
    found: set[Finding] = set()
    for name, own in documents.items():
        text = [tuple(t) for t in texts if t.subject.value == name]
        (findings,) = findings_alone(
            [[*map(tuple, own), *text]],
            around(own, shared),
            shapes=OF_DOCUMENTS,
            base=DEFAULT_BASE,
        )
        found.update(findings)
    return found


class Events:
    """The events and relations of a graph, by which it is looked at in parts."""

    def __init__(self, graph: Triples) -> None:
        self.of: dict[str, list[pyoxigraph.Triple]] = defaultdict(list)
        self.claims: dict[str, set[str]] = defaultdict(set)
        for triple in graph:
            self.of[triple.subject.value].append(triple)
            if triple.predicate in ABOUT:
                self.claims[triple.object.value].add(triple.subject.value)
        self.edges = {
            triple for triple in graph if triple.predicate.value.startswith(REL)
        }
        self.things = {
            name
            for name in (*self.of, *self.claims)
            if "/ev/" in name or "/relation/" in name
        }

    def parts(self, size: int) -> Iterator[set[str]]:
        """Yield events and relations, some together, with their claims and values."""
        ordered = sorted(self.things)
        for first in range(0, len(ordered), size):
            things = set(ordered[first : first + size])
            yield self.with_values(things.union(*(self.claims[t] for t in things)))
        about = set().union(*self.claims.values())
        loose = ("/claim/", "/id/time-", "/id/qty-")
        nodes = {name for name in self.of if any(part in name for part in loose)}
        yield nodes - self.with_values(about | self.things)

    def with_values(self, nodes: set[str]) -> set[str]:
        """Return nodes, and the times and quantities that they have."""
        values = {
            t.object.value for n in nodes for t in self.of[n] if t.predicate in VALUES
        }
        return nodes | values

    def triples(self, nodes: Iterable[str]) -> list[tuple]:
        """Return what is said of nodes, but no edges."""
        every = (t for node in nodes for t in self.of[node])
        return [tuple(t) for t in every if t not in self.edges]

    def around(self, own: set[str]) -> tuple[list[tuple], set[str]]:
        """Return what own nodes speak of, and which of these nodes are of others."""
        named = {t.object.value for node in own for t in self.of[node]} - own
        events = named & self.things
        actors = {node for node in self.of if node not in self.things} & named
        voices = set().union(*(self.claims[event] for event in events)) - own
        told = [
            tuple(t)
            for claim in voices
            for t in self.of[claim]
            if t.predicate in VOICE or t.predicate == RDF_TYPE
        ]
        described = self.triples(self.with_values(events) | actors)
        return [*told, *described], events | voices


def by_event(graph: Triples, size: int = 40) -> set[Finding]:
    """Return what events and relations break, some looked at together."""
    events = Events(graph)
    found: set[Finding] = set()
    for own in events.parts(size):
        near, others = events.around(own)
        (findings,) = findings_alone(
            [events.triples(own)],
            near,
            shapes=OF_EVENTS,
            base=DEFAULT_BASE,
            others=others,
        )
        found.update(findings)
    return found


def edges_by_event(graph: Triples, size: int) -> set[tuple[str, str, str]]:
    """Return the edges that events and relations earn, some looked at together."""
    events = Events(graph)
    return set().union(
        *(
            derive_edges([*events.triples(own), *events.around(own)[0]])
            for own in events.parts(size)
        )
    )


def outline(graph: Triples, *vocabulary: pyoxigraph.Triple) -> set[Finding]:
    """Return what is broken by all that is no document, claim or derived edge."""
    events = Events(graph)
    parts, rest = parts_of(graph - events.edges)
    claims = {t for own in parts.values() for t in own if t.predicate == RDF_TYPE}
    data = Data([*rest, *claims, *vocabulary])
    return set(Checker(data, alone.shapes_of(*OF_OUTLINE)).report().findings)


def spoilt(documents: dict[str, Triples], one_in: int) -> dict[str, Triples]:
    """Leave out one triple in so many, the same ones in each run."""

    def stays(triple: pyoxigraph.Triple) -> bool:
        digest = sha256(str(triple).encode()).digest()
        return bool(int.from_bytes(digest[:4]) % one_in)

    return {name: set(filter(stays, own)) for name, own in documents.items()}


def parts_of(graph: Triples) -> tuple[dict[str, Triples], Triples]:
    """Return the part of each document of a graph without names, and the rest."""
    documents = {t.subject.value for t in graph if t.object == DOCUMENT}
    home = {node: node for node in documents}
    for triple in graph:
        if triple.predicate in WITHIN and triple.object.value in documents:
            home[triple.subject.value] = triple.object.value
    parts: dict[str, Triples] = {name: set() for name in documents}
    rest: Triples = set()
    for triple in graph:
        said = triple.object if triple.predicate == MENTION else triple.subject
        parts.get(home.get(said.value, ""), rest).add(triple)
    return parts, rest


def names(findings: Iterable[Finding]) -> set[str]:
    """Return the names of the shapes of findings."""
    return {finding.shape.removeprefix(SHAPES) for finding in findings}


def test_the_report_of_the_corpus(built):
    """The report of a build is that of a check of the whole graph at once."""
    vocabulary, texts = (
        parse_graph([built.folder / f"{name}.ttl"]) for name in ("vocabulary", "texts")
    )
    graph = parse_graph([built.folder / f"{name}.ttl" for name in ("graph", "edges")])
    whole = validate(graph, alone.shapes_of().graph, vocabulary=vocabulary, texts=texts)
    told = {quad.triple for quad in pyoxigraph.parse(path=built.folder / "report.ttl")}

    assert set(map(as_triple, report_graph(whole))) == told
    assert whole.findings


@pytest.mark.parametrize("one_in", [150])
def test_the_corpus_with_holes(built, one_in):
    """Wherever something is missing, it is found in the document that it is of."""
    documents, shared = named_graphs(built.folder / "graph.trig")
    others = [
        set(parse_file(built.folder / f"{name}.ttl"))
        for name in ("edges", "vocabulary", "texts")
    ]
    holes = spoilt({**documents, "": shared}, one_in)
    shared = holes.pop("")
    edges, vocabulary, texts = others
    graph = shared.union(*holes.values())
    report = validate(
        as_graph(graph | edges),
        alone.shapes_of().graph,
        vocabulary=as_graph(vocabulary),
        texts=as_graph(texts),
    )
    parts = by_document(holes, shared, texts)
    events = by_event(graph)
    found = parts | events | outline(graph, *vocabulary)

    missing = sorted(set(report.findings) - found)
    # An event whose mentions are all left out has none in any document, and an edge is
    # not earned any more where a claim of it was left out; builds derive it then.
    assert names(missing) <= {"event-mention", "edge-earned"}
    assert found <= set(report.findings)
    assert len(names(parts)) > 5
    assert len(names(events)) > 5
    assert min(len(parts), len(events)) > 30


@pytest.mark.parametrize("size", [1, 7])
def test_the_edges_of_a_corpus_with_holes(built, size):
    """What events earn apart is what all earn together."""
    documents, shared = named_graphs(built.folder / "graph.trig")
    holes = spoilt({**documents, "": shared}, 40)
    graph = {
        t for t in set().union(*holes.values()) if not t.predicate.value.startswith(REL)
    }
    whole = construct_edges(as_store(graph))

    assert edges_by_event(graph, size) == {
        tuple(term.value for term in edge) for edge in whole
    }
    assert len(whole) > 30


def test_an_edge_that_is_not_earned():
    """It is found in the part that has it, and in no other."""
    one, other = (pyoxigraph.NamedNode(f"{DEFAULT_BASE}id/state-{s}") for s in "ab")
    edge = (one.value, f"{REL}arrested", other.value)
    found = findings_alone(
        [[], [], []], (), shapes=OF_EVENTS, base=DEFAULT_BASE, edges=[(), {edge}, ()]
    )

    assert [names(own) for own in found] == [set(), {"edge-earned"}, set()]


def cases() -> list[str]:
    """Return the shapes that have a case; some are not looked at in any build."""
    found = sorted(path.parent.name for path in CASES.glob("*/bad.ttl"))
    return [name for name in found if name not in NOT_BUILT]


@pytest.mark.parametrize("case", cases())
def test_each_shape(case, monkeypatch):
    """What breaks a shape breaks it when documents and events are looked at alone."""
    monkeypatch.setattr(alone, "vocabulary", lambda _: map(as_quad, ontology_triples()))
    graph = set(parse_file(CASES / case / "bad.ttl"))
    parts, rest = parts_of(graph)
    texts = {t for t in graph if t.predicate == as_named(NIF.isString)}
    whole = set(validate(as_graph(graph), alone.shapes_of().graph).findings)
    own = by_document(parts, rest, texts) | by_event(graph)

    assert own | outline(graph, *map(as_triple, ontology())) == whole
    assert own <= whole

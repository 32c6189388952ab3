"""Documents checked one by one, and what crosses them, find what one check does."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.namespace import DCTERMS, PROV

from kg.iris import DEFAULT_BASE
from kg.model import Finding
from kg.pipeline.telling import Layers, findings_of
from kg.store import RDF_TYPE, as_graph, as_named, as_triple, parse_file, parse_graph
from kg.validate import (
    Checker,
    Data,
    load_shapes,
    load_shapes_across,
    ontology,
    report_graph,
    validate,
)
from kg.vocabulary import GAF, KG, NIF

CASES = Path(__file__).parents[1] / "shapes"
SHAPES = "https://w3id.org/kroniek/shapes#"
MENTION, DOCUMENT = as_named(GAF.denotedBy), as_named(KG.Document)
WITHIN = [
    as_named(term)
    for term in (
        PROV.wasDerivedFrom,
        NIF.referenceContext,
        PROV.used,
        DCTERMS.isPartOf,
    )
]
# Documents that no reader makes: claims and turns that answer those of other documents,
# mentions that are no spans, events without a claim.
NOT_BUILT = {
    "actor-mention",
    "claim-response-later",
    "claim-same-document",
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
        is_event = "/ev/" in triple.subject.value or "/rel/" in triple.subject.value
        if triple.subject in nodes and (triple.predicate == RDF_TYPE or not is_event):
            yield tuple(triple)


def by_document(
    documents: dict[str, Triples], shared: Triples, texts: Triples
) -> set[Finding]:
    """Return what documents break, each looked at alone."""
    found: set[Finding] = set()
    for name, own in documents.items():
        text = [tuple(t) for t in texts if t.subject.value == name]
        layers = Layers(words=[tuple(t) for t in own], statements=(), text=text)
        (findings,) = findings_of([layers], around(own, shared), DEFAULT_BASE)
        found.update(findings)
    return found


def across(triples: Iterable[pyoxigraph.Triple]) -> set[Finding]:
    """Return what a graph breaks as a whole."""
    return set(Checker(Data(triples), load_shapes_across()).report().findings)


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
    whole = validate(graph, load_shapes(), vocabulary=vocabulary, texts=texts)
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
    holes = spoilt(documents, one_in)
    whole = as_graph(shared.union(*holes.values(), others[0]))
    vocabulary, texts = map(as_graph, others[1:])
    report = validate(whole, load_shapes(), vocabulary=vocabulary, texts=texts)
    parts = by_document(holes, shared, others[2])
    found = parts | across(shared.union(*holes.values(), *others))

    missing = sorted(set(report.findings) - found)
    # An event whose mentions are all left out has none in any document.
    assert names(missing) <= {"event-mention"}
    assert found <= set(report.findings)
    assert len(names(parts)) > 5
    assert len(parts) > 30


def cases() -> list[str]:
    """Return the shapes that have a case; some are not looked at in any build."""
    found = sorted(path.parent.name for path in CASES.glob("*/bad.ttl"))
    return [name for name in found if name not in NOT_BUILT]


@pytest.mark.parametrize("case", cases())
def test_each_shape(case):
    """What breaks a shape breaks it when documents are looked at alone."""
    graph = set(parse_file(CASES / case / "bad.ttl"))
    parts, rest = parts_of(graph)
    vocabulary = set(map(as_triple, ontology()))
    texts = {t for t in graph if t.predicate == as_named(NIF.isString)}
    whole = set(validate(as_graph(graph), load_shapes()).findings)
    own = by_document(parts, rest, texts)

    assert own | across(graph | vocabulary) == whole
    assert own <= whole

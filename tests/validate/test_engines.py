"""Validation finds the same whether pySHACL is asked of all nodes or of suspects.

Many small graphs are put into one, each under a base of its own: pySHACL takes longer
to begin than to look at them.
"""

import random
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import BNode, Node
from reference_engine import VALUES, Findings, moved, shipped, unscreened

from kg.errors import KroniekError
from kg.model import Finding
from kg.store import as_graph, parse_file
from kg.validate import engine, load_shapes, quarantine, validate
from kg.validate.data import Data, Triple
from kg.validate.engine import ontology
from kg.validate.findings import read_findings
from kg.validate.plans import Shapes
from kg.validate.screening import Screened, screen

HERE = Path(__file__).parent
FILES = sorted((HERE.parent / "shapes").glob("*/*.ttl"))
GRAPHS = [set(Graph().parse(path)) for path in FILES]
SAMPLE = set(Graph().parse(HERE / "sample.ttl"))
TEXTS = set(Graph().parse(HERE / "sample-texts.ttl"))
SHAPES = load_shapes()
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
KINDS = sorted(set(SHAPES.objects(None, SH.targetClass)))
PROPERTIES = sorted(
    {predicate for graph in [SAMPLE, *GRAPHS] for _, predicate, _ in graph}
    | {path for path in SHAPES.objects(None, SH.path) if isinstance(path, URIRef)}
    | set(SHAPES.objects(None, SH.targetSubjectsOf))
)
# What pySHACL compares by order, for which it refuses some values.
COMPARED = {
    end
    for term in (SH.lessThan, SH.lessThanOrEquals)
    for shape in SHAPES.subjects(term)
    for end in (SHAPES.value(shape, SH.path), SHAPES.value(shape, term))
}
ODD = [v for v in VALUES if not isinstance(v, BNode) and str(v) != "NaN"]


def kind_of(value: Node) -> object:
    """Return what a value must have in common with another to be compared with it."""
    return (
        (value.datatype, value.language) if isinstance(value, Literal) else type(value)
    )


def changed(graph: set[Triple], chance: random.Random, *, is_odd: bool) -> set[Triple]:
    """Return a graph with some of its triples changed.

    Args:
        graph: triples that fit the shapes, or nearly.
        chance: where the changes come from.
        is_odd: whether values may be of another kind than before.
    """
    triples = set(graph)
    for _ in range(chance.randint(1, 4)):
        ordered = sorted(triples)
        subject, predicate, value = chance.choice(ordered)
        others = [other for _, _, other in ordered]
        if is_odd:
            others += ODD
            said = chance.choice([predicate, chance.choice(PROPERTIES)])
            if said in COMPARED:
                others = [v for v in others if getattr(v, "value", v) is not None]
        else:
            others = [other for other in others if kind_of(other) == kind_of(value)]
            said = predicate
        change = chance.choice(["leave", "put", "put", "add", "type", "move"])
        if change in {"leave", "put", "move"}:
            triples.discard((subject, predicate, value))
        if change in {"put", "add"}:
            triples.add((subject, said, chance.choice(others)))
        if change == "move":
            triples.add((chance.choice(ordered)[0], predicate, value))
        if change == "type":
            triples.add((subject, RDF.type, chance.choice(KINDS)))
    return triples


def many_changed(seed: int, number: int, *, is_odd: bool) -> Graph:
    """Return many changed graphs, with the texts that they are about, as one."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    mixed: set[Triple] = set()
    for base in range(number):
        is_sample = chance.random() < 1 / 3
        graph = SAMPLE | TEXTS if is_sample else chance.choice(GRAPHS)
        mixed |= moved(changed(graph, chance, is_odd=is_odd), base)
    return as_graph(mixed)


def test_all_shapes_are_screened() -> None:
    """No shape of ours is left to pySHACL for all nodes."""
    shapes = Shapes(SHAPES)
    plans = shapes.plans(Data(ontology()))
    targeted = {shape for target in TARGETS for shape in SHAPES.subjects(target)}

    assert shapes.targeted == targeted
    assert len(targeted) > 130
    for shape in targeted:
        assert plans.core(shape) or plans.questions(shape)


def test_cases_of_shapes() -> None:
    """Of all graphs that fit a shape or break it pySHACL as shipped finds the same."""
    data = as_graph(t for n, graph in enumerate(GRAPHS) for t in moved(graph, n))
    found = validate(data, SHAPES).findings

    assert found == shipped(SHAPES, ontology(), data)
    assert len(GRAPHS) > 210
    assert len({finding.shape for finding in found}) > 105


def test_changed_graphs() -> None:
    """Whatever is wrong with a graph, pySHACL as shipped finds the same."""
    data = many_changed(1, 30, is_odd=False)
    found = validate(data, SHAPES).findings

    assert found == shipped(SHAPES, ontology(), data)
    assert broken(found) > 20


@pytest.mark.parametrize("seed", range(2, 4))
def test_oddly_changed_graphs(seed: int) -> None:
    """Values of any kind change nothing.

    They are compared as SPARQL 1.1 has it; rdflib gives unlike values an order.
    """
    data = many_changed(seed, 60, is_odd=True)
    found = validate(data, SHAPES).findings

    assert found == unscreened(SHAPES, ontology(), data)
    assert broken(found) > 40


def broken(found: Findings) -> int:
    """Return how many of the graphs put into one have findings."""
    return len({finding.focus_node.split("/")[3] for finding in found})


@pytest.mark.parametrize("seed", range(4))
def test_quarantine_of_changed_graphs(seed: int) -> None:
    """The same is set apart, round by round, or the same error says why not."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    data = as_graph(changed(SAMPLE, chance, is_odd=seed % 2 == 0))
    with pytest.MonkeyPatch.context() as patched:
        told = frozenset[Finding]()
        patched.setattr(engine, "screen", lambda s, *_, **__: Screened(s.graph, told))
        expected = outcome(data)

    assert outcome(data) == expected


def outcome(data: Graph) -> object:
    """Return what quarantine makes of a graph, or its error."""
    try:
        kept, quarantined, report = quarantine(
            data, shapes=SHAPES, texts=as_graph(TEXTS)
        )
    except KroniekError as error:
        return str(error)
    return set(kept), set(quarantined), report


@pytest.fixture(scope="module")
def build(built) -> dict[str, Graph]:
    """Return the files of the build of the corpus."""
    names = ("graph.ttl", "edges.ttl", "vocabulary.ttl", "texts.ttl")
    return {name: as_graph(parse_file(built.folder / name)) for name in names}


def test_document_of_the_corpus(built, build: dict[str, Graph]) -> None:
    """Of one paper and its texts pySHACL as shipped finds the same."""
    quads = pyoxigraph.parse(path=built.folder / "graph.trig")
    papers: dict[object, list[pyoxigraph.Triple]] = {}
    for quad in quads:
        papers.setdefault(quad.graph_name, []).append(quad.triple)
    smallest = min((p for p in papers.values() if len(p) > 500), key=len)
    data, texts = as_graph(smallest), build["texts.ttl"]
    found = validate(data, SHAPES, texts=texts).findings

    assert found == shipped(SHAPES, ontology(), texts, data)
    assert len(found) > 10


def test_build(build: dict[str, Graph]) -> None:
    """On a real graph all is said without pySHACL, and is what it would say."""
    mixed = Data(t for g in (ontology(), *build.values()) for t in g)
    shapes, told = screen(Shapes(SHAPES), mixed)
    again = read_findings(engine.run(only(told), mixed), SHAPES)

    assert not set(shapes.objects(None, SH.targetNode))
    assert len(told) > 40
    assert set(again) == told


def only(findings: Iterable[Finding]) -> Graph:
    """Return our shapes with nothing but the focus nodes of findings as targets."""
    shapes = Graph() + SHAPES
    for target in TARGETS:
        shapes.remove((None, target, None))
    for finding in findings:
        target = URIRef(finding.focus_node)
        shapes.add((URIRef(finding.shape), SH.targetNode, target))
    return shapes

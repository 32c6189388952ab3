"""Which focus nodes need a closer look: pySHACL is slow, and nearly all nodes fit.

They are found by queries (`kg.validate.plans`). What breaks a core constraint is for
pySHACL alone to say: it is asked of these nodes only, with shapes that have them as
their targets. But where too few values are all that can be wrong, no more is to be
said; and what breaks a SPARQL constraint is said by the solutions of its query.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyoxigraph
from rdflib import Graph, Literal
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import BNode, Node

from kg.model import Finding
from kg.validate.components import Inexpressible, constant
from kg.validate.data import Data, Triple, as_written
from kg.validate.findings import path_text
from kg.validate.plans import TARGETS, Shapes
from kg.validate.solutions import Question, read_solutions

_OTHER_TARGETS = (
    (None, SH.target, None),
    (None, RDF.type, RDFS.Class),  # a shape that is a class is about its instances
    (None, RDFS.subClassOf, RDFS.Class),
)


class Screened(NamedTuple):
    """What is left for pySHACL, and what is known without it.

    Args:
        shapes: those with targets that may not fit them; none if all fit.
        findings: of SPARQL constraints, and of values that are too few.
    """

    shapes: Graph
    findings: frozenset[Finding]


def screen(
    shapes: Shapes, data: Data, *, others: Collection[Node] = frozenset()
) -> Screened:
    """Return shapes whose targets are only the nodes that may not fit them.

    Validation with them finds, with the findings that are returned, what validation
    with the shapes themselves finds. Shapes that no node can break are left out. A
    shape with a constraint that cannot be screened keeps its targets, and then all
    shapes are kept, since it may rest on any.

    Args:
        shapes: the shapes.
        data: what is to be validated, with the ontology.
        others: nodes that may be left out.
    """
    graph, asked = shapes.graph, Screen(shapes, data)
    suspects: dict[Node, set[Node]] = {}
    findings: set[Finding] = set()
    spared = frozenset(map(str, others))
    left = []
    for shape in shapes.targeted:
        try:
            found = asked.of(shape)
        except Inexpressible:
            left.append(shape)
            continue
        findings |= {f for f in found.findings if f.focus_node not in spared}
        for part, nodes in found.suspects.items():
            if accused := nodes.difference(others):
                suspects.setdefault(part, set()).update(accused)
    is_whole = left or any(pattern in graph for pattern in _OTHER_TARGETS)
    narrowed = Graph(bind_namespaces="none")
    narrowed += graph if is_whole else _parts(graph, suspects)
    for shape in shapes.targeted.difference(left):
        for target in TARGETS:
            narrowed.remove((shape, target, None))
    for shape, nodes in suspects.items():
        for node in nodes:
            narrowed.add((shape, SH.targetNode, node))
    return Screened(narrowed, frozenset(findings))


def _parts(shapes: Graph, roots: Iterable[Node]) -> Iterator[Triple]:
    """Yield what shapes say of themselves and of all that they refer to."""
    waiting, known = list(roots), set()
    while waiting:
        node = waiting.pop()
        if node not in known:
            known.add(node)
            for triple in shapes.triples((node, None, None)):
                yield triple
                waiting.append(triple[2])


class OfShape(NamedTuple):
    """What screening finds of one shape.

    Args:
        suspects: focus nodes that may not fit it, by the part that they may not fit:
            the shape, or one of its property shapes.
        findings: of its SPARQL constraints, and of values that are too few.
    """

    suspects: Mapping[Node, set[Node]]
    findings: set[Finding]


class Screen:
    """Finds the focus nodes of shapes that may not fit them.

    Args:
        shapes: the shapes.
        data: what is to be validated, with the ontology.
    """

    def __init__(self, shapes: Shapes, data: Data) -> None:
        self._shapes = shapes
        self._data = data
        self._plans = shapes.plans(data)

    def of(self, shape: Node) -> OfShape:
        """Return what may not fit a shape.

        Raises:
            Inexpressible: the shape has a constraint that cannot be screened.
        """
        if not self._first(f"{self._plans.focus(shape)} LIMIT 1"):
            return OfShape({}, set())
        suspects = self._core_suspects(shape)
        findings: set[Finding] = set()
        for part in filter(self._plans.only_counts, list(suspects)):
            findings |= self._too_few(part, suspects.pop(part))
        for asked in self.questions(shape):
            solutions = self._ask(asked.query, self._data.by_value)
            told = read_solutions(asked, solutions, shape, self._shapes.reader)
            findings |= told.findings
            if told.suspects:
                suspects.setdefault(shape, set()).update(told.suspects)
        return OfShape(suspects, findings)

    def questions(self, shape: Node) -> Sequence[Question]:
        """Return what is asked for the SPARQL constraints of a shape.

        Raises:
            Inexpressible: a constraint cannot be asked of all nodes at once.
        """
        questions = self._plans.questions(shape)
        if questions:
            self._check_values(shape)
        return questions

    def _core_suspects(self, shape: Node) -> dict[Node, set[Node]]:
        """Return the focus nodes that may break core constraints, by part."""
        query = self._plans.core(shape)
        suspects = self._first(query) if query else set()
        found: dict[Node, set[Node]] = {}
        known = " ".join(constant(n) for n in suspects if not isinstance(n, BNode))
        for part, fits in self._plans.parts(shape).items() if known else ():
            query = f"SELECT ?this {{ VALUES ?this {{ {known} }} FILTER (!{fits}) }}"
            found[part] = self._first(query)
        found[shape] = suspects.difference(*found.values())
        return {part: nodes for part, nodes in found.items() if nodes}

    def _too_few(self, shape: Node, nodes: Iterable[Node]) -> set[Finding]:
        """Return the results of `sh:minCount`, which have no value (SHACL 4.2.1)."""
        graph, reader = self._shapes.graph, self._shapes.reader
        path = path_text(graph, next(graph.objects(shape, SH.path)))
        return {reader.finding(shape, node, path, "") for node in nodes}

    def _check_values(self, shape: Node) -> None:
        """Make sure that focus nodes are the same by value and as written."""
        objects = (shape, SH.targetObjectsOf, None) in self._shapes.graph
        nodes = self._shapes.graph.objects(shape, SH.targetNode)
        if any(isinstance(node, Literal) for node in nodes) or (
            objects and not self._data.is_plain
        ):
            raise Inexpressible(f"literals as focus nodes of {shape}")

    def _first(self, query: str) -> set[Node]:
        """Return what a SELECT query of the data as written finds for one variable."""
        return {as_written(solution[0]) for solution in self._ask(query)}

    def _ask(
        self, query: str, store: pyoxigraph.Store | None = None
    ) -> Iterator[pyoxigraph.QuerySolution]:
        asked = self._data.store if store is None else store
        try:
            solutions: Any = asked.query(query)
            yield from solutions
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise Inexpressible(str(error)) from error

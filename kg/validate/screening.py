"""Which focus nodes need a closer look: pySHACL is slow, and nearly all nodes fit.

Each shape is written as SPARQL queries for the focus nodes that may not fit it: one for
its constraints, and one for each SPARQL constraint that it has. Only of these nodes is
pySHACL asked then, with shapes that have them as their targets. What is found is for
pySHACL alone to say.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import pyoxigraph
from rdflib import Graph, Literal
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from kg.validate.components import TRUE, Inexpressible, constant
from kg.validate.conformance import Expressions
from kg.validate.data import Data, Triple, as_written
from kg.validate.prebinding import body_for_all

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_OTHER_TARGETS = (
    (None, SH.target, None),
    (None, RDF.type, RDFS.Class),  # a shape that is a class is about its instances
    (None, RDFS.subClassOf, RDFS.Class),
)
_PREFIXES = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}  # known to pySHACL
_OF_CONSTRAINT = frozenset({SH.select, SH.prefixes, SH.message, RDF.type})


def narrow(
    shapes: Graph, data: Data, *, others: Collection[Node] = frozenset()
) -> Graph:
    """Return shapes whose targets are only the nodes that may not fit them.

    Validation with them finds what validation with the shapes themselves finds. Shapes
    that no node can break are left out. A shape with a constraint that cannot be
    screened keeps its targets, and then all shapes are kept, since it may rest on any.

    Args:
        shapes: the shapes.
        data: what is to be validated, with the ontology.
        others: nodes that may be left out.
    """
    screen = Screen(shapes, data)
    suspects: dict[Node, set[Node]] = {}
    is_whole = any(pattern in shapes for pattern in _OTHER_TARGETS)
    for shape in screen.shapes():
        try:
            suspects[shape] = screen.suspects(shape).difference(others)
        except Inexpressible:
            is_whole = True
    accused = [shape for shape, nodes in suspects.items() if nodes]
    narrowed = Graph(bind_namespaces="none")
    narrowed += shapes if is_whole else _parts(shapes, accused)
    for shape, nodes in suspects.items():
        for target in _TARGETS:
            narrowed.remove((shape, target, None))
        for node in nodes:
            narrowed.add((shape, SH.targetNode, node))
    return narrowed


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


class Screen:
    """Finds the focus nodes of shapes that may not fit them.

    Args:
        shapes: the shapes.
        data: what is to be validated, with the ontology.
    """

    def __init__(self, shapes: Graph, data: Data) -> None:
        self._shapes = shapes
        self._data = data
        self._below: dict[Node, list[str]] = {}
        self._expressions = Expressions(shapes, self._subclasses)

    def shapes(self) -> set[Node]:
        """Return the shapes that have targets of the kinds that are known here."""
        return {s for target in _TARGETS for s in self._shapes.subjects(target)}

    def suspects(self, shape: Node) -> set[Node]:
        """Return the focus nodes that may not fit a shape.

        Raises:
            Inexpressible: the shape has a constraint that cannot be screened.
        """
        if not self._first(f"{self._focus(shape)} LIMIT 1"):
            return set()
        suspects = set()
        for query in list(self.queries(shape)):
            suspects |= self._first(query)
        for query in list(self.sparql_queries(shape)):
            suspects |= self._first(query, self._data.by_value)
        return suspects

    def queries(self, shape: Node) -> Iterator[str]:
        """Yield the query for the focus nodes that may break core constraints, if any.

        Raises:
            Inexpressible: the shape has a constraint that cannot be screened.
        """
        fits = self._expressions.fits(shape, "?this")
        if fits != TRUE:
            focus = self._focus(shape)
            yield f"SELECT DISTINCT ?this {{ {{ {focus} }} FILTER (!{fits}) }}"

    def sparql_queries(self, shape: Node) -> Iterator[str]:
        """Yield the queries for the focus nodes that break SPARQL constraints.

        Raises:
            Inexpressible: a constraint cannot be asked of all nodes at once.
        """
        focus = self._focus(shape)
        for constraint in self._shapes.objects(shape, SH.sparql):
            says = list(self._shapes.predicates(constraint))
            if says.count(SH.select) != 1 or not _OF_CONSTRAINT.issuperset(says):
                raise Inexpressible(f"more than a query: {constraint}")
            self._check_values(shape)
            body = body_for_all(str(self._shapes.value(constraint, SH.select)))
            prefixes = " ".join(self._prefixes(constraint))
            yield f"{prefixes} SELECT DISTINCT ?this {{ {{ {focus} }} {body} }}"

    def _check_values(self, shape: Node) -> None:
        """Make sure that focus nodes are the same by value and as written."""
        objects = (shape, SH.targetObjectsOf, None) in self._shapes
        nodes = self._shapes.objects(shape, SH.targetNode)
        if any(isinstance(node, Literal) for node in nodes) or (
            objects and not self._data.is_plain
        ):
            raise Inexpressible(f"literals as focus nodes of {shape}")

    def _focus(self, shape: Node) -> str:
        """Return the query for the focus nodes of a shape."""
        return f"SELECT DISTINCT ?this {{ {' UNION '.join(self._targets(shape))} }}"

    def _targets(self, shape: Node) -> Iterator[str]:
        for kind in self._shapes.objects(shape, SH.targetClass):
            name, kinds = next(self._expressions.names), self._subclasses(kind)
            yield f"{{ VALUES {name} {{ {' '.join(kinds)} }} ?this a {name} }}"
        for node in self._shapes.objects(shape, SH.targetNode):
            yield f"{{ VALUES ?this {{ {constant(node)} }} }}"
        for path in self._shapes.objects(shape, SH.targetSubjectsOf):
            yield f"{{ ?this {constant(path)} [] }}"
        for path in self._shapes.objects(shape, SH.targetObjectsOf):
            yield f"{{ [] {constant(path)} ?this }}"

    def _prefixes(self, constraint: Node) -> list[str]:
        """Return the prefixes that a constraint declares (SHACL 5.2.1)."""
        known = dict(_PREFIXES)
        for declarer in self._shapes.objects(constraint, SH.prefixes):
            if (declarer, RDF.type, OWL.Ontology) not in self._shapes:
                raise Inexpressible(f"prefixes of {declarer}")
            for declaration in self._shapes.objects(declarer, SH.declare):
                prefix = str(self._shapes.value(declaration, SH.prefix))
                known[prefix] = str(self._shapes.value(declaration, SH.namespace))
        return [f"PREFIX {prefix}: <{name}>" for prefix, name in known.items()]

    def _subclasses(self, kind: Node) -> list[str]:
        if kind not in self._below:
            query = f"SELECT ?kind {{ ?kind <{RDFS.subClassOf}>* {constant(kind)} }}"
            self._below[kind] = [constant(node) for node in self._first(query)]
        return self._below[kind]

    def _first(self, query: str, store: pyoxigraph.Store | None = None) -> set[Node]:
        """Return what a SELECT query finds for its one variable."""
        asked = self._data.store if store is None else store
        try:
            solutions: Any = asked.query(query)
            return {as_written(solution[0]) for solution in solutions}
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise Inexpressible(str(error)) from error

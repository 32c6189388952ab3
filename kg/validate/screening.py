"""Which focus nodes need a closer look: pySHACL is slow, and nearly all nodes fit.

Each shape is written as SPARQL queries for the focus nodes that may not fit it: one for
its core constraints, and one for each SPARQL constraint that it has. What breaks a core
constraint is for pySHACL alone to say: it is asked of these nodes only, with shapes
that have them as their targets. But where too few values are all that can be wrong, no
more is to be said; and what breaks a SPARQL constraint is said by the solutions of its
query.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyoxigraph
from rdflib import Graph, Literal
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import BNode, Node

from kg.model import Finding
from kg.validate.components import TRUE, Inexpressible, constant
from kg.validate.conformance import Expressions
from kg.validate.data import Data, Triple, as_written
from kg.validate.findings import Reader, path_text
from kg.validate.prebinding import for_all
from kg.validate.solutions import Question, question, read_solutions

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_OTHER_TARGETS = (
    (None, SH.target, None),
    (None, RDF.type, RDFS.Class),  # a shape that is a class is about its instances
    (None, RDFS.subClassOf, RDFS.Class),
)
_PREFIXES = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}  # known to pySHACL
_OF_CONSTRAINT = frozenset({SH.select, SH.prefixes, SH.message, RDF.type})


class Screened(NamedTuple):
    """What is left for pySHACL, and what is known without it.

    Args:
        shapes: those with targets that may not fit them; none if all fit.
        findings: of SPARQL constraints, and of values that are too few.
    """

    shapes: Graph
    findings: frozenset[Finding]


def screen(
    shapes: Graph, data: Data, *, others: Collection[Node] = frozenset()
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
    asked = Screen(shapes, data)
    suspects: dict[Node, set[Node]] = {}
    findings: set[Finding] = set()
    spared = frozenset(map(str, others))
    left = []
    for shape in asked.shapes():
        try:
            found = asked.of(shape)
        except Inexpressible:
            left.append(shape)
            continue
        findings |= {f for f in found.findings if f.focus_node not in spared}
        for part, nodes in found.suspects.items():
            if accused := nodes.difference(others):
                suspects.setdefault(part, set()).update(accused)
    is_whole = left or any(pattern in shapes for pattern in _OTHER_TARGETS)
    narrowed = Graph(bind_namespaces="none")
    narrowed += shapes if is_whole else _parts(shapes, suspects)
    for shape in asked.shapes().difference(left):
        for target in _TARGETS:
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

    def __init__(self, shapes: Graph, data: Data) -> None:
        self._shapes = shapes
        self._data = data
        self._below: dict[Node, list[str]] = {}
        self._expressions = Expressions(shapes, self._subclasses)
        self._reader = Reader(shapes)

    def shapes(self) -> set[Node]:
        """Return the shapes that have targets of the kinds that are known here."""
        return {s for target in _TARGETS for s in self._shapes.subjects(target)}

    def of(self, shape: Node) -> OfShape:
        """Return what may not fit a shape.

        Raises:
            Inexpressible: the shape has a constraint that cannot be screened.
        """
        if not self._first(f"{self._focus(shape)} LIMIT 1"):
            return OfShape({}, set())
        suspects = self._core_suspects(shape)
        findings: set[Finding] = set()
        for part in filter(self._expressions.only_counts, list(suspects)):
            findings |= self._too_few(part, suspects.pop(part))
        for asked in list(self.questions(shape)):
            solutions = self._ask(asked.query, self._data.by_value)
            told = read_solutions(asked, solutions, shape, self._reader)
            findings |= told.findings
            if told.suspects:
                suspects.setdefault(shape, set()).update(told.suspects)
        return OfShape(suspects, findings)

    def queries(self, shape: Node) -> Iterator[str]:
        """Yield the query for the focus nodes that may break core constraints, if any.

        Raises:
            Inexpressible: the shape has a constraint that cannot be screened.
        """
        fits = self._expressions.fits(shape, "?this")
        if fits != TRUE:
            focus = self._focus(shape)
            yield f"SELECT DISTINCT ?this {{ {{ {focus} }} FILTER (!{fits}) }}"

    def questions(self, shape: Node) -> Iterator[Question]:
        """Yield what is asked for the SPARQL constraints of a shape.

        Raises:
            Inexpressible: a constraint cannot be asked of all nodes at once.
        """
        of_property = (shape, SH.path, None) in self._shapes
        for constraint in self._shapes.objects(shape, SH.sparql):
            says = list(self._shapes.predicates(constraint))
            if says.count(SH.select) != 1 or not _OF_CONSTRAINT.issuperset(says):
                raise Inexpressible(f"more than a query: {constraint}")
            self._check_values(shape)
            yield question(
                for_all(str(self._shapes.value(constraint, SH.select))),
                focus=self._focus(shape),
                prefixes=" ".join(self._prefixes(constraint)),
                of_property=of_property,
            )

    def _core_suspects(self, shape: Node) -> dict[Node, set[Node]]:
        """Return the focus nodes that may break core constraints, by part."""
        suspects: set[Node] = set()
        for query in self.queries(shape):
            suspects |= self._first(query)
        found: dict[Node, set[Node]] = {}
        known = " ".join(constant(n) for n in suspects if not isinstance(n, BNode))
        for part in self._expressions.parts(shape) if known else ():
            fits = self._expressions.fits(part, "?this")
            query = f"SELECT ?this {{ VALUES ?this {{ {known} }} FILTER (!{fits}) }}"
            found[part] = self._first(query)
        found[shape] = suspects.difference(*found.values())
        return {part: nodes for part, nodes in found.items() if nodes}

    def _too_few(self, shape: Node, nodes: Iterable[Node]) -> set[Finding]:
        """Return the results of `sh:minCount`, which have no value (SHACL 4.2.1)."""
        path = path_text(self._shapes, next(self._shapes.objects(shape, SH.path)))
        return {self._reader.finding(shape, node, path, "") for node in nodes}

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

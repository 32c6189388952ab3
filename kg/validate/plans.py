"""What shapes ask of data: SPARQL queries, written once for all data of one hierarchy.

Each shape is written as one query for the focus nodes that may break its core
constraints, and one for each SPARQL constraint that it has. The queries name the
classes below those that shapes name, and so hold for all data that order classes alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from kg.validate.components import TRUE, Inexpressible, constant
from kg.validate.conformance import Expressions
from kg.validate.data import Data, Hierarchy
from kg.validate.findings import Reader
from kg.validate.prebinding import for_all
from kg.validate.solutions import Question, question

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_PREFIXES = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}  # known to pySHACL
_OF_CONSTRAINT = frozenset({SH.select, SH.prefixes, SH.message, RDF.type})


class Shapes:
    """Shapes that stay as they are, with what was planned for them.

    Args:
        graph: the shapes, which nobody changes from now on.

    Attributes:
        graph: as given.
        reader: makes findings of their results.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.reader = Reader(graph)
        self._plans: dict[Hierarchy, Plans] = {}

    @cached_property
    def targeted(self) -> frozenset[Node]:
        """The shapes that have targets of the kinds that are known here."""
        return frozenset(s for t in TARGETS for s in self.graph.subjects(t))

    def plans(self, data: Data) -> Plans:
        """Return what is asked of data."""
        hierarchy = data.hierarchy()
        if hierarchy not in self._plans:
            self._plans[hierarchy] = Plans(self.graph, hierarchy)
        return self._plans[hierarchy]


class Plans:
    """The queries for each shape, written when they are first asked for.

    Args:
        shapes: the shapes.
        hierarchy: of the data.
    """

    def __init__(self, shapes: Graph, hierarchy: Hierarchy) -> None:
        self._shapes = shapes
        self._below: defaultdict[Node, set[Node]] = defaultdict(set)
        for lower, upper in hierarchy:
            self._below[upper].add(lower)
        self._expressions = Expressions(shapes, self._subclasses)
        self._focus: dict[Node, str] = {}
        self._core: dict[Node, str | None] = {}
        self._parts: dict[Node, Mapping[Node, str]] = {}
        self._questions: dict[Node, Sequence[Question]] = {}

    def focus(self, shape: Node) -> str:
        """Return the query for the focus nodes of a shape.

        Raises:
            Inexpressible: it names a blank node.
        """
        if shape not in self._focus:
            targets = " UNION ".join(self._targets(shape))
            self._focus[shape] = f"SELECT DISTINCT ?this {{ {targets} }}"
        return self._focus[shape]

    def core(self, shape: Node) -> str | None:
        """Return the query for focus nodes that may break core constraints, if any.

        Raises:
            Inexpressible: the shape has a constraint that cannot be screened.
        """
        if shape not in self._core:
            fits = self._expressions.fits(shape, "?this")
            query = f"SELECT DISTINCT ?this {{ {{ {self.focus(shape)} }}"
            self._core[shape] = None if fits == TRUE else f"{query} FILTER (!{fits}) }}"
        return self._core[shape]

    def parts(self, shape: Node) -> Mapping[Node, str]:
        """Return the property shapes of a shape that is made of nothing else.

        Returns:
            By property shape, an expression that holds only if `?this` fits it.

        Raises:
            Inexpressible: see `core`.
        """
        if shape not in self._parts:
            self._parts[shape] = {
                part: self._expressions.fits(part, "?this")
                for part in self._expressions.parts(shape)
            }
        return self._parts[shape]

    def only_counts(self, shape: Node) -> bool:
        """Tell whether all that a shape wants is that there are so many values.

        Raises:
            Inexpressible: see `core`.
        """
        return self._expressions.only_counts(shape)

    def questions(self, shape: Node) -> Sequence[Question]:
        """Return what is asked for the SPARQL constraints of a shape.

        Raises:
            Inexpressible: a constraint cannot be asked of all nodes at once.
        """
        if shape not in self._questions:
            self._questions[shape] = list(self._asked(shape))
        return self._questions[shape]

    def _asked(self, shape: Node) -> Iterator[Question]:
        of_property = (shape, SH.path, None) in self._shapes
        for constraint in self._shapes.objects(shape, SH.sparql):
            says = list(self._shapes.predicates(constraint))
            if says.count(SH.select) != 1 or not _OF_CONSTRAINT.issuperset(says):
                raise Inexpressible(f"more than a query: {constraint}")
            yield question(
                for_all(str(self._shapes.value(constraint, SH.select))),
                focus=self.focus(shape),
                prefixes=" ".join(self._prefixes(constraint)),
                of_property=of_property,
            )

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

    def _subclasses(self, kind: Node) -> Sequence[str]:
        """Return a class and those below it, as they stand in a query."""
        found, waiting = {kind}, [kind]
        while waiting:
            lower = self._below[waiting.pop()] - found
            found |= lower
            waiting.extend(lower)
        return sorted(map(constant, found))

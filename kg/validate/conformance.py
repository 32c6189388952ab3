"""Shapes as SPARQL expressions that hold for nodes that certainly fit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

from rdflib import Graph, Literal
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.validate.components import (
    INEXACT,
    OF_SETS,
    OF_VALUES,
    TRUE,
    Inexpressible,
    Place,
    all_of,
)
from kg.validate.findings import path_text

# What a shape says of itself that is no constraint, or that belongs to another one.
_SILENT = frozenset(
    {
        RDF.type,
        SH.path,
        SH.message,
        SH.description,
        SH.name,
        SH.order,
        SH.group,
        SH.severity,
        SH.targetClass,
        SH.targetNode,
        SH.targetSubjectsOf,
        SH.targetObjectsOf,
        SH.flags,
        SH.qualifiedMinCount,
        SH.qualifiedMaxCount,
        RDFS.label,
        RDFS.comment,
        RDFS.seeAlso,
        RDFS.isDefinedBy,
    }
)
_ONE = Literal(1)


class Expressions:
    """Writes the shapes of a graph as expressions, each variable used once.

    Args:
        shapes: a graph of shapes.
        subclasses: gives the classes below a class in the data, itself included, as
            they stand in a query.
    """

    def __init__(
        self, shapes: Graph, subclasses: Callable[[Node], Sequence[str]]
    ) -> None:
        self.shapes = shapes
        self.subclasses = subclasses
        self._custom = {
            path
            for parameter in shapes.objects(None, SH.parameter)
            for path in shapes.objects(parameter, SH.path)
        }
        self.names: Iterator[str] = (f"?_{number}" for number in count(1))

    def fits(self, shape: Node, node: str) -> str:
        """Return an expression that holds only if a node fits a shape.

        SPARQL constraints of the shape itself are left to the caller.

        Args:
            shape: a node shape or property shape.
            node: the variable that stands for the node.

        Raises:
            Inexpressible: the shape or one in it has a constraint that is not known, or
                is not well-formed.
        """
        return self._shape(Place(shape, node))

    def parts(self, shape: Node) -> Sequence[Node]:
        """Return the property shapes of a shape that is made of nothing else.

        What such a shape finds is what they find about the same nodes (SHACL 4.7.2);
        its SPARQL constraints are left to the caller.

        Raises:
            Inexpressible: see `fits`.
        """
        found = self._parameters(Place(shape, "?this"))
        is_along_path = (shape, SH.path, None) in self.shapes
        return () if is_along_path or len(found) != 1 else found.get(SH.property, ())

    def only_counts(self, shape: Node) -> bool:
        """Tell whether all that a shape wants is that there are so many values.

        Raises:
            Inexpressible: see `fits`.
        """
        return self._parameters(Place(shape, "?this")).keys() == {SH.minCount}

    def member(self, shape: Node, of: Place, *, exactly: bool = False) -> str:
        """Return an expression for the node of a place to fit another shape."""
        within, exactly = (*of.within, of.shape), of.exactly or exactly
        return self._shape(Place(shape, of.node, within=within, exactly=exactly))

    def _shape(self, place: Place) -> str:
        paths = list(self.shapes.objects(place.shape, SH.path))
        kind = SH.PropertyShape if paths else SH.NodeShape
        if len(paths) > 1 or set(self.shapes.objects(place.shape, RDF.type)) - {kind}:
            raise Inexpressible(f"of two kinds: {place.shape}")
        parameters = self._parameters(place)
        if not paths:
            return self._value_fits(parameters, place)
        steps = f"{place.node} {path_text(self.shapes, paths[0], '<{}>', '({})')}"
        place = place._replace(steps=steps)
        of_sets = {n: parameters.pop(n)[0] for n in OF_SETS.keys() & parameters}
        tests = []
        if parameters:
            one = place._replace(node=next(self.names))
            fits = self._value_fits(parameters, one)
            if of_sets.get(SH.minCount) == of_sets.get(SH.maxCount) == _ONE:
                del of_sets[SH.minCount]  # there is a value that fits, and no other
                tests.append(f"EXISTS {{ {steps} {one.node} FILTER {fits} }}")
            else:
                tests.append(f"NOT EXISTS {{ {steps} {one.node} FILTER (!{fits}) }}")
        tests += [OF_SETS[name](self, n, place) for name, n in of_sets.items()]
        return all_of(tests)

    def _parameters(self, place: Place) -> dict[Node, list[Node]]:
        """Return the constraints of a shape: parameters and their values."""
        if place.shape in place.within:
            raise Inexpressible(f"recursive: {place.shape}")
        if (place.shape, None, None) not in self.shapes:
            raise Inexpressible(f"not described: {place.shape}")
        if not self._custom.isdisjoint(self.shapes.predicates(place.shape)):
            raise Inexpressible(f"a component of its own: {place.shape}")
        found: dict[Node, list[Node]] = {}
        for name, value in self.shapes.predicate_objects(place.shape):
            if name not in _SILENT and (name != SH.sparql or place.within):
                found.setdefault(name, []).append(value)
        if any(len(found[name]) > 1 for name in found.keys() - {SH.property}):
            raise Inexpressible(f"a parameter twice: {place.shape}")
        if place.exactly and not INEXACT.isdisjoint(found):
            raise Inexpressible(f"below a negation: {place.shape}")
        return found

    def _value_fits(
        self, parameters: Mapping[Node, Sequence[Node]], place: Place
    ) -> str:
        """Return an expression for one value to fit; an error counts as not fitting."""
        unknown = parameters.keys() - OF_VALUES.keys()
        if unknown:
            raise Inexpressible(f"{', '.join(map(str, unknown))} of {place.shape}")
        tests = [
            OF_VALUES[name](self, value, place)
            for name, values in parameters.items()
            for value in values
        ]
        return f"COALESCE({all_of(tests)}, false)" if tests else TRUE

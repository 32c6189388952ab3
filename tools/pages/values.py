"""RDF nodes as values that a template can lay out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from pages.names import Link, Names

LANGUAGE_ORDER = {"nl": 0, "en": 1}
REPEATS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


@dataclass(frozen=True, slots=True)
class Text:
    """A literal; `language` is empty where it has none."""

    text: str
    language: str = ""
    kind: ClassVar[str] = "text"


@dataclass(frozen=True, slots=True)
class Path:
    """A SHACL path in the notation of SPARQL: links, and the signs between them."""

    parts: tuple[Link | str, ...]
    kind: ClassVar[str] = "path"


@dataclass(frozen=True, slots=True)
class Listed:
    """An RDF list."""

    values: tuple["Value", ...]
    kind: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True)
class Nested:
    """A node without a name, with what is said of it."""

    rows: tuple["Row", ...]
    kind: ClassVar[str] = "node"


Label = Mapping[str, str] | tuple[Text, ...]
Value = Link | Text | Path | Listed | Nested


@dataclass(frozen=True, slots=True)
class Row:
    """A property of something, with its values; `label` is empty if it has none."""

    name: Link
    values: tuple[Value, ...]
    label: Label = ()


def texts(graph: Graph, node: Node, *predicates: Node) -> tuple[Text, ...]:
    """Return the texts of the first predicate that has any, Dutch before English."""
    for predicate in predicates:
        found = {
            Text(str(value), value.language or "")
            for value in graph.objects(node, predicate)
            if isinstance(value, Literal)
        }
        if found:
            return tuple(sorted(found, key=order))
    return ()


def order(value: Value) -> tuple[int, str]:
    """Return what values are sorted by: their language, then what they hold."""
    last = len(LANGUAGE_ORDER)
    if isinstance(value, Text):
        return LANGUAGE_ORDER.get(value.language, last), value.text
    return last, value.name if isinstance(value, Link) else str(value)


def value_of(graph: Graph, node: Node, names: Names) -> Value:
    """Return a node as a value: nameless nodes with all that they hold."""
    if isinstance(node, URIRef):
        return names.link(node)
    if isinstance(node, Literal):
        return Text(str(node), node.language or "")
    if (node, RDF.first, None) in graph:
        members = Collection(graph, node)
        return Listed(tuple(value_of(graph, member, names) for member in members))
    return Nested(tuple(rows_of(graph, node, names)))


def rows_of(
    graph: Graph, node: Node, names: Names, without: Iterable[Node] = ()
) -> Iterator[Row]:
    """Yield what a graph says of a node, its path first, then by property."""
    said = set(graph.predicates(node)) - set(without)
    for predicate in sorted(said, key=lambda one: (one != SH.path, one)):
        read = path_of if predicate == SH.path else value_of
        found = {read(graph, value, names) for value in graph.objects(node, predicate)}
        yield Row(names.link(str(predicate)), tuple(sorted(found, key=order)))


def path_of(graph: Graph, node: Node, names: Names) -> Path:
    """Return a SHACL path (SHACL 2.3.1) in the notation of SPARQL 1.1."""
    return Path(tuple(parts(graph, node, names)))


def parts(graph: Graph, node: Node, names: Names) -> Iterator[Link | str]:
    """Yield the links and signs of a path."""
    if isinstance(node, URIRef):
        yield names.link(node)
    elif (node, RDF.first, None) in graph:
        yield from joined(graph, node, " / ", names)
    elif (choice := graph.value(node, SH.alternativePath)) is not None:
        yield from joined(graph, choice, " | ", names)
    elif (inverse := graph.value(node, SH.inversePath)) is not None:
        yield "^"
        yield from enclosed(graph, inverse, names)
    else:
        predicate, inner = next(iter(graph.predicate_objects(node)))
        yield from enclosed(graph, inner, names)
        yield REPEATS[URIRef(predicate)]


def joined(graph: Graph, node: Node, sign: str, names: Names) -> Iterator[Link | str]:
    """Yield the steps or choices of a list, with a sign between them."""
    for number, member in enumerate(Collection(graph, node)):
        if number:
            yield sign
        yield from enclosed(graph, member, names)


def enclosed(graph: Graph, node: Node, names: Names) -> Iterator[Link | str]:
    """Yield a path, in brackets if it has more than one step or choice."""
    if isinstance(node, BNode) and (node, SH.inversePath, None) not in graph:
        yield from ("(", *parts(graph, node, names), ")")
    else:
        yield from parts(graph, node, names)

"""Turtle and TriG that people can read and that are the same bytes every time.

Written here rather than by a library: rdflib does not escape a carriage return, and
pyoxigraph writes its prefixes in an order that differs from run to run.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.errors import OutputError
from kg.store.terms import (
    RDF_TYPE,
    AnyNode,
    AnyTerm,
    AnyTriple,
    as_oxigraph,
    as_triple,
    with_canonical_labels,
)

_INTEGER = pyoxigraph.NamedNode(XSD.integer)
_BOOLEAN = pyoxigraph.NamedNode(XSD.boolean)
_STRING = pyoxigraph.NamedNode(XSD.string)

# Part of PN_LOCAL (Turtle 1.1, production 168s) that needs no escapes.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_DIGITS = re.compile(r"[+-]?[0-9]+")
# STRING_LITERAL_QUOTE (Turtle 1.1, production 22) with ECHAR and UCHAR.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_ECHAR = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

AnyQuad = tuple[Node, Node, Node, Node | None] | pyoxigraph.Quad
AnyStatement = tuple[AnyNode, pyoxigraph.NamedNode, AnyTerm] | pyoxigraph.Triple
Verb = tuple[bool, str, str]  # its place among others, twice, and its text
Properties = dict[pyoxigraph.NamedNode, dict[AnyTerm, None]]


def write_turtle(
    triples: Iterable[AnyTriple], path: Path, prefixes: Mapping[str, str]
) -> None:
    """Write triples as Turtle, sorted by subject with `a` first.

    Raises:
        OutputError: a term cannot be written, or the disk refuses the file.
    """
    _write(path, turtle(triples, prefixes))


def write_trig(
    quads: Iterable[AnyQuad], path: Path, prefixes: Mapping[str, str]
) -> None:
    """Write quads as TriG: the default graph, then each named graph by its name.

    Raises:
        OutputError: a term cannot be written, or the disk refuses the file.
    """
    _write(path, trig(quads, prefixes))


def turtle(triples: Iterable[AnyTriple], prefixes: Mapping[str, str]) -> str:
    """Return triples as Turtle (RDF 1.1 Turtle)."""
    quads = {_quad(as_triple(triple), None) for triple in triples}
    shorthand = Shorthand(prefixes)
    labelled = (quad.triple for quad in with_canonical_labels(quads))
    body = "\n".join(subject_blocks(by_subject(labelled), shorthand))
    return shorthand.head() + body


def trig(quads: Iterable[AnyQuad], prefixes: Mapping[str, str]) -> str:
    """Return quads as TriG (RDF 1.1 TriG)."""
    converted = {_quad(as_triple((s, p, o)), g) for s, p, o, g in quads}
    shorthand = Shorthand(prefixes)
    ordered = sorted(with_canonical_labels(converted), key=_graph_name)
    parts: list[str] = []
    for name, graph in groupby(ordered, key=_graph_name):
        about = by_subject(quad.triple for quad in graph)
        if not name:
            parts.extend(subject_blocks(about, shorthand))
            continue
        blocks = "\n".join(subject_blocks(about, shorthand, indent="    "))
        parts.append(f"{shorthand.term(pyoxigraph.NamedNode(name))} {{\n{blocks}}}\n")
    return shorthand.head() + "\n".join(parts)


def _quad(triple: pyoxigraph.Triple, graph: object) -> pyoxigraph.Quad:
    if graph is None or isinstance(graph, pyoxigraph.DefaultGraph):
        return pyoxigraph.Quad(triple.subject, triple.predicate, triple.object)
    name = as_oxigraph(graph)
    if isinstance(name, pyoxigraph.Literal):
        raise OutputError(f"a literal cannot name a graph: {name}")
    return pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, name)


def _graph_name(quad: pyoxigraph.Quad) -> str:
    graph = quad.graph_name
    return "" if isinstance(graph, pyoxigraph.DefaultGraph) else graph.value


def subject_order(subject: AnyNode) -> tuple[bool, str]:
    """Return the place of a subject among others: blank nodes come last."""
    return isinstance(subject, pyoxigraph.BlankNode), str(subject)


def triple_order(triple: pyoxigraph.Triple | pyoxigraph.Quad) -> tuple[bool, str, str]:
    """Return the place of a triple among those of its subject: its class is first."""
    predicate = triple.predicate
    return predicate != RDF_TYPE, predicate.value, str(triple.object)


def by_subject(triples: Iterable[AnyStatement]) -> dict[AnyNode, Properties]:
    """Return the values of each property of each subject; doubles count once."""
    about: dict[AnyNode, Properties] = {}
    last, properties = None, Properties()
    for subject, predicate, value in triples:
        if subject is not last:  # mostly all that is said of a subject comes together
            last, properties = subject, about.setdefault(subject, {})
        properties.setdefault(predicate, {})[value] = None
    return about


def subject_blocks(
    about: Mapping[AnyNode, Properties], shorthand: "Shorthand", *, indent: str = ""
) -> Iterator[str]:
    """Yield triples as Turtle, a block for each subject, all in order.

    Args:
        about: the triples, `by_subject`.
        shorthand: the prefixes.
        indent: put before each line.
    """
    for subject in sorted(about, key=subject_order):
        yield _block(subject, about[subject], shorthand, indent)


def subject_block(
    quads: Iterable[pyoxigraph.Triple | pyoxigraph.Quad],
    shorthand: "Shorthand",
    *,
    indent: str = "",
) -> str:
    """Return the triples of one subject as Turtle; `subject_blocks` is for many."""
    about = by_subject((q.subject, q.predicate, q.object) for q in quads)
    return "".join(subject_blocks(about, shorthand, indent=indent))


def _block(
    subject: AnyNode, properties: Properties, shorthand: "Shorthand", indent: str
) -> str:
    term, lines = shorthand.term, []
    said = sorted((shorthand.verb(p), values) for p, values in properties.items())
    for (_, _, verb), values in said:
        if len(values) == 1:
            lines.append(f"{verb} {term(*values)}")
        else:
            lines.append(f"{verb} {' , '.join(map(term, sorted(values, key=str)))}")
    body = f" ;\n{indent}    ".join(lines)
    return f"{indent}{term(subject)} {body} .\n"


@dataclass(slots=True, init=False)
class Shorthand:
    """Shortens terms by prefixes and keeps which prefixes were used."""

    prefixes: dict[str, str]
    used: set[str]
    by_namespace: dict[str, str]
    odd: tuple[str, ...]
    names: dict[pyoxigraph.NamedNode, str]
    verbs: dict[pyoxigraph.NamedNode, Verb]

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = {"xsd": str(XSD), **prefixes}
        self.used = set()
        self.names = {}
        self.verbs = {}
        reverse = reversed(self.prefixes.items())
        self.by_namespace = {namespace: prefix for prefix, namespace in reverse}
        ends = ("/", "#")
        self.odd = tuple(ns for ns in self.by_namespace if not ns.endswith(ends))

    def head(self) -> str:
        """Return the prefix declarations that were needed, in the given order."""
        lines = [
            f"@prefix {prefix}: <{namespace}> .\n"
            for prefix, namespace in self.prefixes.items()
            if prefix in self.used
        ]
        return "".join(lines) + ("\n" if lines else "")

    def term(self, term: object) -> str:
        """Return a term as it is written in Turtle."""
        if isinstance(term, pyoxigraph.NamedNode):
            return self.names.get(term) or self._iri(term)
        if isinstance(term, pyoxigraph.Literal):
            return self._literal(term)
        if isinstance(term, pyoxigraph.BlankNode):
            return str(term)
        raise OutputError(f"{term} is no term of RDF 1.1")

    def verb(self, predicate: pyoxigraph.NamedNode) -> Verb:
        """Return a predicate as it is written, after its place among others."""
        known = self.verbs.get(predicate)
        if known is None:
            is_type = predicate == RDF_TYPE
            text = "a" if is_type else self.term(predicate)
            known = self.verbs[predicate] = (not is_type, predicate.value, text)
        return known

    def prefixed(self, iri: str) -> str | None:
        """Return an IRI as a prefixed name that needs no escapes, if there is one.

        The longest namespace that fits is taken. A local name has no `/` or `#`, so
        that of the namespaces that end in one only the one before it can fit.
        """
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        fitting = [len(ns) for ns in self.odd if iri.startswith(ns)]
        for end in (*sorted(fitting, reverse=True), cut):
            prefix = self.by_namespace.get(iri[:end])
            if prefix is not None and _LOCAL.fullmatch(iri, end):
                self.used.add(prefix)
                return f"{prefix}:{iri[end:]}"
        return None

    def _iri(self, iri: pyoxigraph.NamedNode) -> str:
        known = self.names[iri] = self.prefixed(iri.value) or str(iri)
        return known

    def _literal(self, literal: pyoxigraph.Literal) -> str:
        datatype = literal.datatype
        if datatype == _INTEGER and _DIGITS.fullmatch(literal.value):
            return literal.value
        if datatype == _BOOLEAN and literal.value in {"true", "false"}:
            return literal.value
        quoted = f'"{_ESCAPED.sub(_escape, literal.value)}"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        if datatype == _STRING:
            return quoted
        return f"{quoted}^^{self.term(datatype)}"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ECHAR.get(character, f"\\u{ord(character):04X}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except (OSError, UnicodeEncodeError) as error:
        raise OutputError(f"cannot write {path}: {error}") from error

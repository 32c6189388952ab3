"""JSON-LD 1.1, one object for each subject, with the context in the file.

Written here rather than by a library: rdflib holds the whole document in memory, its
order differs from run to run, and it changes literals that are not of the form that
their datatype has (`"x"^^xsd:integer`). The context is written out, since a reader
should not need the network, nor an address that is not registered yet.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
from rdflib.namespace import RDF, XSD

from kg.errors import OutputError
from kg.export.context import LANGUAGE, Context, load_context
from kg.export.subset import Subset, write_text
from kg.store import AnyTerm, Shorthand

# Integers of the one form that a number of JSON turns into, small enough for readers
# that hold all numbers as doubles (JSON-LD 1.1 API, 8.2.2).
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_BOOLEANS = {"true": True, "false": False}
_VALUES = ("@id", "@vocab")


def write_jsonld(subset: Subset, path: Path) -> None:
    """Write JSON-LD 1.1 in flattened and compacted form, all graphs as one.

    Raises:
        OutputError: an IRI would be taken for a prefixed name.
    """
    context = load_context(subset.namespaces)
    compact = _Compact(context)
    terms = (f'"{k}": {json.dumps(v)}' for k, v in context.definitions.items())
    nodes = (_shown(compact.node(about)) for about in subset.subjects())
    write_text(
        path,
        ['{\n "@context": {\n  '],
        _listed(terms),
        ['\n },\n "@graph": [\n  '],
        _listed(nodes),
        ["\n ]\n}\n"],
    )


def _shown(node: dict[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1).replace("\n", "\n  ")


def _listed(members: Iterable[str]) -> Iterator[str]:
    for number, member in enumerate(members):
        yield f",\n  {member}" if number else member


class _Compact:
    """Writes nodes in the terms of a context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.shorthand = Shorthand(context.prefixes)

    def node(self, about: list[pyoxigraph.Triple]) -> dict[str, Any]:
        """Return the triples of one subject as an object of JSON."""
        values: dict[str, list[Any]] = defaultdict(list)
        for triple in about:
            key, value = self.entry(triple.predicate.value, triple.object)
            values[key].append(value)
        texts = {key for key in values if self.is_by_language(key)}
        return {"@id": self.iri(about[0].subject)} | {
            key: _by_language(found) if key in texts else _single(found)
            for key, found in values.items()
        }

    def entry(self, predicate: str, value: AnyTerm) -> tuple[str, Any]:
        """Return the key under which a value stands, and the value.

        A value that the term of the predicate has no room for stands under its IRI.
        """
        if predicate == str(RDF.type) and not isinstance(value, pyoxigraph.Literal):
            return "@type", self.name(value)
        name = self.context.names.get(predicate)
        coercion = self.context.coercions.get(predicate)
        is_text = isinstance(value, pyoxigraph.Literal) and bool(value.language)
        if name is None or (coercion == LANGUAGE and not is_text):
            node = pyoxigraph.NamedNode(predicate)
            return self.iri(node), self.value(value, None)
        return name, self.value(value, coercion)

    def is_by_language(self, key: str) -> bool:
        """Tell whether the values under a key are texts by language."""
        definition = self.context.definitions.get(key, "")
        return isinstance(definition, dict) and "@container" in definition

    def value(self, value: AnyTerm, coercion: str | None) -> Any:
        """Return a value as it stands under a term with a coercion."""
        if not isinstance(value, pyoxigraph.Literal):
            if coercion in _VALUES:
                return self.name(value) if coercion == "@vocab" else self.iri(value)
            return {"@id": self.iri(value)}
        text, datatype = value.value, value.datatype.value
        if value.language:
            return {"@value": text, "@language": value.language}
        if datatype == str(XSD.string):
            return text if coercion is None else {"@value": text}
        if datatype == coercion:
            return text
        if coercion is None and datatype == str(XSD.integer) and _is_integer(text):
            return int(text)
        if coercion is None and datatype == str(XSD.boolean) and text in _BOOLEANS:
            return _BOOLEANS[text]
        return {"@value": text, "@type": self.name(value.datatype)}

    def name(self, node: AnyTerm) -> str:
        """Return a node as a term, else as an IRI."""
        if isinstance(node, pyoxigraph.NamedNode):
            return self.context.names.get(node.value) or self.iri(node)
        return self.iri(node)

    def iri(self, node: AnyTerm) -> str:
        """Return a node as a prefixed name, an IRI, or the name of a blank node."""
        if isinstance(node, pyoxigraph.BlankNode):
            return str(node)
        if not isinstance(node, pyoxigraph.NamedNode):
            raise OutputError(f"{node} is no term of RDF 1.1")
        short = self.shorthand.prefixed(node.value)
        scheme, _, rest = node.value.partition(":")
        if short is None and scheme in self.context.prefixes and rest[:2] != "//":
            raise OutputError(f"JSON-LD cannot hold {node}: {scheme} is a prefix there")
        return short or node.value


def _is_integer(text: str) -> bool:
    return _INTEGER.fullmatch(text) is not None


def _single(values: list[Any]) -> Any:
    return values if len(values) > 1 else values[0]


def _by_language(values: list[dict[str, str]]) -> dict[str, Any]:
    texts: dict[str, list[str]] = defaultdict(list)
    for value in values:
        texts[value["@language"]].append(value["@value"])
    return {language: _single(found) for language, found in sorted(texts.items())}

"""Make the JSON-LD context from the ontology and the table of other terms.

Usage: python tools/make_context.py [--check]
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.describe import prefixes
from kg.iris import RELATIONS, VOCABULARY, Namespaces
from kg.resources import folder
from kg.validate import load_vocabulary
from made_files import write_or_check

CONTEXT = folder("ontology") / "context.jsonld"
TABLE = folder("ontology") / "context.toml"
OURS = {VOCABULARY: "kg", RELATIONS: "rel"}
NATIVE = {XSD.boolean, XSD.integer, XSD.string}  # what JSON has itself

Definition = str | dict[str, str]


def context() -> str:
    """Return the context as JSON."""
    graph = load_vocabulary()
    terms = sorted([*own_terms(graph), *other_terms()])
    names = Counter(name for name, _ in terms)
    # A name cannot be both: where it is a term (kg:time), IRIs are written in full.
    known = [p for p in prefixes(Namespaces()).items() if p[0] not in names]
    entries = [("@version", 1.1), *known, *terms]
    double = [name for name, count in names.items() if count > 1]
    if double:
        raise SystemExit(f"two terms have the same name: {', '.join(double)}")
    lines = ",\n".join(f'  "{name}": {json.dumps(value)}' for name, value in entries)
    return f'{{\n "@context": {{\n{lines}\n }}\n}}\n'


def own_terms(graph: Graph) -> Iterator[tuple[str, Definition]]:
    """Yield the classes, values and properties of the ontology."""
    kinds = (OWL.Class, OWL.NamedIndividual, OWL.ObjectProperty, OWL.DatatypeProperty)
    values = set(graph.subjects(RDF.type, OWL.NamedIndividual))
    listed = {kind for value in values for kind in graph.objects(value, RDF.type)}
    for kind in kinds:
        for node in set(graph.subjects(RDF.type, kind)):
            space, _, name = str(node).partition("#")
            prefix = OURS.get(f"{space}#")
            if prefix is not None:
                curie = f"{prefix}:{name}"
                yield name, definition(graph, URIRef(node), curie, listed)


def definition(
    graph: Graph, node: URIRef, curie: str, listed: set[object]
) -> Definition:
    """Return how a term is defined: as a name, or with the type of its values.

    Values that the ontology lists, such as `kg:certain`, are written as terms.
    """
    span = graph.value(node, RDFS.range)
    if (node, RDF.type, OWL.ObjectProperty) in graph:
        return {"@id": curie, "@type": "@vocab" if span in listed else "@id"}
    if span == RDF.langString:
        return {"@id": curie, "@container": "@language"}
    if span is None or span in NATIVE or not str(span).startswith(str(XSD)):
        return curie
    return {"@id": curie, "@type": f"xsd:{span.removeprefix(str(XSD))}"}


def other_terms() -> Iterator[tuple[str, Definition]]:
    """Yield the terms of `context.toml`."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for name, entry in table.items():
        curie = str(entry["id"])
        if entry.get("language"):
            yield name, {"@id": curie, "@container": "@language"}
        elif "type" in entry:
            yield name, {"@id": curie, "@type": str(entry["type"])}
        else:
            yield name, curie


def main() -> int:
    """Write the context, or with `--check` tell whether it is up to date."""
    return write_or_check({CONTEXT: context()})


if __name__ == "__main__":
    sys.exit(main())

"""Reading what readers put right: the `corrections.ttl` of a corpus, checked.

The file is RDF that the shapes of `ontology/shapes/correction.ttl` describe, so that
`kg validate` finds the same mistakes in it as a build does.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF
from rdflib.term import Node

from kg.corrections import (
    FILE,
    ActorMerge,
    AnyCorrection,
    Author,
    EventMerge,
    EventSplit,
    Rejection,
    Renaming,
    Revision,
)
from kg.errors import CorrectionError
from kg.iris import VOCABULARY, local_name
from kg.model import Factuality, Finding, Severity
from kg.store import as_graph, parse_file
from kg.validate.engine import load_shapes, ontology, validate
from kg.vocabulary import KG

CLAIMS = {"claims": (KG.corrects, "claim")}
# The kinds of correction, and of each the fields that are lists: of the values of a
# property that are in a space of identifiers.
KINDS: Mapping[type[AnyCorrection], Mapping[str, tuple[URIRef, str]]] = {
    Rejection: CLAIMS,
    Revision: {**CLAIMS, "sources": (KG.newSource, "id")},
    EventMerge: {**CLAIMS, "events": (KG.corrects, "ev")},
    EventSplit: {
        **CLAIMS,
        "other_claims": (KG.notSameEventAs, "claim"),
        "other_events": (KG.notSameEventAs, "ev"),
    },
    Renaming: {},
    ActorMerge: {"actors": (KG.corrects, "id")},
}
SHOWN = 3


def read_corrections(corpus: Path) -> tuple[AnyCorrection, ...]:
    """Return the corrections of a corpus folder, sorted by IRI; none without a file.

    The base of identifiers does not matter: `cl:…` under any base is the claim of that
    name.

    Raises:
        InputError: the file is not Turtle.
        CorrectionError: it uses unknown terms, or does not fit the shapes.
    """
    path = corpus / FILE
    if not path.exists():
        return ()
    graph = as_graph(parse_file(path))
    check_terms(graph, path)
    check_shapes(graph, path)
    return tuple(as_correction(graph, node) for node in nodes_of(graph))


def nodes_of(graph: Graph) -> list[URIRef]:
    """Return the corrections in a graph, in order of their IRIs."""
    found = {n for kind in KINDS for n in graph.subjects(RDF.type, KG[kind.__name__])}
    return sorted(node for node in found if isinstance(node, URIRef))


def check_terms(graph: Graph, path: Path) -> None:
    """Make sure that every term of ours is one of the ontology.

    Raises:
        CorrectionError: one is not; the nearest is named.
    """
    used, known = own_terms(graph), own_terms(ontology())
    for name in sorted(used - known):
        near = difflib.get_close_matches(name, sorted(known), n=1)
        nearest = f"; nearest is kg:{near[0]}" if near else ""
        raise CorrectionError(f"{path}: there is no term kg:{name}{nearest}")


def own_terms(graph: Graph) -> set[str]:
    """Return the terms of ours in a graph, by name."""
    terms = {str(term) for triple in graph for term in triple}
    return {local_name(t) for t in terms if t.startswith(VOCABULARY)} - {""}


def check_shapes(graph: Graph, path: Path) -> None:
    """Make sure that corrections are complete and of one kind.

    Raises:
        CorrectionError: they are not; the first few findings are told.
    """
    report = validate(graph, load_shapes("correction", "prefixes"))
    wrong = {
        f"{local_name(f.focus_node)}: {f.message}{shown(f)}"
        for f in report.findings
        if f.severity is Severity.VIOLATION
    }
    if wrong:
        first = " ".join(sorted(wrong)[:SHOWN])
        more = f" And {len(wrong) - SHOWN} more." if len(wrong) > SHOWN else ""
        raise CorrectionError(f"{path}: {first}{more} (kg validate {path} shows all)")


def shown(finding: Finding) -> str:
    """Return the value that is wrong, where it is not the correction itself."""
    is_other = finding.value and finding.value != finding.focus_node
    return f" [{finding.value}]" if is_other else ""


def as_correction(graph: Graph, node: URIRef) -> AnyCorrection:
    """Make the value of a correction that fits the shapes.

    Raises:
        CorrectionError: its day does not exist.
    """
    author = graph.value(node, PROV.wasAttributedTo)
    (kind,) = (k for k in KINDS if (node, RDF.type, KG[k.__name__]) in graph)
    lists: dict[str, Any] = {
        field: locals_in(space, graph.objects(node, term))
        for field, (term, space) in KINDS[kind].items()
    }
    return kind(
        iri=str(node),
        author=Author(iri=str(author), name=str(graph.value(author, FOAF.name))),
        created=day_of(graph, node),
        reason=str(graph.value(node, DCTERMS.description)),
        **lists,
        **particulars(graph, node, kind),
    )


def locals_in(space: str, nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the local names of the nodes that are in a space (`claim`, `ev`, `id`).

    >>> locals_in("ev", [URIRef("https://example.org/ev/coup.ml.2012")])
    ('coup.ml.2012',)
    """
    parts = (str(node).replace("#", "/").split("/") for node in nodes)
    return tuple(sorted(local for *_, found, local in parts if found == space))


def day_of(graph: Graph, node: URIRef) -> date:
    """Return the day of a correction.

    Raises:
        CorrectionError: there is no such day.
    """
    written = str(graph.value(node, DCTERMS.created))
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CorrectionError(f"{local_name(node)}: no day {written!r}") from None


def particulars(graph: Graph, node: URIRef, kind: type) -> dict[str, Any]:
    """Return what a correction of a kind has that is no list."""
    if kind is Revision:
        value = graph.value(node, KG.newFactuality)
        return {"factuality": Factuality(local_name(str(value))) if value else None}
    if kind is Renaming:
        labels = graph.objects(node, KG.newLabel)
        texts = [v for v in labels if isinstance(v, Literal) and v.language]
        return {
            "actor": locals_in("id", graph.objects(node, KG.corrects))[0],
            "labels": {str(v.language): str(v) for v in sorted(texts)},
        }
    if kind is ActorMerge:
        return {"into": locals_in("id", graph.objects(node, KG.mergedInto))[0]}
    return {}

"""Spans as W3C Web Annotations, for tools in which people read and annotate texts.

The Web Annotation Data Model (W3C Recommendation, 23 February 2017) selects text by
position and by quote (4.2.4, 4.2.5), in Unicode code points, as the graph does. A tool
that counts UTF-16 units, as JavaScript does, finds other positions after a character
outside of the basic plane; quotes are the same for all.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, TextIO

from pyoxigraph import Literal, NamedNode, Store
from rdflib import URIRef

from kg.iris import VOCABULARY, local_name
from kg.query.names import label_of
from kg.store import DEFAULT_GRAPH, RDF_TYPE, namespaces_of
from kg.vocabulary import GAF, KG, NIF

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
BESIDE = 32  # code points of prefix and suffix
# Why a span is annotated (3.3.5), by the property that leads to it, the most telling
# first: an annotation should have one motivation.
MOTIVATIONS: Mapping[URIRef, str] = {
    KG.trigger: "classifying",
    GAF.denotedBy: "identifying",
    KG.factualityCue: "assessing",
    KG.evidence: "linking",
    KG.citedAs: "linking",
}
ABOUT = (KG.aboutEvent, KG.aboutRelation)
# Our own terms in the JSON, beside those of the context of the recommendation.
TERMS: Mapping[str, Any] = {
    "kg": VOCABULARY,
    **{
        local_name(term): {"@id": str(term), "@type": "@id"}
        for term in (*MOTIVATIONS, *ABOUT, KG.factuality)
    },
}


def annotations(store: Store) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each span of a graph, in order of the texts.

    Its target selects the span by position and by quote; its bodies are the claims,
    actors and turns that the span is of, each with its link to the span, and class,
    factuality and label as tags. An annotation by itself lacks the `@context`, which
    `write_annotations` puts above all of them.

    Args:
        store: documents, spans and claims; with the texts, quotes get what stands
            before and after.
    """
    reader = Reader(store)
    yield from map(reader.annotation, reader.spans())


def write_annotations(store: Store, out: TextIO) -> int:
    """Write the annotations of a graph as an AnnotationCollection (JSON-LD).

    Each annotation stands on a line of its own.

    Args:
        store: as for `annotations`.
        out: where to write.

    Returns:
        the number of annotations.
    """
    reader = Reader(store)
    spans = reader.spans()
    name = f"{reader.base}annotations"
    page = {"id": f"{name}/1", "type": "AnnotationPage", "partOf": name}
    head = {
        "@context": [CONTEXT, TERMS],
        "id": name,
        "type": "AnnotationCollection",
        "label": "Spans of claims, actors and citations",
        "total": len(spans),
        "first": {**page, "startIndex": 0, "items": []},
    }
    before, after = json.dumps(head, ensure_ascii=False).rsplit("]", 1)
    lines = (json.dumps(reader.annotation(s), ensure_ascii=False) for s in spans)
    out.write(before)
    for number, line in enumerate(lines):
        out.write(",\n" if number else "\n")
        out.write(line)
    out.write(f"\n]{after}\n")
    return len(spans)


class Reader:
    """Reads from a graph what annotations tell."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.base = namespaces_of(store).base
        self.whole = lru_cache(maxsize=1)(self.text_of)  # spans come by document

    def spans(self) -> list[NamedNode]:
        """Return the spans, by document and place."""
        found = self.store.quads_for_pattern(
            None, RDF_TYPE, known(KG.Span), DEFAULT_GRAPH
        )
        nodes = (q.subject for q in found if isinstance(q.subject, NamedNode))
        return sorted(nodes, key=self.place)

    def place(self, span: NamedNode) -> tuple[str, int, int, str]:
        """Return where a span stands: document, begin, end."""
        document = self.text(span, NIF.referenceContext)
        begin, end = self.offsets(span)
        return document, begin, end, span.value

    def offsets(self, span: NamedNode) -> tuple[int, int]:
        """Return where a span begins and ends, in code points."""
        begin, end = (self.text(span, t) for t in (NIF.beginIndex, NIF.endIndex))
        return int(begin or 0), int(end or 0)

    def annotation(self, span: NamedNode) -> dict[str, Any]:
        """Return the annotation of a span."""
        uses = sorted(self.uses(span), key=lambda use: use[0].value)
        found = {link for _, link in uses}
        reasons = [why for link, why in MOTIVATIONS.items() if link in found]
        return {
            "id": f"{self.base}annotation/{local_name(span.value)}",
            "type": "Annotation",
            "motivation": reasons[0] if reasons else "highlighting",
            "body": [*self.bodies(uses, span), *self.tags(uses)],
            "target": {
                "type": "SpecificResource",
                "source": self.text(span, NIF.referenceContext),
                "selector": self.selectors(span),
            },
        }

    def selectors(self, span: NamedNode) -> list[dict[str, Any]]:
        """Return the selectors of a span, by position and by quote."""
        begin, end = self.offsets(span)
        quote = {"exact": self.text(span, NIF.anchorOf)}
        whole = self.whole(self.one(span, NIF.referenceContext))
        if whole:
            quote["prefix"] = whole[max(begin - BESIDE, 0) : begin]
            quote["suffix"] = whole[end : end + BESIDE]
        return [
            {"type": "TextPositionSelector", "start": begin, "end": end},
            {"type": "TextQuoteSelector", **quote},
        ]

    def text_of(self, document: NamedNode | None) -> str:
        """Return the text of a document, empty where the graph lacks it."""
        return self.text(document, NIF.isString)

    def uses(self, span: NamedNode) -> Iterator[tuple[NamedNode, URIRef]]:
        """Yield what a span is of, and by which property; events have their claims."""
        for link in MOTIVATIONS:
            for quad in self.store.quads_for_pattern(
                None, known(link), span, DEFAULT_GRAPH
            ):
                user = quad.subject
                if isinstance(user, NamedNode) and not self.is_event(user):
                    yield user, link

    def is_event(self, node: NamedNode) -> bool:
        """Tell whether claims are about a node."""
        about = self.store.quads_for_pattern(
            None, known(KG.aboutEvent), node, DEFAULT_GRAPH
        )
        return any(True for _ in about)

    def bodies(
        self, uses: Iterable[tuple[NamedNode, URIRef]], span: NamedNode
    ) -> Iterator[dict[str, Any]]:
        """Yield what a span is of: claims, actors and turns."""
        for user, link in uses:
            body: dict[str, Any] = {
                **self.described(user),
                local_name(link): span.value,
            }
            for term in ABOUT:
                about = self.one(user, term)
                if about is not None:
                    body[local_name(term)] = self.described(about)
            factuality = self.text(user, KG.factuality)
            if factuality:
                body[local_name(KG.factuality)] = f"kg:{local_name(factuality)}"
            yield body

    def described(self, node: NamedNode) -> dict[str, Any]:
        """Return a node with its classes in our vocabulary."""
        kinds = [f"kg:{name}" for name in self.kinds(node)]
        return {"id": node.value, **({"type": kinds} if kinds else {})}

    def tags(
        self, uses: Iterable[tuple[NamedNode, URIRef]]
    ) -> Iterator[dict[str, Any]]:
        """Yield the tags of a span, each once, for tools that show text alone."""
        words = (word for user, link in uses for word in self.words(user, link))
        for word in dict.fromkeys(words):
            yield {"type": "TextualBody", "purpose": "tagging", "value": word}

    def words(self, user: NamedNode, link: URIRef) -> Iterator[str]:
        """Yield class and factuality of what a trigger is of, and names of actors."""
        if link == KG.trigger:
            for about in (self.one(user, term) for term in ABOUT):
                if about is not None:
                    relation = self.text(about, KG.relation)
                    yield from [local_name(relation)] if relation else self.kinds(about)
            yield local_name(self.text(user, KG.factuality))
        if link == GAF.denotedBy:
            yield label_of(self.store, user)

    def kinds(self, node: NamedNode) -> list[str]:
        """Return the classes of a node in our vocabulary, by name."""
        found = self.store.quads_for_pattern(node, RDF_TYPE, None, DEFAULT_GRAPH)
        iris = {q.object.value for q in found if isinstance(q.object, NamedNode)}
        return sorted(local_name(iri) for iri in iris if iri.startswith(VOCABULARY))

    def one(self, node: NamedNode | None, term: URIRef) -> NamedNode | None:
        """Return the node to which a property leads."""
        value = self.value(node, term)
        return value if isinstance(value, NamedNode) else None

    def text(self, node: NamedNode | None, term: URIRef) -> str:
        """Return the value of a property as text, empty where there is none."""
        value = self.value(node, term)
        return value.value if isinstance(value, NamedNode | Literal) else ""

    def value(self, node: NamedNode | None, term: URIRef) -> object:
        """Return the value of a property, the first where there are several."""
        if node is None:
            return None
        found = self.store.quads_for_pattern(node, known(term), None, DEFAULT_GRAPH)
        return min((quad.object for quad in found), key=str, default=None)


@cache
def known(term: URIRef) -> NamedNode:
    """Return a term of a vocabulary as the store knows it."""
    return NamedNode(str(term))

"""The IRIs of values, and the prefixes that files are written with."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, XSD

from kg.iris import Namespaces, slug
from kg.links import Match
from kg.model import Precision, Quantity, Run, Span, TimeValue
from kg.vocabulary import GAF, NIF, SEM

VAGUE = frozenset(
    {
        Precision.PART_OF_MONTH,
        Precision.PART_OF_YEAR,
        Precision.SEASON,
        Precision.DECADE,
    }
)  # "begin september" and "1 tot 10 september" have the same days
SCHEMA = "https://schema.org/"
OTHERS = {
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "gaf": GAF._NS,  # noqa: SLF001
    "nif": NIF._NS,  # noqa: SLF001
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM._NS,  # noqa: SLF001
    "skos": SKOS,
    "time": TIME,
    "xsd": XSD,
}


def prefixes(namespaces: Namespaces) -> dict[str, str]:
    """Return all prefixes: our own first."""
    return {**namespaces.prefixes(), **{k: str(v) for k, v in OTHERS.items()}}


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRI of each kind of value."""

    spaces: Namespaces

    def actor(self, identifier: str) -> URIRef:
        """Return the IRI of an actor."""
        return URIRef(self.spaces.entity + identifier)

    def event(self, identifier: str) -> URIRef:
        """Return the IRI of an event."""
        return URIRef(self.spaces.event + identifier)

    def relation(self, identifier: str) -> URIRef:
        """Return the IRI of a lasting relation."""
        return URIRef(self.spaces.relation + identifier)

    def claim(self, identifier: str) -> URIRef:
        """Return the IRI of a claim."""
        return URIRef(self.spaces.claim + identifier)

    def document(self, identifier: str) -> URIRef:
        """Return the IRI of a document."""
        return URIRef(self.spaces.document + identifier)

    def turn(self, document: str, label: str) -> URIRef:
        """Return the IRI of a turn."""
        return URIRef(f"{self.spaces.document}{document}.{label}")

    def span(self, span: Span) -> URIRef:
        """Return the IRI of a span: its document and offsets."""
        return URIRef(f"{self.spaces.span}{span.document}.{span.begin}-{span.end}")

    def time(self, value: TimeValue) -> URIRef:
        """Return the IRI of a time: equal dates of equal precision are one node."""
        local = re.sub(r"[^0-9a-z.-]+", "-", value.edtf.lower().replace("..", "open"))
        vague = f"-{slug(value.precision)}" if value.precision in VAGUE else ""
        return URIRef(f"{self.spaces.entity}time-{local.strip('-')}{vague}")

    def quantity(self, value: Quantity) -> URIRef:
        """Return the IRI of a quantity, made of its parts."""
        numbers = [
            f"{label}{number:.12g}"
            for label, number in (
                ("", value.value),
                ("min-", value.minimum),
                ("max-", value.maximum),
            )
            if number is not None
        ]
        words = [value.qualifier, *numbers, value.currency, value.unit]
        return URIRef(
            f"{self.spaces.entity}qty-{slug(' '.join(w for w in words if w))}"
        )

    def match(self, match: Match) -> URIRef:
        """Return the IRI of a statement that an actor is a thing elsewhere."""
        digest = hashlib.sha256(match.match.encode()).hexdigest()[:8]
        return URIRef(f"{self.spaces.entity}match-{match.actor}.{digest}")

    def run(self, run: Run) -> URIRef:
        """Return the IRI of a run."""
        local = f"{run.software}-{run.version}.{run.input_digest[:16]}"
        return URIRef(f"{self.spaces.run}{local}")

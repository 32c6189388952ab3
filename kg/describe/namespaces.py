"""The IRIs of values, and the prefixes that files are written with."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from pyoxigraph import NamedNode
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, XSD

from kg.describe.terms import SCHEMA_ORG
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
    "schema": SCHEMA_ORG,
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

    def actor(self, identifier: str) -> NamedNode:
        """Return the IRI of an actor."""
        return NamedNode(self.spaces.entity + identifier)

    def event(self, identifier: str) -> NamedNode:
        """Return the IRI of an event."""
        return NamedNode(self.spaces.event + identifier)

    def relation(self, identifier: str) -> NamedNode:
        """Return the IRI of a lasting relation."""
        return NamedNode(self.spaces.relation + identifier)

    def claim(self, identifier: str) -> NamedNode:
        """Return the IRI of a claim."""
        return NamedNode(self.spaces.claim + identifier)

    def document(self, identifier: str) -> NamedNode:
        """Return the IRI of a document."""
        return NamedNode(self.spaces.document + identifier)

    def turn(self, document: str, label: str) -> NamedNode:
        """Return the IRI of a turn."""
        return NamedNode(f"{self.spaces.document}{document}.{label}")

    def span(self, span: Span) -> NamedNode:
        """Return the IRI of a span: its document and offsets."""
        return NamedNode(f"{self.spaces.span}{span.document}.{span.begin}-{span.end}")

    def time(self, value: TimeValue) -> NamedNode:
        """Return the IRI of a time: equal dates of equal precision are one node."""
        local = re.sub(r"[^0-9a-z.-]+", "-", value.edtf.lower().replace("..", "open"))
        vague = f"-{slug(value.precision)}" if value.precision in VAGUE else ""
        return NamedNode(f"{self.spaces.entity}time-{local.strip('-')}{vague}")

    def quantity(self, value: Quantity) -> NamedNode:
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
        return NamedNode(
            f"{self.spaces.entity}qty-{slug(' '.join(w for w in words if w))}"
        )

    def match(self, match: Match) -> NamedNode:
        """Return the IRI of a statement that an actor is a thing elsewhere."""
        digest = hashlib.sha256(match.match.encode()).hexdigest()[:8]
        return NamedNode(f"{self.spaces.entity}match-{match.actor}.{digest}")

    def run(self, run: Run) -> NamedNode:
        """Return the IRI of a run."""
        local = f"{run.software}-{run.version}.{run.input_digest[:16]}"
        return NamedNode(f"{self.spaces.run}{local}")

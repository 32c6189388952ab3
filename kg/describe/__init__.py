"""Model values as triples: the one place where text and graph touch."""

from kg.describe.claims import (
    describe_claim,
    describe_quantity,
    describe_time,
    spans_of,
)
from kg.describe.corrections import describe_corrections, describe_rejected
from kg.describe.documents import describe_document, describe_text
from kg.describe.graph import (
    describe_actor,
    describe_classes,
    describe_conflict,
    describe_event,
    describe_registry,
    describe_statements,
    describe_words,
)
from kg.describe.matches import describe_matches
from kg.describe.namespaces import Names, prefixes
from kg.describe.relations import (
    describe_known,
    describe_relation,
    describe_relation_claim,
)
from kg.describe.terms import Triple

__all__ = [
    "Names",
    "Triple",
    "describe_actor",
    "describe_claim",
    "describe_classes",
    "describe_conflict",
    "describe_corrections",
    "describe_document",
    "describe_event",
    "describe_known",
    "describe_matches",
    "describe_quantity",
    "describe_registry",
    "describe_rejected",
    "describe_relation",
    "describe_relation_claim",
    "describe_statements",
    "describe_text",
    "describe_time",
    "describe_words",
    "prefixes",
    "spans_of",
]

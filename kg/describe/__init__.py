"""Model values as triples: the one place where text and graph touch."""

from kg.describe.corrections import describe_corrections, describe_rejected
from kg.describe.documents import describe_document, describe_text
from kg.describe.graph import Description, describe, describe_registry
from kg.describe.matches import describe_matches
from kg.describe.namespaces import Names, prefixes

__all__ = [
    "Description",
    "Names",
    "describe",
    "describe_corrections",
    "describe_document",
    "describe_matches",
    "describe_registry",
    "describe_rejected",
    "describe_text",
    "prefixes",
]

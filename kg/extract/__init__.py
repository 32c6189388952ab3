"""What a document says: names, events, roles, times, factuality and sources."""

from kg.extract.document import (
    Knowledge,
    load_knowledge,
    read_document,
    read_documents,
)

__all__ = ["Knowledge", "load_knowledge", "read_document", "read_documents"]

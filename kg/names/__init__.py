"""Finding names in text, and linking them to actors."""

from kg.names.registry import Registry, load_registry

__all__ = ["Registry", "load_registry"]

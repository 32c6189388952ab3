"""Finding names in text, and linking them to actors."""

from kg.names.finder import NameMention, NamesFound, find_names
from kg.names.registry import Registry, load_registry
from kg.names.relations import known_relations

__all__ = [
    "NameMention",
    "NamesFound",
    "Registry",
    "find_names",
    "known_relations",
    "load_registry",
]

"""Finding names in text, and linking them to actors."""

from kg.names.finder import NameMention, NamesFound, find_names
from kg.names.registry import Registry, load_registry

__all__ = ["NameMention", "NamesFound", "Registry", "find_names", "load_registry"]

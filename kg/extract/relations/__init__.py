"""Lasting relations between actors, as a document states them."""

from kg.extract.relations.finder import find_relations

__all__ = ["find_relations"]

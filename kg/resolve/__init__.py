"""What many claims are about: events, their conflicts and their links."""

from kg.resolve.by_document import by_document, join_resolved
from kg.resolve.classes import class_groups, classes_touched
from kg.resolve.linking import nearest_events
from kg.resolve.pointers import Pointer, point, pointed_at, pointers_of
from kg.resolve.relations import gather_relations
from kg.resolve.resolution import resolve, resolve_classes, set_apart
from kg.resolve.statements import Statements, actors_in, brief

__all__ = [
    "Pointer",
    "Statements",
    "actors_in",
    "brief",
    "by_document",
    "class_groups",
    "classes_touched",
    "gather_relations",
    "join_resolved",
    "nearest_events",
    "point",
    "pointed_at",
    "pointers_of",
    "resolve",
    "resolve_classes",
    "set_apart",
]

"""What many claims are about: events, their conflicts and their links."""

from kg.resolve.by_document import by_document, join_resolved
from kg.resolve.classes import class_groups, classes_touched, partition_of
from kg.resolve.linking import nearest_events
from kg.resolve.links import find_motives
from kg.resolve.relations import gather_relations, relation_partition
from kg.resolve.resolution import (
    conclude,
    resolve,
    resolve_classes,
    set_apart,
    targeted,
)
from kg.resolve.statements import Statements, actors_in, brief

__all__ = [
    "Statements",
    "actors_in",
    "brief",
    "by_document",
    "class_groups",
    "classes_touched",
    "conclude",
    "find_motives",
    "gather_relations",
    "join_resolved",
    "nearest_events",
    "partition_of",
    "relation_partition",
    "resolve",
    "resolve_classes",
    "set_apart",
    "targeted",
]

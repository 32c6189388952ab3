"""What many claims are about: events, their conflicts and their links."""

from kg.resolve.classes import class_groups, classes_touched, partition_of
from kg.resolve.findings import Findings, findings, join_findings
from kg.resolve.linking import nearest_events
from kg.resolve.links import find_motives
from kg.resolve.relations import gather_relations, relation_partition
from kg.resolve.resolution import resolve, resolve_classes, set_apart, targeted
from kg.resolve.statements import Statements, brief

__all__ = [
    "Findings",
    "Statements",
    "brief",
    "class_groups",
    "classes_touched",
    "find_motives",
    "findings",
    "gather_relations",
    "join_findings",
    "nearest_events",
    "partition_of",
    "relation_partition",
    "resolve",
    "resolve_classes",
    "set_apart",
    "targeted",
]

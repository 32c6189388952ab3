"""What is known without any document: the ontology and the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import pyoxigraph

from kg.correct import renamed
from kg.describe import Names, describe_registry
from kg.names import known_relations, load_registry
from kg.resources import folder
from kg.store import parse_file

Labels = Mapping[str, Mapping[str, str]]


def describe_vocabulary(names: Names, labels: Labels) -> Iterable[pyoxigraph.Triple]:
    """Return the ontology and the registry.

    Args:
        names: makes the IRIs.
        labels: those that readers gave to actors.
    """
    registry = load_registry()
    actors = (renamed(actor, labels) for actor in registry)
    known = describe_registry(actors, known_relations(registry), names=names)
    return [*ontology(), *(pyoxigraph.Triple(*triple) for triple in known)]


@cache
def ontology() -> tuple[pyoxigraph.Triple, ...]:
    """Return the ontology, read once."""
    return tuple(parse_file(folder("ontology") / "kroniek.ttl"))

"""What is known without any document: the ontology and the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import pyoxigraph

from kg.correct import renamed
from kg.describe import Names, describe_registry
from kg.iris import Namespaces
from kg.names import known_relations, load_registry
from kg.resources import folder
from kg.store import parse_file

Labels = Mapping[str, Mapping[str, str]]


def describe_vocabulary(names: Names, labels: Labels) -> Sequence[pyoxigraph.Triple]:
    """Return the ontology and the registry.

    Args:
        names: makes the IRIs.
        labels: those that readers gave to actors.
    """
    return _described(names, labels) if labels else _as_installed(names.spaces)


@cache
def _as_installed(spaces: Namespaces) -> Sequence[pyoxigraph.Triple]:
    return _described(Names(spaces), {})


def _described(names: Names, labels: Labels) -> Sequence[pyoxigraph.Triple]:
    registry = load_registry()
    actors = (renamed(actor, labels) for actor in registry)
    known = describe_registry(actors, known_relations(registry), names=names)
    return (*ontology(), *(pyoxigraph.Triple(*triple) for triple in known))


@cache
def ontology() -> tuple[pyoxigraph.Triple, ...]:
    """Return the ontology, read once."""
    return tuple(parse_file(folder("ontology") / "kroniek.ttl"))

"""What parts of a graph break by themselves: each is looked at without the others.

The shapes of some files look at nothing but a document, or an event with its claims,
and at what these name. So such parts are checked where they are described, many at
once, and those that have not changed need no second look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

import pyoxigraph

from kg.describe import Names, Triple
from kg.iris import Namespaces
from kg.model import Finding
from kg.pipeline.parts import Edge
from kg.pipeline.vocabulary import describe_vocabulary
from kg.store import AnyStatement, as_named, as_quad
from kg.validate import Checker, Data, Shapes, load_shapes
from kg.vocabulary import GAF

MENTION = as_named(GAF.denotedBy)  # of actors and events, which no document has alone


def findings_alone(  # noqa: PLR0913  what is checked, by what, and whose it is
    parts: Sequence[Sequence[Triple]],
    around: Iterable[AnyStatement],
    *,
    shapes: tuple[str, ...],
    base: str,
    edges: Sequence[Collection[Edge]] = (),
    others: Collection[str] = (),
) -> list[list[Finding]]:
    """Return what each part of a graph breaks; all are looked at together.

    Args:
        parts: the triples of each.
        around: what they speak of without describing it.
        shapes: the files of shapes (`kg.validate.load_shapes`).
        base: IRI under which things are named.
        edges: those that each part has earned, if any are to be checked.
        others: the IRIs of things around that need no check.
    """
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*triple) for triple in chain(around, *parts))
    store.extend(
        pyoxigraph.Quad(*map(pyoxigraph.NamedNode, edge))
        for edge in set(chain.from_iterable(edges))
    )
    store.extend(vocabulary(base))
    checker = Checker(Data(store=store), shapes_of(*shapes), others=others)
    owners = owners_of(parts, edges)
    found: list[list[Finding]] = [[] for _ in parts]
    for finding in checker.report().findings:
        for number in sorted(whose(finding, owners) or users(finding.value, parts)):
            found[number].append(finding)
    return found


def owners_of(
    parts: Sequence[Sequence[Triple]], edges: Sequence[Collection[Edge]]
) -> Mapping[object, Collection[int]]:
    """Return the numbers of the parts that describe a thing, or have earned an edge."""
    owners: dict[object, set[int]] = defaultdict(set)
    for number, part in enumerate(parts):
        last = None
        for subject, predicate, _ in part:
            # An actor or event is named by a document; the finding is of its words.
            if subject is not last and predicate != MENTION:
                last = subject
                owners[subject.value].add(number)
    for number, own in enumerate(edges):
        for edge in own:
            owners[edge].add(number)
    return owners


def whose(
    finding: Finding, owners: Mapping[object, Collection[int]]
) -> Collection[int]:
    """Return the parts that a finding is of, by the nearest thing that it names."""
    focus, path, value = finding.focus_node, finding.path, finding.value
    things = ((focus, path, value), focus, value)
    return next((owners[thing] for thing in things if thing in owners), ())


def users(term: str, parts: Sequence[Sequence[Triple]]) -> Collection[int]:
    """Return the parts that use a term as a property or class, or as any value."""
    return {
        number
        for number, part in enumerate(parts)
        if any(term in {predicate.value, value.value} for _, predicate, value in part)
    }


@cache
def shapes_of(*names: str) -> Shapes:
    """Return the shapes of some files, read once."""
    return Shapes(load_shapes(*names))


@cache
def vocabulary(base: str) -> Sequence[pyoxigraph.Quad]:
    """Return the ontology and the registry, made once."""
    return tuple(map(as_quad, describe_vocabulary(Names(Namespaces(base)), {})))

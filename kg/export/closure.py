"""What comes along with chosen claims, so that a part of a graph stands on its own.

A claim brings its words, turn, document, source, the actors it names, its time and
count, the run that made it and the corrections that changed it; and the event or
relation that it is about, with what the chosen claims say of that and no more. Links to
claims and events that were not chosen are left out. A correction stays as its author
wrote it, and names what it corrects even if that is not there.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pyoxigraph
from rdflib.namespace import ORG

from kg.export.evidence import Evidence
from kg.export.subset import Layer
from kg.iris import RELATIONS
from kg.store import AnyNode, AnyTerm, as_named
from kg.vocabulary import GAF, KG

Quads = list[pyoxigraph.Quad]

_DENOTED_BY = as_named(GAF.denotedBy)
_DURING = as_named(ORG.memberDuring)
KNOWN_WITH = as_named(KG.knownWith)
_TIME = as_named(KG.time)
_TRIGGER = as_named(KG.trigger)
_ABOUT = tuple(as_named(term) for term in (KG.aboutEvent, KG.aboutRelation))
# What an event or relation has because a claim says so.
_SAID = frozenset(
    as_named(term)
    for term in (
        *(KG.agent, KG.target, KG.participant, KG.place, KG.motivatedBy),
        *(KG.time, KG["count"], KG.past, ORG.memberDuring),
    )
)
# What corrections name, and where a corrected claim was before: often gone by now.
_NAMED_ONLY = frozenset(
    as_named(term) for term in (KG.corrects, KG.notSameEventAs, KG.extractedEvent)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Quads that stand on their own, and the number of links that were left out."""

    quads: Quads
    left_out: int


def close(
    store: pyoxigraph.Store, chosen: Collection[AnyNode], layer: Layer | None = None
) -> Closure:
    """Return chosen claims with all that they rest on.

    Args:
        store: where they are.
        chosen: claims, of events or of relations.
        layer: without one, mentions of actors in the evidence come along; `CLAIMS`
            leaves out what claims of an event say together.
    """
    rules = _Rules(store, chosen, layer)
    seen: set[AnyTerm] = {*chosen, *rules.about}
    todo, left_out = list(seen), 0
    kept: Quads = []
    while todo:
        for quad in _described(store, todo.pop()):
            if quad.predicate in _NAMED_ONLY:
                kept.append(quad)
            elif rules.leaves_out(quad):
                left_out += 1
            elif rules.keeps(quad):
                kept.append(quad)
                if quad.object not in seen:
                    seen.add(quad.object)
                    todo.append(quad.object)
    return Closure(quads=kept, left_out=left_out)


def is_edge(quad: pyoxigraph.Quad) -> bool:
    """Tell whether a quad is a direct edge."""
    return quad.predicate.value.startswith(RELATIONS)


def _described(store: pyoxigraph.Store, node: AnyTerm) -> Iterator[pyoxigraph.Quad]:
    if isinstance(node, pyoxigraph.Literal):
        return
    for quad in store.quads_for_pattern(node, None, None):
        if not is_edge(quad) and quad.predicate != KNOWN_WITH:
            yield quad


class _Rules:
    """Which quads come along.

    `about` are the events and relations of the chosen claims, `said` what these claims
    say of them, `barred` the claims, events and relations that were not chosen.
    """

    def __init__(
        self, store: pyoxigraph.Store, chosen: Collection[AnyNode], layer: Layer | None
    ) -> None:
        self.layer = layer
        self.evidence = Evidence(store, chosen)
        self.about: set[AnyTerm] = set()
        self.said: set[tuple[AnyTerm, AnyTerm, AnyTerm]] = set()
        self.triggers: set[AnyTerm] = set()
        for claim in chosen:
            self._learn(list(store.quads_for_pattern(claim, None, None)))
        links = [q for p in _ABOUT for q in store.quads_for_pattern(None, p, None)]
        everything = {node for q in links for node in (q.subject, q.object)}
        self.barred = everything - self.about - set(chosen)

    def _learn(self, claim: Quads) -> None:
        """Take in what one claim says."""
        about = {quad.object for quad in claim if quad.predicate in _ABOUT}
        self.about |= about
        for quad in claim:
            if quad.predicate == _TRIGGER:
                self.triggers.add(quad.object)
            if quad.predicate in _SAID:
                self.said |= {(thing, quad.predicate, quad.object) for thing in about}
            if quad.predicate == _TIME:
                self.said |= {(thing, _DURING, quad.object) for thing in about}

    def leaves_out(self, quad: pyoxigraph.Quad) -> bool:
        """Tell whether a quad links to what was not chosen."""
        return quad.object in self.barred

    def keeps(self, quad: pyoxigraph.Quad) -> bool:
        """Tell whether a quad comes along."""
        subject, predicate, value = quad.triple
        is_merged = subject in self.about
        if predicate == _DENOTED_BY and is_merged:
            return value in self.triggers
        if predicate == _DENOTED_BY:
            return self.layer is None and self.evidence.holds(value)
        if is_merged and self.layer is Layer.CLAIMS:
            return predicate not in _SAID and value not in self.about
        return not (is_merged and predicate in _SAID) or (
            (subject, predicate, value) in self.said
        )

"""The outline of a graph: events, relations and actors, without what documents say.

Some shapes look at all events at once, or at what belongs to no document. They need no
claims, and so no graph that grows with the words of the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph

from kg.corrections import Corrected
from kg.describe import Names
from kg.model import Finding, Resolution
from kg.pipeline.alone import shapes_of
from kg.pipeline.plan import Plan
from kg.store import RDF_TYPE, Draft, as_named
from kg.validate import OF_OUTLINE, Checker, Data
from kg.vocabulary import KG

CLAIM, STATEMENT = as_named(KG.Claim), as_named(KG.RelationClaim)


def check_outline(
    draft: Draft, plan: Plan, corrected: Corrected, resolution: Resolution
) -> tuple[Finding, ...]:
    """Return what events and actors break, looked at without the claims.

    Args:
        draft: the outline, which gets the classes of claims that it speaks of.
        plan: tells how nodes are named.
        corrected: what readers put right.
        resolution: has the conflicts of claims, and the events of claims that
            corrections name or changed.
    """
    draft.store.extend(classes_of_claims(plan, corrected, resolution))
    checker = Checker(Data(store=draft.store), shapes_of(*OF_OUTLINE))
    return checker.report().findings


def classes_of_claims(
    plan: Plan, corrected: Corrected, resolution: Resolution
) -> Iterator[pyoxigraph.Quad]:
    """Yield the classes of the claims that something is said of beside documents."""
    names = Names(plan.spaces)
    told = {claim for conflict in resolution.conflicts for claim in conflict.claims}
    told.update(resolution.extracted_event_of)
    of_events = told.union(resolution.event_of)
    for claim in told.union(corrected.originals, plan.named):
        kind = CLAIM if claim in of_events else STATEMENT
        yield pyoxigraph.Quad(names.claim(claim), RDF_TYPE, kind)

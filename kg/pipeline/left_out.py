"""What a build leaves out: claims that readers rejected, documents that fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal

from kg.corrections import Corrected
from kg.describe import Names, Triple, describe_document, describe_rejected
from kg.model import Resolution, Resolved
from kg.pipeline.plan import Plan
from kg.pipeline.settings import Failure
from kg.resolve import Statements, by_document, set_apart
from kg.store import as_named
from kg.vocabulary import KG

REASON = as_named(KG.quarantineReason)


def describe_left_out(
    plan: Plan,
    corrected: Corrected,
    resolved: Mapping[str, Resolved],
    failed: Iterable[Failure],
) -> Iterator[Triple]:
    """Yield what readers rejected and what the program failed to read, with reasons.

    Args:
        plan: has the documents.
        corrected: has what was rejected.
        resolved: the claims of each document that were not rejected.
        failed: documents that could not be read.
    """
    names = Names(plan.spaces)
    rejected = [read.document.identifier for read in corrected.rejected]
    runs = {name: plan.run_of(plan.document(name)) for name in rejected}
    known = {c: e for name in rejected for c, e in resolved[name].event_of.items()}
    others = Resolution(events=(), event_of=known, rank_of={})
    apart = set_apart(corrected.rejected, others)
    own = dict(_resolved_apart(corrected, apart))
    yield from describe_rejected(corrected, apart, own, runs, names=names)
    for failure in failed:
        yield from describe_document(plan.document(failure.document), names=names)
        yield names.document(failure.document), REASON, Literal(failure.reason)


def _resolved_apart(
    corrected: Corrected, apart: Resolution
) -> Iterator[tuple[str, Resolved]]:
    """Yield each document with the events of its rejected claims, and of others."""
    stated = (
        Statements(
            document=read.document.identifier,
            claims=read.claims,
            relations=read.relations,
        )
        for read in corrected.rejected
    )
    for own in by_document(stated, apart, apart.relations):
        yield own.document, replace(own, event_of=apart.event_of)

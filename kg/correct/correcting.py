"""From what was read to what stands after corrections of claims and actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeVar

from kg.correct.actors import Cast, Known, make_cast
from kg.correct.casting import with_cast, with_sources
from kg.correct.contradictions import check_consistent
from kg.correct.leaving import answers_to, without
from kg.correct.near import document_of, no_actor, no_claim
from kg.corrections import (
    AnyCorrection,
    Corrected,
    EventCorrection,
    Original,
    Rejection,
    Revision,
    claims_in,
)
from kg.model import Claim, Miss, ReadDocument, RelationClaim

Statement = TypeVar("Statement", Claim, RelationClaim)


def correct(
    documents: Sequence[ReadDocument],
    corrections: Sequence[AnyCorrection],
    *,
    known: Known,
) -> Corrected:
    """Carry out the corrections of claims and actors.

    Those of events are checked here and heeded by `kg.resolve.resolve`. Documents are
    looked at one after the other, again and again, and none is kept but those of which
    claims are rejected.

    Args:
        documents: what each document says, as it was read.
        corrections: of readers, in any order.
        known: gives an actor of the registry by its identifier, or None.

    Raises:
        CorrectionError: two corrections contradict each other.
    """
    if not corrections:
        return Corrected(documents=documents)
    ordered = tuple(sorted(corrections, key=lambda c: c.iri))
    check_consistent(ordered)
    cast = make_cast(documents, ordered, known)
    named = documents_named(ordered)
    read = [with_cast(d, cast) for d in documents if d.document.identifier in named]
    revised = [with_sources(revise(d, ordered, cast), cast) for d in read]
    reasons = rejected(revised, ordered)
    return Corrected(
        documents=Revised(documents, ordered, cast, reasons),
        corrections=ordered,
        rejected=tuple(d for d in (only(r, reasons) for r in revised) if d.statements),
        reasons=reasons,
        originals=dict(chain.from_iterable(map(originals, read, revised))),
        labels=cast.labels,
        old_labels={a: old_labels(a, cast) for a in {*cast.labels, *cast.into}},
        misses=tuple(sorted({*cast.misses, *misses(read, ordered, cast, reasons)})),
    )


@dataclass(frozen=True, slots=True)
class Revised(Sequence[ReadDocument]):
    """Documents as they are after corrections; each is made when it is asked for."""

    documents: Sequence[ReadDocument]
    corrections: Sequence[AnyCorrection]
    cast: Cast
    reasons: Mapping[str, str]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.documents)

    def __getitem__(self, number: Any) -> Any:
        """Return the document with a number."""
        now = with_cast(self.documents[number], self.cast)
        revised = with_sources(revise(now, self.corrections, self.cast), self.cast)
        return without(revised, self.reasons)


def documents_named(corrections: Iterable[AnyCorrection]) -> set[str]:
    """Return the documents of the claims that corrections name."""
    return {document_of(claim) for c in corrections for claim in claims_in(c)}


def old_labels(actor: str, cast: Cast) -> Mapping[str, str]:
    """Return the labels that an actor had and has no more."""
    found = cast.given.get(actor) or cast.known(actor)
    labels = found.labels if found else {}
    if actor in cast.into:
        return labels
    new = cast.labels[actor]
    return {k: v for k, v in labels.items() if new.get(k, v) != v}


def misses(
    documents: Sequence[ReadDocument],
    corrections: Sequence[AnyCorrection],
    cast: Cast,
    reasons: Mapping[str, str],
) -> Iterator[Miss]:
    """Yield the claims, and the sources of claims, that are named in vain."""
    every = {c.identifier: c for d in documents for c in d.statements}
    for correction in corrections:
        for claim in claims_in(correction):
            message = ""
            if claim not in every:
                message = no_claim(claim, every.values())
            elif claim in reasons and not isinstance(correction, Rejection):
                message = f"cl:{claim} is set apart: it {reasons[claim]}"
            elif needs_event(correction) and not isinstance(every[claim], Claim):
                message = f"cl:{claim} is of a relation, not of an event"
            if message:
                yield Miss(correction=correction.iri, thing=claim, message=message)
        for actor in correction.sources if isinstance(correction, Revision) else ():
            if cast.get(actor) is None:
                message = no_actor(actor, cast.given.values())
                yield Miss(correction=correction.iri, thing=actor, message=message)


def needs_event(correction: AnyCorrection) -> bool:
    """Tell whether a correction is of the events of claims."""
    return isinstance(correction, EventCorrection)


def revise(
    read: ReadDocument, corrections: Sequence[AnyCorrection], cast: Cast
) -> ReadDocument:
    """Give claims the factuality and sources that readers say they have."""
    wanted: dict[str, list[Revision]] = defaultdict(list)
    for correction in corrections:
        if isinstance(correction, Revision):
            for claim in correction.claims:
                wanted[claim].append(correction)

    def revised(claim: Statement) -> Statement:
        for revision in wanted.get(claim.identifier, ()):
            claim = with_factuality(claim, revision)
            claim = from_source(claim, revision, read.speakers[claim.turn], cast)
        return claim

    return replace(
        read,
        claims=tuple(revised(c) for c in read.claims),
        relations=tuple(revised(r) for r in read.relations),
    )


def with_factuality(claim: Statement, revision: Revision) -> Statement:
    """Return a claim as sure as a reader takes its source to be.

    The words that the extractor went by are no cue for another factuality.
    """
    if revision.factuality in {None, claim.factuality}:
        return claim
    return replace(claim, factuality=revision.factuality, cue=None)


def from_source(
    claim: Statement, revision: Revision, speakers: Sequence[str], cast: Cast
) -> Statement:
    """Return a claim under the sources that a reader gives.

    Whoever speaks and is no source any more passes on what others say.
    """
    sources = cast.all(a for a in revision.sources if cast.get(a) is not None)
    if not sources:
        return claim
    speaking = tuple(a for a in claim.sources if a in speakers)
    reporters = dict.fromkeys(claim.reported_by + speaking)
    passed_on = tuple(a for a in reporters if a not in sources)
    return replace(claim, sources=sources, reported_by=passed_on)


def originals(
    before: ReadDocument, after: ReadDocument
) -> Iterator[tuple[str, Original]]:
    """Yield what each revised claim said before where it differs, by its identifier."""
    for old, new in zip(before.statements, after.statements, strict=True):
        is_other = old.factuality is not new.factuality
        original = Original(
            factuality=old.factuality if is_other else None,
            sources=old.sources if old.sources != new.sources else (),
            reported_by=old.reported_by if old.reported_by != new.reported_by else (),
        )
        if original != Original():
            yield old.identifier, original


def rejected(
    documents: Sequence[ReadDocument], corrections: Sequence[AnyCorrection]
) -> Mapping[str, str]:
    """Return why claims are set apart: they, or what they answer, are rejected."""
    there = {c.identifier for d in documents for c in d.statements}
    reasons = {
        claim: f"rejected by {correction.signature}"
        for correction in corrections
        if isinstance(correction, Rejection)
        for claim in correction.claims
        if claim in there
    }
    claims = [c for d in documents for c in d.claims]
    for claim, other in answers_to(claims, reasons).items():
        reasons[claim] = f"takes up cl:{other}, {reasons[other]}"
    return reasons


def only(read: ReadDocument, kept: Collection[str]) -> ReadDocument:
    """Return a document with some of its claims alone."""
    return replace(
        read,
        claims=tuple(c for c in read.claims if c.identifier in kept),
        relations=tuple(r for r in read.relations if r.identifier in kept),
    )

"""Corrections that cannot both be carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.corrections import (
    ActorMerge,
    AnyCorrection,
    Correction,
    Rejection,
    Renaming,
    Revision,
    claims_in,
)
from kg.errors import CorrectionError

# What a correction decides (a thing and a property of it), and how it decides.
Decision = tuple[tuple[str, str], object]


def check_consistent(corrections: Iterable[AnyCorrection]) -> None:
    """Make sure that no two corrections of claims or actors contradict each other.

    Raises:
        CorrectionError: two do; both are named.
    """
    decided: dict[tuple[str, str], tuple[object, Correction]] = {}
    for correction in corrections:
        for about, value in decisions(correction):
            before, by = decided.setdefault(about, (value, correction))
            if before != value:
                raise contradiction(by, correction, f"the {about[1]} of {about[0]}")
    check_merges(dict(merges(corrections)))


def contradiction(one: Correction, other: Correction, what: str) -> CorrectionError:
    """Return the error that names two corrections and what they differ on."""
    return CorrectionError(
        f"the corrections {one.name} and {other.name} contradict each other on {what}"
        f" (<{one.iri}>, <{other.iri}>)"
    )


def decisions(correction: AnyCorrection) -> Iterator[Decision]:
    """Yield what a correction decides."""
    for claim in claims_in(correction):
        yield (f"cl:{claim}", "rejection"), isinstance(correction, Rejection)
        if isinstance(correction, Revision):
            for name, value in revised(correction):
                yield (f"cl:{claim}", name), value
    if isinstance(correction, Renaming):
        for language, label in correction.labels.items():
            yield (f"id:{correction.actor}", f"label @{language}"), label
    if isinstance(correction, ActorMerge):
        yield from (
            ((f"id:{a}", "identity"), correction.into) for a in correction.actors
        )


def revised(revision: Revision) -> Iterator[tuple[str, object]]:
    """Yield what a revision says of each of its claims."""
    if revision.factuality is not None:
        yield "factuality", revision.factuality
    if revision.sources:
        yield "source", frozenset(revision.sources)


def merges(
    corrections: Iterable[AnyCorrection],
) -> Iterator[tuple[str, ActorMerge]]:
    """Yield each actor that is merged away, and what merges it."""
    for correction in corrections:
        if isinstance(correction, ActorMerge):
            yield from ((actor, correction) for actor in correction.actors)


def check_merges(merged: Mapping[str, ActorMerge]) -> None:
    """Make sure that no actor is, in the end, merged into itself.

    Raises:
        CorrectionError: one is.
    """
    for actor, first in merged.items():
        passed, last = {actor}, first
        while last.into in merged:
            if last.into in passed:
                raise contradiction(first, last, f"the identity of id:{actor}")
            passed.add(last.into)
            last = merged[last.into]

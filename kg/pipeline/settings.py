"""What a build is told, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.corpus import Rejected
from kg.iris import DEFAULT_BASE
from kg.language import BUILT_IN
from kg.model import Miss

# Called with a stage, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose; the defaults suit the corpus of the repository."""

    pipeline: str = BUILT_IN
    base_iri: str = DEFAULT_BASE
    minimum_confidence: float = 0.0
    corrections: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that the program failed to read, a one-line reason and a traceback."""

    document: str
    reason: str
    trace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build made, in figures.

    `rejected` documents could not be used, on others the program `failed`. `known` is
    how many were not read again, since they are known from an earlier build. `unlinked`
    holds the actors of accepted matches that no document names.
    """

    documents: int
    known: int = 0
    rejected: tuple[Rejected, ...] = ()
    failed: tuple[Failure, ...] = ()
    actors: int
    events: Mapping[str, int]
    claims: Mapping[str, int]
    findings: Mapping[str, int]
    quarantined: int
    conforms: bool
    triples: int
    corrections: int = 0
    misses: tuple[Miss, ...] = ()
    unlinked: tuple[str, ...] = ()


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""
    del stage, done, total

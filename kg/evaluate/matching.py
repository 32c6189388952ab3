"""Which claim of the graph answers to which claim of the gold, and what it got right.

Claims match where their triggers overlap; those of the same class first. Of several
that fit, the one with the most right fillers, then a right source, then the right
factuality is taken, for each claim of the gold in its turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import GoldClaim, GoldDocument
from kg.evaluate.sameness import Sameness
from kg.evaluate.system import SystemClaim, SystemGraph
from kg.evaluate.windows import same_window
from kg.model import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A claim of the gold to which none of the graph answers."""

    document: str
    gold: GoldClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A claim of the graph that answers to none of the gold."""

    document: str
    found: SystemClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongClass:
    """Two claims with overlapping triggers and different classes."""

    document: str
    gold: GoldClaim
    found: SystemClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two claims of the same class with overlapping triggers: a typed match.

    `right_roles` and `missing_roles` are those of the gold, `wrong_roles` the fillers
    of the graph that no filler of the gold answers to.
    """

    document: str
    gold: GoldClaim
    found: SystemClaim
    right_roles: tuple[tuple[Role, str], ...]
    missing_roles: tuple[tuple[Role, str], ...]
    wrong_roles: tuple[tuple[Role, str], ...]
    is_source_right: bool

    @property
    def is_factuality_right(self) -> bool:
        """Whether both have the same factuality."""
        return self.gold.factuality == self.found.factuality

    @property
    def is_time_right(self) -> bool:
        """Whether both have a time, of the same days."""
        if self.gold.time is None or self.found.time is None:
            return False
        return same_window(self.gold.time, self.found.time)

    @property
    def is_right(self) -> bool:
        """Whether the factuality is right and no role is wrong; some may be missing."""
        return self.is_factuality_right and not self.wrong_roles


Outcome = Match | WrongClass | Missed | Extra


def align(gold: GoldDocument, graph: SystemGraph, sameness: Sameness) -> list[Outcome]:
    """Return what became of each claim of a document, of the gold and of the graph."""
    found = [
        claim
        for claim in graph.claims
        if gold.document in claim.documents and gold.covers(claim.begin)
    ]
    return align_claims(gold.document, gold.claims, found, sameness)


def align_claims(
    document: str,
    golds: Sequence[GoldClaim],
    found: Sequence[SystemClaim],
    sameness: Sameness,
) -> list[Outcome]:
    """Return what became of each claim: the gold in its order, then what is extra."""
    left = list(found)
    matches: dict[int, Outcome] = {}
    for is_typed in (True, False):
        for number, gold in enumerate(golds):
            if number in matches:
                continue
            best = _best(gold, left, sameness, is_typed=is_typed)
            if best is None:
                continue
            left.remove(best)
            matches[number] = (
                judge(document, gold, best, sameness)
                if is_typed
                else WrongClass(document=document, gold=gold, found=best)
            )
    return [
        *(
            matches.get(number) or Missed(document=document, gold=gold)
            for number, gold in enumerate(golds)
        ),
        *(Extra(document=document, found=claim) for claim in left),
    ]


def judge(
    document: str, gold: GoldClaim, found: SystemClaim, sameness: Sameness
) -> Match:
    """Compare the roles and the source of two claims that match."""
    wanted = [(role, name) for role in Role for name in gold.roles.get(role, ())]
    right = tuple(_right_roles(gold, found, sameness))
    return Match(
        document=document,
        gold=gold,
        found=found,
        right_roles=right,
        missing_roles=tuple(filler for filler in wanted if filler not in right),
        wrong_roles=tuple(
            (role, actor)
            for role in Role
            for actor in found.in_role(role)
            if not any(sameness.same(actor, name) for name in gold.roles.get(role, ()))
        ),
        is_source_right=_is_source_right(gold, found, sameness),
    )


def _best(
    gold: GoldClaim,
    claims: Sequence[SystemClaim],
    sameness: Sameness,
    *,
    is_typed: bool,
) -> SystemClaim | None:
    fitting = [
        claim
        for claim in claims
        if claim.begin < gold.end
        and gold.begin < claim.end
        and (not is_typed or gold.event_class in claim.classes)
    ]
    return max(fitting, key=lambda claim: _worth(gold, claim, sameness), default=None)


def _worth(
    gold: GoldClaim, claim: SystemClaim, sameness: Sameness
) -> tuple[int, bool, bool]:
    return (
        len(list(_right_roles(gold, claim, sameness))),
        _is_source_right(gold, claim, sameness),
        claim.factuality == gold.factuality,
    )


def _right_roles(
    gold: GoldClaim, claim: SystemClaim, sameness: Sameness
) -> Iterator[tuple[Role, str]]:
    for role in Role:
        for name in gold.roles.get(role, ()):
            if sameness.any_same(claim.in_role(role), name):
                yield role, name


def _is_source_right(gold: GoldClaim, claim: SystemClaim, sameness: Sameness) -> bool:
    return any(sameness.any_same(claim.sources, name) for name in gold.sources)

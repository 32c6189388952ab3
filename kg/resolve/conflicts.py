"""Which claims about one event come first, contradict each other, or answer another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from kg.model import Claim, Conflict, Factuality, Quantity, Rank, Response
from kg.resolve.clusters import Turns

SAME_MOMENT = timedelta(
    days=31
)  # a plan of last year and its fulfilment do not conflict
STANDS = frozenset(
    {Factuality.DENIED, Factuality.UNCONFIRMED, Factuality.CERTAIN, Factuality.PLANNED}
)
OPPOSED = (
    {Factuality.CERTAIN, Factuality.DENIED},
    {Factuality.CERTAIN, Factuality.PLANNED},
    {Factuality.CERTAIN, Factuality.UNCONFIRMED},
)


def rank_claims(claims: Sequence[Claim], turns: Turns) -> Mapping[str, Rank]:
    """Rank the claims of one event.

    What a question takes for granted yields to what its answer says; a claim that the
    answer contradicts is deprecated.
    """
    answered = [c for c in claims if turns.is_answer(c)]
    preferred = answered or list(claims)
    certain = [c for c in preferred if c.factuality is Factuality.CERTAIN]
    ranks = {
        c.identifier: Rank.PREFERRED if c in (certain or preferred) else Rank.NORMAL
        for c in claims
    }
    for question in claims:
        if turns.is_answer(question) or question.factuality is not Factuality.CERTAIN:
            continue
        if any(
            turns.answers(answer, question)
            and answer.factuality in {Factuality.DENIED, Factuality.PLANNED}
            for answer in answered
        ):
            ranks[question.identifier] = Rank.DEPRECATED
    return ranks


def find_conflicts(claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Yield the pairs of claims, of different sources, that cannot both be right."""
    for one, other in combinations(sorted(claims, key=lambda c: c.identifier), 2):
        if set(one.sources) & set(other.sources):
            continue
        pair = (one.identifier, other.identifier)
        if one.time and other.time and not one.time.overlaps(other.time):
            yield Conflict(property="conflictsOnTime", claims=pair)
        if counts_differ(one.count, other.count):
            yield Conflict(property="conflictsOnCount", claims=pair)
        close = abs(one.uttered_on - other.uttered_on) <= SAME_MOMENT
        if close and {one.factuality, other.factuality} in OPPOSED:
            yield Conflict(property="conflictsOnFactuality", claims=pair)


def counts_differ(one: Quantity | None, other: Quantity | None) -> bool:
    """Tell whether two counts leave no number that fits both."""
    if one is None or other is None or one.currency != other.currency:
        return False
    if one.qualifier and other.value is not None and one.value == other.value:
        return False
    low = max(bounds(one)[0], bounds(other)[0])
    high = min(bounds(one)[1], bounds(other)[1])
    return low > high


def bounds(count: Quantity) -> tuple[float, float]:
    """Return the least and the greatest number that a count allows."""
    if count.value is not None:
        slack = count.value * 0.25 if count.qualifier else 0.0
        return count.value - slack, count.value + slack
    least = 0.0 if count.minimum is None else count.minimum
    most = float("inf") if count.maximum is None else count.maximum
    return least, most


def find_responses(claims: Sequence[Claim], turns: Turns) -> Iterator[Response]:
    """Yield the claims of answers that take a stand on a claim of their question.

    A denial or refusal to confirm also responds to what another source said in the
    same turn.
    """
    for answer in claims:
        if answer.responds_to:
            yield Response(claim=answer.identifier, responds_to=answer.responds_to)
        if answer.factuality not in STANDS:
            continue
        for question in claims:
            if question.identifier in {answer.identifier, answer.responds_to}:
                continue
            declines = answer.factuality in {Factuality.DENIED, Factuality.UNCONFIRMED}
            same_turn = (
                declines
                and (question.document, question.turn) == (answer.document, answer.turn)
                and not set(question.sources) & set(answer.sources)
            )
            if turns.answers(answer, question) or same_turn:
                yield Response(claim=answer.identifier, responds_to=question.identifier)

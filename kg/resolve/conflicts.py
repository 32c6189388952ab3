"""Which claims about one event come first, contradict each other, or answer another.

Claims are grouped by what they say before they are compared, so that an event with
thousands of claims takes no longer than its different dates, counts, days and sources
ask for, and the conflicts that there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import TypeVar

from kg.model import (
    Claim,
    Conflict,
    Factuality,
    Quantity,
    Rank,
    Response,
    TimeValue,
)
from kg.resolve.moments import all_overlap
from kg.resolve.turns import Turns

SAME_MOMENT = 31  # days; a plan of last year and its fulfilment do not conflict
STANDS = frozenset(
    {Factuality.DENIED, Factuality.UNCONFIRMED, Factuality.CERTAIN, Factuality.PLANNED}
)
OPPOSED = frozenset({Factuality.DENIED, Factuality.PLANNED, Factuality.UNCONFIRMED})
REFUTING = frozenset({Factuality.DENIED, Factuality.PLANNED})

Value = TypeVar("Value", bound=Hashable)


def rank_claims(claims: Sequence[Claim], turns: Turns) -> Mapping[str, Rank]:
    """Rank the claims of one event, in time linear in their number.

    What a question takes for granted yields to what its answer says; a claim that the
    answer contradicts is deprecated.
    """
    answered = [c for c in claims if turns.is_answer(c)]
    preferred = answered or claims
    certain = {c.identifier for c in preferred if c.factuality is Factuality.CERTAIN}
    first = certain or {c.identifier for c in preferred}
    refuted = {
        turn for c in answered if c.factuality in REFUTING for turn in turns.asked(c)
    }
    ranks = {}
    for claim in claims:
        asks = not turns.is_answer(claim)
        taken_for_granted = asks and claim.factuality is Factuality.CERTAIN
        if taken_for_granted and (claim.document, claim.turn) in refuted:
            ranks[claim.identifier] = Rank.DEPRECATED
        elif claim.identifier in first:
            ranks[claim.identifier] = Rank.PREFERRED
        else:
            ranks[claim.identifier] = Rank.NORMAL
    return ranks


def find_conflicts(claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Yield the pairs of claims, of different sources, that cannot both be right.

    Takes time linear in the claims and conflicts, but for the number of different times
    (where not all agree) and of different counts, which are compared pairwise.
    """
    dated = [c for c in claims if c.time is not None]
    if not all_overlap(c.time for c in dated if c.time is not None):
        for one, other in different(dated, lambda c: c.time, times_differ):
            yield from conflicts("conflictsOnTime", one, other)
    counted = [c for c in claims if c.count is not None]
    for one, other in different(counted, lambda c: c.count, counts_differ):
        yield from conflicts("conflictsOnCount", one, other)
    for one, other in opposed(claims):
        yield from conflicts("conflictsOnFactuality", one, other)


def different(
    claims: Iterable[Claim],
    value: Callable[[Claim], Value],
    differ: Callable[[Value, Value], bool],
) -> Iterator[tuple[Sequence[Claim], Sequence[Claim]]]:
    """Yield the groups of claims whose values leave nothing that fits both."""
    groups = grouped(claims, value)
    for one, other in combinations(groups, 2):
        if differ(one, other):
            yield groups[one], groups[other]


def opposed(
    claims: Iterable[Claim],
) -> Iterator[tuple[Sequence[Claim], Sequence[Claim]]]:
    """Yield what is certain for some and not for others, said about the same day."""
    groups = grouped(
        (c for c in claims if c.factuality in {*OPPOSED, Factuality.CERTAIN}),
        lambda c: (c.uttered_on.toordinal(), c.factuality is Factuality.CERTAIN),
    )
    days = sorted({day for day, certain in groups if not certain})
    for (day, certain), sure in groups.items():
        if certain:
            begin = bisect_left(days, day - SAME_MOMENT)
            end = bisect_right(days, day + SAME_MOMENT)
            for other in days[begin:end]:
                yield sure, groups[other, False]


def conflicts(
    name: str, some: Iterable[Claim], others: Iterable[Claim]
) -> Iterator[Conflict]:
    """Yield a conflict for each two claims that share no source.

    Args:
        name: of the property in which they conflict.
        some: claims.
        others: claims, none of which can be right if one of the former is.
    """
    by_source = grouped(some, sources_of), grouped(others, sources_of)
    for one, other in product(*by_source):
        if one.isdisjoint(other):
            for pair in product(by_source[0][one], by_source[1][other]):
                first, second = sorted(c.identifier for c in pair)
                yield Conflict(property=name, claims=(first, second))


def grouped(
    claims: Iterable[Claim], value: Callable[[Claim], Value]
) -> dict[Value, list[Claim]]:
    """Return claims by something that they say."""
    groups = defaultdict(list)
    for claim in claims:
        groups[value(claim)].append(claim)
    return groups


def sources_of(claim: Claim) -> frozenset[str]:
    """Return who commits himself to a claim."""
    return frozenset(claim.sources)


def times_differ(one: TimeValue | None, other: TimeValue | None) -> bool:
    """Tell whether two times share no day."""
    return one is not None and other is not None and not one.overlaps(other)


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
    same turn. Takes time linear in the claims and responses; only claims of one turn
    are compared with each other.
    """
    by_turn = grouped(claims, place_of)
    for answer in claims:
        if answer.responds_to:
            yield Response(claim=answer.identifier, responds_to=answer.responds_to)
        if answer.factuality not in STANDS:
            continue
        asked = turns.asked(answer)
        places = dict.fromkeys((*asked, place_of(answer)))
        for place in places:
            for other in by_turn.get(place, ()):
                if other.identifier in {answer.identifier, answer.responds_to}:
                    continue
                if place in asked or declines(answer, other):
                    yield Response(
                        claim=answer.identifier, responds_to=other.identifier
                    )


def place_of(claim: Claim) -> tuple[str, str]:
    """Return the turn that a claim stands in."""
    return claim.document, claim.turn


def declines(answer: Claim, other: Claim) -> bool:
    """Tell whether a claim denies, or does not confirm, what another source said."""
    refuses = answer.factuality in {Factuality.DENIED, Factuality.UNCONFIRMED}
    return refuses and sources_of(answer).isdisjoint(other.sources)

"""The measures that all figures are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many of the things wanted were found, and of those found were wanted.

    >>> score = Score(right=3, found=4, wanted=6)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.75, 0.5, 0.6)
    """

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is wanted that was found; 0 where nothing is."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of a number of things are right."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share; 0 where there is nothing."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """B³ of two ways to divide the same things (Bagga and Baldwin 1998)."""

    precision: float
    recall: float
    of: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def harmonic(one: float, other: float) -> float:
    """Return the harmonic mean of two figures; 0 if both are.

    >>> harmonic(0.5, 1.0), harmonic(0.0, 0.0)
    (0.6666666666666666, 0.0)
    """
    return 2 * one * other / (one + other) if one + other else 0.0


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> Clusters:
    """Compare the clusters that things are in: (wanted, found) for each thing.

    For each thing, its precision is the share of its cluster found that is in its
    cluster wanted, its recall the reverse; the figures are the means.

    >>> b_cubed([("a", 1), ("a", 1), ("b", 1), ("b", 2)])
    Clusters(precision=0.6666666666666666, recall=0.75, of=4)
    """
    both, wanted, found = Counter(pairs), Counter[Hashable](), Counter[Hashable]()
    for one, other in pairs:
        wanted[one] += 1
        found[other] += 1
    number = len(pairs)
    if not number:
        return Clusters(precision=0.0, recall=0.0, of=0)
    return Clusters(
        precision=sum(both[pair] / found[pair[1]] for pair in pairs) / number,
        recall=sum(both[pair] / wanted[pair[0]] for pair in pairs) / number,
        of=number,
    )

"""Whether claims are right as often as their confidence says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.matching import Extra, Match, Outcome, WrongClass

BINS = 10  # of equal width, from 0 to 1

# The confidence of a claim, whether it has a typed match, and whether that is right.
Judged = tuple[float, bool, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The claims with a confidence from `lowest` up to the next bin.

    `typed` is the share that has a typed match, `right` the share of which also the
    factuality is right and no role is wrong.
    """

    lowest: float
    number: int
    confidence: float
    typed: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Claims grouped by confidence.

    The errors are the expected calibration error (Naeini and others 2015): the mean
    difference between confidence and share right, weighted by the size of the bins.
    `brier` is the mean square of the difference between the confidence of a claim and 1
    or 0 for right or wrong (Brier 1950): unlike the errors it also falls when right and
    wrong claims are told apart.
    `without` counts the claims that have no confidence.
    """

    bins: tuple[Bin, ...]
    typed_error: float
    right_error: float
    brier: float
    without: int


def calibrate(outcomes: Iterable[Outcome]) -> Calibration:
    """Group the claims of the graph by confidence."""
    judged: list[Judged] = []
    without = 0
    for outcome in outcomes:
        if not isinstance(outcome, Match | WrongClass | Extra):
            continue
        confidence = outcome.found.confidence
        if confidence is None:
            without += 1
            continue
        is_typed = isinstance(outcome, Match)
        is_right = isinstance(outcome, Match) and outcome.is_right
        judged.append((confidence, is_typed, is_right))
    bins = as_bins(judged)
    return Calibration(
        bins=bins,
        typed_error=expected_error(bins, lambda found: found.typed),
        right_error=expected_error(bins, lambda found: found.right),
        brier=brier(judged),
        without=without,
    )


def as_bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Put claims into bins, those without claims left out.

    >>> as_bins([(0.9, True, True), (0.94, True, False)])[0].number
    2
    """
    groups: dict[int, list[Judged]] = {}
    for each in judged:
        # Rounded, since 0.7 * 10 may fall below 7.
        number = min(int(round(each[0] * BINS, 6)), BINS - 1)
        groups.setdefault(number, []).append(each)
    return tuple(
        Bin(
            lowest=number / BINS,
            number=len(group),
            confidence=sum(each[0] for each in group) / len(group),
            typed=sum(each[1] for each in group) / len(group),
            right=sum(each[2] for each in group) / len(group),
        )
        for number, group in sorted(groups.items())
    )


def brier(judged: Sequence[Judged]) -> float:
    """Return the Brier score of claims being right; 0 without claims.

    >>> brier([(0.5, True, True), (1.0, True, True)])
    0.125
    """
    squares = ((confidence - is_right) ** 2 for confidence, _, is_right in judged)
    return sum(squares) / len(judged) if judged else 0.0


def expected_error(bins: Sequence[Bin], share: Callable[[Bin], float]) -> float:
    """Return the expected calibration error of a share; 0 without claims."""
    total = sum(found.number for found in bins)
    differences = (
        found.number * abs(found.confidence - share(found)) for found in bins
    )
    return sum(differences) / total if total else 0.0

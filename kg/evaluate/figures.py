"""The figures of a graph against the gold: each says how it is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import GoldClaim, GoldDocument
from kg.evaluate.matching import Extra, Match, Missed, Outcome, WrongClass
from kg.evaluate.measures import Clusters, Score, Share, b_cubed
from kg.evaluate.sameness import Sameness
from kg.evaluate.system import SystemClaim, SystemGraph
from kg.model import Factuality, Role

MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures.

    `classes` and `roles` hold a score each; `factualities` counts typed matches and
    missed claims by (gold, system). `names_in_range` leaves out the names of the graph
    outside the part of a document that was annotated, `names` does not.
    """

    trigger: Score
    typed: Score
    role: Score
    time: Score
    factuality: Share
    factuality_macro: float
    source: Share
    coreference: Clusters
    names: Score
    names_in_range: Score
    names_overlap: Share
    names_linked: Share
    classes: Mapping[str, Score]
    roles: Mapping[Role, Score]
    factualities: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCounts:
    """How the names of the documents were found."""

    wanted: int = 0
    found: int = 0
    found_in_range: int = 0
    strict: int = 0
    overlap: int = 0
    linked: int = 0

    def __add__(self, other: NameCounts) -> NameCounts:
        """Return the counts of both."""
        return NameCounts(
            wanted=self.wanted + other.wanted,
            found=self.found + other.found,
            found_in_range=self.found_in_range + other.found_in_range,
            strict=self.strict + other.strict,
            overlap=self.overlap + other.overlap,
            linked=self.linked + other.linked,
        )


def golds_of(outcomes: Iterable[Outcome]) -> list[GoldClaim]:
    """Return the claims of the gold."""
    return [o.gold for o in outcomes if not isinstance(o, Extra)]


def found_of(outcomes: Iterable[Outcome]) -> list[SystemClaim]:
    """Return the claims of the graph."""
    return [o.found for o in outcomes if not isinstance(o, Missed)]


def matches_of(outcomes: Iterable[Outcome]) -> list[Match]:
    """Return the typed matches."""
    return [o for o in outcomes if isinstance(o, Match)]


def figures_of(outcomes: Sequence[Outcome], names: NameCounts) -> Figures:
    """Compute all figures from what became of each claim, and from counts of names."""
    golds, found = golds_of(outcomes), found_of(outcomes)
    matches = matches_of(outcomes)
    overlapping = [o for o in outcomes if isinstance(o, Match | WrongClass)]
    roles = roles_of(golds, found, matches)
    confusion = confusion_of(outcomes)
    return Figures(
        trigger=Score(right=len(overlapping), found=len(found), wanted=len(golds)),
        typed=Score(right=len(matches), found=len(found), wanted=len(golds)),
        role=total(roles.values()),
        time=Score(
            right=sum(match.is_time_right for match in matches),
            found=sum(claim.time is not None for claim in found),
            wanted=sum(claim.time is not None for claim in golds),
        ),
        factuality=Share(
            right=sum(match.is_factuality_right for match in matches), of=len(matches)
        ),
        factuality_macro=macro_f1(confusion),
        source=Share(
            right=sum(match.is_source_right for match in matches), of=len(matches)
        ),
        coreference=b_cubed([(m.gold.event, m.found.event) for m in matches]),
        names=Score(right=names.strict, found=names.found, wanted=names.wanted),
        names_in_range=Score(
            right=names.strict, found=names.found_in_range, wanted=names.wanted
        ),
        names_overlap=Share(right=names.overlap, of=names.wanted),
        names_linked=Share(right=names.linked, of=names.strict),
        classes=classes_of(golds, found, matches),
        roles=roles,
        factualities=confusion,
    )


def classes_of(
    golds: Sequence[GoldClaim], found: Sequence[SystemClaim], matches: Sequence[Match]
) -> Mapping[str, Score]:
    """Score each class that the gold or the graph has, the most wanted first."""
    wanted = Counter(claim.event_class for claim in golds)
    given = Counter(name for claim in found for name in claim.classes)
    right = Counter(match.gold.event_class for match in matches)
    return {
        name: Score(right=right[name], found=given[name], wanted=wanted[name])
        for name in sorted(
            wanted.keys() | given, key=lambda name: (-wanted[name], -given[name], name)
        )
    }


def roles_of(
    golds: Sequence[GoldClaim], found: Sequence[SystemClaim], matches: Sequence[Match]
) -> Mapping[Role, Score]:
    """Score the fillers of each role end to end: those of missed claims are missed."""
    wanted = Counter(
        role for claim in golds for role, names in claim.roles.items() for _ in names
    )
    given = Counter(role for claim in found for role, _ in claim.fillers)
    right = Counter(role for match in matches for role, _ in match.right_roles)
    return {
        role: Score(right=right[role], found=given[role], wanted=wanted[role])
        for role in Role
    }


def total(scores: Iterable[Score]) -> Score:
    """Return the score of several sets of things taken together."""
    listed = list(scores)
    return Score(
        right=sum(score.right for score in listed),
        found=sum(score.found for score in listed),
        wanted=sum(score.wanted for score in listed),
    )


def confusion_of(outcomes: Iterable[Outcome]) -> Mapping[tuple[str, str], int]:
    """Count the factualities of typed matches; what has none is `missed`."""
    found = Counter(
        (
            outcome.gold.factuality,
            outcome.found.factuality if isinstance(outcome, Match) else MISSED,
        )
        for outcome in outcomes
        if not isinstance(outcome, Extra)
    )
    return dict(sorted(found.items()))


def macro_f1(confusion: Mapping[tuple[str, str], int]) -> float:
    """Return the mean F1 of the factualities that the gold has.

    Precision is over typed matches, recall over all claims of the gold.
    """
    scores = []
    for value in Factuality:
        wanted = sum(n for (gold, _), n in confusion.items() if gold == value)
        given = sum(n for (_, system), n in confusion.items() if system == value)
        right = confusion.get((value, value), 0)
        if wanted:
            scores.append(Score(right=right, found=given, wanted=wanted).f1)
    return sum(scores) / len(scores) if scores else 0.0


def count_names(
    gold: GoldDocument, graph: SystemGraph, sameness: Sameness
) -> NameCounts:
    """Count the names of a document; nothing where its gold has no names."""
    if not gold.names:
        return NameCounts()
    wanted = {(name.begin, name.end): name.entity for name in gold.names}
    found = graph.names.get(gold.document, {})
    strict = [span for span in wanted if span in found]
    return NameCounts(
        wanted=len(wanted),
        found=len(found),
        found_in_range=sum(gold.covers(begin) for begin, _ in found),
        strict=len(strict),
        overlap=sum(
            any(begin < span[1] and span[0] < end for begin, end in found)
            for span in wanted
        ),
        linked=sum(sameness.any_same(found[span], wanted[span]) for span in strict),
    )

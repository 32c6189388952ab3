"""The turns of all documents, and which question each answer belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Claim
from kg.resolve.statements import StatedTurn, Statements

Place = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The turns by document and label, and the answers to each."""

    by_name: Mapping[Place, StatedTurn]
    answered_in: Mapping[Place, tuple[str, ...]]

    @classmethod
    def of(cls, statements: Iterable[Statements]) -> Turns:
        """Index the turns in time linear in their number."""
        by_name = {
            (s.document, label): t for s in statements for label, t in s.turns.items()
        }
        answers = defaultdict(list)
        for (document, label), turn in by_name.items():
            for question in turn.answers:
                answers[document, question].append(label)
        answered_in = {place: tuple(labels) for place, labels in answers.items()}
        return cls(by_name=by_name, answered_in=answered_in)

    def asked(self, claim: Claim) -> list[Place]:
        """Return the turns that the turn of a claim answers."""
        turn = self.by_name[claim.document, claim.turn]
        return [(claim.document, label) for label in dict.fromkeys(turn.answers)]

    def linked(self, claim: Claim) -> list[Place]:
        """Return the turns that the turn of a claim answers, or that answer it."""
        answers = self.answered_in.get((claim.document, claim.turn), ())
        return [*self.asked(claim), *((claim.document, label) for label in answers)]

    def is_answer(self, claim: Claim) -> bool:
        """Tell whether a claim stands in an answer or the author's own text."""
        return not self.by_name[claim.document, claim.turn].asks

"""The turns of a document, labelled, dated and with what they point to."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kg.corpus.blocks import read_blocks
from kg.corpus.conversation import read_conversation
from kg.corpus.drafts import Draft, label_drafts
from kg.corpus.openers import read_numbers
from kg.corpus.patterns import Patterns, read_patterns
from kg.corpus.references import find_references
from kg.model import Document, Reference, Turn, TurnKind


def find_turns(document: Document) -> tuple[Turn, ...]:
    """Split a document into turns: who speaks, when, and in answer to what.

    The turns are in order, do not overlap and cover all text but headings and page
    furniture. Labels are `q`, `a` or `s` and a number, unique in the document.
    """
    patterns = read_patterns(document.language)
    blocks = read_blocks(document.text, patterns)
    drafts = read_conversation(document, blocks, patterns)
    labels = label_drafts(drafts)
    pointing = _Pointing(drafts, labels, patterns)
    references = find_references(document)
    begins = [reference.span.begin for reference in references]
    return tuple(
        _as_turn(
            document,
            draft,
            labels,
            refers_to=pointing.targets(draft),
            references=references[
                bisect_left(begins, draft.begin) : bisect_left(begins, draft.end)
            ],
        )
        for draft in drafts
    )


def _as_turn(
    document: Document,
    draft: Draft,
    labels: Mapping[Draft, str],
    *,
    refers_to: tuple[str, ...],
    references: tuple[Reference, ...],
) -> Turn:
    asked = document.asked if draft.asked else None
    return Turn(
        document=document.identifier,
        label=labels[draft],
        kind=draft.kind,
        begin=draft.begin,
        end=draft.end,
        speaker=draft.speaker,
        uttered_on=asked or document.issued,
        paragraphs=(*draft.paragraphs, *draft.notes),
        heading=document.span(*draft.heading) if draft.heading else None,
        answers=tuple(labels[q] for q in draft.answered if q in labels),
        refers_to=refers_to,
        references=references,
    )


class _Pointing:
    """Finds which answers an answer points to ("Zie het antwoord op vraag 7")."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        labels: Mapping[Draft, str],
        patterns: Patterns,
    ) -> None:
        self.labels = labels
        self.patterns = patterns
        self.answers: dict[str, list[Draft]] = {}
        for draft in drafts:
            if draft.kind is TurnKind.ANSWER:
                for number in _answered_numbers(draft):
                    self.answers.setdefault(number, []).append(draft)

    def targets(self, draft: Draft) -> tuple[str, ...]:
        """Return the labels of the answers that a draft points to."""
        if draft.kind is not TurnKind.ANSWER:
            return ()
        found = dict.fromkeys(
            self.labels[self._nearest(draft, number)]
            for paragraph in draft.paragraphs
            for number in self._numbers(paragraph.text)
            if number in self.answers
        )
        return tuple(label for label in found if label != self.labels[draft])

    def _numbers(self, text: str) -> Iterator[str]:
        for pattern in self.patterns.answers:
            for found in pattern.finditer(text):
                if not self.patterns.elsewhere.match(text, found.end()):
                    yield from read_numbers(found["numbers"])

    def _nearest(self, draft: Draft, number: str) -> Draft:
        """Return the last answer of that number before a draft, or else the first."""
        candidates = self.answers[number]
        before = [other for other in candidates if other.begin < draft.begin]
        return before[-1] if before else candidates[0]


def _answered_numbers(draft: Draft) -> set[str]:
    """Return the numbers of the questions that a draft answers."""
    asked = {number for question in draft.answered for number in question.numbers}
    return asked | set(draft.numbers)

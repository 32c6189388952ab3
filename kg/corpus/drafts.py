"""Turns while they are being read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.corpus.patterns import Patterns
from kg.model import Cleaned, TurnKind


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """A turn without its label; grows as blocks are read.

    `free` text was opened by no line of its own: it may yet turn out to be a question.
    `item` belongs to a numbered list of questions. `implicit` answers stand after free
    text, so that the next question has no line of its own either. `closed` drafts take
    no more text but, where they are `signed`, more signatures.
    """

    kind: TurnKind
    begin: int
    end: int
    speaker: str = ""
    asked: bool = False
    numbers: tuple[str, ...] = ()
    heading: tuple[int, int] | None = None
    free: bool = False
    item: bool = False
    implicit: bool = False
    closed: bool = False
    signed: bool = False
    paragraphs: list[Cleaned] = field(default_factory=list)
    notes: list[Cleaned] = field(default_factory=list)
    answered: list["Draft"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to keep: no text and no number."""
        return not (self.paragraphs or self.notes or self.numbers)

    def add(self, cleaned: Cleaned, end: int) -> None:
        """Add a paragraph that ends at `end` of the text as read."""
        if cleaned.text:
            self.paragraphs.append(cleaned)
        self.end = max(self.end, end)


@dataclass(frozen=True, slots=True)
class Voices:
    """Who can be heard in a consultation: recognises factions by name."""

    patterns: Patterns
    factions: frozenset[str]

    @classmethod
    def from_texts(
        cls, texts: Iterable[str], patterns: Patterns, headed: Iterable[str]
    ) -> "Voices":
        """Learn the factions from the paragraphs and headings of a paper."""
        named = {
            found["speaker"]
            for text in texts
            for pattern in patterns.names
            for found in pattern.finditer(text)
        }
        return cls(patterns, frozenset(named | set(headed)))

    def at_start(self, text: str) -> str:
        """Return the faction named at the start of a paragraph, or ''."""
        return self._named(text, at_start=True)

    def anywhere(self, text: str) -> str:
        """Return the faction named first in a paragraph, or ''."""
        return self._named(text, at_start=False)

    def asks(self, text: str) -> bool:
        """Tell whether a paragraph after an answer belongs to the next question."""
        return bool(self.anywhere(text)) or any(
            cue.search(text) for cue in self.patterns.cues
        )

    def _named(self, text: str, *, at_start: bool) -> str:
        found: list[tuple[int, str]] = []
        for pattern in self.patterns.names:
            match = pattern.match(text) if at_start else pattern.search(text)
            if match:
                found.append((match.start(), match["speaker"]))
        for pattern in self.patterns.short_names:
            match = pattern.match(text) if at_start else pattern.search(text)
            if match and match["speaker"] in self.factions:
                found.append((match.start(), match["speaker"]))
        return min(found, key=lambda pair: pair[0])[1] if found else ""


def label_drafts(drafts: Sequence[Draft]) -> dict[Draft, str]:
    """Give each draft its label: q, a or s and its number, unique."""
    labels: dict[Draft, str] = {}
    free = _FreeLabels()
    for draft in drafts:
        letter = {TurnKind.QUESTION: "q", TurnKind.ANSWER: "a"}.get(draft.kind, "s")
        if draft.numbers:
            labels[draft] = free.like(f"{letter}{draft.numbers[0]}")
        elif draft.answered and draft.answered[0] in labels:
            labels[draft] = free.like(f"{letter}{labels[draft.answered[0]][1:]}")
        else:
            labels[draft] = free.numbered(letter)
    return labels


@dataclass(slots=True)
class _FreeLabels:
    """Labels that are not taken; `tried` is where to go on looking for one."""

    taken: set[str] = field(default_factory=set)
    tried: dict[str, int] = field(default_factory=dict)

    def like(self, wanted: str) -> str:
        """Take a label, or that with the next number behind it."""
        return self._take(f"{wanted}-") if wanted in self.taken else self._keep(wanted)

    def numbered(self, letter: str) -> str:
        """Take a letter with the next number."""
        return self._take(letter)

    def _take(self, head: str) -> str:
        count = self.tried.get(head, 1 if head.endswith("-") else 0) + 1
        while f"{head}{count}" in self.taken:
            count += 1
        self.tried[head] = count
        return self._keep(f"{head}{count}")

    def _keep(self, label: str) -> str:
        self.taken.add(label)
        return label

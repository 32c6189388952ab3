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
    taken: set[str] = set()
    for draft in drafts:
        label = _label(draft, labels, taken)
        labels[draft] = label
        taken.add(label)
    return labels


def _label(draft: Draft, labels: dict[Draft, str], taken: set[str]) -> str:
    letter = {TurnKind.QUESTION: "q", TurnKind.ANSWER: "a"}.get(draft.kind, "s")
    wanted = ""
    if draft.numbers:
        wanted = f"{letter}{draft.numbers[0]}"
    elif draft.answered and draft.answered[0] in labels:
        wanted = f"{letter}{labels[draft.answered[0]][1:]}"
    if not wanted:
        count = 1
        while f"{letter}{count}" in taken:
            count += 1
        return f"{letter}{count}"
    again = 1
    label = wanted
    while label in taken:
        again += 1
        label = f"{wanted}-{again}"
    return label

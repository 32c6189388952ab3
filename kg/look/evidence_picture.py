"""The sentences behind something, with the words that made each claim marked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.look.evidence import Evidence, facts
from kg.look.frame import Heading
from kg.look.page import page
from kg.look.picture import Picture
from kg.look.words import LANGUAGE, words
from kg.query import Support, as_values, bracketed, segments

_TALLEST = 560  # pixels of a frame
_EACH = 260


@dataclass(frozen=True, repr=False)
class EvidencePicture(Picture):
    """Sentences with source and factuality, the words of each claim marked."""

    evidence: Evidence
    language: str = LANGUAGE

    def __post_init__(self) -> None:
        """Refuse a language that has no words."""
        words(self.language)

    @cached_property
    def heading(self) -> Heading:
        """What the sentences are about, and how many there are."""
        said, found = words(self.language), self.evidence.explanation
        title = f"{said.text('evidence')}: {found.label}"
        notes: tuple[str, ...] = ()
        if self.evidence.omitted:
            count = said.count("claims", self.evidence.omitted)
            notes = (said.text("later", count),)
        summary = f"{said.count('claims', len(found.supports))}."
        return Heading(title=title, summary=summary, notes=notes)

    @property
    def data(self) -> Mapping[str, Any]:
        """The claims as plain records."""
        return as_values(self.evidence.explanation)

    @property
    def height(self) -> int:
        """How many pixels its frame in a notebook is high."""
        return min(_TALLEST, _EACH * (1 + len(self.evidence.explanation.supports)))

    def html(self) -> str:
        """Return the sentences as a page without any script."""
        said = words(self.language)
        return page(
            "evidence",
            self.heading,
            said,
            supports=self.evidence.explanation.supports,
            pieces=lambda support: _pieces(support, said.text),
            facts=lambda support: facts(support, said),
        )

    def text(self) -> str:
        """Return the sentences with their marks in brackets."""
        sentences = (
            " ".join(bracketed(support.sentence, support.marks).split())
            for support in self.evidence.explanation.supports
        )
        return "\n\n".join((super().text(), *sentences))

    def formats(self) -> Mapping[str, Callable[[], str | bytes]]:
        """Return what the evidence can be saved as, by how the name of a file ends."""
        return {**super().formats(), ".txt": lambda: self.text() + "\n"}


def _pieces(
    support: Support, name_of: Callable[[str], str]
) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the pieces of a sentence: text, kinds of mark, and names of these."""
    return [
        (support.sentence[begin:end], kinds, ", ".join(map(name_of, kinds)))
        for begin, end, kinds in segments(len(support.sentence), support.marks)
    ]

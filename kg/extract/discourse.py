"""What a document has named so far: the memory behind "het land" and "de missie"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.passages import Passage

Kind = Callable[[str], str]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a document: paragraph, then token."""

    passage: int
    token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discourse:
    """The actors that a document names, in order of the text.

    `places` and `actors` run in parallel; `home` is the document's own state.
    """

    passages: tuple[Passage, ...]
    places: tuple[Place, ...]
    actors: tuple[str, ...]
    home: str

    @classmethod
    def from_passages(cls, passages: Sequence[Passage], *, home: str) -> Discourse:
        """Collect the names of all paragraphs."""
        named = [
            (Place(number, index), actor)
            for number, passage in enumerate(passages)
            for index, actor in sorted(passage.actors.items())
        ]
        return cls(
            passages=tuple(passages),
            places=tuple(place for place, _ in named),
            actors=tuple(actor for _, actor in named),
            home=home,
        )

    def before(self, passage: int, token: Token) -> Iterator[tuple[Place, str]]:
        """Yield the actors named before a token, the nearest first."""
        at = bisect_left(self.places, Place(passage, token.i))
        for index in range(at - 1, -1, -1):
            yield self.places[index], self.actors[index]

    def latest(
        self, passage: int, token: Token, fits: Callable[[str], bool]
    ) -> str | None:
        """Return the nearest fitting actor named before a token in the same turn.

        Where the turn has none, the fitting actor that the document names most.
        """
        turn = self.passages[passage].turn.label
        for place, actor in self.before(passage, token):
            if self.passages[place.passage].turn.label != turn:
                break
            if fits(actor):
                return actor
        return self.most_named(fits)

    def most_named(self, fits: Callable[[str], bool]) -> str | None:
        """Return the fitting actor that the document names most often."""
        counts = Counter(actor for actor in self.actors if fits(actor))
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return ranked[0][0] if ranked else None

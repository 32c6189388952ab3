"""What travels between the steps of finding names in one document."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from kg.model import Actor
from kg.names.forms import Form
from kg.names.pieces import Piece, cut
from kg.names.registry import Registry
from kg.names.rules import Rules

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An actor found in a paragraph: characters `[begin, end)`, pieces `[first, last)`.

    `form` is the form that was recognised; `how` names the rule.
    """

    begin: int
    end: int
    first: int
    last: int
    actor: str
    kind: str
    form: str
    how: str

    def moved(self, **changes: object) -> Self:
        """Return a copy with other values."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of a paragraph and its pieces."""

    text: str
    pieces: Sequence[Piece]

    @classmethod
    def of(cls, text: str) -> Self:
        """Return a paragraph of a text."""
        return cls(text, cut(text))

    def gap(self, index: int) -> str:
        """Return what stands before a piece, up to the piece before it."""
        before = self.pieces[index - 1].end if index else 0
        return self.text[before : self.pieces[index].begin]

    def written(self, index: int) -> str:
        """Return a piece as it is written."""
        piece = self.pieces[index]
        return self.text[piece.begin : piece.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of the document when one of its paragraphs is searched.

    `counts` holds how often each actor was named with certainty; `forms` the forms
    that the document itself introduces, `longest` their length in pieces by their
    first piece; `actors` the actors that no registry knows; `counterpart` the pattern
    of the post that answers to "ambtsgenoot".
    """

    registry: Registry
    rules: Rules
    country: str
    counts: Counter[str] = field(default_factory=Counter)
    forms: Mapping[Keys, tuple[Form, ...]] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    counterpart: str | None = None

    def candidates(self, found: Keys) -> tuple[Form, ...]:
        """Return the forms written with these folded pieces, the document's first."""
        return self.forms.get(found, ()) + self.registry.forms.get(found, ())

    def reach(self, piece: str) -> int:
        """Return how many pieces the longest form that opens with a piece has."""
        return max(self.registry.longest.get(piece, 0), self.longest.get(piece, 0))

    def actor(self, identifier: str) -> Actor:
        """Return an actor of the document or the registry."""
        return self.actors.get(identifier) or self.registry.actor(identifier)

    def most_named(self, actors: Sequence[str]) -> str | None:
        """Return the actor named most often, the first of equals, or None."""
        best = max(actors, key=lambda actor: self.counts[actor], default=None)
        return best if best and self.counts[best] else None

"""What a passage is read with: names, words, and what the document said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.extract.discourse import Discourse
from kg.extract.lexicon import Lexicon
from kg.extract.passages import Passage
from kg.extract.reckoning import Happened
from kg.iris import fold, unknown_actor
from kg.model import Actor, Role
from kg.names import Registry
from kg.ontology import is_one_of
from kg.parse import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """An actor that a token may stand for.

    `how` tells the way: name, anaphor, owner (the state of "Franse troepen"), people.
    """

    actor: str
    token: Token
    how: str = "name"


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What is needed to find who is meant in one passage of a document.

    `people` collects the groups without a name that were met, by identifier, so that
    "de militairen" is the group introduced before. `memory` holds who filled the roles
    of the last event of each class, `happened` the events whose day is known.
    """

    lexicon: Lexicon
    registry: Registry
    discourse: Discourse
    number: int
    found: Mapping[str, Actor]
    people: dict[str, Actor]
    memory: dict[tuple[str, Role], tuple[str, tuple[str, ...]]]
    happened: list[Happened]

    @cached_property
    def passage(self) -> Passage:
        """The passage that is read."""
        return self.discourse.passages[self.number]

    def kind(self, actor: str) -> str:
        """Return the kind of an actor of the registry or of this document."""
        known = self.registry.get(actor) or self.found.get(actor)
        return (known or self.people[actor]).kind

    def is_a(self, actor: str, kinds: tuple[str, ...]) -> bool:
        """Tell whether an actor is of one of the kinds."""
        return bool(kinds) and is_one_of(self.kind(actor), kinds)

    def introduce(self, name: str, kind: str, others: tuple[str, ...] = ()) -> str:
        """Keep who is described but not named, and return the identifier.

        Args:
            name: the words of the description, which serve as a label.
            kind: of the actor.
            others: shorter descriptions, which serve as further labels.
        """
        identifier = unknown_actor(name, kind)
        self.people.setdefault(
            identifier,
            Actor(
                identifier=identifier,
                kind=kind,
                labels={"nl": name},
                alternative_labels=others,
                known=False,
            ),
        )
        return identifier

    def take_up(
        self, token: Token, kinds: tuple[str, ...], *, in_paragraph: bool = False
    ) -> Iterator[Referent]:
        """Yield the nearest actor before a token that is of one of the kinds."""
        home = self.discourse.home

        def fits(actor: str) -> bool:
            return actor != home and self.is_a(actor, kinds)

        actor = self.discourse.latest(
            self.number, token, fits, in_paragraph=in_paragraph
        )
        if actor is not None:
            yield Referent(actor=actor, token=token, how="anaphor")

    def words(self, token: Token) -> set[str]:
        """Return the dictionary words a noun may be a form of, or its last part."""
        plain_words = self.lexicon.words.plain_words
        found = plain_words(token.text)
        lowered = fold(token.text)
        for cut in range(3, len(lowered) - 3):
            if found:
                break
            found = plain_words(lowered[cut:].lstrip("-"))
        return found

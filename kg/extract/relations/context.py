"""What is known around a passage: its tokens, actors, and who can be related."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.extract.passages import Passage
from kg.extract.referents import Reader
from kg.extract.relations.rules import Rule, Rules
from kg.iris import fold, unknown_actor
from kg.model import Actor
from kg.parse import Token
from kg.relations import is_any, load_relations

GROUP = "PersonGroup"


@dataclass(frozen=True, kw_only=True)
class Context:
    """The tokens of one passage, and the actors they name.

    `new` collects the actors that have no name: posts and numbered decisions.
    """

    reader: Reader
    rules: Rules
    new: dict[str, Actor]

    @cached_property
    def passage(self) -> Passage:
        """The passage that is read."""
        return self.reader.passage

    def actor(self, index: int) -> str | None:
        """Return the actor that a token names, None beyond the ends."""
        return self.passage.actors.get(index)

    def kind(self, actor: str) -> str:
        """Return the kind of an actor."""
        new = self.new.get(actor)
        return new.kind if new is not None else self.reader.kind(actor)

    def can_be(self, rule: Rule, subject: str, value: str) -> bool:
        """Tell whether the relation of a rule can be between two actors."""
        kinds = self.kind(subject), self.kind(value)
        for kind, allowed in zip(kinds, (rule.subject, rule.object), strict=True):
            if allowed and not is_any(kind, allowed):
                return False
        if subject == value or not load_relations()[rule.relation].admits(*kinds):
            return False
        return not self.is_known_otherwise(rule.relation, subject, value)

    def is_known_otherwise(self, relation: str, subject: str, value: str) -> bool:
        """Tell whether the registry gives a mission or place another owner or state.

        Then words were misread: a mission of the EU in Somalia is not EUTM Mali, and
        "de inzet van Parijs in Mali" does not move Paris.
        """
        entry = self.reader.registry.entries.get(subject)
        if entry is None:
            return False
        if relation == "locatedIn" and entry.actor.country is not None:
            other = self.country(value)
            return other is not None and other != entry.actor.country
        if relation == "missionOf":
            return entry.parent is not None and entry.parent != value
        areas = {f"state-{code}" for code in entry.areas}
        is_state = is_any(self.kind(value), ("State",))
        return relation == "operatesIn" and is_state and value not in (areas or {value})

    def country(self, actor: str) -> str | None:
        """Return the ISO code of the state that an actor is, or is in."""
        known = self.reader.registry.get(actor)
        if known is not None and known.kind == "State":
            return actor.removeprefix("state-")
        return known.country if known is not None else None

    def numbered(self, index: int) -> str | None:
        """Return the decision that a noun and the number behind it are, if any."""
        rule = self.rules.numbered.get(fold(self.text(index)))
        number = self.text(index + 1)
        if rule is None or not number.isdigit():
            return None
        actor = rule.actor(number)
        if self.reader.registry.get(actor.identifier) is None:
            self.new.setdefault(actor.identifier, actor)
        return actor.identifier

    def unnamed(self, words: str) -> str:
        """Return the group that has no name but these words."""
        identifier = unknown_actor(words, GROUP)
        group = Actor(
            identifier=identifier, kind=GROUP, labels={"nl": words}, known=False
        )
        self.new.setdefault(identifier, group)
        return identifier

    def at(self, index: int) -> Token | None:
        """Return a token of the passage, None beyond the ends."""
        tokens = self.passage.analysis.tokens
        return tokens[index] if 0 <= index < len(tokens) else None

    def text(self, index: int) -> str:
        """Return a token's text in lower case, empty beyond the ends."""
        token = self.at(index)
        return token.lower_ if token is not None else ""

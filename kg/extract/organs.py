"""The bodies and posts of states that common nouns mean: "het leger", "de premier"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.nounphrases import has_owner, phrase_of
from kg.extract.surroundings import Referent, Surroundings
from kg.extract.syntax import is_definite, is_motion, phrases, preposition
from kg.model import TurnKind
from kg.parse import Token

OWN_BODIES = ("Government", "Parliament", "Ministry")
OURS = frozenset({"ons", "onze"})


@dataclass(frozen=True, kw_only=True)
class Organs(Surroundings):
    """Finds whose body or post a noun means: the own state's, or that in mind."""

    def organ(self, token: Token) -> Iterator[Referent]:
        """Yield the body or post of a state that a noun means: "het leger".

        "het kabinet" is the own government, "de federale regering" what the registry
        knows under that name at home; others are of the state named in the phrase
        ("de premier van Kosovo"), else of the state the passage is about.
        """
        if token.lower_ in self.lexicon.lists["addressee"]:
            yield from self.addressee(token)
            return
        beside = (c for c in token.children if not preposition(c))
        if any(c.i in self.passage.actors for c in beside):
            return
        own = self.own_body(token)
        if own is not None:
            yield Referent(actor=own, token=token, how="anaphor")
            return
        if is_definite(token):
            yield from self.titled(token)
            yield from self.body_of_state(token)

    def own_body(self, token: Token) -> str | None:
        """Return the body of the own state that a noun means."""
        home = self.discourse.home
        code = home.removeprefix("state-")
        name = phrase_of(token)
        if token.lower_ == "land" and any(c.lower_ in OURS for c in token.children):
            return home
        if has_owner(token):
            return None
        word = self.lexicon.lists["own"].get(token.lower_)
        if token.lower_ == "regering" and is_motion(token.head):
            word = token.lower_
        if word is None and len(name.split()) > 1:
            word = name
        found = self.registry.find(word, country=code) if word else None
        actor = self.registry.get(found) if found else None
        is_own = actor is not None and actor.country == code
        return found if is_own and self.is_a(str(found), OWN_BODIES) else None

    def body_of_state(self, token: Token) -> Iterator[Referent]:
        """Yield the body of the state in the phrase, else of the state in mind."""
        for word in sorted(self.words(token)):
            pattern = self.lexicon.lists["organs"].get(word)
            for state in self.states(token) if pattern else ():
                code = state.removeprefix("state-")
                actor = self.registry.get(pattern.replace("{cc}", code))
                if actor is not None:
                    yield Referent(actor=actor.identifier, token=token, how="anaphor")

    def states(self, token: Token) -> Iterator[str]:
        """Yield the state that a "van" phrase names, or that the passage is about."""
        owners = [self.passage.actors.get(p.i) for p in phrases(token, "van")]
        seats = [self.passage.actors.get(p.i) for p in phrases(token, "in")]
        seated = [self.discourse.state_of(s) for s in seats if s]
        if owners:
            yield from (o for o in owners if o and self.is_a(o, ("State",)))
        elif any(seats):
            yield from (s for s in seated if s)
        else:
            yield from (r.actor for r in self.take_up(token, ("State",)))

    def titled(self, token: Token) -> Iterator[Referent]:
        """Yield the person last named with a title: "de premier"."""
        states = [r.actor for r in self.take_up(token, ("State",))]
        for actor in self.discourse.titled(self.number, token):
            known = self.registry.get(actor)
            state = f"state-{known.country}" if known and known.country else ""
            foreign = state and states and state not in states
            if self.is_a(actor, ("Person",)) and not foreign:
                yield Referent(actor=actor, token=token, how="anaphor")
                return

    def addressee(self, token: Token) -> Iterator[Referent]:
        """Yield whom "u" means: in a question the government, else parliament."""
        home = self.discourse.home.removeprefix("state-")
        asked = self.passage.turn.kind is TurnKind.QUESTION
        name = "regering" if asked else "Kamer"
        found = self.registry.find(name, country=home)
        if found:
            yield Referent(actor=found, token=token, how="anaphor")

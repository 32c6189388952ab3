"""Who or what a noun phrase stands for: names, anaphors, and people without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.discourse import Discourse
from kg.extract.lexicon import Lexicon
from kg.extract.passages import Passage
from kg.extract.syntax import (
    NAME_LINKS,
    PRONOMINAL,
    antecedent,
    conjuncts,
    is_motion,
    phrases,
    preposition,
)
from kg.iris import fold, unknown_actor
from kg.model import Actor, Role, TurnKind
from kg.names import Registry

DETERMINERS = frozenset({"de", "het", "deze", "dit", "die", "dat", "genoemde", "zelfde"})
OWNERS = ("van", "uit", "binnen")
COLLECTIVES = ("PersonGroup", "ArmedGroup", "GroupOfStates", "Programme")
LONGEST_LABEL = 80
DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """An actor that a token may stand for.

    `how` tells the way: name, anaphor, owner (the state of "Franse troepen"), people.
    """

    actor: str
    token: Token
    how: str = "name"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What is needed to find who is meant in one passage of a document.

    `people` collects the groups without a name that were met, by identifier, so that
    "de militairen" is the group introduced before. `memory` holds who filled the roles
    of the last event of each class.
    """

    lexicon: Lexicon
    registry: Registry
    discourse: Discourse
    number: int
    found: Mapping[str, Actor]
    people: dict[str, Actor]
    memory: dict[tuple[str, Role], tuple[str, tuple[str, ...]]]

    @property
    def passage(self) -> Passage:
        """The passage that is read."""
        return self.discourse.passages[self.number]

    def kind(self, actor: str) -> str:
        """Return the kind of an actor of the registry or of this document."""
        known = self.registry.get(actor) or self.found.get(actor)
        return (known or self.people[actor]).kind

    def is_a(self, actor: str, kinds: tuple[str, ...]) -> bool:
        """Tell whether an actor is of one of the kinds."""
        return any(self.registry.is_kind(self.kind(actor), kind) for kind in kinds)

    def referents(self, token: Token) -> Iterator[Referent]:
        """Yield what a phrase and what is coordinated with it stand for."""
        for head in conjuncts(token):
            yield from self.options(head)

    def options(self, token: Token, *, depth: int = 0) -> Iterator[Referent]:
        """Yield what one noun may stand for, the likeliest first."""
        if depth > DEEPEST:
            return
        if token.i in self.passage.actors:
            yield Referent(actor=self.passage.actors[token.i], token=token)
            return
        noun = antecedent(token)
        if noun is not None and noun.i != token.i:
            yield from self.options(noun, depth=depth + 1)
            return
        yield from self.collective(token)
        yield from self.pronoun(token)
        yield from self.named_beside(token)
        yield from self.organ(token)
        yield from self.anaphor(token)
        yield from self.owners(token, depth=depth)
        yield from self.group(token)

    def collective(self, token: Token) -> Iterator[Referent]:
        """Yield the group that the registry lists under a common noun."""
        if token.pos_ not in {"NOUN", "X", "PROPN"}:
            return
        home = self.discourse.home.removeprefix("state-")
        for wording in (phrase_of(token), token.text):
            found = self.registry.find(wording, country=home)
            if found and self.is_a(found, COLLECTIVES):
                yield Referent(actor=found, token=token, how="people")
                return

    def named_beside(self, token: Token) -> Iterator[Referent]:
        """Yield the name beside a common noun: "de organisatie ECOWAS"."""
        for other in token.children:
            named = other.i in self.passage.actors and other.dep_ in NAME_LINKS
            if named and not preposition(other):
                yield Referent(actor=self.passage.actors[other.i], token=other)

    def pronoun(self, token: Token) -> Iterator[Referent]:
        """Yield whom a pronoun takes up: a speaker, or the nearest fitting actor."""
        word = token.lower_
        if word in self.lexicon.lists["speaker"]["words"]:
            for speaker in self.passage.speakers:
                yield Referent(actor=speaker, token=token, how="anaphor")
        lists = self.lexicon.lists
        kinds = lists["pronouns"].get(word)
        if kinds and token.pos_ == "PRON":
            yield from self.take_up(token, tuple(kinds))
        elif word.startswith(PRONOMINAL) and word not in PRONOMINAL and token.pos_ == "ADV":
            yield from self.take_up(token, tuple(lists["pronominal"]))

    def organ(self, token: Token) -> Iterator[Referent]:
        """Yield the body of a state that a definite noun means: "het leger".

        "het kabinet" and "de regering" are the own government, unless the passage is
        about a foreign one; the others belong to the state the passage is about.
        """
        lists = self.lexicon.lists
        if token.lower_ in lists["addressee"]:
            yield from self.addressee(token)
            return
        if has_owner(token) or any(
            c.i in self.passage.actors and not preposition(c) for c in token.children
        ):
            return
        own = lists["own"].get(token.lower_)
        if token.lower_ == "regering" and is_motion(token.head):
            own = token.lower_
        if own:
            home = self.discourse.home.removeprefix("state-")
            found = self.registry.find(own, country=home)
            if found:
                yield Referent(actor=found, token=token, how="anaphor")
            return
        if not is_definite(token):
            return
        yield from self.titled(token)
        for word in self.words(token):
            suffix = lists["organs"].get(word)
            for state in self.take_up(token, ("State",)) if suffix else ():
                code = state.actor.removeprefix("state-")
                actor = self.registry.get(suffix.replace("{cc}", code))
                if actor is not None:
                    yield Referent(actor=actor.identifier, token=token, how="anaphor")

    def titled(self, token: Token) -> Iterator[Referent]:
        """Yield the person last named with a title: "de premier"."""
        passages = self.discourse.passages
        for place, actor in self.discourse.before(self.number, token):
            analysis = passages[place.passage].analysis
            named = analysis[place.token]
            before = analysis[place.token - 1] if place.token else named
            if fold(token.text) in {fold(before.text), *fold(named.text).split()}:
                if self.is_a(actor, ("Person",)):
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

    def anaphor(self, token: Token) -> Iterator[Referent]:
        """Yield whom a definite common noun takes up: "het land", "de missie"."""
        if not is_definite(token):
            return
        lists = self.lexicon.lists
        for word in self.words(token):
            if word in lists["speaker"]["nouns"] and is_demonstrative(token):
                for speaker in self.passage.speakers:
                    yield Referent(actor=speaker, token=token, how="anaphor")
            kinds = lists["anaphors"].get(word)
            if kinds and not has_owner(token):
                yield from self.take_up(token, tuple(kinds))
                return

    def take_up(self, token: Token, kinds: tuple[str, ...]) -> Iterator[Referent]:
        """Yield the nearest actor before a token that is of one of the kinds."""
        home = self.discourse.home

        def fits(actor: str) -> bool:
            return actor != home and self.is_a(actor, kinds)

        actor = self.discourse.latest(self.number, token, fits)
        if actor is not None:
            yield Referent(actor=actor, token=token, how="anaphor")

    def owners(self, token: Token, *, depth: int) -> Iterator[Referent]:
        """Yield for whom people and organs stand: "leden van X", "Franse troepen"."""
        lists = self.lexicon.lists
        words = self.words(token)
        stands_for = not words.isdisjoint(lists["representatives"])
        if not stands_for and words.isdisjoint(lists["troops"]):
            return
        for adjective in token.children:
            if adjective.i in self.passage.actors and adjective.dep_ in {"amod", "nmod"}:
                if not preposition(adjective):
                    actor = self.passage.actors[adjective.i]
                    yield Referent(actor=actor, token=token, how="owner")
        for word in OWNERS:
            for phrase in phrases(token, word):
                for head in conjuncts(phrase):
                    for option in self.options(head, depth=depth + 1):
                        yield Referent(actor=option.actor, token=head, how="owner")
        for possessive in token.children:
            if possessive.dep_ == "nmod:poss":
                yield from self.options(possessive, depth=depth + 1)

    def words(self, token: Token) -> set[str]:
        """Return the dictionary words a noun may be a form of, or its last part."""
        found = {word for word, particle in self.lexicon.words.words(token.text) if not particle}
        lowered = fold(token.text)
        for cut in range(3, len(lowered) - 3):
            if found:
                break
            found = {w for w, p in self.lexicon.words.words(lowered[cut:].lstrip("-")) if not p}
        return found

    def group(self, token: Token) -> Iterator[Referent]:
        """Yield a group of people that has no name, new or met before."""
        if token.pos_ not in {"NOUN", "X", "PROPN"} or self.words(token).isdisjoint(
            self.lexicon.lists["people"]
        ):
            return
        name = phrase_of(token)
        bare = is_definite(token) and len(name.split()) == 1
        if bare:
            for identifier, actor in reversed(self.people.items()):
                if fold(token.text) in fold(actor.labels["nl"]).split():
                    yield Referent(actor=identifier, token=token, how="anaphor")
                    return
        identifier = unknown_actor(name, "PersonGroup")
        self.people.setdefault(
            identifier,
            Actor(
                identifier=identifier,
                kind="PersonGroup",
                labels={"nl": name},
                known=False,
            ),
        )
        yield Referent(actor=identifier, token=token, how="people")


def is_definite(token: Token) -> bool:
    """Tell whether a noun has a definite determiner."""
    return any(c.lower_ in DETERMINERS for c in token.children if c.i < token.i)


def is_demonstrative(token: Token) -> bool:
    """Tell whether a noun has a demonstrative determiner."""
    return any(c.lower_ in {"deze", "die", "dit", "dat"} for c in token.children)


def has_owner(token: Token) -> bool:
    """Tell whether a noun is narrowed down by a "van" phrase."""
    return any(preposition(c) == "van" for c in token.children)


def phrase_of(token: Token) -> str:
    """Return the words of a noun phrase from its first adjective to its noun.

    Short phrases behind the noun with a name are kept ("militairen uit Ivoorkust").
    """
    kept = [token]
    for part in token.children:
        if part.i < token.i and part.dep_ in {"amod", "nummod", "nmod", "compound"}:
            kept.append(part)
        elif preposition(part) in {"uit", "met"} and part.right_edge.i - part.i < 2:
            kept.extend(t for t in part.subtree)
    kept = [t for t in kept if not t.is_punct and t.lower_ not in DETERMINERS]
    text = " ".join(t.text for t in sorted(kept, key=lambda t: t.i))
    return text[:LONGEST_LABEL]


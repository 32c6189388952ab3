"""Who or what a noun phrase stands for: names, anaphors, and people without a name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.discourse import Discourse
from kg.extract.lexicon import Lexicon
from kg.extract.passages import Passage
from kg.extract.reckoning import Happened
from kg.extract.syntax import (
    DETERMINERS,
    NAME_LINKS,
    PASSIVE_SUBJECTS,
    PRONOMINAL,
    SUBJECTS,
    antecedent,
    conjuncts,
    is_definite,
    is_demonstrative,
    is_motion,
    phrases,
    preposition,
)
from kg.iris import fold, unknown_actor
from kg.model import Actor, Role, TurnKind
from kg.names import Registry

OWNERS = ("van", "uit", "binnen", "onder leiding van", "namens")
COLLECTIVES = ("PersonGroup", "ArmedGroup", "GroupOfStates", "Programme")
OWN_BODIES = ("Government", "Parliament", "Ministry")
OURS = frozenset({"ons", "onze"})
LONGEST_LABEL = 80
DEEPEST = 4
CONTENT = 4  # characters of a word that says something


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

    def referents(self, token: Token) -> Iterator[Referent]:
        """Yield what a phrase and what is coordinated with it stand for."""
        for head in conjuncts(token):
            yield from self.options(head)

    def options(self, token: Token, *, depth: int = 0) -> Iterator[Referent]:
        """Yield what one noun may stand for, the likeliest first."""
        if depth > DEEPEST:
            return
        if token.i in self.passage.actors:
            yield from self.named(token)
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

    def named(self, token: Token) -> Iterator[Referent]:
        """Yield whom a name means; a person named beside his post goes first.

        "VN-gezant Salamé", "Eerste minister Ariel Henry".
        """
        actor = self.passage.actors[token.i]
        if self.is_a(actor, ("Post", "Organization")):
            for other in self.named_beside(token):
                if self.is_a(other.actor, ("Person",)):
                    yield other
        if "-" in token.text:
            yield from self.compound(token)
        yield Referent(actor=actor, token=token)

    def compound(self, token: Token) -> Iterator[Referent]:
        """Yield the people of a name's compound: "VN-kamp", "OVSE-waarnemers".

        Troops stand for who sends them.
        """
        words = self.lexicon.words.words(token.text.rpartition("-")[2])
        nouns = {word for word, particle in words if not particle}
        lists = self.lexicon.lists
        for noun in (
            sorted(nouns & set(lists["anaphors"])) if is_definite(token) else ()
        ):
            yield from self.take_up(token, tuple(lists["anaphors"][noun]))
        if nouns & set(lists["people"]) and not nouns & set(lists["troops"]):
            name = phrase_of(token)
            introduced = self.introduce(name, "PersonGroup", shorter_names(token, name))
            yield Referent(actor=introduced, token=token, how="people")

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
            yield from self.centre(token, tuple(kinds))
        elif (
            word.startswith(PRONOMINAL)
            and word not in PRONOMINAL
            and token.pos_ == "ADV"
        ):
            yield from self.take_up(
                token, tuple(lists["pronominal"]), in_paragraph=True
            )

    def centre(self, token: Token, kinds: tuple[str, ...]) -> Iterator[Referent]:
        """Yield the subject last mentioned before a pronoun, if it is of a kind.

        Subjects are what a text goes on about (Grosz, Joshi & Weinstein 1995).
        """
        for subject in reversed(token.doc[: token.i]):
            named = subject.pos_ in {"NOUN", "PROPN"}
            if subject.dep_ not in SUBJECTS | PASSIVE_SUBJECTS or not named:
                continue
            for head in conjuncts(subject):
                for option in self.options(head, depth=DEEPEST):
                    if self.is_a(option.actor, kinds):
                        yield Referent(actor=option.actor, token=token, how="anaphor")
                        break
            return

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
        for word in self.words(token):
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

    def anaphor(self, token: Token) -> Iterator[Referent]:
        """Yield whom a definite common noun takes up: "het land", "de missie"."""
        if not is_definite(token) and not is_both(token):
            return
        lists = self.lexicon.lists
        for word in self.words(token):
            if word in lists["speaker"]["nouns"] and is_demonstrative(token):
                for speaker in self.passage.speakers:
                    yield Referent(actor=speaker, token=token, how="anaphor")
            kinds = lists["anaphors"].get(word)
            number = number_of(token, self.lexicon)
            if kinds and number > 1:
                yield from self.several(token, tuple(kinds), number)
                return
            if kinds and not has_owner(token):
                yield from self.take_up(token, tuple(kinds))
                return

    def several(
        self, token: Token, kinds: tuple[str, ...], number: int
    ) -> Iterator[Referent]:
        """Yield the last so many actors of a kind: "beide landen", "de drie landen"."""
        found: dict[str, None] = {}
        for place, actor in self.discourse.before(self.number, token):
            if place.passage < self.number - 1 or len(found) == number:
                break
            if actor != self.discourse.home and self.is_a(actor, kinds):
                found[actor] = None
        if len(found) == number:
            yield from (
                Referent(actor=a, token=token, how="owner") for a in reversed(found)
            )

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

    def owners(self, token: Token, *, depth: int) -> Iterator[Referent]:
        """Yield for whom people and organs stand: "leden van X", "Franse troepen"."""
        lists = self.lexicon.lists
        words = self.words(token)
        stands_for = not words.isdisjoint(lists["representatives"])
        if not stands_for and words.isdisjoint(lists["troops"]):
            return
        beside = [
            self.passage.actors[c.i]
            for c in token.children
            if c.i in self.passage.actors
            and c.dep_ in {"amod", "nmod"}
            and not preposition(c)
        ]
        yield from (Referent(actor=a, token=token, how="owner") for a in beside)
        for word in () if beside else OWNERS:
            for phrase in phrases(token, word):
                for head in conjuncts(phrase):
                    first = next(self.options(head, depth=depth + 1), None)
                    if first is not None:
                        yield Referent(actor=first.actor, token=head, how="owner")
        for possessive in token.children:
            if possessive.dep_ == "nmod:poss":
                yield from self.options(possessive, depth=depth + 1)

    def words(self, token: Token) -> set[str]:
        """Return the dictionary words a noun may be a form of, or its last part."""
        found = {
            word
            for word, particle in self.lexicon.words.words(token.text)
            if not particle
        }
        lowered = fold(token.text)
        for cut in range(3, len(lowered) - 3):
            if found:
                break
            found = {
                w
                for w, p in self.lexicon.words.words(lowered[cut:].lstrip("-"))
                if not p
            }
        return found

    def group(self, token: Token) -> Iterator[Referent]:
        """Yield people or a body without a name, new or met before."""
        kind = self.kind_of_noun(token)
        if kind is None:
            return
        name = phrase_of(token)
        met = self.met_before(token, name) if is_definite(token) else None
        if met is not None:
            yield Referent(actor=met, token=token, how="anaphor")
            return
        introduced = self.introduce(name, kind, shorter_names(token, name))
        yield Referent(actor=introduced, token=token, how="people")

    def kind_of_noun(self, token: Token) -> str | None:
        """Return the kind of what a common noun means, where it can act or be hit."""
        if token.pos_ not in {"NOUN", "X", "PROPN"}:
            return None
        words = self.words(token)
        for name, kind in (("people", "PersonGroup"), ("bodies", "Organization")):
            if not words.isdisjoint(self.lexicon.lists[name]):
                return kind
        return None

    def met_before(self, token: Token, name: str) -> str | None:
        """Return the group last met that a definite phrase takes up.

        "het konvooi" is any convoy met; "het konvooi met Nederlands materieel" is "een
        konvooi met Nederlands legermaterieel", which has another of its words.
        """
        head = fold(token.text)
        own = {w for w in fold(name).split() if w.isalpha() and len(w) >= CONTENT}
        for identifier, actor in reversed(self.people.items()):
            theirs = fold(actor.labels["nl"]).split()
            if head in theirs and (len(name.split()) == 1 or own & {*theirs} - {head}):
                return identifier
        return None


def is_both(token: Token) -> bool:
    """Tell whether a noun means two that were named: "beide landen"."""
    return any(c.lower_ == "beide" for c in token.children)


def number_of(token: Token, lexicon: Lexicon) -> int:
    """Return how many a noun means, 1 where it does not say."""
    if is_both(token):
        return 2
    numbers = lexicon.quantities["numbers"]
    for part in token.children:
        if part.dep_ == "nummod":
            spelled = numbers.get(part.lower_)
            return int(spelled) if spelled else int(part.text) if part.is_digit else 1
    return 1


def has_owner(token: Token) -> bool:
    """Tell whether a noun is narrowed down by a "van" phrase."""
    return any(preposition(c) == "van" for c in token.children)


def shorter_names(token: Token, name: str) -> tuple[str, ...]:
    """Return what else a group may be called: without its number, and the noun alone.

    "vijftien Nederlandse diplomaten": Nederlandse diplomaten, diplomaten.
    """
    counted = {t.i for c in token.children if c.dep_ == "nummod" for t in c.subtree}
    plain = phrase_of(token, without=counted)
    return tuple(n for n in dict.fromkeys((plain, token.text)) if n != name)


def phrase_of(token: Token, *, without: Collection[int] = ()) -> str:
    """Return the words of a noun phrase from its first adjective to its noun.

    Short phrases behind the noun with a name are kept ("militairen uit Ivoorkust").

    Args:
        token: the noun.
        without: indexes of tokens to leave out.
    """
    kept = [token]
    for part in token.children:
        if part.i in without:
            continue
        adverb = part.pos_ == "ADV"  # "ook Vietnamese burgers"
        before = part.dep_ in {"amod", "nummod", "nmod", "compound"} and not adverb
        if part.i < token.i and before:
            kept.append(part)
        elif preposition(part) in {"uit", "met"} and part.right_edge.i - part.i < 2:
            kept.extend(t for t in part.subtree)
    kept = [t for t in kept if not t.is_punct and t.lower_ not in DETERMINERS]
    text = " ".join(t.text for t in sorted(kept, key=lambda t: t.i))
    return text[:LONGEST_LABEL]

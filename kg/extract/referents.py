"""Who or what a noun phrase stands for: names, anaphors, and people without a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.nounphrases import (
    has_owner,
    is_both,
    is_substantive,
    number_of,
    phrase_of,
    shorter_names,
)
from kg.extract.organs import Organs
from kg.extract.surroundings import Referent
from kg.extract.syntax import (
    NAME_LINKS,
    PASSIVE_SUBJECTS,
    PRONOMINAL,
    SUBJECTS,
    antecedent,
    conjuncts,
    is_definite,
    is_demonstrative,
    phrases,
    preposition,
)
from kg.iris import fold
from kg.parse import Token

OWNERS = ("van", "uit", "binnen", "onder leiding van", "namens")
COLLECTIVES = ("PersonGroup", "ArmedGroup", "GroupOfStates", "Programme")
ARMED = ("ArmedGroup",)
DEEPEST = 4
CONTENT = 4  # characters of a word that says something


@dataclass(frozen=True, kw_only=True)
class Reader(Organs):
    """Finds who is meant in one passage of a document."""

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
        nouns = self.lexicon.words.plain_words(token.text.rpartition("-")[2])
        anaphors, sets = self.lexicon.lists["anaphors"], self.lexicon.sets
        for noun in sorted(nouns & sets["anaphors"]) if is_definite(token) else ():
            yield from self.take_up(token, tuple(anaphors[noun]))
        if nouns & sets["people"] and not nouns & sets["troops"]:
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
        """Yield the name beside a common noun: "de organisatie ECOWAS".

        A title may stand between them: "de leider van de junta, kolonel Goïta".
        """
        for other in token.children:
            if other.dep_ not in NAME_LINKS or preposition(other):
                continue
            if other.i in self.passage.actors:
                yield Referent(actor=self.passage.actors[other.i], token=other)
            elif other.dep_ == "appos" and other.pos_ == "NOUN":
                yield from self.named_beside(other)

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

    def anaphor(self, token: Token) -> Iterator[Referent]:
        """Yield whom a definite common noun takes up: "het land", "de missie"."""
        if not is_definite(token) and not is_both(token):
            return
        lists = self.lexicon.lists
        for word in sorted(self.words(token)):
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

    def owners(self, token: Token, *, depth: int) -> Iterator[Referent]:
        """Yield for whom people and organs stand: "leden van X", "Franse troepen"."""
        sets = self.lexicon.sets
        words = self.words(token)
        fighters = not words.isdisjoint(sets["fighters"])
        if not fighters and words.isdisjoint(sets["representatives"] | sets["troops"]):
            return
        beside = [
            self.passage.actors[c.i]
            for c in token.children
            if c.i in self.passage.actors
            and c.dep_ in {"amod", "nmod"}
            and not preposition(c)
        ]
        yield from (Referent(actor=a, token=token, how="owner") for a in beside)
        possessives = [c for c in token.children if c.dep_ == "nmod:poss"]
        # In "zijn troepen uit Niger" the phrase says where they are.
        for word in () if beside or possessives else OWNERS:
            for phrase in phrases(token, word):
                for head in conjuncts(phrase):
                    first = next(self.options(head, depth=depth + 1), None)
                    if first is not None and (
                        not fighters or self.is_a(first.actor, ARMED)
                    ):
                        yield Referent(actor=first.actor, token=head, how="owner")
        for possessive in possessives:
            yield from self.options(possessive, depth=depth + 1)

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
        if token.pos_ not in {"NOUN", "X", "PROPN"} and not is_substantive(token):
            return None
        words = self.words(token)
        for name, kind in (("people", "PersonGroup"), ("bodies", "Organization")):
            if not words.isdisjoint(self.lexicon.sets[name]):
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

"""Relations that a verb, participle or adjective states: "X is gelieerd aan Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.relations.links import NAMED
from kg.extract.relations.phrases import ARTICLES, JOINING, Phrases
from kg.extract.relations.rules import WordRule
from kg.extract.relations.stated import Stated
from kg.extract.surroundings import Referent
from kg.extract.syntax import (
    by_label,
    conjuncts,
    deep_objects,
    deep_subjects,
    feature,
    is_attributive,
    is_passive,
    phrases,
)
from kg.extract.triggers import NOUNS, has_particle
from kg.iris import fold
from kg.parse import Token
from kg.relations import load_relations

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, kw_only=True)
class WordFinder:
    """Finds the relations that verbs and adjectives of a passage state."""

    phrases: Phrases

    def find(self, token: Token) -> Iterator[Stated]:
        """Yield what a token states, if it is a word of a rule."""
        named = self.phrases.actor(token.i) is not None
        first, _, last = token.text.rpartition("-")
        if named and not first:
            return
        rules = self.phrases.rules
        for word, particle in rules.forms.words(last if named else token.text):
            if not has_particle(token, particle):
                continue
            for rule in rules.words.get(word, ()):
                if word not in rule.nouns and is_inflected(token):
                    yield from self.attributive(rule, token)
                elif not named:
                    yield from self.apply(rule, token, noun=word in rule.nouns)

    def apply(self, rule: WordRule, token: Token, *, noun: bool) -> Iterator[Stated]:
        """Yield what a rule finds around its word."""
        verb = self.light_verb(rule, token) if noun else token
        if verb is None:
            return
        subjects = list(self.subjects(rule, verb, token))
        for value in self.objects(rule, verb, token):
            for subject in subjects:
                ends = (value, subject) if rule.reverse else (subject, value)
                if self.phrases.can_be(rule, *(e.actor for e in ends)):
                    yield self.stated(rule, token, verb, *ends)

    def attributive(self, rule: WordRule, token: Token) -> Iterator[Stated]:
        """Yield what an inflected participle says of the noun behind it, by order.

        "aan Al Qaida en IS gelieerde groepen", "de Frans-geleide taakgroep Takuba".
        """
        behind = self.noun_behind(token)
        if behind is None:
            return
        by_verb = rule.to == ("object",)
        names = list(self.names_before(token, ("door",) if by_verb else rule.to))
        named = [
            Referent(actor=self.phrases.passage.actors[t.i], token=t) for t in names
        ]
        said = list(self.behind(rule, behind, names))
        for subject in named if by_verb else said:
            for value in said if by_verb else named:
                ends = (value, subject) if rule.reverse else (subject, value)
                if self.phrases.can_be(rule, *(e.actor for e in ends)):
                    yield self.stated(rule, token, None, *ends)

    def behind(
        self, rule: WordRule, noun: Token, names: list[Token]
    ) -> Iterator[Referent]:
        """Yield who the noun behind a participle is: a name, examples, or a group."""
        actor = self.phrases.actor(noun.i)
        examples = list(self.examples(noun))
        if actor is not None:
            yield Referent(actor=actor, token=noun)
        elif examples:
            yield from examples
        elif rule.unnamed and names and fold(noun.text) in self.phrases.rules.groups:
            first = names[0].nbor(-1) if names[0].i else names[0]
            words = [
                first.lower_,
                *(t.text for t in noun.doc[first.i + 1 : noun.i + 1]),
            ]
            group = self.phrases.unnamed(" ".join(words))
            yield Referent(actor=group, token=noun, how="people")

    def noun_behind(self, token: Token) -> Token | None:
        """Return the noun that a participle goes with, or the name right behind it."""
        at = token.i + 1
        while (noun := self.phrases.at(at)) is not None and noun.pos_ == "ADJ":
            if self.phrases.actor(at) is not None:
                break
            at += 1
        if noun is None or (noun.pos_ not in NOUNS and not self.phrases.actor(at)):
            return None
        name = self.phrases.at(at + 1)
        named = name is not None and self.phrases.actor(name.i) is not None
        return name if named and self.phrases.actor(at) is None else noun

    def names_before(self, token: Token, words: tuple[str, ...]) -> Iterator[Token]:
        """Yield the names before a participle, back to one of the prepositions."""
        if self.phrases.actor(token.i) is not None:
            yield token
            return
        found: list[Token] = []
        for at in range(token.i - 1, token.sent.start - 1, -1):
            before = token.doc[at]
            if self.phrases.actor(at) is not None:
                found.append(before)
            elif before.lower_ in words:
                yield from reversed(found)
                return
            elif before.lower_ not in {*ARTICLES, *JOINING, ","}:
                return

    def light_verb(self, rule: WordRule, noun: Token) -> Token | None:
        """Return the verb that makes a noun say something: "heeft banden"."""
        words = self.phrases.rules.forms
        verb: Token
        for verb in (noun.head, *noun.children, *noun.sent):
            for word, particle in words.words(verb.text):
                if word in rule.light and has_particle(verb, particle):
                    return verb
        return None

    def subjects(self, rule: WordRule, verb: Token, word: Token) -> Iterator[Referent]:
        """Yield whom the word is said of."""
        if rule.to == ("object",):
            heads = deep_subjects(verb)
        elif is_said_of_noun(word):
            heads = [word.head]
        else:
            heads = self.heads(verb, word)
        for head in heads:
            yield from self.meant(head, unnamed=rule.unnamed)

    def heads(self, verb: Token, word: Token) -> list[Token]:
        """Return the subjects of a clause, where the parse may have lost them."""
        own = [*by_label(verb, SUBJECTS), *by_label(word, SUBJECTS)]
        if own:
            return own[:1]
        deep = deep_subjects(verb)
        if deep or not is_passive(verb):
            return deep or self.nearest(word)
        return deep_objects(verb) or self.nearest(word)

    def nearest(self, word: Token) -> list[Token]:
        """Return the only name before a word in its clause that has no preposition."""
        named = [
            t
            for t in word.doc[word.sent.start : word.i]
            if self.phrases.actor(t.i) and self.is_bare(t)
        ]
        return named if len(named) == 1 else []

    @staticmethod
    def is_bare(token: Token) -> bool:
        """Tell whether a name stands without a preposition."""
        return not any(c.dep_ == "case" for c in token.children)

    def meant(self, head: Token, *, unnamed: bool) -> Iterator[Referent]:
        """Yield the actors of a phrase: named, named as examples, or a group."""
        examples = list(self.examples(head))
        if examples:
            yield from examples
            return
        for part in conjuncts(head):
            for referent in self.phrases.reader.options(part):
                if referent.how == "owner" or (
                    referent.how == "people" and not unnamed
                ):
                    continue
                yield referent
                break

    def examples(self, head: Token) -> Iterator[Referent]:
        """Yield the names behind "zoals": "groepen zoals JNIM en Ansar Dine"."""
        if self.phrases.actor(head.i) is not None:
            return
        at = head.i + 1 + (self.phrases.text(head.i + 1) in {",", "("})
        if self.phrases.text(at) in self.phrases.rules.examples:
            names, _ = self.phrases.names_after(at + 1)
            for token in names:
                actor = self.phrases.passage.actors[token.i]
                yield Referent(actor=actor, token=token)

    def objects(self, rule: WordRule, verb: Token, word: Token) -> Iterator[Referent]:
        """Yield the other end: the verb's object, or who is behind a preposition."""
        heads: list[Token] = []
        if rule.to == ("object",):
            heads = deep_objects(verb)
        else:
            for to in rule.to:
                heads = heads or [*phrases(word, to), *phrases(verb, to)]
        for head in heads:
            for part in conjuncts(head):
                actor = self.phrases.actor(part.i) or self.beside(part)
                if actor is not None:
                    yield Referent(actor=actor, token=part)

    def beside(self, noun: Token) -> str | None:
        """Return the name right behind a common noun: "de missie KFOR"."""
        following = self.phrases.at(noun.i + 1)
        named = following is not None and noun.pos_ in NOUNS
        return self.phrases.actor(noun.i + 1) if named else None

    @staticmethod
    def stated(
        rule: WordRule,
        token: Token,
        verb: Token | None,
        subject: Referent,
        value: Referent,
    ) -> Stated:
        """Put together what one word states; without a verb it is taken for granted."""
        membership = load_relations()[rule.relation].membership
        guessed = sum(r.how not in NAMED for r in (subject, value))
        return Stated(
            rule=rule.name,
            relation=rule.relation,
            subject=subject.actor,
            object=value.actor,
            word=token,
            begin=token.idx,
            end=token.idx + len(token.text),
            anchor=None if is_said_of_noun(token) else verb,
            organisation=value.actor if membership else None,
            guessed=guessed,
        )


def is_inflected(word: Token) -> bool:
    """Tell whether a participle or adjective has the ending it has before a noun."""
    finite = feature(word, "VerbForm") == "Fin"
    return word.lower_.endswith("e") and not finite


def is_said_of_noun(word: Token) -> bool:
    """Tell whether a word goes with a noun: "aan IS gelieerde groepen"."""
    beside = word.dep_ in {"amod", "acl"} and word.head.pos_ in NOUNS
    own = {c.dep_ for c in word.children} & {"nsubj", "nsubj:pass", "cop", "aux:pass"}
    return is_attributive(word) or (beside and not own)

"""Noun phrases read by word order: what narrows a noun down, and what names it.

Parsers often hang the name of an apposition on the wrong noun; order and commas are
steadier. The tree is asked where order does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.relations.context import Context
from kg.extract.syntax import (
    DETERMINERS,
    antecedent,
    child,
    conjuncts,
    deep_subjects,
    phrases,
)
from kg.extract.triggers import VERBS
from kg.iris import fold
from kg.parse import Token

ARTICLES = DETERMINERS | {"een", "haar", "zijn", "hun", "der", "onze", "ons"}
CLOSERS = frozenset(',.);:?!–-»”"') | {"sinds", "tot", "vanaf", "die"}
JOINING = frozenset({"en", "of", "alsook", "alsmede"})
MOST_BETWEEN = 3  # words between a preposition and the name it brings
PREPOSITIONS = frozenset({"van", "voor", "in", "bij", "der", "te", "binnen"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """A preposition behind a noun, and the tokens of the names it brings."""

    word: str
    names: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun with its adjectives and complements; `first` and `last` are its tokens.

    `beside` holds the actors that adjectives or a first part of the noun stand for.
    """

    head: Token
    first: int
    last: int
    beside: tuple[str, ...] = ()
    complements: tuple[Complement, ...] = ()
    past: bool = False
    not_yet: bool = False

    def owners(self, words: tuple[str, ...]) -> Iterator[Token]:
        """Yield the names behind one of the prepositions."""
        for complement in self.complements:
            if complement.word in words:
                yield from complement.names


@dataclass(frozen=True, kw_only=True)
class Phrases(Context):
    """Reads the noun phrases of one passage."""

    def read(self, head: Token, *, until: int | None = None) -> Phrase:
        """Return the phrase around a noun.

        Args:
            head: the noun.
            until: its last token, where it has several words.
        """
        first, beside, words = self.before(head)
        complements, last = self.behind(head.i if until is None else until)
        complements = complements or list(self.by_tree(head))
        return Phrase(
            head=head,
            first=first,
            last=last,
            beside=tuple(beside),
            complements=tuple(complements),
            past=bool(words & self.rules.past),
            not_yet=bool(words & self.rules.not_yet),
        )

    def before(self, head: Token) -> tuple[int, list[str], set[str]]:
        """Return where a phrase begins, the actors of its adjectives, their words.

        The first word of a name may be such an adjective ("Europese Trainingsmissie").
        """
        first, words = head.i, set[str]()
        opening = fold(head.text.split()[0])
        known = self.rules.organisations.get(opening)
        beside = [known] if known is not None else []
        while (token := self.at(first - 1)) is not None:
            if token.i < head.sent.start or not self.is_adjective(token):
                break
            words.add(fold(token.text))
            beside += self.stands_for(token)
            first = token.i
            if token.pos_ == "DET" or token.lower_ in ARTICLES:
                break
        return first, beside, words

    def is_adjective(self, token: Token) -> bool:
        """Tell whether a token before a noun belongs to its phrase."""
        if token.lower_ in ARTICLES or token.pos_ in {"DET", "NUM"}:
            return True
        folded = fold(token.text)
        if folded in self.rules.past | self.rules.not_yet:
            return True
        inflected = token.pos_ == "ADJ" or token.dep_ == "amod"
        return inflected and token.pos_ not in {"ADP", "ADV", "PUNCT"}

    def stands_for(self, adjective: Token) -> Iterator[str]:
        """Yield the state or organisation of an adjective."""
        actor = self.actor(adjective.i)
        if actor is not None:
            yield actor
        elif fold(adjective.text) in self.rules.organisations:
            yield self.rules.organisations[fold(adjective.text)]

    def behind(self, index: int) -> tuple[list[Complement], int]:
        """Return the complements behind a token, and where the last of them ends."""
        found: list[Complement] = []
        last = self.bracketed(index)
        while self.text(last + 1) in PREPOSITIONS:
            names, end = self.names_after(last + 2)
            if not names:
                break
            found.append(Complement(word=self.text(last + 1), names=tuple(names)))
            last = self.bracketed(end)
        return found, last

    def by_tree(self, head: Token) -> Iterator[Complement]:
        """Yield the complements of a predicate, which the verb may part from it.

        "dat Kosovo geen lid wordt van de Verenigde Naties".
        """
        if self.copula(head) is None:
            return
        for pronoun in (c for c in head.children if c.lower_ == "waarvan"):
            noun = antecedent(pronoun)
            if noun is not None and self.actor(noun.i) is not None:
                yield Complement(word="van", names=(noun,))
        for word in ("van", "voor"):
            found = [*phrases(head, word), *phrases(head.head, word)]
            names = [t for f in found for t in conjuncts(f) if self.actor(t.i)]
            if names:
                yield Complement(word=word, names=tuple(names))

    def bracketed(self, index: int) -> int:
        """Pass over an abbreviation in brackets: "de Europese Raad (ER)"."""
        opens, closes = self.text(index + 1) == "(", self.text(index + 3) == ")"
        same = self.actor(index + 2) is not None and self.actor(
            index + 2
        ) == self.actor(index)
        return index + 3 if opens and closes and same else index

    def names_after(
        self, index: int, *, plural: bool = True
    ) -> tuple[list[Token], int]:
        """Return the names from a token on, articles and adjectives passed over.

        Args:
            index: the first token.
            plural: whether what is coordinated counts too.

        Returns:
            the tokens of the names, and the last token of them, or `index` less one.
        """
        at = self.skip(index)
        token = self.at(at)
        if token is None or self.actor(at) is None:
            return [], index - 1
        found = [token]
        while plural and (following := self.next_of_list(at)) is not None:
            at = following.i
            found.append(following)
        return found, at

    def skip(self, index: int) -> int:
        """Return the first token that is no article, adjective or rank."""
        for at in range(index, index + MOST_BETWEEN + 1):
            token = self.at(at)
            if token is None or self.actor(at) is not None:
                return at
            loose = token.lower_ in ARTICLES or token.pos_ == "ADJ"
            if not loose and fold(token.text) not in self.rules.ranks:
                return at
        return index

    def next_of_list(self, index: int) -> Token | None:
        """Return the name that goes on a list: of the same sort as the one before."""
        comma = self.text(index + 1) == ","
        joined = self.text(index + 1) in JOINING
        if not comma and not joined:
            return None
        at = index + 2
        if self.text(at) in {"de", "het"}:
            at += 1
        token, actor, before = self.at(at), self.actor(at), self.actor(index)
        if token is None or actor is None or before is None or actor == before:
            return None
        if not self.reader.is_a(actor, (self.reader.kind(before),)):
            return None
        goes_on = self.text(at + 1) in JOINING or self.next_of_list(at) is not None
        return token if joined or goes_on else None

    def is_closed(self, index: int) -> bool:
        """Tell whether a phrase ends before a token, so that no list goes on there."""
        token = self.at(index)
        if token is None:
            return True
        if token.lower_ == ",":
            return not (self.actor(index + 1) and self.text(index + 2) in {",", "en"})
        return token.text in CLOSERS or token.pos_ in VERBS or token.text[:1].isupper()

    def copula(self, head: Token) -> tuple[Token, Token, str] | None:
        """Return verb, subject and sort of the verb that says who is what a noun says.

        Args:
            head: the noun, the predicate or, where the parse errs, the subject.
        """
        beside = child(head, "cop")
        if beside is not None and beside.lower_ in self.rules.copula:
            subject = child(head, "nsubj", "nsubj:pass") or next(
                iter(deep_subjects(head)), None
            )
            verb, anchor = beside, head
        elif head.head.lower_ in self.rules.copula and head.dep_ not in {
            "obl",
            "advcl",
        }:
            verb = anchor = head.head
            subject = next(
                (c for c in verb.children if c.dep_ == "nsubj" and c.i != head.i), None
            )
        else:
            above = child(head.head, "cop") if head.dep_ == "nsubj" else None
            if above is None or above.lower_ not in self.rules.copula:
                return None
            verb, anchor, subject = above, head.head, head.head
        if subject is None:
            return None
        return anchor, subject, self.rules.copula[verb.lower_]

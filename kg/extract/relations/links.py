"""Who is meant by a noun: the name before or behind it, or the subject of "is"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.relations.phrases import ARTICLES, JOINING, Phrase, Phrases
from kg.iris import fold
from kg.parse import Token

NAMED = frozenset({"name", "people"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An actor that a noun is said of, and how.

    `anchor` is the token that asserts it, None where the text takes it for granted;
    `sort` the sort of the verb.
    """

    actor: str
    last: int
    anchor: Token | None = None
    sort: str = ""
    guessed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The kinds of actor that may be meant, and whether a list may follow."""

    kinds: tuple[str, ...]
    plural: bool


@dataclass(frozen=True, kw_only=True)
class Linker:
    """Finds whom a noun phrase is said of."""

    phrases: Phrases

    def links(
        self, phrase: Phrase, kinds: tuple[str, ...], *, plural: bool = False
    ) -> Iterator[Link]:
        """Yield who or what a noun phrase is said of, of the first sort found.

        Args:
            phrase: the noun with what narrows it down.
            kinds: kinds of actor that may be meant.
            plural: whether the noun is a plural, so that a list may follow.
        """
        wanted = Wanted(kinds=kinds, plural=plural)
        for way in (self.title, self.comma, self.brackets, self.examples, self.before):
            tokens, last = way(phrase, wanted)
            if tokens:
                actors = (self.phrases.actor(t.i) for t in tokens)
                yield from (Link(actor=a, last=last) for a in actors if a is not None)
                return
        yield from self.predicate(phrase, kinds)

    def fitting(self, index: int, wanted: Wanted) -> tuple[list[Token], int]:
        """Return the names from a token on, if they are of one of the kinds."""
        names, last = self.phrases.names_after(index, plural=wanted.plural)
        if not names or not all(self.is_a(t.i, wanted.kinds) for t in names):
            return [], last
        return names, last

    def is_a(self, index: int, kinds: tuple[str, ...]) -> bool:
        """Tell whether a token names an actor of one of the kinds."""
        actor = self.phrases.actor(index)
        return actor is not None and self.phrases.reader.is_a(actor, kinds)

    def title(self, phrase: Phrase, wanted: Wanted) -> tuple[list[Token], int]:
        """Return the names right behind a phrase: "lidstaat Polen"."""
        following = self.phrases.at(phrase.last + 1)
        if following is None or following.lower_ in ARTICLES:
            return [], phrase.last
        ranked = fold(following.text) in self.phrases.rules.ranks
        if not ranked and self.phrases.actor(following.i) is None:
            return [], phrase.last
        return self.fitting(following.i, wanted)

    def comma(self, phrase: Phrase, wanted: Wanted) -> tuple[list[Token], int]:
        """Return the name behind a comma: "de voorzitter, Charles Michel, …"."""
        if self.phrases.text(phrase.last + 1) != "," or wanted.plural:
            return [], phrase.last
        names, last = self.fitting(phrase.last + 2, wanted)
        goes_on = self.phrases.text(last + 1) in JOINING
        listed = self.phrases.text(last + 1) == "," and self.is_a(
            last + 2, wanted.kinds
        )
        return ([], last) if goes_on or listed else (names, last)

    def brackets(self, phrase: Phrase, wanted: Wanted) -> tuple[list[Token], int]:
        """Return the name in brackets: "de VN-missie in Mali (MINUSMA)"."""
        if self.phrases.text(phrase.last + 1) != "(":
            return [], phrase.last
        names, last = self.fitting(phrase.last + 2, wanted)
        closed = self.phrases.text(last + 1) in {")", ",", ";"}
        return (names, last) if closed else ([], last)

    def examples(self, phrase: Phrase, wanted: Wanted) -> tuple[list[Token], int]:
        """Return what is named as an example: "lidstaten zoals Polen en Hongarije"."""
        at = phrase.last + 1
        at += self.phrases.text(at) == ","
        if self.phrases.text(at) not in self.phrases.rules.examples:
            return [], phrase.last
        return self.fitting(at + 1, replace(wanted, plural=True))

    def before(self, phrase: Phrase, wanted: Wanted) -> tuple[list[Token], int]:
        """Return the name before a comma or bracket: "Michel, de voorzitter, …"."""
        name = self.phrases.at(phrase.first - 2)
        sign = self.phrases.text(phrase.first - 1)
        if (
            name is None
            or sign not in {",", "("}
            or not self.is_a(name.i, wanted.kinds)
        ):
            return [], phrase.last
        if self.phrases.text(phrase.first) in self.phrases.rules.all_of_them:
            return self.listed(name, wanted.kinds), phrase.last
        listed = self.phrases.text(name.i - 1) in {",", *JOINING}
        closed = self.phrases.is_closed(phrase.last + 1)
        return ([], phrase.last) if listed or not closed else ([name], phrase.last)

    def listed(self, last: Token, kinds: tuple[str, ...]) -> list[Token]:
        """Return the names of a list, from its last: "Togo en Benin, beide lid"."""
        found = [last]
        at = last.i - 2
        while self.phrases.text(at + 1) in {",", *JOINING} and self.is_a(at, kinds):
            found.insert(0, last.doc[at])
            at -= 2
        return found

    def predicate(self, phrase: Phrase, kinds: tuple[str, ...]) -> Iterator[Link]:
        """Yield the subject of the verb that says it: "Noorwegen is lid"."""
        found = self.phrases.copula(phrase.head)
        if found is None:
            return
        anchor, subject, sort = found
        reader = self.phrases.reader
        for referent in reader.referents(subject):
            if reader.is_a(referent.actor, kinds) and referent.how != "owner":
                yield Link(
                    actor=referent.actor,
                    last=phrase.last,
                    anchor=anchor,
                    sort=sort,
                    guessed=int(referent.how not in NAMED),
                )

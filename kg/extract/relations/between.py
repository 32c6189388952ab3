"""Relations that fixed words between two names state: "X onder leiding van Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.relations.phrases import Phrases
from kg.extract.relations.rules import PhraseRule
from kg.extract.relations.stated import Stated
from kg.extract.syntax import (
    conjuncts,
    deep_objects,
    deep_subjects,
    is_passive,
    path_up,
    phrases,
)
from kg.extract.triggers import VERBS
from kg.parse import Token
from kg.relations import load_relations

OPEN, CLOSED = "(", ")"


@dataclass(frozen=True, kw_only=True)
class PhraseFinder:
    """Finds the relations that the fixed words of a passage state."""

    phrases: Phrases

    def find(self, token: Token) -> Iterator[Stated]:
        """Yield what the words that open with a token state."""
        for words, rule in self.phrases.rules.phrases.get(token.lower_, ()):
            last = token.i + len(words) - 1
            if all(self.phrases.text(token.i + n) == w for n, w in enumerate(words)):
                yield from self.apply(rule, token, last)

    def apply(self, rule: PhraseRule, token: Token, last: int) -> Iterator[Stated]:
        """Yield what a rule finds around its words."""
        value = self.value(last + 1)
        if value is None:
            return
        for subject, anchor in self.subjects(rule, token):
            ends = (value, subject) if rule.reverse else (subject, value)
            if self.phrases.can_be(rule, *ends):
                yield self.stated(rule, (token, last), ends, anchor)
                return

    def value(self, index: int) -> str | None:
        """Return the actor behind the words: a name, or a numbered decision."""
        names, last = self.phrases.names_after(index, plural=False)
        if names:
            return self.phrases.actor(last)
        return self.phrases.numbered(self.phrases.skip(index))

    def subjects(
        self, rule: PhraseRule, token: Token
    ) -> Iterator[tuple[str, Token | None]]:
        """Yield who stands before the words, and the verb where it is a subject."""
        comma = self.phrases.text(token.i - 1) == ","
        if ("comma" if comma else "touching") in rule.after:
            actor = self.phrases.actor(token.i - 1 - comma)
            if actor is not None:
                yield actor, None
        if "clause" in rule.after:
            yield from self.of_clause(rule, token)

    def of_clause(
        self, rule: PhraseRule, token: Token
    ) -> Iterator[tuple[str, Token | None]]:
        """Yield the named subjects of the clause around the words."""
        verb = next((t for t in path_up(token) if t.pos_ in {*VERBS, "ADJ"}), None)
        for subject in self.heads(verb) if verb is not None else ():
            for head in (subject, *self.stood_for(rule, subject)):
                actor = self.phrases.actor(head.i)
                if actor is not None:
                    yield actor, verb

    @staticmethod
    def heads(verb: Token) -> list[Token]:
        """Return the subjects of a clause, active or passive."""
        return deep_subjects(verb) or (deep_objects(verb) if is_passive(verb) else [])

    @staticmethod
    def stood_for(rule: PhraseRule, noun: Token) -> Iterator[Token]:
        """Yield what a noun stands for: "het mandaat van UNIFIL" for UNIFIL."""
        if noun.lower_ in rule.via:
            for phrase in phrases(noun, "van"):
                yield from conjuncts(phrase)

    @staticmethod
    def stated(
        rule: PhraseRule,
        tokens: tuple[Token, int],
        ends: tuple[str, str],
        anchor: Token | None,
    ) -> Stated:
        """Put together what fixed words state."""
        first, last = tokens[0], tokens[0].doc[tokens[1]]
        if last.text == OPEN:  # "(PVV)": the brackets say it
            last = next((t for t in first.doc[last.i :] if t.text == CLOSED), last)
        subject, value = ends
        membership = load_relations()[rule.relation].membership
        return Stated(
            rule=rule.name,
            relation=rule.relation,
            subject=subject,
            object=value,
            word=first,
            begin=first.idx,
            end=last.idx + len(last.text),
            anchor=anchor,
            organisation=value if membership else None,
        )

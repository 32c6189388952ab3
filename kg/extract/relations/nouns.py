"""Relations that a noun states: "X, lid van Y", "de VN-missie in Mali (MINUSMA)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.relations.links import Link, Linker
from kg.extract.relations.phrases import Phrase, Phrases
from kg.extract.relations.rules import NounRule
from kg.extract.relations.stated import PAST, PLANNED, Stated
from kg.extract.syntax import feature
from kg.iris import fold
from kg.parse import Token
from kg.relations import load_relations

GROUPS = ("GroupOfStates",)


@dataclass(frozen=True, kw_only=True)
class NounFinder:
    """Finds the relations that the nouns of a passage state."""

    phrases: Phrases

    def find(self, token: Token) -> Iterator[Stated]:
        """Yield what a token states, if it is a noun of a rule."""
        words = token.text.split()
        if not words:
            return
        prefix, _, last = words[-1].rpartition("-")
        rules = self.phrases.rules.noun_rules(last)
        if not rules and len(words) > 1:  # a name: "NAVO-missie in Irak"
            prefix, _, last = words[0].rpartition("-")
            rules = self.phrases.rules.noun_rules(last)
        sort = self.phrases.rules.prefixes.get(fold(prefix), "")
        if not rules or sort == "not_yet":
            return
        phrase = self.phrases.read(token)
        if phrase.not_yet:
            return
        for rule in rules:
            yield from self.apply(rule, phrase, prefix, past=sort == PAST)

    def apply(
        self, rule: NounRule, phrase: Phrase, prefix: str, *, past: bool
    ) -> Iterator[Stated]:
        """Yield what a rule finds around its noun."""
        spec = load_relations()[rule.relation]
        plural = is_plural(phrase.head, rule)
        kinds = rule.subject or spec.subject
        for link in self.links(rule, phrase, kinds, plural=plural):
            owners = [*self.owners(rule, phrase, prefix), *self.later(rule, link)]
            for owner in dict.fromkeys(owners):
                if self.phrases.can_be(rule, link.actor, owner):
                    yield self.stated(rule, phrase, link, owner, past=past)

    def links(
        self, rule: NounRule, phrase: Phrase, kinds: tuple[str, ...], *, plural: bool
    ) -> Iterator[Link]:
        """Yield what the noun is said of: itself where it is a name, or a name."""
        linker = Linker(phrases=self.phrases)
        own = self.phrases.actor(phrase.head.i)
        if rule.own and own is not None and linker.is_a(phrase.head.i, kinds):
            yield Link(actor=own, last=phrase.last)
            return
        yield from linker.links(phrase, kinds, plural=plural)

    def owners(self, rule: NounRule, phrase: Phrase, prefix: str) -> Iterator[str]:
        """Yield of what the subject is said to be a member, part, mission, …."""
        registry = self.phrases.reader.registry
        for token in phrase.owners(rule.of):
            yield self.phrases.passage.actors[token.i]
        if rule.adjective:
            yield from phrase.beside
        if rule.prefix and prefix:
            found = registry.find(prefix)
            if found is not None:
                yield found
        group = self.phrases.actor(phrase.head.i)
        if rule.prefix and group and self.phrases.reader.is_a(group, GROUPS):
            entry = registry.entries.get(group)
            if entry is not None and entry.parent is not None:
                yield entry.parent

    def later(self, rule: NounRule, link: Link) -> Iterator[str]:
        """Yield what stands behind the name: "de NAVO-missie KFOR in Kosovo"."""
        complements, _ = self.phrases.behind(link.last)
        for complement in complements:
            if complement.word in rule.of:
                yield from (self.phrases.passage.actors[t.i] for t in complement.names)

    def stated(
        self, rule: NounRule, phrase: Phrase, link: Link, owner: str, *, past: bool
    ) -> Stated:
        """Put together what one noun states."""
        head = phrase.head
        member = load_relations()[rule.relation].membership
        return Stated(
            rule=rule.name,
            relation=rule.relation,
            subject=link.actor,
            object=owner,
            word=head,
            begin=head.idx,
            end=head.idx + len(head.text),
            anchor=link.anchor,
            organisation=owner if member else None,
            past=past or phrase.past or link.sort == PAST,
            sort=PLANNED if link.sort == PLANNED else "",
            guessed=link.guessed,
            last=link.last,
        )


def is_plural(token: Token, rule: NounRule) -> bool:
    """Tell whether a noun of a rule is a plural."""
    last = fold(token.text).split()[-1].rpartition("-")[2]
    singular = any(last.endswith(fold(noun)) for noun in rule.nouns)
    return feature(token, "Number") == "Plur" or not singular

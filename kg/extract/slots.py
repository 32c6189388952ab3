"""Where in a sentence the filler of a role may stand: the slots of the frames.

What each slot means stands in `ontology/lexicon/nl/slots.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.referents import Reader
from kg.extract.syntax import (
    RELATIVE_ADVERBS,
    RELATIVES,
    antecedent,
    conjuncts,
    deep_objects,
    deep_subjects,
    is_attributive,
    is_passive,
    path_up,
    phrases,
    preposition,
)
from kg.extract.triggers import NOUNS, has_particle
from kg.iris import fold
from kg.parse import Token

CONTEXT = frozenset({"context", "nearby", "before", "speaker", "omitted"})
OBJECT_LINKS = frozenset(
    {"obj", "nsubj:pass", "obl", "obl:arg", "nsubj", "xcomp", "conj"}
)
CLAUSE_HEADS = frozenset({"VERB", "AUX", "ADJ"})
SEPARATE = frozenset({"advcl", "ccomp", "parataxis", "conj", "xcomp", "csubj"})
AT_PLACES = frozenset({"in", "te", "bij", "nabij", "rond", "rondom", "vlakbij"})
CARRIERS = frozenset({"nmod", "obj", "obl", "obl:arg", "acl", "nsubj", "nsubj:pass"})


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Finds the heads of the phrases in a slot around one trigger."""

    reader: Reader
    token: Token

    def heads(self, slot: str) -> Iterator[Token]:
        """Yield the heads of the phrases in a slot."""
        first, _, rest = slot.partition(".")
        if first in CONTEXT or first == "self":
            yield self.token
            return
        if rest:
            for head in self.heads(first):
                for part in conjuncts(head):
                    yield from (
                        adjectives(part)
                        if rest == "demonym"
                        else possessives(part)
                        if rest == "possessive"
                        else phrases(part, rest)
                    )
            return
        if first == "clause":
            yield from self.places_in_clause()
        elif first == "sentence":
            actors = self.reader.passage.actors
            yield from (t for t in self.token.sent if t.i in actors)
        elif first == "conjunct":
            yield from (c for c in self.token.children if c.dep_ == "conj")
        elif first == "waar":
            yield from self.where()
        elif self.token.pos_ in NOUNS:
            yield from self.heads_of_noun(first)
        else:
            yield from self.heads_of_verb(first)

    def heads_of_verb(self, slot: str) -> Iterator[Token]:
        """Yield the heads in a slot of a verb or predicative adjective."""
        if slot == "subject":
            yield from deep_subjects(self.token) or self.unlabelled_subject()
        elif slot == "object":
            yield from deep_objects(self.token)
        elif slot == "indirect":
            yield from (c for c in self.token.children if c.dep_ in {"iobj", "obj"})
        elif slot == "author":
            yield from self.authors(self.token)
        elif slot in {"van", "door"}:
            yield from phrases(self.token, slot)
        elif slot not in {"demonym", "possessive", "governor", "governed"}:
            yield from self.prepositional(self.token, slot)

    def unlabelled_subject(self) -> list[Token]:
        """Return the name before an active verb, where the parser found no subject.

        "Ivoorkust eist …": a name that opens the clause and has no preposition.
        """
        verb, actors = self.token, self.reader.passage.actors
        if is_passive(verb) or verb.dep_ in {"xcomp", "acl"} or is_attributive(verb):
            return []
        names = [
            c
            for c in verb.children
            if c.i in actors and c.i < verb.i and not preposition(c)
        ]
        return names[:1]

    def heads_of_noun(self, slot: str) -> Iterator[Token]:
        """Yield the heads in a slot of a noun."""
        if slot == "demonym":
            yield from adjectives(self.token)
        elif slot == "possessive":
            yield from possessives(self.token)
        elif slot in {"governor", "governed"}:
            yield from self.from_governor(slot)
        elif slot == "subject":
            # A participle beside the noun brings the agent: "begaan door het leger".
            for part in self.token.children:
                if part.dep_ in {"acl", "amod"}:
                    yield from phrases(part, "door")
        elif slot == "author":
            yield from self.authors(self.governor())
        elif slot not in {"object", "indirect"}:
            yield from self.prepositional(self.token, slot)
            if self.lends():
                yield from phrases(self.governor(), slot)

    def places_in_clause(self) -> list[Token]:
        """Return the place names of the clause, the nearest first.

        Not those of a clause that another event heads: "veroordeelde in Brussel de
        aanslag".
        """
        verb = next((t for t in path_up(self.token) if t.pos_ in CLAUSE_HEADS), None)
        if verb is None:
            return []
        if verb.i != self.token.i and self.names_event(verb):
            return []
        found = [t for t in same_clause(verb) if preposition(t) in AT_PLACES]
        return sorted(found, key=lambda t: abs(t.i - self.token.i))

    def names_event(self, verb: Token) -> bool:
        """Tell whether a verb is a trigger that stands for an event of its own."""
        lexicon = self.reader.lexicon
        words = lexicon.words.any_words(verb.text)
        entries = lexicon.verbs.get(fold(verb.text), ())
        own = any(has_particle(verb, entry.particle) for entry in entries)
        return own and words.isdisjoint(lexicon.sets["light"])

    def where(self) -> Iterator[Token]:
        """Yield the noun that "waar" takes up: "landen waar de groep actief is"."""
        for part in self.token.children:
            if part.lower_ in RELATIVE_ADVERBS:
                noun = antecedent(part)
                if noun is not None:
                    yield from conjuncts(noun)
                    if noun.dep_ == "conj":
                        yield noun.head

    def prepositional(self, token: Token, slot: str) -> Iterator[Token]:
        """Yield phrases with a preposition: the token's own, else those nested in them.

        Parsers often hang the second of two phrases on the first ("van de Deense
        militairen uit Takuba").
        """
        own = list(phrases(token, slot))
        if own:
            yield from own
            return
        for inner in token.children:
            if slot == "van" and preposition(inner) in AT_PLACES:
                continue  # "de operatie in het zuiden van Libanon" is not Lebanon's
            if inner.dep_ in CARRIERS:
                for part in conjuncts(inner):
                    yield from phrases(part, slot)

    def governor(self) -> Token:
        """Return the verb that a noun depends on, past nouns that it is listed with.

        Past those that it is part of, too: "pleegden een poging tot staatsgreep".
        """
        token = self.token
        parts = self.reader.lexicon.cues["transparent"]["nouns"]
        while token.head.pos_ in NOUNS and token.head.i != token.i:
            if token.dep_ != "conj" and token.head.lower_ not in parts:
                break
            token = token.head
        return token.head

    def placed(self) -> Token:
        """Return the noun that stands for the trigger: "een poging tot staatsgreep"."""
        token = self.token
        parts = self.reader.lexicon.cues["transparent"]["nouns"]
        while token.dep_ != "conj" and token.head.lower_ in parts:
            token = token.head
        return token

    def lends(self) -> bool:
        """Tell whether the governing verb lends its subject to the noun."""
        governor, placed = self.governor(), self.placed()
        if placed.dep_ not in OBJECT_LINKS or governor.i == self.token.i:
            return False
        sets = self.reader.lexicon.sets
        light = sets["light"]
        word = preposition(placed)
        if word and word not in sets["light_prepositions"]:
            return False
        return any(
            word in light and has_particle(governor, particle)
            for word, particle in self.reader.lexicon.words.words(governor.text)
        )

    def from_governor(self, slot: str) -> Iterator[Token]:
        """Yield the deep subject or object of the verb above a noun, or of its clause.

        "bracht een bezoek"; "de aanslag die de groep pleegde".
        """
        light = self.reader.lexicon.sets["light"]
        for clause in self.token.children:
            words = self.reader.lexicon.words.any_words(clause.text)
            own = clause.dep_ == "acl:relcl" and slot == "governor"
            if own and not words.isdisjoint(light):
                subjects = deep_subjects(clause)
                yield from (t for t in subjects if t.lower_ not in RELATIVES)
        if slot == "governor":
            yield from self.suspects()
        if not self.lends():
            return
        governor = self.governor()
        if slot == "governor":
            yield from (t for t in deep_subjects(governor) if t.i != self.token.i)
        else:
            yield from (
                t
                for t in [*deep_objects(governor), *by_dative(governor)]
                if t.i != self.token.i
            )

    def suspects(self) -> Iterator[Token]:
        """Yield who is suspected of what a noun names.

        "beschuldigt het leger van marteling"; "schendingen waarvan het leger wordt
        verdacht", "waarmee het in verband wordt gebracht".
        """
        suspecting = self.reader.lexicon.sets["suspecting"]
        above = [self.token.head] if preposition(self.token) == "van" else []
        below = [c for c in self.token.children if c.dep_ == "acl:relcl"]
        for verb in (*above, *below):
            words = self.reader.lexicon.words.any_words(verb.text)
            if words & suspecting:
                yield from (t for t in deep_objects(verb) if t.i != self.token.i)

    def authors(self, verb: Token) -> Iterator[Token]:
        """Yield whose statement a relative clause reports: "verklaring waarin …"."""
        node = verb
        while node.dep_ == "conj":
            node = node.head
        noun = node.head if node.dep_.startswith("acl") else self.statement(node)
        if noun is None:
            return
        yield from phrases(noun, "van")
        yield from adjectives(noun)
        if noun.head.i != noun.i and noun.dep_ == "obj":
            yield from deep_subjects(noun.head)

    def statement(self, verb: Token) -> Token | None:
        """Return the noun before "waarin", where the parser lost the link to it."""
        nouns = set(self.reader.lexicon.cues["reporting"]["nouns"])
        for part in verb.children:
            if part.lower_ == "waarin":
                before = reversed(verb.doc[verb.sent.start : part.i])
                return next((t for t in before if self.reader.words(t) & nouns), None)
        return None


def same_clause(verb: Token) -> Iterator[Token]:
    """Yield the words under a verb that no clause of their own separates from it."""
    for part in verb.children:
        if part.dep_ in SEPARATE or part.dep_.startswith("acl"):
            continue
        yield part
        if part.pos_ in NOUNS:
            yield from same_clause(part)


def adjectives(noun: Token) -> Iterator[Token]:
    """Yield the modifiers before a noun, where an adjective may name an actor."""
    for part in noun.children:
        before = part.dep_ in {"amod", "nmod", "compound"} and part.i < noun.i
        if before and not preposition(part):
            yield from conjuncts(part)


def possessives(noun: Token) -> Iterator[Token]:
    """Yield the possessives of a noun."""
    return (part for part in noun.children if part.dep_ == "nmod:poss")


def by_dative(verb: Token) -> Iterator[Token]:
    """Yield the indirect objects of a verb."""
    return (part for part in verb.children if part.dep_ == "iobj")

"""Who fills the roles of an event: each role's slots are tried in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.lexicon import Frame
from kg.extract.referents import Reader, Referent
from kg.extract.syntax import (
    RELATIVE_ADVERBS,
    RELATIVES,
    antecedent,
    conjuncts,
    deep_objects,
    deep_subjects,
    is_attributive,
    is_definite,
    is_passive,
    phrases,
    preposition,
)
from kg.extract.triggers import NOUNS, has_particle
from kg.model import Role
from kg.ontology import EventClass, load_classes

CONTEXT = frozenset({"context", "nearby", "before", "speaker", "omitted"})
OBJECT_LINKS = frozenset({"obj", "nsubj:pass", "obl", "obl:arg", "nsubj", "xcomp", "conj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """A referent in a role, and the slot it was found in."""

    role: Role
    referent: Referent
    slot: str


@dataclass(frozen=True, kw_only=True)
class RoleFinder:
    """Fills the roles of one trigger by one frame."""

    reader: Reader
    token: Token
    frame: Frame

    @property
    def event_class(self) -> EventClass:
        """The class of the frame."""
        return load_classes()[self.frame.event_class]

    def fill(self) -> tuple[Filler, ...]:
        """Return the fillers of all roles; an actor fills agent or target, not both."""
        fillers: list[Filler] = []
        for role, slots in self.frame.roles.items():
            taken = {f.referent.actor for f in fillers if role is not Role.PLACE}
            fillers += self.fill_role(role, slots, taken)
        return tuple(self.inherit(fillers))

    def inherit(self, fillers: list[Filler]) -> list[Filler]:
        """Add what an earlier mention said, where a definite noun takes it up.

        Only for nouns that bring no filler of their own: "de terugtrekking".
        """
        own = [f for f in fillers if f.slot.partition(".")[0] not in CONTEXT]
        if own or not self.is_bare():
            return fillers
        held = {f.role for f in fillers}
        for role in self.frame.roles:
            for actor in self.remembered(role) if role not in held else ():
                referent = Referent(actor=actor, token=self.token, how="context")
                fillers.append(Filler(role=role, referent=referent, slot="before"))
        return fillers

    def is_bare(self) -> bool:
        """Tell whether the trigger is a definite noun that nothing narrows down."""
        noun = self.token.pos_ in NOUNS and is_definite(self.token)
        return noun and not any(
            preposition(c) for c in self.token.children if c.i > self.token.i
        )

    def remembered(self, role: Role) -> tuple[str, ...]:
        """Return who filled a role of the last event of the class, if still in mind.

        That is in the same turn or in the question it answers; a coup or election stays
        in mind for the whole document.
        """
        turn = self.reader.passage.turn
        kept = self.reader.memory.get((self.frame.event_class, role))
        if kept is None:
            return ()
        label, actors = kept
        lasting = role is Role.PLACE
        return actors if lasting or label in {turn.label, *turn.answers} else ()

    def fill_role(
        self, role: Role, slots: tuple[str, ...], taken: set[str]
    ) -> list[Filler]:
        """Return the fillers of one role: those of the first slot that has any.

        Participants are gathered from all slots, for a meeting has two sides.
        """
        found: dict[str, Filler] = {}
        for slot in slots:
            for head in self.heads(slot):
                for referent in self.fitting(role, head, slot):
                    if referent.actor not in taken and referent.actor not in found:
                        found[referent.actor] = Filler(
                            role=role, referent=referent, slot=slot
                        )
            if found and role is not Role.PARTICIPANT:
                break
        return list(found.values())

    def fitting(self, role: Role, head: Token, slot: str) -> Iterator[Referent]:
        """Yield, for each of the coordinated phrases, the first actor that fits."""
        if slot.partition(".")[0] in CONTEXT:
            yield from self.from_context(role, slot)
            return
        for part in conjuncts(head):
            if slot in {"demonym", "self"} and part.i not in self.reader.passage.actors:
                continue
            options = [o for o in self.reader.options(part) if self.admits(role, o)]
            if not options:
                continue
            best = self.best(role, options)
            yield best
            if best.how == "owner":
                yield from (o for o in options if o.how == "owner" and o != best)

    def best(self, role: Role, options: list[Referent]) -> Referent:
        """Return the option that suits a role: people where people are meant."""
        by_people = role is Role.TARGET and self.frame.count == "target"
        if by_people and options[0].how == "owner":
            return next((o for o in options if o.how == "people"), options[0])
        return options[0]

    def admits(self, role: Role, referent: Referent) -> bool:
        """Tell whether an actor may fill a role by its kind.

        A kind with `.troops` stands for people under arms who belong to such an actor.
        """
        kinds = self.frame.kinds.get(role)
        actor = referent.actor
        if kinds is not None:
            plain = tuple(k for k in kinds if "." not in k)
            armed = tuple(k.partition(".")[0] for k in kinds if k.endswith(".troops"))
            by_troops = referent.how == "owner" and self.reader.is_a(actor, armed)
            if not by_troops and not self.reader.is_a(actor, plain):
                return False
        spec = self.event_class.roles.get(role)
        return spec is not None and spec.admits(self.reader.kind(actor))

    def from_context(self, role: Role, slot: str) -> Iterator[Referent]:
        """Yield the speaker, or the fitting actor that the passage is about."""
        if slot == "omitted" and not omits_subject(self.token):
            return
        if slot in {"speaker", "omitted"}:
            for speaker in self.reader.passage.speakers:
                referent = Referent(actor=speaker, token=self.token, how="speaker")
                if self.admits(role, referent):
                    yield referent
                    return
            return
        reader = self.reader
        home = reader.discourse.home

        wanted = slot.partition(".")[2]

        def fits(actor: str) -> bool:
            right_kind = not wanted or reader.is_a(actor, (wanted,))
            referent = Referent(actor=actor, token=self.token, how="context")
            return actor != home and right_kind and self.admits(role, referent)

        if slot.startswith("nearby"):
            yield from self.from_paragraph(fits)
            return
        if slot == "before" or (self.is_bare() and not wanted):
            before = self.remembered(role)
            for actor in before:
                yield Referent(actor=actor, token=self.token, how="context")
            if before or slot == "before":
                return
        actor = reader.discourse.latest(reader.number, self.token, fits)
        if role is Role.PLACE:
            actor = self.located_in_sentence(fits) or actor
        if actor is not None:
            yield Referent(actor=actor, token=self.token, how="context")

    def located_in_sentence(self, fits: Callable[[str], bool]) -> str | None:
        """Return the fitting place that the sentence names with "in"."""
        actors = self.reader.passage.actors
        places = [
            t for t in self.token.sent if t.i in actors and preposition(t) == "in"
        ]
        nearest = sorted(places, key=lambda t: abs(t.i - self.token.i))
        return next((actors[t.i] for t in nearest if fits(actors[t.i])), None)

    def from_paragraph(self, fits: Callable[[str], bool]) -> Iterator[Referent]:
        """Yield the fitting actor last named in the paragraph."""
        reader = self.reader
        actor = reader.discourse.latest(
            reader.number, self.token, fits, in_paragraph=True
        )
        if actor is not None:
            yield Referent(actor=actor, token=self.token, how="context")

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
        if first == "sentence":
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
            if inner.dep_ in {"nmod", "obj", "obl", "obl:arg", "acl", "nsubj", "nsubj:pass"}:
                for part in conjuncts(inner):
                    yield from phrases(part, slot)

    def governor(self) -> Token:
        """Return the verb that a noun depends on, past what it is coordinated with."""
        token = self.token
        while token.dep_ == "conj" and token.head.pos_ in NOUNS:
            token = token.head
        return token.head

    def lends(self) -> bool:
        """Tell whether the governing verb lends its subject to the noun."""
        governor = self.governor()
        if self.token.dep_ not in OBJECT_LINKS or governor.i == self.token.i:
            return False
        light = self.reader.lexicon.lists["light"]
        return any(
            word in light and has_particle(governor, particle)
            for word, particle in self.reader.lexicon.words.words(governor.text)
        )

    def from_governor(self, slot: str) -> Iterator[Token]:
        """Yield the deep subject or object of the verb above a noun, or of its clause.

        "bracht een bezoek"; "de aanslag die de groep pleegde".
        """
        light = self.reader.lexicon.lists["light"]
        for clause in self.token.children:
            words = self.reader.lexicon.words.words(clause.text)
            own = clause.dep_ == "acl:relcl" and slot == "governor"
            if own and any(word in light for word, _ in words):
                subjects = deep_subjects(clause)
                yield from (t for t in subjects if t.lower_ not in RELATIVES)
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
        """Return the noun before "waarin", where the parser lost the relative clause."""
        nouns = set(self.reader.lexicon.cues["reporting"]["nouns"])
        for part in verb.children:
            if part.lower_ == "waarin":
                before = reversed(verb.doc[verb.sent.start : part.i])
                return next((t for t in before if self.reader.words(t) & nouns), None)
        return None


def omits_subject(verb: Token) -> bool:
    """Tell whether a finite active verb has no subject: "verzoekt de regering …"."""
    finite = verb.morph.get("VerbForm") == ["Fin"]
    return finite and not is_passive(verb) and not deep_subjects(verb)


def adjectives(noun: Token) -> Iterator[Token]:
    """Yield the modifiers before a noun, where an adjective may name an actor."""
    for part in noun.children:
        if part.dep_ in {"amod", "nmod", "compound"} and part.i < noun.i:
            if not preposition(part):
                yield from conjuncts(part)


def possessives(noun: Token) -> Iterator[Token]:
    """Yield the possessives of a noun."""
    return (part for part in noun.children if part.dep_ == "nmod:poss")


def by_dative(verb: Token) -> Iterator[Token]:
    """Yield the indirect objects of a verb."""
    return (part for part in verb.children if part.dep_ == "iobj")
